//! TOML text to plain values.
//!
//! A reader for front matter: all kinds of strings, numbers, booleans, dates,
//! arrays, tables. It keeps every key it can read, and takes what TOML
//! refuses (words without quotes, a line break in an inline table) as it is
//! meant. Numbers and dates stay as they are written.

use crate::diagnostic::{Diagnostic, Position, Problem};
use crate::value::{DEEPEST, Value};

/// Reads the tables of `text`, whose first line is line `first_line` of its
/// file, and says what was wrong with it.
pub fn read(text: &str, first_line: usize) -> (Value, Vec<Diagnostic>) {
    let mut reader = Reader {
        text,
        at: 0,
        first_line,
        found: Vec::new(),
        went_back: false,
    };
    let mut root = Vec::new();
    reader.read(&mut root);
    (Value::Map(root), reader.found)
}

type Entries = Vec<(String, Value)>;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    first_line: usize,
    found: Vec<Diagnostic>,
    /// Whether it has gone back to the first line of a table without an end.
    went_back: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self, root: &mut Entries) {
        let mut table: Vec<String> = Vec::new();
        loop {
            self.skip_blank();
            if self.rest().is_empty() {
                return;
            }
            if self.take("[") {
                let is_list = self.take("[");
                table = self.keys();
                let closed = self.take(if is_list { "]]" } else { "]" });
                if !closed || table.is_empty() {
                    self.slip("expected `[table]`");
                    self.skip_line();
                } else if is_list {
                    append_table(root, &table);
                }
                continue;
            }
            let start = self.at;
            let mut path = table.clone();
            path.extend(self.keys());
            if path.len() == table.len() || !self.take("=") {
                self.at = start;
                self.slip("expected `key = value`");
                self.skip_line();
                continue;
            }
            match self.value(0) {
                Some(value) => {
                    if !insert(root, &path, value) {
                        let key = path.pop().unwrap_or_default();
                        self.warn(start, Problem::Twice { key });
                    }
                }
                None => self.slip("a value is missing"),
            }
            self.skip_spaces();
            // An array that is not closed may have ended before this line.
            let before = self.text.get(..self.at).unwrap_or_default();
            let is_new_line = before.trim_end_matches([' ', '\t']).ends_with('\n');
            if !is_new_line && !self.rest().is_empty() && !self.rest().starts_with(['\n', '#']) {
                self.slip("what stands after the value is left out");
                self.skip_line();
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes `mark`, after spaces.
    fn take(&mut self, mark: &str) -> bool {
        self.skip_spaces();
        let there = self.rest().starts_with(mark);
        if there {
            self.at += mark.len();
        }
        there
    }

    /// Takes everything before the first of `ends`, or before the end.
    fn take_until(&mut self, ends: &[char]) -> &'a str {
        let rest = self.rest();
        let taken = rest.get(..rest.find(ends).unwrap_or(rest.len()));
        let taken = taken.unwrap_or_default();
        self.at += taken.len();
        taken
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    fn skip_line(&mut self) {
        self.take_until(&['\n']);
    }

    /// Skips white space, line breaks and comments.
    fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if !self.rest().starts_with('#') {
                return;
            }
            self.skip_line();
        }
    }

    fn slip(&mut self, sentence: &'static str) {
        self.warn(self.at, Problem::Slip(sentence));
    }

    fn warn(&mut self, at: usize, problem: Problem) {
        let position = Position::of(self.text, at, self.first_line);
        self.found.push(Diagnostic::warning(position, problem));
    }

    /// A key, or several with dots between.
    fn keys(&mut self) -> Vec<String> {
        let mut keys = Vec::new();
        loop {
            self.skip_spaces();
            let key = match self.rest().chars().next() {
                Some('"' | '\'') => self.string().unwrap_or_default(),
                _ => {
                    let key = self.take_until(&['.', '=', ']', '[', '\n', '#', '"', '\'']);
                    key.trim_end().to_owned()
                }
            };
            if key.is_empty() {
                return keys;
            }
            keys.push(key);
            if keys.len() == DEEPEST || !self.take(".") {
                return keys;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip_spaces();
        match self.rest().chars().next()? {
            '"' | '\'' => self.string().map(Value::Text),
            '[' | '{' if depth >= DEEPEST => {
                self.warn(self.at, Problem::TooDeep);
                self.at = self.text.len();
                None
            }
            '[' => Some(self.array(depth)),
            '{' => Some(self.inline_table(depth)),
            _ => self.bare(depth > 0),
        }
    }

    fn array(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_blank();
            if self.take("]") {
                break;
            }
            if self.take(",") {
                continue;
            }
            // A line with `=` outside of a string is the next key.
            match self.value(depth + 1) {
                Some(item) => items.push(item),
                None => {
                    self.slip("the bracket `[` is not closed");
                    break;
                }
            }
        }
        Value::List(items)
    }

    fn inline_table(&mut self, depth: usize) -> Value {
        let start = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        // Where its first line ends, and what there was by then.
        let mut first_line = None;
        loop {
            self.skip_spaces();
            if first_line.is_none() && self.rest().starts_with(['\n', '#']) {
                first_line = Some((self.at, entries.len(), self.found.len()));
            }
            self.skip_blank();
            if self.take("}") {
                break;
            }
            if self.take(",") {
                continue;
            }
            let path = self.keys();
            let read = !path.is_empty() && self.take("=");
            if let Some(value) = read.then(|| self.value(depth + 1)).flatten() {
                insert(&mut entries, &path, value);
                continue;
            }
            // What stands below it are keys of their own. Only once, since it
            // is read again.
            if let Some((end, count, found)) = first_line.filter(|_| depth == 0 && !self.went_back)
            {
                self.went_back = true;
                self.at = end;
                entries.truncate(count);
                self.found.truncate(found);
            }
            self.warn(start, Problem::Slip("the bracket `{` is not closed"));
            break;
        }
        Value::Map(entries)
    }

    /// A number, a date, `true`, `false`; or words that lack their quotes.
    fn bare(&mut self, nested: bool) -> Option<Value> {
        let start = self.at;
        let ends: &[char] = match nested {
            true => &[',', ']', '}', '\n', '#', '='],
            false => &['\n', '#'],
        };
        // As it may stand in a table that is not closed.
        let word = self.take_until(ends).trim_end().trim_end_matches(',');
        if word.is_empty() || (nested && self.rest().starts_with('=')) {
            self.at = start;
            return None;
        }
        let digits = word.trim_start_matches(['+', '-']);
        let is_number = digits.starts_with(|letter: char| letter.is_ascii_digit())
            && digits
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_'));
        Some(match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ if is_number => Value::Number(word.replace('_', "")),
            _ => {
                if !word.starts_with(|letter: char| letter.is_ascii_digit()) {
                    self.warn(start, Problem::Slip("a text needs quotes"));
                }
                Value::Text(word.to_owned())
            }
        })
    }

    /// A string of any of the four kinds.
    fn string(&mut self) -> Option<String> {
        let start = self.at;
        let rest = self.rest();
        let (quote, plain) = match rest.chars().next()? {
            '"' => ("\"\"\"", false),
            _ => ("'''", true),
        };
        let (long, quote) = match rest.starts_with(quote) {
            true => (true, quote),
            false => (false, quote.get(..1)?),
        };
        self.at += quote.len();
        if long && self.rest().starts_with('\n') {
            self.at += 1;
        }
        let mut out = String::new();
        loop {
            let rest = self.rest();
            if let Some(after) = rest.strip_prefix(quote) {
                // Quotes of a long string may stand right before its end.
                let more = after.starts_with(quote.get(..1)?) && long;
                self.at += if more { 1 } else { quote.len() };
                if !more {
                    return Some(out);
                }
                out.push_str(quote.get(..1)?);
                continue;
            }
            let letter = rest.chars().next();
            match letter {
                Some('\n') if !long => break,
                None => break,
                Some('\\') if !plain => self.escape(&mut out),
                Some(letter) => {
                    self.at += letter.len_utf8();
                    out.push(letter);
                }
            }
        }
        self.warn(start, Problem::Slip("the quotes are not closed"));
        Some(out)
    }

    /// What a backslash and the letters after it stand for.
    fn escape(&mut self, out: &mut String) {
        self.at += 1;
        let rest = self.rest();
        let Some(letter) = rest.chars().next() else {
            return;
        };
        let length = match letter {
            'u' => 5,
            'U' => 9,
            _ => letter.len_utf8(),
        };
        let code = rest.get(1..length).filter(|code| !code.is_empty());
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match letter {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' | 'b' | 'f' => out.push(' '),
            // At the end of a line, it takes the line break away.
            '\n' => {
                let kept = rest.trim_start();
                self.at += rest.len() - kept.len();
                return;
            }
            'u' | 'U' => match code.and_then(char::from_u32) {
                Some(letter) => out.push(letter),
                None => {
                    out.push('\\');
                    return;
                }
            },
            '"' | '\\' => out.push(letter),
            other => {
                out.push('\\');
                out.push(other);
            }
        }
        self.at += length;
    }
}

