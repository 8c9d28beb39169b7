use super::*;
use crate::date::Utc;
use crate::diagnostic::Position;
use crate::site::Site;

fn post(text: &str) -> Post {
    Post::read("posts/2022-11-16-my-post.md", text.as_bytes())
}

#[test]
fn supplies_what_is_left_out() {
    let plain = post("Hello.");
    assert_eq!(plain.title, "My post");
    assert_eq!(plain.slug, "my-post");
    assert_eq!(
        plain.date.map(|d| d.to_string()).as_deref(),
        Some("2022-11-16")
    );
    let headed = post("# The *title*\n\nHello.");
    assert_eq!(headed.title, "The title");
    assert_eq!(headed.document("").blocks.len(), 1);
    let named = post("---\ntitle: T\nslug: Ein Wort\ndate: 01-02-2020\n---\n# T\n");
    assert_eq!(
        (named.title.as_str(), named.slug.as_str()),
        ("T", "ein-wort")
    );
    assert_eq!(named.date.map(|d| d.year), Some(2020));
    assert_eq!(named.document("").blocks.len(), 1);
}

#[test]
fn is_the_same_with_its_summary_and_without() {
    for text in [
        "# A\n\nb[^1]\n\n[^1]: c",
        "```\na\n```\n\n# b",
        "> ===\n\na\n\n===\n\nb",
        "a\n\n<!--more-->\n\nb",
        "---\nsummary:\n  size: 2\n  delimiter: none\n---\na b\n\n===\n\nc",
        "---\nsummary: a *b*\n---\nc",
    ] {
        let post = post(text);
        let apart = (post.document("en"), post.summary("en"));
        assert_eq!(post.document_and_summary("en"), apart, "{text}");
    }
}

#[test]
fn says_how_its_punctuation_is_read() {
    for (keys, in_blog, expected) in [
        ("", false, "\"a\" -- b"),
        ("", true, "„a“ – b"),
        ("smart_punctuation: true", false, "„a“ – b"),
        ("smart_punctuation: false", true, "\"a\" -- b"),
    ] {
        let site = Site {
            smart_punctuation: in_blog,
            ..Site::default()
        };
        let post = post(&format!("---\n{keys}\n---\n\"a\" -- b"));
        assert_eq!(post.summary_text(site.reading("de")), expected, "{keys}");
    }
}

#[test]
fn says_whether_it_has_formulas() {
    for (keys, formulas) in [("", 1), ("math: true", 1), ("math: false", 0)] {
        let post = post(&format!("---\n{keys}\n---\n$x$"));
        let document = post.document(Site::default().reading("en"));
        assert_eq!(document.formulas.len(), formulas, "{keys}");
    }
}

#[test]
fn takes_over_the_address_of_another_engine() {
    for (keys, slug, date) in [
        ("permalink: /blog/hello/", "hello", "2022-11-16"),
        ("url: /a/hello.html", "hello", "2022-11-16"),
        ("url: /a/hello/index.html", "hello", "2022-11-16"),
        ("path: 2025/06/26/Rust-1.88.0", "rust-1.88.0", "2025-06-26"),
        ("path: 2025/06/26/x\ndate: 2024-01-01", "x", "2024-01-01"),
        ("permalink: /", "my-post", "2022-11-16"),
        ("url: https://x.y/z", "my-post", "2022-11-16"),
        ("slug: ''\npermalink: /b", "b", "2022-11-16"),
    ] {
        let post = post(&format!("---\n{keys}\n---\n"));
        let read = post.date.map(|date| date.to_string());
        assert_eq!(
            (post.slug.as_str(), read.as_deref()),
            (slug, Some(date)),
            "{keys}"
        );
    }
}

#[test]
fn says_whether_it_is_shown() {
    let now = DateTime::parse("2022-11-16 10:00").unwrap().instant(&Utc);
    for (keys, expected) in [
        ("", Status::Published),
        ("published: false", Status::Draft),
        ("draft: true", Status::Draft),
        ("draft: false\npublishDate: 2040-01-01", Status::Scheduled),
        ("expiryDate: 2020-01-01", Status::Expired),
        ("publish_date: 16-11-2022 10:01", Status::Scheduled),
        ("publish_date: 16-11-2022 10:00", Status::Published),
        ("unpublish_date: 16-11-2022 10:00", Status::Expired),
        ("unpublish_date: 17-11-2022", Status::Published),
        (
            "published: true\npublish_date: 01-01-2040",
            Status::Published,
        ),
        ("published:\npublish_date: 01-01-2040", Status::Scheduled),
    ] {
        let status = post(&format!("---\n{keys}\n---\n")).status(now, &Utc);
        assert_eq!(status, expected, "{keys}");
    }
}

