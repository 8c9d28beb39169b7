//! Articles and lists of many screens: drawn a slice at a time, and whole all
//! the same.

use std::fs;

use super::support::{Blog, Fault, Reader, post};

/// Far more than what any machine draws in one slice.
const PARAGRAPHS: u64 = 30_000;

fn long_post() -> String {
    let paragraphs = (1..=PARAGRAPHS).map(|n| format!("Paragraph *{n}* of many.\n\n"));
    let text: String = paragraphs.collect();
    post("title: Long\ndate: 2024-01-01", &format!("{text}## End\n"))
}

fn blog() -> Blog {
    Blog::new().post("posts/long.md", &long_post()).post(
        "posts/short.md",
        &post("title: Short\ndate: 2024-01-02", "[Long](long.md#end)"),
    )
}

/// A script that counts in `window.times` how often something is put into an
/// article.
const COUNT: &str = "window.times = 0;\
    new MutationObserver((records) => {\
        const body = document.querySelector('.post-body');\
        if (records.some((record) => record.target === body)) window.times += 1;\
    }).observe(document.getElementById('inkfold'), { childList: true, subtree: true })";

/// A script that keeps in `window.least` how short an article has been.
const WATCH: &str = "window.least = Infinity;\
    new MutationObserver(() => {\
        const count = document.querySelectorAll('.post-body > p').length;\
        if (document.querySelector('.post-body')) window.least = Math.min(window.least, count);\
    }).observe(document.getElementById('inkfold'), { childList: true, subtree: true })";

/// A script that keeps in `window.said` what the page says of itself when the
/// first of an article stands there.
const SAID: &str = "const root = document.getElementById('inkfold');\
    new MutationObserver(() => {\
        if (!root.querySelector('.post-body')) return;\
        window.said ??= [root.dataset.state, document.title, document.activeElement.localName, scrollY];\
    }).observe(root, { childList: true, subtree: true })";

/// Waits until the app says that it is done, when the whole article stands
/// there.
async fn is_whole(reader: &Reader) {
    reader.state("ready").await;
    assert_eq!(reader.count(".post-body > p").await, PARAGRAPHS);
}

#[test]
fn a_long_article_holds_nothing_up_and_is_whole() {
    blog().bare().read(async |reader| {
        reader.open("/").await;
        reader.ask(COUNT).await;
        reader.clicks_text("h2 a", "Long").await;
        reader.is_at("/posts/long/").await;
        is_whole(reader).await;
        let times = reader.ask("return window.times").await;
        assert!(times.as_u64() > Some(3), "drawn in {times} slices");
    });
}

#[test]
fn a_long_article_comes_together_with_what_is_said_of_it() {
    blog().bare().read(async |reader| {
        reader.open("/").await;
        reader.ask("document.body.style.minHeight = '3000px'").await;
        reader.scrolls_to(50.0).await;
        reader.ask(SAID).await;
        reader.clicks_text("h2 a", "Long").await;
        reader.is_at("/posts/long/").await;
        is_whole(reader).await;
        let said = serde_json::json!(["loading", "Long — Blog", "h1", 0]);
        assert_eq!(reader.ask("return window.said").await, said);
    });
}

#[test]
fn a_place_far_down_is_found_when_all_is_drawn() {
    blog().bare().read(async |reader| {
        reader.open("/").await;
        reader.clicks_text("h2 a", "Short").await;
        reader.clicks_text(".post-body a", "Long").await;
        reader.is_at("/posts/long/#end").await;
        reader.state("ready").await;
        let top = "return document.querySelector('h2').getBoundingClientRect().top";
        let is_seen = format!("{top} < innerHeight");
        reader.sees_that("the end", &is_seen).await;
        let place = reader.ask("return scrollY").await;
        // From where they are: the driver scrolls to what it clicks.
        reader
            .ask("document.querySelector('.site-title').click()")
            .await;
        reader.sees_some(".posts").await;
        reader.back().await;
        reader.state("ready").await;
        reader
            .is_scrolled_to(place.as_f64().expect("a place"))
            .await;
    });
}

