//! Feeds: Atom 1.0 (RFC 4287) and JSON Feed 1.1, of the whole blog, of each
//! of its languages where it has several, and of each tag.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use atom_syndication as atom;
use inkfold::prerender::{article, summary};
use inkfold_core::address::LinkContext;
use inkfold_core::blog::Entry;
use inkfold_core::hidden::is_unwritable;
use inkfold_core::html;
use inkfold_core::route::Route;
use inkfold_core::summary::description;
use inkfold_math::Typesetter;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Papers, Stays};
use crate::failure::Failure;
use crate::output::write_below;
use crate::pages::folder_of;

/// The name of the blog's own feed.
pub(crate) const FEED: &str = "feed.xml";
/// How many posts a feed holds: more would be downloaded again and again.
const MOST_ENTRIES: usize = 20;
/// How many posts are kept as feeds hold them: more would fill the memory.
const MOST_KEPT: usize = 5_000;
/// The style for people who open a feed, beside the blog's own feed.
const STYLE: &str = include_str!("feed.css");

/// A feed: which posts, and what it is called.
struct Feed<'a> {
    title: String,
    /// The page that lists the same posts.
    page: Route,
    /// Its file below the site, without the ending.
    file: PathBuf,
    /// Its address below the site's, without the ending.
    address: String,
    language: String,
    entries: Vec<&'a Entry>,
}

/// What feeds hold of a post.
struct Told {
    /// The article, as HTML with absolute addresses.
    content: String,
    summary: String,
}

/// Posts that were told: the same stand in the feeds of several tags.
#[derive(Default)]
struct AllTold(HashMap<String, Rc<Told>>);

impl AllTold {
    fn of(&mut self, site: &Papers<'_>, entry: &Entry) -> Rc<Told> {
        let path = &entry.post.path;
        if let Some(told) = self.0.get(path) {
            return Rc::clone(told);
        }
        let content = content(site, entry);
        let language = site.language(entry);
        let nodes = summary(&entry.post, site.source.site.reading(&language));
        let told = Rc::new(Told {
            content,
            summary: description(&nodes),
        });
        if self.0.len() < MOST_KEPT {
            self.0.insert(path.clone(), Rc::clone(&told));
        }
        told
    }
}

/// Writes all of them.
pub(super) fn write(site: &Papers<'_>, out: &Path, stays: &Stays<'_>) -> Result<(), Failure> {
    let mut all = AllTold::default();
    for feed in feeds(site) {
        let (atom, json) = (
            feed.file.with_extension("xml"),
            feed.file.with_extension("json"),
        );
        let name = format!("{} {} {}", feed.language, feed.address, feed.title);
        let stay = |file| stays(file, &name, &mut feed.entries.iter().copied());
        let (atom_stays, json_stays) = (stay(&atom), stay(&json));
        if atom_stays && json_stays {
            continue;
        }
        let entries = feed.entries.iter();
        let told: Vec<Rc<Told>> = entries.map(|entry| all.of(site, entry)).collect();
        write_below(out, &atom, as_atom(site, &feed, &told))?;
        write_below(out, &json, as_json(site, &feed, &told))?;
    }
    write_below(out, Path::new("feed.css"), STYLE)
}

fn feeds<'a>(site: &'a Papers<'_>) -> Vec<Feed<'a>> {
    let blog = &site.source.blog;
    let name = &site.source.site.title;
    let own_language = &site.source.site.language;
    let newest = |entries: &mut dyn Iterator<Item = &'a Entry>| -> Vec<&'a Entry> {
        entries
            .filter(|entry| site.instant(entry).is_some())
            .take(MOST_ENTRIES)
            .collect()
    };
    let mut feeds = vec![Feed {
        title: name.clone(),
        page: Route::Newest(1),
        file: PathBuf::from("feed"),
        address: "feed".to_owned(),
        language: own_language.clone(),
        entries: newest(&mut blog.listed()),
    }];
    let mut languages: Vec<String> = blog.listed().map(|entry| site.language(entry)).collect();
    languages.sort_unstable();
    languages.dedup();
    if languages.len() > 1 {
        feeds.extend(languages.into_iter().map(|language| {
            let address = format!("feed-{}", plain(&language));
            let entries = newest(&mut blog.listed().filter(|e| site.language(e) == language));
            Feed {
                title: name.clone(),
                page: Route::Newest(1),
                file: PathBuf::from(&address),
                address,
                language,
                entries,
            }
        }));
    }
    for tag in blog.tags() {
        let page = Route::Tag(tag.slug.clone());
        let Some(folder) = folder_of(&page) else {
            continue;
        };
        feeds.push(Feed {
            title: format!("{} — {name}", tag.name),
            address: format!("{page}feed"),
            page,
            file: folder.join("feed"),
            language: own_language.clone(),
            entries: blog
                .tag(&tag.slug)
                .map_or_else(Vec::new, |(_, mut entries)| newest(&mut entries)),
        });
    }
    feeds
}

/// A language tag as part of a file's name: an author wrote it.
fn plain(language: &str) -> String {
    let letters = language.chars();
    letters
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect()
}

/// The address of one of a feed's files.
fn own_address(site: &Papers<'_>, feed: &Feed<'_>, ending: &str) -> String {
    format!("{}{}.{ending}", site.root.path, feed.address)
}

