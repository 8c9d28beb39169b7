//! How far long work has come, for whoever sits before a terminal.

use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle, WeakProgressBar};

/// With fewer things, it is done before anybody has read it.
const FEWEST: usize = 500;

/// What is on the terminal now.
static SHOWN: Mutex<Option<WeakProgressBar>> = Mutex::new(None);

/// Takes what is told off the terminal, for good.
pub(crate) fn clear() {
    let shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bar) = shown.as_ref().and_then(WeakProgressBar::upgrade) {
        bar.finish_and_clear();
    }
}

/// Tells how many of `count` things are begun, on a line of the terminal that
/// goes when all are done. Where standard error is no terminal, nothing is told.
pub(crate) fn bar(what: &'static str, count: usize) -> ProgressBar {
    if count < FEWEST {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {pos} of {len}");
    let bar = ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX))
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(what)
        .with_finish(ProgressFinish::AndClear);
    *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.downgrade());
    bar
}
