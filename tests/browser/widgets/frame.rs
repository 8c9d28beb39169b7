//! Pages that forbid WebAssembly, and the frame for them.

use std::time::Duration;

use serde_json::json;

use super::super::support::write;
use super::{blog, host, open_with, sees, within};

/// A policy that lets the script of the blog in, and its program not.
fn without_wasm(origin: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' {origin}; connect-src {origin} 'self'; img-src data:; frame-src {origin}; style-src 'none'; base-uri 'none'"
    )
}

#[test]
fn a_page_without_webassembly_keeps_what_it_has_or_takes_a_frame() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        reader.host().set_policy(&without_wasm(blog.server.origin()));
        reader.expects_report("wasm");
        reader.expects_report("WebAssembly");
        let body = "<inkfold-list id=e src='BLOG/content/'><b>Instead</b></inkfold-list>";
        open_with(reader, &blog, "", body).await;
        reader.sees_that("the reason", "return document.documentElement.dataset.heard?.includes(' error:e:policy')").await;
        sees(reader, "a sentence", "texts('[part=error]').join().includes('does not allow') && element.querySelector('b').checkVisibility()").await;

        let body = "<inkfold-list id=e src='BLOG/content/' limit=2 tag=even fallback=frame><b>Instead</b></inkfold-list>";
        open_with(reader, &blog, "", body).await;
        let height = "parseFloat(shadow.querySelector('iframe')?.style.blockSize) > 100 && !element.querySelector('b').checkVisibility()";
        sees(reader, "a frame as tall as its page", height).await;
        let address = within(reader, "shadow.querySelector('iframe').src").await;
        assert_eq!(address, format!("{}/embed.html?list=even&scheme=light&limit=2&tag=even", blog.server.origin()));
        // What the page forbids is said once.
        within(reader, "element.limit = 1").await;
        sees(reader, "another frame", &format!("shadow.querySelectorAll('iframe').length === 1 \
            && shadow.querySelector('iframe').src.includes('limit=1&') && element.dataset.state === 'ready' && {height}")).await;
        let promise = "element.ready.then((is) => [is, document.documentElement.dataset.heard])";
        assert_eq!(within(reader, promise).await, json!([true, " ready:e: ready:e:"]));
        // What is in the frame, and why nothing is, is told as that of an element.
        within(reader, "element.tag = 'none'").await;
        let missing = "texts('[part=error]').length === 0 && element.dataset.state === 'error' && element.querySelector('b').checkVisibility()";
        sees(reader, "that it is missing", missing).await;
        assert_eq!(within(reader, "element.ready").await, json!(false));
        let heard = reader.ask("return document.documentElement.dataset.heard").await;
        assert_eq!(heard, " ready:e: ready:e: error:e:not-found");
        within(reader, "element.tag = 'odd'").await;
        sees(reader, "a frame again", height).await;
    });
}

/// The page of the sample blog has a frame, and a script for it.
#[test]
fn a_frame_that_somebody_writes_is_as_tall_as_its_page() {
    let page = include_str!("../../../content/posts/widgets.md");
    let block = |opening: &str| {
        let (_, rest) = page.split_once(opening).expect("a block");
        let (text, _) = rest.split_once("```").expect("its end");
        text.to_owned()
    };
    let frame = format!("<iframe{}", block("```html\n<iframe"));
    let script = block("```js\n");
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let origin = blog.server.origin();
        reader
            .host()
            .set_policy(&format!("default-src 'self' data:; frame-src {origin}"));
        let folder = reader.host().folder();
        let fill = |text: &str| text.replace("https://blog.example", origin);
        write(folder, "frame.js", fill(&script).as_bytes());
        let page = format!(
            "<!doctype html><head><link rel=icon href='data:,'><script src=frame.js></script></head>{frame}"
        );
        write(folder, "index.html", fill(&page).as_bytes());
        reader.go("/").await;
        let height = "return document.querySelector('iframe').clientHeight > 200";
        reader
            .sees_that("a frame as tall as its page", height)
            .await;
        // Also who comes late.
        reader.ask("document.querySelector('iframe').style.height = ''").await;
        reader.ask("document.head.append(Object.assign(document.createElement('script'), { src: 'frame.js?again' }))").await;
        reader
            .sees_that("the height once more", height)
            .await;
    });
}

