//! Hostile texts, wherever they stand.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use inkfold_core::markdown;
use support::article::wrong;

#[test]
fn no_hostile_text_does_anything_wherever_it_stands() {
    let vectors: Vec<&str> = include_str!("specs/xss.txt")
        .split("====\n")
        .skip(1)
        .collect();
    assert!(vectors.len() > 150, "{}", vectors.len());
    let places = [
        "@",
        "a @ b",
        "a\n\n@\n\nb",
        "# @",
        "> @",
        "- @",
        "| @ |\n|---|\n| @ |",
        "[@](x)",
        "[x](<@>)",
        "[x](x \"@\")",
        "![@](x)",
        "[x]\n\n[x]: @",
        "[[@|@]]",
        "```@\n@\n```",
        "a[^1]\n\n[^1]: @",
        "<div title=\"@\">@</div>",
        "<a href='@'>@</a>",
        "<table>@<td>@</table>",
        "<svg>@</svg>@",
        "*@* **@** ~~@~~ `@`",
        "term @\n: @",
        "> [!TIP]\n> @",
    ];
    for vector in vectors {
        for place in places {
            let body = place.replace('@', vector.trim_end_matches('\n'));
            if let Some(wrong) = wrong(&markdown::read(&body)) {
                panic!("{body}\n{wrong}");
            }
        }
    }
}
