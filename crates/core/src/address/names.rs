//! What links call posts, beside their files: looked up once for all links of
//! a blog, since to make the words of all its posts takes long.

use std::collections::HashMap;

use crate::blog::Blog;
use crate::site::Site;
use crate::slug;

/// A post that a link may mean.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Its file.
    pub(super) path: String,
    /// It is here; else its file is listed, and whether it is here is not said.
    pub(super) is_here: bool,
}

/// The posts of a blog by what they are called: those that are here, then
/// those that are listed.
#[derive(Debug)]
pub struct Names {
    folders: HashMap<String, Known>,
    words: HashMap<String, Vec<Known>>,
}

impl Names {
    pub(super) fn new(blog: &Blog, site: &Site) -> Self {
        let mut names = Self {
            folders: HashMap::new(),
            words: HashMap::new(),
        };
        for entry in blog.entries() {
            let title = slug::of_word(&entry.post.title);
            let known = Known {
                path: entry.post.path.clone(),
                is_here: true,
            };
            if title != entry.post.slug {
                names.add(title, known.clone());
            }
            names.add(entry.post.slug.clone(), known.clone());
            names.add_folder(known, site);
        }
        for path in site.listed_posts() {
            let known = Known {
                path: path.to_owned(),
                is_here: false,
            };
            names.add(slug::of_path(path, &site.languages), known.clone());
            names.add_folder(known, site);
        }
        names
    }

    fn add(&mut self, word: String, known: Known) {
        self.words.entry(word).or_default().push(known);
    }

    fn add_folder(&mut self, known: Known, site: &Site) {
        if let Some(folder) = slug::folder_of(&known.path, &site.languages) {
            self.folders.entry(folder.to_owned()).or_insert(known);
        }
    }

    /// The post that a folder names.
    pub(super) fn of_folder(&self, folder: &str) -> Option<&Known> {
        self.folders.get(folder)
    }

    /// The posts whose slug is `word`, or whose title makes it.
    pub(super) fn of_word(&self, word: &str) -> impl Iterator<Item = &Known> {
        self.words.get(word).into_iter().flatten()
    }
}
