//! The reading half of `serde_yaml` in `vendor/`, held against the published
//! crate: what one reads, the other reads alike; what one refuses, the other
//! refuses at the same place.

mod support;

use proptest::prelude::*;
use support::yaml::check;

#[test]
fn reads_what_the_published_crate_reads() {
    for text in [
        "",
        "# only a comment",
        "a: b",
        "title: 'It''s'\ndate: 16-11-2022 10:00\ntags: [a, \"b\\n\", c]\n",
        "n: [0, 7, -7, +7, 007, 0x1F, 0o17, 0b11, 1_000, 1.5, 1e3, .5, .inf, -.inf, .nan]",
        "big: [18446744073709551615, 18446744073709551616, -9223372036854775808, -9223372036854775809]",
        "words: [true, True, TRUE, yes, no, ~, null, Null, 'true', '']",
        "empty:\nlist:\n- a\n-\n- - b\n  - c\nmap: {x: {y: z}}\n",
        "text: |\n  one\n  two\nfolded: >-\n  one\n  two\n",
        "a: &x [1, &y 2]\nb: *x\nc: *y\nd: &x new\ne: *x\n",
        "? complex\n: value\n? [a]\n: b\n",
        "1: a\n1.5: b\ntrue: c\n",
        "{\"json\": [1, true, null, \"\\u0416\"]}",
        "a: 1\na: 2\n",
        "кириллица: да\n",
        "a: !x\nb: !x y\nc: !x 5\nd: ! y\ne: !x 'q'\nf: !x [1]\ng: !x {h: i}",
    ] {
        check(text);
    }
}

#[test]
fn refuses_what_the_published_crate_refuses() {
    for text in [
        "title: foo: bar",
        "a: @b",
        "a: \"open",
        "a: [1, 2",
        "a: *nobody",
        "\ta: b",
        "a: b\n---\nc: d\n",
        "&x {*x}\n- ",
        "a: b\n...\n@",
        "a: &a [*a]",
        "- a\nb: c",
        "a: \u{1}",
        "%",
        &"[".repeat(200),
        &format!("a: &a x\nb: [{}]\n", "*a, ".repeat(2_000)),
    ] {
        check(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn agrees_with_the_published_crate(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "a", "b: ", "c: ", "\n", "\n  ", "\n- ", "- ", "[", "]", "{", "}", ", ", ": ",
                "'", "\"", "#", " #", "&x ", "*x", "|", ">", "|\n", "~", "true", "7", "-1.5",
                "0x2a", "? ", "!x ", "...", "---\n", "%", "@", "`", "ж", "\t", " ", "\\", "<<: ",
            ]),
            0..24,
        )
    ) {
        check(&parts.concat());
    }
}

/// The published crate takes the value of `c` for `a`.
#[test]
fn a_name_given_again_means_the_last_value_that_has_it() {
    let text = "[&a 1, &b 2, &a 3, &c 4, *a]";
    let ours = serde_yaml::from_str::<Vec<u8>>(text);
    assert_eq!(ours.ok(), Some(vec![1, 2, 3, 4, 3]));
    let theirs = serde_yaml_published::from_str::<Vec<u8>>(text);
    assert_eq!(theirs.ok(), Some(vec![1, 2, 3, 4, 4]));
}
