//! Files as real Grav blogs have them, with everything that is odd about them.
//! After the twenty nastiest of several thousand; the words are our own.

use inkfold_core::date::Utc;
use inkfold_core::post::{Post, Status};

struct Expected {
    title: &'static str,
    date: Option<&'static str>,
    tags: &'static [&'static str],
    summary: &'static str,
    repairs: usize,
}

fn check(path: &str, text: &str, expected: Expected) {
    let post = Post::read(path, text.as_bytes());
    let date = post.date.map(|date| date.to_string());
    assert_eq!(post.title, expected.title, "{path}");
    assert_eq!(date.as_deref(), expected.date, "{path}");
    assert_eq!(post.front_matter.tags, expected.tags, "{path}");
    assert_eq!(post.summary_text(""), expected.summary, "{path}");
    assert_eq!(
        post.diagnostics.len(),
        expected.repairs,
        "{path}: {:#?}",
        post.diagnostics
    );
    assert!(!post.has_errors(), "{path}: {:#?}", post.diagnostics);
    assert_eq!(post.status(0, &Utc), Status::Published, "{path}");
}

#[test]
fn a_bare_at_sign_after_a_space_before_the_colon() {
    check(
        "01.posts/2016-10-18-a-few-thoughts/item.md",
        "---\ntitle: 'A Few Thoughts'\nmetadata:\n    'twitter:card' : summary\n    \
         'twitter:site' : @somebody\ndate: 10/18/2016\ntaxonomy:\n    category: blog\n    \
         tag: [grav, course hub]\ncontinue_link: false\n---\n\nAbove.\n\n===\n\nBelow.\n",
        Expected {
            title: "A Few Thoughts",
            date: Some("2016-10-18"),
            tags: &["blog", "grav", "course hub"],
            summary: "Above.",
            repairs: 1,
        },
    );
}

#[test]
fn references_for_quotes_in_a_title() {
    check(
        "02.blog/true-love/item.md",
        "---\npublished: true\ntitle: &#8220;True love begins&#8221; &amp;amp; ends\n\
         date: 03-10-2012\npublish_date: 03-10-2012\n# a comment\nsummary:\n    enabled: '1'\n    \
         format: short\n    size: 8\ntaxonomy:\n    migration-status: review\n    \
         category: [Uncategorized]\n    tag: [#ifttt,#tumblr,fb,fb]\n---\n\nOne two three.",
        Expected {
            title: "“True love begins” &amp; ends",
            date: Some("2012-10-03"),
            tags: &["review", "Uncategorized", "#ifttt", "#tumblr", "fb"],
            summary: "One two…",
            repairs: 2,
        },
    );
}

#[test]
fn a_colon_in_a_russian_title_and_windows_line_ends() {
    check(
        "doc-public/the_roads/docs.md",
        "---\r\ntitle: Дороги: сценарии\r\ntaxonomy:\r\n    category: docs\r\n\ttag: x\r\n---\r\n\
         Заголовок\r\n===\r\n\r\nТекст.\r\n",
        Expected {
            title: "Дороги: сценарии",
            date: None,
            tags: &["docs", "x"],
            summary: "Текст.",
            repairs: 2,
        },
    );
}

#[test]
fn one_quote_too_many() {
    check(
        "08.dns/02.setup/docs.zh.md",
        "---\ntitle: '设置指南''\ntaxonomy:\n    category:\n        - docs\n---\n正文。",
        Expected {
            title: "设置指南",
            date: None,
            tags: &["docs"],
            summary: "正文。",
            repairs: 1,
        },
    );
}

#[test]
fn a_blank_line_before_and_no_line_end_after() {
    check(
        "04.android/15.issue/docs.ru.md",
        "\n---\ntitle: 'Проблема'\ntaxonomy:\n    category: docs\nvisible: true\n---\n\n> Цитата",
        Expected {
            title: "Проблема",
            date: None,
            tags: &["docs"],
            summary: "Цитата",
            repairs: 0,
        },
    );
}

