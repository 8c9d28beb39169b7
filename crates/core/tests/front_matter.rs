//! What holds for any front matter at all.

mod support;

use std::time::{Duration, Instant};

use inkfold_core::date::DateTime;
use inkfold_core::post::Post;
use proptest::prelude::*;
use support::file::{self, PIECES};

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn diagnostics_point_into_the_file(text in text()) {
        file::diagnostics_point_into(&text);
    }

    #[test]
    fn any_format_takes_any_text(text in text()) {
        file::any_format_takes(&text);
    }

    #[test]
    fn the_body_is_what_is_left_on_its_lines(text in text()) {
        file::body_is_on_its_line(&text);
    }

    #[test]
    fn any_date_is_in_the_calendar(text in "[-0-9/.:+@, TZWapm]{0,24}|\\PC{0,20}") {
        file::date_is_in_the_calendar(&text);
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
