//! Which posts are one text in several languages.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Blog, Entry};
use crate::lang;
use crate::site::Site;

/// The posts of a blog that are one in several languages: those whose paths
/// differ by a language only (`x.md`, `x.ru.md`), and those of different
/// languages that want one address, since their authors say so (`slug: x`,
/// `lang: ru`).
#[derive(Clone, Debug, Default)]
pub struct Translations(HashMap<String, Rc<[Entry]>>);

impl Translations {
    /// Those of a blog.
    pub fn new(blog: &Blog, site: &Site) -> Self {
        if is_in_one_language(blog, site) {
            return Self::default();
        }
        let mut texts = Texts::by_path(blog, site);
        let mut by_address: HashMap<String, &Entry> = HashMap::new();
        for entry in blog.entries() {
            let wanted = entry.post.wanted_address(site);
            let first = *by_address.entry(wanted).or_insert(entry);
            if names_its_address(first) || names_its_address(entry) {
                texts.join(first, entry);
            }
        }
        let mut translations = HashMap::new();
        for mut text in texts.all {
            if text.len() < 2 {
                continue;
            }
            text.sort_by_key(|entry| &entry.post.path);
            let text: Rc<[Entry]> = text.into_iter().cloned().collect();
            let files = text.iter().map(|entry| entry.post.path.clone());
            translations.extend(files.map(|path| (path, Rc::clone(&text))));
        }
        Self(translations)
    }

    /// The post in every language it is in, its own too, by the paths of their
    /// files; nothing where that is the only one.
    pub fn of(&self, entry: &Entry) -> &[Entry] {
        let text = self.0.get(&entry.post.path);
        text.map_or(&[], |text| text)
    }

    /// The post in other languages.
    pub fn of_others<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
        let all = self.of(entry).iter();
        all.filter(|other| other.post.path != entry.post.path)
    }
}

/// Texts on the way to be told apart.
struct Texts<'a> {
    site: &'a Site,
    all: Vec<Vec<&'a Entry>>,
    /// The places of texts, by the files of their posts.
    by_file: HashMap<&'a str, usize>,
}

impl<'a> Texts<'a> {
    /// A text for all files whose paths differ by a language only.
    fn by_path(blog: &'a Blog, site: &'a Site) -> Self {
        let mut by_path: HashMap<String, Vec<&Entry>> = HashMap::new();
        for entry in blog.entries() {
            let (rest, _) = lang::of_path(&entry.post.path, &site.languages);
            by_path.entry(rest).or_default().push(entry);
        }
        let mut texts = Self {
            site,
            all: by_path.into_values().collect(),
            by_file: HashMap::new(),
        };
        for (place, text) in texts.all.iter().enumerate() {
            let files = text.iter().map(|entry| (entry.post.path.as_str(), place));
            texts.by_file.extend(files);
        }
        texts
    }

    /// Makes one text of two, if no language is in both.
    fn join(&mut self, first: &Entry, second: &Entry) {
        let place = |entry: &Entry| self.by_file.get(entry.post.path.as_str()).copied();
        let (Some(to), Some(from)) = (place(first), place(second)) else {
            return;
        };
        let languages = |place: usize| -> Vec<String> {
            let text = self.all.get(place).into_iter().flatten();
            text.map(|entry| self.language(entry)).collect()
        };
        let known = languages(to);
        if to == from || languages(from).iter().any(|other| known.contains(other)) {
            return;
        }
        let moved = self.all.get_mut(from).map(std::mem::take);
        let moved = moved.unwrap_or_default();
        let files = moved.iter().map(|entry| (entry.post.path.as_str(), to));
        self.by_file.extend(files);
        if let Some(text) = self.all.get_mut(to) {
            text.extend(moved);
        }
    }

    /// The language of a post. English is no translation of British English.
    fn language(&self, entry: &Entry) -> String {
        let own = entry.post.language(&self.site.languages);
        let language = own.unwrap_or_else(|| self.site.language.clone());
        let primary = language.split('-').next();
        primary.unwrap_or_default().to_owned()
    }
}

/// Whether no post says that it is in a language that another is not in: most
/// blogs are done with here.
fn is_in_one_language(blog: &Blog, site: &Site) -> bool {
    let mut posts = blog.entries().iter().map(|entry| &entry.post);
    let Some(first) = posts.clone().next() else {
        return true;
    };
    posts.all(|post| {
        let is_as_first = post.front_matter.lang == first.front_matter.lang;
        is_as_first && lang::of_path(&post.path, &site.languages).1.is_none()
    })
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
            ("y/item.ru.md", &[]),
            ("w.md", &["w.md", "w2.md"]),
            ("w2.md", &["w.md", "w2.md"]),
            ("z.md", &[]),
        ] {
            let entry = blog.of_file(path).unwrap();
            let found = translations.of(entry).iter();
            let paths: Vec<&str> = found.map(|entry| &*entry.post.path).collect();
            assert_eq!(paths, expected, "{path}");
            let others = translations.of_others(entry);
            let others: Vec<&str> = others.map(|entry| &*entry.post.path).collect();
            let mut expected = expected.to_vec();
            expected.retain(|other| *other != path);
            assert_eq!(others, expected, "{path}");
        }
    }
}
