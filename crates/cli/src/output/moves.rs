//! Changing a few files of a folder so that all of it can be taken back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::ledger::Changes;

/// What was done to a folder file by file, and can be undone.
#[derive(Default)]
pub(super) struct Moves {
    /// Files that were put somewhere: from where, and to where.
    moved: Vec<(PathBuf, PathBuf)>,
    /// Files that another one has replaced, each with what it was.
    replaced: Vec<(PathBuf, PathBuf)>,
}

impl Moves {
    /// Puts changed files from one folder into another, and what was there
    /// into a third. New files come first and old ones go last, so that
    /// whoever reads meanwhile finds what a page names.
    pub(super) fn all(
        &mut self,
        from: &Path,
        to: &Path,
        old: &Path,
        changes: &Changes,
    ) -> Result<(), (PathBuf, io::Error)> {
        let is_there = |path: &&PathBuf| to.join(path).exists();
        let (others, new): (Vec<&PathBuf>, Vec<&PathBuf>) =
            changes.written.iter().partition(is_there);
        for path in new {
            self.to(&from.join(path), to.join(path))?;
        }
        for path in others {
            let (place, before) = (to.join(path), old.join(path));
            let kept = make_parent(&before).and_then(|()| link_or_copy(&place, &before));
            kept.map_err(|error| (before.clone(), error))?;
            fs::rename(from.join(path), &place).map_err(|error| (place.clone(), error))?;
            self.replaced.push((place, before));
        }
        for path in &changes.removed {
            match self.to(&to.join(path), old.join(path)) {
                // Somebody else was quicker.
                Err((_, error)) if error.kind() == io::ErrorKind::NotFound => {}
                moved => moved?,
            }
        }
        Ok(())
    }

    fn to(&mut self, from: &Path, to: PathBuf) -> Result<(), (PathBuf, io::Error)> {
        match make_parent(&to).and_then(|()| fs::rename(from, &to)) {
            Ok(()) => self.moved.push((from.to_path_buf(), to)),
            Err(error) => return Err((to, error)),
        }
        Ok(())
    }

    /// Where it fails, there is nothing else to be tried.
    pub(super) fn undo(&self) {
        for (place, before) in &self.replaced {
            let _ = fs::rename(before, place);
        }
        for (from, to) in self.moved.iter().rev() {
            let _ = fs::rename(to, from);
        }
    }
}

fn make_parent(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Not everywhere can a file have two names.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|error| match error.kind() {
        // It may be the same file under two names: a copy would empty both.
        io::ErrorKind::AlreadyExists => Err(error),
        _ => fs::copy(from, to).map(drop),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_in_the_middle_is_taken_back() {
        let root = tempfile::tempdir().unwrap();
        let [from, to, old] = ["from", "to", "old"].map(|name| root.path().join(name));
        for (folder, path, text) in [
            (&from, "new/a", "new"),
            (&from, "b", "other"),
            (&to, "b", "before"),
            (&to, "c", "gone"),
        ] {
            let file = folder.join(path);
            make_parent(&file).unwrap();
            fs::write(file, text).unwrap();
        }
        let mut changes = Changes {
            written: vec!["new/a".into(), "b".into()],
            removed: vec!["c".into(), "nowhere".into(), "b/below".into()],
            kept: Vec::new(),
        };
        let read = |path: &str| fs::read_to_string(to.join(path)).ok();
        let mut moves = Moves::default();
        let (path, _) = moves.all(&from, &to, &old, &changes).unwrap_err();
        assert_eq!(path, old.join("b/below"));
        assert_eq!(read("b").as_deref(), Some("other"));
        moves.undo();
        assert_eq!(read("new/a"), None);
        assert_eq!(read("b").as_deref(), Some("before"));
        assert_eq!(read("c").as_deref(), Some("gone"));

        fs::write(from.join("b"), "other").unwrap();
        changes.removed.pop();
        Moves::default().all(&from, &to, &old, &changes).unwrap();
        assert_eq!(read("new/a").as_deref(), Some("new"));
        assert_eq!(read("b").as_deref(), Some("other"));
        assert_eq!(read("c"), None);
    }
}
