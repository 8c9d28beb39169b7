//! The blog in a page of somebody else: a list, a post, or all of it, in an
//! element of that page.
//!
//! `embed/inkfold.js` owns the elements and calls [`mount`] and [`unmount`].
//! The app is the one that draws pages; what is other here is where the reader
//! is ([`walk`]), what the page around hears ([`events`]), and what of the blog
//! is shown ([`Widget`]). The document around is never touched.

pub mod events;
mod walk;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use inkfold_core::address::Root;
use inkfold_core::link::decode_percent;
use inkfold_core::route::Route;
use inkfold_core::site::{Routing, Site};
use inkfold_core::slug;
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Url};
use yew::AppHandle;

use crate::app::{App, Properties, Stage};
use crate::screen::{List, Screen};
pub use walk::Walk;

/// How many posts a list has at most, whatever is asked for.
const LONGEST: usize = 100;
/// How many it has where nothing is asked for.
const USUAL: usize = 10;
/// Among how many those of a language are looked for at first.
const SOME: usize = 30;
/// Among how many they are at last: all have to be fetched.
const FURTHEST: usize = 1_000;

/// What of a blog is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `<inkfold-list>`: the cards of posts, which lead to the blog.
    List,
    /// `<inkfold-post>`: an article.
    Post,
    /// `<inkfold-blog>`: all of it, with links that stay in the element.
    Blog,
}

/// What an element asks for by its attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct Widget {
    /// What is shown.
    pub kind: Kind,
    /// The blog's root.
    pub root: Root,
    /// The file of the post that is shown, in the blog's folder.
    pub post: Option<String>,
    /// What stands after the `?` of that file's address, with it.
    query: String,
    /// Whether the file is no part of a blog that anybody knows.
    pub is_alone: bool,
    /// The level of the first heading, from 1.
    level: u8,
    /// How many posts a list has at most.
    limit: usize,
    /// The tag whose posts are shown.
    pub tag: Option<String>,
    /// The language of what is not a post's own.
    pub language: Option<String>,
}

impl Widget {
    /// Reads the attributes of `host`; its `src` is at the absolute address
    /// `source`. None where that is no address.
    fn of(host: &Element, source: &str) -> Option<Self> {
        let attribute = |name: &str| {
            let value = host.get_attribute(name)?;
            let value = value.trim();
            (!value.is_empty()).then(|| value.to_owned())
        };
        let kind = match host.local_name().as_str() {
            "inkfold-list" => Kind::List,
            "inkfold-post" => Kind::Post,
            _ => Kind::Blog,
        };
        let url = Url::new(source).ok()?;
        let (place, is_alone) = Place::of(kind, &url.pathname());
        let origin = url.origin();
        let href = attribute("href").filter(|_| kind == Kind::List);
        let path = match href.and_then(|href| absolute(host, &href)) {
            Some(href) => href,
            None => origin.clone() + &place.root,
        };
        let number = |name: &str| attribute(name)?.parse::<usize>().ok();
        let level = number("heading-level").unwrap_or(2).clamp(1, 6);
        Some(Self {
            kind,
            root: Root {
                path,
                folder: origin + &place.folder,
                routing: Routing::Path,
            },
            post: place.post,
            query: url.search(),
            is_alone,
            level: u8::try_from(level).unwrap_or(2),
            limit: number("limit").unwrap_or(USUAL).clamp(1, LONGEST),
            tag: attribute("tag").filter(|_| kind != Kind::Post),
            language: attribute("lang"),
        })
    }

    /// What has to stand after the address of the file at `path`.
    pub fn query(&self, path: &str) -> &str {
        match self.post.as_deref() == Some(path) {
            true => &self.query,
            false => "",
        }
    }

    /// The address of a file that is no part of a blog, which has no page.
    pub fn lone_file(&self) -> Option<String> {
        let path = self.post.as_ref().filter(|_| self.is_alone)?;
        Some(self.root.content(path) + &self.query)
    }

    /// The page that is shown first.
    pub fn route(&self) -> Route {
        match (&self.post, &self.tag) {
            (Some(path), _) => Route::Post(path.clone()),
            (_, Some(tag)) => Route::Tag(slug::of_word(tag)),
            _ => Route::Newest(1),
        }
    }

    /// The settings before those of the blog are here.
    pub fn provisional(&self) -> Site {
        let mut site = Site::default();
        if let Some(language) = &self.language {
            site.language.clone_from(language);
        }
        self.adapt(&mut site);
        site
    }

    /// Has the settings of the blog say what the element asks for.
    pub fn adapt(&self, site: &mut Site) {
        if let Some(most) = self.most(site) {
            site.posts_per_page = most;
        }
    }