#[test]
fn a_frame_that_may_not_be_there_is_given_up() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let policy = without_wasm(blog.server.origin()).replace("frame-src", "child-src");
        reader.host().set_policy(&format!("{policy}; frame-src 'none'"));
        for text in ["browser log: ", "policy: ", "WebAssembly"] {
            reader.expects_report(text);
        }
        let body = "<inkfold-list id=e src='BLOG/content/' fallback=frame><b>Instead</b></inkfold-list>";
        open_with(reader, &blog, "", body).await;
        let heard = "return document.documentElement.dataset.heard === ' error:e:policy'";
        reader.sees_that_within(Duration::from_secs(60), "the reason", heard).await;
        sees(reader, "a sentence", "texts('[part=error]').join().includes('does not allow') && element.querySelector('b').checkVisibility()").await;
    });
}

#[test]
fn a_frame_takes_the_colours_around() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        reader.host().set_policy(&without_wasm(blog.server.origin()).replace("style-src 'none'", "style-src 'unsafe-inline'"));
        reader.expects_report("wasm");
        reader.expects_report("WebAssembly");
        for scheme in ["light", "dark", "light dark"] {
            let head = format!("<style>:root {{ color-scheme: {scheme} }}</style>");
            let body = "<inkfold-list src='BLOG/content/' fallback=frame></inkfold-list>";
            open_with(reader, &blog, &head, body).await;
            let asked = format!("new URL(shadow.querySelector('iframe')?.src ?? location).searchParams.get('scheme') === '{scheme}'");
            sees(reader, scheme, &asked).await;
            reader.go_anywhere(&format!("{}/embed.html?list&scheme={}", blog.server.origin(), scheme.replace(' ', "+"))).await;
            let taken = format!("return getComputedStyle(document.documentElement).colorScheme === '{scheme}'");
            reader.sees_that(scheme, &taken).await;
            let cards = "return document.querySelector('inkfold-list')?.shadowRoot?.querySelector('.inkfold-frame:not([hidden]) h2') != null";
            reader.sees_that("a title", cards).await;
        }
    });
}

#[test]
fn a_frame_with_nothing_to_show_says_why() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        reader.host().set_policy(&without_wasm(blog.server.origin()));
        reader.expects_report("wasm");
        reader.expects_report("WebAssembly");
        let body = "<inkfold-list id=e src='BLOG/content/' tag=none fallback=frame><b>Instead</b></inkfold-list>";
        open_with(reader, &blog, "", body).await;
        let seen = "parseFloat(shadow.querySelector('iframe')?.style.blockSize) > 20 && element.querySelector('b').checkVisibility() \
            && texts('[part=error]').length === 0 && element.dataset.state === 'error'";
        sees(reader, "a frame with a sentence", seen).await;
    });
}

#[test]
fn the_page_in_the_frame_shows_this_blog_only() {
    blog().read(async |reader| {
        let element = "const element = document.querySelector('inkfold-list, inkfold-post, inkfold-blog'); \
            const titles = [...element?.shadowRoot?.querySelectorAll('.post-title, [part=error]') ?? []].map((it) => it.textContent).filter(Boolean).join(); ";
        for (query, seen) in [
            ("?list&limit=2", "titles === 'Post a,Post b'"),
            ("?list=odd", "titles === 'Post b,Post d'"),
            ("?post=posts/c.md&theme=dark", "titles === 'Post c' && element.theme === 'dark'"),
            ("?blog", "titles.startsWith('Post a,')"),
            ("?post=https://elsewhere.example/a.md", "titles.includes('status 404')"),
            ("?post=//elsewhere.example/a.md", "titles.includes('status 404')"),
            ("?post=../../a.md", "titles.includes('`src` has to be')"),
            ("?post=posts/..%252F..%252Fa.md", "titles.includes('`src` has to be')"),
        ] {
            reader.expects_report("a.md");
            reader.go(&format!("/embed.html{query}")).await;
            reader.sees_that(query, &format!("{element} return {seen}")).await;
            let asked = reader.ask("return performance.getEntriesByType('resource').every((it) => new URL(it.name).origin === location.origin)").await;
            assert_eq!(asked, json!(true), "{query}");
        }
    });
}
