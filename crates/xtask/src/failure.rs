//! Everything that can end a command, each as the sentence a person reads.
//!
//! A misuse of the command line is not here (see `args`): it leaves with
//! another exit code.

use std::path::{Path, PathBuf};
use std::process::ExitStatus;

/// Why a command ended early. `Display` is one sentence; what a failing
/// program had to say was printed above it by that program.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{step} failed ({}); what it found is printed above", end(.status))]
    Step { step: String, status: ExitStatus },

    #[error("cannot run {program}: {source}")]
    Run {
        program: String,
        source: std::io::Error,
    },

    #[error("cannot {action} {}: {source}", path.display())]
    File {
        action: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },

    #[error("there is no content folder at {}", .0.display())]
    NoContent(PathBuf),

    #[error(
        "port {port} on this machine is taken ({source}); \
         stop what uses it or choose another with --port"
    )]
    Port { port: u16, source: std::io::Error },

    #[error(
        "no folder for tools: neither XDG_CACHE_HOME nor HOME (LOCALAPPDATA on Windows) is set"
    )]
    NoCacheFolder,

    #[error(
        "could not install {tool}: cargo could not reach its registry ({reason}); \
         check the connection, or put {tool} on PATH"
    )]
    Registry { tool: String, reason: String },

    #[error(
        "could not install {tool}: cargo could not build it, its own words are printed above; \
         or put {tool} on PATH"
    )]
    Build { tool: String },

    #[error("nothing is drawn on {}, so its time says nothing", .0.display())]
    NotDrawn(PathBuf),

    #[error("{tool} was installed, but {} does not say that version", path.display())]
    WrongTool { tool: String, path: PathBuf },

    #[error("Cargo.lock names no version of {0}")]
    NotLocked(&'static str),

    #[error(
        "this Rust has no {missing} and there is no rustup to add it with; \
         install it the way Rust itself was installed"
    )]
    NoRustup { missing: &'static str },

    #[error(
        "could not fetch the crates this project is built from; \
         cargo's own words are printed above"
    )]
    Fetch,

    #[error("cannot make {} smaller: {reason}", path.display())]
    Minify { path: PathBuf, reason: String },

    #[error("cannot make {} fit other people's pages: {reason}", path.display())]
    Embed { path: PathBuf, reason: String },

    #[error("{} refers to {reference}, {problem}", page.display())]
    Reference {
        page: PathBuf,
        reference: String,
        problem: &'static str,
    },

    #[error("the first article needs {measured}, more than the {budget} allowed")]
    OverBudget { measured: String, budget: String },

    #[error("inkfold.js needs {measured}, more than the {budget} it may have")]
    LoaderOverBudget { measured: String, budget: String },

    #[error("there is no browser to test in, and Chromium could not be installed: {0}")]
    NoBrowser(String),

    #[error("{name} cannot be used for the tests: {reason}")]
    BrowserMissing { name: &'static str, reason: String },

    #[error("{program} did not start; what it said is in {}", log.display())]
    Driver { program: String, log: PathBuf },

    #[error("there is no Atom feed below {}", .0.display())]
    NoFeeds(PathBuf),

    #[error("there is no post (.md) below {}", .0.display())]
    NoPosts(PathBuf),

    #[error("the browser tests failed in {0}")]
    Browsers(String),
}

impl Failure {
    /// For `map_err` on something done to a file or folder.
    pub(crate) fn file(
        action: &'static str,
        path: &Path,
    ) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |source| Self::File {
            action,
            path,
            source,
        }
    }
}

fn end(status: &ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit code {code}"),
        None => "stopped by a signal".to_owned(),
    }
}
