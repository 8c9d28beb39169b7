//! The files of a site that are for machines: feeds, the sitemap, robots.txt,
//! the web app manifest.
//!
//! All but the last name absolute addresses, so they are written where `url` in
//! the settings says what the site's own is. Nothing in them depends on the
//! time of the build: the same blog gives the same bytes.

mod feeds;
mod manifest;
mod sitemap;

use std::cell::OnceCell;
use std::path::Path;

use inkfold_core::address::{Names, Root};
use inkfold_core::blog::Entry;
use jiff::Timestamp;

use crate::failure::Failure;
use crate::source::Source;

pub(crate) use feeds::FEED;
pub(crate) use manifest::{MANIFEST, write as write_manifest};

/// Whether the file at a path below the site, which has this name and is made
/// of these posts, is there and need not be written.
pub(crate) type Stays<'a> = dyn Fn(&Path, &str, &mut dyn Iterator<Item = &Entry>) -> bool + 'a;

/// Writes them below `out`. `url` is the absolute address of the site, with
/// a slash at its end.
pub(crate) fn write(
    source: &Source,
    url: &str,
    out: &Path,
    stays: &Stays<'_>,
) -> Result<(), Failure> {
    let site = Papers {
        source,
        root: Root::new(url, source.site.routing),
        names: OnceCell::new(),
    };
    feeds::write(&site, out, stays)?;
    sitemap::write(&site, out)
}

/// A blog and its absolute address.
struct Papers<'a> {
    source: &'a Source,
    root: Root,
    /// What links call the posts.
    names: OnceCell<Names>,
}

impl Papers<'_> {
    /// When a post is from; none for one without a date or from beyond the
    /// calendar.
    fn instant(&self, entry: &Entry) -> Option<Timestamp> {
        let instant = entry.post.date.as_ref()?.instant(&*self.source.zone);
        Timestamp::from_second(instant).ok()
    }

    fn language(&self, entry: &Entry) -> String {
        let site = &self.source.site;
        let own = entry.post.language(&site.languages);
        own.unwrap_or_else(|| site.language.clone())
    }
}

#[cfg(test)]
mod tests;
