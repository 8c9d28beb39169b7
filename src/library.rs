//! What the app has loaded, what it should load next, and which screen that
//! makes: the app's decisions, with no browser in them. What a screen can be
//! is [`crate::screen`]'s.

mod article;
mod as_built;
mod catalog;
mod search;
mod slot;
mod time;

use std::cell::OnceCell;
use std::rc::Rc;

use inkfold_core::blog::{Blog, Entry, Translations};
use inkfold_core::catalog::is_reserved;
use inkfold_core::date::{TimeZone, Utc};
use inkfold_core::listing::{ListKind, archive};
use inkfold_core::post::Post;
use inkfold_core::route::Route;
use inkfold_core::site::Site;

use crate::announced::Announced;
use crate::fetch::FetchError;
use crate::reading::Reading;
use crate::screen::{List, Screen, SiteFault};
use catalog::Catalog;
use search::Search;
use slot::{Remote, Slot, Slots};

/// The file of the settings.
pub const SETTINGS: &str = "site.yaml";

/// How many posts are fetched at once beyond the first page.
const AT_ONCE: usize = 8;
/// How many of the first page are, however long that is.
const FIRST_AT_ONCE: usize = 30;

/// Everything loaded so far.
pub struct Library {
    /// What the page brought with it, drawn until all is known.
    announced: Option<Announced>,
    /// It is known to be out of date, and shown until there is better.
    is_stale: bool,
    /// The files that have been asked whether they are as they were.
    checked: Vec<String>,
    site: Option<Rc<Site>>,
    /// What stands in for the settings until they are here.
    provisional: Rc<Site>,
    fault: Option<SiteFault>,
    zone: Box<dyn TimeZone>,
    now: i64,
    /// The listed posts in the order of the list, then others.
    slots: Slots,
    /// The listed posts that are here, or those that the catalogue tells of:
    /// put in order when somebody asks.
    blog: OnceCell<Rc<Blog>>,
    /// Which of them are one text, found as late.
    translations: OnceCell<Translations>,
    /// The catalogue, where there is one.
    catalog: Catalog,
    /// What was searched for last.
    search: Search,
    /// Who reads raw files, once there is somebody.
    reading: Option<Rc<dyn Reading>>,
    /// How many posts of a list are asked for, where not all are shown.
    most: Option<usize>,
    /// The page the reader arrived at, and its file, where the HTML says so.
    hint: Option<(Route, String)>,
    /// The settings have been waited for long enough.
    site_is_late: bool,
    /// Slow posts have been waited for long enough.
    posts_are_late: bool,
}

impl Library {
    /// An empty one, at `now` (seconds since 1970 UTC), with what is known of
    /// the settings before they come.
    pub fn new(now: i64, provisional: Site, hint: Option<(Route, String)>) -> Self {
        Self {
            announced: None,
            is_stale: false,
            checked: Vec::new(),
            site: None,
            provisional: Rc::new(provisional),
            fault: None,
            zone: Box::new(Utc),
            now,
            slots: Slots::default(),
            blog: OnceCell::new(),
            translations: OnceCell::new(),
            catalog: Catalog::default(),
            search: Search::default(),
            reading: None,
            most: None,
            hint,
            site_is_late: false,
            posts_are_late: false,
        }
    }

    /// A library in which every post is here already, and `blog` has those that
    /// are shown.
    #[cfg(feature = "prerender")]
    pub fn whole(
        site: Site,
        zone: Box<dyn TimeZone>,
        now: i64,
        posts: impl Iterator<Item = Rc<Post>>,
        blog: Rc<Blog>,
        reading: Rc<dyn Reading>,
    ) -> Self {
        let mut library = Self::new(now, Site::default(), None);
        let posts: Vec<Rc<Post>> = posts.collect();
        library
            .slots
            .list(posts.iter().map(|post| post.path.as_str()));
        for post in posts {
            let path = post.path.clone();
            *library.slots.post(&path) = Some(Remote::Ready(post));
        }
        library.site = Some(Rc::new(site));
        library.zone = zone;
        library.catalog = Catalog::unneeded();
        library.blog = blog.into();
        library.reading = Some(reading);
        library
    }

    /// The settings, or what stands in for them until they are here.
    pub fn site(&self) -> Rc<Site> {
        let announced = self.announced.as_ref().map(|announced| &announced.site);
        let site = self.site.as_ref().or(announced);
        Rc::clone(site.unwrap_or(&self.provisional))
    }

