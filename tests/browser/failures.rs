//! When something is wrong with the blog or the way to it: each fault has a
//! state of its own, says what it is, and leaves the rest alone.

use std::time::{Duration, Instant};

use super::support::{Blog, Fault, Reader, post};

const TITLES: &str = ".posts > article.post-card h2 a";

/// Three posts; what is wrong is usually `b`.
fn three_posts() -> Blog {
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
        .post(
            "posts/c.md",
            &post("title: Gamma\ndate: 2024-01-03", "Text of Gamma."),
        )
}

/// The same where no page is drawn before the app is there, and no catalogue
/// lists the posts: the app reads the files before it shows anything.
fn undrawn() -> Blog {
    three_posts().site("routing: hash").bare()
}

/// A failure tells the address, a reason in words, and what to do.
async fn tells_of(reader: &Reader, file: &str) {
    reader.sees_some("[role=alert]").await;
    reader.sees("[role=alert]", file).await;
    let text = reader.texts("[role=alert]").await.join(" ");
    let words = text
        .split_whitespace()
        .filter(|word| word.chars().all(char::is_alphabetic))
        .count();
    assert!(words >= 4, "a reason in words: {text}");
    reader.sees("[role=alert] button", "Try again").await;
}

/// Once the fault is gone, "Try again" is all it takes.
async fn tries_again(reader: &Reader, hook: &str, text: &str) {
    reader.ask("window.same = true").await;
    reader.clicks_text("[role=alert] button", "Try again").await;
    reader.sees(hook, text).await;
    reader.state("ready").await;
    assert_eq!(reader.count("[role=alert]").await, 0);
}

/// The other posts are listed and open.
async fn others_are_well(reader: &Reader) {
    reader.open("/").await;
    reader.sees(TITLES, "Gamma").await;
    reader.sees(TITLES, "Alpha").await;
    reader.clicks_text(TITLES, "Alpha").await;
    reader.sees(".post-body", "Text of Alpha.").await;
    reader.state("ready").await;
}

#[test]
fn a_missing_site_yaml() {
    three_posts().read(async |reader| {
        reader.expects_report("site.yaml");
        reader.host().fault("*/site.yaml", Fault::Status(404));
        reader.go("/").await;
        reader.state("error").await;
        tells_of(reader, "site.yaml").await;
        reader.host().lift("*/site.yaml");
        tries_again(reader, TITLES, "Gamma").await;
    });
}

#[test]
fn a_site_yaml_that_is_not_yaml() {
    three_posts().read(async |reader| {
        reader.expects_report("site.yaml");
        let body = b"title: The Blog\nposts: [posts/a.md\nlanguage: en\n".to_vec();
        reader.host().fault("*/site.yaml", Fault::Instead { kind: "text/yaml", body });
        reader.go("/").await;
        reader.state("error").await;
        tells_of(reader, "site.yaml").await;
        let line = "return /line \\d+|:\\d+/.test(document.querySelector('[role=alert]').innerText.replace(location.host, ''))";
        assert_eq!(reader.ask(line).await, true, "the line to look at");
        reader.host().lift("*/site.yaml");
        tries_again(reader, TITLES, "Gamma").await;
    });
}

#[test]
fn a_site_yaml_answered_with_a_page() {
    three_posts().read(async |reader| {
        reader.expects_report("site.yaml");
        reader.host().fault("*/site.yaml", Fault::Fallback);
        reader.go("/").await;
        reader.state("error").await;
        tells_of(reader, "site.yaml").await;
    });
}

#[test]
fn a_site_yaml_with_mistakes_in_it_still_makes_a_blog() {
    let blog = three_posts().site("posts_per_page: many\ncolour: red\nnavigation: 7\nrouting: [x]");
    blog.read(async |reader| others_are_well(reader).await);
}

/// A listed post that cannot be had: the list says which, the others are
/// there, and its own address says that it is not.
async fn one_is_missing(reader: &Reader, fault: Fault, address: &str) {
    reader.expects_report("posts/b.md");
    reader.expects_report("/posts/b/");
    reader.host().fault("*/posts/b.md", fault);
    others_are_well(reader).await;
    reader.open("/").await;
    reader.sees("main", "posts/b.md").await;
    reader.go(address).await;
    let state = "return ['missing', 'error'].includes(document.querySelector('[data-state]').dataset.state)";
    reader.sees_that("a state that says so", state).await;
    tells_of(reader, "posts/b.md").await;
    assert_eq!(reader.count(".post-body").await, 0);
    reader.clicks_text("header a", "The Blog").await;
    reader.sees(TITLES, "Gamma").await;
    reader.back().await;
    reader.sees("[role=alert]", "posts/b.md").await;
    reader.host().lift("*/posts/b.md");
    tries_again(reader, ".post-body", "Text of Beta.").await;
}

