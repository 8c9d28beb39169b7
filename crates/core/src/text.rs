//! Bytes of a file to text: byte order marks, encodings, line ends.
//!
//! Knows nothing of posts; what the text means is for [`crate::split`].

use crate::diagnostic::{Diagnostic, Position, Problem};
use crate::mark::{has, replace};

/// How far into a file a zero byte betrays that it is not text.
const BINARY_PROBE: usize = 8 * 1024;

/// The text of a file, with `\n` line ends and no byte order mark, and what
/// was wrong with its bytes. UTF-8 and UTF-16 with a mark are read; any other
/// bytes become U+FFFD, and what is not text at all becomes empty.
pub fn decode(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let (text, problems) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => decode_utf8(rest),
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        _ => decode_utf8(bytes),
    };
    (with_plain_line_ends(text), problems)
}

/// Whether the bytes of a file are no text: it has a zero near its beginning,
/// and no mark of UTF-16.
pub fn is_binary(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BINARY_PROBE).unwrap_or(bytes);
    !matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) && beginning.contains(&0)
}

fn decode_utf8(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    if is_binary(bytes) {
        return (
            String::new(),
            vec![Diagnostic::error(None, Problem::NotText)],
        );
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Vec::new()),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let position = Position::of(&text, error.valid_up_to(), 1);
            (text, vec![Diagnostic::error(position, Problem::NotUtf8)])
        }
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Vec<Diagnostic>) {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        _ => 0xFFFD,
    });
    let text = char::decode_utf16(units)
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    (text, Vec::new())
}

fn with_plain_line_ends(text: String) -> String {
    if has(&text, '\r') {
        replace(&text, "\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_marks_and_line_ends() {
        for (bytes, expected) in [
            (&b"plain"[..], "plain"),
            (b"\xEF\xBB\xBFmarked", "marked"),
            (b"\xFF\xFE\x16\x04", "Ж"),
            (b"\xFE\xFF\x04\x16", "Ж"),
            (b"a\r\nb\rc\n", "a\nb\nc\n"),
            (b"", ""),
        ] {
            assert_eq!(decode(bytes), (expected.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn keeps_what_it_can_of_other_encodings() {
        let (text, found) = decode(b"one\ntw\xEE o");
        assert_eq!(text, "one\ntw\u{FFFD} o");
        assert_eq!(
            found,
            [Diagnostic::error(
                Position { line: 2, column: 3 },
                Problem::NotUtf8
            )]
        );
    }

    #[test]
    fn refuses_a_picture() {
        let (text, found) = decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        assert_eq!(text, "");
        assert_eq!(found, [Diagnostic::error(None, Problem::NotText)]);
    }
}
