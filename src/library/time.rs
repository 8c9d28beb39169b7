//! What the time changes: posts come and go, and patience ends.

use inkfold_core::post::next_change;

use super::Library;
use super::slot::Slot;

impl Library {
    /// Takes in what time it is: posts come and go.
    pub fn time_is(&mut self, now: i64) {
        let is_change = self.next_change().is_some_and(|change| change <= now);
        self.now = now;
        if is_change {
            let announced = self.announced.as_ref();
            self.is_stale |= announced.is_some_and(|announced| announced.is_over(now));
            self.ask_catalog_again();
            self.reorder();
        }
    }

    /// When a post comes or goes next, in seconds since 1970 UTC.
    pub fn next_change(&self) -> Option<i64> {
        let posts = self.slots.all().iter().filter_map(Slot::ready);
        let of_posts = next_change(posts, self.now, &*self.zone);
        let announced = self.announced.as_ref().filter(|_| !self.is_stale);
        let of_page = announced.and_then(|announced| announced.until);
        let of_catalog = self.next_in_catalog();
        let all = of_posts.into_iter().chain(of_page).chain(of_catalog);
        all.filter(|change| *change > self.now).min()
    }

    /// Stops waiting for what is slow before showing the rest: for the
    /// settings, or once they are here for posts.
    pub fn lose_patience(&mut self) {
        if self.has_site() {
            self.posts_are_late = true;
        } else {
            self.site_is_late = true;
        }
    }
}
