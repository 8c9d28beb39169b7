//! Texts that ask for much get an article of a size that can be drawn.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use inkfold_core::markdown::{self, Reading};
use support::article::{size, text_of};
use support::pathological::GENERATORS;
use support::to_html;

#[test]
fn work_grows_with_the_text_and_no_faster() {
    let (small, large) = (1_000, 4_000);
    for (name, text) in GENERATORS {
        let reading = Reading {
            language: "en",
            smart_punctuation: true,
            math: true,
        };
        let [short, long] = [text(small), text(large)].map(|body| {
            let document = markdown::read_as(&body, &reading);
            let (depth, nodes) = size(&document);
            assert!(depth <= 64, "{name}: {depth} deep");
            let html = to_html(&document).len();
            (nodes + html) as f64
        });
        // A document of a constant size is fine as well.
        let grows = (long + 500.0) / (short + 500.0);
        let most = 1.5 * large as f64 / small as f64;
        assert!(grows <= most, "{name}: the document grew {grows} times");
    }
}

#[test]
fn limits_hold_and_the_text_stays() {
    let cells = 400;
    let table = format!(
        "{}|\n{}|\n{}end",
        "|a".repeat(cells),
        "|-".repeat(cells),
        "|b\n".repeat(2_000)
    );
    let notes: String = (0..3_000)
        .map(|at| format!("w[^{at}]\n\n[^{at}]: n\n\n"))
        .collect();
    let many = "*a* ".repeat(150_000) + "\n\nend";
    let words = "a^b^ ".repeat(300_000) + "\n\nend";
    let html = "<b>a</b> ".repeat(150_000) + "\n\nend";
    let long = "word ".repeat(500_000) + "\n\n*end*";
    for (name, body, most) in [
        ("cells", table, 110_000),
        ("footnotes", notes + "end", 30_000),
        ("nodes", many, 210_000),
        ("html", html, 210_000),
        ("words", words, 210_000),
        ("bytes", long, 100),
    ] {
        let document = markdown::read(&body);
        let (depth, nodes) = size(&document);
        assert!(
            depth <= 64 && nodes <= most,
            "{name}: {depth} deep, {nodes} nodes"
        );
        assert!(text_of(&document).contains("end"), "{name}");
        let notes = document.diagnostics(&body, 1);
        let said = |text: &str| notes.iter().any(|note| note.to_string().contains(text));
        assert!(said("more than"), "{name}: {notes:?}");
    }
    let deep = format!("{} word", ">".repeat(50_000));
    let document = markdown::read(&deep);
    assert!(text_of(&document).contains("word") && size(&document).0 <= 64);
    assert!(
        document.diagnostics(&deep, 1)[0]
            .to_string()
            .contains("too deep")
    );
}
