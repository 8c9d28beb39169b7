//! Grav's tags: `[name]`, `[/name]`, `[plugin:name](address)`. Most brackets
//! are none.

use super::scan::{LONGEST, Scan};
use super::tags::{self, GRAV, Kind};
use crate::link::Link;
use crate::markdown::video::Video;

/// How long the address of a plugin is: it is looked at for each that begins.
const LONGEST_ADDRESS: usize = 256;

impl<'t> Scan<'t> {
    /// What a bracket begins, if it is a tag's.
    pub(super) fn bracket(&mut self, start: usize, rest: &'t str) -> Option<usize> {
        let letter = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_'
        };
        let (inside, ended) = match rest.get(1..)?.strip_prefix('/') {
            Some(inside) => (inside, true),
            None => (rest.get(1..)?, false),
        };
        let length = inside
            .bytes()
            .take(40)
            .take_while(|byte| letter(*byte))
            .count();
        let (name, after) = inside.split_at_checked(length)?;
        if name == "plugin" && after.starts_with(':') {
            return self.plugin(start);
        }
        let goes_on = after.starts_with([']', '=', ' ', '/']);
        if !goes_on || !name.starts_with(|first: char| first.is_ascii_lowercase()) {
            return None;
        }
        let end = self.mark("]", start)?;
        let said = self
            .text
            .get(start + 1 + usize::from(ended) + name.len()..end)?;
        if end - start > LONGEST || said.contains('\n') {
            return None;
        }
        let range = start..end + 1;
        let found = tags::find(name, GRAV);
        // A link of Markdown's.
        let behind = self.rest(range.end);
        let is_link =
            behind.starts_with(['(', ':']) || (found.is_none() && behind.starts_with('['));
        if is_link && !behind.starts_with("[/") {
            return None;
        }
        if ended {
            return after
                .starts_with(']')
                .then(|| self.end(range, name, GRAV))?;
        }
        match (found, said.trim_end().strip_suffix('/')) {
            (Some((_, Kind::Icon)), _) => {
                self.edits.push(range.start, range.end, Some(String::new()));
                Some(range.end)
            }
            (None, Some(_)) if said.starts_with([' ', '=']) => self.unknown(range),
            (Some((_, Kind::Raw)), _) => {
                self.ahead.end_tag(self.text, "raw", GRAV, range.end)?;
                self.whole(range, found?, said, GRAV)
            }
            (found, _) => {
                // Most brackets are a link's or nobody's.
                self.mark("[/", range.end)?;
                self.begin(range, name, found.map(|(_, kind)| kind), said, GRAV)
            }
        }
    }

    /// A plugin in the place of a link's words; those for videos are made of
    /// the link.
    fn plugin(&mut self, start: usize) -> Option<usize> {
        let end = self.mark("](", start)?;
        let name = self.text.get(start + 1..end)?;
        let address = self.rest(end + 2);
        let is_end = |letter: char| letter == ')' || letter.is_whitespace();
        let mut letters = address.char_indices().take(LONGEST_ADDRESS);
        let (length, _) = letters.find(|(_, letter)| is_end(*letter))?;
        let address = address.get(..length)?;
        let known = matches!(name, "plugin:youtube" | "plugin:vimeo");
        if known && Link::parse(address).is_some_and(|link| Video::of(&link).is_some()) {
            return None;
        }
        if name.contains(['\n', ']', '[']) || self.html_at(start).is_some() {
            return None;
        }
        self.tell(start, self.text.get(start..=end + 2 + length)?);
        self.edits.push(start, start, Some("\\".to_owned()));
        Some(end + 2)
    }
}
