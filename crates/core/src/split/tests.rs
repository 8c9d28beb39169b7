use super::*;

fn check(text: &str, front_matter: Option<&str>, body: &str, body_line: usize) {
    let parts = split(text);
    assert_eq!(
        (
            parts.front_matter.map(|(_, text)| text),
            parts.body,
            parts.body_line
        ),
        (front_matter, body, body_line),
        "{text:?}"
    );
}

#[test]
fn parts_at_the_fences() {
    check("---\ntitle: a\n---\nbody", Some("title: a\n"), "body", 4);
    check("---\ntitle: a\n...\nbody", Some("title: a\n"), "body", 4);
    check(
        "\n \n--- \ntitle: a\n---  \n\nb",
        Some("title: a\n"),
        "\nb",
        6,
    );
    check("---\n---\nbody", Some(""), "body", 3);
    check(
        "---\ntitle:a\ndate:b\n---\nc",
        Some("title:a\ndate:b\n"),
        "c",
        5,
    );
    check("---\ntitle: a\n---", Some("title: a\n"), "", 4);
    check(
        "---\n# note\n\ntitle: a\n---\nb",
        Some("# note\n\ntitle: a\n"),
        "b",
        6,
    );
}

#[test]
fn parts_toml_and_json_too() {
    let parted = |text: &'static str| {
        let parts = split(text);
        let (format, front_matter) = parts.front_matter.unwrap();
        (format, front_matter, parts.body, parts.body_line)
    };
    for (text, expected) in [
        (
            "+++\ntitle = 'a'\n\n[extra]\nx = 1\n+++\nb",
            (Format::Toml, "title = 'a'\n\n[extra]\nx = 1\n", "b", 7),
        ),
        (
            "\n+++ \na = \"\"\"\nx\n\nProse.\n\"\"\"\n+++\n\nb",
            (Format::Toml, "a = \"\"\"\nx\n\nProse.\n\"\"\"\n", "\nb", 9),
        ),
        ("+++\na = 1\n\nb", (Format::Toml, "a = 1\n", "\nb", 3)),
        (
            "{\"a\": \"}\"}\nb",
            (Format::Json, "{\"a\": \"}\"}", "b", 2),
        ),
        (
            "\n{\n  \"a\": {\"b\": \"\\\"{\"}\n}\n\nb",
            (Format::Json, "{\n  \"a\": {\"b\": \"\\\"{\"}\n}", "\nb", 5),
        ),
        ("{}\nb", (Format::Json, "{}", "b", 2)),
    ] {
        assert_eq!(parted(text), expected, "{text:?}");
    }
    for text in [
        "{{ x }}",
        "{% raw %}",
        "{\"a\": 1",
        "{\"a\"} b",
        "{",
        "{\n\nb",
        "+++\n\ntext",
    ] {
        check(text, None, text, 1);
    }
}

#[test]
fn leaves_a_rule_alone() {
    for text in [
        "",
        "plain",
        "---\n\nhello\n\n---\nworld",
        "---",
        "---\nno keys here",
        "---\nhttps://a.b\n---\nc",
        "---\n\na:b\n\n---\nc",
        "---\na:b\n\nc",
        "----\ntitle: a\n----\n",
        "text\n---\ntitle: a\n---\n",
    ] {
        check(text, None, text, 1);
    }
}

#[test]
fn a_dashed_line_in_a_value_does_not_close() {
    check(
        "---\ntitle: To be continued...\nsep: x ---\n---\nbody",
        Some("title: To be continued...\nsep: x ---\n"),
        "body",
        5,
    );
}

#[test]
fn a_value_may_go_on_at_the_margin() {
    let keys = "title: a\n\ntags: [x,\ny]\n";
    check(&format!("---\n{keys}---\nbody"), Some(keys), "body", 7);
}

#[test]
fn a_stray_line_after_a_blank_one_does_not_end_it() {
    for stray in [
        "\"og:title\": x",
        "my long key name: x",
        "twitter:card: summary",
        "http://x.y/z: v",
        "? a\n: b",
        "'twitter:site' : @x",
        "author:foo",
        "stray line\ndraft: true",
        "// comment\ndraft: true",
    ] {
        let keys = format!("title: a\n\n{stray}\n");
        check(
            &format!("---\n{keys}---\nbody"),
            Some(&keys),
            "body",
            4 + keys.lines().count() - 1,
        );
    }
    let text = "title: a\ndescription: \"one\n\ntwo\"\n";
    check(&format!("---\n{text}---\nbody"), Some(text), "body", 7);
    check("---\n{\"a\":1}\n---\nb", Some("{\"a\":1}\n"), "b", 4);
}

#[test]
fn an_unclosed_front_matter_ends_where_the_keys_do() {
    let parts = split("---\ntitle: a\n\ndraft: true\n\nNote: x\n");
    let keys = "title: a\n\ndraft: true\n";
    assert_eq!(parts.front_matter, Some((Format::Yaml, keys)));
    assert_eq!((parts.body, parts.body_line), ("\nNote: x\n", 5));
    let parts = split("{\n\"a\": 1,\n\"b\": [\n\"c\"\n]\n\n\"Quote\"\n");
    let keys = "{\n\"a\": 1,\n\"b\": [\n\"c\"\n]\n";
    assert_eq!(parts.front_matter, Some((Format::Json, keys)));
    assert!(!parts.closed);
    assert_eq!((parts.body, parts.body_line), ("\n\"Quote\"\n", 6));
}

#[test]
fn an_unclosed_front_matter_ends_at_a_blank_line() {
    let parts = split("---\ntitle: a\ndate: b\n\nThe article.");
    assert_eq!(
        parts.front_matter,
        Some((Format::Yaml, "title: a\ndate: b\n"))
    );
    assert!(!parts.closed);
    assert_eq!(parts.body, "\nThe article.");
    assert_eq!(parts.body_line, 4);
    check(
        "---\ntitle: a\n\nOne.\n\n---\n\nTwo.",
        Some("title: a\n"),
        "\nOne.\n\n---\n\nTwo.",
        3,
    );
    check("---\ntitle: a\ndate: b", Some("title: a\ndate: b"), "", 4);
    check(
        "---\ntitle: a\n\nNotes.\n12:30 lunch\n\n---\nMore",
        Some("title: a\n"),
        "\nNotes.\n12:30 lunch\n\n---\nMore",
        3,
    );
    check(
        "---\ntitle: a\nOne.\nTwo.",
        Some("title: a\n"),
        "One.\nTwo.",
        3,
    );
}
