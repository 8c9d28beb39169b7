//! Dates, numbers and plurals from the browser's `Intl`.

use inkfold_core::date::DateTime;
use wasm_bindgen::JsValue;

use super::Plural;
use super::reflect::{call, formatter, seconds_to_number};

pub(super) fn plural(language: &str, count: usize) -> Option<Plural> {
    let rules = known_formatter("PluralRules", language, &[])?;
    let category = call(&rules, "select", &number(count))?;
    Some(match category.as_str() {
        "one" => Plural::One,
        "few" => Plural::Few,
        "many" => Plural::Many,
        _ => Plural::Other,
    })
}

pub(super) fn count(language: &str, count: usize) -> Option<String> {
    let format = known_formatter("NumberFormat", language, &[])?;
    call(&format, "format", &number(count))
}

pub(super) fn day(language: &str, date: &DateTime) -> Option<String> {
    // The wall time is given to the formatter as if it were UTC, so that no
    // zone moves it.
    let milliseconds = JsValue::from_f64(seconds_to_number(date.wall_seconds()) * 1000.0);
    let options = [("dateStyle", "long"), ("timeZone", "UTC")];
    let format = known_formatter("DateTimeFormat", language, &options)?;
    call(&format, "format", &milliseconds)
}

#[allow(clippy::cast_precision_loss, reason = "exact up to 2^53 posts")]
fn number(count: usize) -> JsValue {
    JsValue::from_f64(count as f64)
}

thread_local! {
    /// Formatters by kind and language: making one takes longer than drawing
    /// the rest of a line.
    static KNOWN: js_sys::Map = js_sys::Map::new();
}

/// [`formatter`], made once. A kind has the same options wherever it is asked
/// for.
fn known_formatter(kind: &str, language: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let key = JsValue::from_str(&format!("{kind}{language}"));
    KNOWN.with(|known| {
        let found = known.get(&key);
        if !found.is_undefined() {
            return Some(found);
        }
        let made = formatter(kind, language, options)?;
        known.set(&key, &made);
        Some(made)
    })
}
