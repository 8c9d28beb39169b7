//! Dates, numbers, plurals and time zones, as `Intl` has them.
//!
//! The command draws the same pages as the app, so both must write the same
//! texts. In the browser its own `Intl` does; natively ICU4X, which has the same
//! data (Unicode's CLDR) and would weigh more than the whole app there.
//!
//! A language tag comes from an author's file. One that is malformed or of an
//! unknown language stands for the browser's own language, natively for
//! English.

#[cfg(target_arch = "wasm32")]
mod browser;
mod clock;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod reflect;

use inkfold_core::date::DateTime;

#[cfg(target_arch = "wasm32")]
use self::browser as platform;
pub use self::clock::{BrowserZone, now};
#[cfg(not(target_arch = "wasm32"))]
use self::native as platform;

/// CLDR's plural categories, as far as our languages have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "CLDR's own names")]
pub enum Plural {
    One,
    Few,
    Many,
    Other,
}

/// The plural category of a number of things.
pub fn plural(language: &str, count: usize) -> Plural {
    platform::plural(language, count).unwrap_or(Plural::Other)
}

/// A number in the digits and groups of a language.
pub fn count(language: &str, count: usize) -> String {
    platform::count(language, count).unwrap_or_else(|| count.to_string())
}

/// The day of a date, written out: "16 ноября 2022 г.".
pub fn day(language: &str, date: &DateTime) -> String {
    platform::day(language, date).unwrap_or_else(|| date.to_string())
}
