//! The posts that lists do not show, always or at times.

use super::Json;

/// A post that lists do not show, always or at times.
pub(super) struct Exception<'a> {
    pub(super) place: usize,
    pub(super) is_listed: bool,
    pub(super) is_shown: bool,
    /// When that changes.
    pub(super) change: Option<i64>,
    pub(super) json: &'a Json,
}

impl<'a> Exception<'a> {
    /// Those of `count` posts that a file tells of, as they are at `now`, the
    /// newest first.
    pub(super) fn all(told: &'a [Json], count: usize, now: i64) -> Vec<Self> {
        let mut all: Vec<Self> = told
            .iter()
            .filter_map(|json| Self::read(json, now))
            .filter(|exception| exception.place < count)
            .collect();
        all.sort_by_key(|exception| std::cmp::Reverse(exception.place));
        all.dedup_by_key(|exception| exception.place);
        all
    }

    fn read(json: &'a Json, now: i64) -> Option<Self> {
        let moment = |name: &str| match json.get(name) {
            Some(Json::Number(moment)) => Some(*moment),
            _ => None,
        };
        let (publish, unpublish) = (moment("publish"), moment("unpublish"));
        let changes = [publish, unpublish].into_iter().flatten();
        Some(Self {
            place: json.number("place")?,
            is_listed: json.get("listed") != Some(&Json::Flag(false)),
            is_shown: publish.is_none_or(|publish| publish <= now)
                && unpublish.is_none_or(|unpublish| unpublish > now),
            change: changes.filter(|change| *change > now).min(),
            json,
        })
    }
}
