//! Markdown for what other engines' tags say, so that it is read as that and
//! as nothing else.

use crate::mark::replace;

/// Words in which no sign does anything.
pub(super) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        if letter.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Words as HTML has them, be it in quotation marks.
pub(super) fn html(words: &str) -> String {
    let words = replace(words, "&", "&amp;");
    let words = replace(&words, "<", "&lt;");
    let words = replace(&words, "\"", "&quot;");
    replace(&words, "'", "&#39;")
}

/// An address that can stand in brackets and in quotation marks.
pub(super) fn address(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    for letter in written.chars() {
        match letter {
            ' ' | '"' | '\'' | '(' | ')' | '<' | '>' | '\\' | '`' | '*' | '\t' | '\n' | '\r' => {
                // All of them are ASCII: one byte each.
                out.push('%');
                for digit in [u32::from(letter) / 16, u32::from(letter) % 16] {
                    out.extend(char::from_digit(digit, 16).map(|c| c.to_ascii_uppercase()));
                }
            }
            _ => out.push(letter),
        }
    }
    out
}

/// A fence that nothing in `code` ends.
pub(super) fn fence(code: &str, least: usize) -> String {
    let (mut longest, mut run) = (0, 0);
    for byte in code.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat((longest + 1).max(least))
}
