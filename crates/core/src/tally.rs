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

    /// Whether `name` is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Takes a name that nobody has: `name`, else `wanted-1`, `wanted-2`, …,
    /// beginning with the number after `first`.
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
}
