//! How much of everything an article may have, and why.
//!
//! Past a limit the text stays readable and structure goes; see
//! [`super::builder::Builder::become_plain`].

/// How many bytes are read as Markdown. A megabyte is a long novel; twice
/// that draws in about a second on a telephone.
pub(super) const MOST_BYTES: usize = 2 * 1024 * 1024;
/// How deep elements nest. Chromium dies near 5,000, the stack of the app
/// near 600; nobody can read ten.
pub(super) const DEEPEST: usize = 64;
/// How many elements are open at once: what Inkfold itself wraps around them
/// (a code block's `pre`, a table's rows, the list of footnotes) fits in
/// between.
pub(super) const MOST_OPEN: usize = DEEPEST - 8;
/// How many nodes there are; a short source can ask for millions.
pub(super) const MOST_NODES: usize = 200_000;
/// How many cells all tables have; 45 KB of ragged rows ask for 500,000.
pub(super) const MOST_CELLS: usize = 50_000;
/// How many footnotes are called; each is a link there and a link back.
pub(super) const MOST_FOOTNOTES: usize = 2_000;
/// How many calls of one footnote it links back to.
pub(super) const MOST_BACK_LINKS: usize = 26;
/// How many formulas an article has; a book on analysis has fewer.
pub(super) const MOST_FORMULAS: usize = 5_000;
