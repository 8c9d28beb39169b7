use super::*;
use crate::document::plain_text;
use crate::html;
use crate::link::Link;

fn nodes(body: &str, extent: &Extent) -> Vec<Node> {
    let divided = divide(body);
    let reading = Reading::default();
    let read = |end| Cow::Owned(markdown::read_to(&divided.body, &reading, end));
    cut(&read, &divided.body, divided.divider, extent, &reading)
}

fn summary(body: &str, extent: &Extent) -> String {
    let mut text = String::new();
    plain_text(&nodes(body, extent), &mut text);
    text.trim().to_owned()
}

/// The summary and the article as HTML.
fn drawn(body: &str) -> (String, String) {
    let write = |document: &Document| html::write(document, &|link| format!("{link:?}"));
    let blocks = nodes(body, &Extent::Divider).into_iter();
    let summary = Document {
        blocks: blocks.map(|node| (0, node)).collect(),
        ..Document::default()
    };
    let mut document = markdown::read(&divide(body).body);
    without_dividers(&mut document);
    (write(&summary), write(&document))
}

#[test]
fn ends_at_the_divider() {
    for (body, expected) in [
        ("> a\n\n===\n\nb", "a"),
        ("a\n\nb\n\n<!-- more -->\n\nc", "a b"),
        ("a\n<!--more-->\nb", "a"),
        ("a <!--more-->\n\nb", "a"),
        ("a\n\n  ===  \n\nb", "a"),
        ("a\n\n===", "a"),
        ("a\n\n<!--excerpt-->\nb", "a"),
        ("a\n\n===\n\nb\n\n===\n\nc", "a"),
        ("a\n\n===\n\nb\n\n<!--more-->\n\nc", "a"),
        ("a\n\n<!--more-->\n\nb\n\n===\n\nc", "a"),
        // As Grav, which looks for the paragraph wherever it stands.
        ("> a\n>\n> ===\n>\n> b", "a"),
        ("- a\n\n  ===\n\n- b", "a"),
        ("a\n\n<p>b</p>\n===\n\nc", "a b"),
        // Blocks that would be one if nothing stood between them.
        ("- a\n\n===\n\n- b", "a"),
        ("- a\n<!--more-->\n- b", "a"),
        ("    a\n\n===\n\n    b", "a"),
        // Nor does it go on in what stands right above it.
        ("> a\n===\nb", "a"),
        ("- a\n  b\n===\n\nc", "a\nb"),
        ("1. a\n===\nb", "a"),
        ("|a|b|\n|-|-|\n|c|d|\n===\n\ne", "a b c d"),
        // However deep it stands.
        ("<div>\n\na\n\n===\n\nb\n\n</div>\n\nc", "a"),
        ("<div>\n<p>a</p>\n===\n<p>b</p>\n</div>", "a"),
        ("<center>\n\na\n\n<!--more-->\n\nb", "a"),
        ("- a <!--more-->\n- b", "a"),
        ("a <!--more-->\nb", "a"),
        // What has nothing above it parts nothing.
        ("===\n\na\n\nb", "a"),
        ("a\n\n===\nb", "a"),
        ("===\n\na\n\n===\n\nb", "a"),
        ("<!--more-->\n\na", "a"),
        ("[x]: y\n\n===\n\na\n\nb", "a"),
        ("<!-- note -->\n\n===\n\na\n\nb", "a"),
    ] {
        assert_eq!(summary(body, &Extent::Divider), expected, "{body:?}");
    }
}

#[test]
fn leaves_what_is_no_divider() {
    for (body, expected) in [
        ("a\n\n====\n\nb", "a ==== b"),
        ("```\n\n===\n\n```\n\na", "===\n\n a"),
        ("~~~~\n~~~\n\n===\n~~~~\n\na", "~~~\n\n===\n a"),
        ("Heading\n===\n\na\n\nb", "Heading a b"),
        ("a\n\n    ===\n\nb", "a ===\n b"),
        ("a\n\n\t<!--more-->\n\nb", "a <!--more-->\n b"),
        ("| a\n===\n\nb", "| a b"),
        ("`<!--more-->` a\n\nb", "<!--more--> a b"),
        ("a\n\n<!-- b\n\n===\n\nhidden\n\n-->\n\nc", "a c"),
        ("<pre>\na\n===\n\n===\n</pre>\n\nc", "a === === c"),
        (
            "{% highlight text %}\n\n===\n{% endhighlight %}\n\na",
            "=== a",
        ),
    ] {
        // Counted in letters, all of it is the summary.
        let whole = Extent::Letters {
            letters: LENGTH,
            over_divider: false,
        };
        let text = summary(body, &whole);
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(words(&text), words(expected), "{body:?}");
    }
}

#[test]
fn no_divider_is_left_in_the_article() {
    let body = "a\n\n===\n\n> b\n>\n> ===\n\n<!--more-->\n\n===";
    let (summary, article) = drawn(body);
    assert_eq!(summary, "<p>a</p>");
    assert_eq!(article, "<p>a</p><blockquote><p>b</p></blockquote>");
}

