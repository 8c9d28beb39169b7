//! The notations of dates: text to [`DateTime`].
//!
//! After the scanner of PHP's `DateTime`, which Grav hands its dates to: the
//! parts of a date are recognised one after the other, in any order. What PHP
//! counts from today ("tomorrow", "10:00", "2022" for 20:22) is no date here.

use super::names::{MONTHS, WEEKDAYS, ZONES};
use super::tokens::Token::{self, Mark, Number, Space, Word};
use super::tokens::tokens;
use super::{DateTime, Repair, days_from_civil, number};

/// Longer than any date.
const LONGEST: usize = 80;

/// What has been recognised so far.
#[derive(Default)]
struct Parts {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    /// Days since 1970, of a date that names no month.
    days: Option<i64>,
    time: Option<(u32, u32, u32)>,
    offset: Option<i32>,
    repair: Option<Repair>,
}

pub(super) fn parse(text: &str) -> Option<DateTime> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.trim();
    if let Some(seconds) = text.strip_prefix('@') {
        let date = DateTime::at(
            seconds
                .parse()
                .ok()
                .filter(|s: &i64| s.unsigned_abs() < 1 << 40)?,
        );
        return Some(DateTime {
            offset: Some(0),
            ..date
        });
    }
    let tokens = tokens(text);
    let mut rest = tokens.as_slice();
    let mut parts = Parts::default();
    while !rest.is_empty() {
        rest = parts.take(rest)?;
    }
    parts.finish()
}

impl Parts {
    /// Takes the next part off `rest`.
    fn take<'t, 'a>(&mut self, rest: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
        match rest {
            [Space | Mark(','), tail @ ..] => Some(tail),
            [Number(hour), tail @ ..] if self.time.is_none() && self.is_time(hour, tail) => {
                self.take_time(hour, tail)
            }
            [Number(first), tail @ ..] => self.take_day(first, tail),
            [Mark(sign @ ('+' | '-')), Number(hours), tail @ ..] if !self.is_half_written() => {
                self.take_offset(*sign == '-', hours, tail)
            }
            // Between the parts of 16-Nov-2022.
            [Mark('-' | '.' | '/'), tail @ ..] if !tail.is_empty() && !self.has_day() => Some(tail),
            [Word(word), tail @ ..] => self.take_word(word, tail),
            _ => None,
        }
    }

    fn has_day(&self) -> bool {
        self.days.is_some() || (self.year.is_some() && self.month.is_some() && self.day.is_some())
    }

    /// Whether the rest of a date in words is to come.
    fn is_half_written(&self) -> bool {
        self.month.is_some() && !self.has_day()
    }

