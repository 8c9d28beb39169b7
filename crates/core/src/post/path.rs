//! What the path of a post says of it: its slug, its language, its address,
//! and whether it is one.

use super::Post;
use crate::catalog::is_reserved;
use crate::date::DateTime;
use crate::front_matter::FrontMatter;
use crate::link::decode_percent;
use crate::site::Site;
use crate::{lang, reserved, slug};

impl Post {
    /// Reads its path once more, for a blog that says which `languages` it has:
    /// an ending that is none of them belongs to the name (`v2.io.md`), and a
    /// folder that is one of them tells the language. Whoever puts posts into a
    /// [`crate::blog::Blog`] does that first.
    pub fn read_path_in(&mut self, languages: &[String]) {
        if languages.is_empty() {
            return;
        }
        self.path_language = lang::of_path(&self.path, languages).1;
        let is_own = own_slug(&self.front_matter).is_some();
        if is_own || self.slug != slug::of_path(&self.path, &[]) {
            return;
        }
        let slug = slug::of_path(&self.path, languages);
        let is_named = self.title_is_first_block || self.front_matter.title.is_some();
        if !is_named && self.title == title_from(&self.slug) {
            self.title = title_from(&slug);
        }
        self.slug = slug;
    }

    /// Whether [`Post::read_path_in`] would change it.
    pub fn is_misread_in(&self, languages: &[String]) -> bool {
        !languages.is_empty() && self.path_language != lang::of_path(&self.path, languages).1
    }

    /// The address that it wants in a blog, be it taken or the site's own.
    pub fn wanted_address(&self, site: &Site) -> String {
        let permalink = &site.permalink;
        permalink.wanted(&self.slug, self.date.as_ref(), &self.path, &site.languages)
    }

    /// The address that the file at `path` has unless its front matter says
    /// otherwise.
    pub fn address_by_path(path: &str, site: &Site) -> String {
        let (date, slug) = (
            DateTime::in_path(path),
            slug::of_path(path, &site.languages),
        );
        let permalink = &site.permalink;
        reserved::free(permalink.wanted(&slug, date.as_ref(), path, &site.languages))
    }

    /// Whether a Markdown file that nobody named can be a post. Left out are
    /// hidden files, Hugo's sections (`_index.md`), the catalogue, and folders
    /// that begin with `_`, in which Grav keeps parts of pages.
    pub fn can_be_at(path: &str) -> bool {
        let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let hidden = path
            .split('/')
            .any(|name| name.starts_with('.') && name != "." && name != "..");
        let part = folders
            .split('/')
            .any(|folder| folder.starts_with('_') && !matches!(folder, "_posts" | "_drafts"));
        !hidden && !part && !is_reserved(path) && lang::of_stem(stem, &[]).0 != "_index"
    }

    /// The language the post is written in, if it or its path says so;
    /// `languages` are those of the blog.
    pub fn language(&self, languages: &[String]) -> Option<String> {
        let said = self.front_matter.lang.clone();
        said.or_else(|| match languages {
            [] => self.path_language.clone(),
            _ => lang::of_path(&self.path, languages).1,
        })
    }
}

/// The slug that the front matter asks for, or the last word of the address
/// it asks for.
pub(super) fn own_slug(front_matter: &FrontMatter) -> Option<String> {
    let last = |address: &str| {
        let name = address.trim_end_matches('/');
        let name = name.strip_suffix("/index.html").unwrap_or(name);
        let name = name.rsplit('/').next().unwrap_or(name);
        let name = name.strip_suffix(".html").unwrap_or(name);
        slug::of_word(&decode_percent(name))
    };
    let slug = front_matter.slug.as_deref();
    let slug = slug.map(|slug| slug::of_word(decode_percent(slug).trim_matches('/')));
    let not_empty = |slug: &String| !slug.is_empty();
    slug.filter(not_empty)
        .or_else(|| front_matter.address.as_deref().map(last).filter(not_empty))
}

/// `my-first_post` as a title: "My first post". Only Latin letters are made
/// capitals, as in Grav.
pub(super) fn title_from(slug: &str) -> String {
    let mut words = slug.replace(['-', '_'], " ").trim().to_owned();
    if words.is_empty() {
        return slug.to_owned();
    }
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}
