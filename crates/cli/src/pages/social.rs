//! What a page says to those who show a card of it: Open Graph, and what
//! Twitter adds to that. Title, description and address are [`super`]'s.

use inkfold::prerender::Drawn;
use inkfold_core::blog::Entry;
use inkfold_core::lang;
use inkfold_core::link::{Link, encode_path, resolve};

use super::article::moment;
use crate::source::Source;
use crate::template::escaped;

/// A picture that stands for a post.
pub(super) struct Picture {
    /// Its absolute address.
    pub(super) address: String,
    /// What it shows, in words, where somebody said so.
    alt: String,
}

impl Picture {
    /// The one that the post of `entry` names, else the first one in its
    /// article; `url` is the absolute address of the site. Cards are shown
    /// elsewhere, and need pictures that are there and have pixels.
    pub(super) fn of(
        source: &Source,
        url: &str,
        entry: &Entry,
        drawn: Option<&Drawn>,
    ) -> Option<Self> {
        let path = &entry.post.path;
        let address = |link: &Link| match link {
            Link::Absolute(address) => Some(address.clone()),
            Link::Relative(relative) => {
                let target = resolve(path, relative).path;
                source.content.locate(&target)?;
                Some(format!("{url}content/{}", encode_path(&target)))
            }
            Link::Fragment(_) | Link::Post { .. } => None,
        };
        let picture = |link: &Link, alt: &str| {
            Some(Self {
                address: address(link).filter(|address| !is_drawing(address))?,
                alt: alt.to_owned(),
            })
        };
        let cover = source.covers.get(path).and_then(|image| {
            let link = Link::parse_source(&image.source)?;
            picture(&link, image.alt.as_deref().unwrap_or_default())
        });
        cover.or_else(|| {
            let mut pictures = drawn?.pictures.iter();
            pictures.find_map(|(link, alt)| picture(link, alt))
        })
    }
}

/// Those who make cards cannot read SVG.
fn is_drawing(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    path.to_ascii_lowercase().ends_with(".svg")
}

/// The elements of the head of a page in `language`; `entry` is its post.
pub(super) fn head(
    source: &Source,
    language: &str,
    entry: Option<&Entry>,
    picture: Option<&Picture>,
) -> Vec<String> {
    let mut head = Vec::new();
    let mut meta = |key: &str, name: &str, content: &str| {
        if !content.is_empty() {
            let content = escaped(content);
            head.push(format!("<meta {key}=\"{name}\" content=\"{content}\">"));
        }
    };
    meta("property", "og:locale", &lang::locale(language));
    if let Some(entry) = entry {
        let keys = &entry.post.front_matter;
        for (name, date) in [
            ("article:published_time", entry.post.date),
            ("article:modified_time", keys.updated),
        ] {
            let moment = date.map(|date| moment(date, &*source.zone));
            meta("property", name, &moment.unwrap_or_default());
        }
        for tag in &keys.tags {
            meta("property", "article:tag", tag);
        }
    }
    if let Some(picture) = picture {
        meta("property", "og:image", &picture.address);
        meta("property", "og:image:alt", &picture.alt);
    }
    let card = match picture {
        Some(_) => "summary_large_image",
        None => "summary",
    };
    meta("name", "twitter:card", card);
    head
}
