//! The pages of a site: which there are and what each says of itself before
//! the app has drawn it. The app's `head` says the same once it has.
//!
//! How that gets into the HTML is for [`crate::template`].

mod article;
mod folder;
mod noscript;
mod social;
mod url;
mod writing;

use std::fs;
use std::path::Path;

use inkfold::prerender::{Drawn, summary};
use inkfold_core::blog::Entry;
use inkfold_core::catalog::ROOT;
use inkfold_core::link::encode_path;
use inkfold_core::route::Route;
use inkfold_core::site::Routing;
use inkfold_core::summary::description;

use crate::drawing::Drawing;
use crate::failure::Failure;
use crate::papers::{FEED, MANIFEST};
use crate::source::Source;
use crate::template::{Page, Template, escaped};
use crate::words::{self, Words};
use article::Articles;
pub(crate) use folder::{PAGE, cannot_be_a_folder, folder_of};
use noscript::{file_link, link, noscript};
use social::Picture;
use url::{after_scheme, root_path};
pub(crate) use writing::{ReadAgain, Writing};

/// The pages of a blog, ready to be written.
pub(crate) struct Pages<'a> {
    /// The blog.
    pub(crate) source: &'a Source,
    /// The mould.
    pub(crate) template: &'a Template,
    /// Only the blog's own address has a page; the others are for the app,
    /// which the page for what is missing starts too.
    pub(crate) bare: bool,
    /// The path the site is served at, if it is not what `url` says.
    pub(crate) served_at: Option<&'a str>,
    /// Seconds since 1970 UTC.
    pub(crate) now: i64,
    /// Who reads the blog for another thread.
    pub(crate) again: &'a ReadAgain<'a>,
}

/// What a page says of itself.
struct Description<'a> {
    language: String,
    title: String,
    text: String,
    kind: &'static str,
    /// The absolute address that search engines are to keep, where it is known.
    address: Option<String>,
    hidden: bool,
    /// The file of its post.
    post: Option<&'a str>,
    /// The files that the app asks for at once.
    first_files: Vec<&'a str>,
    /// More elements of the head, as HTML.
    more: Vec<String>,
}

