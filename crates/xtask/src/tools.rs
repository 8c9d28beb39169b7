//! The programs cargo must compile before the app can be built or tested:
//! which versions, where they are kept, how they get there.
//!
//! They are kept per user and per version, so a second checkout compiles
//! nothing again. Parts of Rust itself are in `toolchain`, browsers in
//! `browsers`.

use crate::failure::Failure;
use crate::run::{self, program, which};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Newer ones ask for a newer Rust than `rust-toolchain.toml` pins.
const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";

/// Variables that would make `cargo install` build something else than what
/// is asked for here, or put it elsewhere.
const DISTURBING: [&str; 8] = [
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_TARGET_DIR",
    "CARGO_INSTALL_ROOT",
    "RUSTC_WORKSPACE_WRAPPER",
];

/// A program in one exact version.
pub(crate) struct Tool {
    /// The crate it comes from.
    krate: &'static str,
    binary: &'static str,
    version: String,
    purpose: &'static str,
    /// How long installing takes on a small machine.
    minutes: u8,
    flags: &'static [&'static str],
}

/// Bundles the app: runs cargo and wasm-bindgen, fills in index.html.
pub(crate) fn trunk() -> Tool {
    Tool {
        krate: "trunk",
        binary: "trunk",
        version: TRUNK.to_owned(),
        purpose: "bundles the app",
        minutes: 3,
        // Its features are for downloading tools, which are all here already.
        flags: &["--locked", "--no-default-features"],
    }
}

/// Turns the compiled app into what a browser loads. It must be exactly the
/// version the app is compiled with, which Cargo.lock knows.
pub(crate) fn wasm_bindgen() -> Result<Tool, Failure> {
    let path = run::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    let version =
        locked_version(&lock, "wasm-bindgen").ok_or(Failure::NotLocked("wasm-bindgen"))?;
    Ok(Tool {
        krate: "wasm-bindgen-cli",
        binary: "wasm-bindgen",
        version: version.to_owned(),
        purpose: "makes the app loadable in a browser",
        minutes: 2,
        // Not --locked: the package holds a Cargo.lock cargo refuses.
        flags: &[],
    })
}

/// Lets the browser tests drive Firefox.
pub(crate) fn geckodriver() -> Tool {
    Tool {
        krate: "geckodriver",
        binary: "geckodriver",
        version: GECKODRIVER.to_owned(),
        purpose: "drives Firefox in the browser tests",
        minutes: 2,
        flags: &["--locked"],
    }
}

impl Tool {
    /// Where the program is: on PATH, kept from an earlier time, or installed
    /// just now.
    pub(crate) fn ensure(&self) -> Result<PathBuf, Failure> {
        if let Some(path) = which(self.binary).filter(|path| self.is_at(path)) {
            return Ok(path);
        }
        let folder = cache_folder()?.join(format!("{}-{}", self.krate, self.version));
        let path = self.binary_in(&folder);
        if !self.is_at(&path) {
            self.install(&folder)?;
        }
        Ok(path)
    }

    fn named(&self) -> String {
        format!("{} {}", self.krate, self.version)
    }

    fn binary_in(&self, folder: &Path) -> PathBuf {
        let file = format!("{}{}", self.binary, env::consts::EXE_SUFFIX);
        folder.join("bin").join(file)
    }

    fn is_at(&self, path: &Path) -> bool {
        let said = run::output(program(path).arg("--version"));
        said.as_deref().and_then(version_said) == Some(&self.version)
    }

    /// Installs beside the final folder and moves there when complete, so an
    /// interrupted install is never taken for a finished one.
    fn install(&self, folder: &Path) -> Result<(), Failure> {
        let tool = self.named();
        eprintln!(
            "Installing {tool} ({}), about {} minutes, once per user, in {}",
            self.purpose,
            self.minutes,
            folder.display()
        );
        let unfinished = folder.with_file_name(format!(
            ".{}-{}.{}",
            self.krate,
            self.version,
            std::process::id()
        ));
        fs::create_dir_all(&unfinished).map_err(Failure::file("make the folder", &unfinished))?;
        let mut command = self.cargo_install(&unfinished);
        let done = command
            .status()
            .map_err(|source| run::not_run(&command, source))?;
        let outcome = match done.success() {
            false => Err(self.why_not(&unfinished)),
            true => self.put_in_place(&unfinished, folder),
        };
        // Gone when it was moved; what is left of a failure is of no use.
        let _ = fs::remove_dir_all(&unfinished);
        outcome
    }

