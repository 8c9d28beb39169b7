//! `inkfold catalog`, and the catalogue of a built site: which posts are in it
//! and how its files get onto the disk. What is in them is the core's.

mod files;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::rc::Rc;

use indicatif::ProgressBar;
use inkfold_core::address::{self, LinkContext, Names, Root};
use inkfold_core::blog::{Blog, Entry};
pub(crate) use inkfold_core::catalog::ROOT;
use inkfold_core::catalog::{self, Chunk, Clerk, Item, Target};
use inkfold_core::document::Node;
use inkfold_core::post::{Post, Status};
use inkfold_core::record::{row, value};
use inkfold_core::route::Route;
use inkfold_core::site::Routing;

use crate::clock;
use crate::drawing::Drawing;
use crate::facts::Facts;
use crate::failure::Failure;
use crate::keys::{Key, Keys, key};
use crate::ledger::Ledger;
use crate::output::write_below;
use crate::progress;
use crate::source::{Overrides, Source};
use files::Files;

/// Writes the catalogue of the blog in `folder` beside its posts, and tells how
/// many posts are in it. What is wrong with the blog and stopped nothing is
/// added to `notes`, a line each.
///
/// # Errors
///
/// What stopped it; the catalogue that was there still holds.
pub fn catalog(folder: &Path, notes: &mut Vec<String>) -> Result<usize, Failure> {
    let now = clock::now();
    let source = Source::read(folder, &Overrides::default(), now, 0, notes)?;
    let mut files = Files::begin(folder)?;
    let listed = make(&source, now, &mut |path, text| files.put(path, text))?;
    files.finish()?;
    Ok(listed)
}

/// Whether the catalogue that lies beside the posts is the one that would be
/// written now.
pub(crate) fn is_current(source: &Source, now: i64) -> Result<bool, Failure> {
    let Some(root) = source.content.locate(ROOT) else {
        return Ok(false);
    };
    let known = fs::read(&root).map_err(Failure::file("read", &root))?;
    let mut is_same = false;
    // The others are named after what is in them.
    make(source, now, &mut |path, text| {
        is_same |= path == ROOT && text.as_bytes() == known;
        Ok(())
    })?;
    Ok(is_same)
}

/// Makes all files of the catalogue of a blog, and tells how many posts are in
/// it.
fn make(source: &Source, now: i64, put: &mut Put<'_>) -> Result<usize, Failure> {
    let drawing = Drawing::new(source, now)?;
    let ledger = Ledger::default();
    // What takes longest.
    let progress = progress::bar("Posts:", source.posts.len());
    let facts = facts(source, now, &ledger, &progress);
    progress.finish_and_clear();
    let catalog = Catalog {
        source,
        drawing: &drawing,
        now,
        facts: &facts,
        keys: &Keys::new(source, &facts, &HashMap::new()),
        ledger: &ledger,
    };
    catalog.make(put)
}

/// Takes a file of a catalogue, given by its path from the root, and its text.
type Put<'a> = dyn FnMut(&str, &str) -> Result<(), Failure> + 'a;

/// The facts about every post that is shown or will be, by the paths of their
/// files; `progress` is told of each.
pub(crate) fn facts<'a>(
    source: &'a Source,
    now: i64,
    ledger: &Ledger,
    progress: &ProgressBar,
) -> HashMap<&'a str, Rc<Facts>> {
    let posts = source.posts.iter().filter(|post| waits(post, source, now));
    let facts = posts.map(|post| {
        progress.inc(1);
        let fingerprint = source.fingerprints.get(&post.path);
        let fingerprint = fingerprint.map(String::as_str).unwrap_or_default();
        let facts = ledger.facts(&post.path, fingerprint, || Facts::of(post, &source.site));
        (post.path.as_str(), facts)
    });
    facts.collect()
}

/// A catalogue, and all it is made of.
pub(crate) struct Catalog<'a> {
    pub(crate) source: &'a Source,
    pub(crate) drawing: &'a Drawing<'a>,
    /// Seconds since 1970 UTC.
    pub(crate) now: i64,
    /// Of every post that is shown or will be.
    pub(crate) facts: &'a HashMap<&'a str, Rc<Facts>>,
    pub(crate) keys: &'a Keys<'a>,
    pub(crate) ledger: &'a Ledger,
}