impl Pages<'_> {
    /// Writes what is left of the pages that were begun, and the one for what
    /// is missing; tells how many addresses have no page.
    pub(crate) fn finish(
        &self,
        writing: Writing<'_>,
        out: &Path,
        notes: &mut Vec<String>,
    ) -> Result<usize, Failure> {
        let refused = writing.finish(self)?;
        for (route, reason) in &refused {
            let whose = self.entry(route);
            let whose = whose.map_or("a tag", |entry| entry.post.path.as_str());
            notes.push(format!(
                "warning: the address /{route} of {whose} has no page: {reason}"
            ));
        }
        let path = out.join("404.html");
        fs::write(&path, self.missing_page()).map_err(Failure::file("write", &path))?;
        Ok(refused.len())
    }

    /// The pages that have a file each.
    pub(crate) fn routes(&self) -> Vec<Route> {
        match self.is_alone() {
            true => vec![Route::Newest(1)],
            false => self.source.blog.routes(self.source.site.posts_per_page),
        }
    }

    /// Whether all of the blog is on one page, the host's only one.
    pub(crate) fn is_alone(&self) -> bool {
        self.bare || self.source.site.routing == Routing::Hash
    }

    /// Whether the app finds a catalogue: a bare site has one where its author
    /// keeps it beside the posts.
    fn has_catalog(&self) -> bool {
        !self.bare || self.source.content.locate(ROOT).is_some()
    }

    fn page(
        &self,
        route: &Route,
        folder: &Path,
        drawing: Option<&Drawing<'_>>,
        articles: Option<&Articles<'_>>,
    ) -> String {
        let depth = folder.iter().count();
        let root = match depth {
            0 => "./".to_owned(),
            _ => "../".repeat(depth),
        };
        let mut description = self.describe(route);
        let drawn = drawing.and_then(|drawing| {
            let files = &description.first_files;
            drawing.page(route, &root, files)
        });
        let entry = self.entry(route);
        let picture = entry
            .zip(self.url())
            .and_then(|(entry, url)| Picture::of(self.source, url, entry, drawn.as_ref()));
        let language = &description.language;
        description.more = social::head(self.source, language, entry, picture.as_ref());
        if let (Some(articles), Some(entry)) = (articles, entry) {
            let address = description.address.as_deref().unwrap_or_default();
            let text = &description.text;
            let head = articles.head(entry, address, text, picture.as_ref());
            description.more.extend(head);
        }
        let words = words::of(&description.language);
        let noscript = match entry {
            Some(entry) => {
                let link = file_link(&root, &entry.post.path, words.read_post);
                noscript(&[words.no_search, &link], &[])
            }
            None if drawing.is_some() => noscript(&[words.no_search], &[]),
            None => self.noscript_list(&root, words),
        };
        self.fill(&root, &description, drawn.as_ref(), "", &noscript)
    }

    /// For an address that has no page; its references must work at any
    /// depth, so they start at the host's root. Where they lead nowhere, or
    /// nothing runs, it says by itself that nothing is here.
    fn missing_page(&self) -> String {
        let site = &self.source.site;
        let words = words::of(&site.language);
        let root = self.root_on_host();
        let description = Description {
            language: site.language.clone(),
            title: format!("{} — {}", words.missing_title, site.title),
            text: String::new(),
            kind: "website",
            address: None,
            hidden: true,
            post: None,
            first_files: Vec::new(),
            more: Vec::new(),
        };
        let link = link(&root, words.to_newest);
        let stand_in = format!(
            "<main class=\"stand-in\"><h1>{}</h1><p>{}</p><p>{link}</p></main>",
            words.missing_title, words.missing_text
        );
        self.fill(&root, &description, None, &stand_in, "")
    }

    fn describe(&self, route: &Route) -> Description<'_> {
        let site = &self.source.site;
        let entry = self.entry(route);
        let language = entry.and_then(|entry| entry.post.language(&site.languages));
        let language = language.unwrap_or_else(|| site.language.clone());
        let title = match self.own_title(route, words::of(&language)) {
            Some(title) => format!("{title} — {}", site.title),
            None => site.title.clone(),
        };
        let first_files = match entry {
            Some(entry) => vec![entry.post.path.as_str()],
            None if self.is_alone() && self.has_catalog() => Vec::new(),
            None if self.is_alone() => self.first_page_files(),
            None => self.shown_files(route),
        };
        Description {
            text: match entry {
                Some(entry) => description(&summary(&entry.post, site.reading(&language))),
                None => site.description.clone(),
            },
            language,
            title,
            kind: match entry {
                Some(_) => "article",
                None => "website",
            },
            address: entry
                .and_then(|entry| entry.post.first_appearance())
                .or_else(|| self.url().map(|url| format!("{url}{route}"))),
            hidden: matches!(route, Route::Search(_)),
            post: entry.map(|entry| entry.post.path.as_str()),
            first_files,
            more: Vec::new(),
        }
    }

    fn entry(&self, route: &Route) -> Option<&Entry> {
        match route {
            Route::Post(address) => self.source.blog.at(address),
            _ => None,
        }
    }

    fn own_title(&self, route: &Route, words: &Words) -> Option<String> {
        let blog = &self.source.blog;
        match route {
            Route::Newest(1) => None,
            Route::Newest(page) => {
                let pages = blog.pages(self.source.site.posts_per_page);
                let page = words.page_of.replacen("{}", &page.to_string(), 1);
                Some(page.replacen("{}", &pages.to_string(), 1))
            }
            Route::Post(address) => blog.at(address).map(|entry| entry.post.title.clone()),
            Route::Tags => Some(words.tags.to_owned()),
            Route::Tag(slug) => blog.tag(slug).map(|(tag, _)| tag.name.clone()),
            Route::Archive => Some(words.archive.to_owned()),
            Route::Search(_) => Some(words.search.to_owned()),
        }
    }

    /// The posts that a page of the newest shows. Other lists are made of too
    /// many to ask for all of them.
    fn shown_files(&self, route: &Route) -> Vec<&str> {
        let Route::Newest(page) = route else {
            return Vec::new();
        };
        let posts = self
            .source
            .blog
            .newest(*page, self.source.site.posts_per_page);
        posts.map(|entry| entry.post.path.as_str()).collect()
    }

    /// What the app asks for first wherever it needs all posts.
    fn first_page_files(&self) -> Vec<&str> {
        let Source { site, content, .. } = self.source;
        site.listed_posts()
            .take(site.posts_per_page)
            .filter(|path| content.locate(path).is_some())
            .collect()
    }

    /// All posts, for those without JavaScript.
    fn noscript_list(&self, root: &str, words: &Words) -> String {
        let posts = self.source.blog.listed();
        let links: Vec<String> = posts
            .map(|entry| file_link(root, &entry.post.path, &entry.post.title))
            .collect();
        let mut sentences = vec![words.no_script];
        if !links.is_empty() {
            sentences.push(words.read_posts);
        }
        noscript(&sentences, &links)
    }

    fn fill(
        &self,
        root: &str,
        description: &Description<'_>,
        drawn: Option<&Drawn>,
        stand_in: &str,
        noscript: &str,
    ) -> String {
        self.template.fill(&Page {
            root,
            language: &description.language,
            theme: self.source.site.theme,
            title: &description.title,
            first_files: &self.first_files(description, drawn.is_some()),
            head: &self.head(root, description),
            stand_in: drawn.map_or(stand_in, |drawn| &drawn.html),
            data: drawn.map(|drawn| drawn.data.as_slice()),
            noscript,
        })
    }

    /// The files that the app asks for first, from the root of the site.
    fn first_files(&self, description: &Description<'_>, is_drawn: bool) -> Vec<String> {
        // A page that brings what it shows needs the catalogue later.
        let has_catalog = self.has_catalog() && !is_drawn;
        let catalog = [ROOT].into_iter().filter(|_| has_catalog);
        let files = description.first_files.iter().copied().chain(catalog);
        files
            .map(|path| format!("content/{}", encode_path(path)))
            .collect()
    }

    /// The elements of the head that are the page's own.
    fn head(&self, root: &str, description: &Description<'_>) -> Vec<String> {
        let site = &self.source.site;
        let mut head = Vec::new();
        if self.has_catalog() {
            head.push(format!(
                "<meta name=\"inkfold-catalog\" content=\"{ROOT}\">"
            ));
        }
        let mut meta = |key: &str, name: &str, content: &str| {
            if !content.is_empty() {
                let content = escaped(content);
                head.push(format!("<meta {key}=\"{name}\" content=\"{content}\">"));
            }
        };
        meta("name", "inkfold-post", description.post.unwrap_or_default());
        meta("name", "description", &description.text);
        if description.hidden {
            meta("name", "robots", "noindex");
        }
        meta("property", "og:title", &description.title);
        meta("property", "og:description", &description.text);
        meta("property", "og:type", description.kind);
        meta("property", "og:site_name", &site.title);
        if let Some(address) = &description.address {
            meta("property", "og:url", address);
            let address = escaped(address);
            head.push(format!("<link rel=\"canonical\" href=\"{address}\">"));
        }
        if !self.bare {
            head.push(format!(
                "<link rel=\"manifest\" href=\"{}{MANIFEST}\">",
                escaped(root)
            ));
        }
        if self.url().is_some() && !self.bare {
            head.push(format!(
                "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}{FEED}\">",
                escaped(root)
            ));
        }
        head.extend(description.more.iter().cloned());
        head
    }

    /// The path of the site on its host, with a slash at both ends.
    pub(crate) fn root_on_host(&self) -> String {
        match self.served_at {
            Some(path) => path.to_owned(),
            None => root_path(self.url().unwrap_or_default()),
        }
    }

    /// The absolute address of the site, with a slash at its end.
    pub(crate) fn url(&self) -> Option<&str> {
        let url = self.source.site.url.as_deref();
        url.filter(|url| after_scheme(url).is_some())
    }
}

#[cfg(test)]
mod tests;