#[test]
fn a_folder_of_drafts_is_one() {
    let draft = |text: &str| Post::read("_drafts/a.md", text.as_bytes()).status(0, &Utc);
    assert_eq!(draft("Text."), Status::Draft);
    assert_eq!(draft("---\npublished: true\n---\n"), Status::Draft);
    let preview = "---\npublished: true\ninkfold_preview: draft\n---\n";
    assert_eq!(draft(preview), Status::Published);
}

#[test]
fn knows_which_files_are_posts() {
    for (path, expected) in [
        ("a.md", true),
        ("_posts/2022-11-16-a.md", true),
        ("_drafts/a.md", true),
        ("01.blog/x/item.md", true),
        ("./a.md", true),
        ("x/_index.md", false),
        ("x/_index.ru.md", false),
        ("01.home/_team/text.md", false),
        (".git/a.md", false),
        ("x/.a.md", false),
    ] {
        assert_eq!(Post::can_be_at(path), expected, "{path}");
    }
    let is_list = |text: &str| Post::read_whole("a.md", text.as_bytes()).1.is_list();
    assert!(is_list("---\ncontent:\n  items: @self.children\n---\n"));
    assert!(!is_list("---\ncontent: x\n---\n"));
}

#[test]
fn knows_its_language() {
    let language = |path, text: &str| Post::read(path, text.as_bytes()).language(&[]);
    assert_eq!(language("a.ru.md", "").as_deref(), Some("ru"));
    assert_eq!(language("ru/a.md", "").as_deref(), Some("ru"));
    let said = language("ru/a.md", "---\nlang: en\n---\n");
    assert_eq!(said.as_deref(), Some("en"));
    assert_eq!(language("a.md", ""), None);
}

#[test]
fn a_blog_says_which_languages_a_path_may_tell() {
    let languages = ["en".to_owned(), "it".to_owned()];
    for (path, text, slug, title, language) in [
        ("v2.io.md", "", "v2.io", "V2.io", None),
        ("v2.io.md", "---\ntitle: T\n---\n", "v2.io", "T", None),
        ("v2.io.md", "---\nslug: s\n---\n", "s", "S", None),
        ("x.it.md", "", "x", "X", Some("it")),
        ("it/x.md", "", "x", "X", Some("it")),
    ] {
        let mut post = Post::read(path, text.as_bytes());
        post.read_path_in(&languages);
        assert_eq!(
            (
                post.slug.as_str(),
                post.title.as_str(),
                post.language(&languages).as_deref()
            ),
            (slug, title, language),
            "{path} {text}"
        );
    }
}

#[test]
fn a_description_ends_at_a_word() {
    let short = post(&"слово ".repeat(60)).description("");
    assert!(short.ends_with("слово…"), "{short}");
    assert!(short.chars().count() <= summary::DESCRIPTION_LENGTH);
    assert_eq!(post("a\nb\n\n===\n\nc").description(""), "a b");
}

#[test]
fn shows_the_article_of_a_broken_front_matter() {
    let broken = post("---\ntitle: a: b\ntags: [x\n---\nThe article.");
    assert_eq!((broken.has_errors(), broken.diagnostics.len()), (false, 2));
    assert!(broken.wants_a_look());
    assert_eq!(
        (broken.title.as_str(), broken.front_matter.tags.len()),
        ("a: b", 1)
    );
    assert!(!broken.is_empty);
    let toml = post("+++\ntitle = 'T'\ndate = 2020-01-02T03:04:05Z\n+++\nThe article.");
    assert_eq!((toml.title.as_str(), toml.diagnostics.len()), ("T", 0));
    assert_eq!(toml.date.map(|date| date.year), Some(2020));
    let json = post("{\n\t\"title\":\"T\", \"tags\": [\"a\"]\n}\nThe article.");
    assert_eq!((json.title.as_str(), json.diagnostics.len()), ("T", 0));
    let unclosed = post("---\ntitle: a\n\nThe article.");
    assert!(unclosed.has_errors() && !unclosed.is_empty);
    for rest in [
        "\n# note\ndraft: true",
        "\n\"draft\": true,",
        "stray\npublished: no",
    ] {
        let text = format!("---\ntitle: a\n{rest}\n\nThe article.");
        assert_eq!(post(&text).status(0, &Utc), Status::Draft, "{text}");
    }
    let object = post("{\n\"title\": \"a\",\n\n\nThe article.");
    let place = object.diagnostics.first().and_then(|found| found.position);
    let first = Position { line: 1, column: 1 };
    assert_eq!((object.title.as_str(), place), ("a", Some(first)));
    assert!(post("---\ntitle: a\n---\n \n").is_empty);
}