    /// How many posts are looked for at first, where that is not the blog's to
    /// say. Of several languages one is shown, and nobody knows how many have
    /// it.
    pub fn most(&self, site: &Site) -> Option<usize> {
        let is_list = self.kind == Kind::List;
        is_list.then_some(match self.language_of_list(site) {
            Some(_) => self.limit.max(SOME),
            None => self.limit,
        })
    }

    /// The language of which posts are listed, where the blog has several.
    fn language_of_list<'a>(&self, site: &'a Site) -> Option<&'a String> {
        let language = self.language.as_ref()?;
        let is = |known: &&String| known.eq_ignore_ascii_case(language);
        // `ru-RU` is asked for, and the blog has `ru`.
        let broader = language.split('-').next().unwrap_or_default();
        let is_broader = |known: &&String| known.eq_ignore_ascii_case(broader);
        let known = &site.languages;
        (known.iter().find(is)).or_else(|| known.iter().find(is_broader))
    }

    /// Leaves out of a list what the element does not ask for. Whether it has
    /// to be looked for no further.
    pub fn select(&self, screen: &mut Screen, site: &Site) -> bool {
        let (Kind::List, Screen::List(list)) = (self.kind, screen) else {
            return true;
        };
        let List {
            entries, failures, ..
        } = list;
        let is_all =
            entries.len() + failures.len() < site.posts_per_page || site.posts_per_page >= FURTHEST;
        if let Some(language) = self.language_of_list(site) {
            entries.retain(|entry| {
                let own = entry.post.language(&site.languages);
                own.as_ref().unwrap_or(&site.language) == language
            });
        }
        entries.truncate(self.limit);
        is_all || entries.len() == self.limit
    }

    /// The level of what is a heading of `level` on a page of its own. Lists
    /// begin with those of the second.
    pub fn heading(&self, level: u8) -> u8 {
        let first = match self.kind {
            Kind::List => 2,
            Kind::Post | Kind::Blog => 1,
        };
        (level + self.level).saturating_sub(first).clamp(1, 6)
    }
}

/// Where on its host a blog is, and which file of it is meant.
struct Place {
    root: String,
    folder: String,
    post: Option<String>,
}

impl Place {
    /// From the path of an element's `src`. Also whether the file is alone.
    fn of(kind: Kind, path: &str) -> (Self, bool) {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        if kind != Kind::Post {
            // `…/content` and `…/content/site.yaml` are meant as `…/content/`.
            let folder = match file {
                file if file.is_empty() || file.contains('.') => format!("{folder}/"),
                _ => format!("{path}/"),
            };
            let parent = folder.trim_end_matches('/').rsplit_once('/');
            let root = format!("{}/", parent.map_or("", |(parent, _)| parent));
            let post = None;
            return (Self { root, folder, post }, false);
        }
        match path.rsplit_once("/content/") {
            Some((root, file)) => {
                let root = format!("{root}/");
                let folder = format!("{root}content/");
                let post = Some(decode_percent(file));
                (Self { root, folder, post }, false)
            }
            None => {
                let folder = format!("{folder}/");
                let post = Some(decode_percent(file));
                let root = folder.clone();
                (Self { root, folder, post }, true)
            }
        }
    }
}

/// Where an address of the page around leads, as that of a folder.
fn absolute(host: &Element, href: &str) -> Option<String> {
    let base = host.base_uri().ok().flatten()?;
    let url = Url::new_with_base(href, &base).ok()?;
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return None;
    }
    let path = url.pathname();
    let slash = if path.ends_with('/') { "" } else { "/" };
    Some(format!("{}{path}{slash}", url.origin()))
}

thread_local! {
    /// What is drawn, by number.
    static DRAWN: RefCell<HashMap<u32, AppHandle<App>>> = RefCell::default();
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Draws what the element `host` asks for into `element`, with `source` the
/// absolute address of its `src`. `load_reader` and `load_math` are as for
/// [`crate::start`]. What comes back is for [`unmount`].
#[wasm_bindgen]
pub fn mount(
    element: Element,
    host: &Element,
    source: &str,
    load_reader: Function,
    load_math: Function,
) -> u32 {
    let number = NEXT.replace(NEXT.get() + 1);
    let Some(widget) = Widget::of(host, source) else {
        return number;
    };
    let properties = Properties {
        element: element.clone(),
        load_reader,
        load_math,
        stage: Stage::Widget(widget.into()),
    };
    let drawn = yew::Renderer::<App>::with_root_and_props(element, properties).render();
    DRAWN.with_borrow_mut(|all| all.insert(number, drawn));
    number
}

/// Ends what [`mount`] began.
#[wasm_bindgen]
pub fn unmount(number: u32) {
    let drawn = DRAWN.with_borrow_mut(|all| all.remove(&number));
    if let Some(drawn) = drawn {
        drawn.destroy();
    }
}

#[cfg(test)]
mod tests;