/// The article as HTML with absolute addresses.
fn content(site: &Papers<'_>, entry: &Entry) -> String {
    let source = site.source;
    let links = LinkContext {
        root: &site.root,
        site: &source.site,
        blog: &source.blog,
        path: &entry.post.path,
        page: site.root.href(&entry.route()),
        names: &site.names,
    };
    let language = site.language(entry);
    let mut document = article(&entry.post, source.site.reading(&language));
    Typesetter::default().document(&mut document);
    html::write(&document, &|link| links.href(link))
}

/// Who wrote a post: those it names, else the blog's author.
fn authors<'a>(site: &'a Papers<'_>, entry: &'a Entry) -> &'a [String] {
    match entry.post.front_matter.authors.as_slice() {
        [] => site.source.site.author.as_slice(),
        own => own,
    }
}

fn as_atom(site: &Papers<'_>, feed: &Feed<'_>, told: &[Rc<Told>]) -> String {
    let entries = feed.entries.iter().zip(told);
    let entries: Vec<atom::Entry> = entries
        .map(|(entry, told)| atom_entry(site, entry, told))
        .collect();
    let newest = feed.entries.first().and_then(|entry| site.instant(entry));
    let page = site.root.href(&feed.page);
    let description = &site.source.site.description;
    let whole = atom::Feed {
        title: atom::Text::plain(feed.title.clone()),
        subtitle: (!description.is_empty()).then(|| atom::Text::plain(description.clone())),
        id: page.clone(),
        // One with nothing in it must say something too.
        updated: date(newest.unwrap_or_default()),
        authors: vec![match &site.source.site.author {
            Some(author) => person(author),
            None => person(&site.source.site.title),
        }],
        links: vec![
            link("self", own_address(site, feed, "xml")),
            link("alternate", page),
        ],
        lang: Some(feed.language.clone()),
        entries,
        ..atom::Feed::default()
    };
    let config = atom::WriteConfig {
        write_document_declaration: false,
        indent_size: None,
    };
    let mut bytes = Vec::new();
    // Writing into memory does not fail.
    let _ = whole.write_with_config(&mut bytes, config);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <?xml-stylesheet type=\"text/css\" href=\"{}feed.css\"?>\n{}\n",
        site.root.path,
        String::from_utf8_lossy(&bytes)
    );
    // One of these, from the settings or an address, and no reader opens it.
    xml.retain(|letter| !is_unwritable(letter));
    xml
}

fn atom_entry(site: &Papers<'_>, entry: &Entry, told: &Told) -> atom::Entry {
    let address = site.root.href(&entry.route());
    let instant = date(site.instant(entry).unwrap_or_default());
    atom::Entry {
        title: atom::Text::plain(entry.post.title.clone()),
        id: address.clone(),
        updated: instant,
        published: Some(instant),
        authors: authors(site, entry)
            .iter()
            .map(|name| person(name))
            .collect(),
        categories: entry
            .post
            .front_matter
            .tags
            .iter()
            .map(|tag| atom::Category {
                term: tag.clone(),
                ..atom::Category::default()
            })
            .collect(),
        links: vec![link("alternate", address)],
        summary: Some(atom::Text::plain(told.summary.clone())),
        content: Some(atom::Content {
            lang: Some(site.language(entry)),
            value: Some(told.content.clone()),
            content_type: Some("html".to_owned()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    }
}

fn person(name: &str) -> atom::Person {
    atom::Person {
        name: name.to_owned(),
        ..atom::Person::default()
    }
}

fn link(rel: &str, href: String) -> atom::Link {
    atom::Link {
        rel: rel.to_owned(),
        href,
        ..atom::Link::default()
    }
}

/// The same moment in the crate's own type; both know RFC 3339.
fn date(instant: Timestamp) -> atom::FixedDateTime {
    instant.to_string().parse().unwrap_or_default()
}

fn as_json(site: &Papers<'_>, feed: &Feed<'_>, told: &[Rc<Told>]) -> String {
    let entries = feed.entries.iter().zip(told);
    let items: Vec<Value> = entries
        .map(|(entry, told)| json_item(site, entry, told))
        .collect();
    let mut whole = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.root.href(&feed.page),
        "feed_url": own_address(site, feed, "json"),
        "language": feed.language,
        "items": items,
    });
    let settings = &site.source.site;
    if !settings.description.is_empty() {
        set(&mut whole, "description", json!(settings.description));
    }
    let authors = json_authors(settings.author.as_slice());
    set(&mut whole, "authors", authors);
    format!("{whole:#}\n")
}

fn json_authors(names: &[String]) -> Value {
    names.iter().map(|name| json!({ "name": name })).collect()
}

fn set(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(fields) = object {
        fields.insert(key.to_owned(), value);
    }
}

fn json_item(site: &Papers<'_>, entry: &Entry, told: &Told) -> Value {
    let address = site.root.href(&entry.route());
    let mut item = json!({
        "id": address,
        "url": address,
        "title": entry.post.title,
        "content_html": told.content,
        "summary": told.summary,
        "date_published": site.instant(entry).map(|instant| instant.to_string()),
        "tags": entry.post.front_matter.tags,
        "language": site.language(entry),
    });
    set(&mut item, "authors", json_authors(authors(site, entry)));
    item
}
