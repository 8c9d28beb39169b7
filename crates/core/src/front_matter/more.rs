//! Keys of front matter that the app shows nothing of: what the command and
//! its feeds may ask for.
//!
//! Apart from the others because every reader downloads what [`Keys`] of the
//! app call, and the compiler leaves out what they do not.

use super::keys::Keys;
use super::words::{collect_words, inner};
use crate::link::Link;
use crate::value::Value;

/// The keys that mean something, as they are mostly written. Capitals, `_` and
/// `-` are all one.
pub const KEYS: [&str; 43] = [
    "title",
    "date",
    "pubDate",
    "published_at",
    "created",
    "updated",
    "lastmod",
    "modified",
    "published",
    "draft",
    "publish_date",
    "unpublish_date",
    "expiryDate",
    "hide_page_title",
    "show_sidebar",
    "hide_from_post_list",
    "hidden",
    "continue_link",
    "hide_git_sync_repo_link",
    "tags",
    "categories",
    "taxonomy",
    "keywords",
    "slug",
    "permalink",
    "url",
    "summary",
    "excerpt",
    "description",
    "author",
    "authors",
    "lang",
    "language",
    "canonical",
    "series",
    "aliases",
    "redirect_from",
    "image",
    "cover",
    "math",
    "toc",
    "weight",
    "smart_punctuation",
];

/// A picture that stands for a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Its address as written: beside the post, or on the web.
    pub source: String,
    /// What it shows, in words.
    pub alt: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// What the author said about a post beyond what is shown of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct More {
    /// `series` the post belongs to.
    pub series: Option<String>,
    /// `aliases`: addresses it had before, as written.
    pub aliases: Vec<String>,
    /// `image`.
    pub image: Option<Image>,
    /// `toc`: whether its contents are listed.
    pub toc: Option<bool>,
    /// `weight`: its place among posts that are not ordered by date.
    pub weight: Option<i64>,
    /// `link`: what the post is about lies there.
    pub link: Option<String>,
    /// Every key that means nothing here, as it is.
    pub other: Vec<(String, Value)>,
}

impl More {
    /// What is left in `keys` after all the others were read.
    pub(crate) fn of(keys: &mut Keys<'_>) -> Self {
        Self {
            series: keys.first_word(&["series"]),
            aliases: keys.aliases(),
            image: keys.image(),
            toc: keys.loose_flag(&["toc"]),
            weight: keys.number(&["weight"]),
            link: keys.link(&["link", "externalurl"]),
            other: keys.other(),
        }
    }

    /// Whether the file is one of Grav's pages that list others
    /// (`content.items`).
    pub fn is_list(&self) -> bool {
        let mut other = self.other.iter();
        other.any(|(key, value)| key == "content" && value.get("items").is_some())
    }
}

impl Keys<'_> {
    /// The first of several words.
    fn first_word(&mut self, names: &[&str]) -> Option<String> {
        let (_, value) = self.find(names)?;
        let mut words = Vec::new();
        collect_words(value, false, &mut words);
        words.into_iter().next()
    }

    fn number(&mut self, names: &[&str]) -> Option<i64> {
        let (_, value) = self.find(names)?;
        value.as_text()?.trim().parse().ok()
    }

    fn aliases(&mut self) -> Vec<String> {
        let mut aliases = Vec::new();
        for name in ["aliases", "alias", "redirectfrom", "routes"] {
            let Some((_, value)) = self.find(&[name]) else {
                continue;
            };
            let value = match name {
                "routes" => value.get("aliases"),
                _ => Some(value),
            };
            if let Some(value) = value {
                collect_words(value, false, &mut aliases);
            }
        }
        aliases
    }

    /// An address, or a table with one.
    fn image(&mut self) -> Option<Image> {
        let names = [
            "image",
            "cover",
            "headerimagefile",
            "heroimage",
            "featuredimage",
        ];
        let found = names.iter().find_map(|name| {
            let (_, value) = self.find(&[name])?;
            let value = match value {
                Value::List(items) => items.first()?,
                value => value,
            };
            match value {
                Value::Text(source) if !source.trim().is_empty() => Some(Image {
                    source: source.trim().to_owned(),
                    ..Image::default()
                }),
                Value::Map(_) => Some(Image {
                    source: inner(value, &["src", "url", "image", "file", "path", "source"])?,
                    alt: inner(value, &["alt", "alttext", "caption", "title"]),
                    credit: inner(value, &["credit", "author"]),
                }),
                _ => None,
            }
        });
        let alt = self.text(&[
            "headerimagealttext",
            "imagealt",
            "coveralt",
            "featuredimagealt",
        ]);
        let credit = self.text(&["headerimagecredit", "imagecredit", "covercredit"]);
        let mut image = found?;
        let link = Link::parse_source(&image.source);
        image.source = self.checked(&names, image.source, link)?;
        image.alt = image.alt.or(alt);
        image.credit = image.credit.or(credit);
        Some(image)
    }
}
