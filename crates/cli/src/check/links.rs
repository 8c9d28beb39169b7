//! Where the links of a post lead, and those that lead nowhere.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use inkfold_core::address::{LinkContext, Names, Root, Target};
use inkfold_core::blog::{Blog, Entry};
use inkfold_core::link::{Link, decode_percent, resolve};
use inkfold_core::markdown::ID_PREFIX;
use inkfold_core::post::{Post, Status};
use inkfold_core::route::Route;
use inkfold_core::site::Site;

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
    blog: &'a Blog,
    site: &'a Site,
    /// What links call its posts.
    names: OnceCell<Names>,
    /// The blog's root, as the app would be told it.
    pub(super) root: Root,
    /// Posts that are not shown now, and why.
    hidden: HashMap<&'a str, Status>,
    tags: HashSet<String>,
    ids: HashMap<&'a str, &'a HashSet<String>>,
    pictures: Pictures,
}

impl<'a> Links<'a> {
    /// `posts` are all of the blog, each with the facts about its file and
    /// whether it is shown now; `site` lists all of them, as a finished site
    /// does.
    pub(super) fn new(
        content: &'a Content,
        blog: &'a Blog,
        site: &'a Site,
        posts: &'a [(Rc<Post>, Facts, Status)],
    ) -> Self {
        let hidden = posts
            .iter()
            .filter(|(_, _, status)| *status != Status::Published);
        Self {
            content,
            files: content
                .paths()
                .map(|path| (path.to_lowercase(), path))
                .collect(),
            blog,
            site,
            names: OnceCell::new(),
            root: Root::new("/", site.routing),
            hidden: hidden
                .map(|(post, _, status)| (post.path.as_str(), *status))
                .collect(),
            tags: blog.tags().map(|tag| tag.slug.clone()).collect(),
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
        if let Some(file) = self.content.of_same_letters(&target) {
            let message = other_letters(file);
            return Some(Finding::warning(path, address.place, message));
        }
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
        let fault = match self.context(path).target(&address.link) {
            Target::Elsewhere(_) => return None,
            Target::Place(id) => {
                let missing = !self.has_place(path, id);
                return missing.then(|| dead(format!("nothing on this page is called #{id}")))?;
            }
            Target::File(file, _) => self.raw_file(&file).err(),
            Target::Page(Route::Search(name), _) if is_wiki(&address.link) => Some(Fault::Dead(
                format!("no post is called `{name}`; the link leads to a search for it"),
            )),
            Target::Page(route, tail) => {
                let named = match &address.link {
                    Link::Relative(relative) => resolve(path, relative).path,
                    _ => String::new(),
                };
                let place = tail.split_once('#').map(|(_, place)| decode_percent(place));
                match self.page(&named, &route).map(|entry| entry.zip(place)) {
                    Ok(Some((entry, place))) => self.place(&entry.post.path, &place).err(),
                    Ok(None) => None,
                    Err(fault) => Some(fault),
                }
            }
        };
        match fault? {
            Fault::Dead(message) => dead(message),
            Fault::Poor(message) => Some(Finding::warning(path, address.place, message)),
        }
    }

    /// What the app is asked with where the links of the post at `path` lead.
    fn context<'b>(&'b self, path: &'b str) -> LinkContext<'b> {
        LinkContext {
            root: &self.root,
            site: self.site,
            blog: self.blog,
            path,
            page: String::new(),
            names: &self.names,
        }
    }

    /// A file that a link leads to.
    pub(super) fn raw_file(&self, file: &str) -> Result<(), Fault> {
        if let Some(file) = self.content.of_same_letters(file) {
            return Err(Fault::Poor(other_letters(file)));
        }
        match (self.content.locate(file), file) {
            (Some(_), _) if is_markdown(file.as_ref()) => Err(Fault::Poor(format!(
                "{file} is no post of this blog; readers get its raw text"
            ))),
            (Some(_), _) => Ok(()),
            (None, "") => {
                let message = "the link leads to no page; the blog's own is /";
                Err(Fault::Dead(message.to_owned()))
            }
            (None, file) => Err(self.not_there(file)),
        }
    }

    /// The post of a page that is linked to as `named`, a path from the root
    /// of the content folder; none for a page that is no post's.
    pub(super) fn page(&self, named: &str, route: &Route) -> Result<Option<&Entry>, Fault> {
        if let Some(status) = self.hidden.get(named) {
            return Err(hidden(named, *status));
        }
        match route {
            Route::Post(address) => {
                if let Some(entry) = self.blog.at(address) {
                    return Ok(Some(entry));
                }
                let waits = self
                    .hidden
                    .iter()
                    .filter(|(path, _)| Post::address_by_path(path, self.site) == *address);
                let waits = waits.min_by_key(|(path, _)| **path);
                Err(match waits {
                    Some((path, status)) => hidden(path, *status),
                    None => self.not_there(named),
                })
            }
            Route::Tag(tag) if !self.tags.contains(tag) => {
                Err(Fault::Dead(format!("no post has the tag `{tag}`")))
            }
            Route::Newest(page) if *page > self.blog.pages(self.site.posts_per_page) => {
                Err(self.not_there(named))
            }
            _ => Ok(None),
        }
    }

    pub(super) fn not_there(&self, path: &str) -> Fault {
        let hint = self.hint(path);
        Fault::Dead(format!(
            "the link leads to {path}, which is not there{hint}"
        ))
    }

    /// A place in the post at `path` that a link leads to.
    pub(super) fn place(&self, path: &str, place: &str) -> Result<(), Fault> {
        match self.has_place(path, place) {
            true => Ok(()),
            false => Err(Fault::Dead(format!("nothing in {path} is called #{place}"))),
        }
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
pub(super) enum Fault {
    /// It leads nowhere.
    Dead(String),
    /// It leads to something that was hardly meant.
    Poor(String),
}

fn other_letters(file: &str) -> String {
    format!(
        "{file} is there with its letters in another form (Unicode's NFC and NFD); a build finds \
         it, but not the app by itself: write both alike"
    )
}

/// Whether a link names a post as in a wiki.
fn is_wiki(link: &Link) -> bool {
    matches!(link, Link::Post { .. })
}

fn hidden(path: &str, status: Status) -> Fault {
    let status = in_words(status);
    Fault::Poor(format!("{path} is not shown now: it is {status}"))
}

fn in_words(status: Status) -> &'static str {
    match status {
        Status::Published => "published",
        Status::Draft => "a draft",
        Status::Scheduled => "scheduled",
        Status::Expired => "expired",
    }
}
