//! Running other programs: where, with which environment, and what their end
//! means. Which programs and when is the callers' business.

use crate::failure::Failure;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// A program, started in the repository's folder.
///
/// `cargo run` describes the package it runs (this one) in variables. Build
/// scripts of some crates watch those, and would run again on every call that
/// comes through here, so they are taken away.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    for (key, _) in env::vars_os() {
        let name = key.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&key);
        }
    }
    command
}

/// The cargo this command was started by.
pub(crate) fn cargo() -> Command {
    program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end, its output going straight to the terminal.
/// `step` names it in the sentence about its failure.
pub(crate) fn run(step: &str, command: &mut Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|source| not_run(command, source))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::Step {
        step: step.to_owned(),
        status,
    })
}

/// What a command printed, when it could be run and ended well.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| text.trim().to_owned())
}

/// The first program of this name on PATH: the one a shell would run. An
/// absolute name stands for itself.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// The failure of a command that could not even be started.
pub(crate) fn not_run(command: &Command, source: std::io::Error) -> Failure {
    Failure::Run {
        program: command.get_program().to_string_lossy().into_owned(),
        source,
    }
}

/// A headed line that says which step begins.
pub(crate) fn heading(text: &str) {
    eprintln!("\n== {text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_is_the_repository() {
        assert!(root().join("crates/xtask/Cargo.toml").is_file());
    }

    #[test]
    fn a_missing_program_is_a_sentence() {
        let failure = run("x", &mut program("no-such-program-here")).unwrap_err();
        assert!(
            failure
                .to_string()
                .starts_with("cannot run no-such-program-here: ")
        );
    }
}
