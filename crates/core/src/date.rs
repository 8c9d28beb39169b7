//! Dates as people write them in front matter.
//!
//! A date keeps the wall time it was written with; the reader's time zone
//! never moves it. Showing it in a language is for the caller (`Intl`).
//! The rules are Grav's, which are PHP's: dashes and dots mean day first,
//! slashes mean month first, a leading four-digit year is ISO 8601.

use std::fmt;

/// A date of the calendar with the time on the wall, and the offset from UTC
/// where one was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
    /// Hour, minute and second, where a time was written.
    pub time: Option<(u32, u32, u32)>,
    /// Minutes east of UTC, where an offset was written.
    pub offset: Option<i32>,
    /// Whether a day past the end of its month was counted on.
    pub rolled_over: bool,
}

/// Where a wall clock stands against UTC.
pub trait TimeZone {
    /// Minutes east of UTC at the wall time `wall`, given in seconds since
    /// 1970-01-01 00:00 on the same wall.
    fn offset_minutes(&self, wall: i64) -> i32;
}

/// The zone of the prime meridian.
#[derive(Clone, Copy, Debug)]
pub struct Utc;

impl TimeZone for Utc {
    fn offset_minutes(&self, _wall: i64) -> i32 {
        0
    }
}

impl DateTime {
    /// Reads `16-11-2022 10:00`, `16.11.2022`, `11/16/2022 10:00 am`,
    /// `2022-11-16`, `2022/11/16 10:00`, `2022-11-16T10:00:00+06:00` and their
    /// like; the time may stand before the date. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let spaced = text.trim().replace(',', " ");
        let spaced = split_at_t(&spaced);
        let mut date = None;
        let mut time = None;
        let mut offset = None;
        for word in spaced.split_whitespace() {
            if let Some(hour_shift) = meridiem(word) {
                time = Some(on_twelve_hours(time?, hour_shift)?);
            } else if let Some(minutes) = parse_offset(word) {
                offset = Some(minutes);
            } else if date.is_none() && !word.contains(':') {
                date = Some(parse_day(word)?);
            } else if time.is_none() {
                let (read, zone) = parse_time(word)?;
                time = Some(read);
                offset = offset.or(zone);
            } else {
                return None;
            }
        }
        let (year, month, day) = date?;
        Self::build(year, month, day, time, offset)
    }

    /// The date in a path such as `posts/2022-11-16-hello/item.md`.
    pub fn in_path(path: &str) -> Option<Self> {
        path.rsplit('/').find_map(|segment| {
            let (year, month, day) = parse_day(segment.get(..10)?)?;
            let dashed = segment.as_bytes().get(4) == Some(&b'-');
            dashed.then(|| Self::build(year, month, day, None, None))?
        })
    }

    fn build(
        year: i32,
        month: u32,
        day: u32,
        time: Option<(u32, u32, u32)>,
        offset: Option<i32>,
    ) -> Option<Self> {
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let days = days_from_civil(year, month, day);
        // 24:00 is midnight of the next day.
        let (days, time) = match time {
            Some((24, 0, 0)) => (days + 1, Some((0, 0, 0))),
            other => (days, other),
        };
        if let Some((hour, minute, second)) = time
            && (hour > 23 || minute > 59 || second > 60)
        {
            return None;
        }
        let (real_year, real_month, real_day) = civil_from_days(days);
        Some(Self {
            year: real_year,
            month: real_month,
            day: real_day,
            time,
            offset,
            rolled_over: real_month != month && real_day < 4 && day > 28,
        })
    }

    /// Seconds from 1970-01-01 00:00 to this, both on the same wall.
    pub fn wall_seconds(&self) -> i64 {
        let (hour, minute, second) = self.time.unwrap_or_default();
        days_from_civil(self.year, self.month, self.day) * 86_400
            + i64::from(hour * 3600 + minute * 60 + second)
    }

    /// Seconds since 1970-01-01 00:00 UTC; a date with no offset of its own
    /// is read on the clocks of `zone`.
    pub fn instant(&self, zone: &dyn TimeZone) -> i64 {
        let wall = self.wall_seconds();
        let offset = self.offset.unwrap_or_else(|| zone.offset_minutes(wall));
        wall - i64::from(offset) * 60
    }
}

