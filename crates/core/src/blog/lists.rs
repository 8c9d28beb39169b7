//! Which posts stand on which list, found once and when somebody asks.

use std::cell::OnceCell;

use super::{Entry, TagCount};
use crate::slug;

/// The lists of a blog's posts, by their places.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    listed: OnceCell<Vec<usize>>,
    tags: OnceCell<Vec<Tagged>>,
}

/// The posts with a tag.
#[derive(Clone, Debug)]
pub(super) struct Tagged {
    pub(super) tag: TagCount,
    pub(super) places: Vec<usize>,
}

impl Lists {
    /// The posts that do not stay out of listings.
    pub(super) fn listed(&self, entries: &[Entry]) -> &[usize] {
        self.listed.get_or_init(|| {
            let places = entries.iter().enumerate();
            places
                .filter(|(_, entry)| !entry.post.front_matter.hide_from_post_list)
                .map(|(place, _)| place)
                .collect()
        })
    }

    /// All tags, by slug.
    pub(super) fn tags(&self, entries: &[Entry]) -> &[Tagged] {
        self.tags.get_or_init(|| tags(entries))
    }
}

fn tags(entries: &[Entry]) -> Vec<Tagged> {
    let mut tags: Vec<Tagged> = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        for name in &entry.post.front_matter.tags {
            let slug = slug::of_word(name);
            let at = tags.partition_point(|known| known.tag.slug < slug);
            match tags.get_mut(at).filter(|known| known.tag.slug == slug) {
                // One that a post has twice counts once.
                Some(known) if known.places.last() == Some(&place) => {}
                Some(known) => known.places.push(place),
                None => tags.insert(
                    at,
                    Tagged {
                        tag: TagCount {
                            name: name.clone(),
                            slug,
                            count: 0,
                        },
                        places: vec![place],
                    },
                ),
            }
        }
    }
    for known in &mut tags {
        known.tag.count = known.places.len();
    }
    tags
}
