//! How far long work has come, for whoever sits before a terminal.

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

/// With fewer things, it is done before anybody has read it.
const FEWEST: usize = 500;

/// Tells how many of `count` things are done, on a line of the terminal that
/// goes when all are. Where standard error is no terminal, nothing is told.
pub(crate) fn bar(what: &'static str, count: usize) -> ProgressBar {
    if count < FEWEST {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {pos} of {len}");
    ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX))
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(what)
        .with_finish(ProgressFinish::AndClear)
}
