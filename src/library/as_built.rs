//! A page as it was built: how long it is shown, and what is asked about it.

use inkfold_core::fingerprint;
use inkfold_core::route::Route;

use super::slot::Slot;
use super::{Library, SETTINGS};
use crate::announced::Announced;
use crate::fetch::FetchError;
use crate::screen::SiteFault;

impl Library {
    /// Takes in what the page brought with it; known to be out of date, or not.
    pub fn announce(&mut self, announced: Announced, is_stale: bool) {
        self.announced = Some(announced);
        self.is_stale = is_stale;
    }

    /// What the page brought, if `route` is that page and nothing speaks
    /// against it.
    pub(super) fn announced(&self, route: &Route) -> Option<&Announced> {
        let announced = self.announced.as_ref();
        announced.filter(|announced| announced.route == *route && !self.is_stale)
    }

    /// Whether `route` can be drawn from what the page brought alone.
    pub fn is_announced(&self, route: &Route) -> bool {
        self.announced(route).is_some()
    }

    /// Whether the answer for a file (`site.yaml` too) says that what the page
    /// brought is out of date. A host that cannot be reached says nothing.
    pub fn is_news(&self, path: &str, answer: &Result<Vec<u8>, FetchError>) -> bool {
        let announced = self.announced.as_ref().filter(|_| !self.is_stale);
        let known = announced.and_then(|announced| announced.fingerprint(path));
        known.is_some_and(|known| match answer {
            Ok(bytes) => fingerprint::of(bytes) != known,
            Err(error) => error.is_missing(),
        })
    }

    /// The files of posts that have not been asked whether they are as they
    /// were when the page at `route` was built.
    pub(super) fn to_check(&self, route: &Route) -> Vec<String> {
        let files = self.announced(route).map(|announced| &announced.files);
        let paths = files.into_iter().flatten().map(|(path, _)| path);
        let unasked = |path: &&String| {
            *path != SETTINGS && self.known(path).is_none_or(|slot| slot.post.is_none())
        };
        paths.filter(unasked).cloned().collect()
    }

    /// Notes that a file has been asked for its state, and whether that was
    /// news.
    pub fn checked(&mut self, path: &str, is_news: bool) {
        self.is_stale |= is_news;
        self.checked.push(path.to_owned());
    }

    /// Whether what `route` shows may still change by what the host says.
    pub fn is_checking(&self, route: &Route) -> bool {
        let Some(announced) = self.shown_as_built(route) else {
            return false;
        };
        let mut files = announced.files.iter();
        files.any(|(path, _)| !self.checked.contains(path)) || self.is_waiting(route)
    }

    /// Whether something old is shown while the files are on their way.
    fn is_waiting(&self, route: &Route) -> bool {
        self.is_stale && !self.screen_of_files(route).is_settled()
    }

    /// Whether `route` shows what the page brought, old or not.
    pub fn is_as_built(&self, route: &Route) -> bool {
        self.shown_as_built(route).is_some()
    }

    /// What the page brought, where that is what `route` shows.
    pub(super) fn shown_as_built(&self, route: &Route) -> Option<&Announced> {
        let announced = self.announced.as_ref()?;
        let has_list = !self.is_cataloged() && self.no_list().is_none();
        let here = announced.route == *route && !(has_list && self.is_complete());
        // Rather something old than nothing.
        let is_better = || {
            let screen = self.screen_of_files(route);
            screen.is_settled() && !screen.is_unreachable()
        };
        (here && !(self.is_stale && is_better())).then_some(announced)
    }

    /// The files that could not be asked whether the page is as it was built,
    /// where it is drawn all the same.
    pub fn unchecked(&self, route: &Route) -> Vec<FetchError> {
        let Some(announced) = self.shown_as_built(route) else {
            return Vec::new();
        };
        let of_site = match self.fault.as_ref().or_else(|| self.no_list()) {
            Some(SiteFault::Fetch(error) | SiteFault::ListFetch(error)) => Some(error.clone()),
            _ => None,
        };
        let slots = announced.files.iter();
        let slots = slots.filter_map(|(path, _)| self.known(path).and_then(Slot::failed).cloned());
        let mut failures: Vec<FetchError> = Vec::new();
        for failure in of_site.into_iter().chain(slots) {
            // All of them fail alike where the module that reads them does.
            if !failures.contains(&failure) {
                failures.push(failure);
            }
        }
        failures
    }
}
