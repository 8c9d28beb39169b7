//! The examples of the CommonMark and GitHub Flavored Markdown specs. The
//! browser tests at the root read them as well.

use std::collections::BTreeMap;

/// CommonMark 0.31.2.
pub const COMMONMARK: &str = include_str!("../specs/commonmark-0.31.2.txt");
/// GitHub's extensions to it.
pub const GITHUB: &str = include_str!("../specs/gfm-extensions.txt");

/// An example of a spec.
pub struct Example {
    /// Its number in the spec.
    pub number: u32,
    /// What an author writes.
    pub markdown: String,
    /// What the spec makes of it.
    pub html: String,
}

/// The examples in the text of a spec.
pub fn examples(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(title) = line.strip_prefix(&format!("{fence} ")) else {
            continue;
        };
        let number = title.split(' ').next().unwrap().parse().unwrap();
        let mut part = |end: &str| {
            let lines = lines.by_ref().take_while(|line| *line != end);
            lines
                .map(|line| line.replace('→', "\t") + "\n")
                .collect::<String>()
        };
        found.push(Example {
            number,
            markdown: part("."),
            html: part(&fence),
        });
    }
    found
}

/// Why Inkfold answers otherwise, by the number of the example.
pub fn policy(spec: &str) -> BTreeMap<u32, String> {
    let text = include_str!("../specs/policy.txt");
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix(spec)?.strip_prefix(' '));
    lines
        .map(|line| {
            let (number, reason) = line.split_once(": ").unwrap();
            (number.parse().unwrap(), reason.to_owned())
        })
        .collect()
}
