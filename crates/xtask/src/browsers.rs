//! The browser engines the tests can run in: which this machine has, what is
//! missing for the others, and installing one where there is none.
//!
//! Starting them is in `driver`.

use crate::failure::Failure;
use crate::run::{self, program, which};
use crate::tools;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names on PATH, the likeliest first, and where a Mac keeps the same program.
const CHROMIUM: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const FIREFOX: [&str; 3] = [
    "firefox",
    "firefox-esr",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
];
const CHROMEDRIVER: [&str; 3] = [
    "chromedriver",
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
];

/// The engines, each of which draws pages its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// An engine that can be used.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    pub(crate) binary: PathBuf,
    pub(crate) driver: PathBuf,
    /// As the browser says it, with its name.
    pub(crate) version: String,
}

/// An engine that cannot, and what to do about it.
#[derive(Debug)]
pub(crate) struct Missing {
    pub(crate) engine: Engine,
    pub(crate) reason: String,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine a person or a test means by this word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.word() == word)
    }

    /// The word for it on the command line and in the tests.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        }
    }

    /// Looks for the browser and its driver. Firefox's driver is compiled here
    /// when Firefox is there, since no system brings it in a known version.
    pub(crate) fn find(self) -> Result<Result<Browser, Missing>, Failure> {
        let missing = |reason: String| {
            Ok(Err(Missing {
                engine: self,
                reason,
            }))
        };
        let Some(binary) = self.binary() else {
            return missing(format!(
                "not installed; on Debian: {}",
                self.how_to_install()
            ));
        };
        let driver = match self {
            Self::Chromium => first_of(&CHROMEDRIVER),
            Self::Firefox => Some(tools::geckodriver().ensure()?),
            Self::WebKit => which("WebKitWebDriver"),
        };
        let Some(driver) = driver else {
            return missing(format!(
                "{} is here, its driver is not; on Debian: {}",
                binary.display(),
                self.how_to_install()
            ));
        };
        if self == Self::WebKit && which("Xvfb").is_none() && env::var_os("DISPLAY").is_none() {
            return missing("it needs a display; on Debian: apt-get install xvfb".into());
        }
        Ok(Ok(Browser {
            engine: self,
            version: self.version(&binary),
            binary,
            driver,
        }))
    }

    fn binary(self) -> Option<PathBuf> {
        match self {
            Self::Chromium => first_of(&CHROMIUM),
            Self::Firefox => first_of(&FIREFOX),
            Self::WebKit => mini_browser(),
        }
    }

    fn version(self, binary: &Path) -> String {
        let said = match self {
            // MiniBrowser itself answers only where there is a display.
            Self::WebKit => run::output(program("dpkg-query").args([
                "--show",
                "--showformat=${Version}",
                "webkit2gtk-driver",
            ]))
            .map(|version| format!("{} {}", self.name(), upstream(&version))),
            Self::Chromium | Self::Firefox => {
                let said = run::output(program(binary).arg("--version"));
                said.map(|said| name_and_number(&said))
            }
        };
        said.unwrap_or_else(|| self.name().to_owned())
    }

    fn how_to_install(self) -> &'static str {
        match self {
            Self::Chromium => "apt-get install chromium chromium-driver",
            Self::Firefox => "apt-get install firefox-esr",
            Self::WebKit => "apt-get install webkit2gtk-driver xvfb",
        }
    }
}

/// Installs Chromium from the system's packages, with a line that says so.
pub(crate) fn install_chromium() -> Result<(), Failure> {
    let advice = "install Chromium or Chrome with its chromedriver, or Firefox";
    if which("apt-get").is_none() {
        return Err(Failure::NoBrowser(format!("no apt-get here; {advice}")));
    }
    eprintln!("Installing Chromium with apt-get (the browser tests need a browser, none is here)");
    // A package source that is out of order need not be the one that counts.
    apt(&["update"]);
    // The names on Debian, then those on Ubuntu.
    let installed = [
        ["chromium", "chromium-driver"],
        ["chromium-browser", "chromium-chromedriver"],
    ]
    .iter()
    .any(|[browser, driver]| apt(&["install", "--yes", browser, driver]));
    match installed {
        true => Ok(()),
        false => Err(Failure::NoBrowser(format!(
            "apt-get failed, its own words are printed above; {advice}"
        ))),
    }
}

fn apt(words: &[&str]) -> bool {
    let mut command = match is_root() {
        true => program("apt-get"),
        // The setting has to be on sudo's far side.
        false => {
            let mut command = program("sudo");
            command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
            command
        }
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").args(words);
    succeeds(&mut command)
}

fn succeeds(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}

/// Whether this runs as the all-powerful user, as in a container.
pub(crate) fn is_root() -> bool {
    run::output(program("id").arg("-u")).as_deref() == Some("0")
}

fn first_of(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| which(name))
}

/// The small browser that comes with the WebKitGTK library, off PATH: in
/// `/usr/lib/<architecture>` on Debian, a step higher elsewhere.
fn mini_browser() -> Option<PathBuf> {
    let architectures = fs::read_dir("/usr/lib").ok()?;
    ["/usr/lib".into(), "/usr/libexec".into()]
        .into_iter()
        .chain(architectures.filter_map(|entry| Some(entry.ok()?.path())))
        .map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser"))
        .find(|path| path.is_file())
}

/// From `Chromium 156.0.8078.79 built on …` what comes up to the number.
fn name_and_number(said: &str) -> String {
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let mut words: Vec<&str> = Vec::new();
    for word in said.split_whitespace() {
        words.push(word);
        if is_number(word) {
            break;
        }
    }
    words.join(" ")
}

/// From `2.50.6-1~deb12u2` the part that is WebKitGTK's own.
fn upstream(version: &str) -> &str {
    version.split_once('-').map_or(version, |(own, _)| own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_known_by_one_word() {
        for engine in Engine::ALL {
            assert_eq!(Engine::named(engine.word()), Some(engine));
        }
        assert_eq!(Engine::named("Chromium"), None);
    }

    #[test]
    fn versions_are_cut_to_the_browsers_own() {
        let said = "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)";
        assert_eq!(name_and_number(said), "Chromium 156.0.8078.79");
        assert_eq!(
            name_and_number("Mozilla Firefox 153.7.0esr\n"),
            "Mozilla Firefox 153.7.0esr"
        );
        assert_eq!(upstream("2.50.6-1~deb12u2"), "2.50.6");
        assert_eq!(upstream("2.50.6"), "2.50.6");
    }
}