    /// Whether a number begins a time of day: 10:00, 10am, and after a date
    /// 10.00 too.
    fn is_time(&self, hour: &str, tail: &[Token<'_>]) -> bool {
        let begins = match tail {
            [Mark(':'), Number(minute), ..] => minute.len() == 2,
            [Mark('.'), Number(minute), ..] => minute.len() == 2 && self.has_day(),
            [Word(word), ..] | [Space, Word(word), ..] => is_meridiem(word),
            _ => false,
        };
        hour.len() <= 2 && begins
    }

    fn take_time<'t, 'a>(
        &mut self,
        hour: &str,
        mut rest: &'t [Token<'a>],
    ) -> Option<&'t [Token<'a>]> {
        let mut clock = (number(hour)?, 0, 0);
        if let [Mark(mark @ (':' | '.')), Number(minute), tail @ ..] = rest {
            clock.1 = number(minute)?;
            rest = tail;
            if let [Mark(again), Number(second), tail @ ..] = rest
                && again == mark
            {
                clock.2 = number(second)?;
                rest = tail;
                if let [Mark('.' | ','), Number(_fraction), tail @ ..] = rest {
                    rest = tail;
                }
            }
        }
        let after_space = match rest {
            [Space, tail @ ..] => tail,
            _ => rest,
        };
        if let [Word(word), tail @ ..] = after_space
            && is_meridiem(word)
        {
            clock.0 = match clock.0 {
                // Some write 22:00 PM; the hour already says it.
                hour @ 13..=23 => hour,
                hour @ 1..=12 => hour % 12 + if word.starts_with('p') { 12 } else { 0 },
                _ => return None,
            };
            rest = match tail {
                [Mark('.'), Word(m), Mark('.'), tail @ ..] if m == "m" => tail,
                _ if word.len() == 1 => return None,
                _ => tail,
            };
        }
        self.time = Some(clock);
        Some(rest)
    }

    fn take_day<'t, 'a>(&mut self, first: &str, tail: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
        if self.has_day() {
            return None;
        }
        if matches!(first.len(), 8 | 14) {
            self.take_compact_day(first)?;
            return Some(tail);
        }
        let value = number(first)?;
        let is_year = first.len() == 4;
        match tail {
            [
                Mark(mark),
                Number(second),
                Mark(again),
                Number(third),
                rest @ ..,
            ] if mark == again && matches!(mark, '-' | '.' | '/') && second.len() <= 2 => {
                self.take_numbers(*mark, first, second, third)?;
                Some(rest)
            }
            [Mark('-' | '.'), Number(day), rest @ ..] if is_year && day.len() == 3 => {
                let day = number(day).filter(|day| *day <= 366)?;
                let days = days_from_civil(year(value)?, 1, 1) + i64::from(day) - 1;
                if DateTime::on(days).year != year(value)? {
                    self.repair = Some(Repair::RolledOver);
                }
                self.days = Some(days);
                Some(rest)
            }
            [Mark('-'), Number(month), rest @ ..] if is_year && month.len() <= 2 => {
                (self.year, self.month) = (Some(value), Some(number(month)?));
                Some(rest)
            }
            [Mark('-'), Word(w), Number(week), rest @ ..] if is_year && w == "w" => {
                let (weekday, rest) = match rest {
                    [Mark('-'), Number(weekday), rest @ ..] => (number(weekday)?, rest),
                    _ => (1, rest),
                };
                let week = number(week).filter(|week| *week <= 53 && weekday <= 7)?;
                self.days = Some(day_of_week(year(value)?, week, weekday));
                Some(rest)
            }
            // A part of a date in words: 16 Nov 2022, Nov 16th, 2022.
            rest if is_year && self.year.is_none() => {
                self.year = Some(value);
                Some(rest)
            }
            [Word(word), rest @ ..] if matches!(word.as_str(), "st" | "nd" | "rd" | "th") => {
                self.day.is_none().then_some(())?;
                self.day = Some(value);
                Some(rest)
            }
            rest if first.len() <= 2 && self.day.is_none() => {
                self.day = Some(value);
                Some(rest)
            }
            rest if first.len() == 2 && self.month.is_some() && self.year.is_none() => {
                self.year = Some(full_year(value));
                Some(rest)
            }
            _ => None,
        }
    }

    /// `20221116`, or `20221116100000` with the time.
    fn take_compact_day(&mut self, digits: &str) -> Option<()> {
        self.year = number(digits.get(..4)?);
        self.month = number(digits.get(4..6)?);
        self.day = number(digits.get(6..8)?);
        if let Some(clock) = digits.get(8..).filter(|clock| !clock.is_empty()) {
            self.time = Some(compact_time(clock)?);
        }
        Some(())
    }

    /// Three numbers with the same mark between.
    fn take_numbers(&mut self, mark: char, first: &str, second: &str, third: &str) -> Option<()> {
        let (a, b, c) = (number(first)?, number(second)?, number(third)?);
        let (year, month, day) = match (first.len(), third.len(), mark) {
            (4, 1..=2, '-' | '/') => (a, b, c),
            (1..=2, 4, '/') if a > 12 && b <= 12 => {
                self.repair = Some(Repair::DayFirst);
                (c, b, a)
            }
            (1..=2, 4, '/') => (c, a, b),
            (1..=2, 2, '/') => (full_year(c), a, b),
            (1..=2, 4, _) => (c, b, a),
            // Year first, as in PHP.
            (1..=2, 1..=2, '-') => (full_year(a), b, c),
            // To PHP, 16.11.22 is a time of today; 30.11.22 cannot be.
            (1..=2, 2, '.') if a > 24 => (full_year(c), b, a),
            _ => return None,
        };
        (self.year, self.month, self.day) = (Some(year), Some(month), Some(day));
        Some(())
    }

    /// An offset from UTC after the sign: `06:00`, `0700`, `6`.
    fn take_offset<'t, 'a>(
        &mut self,
        negative: bool,
        digits: &str,
        rest: &'t [Token<'a>],
    ) -> Option<&'t [Token<'a>]> {
        let (hours, minutes, rest) = match (digits.len(), rest) {
            (1 | 2, [Mark(':'), Number(minutes), rest @ ..]) => {
                (number(digits)?, number(minutes)?, rest)
            }
            (2, _) => (number(digits)?, 0, rest),
            (1, _) if self.time.is_some() => (number(digits)?, 0, rest),
            (4, _) => (number(digits.get(..2)?)?, number(digits.get(2..)?)?, rest),
            _ => return None,
        };
        let known = self.has_day() || self.time.is_some();
        (known && hours <= 15 && minutes < 60).then_some(())?;
        let total = i32::try_from(hours * 60 + minutes).ok()?;
        self.offset = Some(if negative { -total } else { total });
        Some(rest)
    }

    fn take_word<'t, 'a>(&mut self, word: &str, tail: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
        let is_name = |name: &str| word.len() >= 3 && name.starts_with(word);
        if let Some(month) = MONTHS.iter().position(|(english, russian)| {
            is_name(english)
                || (word == "sept" && *english == "september")
                || word.starts_with(russian)
        }) {
            self.month.is_none().then_some(())?;
            self.month = u32::try_from(month + 1).ok();
            return Some(tail);
        }
        if word == "t" && self.has_day() {
            return match tail {
                [Number(digits), rest @ ..] if matches!(digits.len(), 4 | 6) => {
                    self.time = Some(compact_time(digits)?);
                    Some(rest)
                }
                [Number(_), ..] => Some(tail),
                _ => None,
            };
        }
        if let [Mark('/'), Word(_), rest @ ..] = tail {
            // Europe/Moscow, America/New_York.
            let end = rest
                .iter()
                .take_while(|token| matches!(token, Word(_) | Mark('_' | '/' | '-')));
            self.repair = Some(Repair::NamedZone);
            return rest.get(end.count()..);
        }
        if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == word) {
            self.offset = Some(hours * 60);
            return Some(tail);
        }
        // "г." stands after the year in Russian.
        let said_anyway = WEEKDAYS.iter().any(|(english, russian, short)| {
            is_name(english) || word.starts_with(russian) || word == *short
        });
        match tail {
            [Mark('.'), rest @ ..] if said_anyway || word == "г" => Some(rest),
            rest if said_anyway || matches!(word, "г" | "год" | "года") => Some(rest),
            _ => None,
        }
    }

    fn finish(self) -> Option<DateTime> {
        let mut date = match self.days {
            Some(days) => {
                let day = DateTime::on(days);
                DateTime::build(day.year, day.month, day.day, self.time, self.offset)?
            }
            None => DateTime::build(
                year(self.year?)?,
                self.month?,
                self.day.unwrap_or(1),
                self.time,
                self.offset,
            )?,
        };
        date.repair = date.repair.or(self.repair);
        Some(date)
    }
}

/// `am` and `pm`; `a` and `p` of `a.m.` and `p.m.`.
fn is_meridiem(word: &str) -> bool {
    matches!(word, "am" | "pm" | "a" | "p")
}

fn compact_time(digits: &str) -> Option<(u32, u32, u32)> {
    let second = match digits.get(4..) {
        None | Some("") => 0,
        Some(second) => number(second)?,
    };
    Some((
        number(digits.get(..2)?)?,
        number(digits.get(2..4)?)?,
        second,
    ))
}

fn year(value: u32) -> Option<i32> {
    i32::try_from(value).ok().filter(|year| *year <= 9999)
}

/// The year that two digits mean.
fn full_year(value: u32) -> u32 {
    match value {
        0..70 => 2000 + value,
        70..100 => 1900 + value,
        _ => value,
    }
}

/// Days since 1970 of a day in a week of ISO 8601.
fn day_of_week(year: i32, week: u32, weekday: u32) -> i64 {
    // The fourth of January is always in the first week; 1970 began on a
    // Thursday.
    let fourth = days_from_civil(year, 1, 4);
    let monday = fourth - (fourth + 3).rem_euclid(7);
    monday + i64::from(week) * 7 + i64::from(weekday) - 8
}
