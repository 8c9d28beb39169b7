//! Dates as people write them in front matter.
//!
//! A date keeps the wall time it was written with; the reader's time zone
//! never moves it. Showing it in a language is for the caller (`Intl`).
//! The rules are Grav's, which are PHP's: dashes and dots mean day first,
//! slashes mean month first, a leading four-digit year is ISO 8601. [`parse`]
//! has the notations; here is what a date is.

mod names;
mod parse;
mod tokens;

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
    /// What had to be made up for in reading it.
    pub repair: Option<Repair>,
}

/// What is unusual about a date that was read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// A day past the end of its month, counted on into the next, as in PHP.
    RolledOver,
    /// `16/11/2022`: slashes mean month first, and there is no month 16.
    DayFirst,
    /// A time zone of the tz database (`Europe/Moscow`), which has no offset
    /// of its own; the date is read on the clocks of the blog.
    NamedZone,
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
    /// Reads a date in any notation that PHP's `DateTime` takes for one, plus
    /// Russian month names. `None` for anything else, and for what only says
    /// when counted from today.
    pub fn parse(text: &str) -> Option<Self> {
        parse::parse(text)
    }

    /// The date in a path: a name that begins with one
    /// (`posts/2022-11-16-hello/item.md`, `2022-1-6-hello.md`), or folders
    /// that make one up (`2022/11/16/hello.md`).
    pub fn in_path(path: &str) -> Option<Self> {
        let begins_with_date = |segment: &str| {
            let mut parts = segment.splitn(3, '-');
            let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
            let is_digit = |letter: char| letter.is_ascii_digit();
            let length = rest.len() - rest.trim_start_matches(is_digit).len();
            Self::of_parts(year, month, rest.get(..length)?, 1)
        };
        path.rsplit('/').find_map(begins_with_date).or_else(|| {
            let folders = path.rsplit_once('/')?.0;
            let starts = folders.rmatch_indices('/').map(|(at, _)| at + 1);
            starts.chain([0]).find_map(|start| {
                let day = folders.get(start..start + 10)?;
                let after = folders.get(start + 10..)?;
                let mut parts = day.split('/');
                let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
                let whole = after.is_empty() || after.starts_with('/');
                whole.then(|| Self::of_parts(year, month, day, 2))?
            })
        })
    }

    /// A year of four digits, a month and a day of `least` or two, and a day
    /// that is in the calendar.
    fn of_parts(year: &str, month: &str, day: &str, least: usize) -> Option<Self> {
        let is_short = |part: &str| (least..=2).contains(&part.len());
        let shape = year.len() == 4 && is_short(month) && is_short(day);
        let (month, day) = (number(month)?, number(day)?);
        let year = i32::try_from(number(year)?).ok()?;
        let real = shape && month > 0 && day > 0;
        let date = Self::build(year, month, day, None, None)?;
        (real && date.repair.is_none()).then_some(date)
    }

    /// Puts a date together. Month and day may be zero, and the day past the
    /// end of its month; the time up to 24:59:60. All of it counts on.
    fn build(
        year: i32,
        month: u32,
        day: u32,
        time: Option<(u32, u32, u32)>,
        offset: Option<i32>,
    ) -> Option<Self> {
        if month > 12 || day > 31 {
            return None;
        }
        let days = match month {
            0 => days_from_civil(year - 1, 12, day),
            _ => days_from_civil(year, month, day),
        };
        let mut date = Self::on(days);
        if (date.month, date.day) != (month, day) {
            date.repair = Some(Repair::RolledOver);
        }
        if let Some((hour, minute, second)) = time {
            if hour > 24 || minute > 59 || second > 60 {
                return None;
            }
            let seconds = hour * 3600 + minute * 60 + second;
            let repair = date.repair;
            date = Self::at(days * 86_400 + i64::from(seconds));
            date.repair = repair;
        }
        date.offset = offset;
        Some(date)
    }

    /// The day that is `days` after 1970-01-01.
    fn on(days: i64) -> Self {
        let (year, month, day) = civil_from_days(days);
        Self {
            year,
            month,
            day,
            time: None,
            offset: None,
            repair: None,
        }
    }

    /// The moment `seconds` after 1970-01-01 00:00 on the same wall.
    pub(crate) fn at(seconds: i64) -> Self {
        // Less than a day of seconds is left, so that it always fits.
        let left = u32::try_from(seconds.rem_euclid(86_400)).unwrap_or(0);
        Self {
            time: Some((left / 3600, left / 60 % 60, left % 60)),
            ..Self::on(seconds.div_euclid(86_400))
        }
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
        // ISO 8601 gives the years before 1 BC a sign and four digits.
        let sign = if self.year < 0 { "-" } else { "" };
        let year = self.year.unsigned_abs();
        write!(f, "{sign}{year:04}-{:02}-{:02}", self.month, self.day)?;
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

/// The value of plain digits.
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
mod tests;
