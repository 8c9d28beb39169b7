//! How long it takes until an article is on screen in Chromium, beside plain
//! HTML and docsify. What is done there is in `tests/browser/first_paint.rs`.

use super::{build::load, chromium, packages};
use crate::failure::Failure;
use crate::run::{heading, root};
use crate::test;
use std::fs;
use std::path::Path;

/// The same Markdown, drawn in the browser by somebody else.
const DOCSIFY: &str = "docsify@5.0.0";

/// A post without pictures, which would have to lie beside it.
const SAMPLE: &str = "content/posts/ru/tipografika.md";

/// Times the article in `post`, or one of the sample blog.
pub(crate) fn bench(post: Option<&Path>) -> Result<(), Failure> {
    heading("Until the article is on screen, in Chromium");
    let sample = root().join(SAMPLE);
    let post = post.unwrap_or(&sample);
    // The tests stand in another folder than the person.
    let post = fs::canonicalize(post).map_err(Failure::file("read", post))?;
    let Some(browser) = chromium()? else {
        return Ok(());
    };
    let modules = packages(&root().join("target/bench/docsify"), &[DOCSIFY]);
    let docsify = modules.map(|modules| modules.join("docsify"));
    let built = test::build()?;
    println!("{}", browser.version);
    match docsify {
        Some(_) => println!("{DOCSIFY}"),
        None => println!("Not timed: npm is not here, or cannot reach its registry for {DOCSIFY}"),
    }
    println!("Load before: {}", load());
    let words = ["--ignored", "--nocapture", "first_paint::"];
    let mut variables = vec![("INKFOLD_BENCH_POST", post.as_path())];
    variables.extend(
        docsify
            .iter()
            .map(|package| ("INKFOLD_BENCH_DOCSIFY", package.as_path())),
    );
    test::in_browser(&browser, &built, &words, &variables)?;
    println!("Load after: {}", load());
    Ok(())
}
