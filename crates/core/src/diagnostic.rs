//! What is wrong with a file, where, and how bad it is.
//!
//! Only the vocabulary lives here; each stage says for itself what it noticed.

use std::fmt;

use crate::markdown::Repair;

/// A place in a file as an editor counts it: lines and columns from 1,
/// columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl Position {
    /// The place of byte `offset` of `text`, which starts at line `first_line`.
    pub fn of(text: &str, offset: usize, first_line: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: first_line + before.matches('\n').count(),
            column: before
                .get(line_start..)
                .map_or(0, |rest| rest.chars().count())
                + 1,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// How bad a problem is for the reader of the post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Something the author wrote is not shown as meant.
    Error,
    /// Inkfold understood it, another program may not.
    Warning,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Everything that can be wrong with the text of a post or of `site.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Bytes that are not UTF-8; they are shown as U+FFFD.
    #[error("the file is not UTF-8; save it as UTF-8 to show every letter")]
    NotUtf8,
    /// A picture or a program under the name of a post.
    #[error("this is not a text file")]
    NotText,
    /// `---` opens the front matter and nothing closes it.
    #[error("the front matter is not closed: a line `{fence}` is missing")]
    Unclosed {
        /// The line that opens it.
        fence: &'static str,
    },
    /// The YAML library's own words.
    #[error("{0}")]
    Yaml(String),
    /// What another module of the app found, as a sentence.
    #[error("{0}")]
    Said(String),
    /// A slip of the pen, as a sentence.
    #[error("{0}")]
    Slip(&'static str),
    /// A key that was set before; the first counts.
    #[error("`{key}` is set twice; the first counts")]
    Twice {
        /// The key.
        key: String,
    },
    /// More YAML than anybody needs.
    #[error("the settings are longer than {limit} bytes")]
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Brackets within brackets, or aliases, beyond what any post needs.
    #[error("there are too many nested brackets or aliases")]
    TooDeep,
    /// Front matter that is a list or a single word.
    #[error("expected `key: value` lines")]
    NotMapping,
    /// A character nobody sees, where it could make a name read as another.
    #[error("`{key}` has an invisible character, U+{letter:04X}; it is left out")]
    Hidden {
        /// The front matter key.
        key: String,
        /// The character's number.
        letter: u32,
    },
    /// An address whose scheme could run something, or that is none.
    #[error("`{key}: {value}` is not an address a post may name; it is left out")]
    BadAddress {
        /// The front matter key.
        key: String,
        /// What stands there.
        value: String,
    },
    /// A date that no rule reads.
    #[error("`{key}: {value}` is not a date; write it as 2022-11-16 10:00")]
    BadDate {
        /// The front matter key.
        key: String,
        /// What stands there.
        value: String,
    },
    /// A day past the end of its month, counted on into the next.
    #[error("`{key}: {value}` is past the end of the month; read as {read}")]
    RolledOver {
        /// The front matter key.
        key: String,
        /// What stands there.
        value: String,
        /// The date it was read as.
        read: String,
    },
    /// Slashes that cannot mean month first.
    #[error("`{key}: {value}` has the day first; with slashes the month comes first")]
    DayFirst {
        /// The front matter key.
        key: String,
        /// What stands there.
        value: String,
    },
    /// A time zone that only a tz database could make an offset of.
    #[error("`{key}: {value}` names a time zone; it is read in that of the blog, write +03:00")]
    NamedZone {
        /// The front matter key.
        key: String,
        /// What stands there.
        value: String,
    },
    /// A value of another kind than the key takes.
    #[error("`{key}` should be {expected}")]
    WrongKind {
        /// The front matter key.
        key: String,
        /// What the key takes, in words.
        expected: &'static str,
    },
    /// A key of `site.yaml` that means nothing.
    #[error("unknown key `{key}`")]
    UnknownKey {
        /// The key.
        key: String,
    },
    /// Something in the article was left out or mended.
    #[error("{0}")]
    Markdown(Repair),
}

/// One problem, where it is and how bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub level: Level,
    /// Where in the file, when that is known.
    pub position: Option<Position>,
    /// What is wrong.
    pub problem: Problem,
}

impl Diagnostic {
    /// Something is not shown as the author meant it.
    pub fn error(position: impl Into<Option<Position>>, problem: Problem) -> Self {
        Self {
            level: Level::Error,
            position: position.into(),
            problem,
        }
    }

    /// Something was understood, but should be mended.
    pub fn warning(position: impl Into<Option<Position>>, problem: Problem) -> Self {
        Self {
            level: Level::Warning,
            position: position.into(),
            problem,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            write!(f, "{position}: ")?;
        }
        write!(f, "{}: {}", self.level, self.problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let text = "один\nдва\n";
        assert_eq!(Position::of(text, 0, 1), Position { line: 1, column: 1 });
        let second = text.find("ва").unwrap();
        assert_eq!(
            Position::of(text, second, 1),
            Position { line: 2, column: 2 }
        );
        assert_eq!(Position::of(text, 999, 5).line, 7);
    }

    #[test]
    fn reads_as_file_tools_print_it() {
        let found = Diagnostic::error(Position { line: 2, column: 8 }, Problem::NotUtf8);
        assert!(found.to_string().starts_with("2:8: error: the file is not"));
    }
}
