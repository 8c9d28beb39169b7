//! What time it is and in which zones, as the browser knows it.
//!
//! Natively it compiles, with the rest of the app, but calls would panic.

use inkfold_core::date::TimeZone;
use inkfold_core::mark::part;
use wasm_bindgen::JsValue;

use super::reflect::{call, formatter, seconds_to_number};

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
