//! The folder a site is written to: built beside it, then put in its place,
//! so that a build that fails leaves what was there.

mod moves;
mod passing;
mod times;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::failure::Failure;
use crate::ledger::Changes;
use moves::{Moves, link_or_copy};
pub(crate) use passing::Passing;
pub(crate) use times::is_same;

/// The file that says a folder may be replaced.
const MARKER: &str = ".inkfold";
const MARKER_TEXT: &str = "Written by `inkfold build`, which replaces the whole folder.\n";

/// What is written just now.
#[derive(Debug)]
pub(crate) struct Making {
    /// Folders in the making.
    folders: Vec<PathBuf>,
    /// One of them has been put in its place.
    pub(crate) is_placed: bool,
}

/// Whoever holds it keeps all from being put in their places.
static IN_THE_MAKING: Mutex<Making> = Mutex::new(Making {
    folders: Vec::new(),
    is_placed: false,
});

/// How often it is tried to remove a folder that is being written to.
const TRIES: usize = 200;
/// How often in a row it has to be gone.
const CALM: usize = 4;
/// How long it is waited in between.
const PAUSE: Duration = Duration::from_millis(5);

/// Removes what is in the making. As long as the answer is kept, nothing is
/// finished and no failure to write is told.
pub(crate) fn abandon() -> MutexGuard<'static, Making> {
    let making = in_the_making();
    for folder in &making.folders {
        // Who has begun to write a page may yet make its folder.
        let mut calm = 0;
        for _ in 0..TRIES {
            match folder.exists() {
                true => {
                    calm = 0;
                    let _ = fs::remove_dir_all(folder);
                }
                false => calm += 1,
            }
            if calm == CALM {
                break;
            }
            thread::sleep(PAUSE);
        }
    }
    making
}

/// Makes a folder below `root`, as long as that is there: it is not once it
/// was [abandoned](abandon).
pub(crate) fn make_below(root: &Path, folder: &Path) -> io::Result<()> {
    if !root.is_dir() {
        return Err(io::ErrorKind::NotFound.into());
    }
    fs::create_dir_all(root.join(folder))
}

/// Writes a file at a path below `root`, in folders that are made for it.
pub(crate) fn write_below(
    root: &Path,
    file: &Path,
    bytes: impl AsRef<[u8]>,
) -> Result<(), Failure> {
    let folder = file.parent().unwrap_or(Path::new(""));
    make_below(root, folder).map_err(Failure::file("make", &root.join(folder)))?;
    let path = root.join(file);
    fs::write(&path, bytes).map_err(Failure::file("write", &path))
}

fn in_the_making() -> MutexGuard<'static, Making> {
    // A list of paths is as good after a panic.
    IN_THE_MAKING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder in the making. Dropped before [`Output::finish`], it is gone.
#[derive(Debug)]
pub(crate) struct Output {
    /// Where it will be.
    place: PathBuf,
    /// Where it is made.
    partial: PathBuf,
}

impl Output {
    /// Begins the folder `out`, which is to stand apart from `sources`.
    pub(crate) fn begin(out: &Path, sources: &[&Path]) -> Result<Self, Failure> {
        let place = resolved(out).map_err(Failure::file("find", out))?;
        for source in sources {
            let other = resolved(source).map_err(Failure::file("find", source))?;
            if place.starts_with(&other) || other.starts_with(&place) {
                return Err(Failure::Nested {
                    out: out.to_path_buf(),
                    other: source.to_path_buf(),
                });
            }
        }
        if !is_ours(&place).map_err(Failure::file("look into", out))? {
            return Err(Failure::Foreign(out.to_path_buf()));
        }
        let partial = beside(&place, "partial");
        let old = beside(&place, "old");
        // Process numbers come again, in containers at once, and a build may
        // have been killed.
        if old.exists() && !place.exists() {
            fs::rename(&old, &place).map_err(Failure::file("restore", &place))?;
        }
        for left in [&partial, &old] {
            if left.exists() {
                fs::remove_dir_all(left).map_err(Failure::file("remove", left))?;
            }
        }
        let output = Self { place, partial };
        in_the_making().folders.push(output.partial.clone());
        let partial = &output.partial;
        fs::create_dir_all(partial).map_err(Failure::file("make", partial))?;
        Ok(output)
    }

    /// Where to write.
    pub(crate) fn folder(&self) -> &Path {
        &self.partial
    }

    /// Where it will be, as a whole path.
    pub(crate) fn place(&self) -> &Path {
        &self.place
    }

    /// Says that what is in it may be replaced.
    pub(crate) fn mark(&self) -> Result<(), Failure> {
        let marker = self.partial.join(MARKER);
        fs::write(&marker, MARKER_TEXT).map_err(Failure::file("write", &marker))
    }

    /// Has files that are the same as before keep their times.
    pub(crate) fn keep_times(&self) {
        if self.place.exists() {
            times::keep_times(&self.place, &self.partial);
        }
    }

