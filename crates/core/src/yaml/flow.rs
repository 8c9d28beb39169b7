//! What stands on one line of YAML: words, texts in quotes, lists and maps in
//! brackets. More forgiving than YAML; only for front matter it refuses.

use crate::value::{DEEPEST, Value};

/// What was read from a text that begins with a bracket.
pub(super) struct Flow<'a> {
    pub(super) value: Value,
    /// Whether every bracket was closed.
    pub(super) closed: bool,
    /// What stands after it.
    pub(super) rest: &'a str,
}

/// Reads the list or map that `text` begins with.
pub(super) fn read(text: &str) -> Flow<'_> {
    let mut reader = Reader { rest: text };
    let mut closed = true;
    let value = reader.value(0, &mut closed);
    Flow {
        value,
        closed,
        rest: reader.rest.trim(),
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    /// The next letter that is no white space.
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    fn value(&mut self, depth: usize, closed: &mut bool) -> Value {
        match self.peek() {
            Some('[' | '{') if depth >= DEEPEST => {
                *closed = false;
                self.rest = "";
                Value::Null
            }
            Some('[') => {
                self.skip(1);
                let mut items = Vec::new();
                while self.goes_on(']', closed) {
                    items.push(self.value(depth + 1, closed));
                }
                Value::List(items)
            }
            Some('{') => {
                self.skip(1);
                let mut entries = Vec::new();
                while self.goes_on('}', closed) {
                    let key = self.word(true).as_text().unwrap_or_default();
                    let mut value = Value::Null;
                    if self.peek() == Some(':') {
                        self.skip(1);
                        value = self.value(depth + 1, closed);
                    }
                    entries.push((key, value));
                }
                Value::Map(entries)
            }
            _ => self.word(false),
        }
    }

    /// Whether another item comes before `end`, which is taken.
    fn goes_on(&mut self, end: char, closed: &mut bool) -> bool {
        loop {
            match self.peek() {
                Some(',') => self.skip(1),
                // A bracket that was never opened.
                Some(letter) if letter == end || matches!(letter, ']' | '}') => {
                    self.skip(1);
                    return false;
                }
                Some(_) => return true,
                None => {
                    *closed = false;
                    return false;
                }
            }
        }
    }

    /// A text in quotes or not, up to a comma or a bracket.
    fn word(&mut self, is_key: bool) -> Value {
        if let Some((text, rest)) = unquote(self.rest)
            && (rest.is_empty() || rest.starts_with([',', ']', '}', ':']))
        {
            self.rest = rest;
            return Value::Text(text);
        }
        let ends = |(at, letter): &(usize, char)| match letter {
            ',' | ']' | '}' => true,
            ':' => is_key && self.rest.get(at + 1..).is_some_and(ends_key),
            _ => false,
        };
        let end = self.rest.char_indices().find(ends);
        let end = end.map_or(self.rest.len(), |(at, _)| at);
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        plain(word.trim())
    }
}

fn ends_key(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t', '\n', '[', '{', '"', '\''])
}

/// A word without quotes as YAML types it.
pub(super) fn plain(text: &str) -> Value {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut parts = digits.split('.');
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if parts.clone().count() <= 2 && parts.all(is_digits) => Value::Number(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

/// The text in the quotes that `text` begins with, and what stands after
/// them. `None` where there are no quotes or they do not end.
pub(super) fn unquote(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut out = String::new();
    let mut rest = text.get(1..)?;
    loop {
        let letter = rest.chars().next()?;
        let after = rest.get(letter.len_utf8()..)?;
        match letter {
            '\'' if quote == '\'' && after.starts_with('\'') => {
                out.push('\'');
                rest = after.get(1..)?;
            }
            _ if letter == quote => return Some((out, after.trim_start())),
            '\\' if quote == '"' => rest = unescape(after, &mut out)?,
            _ => {
                out.push(letter);
                rest = after;
            }
        }
    }
}

/// What stands for `\` and the letters in `text`; gives what comes after.
fn unescape<'a>(text: &'a str, out: &mut String) -> Option<&'a str> {
    let letter = text.chars().next()?;
    let after = text.get(letter.len_utf8()..)?;
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let code = |text: &str| u32::from_str_radix(text.get(..digits)?, 16).ok();
    match letter {
        'n' => out.push('\n'),
        't' => out.push('\t'),
        'x' | 'u' | 'U' => {
            let Some(mut unit) = code(after) else {
                out.push('\\');
                return Some(text);
            };
            let mut rest = after.get(digits..)?;
            // JSON writes letters beyond U+FFFF as two halves.
            if let (0xD800..0xDC00, Some(low)) = (unit, rest.strip_prefix("\\u"))
                && let Some(half @ 0xDC00..0xE000) = code(low)
            {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (half - 0xDC00);
                rest = low.get(digits..)?;
            }
            out.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
            return Some(rest);
        }
        '"' | '\\' | '/' | ' ' => out.push(letter),
        other => {
            out.push('\\');
            out.push(other);
        }
    }
    Some(after)
}
