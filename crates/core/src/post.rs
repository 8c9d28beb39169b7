//! A post: what a file in the content folder turned out to be.
//!
//! Puts together the stages before it and supplies what the author left out.
//! How posts stand to each other is for [`crate::blog`].

use crate::date::{DateTime, TimeZone};
use crate::diagnostic::{Diagnostic, Level, Position, Problem};
use crate::document::{Document, Node, plain_text};
use crate::front_matter::FrontMatter;
use crate::permalink::Permalink;
use crate::summary::Divided;
use crate::{markdown, slug, split, summary, text};

/// How many letters a description has, at most.
pub const DESCRIPTION_LENGTH: usize = 160;

/// Whether a post is shown, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Shown.
    Published,
    /// `published: false`.
    Draft,
    /// `publish_date` is to come.
    Scheduled,
    /// `unpublish_date` has passed.
    Expired,
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
    body: String,
    divider: Option<usize>,
    /// The first block is the title.
    title_is_first_block: bool,
}

impl Post {
    /// Reads the bytes of the file at `path` (relative to the content
    /// folder). Always makes a post; what is wrong stands in
    /// [`Post::diagnostics`].
    pub fn read(path: &str, bytes: &[u8]) -> Self {
        let (text, mut diagnostics) = text::decode(bytes);
        let parts = split::split(&text);
        let (front_matter, found) = FrontMatter::read(
            parts.front_matter.unwrap_or_default(),
            parts.front_matter_line,
        );
        if !parts.closed {
            let line = parts.front_matter_line.saturating_sub(1);
            let position = Position { line, column: 1 };
            diagnostics.push(Diagnostic::error(position, Problem::Unclosed));
        }
        diagnostics.extend(found);
        let Divided { body, divider } = summary::divide(parts.body);
        let slug = front_matter
            .slug
            .as_deref()
            .map(slug::of_word)
            .filter(|slug| !slug.is_empty())
            .unwrap_or_else(|| slug::of_path(path));
        let mut post = Self {
            path: path.to_owned(),
            title: front_matter.title.clone().unwrap_or_default(),
            date: front_matter.date.or_else(|| DateTime::in_path(path)),
            front_matter,
            slug,
            diagnostics,
            body,
            divider,
            title_is_first_block: false,
        };
        if post.title.is_empty() {
            post.take_title_from_body();
        }
        post
    }

