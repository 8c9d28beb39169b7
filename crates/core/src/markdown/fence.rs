//! What an author says of a code block behind its opening fence.

use crate::document::{Attribute, Class};

/// Words that ask for line numbers: ours, and those of other engines.
const NUMBERED: [&str; 3] = ["numbers", "linenos", "showLineNumbers"];

/// Reads an info string: `rust {3-5,8} numbers`.
pub(super) fn attributes(info: &str) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    attributes.extend(Class::language(info).map(Attribute::Class));
    if let Some(lines) = marked(info) {
        attributes.push(Attribute::MarkedLines(lines));
    }
    if info.split_whitespace().any(|word| NUMBERED.contains(&word)) {
        attributes.push(Attribute::NumberedLines);
    }
    attributes
}

/// The lines to mark: numbers and ranges in braces, without spaces.
fn marked(info: &str) -> Option<String> {
    let (_, rest) = info.split_once('{')?;
    let (lines, _) = rest.split_once('}')?;
    let lines: String = lines.chars().filter(|letter| *letter != ' ').collect();
    let plain = lines
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'-'));
    (plain && !lines.is_empty()).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_stands_behind_a_fence() {
        let language = |name: &str| Attribute::Class(Class::Language(name.into()));
        let lines = |lines: &str| Attribute::MarkedLines(lines.into());
        for (info, expected) in [
            ("", vec![]),
            ("rust", vec![language("rust")]),
            ("c++,ignore", vec![language("c++")]),
            ("rust {3-5, 8}", vec![language("rust"), lines("3-5,8")]),
            ("js{1}", vec![language("js"), lines("1")]),
            ("{2}", vec![lines("2")]),
            ("sh linenos", vec![language("sh"), Attribute::NumberedLines]),
            (
                "sh {2} numbers",
                vec![language("sh"), lines("2"), Attribute::NumberedLines],
            ),
            ("js {onclick=alert(1)}", vec![language("js")]),
            ("js {}", vec![language("js")]),
            ("\"><b>", vec![language("b")]),
        ] {
            assert_eq!(attributes(info), expected, "{info}");
        }
    }
}
