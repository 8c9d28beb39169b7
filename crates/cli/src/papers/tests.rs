use std::fs;

use feed_rs::parser;
use tempfile::TempDir;

use super::*;

const URL: &str = "https://x.y/sub/";

/// The papers of a blog.
fn papers(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = Path::new("content").join(path);
        crate::output::write_below(folder.path(), &path, text).unwrap();
    }
    let content = folder.path().join("content");
    let source = Source::read(
        &content,
        &crate::source::Overrides::default(),
        1_700_000_000,
        usize::MAX,
        &mut Vec::new(),
    )
    .unwrap();
    write(&source, URL, folder.path(), &|_, _, _| false).unwrap();
    folder
}

fn blog() -> TempDir {
    papers(&[
        (
            "site.yaml",
            "title: A & B\nlanguage: ru\nauthor: Anna\ntimezone: Asia/Almaty\ndescription: Notes",
        ),
        (
            "posts/a.md",
            "---\ntitle: One < two\ndate: 16-11-2022 10:00\ntags: [Rust]\n---\n\
             [b](b.md#x) ![](p.png)\n\n===\n\n<b> &amp; more",
        ),
        ("posts/b.md", "---\ndate: 2021-01-02\nlang: en\n---\nText."),
        ("posts/undated.md", "Text."),
        (
            "posts/draft.md",
            "---\npublished: false\ndate: 2022-01-01\n---\n",
        ),
    ])
}

fn read(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

#[test]
fn a_feed_holds_the_dated_posts_whole_and_with_absolute_addresses() {
    let folder = blog();
    for (path, kind) in [("feed.xml", "Atom"), ("feed.json", "JSON")] {
        let feed = parser::parse(read(&folder, path).as_bytes()).unwrap();
        assert_eq!(feed.title.unwrap().content, "A & B", "{kind}");
        assert_eq!(feed.language.as_deref(), Some("ru"), "{kind}");
        let ids: Vec<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        let expected = ["https://x.y/sub/posts/a/", "https://x.y/sub/posts/b/"];
        assert_eq!(ids, expected, "{kind}");
        let entry = &feed.entries[0];
        assert_eq!(entry.title.as_ref().unwrap().content, "One < two");
        let instant = entry.published.unwrap().to_rfc3339();
        assert_eq!(instant, "2022-11-16T04:00:00+00:00", "{kind}");
        let html = entry.content.as_ref().unwrap().body.as_ref().unwrap();
        for part in [
            "href=\"https://x.y/sub/posts/b/#x\"",
            "src=\"https://x.y/sub/content/posts/p.png\"",
            "<p><b> &amp; more</b></p>",
        ] {
            assert!(html.contains(part), "{kind}: {part} is not in {html}");
        }
    }
    assert!(read(&folder, "feed.xml").contains("<updated>2022-11-16T04:00:00+00:00</updated>"));
}

#[test]
fn a_feed_has_its_formulas_typeset() {
    let folder = papers(&[("posts/a.md", "---\ndate: 2022-01-01\n---\n$x$")]);
    let feed = read(&folder, "feed.json");
    let math = "<math alttext=\\\"x\\\"><mi>x</mi></math>";
    assert!(feed.contains(math), "{feed}");
}

#[test]
fn languages_and_tags_have_feeds_of_their_own() {
    let folder = blog();
    for (path, count) in [
        ("feed-ru.xml", 1),
        ("feed-en.json", 1),
        ("tags/rust/feed.xml", 1),
        ("tags/rust/feed.json", 1),
    ] {
        let feed = parser::parse(read(&folder, path).as_bytes()).unwrap();
        assert_eq!(feed.entries.len(), count, "{path}");
        let own = format!("{URL}{path}");
        assert!(read(&folder, path).contains(&own), "{own}");
    }
    let one_language = papers(&[("posts/a.md", "---\ndate: 2021-01-02\n---\n")]);
    assert!(!one_language.path().join("feed-en.xml").exists());
}

#[test]
fn an_empty_blog_has_a_valid_feed() {
    let folder = papers(&[("site.yaml", "posts: []")]);
    for path in ["feed.xml", "feed.json"] {
        let feed = parser::parse(read(&folder, path).as_bytes()).unwrap();
        assert_eq!(feed.entries.len(), 0, "{path}");
    }
}

#[test]
fn the_sitemap_names_every_page_but_the_search() {
    let folder = blog();
    let map = read(&folder, "sitemap.xml");
    for part in [
        "<loc>https://x.y/sub/</loc>",
        "<loc>https://x.y/sub/posts/a/</loc>",
        "2022-11-16T04:00:00",
        "<loc>https://x.y/sub/posts/undated/</loc>",
        "<loc>https://x.y/sub/tags/rust/</loc>",
    ] {
        assert!(map.contains(part), "{part} is not in {map}");
    }
    assert!(!map.contains("search") && !map.contains("draft"), "{map}");
    let robots = read(&folder, "robots.txt");
    assert!(robots.contains("Sitemap: https://x.y/sub/sitemap.xml\n"));
}
