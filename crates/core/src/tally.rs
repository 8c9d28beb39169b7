//! Names that are counted: addresses, ids, labels.
//!
//! A sorted list. A hash table of the standard library would be one more
//! table of its own in the app, which weighs more than all its users.

/// Numbers by name.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// In the order of the names.
    entries: Vec<(String, usize)>,
}

impl Tally {
    /// The number of `name`, put there as `first` where there is none; and
    /// whether there was one.
    pub(crate) fn entry(&mut self, name: &str, first: usize) -> (&mut usize, bool) {
        let place = self
            .entries
            .partition_point(|(known, _)| known.as_str() < name);
        let known = self
            .entries
            .get(place)
            .is_some_and(|(known, _)| known == name);
        if !known {
            self.entries.insert(place, (name.to_owned(), first));
        }
        #[allow(clippy::indexing_slicing, reason = "the place was just found or made")]
        let (_, number) = &mut self.entries[place];
        (number, known)
    }

    /// Whether `name` is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries
            .binary_search_by(|(known, _)| known.as_str().cmp(name))
            .is_ok()
    }

    /// Takes a name that nobody has: `wanted`, else `wanted-1`, `wanted-2`,
    /// …, beginning with the number after `first`.
    pub(crate) fn take(&mut self, mut name: String, wanted: &str, first: usize) -> String {
        loop {
            let (times, known) = self.entry(&name, first);
            if !known {
                return name;
            }
            *times += 1;
            name = format!("{wanted}-{times}");
        }
    }
}
