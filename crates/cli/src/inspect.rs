//! `inkfold inspect`: what becomes of a post, and why it does not show.
//!
//! Reads thousands of files in one go, on every processor. Which files, and
//! what is known about each, is decided here; how that is written, in
//! [`record`].

mod files;
mod json;
mod record;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::{fs, num};

use inkfold_core::post::Post;

use crate::clock;
use crate::failure::Failure;
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
    for (_, answer) in in_parallel(&files.found, &|found| describe(&files, found, format, now)) {
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

/// What `work` makes of each of `items`, in their order.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: &(dyn Fn(&T) -> R + Sync)) -> Vec<(usize, R)> {
    let next = AtomicUsize::new(0);
    let take_all = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(place) else {
                return done;
            };
            done.push((place, work(item)));
        }
    };
    let processors = thread::available_parallelism().map_or(1, num::NonZeroUsize::get);
    let mut done = thread::scope(|scope| {
        let workers: Vec<_> = (0..processors).map(|_| scope.spawn(take_all)).collect();
        let results = workers.into_iter().flat_map(|worker| {
            let done = worker.join();
            done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        results.collect::<Vec<_>>()
    });
    done.sort_by_key(|(place, _)| *place);
    done
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
