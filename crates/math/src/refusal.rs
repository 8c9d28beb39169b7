//! Why a formula is shown as it is written.

use math_core::LatexError;

use crate::limits::{LONGEST, MOST_ELEMENTS, MOST_OPEN};

/// Why a formula is not typeset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not LaTeX, or says something that is not known here.
    #[error("{reason}")]
    Latex {
        /// The byte of the formula at which that shows.
        at: usize,
        /// What is wrong, in words.
        reason: String,
    },
    /// It is too long.
    #[error("a formula has at most {LONGEST} bytes")]
    TooLong,
    /// Too much in it may stand in each other.
    #[error("this is nested too deep, or has more than {MOST_OPEN} commands in a row")]
    TooDeep,
    /// It asks for too many elements.
    #[error("a formula has at most {MOST_ELEMENTS} elements")]
    TooLarge,
    /// The formulas before it have used up what a page has room for.
    #[error("there are too many formulas on this page")]
    TooMuch,
    /// What came out is not in the tables: a mistake of ours.
    #[error("this is not known here")]
    Unknown,
}

impl Refusal {
    pub(crate) fn of(error: &LatexError) -> Self {
        let said = error.error_message();
        // A sentence, which may end with what stands for more.
        let reason = match said.strip_suffix('.') {
            Some(reason) if !reason.ends_with('.') => reason.to_owned(),
            _ => said,
        };
        Self::Latex {
            at: error.0.start,
            reason,
        }
    }

    /// The byte of the formula to look at.
    pub fn place(&self) -> usize {
        match self {
            Self::Latex { at, .. } => *at,
            _ => 0,
        }
    }
}
