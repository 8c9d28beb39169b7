//! The catalogue of the blog, where it has one: when it is asked, what it
//! says, and what happens where it cannot be had. What is in its files is for
//! whoever reads them ([`crate::reading`]).

use inkfold_core::blog::{Blog, Entry};
use inkfold_core::catalog::{Answer, ROOT, Reply};
use inkfold_core::post::Status;
use inkfold_core::route::Route;

use super::Library;
use super::slot::Slot;
use crate::fetch::FetchError;
use crate::screen::{List, Screen, SiteFault};

/// How many of its files are fetched at once.
const AT_ONCE: usize = 8;

/// What is known of the catalogue.
#[derive(Default)]
pub(super) struct Catalog {
    /// The page says that there is one.
    is_named: bool,
    /// The settings list other posts.
    is_outdated: bool,
    /// Its files are asked for past the browser's copies: what was here did
    /// not fit together.
    is_again: bool,
    /// Why it is not asked any more.
    fault: Option<SiteFault>,
    /// The files that are here or on their way.
    asked: Vec<String>,
    /// Those of them that are on their way.
    loading: Vec<String>,
    /// What it says of the page shown.
    reply: Option<(Route, Reply)>,
}

impl Catalog {
    /// One that is not asked, since every post is here, even where the settings
    /// have nothing but patterns.
    #[cfg(feature = "prerender")]
    pub(super) fn unneeded() -> Self {
        Self {
            is_outdated: true,
            ..Self::default()
        }
    }

    /// Whether its root is here: the newest, where it was asked for anew.
    fn has_root(&self) -> bool {
        let is_root = |path: &String| path == ROOT;
        self.asked.iter().any(is_root) && !self.loading.iter().any(is_root)
    }
}

impl Library {
    /// Notes that the blog has a catalogue.
    pub fn expect_catalog(&mut self) {
        self.catalog.is_named = true;
    }

    /// Whether the catalogue lists the blog, or is about to. One that nobody
    /// names is looked for where the settings have nothing but patterns, with
    /// which a browser can find no post.
    pub(super) fn is_cataloged(&self) -> bool {
        let site = self.site.as_ref();
        let is_needed = site.is_some_and(|site| {
            site.listed_posts().next().is_none() && site.patterns().next().is_some()
        });
        let Catalog {
            is_named,
            is_outdated,
            ref fault,
            ..
        } = self.catalog;
        (is_named || is_needed) && !is_outdated && fault.is_none()
    }

    /// Why there is no list of posts, where only the catalogue has one.
    pub(super) fn no_list(&self) -> Option<&SiteFault> {
        let site = self.site();
        // One without patterns has said all of it, be it that there are none.
        let has_list = site.listed_posts().next().is_some() || site.patterns().next().is_none();
        let fault = self.catalog.fault.as_ref();
        fault.filter(|fault| self.has_site() && !has_list && !self.is_not_there(fault))
    }

    /// Whether a catalogue that nobody named was looked for in vain.
    fn is_not_there(&self, fault: &SiteFault) -> bool {
        let is_missing = matches!(fault, SiteFault::ListFetch(error) if error.is_missing());
        is_missing && !self.catalog.is_named
    }

    /// What the catalogue says of a page.
    pub(super) fn reply(&self, route: &Route) -> Option<&Reply> {
        let reply = self.catalog.reply.as_ref();
        let reply = reply.filter(|(known, _)| known == route && self.is_cataloged());
        reply.map(|(_, reply)| reply)
    }

    /// Whether everything that `route` may show is known.
    pub(super) fn knows(&self, route: &Route) -> bool {
        match self.is_cataloged() {
            true => {
                let reply = self.reply(route);
                self.has_site() && reply.is_some_and(|reply| reply.answer != Answer::Unknown)
            }
            false => self.is_complete(),
        }
    }

    /// Asks the catalogue about the page that is shown now.
    pub fn look_up(&mut self, route: &Route) {
        let known = self.catalog.reply.as_ref();
        let is_known = known.is_some_and(|(known, _)| known == route);
        if !self.is_cataloged() || !self.catalog.has_root() || is_known {
            return;
        }
        let Some(reading) = self.reading.clone() else {
            return;
        };
        let reply = reading.catalog(route, self.now, self.most);
        if reply.is_broken {
            let address = reading.address_of(ROOT);
            let reason = "its files do not belong together".to_owned();
            return self.catalog_failed(SiteFault::ListRefused { address, reason });
        }
        self.catalog.is_outdated = reply.is_outdated;
        self.catalog.reply = Some((route.clone(), reply));
        self.reorder();
    }

    /// Forgets what the catalogue has said, since it would say more now.
    pub(super) fn ask_catalog_again(&mut self) {
        self.catalog.reply = None;
        self.catalog.is_outdated = false;
    }

