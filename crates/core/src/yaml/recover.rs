//! Front matter that is not YAML, read line by line as its author meant it.
//!
//! Keeps every key it can, and says for each line what a YAML parser would
//! not take. As forgiving as the parser that Grav falls back on, and then
//! some; what it makes of a mistake is the same wherever Grav has an answer.

use crate::diagnostic::{Diagnostic, Position, Problem};
use crate::mark::{has, part};
use crate::value::{DEEPEST, Value};

use super::flow;

/// How many lines a text in quotes, or a list in brackets, may go over.
const MOST_LINES: usize = 400;

/// Reads `text`, whose first line is line `first_line` of its file.
pub(super) fn read(text: &str, first_line: usize) -> (Value, Vec<Diagnostic>) {
    if text.trim_start().starts_with('{') {
        return (flow::read(text).value, Vec::new());
    }
    let lines = text.lines().enumerate().map(|(index, raw)| {
        let raw = raw.trim_end();
        Line {
            number: first_line + index,
            indent: indent(raw),
            raw,
            text: raw.trim_start(),
        }
    });
    let mut reader = Reader {
        lines: lines.collect(),
        next: 0,
        found: Vec::new(),
    };
    let value = match reader.peek() {
        Some(line) if !line.is_item() => reader.map(0, 0),
        _ => Value::Map(Vec::new()),
    };
    (value, reader.found)
}

/// How far a line stands in; a tab counts for four spaces, as in Grav.
fn indent(line: &str) -> usize {
    let mut width = 0;
    for letter in line.chars() {
        match letter {
            '\t' => width += 4,
            _ if letter.is_whitespace() => width += 1,
            _ => break,
        }
    }
    width
}

#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    indent: usize,
    /// Without white space at its end.
    raw: &'a str,
    /// What is left of it to be read: an end of `raw`.
    text: &'a str,
}

impl<'a> Line<'a> {
    fn is_blank(&self) -> bool {
        self.text.is_empty() || self.text.starts_with('#')
    }

    fn is_item(&self) -> bool {
        self.text == "-" || self.text.starts_with("- ") || self.text.starts_with("-\t")
    }

    fn is_key(&self) -> bool {
        split_key(self.text).is_some()
    }

    /// The line from `text` on, which is an end of it.
    fn from(self, text: &'a str) -> Self {
        Self { text, ..self }
    }

    fn position(&self) -> Position {
        let before = self.raw.len().saturating_sub(self.text.len());
        Position {
            line: self.number,
            column: self.raw.get(..before).unwrap_or_default().chars().count() + 1,
        }
    }
}

