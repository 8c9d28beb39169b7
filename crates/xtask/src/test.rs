//! `cargo xtask test`: every check there is, in one go.
//!
//! Here: which checks, in which order, and the summary. Finding browsers is in
//! `browsers`, running their drivers in `driver`; what the browser tests do is
//! in `tests/` at the root.

use crate::app::{self, Profile};
use crate::args::Only;
use crate::browsers::{self, Browser, Engine, Missing};
use crate::driver::Driver;
use crate::failure::Failure;
use crate::run::{cargo, heading, root, run};
use crate::weights::{self, Weights};
use crate::{toolchain, tools, validate};
use std::path::{Path, PathBuf};

/// Links to private items are what the module descriptions are full of.
const DOC_LINTS: &str = "--deny warnings --allow rustdoc::private_intra_doc_links";

/// What the browser tests are pointed at.
pub(crate) struct Built {
    app: PathBuf,
    site: PathBuf,
    cli: PathBuf,
}

/// Runs every check, or only the browser tests of one engine.
pub(crate) fn test(only: Option<&Only>) -> Result<(), Failure> {
    heading("What the tests need");
    match only {
        Some(only) => {
            let browser = only.engine.find()?.map_err(as_failure)?;
            let built = build()?;
            in_browsers(&[browser], &[], &built, only.filter.as_deref())
        }
        None => {
            let (found, missing) = prepare()?;
            native()?;
            let built = build()?;
            heading("The weight of the first article");
            let weights = Weights::of(&built.site)?;
            println!("{weights}");
            weights::loader(&built.site)?;
            weights.check()?;
            validate::validate(&built.app)?;
            in_browsers(&found, &missing, &built, None)
        }
    }
}

/// Fetches everything at the start, so that a machine that lacks something
/// says so before the long part.
fn prepare() -> Result<(Vec<Browser>, Vec<Missing>), Failure> {
    toolchain::ensure_components()?;
    toolchain::ensure_wasm_target()?;
    tools::trunk().ensure()?;
    tools::wasm_bindgen()?.ensure()?;
    let (mut found, mut missing) = look()?;
    if found.is_empty() {
        browsers::install_chromium()?;
        (found, missing) = look()?;
    }
    if found.is_empty() {
        return Err(Failure::NoBrowser(
            "apt-get was content, yet there is no chromium with its chromedriver".to_owned(),
        ));
    }
    for browser in &found {
        eprintln!("{}: {}", browser.version, browser.binary.display());
    }
    for engine in &missing {
        eprintln!("{}: {}", engine.engine.name(), engine.reason);
    }
    Ok((found, missing))
}

fn look() -> Result<(Vec<Browser>, Vec<Missing>), Failure> {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for engine in Engine::ALL {
        match engine.find()? {
            Ok(browser) => found.push(browser),
            Err(reason) => missing.push(reason),
        }
    }
    Ok((found, missing))
}

fn as_failure(missing: Missing) -> Failure {
    Failure::BrowserMissing {
        name: missing.engine.name(),
        reason: missing.reason,
    }
}

/// The checks that need no browser.
fn native() -> Result<(), Failure> {
    check("Formatting", "fmt --all --check")?;
    check(
        "Lints",
        "clippy --workspace --all-targets -- --deny warnings",
    )?;
    // A target that plain `cargo test` leaves out is left out above as well.
    check(
        "Lints of the browser tests",
        "clippy --package inkfold --test browser -- --deny warnings",
    )?;
    check(
        "Lints of the app as WebAssembly",
        "clippy --package inkfold --lib --target wasm32-unknown-unknown -- --deny warnings",
    )?;
    // With the private items: it is for those who work here, and links to them.
    let words = "doc --workspace --no-deps --document-private-items";
    heading(&format!("Documentation (cargo {words})"));
    run(
        "Documentation",
        cargo()
            .args(words.split(' '))
            .env("RUSTDOCFLAGS", DOC_LINTS),
    )?;
    check("Native tests", "test --workspace")
}

fn check(name: &str, words: &str) -> Result<(), Failure> {
    heading(&format!("{name} (cargo {words})"));
    run(name, cargo().args(words.split(' ')))
}

/// Builds what the browser tests look at: the app, the sample blog's site, the
/// `inkfold` command.
pub(crate) fn build() -> Result<Built, Failure> {
    let site = root().join("target").join("site");
    let app = app::build(Profile::Release)?;
    app::site(&root().join("content"), &app, &site, false)?;
    let cli = app::cli()?;
    Ok(Built { app, site, cli })
}

/// Runs the browser tests in each engine, all of them whatever comes out, and
/// then says what was and was not tested.
fn in_browsers(
    found: &[Browser],
    missing: &[Missing],
    built: &Built,
    filter: Option<&str>,
) -> Result<(), Failure> {
    let mut lines = Vec::new();
    let mut failed = Vec::new();
    for browser in found {
        heading(&format!("Browser tests in {}", browser.version));
        let words: Vec<&str> = filter.into_iter().collect();
        let outcome = in_browser(browser, built, &words, &[]);
        if let Err(failure) = &outcome {
            eprintln!("{failure}");
            failed.push(browser.engine.name());
        }
        let word = if outcome.is_ok() { "passed" } else { "FAILED" };
        lines.push(format!("  {word}  {}", browser.version));
    }
    for engine in missing {
        let name = engine.engine.name();
        lines.push(format!("  not tested  {name}: {}", engine.reason));
    }
    println!("\nBrowser tests\n{}", lines.join("\n"));
    match failed.is_empty() {
        true => Ok(()),
        false => Err(Failure::Browsers(failed.join(", "))),
    }
}

/// Runs the browser tests in one engine: those that `words` tell the test
/// program, with these variables of their own.
pub(crate) fn in_browser(
    browser: &Browser,
    built: &Built,
    words: &[&str],
    variables: &[(&str, &Path)],
) -> Result<(), Failure> {
    let driver = Driver::start(browser)?;
    // The other two drivers take one session at a time.
    let threads = match browser.engine {
        Engine::Chromium => "2",
        Engine::Firefox | Engine::WebKit => "1",
    };
    let mut command = cargo();
    command
        .args(["test", "--package", "inkfold", "--test", "browser", "--"])
        .args(["--test-threads", threads])
        .args(words)
        .envs(variables.iter().copied())
        .env("INKFOLD_BROWSER", browser.engine.word())
        .env("INKFOLD_BROWSER_BINARY", &browser.binary)
        .env("INKFOLD_WEBDRIVER", &driver.address)
        .env("INKFOLD_APP", &built.app)
        .env("INKFOLD_SITE", &built.site)
        .env("INKFOLD_CLI", &built.cli);
    let outcome = run("the browser tests", &mut command);
    if outcome.is_err() {
        eprintln!("What the driver said is in {}", driver.log.display());
    }
    outcome
}