    /// The files of the catalogue to ask for now.
    pub(super) fn wanted_of_catalog(&self, route: &Route) -> Vec<String> {
        if !self.is_cataloged() {
            return Vec::new();
        }
        let room = AT_ONCE.saturating_sub(self.catalog.loading.len());
        let wanted = match self.reply(route) {
            Some(reply) => reply.wanted.clone(),
            None => vec![ROOT.to_owned()],
        };
        // What another element of the page has taken away is asked for again.
        let is_told = self.reply(route).is_some();
        let unasked = |path: &String| {
            let Catalog { asked, loading, .. } = &self.catalog;
            !asked.contains(path) || is_told && !loading.contains(path)
        };
        wanted.into_iter().filter(unasked).take(room).collect()
    }

    pub(super) fn catalog_asked(&mut self, path: &str) {
        self.catalog.asked.push(path.to_owned());
        self.catalog.loading.push(path.to_owned());
    }

    /// Whether a file is to be asked for past the browser's copies.
    pub fn is_asked_again(&self, path: &str) -> bool {
        self.catalog.is_again && self.catalog.asked.iter().any(|asked| asked == path)
    }

    /// Takes in a file of the catalogue.
    pub fn catalog_arrived(&mut self, path: &str, answer: Result<&[u8], FetchError>) {
        let place = self.catalog.loading.iter().position(|file| file == path);
        // What comes late is of a catalogue that was given up.
        let Some(place) = place else {
            return;
        };
        self.catalog.loading.remove(place);
        let taken = match (answer, &self.reading) {
            (Ok(bytes), Some(reading)) => reading.catalog_file(path, bytes).map_err(|reason| {
                let address = reading.address_of(path);
                SiteFault::ListRefused { address, reason }
            }),
            // Bytes wait for whoever reads them.
            (Ok(_), None) => Ok(()),
            (Err(error), _) => Err(SiteFault::ListFetch(error)),
        };
        match taken {
            Ok(()) => self.ask_catalog_again(),
            Err(fault) => self.catalog_failed(fault),
        }
    }

    /// A half-uploaded site, or one that is newer than a copy of its catalogue:
    /// all of it is fetched anew, once. Then the posts themselves are read.
    fn catalog_failed(&mut self, fault: SiteFault) {
        self.ask_catalog_again();
        self.catalog.asked.clear();
        self.catalog.loading.clear();
        if self.catalog.is_again || self.is_not_there(&fault) {
            self.catalog.fault = Some(fault);
        }
        self.catalog.is_again = true;
        self.reorder();
    }

    /// Forgets that the catalogue could not be had.
    pub(super) fn forget_catalog_fault(&mut self) {
        if self.catalog.fault.take().is_some() {
            self.ask_catalog_again();
        }
    }

    /// What the catalogue says that `route` shows.
    pub(super) fn screen_of_catalog(&self, route: &Route) -> Screen {
        let reply = self.reply(route).filter(|_| self.has_site());
        match reply.map(|reply| &reply.answer) {
            None | Some(Answer::Unknown) => Screen::Loading,
            Some(Answer::Missing | Answer::Around(..)) => Screen::Missing,
            Some(Answer::Tags(tags)) => Screen::Tags(tags.clone()),
            Some(Answer::List(kind, entries, loading)) => {
                let failures = entries.iter().filter_map(|entry| self.failure_of(entry));
                Screen::List(List {
                    kind: kind.clone(),
                    failures: failures.cloned().collect(),
                    entries: entries
                        .iter()
                        .filter_map(|entry| self.as_it_is(entry))
                        .collect(),
                    loading: *loading,
                })
            }
        }
    }

    /// Why the file of a post could not be had, where somebody asked for it.
    fn failure_of(&self, entry: &Entry) -> Option<&FetchError> {
        self.known(&entry.post.path).and_then(Slot::failed)
    }

    /// A post of the catalogue as its file says, where that has been asked for.
    pub(super) fn as_it_is(&self, entry: &Entry) -> Option<Entry> {
        let read = self.known(&entry.post.path).and_then(Slot::ready);
        match read {
            None if self.failure_of(entry).is_some() => None,
            Some(post) if post.status(self.now, &*self.zone) != Status::Published => None,
            Some(post) => Some(Entry {
                post: std::rc::Rc::clone(post),
                address: entry.address.clone(),
            }),
            None => Some(entry.clone()),
        }
    }

    /// The posts that the catalogue has told of, as links find them.
    pub(super) fn told(&self) -> Blog {
        let mut entries = Vec::new();
        if let Some((_, reply)) = &self.catalog.reply {
            // First: links may name them, of the others only lists are made.
            entries.extend(reply.linked.iter().cloned());
            match &reply.answer {
                Answer::List(_, list, _) => entries.extend(list.iter().cloned()),
                Answer::Around(around) => entries.extend(around.entries().cloned()),
                Answer::Unknown | Answer::Missing | Answer::Tags(_) => {}
            }
        }
        Blog::of(entries)
    }

    /// When the next post of the catalogue comes or goes.
    pub(super) fn next_in_catalog(&self) -> Option<i64> {
        self.catalog.reply.as_ref()?.1.until
    }
}

#[cfg(test)]
mod tests;
