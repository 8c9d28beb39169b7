//! The file of a post, taken apart. Pieces may go from one thread to another,
//! which the trees of a post may not.

use crate::diagnostic::{Diagnostic, Position, Problem};
use crate::front_matter::{FrontMatter, Keys, More};
use crate::split::Format;
use crate::summary::Divided;
use crate::{split, summary, text};

/// The pieces of a file; [`super::Post::of`] makes a post of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pieces<T = More> {
    pub(super) front_matter: FrontMatter,
    /// What else the front matter says.
    pub(super) more: T,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) body: String,
    pub(super) body_line: usize,
    pub(super) divider: Option<usize>,
}

impl Pieces {
    /// Takes the bytes of a file apart.
    pub fn of(bytes: &[u8]) -> Self {
        Self::with(bytes, More::of)
    }
}

impl<T> Pieces<T> {
    /// `more` reads what is left of the front matter.
    pub(super) fn with(bytes: &[u8], more: fn(&mut Keys<'_>) -> T) -> Self {
        let (text, mut diagnostics) = text::decode(bytes);
        let parts = split::split(&text);
        let (format, front_matter) = parts.front_matter.unwrap_or((Format::Yaml, ""));
        let (front_matter, more, found) =
            FrontMatter::read_with(format, front_matter, parts.front_matter_line, more);
        if !parts.closed {
            // An object begins with its brace, the others below their fence.
            let line = match format {
                Format::Json => parts.front_matter_line,
                Format::Yaml | Format::Toml => parts.front_matter_line.saturating_sub(1),
            };
            let position = Position { line, column: 1 };
            diagnostics.push(Diagnostic::error(
                position,
                Problem::Unclosed {
                    fence: format.closing_fence(),
                },
            ));
        }
        diagnostics.extend(found);
        let Divided { body, divider } = summary::divide(parts.body);
        Self {
            front_matter,
            more,
            diagnostics,
            body,
            body_line: parts.body_line,
            divider,
        }
    }
}
