//! A look into the files of a catalogue for one page.

use std::collections::hash_map::Entry;

use super::exception::Exception;
use super::{Answer, Found, Json, Reply, Root, SIZE, Shelf};
use crate::blog::MOST_RECENT;
use crate::blog::{self, TagCount};
use crate::catalog::item::{Item, Target};
use crate::catalog::reply::Around;
use crate::catalog::translation::Translation;
use crate::catalog::write::bucket_of;
use crate::catalog::{FOLDER, tree};
use crate::listing::{Earliers, LONGEST_ARCHIVE, ListKind};
use crate::mark::part;
use crate::slug;

/// How many files a page asks for at once.
const MOST_WANTED: usize = 16;

/// A look.
pub(super) struct Look<'a> {
    shelf: &'a Shelf,
    root: &'a Root,
    /// Seconds since 1970 UTC.
    now: i64,
    exceptions: Vec<Exception<'a>>,
    /// Files that are not here.
    pub(super) wanted: Vec<String>,
    /// What was found does not fit together.
    pub(super) is_broken: bool,
}

impl<'a> Look<'a> {
    /// Begins a look at `now`; `None` before the file of exceptions is here.
    pub(super) fn new(shelf: &'a Shelf, root: &'a Root, now: i64) -> Option<Self> {
        let told = match root.json.get("exceptions") {
            Some(Json::Text(name)) => shelf.files.get(name)?.list("exceptions"),
            _ => root.json.list("exceptions"),
        };
        Some(Self {
            shelf,
            root,
            now,
            exceptions: Exception::all(told, root.count, now),
            wanted: Vec::new(),
            is_broken: false,
        })
    }

    /// When a post comes or goes next.
    pub(super) fn until(&self) -> Option<i64> {
        let changes = self.exceptions.iter();
        changes.filter_map(|exception| exception.change).min()
    }

    /// Places that are not shown now, the newest first; with those that lists
    /// never show.
    fn hidden(&self, in_lists: bool) -> Vec<usize> {
        let hidden = self.exceptions.iter();
        let hidden = hidden.filter(|it| !it.is_shown || (in_lists && !it.is_listed));
        hidden.map(|exception| exception.place).collect()
    }

    /// The place of the post that is at `rank` among those shown.
    fn nth(&self, rank: usize, hidden: &[usize]) -> Option<usize> {
        let mut place = self.root.count.checked_sub(rank + 1)?;
        for other in hidden {
            if *other >= place {
                place = place.checked_sub(1)?;
            }
        }
        Some(place)
    }

    fn want(&mut self, name: &str) {
        if !name.starts_with(FOLDER) {
            self.is_broken = true;
        } else if !self.wanted.iter().any(|wanted| wanted == name) {
            self.wanted.push(name.to_owned());
        }
    }

