//! Which files a site has and what each was made of, so that the next build of
//! the same site makes no file that would be the same.
//!
//! A file whose [`Key`] is the one it had before is kept: it is not made, and
//! stays where it stands. Whoever asks for no key makes a file each time;
//! where it turns out to be the same, it stays as well.
//!
//! Where that is written down is [`store`]'s.

mod store;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::SystemTime;

use inkfold_core::slug;
use walkdir::WalkDir;

use crate::facts::Facts;
use crate::keys::Key;
use crate::output::is_same;
pub(crate) use store::{Store, folder};

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    length: u64,
    /// In nanoseconds since 1970 UTC.
    modified: i64,
    /// What it was made of, where somebody has told.
    key: Option<Key>,
}

/// A site as a build has left it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// What everything in it depends on.
    whole: Key,
    files: HashMap<PathBuf, Written>,
    /// Facts about posts by the paths of their files, each with the
    /// fingerprint of its text.
    facts: HashMap<String, (String, Facts)>,
    /// The paths of the catalogue's chunks, by what they were made of.
    chunks: HashMap<Key, String>,
    /// The summaries in them as rows, by the cards that show them.
    summaries: HashMap<Key, Arc<str>>,
}

/// What is to be done to a site.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Files that are new or others than before.
    pub(crate) written: Vec<PathBuf>,
    /// Files that are no more.
    pub(crate) removed: Vec<PathBuf>,
    /// Files that stay.
    pub(crate) kept: Vec<PathBuf>,
}

/// The ledger of a site in the making.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    before: Arc<Known>,
    whole: Key,
    keys: RefCell<HashMap<PathBuf, Key>>,
    kept: RefCell<HashSet<PathBuf>>,
    facts: RefCell<HashMap<String, (String, Rc<Facts>)>>,
    chunks: RefCell<HashMap<Key, String>>,
    summaries: RefCell<HashMap<Key, Arc<str>>>,
}

impl Ledger {
    /// Goes on from the site of the build `before`, where what everything
    /// depends on is as it was.
    pub(crate) fn new(before: Option<Arc<Known>>, whole: Key) -> Self {
        Self {
            before: before
                .filter(|before| before.whole == whole)
                .unwrap_or_default(),
            whole,
            ..Self::default()
        }
    }

    /// Whether there is a site that can be gone on from.
    pub(crate) fn goes_on(&self) -> bool {
        !self.before.files.is_empty()
    }

    /// What it goes on from.
    pub(crate) fn before(&self) -> &Arc<Known> {
        &self.before
    }

    /// Whether the file at a path of the site stays, since it was made of the
    /// same. Else it has to be written.
    pub(crate) fn keeps(&self, path: &Path, key: Key) -> bool {
        let before = self.before.files.get(path);
        let same = before.is_some_and(|before| before.key == Some(key));
        if same {
            self.kept.borrow_mut().insert(path.to_path_buf());
        }
        self.keys.borrow_mut().insert(path.to_path_buf(), key);
        same
    }

    /// Of a file that has to be written, what it is made of is not certain.
    pub(crate) fn forget(&self, path: &Path) {
        self.keys.borrow_mut().remove(path);
    }

