//! Where the front matter ends and the article begins.
//!
//! Line-based and exact about positions; reading what stands in the front
//! matter is for [`crate::yaml`] and [`crate::front_matter`]. Where lines
//! leave it open, [`crate::yaml`] is asked whether it takes them.

use crate::mark::has;
use crate::yaml;

/// The language of a front matter, told by what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between lines `---`.
    Yaml,
    /// Between lines `+++`.
    Toml,
    /// From `{` to its `}`.
    Json,
}

impl Format {
    /// The line that closes it.
    pub fn closing_fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
            Self::Json => "}",
        }
    }

    /// Whether `line` closes it.
    fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim_end();
        line == self.closing_fence() || (self == Self::Yaml && line == "...")
    }

    /// Whether a line reads `key: …` (`key = …` in TOML).
    fn starts_with_key(self, line: &str) -> bool {
        let mark = if self == Self::Toml { '=' } else { ':' };
        let Some((key, rest)) = line.split_once(mark) else {
            return false;
        };
        let ends = mark == '=' || rest.is_empty() || rest.starts_with([' ', '\t']);
        ends && matches!(key.split_whitespace().count(), 1 | 2)
    }

    /// Whether a line reads `key:value`, which YAML takes for one word. It is a
    /// key where nothing else is expected.
    fn starts_with_tight_key(self, line: &str) -> bool {
        self == Self::Yaml
            && line.split_once(':').is_some_and(|(key, value)| {
                let is_name =
                    |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
                key.starts_with(char::is_alphabetic)
                    && key.chars().all(is_name)
                    && !value.starts_with("//")
            })
    }

    /// Whether a line reads `key: …` and is no sentence: the key is a word in
    /// small letters.
    fn starts_with_plain_key(self, line: &str) -> bool {
        let mark = if self == Self::Toml { '=' } else { ':' };
        let key = line.split_once(mark).map(|(key, _)| key.trim_end());
        let is_small = |letter: char| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-')
        };
        self.starts_with_key(line) && key.is_some_and(|key| key.chars().all(is_small))
    }

    /// Whether a line can only be an article's: it is no key, nor indented
    /// below one, nor an item, a comment, a table or the end of a bracket.
    fn is_prose(self, line: &str) -> bool {
        let table = self == Self::Toml && line.starts_with('[');
        !table && !line.starts_with([' ', '\t', '#', '-', ']', '}']) && !self.starts_with_key(line)
    }
}

/// The parts of a post, borrowed from its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The front matter without its fences, if there is any.
    pub front_matter: Option<(Format, &'a str)>,
    /// The line of the file (from 1) on which the front matter text starts.
    pub front_matter_line: usize,
    /// Whether a closing fence was there.
    pub closed: bool,
    /// The article.
    pub body: &'a str,
    /// The line of the file (from 1) on which the article starts.
    pub body_line: usize,
}

/// Parts `text` at its fences: `---`, `+++`, or a JSON object. Blank lines
/// before the opening fence, spaces after a fence and `...` as the closing one
/// of YAML are accepted. A rule `---` that opens plain prose is not a fence.
/// Where the closing fence is missing, the lines with keys count.
pub fn split(text: &str) -> Parts<'_> {
    let without = Parts {
        front_matter: None,
        front_matter_line: 1,
        closed: true,
        body: text,
        body_line: 1,
    };
    let mut lines = Lines::new(text);
    let Some(opening) = lines.find(|line| !line.text.trim().is_empty()) else {
        return without;
    };
    let format = match opening.text.trim_end() {
        "---" => Format::Yaml,
        "+++" => Format::Toml,
        line if line.starts_with('{') => return json(text, &opening).unwrap_or(without),
        _ => return without,
    };
    let closing = lines.find(|line| format.is_closed_by(line.text));
    let closed = closing.map(|closing| Parts {
        front_matter: text
            .get(opening.end..closing.start)
            .map(|inside| (format, inside)),
        front_matter_line: opening.number + 1,
        closed: true,
        body: text.get(closing.end..).unwrap_or_default(),
        body_line: closing.number + 1,
    });
    let inside = closed.as_ref().and_then(|parts| parts.front_matter);
    match inside.map(|(_, inside)| what_is(format, inside)) {
        Some(Inside::FrontMatter) => closed,
        Some(Inside::Prose) => None,
        // A rule further down is the article's own.
        Some(Inside::Both) | None => unclosed(format, text, opening.end, opening.number + 1),
    }
    .unwrap_or(without)
}

/// What stands between two fences.
enum Inside {
    FrontMatter,
    Prose,
    /// Front matter that nobody closed, and the beginning of the article.
    Both,
}

