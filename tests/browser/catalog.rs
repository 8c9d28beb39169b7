//! The catalogue of a built blog: what it saves, and that nobody misses
//! anything where it is old, broken or not there.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::support::{Blog, Fault, Reader, in_seconds, post};

const TITLES: &str = ".posts > article.post-card h2 a";

/// `count` posts, `Post 1` being the oldest; their settings have patterns.
fn many(count: usize) -> Blog {
    (1..=count).fold(Blog::new().site("title: The Blog"), |blog, number| {
        let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
        let year = 1990 + number / 336;
        let keys = format!(
            "title: Post {number}\ndate: {year}-{month:02}-{day:02}\ntags: [all, t{}]",
            number % 9
        );
        let text = format!("The *text* of number{number}.\n\n===\n\nSee [one](p1.md).");
        blog.file(&format!("posts/p{number}.md"), post(&keys, &text))
    })
}

/// The requests for files of the blog, but for settings.
fn asked(reader: &Reader) -> Vec<String> {
    let arrivals = reader.host().arrivals("*/content/*").into_iter();
    let paths = arrivals.map(|arrival| arrival.path);
    let mut paths: Vec<String> = paths.filter(|path| !path.ends_with("site.yaml")).collect();
    paths.sort();
    paths
}

fn root_of(reader: &Reader) -> PathBuf {
    reader.host().folder().join("content/catalog.json")
}

#[test]
fn a_list_needs_the_root_and_no_post() {
    for count in [100, 700] {
        many(count).site("routing: hash").read(async |reader| {
            reader.open("/").await;
            let first = format!("Post {count}");
            assert_eq!(reader.texts(TITLES).await.first(), Some(&first));
            assert_eq!(reader.count(".summary em").await, 10);
            assert_eq!(asked(reader), ["/content/catalog.json"]);
            let length = fs::metadata(root_of(reader)).expect("a root").len();
            assert!(length < 16_000, "{length} bytes");
        });
    }
}

#[test]
fn every_list_is_there_and_no_post_is_fetched() {
    many(100).site("routing: hash").read(async |reader| {
        reader.open("/").await;
        reader.clicks("a[rel=next]").await;
        reader.sees(TITLES, "Post 90").await;
        reader.open("/#/page/10/").await;
        reader.sees(TITLES, "Post 1").await;
        reader.open("/#/tags/t3/").await;
        reader.sees(TITLES, "Post 93").await;
        reader.state("ready").await;
        assert_eq!(reader.count(TITLES).await, 11);
        reader.open("/#/tags/").await;
        reader.sees("main a", "t8").await;
        reader.open("/#/archive/").await;
        reader.sees(".archive a", "Post 1").await;
        assert_eq!(reader.count(".archive li").await, 100);
        reader.open("/#/search/?q=Number42").await;
        reader.sees(TITLES, "Post 42").await;
        assert_eq!(reader.count(TITLES).await, 1);
        let posts = reader.host().arrivals("*.md");
        assert_eq!(posts.len(), 0, "{posts:?}");
    });
}

#[test]
fn an_article_is_fetched_alone_and_knows_its_neighbours() {
    many(100).site("routing: hash").read(async |reader| {
        reader.open("/#/posts/p40/").await;
        reader.sees(".post-body", "number40").await;
        reader.sees("a[rel=prev]", "Post 39").await;
        reader.sees("a[rel=next]", "Post 41").await;
        assert_eq!(reader.count(".recent a").await, 5);
        // A link to a post of which nobody else has told.
        reader.clicks_text(".post-body a", "one").await;
        reader.sees(".post-body", "number1.").await;
        reader.is_at("/#/posts/p1/").await;
        let posts = reader.host().arrivals("*.md");
        assert_eq!(posts.len(), 2, "{posts:?}");
    });
}

#[test]
fn a_drawn_blog_goes_on_from_the_catalogue() {
    // The settings of the larger one list no post.
    for count in [60, 600] {
        many(count).read(async |reader| {
            reader.host().fault("*.wasm", Fault::Held);
            reader.go("/posts/p30/").await;
            reader.sees(".post-body", "number30").await;
            reader.host().lift("*.wasm");
            reader.state("ready").await;
            reader.clicks_text("header a", "The Blog").await;
            reader.sees(TITLES, &format!("Post {count}")).await;
            reader.clicks_text(".colophon a", "Archive").await;
            reader.sees("main .count", &format!("{count} posts")).await;
            let posts = reader.host().arrivals("*.md");
            assert_eq!(posts.len(), 1, "the article is checked: {posts:?}");
        });
    }
}

#[test]
fn a_long_archive_ends_with_years_that_lead_on() {
    many(700).site("routing: hash").read(async |reader| {
        reader.open("/#/archive/").await;
        assert_eq!(reader.count(".archive section li").await, 300);
        reader.sees("main .count", "700 posts").await;
        reader.sees(".archive > ul", "1990 335 posts").await;
        reader.clicks_text(".archive > ul a", "1990").await;
        reader.sees(TITLES, "Post 335").await;
    });
}

