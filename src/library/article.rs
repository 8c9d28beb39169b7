//! The page of a post: which file it is, and what stands around it.

use std::rc::Rc;

use inkfold_core::blog::Entry;
use inkfold_core::catalog::{Answer, Around, is_reserved};
use inkfold_core::post::{Post, Status};
use inkfold_core::route::Route;

use super::Library;
use super::slot::{Remote, Slot};
use crate::screen::{PostScreen, Screen};

impl Library {
    /// The file that has, or should have, the post of a route.
    pub(super) fn file_of(&self, route: &Route) -> Option<String> {
        let Route::Post(address) = route else {
            return None;
        };
        if let Some((hinted, path)) = &self.hint
            && hinted == route
        {
            return Some(path.clone());
        }
        if let Some(entry) = self.blog().at(address) {
            return Some(entry.post.path.clone());
        }
        let cataloged = self.reply(route).and_then(|reply| reply.path.clone());
        // A file of the catalogue itself is no post, whatever it says.
        if let Some(path) = cataloged.filter(|path| !is_reserved(path)) {
            return Some(path);
        }
        let site = self.site();
        let named = site
            .listed_posts()
            .find(|path| Post::address_by_path(path, &site) == *address);
        // Until all files are here, a file with another name may say that
        // this is its slug.
        match named {
            Some(path) => Some(path.to_owned()),
            None if self.knows(route) || self.fault.is_some() => self.unlisted_file(address),
            None => None,
        }
    }

    /// A file that no list names: the first that has not failed yet, else
    /// one that may be there after all.
    fn unlisted_file(&self, address: &str) -> Option<String> {
        let files = self.site().unlisted_files(address);
        let error = |path: &String| self.known(path).and_then(Slot::failed);
        let hopeful = files.iter().find(|path| error(path).is_none());
        let unsure = || {
            files
                .iter()
                .find(|path| error(path).is_some_and(|e| !e.is_missing()))
        };
        hopeful.or_else(unsure).cloned()
    }

    pub(super) fn post_screen(&self, route: &Route, address: &str) -> Screen {
        // The page's language, colours and menu come with the settings; an
        // article drawn without them would change under the reader's eyes.
        if !self.has_site() && self.fault.is_none() && !self.site_is_late {
            return Screen::Loading;
        }
        let Some(path) = self.file_of(route) else {
            return if self.knows(route) || self.fault.is_some() {
                Screen::Missing
            } else {
                Screen::Loading
            };
        };
        match self.known(&path).and_then(|slot| slot.post.as_ref()) {
            None | Some(Remote::Loading) => Screen::Loading,
            Some(Remote::Failed(error)) => Screen::PostFailed(error.clone()),
            Some(Remote::Ready(post))
                if post.status(self.now, &*self.zone) != Status::Published =>
            {
                Screen::Missing
            }
            Some(Remote::Ready(post)) => Screen::Post(Box::new(self.around(post, route, address))),
        }
    }

    /// A post with its neighbours. They are shown once all posts are here, or
    /// the catalogue has told: they would change under the reader's eyes
    /// before.
    fn around(&self, post: &Rc<Post>, route: &Route, address: &str) -> PostScreen {
        let known = self.blog().of_file(&post.path);
        let mut screen = PostScreen {
            entry: Entry {
                post: Rc::clone(post),
                address: known.map_or(address, |entry| &entry.address).to_owned(),
            },
            around: Around::default(),
        };
        if let Some(reply) = self.reply(route) {
            if let Answer::Around(around) = &reply.answer {
                screen.around = around.filter_map(&|entry| self.as_it_is(entry));
            }
        } else if !self.is_cataloged() && self.is_complete() {
            let (older, newer) = self.blog().neighbours(&screen.entry.address);
            let translations = self.translations().of_others(&screen.entry);
            screen.around = Around {
                older: older.cloned(),
                newer: newer.cloned(),
                recent: self.blog().recent_beside(post).cloned().collect(),
                translations: translations.cloned().collect(),
            };
        }
        screen
    }
}
