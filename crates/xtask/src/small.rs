//! How the release build of the app is made smaller than stable Rust makes
//! it: with a standard library compiled for size, and panics that trap
//! without a message. A tenth of what readers download.
//!
//! These are flags that Rust calls unstable. They are safe to lean on because
//! `rust-toolchain.toml` names the one compiler that is used; where its
//! sources cannot be had, the app is built without them.

use crate::run::{self, cargo};
use crate::toolchain;
use std::path::Path;
use std::process::Command;

/// Flags for the compiler. The first repeats `.cargo/config.toml`, which
/// `RUSTFLAGS` takes the place of.
const FLAGS: &str = "-Clink-arg=--keep-section=target_features \
                     -Zunstable-options -Cpanic=immediate-abort \
                     -Zlocation-detail=none -Zfmt-debug=none \
                     -Cllvm-args=-inline-threshold=25";

/// Makes `trunk`, which builds the app, build a small one.
pub(crate) fn apply(trunk: &mut Command) {
    let fetched = toolchain::std_sources().is_some_and(|sources| fetch(&sources));
    if !fetched {
        eprintln!("The sources of Rust's library are not here: the app will be a tenth larger");
        return;
    }
    trunk
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("RUSTFLAGS", FLAGS);
}

/// Downloads the crates that the library itself is made of.
fn fetch(sources: &Path) -> bool {
    let manifest = sources.join("library").join("Cargo.toml");
    let mut command = cargo();
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["fetch", "--quiet", "--locked", "--manifest-path"])
        .arg(manifest);
    run::run("", &mut command).is_ok()
}
