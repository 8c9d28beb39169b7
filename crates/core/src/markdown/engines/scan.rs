//! The tags of other engines, found in a text outside its code.
//!
//! Goes through the text once. What ends a tag is asked of [`Ahead`], so that
//! a text of nothing but beginnings is read once as well.

use std::ops::Range;

use super::ahead::Ahead;
use super::arguments::length_in_quotes;
use super::edits::Edits;
use super::tags::{self, HUGO, Instead, Kind, LIQUID, ZOLA};
use super::{expression, write};
use crate::markdown::repair::{MOST, Repair};

/// How long a tag is, in bytes.
pub(super) const LONGEST: usize = 4 * 1024;
/// How much of a tag is shown to its author.
const SHOWN: usize = 60;

/// Elements of HTML in which everything is as it is written.
const LITERAL: [(&str, &str); 6] = [
    ("<!--", "-->"),
    ("<code", "</code"),
    ("<pre", "</pre"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<textarea", "</textarea"),
];

/// Where the parser sees something that is no words.
#[derive(Default)]
pub(super) struct Places {
    /// Code, and formulas, in their order.
    pub(super) code: Vec<Range<usize>>,
    /// HTML, and whether it is a block.
    pub(super) html: Vec<(Range<usize>, bool)>,
}

/// A tag with a beginning and an end, the end of which is not found yet.
pub(super) struct Open<'t> {
    pub(super) name: &'t str,
    pub(super) kind: Option<Kind>,
    pub(super) rest: &'t str,
    pub(super) notation: u8,
    pub(super) range: Range<usize>,
    /// Its place among the edits.
    pub(super) place: usize,
    /// Whether nothing stands before it on its line.
    pub(super) alone: bool,
    pub(super) in_html: bool,
}

pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    places: Places,
    /// How many of the places of code and of HTML are behind.
    behind: (usize, usize),
    /// Where the last thing ended that the parser knew nothing of.
    floor: usize,
    pub(super) line: usize,
    pub(super) ahead: Ahead,
    pub(super) edits: Edits,
    pub(super) open: Vec<Open<'t>>,
    pub(super) notes: Vec<(usize, Repair)>,
    /// Where the line after a notice starts.
    pub(super) notice: Option<usize>,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, places: Places) -> Self {
        Self {
            text,
            places,
            behind: (0, 0),
            floor: 0,
            line: 0,
            ahead: Ahead::default(),
            edits: Edits::default(),
            open: Vec::new(),
            notes: Vec::new(),
            notice: None,
        }
    }

    pub(super) fn run(&mut self) {
        let mut at = 0;
        while let Some(offset) = self.rest(at).find(['{', '[', '!', '<']) {
            let start = at + offset;
            if let Some(line) = self.text.get(at..start).unwrap_or_default().rfind('\n') {
                self.line = at + line + 1;
            }
            self.end_notice(start);
            if let Some(end) = self.code_at(start) {
                let code = self.text.get(start..end).unwrap_or_default();
                self.without_raw(start, end);
                if let Some(line) = code.rfind('\n') {
                    self.line = start + line + 1;
                }
                at = end;
                continue;
            }
            let rest = self.rest(start);
            let before = self.rest_before(start);
            let end = if before.ends_with('\\') {
                None
            } else if rest.starts_with('<') {
                self.literal(start, rest)
            } else if rest.starts_with("{{") {
                self.braces(start, rest)
            } else if rest.starts_with("{%") {
                self.liquid(start)
            } else if rest.starts_with("{:") {
                self.attributes(start)
            } else if rest.starts_with('[') && !before.ends_with(['[', '!']) {
                self.bracket(start, rest)
            } else if rest.starts_with('!') {
                self.notice(start, rest)
            } else {
                None
            };
            at = end.unwrap_or(start + 1);
            let passed = self.text.get(start..at).unwrap_or_default();
            if let Some(line) = passed.rfind('\n') {
                self.line = start + line + 1;
            }
            self.carry_notice(start, at);
        }
        self.end_notice(self.text.len());
        for open in std::mem::take(&mut self.open) {
            self.forget(&open);
        }
    }

    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    fn rest_before(&self, at: usize) -> &'t str {
        self.text.get(..at).unwrap_or_default()
    }

    /// The end of the code around `at`.
    pub(super) fn code_at(&mut self, at: usize) -> Option<usize> {
        while let Some(code) = self.places.code.get(self.behind.0) {
            // What began in something that only an engine ends is no code.
            if code.end > at && code.start >= self.floor {
                return (code.start <= at).then_some(code.end);
            }
            self.behind.0 += 1;
        }
        None
    }

    /// Whether HTML stands at `at`, and whether it is a block.
    pub(super) fn html_at(&mut self, at: usize) -> Option<bool> {
        while let Some((html, block)) = self.places.html.get(self.behind.1) {
            if html.end > at {
                return (html.start <= at).then_some(*block);
            }
            self.behind.1 += 1;
        }
        None
    }

    /// The end of what is as it is written.
    fn literal(&mut self, start: usize, rest: &str) -> Option<usize> {
        let (begin, end) = LITERAL.iter().find(|(begin, _)| rest.starts_with(begin))?;
        let after = rest.get(begin.len()..)?;
        if *begin != "<!--" && !after.starts_with(|c: char| c == '>' || c.is_whitespace()) {
            return None;
        }
        self.mark(end, start + begin.len())
    }

    /// Whether a tag at `start` is the first thing on its line.
    pub(super) fn is_first(&self, start: usize) -> bool {
        let before = self.text.get(self.line..start).unwrap_or("x");
        before.len() < 40 && before.trim_matches([' ', '\t', '>']).is_empty()
    }

    /// The end of a tag that begins at `start`, if `mark` ends it.
    fn end_of(&mut self, start: usize, mark: &'static str) -> Option<usize> {
        let end = self.mark(mark, start + 2)?;
        let inside = (end - start < LONGEST).then(|| self.text.get(start..end))??;
        let blank = inside.lines().any(|line| line.trim_ascii().is_empty());
        (!blank).then_some(end + mark.len())
    }

    /// The end of a tag, where `mark` may stand in quotation marks as well.
    fn end_past_quotes(&mut self, start: usize, mark: &'static str) -> Option<usize> {
        let first = self.end_of(start, mark)?;
        let from = start + mark.len();
        let most = self.text.floor_char_boundary(start + LONGEST);
        let tag = self.text.get(from..most.max(first))?;
        let end = end_outside_quotes(tag, mark).map(|end| from + end);
        let inside = end.and_then(|end| self.text.get(start..end));
        let is_blank = |line: &str| line.trim_ascii().is_empty();
        match inside {
            Some(inside) if !inside.lines().any(is_blank) => end,
            _ => Some(first),
        }
    }

    /// Whether `at` stands in HTML.
    pub(super) fn is_html(&mut self, at: usize) -> bool {
        self.html_at(at).is_some()
    }

    /// Where `mark` stands next.
    pub(super) fn mark(&mut self, mark: &'static str, from: usize) -> Option<usize> {
        self.ahead.mark(self.text, mark, from)
    }

    pub(super) fn tell(&mut self, start: usize, tag: &str) {
        if self.notes.len() >= MOST {
            return;
        }
        let shown: String = tag.chars().take(SHOWN).collect();
        let shown = shown.lines().next().unwrap_or_default().to_owned();
        self.notes.push((start, Repair::Foreign(shown)));
    }

    /// A tag that is not known is shown as it is written, and its author is
    /// told.
    pub(super) fn unknown(&mut self, range: Range<usize>) -> Option<usize> {
        let tag = self.text.get(range.clone())?;
        self.tell(range.start, tag);
        if self.is_html(range.start) {
            return Some(range.end);
        }
        // A link that leads nowhere would hide it.
        let in_link = self.rest_before(range.start).ends_with("](");
        let (start, before) = match in_link {
            true => (range.start - 1, "\\("),
            false => (range.start, ""),
        };
        let with = format!("{before}{}", write::text(tag));
        self.edits.push(start, range.end, Some(with));
        Some(range.end)
    }

    fn braces(&mut self, start: usize, rest: &'t str) -> Option<usize> {
        if rest.starts_with("{{/*") {
            let end = self.mark("*/}}", start)? + 4;
            self.edits.push(start, end, Some(String::new()));
            self.floor = end;
            return Some(end);
        }
        for (begin, mark) in [("{{<", ">}}"), ("{{%", "%}}")] {
            if rest.starts_with(begin) {
                let end = self.end_past_quotes(start, mark)?;
                let inside = self.text.get(start + 3..end - 3)?;
                return self.tag(start..end, inside.trim(), HUGO);
            }
        }
        // Formulas are full of braces.
        if self.rest_before(start).ends_with(['$', '^', '_', '{']) || rest.starts_with("{{{") {
            return None;
        }
        let end = self.end_of(start, "}}")?;
        let inside = self.text.get(start + 2..end - 2)?;
        let inside = inside.trim_matches('-').trim();
        let (name, after) = inside.split_at(inside.find('(').unwrap_or(inside.len()));
        if !after.is_empty() && tags::find(name, ZOLA).is_some() {
            let found = tags::find(name, ZOLA)?;
            return self.instead(start..end, found, after);
        }
        let (before, after) = (self.rest_before(start), self.rest(end));
        // Quotation marks in quotation marks are no HTML yet.
        let in_html = before.ends_with("=\"") || before.ends_with("='") || self.is_html(start);
        match expression::read(inside, before, after, in_html) {
            Some(with) => {
                self.edits.push(start, end, Some(with));
                Some(end)
            }
            None => self.unknown(start..end),
        }
    }

    fn liquid(&mut self, start: usize) -> Option<usize> {
        let end = self.end_of(start, "%}")?;
        let inside = self.text.get(start + 2..end - 2)?;
        self.tag(start..end, inside.trim_matches('-').trim(), LIQUID)
    }

    /// A tag of Hugo's or of Liquid's, by what stands in it.
    fn tag(&mut self, range: Range<usize>, inside: &'t str, notation: u8) -> Option<usize> {
        let escaped = inside
            .strip_prefix("/*")
            .and_then(|rest| rest.strip_suffix("*/"));
        if let Some(escaped) = escaped.filter(|_| notation == HUGO) {
            let tag = self.text.get(range.clone())?;
            let (begin, end) = (tag.get(..3)?, tag.get(tag.len() - 3..)?);
            let shown = write::text(&format!("{begin}{escaped}{end}"));
            self.edits.push(range.start, range.end, Some(shown));
            return Some(range.end);
        }
        let (name, rest) =
            inside.split_at(inside.find(char::is_whitespace).unwrap_or(inside.len()));
        let ended = match notation {
            HUGO => inside.strip_prefix('/').map(str::trim),
            _ => name.strip_prefix("end"),
        };
        if let Some(name) = ended {
            return self.end(range, name, notation);
        }
        let Some(found) = tags::find(name, notation) else {
            return self.unknown(range);
        };
        match found.1 {
            Kind::Code | Kind::Comment | Kind::Raw => self.whole(range, found, rest, notation),
            Kind::Words(..) | Kind::Quotation => {
                self.begin(range, name, Some(found.1), rest, notation)
            }
            _ => self.instead(range, found, rest),
        }
    }

    /// A tag with no end.
    pub(super) fn instead(
        &mut self,
        range: Range<usize>,
        (name, kind): (&str, Kind),
        rest: &str,
    ) -> Option<usize> {
        let with = match (tags::instead(name, kind, rest), self.html_at(range.start)) {
            (Some(Instead::Address(address)), _) => address,
            (Some(Instead::Words(words)), None) => words,
            // Blank lines end a block of HTML, and nothing that it opened.
            (Some(Instead::Words(words)), Some(true)) => format!("\n\n{words}\n\n"),
            _ => return self.unknown(range),
        };
        self.edits.push(range.start, range.end, Some(with));
        Some(range.end)
    }

    /// A tag of which everything up to its end is one thing.
    pub(super) fn whole(
        &mut self,
        range: Range<usize>,
        (name, kind): (&'static str, Kind),
        rest: &str,
        notation: u8,
    ) -> Option<usize> {
        let Some(end) = self.ahead.end_tag(self.text, name, notation, range.end) else {
            return self.unknown(range);
        };
        match kind {
            Kind::Comment => {
                self.edits.push(range.start, end.end, Some(String::new()));
            }
            Kind::Code => self.code(range, end.clone(), name, rest),
            _ => {
                self.edits.push(range.start, range.end, Some(String::new()));
                self.edits.push(end.start, end.end, Some(String::new()));
            }
        }
        self.floor = end.end;
        Some(end.end)
    }
}

/// Where the first `mark` in `tag` ends that stands in no quotation marks.
fn end_outside_quotes(tag: &str, mark: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = tag.get(at..)?;
        let offset = rest.find(['"', '`', '%', '>'])?;
        let found = rest.get(offset..)?;
        at += offset + 1;
        match found.chars().next()? {
            quote @ ('"' | '`') => at += length_in_quotes(found.get(1..)?, quote)? + 1,
            _ if found.starts_with(mark) => return Some(at - 1 + mark.len()),
            _ => {}
        }
    }
}