    /// The file that a field of the root names.
    fn named(&mut self, field: &str) -> Option<&'a Json> {
        let Some(name) = self.root.json.text(field) else {
            self.is_broken = true;
            return None;
        };
        self.file(name)
    }

    fn file(&mut self, name: &str) -> Option<&'a Json> {
        let shelf = self.shelf;
        let file = shelf.files.get(name);
        if file.is_none() {
            self.want(name);
        }
        file
    }

    /// A file of a tree.
    fn leaf(&mut self, tree: &str, leaves: usize, place: usize) -> Option<&'a Json> {
        let (shelf, root) = (self.shelf, self.root);
        let top = root.json.list(tree);
        match tree::find(top, leaves, place, &|name| shelf.files.get(name)) {
            Ok(found) => return Some(found),
            Err(Some(name)) => self.want(name),
            Err(None) => self.is_broken = true,
        }
        None
    }

    fn item(&mut self, place: usize) -> Option<Item> {
        let Root { chunked, count, .. } = *self.root;
        let json = match place.checked_sub(chunked) {
            Some(_) => self
                .root
                .json
                .list("newest")
                .get(count.checked_sub(place.saturating_add(1)).unwrap_or(count)),
            None => {
                let chunk = self.leaf("chunks", chunked / SIZE, place / SIZE)?;
                chunk.list("posts").get(SIZE - 1 - place % SIZE)
            }
        };
        let item = json.and_then(Item::from_json);
        self.is_broken |= item.is_none();
        item
    }

    /// The posts at `places`, up to the first that is not here; and whether
    /// that is all of them.
    fn entries(&mut self, places: impl Iterator<Item = usize>) -> (Vec<blog::Entry>, bool) {
        let mut entries = Vec::new();
        let mut is_whole = true;
        for place in places {
            match self.item(place) {
                Some(item) if is_whole => entries.push(item.entry),
                Some(_) => {}
                None => is_whole = false,
            }
            if self.is_broken || self.wanted.len() >= MOST_WANTED {
                return (entries, false);
            }
        }
        (entries, is_whole)
    }

    pub(super) fn newest(&mut self, page: usize, per_page: usize) -> Answer {
        let hidden = self.hidden(true);
        let listed = self.root.count.saturating_sub(hidden.len());
        let pages = listed.div_ceil(per_page).max(1);
        if page > pages || page == 0 {
            return Answer::Missing;
        }
        let first = (page - 1) * per_page;
        let ranks = first..listed.min(first + per_page);
        let places: Vec<usize> = ranks.filter_map(|rank| self.nth(rank, &hidden)).collect();
        match self.entries(places.into_iter()) {
            (entries, true) => Answer::List(ListKind::Newest { page, pages }, entries, false),
            _ => Answer::Unknown,
        }
    }

    /// A tag as it is now: without the posts that do not show.
    fn tag_count(&self, group: &Json) -> Option<TagCount> {
        let slug = group.text("slug")?;
        let has = |json: &Json| json.texts("tags").iter().any(|tag| tag == slug);
        let hidden = self.exceptions.iter();
        let hidden = hidden.filter(|it| !it.is_shown && has(it.json)).count();
        let count = group.number("count")?.saturating_sub(hidden);
        (count > 0).then(|| TagCount {
            name: group.text("name").unwrap_or(slug).to_owned(),
            slug: slug.to_owned(),
            count,
        })
    }

    pub(super) fn tags(&mut self) -> Answer {
        let Some(file) = self.named("tags") else {
            return Answer::Unknown;
        };
        let tags = file.list("tags").iter();
        Answer::Tags(tags.filter_map(|group| self.tag_count(group)).collect())
    }

    pub(super) fn tag(&mut self, slug: &str, most: Option<usize>) -> Answer {
        let Some(file) = self.named("tags") else {
            return Answer::Unknown;
        };
        let mut groups = file.list("tags").iter();
        let group = groups.find(|group| group.text("slug") == Some(slug));
        let Some((group, tag)) = group.and_then(|group| Some((group, self.tag_count(group)?)))
        else {
            return Answer::Missing;
        };
        let places = match group.get("posts") {
            Some(Json::Text(name)) => match self.file(name) {
                Some(file) => file.list("places"),
                None => return Answer::Unknown,
            },
            _ => group.list("posts"),
        };
        let hidden = self.hidden(false);
        let places = places.iter().filter_map(Json::as_number);
        let places = places.filter(|place| !has(&hidden, *place));
        let places = places.take(most.unwrap_or(usize::MAX));
        let (entries, is_whole) = self.entries(places);
        Answer::List(ListKind::Tag(tag), entries, !is_whole)
    }

    pub(super) fn archive(&mut self) -> Answer {
        let hidden = self.hidden(true);
        let listed = self.root.count.saturating_sub(hidden.len());
        let mut earlier = Earliers::new(LONGEST_ARCHIVE, self.root.per_page);
        if listed > LONGEST_ARCHIVE {
            let Some(file) = self.named("archive") else {
                return Answer::Unknown;
            };
            let (mut top, mut before) = (self.root.count, LONGEST_ARCHIVE);
            for run in file.list("years") {
                let Json::List(run) = run else { continue };
                let [year, count] = run.as_slice() else {
                    continue;
                };
                let year = match year {
                    Json::Number(year) => i32::try_from(*year).ok(),
                    _ => None,
                };
                let count = count.as_number().unwrap_or_default().min(top);
                let places = top - count..top;
                let within = hidden.iter().filter(|place| places.contains(place));
                let shown = count - within.count();
                top -= count;
                let here = shown.min(before);
                before -= here;
                earlier.add(year, shown - here);
            }
        }
        let ranks = 0..listed.min(LONGEST_ARCHIVE);
        let places: Vec<usize> = ranks.filter_map(|rank| self.nth(rank, &hidden)).collect();
        let (entries, is_whole) = self.entries(places.into_iter());
        Answer::List(ListKind::Archive(earlier.finish()), entries, !is_whole)
    }

    pub(super) fn search(&mut self, query: &str, found: &mut Found) -> Answer {
        let kind = ListKind::Search(query.to_owned());
        let words = slug::words(query);
        if words.is_empty() {
            return Answer::List(kind, Vec::new(), false);
        }
        if found.query != query {
            *found = Found {
                query: query.to_owned(),
                ..Found::default()
            };
        }
        let hidden = self.hidden(true);
        let leaves = self.root.count.div_ceil(SIZE);
        let mut places = Vec::new();
        let mut is_whole = true;
        for leaf in (0..leaves).rev() {
            let here = match found.places.entry(leaf) {
                Entry::Occupied(known) => Some(known.into_mut()),
                Entry::Vacant(unknown) => self.leaf("words", leaves, leaf).map(|file| {
                    let end = self.root.count.min((leaf + 1) * SIZE);
                    unknown.insert(matching(file, &words, end))
                }),
            };
            match here {
                Some(here) if is_whole => {
                    let here = here.iter().copied();
                    places.extend(here.filter(|place| !has(&hidden, *place)));
                }
                Some(_) => {}
                None => is_whole = false,
            }
            if self.is_broken || self.wanted.len() >= MOST_WANTED {
                break;
            }
        }
        let (entries, has_all) = self.entries(places.into_iter());
        Answer::List(kind, entries, !(is_whole && has_all))
    }

    /// The place and the file of the post at an address; the error says
    /// whether it is known that there is none.
    fn find(&mut self, address: &str) -> Result<(usize, String), bool> {
        let Root {
            count,
            chunked,
            json,
            ..
        } = self.root;
        let route = format!("{address}/");
        let newest = json.list("newest");
        let is_here = |item: &Json| item.text("route") == Some(route.as_str());
        if let Some(index) = newest.iter().position(is_here) {
            let path = newest.get(index).and_then(|item| item.text("path"));
            return Ok((count - 1 - index, path.unwrap_or_default().to_owned()));
        }
        if *chunked == 0 {
            return Err(true);
        }
        let buckets = json.number("addresses").unwrap_or_default();
        let leaf = self.leaf("address_chunks", buckets, bucket_of(address, buckets));
        let routes = leaf.ok_or(false)?.get("routes");
        match routes.and_then(|routes| routes.get(&route)) {
            Some(Json::List(target)) => match target.as_slice() {
                [Json::Number(place), Json::Text(path)] => {
                    let place = usize::try_from(*place).ok().filter(|place| place < count);
                    place.map(|place| (place, path.clone())).ok_or(true)
                }
                _ => Err(true),
            },
            _ => Err(true),
        }
    }

    pub(super) fn post(&mut self, address: &str, reply: &mut Reply) -> Answer {
        let found = self.find(address).or_else(|known| match known {
            // Letters may stand apart from their marks.
            true if slug::compose(address) != address => self.find(&slug::compose(address)),
            known => Err(known),
        });
        let (place, path) = match found {
            Ok(found) => found,
            Err(true) => return Answer::Missing,
            Err(false) => return Answer::Unknown,
        };
        reply.path = Some(path);
        let hidden = self.hidden(false);
        if has(&hidden, place) {
            return Answer::Missing;
        }
        let above = hidden.iter().filter(|other| **other > place).count();
        let rank = self.root.count - 1 - place - above;
        let around = [Some(rank + 1), rank.checked_sub(1)];
        let around = around.map(|rank| rank.and_then(|rank| self.nth(rank, &hidden)));
        let hidden = self.hidden(true);
        let recent = (0..=MOST_RECENT).filter_map(|rank| self.nth(rank, &hidden));
        let recent: Vec<usize> = recent
            .filter(|other| *other != place)
            .take(MOST_RECENT)
            .collect();
        let own = self.item(place);
        let [older, newer] = around.map(|place| place.map(|place| self.item(place)));
        let (recent, is_whole) = self.entries(recent.into_iter());
        let is_missing = |side: &Option<Option<Item>>| matches!(side, Some(None));
        let now = self.now;
        let Some(own) = own.filter(|_| is_whole && !is_missing(&older) && !is_missing(&newer))
        else {
            return Answer::Unknown;
        };
        reply.linked = self.shelf.linked();
        reply
            .linked
            .extend(own.links.into_iter().map(Target::entry));
        let entry = |side: Option<Option<Item>>| side.flatten().map(|item| item.entry);
        let translations = own.translations.into_iter();
        Answer::Around(Around {
            older: entry(older),
            newer: entry(newer),
            recent,
            translations: translations
                .filter(|translation| translation.is_shown(now))
                .map(Translation::entry)
                .collect(),
        })
    }
}

/// Whether a place is among those hidden, the newest of which comes first.
fn has(hidden: &[usize], place: usize) -> bool {
    hidden.binary_search_by(|other| place.cmp(other)).is_ok()
}

/// The places of posts that have all the words, the newest first; `end` is the
/// place after the newest.
fn matching(file: &Json, words: &[String], end: usize) -> Vec<usize> {
    let texts = file.list("words").iter().enumerate();
    let found = texts.filter_map(|(index, text)| {
        let Json::Text(text) = text else { return None };
        let has_all = words.iter().all(|word| part(text, word).is_some());
        has_all.then(|| end.checked_sub(index + 1)).flatten()
    });
    found.collect()
}