#[test]
fn a_listed_post_that_is_missing() {
    three_posts()
        .read(async |reader| one_is_missing(reader, Fault::Status(404), "/posts/b/").await);
}

#[test]
fn a_listed_post_answered_with_a_page() {
    three_posts().read(async |reader| one_is_missing(reader, Fault::Fallback, "/posts/b/").await);
}

#[test]
fn a_listed_post_the_host_fails_on() {
    undrawn().read(async |reader| one_is_missing(reader, Fault::Status(500), "/#/posts/b/").await);
}

#[test]
fn a_listed_post_that_ends_too_early() {
    undrawn().read(async |reader| one_is_missing(reader, Fault::Truncated, "/#/posts/b/").await);
}

#[test]
fn a_listed_post_that_was_never_there() {
    undrawn().listed("posts/ghost.md").read(async |reader| {
        reader.expects_report("ghost");
        others_are_well(reader).await;
        reader.open("/").await;
        reader.sees("main", "posts/ghost.md").await;
    });
}

#[test]
fn broken_front_matter_still_shows_the_article() {
    let broken = "---\ntitle: Broken\ndate: 2024-02-01\ntags: [one, two\nauthor: me\n---\n\nText all the same.\n";
    three_posts().post("posts/broken.md", broken).read(async |reader| {
        others_are_well(reader).await;
        reader.open("/").await;
        assert_eq!(reader.count(TITLES).await, 4);
        reader.open("/posts/broken/").await;
        assert_eq!(reader.text(".post-body").await, "Text all the same.");
        let line = "const body = document.querySelector('.post-body').innerText;\
            return /line \\d+|:\\d+/.test(document.querySelector('main').innerText.replace(body, ''))";
        assert_eq!(reader.ask(line).await, true, "the line for its author");
    });
}

#[test]
fn front_matter_that_never_ends_still_shows_the_article() {
    let open = "---\ntitle: Open\ndate: 2024-02-01\n\nText all the same.\n";
    three_posts()
        .post("posts/open.md", open)
        .read(async |reader| {
            reader.open("/posts/open/").await;
            assert_eq!(reader.text("article.post h1").await, "Open");
            reader.sees(".post-body", "Text all the same.").await;
        });
}

#[test]
fn an_empty_post() {
    let only_front_matter = "---\ntitle: Only a title\n---\n";
    let blog = three_posts()
        .post("posts/empty.md", "")
        .post("posts/title.md", only_front_matter);
    blog.read(async |reader| {
        others_are_well(reader).await;
        for (address, title) in [("/posts/empty/", "empty"), ("/posts/title/", "only a title")] {
            reader.open(address).await;
            assert_eq!(reader.text("article.post h1").await.to_lowercase(), title);
            assert_eq!(reader.text(".post-body").await, "");
            let said = "const post = document.querySelector('article.post');\
                return [...post.querySelectorAll('p, [role=note], [role=status]')].map((e) => e.innerText).join(' ').trim()";
            let said = reader.ask(said).await;
            assert!(said.as_str().is_some_and(|text| text.len() > 10), "it says that it is empty: {said}");
        }
    });
}

#[test]
fn an_empty_blog() {
    let says_so = async |reader: &Reader| {
        reader.open("/").await;
        assert_eq!(reader.count(".post-card").await, 0);
        let text = reader.text("main").await;
        assert!(text.len() > 10, "it says that it is empty: {text:?}");
        reader.open("/tags/").await;
        reader.open("/archive/").await;
    };
    Blog::new()
        .site("title: The Blog")
        .read(async |reader| says_so(reader).await);
    // An empty site.yaml is a blog with every default.
    Blog::new().read(async |reader| says_so(reader).await);
}

#[test]
fn a_post_that_is_not_utf_8() {
    let mut bytes = b"---\ntitle: Old\ndate: 2024-02-01\n---\n\nCaf\xe9, Latin-1.\n".to_vec();
    let latin = bytes.clone();
    bytes.splice(0..0, *b"\xef\xbb\xbf");
    let marked = String::from_utf8_lossy(&bytes).replace("Old", "Marked");
    three_posts()
        .listed("posts/old.md")
        .file("posts/old.md", latin)
        .post("posts/marked.md", &marked)
        .read(async |reader| {
            others_are_well(reader).await;
            reader.open("/posts/old/").await;
            assert_eq!(reader.text("article.post h1").await, "Old");
            assert_eq!(reader.text(".post-body").await, "Caf\u{fffd}, Latin-1.");
            reader.sees("main", "UTF-8").await;
            reader.open("/posts/marked/").await;
            assert_eq!(
                reader.text("article.post h1").await,
                "Marked",
                "a byte order mark is no fault"
            );
        });
}

#[test]
fn a_picture_named_like_a_post() {
    let bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
    let blog = three_posts()
        .listed("posts/picture.md")
        .file("posts/picture.md", bytes);
    blog.read(async |reader| {
        others_are_well(reader).await;
        reader.open("/posts/picture/").await;
    });
}

