//! What was left out of an article or mended in it, for its author.
//!
//! Only the vocabulary and where it was noticed; each part of the reader says
//! for itself what it did.

use super::hosts::is_short;
use crate::diagnostic::Level;

/// How many repairs are kept; whoever has more mends the first ones first.
pub(crate) const MOST: usize = 100;

/// One thing that is not shown as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Repair {
    /// An address whose scheme could run something, or that is none.
    #[error("`{0}` is not an address a post may link to; only its text is shown")]
    Address(String),
    /// An attribute that no element, or not this one, may have.
    #[error("the attribute `{name}` is left out of `<{element}>`")]
    Attribute {
        /// Its name.
        name: String,
        /// The element's name.
        element: &'static str,
    },
    /// An element that could do harm.
    #[error("`<{0}>` is left out, with what stands in it")]
    Dropped(String),
    /// A tag of another engine's that says nothing here.
    #[error("`{0}` is of another engine and not known here; it is shown as it is written")]
    Foreign(String),
    /// A formula that cannot be typeset.
    #[error("the formula is shown as it is written: {0}")]
    Formula(String),
    /// Characters nobody sees, in code or around a change of direction.
    #[error("there is an invisible character here: U+{0:04X}")]
    Hidden(u32),
    /// A page shown within the post.
    #[error("posts do not show other pages in themselves; there is a link to it instead")]
    Linked,
    /// A link that says one host and leads to another.
    #[error("the link says `{text}` and leads to `{host}`; both are shown")]
    LookAlike {
        /// What it says.
        text: String,
        /// Where it leads.
        host: String,
    },
    /// An element where HTML does not let it stand.
    #[error("`<{0}>` cannot stand here; what stands in it is kept")]
    Misplaced(&'static str),
    /// A comment or the like with no end, which hides what follows.
    #[error("`{0}` is never closed; what follows it is not shown")]
    Open(&'static str),
    /// An end tag with no start.
    #[error("`</{0}>` closes nothing")]
    Stray(String),
    /// Blocks in blocks, deeper than a browser can draw.
    #[error("this is nested too deep; the text is kept")]
    TooDeep,
    /// More of something than a page can have.
    #[error("there are more than {most} {what}; the rest is shown as plain text")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many may be.
        most: usize,
    },
    /// A start tag with no end.
    #[error("`<{0}>` is never closed")]
    Unclosed(String),
    /// A tag that stops in its middle.
    #[error("a tag has no `>`; it is shown as text")]
    Unfinished,
    /// An element posts do not have.
    #[error("`<{0}>` is left out; what stands in it is kept")]
    Unknown(String),
}

impl Repair {
    /// How bad it is for the reader.
    pub fn level(&self) -> Level {
        match self {
            Self::LookAlike { host, .. } if is_short(host) => Level::Warning,
            Self::Address(_)
            | Self::Dropped(_)
            | Self::Formula(_)
            | Self::LookAlike { .. }
            | Self::Open(_)
            | Self::TooDeep
            | Self::TooMany { .. } => Level::Error,
            _ => Level::Warning,
        }
    }
}

/// Repairs in the order they were made, each with its byte offset.
#[derive(Default)]
pub(super) struct Repairs(Vec<(usize, Repair)>);

impl Repairs {
    pub(super) fn note(&mut self, offset: usize, repair: Repair) {
        if self.0.len() < MOST {
            self.0.push((offset, repair));
        }
    }

    pub(super) fn list(self) -> Vec<(usize, Repair)> {
        self.0
    }
}
