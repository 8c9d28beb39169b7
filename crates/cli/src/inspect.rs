//! `inkfold inspect`: what becomes of a post, and why it does not show.
//!
//! Reads thousands of files in one go, on every processor. Which files, and
//! what is known about each, is decided here; how that is written, in
//! [`record`].

mod files;
mod record;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use inkfold_core::post::Post;

use crate::clock;
use crate::failure::Failure;
use crate::parallel::in_parallel;
use files::{Files, Found};
use record::Record;

/// How a post is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A few lines a post, for people.
    Text,
    /// A JSON object a line.
    Json,
}

/// Describes the posts at `paths` (of folders, every post below them) on
/// `out`, in the order they were found. What could not be read is added to
/// `notes`, a line each.
///
/// # Errors
///
/// A path at which nothing is, or that `out` cannot be written to.
pub fn inspect(
    paths: &[PathBuf],
    format: Format,
    out: &mut dyn Write,
    notes: &mut Vec<String>,
) -> Result<(), Failure> {
    let files = Files::find(paths, notes)?;
    let now = clock::now();
    for answer in in_parallel(&files.found, &|found| describe(&files, found, format, now)) {
        match answer {
            Ok(text) => match out.write_all(text.as_bytes()) {
                // Whoever reads along has seen enough.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                written => written.map_err(Failure::Output)?,
            },
            Err(note) => notes.push(note),
        }
    }
    out.flush().map_err(Failure::Output)
}

/// The lines of a file; none for a page that lists others, unless it was
/// named.
fn describe(files: &Files, found: &Found, format: Format, now: i64) -> Result<String, String> {
    let bytes = fs::read(&found.file)
        .map_err(|error| format!("{}: error: cannot be read: {error}", found.shown))?;
    let (post, more) = Post::read_whole(&found.inside, &bytes);
    if more.is_list() && !found.named {
        return Ok(String::new());
    }
    let blog = files.blog_of(found);
    let record = Record::of(&post, &found.shown, blog, now);
    Ok(match format {
        Format::Text => record.text(),
        Format::Json => record.json(),
    })
}

#[cfg(test)]
mod tests;
