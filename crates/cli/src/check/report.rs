//! Findings as text: for people, for programs, for GitHub.
//!
//! The first line of each is `file:line:column: level: message`, whoever reads
//! it; people see the line of the file below it, with what is meant marked.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level as Mark, Renderer, Snippet};
use inkfold_core::diagnostic::Level;
use inkfold_core::text;

use super::Format;
use super::finding::{Finding, Place};
use crate::json::Object;
use crate::source::too_long;

/// How many bytes of a line people are shown.
const LONGEST_LINE: usize = 10_000;

/// Writes findings of the blog in `folder`.
pub(super) struct Report<'a> {
    pub(super) folder: &'a Path,
    pub(super) format: Format,
    pub(super) colour: bool,
}

impl Report<'_> {
    /// Writes all of `findings`, which are sorted, to `out`.
    pub(super) fn write(&self, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
        for file in findings.chunk_by(|a, b| a.path == b.path) {
            let Some(first) = file.first() else {
                continue;
            };
            let path = self.folder.join(&first.path);
            let lines = match self.format {
                Format::Human => lines_of(&path),
                Format::Json | Format::Github => Vec::new(),
            };
            for finding in file {
                let text = match self.format {
                    Format::Human => self.human(finding, &path, &lines),
                    Format::Json => json(finding, &path),
                    Format::Github => github(finding, &path),
                };
                out.write_all(text.as_bytes())?;
            }
        }
        out.flush()
    }

    fn human(&self, finding: &Finding, path: &Path, lines: &[String]) -> String {
        let Finding {
            place,
            level,
            message,
            ..
        } = finding;
        let (mark, style) = match level {
            Level::Error => (Mark::ERROR, "\u{1b}[1;31m"),
            Level::Warning => (Mark::WARNING, "\u{1b}[1;33m"),
        };
        let (on, off) = match self.colour {
            true => (style, "\u{1b}[0m"),
            false => ("", ""),
        };
        let file = plain(&path.to_string_lossy());
        let message = plain(message);
        let mut out = format!("{file}:{}: {on}{level}{off}: {message}\n", place.position);
        let line = lines.get(place.position.line.saturating_sub(1));
        if let Some(line) = line.filter(|line| !line.trim().is_empty() && line.len() < LONGEST_LINE)
        {
            let snippet = Snippet::source(line.as_str())
                .line_start(place.position.line)
                .annotation(AnnotationKind::Primary.span(span(line, *place)));
            let renderer = match self.colour {
                true => Renderer::styled(),
                false => Renderer::plain(),
            };
            out.push_str(&renderer.render(&[Group::with_level(mark).element(snippet)]));
            out.push_str("\n\n");
        }
        out
    }
}

/// The bytes of a line at a place.
fn span(line: &str, place: Place) -> std::ops::Range<usize> {
    let offset = |letters: usize| {
        let at = line.char_indices().nth(letters);
        at.map_or(line.len(), |(at, _)| at)
    };
    let start = place.position.column.saturating_sub(1);
    offset(start)..offset(start + place.length)
}

fn lines_of(path: &PathBuf) -> Vec<String> {
    let bytes = match fs::metadata(path) {
        // What was not looked at is not shown.
        Ok(about) if too_long(about.len()).is_none() => fs::read(path).unwrap_or_default(),
        _ => Vec::new(),
    };
    let (text, _) = text::decode(&bytes);
    text.lines().map(str::to_owned).collect()
}

/// Text that cannot tell a terminal what to do, nor break the line.
fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| match letter.is_control() {
            true => char::REPLACEMENT_CHARACTER,
            false => letter,
        })
        .collect()
}

fn json(finding: &Finding, path: &Path) -> String {
    let mut object = Object::new();
    let position = finding.place.position;
    object.text("file", Some(&path.to_string_lossy()));
    object.raw("line", &position.line.to_string());
    object.raw("column", &position.column.to_string());
    object.raw("length", &finding.place.length.to_string());
    object.text("level", Some(&finding.level.to_string()));
    object.text("message", Some(&finding.message));
    object.end() + "\n"
}

/// A workflow command, which GitHub makes a note on the line of.
fn github(finding: &Finding, path: &Path) -> String {
    let escaped = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let file = path.to_string_lossy().replace('\\', "/");
    let file = escaped(&file).replace(':', "%3A").replace(',', "%2C");
    let position = finding.place.position;
    format!(
        "::{} file={file},line={},col={},endColumn={}::{}\n",
        finding.level,
        position.line,
        position.column,
        position.column + finding.place.length,
        escaped(&finding.message)
    )
}