/// Sets the value at `path`, making the tables on the way; `false` if there is
/// one.
fn insert(entries: &mut Entries, path: &[String], value: Value) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return false;
    };
    let place = entries.iter().position(|(key, _)| key == first);
    if rest.is_empty() {
        if place.is_none() {
            entries.push((first.clone(), value));
        }
        return place.is_none();
    }
    match table(entries, first) {
        Some(inner) => insert(inner, rest, value),
        None => false,
    }
}

/// The table at `key`, made where there is none; of a list, the last.
fn table<'a>(entries: &'a mut Entries, key: &str) -> Option<&'a mut Entries> {
    if !entries.iter().any(|(name, _)| name == key) {
        entries.push((key.to_owned(), Value::Map(Vec::new())));
    }
    let (_, value) = entries.iter_mut().find(|(name, _)| name == key)?;
    match value {
        Value::Map(inner) => Some(inner),
        Value::List(items) => match items.last_mut()? {
            Value::Map(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// `[[path]]`: one more table in a list of them.
fn append_table(entries: &mut Entries, path: &[String]) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    if !rest.is_empty() {
        if let Some(inner) = table(entries, first) {
            append_table(inner, rest);
        }
        return;
    }
    let empty = Value::Map(Vec::new());
    match entries.iter_mut().find(|(name, _)| name == first) {
        Some((_, Value::List(items))) => items.push(empty),
        Some(_) => {}
        None => entries.push((first.clone(), Value::List(vec![empty]))),
    }
}

#[cfg(test)]
mod tests;
