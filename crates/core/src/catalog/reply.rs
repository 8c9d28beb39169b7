//! What the catalogue says about a page.

use crate::blog::{Entry, TagCount};
use crate::listing::ListKind;
use crate::record::{Reader, Record, Writer};

/// What is known about a page so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// What it shows.
    pub answer: Answer,
    /// Files that are still to be fetched for it, the first first, relative to
    /// the folder of the blog.
    pub wanted: Vec<String>,
    /// The file of the page's post.
    pub path: Option<String>,
    /// Posts that links on it may lead to.
    pub linked: Vec<Entry>,
    /// When a post comes or goes, in seconds since 1970 UTC.
    pub until: Option<i64>,
    /// Whether the settings have another list of posts than the catalogue was
    /// made from.
    pub is_outdated: bool,
    /// Whether its files do not belong together.
    pub is_broken: bool,
}

/// What a page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Answer {
    /// Not known yet.
    #[default]
    Unknown,
    /// Nothing: there is no such page.
    Missing,
    /// All tags.
    Tags(Vec<TagCount>),
    /// A list of posts, and whether more are to come.
    List(ListKind, Vec<Entry>, bool),
    /// What stands around a post.
    Around(Around),
}

/// What stands around a post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Around {
    /// The next older post.
    pub older: Option<Entry>,
    /// The next newer post.
    pub newer: Option<Entry>,
    /// The newest posts but this one.
    pub recent: Vec<Entry>,
    /// The post in other languages.
    pub translations: Vec<Entry>,
}

impl Around {
    /// All of them.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let sides = self.older.iter().chain(&self.newer);
        sides.chain(&self.recent).chain(&self.translations)
    }

    /// What `change` makes of each; those are left out of which it makes
    /// nothing.
    #[must_use]
    pub fn filter_map(&self, change: &dyn Fn(&Entry) -> Option<Entry>) -> Self {
        Self {
            older: self.older.as_ref().and_then(change),
            newer: self.newer.as_ref().and_then(change),
            recent: self.recent.iter().filter_map(change).collect(),
            translations: self.translations.iter().filter_map(change).collect(),
        }
    }
}

impl Record for Around {
    fn write(&self, out: &mut Writer) {
        self.older.write(out);
        self.newer.write(out);
        self.recent.write(out);
        self.translations.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            older: Record::read(from)?,
            newer: Record::read(from)?,
            recent: Record::read(from)?,
            translations: Record::read(from)?,
        })
    }
}

impl Record for Answer {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Unknown => out.text(""),
            Self::Missing => out.text("missing"),
            Self::Tags(tags) => {
                out.text("tags");
                tags.write(out);
            }
            Self::List(kind, entries, loading) => {
                out.text("list");
                kind.write(out);
                entries.write(out);
                loading.write(out);
            }
            Self::Around(around) => {
                out.text("post");
                around.write(out);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.text()? {
            "" => Self::Unknown,
            "missing" => Self::Missing,
            "tags" => Self::Tags(Record::read(from)?),
            "list" => Self::List(
                Record::read(from)?,
                Record::read(from)?,
                Record::read(from)?,
            ),
            "post" => Self::Around(Record::read(from)?),
            _ => return None,
        })
    }
}

impl Record for Reply {
    fn write(&self, out: &mut Writer) {
        self.answer.write(out);
        self.wanted.write(out);
        self.path.write(out);
        self.linked.write(out);
        self.until.write(out);
        self.is_outdated.write(out);
        self.is_broken.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            answer: Record::read(from)?,
            wanted: Record::read(from)?,
            path: Record::read(from)?,
            linked: Record::read(from)?,
            until: Record::read(from)?,
            is_outdated: Record::read(from)?,
            is_broken: Record::read(from)?,
        })
    }
}
