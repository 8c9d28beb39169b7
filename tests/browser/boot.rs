//! From the first byte of HTML to the first article, and what a reader gets
//! when the app cannot start or dies.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::support::{Blog, Engine, Fault, Reader, STRICT_POLICY, Settings, engine, post};

const TITLES: &str = ".posts > article.post-card h2 a";

fn two_posts() -> Blog {
    Blog::new()
        .site("title: The Blog")
        .post(
            "posts/a.md",
            &post("title: Alpha\ndate: 2024-01-01", "Text of Alpha."),
        )
        .post(
            "posts/b.md",
            &post("title: Beta\ndate: 2024-01-02", "Text of Beta."),
        )
}

/// The built app's file with this ending, beside `index.html`; of scripts,
/// that of the app alone.
fn app_file(reader: &Reader, ending: &str) -> PathBuf {
    let folder = fs::read_dir(reader.host().folder()).expect("the site's folder");
    let mut files = folder.map(|entry| entry.expect("a file").path());
    let fits = |path: &PathBuf| path.extension().is_some_and(|other| other == ending);
    let is_app = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let others = ["boot", "-reader", "-math", "inkfold.js", "embed", "widget"];
        !others.iter().any(|other| name.contains(other))
    };
    let found = files.find(|path| fits(path) && is_app(path));
    found.unwrap_or_else(|| panic!("no .{ending} in {}", reader.host().folder().display()))
}

/// The name of the script that wasm-bindgen wrote.
fn app_script(reader: &Reader) -> String {
    let path = app_file(reader, "js");
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .expect("a name")
}

/// What a reader gets without the app: a sentence, and the raw posts.
async fn raw_posts_are_offered(reader: &Reader, file: &str) {
    reader.state_within(Duration::from_secs(30), "error").await;
    let link = format!("a[href$={file:?}]");
    reader.sees_some(&link).await;
    let text = reader.text("body").await;
    assert!(text.len() > 30, "a sentence: {text:?}");
    let open = "const answer = await fetch(document.querySelector(arguments[0]).href); return await answer.text()";
    let open = format!(
        "const done = arguments[arguments.length - 1]; (async () => {{ {open} }})().then(done, done)"
    );
    let raw = reader
        .driver()
        .execute_async(&open, vec![link.into()])
        .await
        .expect("the raw post");
    assert!(
        raw.json()
            .as_str()
            .is_some_and(|raw| raw.contains("Text of")),
        "{:?}",
        raw.json()
    );
}

/// The app does not start because its wasm has this fault.
fn without_wasm(fault: Fault) {
    two_posts().read(async |reader| {
        // Engines call it what they like.
        reader.expects_report("");
        reader.host().fault("*.wasm", fault.clone());
        reader.go("/posts/a/").await;
        raw_posts_are_offered(reader, "content/posts/a.md").await;
        reader.go("/").await;
        raw_posts_are_offered(reader, "content/posts/b.md").await;
        // It is not for ever.
        reader.host().lift("*.wasm");
        reader.open("/").await;
        assert_eq!(reader.count(TITLES).await, 2);
    });
}

#[test]
fn a_missing_wasm_leaves_the_raw_posts() {
    without_wasm(Fault::Status(404));
}

#[test]
fn a_broken_wasm_leaves_the_raw_posts() {
    let body = b"\0asm\x01\0\0\0 and then nothing that makes sense".to_vec();
    without_wasm(Fault::Instead {
        kind: "application/wasm",
        body,
    });
}

#[test]
fn a_wasm_lost_on_the_way_leaves_the_raw_posts() {
    without_wasm(Fault::Dropped);
}

#[test]
fn a_page_instead_of_the_wasm_leaves_the_raw_posts() {
    without_wasm(Fault::Fallback);
}

#[test]
fn a_missing_script_leaves_the_raw_posts() {
    two_posts().read(async |reader| {
        reader.expects_report("");
        let script = format!("*{}", app_script(reader));
        reader.host().fault(&script, Fault::Status(404));
        reader.go("/posts/a/").await;
        raw_posts_are_offered(reader, "content/posts/a.md").await;
    });
}

#[test]
fn a_blocked_wasm_leaves_the_raw_posts() {
    two_posts().read(async |reader| {
        reader.expects_report("");
        reader
            .host()
            .set_policy(&STRICT_POLICY.replace(" 'wasm-unsafe-eval'", ""));
        reader.go("/posts/a/").await;
        raw_posts_are_offered(reader, "content/posts/a.md").await;
    });
}

#[test]
fn an_app_that_dies_leaves_the_raw_posts() {
    two_posts().read(async |reader| {
        reader.expects_report("");
        // From the first page on, nothing can be put into the page any more
        // but by those who know another way.
        reader.host().set_script(
            "addEventListener('DOMContentLoaded', () => {\
                const watch = setInterval(() => {\
                    if (document.querySelector('[data-state=ready]') === null) return;\
                    clearInterval(watch);\
                    const insert = Node.prototype.insertBefore;\
                    Node.prototype.insertBefore = function (...parts) {\
                        if (window.dead) return insert.apply(this, parts);\
                        window.dead = true; throw new Error('the page is full');\
                    };\
                }, 10);\
            });",
        );
        reader.open("/").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        reader.clicks_text(TITLES, "Alpha").await;
        reader
            .sees_that("the trap", "return window.dead === true")
            .await;
        raw_posts_are_offered(reader, "content/posts/a.md").await;
        reader.host().set_script("");
        reader.clicks("[role=alert] button").await;
        reader.state("ready").await;
        assert_eq!(reader.count("[role=alert]").await, 0);
    });
}