    /// Takes in who reads raw files.
    pub fn read_by(&mut self, reading: Rc<dyn Reading>) {
        self.reading = Some(reading);
    }

    /// Who reads raw files.
    pub fn reading(&self) -> Option<&Rc<dyn Reading>> {
        self.reading.as_ref()
    }

    /// The listed posts that are here. It is another one whenever they change.
    pub fn blog(&self) -> &Rc<Blog> {
        self.blog.get_or_init(|| Rc::new(self.in_order()))
    }

    /// Takes the settings in.
    pub fn site_arrived(&mut self, site: Site, zone: Box<dyn TimeZone>) {
        self.slots.list(site.listed_posts());
        self.slots.read_paths_in(&site.languages);
        self.search = Search::default();
        self.site = Some(Rc::new(site));
        self.fault = None;
        self.zone = zone;
        self.ask_catalog_again();
        self.reorder();
    }

    /// Takes in that there are no settings.
    pub fn site_failed(&mut self, fault: SiteFault) {
        self.fault = Some(fault);
    }

    /// Notes that a post, or a file of the catalogue, has been asked for.
    pub fn post_asked(&mut self, path: &str) {
        if is_reserved(path) {
            return self.catalog_asked(path);
        }
        *self.slots.post(path) = Some(Remote::Loading);
    }

    /// Takes a post in.
    pub fn post_arrived(&mut self, path: &str, answer: Result<Post, FetchError>) {
        *self.slots.post(path) = Some(match answer {
            Ok(mut post) => {
                post.read_path_in(&self.site().languages);
                Remote::Ready(Rc::new(post))
            }
            Err(error) => Remote::Failed(error),
        });
        self.reorder();
    }

    fn known(&self, path: &str) -> Option<&Slot> {
        self.slots.get(path)
    }

    /// Asks for no more than `most` posts of a list.
    pub fn list_at_most(&mut self, most: Option<usize>) {
        self.most = most;
    }

    /// Asks for twice as many.
    pub fn list_further(&mut self) {
        self.most = self.most.map(|most| most * 2);
        if let (Some(site), Some(most)) = (&mut self.site, self.most) {
            Rc::make_mut(site).posts_per_page = most;
        }
        self.ask_catalog_again();
    }

    /// Says that the post of the page the reader arrived at, in the file at
    /// `path`, is at another address.
    pub fn is_at(&mut self, route: Route, path: String) {
        self.hint = Some((route, path));
    }

    /// The address that the post in a file asks for, once both it and the
    /// settings are here.
    pub fn own_address(&self, path: &str) -> Option<String> {
        let post = self.known(path)?.ready()?;
        Some(post.wanted_address(self.site.as_ref()?))
    }

    /// Whether the settings are here.
    pub fn has_site(&self) -> bool {
        self.site.is_some()
    }

    /// Forgets what failed, so that it is asked for again. Whether the
    /// settings are among it.
    pub fn forget_failures(&mut self) -> bool {
        self.slots.forget_failures();
        self.forget_catalog_fault();
        self.fault.take().is_some()
    }

    /// Has the posts put in order anew.
    fn reorder(&mut self) {
        self.blog.take();
        self.translations.take();
    }

    fn translations(&self) -> &Translations {
        let find = || Translations::new(self.blog(), &self.site());
        self.translations.get_or_init(find)
    }

    fn in_order(&self) -> Blog {
        if self.is_cataloged() {
            return self.told();
        }
        let posts = self
            .slots
            .listed()
            .iter()
            .filter_map(|slot| slot.ready().cloned());
        Blog::new(posts, &self.site(), self.now, &*self.zone)
    }

    /// Whether `route` is better drawn when more posts have come, since to
    /// draw it for each of them would hold the page up: some are still on their
    /// way, and it shows what is found in all of them, or `is_shown` already.
    pub fn is_gathering(&self, route: &Route, is_shown: bool) -> bool {
        let of_all = matches!(route, Route::Tag(_) | Route::Archive | Route::Search(_));
        self.is_loading() && (of_all || is_shown && !self.is_as_built(route))
    }

    /// Whether the posts themselves are listed, and some are on their way.
    pub fn is_loading(&self) -> bool {
        self.has_site() && !self.is_cataloged() && !self.is_complete()
    }

    /// Whether every listed post has arrived or failed.
    fn is_complete(&self) -> bool {
        self.has_site() && self.slots.are_settled()
    }

