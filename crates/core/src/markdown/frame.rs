//! A piece of an article that is being filled, and small questions about what
//! goes in. Where pieces go is for [`super::builder`].

use std::borrow::Cow;

use crate::document::{Attribute, Node, Tag};
use crate::hidden::is_unwritable;

/// What a piece that is being filled will be.
pub(super) enum Kind {
    Element(Tag, Vec<Attribute>),
    /// A code block, with what its fence says.
    Code(Vec<Attribute>),
    /// An element that is left out with its text, and how many of the same
    /// name are open in it. Its text is kept until its end tag comes: without
    /// one, the rest of the article would be lost.
    Dropped(String, usize),
    Footnote(String),
    Image(Vec<Attribute>),
}

/// A piece that is being filled.
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) children: Vec<Node>,
    /// The element of HTML that opened it; none where Markdown did.
    pub(super) author: Option<Tag>,
    /// Whether text of Markdown's stands directly in it.
    pub(super) has_words: bool,
}

impl Frame {
    pub(super) fn tag(&self) -> Option<Tag> {
        match &self.kind {
            Kind::Element(tag, _) => Some(*tag),
            Kind::Code(_) => Some(Tag::Pre),
            Kind::Image(_) => Some(Tag::Img),
            Kind::Dropped(..) | Kind::Footnote(_) => None,
        }
    }
}

/// Where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Markdown,
    /// A letter that was escaped: a sign that does nothing.
    Escape,
    Html,
}

/// `text` as HTML and a feed's XML can hold it: a NUL is a sign for what is
/// wrong, as CommonMark has it, a carriage return a line feed, as every parser
/// of HTML has it, and what old printers took for a new line or page is a space.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let is_wrong = |letter| letter == '\r' || is_unwritable(letter);
    if !text.contains(is_wrong) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter_map(|letter| match letter {
        '\0' => Some(char::REPLACEMENT_CHARACTER),
        '\r' => Some('\n'),
        '\u{B}' | '\u{C}' => Some(' '),
        letter => (!is_unwritable(letter)).then_some(letter),
    });
    Cow::Owned(letters.collect())
}

/// Whether there is nothing to see in `nodes`.
pub(super) fn is_blank(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Text(text) => text.trim_ascii().is_empty(),
        Node::Element(_) => false,
    })
}

/// Whether HTML lets authors leave out the end tag.
pub(super) fn may_be_left_open(tag: Tag) -> bool {
    tag.is_skeleton() && tag != Tag::Table
        || tag.is_cell()
        || matches!(
            tag,
            Tag::P | Tag::Li | Tag::Dt | Tag::Dd | Tag::Rt | Tag::Rp
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_html_and_xml_can_hold() {
        for (text, expected) in [
            ("a\tb\nc", "a\tb\nc"),
            ("a\0\r\u{1}b\u{B}c\u{C}d", "a\u{FFFD}\nb c d"),
            ("a\u{FFFE}\u{FFFF}\u{1B}b\u{85}", "ab\u{85}"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
    }
}
