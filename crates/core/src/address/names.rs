//! What links call posts, beside their files: looked up once for all links of
//! a post, since to make the words of a whole blog takes long.

use std::collections::HashMap;

use crate::blog::{Blog, Entry};
use crate::site::Site;
use crate::slug;

/// A post that a link may mean.
#[derive(Clone, Copy, Debug)]
pub enum Known<'a> {
    /// It is here.
    Here(&'a Entry),
    /// Its file is listed; whether it is here is not said.
    Listed(&'a str),
}

impl<'a> Known<'a> {
    /// Its file.
    pub fn path(self) -> &'a str {
        match self {
            Self::Here(entry) => &entry.post.path,
            Self::Listed(path) => path,
        }
    }
}

/// The posts of a blog by what they are called: those that are here, then
/// those that are listed.
#[derive(Debug)]
pub struct Names<'a> {
    folders: HashMap<&'a str, Known<'a>>,
    words: HashMap<String, Vec<Known<'a>>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(blog: &'a Blog, site: &'a Site) -> Self {
        let mut names = Self {
            folders: HashMap::new(),
            words: HashMap::new(),
        };
        for entry in blog.entries() {
            let title = slug::of_word(&entry.post.title);
            let known = Known::Here(entry);
            if title != entry.post.slug {
                names.add(title, known);
            }
            names.add(entry.post.slug.clone(), known);
            names.add_folder(known, site);
        }
        for path in site.listed_posts() {
            let known = Known::Listed(path);
            names.add(slug::of_path(path, &site.languages), known);
            names.add_folder(known, site);
        }
        names
    }

    fn add(&mut self, word: String, known: Known<'a>) {
        self.words.entry(word).or_default().push(known);
    }

    fn add_folder(&mut self, known: Known<'a>, site: &Site) {
        if let Some(folder) = slug::folder_of(known.path(), &site.languages) {
            self.folders.entry(folder).or_insert(known);
        }
    }

    /// The post that a folder names.
    pub(super) fn of_folder(&self, folder: &str) -> Option<Known<'a>> {
        self.folders.get(folder).copied()
    }

    /// The posts whose slug is `word`, or whose title makes it.
    pub(super) fn of_word(&self, word: &str) -> impl Iterator<Item = Known<'a>> {
        self.words.get(word).into_iter().flatten().copied()
    }
}
