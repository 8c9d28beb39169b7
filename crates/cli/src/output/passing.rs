//! A folder in which files wait until all of them can be put in their places.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use super::in_the_making;
use super::moves::Moves;
use crate::failure::Failure;
use crate::ledger::Changes;

/// The folder. Dropped, it is gone with all that is in it.
#[derive(Debug)]
pub(crate) struct Passing {
    root: PathBuf,
    waiting: PathBuf,
}

impl Passing {
    /// Begins one in `folder`, under a name that no blog publishes.
    pub(crate) fn begin(folder: &Path) -> Result<Self, Failure> {
        let root = folder.join(format!(".inkfold-{}", process::id()));
        let waiting = root.join("new");
        in_the_making().folders.push(root.clone());
        let passing = Self { root, waiting };
        let made = fs::create_dir_all(&passing.waiting);
        made.map_err(Failure::file("make", &passing.waiting))?;
        Ok(passing)
    }

    /// Where to write.
    pub(crate) fn folder(&self) -> &Path {
        &self.waiting
    }

    /// Does what is to be done in the folder `to`, all of it or nothing.
    pub(crate) fn finish(self, to: &Path, changes: &Changes) -> Result<(), Failure> {
        let mut making = in_the_making();
        let mut moves = Moves::default();
        let moved = moves.all(&self.waiting, to, &self.root.join("old"), changes);
        if let Err((path, error)) = moved {
            moves.undo();
            return Err(Failure::file("write", &path)(error));
        }
        making.is_placed = true;
        drop(making);
        Ok(())
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
        in_the_making()
            .folders
            .retain(|folder| *folder != self.root);
    }
}