    /// The files to ask for now that `route` is shown.
    pub fn wanted(&self, route: &Route) -> Vec<String> {
        let to_check = self.to_check(route);
        if self.reading.is_none() && self.is_announced(route) {
            return to_check;
        }
        let mut of_catalog = self.wanted_of_catalog(route);
        if self.is_cataloged() {
            of_catalog.extend(to_check);
        }
        if let Some(path) = self.file_of(route) {
            // The article comes first; the rest must not slow it down.
            match self.known(&path).and_then(|slot| slot.post.as_ref()) {
                None => return [path].into_iter().chain(of_catalog).collect(),
                Some(Remote::Loading) => return of_catalog,
                Some(_) => {}
            }
        }
        if !self.has_site() || self.is_cataloged() {
            return of_catalog;
        }
        self.wanted_of_list()
    }

    /// The listed posts to ask for now.
    pub fn wanted_of_list(&self) -> Vec<String> {
        let is_loading = |slot: &&Slot| matches!(slot.post, Some(Remote::Loading));
        let loading = self.slots.all().iter().filter(is_loading).count();
        let room = AT_ONCE.saturating_sub(loading);
        let first_page = self.site().posts_per_page.min(FIRST_AT_ONCE);
        let places = self.slots.listed().iter().enumerate();
        let missing = places.filter(|(_, slot)| slot.post.is_none());
        missing
            .enumerate()
            .take_while(|(count, (place, _))| *place < first_page || *count < room)
            .map(|(_, (_, slot))| slot.path.clone())
            .collect()
    }

    /// What `route` shows now.
    pub fn screen(&self, route: &Route) -> Screen {
        match self.shown_as_built(route) {
            Some(announced) => announced.screen.clone(),
            None => self.screen_of_files(route),
        }
    }

    /// What the files say that `route` shows.
    fn screen_of_files(&self, route: &Route) -> Screen {
        if let Route::Post(address) = route {
            return self.post_screen(route, address);
        }
        if let Some(fault) = &self.fault {
            return Screen::SiteFailed(fault.clone());
        }
        if self.is_cataloged() {
            return self.screen_of_catalog(route);
        }
        if let Some(fault) = self.no_list() {
            return Screen::SiteFailed(fault.clone());
        }
        if !self.is_complete() && !self.can_show_beginning() {
            return Screen::Loading;
        }
        match route {
            Route::Newest(page) => self.newest(*page),
            Route::Tags => Screen::Tags(self.blog().tags().cloned().collect()),
            Route::Tag(slug) => match self.blog().tag(slug) {
                Some((tag, entries)) => self.list(ListKind::Tag(tag.clone()), entries),
                None if self.is_complete() => Screen::Missing,
                None => Screen::Loading,
            },
            Route::Archive => {
                let (entries, earlier) = archive(self.blog(), self.site().posts_per_page);
                self.list(ListKind::Archive(earlier), entries.iter())
            }
            Route::Search(query) => {
                let mut screen = self.list(ListKind::Search(query.clone()), self.found(query));
                if let Screen::List(list) = &mut screen {
                    list.loading |= self.is_searching(route);
                }
                screen
            }
            Route::Post(_) => Screen::Missing,
        }
    }

    /// Whether what is here will stay where it is when the rest arrives: the
    /// first page's files are here and newest first, as a list is meant to
    /// be. After some time the reader gets what there is.
    fn can_show_beginning(&self) -> bool {
        if !self.has_site() {
            return false;
        }
        let page = self.site().posts_per_page.min(self.slots.listed().len());
        let first = self.slots.listed().get(..page).unwrap_or_default();
        let dated = first.iter().filter_map(|slot| slot.ready()?.date);
        let instants = dated.map(|date| date.instant(&*self.zone));
        let arrived = first.iter().all(Slot::is_settled) && instants.is_sorted_by(|a, b| a >= b);
        arrived || (self.posts_are_late && !self.blog().entries().is_empty())
    }

    fn newest(&self, page: usize) -> Screen {
        let per_page = self.site().posts_per_page;
        let pages = self.blog().pages(per_page);
        if page > pages {
            return if self.is_complete() {
                Screen::Missing
            } else {
                Screen::Loading
            };
        }
        let entries = self.blog().newest(page, per_page);
        self.list(ListKind::Newest { page, pages }, entries)
    }

    fn list<'a>(&self, kind: ListKind, entries: impl Iterator<Item = &'a Entry>) -> Screen {
        let failures = self.slots.failures();
        Screen::List(List {
            kind,
            entries: entries.cloned().collect(),
            failures: failures.cloned().collect(),
            loading: !self.is_complete(),
        })
    }
}

#[cfg(test)]
mod tests;
