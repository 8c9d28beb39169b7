//! The files of a catalogue on the disk: each written beside and put in its
//! place, the root last, so that whoever reads meanwhile finds a whole one.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use inkfold_core::catalog::{FOLDER, ROOT};
use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::output::make_below;

/// The files of one catalogue.
pub(super) struct Files<'a> {
    folder: &'a Path,
    written: HashSet<OsString>,
}

impl<'a> Files<'a> {
    /// Begins the catalogue of the blog in `folder`.
    pub(super) fn begin(folder: &'a Path) -> Result<Self, Failure> {
        let own = folder.join(FOLDER);
        make_below(folder, Path::new(FOLDER)).map_err(Failure::file("make", &own))?;
        Ok(Self {
            folder,
            written: HashSet::new(),
        })
    }

    /// Writes a file, given by its path below the blog's folder. One that has
    /// this text already is left alone.
    pub(super) fn put(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        let file = self.folder.join(path);
        self.written.extend(file.file_name().map(OsString::from));
        let known = match path {
            // Named after what is in it, and never half-written.
            ROOT => fs::read(&file).is_ok_and(|known| known == text.as_bytes()),
            _ => fs::metadata(&file).is_ok_and(|known| {
                known.is_file() && usize::try_from(known.len()) == Ok(text.len())
            }),
        };
        match known {
            true => Ok(()),
            false => write(&file, text).map_err(Failure::file("write", &file)),
        }
    }

    /// Removes the files of catalogues before this one; nothing else.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let own = self.folder.join(FOLDER);
        let look = |error| Failure::file("look into", &own)(error);
        for entry in fs::read_dir(&own).map_err(look)? {
            let entry = entry.map_err(look)?;
            let name = entry.file_name();
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && is_ours(&name) && !self.written.contains(&name) {
                let old = entry.path();
                match fs::remove_file(&old) {
                    Err(error) if error.kind() != ErrorKind::NotFound => {
                        return Err(Failure::file("remove", &old)(error));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
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

fn write(file: &Path, text: &str) -> std::io::Result<()> {
    let folder: PathBuf = file.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut partial = NamedTempFile::new_in(folder)?;
    partial.write_all(text.as_bytes())?;
    make_readable(partial.path())?;
    partial.persist(file)?;
    Ok(())
}

/// A temporary file is for its owner alone; a host has to read this one.
#[cfg(unix)]
fn make_readable(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn make_readable(_file: &Path) -> std::io::Result<()> {
    Ok(())
}
