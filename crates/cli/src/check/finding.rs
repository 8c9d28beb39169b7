//! What was found: where, how bad, and in which words.

use inkfold_core::diagnostic::{Diagnostic, Level, Position};

/// Letters of a line, from a place on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The first of them.
    pub(super) position: Position,
    /// How many there are.
    pub(super) length: usize,
}

impl Place {
    /// The beginning of a file, for what is wrong with all of it.
    pub(super) const START: Self = Self {
        position: Position { line: 1, column: 1 },
        length: 1,
    };
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        Self {
            position,
            length: 1,
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// The file, as a path in the blog's folder.
    pub(super) path: String,
    pub(super) place: Place,
    pub(super) level: Level,
    pub(super) message: String,
}

impl Finding {
    /// Something is not shown as its author meant it.
    pub(super) fn error(path: &str, place: Place, message: String) -> Self {
        Self {
            path: path.to_owned(),
            place,
            level: Level::Error,
            message,
        }
    }

    /// Something works, and should be looked at.
    pub(super) fn warning(path: &str, place: Place, message: String) -> Self {
        Self {
            level: Level::Warning,
            ..Self::error(path, place, message)
        }
    }

    /// What the core noticed in the file `path`; `place` is where, if it did
    /// not say.
    pub(super) fn of(path: &str, found: &Diagnostic, place: Place) -> Self {
        Self {
            path: path.to_owned(),
            place: found.position.map_or(place, Place::from),
            level: found.level,
            message: found.problem.to_string(),
        }
    }
}

/// By file, and from top to bottom in each.
pub(super) fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        let key = |finding: &'_ Finding| (finding.path.clone(), finding.place.position);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    findings.dedup();
}
