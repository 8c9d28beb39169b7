//! Where the links of a post lead, and those that lead nowhere.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use inkfold_core::blog::{Blog, Entry};
use inkfold_core::link::{Link, decode_percent, resolve};
use inkfold_core::markdown::ID_PREFIX;
use inkfold_core::post::{Post, Status};
use inkfold_core::route::Route;
use inkfold_core::slug;

use super::facts::{Facts, Placed};
use super::finding::Finding;
use super::mentions::Use;
use super::pictures::Pictures;
use crate::content::{Content, is_markdown};

/// A blog in which links can be followed quickly.
pub(super) struct Links<'a> {
    content: &'a Content,
    /// Every file, by its path in small letters.
    files: HashMap<String, String>,
    by_path: HashMap<&'a str, &'a Entry>,
    by_address: HashMap<&'a str, &'a Entry>,
    /// By what a wiki's links may call them.
    by_word: HashMap<String, Vec<&'a Entry>>,
    /// Posts that are not shown now, and why.
    hidden: HashMap<&'a str, Status>,
    tags: HashSet<String>,
    ids: HashMap<&'a str, &'a HashSet<String>>,
    pictures: Pictures,
}

impl<'a> Links<'a> {
    /// `posts` are all of the blog, each with the facts about its file and
    /// whether it is shown now.
    pub(super) fn new(
        content: &'a Content,
        blog: &'a Blog,
        posts: &'a [(Rc<Post>, Facts, Status)],
    ) -> Self {
        let entries = blog.entries();
        let mut by_word: HashMap<String, Vec<&Entry>> = HashMap::new();
        for entry in entries {
            let title = slug::of_word(&entry.post.title);
            let words = [entry.post.slug.clone(), title];
            for word in words {
                by_word.entry(word).or_default().push(entry);
            }
        }
        let hidden = posts
            .iter()
            .filter(|(_, _, status)| *status != Status::Published);
        Self {
            content,
            files: content
                .paths()
                .map(|path| (path.to_lowercase(), path))
                .collect(),
            by_path: entries
                .iter()
                .map(|entry| (entry.post.path.as_str(), entry))
                .collect(),
            by_address: entries
                .iter()
                .map(|entry| (entry.address.as_str(), entry))
                .collect(),
            by_word,
            hidden: hidden
                .map(|(post, _, status)| (post.path.as_str(), *status))
                .collect(),
            tags: blog.tags().into_iter().map(|tag| tag.slug).collect(),
            ids: posts
                .iter()
                .map(|(post, facts, _)| (post.path.as_str(), &facts.ids))
                .collect(),
            pictures: Pictures::default(),
        }
    }

