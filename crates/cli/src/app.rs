//! The built app: in a folder, or inside the command.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::failure::Failure;

/// The page that is the mould of all others.
const PAGE: &str = "index.html";

/// The files inside the command, by their paths below the app's root.
static INSIDE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/app.rs"));

/// Files of the app, by their paths below its root.
pub(crate) type Files = Vec<(PathBuf, Cow<'static, [u8]>)>;

/// Where the app is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum App {
    /// In a folder, as Trunk writes it.
    Folder(PathBuf),
    /// Inside the command: `cargo xtask cli` puts it there.
    Inside,
}

impl App {
    /// The app inside the command, where there is one.
    pub fn inside() -> Option<Self> {
        (!INSIDE.is_empty()).then_some(Self::Inside)
    }

    /// Its folder, where it has one.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Inside => None,
        }
    }

    /// The HTML of its page, and what to call it in a sentence.
    pub(crate) fn page(&self) -> Result<(String, PathBuf), Failure> {
        match self {
            Self::Folder(folder) => {
                let path = folder.join(PAGE);
                if !path.is_file() {
                    return Err(Failure::NoApp(folder.clone()));
                }
                let text = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
                Ok((text, path))
            }
            Self::Inside => {
                let page = INSIDE.iter().find(|(name, _)| *name == PAGE);
                let bytes = page.map(|(_, bytes)| *bytes).unwrap_or_default();
                let text = String::from_utf8_lossy(bytes).into_owned();
                Ok((text, PathBuf::from("the app inside inkfold")))
            }
        }
    }

    /// Its files, by their paths below its root. Its page is a mould, its
    /// `content` another blog's.
    pub(crate) fn files(&self) -> Result<Files, Failure> {
        match self {
            Self::Folder(folder) => files_below(folder),
            Self::Inside => Ok(INSIDE
                .iter()
                .filter(|(name, _)| *name != PAGE)
                .map(|(name, bytes)| (PathBuf::from(name), Cow::Borrowed(*bytes)))
                .collect()),
        }
    }
}

fn files_below(app: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    let entries = WalkDir::new(app)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() != 1 || (entry.file_name() != PAGE && entry.file_name() != "content")
        });
    for entry in entries {
        let entry = entry.map_err(|error| Failure::file("read", app)(error.into()))?;
        if entry.file_type().is_file()
            && let Ok(inside) = entry.path().strip_prefix(app)
        {
            let bytes = fs::read(entry.path()).map_err(Failure::file("read", entry.path()))?;
            files.push((inside.to_path_buf(), Cow::Owned(bytes)));
        }
    }
    Ok(files)
}