#[test]
fn a_scheduled_post_comes_by_the_clock_of_the_reader() {
    let keys = format!("title: Soon\npublish_date: {}", in_seconds(15));
    many(20)
        .site("routing: hash")
        .file("posts/soon.md", post(&keys, "It has come."))
        .read(async |reader| {
            reader.open("/#/page/2/").await;
            assert_eq!(reader.count(TITLES).await, 10);
            reader.open("/#/page/3/").await;
            reader.sees(TITLES, "Soon").await;
            reader.clicks_text(TITLES, "Soon").await;
            reader.sees(".post-body", "It has come.").await;
        });
}

#[test]
fn a_half_uploaded_site_is_noticed() {
    many(100).site("routing: hash").read(async |reader| {
        reader.expects_report("/content/catalog");
        // A chunk that was there yesterday.
        let root = fs::read_to_string(root_of(reader)).expect("a root");
        let (before, rest) = root.split_once("\"chunks\":[\"catalog/").expect("chunks");
        let old = format!(
            "{before}\"chunks\":[\"catalog/{}{}",
            "0".repeat(16),
            &rest[16..]
        );
        let body = old.into_bytes();
        let kind = "application/json";
        reader
            .host()
            .fault("*/catalog.json", Fault::Instead { kind, body });
        reader.open("/").await;
        reader.host().lift("*/catalog.json");
        reader.clicks("a[rel=next]").await;
        reader.sees(TITLES, "Post 90").await;
        reader.go("/#/page/10/").await;
        reader.sees(TITLES, "Post 1").await;
        assert_eq!(reader.host().arrivals("*/catalog.json").len(), 2);
    });
}

#[test]
fn where_it_is_lost_the_raw_posts_are_read() {
    many(3).site("routing: hash").read(async |reader| {
        reader.expects_report("catalog.json");
        reader.host().fault("*/catalog.json", Fault::Status(404));
        reader.open("/").await;
        assert_eq!(reader.texts(TITLES).await, ["Post 3", "Post 2", "Post 1"]);
        reader.clicks_text(TITLES, "Post 2").await;
        reader.sees(".post-body", "number2.").await;
    });
}

#[test]
fn one_of_a_version_to_come_is_left_alone() {
    many(3).site("routing: hash").read(async |reader| {
        let root = fs::read_to_string(root_of(reader)).expect("a root");
        let newer = root.replace("\"version\":1", "\"version\":2");
        fs::write(root_of(reader), newer).expect("a newer root");
        reader.open("/").await;
        assert_eq!(reader.count(TITLES).await, 3);
    });
}

#[test]
fn where_nothing_else_lists_the_posts_it_is_said_and_tried_again() {
    many(3).site("routing: hash").read(async |reader| {
        reader.expects_report("");
        let settings = reader.host().folder().join("content/site.yaml");
        fs::write(settings, "title: The Blog\nrouting: hash\n").expect("settings");
        let root = fs::read_to_string(root_of(reader)).expect("a root");
        let body = root.replace("\"version\":1", "\"version\":2").into_bytes();
        let kind = "application/json";
        reader
            .host()
            .fault("*/catalog.json", Fault::Instead { kind, body });
        reader.go("/").await;
        reader.state("error").await;
        reader
            .sees(
                "[role=alert]",
                "catalog.json: this catalogue is of version 2",
            )
            .await;
        reader.host().lift("*/catalog.json");
        reader.clicks("[role=alert] button").await;
        reader.sees(TITLES, "Post 3").await;
    });
}

#[test]
fn a_bare_blog_with_patterns_looks_for_one() {
    many(3).bare().site("routing: hash").read(async |reader| {
        // What the page preloads is not needed any more.
        reader.expects_report("preload");
        let content = reader.host().folder().join("content");
        super::support::catalog(&content);
        fs::write(
            content.join("site.yaml"),
            "title: The Blog\nrouting: hash\n",
        )
        .expect("settings");
        reader.open("/").await;
        assert_eq!(reader.count(TITLES).await, 3);
    });
}

#[test]
fn the_root_is_asked_for_together_with_the_settings() {
    many(100).site("routing: hash").read(async |reader| {
        reader.host().fault("*/site.yaml", Fault::Held);
        reader.go("/#/posts/p40/").await;
        let mut tries = 0;
        while reader.host().arrivals("*/catalog.json").is_empty() {
            tries += 1;
            assert!(tries < 400, "it waits for the settings");
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        reader.host().lift("*/site.yaml");
        reader.state("ready").await;
        assert_eq!(reader.host().arrivals("*/catalog.json").len(), 1);
    });
}
