//! The folder of a blog: which of its files are published, and copying them.
//!
//! Knows no settings and no posts; those are [`crate::source`]'s.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use glob::{MatchOptions, Pattern};
use icu_normalizer::ComposingNormalizerBorrowed;
use walkdir::WalkDir;

use crate::failure::Failure;
use crate::keys::{Files, Key, key_of_file};
use crate::output::make_below;
use crate::parallel::in_parallel;

/// How a pattern is read: `*` and `?` stay within a folder, `**` does not.
const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The published files of a folder, by path.
#[derive(Debug)]
pub(crate) struct Content {
    folder: PathBuf,
    files: Vec<PathBuf>,
    /// The files with more than ASCII in their paths, by their paths as [`nfc`].
    by_letters: OnceLock<HashMap<String, String>>,
}

impl Content {
    /// Looks through `folder`. Left out are names that begin with a dot, what
    /// is neither file nor folder, and links that would publish something
    /// that is not in the folder; of those links `left_out` is told, with a
    /// sentence.
    pub(crate) fn walk(
        folder: &Path,
        left_out: &mut dyn FnMut(&Path, &'static str),
    ) -> Result<Self, Failure> {
        let real = fs::canonicalize(folder).map_err(Failure::file("read", folder))?;
        let mut files = Vec::new();
        let mut walk = WalkDir::new(folder).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.io_error().is_none() || is_broken_link(&error) => {
                    let path = error.path().unwrap_or(folder);
                    if !is_hidden(path) {
                        left_out(
                            path,
                            "a link that leads nowhere, or in a circle, is left out",
                        );
                    }
                    continue;
                }
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_path_buf();
                    return Err(Failure::file("read", &path)(error.into()));
                }
            };
            if entry.depth() == 0 {
                continue;
            }
            let hidden = is_hidden(entry.path());
            let outside = entry.path_is_symlink() && !leads_inside(entry.path(), &real);
            if hidden || outside {
                if !hidden {
                    left_out(
                        entry.path(),
                        "a link that leads out of the blog's folder is left out",
                    );
                }
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            } else if entry.file_type().is_file()
                && let Ok(inside) = entry.path().strip_prefix(folder)
            {
                files.push(inside.to_path_buf());
            }
        }
        files.sort();
        Ok(Self {
            folder: folder.to_path_buf(),
            files,
            by_letters: OnceLock::new(),
        })
    }

    /// Where a published file lies on the disk.
    pub(crate) fn locate(&self, path: &str) -> Option<PathBuf> {
        // `./a.md` is `a.md`; what climbs is nowhere.
        let plain: PathBuf = Path::new(path)
            .components()
            .filter(|component| *component != Component::CurDir)
            .collect();
        let found = self.files.binary_search(&plain).ok()?;
        self.files.get(found).map(|file| self.folder.join(file))
    }

    /// The file that is meant by a path that no file has, where only the form
    /// of the letters differs: a Mac writes й as two signs, a keyboard as one.
    pub(crate) fn of_same_letters(&self, path: &str) -> Option<&str> {
        if path.is_ascii() || self.locate(path).is_some() {
            return None;
        }
        let files = self.by_letters.get_or_init(|| {
            let paths = self.paths().filter(|path| !path.is_ascii());
            paths.map(|path| (nfc(&path), path)).collect()
        });
        files.get(&nfc(path)).map(String::as_str)
    }

    /// Every file that an address can name, by path.
    pub(crate) fn paths(&self) -> impl Iterator<Item = String> {
        self.files.iter().filter_map(|file| address_path(file))
    }

    /// The Markdown files that fit `pattern`, by path.
    pub(crate) fn matching(&self, pattern: &str) -> Result<Vec<String>, &'static str> {
        let pattern = Pattern::new(&with_plain_brackets(pattern)).map_err(|error| error.msg)?;
        Ok(self
            .files
            .iter()
            .filter(|file| is_markdown(file))
            .filter_map(|file| address_path(file))
            .filter(|path| pattern.matches_with(path, MATCHING))
            .collect())
    }

    /// Copies the files that are `wanted` to `target`.
    pub(crate) fn copy(
        &self,
        target: &Path,
        wanted: &mut dyn FnMut(&Path) -> bool,
    ) -> Result<(), Failure> {
        for file in &self.files {
            if wanted(file) {
                copy_file(&self.folder, target, file)?;
            }
        }
        Ok(())
    }

    /// Who may read and write a file.
    pub(crate) fn rights(&self, file: &Path) -> Option<fs::Permissions> {
        let data = fs::metadata(self.folder.join(file)).ok()?;
        Some(data.permissions())
    }

    /// Every file with the key of its bytes, which `known` may tell.
    pub(crate) fn keys(&self, known: &dyn Fn(&str) -> Option<Key>) -> Result<Files, Failure> {
        let is_known = |file: &PathBuf| Some((file.clone(), known(&address_path(file)?)?));
        let mut keys: Files = self.files.iter().filter_map(is_known).collect();
        let others = self.files.iter().filter(|file| !keys.contains_key(*file));
        let others: Vec<&PathBuf> = others.collect();
        let read = in_parallel(&others, &|file| {
            let file = self.folder.join(file);
            let bytes = fs::read(&file).map_err(Failure::file("read", &file))?;
            Ok(key_of_file(&bytes))
        });
        for (file, key) in others.into_iter().zip(read) {
            keys.insert(file.clone(), key?);
        }
        Ok(keys)
    }
}