impl Catalog<'_> {
    /// Writes it into the new folder `folder`, but for the files that stay.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Failure> {
        self.make(&mut |path, text| write_below(folder, Path::new(path), text))?;
        Ok(())
    }

    /// Makes the files that do not stay, and tells how many posts are in all.
    fn make(&self, put: &mut Put<'_>) -> Result<usize, Failure> {
        let (source, now) = (self.source, self.now);
        let posts = source.posts.iter();
        let posts: HashMap<&str, &Rc<Post>> =
            posts.map(|post| (post.path.as_str(), post)).collect();
        let items = entries(source, now).into_iter().filter_map(|entry| {
            let entry = Entry {
                post: Rc::clone(posts.get(entry.post.path.as_str())?),
                ..entry
            };
            let mut item = Item::of(entry, &source.site, now, &*source.zone)?;
            item.series = source.series.get(&item.entry.post.path).cloned();
            Some(item)
        });
        let mut items: Vec<Item> = items.collect();
        catalog::translate(&mut items, &source.site, now);
        let mut desk = Desk {
            catalog: self,
            items: &items,
            posts,
            linker: Linker::new(source),
            put,
        };
        catalog::write(&items, &mut desk, &source.site, now)?;
        Ok(items.len())
    }
}

/// Where a catalogue is written.
struct Desk<'a, 'b> {
    catalog: &'a Catalog<'a>,
    items: &'a [Item],
    posts: HashMap<&'a str, &'a Rc<Post>>,
    linker: Linker<'a>,
    put: &'b mut Put<'b>,
}

impl Desk<'_, '_> {
    fn post(&self, index: usize) -> Option<&Rc<Post>> {
        let path = self.items.get(index)?.entry.post.path.as_str();
        self.posts.get(path).copied()
    }

    fn key(&self, chunk: &Chunk) -> Key {
        let (kind, indices) = match chunk {
            Chunk::Posts(indices) => ("posts", indices),
            Chunk::Words(indices) => ("words", indices),
        };
        let items = self.items.get(indices.clone()).unwrap_or_default();
        let posts = self.catalog.keys.all(items.iter().map(|item| &item.entry));
        let others = items
            .iter()
            .map(|item| (item.publish, item.unpublish, &item.translations));
        key(&(kind, posts, others.collect::<Vec<_>>()))
    }

    /// A post with the summary that lists show.
    fn card(&self, entry: &Entry) -> Entry {
        let Catalog {
            ledger,
            keys,
            drawing,
            ..
        } = self.catalog;
        let key = keys.card(entry);
        let known = ledger.summary(key).and_then(|row| value(&row));
        let Some(summary) = known else {
            let card = drawing.card(entry);
            if let Some(summary) = card.post.drawn.summary.get() {
                ledger.keep_summary(key, row(&**summary).into());
            }
            return card;
        };
        let mut post = entry.post.head();
        post.drawn.summary = Rc::<Vec<Node>>::new(summary).into();
        Entry {
            post: Rc::new(post),
            address: entry.address.clone(),
        }
    }

    /// Whether the file at a path, which is named after what is in it, stays.
    fn stays(&self, path: &str) -> bool {
        let place = Path::new("content").join(path);
        self.catalog.ledger.keeps(&place, key(&path))
    }
}

impl Clerk<Failure> for Desk<'_, '_> {
    fn whole(&self, index: usize) -> Option<Item> {
        let item = self.items.get(index)?;
        let entry = Entry {
            post: Rc::clone(self.post(index)?),
            address: item.entry.address.clone(),
        };
        let Catalog {
            source, now, facts, ..
        } = self.catalog;
        let facts = facts.get(entry.post.path.as_str())?;
        let drawn = Item::of(self.card(&entry), &source.site, *now, &*source.zone)?;
        Some(Item {
            links: self.linker.links(&entry, facts),
            series: item.series.clone(),
            translations: item.translations.clone(),
            ..drawn
        })
    }

