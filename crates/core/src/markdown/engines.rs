//! What other engines let authors write in a post: Grav, Hugo, Jekyll, Zola
//! and Hexo.
//!
//! They replace their tags before they read Markdown, and so does Inkfold: by
//! Markdown an author could have written, with the place of everything kept.
//! What is code or a formula stays as it is, and so does, with a note for its
//! author, what is not known. A text without any such tag is not looked at twice.

pub(super) mod actions;
mod ahead;
mod arguments;
mod brackets;
mod code;
mod edits;
mod expression;
mod lines;
mod pairs;
mod pictures;
mod scan;
mod tags;
mod write;

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::limits;
use super::repair::Repair;
use edits::Edited;
use scan::{Places, Scan};

/// A text in which the tags that are known are Markdown, and the others with
/// their places in the original; `None` where there are none.
pub(super) fn translate(body: &str, options: Options) -> Option<(Edited, Vec<(usize, Repair)>)> {
    if body.len() > limits::MOST_BYTES || !may_have_tags(body) {
        return None;
    }
    let mut places = Places::default();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        match event {
            Event::Code(_)
            | Event::Start(Tag::CodeBlock(_))
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => places.code.push(range),
            Event::Start(Tag::HtmlBlock) => places.html.push((range, true)),
            Event::InlineHtml(_) => places.html.push((range, false)),
            _ => {}
        }
    }
    let mut scan = Scan::new(body, places);
    scan.run();
    Some((scan.edits.apply(body), scan.notes))
}

/// Whether there are signs in a text that begin a tag.
fn may_have_tags(body: &str) -> bool {
    let mut before = b'\n';
    let mut signs = body.as_bytes().windows(3);
    signs.any(|signs| {
        let found = match signs {
            [b'{', b'{' | b'%' | b':', _] | [b'[', b'/', _] | [_, b'/', b']'] | b"[pl" => true,
            [b'!', b'!' | b' ', _] => matches!(before, b'\n' | b' '),
            _ => false,
        };
        before = signs.first().copied().unwrap_or_default();
        found
    }) || body.match_indices('[').any(|(at, _)| {
        let inside = body.get(at + 1..).unwrap_or_default();
        brackets::begins_with_name(inside)
    })
}

/// What stands before the addresses of files where an engine keeps them, and
/// where that is in the content folder: Grav's streams, and Zola's root.
const STREAMS: [(&str, &str); 5] = [
    ("image://", "/images/"),
    ("user://", "/"),
    ("page://", "/"),
    ("pages://", "/"),
    ("@/", "/"),
];

/// An address with an engine's own beginning as one from the content folder's
/// root; any other as it is.
pub(super) fn address(written: &str) -> Cow<'_, str> {
    let known = STREAMS.iter().find_map(|(stream, folder)| {
        let rest = written.strip_prefix(stream)?;
        Some(Cow::Owned(
            (*folder).to_owned() + rest.trim_start_matches(['/', '\\']),
        ))
    });
    known.unwrap_or(Cow::Borrowed(written))
}

#[cfg(test)]
mod tests;