    /// What is wrong with the addresses in the post at `path`.
    pub(super) fn check(&mut self, path: &str, facts: &Facts) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut shown = HashSet::new();
        for address in &facts.addresses {
            match address.purpose {
                Use::Link => findings.extend(self.link(path, address)),
                Use::Picture { wordless } => {
                    if wordless {
                        let message = "the picture has no text for those who cannot see it; \
                            write what it shows between the brackets, or in `alt`";
                        findings.push(Finding::warning(path, address.place, message.to_owned()));
                    }
                    findings.extend(self.file(path, address, "picture", &mut shown));
                }
                Use::Media => findings.extend(self.file(path, address, "file", &mut shown)),
            }
        }
        findings
    }

    /// A file that is shown or played on the page.
    fn file(
        &mut self,
        path: &str,
        address: &Placed,
        what: &str,
        shown: &mut HashSet<String>,
    ) -> Option<Finding> {
        let Link::Relative(relative) = &address.link else {
            return None;
        };
        let target = resolve(path, relative).path;
        let Some(file) = self.content.locate(&target) else {
            let message = format!("the {what} {target} is not there{}", self.hint(&target));
            return Some(Finding::error(path, address.place, message));
        };
        let fault = self.pictures.fault(&file)?;
        // Once in each post.
        shown.insert(target.clone()).then(|| {
            let message = format!("the picture {target} {fault}; readers wait for it");
            Finding::warning(path, address.place, message)
        })
    }

    fn link(&self, path: &str, address: &Placed) -> Option<Finding> {
        let dead = |message| Some(Finding::error(path, address.place, message));
        let (entry, place) = match &address.link {
            Link::Absolute(_) => return None,
            Link::Fragment(id) => {
                let missing = !self.has_place(path, id);
                return missing.then(|| dead(format!("nothing on this page is called #{id}")))?;
            }
            Link::Post { name, place } => match self.called(name) {
                Some(entry) => (entry, place.clone()),
                None => {
                    return dead(format!(
                        "no post is called `{name}`; the link leads to a search for it"
                    ));
                }
            },
            Link::Relative(relative) => {
                let target = resolve(path, relative);
                let place = target.tail.split_once('#').map_or("", |(_, place)| place);
                match self.target(relative, &target.path) {
                    Ok(Some(entry)) => (entry, decode_percent(place)),
                    Ok(None) => return None,
                    Err(Fault::Dead(message)) => return dead(message),
                    Err(Fault::Poor(message)) => {
                        return Some(Finding::warning(path, address.place, message));
                    }
                }
            }
        };
        let target = &entry.post.path;
        match self.has_place(target, &place) {
            true => None,
            false => dead(format!("nothing in {target} is called #{place}")),
        }
    }

    /// The post that a relative link leads to; none for a page that is no
    /// post's, and for a file.
    fn target(&self, relative: &str, path: &str) -> Result<Option<&Entry>, Fault> {
        if let Some(entry) = self.by_path.get(path) {
            return Ok(Some(entry));
        }
        if let Some(status) = self.hidden.get(path) {
            return Err(Fault::Poor(format!(
                "{path} is not shown now: it is {}",
                in_words(*status)
            )));
        }
        if self.content.locate(path).is_some() {
            return match is_markdown(path.as_ref()) {
                true => Err(Fault::Poor(format!(
                    "{path} is no post of this blog; readers get its raw text"
                ))),
                false => Ok(None),
            };
        }
        match relative.strip_prefix('/').map(Route::parse) {
            Some(Route::Post(address)) => {
                let composed = slug::compose(&address);
                let entry = self.by_address.get(address.as_str());
                let entry = entry.or_else(|| self.by_address.get(composed.as_str()));
                if let Some(entry) = entry {
                    return Ok(Some(entry));
                }
            }
            Some(Route::Tag(tag)) if !self.tags.contains(&tag) => {
                return Err(Fault::Dead(format!("no post has the tag `{tag}`")));
            }
            Some(_) => return Ok(None),
            None => {}
        }
        let hint = self.hint(path);
        Err(Fault::Dead(match path {
            "" => "the link leads to no page; the blog's own is /".to_owned(),
            path => format!("the link leads to {path}, which is not there{hint}"),
        }))
    }

    /// The post that a wiki's link names.
    fn called(&self, name: &str) -> Option<&Entry> {
        let (folder, own) = name.rsplit_once('/').unwrap_or(("", name));
        let word = slug::of_word(own.strip_suffix(".md").unwrap_or(own));
        let lies_in = |path: &str| {
            let inside = format!("/{folder}/");
            folder.is_empty() || format!("/{path}").contains(&inside)
        };
        let mut called = self.by_word.get(&word)?.iter();
        called.find(|entry| lies_in(&entry.post.path)).copied()
    }

    fn has_place(&self, path: &str, place: &str) -> bool {
        // Every page has a top.
        if matches!(place, "" | "top") {
            return true;
        }
        let Some(ids) = self.ids.get(path) else {
            return false;
        };
        ids.contains(place) || ids.contains(&format!("{ID_PREFIX}{place}"))
    }

    /// The file that was meant, where only capitals differ.
    fn hint(&self, path: &str) -> String {
        match self.files.get(&path.to_lowercase()) {
            Some(file) => format!("; there is {file}, and capitals count"),
            None => String::new(),
        }
    }
}

/// What is wrong with a link.
enum Fault {
    /// It leads nowhere.
    Dead(String),
    /// It leads to something that was hardly meant.
    Poor(String),
}

fn in_words(status: Status) -> &'static str {
    match status {
        Status::Published => "published",
        Status::Draft => "a draft",
        Status::Scheduled => "scheduled",
        Status::Expired => "expired",
    }
}
