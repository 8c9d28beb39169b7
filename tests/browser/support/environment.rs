//! What `cargo xtask test` hands to the suite, and nothing guessed: without
//! it a test fails with the sentence that helps.

use std::env;
use std::io::Write;
use std::path::PathBuf;

/// The browser engines the suite can drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium and Chrome, through chromedriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, through `WebKitWebDriver`.
    WebKit,
}

impl Engine {
    /// The name `INKFOLD_BROWSER` knows it by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

/// The engine of this run.
pub(crate) fn engine() -> Engine {
    let name = variable("INKFOLD_BROWSER");
    [Engine::Chromium, Engine::Firefox, Engine::WebKit]
        .into_iter()
        .find(|engine| engine.name() == name)
        .unwrap_or_else(|| panic!("INKFOLD_BROWSER is {name:?}: chromium, firefox or webkit"))
}

/// The browser's program.
pub(crate) fn browser_binary() -> String {
    variable("INKFOLD_BROWSER_BINARY")
}

/// The address of the driver.
pub(crate) fn webdriver() -> String {
    variable("INKFOLD_WEBDRIVER")
}

/// The built app, as Trunk writes it.
pub(crate) fn app() -> PathBuf {
    variable("INKFOLD_APP").into()
}

/// The built sample blog.
pub(crate) fn sample_site() -> PathBuf {
    variable("INKFOLD_SITE").into()
}

/// The `inkfold` command.
pub(crate) fn cli() -> PathBuf {
    variable("INKFOLD_CLI").into()
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set; the browser tests need more than cargo: run `cargo xtask test`")
    })
}

/// Says a line that shows even when the test passes (the test runner holds
/// back what `println!` writes).
pub(crate) fn note(text: &str) {
    // Nothing hangs on the line being seen.
    let _ = writeln!(std::io::stderr(), "\nnote: {text}");
}