#[test]
fn a_reader_who_goes_on_before_all_is_drawn_is_not_held() {
    blog().bare().read(async |reader| {
        reader.open("/").await;
        let both = "document.querySelector('h2 a[href$=\"/long/\"]').click();\
            setTimeout(() => document.querySelector('.site-title').click())";
        reader.ask(both).await;
        reader.is_at("/").await;
        reader.state("ready").await;
        assert_eq!(reader.texts("h2 a").await, ["Short", "Long"]);
        reader.back().await;
        reader.is_at("/posts/long/").await;
        is_whole(reader).await;
    });
}

#[test]
fn a_long_article_that_has_changed_does_not_become_short_meanwhile() {
    blog().read(async |reader| {
        let file = reader.host().folder().join("content/posts/long.md");
        fs::write(&file, long_post().replace("## End", "## New end")).expect("a changed post");
        reader.host().fault("*.wasm", Fault::Held);
        reader.go("/posts/long/").await;
        reader.sees_some("#end").await;
        reader.ask(WATCH).await;
        reader.host().lift("*.wasm");
        reader.state("ready").await;
        reader.sees(".post-body h2", "New end").await;
        let least = reader.ask("return window.least").await;
        assert_eq!(least.as_u64(), Some(PARAGRAPHS));
    });
}

/// How many posts a search finds.
const FOUND: u64 = 400;

fn blog_of_many() -> Blog {
    (1..=FOUND).rev().fold(
        Blog::new()
            .post(
                "posts/links.md",
                &post("title: Links", "[Find](/search/?q=fish)"),
            )
            .post("posts/other.md", &post("title: Other", "No such word.")),
        |blog, number| {
            let keys = format!(
                "title: Post {number}\ndate: 2024-01-01T{:02}:{:02}",
                number / 60,
                number % 60
            );
            blog.post(
                &format!("posts/p{number}.md"),
                &post(&keys, "Of *fish* and more."),
            )
        },
    )
}

/// A script that counts in `window.times` how often cards are put into a list.
const COUNT_CARDS: &str = "window.times = 0;\
    new MutationObserver((records) => {\
        if (records.some((record) => record.target.matches('.posts'))) window.times += 1;\
    }).observe(document.getElementById('inkfold'), { childList: true, subtree: true })";

/// Waits until all that is found is shown, newest first; the address of the link
/// has the word as well.
async fn shows_all_found(reader: &Reader) {
    reader.state("ready").await;
    let titles = reader.ask("return [...document.querySelectorAll('h2')].map((h) => h.innerText)");
    let posts = (1..=FOUND).rev().map(|number| format!("Post {number}"));
    let expected: Vec<String> = posts.chain(["Links".to_owned()]).collect();
    assert_eq!(titles.await, serde_json::json!(expected));
}

#[test]
fn a_search_that_finds_many_holds_nothing_up_and_loses_none() {
    blog_of_many().bare().read(async |reader| {
        // What answers for an address that has no page.
        reader.expects_report("404");
        reader.open("/posts/links/").await;
        reader.ask(COUNT_CARDS).await;
        reader.clicks(".post-body a").await;
        reader.is_at("/search/?q=fish").await;
        shows_all_found(reader).await;
        let times = reader.ask("return window.times").await;
        assert!(times.as_u64() > Some(1), "drawn in {times} slices");
        reader.open("/search/?q=fish").await;
        shows_all_found(reader).await;
    });
}

#[test]
fn a_reader_who_leaves_a_search_before_its_end_is_not_held() {
    blog_of_many().bare().read(async |reader| {
        // What answers for an address that has no page.
        reader.expects_report("404");
        reader.open("/posts/links/").await;
        let both = "document.querySelector('.post-body a').click();\
            setTimeout(() => document.querySelector('.colophon a[href$=\"/tags/\"]').click(), 30)";
        reader.ask(both).await;
        reader.is_at("/tags/").await;
        reader.state("ready").await;
        assert_eq!(reader.count(".posts").await, 0);
        reader.back().await;
        reader.is_at("/search/?q=fish").await;
        shows_all_found(reader).await;
    });
}
