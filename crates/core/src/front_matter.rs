//! The keys of a post's front matter and what each of them means.
//!
//! Semantics are Grav's where Grav has the key. Deriving a post from them
//! (fallbacks, addresses, visibility) is for [`crate::post`].

use crate::date::{DateTime, Repair};
use crate::diagnostic::{Diagnostic, Position, Problem};
use crate::split::Format;
use crate::summary::{Extent, LENGTH};
use crate::value::Value;
use crate::{toml, yaml};

/// What the author said about a post. Every key has a default; a key that is
/// absent or empty means the default.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// `title`.
    pub title: Option<String>,
    /// `date`: what is shown, and what listings are ordered by.
    pub date: Option<DateTime>,
    /// `published`: `false` is a draft; `true` makes the next two keys
    /// ineffective.
    pub published: Option<bool>,
    /// `publish_date`: not shown before.
    pub publish_date: Option<DateTime>,
    /// `unpublish_date`: not shown after.
    pub unpublish_date: Option<DateTime>,
    /// `hide_page_title`: the title is heard and not seen.
    pub hide_page_title: bool,
    /// `show_sidebar`: whether contents and recent posts stand beside the
    /// post.
    pub show_sidebar: bool,
    /// `hide_from_post_list`: left out of listings; its address and its
    /// neighbours still lead to it.
    pub hide_from_post_list: bool,
    /// `continue_link`: whether its card in a listing ends with a link.
    pub continue_link: bool,
    /// `hide_git_sync_repo_link`: no "view source" link.
    pub hide_source_link: bool,
    /// `tags` and everything under `taxonomy`, each once, in order.
    pub tags: Vec<String>,
    /// `slug`: the post's word in its address.
    pub slug: Option<String>,
    /// `summary`: a text, or Grav's `enabled`, `format` and `size`.
    pub summary: Extent,
    /// `author`.
    pub author: Option<String>,
    /// `lang`: the language the post is written in (BCP 47).
    pub lang: Option<String>,
}

impl Default for FrontMatter {
    fn default() -> Self {
        Self {
            title: None,
            date: None,
            published: None,
            publish_date: None,
            unpublish_date: None,
            hide_page_title: false,
            show_sidebar: true,
            hide_from_post_list: false,
            continue_link: true,
            hide_source_link: false,
            tags: Vec::new(),
            slug: None,
            summary: Extent::Divider,
            author: None,
            lang: None,
        }
    }
}

impl FrontMatter {
    /// Reads `text`, which is written in `format` and begins on line
    /// `first_line` of its file.
    pub fn read(format: Format, text: &str, first_line: usize) -> (Self, Vec<Diagnostic>) {
        let head = head(text);
        let (value, mut diagnostics) = match format {
            Format::Toml => toml::read(head, first_line),
            Format::Yaml | Format::Json => yaml::read(head, first_line),
        };
        if head.len() < text.len() {
            let limit = yaml::LONGEST_FRONT_MATTER;
            let position = Position::of(text, head.len(), first_line);
            diagnostics.push(Diagnostic::error(position, Problem::TooLong { limit }));
        }
        let mut keys = Keys {
            value: &value,
            text,
            first_line,
            diagnostics,
        };
        let front_matter = Self {
            title: keys.text("title"),
            date: keys.date("date"),
            published: keys.published(),
            publish_date: keys.date("publish_date"),
            unpublish_date: keys.date("unpublish_date"),
            hide_page_title: keys.flag("hide_page_title").unwrap_or(false),
            show_sidebar: keys.flag("show_sidebar").unwrap_or(true),
            hide_from_post_list: keys.flag("hide_from_post_list").unwrap_or(false),
            continue_link: keys.flag("continue_link").unwrap_or(true),
            hide_source_link: keys.flag("hide_git_sync_repo_link").unwrap_or(false),
            tags: keys.tags(),
            slug: keys.text("slug"),
            summary: keys.summary(),
            author: keys.author(),
            lang: keys.text("lang"),
        };
        (front_matter, keys.diagnostics)
    }
}

/// The lines that are read, of front matter that is too long.
fn head(text: &str) -> &str {
    if text.len() <= yaml::LONGEST_FRONT_MATTER {
        return text;
    }
    let head = text.get(..text.floor_char_boundary(yaml::LONGEST_FRONT_MATTER));
    let head = head.unwrap_or_default();
    head.rsplit_once('\n').map_or("", |(lines, _)| lines)
}

