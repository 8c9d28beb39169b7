//! The keys of a post's front matter and what each of them means.
//!
//! One field a meaning; the names that engines have for it stand beside it in
//! [`FrontMatter::read`]. Semantics are Grav's where Grav has the key. How a
//! value of a kind is read is in [`keys`]; deriving a post from them
//! (fallbacks, addresses, visibility) is for [`crate::post`].

mod keys;
mod more;
mod words;

use crate::date::DateTime;
use crate::diagnostic::{Diagnostic, Position, Problem};
use crate::split::Format;
use crate::summary::Extent;
use crate::{toml, yaml};
pub(crate) use keys::Keys;
pub use more::{Image, KEYS, More};

/// What a post waits for that is shown before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preview {
    /// Its author, to say that it is done.
    Draft,
    /// Its `publish_date`.
    Scheduled,
}

impl Preview {
    /// As it stands in front matter and in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::Draft, Self::Scheduled];
        all.into_iter().find(|preview| preview.name() == name)
    }
}

/// What the author said about a post. Every key has a default; a key that is
/// absent or empty means the default.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// `title`, with character references decoded.
    pub title: Option<String>,
    /// `date`: what is shown, and what listings are ordered by.
    pub date: Option<DateTime>,
    /// `updated`: when the post was last worked on.
    pub updated: Option<DateTime>,
    /// `published`: `false` is a draft; `true` makes the next two keys
    /// ineffective. `draft: true` is `false` here.
    pub published: Option<bool>,
    /// `inkfold_preview`: why a copy that `inkfold serve` or `build --drafts` made
    /// shows a post that waits; it is shown wherever it lies.
    pub preview: Option<Preview>,
    /// `publish_date`: not shown before.
    pub publish_date: Option<DateTime>,
    /// `unpublish_date`: not shown after.
    pub unpublish_date: Option<DateTime>,
    /// `hide_page_title`: the title is heard and not seen.
    pub hide_page_title: bool,
    /// `show_sidebar`: whether contents and recent posts stand beside the
    /// post.
    pub show_sidebar: bool,
    /// `hide_from_post_list`: left out of listings; its address and its
    /// neighbours still lead to it.
    pub hide_from_post_list: bool,
    /// `continue_link`: whether its card in a listing ends with a link.
    pub continue_link: bool,
    /// `hide_git_sync_repo_link`: no "view source" link.
    pub hide_source_link: bool,
    /// `tags`, categories and everything under `taxonomy`, each once, in
    /// order.
    pub tags: Vec<String>,
    /// `slug`: the post's word in its address.
    pub slug: Option<String>,
    /// `permalink`: the address another engine gave the post, a path.
    pub address: Option<String>,
    /// `summary`: a text, or Grav's `enabled`, `format` and `size`.
    pub summary: Extent,
    /// `author`, or several.
    pub authors: Vec<String>,
    /// `lang`: the language the post is written in (BCP 47).
    pub lang: Option<String>,
    /// `canonical`: where the post first appeared.
    pub canonical: Option<String>,
    /// `smart_punctuation`, if it is not as in the rest of the blog.
    pub smart_punctuation: Option<bool>,
    /// `math`: whether what stands between dollar signs is a formula.
    pub math: bool,
}

impl Default for FrontMatter {
    fn default() -> Self {
        Self {
            title: None,
            date: None,
            updated: None,
            published: None,
            preview: None,
            publish_date: None,
            unpublish_date: None,
            hide_page_title: false,
            show_sidebar: true,
            hide_from_post_list: false,
            continue_link: true,
            hide_source_link: false,
            tags: Vec::new(),
            slug: None,
            address: None,
            summary: Extent::Divider,
            authors: Vec::new(),
            lang: None,
            canonical: None,
            smart_punctuation: None,
            math: true,
        }
    }
}

impl FrontMatter {
    /// Reads `text`, which is written in `format` and begins on line
    /// `first_line` of its file.
    pub fn read(format: Format, text: &str, first_line: usize) -> (Self, Vec<Diagnostic>) {
        let (front_matter, (), found) = Self::read_with(format, text, first_line, |_| ());
        (front_matter, found)
    }

    /// Reads `text` as [`FrontMatter::read`] does, and all other keys too.
    pub fn read_whole(
        format: Format,
        text: &str,
        first_line: usize,
    ) -> (Self, More, Vec<Diagnostic>) {
        Self::read_with(format, text, first_line, More::of)
    }

    /// `more` reads what is left.
    pub(crate) fn read_with<T>(
        format: Format,
        text: &str,
        first_line: usize,
        more: fn(&mut Keys<'_>) -> T,
    ) -> (Self, T, Vec<Diagnostic>) {
        let head = head(text);
        let (value, mut diagnostics) = match format {
            Format::Toml => toml::read(head, first_line),
            Format::Yaml | Format::Json => yaml::read(head, first_line),
        };
        if head.len() < text.len() {
            let limit = yaml::LONGEST_FRONT_MATTER;
            let position = Position::of(text, head.len(), first_line);
            diagnostics.push(Diagnostic::error(position, Problem::TooLong { limit }));
        }
        let mut keys = Keys::new(format, &value, head, first_line, diagnostics);
        // Of several names, the first that is there counts. Names are read
        // without regard to case, `_` and `-`.
        let front_matter = Self {
            title: keys.title(&["title"]),
            date: keys.date(&["date", "pubdate", "publishedat", "created"]),
            updated: keys.date(&[
                "updated",
                "lastmod",
                "modified",
                "lastmodifiedat",
                "lastmodified",
            ]),
            published: keys.published(),
            preview: keys
                .text(&["inkfoldpreview"])
                .and_then(|name| Preview::named(&name)),
            publish_date: keys.date(&["publishdate"]),
            unpublish_date: keys.date(&["unpublishdate", "expirydate"]),
            hide_page_title: keys.flag(&["hidepagetitle"]).unwrap_or(false),
            show_sidebar: keys.flag(&["showsidebar"]).unwrap_or(true),
            hide_from_post_list: keys.flag(&["hidefrompostlist", "hidden"]).unwrap_or(false),
            continue_link: keys.flag(&["continuelink"]).unwrap_or(true),
            smart_punctuation: keys.flag(&["smartpunctuation"]),
            hide_source_link: keys.flag(&["hidegitsyncrepolink"]).unwrap_or(false),
            tags: keys.tags(),
            slug: keys.text(&["slug"]),
            address: keys.address(&["permalink", "url", "path"]),
            summary: keys.summary(),
            authors: keys.authors(),
            lang: keys.language(),
            canonical: keys.link(&["canonical", "canonicalurl"]),
            math: keys
                .loose_flag(&["math", "mathjax", "katex"])
                .unwrap_or(true),
        };
        let more = more(&mut keys);
        (front_matter, more, keys.diagnostics)
    }
}

/// The lines that are read, of front matter that is too long.
fn head(text: &str) -> &str {
    if text.len() <= yaml::LONGEST_FRONT_MATTER {
        return text;
    }
    let head = text.get(..text.floor_char_boundary(yaml::LONGEST_FRONT_MATTER));
    let head = head.unwrap_or_default();
    head.rsplit_once('\n').map_or("", |(lines, _)| lines)
}

#[cfg(test)]
mod tests;
