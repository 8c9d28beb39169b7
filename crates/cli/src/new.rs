//! `inkfold new`: a small blog to start from.
//!
//! The files are in `new/`; this writes them into a folder that has none.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::clock;
use crate::failure::Failure;

/// The language of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// English.
    En,
    /// Russian.
    Ru,
}

/// What stands in a post for the day it is written.
const DATE: &str = "DATE";

/// The names of the files, which are the same in every language, and their
/// texts.
fn files(language: Language) -> [(&'static str, &'static str); 5] {
    let picture = include_str!("new/hill.svg");
    let [settings, hello, writing, draft] = match language {
        Language::En => [
            include_str!("new/en/site.yaml"),
            include_str!("new/en/hello.md"),
            include_str!("new/en/writing.md"),
            include_str!("new/en/draft.md"),
        ],
        Language::Ru => [
            include_str!("new/ru/site.yaml"),
            include_str!("new/ru/hello.md"),
            include_str!("new/ru/writing.md"),
            include_str!("new/ru/draft.md"),
        ],
    };
    [
        ("site.yaml", settings),
        ("posts/hello.md", hello),
        ("posts/writing/index.md", writing),
        ("posts/writing/hill.svg", picture),
        ("posts/draft.md", draft),
    ]
}

/// Writes a blog into `folder`, and tells which files it has.
///
/// # Errors
///
/// A folder that holds something, which stays as it is, or one that cannot be
/// written to.
pub fn new(folder: &Path, language: Language) -> Result<Vec<PathBuf>, Failure> {
    if !is_free(folder).map_err(Failure::file("look into", folder))? {
        return Err(Failure::NotEmpty(folder.to_path_buf()));
    }
    let today = Timestamp::from_second(clock::now()).unwrap_or(Timestamp::UNIX_EPOCH);
    let today = Offset::UTC.to_datetime(today).date().to_string();
    let mut written = Vec::new();
    for (name, text) in files(language) {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Failure::file("make", parent))?;
        }
        let text = text.replace(DATE, &today);
        // Never over a file that came in the meantime.
        File::create_new(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(Failure::file("write", &path))?;
        written.push(path);
    }
    Ok(written)
}

/// Whether nothing is there, or a folder with nothing in it.
fn is_free(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// What to do with the blog in `folder`, as commands to copy.
pub fn next_commands(folder: &Path) -> String {
    let shown = folder.display().to_string();
    let plain = |letter: char| letter.is_alphanumeric() || "/\\._-:~".contains(letter);
    let folder = match shown.chars().all(plain) {
        true => shown,
        false => format!("\"{shown}\""),
    };
    format!(
        "\n  inkfold serve {folder}\n      look at it; the page follows what you write\n  \
         inkfold check {folder}\n      what is wrong with it\n  \
         inkfold build {folder} --out public\n      the site for a static host, in public/\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Format, Tally, check};

    #[test]
    fn makes_a_blog_with_nothing_wrong() {
        for language in [Language::En, Language::Ru] {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path().join("a/blog");
            let written = new(&folder, language).unwrap();
            assert_eq!(written.len(), 5);
            let mut said = Vec::new();
            let tally = check(&folder, Format::Human, false, &mut said).unwrap();
            let nothing = Tally {
                posts: 3,
                ..Tally::default()
            };
            assert_eq!(tally, nothing, "{}", String::from_utf8_lossy(&said));
            for path in written {
                let text = fs::read_to_string(path).unwrap();
                assert!(!text.contains(DATE), "{text}");
            }
        }
    }

    #[test]
    fn writes_only_where_nothing_is() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path();
        fs::write(folder.join("thesis.txt"), "").unwrap();
        let failure = new(folder, Language::En);
        assert!(matches!(failure, Err(Failure::NotEmpty(_))));
        assert_eq!(fs::read_dir(folder).unwrap().count(), 1);
        let failure = new(&folder.join("thesis.txt"), Language::En);
        assert!(matches!(failure, Err(Failure::File { .. })));
        let empty = folder.join("empty");
        fs::create_dir(&empty).unwrap();
        new(&empty, Language::En).unwrap();
    }

    #[test]
    fn commands_can_be_copied() {
        let commands = next_commands(Path::new("my blog"));
        assert!(
            commands.contains("inkfold serve \"my blog\"\n"),
            "{commands}"
        );
        let commands = next_commands(Path::new("../blog"));
        assert!(commands.contains("inkfold serve ../blog\n"), "{commands}");
    }
}