fn what_is(format: Format, inside: &str) -> Inside {
    if inside.trim().is_empty() {
        return Inside::FrontMatter;
    }
    let mut is_yaml = None;
    let mut looks_like_keys = false;
    let mut after_blank = false;
    for line in Lines::new(inside) {
        let is_first = line.number == 1;
        if format.starts_with_key(line.text)
            || (is_first && format.starts_with_tight_key(line.text))
            || (is_first && format == Format::Yaml && opens_object(line.text))
        {
            looks_like_keys = true;
        } else if format == Format::Yaml && looks_like_keys && after_blank {
            // Nothing but front matter ends with `+++`.
            let rest = inside.get(line.start..).unwrap_or_default();
            if format.is_prose(line.text) && !goes_on(rest) {
                // Asked once: it takes as long as reading all of it.
                let parse = || yaml::parse(inside, 1, yaml::LONGEST_FRONT_MATTER).is_ok();
                if !*is_yaml.get_or_insert_with(parse) {
                    return Inside::Both;
                }
            }
        }
        after_blank = line.text.trim().is_empty();
    }
    match looks_like_keys {
        true => Inside::FrontMatter,
        false => Inside::Prose,
    }
}

/// Whether front matter goes on in `rest`, which begins with a line that is
/// hardly a key: there are some among the lines right below it.
fn goes_on(rest: &str) -> bool {
    let block = rest.lines().take_while(|line| !line.trim().is_empty());
    let is_key = |line: &str| {
        let line = line.trim_start_matches(['"', '\'']);
        Format::Yaml.starts_with_plain_key(line) || Format::Yaml.starts_with_tight_key(line)
    };
    block.into_iter().any(is_key)
}

/// Whether a line begins an object of JSON, or of YAML in one line; `{{` and
/// `{%` begin other things.
fn opens_object(line: &str) -> bool {
    let inside = line.strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|inside| !inside.starts_with(['{', '%']) && has(inside, ':'))
}

/// The parts of a text whose front matter, from the byte `start` on line
/// `first_line` on, is not closed: up to the first line that is no key, or to a
/// blank one that no key follows.
fn unclosed(format: Format, text: &str, start: usize, first_line: usize) -> Option<Parts<'_>> {
    let rest = text.get(start..)?;
    let mut blank = None;
    let mut end = None;
    for line in Lines::new(rest) {
        let place = (line.start, line.number);
        if line.text.trim().is_empty() {
            blank.get_or_insert(place);
        } else if blank.is_some() && !format.starts_with_plain_key(line.text) {
            break;
        } else if format.is_prose(line.text) {
            end = Some(place);
            break;
        } else {
            blank = None;
        }
    }
    let (length, lines) = blank
        .or(end)
        .unwrap_or((rest.len(), rest.lines().count() + 1));
    let (inside, body) = rest.split_at_checked(length)?;
    let has_key = inside.lines().any(|line| format.starts_with_key(line));
    has_key.then_some(Parts {
        front_matter: Some((format, inside)),
        front_matter_line: first_line,
        closed: false,
        body,
        body_line: first_line + lines - 1,
    })
}

/// An object of JSON, with its braces; nothing may follow it on its last line.
fn json<'a>(text: &'a str, opening: &Line<'_>) -> Option<Parts<'a>> {
    let rest = text.get(opening.start..)?;
    // `{{` and `{%` begin other things.
    let first = rest.get(1..)?.trim_start();
    first.starts_with(['"', '}']).then_some(())?;
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    let end = rest.char_indices().find(|(_, letter)| {
        match letter {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '{' if !in_string => depth += 1,
            '}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    let Some((end, _)) = end else {
        return unclosed_json(rest, opening);
    };
    let object = rest.get(..=end)?;
    let after = rest.get(end + 1..)?;
    let (tail, body) = after.split_once('\n').unwrap_or((after, ""));
    tail.trim().is_empty().then_some(Parts {
        front_matter: Some((Format::Json, object)),
        front_matter_line: opening.number,
        closed: true,
        body,
        body_line: opening.number + object.matches('\n').count() + 1,
    })
}

/// An object of JSON without its end: a line `{` and those with keys below it.
fn unclosed_json<'a>(rest: &'a str, opening: &Line<'_>) -> Option<Parts<'a>> {
    let mut lines = Lines::new(rest);
    lines.next().filter(|first| first.text.trim_end() == "{")?;
    let inside = |line: &Line<'_>| {
        line.text
            .trim_start()
            .starts_with(['"', '{', '[', ']', '}'])
    };
    let last = lines.take_while(inside).last()?;
    let (object, body) = rest.split_at_checked(last.end)?;
    Some(Parts {
        front_matter: Some((Format::Json, object)),
        front_matter_line: opening.number,
        closed: false,
        body,
        body_line: opening.number + last.number,
    })
}

/// A line of a text with its place.
struct Line<'a> {
    text: &'a str,
    number: usize,
    start: usize,
    /// The offset after the line break.
    end: usize,
}

struct Lines<'a> {
    text: &'a str,
    start: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            start: 0,
            number: 0,
        }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self
            .text
            .get(self.start..)
            .filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let end = self.start + (length + 1).min(rest.len());
        self.number += 1;
        let line = Line {
            text: rest.get(..length).unwrap_or_default(),
            number: self.number,
            start: self.start,
            end,
        };
        self.start = end;
        Some(line)
    }
}

#[cfg(test)]
mod tests;
