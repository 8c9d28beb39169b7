//! A search through the posts that are here: some at a time, since all of
//! their text is looked through.

use std::rc::Rc;

use inkfold_core::blog::Entry;
use inkfold_core::route::Route;
use inkfold_core::slug;

use super::Library;

/// What has been searched for, and how far.
#[derive(Default)]
pub(super) struct Search {
    query: String,
    words: Vec<String>,
    /// Whether the post at each place has all of the words; nothing where
    /// nobody has looked.
    found: Vec<Option<bool>>,
    /// Some posts that are here have not been looked at.
    is_going_on: bool,
}

impl Search {
    fn new(query: &str) -> Self {
        Self {
            query: query.to_owned(),
            words: slug::words(query),
            ..Self::default()
        }
    }

    /// What is known of the post at a place.
    fn at(&mut self, place: usize) -> Option<&mut Option<bool>> {
        if self.found.len() <= place {
            self.found.resize(place + 1, None);
        }
        self.found.get_mut(place)
    }
}

impl Library {
    /// Goes on with the search at `route`, if that is one, until it `is_enough`.
    pub fn search(&mut self, route: &Route, is_enough: &dyn Fn() -> bool) {
        let (Route::Search(query), Some(reading)) = (route, self.reading.clone()) else {
            return;
        };
        if self.is_cataloged() {
            return;
        }
        if self.search.query != *query {
            self.search = Search::new(query);
        }
        self.search.is_going_on = false;
        if self.search.words.is_empty() {
            return;
        }
        let blog = Rc::clone(self.blog());
        for entry in blog.listed() {
            let place = self.slots.place(&entry.post.path);
            let unknown = place.and_then(|place| self.search.at(place));
            if !matches!(unknown, Some(None)) {
                continue;
            }
            if is_enough() {
                self.search.is_going_on = true;
                return;
            }
            let has_words = reading.has_words(&entry.post, &self.search.words);
            if let Some(found) = place.and_then(|place| self.search.at(place)) {
                *found = Some(has_words);
            }
        }
    }

    /// Whether there is more to look at for `route`.
    pub fn is_searching(&self, route: &Route) -> bool {
        match route {
            Route::Search(query) => {
                self.search.query == *query && self.search.is_going_on && !self.is_cataloged()
            }
            _ => false,
        }
    }

    /// The posts found so far, newest first.
    pub(super) fn found(&self, query: &str) -> impl Iterator<Item = &Entry> {
        let is_known = self.search.query == query;
        self.blog().listed().filter(move |entry| {
            let place = self.slots.place(&entry.post.path);
            let found = place.and_then(|place| self.search.found.get(place));
            is_known && found == Some(&Some(true))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::Fault;
    use crate::library::tests::{at, error, library, listing, post};

    #[test]
    fn a_search_looks_at_some_posts_at_a_time_and_loses_none() {
        let mut library = library("posts: [a.md, b.md, c.md, d.md]");
        for (path, title) in [("a.md", "Red"), ("b.md", "Blue"), ("c.md", "red hot")] {
            library.post_arrived(path, post(path, &format!("title: {title}")));
        }
        let red = at("search/?q=RED");
        let left = std::cell::Cell::new(0);
        let look_at = |library: &mut Library, route: &Route, count: u32| {
            left.set(count);
            library.search(route, &|| left.replace(left.get().saturating_sub(1)) == 0);
            (
                listing(library, "search/?q=RED").0,
                library.is_searching(route),
            )
        };
        library.post_arrived("d.md", error(Fault::TimedOut));
        let slugs = |all: &[&str]| all.iter().map(|slug| (*slug).to_owned()).collect();
        assert_eq!(look_at(&mut library, &red, 2), (slugs(&["a"]), true));
        assert_eq!(listing(&library, "search/?q=RED").1, "loading");
        assert_eq!(look_at(&mut library, &red, 9), (slugs(&["a", "c"]), false));
        assert_eq!(listing(&library, "search/?q=RED").1, "ready");
        // What comes late is looked at, and nothing twice.
        library.post_arrived("d.md", post("d.md", "title: Infrared"));
        assert_eq!(look_at(&mut library, &red, 0), (slugs(&["a", "c"]), true));
        assert_eq!(
            look_at(&mut library, &red, 1),
            (slugs(&["a", "c", "d"]), false)
        );
        // Another search begins anew, and an empty one is over.
        let blue = at("search/?q=blue");
        assert_eq!(look_at(&mut library, &blue, 9), (Vec::new(), false));
        assert_eq!(listing(&library, "search/?q=blue").0, ["b"]);
        assert_eq!(
            look_at(&mut library, &at("search/?q=+"), 0),
            (Vec::new(), false)
        );
    }
}
