//! Dates, numbers, plurals and time zones, as the browser's `Intl` has them.
//!
//! Every call can fail (a language tag or a zone comes from an author's
//! file), so constructors go through `Reflect` and failures have a plain
//! answer.

use inkfold_core::date::{DateTime, TimeZone};
use inkfold_core::mark::part;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

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
    #[cfg(not(target_arch = "wasm32"))]
    return if count == 1 {
        Plural::One
    } else {
        Plural::Other
    };
    let category = known_formatter("PluralRules", language, &[])
        .and_then(|rules| call(&rules, "select", &number(count)));
    match category.as_deref() {
        Some("one") => Plural::One,
        Some("few") => Plural::Few,
        Some("many") => Plural::Many,
        _ => Plural::Other,
    }
}

/// A number in the digits and groups of a language.
pub fn count(language: &str, count: usize) -> String {
    #[cfg(not(target_arch = "wasm32"))]
    return count.to_string();
    known_formatter("NumberFormat", language, &[])
        .and_then(|format| call(&format, "format", &number(count)))
        .unwrap_or_else(|| count.to_string())
}

/// The day of a date, written out: "16 ноября 2022 г.".
pub fn day(language: &str, date: &DateTime) -> String {
    #[cfg(not(target_arch = "wasm32"))]
    return date.to_string();
    // The wall time is given to the formatter as if it were UTC, so that no
    // zone moves it.
    let milliseconds = JsValue::from_f64(seconds_to_number(date.wall_seconds()) * 1000.0);
    known_formatter(
        "DateTimeFormat",
        language,
        &[("dateStyle", "long"), ("timeZone", "UTC")],
    )
    .and_then(|format| call(&format, "format", &milliseconds))
    .unwrap_or_else(|| date.to_string())
}

/// Now, in seconds since 1970-01-01 00:00 UTC.
pub fn now() -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "a date fits")]
    let seconds = (js_sys::Date::now() / 1000.0) as i64;
    seconds
}

/// A zone of the IANA database, as the browser knows it; UTC where it does
/// not.
pub struct BrowserZone {
    format: Option<JsValue>,
    /// Offsets by the hour, since a blog asks for each date many times.
    known: js_sys::Map,
}

impl BrowserZone {
    /// The zone with this name.
    pub fn new(name: &str) -> Self {
        let options = [("timeZone", name), ("timeZoneName", "longOffset")];
        let format = (name != "UTC")
            .then(|| formatter("DateTimeFormat", "en", &options))
            .flatten();
        Self {
            format,
            known: js_sys::Map::new(),
        }
    }

    fn offset_at(&self, instant: i64) -> Option<i32> {
        let milliseconds = JsValue::from_f64(seconds_to_number(instant) * 1000.0);
        let text = call(self.format.as_ref()?, "format", &milliseconds)?;
        let (_, offset) = part(&text, "GMT")?;
        let (sign, digits) = match offset.strip_prefix('+') {
            Some(digits) => (1, digits),
            None => (-1, offset.strip_prefix(['-', '−'])?),
        };
        let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
        let minutes: i32 = minutes.get(..2).unwrap_or(minutes).parse().ok()?;
        Some(sign * (hours.parse::<i32>().ok()? * 60 + minutes))
    }
}

impl TimeZone for BrowserZone {
    fn offset_minutes(&self, wall: i64) -> i32 {
        if self.format.is_none() {
            return 0;
        }
        let hour = JsValue::from_f64(seconds_to_number(wall.div_euclid(3600)));
        if let Some(offset) = self.known.get(&hour).as_f64() {
            #[allow(clippy::cast_possible_truncation, reason = "it came from an i32")]
            return offset as i32;
        }
        // The offset at the wall time read as UTC is right but for the hours
        // around a change of clocks; from there the right one is found.
        let first = self.offset_at(wall).unwrap_or(0);
        let offset = self
            .offset_at(wall - i64::from(first) * 60)
            .unwrap_or(first);
        self.known.set(&hour, &JsValue::from(offset));
        offset
    }
}

#[allow(clippy::cast_precision_loss, reason = "exact up to 2^53 seconds")]
fn seconds_to_number(seconds: i64) -> f64 {
    seconds as f64
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

/// `new Intl[kind](language, options)`, in the browser's language where the
/// tag is not one.
fn formatter(kind: &str, language: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let constructor: Function = Reflect::get(&intl, &JsValue::from_str(kind))
        .ok()?
        .dyn_into()
        .ok()?;
    let settings = Object::new();
    for (key, value) in options {
        Reflect::set(
            &settings,
            &JsValue::from_str(key),
            &JsValue::from_str(value),
        )
        .ok()?;
    }
    let construct = |language: &JsValue| {
        let arguments = Array::of2(language, &settings);
        Reflect::construct(&constructor, &arguments).ok()
    };
    construct(&JsValue::from_str(language)).or_else(|| construct(&JsValue::UNDEFINED))
}

/// `object[method](argument)`, if that is a text.
fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<String> {
    let method: Function = Reflect::get(object, &JsValue::from_str(method))
        .ok()?
        .dyn_into()
        .ok()?;
    method.call1(object, argument).ok()?.as_string()
}
