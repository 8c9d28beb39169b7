//! Where in a blog's order a post is, by its address and by its file.
//!
//! The app asks a few times for each page that is shown and looks through the
//! posts: tables would be code that every reader downloads. The command asks
//! for every link of every post, and keeps tables.

use super::Entry;

#[cfg(target_family = "wasm")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places;

#[cfg(target_family = "wasm")]
impl Places {
    /// The place of the post at an address.
    pub(super) fn at(self, address: &str, entries: &[Entry]) -> Option<usize> {
        entries.iter().position(|entry| entry.address == address)
    }

    /// The place of the post of a file.
    pub(super) fn of_file(self, path: &str, entries: &[Entry]) -> Option<usize> {
        entries.iter().position(|entry| entry.post.path == path)
    }
}

#[cfg(not(target_family = "wasm"))]
use std::{cell::OnceCell, collections::HashMap};

/// Tables that are made when somebody asks.
#[cfg(not(target_family = "wasm"))]
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    by_address: OnceCell<HashMap<String, usize>>,
    by_path: OnceCell<HashMap<String, usize>>,
}

#[cfg(not(target_family = "wasm"))]
impl Places {
    /// The place of the post at an address.
    pub(super) fn at(&self, address: &str, entries: &[Entry]) -> Option<usize> {
        let table = self
            .by_address
            .get_or_init(|| table(entries, |entry| &entry.address));
        table.get(address).copied()
    }

    /// The place of the post of a file.
    pub(super) fn of_file(&self, path: &str, entries: &[Entry]) -> Option<usize> {
        let table = self
            .by_path
            .get_or_init(|| table(entries, |entry| &entry.post.path));
        table.get(path).copied()
    }
}

/// Of several of one name, the first one's place.
#[cfg(not(target_family = "wasm"))]
fn table(entries: &[Entry], name: impl Fn(&Entry) -> &String) -> HashMap<String, usize> {
    let mut table = HashMap::with_capacity(entries.len());
    for (place, entry) in entries.iter().enumerate() {
        table.entry(name(entry).clone()).or_insert(place);
    }
    table
}
