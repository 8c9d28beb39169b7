use super::*;
use crate::document::Document;
use proptest::prelude::*;

fn back<T: Record>(from: &T) -> T {
    value(&row(from)).expect("what was written is read")
}

#[test]
fn settings_come_back() {
    let text = "title: \"T\\u001F\"\nlanguages: [ru, en]\nurl: https://a.b/c\n\
                posts: [a.md, \"x/**/*.md\"]\nposts_per_page: 3\nrouting: hash\ntheme: dark\n\
                permalink: /:year/:slug/\nnavigation: [{title: N, href: archive/}]\n";
    let (mut site, _) = Site::read(text.as_bytes()).unwrap();
    let read = back(&site);
    // The mark itself is lost.
    site.title = "T".to_owned();
    assert_eq!(read, site);
    assert_eq!(back(&Site::default()), Site::default());
}

#[test]
fn posts_come_back_without_their_text() {
    let text = "---\ntitle: foo: bar\ndate: 2022-11-16 10:00:05 +03:00\npublish_date: 2020-01-01\n\
                published: true\ntags: [a, \"б\"]\nauthor: X\nlang: ru\nshow_sidebar: false\n\
                canonical: https://a.b/\n---\n# Title\n\nText.";
    let post = Post::read("posts/2020/x.ru.md", text.as_bytes());
    let read = back(&post);
    assert_eq!((&read.path, &read.title), (&post.path, &post.title));
    assert_eq!((&read.slug, read.date), (&post.slug, post.date));
    assert_eq!(read.language(&[]), post.language(&[]));
    assert_eq!(read.front_matter.tags, post.front_matter.tags);
    assert_eq!(read.front_matter.authors, post.front_matter.authors);
    assert_eq!(
        read.front_matter.publish_date,
        post.front_matter.publish_date
    );
    assert_eq!(read.front_matter.published, Some(true));
    assert_eq!(read.front_matter.canonical, post.front_matter.canonical);
    assert!(!read.front_matter.show_sidebar && !read.is_empty);
    assert!(post.wants_a_look() && read.wants_a_look());
    let said = |post: &Post| {
        post.diagnostics
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(said(&read), said(&post));
    assert_eq!(read.document(""), Document::default());
}

/// Nobody reads a warning that the page would not show.
#[test]
fn what_is_no_ones_business_stays() {
    let post = Post::read("a.md", b"---\ndate: 31-02-2022\n---\nx");
    assert!(!post.diagnostics.is_empty() && !post.wants_a_look());
    assert_eq!(back(&post).diagnostics, []);
}

#[test]
fn articles_come_back() {
    let text = "# A {.own #x}\n\n[a](https://a.b) [b](b.md#c) [c](#x) [[Page#p|d]] <a@b.c>[^1]\n\n\
                - [x] done\n\n> [!TIP]\n> t\n\n| a |\n|:-:|\n| b |\n\n```rust {1} linenos\nx\n```\n\n\
                <details open><summary>s</summary><q cite='https://a.b/'>q</q></details>\n\n\
                ![p](p.png \"t\")\n\n![v](v.mp4)\n\nhttps://vimeo.com/1\n\n\
                <video poster=p.png><source src=v.webm type=video/webm></video>\n\n\
                <picture><source srcset='a.png 2x, //b.c/d.png 3x'><img src=e.png></picture>\n\n\
                [^1]: n";
    let post = Post::read("a.md", text.as_bytes());
    let (document, summary) = (post.document("en"), post.summary("en"));
    let html = |document: &Document| crate::html::write(document, &|link| format!("{link:?}"));
    assert_eq!(html(&back(&document)), html(&document));
    assert!(html(&document).contains("<details"));
    post.drawn.document.set(document.into()).unwrap();
    post.drawn.summary.set(summary.into()).unwrap();
    let drawn = back(&post).drawn;
    assert_eq!(drawn.summary, post.drawn.summary);
    assert!(drawn.document.get().is_some());
}

#[test]
fn nonsense_is_nothing() {
    let field = |text: &str| format!("{text}{MARK}");
    for nonsense in [
        String::new(),
        "1".to_owned(),
        field("script") + &field("0") + &field("0"),
        field("a") + &field("1") + &field("onclick") + &field("x") + &field("0"),
        field("a") + &field("1") + &field("href") + &field("javascript:x") + &field("0"),
        field("a") + &field("99999999999"),
    ] {
        assert_eq!(
            value::<crate::document::Node>(&nonsense),
            None,
            "{nonsense:?}"
        );
    }
}

proptest! {
    #[test]
    fn any_row_is_read_without_a_panic(row in "[\u{1F}a-c0-9=#\\[.-]{0,60}") {
        let _ = value::<Document>(&row);
        let _ = value::<Post>(&row);
        let _ = value::<Site>(&row);
    }

    #[test]
    fn any_article_comes_back(text in "[ab \n*_`#>|\\[\\]()<>/-]{0,80}") {
        let document = Post::read("a.md", text.as_bytes()).document("en");
        let html = |document: &Document| crate::html::write(document, &|link| format!("{link:?}"));
        prop_assert_eq!(html(&back(&document)), html(&document));
    }
}
