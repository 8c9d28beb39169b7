//! The files of a catalogue on the disk: all written beside and put in their
//! places at the end, the root last, so that whoever reads meanwhile finds a
//! whole one.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use inkfold_core::catalog::{FOLDER, ROOT};

use crate::failure::Failure;
use crate::ledger::Changes;
use crate::output::{Passing, make_below, write_below};

/// The files of one catalogue.
pub(super) struct Files<'a> {
    folder: &'a Path,
    /// Where they are written.
    passing: Passing,
    changes: Changes,
    /// The names of all of them, of those too that are there already.
    names: HashSet<OsString>,
}

impl<'a> Files<'a> {
    /// Begins the catalogue of the blog in `folder`.
    pub(super) fn begin(folder: &'a Path) -> Result<Self, Failure> {
        let own = folder.join(FOLDER);
        make_below(folder, Path::new(FOLDER)).map_err(Failure::file("make", &own))?;
        Ok(Self {
            folder,
            passing: Passing::begin(folder)?,
            changes: Changes::default(),
            names: HashSet::new(),
        })
    }

    /// Writes a file, given by its path below the blog's folder. One that has
    /// this text already is left alone.
    pub(super) fn put(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        let file = self.folder.join(path);
        self.names.extend(file.file_name().map(OsString::from));
        let known = match path {
            // Named after what is in it, and never half-written.
            ROOT => fs::read(&file).is_ok_and(|known| known == text.as_bytes()),
            _ => fs::metadata(&file).is_ok_and(|known| {
                known.is_file() && usize::try_from(known.len()) == Ok(text.len())
            }),
        };
        if !known {
            let path = PathBuf::from(path);
            write_below(self.passing.folder(), &path, text)?;
            self.changes.written.push(path);
        }
        Ok(())
    }

    /// Puts all in their places, and removes the files of catalogues before
    /// this one; nothing else.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        let own = self.folder.join(FOLDER);
        let look = |error| Failure::file("look into", &own)(error);
        for entry in fs::read_dir(&own).map_err(look)? {
            let entry = entry.map_err(look)?;
            let name = entry.file_name();
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && is_ours(&name) && !self.names.contains(&name) {
                self.changes.removed.push(Path::new(FOLDER).join(name));
            }
        }
        self.passing.finish(self.folder, &self.changes)
    }
}

/// Whether a name in the folder is one that we give.
fn is_ours(name: &OsString) -> bool {
    name.to_str().is_some_and(is_chunk)
}

/// Whether a name is one of the catalogue's: 16 digits of a hash.
pub(super) fn is_chunk(name: &str) -> bool {
    name.strip_suffix(".json").is_some_and(|stem| {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        stem.len() == 16 && stem.bytes().all(is_digit)
    })
}