#[test]
fn a_reader_without_a_network() {
    undrawn().read(async |reader| {
        reader.expects_report("/content/");
        reader.host().fault("*/content/*", Fault::Dropped);
        reader.go("/").await;
        reader.state_within(Duration::from_secs(40), "error").await;
        tells_of(reader, "site.yaml").await;
        reader.host().lift("*/content/*");
        tries_again(reader, TITLES, "Gamma").await;
    });
}

#[test]
fn a_post_lost_on_the_way() {
    undrawn().read(async |reader| {
        reader.expects_report("posts/b.md");
        reader.host().fault("*/posts/b.md", Fault::Dropped);
        reader.go("/#/posts/b/").await;
        reader.state_within(Duration::from_secs(40), "error").await;
        tells_of(reader, "posts/b.md").await;
        reader.host().lift("*/posts/b.md");
        tries_again(reader, ".post-body", "Text of Beta.").await;
    });
}

#[test]
fn a_host_that_never_answers() {
    undrawn().read(async |reader| {
        reader.expects_report("site.yaml");
        // The posts came in vain by then.
        reader.expects_report("preloaded");
        reader.host().fault("*/site.yaml", Fault::Silence);
        reader.go("/").await;
        let start = Instant::now();
        reader.state("loading").await;
        reader.state_within(Duration::from_secs(45), "error").await;
        assert!(
            start.elapsed() > Duration::from_secs(5),
            "a slow host has its chance"
        );
        tells_of(reader, "site.yaml").await;
        reader.host().lift("*/site.yaml");
        tries_again(reader, TITLES, "Gamma").await;
    });
}

#[test]
fn one_post_that_never_comes_does_not_hold_up_the_others() {
    undrawn().read(async |reader| {
        reader.expects_report("posts/b.md");
        reader.host().fault("*/posts/b.md", Fault::Silence);
        reader.go("/#/posts/a/").await;
        reader.sees(".post-body", "Text of Alpha.").await;
        reader.go("/#/posts/b/").await;
        reader.state("loading").await;
        // Somebody who does not want to wait goes elsewhere.
        reader.clicks_text("header a", "The Blog").await;
        reader.is_at("/#/").await;
        reader
            .sees_within(Duration::from_secs(45), TITLES, "Gamma")
            .await;
        reader.clicks_text(TITLES, "Gamma").await;
        reader.sees(".post-body", "Text of Gamma.").await;
    });
}

#[test]
fn a_slow_host_is_waited_for() {
    undrawn().read(async |reader| {
        // Chromium waits for what is preloaded no longer than that.
        reader.expects_report("preloaded");
        reader
            .host()
            .fault("*/content/*", Fault::Late(Duration::from_secs(3)));
        reader.go("/#/posts/b/").await;
        reader.state("loading").await;
        reader.sees(".post-body", "Text of Beta.").await;
        reader.state("ready").await;
    });
}

#[test]
fn of_three_quick_clicks_the_last_wins() {
    // The menu stays while a post is on its way.
    let menu = "navigation:\n  - {title: To B, href: posts/b/}\n  - {title: To C, href: posts/c/}\n  - {title: To A, href: posts/a/}";
    let blog = three_posts().site(menu);
    let start = post("title: Start\ndate: 2024-01-09", "Here it starts.");
    blog.post("posts/start.md", &start).read(async |reader| {
        let host = reader.host();
        host.fault("*/posts/b.md", Fault::Late(Duration::from_millis(3500)));
        host.fault("*/posts/c.md", Fault::Late(Duration::from_millis(1500)));
        host.fault("*/posts/a.md", Fault::Late(Duration::from_millis(2500)));
        reader.open("/posts/start/").await;
        for link in ["To B", "To C", "To A"] {
            reader.clicks_text("header nav a", link).await;
        }
        reader.sees("article.post h1", "Alpha").await;
        // The slowest answer has come by then.
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert_eq!(reader.texts("article.post h1").await, ["Alpha"]);
        assert_eq!(reader.text(".post-body").await, "Text of Alpha.");
        assert!(reader.title().await.starts_with("Alpha"));
        reader.is_at("/posts/a/").await;
    });
}

#[test]
fn clicks_faster_than_anybody_leave_one_article() {
    three_posts().read(async |reader| {
        reader.open("/").await;
        let wild = "const links = [...document.querySelectorAll('h2 a')]; let last;\
            for (let n = 0; n < 30; n += 1) {\
                const link = links[(n * 7) % links.length];\
                if (link.isConnected) { last = link.innerText.trim(); link.click(); }\
            }\
            return last";
        let last = reader.ask(wild).await;
        let last = last.as_str().expect("a title");
        reader.sees("article.post h1", last).await;
        let address = reader.ask("return location.href").await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(reader.texts("article.post h1").await, [last]);
        assert_eq!(reader.ask("return location.href").await, address);
    });
}
