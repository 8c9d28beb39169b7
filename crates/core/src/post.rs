//! A post: what a file in the content folder turned out to be.
//!
//! Puts together the stages before it and supplies what the author left out.
//! How posts stand to each other is for [`crate::blog`].

mod path;
mod pieces;
mod short;

use std::cell::OnceCell;
use std::rc::Rc;

use crate::date::{DateTime, TimeZone};
use crate::diagnostic::{Diagnostic, Level, Problem};
use crate::document::{Document, Formula, Node, plain_text};
use crate::front_matter::{FrontMatter, More};
use crate::hidden::without;
use crate::link::Link;
use crate::mark::{join, part};
use crate::markdown::{self, Reading};
use crate::{lang, slug, summary};
use path::{own_slug, title_from};
pub use pieces::Pieces;

/// Whether a post is shown, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Shown.
    Published,
    /// `published: false`, or it lies in `_drafts`, whatever it says of that.
    Draft,
    /// `publish_date` is to come.
    Scheduled,
    /// `unpublish_date` has passed.
    Expired,
}

/// A post's trees, made when somebody asks and kept.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// [`Post::document`].
    pub document: OnceCell<Rc<Document>>,
    /// [`Post::summary`].
    pub summary: OnceCell<Rc<Vec<Node>>>,
    /// The article, once its formulas need nobody to typeset them.
    pub typeset: OnceCell<Rc<Document>>,
    /// The summary, as `typeset`.
    pub typeset_summary: OnceCell<Rc<Vec<Node>>>,
}

/// What is typeset follows from what is read, sooner or later.
impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        (&self.document, &self.summary) == (&other.document, &other.summary)
    }
}

/// A post.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// Its file, relative to the content folder.
    pub path: String,
    /// What the author said about it.
    pub front_matter: FrontMatter,
    /// Its title, never empty.
    pub title: String,
    /// `slug`, or a word made from the path; never empty.
    pub slug: String,
    /// `date`, or the date in the path.
    pub date: Option<DateTime>,
    /// What is wrong with the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the article is blank.
    pub is_empty: bool,
    /// What Markdown has made of it so far, for those who draw it often.
    pub drawn: Drawn,
    /// The language that its path tells, whatever languages the blog has.
    pub(crate) path_language: Option<String>,
    body: String,
    /// The line of the file on which the body starts.
    body_line: usize,
    divider: Option<usize>,
    /// The first block is the title.
    title_is_first_block: bool,
}

impl Post {
    /// Reads the bytes of the file at `path` (relative to the content
    /// folder). Always makes a post; what is wrong stands in
    /// [`Post::diagnostics`].
    pub fn read(path: &str, bytes: &[u8]) -> Self {
        Self::of(path, Pieces::with(bytes, |_| ())).0
    }

    /// A post of which nothing is known but its file.
    pub fn unread(path: String) -> Self {
        Self {
            title: path.clone(),
            slug: path.clone(),
            path,
            front_matter: FrontMatter::default(),
            date: None,
            diagnostics: Vec::new(),
            is_empty: true,
            drawn: Drawn::default(),
            path_language: None,
            body: String::new(),
            body_line: 1,
            divider: None,
            title_is_first_block: false,
        }
    }

    /// The post without its text and its trees.
    pub fn head(&self) -> Self {
        Self {
            front_matter: self.front_matter.clone(),
            title: self.title.clone(),
            slug: self.slug.clone(),
            date: self.date,
            diagnostics: self.diagnostics.clone(),
            is_empty: self.is_empty,
            path_language: self.path_language.clone(),
            ..Self::unread(self.path.clone())
        }
    }

    /// Reads a post as [`Post::read`] does, and what else its front matter
    /// says.
    pub fn read_whole(path: &str, bytes: &[u8]) -> (Self, More) {
        Self::of(path, Pieces::of(bytes))
    }

    /// The post that pieces of the file at `path` make, and what else its
    /// front matter says.
    pub fn of<T>(path: &str, pieces: Pieces<T>) -> (Self, T) {
        let Pieces {
            front_matter,
            more,
            diagnostics,
            body,
            body_line,
            divider,
        } = pieces;
        let slug = own_slug(&front_matter).unwrap_or_else(|| slug::of_path(path, &[]));
        let in_address = || DateTime::in_path(front_matter.address.as_deref()?);
        let date = front_matter.date.or_else(in_address);
        let mut post = Self {
            path: path.to_owned(),
            path_language: lang::of_path(path, &[]).1,
            title: front_matter.title.clone().unwrap_or_default(),
            date: date.or_else(|| DateTime::in_path(path)),
            front_matter,
            slug,
            diagnostics,
            is_empty: body.trim().is_empty(),
            drawn: Drawn::default(),
            body,
            body_line,
            divider,
            title_is_first_block: false,
        };
        if post.title.is_empty() {
            post.take_title_from_body();
        }
        (post, more)
    }

