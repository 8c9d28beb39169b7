//! Names that are counted: addresses, ids, labels.

use std::collections::HashMap;

/// Numbers by name. One table for all who count: each kind of table is code
/// that every reader downloads.
#[derive(Debug, Default)]
pub(crate) struct Tally(HashMap<String, usize>);

impl Tally {
    /// The number of `name`, put there as `first` where there is none; and
    /// whether there was one.
    pub(crate) fn entry(&mut self, name: &str, first: usize) -> (&mut usize, bool) {
        let known = self.has(name);
        (self.0.entry(name.to_owned()).or_insert(first), known)
    }

    /// The number of `name`, if it is there.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }

    /// Whether `name` is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Takes a name that nobody has: `name`, else `wanted-1`, `wanted-2`, …,
    /// beginning with the number after `first`. The number only grows, so that
    /// names which look numbered already cost no time.
    pub(crate) fn take(&mut self, name: String, wanted: &str, first: usize) -> String {
        if !self.entry(&name, first).1 {
            return name;
        }
        let mut times = *self.entry(wanted, first).0;
        loop {
            times += 1;
            let name = format!("{wanted}-{times}");
            if !self.entry(&name, first).1 {
                *self.entry(wanted, first).0 = times;
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_each_name_once() {
        let mut tally = Tally::default();
        assert!(!tally.has("a"));
        let mut taken: Vec<String> = Vec::new();
        for _ in 0..1000 {
            let name = tally.take("a".into(), "a", 0);
            assert!(tally.has(&name));
            taken.push(name);
        }
        assert_eq!(taken[..3], ["a", "a-1", "a-2"]);
        taken.sort_unstable();
        taken.dedup();
        assert_eq!(taken.len(), 1000);
    }

    #[test]
    fn does_not_try_what_it_tried() {
        let mut tally = Tally::default();
        for number in 1..=20_000 {
            let name = format!("a-{number}");
            assert_eq!(tally.take(name.clone(), &name, 0), name);
        }
        // In squared time, minutes.
        let last = (0..20_000).map(|_| tally.take("a".into(), "a", 0)).last();
        assert_eq!(last.as_deref(), Some("a-39999"));
    }
}
