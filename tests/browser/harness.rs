//! The net under the other tests: that what it must catch, it catches, in
//! every engine.

use std::time::Duration;

use super::support::{Blog, Fault, Reader};

/// A page whose script is `script`.
fn page_with(script: &str) -> Blog {
    let page = "<!doctype html><html lang=en><head><title>Page</title>\
        <link rel=icon href='data:,'><script type=module src=page.js></script></head>\
        <body><main data-state=loading>Here</main></body></html>";
    Blog::pages(&[("index.html", page), ("page.js", script)])
}

/// What the page reports of one kind, once it reported anything.
async fn reported(reader: &Reader, kind: &str) {
    let deadline = std::time::Instant::now() + Duration::from_secs(10);
    while !reader
        .host()
        .reports()
        .iter()
        .any(|report| report.kind == kind)
    {
        assert!(
            std::time::Instant::now() < deadline,
            "no {kind} in {:?}",
            reader.host().reports()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[test]
fn a_breach_of_the_policy_is_noticed() {
    page_with("document.body.setAttribute('style', 'color: red')").read(async |reader| {
        reader.expects_report("style");
        reader.go("/").await;
        reported(reader, "policy").await;
    });
}

#[test]
fn a_string_of_html_is_noticed() {
    page_with("document.body.innerHTML = '<b>x</b>'").read(async |reader| {
        reader.expects_report("Trusted");
        reader.expects_report("trusted");
        reader.expects_report("mismatch");
        reader.go("/").await;
        reported(reader, "policy").await;
        reported(reader, "error").await;
    });
}

#[test]
fn errors_and_missing_files_are_noticed() {
    let script = "console.error('spoken'); Promise.reject('unkept'); \
        const picture = new Image(); picture.src = 'missing.png'; document.body.append(picture); \
        setTimeout(() => { throw new Error('thrown'); });";
    page_with(script).read(async |reader| {
        for text in ["spoken", "unkept", "missing.png", "thrown", "(in promise)"] {
            reader.expects_report(text);
        }
        reader.go("/").await;
        for kind in ["console.error", "rejection", "resource", "error"] {
            reported(reader, kind).await;
        }
    });
}

#[test]
fn a_host_fails_in_all_the_ways_it_is_told_to() {
    let script = "window.outcome = async (path) => {\
            try { const answer = await fetch(path); \
                return `${answer.status} ${answer.headers.get('content-type')} ${await answer.text()}`; } \
            catch (error) { return 'no answer'; } };\
        document.querySelector('main').dataset.state = 'ready';";
    page_with(script).read(async |reader| {
        reader.expects_report("a.md");
        reader.open("/").await;
        let host = reader.host();
        let fetch =
            "window.answer = null; outcome('a.md').then((answer) => { window.answer = answer; })";

        host.fault(
            "/a.md",
            Fault::Instead {
                kind: "text/markdown",
                body: b"0123456789".to_vec(),
            },
        );
        reader.ask(fetch).await;
        reader
            .sees_that(
                "the bytes",
                "return window.answer === '200 text/markdown 0123456789'",
            )
            .await;

        host.fault("*.md", Fault::Dropped);
        reader.ask(fetch).await;
        reader
            .sees_that("no answer", "return window.answer === 'no answer'")
            .await;

        // A browser asks again by itself when the connection was cut.
        host.forget_arrivals();
        host.fault("*.md", Fault::Status(503));
        reader.ask(fetch).await;
        reader
            .sees_that("the status", "return window.answer?.startsWith('503 ')")
            .await;

        host.fault("*.md", Fault::Fallback);
        reader.ask(fetch).await;
        reader
            .sees_that(
                "the fallback",
                "return window.answer?.startsWith('200 text/html')",
            )
            .await;

        host.fault("*.md", Fault::Late(Duration::from_millis(300)));
        host.fault("*.md", Fault::Held);
        reader.ask(fetch).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(
            reader.ask("return window.answer").await.is_null(),
            "held back"
        );
        host.lift("*.md");
        reader
            .sees_that(
                "the bytes again",
                "return window.answer?.endsWith('0123456789')",
            )
            .await;
        assert_eq!(host.arrivals("/a.md").len(), 3, "nothing was fetched twice");
    });
}

#[test]
fn a_body_can_end_too_early() {
    let script = "fetch('page.css').then((answer) => answer.text()) \
        .then((text) => { document.title = `whole: ${text}`; }, () => { document.title = 'torn'; })";
    let css = "main { color: black }";
    let page = "<!doctype html><html lang=en><head><title>Page</title><link rel=icon href='data:,'>\
        <script type=module src=page.js></script></head><body><main>Here</main></body></html>";
    let blog = Blog::pages(&[("index.html", page), ("page.js", script), ("page.css", css)]);
    blog.at("/some/deep/path/").read(async |reader| {
        reader.expects_report("page.css");
        reader.host().fault("*.css", Fault::Truncated);
        reader.go("/").await;
        reader
            .sees_that("a torn answer", "return document.title === 'torn'")
            .await;
    });
}