    /// A post with no `title` is called by the heading it opens with, else by
    /// its slug.
    fn take_title_from_body(&mut self) {
        let document = self.document("");
        let heading = document.blocks.first().and_then(|(_, node)| match node {
            Node::Element(element) if element.tag.heading_level() == Some(1) => {
                let mut title = String::new();
                plain_text(&element.children, &mut title);
                Some(without(&title))
            }
            _ => None,
        });
        match heading.filter(|title| !title.trim().is_empty()) {
            Some(title) => {
                self.title = title;
                self.title_is_first_block = true;
            }
            None => self.title = title_from(&self.slug),
        }
    }

    /// The article. The language of `reading` is the post's or, where nothing
    /// says it, the blog's: Inkfold supplies words here and there. A language
    /// alone will do.
    pub fn document<'a>(&self, reading: impl Into<Reading<'a>>) -> Document {
        let reading = self.own(reading.into());
        let mut document = self.divided_document(&reading, usize::MAX);
        summary::without_dividers(&mut document);
        document
    }

    /// How the post is read, where its front matter may say.
    fn own<'a>(&self, reading: Reading<'a>) -> Reading<'a> {
        let own = self.front_matter.smart_punctuation;
        Reading {
            smart_punctuation: own.unwrap_or(reading.smart_punctuation),
            math: reading.math && self.front_matter.math,
            ..reading
        }
    }

    /// The article with its dividers, up to the byte `end` of the body.
    fn divided_document(&self, reading: &Reading<'_>, end: usize) -> Document {
        let mut document = markdown::read_to(&self.body, reading, end);
        if self.title_is_first_block && !document.blocks.is_empty() {
            document.blocks.remove(0);
        }
        document
    }

    /// What of the article is not shown as it was written. Apart from
    /// [`Post::diagnostics`], since only its author wants to know. `check` is
    /// for [`Document::check_formulas`].
    pub fn repairs(
        &self,
        check: &mut dyn FnMut(&Formula) -> Option<(usize, String)>,
    ) -> Vec<Diagnostic> {
        let mut document = self.document("");
        document.check_formulas(&self.body, check);
        document.diagnostics(&self.body, self.body_line)
    }

    /// What a search looks through: its title, tags and body.
    pub fn searched(&self) -> String {
        let tags = join(&self.front_matter.tags, " ");
        format!("{}\n{tags}\n{}", self.title, self.body)
    }

    /// Whether all of `words`, in lower case, stand in [`Post::searched`].
    pub fn has_words(&self, words: &[String]) -> bool {
        let text = slug::lower(&self.searched());
        words.iter().all(|word| part(&text, word).is_some())
    }

    /// The absolute address where the post first appeared, if its author names
    /// one: search engines are to keep that page rather than this.
    pub fn first_appearance(&self) -> Option<String> {
        match Link::parse_source(self.front_matter.canonical.as_deref()?)? {
            Link::Absolute(address) => Some(address),
            _ => None,
        }
    }

    /// Whether something in the file is not shown as the author meant it.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|found| found.level == Level::Error)
    }

    /// Whether its author should look at the file: something in it is wrong,
    /// or its front matter had to be guessed at.
    pub fn wants_a_look(&self) -> bool {
        let guessed = |found: &Diagnostic| {
            matches!(
                found.problem,
                Problem::Yaml(_) | Problem::Slip(_) | Problem::Said(_)
            )
        };
        self.has_errors() || self.diagnostics.iter().any(guessed)
    }

    /// Whether the post is shown at `now` (seconds since 1970 UTC). The dates
    /// count only where `published` does not say it, as in Grav.
    pub fn status(&self, now: i64, zone: &dyn TimeZone) -> Status {
        let front_matter = &self.front_matter;
        let is_in_drafts = self.path.split('/').any(|folder| folder == "_drafts");
        match front_matter.published {
            Some(true) if !is_in_drafts || front_matter.preview.is_some() => {
                return Status::Published;
            }
            Some(false) => return Status::Draft,
            _ if is_in_drafts => return Status::Draft,
            _ => {}
        }
        let past = |date: Option<DateTime>| date.map(|date| date.instant(zone) <= now);
        if past(front_matter.publish_date) == Some(false) {
            Status::Scheduled
        } else if past(front_matter.unpublish_date) == Some(true) {
            Status::Expired
        } else {
            Status::Published
        }
    }
}

/// When the first of `posts` comes or goes by itself after `now`, in seconds
/// since 1970 UTC.
pub fn next_change<'a>(
    posts: impl Iterator<Item = &'a Rc<Post>>,
    now: i64,
    zone: &dyn TimeZone,
) -> Option<i64> {
    let dates = posts.flat_map(|post| {
        let keys = &post.front_matter;
        [keys.publish_date, keys.unpublish_date]
    });
    let instants = dates.flatten().map(|date| date.instant(zone));
    instants.filter(|instant| *instant > now).min()
}

#[cfg(test)]
mod tests;
