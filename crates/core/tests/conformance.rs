//! The examples of the CommonMark and GitHub Flavored Markdown specs, through
//! our tree and serializer.
//!
//! Both sides are parsed by a browser's parser and compared as trees. Only
//! what a reader cannot see may differ: white space where HTML gives it no
//! meaning, how an address is written (a browser reads both to the same), and
//! what Inkfold adds on purpose: ids of headings, `rel`, `referrerpolicy`,
//! classes instead of `align` and of a caption's `title`. Examples that our
//! policy answers otherwise are listed, each with the reason, in
//! `specs/policy.txt`; one that is listed and identical fails as well.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::io::Write;

use inkfold_core::markdown;
use support::spec::{COMMONMARK, Example, GITHUB, examples, policy};
use support::{normalize, to_html};

fn check(spec: &str, text: &str, total: usize) {
    let examples = examples(text);
    assert_eq!(examples.len(), total);
    let mut policy = policy(spec);
    let listed = policy.len();
    let mut wrong = Vec::new();
    let mut identical = 0;
    for Example {
        number,
        markdown,
        html,
    } in examples
    {
        let ours = to_html(&markdown::read(&markdown));
        let same = normalize(&ours) == normalize(&html);
        identical += usize::from(same);
        match (same, policy.remove(&number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(_)) => wrong.push(format!("{number} is identical, yet in policy.txt")),
            (false, None) => wrong.push(format!(
                "{number}: {markdown:?}\n  spec: {}\n  ours: {}",
                normalize(&html),
                normalize(&ours)
            )),
        }
    }
    // Past the capture of tests that pass.
    let line = format!("{spec}: {identical} identical, {listed} by policy\n");
    std::io::stdout().write_all(line.as_bytes()).unwrap();
    assert!(
        wrong.is_empty(),
        "{}\n{} differ",
        wrong.join("\n"),
        wrong.len()
    );
    assert!(policy.is_empty(), "no such examples: {policy:?}");
}

#[test]
fn commonmark() {
    check("commonmark", COMMONMARK, 652);
}

#[test]
fn github() {
    check("gfm", GITHUB, 29);
}
