//! Tags around words: what stands in their place before and behind them.

use std::ops::Range;

use super::arguments::Arguments;
use super::brackets::says_something;
use super::scan::{Open, Scan};
use super::tags::{GRAV, Kind};
use super::write;
use crate::link::Link;

/// How many tags may be open; what is open longer is no tag.
const MOST_OPEN: usize = 32;

impl<'t> Scan<'t> {
    /// The beginning of a tag with words in it.
    pub(super) fn begin(
        &mut self,
        range: Range<usize>,
        name: &'t str,
        kind: Option<Kind>,
        rest: &'t str,
        notation: u8,
    ) -> Option<usize> {
        let in_html = self.is_html(range.start);
        let alone = range.start == self.line && !in_html;
        let place = self.edits.push(range.start, range.end, None);
        if self.open.len() >= MOST_OPEN {
            let forgotten = self.open.remove(0);
            self.forget(&forgotten);
        }
        let end = range.end;
        self.open.push(Open {
            name,
            kind,
            rest,
            notation,
            range,
            place,
            alone,
            in_html,
        });
        Some(end)
    }

    /// A tag that is never closed stays as it is written.
    pub(super) fn forget(&mut self, open: &Open<'t>) {
        // In brackets it may be anything.
        let is_tag = open.notation != GRAV || (open.kind.is_some() && says_something(open.rest));
        if is_tag {
            let tag = self.text.get(open.range.clone()).unwrap_or_default();
            self.tell(open.range.start, tag);
            if !open.in_html {
                self.edits.set(open.place, write::text(tag));
            }
        }
    }

    /// The end of a tag with words in it.
    pub(super) fn end(&mut self, range: Range<usize>, name: &str, notation: u8) -> Option<usize> {
        let is_it =
            |open: &Open<'_>| open.name.eq_ignore_ascii_case(name) && open.notation == notation;
        let Some(at) = self.open.iter().rposition(is_it) else {
            if notation == GRAV {
                let tag = self.text.get(range.clone())?;
                self.tell(range.start, tag);
                return Some(range.end);
            }
            return self.unknown(range);
        };
        let mut between = self.open.split_off(at);
        let open = between.remove(0);
        for forgotten in &between {
            self.forget(forgotten);
        }
        let inside = self.text.get(open.range.end..range.start)?;
        let Some((before, after)) = self.around(&open, inside, range.end) else {
            let tag = self.text.get(open.range.clone())?;
            self.tell(open.range.start, tag);
            return Some(range.end);
        };
        self.edits.set(open.place, before);
        self.edits.push(range.start, range.end, Some(after));
        Some(range.end)
    }

    /// What stands before and behind the words in a tag, instead of it.
    fn around(&self, open: &Open<'_>, inside: &str, end: usize) -> Option<(String, String)> {
        let said = Arguments::read(open.rest);
        let behind = self.rest(end).trim_start_matches([' ', '\t', '\r']);
        let alone = open.alone && (behind.is_empty() || behind.starts_with('\n'));
        let own = |text: &str| text.to_owned();
        Some(match open.kind? {
            Kind::Words(before, after) => {
                let title = said.named("title").or_else(|| said.words().nth(1));
                let title =
                    title.filter(|_| open.name.starts_with("note") || open.name == "notice");
                match title {
                    Some(title) => (format!("{}\n\n", write::text(title)), own(after)),
                    None => (own(before), own(after)),
                }
            }
            Kind::Block(before, _) if before.starts_with('#') => {
                match alone && !inside.contains('\n') && !inside.trim().is_empty() {
                    true => (own(before), String::new()),
                    false => Default::default(),
                }
            }
            Kind::Block(before, after) => {
                let title = said.first("title").filter(|_| open.name == "details");
                match (alone, title) {
                    (true, None) => (format!("{before}\n\n"), format!("\n\n{after}\n\n")),
                    (true, Some(title)) => (
                        format!("{before}<summary>{}</summary>\n\n", write::html(title)),
                        format!("\n\n{after}\n\n"),
                    ),
                    (false, Some(title)) => (format!("{} ", write::text(title)), String::new()),
                    (false, None) => Default::default(),
                }
            }
            Kind::Quotation => {
                let who = match open.notation {
                    GRAV => said.named("caption").unwrap_or_default(),
                    _ => open.rest.trim(),
                };
                match who {
                    "" => Default::default(),
                    who => (String::new(), format!("\n\n{}\n\n", write::text(who))),
                }
            }
            Kind::Link => {
                let inside = inside.trim();
                match said.named("url").filter(|_| inside.is_empty()) {
                    Some(address) if is_address(address) => (format!("<{address}>"), String::new()),
                    None if is_address(inside) => (own("<"), own(">")),
                    _ => return None,
                }
            }
            _ => return None,
        })
    }
}

/// Whether `text` is one address of the web.
pub(super) fn is_address(text: &str) -> bool {
    let whole = !text.contains(|letter: char| letter.is_whitespace() || "<>".contains(letter));
    whole && text.starts_with("http") && Link::parse(text).is_some_and(|link| link.host().is_some())
}