    /// A post with no `title` is called by the heading it opens with, else by
    /// its slug.
    fn take_title_from_body(&mut self) {
        let document = self.document();
        let heading = document.blocks.first().and_then(|(_, node)| match node {
            Node::Element(element) if element.tag.heading_level() == Some(1) => {
                let mut title = String::new();
                plain_text(&element.children, &mut title);
                Some(title)
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

    /// The address that the file at `path` has unless its front matter says
    /// otherwise.
    pub fn address_by_path(path: &str, permalink: &Permalink) -> String {
        let date = DateTime::in_path(path);
        permalink.address(&slug::of_path(path), date.as_ref(), path)
    }

    /// The article.
    pub fn document(&self) -> Document {
        let reading = markdown::Reading {
            language: self.front_matter.lang.as_deref().unwrap_or_default(),
            ..Default::default()
        };
        let mut document = markdown::read_as(&self.body, &reading);
        if self.title_is_first_block && !document.blocks.is_empty() {
            document.blocks.remove(0);
        }
        document
    }

    /// What a listing shows of the article.
    pub fn summary(&self) -> Vec<Node> {
        let extent = &self.front_matter.summary;
        summary::cut(&self.document(), self.divider, extent)
    }

    /// The beginning of the summary in plain text, for search engines and
    /// cards: at most [`DESCRIPTION_LENGTH`] letters, cut at a word.
    pub fn description(&self) -> String {
        let mut text = String::new();
        plain_text(&self.summary(), &mut text);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() <= DESCRIPTION_LENGTH {
            return text;
        }
        let head: String = text.chars().take(DESCRIPTION_LENGTH - 1).collect();
        let words = head
            .rsplit_once(' ')
            .map_or(head.as_str(), |(words, _)| words);
        format!("{words}…")
    }

    /// Title, tags and body in lower case, for a plain search.
    pub fn searchable_text(&self) -> String {
        let tags = self.front_matter.tags.join(" ");
        slug::lower(&format!("{}\n{tags}\n{}", self.title, self.body))
    }

    /// Whether the article is blank.
    pub fn is_empty(&self) -> bool {
        self.body.trim().is_empty()
    }

    /// Whether something in the file is not shown as the author meant it.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|found| found.level == Level::Error)
    }

    /// Whether the post is shown at `now` (seconds since 1970 UTC). The dates
    /// count only where `published` does not say it, as in Grav.
    pub fn status(&self, now: i64, zone: &dyn TimeZone) -> Status {
        let front_matter = &self.front_matter;
        match front_matter.published {
            Some(true) => return Status::Published,
            Some(false) => return Status::Draft,
            None => {}
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

/// `my-first_post` as a title: "My first post". Only Latin letters are made
/// capitals, as in Grav.
fn title_from(slug: &str) -> String {
    let mut words = slug.replace(['-', '_'], " ").trim().to_owned();
    if words.is_empty() {
        return slug.to_owned();
    }
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Utc;

    fn post(text: &str) -> Post {
        Post::read("posts/2022-11-16-my-post.md", text.as_bytes())
    }

    #[test]
    fn supplies_what_is_left_out() {
        let plain = post("Hello.");
        assert_eq!(plain.title, "My post");
        assert_eq!(plain.slug, "my-post");
        assert_eq!(
            plain.date.map(|d| d.to_string()).as_deref(),
            Some("2022-11-16")
        );
        let headed = post("# The *title*\n\nHello.");
        assert_eq!(headed.title, "The title");
        assert_eq!(headed.document().blocks.len(), 1);
        let named = post("---\ntitle: T\nslug: Ein Wort\ndate: 01-02-2020\n---\n# T\n");
        assert_eq!(
            (named.title.as_str(), named.slug.as_str()),
            ("T", "ein-wort")
        );
        assert_eq!(named.date.map(|d| d.year), Some(2020));
        assert_eq!(named.document().blocks.len(), 1);
    }

    #[test]
    fn says_whether_it_is_shown() {
        let now = DateTime::parse("2022-11-16 10:00").unwrap().instant(&Utc);
        for (keys, expected) in [
            ("", Status::Published),
            ("published: false", Status::Draft),
            ("publish_date: 16-11-2022 10:01", Status::Scheduled),
            ("publish_date: 16-11-2022 10:00", Status::Published),
            ("unpublish_date: 16-11-2022 10:00", Status::Expired),
            ("unpublish_date: 17-11-2022", Status::Published),
            (
                "published: true\npublish_date: 01-01-2040",
                Status::Published,
            ),
            ("published:\npublish_date: 01-01-2040", Status::Scheduled),
        ] {
            let status = post(&format!("---\n{keys}\n---\n")).status(now, &Utc);
            assert_eq!(status, expected, "{keys}");
        }
    }

    #[test]
    fn a_description_ends_at_a_word() {
        let short = post(&"слово ".repeat(60)).description();
        assert!(short.ends_with("слово…"), "{short}");
        assert!(short.chars().count() <= DESCRIPTION_LENGTH);
        assert_eq!(post("a\nb\n\n===\n\nc").description(), "a b");
    }

    #[test]
    fn shows_the_article_of_a_broken_front_matter() {
        let broken = post("---\ntitle: a: b\ntags: [x\n---\nThe article.");
        assert!(broken.has_errors());
        assert_eq!(broken.title, "a: b");
        assert!(!broken.is_empty());
        let unclosed = post("---\ntitle: a\n\nThe article.");
        assert!(unclosed.has_errors() && !unclosed.is_empty());
        assert!(post("---\ntitle: a\n---\n \n").is_empty());
    }
}
