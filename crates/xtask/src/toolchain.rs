//! Parts of Rust that this repository needs and a machine may lack: the
//! WebAssembly target, rustfmt, clippy. Added through rustup, with a line.

use crate::failure::Failure;
use crate::run::{self, cargo, program, run};
use std::path::Path;

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly.
pub(crate) fn ensure_wasm_target() -> Result<(), Failure> {
    let sysroot = run::output(program("rustc").args(["--print", "sysroot"]));
    let there = sysroot.is_some_and(|folder| {
        let library = Path::new(&folder).join("lib/rustlib").join(TARGET);
        library.join("lib").is_dir()
    });
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