    fn put_in_place(&self, unfinished: &Path, folder: &Path) -> Result<(), Failure> {
        let built = self.binary_in(unfinished);
        if !self.is_at(&built) {
            return Err(Failure::WrongTool {
                tool: self.named(),
                path: built,
            });
        }
        // Another checkout may have finished the same install meanwhile.
        if self.is_at(&self.binary_in(folder)) {
            return Ok(());
        }
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(Failure::file("remove", folder))?;
        }
        fs::rename(unfinished, folder).map_err(Failure::file("move the new tool to", folder))
    }

    fn cargo_install(&self, root: &Path) -> Command {
        let mut command = undisturbed_cargo(root);
        command
            .args(["install", "--debug", "--bin", self.binary, "--root"])
            .arg(root)
            .args(self.flags)
            .arg(format!("{}@{}", self.krate, self.version))
            // Nobody debugs these: a third less to compile and to keep.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            // Or cargo would advise to put the unfinished folder there.
            .env("PATH", path_with_front([root.join("bin")]));
        command
    }

    /// cargo's exit code does not tell a missing network from a build that
    /// failed; asking its registry one small question does.
    fn why_not(&self, folder: &Path) -> Failure {
        let tool = self.named();
        let answer = undisturbed_cargo(folder)
            .args(["info", "--quiet"])
            .arg(format!("{}@{}", self.krate, self.version))
            .env("CARGO_NET_RETRY", "0")
            .env("CARGO_HTTP_TIMEOUT", "10")
            .output();
        match answer {
            Ok(answer) if !answer.status.success() => Failure::Registry {
                tool,
                reason: reason(&String::from_utf8_lossy(&answer.stderr)),
            },
            _ => Failure::Build { tool },
        }
    }
}

/// cargo, away from this repository's settings and from the person's own for
/// the crates they build.
fn undisturbed_cargo(folder: &Path) -> Command {
    let mut command = run::cargo();
    command.current_dir(folder);
    for name in DISTURBING {
        command.env_remove(name);
    }
    for (key, _) in env::vars_os() {
        if key.to_string_lossy().starts_with("CARGO_PROFILE_") {
            command.env_remove(&key);
        }
    }
    command
}

/// PATH with the folders of these programs in front, where they are not on it
/// already.
pub(crate) fn path_with(programs: &[&Path]) -> OsString {
    let kept = cache_folder().ok();
    let ours = |program: &&&Path| kept.as_ref().is_some_and(|kept| program.starts_with(kept));
    let folders = programs
        .iter()
        .filter(ours)
        .filter_map(|path| path.parent());
    path_with_front(folders.map(Path::to_path_buf))
}

fn path_with_front(folders: impl IntoIterator<Item = PathBuf>) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.into_iter().chain(env::split_paths(&path));
    env::join_paths(all).unwrap_or_else(|_| path.clone())
}

/// Where tools are kept, per user.
pub(crate) fn cache_folder() -> Result<PathBuf, Failure> {
    let absolute = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    absolute("XDG_CACHE_HOME")
        .or_else(|| match env::consts::OS {
            "windows" => absolute("LOCALAPPDATA"),
            "macos" => absolute("HOME").map(|home| home.join("Library/Caches")),
            _ => absolute("HOME").map(|home| home.join(".cache")),
        })
        .map(|cache| cache.join("inkfold").join("tools"))
        .ok_or(Failure::NoCacheFolder)
}

/// The version in `name 1.2.3 (…)`, as these tools print it.
fn version_said(text: &str) -> Option<&str> {
    text.lines().next()?.split_whitespace().nth(1)
}

fn locked_version<'a>(lock: &'a str, krate: &str) -> Option<&'a str> {
    let name = format!("name = \"{krate}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

/// The deepest cause cargo names for its failure, on one line.
fn reason(said: &str) -> String {
    let line = match said.rsplit_once("Caused by:") {
        Some((_, cause)) => cause.lines().map(str::trim).find(|line| !line.is_empty()),
        None => said.lines().find_map(|line| line.strip_prefix("error: ")),
    };
    line.unwrap_or("it gave no reason").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_tools_print_them() {
        assert_eq!(version_said("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(
            version_said("geckodriver 0.37.1 (a2b3c4 2026-01-01)\n\nThe source …"),
            Some("0.37.1")
        );
        assert_eq!(version_said(""), None);
    }

    #[test]
    fn the_locked_version_is_that_of_the_very_crate() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "bindgen"), None);
    }

    #[test]
    fn the_repository_locks_wasm_bindgen() {
        assert!(wasm_bindgen().is_ok());
    }

    #[test]
    fn a_reason_is_the_deepest_cause() {
        let said =
            "warning: x\nerror: failed to query\n\nCaused by:\n  y\n\nCaused by:\n  no host\n";
        assert_eq!(reason(said), "no host");
        assert_eq!(
            reason("error: could not find it\nhelp: z"),
            "could not find it"
        );
        assert_eq!(reason(""), "it gave no reason");
    }
}
