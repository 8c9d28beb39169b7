//! What ends something, looked for so that the whole text is read once however
//! much begins in it.

use std::ops::Range;

use super::tags::{GRAV, HUGO, LIQUID};
use crate::mark::part;

/// The next place of each mark that was asked for.
#[derive(Default)]
pub(super) struct Ahead(Vec<(&'static str, u8, Option<Range<usize>>)>);

impl Ahead {
    /// Where `mark` stands next, at `from` or behind it. Whoever asks again
    /// must not ask for a place before.
    pub(super) fn mark(&mut self, text: &str, mark: &'static str, from: usize) -> Option<usize> {
        let found = self.next(text, mark, 0, from);
        found.map(|place| place.start)
    }

    /// Where the end tag of `name` stands next, in one of the notations.
    pub(super) fn end_tag(
        &mut self,
        text: &str,
        name: &'static str,
        notation: u8,
        from: usize,
    ) -> Option<Range<usize>> {
        self.next(text, name, notation, from)
    }

    fn next(
        &mut self,
        text: &str,
        mark: &'static str,
        notation: u8,
        from: usize,
    ) -> Option<Range<usize>> {
        let known = |(known, of, _): &&mut (&str, u8, _)| *known == mark && *of == notation;
        if let Some((_, _, place)) = self.0.iter_mut().find(known) {
            if place.as_ref().is_some_and(|place| place.start < from) {
                *place = look(text, mark, notation, from);
            }
            return place.clone();
        }
        let place = look(text, mark, notation, from);
        self.0.push((mark, notation, place.clone()));
        place
    }
}

fn look(text: &str, mark: &str, notation: u8, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let (before, _) = part(text.get(at..)?, mark)?;
        at += before.len();
        let place = match notation {
            0 => Some(at..at + mark.len()),
            _ => end_tag(text, at..at + mark.len(), notation),
        };
        match place.filter(|place| place.start >= from) {
            Some(place) => return Some(place),
            None => at += mark.len(),
        }
    }
}

/// The end tag that has its name at `name`.
fn end_tag(text: &str, name: Range<usize>, notation: u8) -> Option<Range<usize>> {
    let before = text.get(..name.start)?;
    let after = text.get(name.end..)?;
    let (before, after) = match notation {
        LIQUID => {
            let before = before.strip_suffix("end")?.trim_end_matches([' ', '-']);
            let after = after.trim_start_matches([' ', '-']);
            (before.strip_suffix("{%")?, after.strip_prefix("%}")?)
        }
        HUGO => {
            let before = before.trim_end_matches(' ').strip_suffix('/')?;
            let before = before.trim_end_matches(' ');
            let after = after.trim_start_matches(' ');
            let before = before.strip_suffix("{{<").or(before.strip_suffix("{{%"))?;
            (
                before,
                after.strip_prefix(">}}").or(after.strip_prefix("%}}"))?,
            )
        }
        GRAV => (before.strip_suffix("[/")?, after.strip_prefix(']')?),
        _ => return None,
    };
    Some(before.len()..text.len() - after.len())
}