#[test]
fn what_is_cut_through_is_whole() {
    let (summary, _) = drawn("1. > a\n   >\n   > ===\n   >\n   > b\n\n2. c");
    assert_eq!(
        summary,
        "<ol><li><blockquote><p>a</p></blockquote></li></ol>"
    );
}

#[test]
fn references_below_the_divider_still_work() {
    let (summary, _) = drawn("[a][x], b[^1]\n\n===\n\n[x]: https://x.y\n\n[^1]: n");
    let link = Link::parse("https://x.y").unwrap();
    let mut href = String::new();
    html::escape(&format!("{link:?}"), &mut href);
    let link = format!("<a rel=\"noopener noreferrer\" href=\"{href}\">a</a>");
    assert_eq!(summary, format!("<p>{link}, b</p>"));
}

#[test]
fn headings_are_text_in_a_listing() {
    let (summary, article) = drawn("# A\n\nb\n\n===");
    assert_eq!(summary, "<p><strong>A</strong></p><p>b</p>");
    assert_eq!(article, "<h1 id=\"a\">A</h1><p>b</p>");
}

#[test]
fn cuts_long_beginnings_at_a_word() {
    let body = format!("# Title\n\n{}\n\nmore", "слово, ".repeat(60));
    let text = summary(&body, &Extent::Divider);
    assert!(
        text.starts_with("слово, слово") && text.ends_with("слово…"),
        "{text}"
    );
    let length = text.chars().count();
    assert!((LENGTH - 12..=LENGTH + 2).contains(&length), "{length}");
    let han = summary(&"一 二三".repeat(200), &Extent::Divider);
    assert!(han.chars().count() > LENGTH - 10, "{han}");
    let no_spaces = summary(&"字".repeat(400), &Extent::Divider);
    assert_eq!(no_spaces.chars().count(), LENGTH + 1);
}

#[test]
fn does_as_the_author_says() {
    let letters = |letters, over_divider| Extent::Letters {
        letters,
        over_divider,
    };
    for (body, extent, expected) in [
        ("one two three", letters(6, true), "one…"),
        ("one\n\n===\n\ntwo three", letters(8, true), "one two…"),
        ("one\n\n===\n\ntwo three", letters(8, false), "one"),
        ("one\n\ntwo three", letters(8, false), "one two…"),
        ("one.\n\ntwo", letters(5, false), "one. …"),
        ("one\n\ntwo", letters(3, false), "one…"),
        ("- one\n\n- two", letters(4, false), "one…"),
        ("one\n\n![](a.png)", letters(3, false), "one"),
        ("onetwothree", letters(3, false), "…"),
        ("a\n\nb", Extent::Whole, "a b"),
        ("a\n\n===\n\nb", Extent::Whole, "a b"),
        ("a", Extent::Text("*b*".into()), "b"),
        ("a[^1]\n\n[^1]: n", Extent::Divider, "a"),
        ("# h\n\n![](a.png)\n\none\n\ntwo", Extent::Divider, "one"),
        ("![](a.png \"caption\")\n\none", Extent::Divider, "one"),
        ("x^2^ and <sup>b</sup>", Extent::Divider, "x2 and b"),
        ("", Extent::Divider, ""),
    ] {
        assert_eq!(summary(body, &extent), expected, "{body:?}");
    }
}

#[test]
fn nothing_but_dividers_takes_no_longer_than_words() {
    // Each of them looked at all before it once: minutes for this.
    let divided = divide(&"===\n\n".repeat(200_000));
    assert_eq!(divided.divider, None);
    assert!(divided.body.trim().is_empty());
}

#[test]
fn a_long_article_has_the_summary_of_a_short_one() {
    let rest = "\n\nAnd so *on*.".repeat(1_000);
    for beginning in [
        "# Title\n\nFirst [a][] words[^1].\n\n[^1]: A note.\n\n[a]: /a",
        "```\ncode\n```\n\nWords.",
        "<div>\n\nWords in a block",
        "- a list\n\n  of two",
    ] {
        let short = nodes(&format!("{beginning}\n\nEnd."), &Extent::Divider);
        let long = nodes(&format!("{beginning}{rest}"), &Extent::Divider);
        let all = format!("{beginning}{rest}\n\n`===`");
        assert_eq!(long, nodes(&all, &Extent::Divider), "{beginning}");
        assert!(beginning.starts_with('<') || long == short, "{beginning}");
    }
    let pictures = "![picture](a.jpg)\n\n".repeat(1_000);
    assert_eq!(
        summary(&format!("{pictures}Words."), &Extent::Divider),
        "Words."
    );
    let parted = format!("a\n\nb{rest}\n\n===\n\nc");
    assert!(nodes(&parted, &Extent::Divider).len() > 1_000);
}
