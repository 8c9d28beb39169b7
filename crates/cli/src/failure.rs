//! What stops a command, each as a sentence for the person who gave it.
//!
//! What is wrong with a post or a setting stops nothing; those are notes.

use std::io;
use std::path::{Path, PathBuf};

use inkfold_core::diagnostic::Diagnostic;

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the sentences say it")]
pub enum Failure {
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    #[error("there is no folder {}; name the one that holds the blog's site.yaml and posts", .0.display())]
    NoContent(PathBuf),
    #[error("{} is not the built app: it holds no index.html", .0.display())]
    NoApp(PathBuf),
    #[error("{} is not the app's page: it has no {missing}", path.display())]
    Template {
        path: PathBuf,
        missing: &'static str,
    },
    #[error("{place}: {reason}")]
    Settings { place: String, reason: String },
    #[error("cannot write `{key}` into a copy of {}; begin a line with `{key}:` there", path.display())]
    UnusualSettings { path: PathBuf, key: &'static str },
    #[error(
        "with the {posts} posts that were found listed in it, site.yaml can no longer be read: {reason}"
    )]
    LongSettings { posts: usize, reason: String },
    #[error(
        "{} was not written by `inkfold build`, so it is not replaced; empty it or name another folder",
        .0.display()
    )]
    Foreign(PathBuf),
    #[error("{} holds something already; name a new folder, or an empty one", .0.display())]
    NotEmpty(PathBuf),
    #[error("the site cannot be written to {}: one of it and {} lies in the other", out.display(), other.display())]
    Nested { out: PathBuf, other: PathBuf },
    #[error("port {port} cannot be used: {source}; try another with --port")]
    Port { port: u16, source: io::Error },
    #[error("cannot follow changes in {}: {source}", path.display())]
    Watch {
        path: PathBuf,
        source: notify::Error,
    },
    #[error("cannot write what was found: {0}")]
    Output(io::Error),
    #[error("the server stopped: {0}")]
    Server(io::Error),
}

impl Failure {
    /// For `map_err` on reading the settings in the file `path`.
    pub(crate) fn settings(path: &Path) -> impl FnOnce(Diagnostic) -> Self + use<'_> {
        |diagnostic| Self::Settings {
            place: place(path, &diagnostic),
            reason: diagnostic.problem.to_string(),
        }
    }

    /// For `map_err` on something done to a file or folder.
    pub(crate) fn file(
        action: &'static str,
        path: &Path,
    ) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |source| Self::File {
            action,
            path,
            source,
        }
    }
}

/// A line about a file, in the form editors and other tools know:
/// `content/posts/x.md:3:1: error: …`.
pub(crate) fn note(path: &Path, diagnostic: &Diagnostic) -> String {
    let Diagnostic { level, problem, .. } = diagnostic;
    format!("{}: {level}: {problem}", place(path, diagnostic))
}

/// The file, and the line and column where they are known.
fn place(path: &Path, diagnostic: &Diagnostic) -> String {
    match diagnostic.position {
        Some(position) => format!("{}:{position}", path.display()),
        None => path.display().to_string(),
    }
}
