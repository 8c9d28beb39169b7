//! What holds for the front matter of any file.

use inkfold_core::date::{DateTime, Utc};
use inkfold_core::front_matter::FrontMatter;
use inkfold_core::post::Post;
use inkfold_core::split::{self, Format};

/// Pieces that mean something to one of the languages or to dates.
pub const PIECES: [&str; 36] = [
    "---\n",
    "+++\n",
    "...\n",
    "{\"",
    "\"}",
    "title",
    "date",
    "tags",
    "taxonomy",
    ": ",
    " = ",
    ":",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "'''",
    "\"\"\"",
    "#",
    " #",
    "&a ",
    "*a",
    "@x",
    "|\n",
    ">-\n",
    "31-02-2022",
    "10:00 pm",
    "\\u00e9",
    "&#8220;",
];

/// Whatever is wrong is on a line and in a column that the file has.
pub fn diagnostics_point_into(text: &str) {
    for found in &Post::read("x.md", text.as_bytes()).diagnostics {
        if let Some(at) = found.position {
            let line = text.split('\n').nth(at.line.saturating_sub(1));
            let length = line.map(|line| line.chars().count());
            assert!(at.line >= 1 && at.column >= 1, "{found}");
            let inside = length.is_some_and(|length| at.column <= length + 1);
            assert!(inside, "{found} in {text:?}");
        }
    }
}

/// Each language of front matter makes something of `text`, and says what is
/// wrong on lines of it.
pub fn any_format_takes(text: &str) {
    let lines = text.matches('\n').count() + 1;
    for format in [Format::Yaml, Format::Toml, Format::Json] {
        let (front_matter, found) = FrontMatter::read(format, text, 2);
        for tag in &front_matter.tags {
            assert!(!tag.trim().is_empty());
        }
        for found in found {
            let line = found.position.map_or(2, |at| at.line);
            assert!((2..2 + lines).contains(&line), "{found} in {text:?}");
        }
    }
}

/// The parts of a file stand on the lines they are said to.
pub fn body_is_on_its_line(text: &str) {
    let parts = split::split(text);
    let before = |line: usize| -> usize {
        let lines = text.split_inclusive('\n').take(line - 1);
        lines.map(str::len).sum()
    };
    assert_eq!(&text[before(parts.body_line)..], parts.body);
    if let Some((_, front_matter)) = parts.front_matter {
        let rest = &text[before(parts.front_matter_line)..];
        assert!(rest.starts_with(front_matter), "{text:?}");
    } else {
        assert_eq!(parts.body, text);
    }
}

/// What reads as a date is one.
pub fn date_is_in_the_calendar(text: &str) {
    let Some(date) = DateTime::parse(text) else {
        return;
    };
    assert!((1..=12).contains(&date.month) && (1..=31).contains(&date.day));
    if let Some((hour, minute, second)) = date.time {
        assert!(hour < 24 && minute < 60 && second < 60, "{text:?}");
    }
    date.instant(&Utc);
    assert!(!date.to_string().is_empty());
}

/// The text that `bytes` stand for: those of ASCII for themselves, the others
/// for a piece each, and the last of them for letters outside ASCII.
pub fn spelled(bytes: &[u8]) -> String {
    let mut out = String::new();
    for &byte in bytes {
        let piece = usize::from(byte).checked_sub(0x80);
        match piece.and_then(|piece| PIECES.get(piece)) {
            Some(piece) => out.push_str(piece),
            None => out.push(char::from(byte)),
        }
    }
    out
}
