//! Which posts are one text in several languages.

use std::collections::HashMap;

use super::{Blog, Entry};
use crate::lang;
use crate::site::Site;

/// The posts of a blog that are one in several languages: those whose paths
/// differ by a language only (`x.md`, `x.ru.md`), and those of different
/// languages that want one address, since their authors say so (`slug: x`,
/// `lang: ru`).
#[derive(Debug)]
pub struct Translations<'a> {
    texts: Vec<Vec<&'a Entry>>,
    /// The places of texts, by the files of their posts.
    by_file: HashMap<&'a str, usize>,
}

impl<'a> Translations<'a> {
    /// Those of a blog.
    pub fn new(blog: &'a Blog, site: &Site) -> Self {
        let language = |entry: &Entry| {
            let own = entry.post.language(&site.languages);
            own.unwrap_or_else(|| site.language.clone())
        };
        let mut by_path: HashMap<String, Vec<&Entry>> = HashMap::new();
        for entry in blog.entries() {
            let (rest, _) = lang::of_path(&entry.post.path, &site.languages);
            by_path.entry(rest).or_default().push(entry);
        }
        let mut texts = Self {
            texts: by_path.into_values().collect(),
            by_file: HashMap::new(),
        };
        for (place, text) in texts.texts.iter().enumerate() {
            let files = text.iter().map(|entry| (entry.post.path.as_str(), place));
            texts.by_file.extend(files);
        }
        let mut by_address: HashMap<String, &Entry> = HashMap::new();
        for entry in blog.entries() {
            let wanted = entry.post.wanted_address(site);
            let first = *by_address.entry(wanted).or_insert(entry);
            if names_its_address(first) || names_its_address(entry) {
                texts.join(first, entry, &language);
            }
        }
        for text in &mut texts.texts {
            text.sort_by_key(|entry| &entry.post.path);
        }
        texts
    }

    /// Makes one text of two, if no language is in both.
    fn join(&mut self, first: &Entry, second: &Entry, language: &dyn Fn(&Entry) -> String) {
        let place = |entry: &Entry| self.by_file.get(entry.post.path.as_str()).copied();
        let (Some(to), Some(from)) = (place(first), place(second)) else {
            return;
        };
        // English is no translation of British English.
        let language = |entry: &Entry| language(entry).split('-').next().map(str::to_owned);
        let known: Vec<_> = self.of(first).iter().map(|entry| language(entry)).collect();
        let is_known = |entry: &&Entry| known.contains(&language(entry));
        if to == from || self.of(second).iter().any(is_known) {
            return;
        }
        let moved = self.texts.get_mut(from).map(std::mem::take);
        let moved = moved.unwrap_or_default();
        let files = moved.iter().map(|entry| (entry.post.path.as_str(), to));
        self.by_file.extend(files);
        if let Some(text) = self.texts.get_mut(to) {
            text.extend(moved);
        }
    }

    /// The post in every language it is in, its own too, by the paths of their
    /// files.
    pub fn of(&self, entry: &Entry) -> &[&'a Entry] {
        let place = self.by_file.get(entry.post.path.as_str());
        place
            .and_then(|place| self.texts.get(*place))
            .map_or(&[], Vec::as_slice)
    }
}

/// Whether the author of a post has chosen its address.
fn names_its_address(entry: &Entry) -> bool {
    let front_matter = &entry.post.front_matter;
    front_matter.slug.is_some() || front_matter.address.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Utc;
    use crate::post::Post;
    use std::rc::Rc;

    #[test]
    fn translations_find_each_other() {
        let posts = [
            ("x/item.de.md", ""),
            ("x/item.md", ""),
            ("ru/x/item.md", ""),
            ("y/item.ru.md", ""),
            ("w.md", ""),
            ("w2.md", "lang: ru\nslug: w"),
            ("w3.md", "lang: ru\nslug: w"),
            ("z.md", ""),
            ("z2.md", "slug: z"),
            ("x2.md", "lang: fr\nslug: x"),
        ];
        let posts = posts.iter().map(|(path, keys)| {
            let text = format!("---\n{keys}\n---\n");
            Rc::new(Post::read(path, text.as_bytes()))
        });
        let site = Site::default();
        let blog = Blog::new(posts, &site, 0, &Utc);
        let translations = Translations::new(&blog, &site);
        for (path, expected) in [
            (
                "x/item.md",
                &["ru/x/item.md", "x/item.de.md", "x/item.md", "x2.md"][..],
            ),
            (
                "x2.md",
                &["ru/x/item.md", "x/item.de.md", "x/item.md", "x2.md"],
            ),
            ("y/item.ru.md", &["y/item.ru.md"]),
            ("w.md", &["w.md", "w2.md"]),
            ("w2.md", &["w.md", "w2.md"]),
            ("z.md", &["z.md"]),
        ] {
            let found = translations.of(blog.of_file(path).unwrap());
            let paths: Vec<&str> = found.iter().map(|entry| &*entry.post.path).collect();
            assert_eq!(paths, expected, "{path}");
        }
    }
}