/// ISO 8601, as `<time datetime>` takes it.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some((hour, minute, second)) = self.time else {
            return Ok(());
        };
        write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// Makes the `T` between date and time a space: `2022-11-16T10:00`.
fn split_at_t(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        let between = letter == 'T' && before.is_ascii_digit();
        out.push(if between { ' ' } else { letter });
        before = letter;
    }
    out
}

fn parse_day(word: &str) -> Option<(i32, u32, u32)> {
    let mark = word.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(mark, '-' | '.' | '/') {
        return None;
    }
    let mut parts = word.split(mark);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let year = |value: u32| i32::try_from(value).ok();
    match (first.len(), third.len(), mark) {
        (4, 1..=2, '-' | '/') => Some((year(a)?, b, c)),
        // A month above 12 can only be a day: 16/11/2022.
        (1..=2, 4, '/') if a <= 12 => Some((year(c)?, a, b)),
        (1..=2, 4, _) => Some((year(c)?, b, a)),
        // Two digits first and last: the year comes first, as in PHP.
        (2, 2, '-') => Some((year(a)? + if a < 70 { 2000 } else { 1900 }, b, c)),
        _ => None,
    }
}

/// A time of day and the offset glued to it: `10:00`, `21:18:05.123Z`.
fn parse_time(word: &str) -> Option<((u32, u32, u32), Option<i32>)> {
    let lower = word.to_ascii_lowercase();
    if let Some(shift) = ["am", "pm"].iter().position(|end| lower.ends_with(end)) {
        let (time, _) = parse_time(lower.get(..lower.len() - 2)?)?;
        let time = on_twelve_hours(time, if shift == 0 { 0 } else { 12 })?;
        return Some((time, None));
    }
    let clock_end = word
        .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ':' | '.'))
        .unwrap_or(word.len());
    let (clock, rest) = word.split_at(clock_end);
    let offset = if rest.is_empty() {
        None
    } else {
        Some(parse_offset(rest)?)
    };
    let mut parts = clock.split(':');
    let hour = number(parts.next()?)?;
    let minute = number(parts.next()?)?;
    let second = match parts.next() {
        None => 0,
        Some(part) => number(part.split('.').next()?)?,
    };
    if parts.next().is_some() {
        return None;
    }
    Some(((hour, minute, second), offset))
}

/// Minutes east of UTC: `Z`, `UTC`, `+06:00`, `-0700`, `+6`.
fn parse_offset(word: &str) -> Option<i32> {
    if matches!(word, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let sign = match word.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = word.get(1..)?.chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number(&digits)?, 0),
        4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
        _ => return None,
    };
    let total = i32::try_from(hours * 60 + minutes).ok()?;
    (hours <= 15 && minutes < 60).then_some(sign * total)
}

/// The hours that `am` and `pm` add.
fn meridiem(word: &str) -> Option<u32> {
    match word {
        "am" | "AM" => Some(0),
        "pm" | "PM" => Some(12),
        _ => None,
    }
}

fn on_twelve_hours(time: (u32, u32, u32), shift: u32) -> Option<(u32, u32, u32)> {
    let (hour, minute, second) = time;
    match hour {
        // Some write 22:00 PM; the hour already says it.
        13..=23 => Some(time),
        1..=12 => Some((hour % 12 + shift, minute, second)),
        _ => None,
    }
}

