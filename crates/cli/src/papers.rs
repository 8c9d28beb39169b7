//! The files of a site that are for machines: feeds, the sitemap, robots.txt,
//! the web app manifest.
//!
//! All but the last name absolute addresses, so they are written where `url` in
//! the settings says what the site's own is. Nothing in them depends on the
//! time of the build: the same blog gives the same bytes.

mod feeds;
mod manifest;
mod sitemap;

use std::fs;
use std::path::Path;

use inkfold_core::address::Root;
use inkfold_core::blog::Entry;
use jiff::Timestamp;

use crate::failure::Failure;
use crate::source::Source;

pub(crate) use feeds::FEED;
pub(crate) use manifest::{MANIFEST, write as write_manifest};

/// Writes them below `out`. `url` is the absolute address of the site, with
/// a slash at its end.
pub(crate) fn write(source: &Source, url: &str, out: &Path) -> Result<(), Failure> {
    let site = Papers {
        source,
        root: Root {
            path: url.to_owned(),
            routing: source.site.routing,
        },
    };
    feeds::write(&site, out)?;
    sitemap::write(&site, out)
}

/// A blog and its absolute address.
struct Papers<'a> {
    source: &'a Source,
    root: Root,
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

fn write_file(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::file("make", folder))?;
    }
    fs::write(path, bytes).map_err(Failure::file("write", path))
}

#[cfg(test)]
mod tests;
