//! The Markdown parser in `vendor/pulldown-cmark`, held against the published
//! crate: the table of entities, and the extensions that are compiled.

use proptest::prelude::*;

/// The names of all entities, as our table has them.
fn names() -> impl Iterator<Item = &'static str> {
    let table = include_str!("../../../vendor/pulldown-cmark/src/entities.txt");
    table.lines().filter_map(|line| line.split(' ').next())
}

fn ours(markdown: &str) -> String {
    let text = |event| match event {
        pulldown_cmark::Event::Text(text) => Some(text.into_string()),
        _ => None,
    };
    pulldown_cmark::Parser::new(markdown)
        .filter_map(text)
        .collect()
}

fn theirs(markdown: &str) -> String {
    let text = |event| match event {
        pulldown_cmark_published::Event::Text(text) => Some(text.into_string()),
        _ => None,
    };
    pulldown_cmark_published::Parser::new(markdown)
        .filter_map(text)
        .collect()
}

#[test]
fn every_entity_means_what_it_means_upstream() {
    assert_eq!(names().count(), 2_125);
    for name in names() {
        // The name itself, one too long, one too short, one without its end.
        let short = name.get(..name.len() - 1).unwrap_or_default();
        let text = format!("x&{name};x &{name}a; &{short}; &{name}");
        let meant = ours(&text);
        assert_eq!(meant, theirs(&text), "{name}");
    }
    for text in ["&;", "&nosuch;", "&zzz;", "&A;", "&AAAA;", "&zwnjz;"] {
        assert_eq!(ours(text), theirs(text), "{text}");
    }
}

/// Parses `markdown` with the same extensions as `inkfold_core::markdown`.
macro_rules! events {
    ($parser:ident, $markdown:expr, $smart:expr) => {{
        use $parser::{Options, Parser};
        let mut options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_MATH;
        if $smart {
            options.insert(Options::ENABLE_SMART_PUNCTUATION);
        }
        let events = Parser::new_ext($markdown, options).into_offset_iter();
        let told = events.map(|event| format!("{event:?}"));
        told.collect::<Vec<String>>()
    }};
}

fn check(markdown: &str) {
    for smart in [false, true] {
        let ours = events!(pulldown_cmark, markdown, smart);
        let theirs = events!(pulldown_cmark_published, markdown, smart);
        assert_eq!(ours, theirs, "{markdown:?}");
    }
}

#[test]
fn what_is_compiled_reads_as_it_does_upstream_and_the_rest_as_switched_off() {
    for text in [
        "a $x$ and $$y$$ `z` $`m`$",
        "> $$\n> a\n> $$\n\n| a |\n|-|\n| $x\\|y$ |",
        "$a{$b}$ ${c}$ \\$d$ $ e$ $f $",
        "\"a\" -- 'b' --- c...",
        "# title {#id .class key=value}\n\nb {.c}\n===\n",
        "---\ntitle: a\n---\n\nb",
        "+++\ntitle = 1\n+++\n\nb",
        "> [!NOTE]\n> a",
        "term\n: definition\n\n    more",
        "H~2~O x^2^ ~~a~~ ~b~",
        "[[wiki|link]] ![[x]] [[a]](b)",
        "[^1] and [^1]\n\n[^1]: a\n    b\n[^2]: c",
        "| a | b |\n|:-:|--:|\n| `x\\|y` | [c](d) |",
        "- [ ] a\n- [x] b\n  1. c\n\n     d",
    ] {
        check(text);
    }
}

#[test]
fn a_price_ends_no_formula() {
    let formulas = |markdown| {
        let options = pulldown_cmark::Options::ENABLE_MATH;
        let events = pulldown_cmark::Parser::new_ext(markdown, options);
        let is_math = |event: &_| matches!(event, pulldown_cmark::Event::InlineMath(_));
        events.filter(is_math).count()
    };
    assert_eq!((formulas("US$5–US$10"), formulas("$a$, $b$1 $c$")), (0, 2));
}

#[test]
fn only_white_space_after_a_colon_makes_a_definition() {
    let definitions = |markdown| {
        let options = pulldown_cmark::Options::ENABLE_DEFINITION_LIST;
        let events = pulldown_cmark::Parser::new_ext(markdown, options);
        let start = pulldown_cmark::Event::Start(pulldown_cmark::Tag::DefinitionListDefinition);
        events.filter(|event| *event == start).count()
    };
    for (markdown, expected) in [
        ("a\n: b", 1),
        ("a\n:\tb", 1),
        ("a\n:b", 0),
        ("a\n:b\nc", 0),
        ("a\n\n:) b", 0),
    ] {
        assert_eq!(definitions(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn signs_in_a_bare_address_are_letters() {
    let emphasis = |markdown| {
        let events = pulldown_cmark::Parser::new(markdown);
        let start = pulldown_cmark::Event::Start(pulldown_cmark::Tag::Emphasis);
        events.filter(|event| *event == start).count()
    };
    for (markdown, expected) in [
        ("https://a.b/_c_/d", 0),
        ("(www.a.b/*c*/d)", 0),
        ("ahttps://a.b/_c_/d", 1),
        ("https://a.b/c *d*", 1),
        ("*https://a.b/c*", 1),
        ("`https://a.b/`*c*", 1),
        ("[https://a.b/](c)*d*", 1),
    ] {
        assert_eq!(emphasis(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn html_that_nothing_ends_goes_up_to_a_blank_line() {
    let paragraphs = |markdown| {
        let events = pulldown_cmark::Parser::new(markdown);
        let start = pulldown_cmark::Event::Start(pulldown_cmark::Tag::Paragraph);
        events.filter(|event| *event == start).count()
    };
    for (markdown, expected) in [
        ("<script src=x />\n\na", 1),
        ("<?xml\n\na", 1),
        ("<?xml\n\na ?>\n\nb", 1),
        ("<STYLE>\n\na\n</STYLE>\n\nb", 1),
        ("<!-- a\n\nb", 0),
        ("<pre>\n\na", 0),
    ] {
        assert_eq!(paragraphs(markdown), expected, "{markdown:?}");
    }
}

proptest! {
    /// No colon begins a line but before a space.
    #[test]
    fn any_text_reads_alike(
        text in r#"([ab \n]|  \n|\n\n|\$|\$\$|"|'|--|\.\.\.|#|\{#a\}|\{|\}|---\n|\+\+\+\n|> |\[!NOTE\]|\n: |~|~~|\^|\[\[|\]\]|\[|\]|\|\(b\)|!|\[\^a\]|\[\^a\]: |x:|\n\||--\||- |- \[x\] |    |`|``|<a>|<!--|&amp;|\\){0,40}"#
    ) {
        check(&text);
    }
}
