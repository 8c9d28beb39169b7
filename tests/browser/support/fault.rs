//! What can go wrong between a host and a reader, to be set per address while
//! a test runs.

use std::time::Duration;

/// A way in which a host fails.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Answers with this status and an error page.
    Status(u16),
    /// Answers 200 with the blog's `index.html`, as hosts for single-page
    /// apps do for everything they do not know.
    Fallback,
    /// Accepts the request and never answers.
    Silence,
    /// Answers once the fault is lifted.
    Held,
    /// Answers after this long.
    Late(Duration),
    /// Promises the whole body, sends half of it, and the connection ends.
    Truncated,
    /// Answers with these bytes under this content type.
    Instead {
        /// The content type.
        kind: &'static str,
        /// The bytes.
        body: Vec<u8>,
    },
    /// The connection ends without a byte, as when there is no network.
    Dropped,
}

/// The faults in force: the newest one that fits an address counts.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<(String, Fault)>);

impl Faults {
    pub(crate) fn set(&mut self, pattern: &str, fault: Fault) {
        self.lift(pattern);
        self.0.push((pattern.to_owned(), fault));
    }

    pub(crate) fn lift(&mut self, pattern: &str) {
        self.0.retain(|(other, _)| other != pattern);
    }

    pub(crate) fn find(&self, path: &str) -> Option<Fault> {
        self.0
            .iter()
            .rev()
            .find(|(pattern, _)| fits(pattern, path))
            .map(|(_, fault)| fault.clone())
    }
}

/// Whether a path fits a pattern: a `*` in front stands for anything before,
/// one at the end for anything after.
pub(crate) fn fits(pattern: &str, path: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), None) => path.ends_with(end),
        (None, Some(start)) => path.starts_with(start),
        (Some(_), Some(_)) => path.contains(pattern.trim_matches('*')),
        (None, None) => path == pattern,
    }
}