/// Copies a file from its place in one folder to that in another, which is
/// there, making the folders it lies in.
fn copy_file(from: &Path, to: &Path, file: &Path) -> Result<(), Failure> {
    if let Some(parent) = file.parent() {
        make_below(to, parent).map_err(Failure::file("make", &to.join(parent)))?;
    }
    let from = from.join(file);
    fs::copy(&from, to.join(file)).map_err(Failure::file("copy", &from))?;
    Ok(())
}

/// A path with letters and their marks as one sign.
fn nfc(path: &str) -> String {
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    normalizer.normalize(path).into_owned()
}

fn is_broken_link(error: &walkdir::Error) -> bool {
    let missing = error.io_error().map(std::io::Error::kind) == Some(std::io::ErrorKind::NotFound);
    missing && error.path().is_some_and(Path::is_symlink)
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a link leads to something that is published anyway.
fn leads_inside(link: &Path, folder: &Path) -> bool {
    let target = fs::canonicalize(link).ok();
    let inside = target
        .as_deref()
        .and_then(|path| path.strip_prefix(folder).ok());
    inside.is_some_and(|path| !path.ancestors().any(is_hidden))
}

/// Whether a file is Markdown by its name.
pub(crate) fn is_markdown(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
    })
}

/// A path as it stands in an address; `None` where it cannot stand in one.
pub(crate) fn address_path(file: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = file.iter().map(std::ffi::OsStr::to_str).collect();
    let path = names?.join("/");
    (!path.contains(char::is_control)).then_some(path)
}

/// Only `*`, `**` and `?` are wildcards of `posts`.
fn with_plain_brackets(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    for letter in pattern.trim_start_matches("./").chars() {
        match letter {
            '[' | ']' => out.extend(['[', letter, ']']),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    #[test]
    fn leaves_out_what_is_hidden() {
        let folder = folder(&["a.md", ".b.md", ".git/c.md", "posts/.d.md", "posts/e.md"]);
        let mut notes = 0;
        let content = Content::walk(folder.path(), &mut |_, _| notes += 1).unwrap();
        assert_eq!(content.files, [Path::new("a.md"), Path::new("posts/e.md")]);
        assert_eq!(notes, 0);
        assert!(content.locate("posts/e.md").is_some());
        assert!(content.locate("./posts/./e.md").is_some());
        for path in [".b.md", "posts", "posts/../a.md", "/a.md", "", "x.md"] {
            assert_eq!(content.locate(path), None, "{path}");
        }
    }

    #[test]
    fn matches_folder_by_folder() {
        let folder = folder(&[
            "a.md",
            "posts/a.md",
            "posts/a.png",
            "posts/b/a.md",
            "posts/b/c/A.MD",
            "posts/[x]/a.md",
        ]);
        let content = Content::walk(folder.path(), &mut |_, _| ()).unwrap();
        for (pattern, expected) in [
            ("posts/*.md", &["posts/a.md"][..]),
            ("./posts/?.md", &["posts/a.md"]),
            ("posts/*", &["posts/a.md"]),
            ("posts/[x]/*.md", &["posts/[x]/a.md"]),
            (
                "**/a.md",
                &["a.md", "posts/[x]/a.md", "posts/a.md", "posts/b/a.md"],
            ),
            ("posts/b/**", &["posts/b/a.md", "posts/b/c/A.MD"]),
            ("posts/*/c/*", &["posts/b/c/A.MD"]),
            ("../*.md", &[]),
            ("other/*.md", &[]),
        ] {
            let found = content.matching(pattern).unwrap();
            assert_eq!(found, expected, "{pattern}");
        }
        assert!(content.matching("posts/a**.md").is_err());
    }

    #[test]
    fn finds_files_whatever_the_form_of_their_letters() {
        let folder = folder(&["кои\u{306}.png", "\u{1112}\u{1161}\u{11ab}.png", "й.png"]);
        let content = Content::walk(folder.path(), &mut |_, _| ()).unwrap();
        for (path, expected) in [
            ("кой.png", Some("кои\u{306}.png")),
            ("한.png", Some("\u{1112}\u{1161}\u{11ab}.png")),
            ("и\u{306}.png", Some("й.png")),
            ("й.png", None),
            ("Й.png", None),
            ("a.png", None),
        ] {
            assert_eq!(content.of_same_letters(path), expected, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn follows_links_only_within_the_folder() {
        use std::os::unix::fs::symlink;
        let outside = folder(&["secret.md", "secrets/s.md"]);
        let folder = folder(&["posts/a.md", ".git/c.md"]);
        let root = folder.path();
        symlink("posts/a.md", root.join("inside.md")).unwrap();
        symlink(outside.path().join("secret.md"), root.join("posts/out.md")).unwrap();
        symlink(outside.path().join("secrets"), root.join("posts/out")).unwrap();
        symlink(".git/c.md", root.join("hidden.md")).unwrap();
        symlink("nowhere", root.join("broken.md")).unwrap();
        symlink("nobody@host.1:2", root.join("posts/.#a.md")).unwrap();
        symlink("..", root.join("posts/loop")).unwrap();
        let mut notes = Vec::new();
        let mut note = |path: &Path, sentence| notes.push((path.to_path_buf(), sentence));
        let content = Content::walk(root, &mut note).unwrap();
        assert_eq!(
            content.files,
            [Path::new("inside.md"), Path::new("posts/a.md")]
        );
        assert_eq!(notes.len(), 5, "{notes:#?}");
        let target = tempfile::tempdir().unwrap();
        content.copy(target.path(), &mut |_| true).unwrap();
        let copied = target.path().join("inside.md");
        assert_eq!(fs::read(&copied).unwrap(), b"posts/a.md");
        assert!(!copied.is_symlink());
    }
}
