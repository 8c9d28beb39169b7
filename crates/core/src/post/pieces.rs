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
        let (mut front_matter, more, found) =
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
            // A draft shown by mistake is worse than a post that waits.
            if holds_back(parts.body) {
                front_matter.published = Some(false);
            }
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

/// How far below front matter that is not closed the rest of it is looked for,
/// in lines.
const MOST_LINES: usize = 50;

/// Whether a line at the beginning of `body` reads `draft: true` or the like.
fn holds_back(body: &str) -> bool {
    let word = |text: &str| {
        let text = text.trim().trim_end_matches(',');
        text.trim_matches(['"', '\'', ' ']).to_ascii_lowercase()
    };
    body.lines().take(MOST_LINES).any(|line| {
        let parted = line.split_once([':', '=']);
        parted.is_some_and(|(key, value)| match word(key).as_str() {
            "draft" => matches!(word(value).as_str(), "true" | "yes" | "on"),
            "published" => matches!(word(value).as_str(), "false" | "no" | "off"),
            _ => false,
        })
    })
}
