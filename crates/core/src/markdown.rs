//! Markdown to a [`Document`]: the only module that knows pulldown-cmark.
//!
//! CommonMark with GitHub's extensions and those most blogs have, and the HTML
//! that [`crate::document`] has names for. [`events`] turns what the parser says
//! into calls of the [`builder`].

mod alerts;
mod attributes;
mod autolink;
mod builder;
mod engines;
mod entities;
mod events;
mod fence;
mod finish;
mod footnotes;
mod formula;
mod frame;
mod hidden;
mod hosts;
mod ids;
mod inline;
mod limits;
mod media;
mod notes;
mod quotes;
mod raw_html;
mod repair;
mod video;
mod words;

use pulldown_cmark::{Options, Parser};

use crate::document::Document;
use builder::Builder;
use frame::Origin;
pub use ids::PREFIX as ID_PREFIX;
pub(crate) use repair::MOST as MOST_REPAIRS;
pub use repair::Repair;

/// How a body is read, where authors may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The language of the text (BCP 47); for the words and the quotation
    /// marks that Inkfold supplies. English where nothing is known of it.
    pub language: &'a str,
    /// Whether straight quotation marks, `--` and `...` become the signs that
    /// printers use.
    pub smart_punctuation: bool,
    /// Whether what stands between dollar signs is a formula.
    pub math: bool,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Self {
            language: "",
            smart_punctuation: false,
            math: true,
        }
    }
}

/// In a language, and else as most authors want it.
impl<'a> From<&'a str> for Reading<'a> {
    fn from(language: &'a str) -> Self {
        Self {
            language,
            ..Self::default()
        }
    }
}

/// Reads the body of a post.
pub fn read(body: &str) -> Document {
    read_as(body, &Reading::default())
}

/// As [`read`], in a language and with punctuation as the author chose.
pub fn read_as(body: &str, reading: &Reading<'_>) -> Document {
    read_to(body, reading, usize::MAX)
}

/// As [`read_as`], but only what begins before the byte `end`: whatever is open
/// there ends. Links that are defined below it lead where they lead.
pub fn read_to(body: &str, reading: &Reading<'_>, end: usize) -> Document {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES;
    if reading.math {
        options.insert(Options::ENABLE_MATH);
    }
    let Some((edited, notes)) = engines::translate(body, options) else {
        return read_markdown(body, reading, options, end);
    };
    let here = match end {
        usize::MAX => end,
        end => edited.here(end),
    };
    let mut document = read_markdown(&edited.text, reading, options, here);
    // Footnotes stand past the end.
    let starts = document.blocks.iter_mut().map(|(start, _)| start);
    for start in starts.filter(|start| **start != usize::MAX) {
        *start = edited.original(*start);
    }
    for (start, _) in &mut document.repairs {
        *start = edited.original(*start);
    }
    for formula in &mut document.formulas {
        formula.start = edited.original(formula.start);
    }
    document.repairs.extend(notes);
    document
}

/// Reads Markdown that has no tags of other engines in it.
fn read_markdown(body: &str, reading: &Reading<'_>, mut options: Options, end: usize) -> Document {
    if reading.smart_punctuation {
        options.insert(Options::ENABLE_SMART_PUNCTUATION);
    }
    let (text, rest) = body.split_at(end_of_markdown(body));
    let mut builder = Builder::new(text, reading);
    let events = Parser::new_ext(text, options).into_offset_iter();
    for (event, range) in events.take_while(|(_, range)| range.start < end) {
        builder.event(event, &range);
        builder.check_size(range.start);
    }
    builder.end_html(end.min(text.len()));
    if !rest.is_empty() && text.len() < end {
        builder.become_plain(text.len(), "bytes", limits::MOST_BYTES);
        builder.text(rest, text.len(), Origin::Html);
    }
    builder.finish()
}

/// How much of `body` is read as Markdown: all, or up to the last blank line
/// within the limit, else the last line.
fn end_of_markdown(body: &str) -> usize {
    if body.len() <= limits::MOST_BYTES {
        return body.len();
    }
    let end = body.floor_char_boundary(limits::MOST_BYTES);
    let head = body.get(..end).unwrap_or_default();
    let blank = head.match_indices("\n\n").last().map(|(at, _)| at);
    blank.or_else(|| head.rfind('\n')).unwrap_or(end)
}

#[cfg(test)]
mod tests;
