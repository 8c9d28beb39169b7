//! Formulas typeset: LaTeX to MathML, in the tree of the core.
//!
//! math-core does the work and writes a text; [`tree`] reads that text back
//! into elements and attributes of the core's tables, so that a page cannot
//! say anything that is not in them. The command uses this crate as it is; the
//! browser loads it as a module of its own where a page has formulas.
//!
//! Whatever goes wrong, the formula stays as it is written, with the reason.

mod limits;
#[cfg(target_arch = "wasm32")]
mod module;
mod refusal;
mod style;
mod tree;

use inkfold_core::document::{
    Attribute, Class, Document, Element, Formula, Name, Node, Tag, change_formulas,
};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

pub use refusal::Refusal;

/// Typesets the formulas of an article, one after the other: their numbers go
/// on, and there is a limit to all of them together.
#[derive(Debug, Default)]
pub struct Typesetter {
    converter: Converter,
    elements: usize,
}

/// The library, made where a formula asks for it: few articles have one.
#[derive(Debug, Default)]
struct Converter(Option<LatexToMathML>);

impl Converter {
    fn get(&mut self) -> Option<&mut LatexToMathML> {
        if self.0.is_none() {
            // Without macros of ours it cannot fail.
            self.0 = LatexToMathML::new(MathCoreConfig::default()).ok();
        }
        self.0.as_mut()
    }
}

impl Typesetter {
    /// The element that shows the formula `source`: MathML, or what was
    /// written with the reason why it is not.
    pub fn formula(&mut self, source: &str, is_block: bool) -> Element {
        match self.typeset(source, is_block) {
            Ok(element) => element,
            Err(refusal) => Element {
                tag: Tag::Code,
                attributes: vec![
                    Attribute::Class(Class::Refused { is_block }),
                    Attribute::Plain(Name::Title, refusal.to_string()),
                ],
                children: vec![Node::Text(source.to_owned())],
            },
        }
    }

    /// The formula `source` in MathML.
    ///
    /// # Errors
    ///
    /// Why it cannot be typeset, and where that shows.
    pub fn typeset(&mut self, source: &str, is_block: bool) -> Result<Element, Refusal> {
        limits::check(source)?;
        if self.elements > limits::MOST_OF_ALL {
            return Err(Refusal::TooMuch);
        }
        let tree = self.tree(source, is_block).inspect_err(|_| {
            // What is refused in the end took its time too.
            self.elements += source.len();
        })?;
        let elements = self.elements + tree.elements;
        if elements > limits::MOST_OF_ALL {
            return Err(Refusal::TooMuch);
        }
        self.elements = elements;
        let mut math = tree.math;
        let source = Attribute::Plain(Name::Alttext, source.trim().to_owned());
        math.attributes.push(source);
        Ok(math)
    }

    fn tree(&mut self, source: &str, is_block: bool) -> Result<tree::Tree, Refusal> {
        let display = match is_block {
            true => MathDisplay::Block,
            false => MathDisplay::Inline,
        };
        let converter = self.converter.get().ok_or(Refusal::Unknown)?;
        let converted = converter
            .convert_with_global_state(source, display)
            .map_err(|error| Refusal::of(&error))?;
        tree::read(&converted.mathml)
    }

    /// Why a formula cannot be typeset, and at which byte of its source; for
    /// [`Document::check_formulas`].
    pub fn refusal(&mut self, formula: &Formula) -> Option<(usize, String)> {
        let refusal = self.typeset(&formula.source, formula.is_block).err()?;
        Some((refusal.place(), refusal.to_string()))
    }

    /// Typesets the formulas among `nodes`.
    pub fn nodes(&mut self, nodes: &mut [Node]) {
        change_formulas(nodes, &mut |element| {
            if let Some(is_block) = element.formula() {
                let mut source = String::new();
                inkfold_core::document::plain_text(&element.children, &mut source);
                *element = self.formula(&source, is_block);
            }
        });
    }

    /// Typesets the formulas of an article.
    pub fn document(&mut self, document: &mut Document) {
        for (_, node) in &mut document.blocks {
            self.nodes(std::slice::from_mut(node));
        }
    }
}