#[test]
fn a_divider_with_nothing_above_it() {
    check(
        "01.blog/vivaldi/item.md",
        "---\ntitle: Вивальди\ndate: 13:34 05/26/2014\ntaxonomy:\n    tag: [browser]\n---\n===\n\n\
         Первый абзац.\n\nВторой.\n",
        Expected {
            title: "Вивальди",
            date: Some("2014-05-26T13:34:00"),
            tags: &["browser"],
            summary: "Первый абзац.",
            repairs: 0,
        },
    );
}

#[test]
fn two_dividers_and_a_key_set_twice() {
    check(
        "01.posts/2020-01-02-welcome/item.md",
        "---\ntitle: Welcome\ndate: '01-02-2020 09:30'\nheader_image: false\nheader_image: true\n\
         ---\n\nAbove.\n\n===\n\nBelow.\n\n===\n",
        Expected {
            title: "Welcome",
            date: Some("2020-02-01T09:30:00"),
            tags: &[],
            summary: "Above.",
            repairs: 1,
        },
    );
    let post = Post::read("x.md", b"Above.\n\n===\n\nBelow.\n\n===\n");
    assert_eq!(post.document("").blocks.len(), 2);
}

#[test]
fn a_date_with_slashes_and_the_year_first() {
    check(
        "01.blog/July2015/item.md",
        "---\ntitle: July2015\nmetadata:\n    description: 'Not the summary'\n    \
         keywords: 'not, tags'\ndate: 2017/07/23 20:08\ntaxonomy:\n    category: blog\n    \
         tag: [x]\n---\nAbove.\n\n===\n\nBelow.",
        Expected {
            title: "July2015",
            date: Some("2017-07-23T20:08:00"),
            tags: &["blog", "x"],
            summary: "Above.",
            repairs: 0,
        },
    );
    let post = Post::read("01.blog/July2015/item.md", b"");
    assert_eq!(post.slug, "july2015");
}

#[test]
fn a_time_before_the_date_and_a_named_template() {
    check(
        "01.forecast/2024-12-way/post.md",
        "---\ntitle: 'Wege'\nmedia_order: 'Tra\u{308}nke.jpg,b.jpg'\ndate: '10:15 07-12-2024'\n\
         hide_from_post_list: false\nhero:\n    title: x\ntaxonomy:\n    category:\n        - blog\n    \
         tag:\n        - weide\n    author:\n        - Ann\nauthor:\n    name: Ann\n---\n\nText.\n\n===\n\nMehr.",
        Expected {
            title: "Wege",
            date: Some("2024-12-07T10:15:00"),
            tags: &["blog", "weide", "Ann"],
            summary: "Text.",
            repairs: 0,
        },
    );
}

#[test]
fn a_list_page_with_bare_references() {
    let text = "---\ntitle: Blog\ncontent:\n    items: @self.children\n    order:\n        by: date\n        \
                dir: desc\n    limit: 5\n    pagination: true\n---\n";
    let (post, more) = Post::read_whole("01.blog/blog.md", text.as_bytes());
    assert!(more.is_list() && !post.has_errors());
    assert_eq!((post.title.as_str(), post.slug.as_str()), ("Blog", "blog"));
}

#[test]
fn summaries_are_switched_as_in_grav() {
    for (settings, expected) in [
        ("enabled: true\n    format: short", "Above."),
        ("enabled: false", "Above. Below, and more."),
        ("format: long\n    size: 8", "Above."),
        ("size: 0", "Above. Below, and more."),
        ("size: 5", "Above."),
    ] {
        let text = format!(
            "---\ntitle: T\nsummary:\n    {settings}\n---\nAbove.\n\n===\n\nBelow, and more.\n"
        );
        let post = Post::read("x/item.md", text.as_bytes());
        let summary = post.summary_text("");
        assert_eq!(summary.trim_end_matches(" …"), expected, "{settings}");
    }
}
