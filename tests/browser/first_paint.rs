//! How long it takes until an article is on screen, from the moment that its
//! address is asked for: as plain HTML, as `inkfold build` writes it, and with
//! docsify. Not among the tests: `cargo xtask bench first-paint` runs it and
//! says with what.

mod host;
mod sites;

use std::path::PathBuf;
use std::time::Duration;

use inkfold_core::text;
use serde_json::{Value, json};
use thirtyfour::WindowHandle;
use thirtyfour::prelude::*;

use super::support::{Blog, Reader, Settings};
use host::Host;
use sites::{Contestant, Sites};

/// How often each page is loaded: once for warming up, then to be timed.
const ROUNDS: usize = 8;

/// How long a page is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a page is watched when all it asked for has come.
const AFTERWARDS: Duration = Duration::from_millis(300);

/// What the browser is made to have.
struct Profile {
    name: &'static str,
    /// Milliseconds for each request.
    latency: f64,
    /// Bytes a second; -1 is as many as there can be.
    throughput: f64,
    /// How many times slower the processor is.
    slowdown: f64,
}

const PROFILES: [Profile; 3] = [
    Profile {
        name: "slow 4G, a processor 4 times slower",
        latency: 562.5,
        throughput: 1474.56 * 1024.0 / 8.0 * 0.9,
        slowdown: 4.0,
    },
    Profile {
        name: "cable",
        latency: 28.0,
        throughput: 5.0 * 1024.0 * 1024.0,
        slowdown: 1.0,
    },
    Profile {
        name: "no network between, a processor 4 times slower",
        latency: 0.0,
        throughput: -1.0,
        slowdown: 4.0,
    },
];

/// What one load of a page was like.
#[derive(Clone, Copy)]
struct Load {
    /// Milliseconds from the navigation until the article was on screen.
    shown: f64,
    /// Until the largest thing on screen was painted.
    painted: f64,
    /// How far things moved, as layout shifts are counted.
    shifted: f64,
    /// What the host was asked for until the article was there.
    requests: f64,
    kibibytes: f64,
}

impl Profile {
    /// Makes the tab in front have this, and the watch in all its pages.
    async fn apply(&self, driver: &WebDriver, phrase: &str) -> WebDriverResult<()> {
        let cdp = driver.cdp();
        let watch = include_str!("first_paint/watch.js");
        let source = format!("({watch})({})", json!(phrase));
        let network = json!({
            "offline": false,
            "latency": self.latency,
            "downloadThroughput": self.throughput,
            "uploadThroughput": self.throughput,
        });
        let slowdown = json!({ "rate": self.slowdown });
        cdp.send_raw("Page.bringToFront", ()).await?;
        cdp.page()
            .add_script_to_evaluate_on_new_document(source)
            .await?;
        cdp.network().enable().await?;
        let uncached = json!({ "cacheDisabled": true });
        cdp.send_raw("Network.setCacheDisabled", uncached).await?;
        cdp.send_raw("Network.emulateNetworkConditions", network)
            .await?;
        cdp.send_raw("Emulation.setCPUThrottlingRate", slowdown)
            .await?;
        Ok(())
    }
}

/// Loads a page in a tab of its own, from a host of its own.
async fn load(reader: &Reader, of: &Contestant, profile: &Profile, phrase: &str) -> Load {
    let driver = reader.driver();
    let host = Host::start(&of.site).await;
    let before: WindowHandle = driver.window().await.expect("a tab");
    let tab = driver.new_tab().await.expect("a new tab");
    driver.switch_to_window(tab).await.expect("the new tab");
    let applied = profile.apply(driver, phrase).await;
    applied.expect("what DevTools can set");
    reader
        .go_anywhere(&format!("{}{}", host.origin(), of.address))
        .await;
    let shown = "return window.told?.shown > 0";
    reader
        .sees_that_within(PATIENCE, "the article", shown)
        .await;
    let asked = host.asked();
    let complete = "return document.readyState === 'complete'";
    reader
        .sees_that_within(PATIENCE, "all of the page", complete)
        .await;
    tokio::time::sleep(AFTERWARDS).await;
    let told = reader.ask("return window.told").await;
    driver.close_window().await.expect("the tab is closed");
    driver
        .switch_to_window(before)
        .await
        .expect("the tab before");
    let figure = |name: &str| told.get(name).and_then(Value::as_f64).expect("a figure");
    Load {
        shown: figure("shown"),
        painted: figure("painted"),
        shifted: figure("shifted"),
        requests: asked.requests as f64,
        kibibytes: asked.bytes as f64 / 1024.0,
    }
}

/// The least, the median and the most.
fn spread(loads: &[Load], figure: impl Fn(&Load) -> f64) -> [f64; 3] {
    let mut all: Vec<f64> = loads.iter().map(figure).collect();
    all.sort_by(f64::total_cmp);
    [all[0], all[all.len() / 2], all[all.len() - 1]]
}

fn print(profile: &Profile, contestants: &[Contestant], loads: &[Vec<Load>]) {
    println!("\n{}", profile.name);
    let [_, measure, _] = spread(&loads[0], |load| load.shown);
    for (of, loads) in contestants.iter().zip(loads) {
        let [least, shown, most] = spread(loads, |load| load.shown);
        let median = |figure: fn(&Load) -> f64| spread(loads, figure)[1];
        println!(
            "  {:8} {shown:6.0} ms ({least:.0} to {most:.0})  {:.2} of {}; \
            largest paint {:.0} ms, shift {:.3}; {:.1} KiB in {:.0} requests",
            of.name,
            shown / measure,
            contestants[0].name,
            median(|load| load.painted),
            median(|load| load.shifted),
            median(|load| load.kibibytes),
            median(|load| load.requests),
        );
    }
}

#[test]
#[ignore = "a benchmark, run by `cargo xtask bench first-paint`"]
fn an_article_is_on_screen() {
    let post = std::env::var_os("INKFOLD_BENCH_POST").map(PathBuf::from);
    let post = post.expect("started by `cargo xtask bench`");
    let (post, _) = text::decode(&std::fs::read(post).expect("the post"));
    let docsify = std::env::var_os("INKFOLD_BENCH_DOCSIFY").map(PathBuf::from);
    let mut sites = None;
    println!("The median of {} loads, the least and the most", ROUNDS - 1);
    for profile in &PROFILES {
        let impatient = Settings {
            impatient: true,
            ..Settings::default()
        };
        let blog = Blog::new().post("posts/article.md", &post).with(impatient);
        blog.read(async |reader| {
            // A slow processor comes to what was preloaded after seconds.
            reader.expects_report("was preloaded using link preload but not used");
            // The page that a browser starts with has things to do.
            reader.go_anywhere("about:blank").await;
            let built = reader.host().folder();
            let sites = sites.get_or_insert_with(|| Sites::of(built, &post, docsify.as_deref()));
            let contestants = &sites.contestants;
            let mut loads: Vec<Vec<Load>> = contestants.iter().map(|_| Vec::new()).collect();
            for round in 0..ROUNDS {
                for (of, loads) in contestants.iter().zip(&mut loads) {
                    let load = load(reader, of, profile, &sites.phrase).await;
                    if round > 0 {
                        loads.push(load);
                    }
                }
            }
            print(profile, contestants, &loads);
        });
    }
}
