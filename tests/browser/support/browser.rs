//! A browser as a reader may have set it up, in any of the engines. What the
//! engines differ in stands here and nowhere else.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::cdp::domains::emulation::{MediaFeature, SetEmulatedMedia};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, PageLoadStrategy};

use super::environment::{self, Engine, engine};

/// How long a script may take. Short, because WebKit's driver now and then
/// loses the answer of one that a new page interrupts, and waits this long.
const SCRIPT_LIMIT: Duration = Duration::from_secs(4);

/// How long the driver may take for anything.
const COMMAND_LIMIT: Duration = Duration::from_secs(45);

/// How often a browser is asked to start. WebKit's driver, on a busy machine,
/// now and then loses sight of the browser it has just started; no test is
/// about that.
const MOST_STARTS: u32 = 3;

/// What a reader may have set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// Prefers dark pages.
    pub(crate) dark: bool,
    /// Has switched scripts off.
    pub(crate) scripts_off: bool,
    /// The browser's own language.
    pub(crate) language: Option<&'static str>,
    /// Where the reader's clock stands.
    pub(crate) time_zone: Option<&'static str>,
    /// Looks at a page before its scripts have come.
    pub(crate) impatient: bool,
}

impl Settings {
    /// Of a reader who has switched scripts off.
    pub(crate) fn without_scripts() -> Self {
        Self {
            scripts_off: true,
            ..Self::default()
        }
    }

    /// Why this engine cannot be set up like this, if so.
    pub(crate) fn out_of_reach(&self) -> Option<&'static str> {
        match engine() {
            Engine::Firefox if self.time_zone.is_some() => {
                Some("Firefox takes its time zone from the system alone")
            }
            Engine::WebKit if self.language.is_some() => {
                Some("WebKitGTK takes its language from the driver's environment alone")
            }
            _ => None,
        }
    }
}

/// A running browser with a profile of its own.
#[derive(Debug)]
pub(crate) struct Browser {
    /// How it is driven.
    pub(crate) driver: WebDriver,
    profile: PathBuf,
}

impl Browser {
    /// Starts one, with a window of a laptop's size.
    pub(crate) async fn start(settings: &Settings) -> Self {
        let mut starts = 1;
        loop {
            match Self::try_to_start(settings).await {
                Ok(browser) => return browser,
                Err(error) if starts < MOST_STARTS => {
                    environment::note(&format!("the browser is started again: {error}"));
                    // The driver may still be clearing up the last one.
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                Err(error) => panic!("the browser does not start: {error}"),
            }
            starts += 1;
        }
    }

    async fn try_to_start(settings: &Settings) -> WebDriverResult<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("inkfold-profile-{}-{number}", std::process::id());
        let profile = std::env::temp_dir().join(name);

        let (key, options) = match engine() {
            Engine::Chromium => (
                "goog:chromeOptions",
                chromium(settings, &profile.to_string_lossy()),
            ),
            Engine::Firefox => ("moz:firefoxOptions", firefox(settings)),
            Engine::WebKit => ("webkitgtk:browserOptions", webkit(settings)),
        };
        let mut capabilities = Capabilities::new();
        let mut set =
            |name: &str, value: Value| capabilities.set(name, value).expect("a capability");
        set(key, options);
        // A page that waits for a silent host never finishes loading, and that
        // is what some tests are about. WebKit's driver, told to wait at all,
        // now and then misses that a page has come and waits for ever.
        let waits = if settings.impatient || engine() == Engine::WebKit {
            PageLoadStrategy::None
        } else {
            PageLoadStrategy::Eager
        };
        set("pageLoadStrategy", json!(waits));
        if engine() == Engine::Chromium {
            set("goog:loggingPrefs", json!({ "browser": "ALL" }));
        }
        let driver = WebDriver::builder(environment::webdriver(), capabilities)
            .request_timeout(COMMAND_LIMIT)
            .await?;
        let browser = Self { driver, profile };
        match browser.settle(settings).await {
            Ok(()) => Ok(browser),
            Err(error) => {
                browser.quit().await;
                Err(error)
            }
        }
    }

    /// What is set once the browser runs.
    async fn settle(&self, settings: &Settings) -> WebDriverResult<()> {
        self.driver
            .set_page_load_timeout(Duration::from_secs(30))
            .await?;
        self.driver.set_script_timeout(SCRIPT_LIMIT).await?;
        self.driver.set_window_rect(0, 0, 1280, 900).await?;
        if engine() == Engine::Chromium {
            let cdp = self.driver.cdp();
            if settings.dark {
                let feature = MediaFeature {
                    name: "prefers-color-scheme".to_owned(),
                    value: "dark".to_owned(),
                };
                let media = SetEmulatedMedia {
                    media: None,
                    features: Some(vec![feature]),
                };
                cdp.send(media).await?;
            }
            if let Some(zone) = settings.time_zone {
                cdp.emulation().set_timezone_override(zone).await?;
            }
        }
        Ok(())
    }

    /// What the browser itself logged, where it can be asked.
    pub(crate) async fn log(&self) -> Vec<String> {
        if engine() != Engine::Chromium {
            return Vec::new();
        }
        let log = self.driver.browser_log().await.unwrap_or_default();
        log.into_iter()
            .filter(|entry| {
                entry.level == "SEVERE"
                    || entry
                        .message
                        .contains("was preloaded using link preload but not used")
            })
            .map(|entry| format!("browser log: {}", entry.message))
            .collect()
    }

    /// Leaves one empty tab, as if it had just started.
    pub(crate) async fn clear(&self) -> WebDriverResult<()> {
        let mut tabs = self.driver.windows().await?;
        let first = tabs.swap_remove(0);
        for tab in tabs {
            self.driver.switch_to_window(tab).await?;
            self.driver.close_window().await?;
        }
        self.driver.switch_to_window(first).await?;
        self.driver.goto("about:blank").await
    }

    /// Ends it.
    pub(crate) async fn quit(self) {
        // The test has its result by now; a browser that is gone already is fine.
        let _ = self.driver.quit().await;
        let _ = fs::remove_dir_all(self.profile);
    }
}

fn chromium(settings: &Settings, profile: &str) -> Value {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        format!("--user-data-dir={profile}"),
    ];
    let mut preferences = json!({});
    if let Some(language) = settings.language {
        arguments.push(format!("--lang={language}"));
        preferences["intl.accept_languages"] = json!(language);
    }
    if settings.scripts_off {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    json!({ "binary": environment::browser_binary(), "args": arguments, "prefs": preferences })
}

fn firefox(settings: &Settings) -> Value {
    let mut preferences = json!({
        // Its own pages and services ask the network for things.
        "browser.startup.homepage": "about:blank",
        "datareporting.policy.dataSubmissionEnabled": false,
    });
    if settings.dark {
        preferences["layout.css.prefers-color-scheme.content-override"] = json!(0);
    }
    if let Some(language) = settings.language {
        preferences["intl.accept_languages"] = json!(language);
    }
    if settings.scripts_off {
        preferences["javascript.enabled"] = json!(false);
    }
    json!({ "binary": environment::browser_binary(), "args": ["-headless"], "prefs": preferences })
}

fn webkit(settings: &Settings) -> Value {
    let mut arguments = vec!["--automation".to_owned()];
    if settings.dark {
        arguments.push("--dark-mode".to_owned());
    }
    if settings.scripts_off {
        arguments.push("--enable-javascript=FALSE".to_owned());
    }
    if let Some(zone) = settings.time_zone {
        arguments.push(format!("--time-zone={zone}"));
    }
    json!({ "binary": environment::browser_binary(), "args": arguments })
}
