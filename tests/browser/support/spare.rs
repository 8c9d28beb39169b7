//! A browser kept from one test to the next, where starting one takes long.
//!
//! Firefox needs seconds to start and to end, far longer than a test. Its
//! tests share nothing all the same: each has a host with a port, so an
//! origin, of its own. The last one ends with its driver. The other engines
//! start in no time, and start anew.

use std::sync::{Mutex, PoisonError};

use super::browser::{Browser, Settings};
use super::environment::{Engine, engine};

static SPARE: Mutex<Option<Browser>> = Mutex::new(None);

fn put(browser: Option<Browser>) -> Option<Browser> {
    let mut spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::replace(&mut *spare, browser)
}

/// The spare browser, if it is what is wanted, else a new one.
pub(crate) async fn take(settings: &Settings) -> Browser {
    if let Some(spare) = put(None) {
        if *settings == Settings::default() {
            return spare;
        }
        // Its driver runs one at a time.
        spare.quit().await;
    }
    Browser::start(settings).await
}

/// Keeps the browser of a test that passed, or ends it.
pub(crate) async fn give_back(browser: Browser, settings: &Settings, passed: bool) {
    let keep = engine() == Engine::Firefox && *settings == Settings::default() && passed;
    if keep && browser.clear().await.is_ok() {
        put(Some(browser));
    } else {
        browser.quit().await;
    }
}