#[test]
fn a_host_that_does_not_know_wasm_will_do() {
    two_posts().read(async |reader| {
        let body = fs::read(app_file(reader, "wasm")).expect("the wasm");
        let kind = "application/octet-stream";
        reader.host().fault("*.wasm", Fault::Instead { kind, body });
        // A sentence in the console for whoever runs the host is fine.
        reader.expects_report("wasm");
        reader.open("/").await;
        assert_eq!(reader.count(TITLES).await, 2);
    });
}

#[test]
fn a_host_that_does_not_know_markdown_will_do() {
    for kind in ["application/octet-stream", "text/plain; charset=iso-8859-1"] {
        let text = post("title: Альфа", "Текст.");
        Blog::new().post("posts/a.md", &text).read(async |reader| {
            let body = text.clone().into_bytes();
            reader.host().fault("*.md", Fault::Instead { kind, body });
            reader.open("/posts/a/").await;
            assert_eq!(reader.text("article.post h1").await, "Альфа");
        });
    }
}

/// Held back, a script would hold up whoever waits for the page.
const IMPATIENT: Settings = Settings {
    impatient: true,
    dark: false,
    scripts_off: false,
    language: None,
    time_zone: None,
};

/// What the page asked for, by path, once `paths` are all among it.
async fn asked_for(reader: &Reader, paths: &[&str]) {
    for path in paths {
        let mut tries = 0;
        while reader.host().arrivals(path).is_empty() {
            tries += 1;
            let seen: Vec<_> = reader
                .host()
                .arrivals("*")
                .into_iter()
                .map(|arrival| arrival.path)
                .collect();
            assert!(tries < 200, "{path} was not asked for: {seen:?}");
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }
}

/// Nothing waits for anything else but the painting of the page, and nothing
/// comes twice.
async fn all_at_once(reader: &Reader, address: &str, post: &str, hook: &str) {
    let host = reader.host();
    let script = format!("*{}", app_script(reader));
    // The page itself and what starts the app are all that is answered.
    let held = [&script, "*.wasm", "*/content/*"];
    for pattern in held {
        host.fault(pattern, Fault::Held);
    }
    reader.go(address).await;
    asked_for(reader, &[&script, "*.wasm", "*/content/site.yaml", post]).await;
    let painted = "return performance.getEntriesByType('paint').length > 0";
    assert!(reader.ask(painted).await == true, "the page is seen first");
    for pattern in held {
        host.lift(pattern);
    }
    reader.state("ready").await;
    reader.sees_some(hook).await;
    // Everything that is still to come has time to.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for arrival in host.arrivals("*") {
        *counts.entry(arrival.path).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);
    assert!(counts.is_empty(), "asked for more than once: {counts:?}");
}

#[test]
fn the_first_article_is_asked_for_together_with_the_app() {
    two_posts().with(IMPATIENT).read(async |reader| {
        all_at_once(reader, "/posts/a/", "*/content/posts/a.md", ".post-body").await;
    });
}

#[test]
fn the_first_list_is_asked_for_together_with_the_app() {
    two_posts().with(IMPATIENT).read(async |reader| {
        all_at_once(reader, "/", "*/content/posts/b.md", TITLES).await;
    });
}

#[test]
fn nothing_is_asked_for_twice_in_a_bare_blog() {
    two_posts().bare().read(async |reader| {
        reader.open("/").await;
        assert_eq!(reader.count(TITLES).await, 2);
        let modules = reader.host().arrivals("*.wasm");
        assert_eq!(
            modules.len(),
            2,
            "the app and what reads posts: {modules:?}"
        );
        for pattern in ["*boot.js", "*/site.yaml", "*/a.md", "*/b.md"] {
            assert_eq!(reader.host().arrivals(pattern).len(), 1, "{pattern}");
        }
    });
}

#[test]
fn a_first_page_uses_what_it_preloads() {
    if engine() != Engine::Chromium {
        return super::support::note(
            "unused preloads are looked for in Chromium alone: it logs them",
        );
    }
    two_posts().read(async |reader| {
        reader.open("/posts/a/").await;
        // It complains a few seconds after the page has loaded.
        tokio::time::sleep(Duration::from_secs(6)).await;
    });
}

#[test]
fn without_scripts_the_page_says_so_and_leads_to_the_post() {
    two_posts()
        .with(Settings::without_scripts())
        .read(async |reader| {
            reader.go("/posts/a/").await;
            let seen = "return document.querySelector('noscript')?.innerText.trim() ?? ''";
            let text = reader.ask(seen).await;
            assert!(
                text.as_str().is_some_and(|text| text.len() > 20),
                "a sentence: {text}"
            );
            assert_eq!(
                reader.count("noscript a[href$='content/posts/a.md']").await,
                1
            );
            reader.go("/").await;
            let text = reader.ask(seen).await;
            assert!(
                text.as_str().is_some_and(|text| text.len() > 20),
                "a sentence: {text}"
            );
        });
}
