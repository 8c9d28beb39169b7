//! What the files of a site are made of, each told by a number: as long as it
//! is the same, so is the file.
//!
//! Whatever a page, a feed or a file of the catalogue shows has to be in its
//! key. What all of them depend on is in [`whole`]. A key that says too much
//! costs time; one that says too little shows readers what is not true.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt::{Debug, Display, Write};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::rc::Rc;

use inkfold_core::address::{LinkContext, Names, Root, Target};
use inkfold_core::blog::{Blog, Entry, Translations};
use inkfold_core::date::DateTime;
use inkfold_core::fingerprint;
use inkfold_core::link::{Link, resolve};
use inkfold_core::listing::archive;
use inkfold_core::post::Post;
use inkfold_core::record::{Reader, Record, Writer, row_of_head};
use inkfold_core::route::Route;
use inkfold_core::site::Routing;

use crate::facts::Facts;
use crate::source::Source;

/// Tells what a file is made of.
#[derive(Clone, Copy, Debug, Default, Hash, PartialEq, Eq)]
pub(crate) struct Key(u64);

impl Record for Key {
    fn write(&self, out: &mut Writer) {
        self.0.cast_signed().write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        i64::read(from).map(|number| Self(number.cast_unsigned()))
    }
}

/// The key of something by what it is.
pub(crate) fn key(value: &impl Hash) -> Key {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    Key(hasher.finish())
}

/// The key of something by what it says of itself.
pub(crate) fn key_of(value: &impl Display) -> Key {
    struct Hashed(DefaultHasher);
    impl Write for Hashed {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut hashed = Hashed(DefaultHasher::new());
    // Hashing does not fail.
    let _ = write!(hashed, "{value}");
    Key(hashed.0.finish())
}

/// The key of a file with these bytes.
pub(crate) fn key_of_file(bytes: &[u8]) -> Key {
    Key(fingerprint::hash(bytes))
}

/// The key of a file with this fingerprint.
pub(crate) fn key_of_fingerprint(fingerprint: &str) -> Option<Key> {
    let number: i64 = fingerprint.parse().ok()?;
    Some(Key(number.cast_unsigned()))
}

/// The files of a blog's folder, each with the key of its bytes.
pub(crate) type Files = HashMap<PathBuf, Key>;

/// What pages are made of a post, by what it is.
#[derive(Clone, Copy, Hash)]
struct Parts {
    /// Its file.
    text: Key,
    /// All but its text.
    head: Key,
    /// What lists show of its text.
    summary: Key,
    /// What its links and pictures lead to.
    around: Key,
}

/// The keys of a blog's files.
pub(crate) struct Keys<'a> {
    source: &'a Source,
    parts: HashMap<&'a str, Parts>,
    translations: Translations,
}

impl<'a> Keys<'a> {
    /// `facts` are those of every post that is shown or will be, `files` all
    /// in the blog's folder.
    pub(crate) fn new(
        source: &'a Source,
        facts: &HashMap<&'a str, Rc<Facts>>,
        files: &Files,
    ) -> Self {
        let around = Surroundings {
            blog: &source.blog,
            source,
            files,
            root: Root::new("/", Routing::Path),
            names: OnceCell::new(),
        };
        let parts = source.posts.iter().filter_map(|post| {
            let facts = facts.get(post.path.as_str())?;
            let parts = Parts {
                text: key(&source.fingerprints.get(&post.path)),
                head: key_of_head(post, source),
                summary: facts.summary,
                around: around.of(post, facts),
            };
            Some((post.path.as_str(), parts))
        });
        let parts = parts.collect();
        Self {
            parts,
            translations: Translations::new(&source.blog, &source.site),
            source,
        }
    }

    /// The page at `route`.
    pub(crate) fn page(&self, route: &Route) -> Key {
        let blog = &self.source.blog;
        let own = match route {
            Route::Post(address) => blog.at(address).map_or_else(Key::default, |entry| {
                let (older, newer) = blog.neighbours(&entry.address);
                key(&(
                    self.whole(entry),
                    older.map(|entry| self.head(entry)),
                    newer.map(|entry| self.head(entry)),
                    self.heads(blog.recent_beside(&entry.post)),
                    self.heads(self.translations.of(entry).iter()),
                ))
            }),
            Route::Newest(page) => {
                let per_page = self.source.site.posts_per_page;
                let shown = self.all(blog.newest(*page, per_page));
                key(&(shown, blog.pages(per_page)))
            }
            Route::Tag(tag) => {
                let shown = blog.tag(tag).into_iter().flat_map(|(_, shown)| shown);
                let cards: Vec<Key> = shown.map(|entry| self.card(entry)).collect();
                key(&(tag, cards))
            }
            Route::Archive => {
                let (entries, earlier) = archive(blog, self.source.site.posts_per_page);
                let heads = self.heads(entries.iter());
                key(&(heads, key_of(&format_args!("{earlier:?}"))))
            }
            Route::Tags => {
                let tags: Vec<_> = blog.tags().collect();
                key_of(&format_args!("{tags:?}"))
            }
            Route::Search(_) => Key::default(),
        };
        key(&(route.to_string(), own))
    }

