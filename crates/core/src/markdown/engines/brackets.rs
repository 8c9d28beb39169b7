//! Grav's tags: `[name]`, `[/name]`, `[plugin:name](address)`. Most brackets
//! are none.

use super::arguments::Arguments;
use super::pairs::is_address;
use super::scan::{LONGEST, Scan};
use super::tags::{self, GRAV, Kind};
use crate::link::Link;
use crate::markdown::video::Video;

/// How long the address of a plugin is: it is looked at for each that begins.
const LONGEST_ADDRESS: usize = 256;

/// Tags of Grav's that say nothing here.
const OTHERS: [&str; 18] = [
    "badge",
    "button",
    "clearboth",
    "googleslides",
    "h5p",
    "hideifembedded",
    "iframe",
    "linkpreviewcard",
    "lorem",
    "markdownfile",
    "pdf",
    "showifembedded",
    "speakerdeck",
    "twitter",
    "ui-accordion",
    "ui-tabs",
    "uri",
    "wcstopnote",
];

/// Whether a tag of Grav's is called so.
fn is_known(name: &str) -> bool {
    let is_it = |known: &str| known.eq_ignore_ascii_case(name);
    tags::find(name, GRAV).is_some() || OTHERS.iter().any(|known| is_it(known))
}

/// Whether what stands behind a bracket is the name of a tag of Grav's, and
/// what it is to do: `[size=20]`.
pub(super) fn begins_with_name(inside: &str) -> bool {
    let (name, after) = inside.split_at(name_length(inside));
    after.starts_with(['=', ' ']) && is_known(name)
}

/// Whether behind a name something stands that nobody writes in brackets
/// otherwise: `=2`, ` url="…"`.
pub(super) fn says_something(said: &str) -> bool {
    said.starts_with([' ', '=']) && said.contains('=')
}

/// How long the name is that a bracket with this `inside` begins with, as far
/// as names go.
fn name_length(inside: &str) -> usize {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    inside.bytes().take(40).take_while(is_letter).count()
}

impl<'t> Scan<'t> {
    /// What a bracket begins, if it is a tag's.
    pub(super) fn bracket(&mut self, start: usize, rest: &'t str) -> Option<usize> {
        let (inside, ended) = match rest.get(1..)?.strip_prefix('/') {
            Some(inside) => (inside, true),
            None => (rest.get(1..)?, false),
        };
        let (name, after) = inside.split_at_checked(name_length(inside))?;
        if name == "plugin" && after.starts_with(':') {
            return self.plugin(start);
        }
        let goes_on = after.starts_with([']', '=', ' ', '/']);
        if !goes_on || !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
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
            (Some((_, Kind::Link)), Some(said)) => {
                let said = Arguments::read(said);
                match said.first("url").filter(|address| is_address(address)) {
                    Some(address) => {
                        let link = format!("<{address}>");
                        self.edits.push(range.start, range.end, Some(link));
                        Some(range.end)
                    }
                    None => self.unknown(range),
                }
            }
            (_, Some(_)) if said.starts_with([' ', '=']) => self.unknown(range),
            (Some((_, Kind::Raw)), _) => {
                self.ahead.end_tag(self.text, "raw", GRAV, range.end)?;
                self.whole(range, found?, said, GRAV)
            }
            (found, _) => {
                // Most brackets are a link's or nobody's.
                if self.mark("[/", range.end).is_none() {
                    let is_tag = says_something(said) && is_known(name);
                    return is_tag.then(|| self.unknown(range))?;
                }
                let name = found.map_or(name, |(known, _)| known);
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
