//! What a page reported about itself, and which of it is a failure.

use serde_json::Value;

/// The script every page begins with.
pub(crate) const SCRIPT: &str = include_str!("probe.js");

/// Something a page did that nobody asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Report {
    /// Tells reports apart that arrive by two ways.
    pub(crate) id: String,
    /// `policy`, `resource`, `error`, `rejection`, `console.error`,
    /// `console.warn` or `shift`.
    pub(crate) kind: String,
    /// What happened.
    pub(crate) text: String,
    /// Where.
    pub(crate) page: String,
}

impl Report {
    pub(crate) fn from_json(value: &Value) -> Option<Self> {
        let field = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
        Some(Self {
            id: field("id")?,
            kind: field("kind")?,
            text: field("text")?,
            page: field("page")?,
        })
    }

    /// How far the layout jumped, if that is what happened.
    pub(crate) fn shift(&self) -> Option<f64> {
        (self.kind == "shift").then(|| self.text.parse().ok())?
    }
}

/// The lines that fail a test: all reports but layout shifts (which have a
/// test of their own) and those that contain one of the `allowed` texts.
pub(crate) fn complaints(reports: &[Report], allowed: &[String]) -> Vec<String> {
    reports
        .iter()
        .filter(|report| report.kind != "shift")
        .map(|report| format!("{}: {} (on {})", report.kind, report.text, report.page))
        .filter(|line| !allowed.iter().any(|text| line.contains(text)))
        .collect()
}
