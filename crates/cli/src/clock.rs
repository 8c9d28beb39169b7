//! The time and the time zones of this machine's world, which the core takes
//! as arguments.

use std::time::{SystemTime, UNIX_EPOCH};

use inkfold_core::date::TimeZone;
use jiff::Timestamp;
use jiff::tz;

/// Seconds since 1970 UTC.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
}

/// A zone of the IANA database, which is part of the program.
pub(crate) struct Zone(tz::TimeZone);

impl Zone {
    /// The zone called `name`, if there is one.
    pub(crate) fn named(name: &str) -> Option<Self> {
        tz::TimeZone::get(name).ok().map(Self)
    }
}

impl TimeZone for Zone {
    /// A wall time that the clocks skip is read as if they had not been put
    /// forward yet; of one that comes twice, the first is meant.
    fn offset_minutes(&self, wall: i64) -> i32 {
        // Years that no clock knows have no offset to speak of.
        let offset = || {
            let wall_time = Timestamp::from_second(wall).ok()?;
            let wall_time = tz::Offset::UTC.to_datetime(wall_time);
            let instant = self.0.to_ambiguous_timestamp(wall_time).compatible().ok()?;
            i32::try_from((wall - instant.as_second()) / 60).ok()
        };
        offset().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use inkfold_core::date::DateTime;

    #[test]
    fn knows_the_zones_of_the_world() {
        for (zone, date, minutes) in [
            ("UTC", "2022-11-16 10:00", 0),
            ("Asia/Almaty", "2022-11-16 10:00", 360),
            ("Asia/Kathmandu", "2022-11-16 10:00", 345),
            ("America/New_York", "2022-07-01 10:00", -240),
            ("America/New_York", "2022-12-01 10:00", -300),
            // Skipped: still the offset of winter.
            ("Europe/Berlin", "2022-03-27 02:30", 60),
            ("Europe/Berlin", "2022-03-27 03:00", 120),
            // Twice: the first time is still summer.
            ("Europe/Berlin", "2022-10-30 02:30", 120),
            ("Europe/Berlin", "2022-10-30 03:00", 60),
        ] {
            let wall = DateTime::parse(date).unwrap().wall_seconds();
            let offset = Zone::named(zone).unwrap().offset_minutes(wall);
            assert_eq!(offset, minutes, "{zone} {date}");
        }
        assert!(Zone::named("Mars/Olympus").is_none());
        assert_eq!(Zone::named("UTC").unwrap().offset_minutes(i64::MAX), 0);
    }
}