    /// Whether the file at a path stays.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.kept.borrow().contains(path)
    }

    /// The facts about a post whose text has a fingerprint, which `find` finds
    /// where nobody has before.
    pub(crate) fn facts(
        &self,
        path: &str,
        fingerprint: &str,
        find: impl FnOnce() -> Facts,
    ) -> Rc<Facts> {
        let before = self.before.facts.get(path);
        let before = before.filter(|(before, _)| before == fingerprint);
        let facts = Rc::new(before.map_or_else(find, |(_, facts)| facts.clone()));
        let told = (fingerprint.to_owned(), Rc::clone(&facts));
        self.facts.borrow_mut().insert(path.to_owned(), told);
        facts
    }

    /// The row of the summary on a card with this key, if it was drawn before.
    pub(crate) fn summary(&self, key: Key) -> Option<Arc<str>> {
        let summary = self.before.summaries.get(&key)?;
        self.keep_summary(key, Arc::clone(summary));
        Some(Arc::clone(summary))
    }

    /// Takes down the row of a summary.
    pub(crate) fn keep_summary(&self, key: Key, row: Arc<str>) {
        self.summaries.borrow_mut().insert(key, row);
    }

    /// The path of a chunk of the catalogue that was made of the same.
    pub(crate) fn chunk(&self, key: Key) -> Option<String> {
        let path = self.before.chunks.get(&key)?;
        self.name_chunk(key, path);
        Some(path.clone())
    }

    /// Takes down what a chunk is called.
    pub(crate) fn name_chunk(&self, key: Key, path: &str) {
        self.chunks.borrow_mut().insert(key, path.to_owned());
    }

    /// What becomes of the site at `place` with the files written to `partial`.
    /// None where the two do not fit together.
    pub(crate) fn changes(&self, place: &Path, partial: &Path) -> io::Result<Option<Changes>> {
        let mut kept = self.kept.borrow().clone();
        let mut changes = Changes::default();
        for path in files_below(partial)? {
            let path = path?.0;
            let known = self.before.files.contains_key(&path);
            if known && is_same(&place.join(&path), &partial.join(&path))? {
                kept.insert(path);
            } else {
                kept.remove(&path);
                changes.written.push(path);
            }
        }
        let written: HashSet<&PathBuf> = changes.written.iter().collect();
        let is_there = |path: &PathBuf| kept.contains(path) || written.contains(path);
        // A file cannot stand where a folder is, nor below another file.
        let mut parents = changes
            .written
            .iter()
            .flat_map(|path| path.ancestors().skip(1));
        if parents.any(|parent| self.before.files.contains_key(parent)) {
            return Ok(None);
        }
        let is_folder = |path: &PathBuf| place.join(path).is_dir();
        if changes.written.iter().any(is_folder) {
            return Ok(None);
        }
        let gone = self.before.files.keys().filter(|path| !is_there(path));
        changes.removed = gone.cloned().collect();
        changes.kept = kept.into_iter().collect();
        // Two names that a disk may take for one: one of them would go.
        let mut names = HashSet::new();
        let all = changes.kept.iter().chain(&changes.written);
        let mut all = all.chain(&changes.removed);
        if !all.all(|path| names.insert(slug::lower(&path.to_string_lossy()))) {
            return Ok(None);
        }
        Ok(Some(changes))
    }

    /// The site as it is now, in `partial` and, where `kept` has stayed, as it
    /// was.
    pub(crate) fn close(self, partial: &Path, kept: &[PathBuf]) -> io::Result<Known> {
        let keys = self.keys.into_inner();
        let mut files = HashMap::new();
        for file in files_below(partial)? {
            let (path, length, modified) = file?;
            let key = keys.get(&path).copied();
            let written = Written {
                length,
                modified,
                key,
            };
            files.insert(path, written);
        }
        for path in kept {
            if let Some(before) = self.before.files.get(path) {
                let key = keys.get(path).copied();
                files.insert(
                    path.clone(),
                    Written {
                        key,
                        ..before.clone()
                    },
                );
            }
        }
        let facts = self.facts.into_inner().into_iter();
        Ok(Known {
            whole: self.whole,
            files,
            facts: facts
                .map(|(path, (fingerprint, facts))| {
                    (path, (fingerprint, Rc::unwrap_or_clone(facts)))
                })
                .collect(),
            chunks: self.chunks.into_inner(),
            summaries: self.summaries.into_inner(),
        })
    }
}

impl Known {
    /// Whether the site at `place` is still what the build has left, as far as
    /// can be told without reading it.
    fn is_at(&self, place: &Path) -> io::Result<bool> {
        let mut found = 0;
        for file in files_below(place)? {
            let (path, length, modified) = file?;
            let known = self.files.get(&path);
            if known.is_none_or(|known| (known.length, known.modified) != (length, modified)) {
                return Ok(false);
            }
            found += 1;
        }
        Ok(found == self.files.len())
    }
}

/// The files below a folder: path, length and when it was changed. What is
/// neither file nor folder has no length that a file has.
fn files_below(folder: &Path) -> io::Result<impl Iterator<Item = io::Result<(PathBuf, u64, i64)>>> {
    let folder = folder.to_path_buf();
    let walk = WalkDir::new(&folder).min_depth(1).into_iter();
    let is_file = |entry: &walkdir::Result<walkdir::DirEntry>| {
        entry
            .as_ref()
            .map_or(true, |entry| !entry.file_type().is_dir())
    };
    Ok(walk.filter(is_file).map(move |entry| {
        let entry = entry?;
        let about = entry.metadata()?;
        let path = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
        let length = if about.is_file() {
            about.len()
        } else {
            u64::MAX
        };
        Ok((path.to_path_buf(), length, nanoseconds(about.modified()?)))
    }))
}

fn nanoseconds(time: SystemTime) -> i64 {
    let after = time.duration_since(SystemTime::UNIX_EPOCH);
    after.map_or(0, |after| i64::try_from(after.as_nanos()).unwrap_or(0))
}
