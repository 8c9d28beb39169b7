//! `inkfold catalog`, and the catalogue of a built site: which posts are in it
//! and how its files get onto the disk. What is in them is the core's.

mod files;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::rc::Rc;

use inkfold_core::address::{LinkContext, Root};
use inkfold_core::blog::{Blog, Entry};
use inkfold_core::catalog::{self, Item, Target};
use inkfold_core::document::{Attribute, Node};
use inkfold_core::link::{Link, resolve};
use inkfold_core::post::{Post, Status};
use inkfold_core::route::Route;
use inkfold_core::site::Routing;
use inkfold_core::slug;

use crate::clock;
use crate::drawing::Drawing;
use crate::failure::Failure;
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
    let drawing = Drawing::new(&source, now)?;
    write(&source, &drawing, now, folder)
}

/// Writes the catalogue of a blog into `folder`, and tells how many posts are
/// in it.
pub(crate) fn write(
    source: &Source,
    drawing: &Drawing<'_>,
    now: i64,
    folder: &Path,
) -> Result<usize, Failure> {
    let by_path: HashMap<&str, &Rc<Post>> = source
        .posts
        .iter()
        .map(|post| (post.path.as_str(), post))
        .collect();
    let linker = Linker::new(source);
    let items = entries(source, now).into_iter().filter_map(|entry| {
        let post = by_path.get(entry.post.path.as_str())?;
        let entry = Entry {
            post: Rc::clone(post),
            ..entry
        };
        let links = linker.links(&entry);
        let mut item = Item::of(drawing.card(&entry), &source.site, now, &*source.zone)?;
        item.links = links;
        item.series = source.series.get(&entry.post.path).cloned();
        Some(item)
    });
    let items: Vec<Item> = items.collect();
    let words = |index: usize| {
        let item = items.get(index);
        let post = item.and_then(|item| by_path.get(item.entry.post.path.as_str()));
        post.map(|post| catalog::words_of(post)).unwrap_or_default()
    };
    let mut files = Files::begin(folder)?;
    catalog::write(&items, &words, &source.site, now, &mut |path, text| {
        files.put(path, text)
    })?;
    files.finish()?;
    Ok(items.len())
}

/// Whether the file at a path in the blog's folder is one that this command
/// writes.
pub(crate) fn is_of_catalog(path: &str) -> bool {
    let chunk = path.strip_prefix(catalog::FOLDER);
    path == catalog::ROOT || chunk.is_some_and(files::is_chunk)
}

/// The posts that are shown or will be, newest first, each with its address.
/// Those that are shown have the addresses that the blog gives them now; the
/// others make way.
fn entries(source: &Source, now: i64) -> Vec<Entry> {
    let waits = |post: &&Rc<Post>| {
        let status = post.status(now, &*source.zone);
        matches!(status, Status::Published | Status::Scheduled)
    };
    let as_shown = |post: &Rc<Post>| {
        let mut head = post.head();
        head.front_matter.published = Some(true);
        Rc::new(head)
    };
    let posts = source.posts.iter().filter(waits).map(as_shown);
    let all = Blog::new(posts, &source.site, now, &*source.zone);
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
    by_address: HashMap<&'a str, &'a Entry>,
    by_path: HashMap<&'a str, &'a Entry>,
    /// What posts are called, by whatever a link may call them.
    names: HashSet<String>,
}

impl<'a> Linker<'a> {
    fn new(source: &'a Source) -> Self {
        let entries = source.blog.entries().iter();
        let languages = &source.site.languages;
        let names = entries.clone().flat_map(|entry| {
            let Post {
                path, slug, title, ..
            } = entry.post.as_ref();
            [
                slug.clone(),
                slug::of_word(title),
                slug::of_path(path, languages),
            ]
        });
        Self {
            names: names.collect(),
            by_path: entries
                .clone()
                .map(|entry| (entry.post.path.as_str(), entry))
                .collect(),
            source,
            root: Root {
                path: "/".to_owned(),
                routing: Routing::Path,
            },
            by_address: entries
                .map(|entry| (entry.address.as_str(), entry))
                .collect(),
        }
    }

    fn links(&self, entry: &Entry) -> Vec<Target> {
        let site = &self.source.site;
        let language = entry.post.language(&site.languages);
        let language = language.unwrap_or_else(|| site.language.clone());
        let document = entry.post.document(site.reading(&language));
        let mut links = Vec::new();
        for node in document.nodes() {
            links_in(node, &mut links);
        }
        let page = entry.route();
        let context = LinkContext {
            root: &self.root,
            site,
            blog: &self.source.blog,
            path: &entry.post.path,
            page: &page,
            names: OnceCell::new(),
        };
        let targets = links.into_iter().filter_map(|link| {
            // Asking the whole blog takes time, so first what is quick.
            if let Link::Relative(relative) = link {
                let path = resolve(&entry.post.path, relative).path;
                let at_address = || match Route::parse(relative.strip_prefix('/')?) {
                    Route::Post(address) => self.by_address.get(address.as_str()),
                    _ => None,
                };
                if let Some(entry) = self.by_path.get(path.as_str()).or_else(at_address) {
                    return Some(Target::of(entry));
                }
                slug::of_page(path.trim_end_matches('/'), &site.languages)
                    .filter(|name| self.names.contains(name))?;
            }
            let Link::Relative(address) = context.settled(link) else {
                return None;
            };
            match Route::parse(address.strip_prefix('/')?) {
                Route::Post(address) => self.by_address.get(address.as_str()),
                _ => None,
            }
            .map(|entry| Target::of(entry))
        });
        let mut targets: Vec<Target> = targets.collect();
        targets.sort();
        targets.dedup();
        targets
    }
}

/// The links in a tree that may lead to posts.
fn links_in<'a>(node: &'a Node, links: &mut Vec<&'a Link>) {
    let Node::Element(element) = node else { return };
    for attribute in &element.attributes {
        if let Attribute::Href(link @ (Link::Relative(_) | Link::Post { .. })) = attribute {
            links.push(link);
        }
    }
    for child in &element.children {
        links_in(child, links);
    }
}
