//! Pages that a build has drawn: there before the app, the same with it, and
//! no older than the files they were made from.

use std::fs;
use std::time::Duration;

use super::support::{Blog, Fault, Reader, Settings, in_seconds, post};

const TITLES: &str = ".posts > article.post-card h2 a";

fn three_posts() -> Blog {
    let date = |day| format!("title: Post {day}\ndate: 2024-01-0{day}\ntags: [x]");
    Blog::new()
        .site("title: The Blog\nposts_per_page: 2")
        .post(
            "posts/c.md",
            &post(&date(3), "Text three, see [one](a.md)."),
        )
        .post(
            "posts/b.md",
            &post(&date(2), "Text two.\n\n```rust\nfn old() {}\n```"),
        )
        .post(
            "posts/a.md",
            &post(&date(1), "Text one.\n\n## Part\n\nMore."),
        )
}

#[test]
fn a_blog_can_be_read_without_scripts() {
    three_posts()
        .with(Settings::without_scripts())
        .read(async |reader| {
            reader.go("/").await;
            assert_eq!(reader.texts(TITLES).await, ["Post 3", "Post 2"]);
            reader.clicks_text(TITLES, "Post 3").await;
            reader.sees(".post-body", "Text three").await;
            reader.clicks_text(".post-body a", "one").await;
            reader.is_at("/posts/a/").await;
            reader.sees(".post-body", "Text one.").await;
            reader.clicks_text("header a", "The Blog").await;
            reader.clicks(".pagination a[rel=next]").await;
            reader.is_at("/page/2/").await;
            assert_eq!(reader.texts(TITLES).await, ["Post 1"]);
            reader.clicks("a[rel~=tag]").await;
            reader.is_at("/tags/x/").await;
            assert_eq!(reader.count(TITLES).await, 3);
            reader.clicks_text(".colophon a", "Archive").await;
            reader.is_at("/archive/").await;
        });
}

#[test]
fn what_reads_posts_comes_when_it_is_needed() {
    three_posts().read(async |reader| {
        reader.open("/posts/c/").await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(reader.host().arrivals("*.wasm").len(), 1);
        // The neighbour is on the page; its text is not.
        reader.clicks_text(".neighbours a", "Post 2").await;
        reader.sees(".post-body", "Text two.").await;
        assert_eq!(reader.host().arrivals("*.wasm").len(), 2);
        reader.back().await;
        reader.sees(".post-body", "Text three").await;
        reader.clicks_text(".post-body a", "one").await;
        reader.sees(".post-body", "Text one.").await;
        reader.clicks_text("header a", "The Blog").await;
        reader.sees(TITLES, "Post 2").await;
    });
}

#[test]
fn a_post_changed_after_the_build_is_shown_as_it_is() {
    three_posts().read(async |reader| {
        let file = reader.host().folder().join("content/posts/b.md");
        let text = "Another text.\n\n```rust\nlet new = 1;\n```";
        let changed = post("title: Changed\ndate: 2024-01-02", text);
        fs::write(&file, changed).expect("a changed post");
        reader.go("/posts/b/").await;
        reader.sees("article.post h1", "Changed").await;
        reader.sees(".post-body", "Another text.").await;
        reader.sees("pre code .hljs-keyword", "let").await;
        assert_eq!(reader.text("pre code").await, "let new = 1;");
        reader.state("ready").await;
        reader.go("/").await;
        reader.sees(TITLES, "Changed").await;
        reader.state("ready").await;
    });
}

#[test]
fn a_post_removed_after_the_build_is_missing() {
    three_posts().read(async |reader| {
        reader.expects_report("posts/b.md");
        let file = reader.host().folder().join("content/posts/b.md");
        fs::remove_file(&file).expect("a removed post");
        reader.go("/posts/b/").await;
        reader.state("missing").await;
        reader.sees("[role=alert]", "posts/b.md").await;
        assert_eq!(reader.count(".post-body").await, 0);
    });
}

#[test]
fn what_was_drawn_stays_where_the_host_is_out_of_reach() {
    three_posts().read(async |reader| {
        reader.expects_report("/content/");
        reader.host().fault("*/content/*", Fault::Dropped);
        reader.go("/posts/b/").await;
        reader.state("ready").await;
        reader.sees(".post-body", "Text two.").await;
        // At its end, so that nothing moves.
        reader.sees("main > [role=alert]", "posts/b.md").await;
        reader.host().lift("*/content/*");
        reader.clicks("[role=alert] button").await;
        reader
            .sees_that("no alert", "return !document.querySelector('[role=alert]')")
            .await;
        reader.sees(".post-body", "Text two.").await;
        assert_eq!(reader.host().arrivals("*.wasm").len(), 1);
    });
}

