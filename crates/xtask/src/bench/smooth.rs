//! What holds a page up, and for how long: a long post and many posts, read
//! and drawn in Chromium. What is done there is in `tests/browser/smooth.rs`.

use super::{blog, build::load, chromium};
use crate::failure::Failure;
use crate::run::{heading, root};
use crate::test;
use std::fs;

/// How many posts there are beside the long one.
const POSTS: usize = 1_000;

/// Tells the longest task of each thing that a reader does.
pub(crate) fn bench() -> Result<(), Failure> {
    heading("What holds a page up, in Chromium");
    let Some(browser) = chromium()? else {
        return Ok(());
    };
    let posts = root().join("target/bench/smooth");
    // Left from another run.
    let _ = fs::remove_dir_all(&posts);
    blog::write(&posts, POSTS)?;
    let long = posts.join("post-long.md");
    fs::write(&long, blog::long()).map_err(Failure::file("write", &long))?;
    let built = test::build()?;
    println!("{}", browser.version);
    println!("Load before: {}", load());
    let words = ["--ignored", "--nocapture", "smooth::"];
    let variables = [("INKFOLD_BENCH_POSTS", posts.as_path())];
    test::in_browser(&browser, &built, &words, &variables)
}
