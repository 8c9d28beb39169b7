//! Formulas: `$x$`, `$$x$$` and code blocks in the language `math`.
//!
//! They stay as they are written, in `code` with a class, until somebody
//! typesets them; so they are read even where nobody can.

use std::ops::Range;

use super::builder::Builder;
use super::finish::LITERAL;
use super::frame::{Origin, clean};
use super::limits::MOST_FORMULAS;
use super::repair::Repair;
use crate::document::{Attribute, Class, Element, Formula, Node, Tag};

/// The language of a code block that is a formula, as on GitHub.
const LANGUAGE: &str = "math";

impl Builder<'_> {
    /// A formula among words; `range` has its dollar signs too.
    pub(super) fn formula(&mut self, source: &str, range: &Range<usize>, is_block: bool) {
        let written = self.body.get(range.clone()).unwrap_or_default();
        if self.plain || self.is_dropping() || self.is_in(&LITERAL) {
            return self.text(written, range.start, Origin::Html);
        }
        let start = range.start + if is_block { 2 } else { 1 };
        // GitHub's way to keep Markdown out of a formula.
        let quoted = source.strip_prefix('`').and_then(|s| s.strip_suffix('`'));
        let (source, start) = match quoted {
            Some(inside) if !is_block => (inside, start + 1),
            _ => (source, start),
        };
        self.note_hidden(source, start);
        match self.formula_element(source, start, is_block) {
            Some(element) => self.leaf(element, range.start),
            None => self.text(written, range.start, Origin::Html),
        }
    }

    /// What a code block with these attributes becomes that is a formula.
    pub(super) fn formula_block(
        &mut self,
        attributes: &[Attribute],
        source: &str,
        start: usize,
    ) -> Option<Node> {
        let is_math = |attribute: &Attribute| matches!(attribute, Attribute::Class(Class::Language(name)) if name == LANGUAGE);
        if !self.reading.math || !attributes.iter().any(is_math) {
            return None;
        }
        let fence = self.body.get(start..).unwrap_or_default();
        let first_line = fence.find('\n').map_or(start, |at| start + at + 1);
        let element = self.formula_element(source.trim_end(), first_line, true)?;
        self.nodes += 2;
        Some(Node::Element(Element::new(
            Tag::P,
            vec![Node::Element(element)],
        )))
    }

    fn formula_element(&mut self, source: &str, start: usize, is_block: bool) -> Option<Element> {
        let source = clean(source);
        if self.formulas.len() >= MOST_FORMULAS {
            let what = Repair::TooMany {
                what: "formulas",
                most: MOST_FORMULAS,
            };
            self.repairs.note(start, what);
            self.cut = true;
            return None;
        }
        self.formulas.push(Formula {
            start,
            source: source.clone().into_owned(),
            is_block,
        });
        Some(Element {
            tag: Tag::Code,
            attributes: vec![Attribute::Class(Class::Formula { is_block })],
            children: vec![Node::Text(source.into_owned())],
        })
    }
}

#[cfg(test)]
mod tests;
