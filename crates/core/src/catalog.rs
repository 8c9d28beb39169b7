//! The catalogue: what is known of a blog's posts, in small files beside them,
//! so that a list costs the same however many posts there are.
//!
//! `catalog.json` is the root: the newest posts, some numbers and the names of
//! other files. Those lie in `catalog/`, are named after what is in them and
//! never change. `docs/catalog.schema.json` describes all of them.
//!
//! Posts have places: the oldest is at 0. The newest are in the root; the
//! others in chunks of [`SIZE`], counted from the oldest, so that a new post
//! changes few files. What is found by tag, year, address or word is a list of
//! places. Lists of files that may grow long are trees ([`tree`]).
//!
//! [`Item`] is a post in it, [`write()`] makes the files, [`Shelf`] answers from
//! those that have arrived. Nothing else in Inkfold knows the format.

mod item;
mod json;
mod reply;
mod shelf;
mod translation;
mod tree;
mod write;

pub use item::{Item, Target, words_of};
pub use reply::{Answer, Around, Reply};
pub use shelf::{Refusal, Shelf};
pub use translation::{Translation, translate};
pub use write::{Chunk, Clerk, write};

use crate::fingerprint;
use crate::record::{Record, Writer};
use crate::site::Site;

/// The root, relative to the folder of the blog. All addresses of files in the
/// catalogue are relative to it.
pub const ROOT: &str = "catalog.json";

/// The folder of the other files.
pub const FOLDER: &str = "catalog/";

/// The version of the format. A reader ignores fields that it does not know;
/// what it would misunderstand gets a higher number, which it refuses.
pub const VERSION: usize = 1;

/// How many posts a catalogue may say there are: what a page shows is counted
/// out before the first file of it is asked for.
const MOST_POSTS: usize = 10_000_000;

/// How many posts are in a chunk.
pub const SIZE: usize = 32;

/// Whether a path in the folder of a blog belongs to the catalogue, and is
/// never a post.
pub fn is_reserved(path: &str) -> bool {
    path == ROOT || path.starts_with(FOLDER)
}

/// Tells settings apart by what a catalogue depends on: a list of posts that
/// has changed since counts for more than the catalogue.
pub fn mark_of(site: &Site) -> String {
    let mut out = Writer::default();
    site.posts.write(&mut out);
    site.posts_per_page.write(&mut out);
    site.permalink.write(&mut out);
    fingerprint::of(out.finish().as_bytes())
}

#[cfg(test)]
mod tests;
