//! `cargo xtask bench`: how long things take, each beside its peer.
//!
//! Here: which posts, which peers, and who times them. What is timed is in
//! `crates/core/benches` and in `tests/browser/speed.rs`; [`build`] times whole
//! sites, [`smooth`] what holds a page up, [`first_paint`] how long one takes to
//! be there.

mod blog;
pub(crate) mod build;
mod dice;
pub(crate) mod first_paint;
mod hugo;
mod posts;
pub(crate) mod smooth;

use crate::browsers::{Browser, Engine};
use crate::failure::Failure;
use crate::run::{cargo, heading, program, root, run, which};
use crate::test;
use std::fs;
use std::path::{Path, PathBuf};

/// What a page of somebody else's would draw Markdown with.
const PEERS: [&str; 2] = ["marked@18.2.1", "dompurify@3.4.18"];

/// Times Markdown on the posts below `corpus`, or on posts made up.
pub(crate) fn markdown(corpus: Option<&Path>) -> Result<(), Failure> {
    let folder = root().join("target").join("bench");
    let posts = folder.join("posts");
    write(&posts, &posts::of(corpus)?)?;
    heading("Markdown, natively (cargo bench)");
    let words = ["bench", "--package", "inkfold-core", "--bench", "markdown"];
    let mut command = cargo();
    command.args(words).env("INKFOLD_BENCH_POSTS", &posts);
    // What grows too fast is told at the end; the rest is worth knowing.
    let native = run("the benchmark", &mut command);
    let in_chromium = in_chromium(&folder, &posts);
    native.and(in_chromium)
}

fn in_chromium(folder: &Path, posts: &Path) -> Result<(), Failure> {
    heading("Markdown, in Chromium");
    let Some(browser) = chromium()? else {
        return Ok(());
    };
    let Some(peers) = packages(&folder.join("peers"), &PEERS) else {
        println!("Not timed: npm is not here, or cannot reach its registry for {PEERS:?}");
        return Ok(());
    };
    let built = test::build()?;
    println!("{}, {}", browser.version, PEERS.join(", "));
    let words = ["--ignored", "--nocapture", "speed::"];
    let variables = [
        ("INKFOLD_BENCH_POSTS", posts),
        ("INKFOLD_BENCH_PEERS", &peers),
    ];
    test::in_browser(&browser, &built, &words, &variables)
}

/// Chromium, where it is here; else says that it is not.
fn chromium() -> Result<Option<Browser>, Failure> {
    Ok(match Engine::Chromium.find()? {
        Ok(browser) => Some(browser),
        Err(missing) => {
            println!("Not timed: Chromium is {}", missing.reason);
            None
        }
    })
}

/// Downloads packages of npm into a folder and tells where they are; none where
/// that cannot be.
fn packages(place: &Path, names: &[&str]) -> Option<PathBuf> {
    let npm = which("npm")?;
    fs::create_dir_all(place).ok()?;
    let mut command = program(npm);
    command
        .args(["install", "--no-save", "--ignore-scripts", "--no-audit"])
        .args(["--no-fund", "--loglevel=error", "--prefix"])
        .arg(place)
        .args(names);
    run("npm", &mut command).ok()?;
    Some(place.join("node_modules"))
}

fn write(folder: &Path, posts: &[Vec<u8>]) -> Result<(), Failure> {
    // Left from another run.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(Failure::file("make the folder", folder))?;
    for (number, post) in posts.iter().enumerate() {
        let path = folder.join(format!("{number:04}.md"));
        fs::write(&path, post).map_err(Failure::file("write", &path))?;
    }
    Ok(())
}
