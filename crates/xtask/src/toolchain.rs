//! Parts of Rust that this repository needs and a machine may lack: the
//! WebAssembly target, rustfmt, clippy. Added through rustup, with a line.

use crate::failure::Failure;
use crate::run::{self, cargo, program, run};
use std::path::{Path, PathBuf};

const TARGET: &str = "wasm32-unknown-unknown";

/// The folder `lib/rustlib` of the compiler in use.
fn rustlib() -> Option<PathBuf> {
    let sysroot = run::output(program("rustc").args(["--print", "sysroot"]))?;
    Some(Path::new(&sysroot).join("lib/rustlib"))
}

/// The sources of the standard library, added where they are missing. `None`
/// where that is impossible.
pub(crate) fn std_sources() -> Option<PathBuf> {
    let folder = rustlib()?.join("src/rust");
    if !folder.join("library/Cargo.lock").is_file() {
        eprintln!("Adding rust-src to this Rust (its library is compiled for size)");
        rustup(&["component", "add", "rust-src"], "rust-src").ok()?;
    }
    Some(folder)
}

/// The standard library for WebAssembly.
pub(crate) fn ensure_wasm_target() -> Result<(), Failure> {
    let there = rustlib().is_some_and(|folder| folder.join(TARGET).join("lib").is_dir());
    if there {
        return Ok(());
    }
    eprintln!("Adding the target {TARGET} to this Rust (the app runs as WebAssembly)");
    rustup(&["target", "add", TARGET], TARGET)
}

/// rustfmt and clippy, for the checks.
pub(crate) fn ensure_components() -> Result<(), Failure> {
    for (subcommand, component, purpose) in [
        ("fmt", "rustfmt", "checks the formatting"),
        ("clippy", "clippy", "checks for mistakes"),
    ] {
        if run::output(cargo().args([subcommand, "--version"])).is_none() {
            eprintln!("Adding {component} to this Rust ({purpose})");
            rustup(&["component", "add", component], component)?;
        }
    }
    Ok(())
}

fn rustup(words: &[&str], missing: &'static str) -> Result<(), Failure> {
    if run::which("rustup").is_none() {
        return Err(Failure::NoRustup { missing });
    }
    run(
        &format!("adding {missing} with rustup"),
        program("rustup").args(words),
    )
}
