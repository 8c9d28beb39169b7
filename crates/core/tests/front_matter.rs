//! What holds for any front matter at all.

use std::time::{Duration, Instant};

use inkfold_core::date::{DateTime, Utc};
use inkfold_core::front_matter::FrontMatter;
use inkfold_core::post::Post;
use inkfold_core::split::{self, Format};
use proptest::prelude::*;

/// Pieces that mean something to one of the languages or to dates.
const PIECES: [&str; 36] = [
    "---\n",
    "+++\n",
    "...\n",
    "{\"",
    "\"}",
    "title",
    "date",
    "tags",
    "taxonomy",
    ": ",
    " = ",
    ":",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "'''",
    "\"\"\"",
    "#",
    " #",
    "&a ",
    "*a",
    "@x",
    "|\n",
    ">-\n",
    "31-02-2022",
    "10:00 pm",
    "\\u00e9",
    "&#8220;",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn lines(text: &str) -> usize {
    text.matches('\n').count() + 1
}

proptest! {
    #[test]
    fn diagnostics_point_into_the_file(text in text()) {
        for found in &Post::read("x.md", text.as_bytes()).diagnostics {
            if let Some(at) = found.position {
                let line = text.split('\n').nth(at.line.saturating_sub(1));
                let length = line.map(|line| line.chars().count());
                prop_assert!(at.line >= 1 && at.column >= 1, "{found}");
                prop_assert!(length.is_some_and(|length| at.column <= length + 1), "{found} in {text:?}");
            }
        }
    }

    #[test]
    fn any_format_takes_any_text(text in text()) {
        for format in [Format::Yaml, Format::Toml, Format::Json] {
            let (front_matter, found) = FrontMatter::read(format, &text, 2);
            for tag in &front_matter.tags {
                prop_assert!(!tag.trim().is_empty());
            }
            for found in found {
                let line = found.position.map_or(2, |at| at.line);
                prop_assert!((2..2 + lines(&text)).contains(&line), "{found}");
            }
        }
    }

    #[test]
    fn the_body_is_what_is_left_on_its_lines(text in text()) {
        let parts = split::split(&text);
        let before: usize = text.split_inclusive('\n').take(parts.body_line - 1).map(str::len).sum();
        prop_assert_eq!(&text[before..], parts.body);
        if let Some((_, front_matter)) = parts.front_matter {
            let before: usize = text
                .split_inclusive('\n')
                .take(parts.front_matter_line - 1)
                .map(str::len)
                .sum();
            prop_assert!(text[before..].starts_with(front_matter));
        } else {
            prop_assert_eq!(parts.body, text.as_str());
        }
    }

    #[test]
    fn any_date_is_in_the_calendar(text in "[-0-9/.:+@, TZWapm]{0,24}|\\PC{0,20}") {
        if let Some(date) = DateTime::parse(&text) {
            prop_assert!((1..=12).contains(&date.month) && (1..=31).contains(&date.day));
            if let Some((hour, minute, second)) = date.time {
                prop_assert!(hour < 24 && minute < 60 && second < 60);
            }
            date.instant(&Utc);
            prop_assert!(!date.to_string().is_empty());
        }
    }

    #[test]
    fn what_is_written_as_iso_8601_reads_as_itself(
        seconds in -62_000_000_000_i64..200_000_000_000,
        offset in -900_i32..900,
    ) {
        let date = DateTime::parse(&format!("@{seconds}"));
        let date = date.map(|date| DateTime { offset: Some(offset), ..date });
        if let Some(date) = date.filter(|date| (1..=9999).contains(&date.year)) {
            prop_assert_eq!(DateTime::parse(&date.to_string()), Some(date));
        }
    }
}

#[test]
fn hostile_front_matter_takes_no_time() {
    let started = Instant::now();
    for piece in PIECES {
        for fence in ["---\n", "+++\n", "{\"a\": "] {
            for key in ["", "a: ", "a = "] {
                let text = format!("{fence}{}\n{fence}", format!("{key}{piece}").repeat(3_000));
                Post::read("x.md", text.as_bytes());
            }
        }
    }
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}
