//! The files of a catalogue that have arrived, and what they say.

mod exception;
mod look;

use std::collections::HashMap;

use super::json::Json;
use super::reply::{Answer, Reply};
use super::{FOLDER, MOST_POSTS, ROOT, SIZE, VERSION, mark_of};
use crate::blog::Entry;
use crate::route::Route;
use crate::site::Site;
use look::Look;

/// Why a file of a catalogue is of no use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is no catalogue, or only a part of one.
    #[error("this is not a catalogue of posts, or not a whole one")]
    Unreadable,
    /// It is of a version to come.
    #[error(
        "this catalogue is of version {0}, and this blog's app reads version {VERSION}; build both with one Inkfold"
    )]
    Newer(usize),
}

/// The root of a catalogue.
#[derive(Debug)]
struct Root {
    json: Json,
    /// How many posts there are.
    count: usize,
    /// How many of them are in chunks.
    chunked: usize,
    per_page: usize,
}

impl Root {
    fn read(json: Json) -> Option<Self> {
        let count = json.number("count")?;
        let chunked = count.checked_sub(json.list("newest").len())?;
        let fits = count <= MOST_POSTS
            && chunked.is_multiple_of(SIZE)
            && json.list("chunks").is_empty() == (chunked == 0);
        fits.then_some(())?;
        Some(Self {
            per_page: json.number("per_page")?.max(1),
            count,
            chunked,
            json,
        })
    }
}

/// Places of posts in which a search has found its words, by file of words.
#[derive(Debug, Default)]
struct Found {
    query: String,
    places: HashMap<usize, Vec<usize>>,
}

/// What has arrived of a catalogue.
#[derive(Debug, Default)]
pub struct Shelf {
    root: Option<Root>,
    files: HashMap<String, Json>,
    found: Found,
    /// The mark of the settings, and whether they list posts.
    settings: Option<(String, bool)>,
}

impl Shelf {
    /// Takes in the settings of the blog.
    pub fn settings(&mut self, site: &Site) {
        self.settings = Some((mark_of(site), site.listed_posts().next().is_some()));
    }

    /// Takes in the file at `path`, relative to the folder of the blog. A root
    /// that is another one takes the place of all that was there.
    ///
    /// # Errors
    ///
    /// Why the file is of no use.
    pub fn take(&mut self, path: &str, bytes: &[u8]) -> Result<(), Refusal> {
        let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Unreadable)?;
        let text = text.trim_start_matches('\u{FEFF}');
        let json = Json::parse(text).ok_or(Refusal::Unreadable)?;
        if path != ROOT {
            if !matches!(json, Json::Object(_)) {
                return Err(Refusal::Unreadable);
            }
            self.files.insert(path.to_owned(), json);
            return Ok(());
        }
        let version = json.number("version").ok_or(Refusal::Unreadable)?;
        if version > VERSION {
            return Err(Refusal::Newer(version));
        }
        let is_same = |root: &Root| root.json == json;
        if self.root.as_ref().is_some_and(is_same) {
            return Ok(());
        }
        self.root = Some(Root::read(json).ok_or(Refusal::Unreadable)?);
        self.files.clear();
        self.found = Found::default();
        Ok(())
    }

    /// What is known of the page at `route` at `now` (seconds since 1970 UTC).
    /// Of the newest posts, and of those with a tag, no more than `most` are
    /// listed where that is known.
    pub fn reply(&mut self, route: &Route, now: i64, most: Option<usize>) -> Reply {
        let mut found = std::mem::take(&mut self.found);
        let reply = match &self.root {
            Some(root) => self.look(root, route, (now, most), &mut found),
            None => Reply {
                wanted: vec![ROOT.to_owned()],
                ..Reply::default()
            },
        };
        self.found = found;
        if reply.is_broken {
            // Under the same name there may be a better one by now.
            self.files.clear();
        }
        reply
    }

    fn look(
        &self,
        root: &Root,
        route: &Route,
        (now, most): (i64, Option<usize>),
        found: &mut Found,
    ) -> Reply {
        let Some(mut look) = Look::new(self, root, now) else {
            // The exceptions are in a file.
            let name = root.json.text("exceptions");
            let name = name.filter(|name| name.starts_with(FOLDER));
            return Reply {
                is_broken: name.is_none(),
                wanted: name.map(str::to_owned).into_iter().collect(),
                ..Reply::default()
            };
        };
        let mut reply = Reply::default();
        reply.answer = match route {
            Route::Newest(page) => look.newest(*page, most.unwrap_or(root.per_page)),
            Route::Tags => look.tags(),
            Route::Tag(slug) => look.tag(slug, most),
            Route::Archive => look.archive(),
            Route::Search(query) => look.search(query, found),
            Route::Post(address) => look.post(address, &mut reply),
        };
        reply.until = look.until();
        reply.is_outdated = self.settings.as_ref().is_some_and(|(mark, has_list)| {
            *has_list && root.json.text("settings") != Some(mark.as_str())
        });
        reply.is_broken = look.is_broken;
        reply.wanted = look.wanted;
        reply
    }

    /// The posts in the root, as links find them.
    fn linked(&self) -> Vec<Entry> {
        let newest = self.root.iter().flat_map(|root| root.json.list("newest"));
        let items = newest.filter_map(super::Item::from_json);
        items
            .map(|item| super::Target::of(&item.entry).entry())
            .collect()
    }
}
