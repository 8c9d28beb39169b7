//! How a journey begins and ends: a browser is started, the story runs, the
//! pages' own complaints are judged, evidence of a failure is kept.

use std::fs;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;
use std::time::Duration;

use futures_util::FutureExt;
use serde_json::Value;

use super::browser::Settings;
use super::environment::engine;
use super::probe::{self, Report};
use super::reader::Reader;
use super::server::Server;
use super::spare;

/// No story takes longer, unless something hangs.
const LIMIT: Duration = Duration::from_secs(120);

/// Lets `story` happen at `host`, in a browser with these settings.
pub(crate) async fn tell<S>(host: Server, settings: &Settings, story: S)
where
    S: AsyncFnOnce(&Reader),
{
    let browser = spare::take(settings).await;
    let reader = Reader::new(browser.driver.clone(), host);
    let limited = async {
        let end = tokio::time::timeout(LIMIT, story(&reader)).await;
        assert!(end.is_ok(), "the story did not end within {LIMIT:?}");
    };
    let failure = AssertUnwindSafe(limited).catch_unwind().await.err();

    let reports = reports(&reader).await;
    let mut complaints = probe::complaints(&reports, &reader.expected());
    let log = browser.log().await;
    complaints.extend(
        log.into_iter()
            .filter(|line| !reader.expected().iter().any(|text| line.contains(text))),
    );

    let failed = failure.is_some() || !complaints.is_empty();
    if failed {
        // A browser that hangs has none to give.
        let evidence = keep_evidence(&reader);
        let _ = tokio::time::timeout(Duration::from_secs(20), evidence).await;
    }
    spare::give_back(browser, settings, !failed).await;
    let complaints = complaints.join("\n  ");
    match failure {
        Some(panic) => {
            if !complaints.is_empty() {
                eprintln!("the pages complained:\n  {complaints}");
            }
            resume_unwind(panic);
        }
        None => assert!(
            complaints.is_empty(),
            "the pages complained:\n  {complaints}"
        ),
    }
}

/// What the pages reported: to the server, and, of the page still open, what
/// is still on its way there.
pub(crate) async fn reports(reader: &Reader) -> Vec<Report> {
    // Late pictures can still fail; a page that never finishes is no reason
    // to wait for ever.
    for _ in 0..20 {
        let ready = reader
            .driver()
            .execute("return document.readyState", Vec::new())
            .await;
        if ready.is_ok_and(|state| state.json() == "complete") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut reports = reader.host().reports();
    let open = reader
        .driver()
        .execute("return window.__probe ?? []", Vec::new())
        .await;
    let open = open
        .ok()
        .and_then(|value| value.json().as_array().cloned())
        .unwrap_or_default();
    for report in open.iter().filter_map(Report::from_json) {
        if !reports.iter().any(|other| other.id == report.id) {
            reports.push(report);
        }
    }
    reports
}

/// Keeps a picture and the source of the page, and says what it was.
async fn keep_evidence(reader: &Reader) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser-failures");
    let test = std::thread::current()
        .name()
        .unwrap_or("test")
        .replace("::", "-");
    let path = folder.join(format!("{}-{test}", engine().name()));
    // Evidence is a help, not a result: whatever cannot be had is left out.
    let _ = fs::create_dir_all(&folder);
    let driver = reader.driver();
    if let Ok(picture) = driver.screenshot_as_png().await {
        let _ = fs::write(path.with_extension("png"), picture);
    }
    if let Ok(source) = driver.source().await {
        let _ = fs::write(path.with_extension("html"), source);
    }
    let script = "return [location.href, document.querySelector('[data-state]')?.dataset.state, \
        document.body?.innerText.slice(0, 1000)]";
    let page = driver.execute(script, Vec::new()).await;
    let page = page.map_or(Value::Null, |page| page.json().clone());
    let part = |at: usize| {
        page.get(at)
            .and_then(Value::as_str)
            .unwrap_or("?")
            .to_owned()
    };
    eprintln!("on {} in state {:?}:\n{}", part(0), part(1), part(2));
    eprintln!("the last requests:");
    for arrival in reader.host().arrivals("*").iter().rev().take(15).rev() {
        eprintln!("  {:>6} ms  {}", arrival.at.as_millis(), arrival.path);
    }
    eprintln!("kept: {}.png and .html", path.display());
}
