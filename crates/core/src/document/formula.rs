//! Formulas in the tree: as they are written, and how the parts of typeset
//! ones look.

use super::{Attribute, Class, Element, Node};

/// A formula of an article, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The byte offset of its first letter in the body.
    pub start: usize,
    /// What stands between its signs.
    pub source: String,
    /// Whether it stands on lines of its own.
    pub is_block: bool,
}

impl Formula {
    /// Where in the body the byte `at` of its source stands; its beginning,
    /// where Markdown took signs out of its lines.
    pub(crate) fn place(&self, at: usize, body: &str) -> usize {
        let written = body.get(self.start..).unwrap_or_default();
        let is_there = self
            .source
            .get(..at)
            .is_some_and(|before| written.starts_with(before));
        self.start + if is_there { at } else { 0 }
    }
}

impl Element {
    /// Whether it is a formula that nobody has typeset, and if so, whether it
    /// stands on lines of its own.
    pub fn formula(&self) -> Option<bool> {
        let mut attributes = self.attributes.iter();
        attributes.find_map(|attribute| match attribute {
            Attribute::Class(Class::Formula { is_block }) => Some(*is_block),
            _ => None,
        })
    }
}

/// Gives every formula among `nodes` that nobody has typeset to `change`.
pub fn change_formulas(nodes: &mut [Node], change: &mut dyn FnMut(&mut Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            match element.formula() {
                Some(_) => change(element),
                None => change_formulas(&mut element.children, change),
            }
        }
    }
}

/// Gives what stands among `typeset` where a formula stands among `written`,
/// which is the same but for them, to `give`.
pub fn each_typeset<'a>(
    written: impl Iterator<Item = &'a Node>,
    typeset: impl Iterator<Item = &'a Node>,
    give: &mut dyn FnMut(&'a Element),
) {
    for pair in written.zip(typeset) {
        if let (Node::Element(written), Node::Element(typeset)) = pair {
            match written.formula() {
                Some(_) => give(typeset),
                None => each_typeset(written.children.iter(), typeset.children.iter(), give),
            }
        }
    }
}

/// Whether a formula among `nodes` is not typeset.
pub fn has_formulas<'a>(mut nodes: impl Iterator<Item = &'a Node>) -> bool {
    nodes.any(has_formula)
}

fn has_formula(node: &Node) -> bool {
    match node {
        Node::Text(_) => false,
        Node::Element(element) => {
            element.formula().is_some() || element.children.iter().any(has_formula)
        }
    }
}

/// How parts of formulas look where MathML has no attribute for it: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks(u32);

/// The members of the set, each with its class in the style sheet.
macro_rules! looks {
    ($($(#[$doc:meta])* $look:ident $name:literal;)*) => {
        /// One look of a part of a formula.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Look {
            $($(#[$doc])* $look,)*
        }

        static CLASSES: &[&str] = &[$($name,)*];
    };
}

looks! {
    /// Heavy letters.
    Bold "math-bold";
    /// Slanted letters.
    Italic "math-italic";
    /// Letters of one width.
    Mono "math-mono";
    /// Small capitals.
    Caps "math-caps";
    /// Letters without serifs.
    Sans "math-sans";
    /// Letters with serifs.
    Serif "math-serif";
    /// Struck through.
    Struck "math-struck";
    /// Underlined.
    Underlined "math-underlined";
    /// Three eighteenths of an em back.
    BackThin "math-back-3";
    /// Four eighteenths of an em back.
    BackMedium "math-back-4";
    /// Five eighteenths of an em back.
    BackThick "math-back-5";
    /// An em back.
    BackQuad "math-back-18";
    /// With lower superscripts, as under a root.
    Compact "math-compact";
    /// As wide as there is room.
    Wide "math-wide";
    /// Half as wide as its table.
    Half "math-half";
    /// A margin of its table.
    Narrow "math-narrow";
    /// Aligned to the left.
    Left "math-left";
    /// Aligned to the right.
    Right "math-right";
    /// With no space before it.
    NoSpaceBefore "math-before-0";
    /// With an em before it.
    SpaceBefore "math-before-1";
    /// With no space after it.
    NoSpaceAfter "math-after-0";
    /// With no space above and below.
    NoSpaceAround "math-around-0";
    /// With little space before and after it.
    Gap "math-gap";
    /// With some space above it.
    Raised "math-raised";
    /// With a line on its left.
    LineLeft "math-line-left";
    /// With a dashed line on its left.
    DashLeft "math-dash-left";
    /// With a line on its right.
    LineRight "math-line-right";
    /// With a dashed line on its right.
    DashRight "math-dash-right";
    /// With a line above it.
    LineTop "math-line-top";
    /// With a dashed line above it.
    DashTop "math-dash-top";
    /// Struck through from below.
    StruckUp "math-struck-up";
    /// Struck through from above.
    StruckDown "math-struck-down";
}

impl Looks {
    /// The set with one look more.
    #[must_use]
    pub fn with(self, look: Look) -> Self {
        Self(self.0 | 1 << look as u32)
    }

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    pub(crate) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The classes of the set, parted by spaces.
    pub(crate) fn names(self) -> String {
        let mut names = String::new();
        for (bit, name) in CLASSES.iter().enumerate() {
            if self.0 >> bit & 1 == 1 {
                if !names.is_empty() {
                    names.push(' ');
                }
                names.push_str(name);
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_classes() {
        let looks = Looks::default().with(Look::StruckDown).with(Look::Bold);
        assert_eq!(looks.names(), "math-bold math-struck-down");
        assert_eq!(Looks::from_bits(looks.bits()), looks);
        assert!(Looks::default().is_empty() && CLASSES.len() == 32);
    }
}