/// Opens a page whose app comes so late that a reader has begun to read, has
/// them do something, and waits for the app.
async fn read_before_the_app(reader: &Reader, address: &str, deed: &str) {
    reader.host().fault("*.wasm", Fault::Held);
    reader.go(address).await;
    reader.sees_some("#inkfold main").await;
    reader.ask(deed).await;
    let state = reader.attribute("#inkfold", "data-state").await;
    assert_eq!(state.as_deref(), Some("loading"), "the app came too early");
    reader.host().lift("*.wasm");
    reader.state("ready").await;
}

/// Has a reader scroll, with what else they do, once the browser is done with
/// the address's fragment, and waits until the page stays where they put it.
///
/// Browsers go to the fragment when they have run the page's scripts, and
/// WebKit again when the style sheet comes and once more some 70 ms later,
/// whoever has scrolled meanwhile: so they may have to scroll a second time.
fn once_at_the_fragment(deed: &str) -> String {
    format!(
        "return new Promise((done) => {{\
            const still = (place, since, then) => setTimeout(() => {{\
                const now = performance.now();\
                if (scrollY !== place) still(scrollY, now, then);\
                else if (now < since + 500) still(place, since, then);\
                else then(place);\
            }}, 20);\
            const scroll = () => {{\
                {deed};\
                const wanted = scrollY;\
                const check = (place) => place === wanted ? done() : scroll();\
                still(wanted, performance.now(), check);\
            }};\
            const arrive = () => scrollY\
                ? still(scrollY, performance.now(), scroll)\
                : setTimeout(arrive, 20);\
            arrive();\
        }})"
    )
}

#[test]
fn what_a_reader_began_goes_on_when_the_app_takes_over() {
    let wide = "word ".repeat(100);
    let text = format!(
        "[Link](https://example.org/)\n\n<details><summary>More</summary>\n\nHidden.\n\n</details>\n\n    {wide}\n\n{}",
        "A paragraph.\n\n".repeat(80)
    );
    Blog::new()
        .post("posts/a.md", &post("title: A", &text))
        .read(async |reader| {
            let deed = "document.querySelector('details').open = true;\
                document.querySelector('.post-body a').focus({ preventScroll: true });\
                document.querySelector('pre').scrollLeft = 50;\
                scrollTo(0, 400)";
            read_before_the_app(reader, "/posts/a/", deed).await;
            let kept = "return [document.querySelector('details').open,\
                document.activeElement.innerText, document.activeElement.tabIndex,\
                document.querySelector('pre').scrollLeft, scrollY]";
            let expected = serde_json::json!([true, "Link", 0, 50, 400]);
            assert_eq!(reader.ask(kept).await, expected);
        });
}

#[test]
fn what_a_reader_began_goes_on_where_the_page_is_old() {
    // Built before a post appeared.
    let keys = format!("title: B\npublish_date: {}", in_seconds(8));
    let text = format!("## Part\n\n{}", "A paragraph.\n\n".repeat(80));
    Blog::new()
        .post("posts/a.md", &post("title: A", &text))
        .post("posts/b.md", &post(&keys, "Text."))
        .read(async |reader| {
            tokio::time::sleep(Duration::from_secs(8)).await;
            let deed = "document.querySelector('header a').focus({ preventScroll: true });\
                scrollTo(0, 400)";
            let deed = once_at_the_fragment(deed);
            read_before_the_app(reader, "/posts/a/#part", &deed).await;
            let kept = "return [document.activeElement.innerText, scrollY]";
            assert_eq!(reader.ask(kept).await, serde_json::json!(["Blog", 400]));
            reader.sees(".recent a", "B").await;
        });
}

#[test]
fn what_a_reader_typed_stays_when_the_app_takes_over() {
    three_posts().read(async |reader| {
        let deed = "const field = document.querySelector('input[name=q]');\
            field.focus(); field.value = 'three'; field.setSelectionRange(1, 2)";
        read_before_the_app(reader, "/search/", deed).await;
        let kept = "const field = document.activeElement;\
            return [field.name, field.value, field.selectionStart, field.selectionEnd]";
        let expected = serde_json::json!(["q", "three", 1, 2]);
        assert_eq!(reader.ask(kept).await, expected);
    });
}

