//! Hidden characters in an article: in code each is shown by its number; in
//! prose, where languages need some of them, they stay, and the author is
//! told of those that turn the text around.

use super::builder::Builder;
use super::frame::clean;
use super::repair::Repair;
use crate::document::{Attribute, Class, Element, Node, Tag};
use crate::hidden::{is_hidden, turns};

impl Builder<'_> {
    /// Tells the author of marks that turn prose around.
    pub(super) fn note_hidden(&mut self, text: &str, start: usize) {
        if let Some((at, letter)) = text.char_indices().find(|(_, letter)| turns(*letter)) {
            self.repairs
                .note(start + at, Repair::Hidden(u32::from(letter)));
        }
    }

    /// The text of code, with its hidden characters shown.
    pub(super) fn code(&mut self, code: &str, start: usize) -> Vec<Node> {
        let code = clean(code);
        let mut nodes = Vec::new();
        let mut rest = &*code;
        while let Some((at, letter)) = rest.char_indices().find(|(_, letter)| is_hidden(*letter)) {
            let (before, after) = rest.split_at(at);
            if !before.is_empty() {
                nodes.push(Node::Text(before.to_owned()));
            }
            let number = u32::from(letter);
            self.repairs.note(start, Repair::Hidden(number));
            nodes.push(Node::Element(Element {
                tag: Tag::Span,
                attributes: vec![Attribute::Class(Class::HiddenCharacter)],
                children: vec![Node::Text(format!("U+{number:04X}"))],
            }));
            rest = after.strip_prefix(letter).unwrap_or_default();
        }
        if !rest.is_empty() {
            nodes.push(Node::Text(rest.to_owned()));
        }
        self.nodes += nodes.len() * 2;
        nodes
    }
}
