//! Reads values of front matter as the kind of thing they are meant to be,
//! and notes what is wrong with them.

use crate::date::{DateTime, Repair};
use crate::diagnostic::{Diagnostic, Position, Problem};
use crate::entities;
use crate::hidden::{is_left_out, is_unwritable, without};
use crate::lang;
use crate::link::Link;
use crate::mark::{join, part};
use crate::split::Format;
use crate::summary::{Extent, LENGTH};
use crate::value::Value;

use super::words::{collect_names, collect_words, first_hidden, is_name};

/// How many letters of an address are shown to its author.
const SHOWN: usize = 60;

/// The keys of one front matter.
pub(crate) struct Keys<'a> {
    format: Format,
    entries: &'a [(String, Value)],
    text: &'a str,
    first_line: usize,
    /// Which entries have been looked at.
    used: Vec<bool>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Keys<'a> {
    /// Those of `value`, which was read from `text`.
    pub(super) fn new(
        format: Format,
        value: &'a Value,
        text: &'a str,
        first_line: usize,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let entries = match value {
            Value::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        Self {
            format,
            entries,
            text,
            first_line,
            used: vec![false; entries.len()],
            diagnostics,
        }
    }

    /// The first of `names` that has a value, with its key as written.
    pub(super) fn find(&mut self, names: &[&str]) -> Option<(&'a str, &'a Value)> {
        let mut first = None;
        for name in names {
            let entries = self.entries.iter().zip(&mut self.used);
            for ((key, value), used) in entries.filter(|((key, _), _)| is_name(key, name)) {
                *used = true;
                // An empty value is as good as none.
                if first.is_none() && !value.is_null() {
                    first = Some((key.as_str(), value));
                }
            }
        }
        first
    }

    /// What no other function asked for.
    pub(super) fn other(&self) -> Vec<(String, Value)> {
        let entries = self.entries.iter().zip(&self.used);
        let unused = entries.filter(|(_, used)| !**used);
        unused.map(|(entry, _)| entry.clone()).collect()
    }

    pub(super) fn text(&mut self, names: &[&str]) -> Option<String> {
        let (key, value) = self.find(names)?;
        let mut text = match value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Bool(_) | Value::Null => value.as_text()?,
            // A number is shown as it is written: 1.10, not 1.1.
            Value::Number(number) => match self.format {
                Format::Yaml => self.written(key).unwrap_or(number).to_owned(),
                _ => number.clone(),
            },
            // `title: [RU]`: brackets that are meant as brackets.
            Value::List(_) | Value::Map(_) => {
                let written = self.written(key).unwrap_or_default().to_owned();
                let problem = wrong(key, "a text; put it in quotes");
                self.diagnostics
                    .push(Diagnostic::warning(self.position(key), problem));
                written
            }
        };
        text.retain(|letter| !is_unwritable(letter));
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn title(&mut self, names: &[&str]) -> Option<String> {
        let title = entities::decode(&self.text(names)?);
        self.note_hidden(names, title.chars().find(|letter| is_left_out(*letter)));
        let title = without(&title);
        // A title has one line.
        let lines: Vec<String> = title
            .split(['\n', '\r'])
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        (!lines.is_empty()).then(|| join(&lines, " "))
    }

    /// A language tag; what can be none is as good as nothing.
    pub(super) fn language(&mut self) -> Option<String> {
        let names = ["lang", "language"];
        let (key, _) = self.find(&names)?;
        let text = self.text(&names)?;
        let language = lang::written(&text);
        if language.is_none() {
            let problem = wrong(key, lang::EXPECTED);
            self.diagnostics
                .push(Diagnostic::warning(self.position(key), problem));
        }
        language
    }

    /// An address on the web or beside the post.
    pub(super) fn link(&mut self, names: &[&str]) -> Option<String> {
        let text = self.text(names)?;
        let link = Link::parse(&text);
        self.checked(names, text, link)
    }

    /// `text`, if it is the address that `link` says.
    pub(super) fn checked(
        &mut self,
        names: &[&str],
        text: String,
        link: Option<Link>,
    ) -> Option<String> {
        if link.is_some() {
            return Some(text);
        }
        let (key, _) = self.find(names)?;
        let problem = Problem::BadAddress {
            key: key.to_owned(),
            value: text.chars().take(SHOWN).collect(),
        };
        self.diagnostics
            .push(Diagnostic::error(self.position(key), problem));
        None
    }

    /// A flag that has other kinds of values in other engines.
    pub(super) fn loose_flag(&mut self, names: &[&str]) -> Option<bool> {
        self.find(names)?.1.as_flag()
    }

    /// `true` and `false`, quoted or not, `yes`, `no`, `on`, `off`, `1`, `0`.
    pub(super) fn flag(&mut self, names: &[&str]) -> Option<bool> {
        let (key, value) = self.find(names)?;
        let flag = value.as_flag();
        if flag.is_none() {
            let problem = wrong(key, "true or false");
            self.diagnostics
                .push(Diagnostic::error(self.position(key), problem));
        }
        flag
    }

    /// A word that is no answer keeps the post back: a draft by mistake can be
    /// mended, a draft that went out cannot.
    pub(super) fn published(&mut self) -> Option<bool> {
        let draft = self.find(&["draft"]).is_some();
        let draft = draft && self.flag(&["draft"]).unwrap_or(true);
        let published = self.find(&["published"]);
        let published = published.map(|_| self.flag(&["published"]).unwrap_or(false));
        if draft { Some(false) } else { published }
    }

    pub(super) fn date(&mut self, names: &[&str]) -> Option<DateTime> {
        let (key, _) = self.find(names)?;
        let value = self.text(names)?;
        let date = DateTime::parse(&value);
        let position = self.position(key);
        let key = key.to_owned();
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

    /// Words between commas; under `taxonomy` commas are letters, as in Grav.
    pub(super) fn tags(&mut self) -> Vec<String> {
        let mut tags = Vec::new();
        for name in [
            "tags",
            "tag",
            "categories",
            "category",
            "taxonomy",
            "taxonomies",
            "keywords",
        ] {
            if let Some((_, value)) = self.find(&[name]) {
                collect_words(value, !name.starts_with("taxonom"), &mut tags);
                self.note_hidden(&[name], first_hidden(value));
            }
        }
        tags
    }

    /// Names, or tables with a `name`; else those that Grav's taxonomy has.
    pub(super) fn authors(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        if let Some((_, value)) = self.find(&["authors", "author"]) {
            collect_names(value, &mut names);
            self.note_hidden(&["authors", "author"], first_hidden(value));
        } else if let Some((_, taxonomy)) = self.find(&["taxonomy", "taxonomies"]) {
            for key in ["author", "authors"] {
                if let Some(value) = taxonomy.get(key) {
                    collect_names(value, &mut names);
                }
            }
        }
        names
    }

    /// A path such as `/2022/hello/`. A pattern, or an address elsewhere, is
    /// not the post's own.
    pub(super) fn address(&mut self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let (_, value) = self.find(&[name])?;
            let address = value.as_text()?;
            let plain = !address.contains([':', '{', '?', '#']);
            plain.then_some(address)
        })
    }

    /// An author's own text wins; `summary` may also be Grav's settings.
    pub(super) fn summary(&mut self) -> Extent {
        let summary = self.find(&["summary"]);
        for name in ["summary", "excerpt", "description"] {
            if let Some((_, Value::Text(_) | Value::Number(_))) = self.find(&[name])
                && let Some(text) = self.text(&[name])
            {
                return Extent::Text(text);
            }
        }
        let Some((_, value)) = summary else {
            return Extent::Divider;
        };
        let is_off = |value: &Value| {
            let text = value.as_text().unwrap_or_default();
            matches!(
                text.to_ascii_lowercase().as_str(),
                "false" | "no" | "off" | "0"
            )
        };
        let size = value.get("size").and_then(Value::as_text);
        let size = size.and_then(|size| size.trim().parse().ok());
        let format = value.get("format").and_then(Value::as_text);
        let long = format.as_deref() == Some("long");
        match size {
            _ if format.is_some_and(|format| !matches!(format.as_str(), "short" | "long")) => {
                Extent::Whole
            }
            _ if value.get("enabled").is_some_and(is_off) || is_off(value) => Extent::Whole,
            Some(0) => Extent::Whole,
            None if !long => Extent::Divider,
            size => Extent::Letters {
                letters: size.unwrap_or(LENGTH),
                over_divider: long,
            },
        }
    }

    /// Says that a character nobody sees is left out.
    fn note_hidden(&mut self, names: &[&str], found: Option<char>) {
        if let Some(letter) = found
            && let Some((key, _)) = self.find(names)
        {
            let problem = Problem::Hidden {
                key: key.to_owned(),
                letter: u32::from(letter),
            };
            self.diagnostics
                .push(Diagnostic::warning(self.position(key), problem));
        }
    }

    /// Where a top-level key stands in the file.
    fn position(&self, key: &str) -> Option<Position> {
        let (index, _) = self.line(key)?;
        Some(Position {
            line: self.first_line + index,
            column: 1,
        })
    }

    /// The value of a top-level key as it is written on its line.
    fn written(&self, key: &str) -> Option<&'a str> {
        let (_, rest) = self.line(key)?;
        let written = part(rest, " #").map_or(rest, |(text, _)| text).trim();
        (!written.is_empty()).then_some(written)
    }

    fn line(&self, key: &str) -> Option<(usize, &'a str)> {
        let lines = self.text.lines().enumerate();
        lines.into_iter().find_map(|(index, line)| {
            let (name, rest) = line.split_once(if self.format == Format::Toml {
                '='
            } else {
                ':'
            })?;
            let name = match self.format {
                Format::Json => name.trim_start_matches(['{', ',', ' ', '\t']),
                _ => name,
            };
            let name = name.trim_end().trim_matches(['"', '\'']);
            (name == key).then_some((index, rest))
        })
    }
}

fn wrong(key: &str, expected: &'static str) -> Problem {
    Problem::WrongKind {
        key: key.to_owned(),
        expected,
    }
}
