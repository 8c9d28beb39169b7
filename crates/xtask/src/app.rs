//! Building the app with Trunk, and a site out of it with `inkfold`.
//!
//! Both in the form other commands need: `./` for its base, so that a site
//! works under any address. What Trunk does by itself is in `Trunk.toml`.

use crate::failure::Failure;
use crate::run::{self, cargo, heading, program, root, run};
use crate::{embed, minify, small, toolchain, tools};
use std::env;
use std::path::{Path, PathBuf};

/// How the app is compiled.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// Quick to build again, large.
    Dev,
    /// What readers get.
    Release,
}

/// Builds the app and tells the folder it is in.
pub(crate) fn build(profile: Profile) -> Result<PathBuf, Failure> {
    let (folder, flags): (_, &[&str]) = match profile {
        Profile::Dev => ("app-dev", &[]),
        Profile::Release => ("app", &["--release"]),
    };
    let folder = root().join("target").join(folder);
    heading("The app (trunk build)");
    toolchain::ensure_wasm_target()?;
    let (trunk, bindgen) = (tools::trunk().ensure()?, tools::wasm_bindgen()?.ensure()?);
    fetch()?;
    let mut command = program(&trunk);
    command
        .arg("build")
        .args(flags)
        .args(["--public-url", "./", "--dist"])
        .arg(&folder)
        .env("PATH", tools::path_with(&[&trunk, &bindgen]))
        // Everything is here: never a download in the middle of a build.
        .env("TRUNK_OFFLINE", "true")
        .env("CARGO_NET_OFFLINE", "true")
        // Its errors are sentences; with this, a stack trace each.
        .env_remove("RUST_BACKTRACE");
    // This Trunk reads NO_COLOR as true or false and stops at any other word.
    if env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    if let Profile::Release = profile {
        small::apply(&mut command);
    }
    run("building the app", &mut command)?;
    if let Profile::Release = profile {
        minify::app(&folder)?;
    }
    embed::finish(&folder)?;
    Ok(folder)
}

/// Writes the site of a blog: the app in `app`, the posts in `content`.
pub(crate) fn site(content: &Path, app: &Path, out: &Path, bare: bool) -> Result<(), Failure> {
    heading("The site (inkfold build)");
    let mut command = program(cli()?);
    // The paths a person gave are meant from where that person stands.
    command
        .current_dir(".")
        .arg("build")
        .arg(content)
        .arg("--app")
        .arg(app)
        .arg("--out")
        .arg(out);
    if bare {
        command.arg("--bare");
    }
    run("building the site", &mut command)
}

/// Writes the site of the sample blog for `url`, with everything that needs an
/// absolute address.
pub(crate) fn site_at(url: &str, app: &Path, out: &Path) -> Result<(), Failure> {
    let mut command = program(cli()?);
    command.args(["build", "content", "--base-url", url, "--app"]);
    command.arg(app).arg("--out").arg(out);
    run("building the site", &mut command)
}

/// Builds the `inkfold` command and tells where it is.
pub(crate) fn cli() -> Result<PathBuf, Failure> {
    let mut command = cargo();
    command.args(["build", "--package", "inkfold-cli"]);
    run("compiling the inkfold command", &mut command)?;
    // Cargo puts it beside this program, whatever the target folder is.
    let file = format!("inkfold{}", env::consts::EXE_SUFFIX);
    env::current_exe()
        .map(|here| here.with_file_name(file))
        .map_err(|source| run::not_run(&command, source))
}

/// Builds the `inkfold` command as it is given to others: optimised for
/// speed, and with the released app inside.
pub(crate) fn release_cli() -> Result<PathBuf, Failure> {
    let app = build(Profile::Release)?;
    heading("The command (cargo build --release)");
    let mut command = cargo();
    command
        .args(["build", "--release", "--package", "inkfold-cli"])
        // The profile of that name is the app's, and made for size.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3")
        .env("INKFOLD_EMBED_APP", &app);
    run("compiling the inkfold command", &mut command)?;
    let file = format!("inkfold{}", env::consts::EXE_SUFFIX);
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| root().join("target"));
    let place = target.join("release").join(file);
    println!("\nThe command is {}", place.display());
    Ok(place)
}

/// A blog's folder, when there is one.
pub(crate) fn content(folder: &Path) -> Result<(), Failure> {
    match folder.is_dir() {
        true => Ok(()),
        false => Err(Failure::NoContent(folder.to_path_buf())),
    }
}

/// Downloads every crate in Cargo.lock that is not here yet. Trunk asks cargo
/// about all of them, those of other systems too.
fn fetch() -> Result<(), Failure> {
    run("", cargo().args(["fetch", "--locked"])).map_err(|_| Failure::Fetch)
}