fn number(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

/// Days since 1970-01-01 in the Gregorian calendar; a day past the end of the
/// month counts on. After Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms".
fn days_from_civil(year: i32, month: u32, day: u32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = i64::from((month + 9) % 12);
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i32, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (
        i32::try_from(year).unwrap_or(i32::MAX),
        u32::try_from(month).unwrap_or(1),
        u32::try_from(day).unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_grav_does() {
        for (text, expected) in [
            ("16-11-2022 10:00", "2022-11-16T10:00:00"),
            ("16-11-2022", "2022-11-16"),
            ("16-11-22", "2016-11-22"),
            ("11/16/2022", "2022-11-16"),
            ("16.11.2022 10:00", "2022-11-16T10:00:00"),
            ("11/16/2022 10:00 am", "2022-11-16T10:00:00"),
            ("21:18 07-03-2019", "2019-03-07T21:18:00"),
            ("09:30 pm 03/07/2019", "2019-03-07T21:30:00"),
            ("01/01/2014 3:14pm", "2014-01-01T15:14:00"),
            ("2022-11-16", "2022-11-16"),
            ("2022-11-16 10:00", "2022-11-16T10:00:00"),
            ("2022-11-16T10:00", "2022-11-16T10:00:00"),
            ("2020-09-04T08:25:00Z", "2020-09-04T08:25:00Z"),
            ("2020-09-04T08:25:00+06:00", "2020-09-04T08:25:00+06:00"),
            ("2020-09-04 08:25:00 +0600", "2020-09-04T08:25:00+06:00"),
            ("2012-08-06 00:00:00 -0730", "2012-08-06T00:00:00-07:30"),
            ("2022/11/16 10:00", "2022-11-16T10:00:00"),
            ("2022-1-6", "2022-01-06"),
            ("6-1-2022 9:05", "2022-01-06T09:05:00"),
            ("31-02-2022", "2022-03-03"),
            ("2022-02-30", "2022-03-02"),
            ("16-11-2022 24:00", "2022-11-17T00:00:00"),
            ("16-11-2022 10:00:30", "2022-11-16T10:00:30"),
            ("16-11-2022 10:00 PM", "2022-11-16T22:00:00"),
            ("12:00am 11/16/2022", "2022-11-16T00:00:00"),
            (" 16-11-2022,  10:00 ", "2022-11-16T10:00:00"),
            ("16-11-2022T10:00", "2022-11-16T10:00:00"),
            ("2019-03-07 21:18:05.123", "2019-03-07T21:18:05"),
            // PHP refuses this one; no other reading is possible.
            ("16/11/2022", "2022-11-16"),
        ] {
            let read = DateTime::parse(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_date() {
        for text in [
            "",
            "now",
            "2022",
            "10:00",
            "2022-13-01",
            "32-01-2022",
            "11-16-2022",
            "16-11-2022 25:00",
            "16–11–2022",
            "2022.11.16",
            "a-b-c",
            "1-2-3-4",
            "--",
            "2022-11-16 10:00 11:00",
            "16-11-2022 pm",
            "99999999999-1-1",
            "2022-11-16 10:",
        ] {
            assert_eq!(DateTime::parse(text), None, "{text}");
        }
    }

    #[test]
    fn says_when_a_day_was_counted_on() {
        assert!(DateTime::parse("31-02-2022").unwrap().rolled_over);
        assert!(!DateTime::parse("16-11-2022 24:00").unwrap().rolled_over);
    }

    #[test]
    fn finds_the_date_in_a_path() {
        let date = |path| DateTime::in_path(path).map(|date| date.to_string());
        assert_eq!(
            date("_posts/2022-11-16-a.md").as_deref(),
            Some("2022-11-16")
        );
        assert_eq!(
            date("blog/2022-11-16-x/item.md").as_deref(),
            Some("2022-11-16")
        );
        assert_eq!(date("blog/16-11-2022-x/item.md"), None);
        assert_eq!(date("hello.md"), None);
    }

    #[test]
    fn an_instant_minds_the_offset_and_the_zone() {
        struct East;
        impl TimeZone for East {
            fn offset_minutes(&self, _wall: i64) -> i32 {
                360
            }
        }
        let instant = |text, zone: &dyn TimeZone| DateTime::parse(text).unwrap().instant(zone);
        assert_eq!(instant("1970-01-02", &Utc), 86_400);
        assert_eq!(instant("1970-01-02 06:00", &East), 86_400);
        assert_eq!(instant("1970-01-02T00:00:00Z", &East), 86_400);
        assert_eq!(instant("2022-11-16 10:00", &Utc), 1_668_592_800);
    }
}
