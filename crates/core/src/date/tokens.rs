//! The pieces that dates are written with.

use crate::slug;

/// A run of letters of one kind, or a single mark.
pub(super) enum Token<'a> {
    /// Digits, as written.
    Number(&'a str),
    /// Letters, in lower case.
    Word(String),
    /// Anything else.
    Mark(char),
    /// White space, however much.
    Space,
}

use Token::{Mark, Number, Space, Word};

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let class = |letter: char| match letter {
            '0'..='9' => 0,
            _ if letter.is_alphabetic() => 1,
            _ if letter.is_whitespace() => 2,
            _ => 3,
        };
        let kind = class(first);
        let length = match kind {
            3 => first.len_utf8(),
            _ => rest.find(|l| class(l) != kind).unwrap_or(rest.len()),
        };
        let (part, after) = rest.split_at(length);
        tokens.push(match kind {
            0 => Number(part),
            1 => Word(slug::lower(part)),
            2 => Space,
            _ => Mark(first),
        });
        rest = after;
    }
    tokens
}