struct Reader<'a> {
    lines: Vec<Line<'a>>,
    next: usize,
    found: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// The next line that says something.
    fn peek(&mut self) -> Option<Line<'a>> {
        loop {
            let line = *self.lines.get(self.next)?;
            if !line.is_blank() {
                return Some(line);
            }
            self.next += 1;
        }
    }

    fn slip(&mut self, line: Line<'_>, sentence: &'static str) {
        let problem = Problem::Slip(sentence);
        self.found
            .push(Diagnostic::warning(line.position(), problem));
    }

    fn mind_tabs(&mut self, line: Line<'_>) {
        let length = line.raw.len() - line.raw.trim_start().len();
        if line
            .raw
            .get(..length)
            .is_some_and(|before| has(before, '\t'))
        {
            self.slip(line, "a tab stands where YAML wants spaces");
        }
    }

    fn leave_out(&mut self, line: Line<'_>) {
        let problem = Problem::Slip("this line is left out: expected `key: value`");
        self.found.push(Diagnostic::error(line.position(), problem));
        self.next += 1;
    }

    /// The keys that stand in as far as `indent`, or further.
    fn map(&mut self, indent: usize, depth: usize) -> Value {
        let mut entries: Vec<(String, Value)> = Vec::new();
        while let Some(line) = self.peek() {
            if line.indent < indent {
                break;
            }
            let Some((key, rest)) = self.key(line) else {
                self.leave_out(line);
                continue;
            };
            if line.indent > indent && !entries.is_empty() {
                self.slip(line, "this key does not stand below the one above it");
            }
            self.mind_tabs(line);
            self.next += 1;
            let value = self.value(line.from(rest), line.indent, depth);
            if entries.iter().any(|(known, _)| *known == key) {
                let problem = Problem::Twice { key };
                self.found
                    .push(Diagnostic::warning(line.position(), problem));
            } else {
                entries.push((key, value));
            }
        }
        Value::Map(entries)
    }

    /// The key a line begins with, and what stands after it.
    fn key(&mut self, line: Line<'a>) -> Option<(String, &'a str)> {
        if let Some((key, rest)) = split_key(line.text) {
            return Some((key.to_owned(), rest));
        }
        let (key, rest) = line.text.split_once(':')?;
        let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
        if key.is_empty() || !key.chars().all(plain) || rest.starts_with("//") {
            return None;
        }
        self.slip(line.from(rest), "a space is missing after the colon");
        Some((key.to_owned(), rest))
    }

    fn list(&mut self, indent: usize, depth: usize) -> Value {
        let mut items = Vec::new();
        while let Some(line) = self.peek() {
            if line.indent < indent || !line.is_item() {
                break;
            }
            self.mind_tabs(line);
            let content = line.text.get(1..).unwrap_or_default().trim_start();
            let inner = line.from(content);
            if inner.is_key() && depth < DEEPEST {
                // The keys of an item stand below its first.
                let shifted = Line {
                    indent: line.indent + (line.text.len() - content.len()),
                    ..inner
                };
                if let Some(place) = self.lines.get_mut(self.next) {
                    *place = shifted;
                }
                items.push(self.map(shifted.indent, depth + 1));
            } else {
                self.next += 1;
                items.push(self.value(inner, line.indent, depth));
            }
        }
        Value::List(items)
    }

    /// The value that begins with `line` and belongs to a key (or an item)
    /// which stands in as far as `indent`.
    fn value(&mut self, line: Line<'a>, indent: usize, depth: usize) -> Value {
        match line.text.chars().next() {
            None | Some('#') => self.block(indent, depth),
            Some('|' | '>') if is_block_header(line.text) => self.block_text(line.text, indent),
            Some('[' | '{') => self.flow(line, indent),
            Some(quote @ ('"' | '\'')) => self.quoted(line, quote, indent),
            Some(_) => self.plain(line, indent),
        }
    }

    /// What stands on the lines below a key.
    fn block(&mut self, indent: usize, depth: usize) -> Value {
        match self.peek() {
            Some(next) if depth >= DEEPEST && next.indent > indent => {
                self.leave_out(next);
                Value::Null
            }
            Some(next) if next.is_item() && next.indent >= indent => {
                self.list(next.indent, depth + 1)
            }
            Some(next) if next.indent > indent && next.is_key() => self.map(next.indent, depth + 1),
            Some(next) if next.indent > indent => {
                self.next += 1;
                self.value(next, indent, depth + 1)
            }
            _ => Value::Null,
        }
    }

    /// `|` keeps line breaks, `>` makes spaces of them.
    fn block_text(&mut self, header: &str, indent: usize) -> Value {
        let folded = header.starts_with('>');
        let mut base = None;
        let mut out = String::new();
        while let Some(line) = self.lines.get(self.next) {
            if line.indent <= indent && !line.raw.is_empty() {
                break;
            }
            self.next += 1;
            if line.raw.is_empty() {
                out.push('\n');
                continue;
            }
            let base = *base.get_or_insert(line.indent);
            if !(out.is_empty() || (folded && out.ends_with('\n'))) {
                out.push(if folded { ' ' } else { '\n' });
            }
            for _ in base..line.indent {
                out.push(' ');
            }
            out.push_str(line.raw.trim_start());
        }
        Value::Text(out.trim_end().to_owned())
    }

    /// A list or a map in brackets, over several lines if need be.
    fn flow(&mut self, line: Line<'a>, indent: usize) -> Value {
        let start = self.next;
        let mut text = line.text.to_owned();
        let mut closed = flow::read(&text).closed;
        while !closed
            && self.next < start + MOST_LINES
            && let Some(next) = self.lines.get(self.next)
            && (next.is_blank() || next.indent > indent || !next.is_key())
        {
            self.next += 1;
            text.push('\n');
            text.push_str(next.text);
            // Only a bracket can have closed it.
            closed = next.text.contains([']', '}']) && flow::read(&text).closed;
        }
        let read = flow::read(&text);
        if !closed {
            self.slip(line, "the bracket is not closed");
            return read.value;
        }
        if read.rest.is_empty() || read.rest.starts_with('#') {
            if text.contains(['#', '@', '`', '%']) {
                self.slip(line, "a word that begins with a sign needs quotes");
            }
            return read.value;
        }
        self.next = start;
        self.slip(line, "a text that begins with a bracket needs quotes");
        Value::Text(without_comment(line.text).to_owned())
    }

    fn quoted(&mut self, line: Line<'a>, quote: char, indent: usize) -> Value {
        let start = self.next;
        let mut text = line.text.to_owned();
        loop {
            if let Some((inside, rest)) = flow::unquote(&text) {
                if rest.is_empty() || rest.starts_with('#') {
                    return Value::Text(inside);
                }
                break;
            }
            match self.lines.get(self.next) {
                Some(next)
                    if self.next < start + MOST_LINES
                        && (next.indent > indent || next.raw.is_empty()) =>
                {
                    self.next += 1;
                    text.push(if next.raw.is_empty() { '\n' } else { ' ' });
                    text.push_str(next.text);
                }
                _ => break,
            }
        }
        self.next = start;
        self.slip(line, "the quotes are not in pairs");
        let inside = line.text.get(1..).unwrap_or_default();
        Value::Text(match inside.ends_with(quote) || !has(inside, quote) {
            true => inside.trim_end_matches(quote).to_owned(),
            // "a" b: the quotes are a part of it.
            false => line.text.to_owned(),
        })
    }

    fn plain(&mut self, line: Line<'a>, indent: usize) -> Value {
        let mut text = without_comment(line.text).to_owned();
        if text.starts_with(['@', '`', '%', '&', '*', '!', '|', '>', ',', ']', '}']) {
            self.slip(line, "a text that begins with a sign needs quotes");
        }
        if part(&text, ": ").is_some() || text.ends_with(':') {
            self.slip(line, "a text with a colon and a space needs quotes");
        }
        while let Some(next) = self.lines.get(self.next)
            && next.indent > indent
            && !next.is_blank()
            && !next.is_key()
            && !next.is_item()
        {
            self.next += 1;
            text.push(' ');
            text.push_str(without_comment(next.text));
        }
        flow::plain(&text)
    }
}

/// Parts `key: rest`; the key may stand in quotes.
fn split_key(text: &str) -> Option<(&str, &str)> {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let (key, rest) = text.get(1..)?.split_once(quote)?;
        let rest = rest.trim_start().strip_prefix(':')?;
        return ends(rest).then(|| (key, rest.trim_start()));
    }
    if text.starts_with(['#', '[', '{', '&', '*', '!', '@']) || text.starts_with("- ") {
        return None;
    }
    let mut colons = text.match_indices(':').map(|(at, _)| at);
    let at = colons.find(|at| text.get(at + 1..).is_some_and(ends))?;
    let key = text.get(..at)?.trim_end();
    let rest = text.get(at + 1..)?.trim_start();
    (!key.is_empty()).then_some((key, rest))
}

/// `|`, `>-`, `|2` and their like.
fn is_block_header(text: &str) -> bool {
    let header = without_comment(text);
    let mut letters = header.chars().skip(1);
    header.len() <= 3 && letters.all(|letter| matches!(letter, '+' | '-' | '1'..='9'))
}

fn without_comment(text: &str) -> &str {
    part(text, " #").map_or(text, |(text, _)| text).trim_end()
}