    /// Puts the folder in its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let old = beside(&self.place, "old");
        // Nobody stops it halfway.
        let mut making = in_the_making();
        let replaces = self.place.exists();
        if replaces {
            fs::rename(&self.place, &old).map_err(Failure::file("replace", &self.place))?;
        }
        if let Err(error) = fs::rename(&self.partial, &self.place) {
            if replaces {
                fs::rename(&old, &self.place).map_err(Failure::file("restore", &self.place))?;
            }
            return Err(Failure::file("write", &self.place)(error));
        }
        making.is_placed = true;
        if replaces {
            fs::remove_dir_all(&old).map_err(Failure::file("remove", &old))?;
        }
        drop(making);
        Ok(())
    }

    /// Adds what stays of the folder that is there, to be put in its place
    /// as a whole.
    pub(crate) fn take_over(&self, kept: &[PathBuf]) -> Result<(), Failure> {
        for path in kept {
            let (from, to) = (self.place.join(path), self.partial.join(path));
            let parent = path.parent().unwrap_or(Path::new(""));
            let taken = make_below(&self.partial, parent);
            let taken = taken.and_then(|()| match to.exists() {
                // It has been made again, and is the same.
                true => Ok(()),
                false => link_or_copy(&from, &to),
            });
            taken.map_err(Failure::file("write", &to))?;
        }
        Ok(())
    }

    /// Puts some files in their places, one after the other, and takes others
    /// away.
    pub(crate) fn finish_few(self, changes: &Changes) -> Result<(), Failure> {
        let old = beside(&self.place, "old");
        let mut making = in_the_making();
        let mut moves = Moves::default();
        let moved = moves.all(&self.partial, &self.place, &old, changes);
        if let Err((path, error)) = moved {
            moves.undo();
            let _ = fs::remove_dir_all(&old);
            return Err(Failure::file("write", &path)(error));
        }
        making.is_placed = true;
        for path in &changes.removed {
            // The last of them leaves nothing behind.
            for folder in path.ancestors().skip(1) {
                let is_root = folder == Path::new("");
                if is_root || fs::remove_dir(self.place.join(folder)).is_err() {
                    break;
                }
            }
        }
        if old.exists() {
            fs::remove_dir_all(&old).map_err(Failure::file("remove", &old))?;
        }
        drop(making);
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Once finished it is not there any more; and a folder that cannot be
        // removed is in nobody's way.
        let _ = fs::remove_dir_all(&self.partial);
        in_the_making()
            .folders
            .retain(|folder| *folder != self.partial);
    }
}

/// Whether a folder is missing, empty, or the work of a build before.
fn is_ours(folder: &Path) -> std::io::Result<bool> {
    if !folder.exists() {
        return Ok(true);
    }
    Ok(folder.join(MARKER).is_file() || fs::read_dir(folder)?.next().is_none())
}

/// A name next to `folder` that nobody else uses.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let mut name = folder
        .file_name()
        .map_or_else(OsString::new, OsString::from);
    name.push(format!(".{what}-{}", process::id()));
    folder.with_file_name(name)
}

/// The real path of what may not exist yet.
fn resolved(path: &Path) -> std::io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    match fs::canonicalize(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            match (path.parent(), path.file_name()) {
                (Some(parent), Some(name)) => Ok(resolved(parent)?.join(name)),
                _ => Err(error),
            }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(out: &Path, text: &str) -> Result<(), Failure> {
        let output = Output::begin(out, &[])?;
        fs::write(output.folder().join("a"), text).unwrap();
        output.mark()?;
        output.finish()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_only_what_it_wrote() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("deep/site");
        write(&out, "one").unwrap();
        fs::write(out.join("stale"), "").unwrap();
        write(&out, "two").unwrap();
        assert_eq!(names(&out), [MARKER, "a"]);
        assert_eq!(fs::read_to_string(out.join("a")).unwrap(), "two");
        assert_eq!(names(&root.path().join("deep")), ["site"]);

        let empty = root.path().join("empty");
        fs::create_dir(&empty).unwrap();
        write(&empty, "").unwrap();
        let foreign = root.path().join("foreign");
        fs::create_dir(&foreign).unwrap();
        fs::write(foreign.join("thesis.txt"), "").unwrap();
        assert!(matches!(write(&foreign, ""), Err(Failure::Foreign(_))));
        assert_eq!(names(&foreign), ["thesis.txt"]);
        let file = foreign.join("thesis.txt");
        assert!(write(&file, "").is_err());
    }

    #[test]
    fn leaves_what_was_there_when_it_fails() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("site");
        write(&out, "one").unwrap();
        let output = Output::begin(&out, &[]).unwrap();
        fs::write(output.folder().join("a"), "half").unwrap();
        drop(output);
        assert_eq!(names(root.path()), ["site"]);
        assert_eq!(fs::read_to_string(out.join("a")).unwrap(), "one");
    }

    #[test]
    fn stands_apart_from_its_sources() {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("blog/content");
        fs::create_dir_all(&content).unwrap();
        fs::create_dir(root.path().join("blog/other")).unwrap();
        for (out, apart) in [
            ("blog/content", false),
            ("blog/content/site", false),
            ("blog/content/a/b", false),
            ("blog", false),
            (".", false),
            ("blog/other/../content", false),
            ("blog/contents", true),
            ("blog/site", true),
        ] {
            let made = Output::begin(&root.path().join(out), &[&content]);
            let nested = matches!(made, Err(Failure::Nested { .. }));
            assert_eq!((made.is_ok(), nested), (apart, !apart), "{out}: {made:?}");
        }
    }
}