    fn words(&self, index: usize) -> String {
        let post = self.post(index);
        post.map(|post| catalog::words_of(post)).unwrap_or_default()
    }

    fn known(&mut self, chunk: &Chunk) -> Option<String> {
        let ledger = self.catalog.ledger;
        let path = ledger.chunk(self.key(chunk))?;
        if !self.stays(&path) {
            return None;
        }
        if let Chunk::Posts(indices) = chunk {
            // Another post beside them may change next.
            for item in self.items.get(indices.clone()).unwrap_or_default() {
                ledger.summary(self.catalog.keys.card(&item.entry));
            }
        }
        Some(path)
    }

    fn put(&mut self, path: &str, text: &str, chunk: Option<&Chunk>) -> Result<(), Failure> {
        if let Some(chunk) = chunk {
            self.catalog.ledger.name_chunk(self.key(chunk), path);
        }
        match path != ROOT && self.stays(path) {
            true => Ok(()),
            false => (self.put)(path, text),
        }
    }
}

/// Whether a post is shown or will be.
fn waits(post: &Post, source: &Source, now: i64) -> bool {
    let status = post.status(now, &*source.zone);
    matches!(status, Status::Published | Status::Scheduled)
}

/// Whether the file at a path in the blog's folder is one that this command
/// writes.
pub(crate) fn is_of_catalog(path: &str) -> bool {
    let chunk = path.strip_prefix(catalog::FOLDER);
    path == ROOT || chunk.is_some_and(files::is_chunk)
}

/// Whether nothing else lies in the folder of the catalogue.
pub(crate) fn is_alone(source: &Source) -> bool {
    let mut paths = source.content.paths();
    !paths.any(|path| catalog::is_reserved(&path) && !is_of_catalog(&path))
}

/// The posts that are shown or will be, newest first, each with its address.
/// Those that are shown have the addresses that the blog gives them now; the
/// others make way.
fn entries(source: &Source, now: i64) -> Vec<Entry> {
    let as_shown = |post: &Rc<Post>| {
        let mut head = post.head();
        head.front_matter.published = Some(true);
        Rc::new(head)
    };
    let posts = source.posts.iter();
    let posts = posts.filter(|post| waits(post, source, now));
    if posts.clone().count() == source.blog.entries().len() {
        // Nothing is to come.
        return source.blog.entries().to_vec();
    }
    let all = Blog::new(posts.map(as_shown), &source.site, now, &*source.zone);
    let shown = source.blog.entries().iter();
    let shown: HashMap<&str, &str> = shown
        .map(|entry| (entry.post.path.as_str(), entry.address.as_str()))
        .collect();
    let mut taken: HashSet<String> = shown.values().map(|it| (*it).to_owned()).collect();
    let mut entries = all.entries().to_vec();
    for entry in &mut entries {
        match shown.get(entry.post.path.as_str()) {
            Some(address) => (*address).clone_into(&mut entry.address),
            None => {
                let wanted = entry.address.clone();
                let mut number = 1;
                while !taken.insert(entry.address.clone()) {
                    number += 1;
                    entry.address = format!("{wanted}-{number}");
                }
            }
        }
    }
    entries
}

/// Finds out which posts a post links to.
struct Linker<'a> {
    source: &'a Source,
    root: Root,
    names: OnceCell<Names>,
}

impl<'a> Linker<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            source,
            root: Root::new("/", Routing::Path),
            names: OnceCell::new(),
        }
    }

    fn links(&self, entry: &Entry, facts: &Facts) -> Vec<Target> {
        let context = LinkContext {
            root: &self.root,
            site: &self.source.site,
            blog: &self.source.blog,
            path: &entry.post.path,
            // No link leads elsewhere for it.
            page: String::new(),
            names: &self.names,
        };
        let targets = facts.links.iter().filter_map(|link| {
            let address::Target::Page(Route::Post(address), _) = context.target(link) else {
                return None;
            };
            self.source.blog.at(&address).map(Target::of)
        });
        let mut targets: Vec<Target> = targets.collect();
        targets.sort();
        targets.dedup();
        targets
    }
}