    /// Something that holds these posts in full, in this order.
    pub(crate) fn all<'b>(&self, entries: impl Iterator<Item = &'b Entry>) -> Key {
        key(&entries.map(|entry| self.whole(entry)).collect::<Vec<_>>())
    }

    fn heads<'b>(&self, entries: impl Iterator<Item = &'b Entry>) -> Key {
        key(&entries.map(|entry| self.head(entry)).collect::<Vec<_>>())
    }

    fn whole(&self, entry: &Entry) -> Key {
        key(&(&entry.address, self.parts.get(entry.post.path.as_str())))
    }

    fn head(&self, entry: &Entry) -> Key {
        let parts = self.parts.get(entry.post.path.as_str());
        key(&(&entry.address, parts.map(|parts| parts.head)))
    }

    /// What a list shows of a post.
    pub(crate) fn card(&self, entry: &Entry) -> Key {
        let parts = self.parts.get(entry.post.path.as_str());
        let shown = parts.map(|parts| (parts.head, parts.summary, parts.around));
        key(&(&entry.address, shown))
    }
}

/// The key of all but a post's text, as it is shown in this blog.
fn key_of_head(post: &Post, source: &Source) -> Key {
    let instant = |date: Option<DateTime>| date.map(|date| date.instant(&*source.zone));
    key(&(
        // Pages bring it along, so there is everything in it that they show.
        row_of_head(post),
        instant(post.date),
        instant(post.front_matter.updated),
        source.series.get(&post.path),
    ))
}

/// What the links of posts are looked up in.
struct Surroundings<'a> {
    source: &'a Source,
    blog: &'a Blog,
    files: &'a Files,
    root: Root,
    names: OnceCell<Names>,
}

impl Surroundings<'_> {
    fn of(&self, post: &Post, facts: &Facts) -> Key {
        let context = LinkContext {
            root: &self.root,
            site: &self.source.site,
            blog: self.blog,
            path: &post.path,
            // No link leads elsewhere for it.
            page: String::new(),
            names: &self.names,
        };
        let mut hasher = DefaultHasher::new();
        for link in facts.links.iter().chain(&facts.files) {
            match context.target(link) {
                Target::Page(route, tail) => {
                    let entry = match &route {
                        Route::Post(address) => self.blog.at(address),
                        _ => None,
                    };
                    let called = entry.map(|entry| {
                        let Post {
                            path, slug, title, ..
                        } = entry.post.as_ref();
                        (path, slug, title)
                    });
                    ("page", route.to_string(), tail, called).hash(&mut hasher);
                }
                Target::File(path, tail) => ("file", path, tail).hash(&mut hasher),
                Target::Place(_) | Target::Elsewhere(_) => {}
            }
        }
        let cover = self.source.covers.get(&post.path);
        let cover = cover.and_then(|cover| Link::parse_source(&cover.source));
        for link in facts.files.iter().chain(&cover) {
            if let Link::Relative(relative) = link {
                let path = resolve(&post.path, relative).path;
                let meant = self.source.content.of_same_letters(&path);
                let file = PathBuf::from(meant.unwrap_or(&path));
                self.files.get(&file).hash(&mut hasher);
            }
        }
        // Whatever the form of its letters, a link leads to the same file.
        for link in facts.links.iter().chain(&facts.files).chain(&cover) {
            if let Link::Relative(relative) = link {
                let path = resolve(&post.path, relative).path;
                self.source.content.of_same_letters(&path).hash(&mut hasher);
            }
        }
        Key(hasher.finish())
    }
}

/// What everything in a site depends on: `parts` say it.
pub(crate) fn whole(parts: &[&dyn Debug]) -> Key {
    key_of(&format_args!("{parts:?}"))
}
