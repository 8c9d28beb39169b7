//! What a page says where a limit took structure from an article.

use super::builder::Builder;
use crate::document::{Alert, Attribute, Class, Element, Node, Tag};

/// The sentences of a language.
pub(super) struct Notes {
    /// Before text that is not read as Markdown.
    pub(super) plain: &'static str,
    /// Under an article that has lost some of its structure.
    pub(super) cut: &'static str,
}

static ENGLISH: Notes = Notes {
    plain: "The rest of this post is too much to lay out; it is shown as plain text.",
    cut: "Some of this post is too much to lay out; its text is here, its structure is not.",
};
static RUSSIAN: Notes = Notes {
    plain: "Остальное слишком велико для вёрстки и показано простым текстом.",
    cut: "Часть записи слишком сложна для вёрстки: текст на месте, оформления нет.",
};

/// The sentences in a language, English for one without.
pub(super) fn of(language: &str) -> &'static Notes {
    match language.get(..2) {
        Some("ru") => &RUSSIAN,
        _ => &ENGLISH,
    }
}

impl Builder<'_> {
    /// Puts a note among the blocks, where nothing is open.
    pub(super) fn say(&mut self, start: usize, sentence: &str) {
        let note = Element {
            tag: Tag::P,
            attributes: vec![Attribute::Class(Class::Alert(Alert::Note))],
            children: vec![Node::Text(sentence.to_owned())],
        };
        self.nodes += 2;
        self.node(Node::Element(note), start);
    }
}
