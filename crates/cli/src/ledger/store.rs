//! Where ledgers are kept between builds: in the user's cache folder, a file
//! for each site. Hosts are given the whole folder of a site, and nobody needs
//! a ledger there.
//!
//! Losing one costs the time of a whole build and nothing else, so nothing here
//! is a failure.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::SystemTime;

use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
use inkfold_core::record::{MARK, Reader, Record, Writer, row};
use tempfile::NamedTempFile;

use super::{Known, Written, nanoseconds};
use crate::keys::{Key, key, key_of};

/// How many bytes of a ledger hold the path of its site.
const BEGINNING: u64 = 8 * 1024;

/// Stands for [`MARK`] in a row that is a field itself: "record separator".
const INNER_MARK: char = '\u{1E}';

/// The ledger of the site at a place.
#[derive(Debug)]
pub(crate) struct Store {
    place: PathBuf,
    file: PathBuf,
    /// When the ledger was written that was read here.
    read: Option<SystemTime>,
    /// Who looks meanwhile whether the site is still as it says.
    looking: Option<JoinHandle<bool>>,
}

/// The folder of all ledgers, where the system has one for such things.
pub(crate) fn folder() -> Option<PathBuf> {
    let caches = choose_native_strategy().ok()?.cache_dir();
    Some(caches.join("inkfold").join("builds"))
}

impl Store {
    /// Where the ledger of the site at `place` (a whole path) is kept in the
    /// folder `ledgers`.
    pub(crate) fn new(ledgers: &Path, place: &Path) -> Self {
        Self {
            place: place.to_path_buf(),
            file: ledgers.join(name(key_of(&place.display()))),
            read: None,
            looking: None,
        }
    }

    /// Reads it.
    pub(crate) fn open(&mut self) -> Option<Arc<Known>> {
        let written = fs::metadata(&self.file).ok()?.modified().ok()?;
        let text = fs::read_to_string(&self.file).ok()?;
        let mut reader = Reader::new(&text);
        let is_ours = reader.text()? == self.place.to_str()? && reader.text()? == this_command()?;
        let known = is_ours.then(|| Known::read(&mut reader))??;
        // Often the whole site is removed first.
        if !self.place.is_dir() {
            return None;
        }
        self.read = Some(written);
        Some(Arc::new(known))
    }

    /// Begins to look whether the site is still as a ledger says. That takes a
    /// while, and [`Store::is_as_left`] tells what was found.
    pub(crate) fn look(&mut self, known: &Arc<Known>) {
        let (known, place) = (Arc::clone(known), self.place.clone());
        let look = move || known.is_at(&place).unwrap_or(false);
        self.looking = Some(thread::spawn(look));
    }

    /// Whether the site is as [`Store::look`] was to find out.
    pub(crate) fn is_as_left(&mut self) -> bool {
        let looking = self.looking.take();
        looking.is_some_and(|looking| looking.join().unwrap_or(false))
    }

    /// Removes the ledger, since it is not true. Whether that could be done.
    pub(crate) fn forget(&self) -> bool {
        fs::remove_file(&self.file).is_ok()
    }

    /// Removes the ledger, since its site is about to change. Whether it was
    /// still the one that was read here: somebody else may build the same.
    pub(crate) fn begin(&self) -> bool {
        let written = fs::metadata(&self.file).and_then(|about| about.modified());
        let is_same = written.ok() == self.read;
        let removed = self.forget();
        is_same && removed
    }

    /// Writes a ledger down, and removes those of sites that are gone.
    pub(crate) fn keep(&self, known: &Known) {
        let Some(folder) = self.file.parent() else {
            return;
        };
        if let Some(text) = self.text(known) {
            let written = fs::create_dir_all(folder)
                .and_then(|()| NamedTempFile::new_in(folder))
                .and_then(|mut file| file.write_all(text.as_bytes()).map(|()| file));
            let _ = written.map(|file| file.persist(&self.file));
        }
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let site = site_of(&entry.path());
            if site.is_some_and(|site| !site.exists()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// None where a path cannot be written down.
    fn text(&self, known: &Known) -> Option<String> {
        let plain = |path: &Path| path.to_str().is_some_and(|path| !path.contains(MARK));
        let all_plain = plain(&self.place) && known.files.keys().all(|path| plain(path));
        let mut out = Writer::default();
        out.text(self.place.to_str().filter(|_| all_plain)?);
        out.text(&this_command()?);
        known.write(&mut out);
        Some(out.finish())
    }
}

/// The site that a ledger is about.
fn site_of(ledger: &Path) -> Option<PathBuf> {
    let mut beginning = Vec::new();
    let file = fs::File::open(ledger).ok()?;
    file.take(BEGINNING).read_to_end(&mut beginning).ok()?;
    let text = String::from_utf8_lossy(&beginning);
    Some(PathBuf::from(Reader::new(&text).text()?))
}

/// Tells this build of the command from others, which may make other files of
/// the same blog.
fn this_command() -> Option<String> {
    let path = env::current_exe().ok()?;
    let about = fs::metadata(&path).ok()?;
    let modified = nanoseconds(about.modified().ok()?);
    Some(name(key(&(path, about.len(), modified))))
}

/// A key as the name of something.
fn name(key: Key) -> String {
    row(&key).trim_end_matches(MARK).to_owned()
}

impl Drop for Store {
    /// Nobody looks into a site that is being put in its place.
    fn drop(&mut self) {
        self.is_as_left();
    }
}

impl Record for Written {
    fn write(&self, out: &mut Writer) {
        self.length.cast_signed().write(out);
        self.modified.write(out);
        self.key.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            length: i64::read(from)?.cast_unsigned(),
            modified: Record::read(from)?,
            key: Record::read(from)?,
        })
    }
}

impl Record for Known {
    fn write(&self, out: &mut Writer) {
        self.whole.write(out);
        self.files.len().write(out);
        for (path, file) in &self.files {
            out.text(path.to_str().unwrap_or_default());
            file.write(out);
        }
        self.facts.len().write(out);
        for (path, (fingerprint, facts)) in &self.facts {
            out.text(path);
            out.text(fingerprint);
            facts.write(out);
        }
        self.chunks.len().write(out);
        for (key, path) in &self.chunks {
            key.write(out);
            out.text(path);
        }
        let is_plain = |row: &str| !row.contains(INNER_MARK);
        let summaries = self.summaries.iter().filter(|(_, row)| is_plain(row));
        summaries.clone().count().write(out);
        for (key, row) in summaries {
            key.write(out);
            out.text(&row.replace(MARK, INNER_MARK.encode_utf8(&mut [0; 4])));
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let mut known = Self {
            whole: Record::read(from)?,
            ..Self::default()
        };
        for _ in 0..usize::read(from)? {
            let path = PathBuf::from(from.text()?);
            known.files.insert(path, Record::read(from)?);
        }
        for _ in 0..usize::read(from)? {
            let (path, fingerprint) = (String::read(from)?, String::read(from)?);
            known.facts.insert(path, (fingerprint, Record::read(from)?));
        }
        for _ in 0..usize::read(from)? {
            let key = Record::read(from)?;
            known.chunks.insert(key, Record::read(from)?);
        }
        for _ in 0..usize::read(from)? {
            let key = Record::read(from)?;
            let row = from
                .text()?
                .replace(INNER_MARK, MARK.encode_utf8(&mut [0; 4]));
            known.summaries.insert(key, row.into());
        }
        Some(known)
    }
}
