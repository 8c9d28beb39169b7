//! Hostile texts, wherever they stand.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::io::Write;

use inkfold_core::document::Document;
use inkfold_core::markdown;
use inkfold_core::post::Post;
use support::article::wrong;
use support::vectors;

/// Where a text stands in an article.
const PLACES: [&str; 22] = [
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

/// Where it stands in front matter.
const KEYS: [&str; 5] = [
    "title: @",
    "title: '@'\ntags: ['@', @]",
    "@: @\n@",
    "summary: |\n  @\nimage: '@'",
    "slug: '@'\nlang: '@'\nauthor: '@'\ndate: '@'\ncanonical: '@'",
];

fn check(vector: &str) {
    for place in PLACES {
        let body = place.replace('@', vector);
        if let Some(wrong) = wrong(&markdown::read(&body)) {
            panic!("{body}\n{wrong}");
        }
    }
    let line = vector.replace(['\r', '\n'], " ");
    for key in KEYS {
        let text = format!("---\n{}\n---\n\na", key.replace('@', &line));
        let post = Post::read("x.md", text.as_bytes());
        assert!(!post.slug.contains('/') && !post.slug.is_empty(), "{text}");
        let summary = post.summary("").into_iter().map(|node| (0, node));
        let summary = Document {
            blocks: summary.collect(),
            ..Document::default()
        };
        for document in [post.document(""), summary] {
            if let Some(wrong) = wrong(&document) {
                panic!("{text}\n{wrong}");
            }
        }
    }
}

#[test]
fn no_hostile_text_does_anything_wherever_it_stands() {
    let ours = vectors::ours();
    assert!(ours.len() > 150, "{}", ours.len());
    ours.iter().for_each(|vector| check(vector));
    let others = vectors::others();
    others.iter().for_each(|vector| check(vector));
    // Past the capture of tests that pass.
    let line = format!(
        "hostile texts: {} of ours, {} others\n",
        ours.len(),
        others.len()
    );
    std::io::stdout().write_all(line.as_bytes()).unwrap();
}