/// Reads keys one by one and notes what is wrong with them.
struct Keys<'a> {
    value: &'a Value,
    text: &'a str,
    first_line: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Keys<'_> {
    /// The value of a key; an empty one is as good as absent.
    fn get(&self, key: &str) -> Option<&Value> {
        self.value.get(key).filter(|value| **value != Value::Null)
    }

    fn text(&mut self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        let Some(mut text) = value.as_text() else {
            self.wrong(key, "a text");
            return None;
        };
        // A number is shown as it is written: 1.10, not 1.1.
        if let Value::Number(_) = value
            && let Some(written) = self.written(key)
        {
            text = written.to_owned();
        }
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// `true` and `false`, quoted or not, `yes`, `no`, `on`, `off`, `1`, `0`.
    fn flag(&mut self, key: &str) -> Option<bool> {
        let flag = match self.get(key)? {
            Value::Bool(flag) => Some(*flag),
            value => match value.as_text()?.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" => Some(true),
                "false" | "no" | "off" | "0" | "" => Some(false),
                _ => None,
            },
        };
        if flag.is_none() {
            self.wrong(key, "true or false");
        }
        flag
    }

    /// A word that is no answer keeps the post back: a draft by mistake can be
    /// mended, a draft that went out cannot.
    fn published(&mut self) -> Option<bool> {
        self.get("published")?;
        Some(self.flag("published").unwrap_or(false))
    }

    fn date(&mut self, key: &str) -> Option<DateTime> {
        let written = self.text(key)?;
        let date = DateTime::parse(&written);
        let position = self.position(key);
        let (key, value) = (key.to_owned(), written);
        let problem = match date.map(|date| date.repair) {
            Some(None) => return date,
            None => Problem::BadDate { key, value },
            Some(Some(Repair::RolledOver)) => Problem::RolledOver {
                key,
                value,
                read: date.map(|date| date.to_string()).unwrap_or_default(),
            },
            Some(Some(Repair::DayFirst)) => Problem::DayFirst { key, value },
            Some(Some(Repair::NamedZone)) => Problem::NamedZone { key, value },
        };
        self.diagnostics.push(match date {
            None => Diagnostic::error(position, problem),
            Some(_) => Diagnostic::warning(position, problem),
        });
        date
    }

    fn tags(&mut self) -> Vec<String> {
        let mut tags = Vec::new();
        for key in ["tags", "taxonomy"] {
            if let Some(value) = self.get(key) {
                collect_words(value, &mut tags);
            }
        }
        tags
    }

    /// One name, or several with commas between.
    fn author(&mut self) -> Option<String> {
        let mut names = Vec::new();
        match self.get("author")? {
            Value::Map(_) => self.wrong("author", "a name"),
            value => collect_words(value, &mut names),
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn summary(&mut self) -> Extent {
        let Some(value) = self.get("summary") else {
            return Extent::Divider;
        };
        if let Some(text) = value.as_text() {
            return Extent::Text(text);
        }
        let off = Value::Bool(false);
        let size = value.get("size").and_then(Value::as_text);
        let size = size.and_then(|size| size.parse().ok());
        let long = value.get("format").and_then(Value::as_text).as_deref() == Some("long");
        match (value.get("enabled"), size) {
            (Some(enabled), _) if *enabled == off => Extent::Whole,
            (_, Some(0)) => Extent::Whole,
            (_, Some(letters)) => Extent::Letters {
                letters,
                over_divider: long,
            },
            (_, None) if long => Extent::Letters {
                letters: LENGTH,
                over_divider: true,
            },
            (_, None) => Extent::Divider,
        }
    }

    fn wrong(&mut self, key: &str, expected: &'static str) {
        let problem = Problem::WrongKind {
            key: key.to_owned(),
            expected,
        };
        let position = self.position(key);
        self.diagnostics.push(Diagnostic::error(position, problem));
    }

    /// Where a top-level key stands in the file.
    fn position(&self, key: &str) -> Option<Position> {
        let (index, _) = self.line(key)?;
        Some(Position {
            line: self.first_line + index,
            column: 1,
        })
    }

    /// The value of a top-level key as it is written.
    fn written(&self, key: &str) -> Option<&str> {
        let (_, rest) = self.line(key)?;
        rest.split(" #").next().map(str::trim)
    }

    fn line(&self, key: &str) -> Option<(usize, &str)> {
        self.text.lines().enumerate().find_map(|(index, line)| {
            let (name, rest) = line.split_once(':')?;
            let name = name.trim_end().trim_matches(['"', '\'']);
            (name == key).then_some((index, rest))
        })
    }
}

/// Every word in a list, in the lists of a map, or between commas; each once.
fn collect_words(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::List(items) => {
            for item in items {
                match item.as_text() {
                    Some(word) => push_word(&word, words),
                    None => collect_words(item, words),
                }
            }
        }
        Value::Map(entries) => {
            for (_, item) in entries {
                collect_words(item, words);
            }
        }
        single => {
            for word in single.as_text().unwrap_or_default().split(',') {
                push_word(word, words);
            }
        }
    }
}

