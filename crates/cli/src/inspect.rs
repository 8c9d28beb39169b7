//! `inkfold inspect`: what becomes of a post, and why it does not show.
//!
//! Reads thousands of files in one go, on every processor, then holds them
//! against each other for their addresses. Which files, and what is known
//! about each, is decided here; how that is written, in [`record`].

mod files;
mod record;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use inkfold_core::blog::{Claim, give};
use inkfold_core::post::{Post, Status};

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
    let mut records = Vec::new();
    for answer in in_parallel(&files.found, &|found| describe(&files, found, now)) {
        match answer {
            Ok(record) => records.extend(record),
            Err(note) => notes.push(note),
        }
    }
    for blog in 0..files.blogs() {
        let shown = records.iter_mut();
        settle(shown.filter(|record| record.blog == blog));
    }
    for record in &records {
        let text = match format {
            Format::Text => record.text(),
            Format::Json => record.json(),
        };
        match out.write_all(text.as_bytes()) {
            // Whoever reads along has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            written => written.map_err(Failure::Output)?,
        }
    }
    out.flush().map_err(Failure::Output)
}

/// What becomes of a file; nothing for a page that lists others, unless it was
/// named.
fn describe(files: &Files, found: &Found, now: i64) -> Result<Option<Record>, String> {
    let bytes = fs::read(&found.file)
        .map_err(|error| format!("{}: error: cannot be read: {error}", found.shown))?;
    let (mut post, more) = Post::read_whole(&found.inside, &bytes);
    if more.is_list() && !found.named {
        return Ok(None);
    }
    let blog = files.blog_of(found);
    post.read_path_in(&blog.site.languages);
    Ok(Some(Record::of(post, found, blog, now)))
}

/// Gives the posts of one blog that are shown their addresses.
fn settle<'a>(records: impl Iterator<Item = &'a mut Record>) {
    let shown = records.filter(|record| record.status == Status::Published);
    let mut shown: Vec<&mut Record> = shown.collect();
    let claims: Vec<Claim> = shown.iter().map(|record| record.claim.clone()).collect();
    for (record, address) in shown.iter_mut().zip(give(&claims)) {
        record.address = address;
    }
}

#[cfg(test)]
mod tests;
