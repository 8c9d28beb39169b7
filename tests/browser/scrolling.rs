//! Where on a page the reader is: after back, reload, fragments and clicks.

use std::time::Duration;

use super::support::{Blog, Reader, post};

const TITLES: &str = ".posts > article.post-card h2 a";

/// Posts long enough that every page is several screens high.
fn long_posts() -> Blog {
    (1..=10).fold(Blog::new(), |blog, number| {
        let summary = format!("Summary {number} says a good deal. ").repeat(20);
        let text = "A paragraph of the article.\n\n".repeat(120);
        let front =
            format!("title: Post {number}\ndate: 2024-01-{number:02}\nsummary: {summary:?}");
        blog.post(&format!("posts/n{number}.md"), &post(&front, &text))
    })
}

/// Clicks a title that is on the screen, without scrolling to it.
async fn click_in_view(reader: &Reader) -> String {
    let script = "const link = [...document.querySelectorAll('h2 a')].find((a) => {\
        const box = a.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; });\
        const text = link.innerText.trim(); link.click(); return text";
    let title = reader
        .ask(script)
        .await
        .as_str()
        .expect("a title")
        .to_owned();
    reader.sees("article.post h1", &title).await;
    title
}

/// A page a reader is done with, so the position is not one about to change.
async fn rest() {
    tokio::time::sleep(Duration::from_millis(300)).await;
}

async fn come_and_go(reader: &Reader) {
    reader.open("/").await;
    reader.scrolls_to(700.0).await;
    rest().await;
    let title = click_in_view(reader).await;
    reader.is_scrolled_to(0.0).await;
    reader.scrolls_to(900.0).await;
    rest().await;

    reader.back().await;
    reader.sees_some(TITLES).await;
    reader.is_scrolled_to(700.0).await;
    rest().await;
    reader.is_scrolled_to(700.0).await;

    reader.forward().await;
    reader.sees("article.post h1", &title).await;
    reader.is_scrolled_to(900.0).await;
    rest().await;

    reader.reload().await;
    reader.sees("article.post h1", &title).await;
    reader.is_scrolled_to(900.0).await;
    rest().await;
    reader.is_scrolled_to(900.0).await;

    // And the list still knows, though the app was loaded anew since.
    reader.back().await;
    reader.sees_some(TITLES).await;
    reader.is_scrolled_to(700.0).await;
}

#[test]
fn back_forward_and_reload_keep_the_place() {
    long_posts().read(async |reader| come_and_go(reader).await);
}

#[test]
fn back_forward_and_reload_keep_the_place_with_hashes() {
    long_posts()
        .site("routing: hash")
        .read(async |reader| come_and_go(reader).await);
}

#[test]
fn the_place_is_kept_when_the_posts_come_late() {
    long_posts().read(async |reader| {
        reader.open("/posts/n3/").await;
        reader.scrolls_to(900.0).await;
        rest().await;
        let late = super::support::Fault::Late(Duration::from_millis(800));
        reader.host().fault("*.md", late);
        reader.reload().await;
        reader.sees("article.post h1", "Post 3").await;
        reader.is_scrolled_to(900.0).await;
    });
}

/// An article with a heading far down, and a link to it at the top.
fn far_heading() -> Blog {
    let filler = "A paragraph of the article.\n\n".repeat(60);
    let text = format!(
        "[Down](#far-away) [Вниз](#часть-вторая)\n\n{filler}## Far away\n\n{filler}## Часть вторая\n\n{filler}"
    );
    Blog::new().post("posts/a.md", &post("title: Alpha\ndate: 2024-01-01", &text))
}

/// Waits until the heading stands at the top of the screen.
async fn is_at_heading(reader: &Reader, heading: &str) {
    let script = format!(
        "const h = [...document.querySelectorAll('.post-body h2')].find((h) => h.innerText.includes({heading:?}));\
        if (!h) return false; const top = h.getBoundingClientRect().top; return top > -3 && top < innerHeight / 3"
    );
    reader
        .sees_that(&format!("the heading {heading}"), &script)
        .await;
}

async fn follow_fragments(reader: &Reader) {
    reader.ask("window.same = true").await;
    reader.clicks_text(".post-body a", "Down").await;
    is_at_heading(reader, "Far away").await;
    assert_eq!(reader.ask("return window.same").await, true);
    let address = reader.ask("return decodeURI(location.href)").await;
    let address = address.as_str().expect("an address").to_owned();
    assert!(address.ends_with("#far-away"), "{address}");
    assert_eq!(
        reader.text("article.post h1").await,
        "Alpha",
        "still the same article"
    );

    reader.back().await;
    reader.is_scrolled_to(0.0).await;
    reader.clicks_text(".post-body a", "Вниз").await;
    is_at_heading(reader, "Часть вторая").await;

    // The address that stands there can be sent to somebody.
    reader.go_anywhere("about:blank").await;
    let inside = address.replace(&reader.full("/"), "/");
    reader.open(&inside).await;
    is_at_heading(reader, "Far away").await;
    rest().await;
    is_at_heading(reader, "Far away").await;
    reader.reload().await;
    is_at_heading(reader, "Far away").await;
}

#[test]
fn fragments_lead_to_their_headings() {
    far_heading().read(async |reader| {
        reader.open("/posts/a/").await;
        follow_fragments(reader).await;
        reader.open("/posts/a/#часть-вторая").await;
        is_at_heading(reader, "Часть вторая").await;
    });
}

#[test]
fn fragments_lead_to_their_headings_with_hashes() {
    far_heading().site("routing: hash").read(async |reader| {
        reader.open("/#/posts/a/").await;
        follow_fragments(reader).await;
    });
}

#[test]
fn a_fragment_nobody_knows_leads_to_the_top() {
    far_heading().read(async |reader| {
        reader.open("/posts/a/#nothing-like-it").await;
        assert_eq!(reader.text("article.post h1").await, "Alpha");
        reader.is_scrolled_to(0.0).await;
    });
}

#[test]
fn footnotes_lead_there_and_back() {
    let filler = "A paragraph of the article.\n\n".repeat(60);
    let text = format!("A claim[^1].\n\n{filler}\n\n[^1]: The proof.\n");
    Blog::new()
        .post("posts/a.md", &post("title: Alpha", &text))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            reader.clicks(".post-body sup a, .post-body a sup").await;
            reader.sees_that("the note", "return scrollY > 200").await;
            reader.back().await;
            reader.is_scrolled_to(0.0).await;
        });
}