fn push_word(word: &str, words: &mut Vec<String>) {
    let word = word.trim();
    if !word.is_empty() && !words.iter().any(|known| known == word) {
        words.push(word.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> FrontMatter {
        let (front_matter, found) = FrontMatter::read(Format::Yaml, text, 2);
        assert_eq!(found, [], "{text}");
        front_matter
    }

    #[test]
    fn an_empty_one_means_the_defaults() {
        assert_eq!(read(""), FrontMatter::default());
        assert_eq!(
            read("title:\ntags:\npublished:\nsummary:\n"),
            FrontMatter::default()
        );
    }

    #[test]
    fn reads_flags_as_they_are_meant() {
        for (written, expected) in [
            ("true", true),
            ("false", false),
            ("'false'", false),
            ("yes", true),
            ("off", false),
            ("1", true),
            ("0", false),
        ] {
            let read = read(&format!("show_sidebar: {written}"));
            assert_eq!(read.show_sidebar, expected, "{written}");
        }
        let (_, found) = FrontMatter::read(Format::Yaml, "published: perhaps", 2);
        assert_eq!(
            found.first().and_then(|d| d.position).map(|p| p.line),
            Some(2)
        );
    }

    #[test]
    fn collects_tags() {
        for (written, expected) in [
            ("tags: [a, b, a]", vec!["a", "b"]),
            ("tags: a, b c", vec!["a", "b c"]),
            ("tags: 2024", vec!["2024"]),
            (
                "taxonomy:\n  category: blog\n  tag: [x, 7]",
                vec!["blog", "x", "7"],
            ),
            ("tags: [a]\ntaxonomy: {tag: [a, b]}", vec!["a", "b"]),
            ("tags: []", vec![]),
        ] {
            assert_eq!(read(written).tags, expected, "{written}");
        }
    }

    #[test]
    fn reads_a_title_of_any_kind() {
        for (written, expected) in [
            ("title: 2024", "2024"),
            ("title: 1.10 # comment", "1.10"),
            ("title: true", "true"),
            ("title: ' a '", "a"),
        ] {
            assert_eq!(read(written).title.as_deref(), Some(expected), "{written}");
        }
        let (front_matter, found) = FrontMatter::read(Format::Yaml, "title: [a]", 2);
        assert_eq!(front_matter.title, None);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_wrong_date_is_told_with_its_line() {
        let (front_matter, found) = FrontMatter::read(Format::Yaml, "title: a\ndate: soon\n", 2);
        assert_eq!(front_matter.date, None);
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            ["3:1: error: `date: soon` is not a date; write it as 2022-11-16 10:00"]
        );
        let (front_matter, found) = FrontMatter::read(Format::Yaml, "date: 31-02-2022", 2);
        assert!(front_matter.date.is_some());
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn reads_summaries_as_grav_does() {
        for (written, expected) in [
            ("summary: A *text*", Extent::Text("A *text*".into())),
            ("summary: {enabled: false}", Extent::Whole),
            ("summary: {size: 0}", Extent::Whole),
            (
                "summary: {size: 50}",
                Extent::Letters {
                    letters: 50,
                    over_divider: false,
                },
            ),
            (
                "summary: {format: long}",
                Extent::Letters {
                    letters: LENGTH,
                    over_divider: true,
                },
            ),
            ("summary: {enabled: true}", Extent::Divider),
        ] {
            assert_eq!(read(written).summary, expected, "{written}");
        }
    }

    #[test]
    fn joins_authors() {
        assert_eq!(read("author: Ann").author.as_deref(), Some("Ann"));
        assert_eq!(read("author: [Ann, Bo]").author.as_deref(), Some("Ann, Bo"));
    }
}