#[test]
fn what_a_reader_typed_stays_where_results_are_awaited() {
    three_posts().read(async |reader| {
        let deed = "const field = document.querySelector('input[name=q]');\
            field.focus(); field.value = 'three'; field.setSelectionRange(5, 5)";
        read_before_the_app(reader, "/search/?q=two", deed).await;
        let kept = "const field = document.activeElement;\
            return [field.name, field.value, field.selectionStart]";
        assert_eq!(reader.ask(kept).await, serde_json::json!(["q", "three", 5]));
    });
}

/// An article of some screens, with a heading in the middle.
fn long_post() -> Blog {
    let filler = "A paragraph.\n\n".repeat(60);
    let text = format!("{filler}## Part\n\n[Link](https://example.org/)\n\n{filler}");
    Blog::new().post("posts/a.md", &post("title: A", &text))
}

#[test]
fn a_reader_who_scrolled_is_not_sent_back_by_the_app() {
    long_post().read(async |reader| {
        let deed = once_at_the_fragment("scrollTo(0, 300)");
        read_before_the_app(reader, "/posts/a/#part", &deed).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        reader.is_scrolled_to(300.0).await;
        reader.reload().await;
        reader.state("ready").await;
        reader.is_scrolled_to(300.0).await;
    });
}

#[test]
fn a_reload_stays_at_its_place_where_the_browser_goes_to_the_fragment_late() {
    long_post().read(async |reader| {
        reader.open("/posts/a/#part").await;
        reader.scrolls_to(300.0).await;
        // As WebKit does now and then: once the app has taken over, which
        // takes away what was there.
        reader.host().set_script(
            "new MutationObserver((records, observer) => {\
                const gone = records.flatMap((record) => [...record.removedNodes]);\
                if (!gone.some((node) => node.querySelector?.('main'))) return;\
                observer.disconnect();\
                document.getElementById('part').scrollIntoView();\
                window.went = true;\
            }).observe(document, { childList: true, subtree: true });",
        );
        reader.reload().await;
        reader
            .sees_that("the late jump", "return window.went")
            .await;
        reader.is_scrolled_to(300.0).await;
        reader.host().set_script("");
    });
}

#[test]
fn a_reader_who_went_back_to_the_top_is_left_there_by_the_app() {
    long_post().read(async |reader| {
        let deed = once_at_the_fragment("scrollTo(0, 0)");
        read_before_the_app(reader, "/posts/a/#part", &deed).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        reader.is_scrolled_to(0.0).await;
    });
}

#[test]
fn a_reload_is_at_its_place_before_the_app_is_there() {
    long_post().read(async |reader| {
        reader.open("/posts/a/").await;
        reader.scrolls_to(300.0).await;
        reader.host().fault("*.wasm", Fault::Held);
        reader.reload().await;
        reader.is_scrolled_to(300.0).await;
        // An engine that asks for nothing again on a reload is there at once.
        reader.ask("scrollTo(0, 500)").await;
        reader.host().lift("*.wasm");
        reader.state("ready").await;
        reader.is_scrolled_to(500.0).await;
    });
}

#[test]
fn pictures_move_nothing_when_they_come() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"500\"/>";
    Blog::new()
        .post("posts/a.md", &post("title: A", "![A](a.svg)\n\n## Part"))
        .file("posts/a.svg", picture)
        .read(async |reader| {
            reader.host().fault("*.svg", Fault::Held);
            reader.go("/posts/a/").await;
            reader.sees_some("h2").await;
            let place = "return document.querySelector('h2').getBoundingClientRect().top";
            let before = reader.ask(place).await;
            assert!(before.as_f64() > Some(500.0), "{before}");
            reader.host().lift("*.svg");
            let here = "return document.querySelector('.post-body img').complete";
            reader.sees_that("the picture", here).await;
            reader.state("ready").await;
            assert_eq!(reader.ask(place).await, before);
        });
}

#[test]
fn tab_goes_on_from_a_fragment_when_the_app_takes_over() {
    long_post().read(async |reader| {
        read_before_the_app(reader, "/posts/a/#part", "").await;
        reader.presses(thirtyfour::Key::Tab).await;
        let focused = "return document.activeElement.innerText";
        assert_eq!(reader.ask(focused).await, "Link");
    });
}

#[test]
fn nothing_moves_when_the_app_takes_over() {
    if super::support::engine() != super::support::Engine::Chromium {
        return super::support::note(
            "layout shifts are measured in Chromium alone: it reports them",
        );
    }
    three_posts().read(async |reader| {
        reader.open("/posts/a/").await;
        let shifts = "return new Promise((done) => { let sum = 0;\
            new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })\
                .observe({ type: 'layout-shift', buffered: true });\
            setTimeout(() => done(sum), 500); })";
        assert_eq!(reader.ask(shifts).await.as_f64(), Some(0.0));
    });
}
