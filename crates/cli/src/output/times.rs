//! Files that a build has made anew and that are the same as before.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::parallel::in_parallel;

/// Whether two files have the same bytes.
pub(crate) fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (one_about, other_about) = (fs::metadata(one)?, fs::metadata(other)?);
    Ok(one_about.len() == other_about.len() && fs::read(one)? == fs::read(other)?)
}

/// Gives the files below `new` that are the same below `old` the time that those
/// have: what sends a site to its host takes the time for a change. One that
/// cannot be given its time is sent once more, and that is all.
pub(super) fn keep_times(old: &Path, new: &Path) {
    let files = WalkDir::new(new).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    let files: Vec<PathBuf> = files.map(walkdir::DirEntry::into_path).collect();
    in_parallel(&files, &|file| {
        let before = old.join(file.strip_prefix(new).unwrap_or(file));
        if is_same(&before, file).unwrap_or(false) {
            let _ = keep_time(&before, file);
        }
    });
}

fn keep_time(before: &Path, file: &Path) -> io::Result<()> {
    let time = fs::metadata(before)?.modified()?;
    // A copy of a file that is only to be read is one, too. Its owner may set the
    // time all the same, but for Windows, which wants it open for writing.
    let open = File::options().read(true).write(cfg!(windows)).open(file)?;
    open.set_modified(time)
}
