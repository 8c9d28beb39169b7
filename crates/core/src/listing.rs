//! The kinds of lists of posts, and how long a list may be.

use crate::blog::{Blog, Entry, TagCount};
use crate::record::{Reader, Record, Writer};

/// How many posts the archive shows, a line each. Of the older ones it has the
/// years, each with a link to the page of the newest on which it begins.
pub const LONGEST_ARCHIVE: usize = 300;

/// The kinds of lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Page `page` of `pages` of the newest.
    Newest {
        /// From 1.
        page: usize,
        /// At least 1.
        pages: usize,
    },
    /// The posts with a tag.
    Tag(TagCount),
    /// All of them, by year; and the years that are not shown post by post.
    Archive(Vec<Earlier>),
    /// Those that have all words of a query.
    Search(String),
}

/// Posts of one year that the archive does not show one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The year; none for posts without a date.
    pub year: Option<i32>,
    /// How many.
    pub count: usize,
    /// The page of the newest on which they begin.
    pub page: usize,
}

/// The archive of a blog: the posts it shows, and the years after them.
pub fn archive(blog: &Blog, per_page: usize) -> (Vec<Entry>, Vec<Earlier>) {
    let entries = blog.listed().take(LONGEST_ARCHIVE).cloned().collect();
    let mut earlier = Earliers::new(LONGEST_ARCHIVE, per_page);
    for entry in blog.listed().skip(LONGEST_ARCHIVE) {
        earlier.add(entry.post.date.map(|date| date.year), 1);
    }
    (entries, earlier.finish())
}

/// Counts the years after the posts that are shown.
#[derive(Debug)]
pub(crate) struct Earliers {
    /// How many posts came before.
    before: usize,
    per_page: usize,
    found: Vec<Earlier>,
}

impl Earliers {
    pub(crate) fn new(before: usize, per_page: usize) -> Self {
        Self {
            before,
            per_page: per_page.max(1),
            found: Vec::new(),
        }
    }

    /// The next `count` posts are of `year`.
    pub(crate) fn add(&mut self, year: Option<i32>, count: usize) {
        if count == 0 {
            return;
        }
        match self.found.last_mut().filter(|last| last.year == year) {
            Some(last) => last.count += count,
            None => self.found.push(Earlier {
                year,
                count,
                page: self.before / self.per_page + 1,
            }),
        }
        self.before += count;
    }

    pub(crate) fn finish(self) -> Vec<Earlier> {
        self.found
    }
}

impl Record for Earlier {
    fn write(&self, out: &mut Writer) {
        self.year.write(out);
        self.count.write(out);
        self.page.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            year: Record::read(from)?,
            count: Record::read(from)?,
            page: Record::read(from)?,
        })
    }
}

impl Record for ListKind {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Newest { page, pages } => {
                out.text("newest");
                page.write(out);
                pages.write(out);
            }
            Self::Tag(tag) => {
                out.text("tag");
                tag.write(out);
            }
            Self::Archive(earlier) => {
                out.text("archive");
                earlier.write(out);
            }
            Self::Search(query) => {
                out.text("search");
                query.write(out);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.text()? {
            "newest" => Self::Newest {
                page: Record::read(from)?,
                pages: Record::read(from)?,
            },
            "tag" => Self::Tag(Record::read(from)?),
            "archive" => Self::Archive(Record::read(from)?),
            "search" => Self::Search(Record::read(from)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Utc;
    use crate::post::Post;
    use crate::record::{row, value};
    use crate::site::Site;
    use std::rc::Rc;

    /// A blog with a post for each of the dates, newest first.
    fn blog(dates: impl Iterator<Item = String>) -> Blog {
        let posts = dates.enumerate().map(|(place, date)| {
            let text = format!("---\ndate: {date}\n---\n");
            Rc::new(Post::read(&format!("p{place}.md"), text.as_bytes()))
        });
        Blog::new(posts, &Site::default(), 0, &Utc)
    }

    #[test]
    fn a_long_archive_ends_with_years_and_where_they_begin() {
        let years = [(2024, 295), (2023, 10), (2022, 20)];
        let dates = years
            .iter()
            .flat_map(|(year, count)| (0..*count).map(move |_| format!("{year}-03-01")));
        let blog = blog(dates.chain(["".to_owned()]));
        let (entries, earlier) = archive(&blog, 10);
        assert_eq!(entries.len(), LONGEST_ARCHIVE);
        let told: Vec<_> = earlier
            .iter()
            .map(|year| (year.year, year.count, year.page))
            .collect();
        assert_eq!(
            told,
            [(Some(2023), 5, 31), (Some(2022), 20, 31), (None, 1, 33)]
        );
        let kind = ListKind::Archive(earlier);
        assert_eq!(value(&row(&kind)), Some(kind));
    }

    #[test]
    fn a_short_archive_has_every_post() {
        let blog = blog((0..300).map(|_| "2020-01-01".to_owned()));
        let (entries, earlier) = archive(&blog, 10);
        assert_eq!((entries.len(), earlier.len()), (300, 0));
    }
}
