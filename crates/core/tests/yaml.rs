//! The reading half of `serde_yaml` in `vendor/`, held against the published
//! crate: what one reads, the other reads alike; what one refuses, the other
//! refuses at the same place.

use inkfold_core::value::Value;
use proptest::prelude::*;

/// What a value says, whichever kind of scalar says it: a fraction is a text
/// here, with its tag if it has one, and a number there.
fn alike(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().zip(b).all(|((key, value), (name, other))| {
                    alike_texts(key, name) && alike(value, other)
                })
        }
        (Value::Text(ours), Value::Number(theirs)) => alike_texts(ours, theirs),
        (ours, theirs) => ours == theirs,
    }
}

fn alike_texts(ours: &str, theirs: &str) -> bool {
    let ours = match ours.split_once(' ') {
        Some((tag, rest)) if tag.starts_with('!') && !theirs.starts_with('!') => rest,
        _ => ours,
    };
    let number = |text: &str| text.trim_start_matches('+').parse::<f64>();
    let not_finite = ours.trim_start_matches(['+', '-']).starts_with('.');
    ours == theirs
        || not_finite
        || matches!((number(ours), number(theirs)), (Ok(a), Ok(b))
            if (a - b).abs() <= 1e-6 || a.abs().max(b.abs()) > 1e12)
}

fn check(text: &str) {
    let ours = serde_yaml::from_str::<Value>(text);
    let theirs = serde_yaml_published::from_str::<Value>(text);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert!(alike(&ours, &theirs), "{text:?}\n{ours:?}\n{theirs:?}");
        }
        (Err(ours), Err(theirs)) => {
            let place = ours.location().map(|at| (at.line(), at.column()));
            let other = theirs.location().map(|at| (at.line(), at.column()));
            assert_eq!(place, other, "{text:?}\n{ours}\n{theirs}");
            assert_eq!(ours.to_string(), theirs.to_string(), "{text:?}");
        }
        (ours, theirs) => {
            assert_eq!(
                ours.is_ok(),
                theirs.is_ok(),
                "{text:?}\n{ours:?}\n{theirs:?}"
            );
        }
    }
}

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
