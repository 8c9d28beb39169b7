//! What a reader notices who listens instead of looking.

use super::support::{Blog, Fault, post};

fn two_posts() -> Blog {
    Blog::new()
        .site("title: The Blog")
        .post(
            "posts/a.md",
            &post("title: Alpha\ndate: 2024-01-01", "Text."),
        )
        .post(
            "posts/b.md",
            &post("title: Beta\ndate: 2024-01-02", "Text."),
        )
}

#[test]
fn a_new_page_gets_the_focus_and_is_announced() {
    two_posts().read(async |reader| {
        reader.open("/").await;
        let focused = "return document.activeElement === document.body";
        reader.sees_that("no stolen focus on the first page", focused).await;
        for (selector, text, title) in [("h2 a", "Alpha", "Alpha"), ("a[rel~=next]", "Beta", "Beta"), ("header a", "The Blog", "The Blog")] {
            reader.clicks_text(selector, text).await;
            reader.sees_that("the focus on the new page", "return document.activeElement.matches('main, h1')").await;
            // innerText is empty for what only screen readers get in some engines.
            let heard = format!(
                "return [...document.querySelectorAll('[aria-live]')].some((e) => e.textContent.includes({title:?}))"
            );
            reader.sees_that(&format!("{title} announced"), &heard).await;
        }
    });
}

#[test]
fn every_page_has_one_main_part_and_one_first_heading() {
    two_posts().read(async |reader| {
        for address in ["/", "/posts/a/", "/tags/", "/archive/"] {
            reader.open(address).await;
            assert_eq!(reader.count("main").await, 1, "main on {address}");
            assert_eq!(reader.count("h1").await, 1, "h1 on {address}");
            let steps = "const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((h) => Number(h.localName[1]));\
                return levels[0] === 1 && levels.every((level, at) => at === 0 || level <= levels[at - 1] + 1)";
            assert_eq!(reader.ask(steps).await, true, "no level of heading is left out on {address}");
        }
    });
}

#[test]
fn a_post_is_opened_with_the_keyboard_alone() {
    two_posts().read(async |reader| {
        reader.open("/").await;
        for _ in 0..30 {
            reader.presses(thirtyfour::Key::Tab).await;
            let there = "return document.activeElement.matches('h2 a')";
            if reader.ask(there).await == true {
                reader.presses(thirtyfour::Key::Enter).await;
                return reader.sees("article.post h1", "Beta").await;
            }
        }
        panic!("no title was reached with Tab");
    });
}

#[test]
fn tab_goes_on_from_where_a_fragment_led() {
    let filler = "A paragraph.\n\n".repeat(40);
    let text = format!("{filler}## Part\n\nHere is [the next link](https://example.org/).");
    let next = "return document.activeElement.textContent === 'the next link'";
    Blog::new()
        .post("posts/a.md", &post("title: Alpha", &text))
        .post("posts/b.md", &post("title: Beta", "[there](a.md#part)"))
        .read(async |reader| {
            reader.open("/posts/b/").await;
            reader.clicks(".post-body a").await;
            reader.sees("h2", "Part").await;
            reader
                .sees_that(
                    "the focus",
                    "return document.activeElement.id.includes('part')",
                )
                .await;
            reader.presses(thirtyfour::Key::Tab).await;
            assert_eq!(reader.ask(next).await, true, "after a link");
            reader.open_by_reloading("/posts/a/#part").await;
            reader.presses(thirtyfour::Key::Tab).await;
            assert_eq!(reader.ask(next).await, true, "after opening");
        });
}

#[test]
fn trying_again_leaves_the_focus_on_the_page_that_comes() {
    // Where no page is drawn before the app is there.
    two_posts().site("routing: hash").read(async |reader| {
        reader.expects_report("site.yaml");
        reader.host().fault("*/site.yaml", Fault::Status(503));
        reader.go("/").await;
        reader.state("error").await;
        reader.host().lift("*/site.yaml");
        reader.clicks("[role=alert] button").await;
        reader.sees("h2 a", "Alpha").await;
        let focused = "return document.activeElement.matches('main, h1')";
        reader.sees_that("the focus on the page", focused).await;
    });
}
