//! What a page of a built site brings with it, so that the app draws it at
//! once: the settings and what the page shows, as the build made them.
//!
//! The app draws this while it does not know better, and asks the host
//! whether the files it was made from are still the same.

use inkfold_core::blog::Entry;
use inkfold_core::date::TimeZone;
use inkfold_core::listing::ListKind;
use inkfold_core::post::Status;
use inkfold_core::record::{Reader, Record, Writer};
use inkfold_core::route::Route;
use inkfold_core::site::Site;
use std::rc::Rc;

use crate::screen::{List, PostScreen, Screen};

/// The id of the element that holds it, as a JSON list of texts.
pub const ELEMENT: &str = "inkfold-page";

/// A page as it was built.
#[derive(Clone, Debug, PartialEq)]
pub struct Announced {
    /// Its address.
    pub route: Route,
    /// The settings, without the list of posts.
    pub site: Rc<Site>,
    /// What it shows, with everything drawn.
    pub screen: Screen,
    /// The files it was made from, relative to the content folder, and their
    /// fingerprints.
    pub files: Vec<(String, String)>,
    /// When a post comes or goes, in seconds since 1970 UTC: from then on the
    /// page is not what the blog is.
    pub until: Option<i64>,
}

impl Announced {
    /// Whether all it shows may be seen at `now`.
    pub fn may_be_shown(&self, now: i64, zone: &dyn TimeZone) -> bool {
        let is_shown = |entry: &Entry| entry.post.status(now, zone) == Status::Published;
        match &self.screen {
            Screen::Post(screen) => is_shown(&screen.entry),
            Screen::List(list) => list.entries.iter().all(is_shown),
            _ => true,
        }
    }

    /// Whether another post has come or gone by `now`.
    pub fn is_over(&self, now: i64) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    /// The fingerprint of a file it was made from.
    pub fn fingerprint(&self, path: &str) -> Option<&str> {
        let file = self.files.iter().find(|(known, _)| known == path);
        file.map(|(_, fingerprint)| fingerprint.as_str())
    }
}

impl Record for Announced {
    fn write(&self, out: &mut Writer) {
        self.route.to_string().write(out);
        self.site.write(out);
        self.files.write(out);
        self.until.write(out);
        self.screen.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            route: Route::parse(from.text()?),
            site: Record::read(from)?,
            files: Record::read(from)?,
            until: Record::read(from)?,
            screen: Record::read(from)?,
        })
    }
}

/// Only what a build can make: nothing has failed and nothing is on its way.
impl Record for Screen {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::List(List { kind, entries, .. }) => {
                out.text("list");
                kind.write(out);
                entries.write(out);
            }
            Self::Tags(tags) => {
                out.text("tags");
                tags.write(out);
            }
            Self::Post(screen) => {
                out.text("post");
                screen.entry.write(out);
                screen.around.write(out);
            }
            Self::Loading | Self::SiteFailed(_) | Self::PostFailed(_) | Self::Missing => {}
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let kind = match from.text()? {
            "tags" => return Record::read(from).map(Self::Tags),
            "post" => {
                let screen = PostScreen {
                    entry: Record::read(from)?,
                    around: Record::read(from)?,
                };
                return Some(Self::Post(Box::new(screen)));
            }
            "list" => ListKind::read(from)?,
            _ => return None,
        };
        Some(Self::List(List {
            kind,
            entries: Record::read(from)?,
            failures: Vec::new(),
            loading: false,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use inkfold_core::blog::TagCount;
    use inkfold_core::catalog::Around;
    use inkfold_core::date::Utc;
    use inkfold_core::post::Post;
    use inkfold_core::record::{row, value};

    fn entry(keys: &str) -> Entry {
        let text = format!("---\n{keys}\n---\nText.");
        Entry {
            post: Rc::new(Post::read("a.md", text.as_bytes()).head()),
            address: "posts/a".into(),
        }
    }

    fn announced(screen: Screen) -> Announced {
        Announced {
            route: Route::parse("posts/a/"),
            site: Rc::default(),
            screen,
            files: vec![("a.md".into(), "17".into())],
            until: Some(2_000_000_000),
        }
    }

    fn list(kind: ListKind, keys: &str) -> Screen {
        Screen::List(List {
            kind,
            entries: vec![entry(keys)],
            failures: Vec::new(),
            loading: false,
        })
    }

    #[test]
    fn every_page_comes_back() {
        let tag = TagCount {
            name: "Б".into(),
            slug: "б".into(),
            count: 2,
        };
        let post = PostScreen {
            entry: entry("title: a"),
            around: Around {
                older: Some(entry("title: b")),
                newer: None,
                recent: vec![entry("title: c")],
                translations: vec![entry("lang: ru")],
            },
        };
        for screen in [
            list(ListKind::Newest { page: 2, pages: 3 }, "title: a"),
            list(ListKind::Tag(tag.clone()), "title: a"),
            list(ListKind::Archive(Vec::new()), "title: a"),
            list(ListKind::Search(String::new()), "title: a"),
            Screen::Tags(vec![tag]),
            Screen::Post(Box::new(post)),
        ] {
            let before = announced(screen);
            let after: Announced = value(&row(&before)).expect("a page");
            assert_eq!(row(&after), row(&before));
            assert_eq!(after.route, before.route);
            assert_eq!(after.fingerprint("a.md"), Some("17"));
            assert_eq!(after.fingerprint("b.md"), None);
        }
        assert_eq!(value::<Announced>(&row(&announced(Screen::Missing))), None);
    }

    #[test]
    fn shows_nothing_whose_time_is_over_or_to_come() {
        let now = 1_700_000_000;
        for (keys, holds) in [
            ("title: a", true),
            ("publish_date: 2020-01-01", true),
            ("publish_date: 2040-01-01", false),
            ("unpublish_date: 2020-01-01", false),
            ("published: false", false),
        ] {
            let page = announced(list(ListKind::Archive(Vec::new()), keys));
            assert_eq!(page.may_be_shown(now, &Utc), holds, "{keys}");
            assert!(!page.is_over(now) && page.is_over(2_000_000_000));
        }
    }
}
