//! `site.yaml`: what is wrong with it, and which files it makes posts.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use inkfold_core::date::{TimeZone, Utc};
use inkfold_core::diagnostic::{Position, Problem};
use inkfold_core::post::Post;
use inkfold_core::site::{KEYS, Site, is_pattern};
use inkfold_core::split::Format;
use inkfold_core::text;

use super::finding::{Finding, Place};
use super::keys;
use super::menu::Rest;
use crate::clock::Zone;
use crate::content::Content;
use crate::pattern::nothing_fits;
use crate::source::SETTINGS;

/// The settings of a blog, and what was wrong with them.
pub(super) struct Settings {
    pub(super) site: Site,
    pub(super) zone: Box<dyn TimeZone>,
    pub(super) findings: Vec<Finding>,
    text: String,
    keys: Vec<(String, Place)>,
    /// Whether they could be read, so that they tell which files are posts.
    readable: bool,
}

/// A file that may be a post.
pub(super) struct Candidate {
    /// Its path in the blog's folder.
    pub(super) path: String,
    pub(super) file: PathBuf,
    /// Whether the settings name it, not a pattern.
    pub(super) named: bool,
}

impl Settings {
    /// Reads the settings of the blog in `content`.
    pub(super) fn read(content: &Content) -> Self {
        let mut settings = Self {
            site: Site::default(),
            zone: Box::new(Utc),
            findings: Vec::new(),
            text: String::new(),
            keys: Vec::new(),
            readable: true,
        };
        let bytes = match content.locate(SETTINGS).map(fs::read) {
            Some(Ok(bytes)) => bytes,
            Some(Err(error)) => {
                settings.give_up(Place::START, format!("the file cannot be read: {error}"));
                return settings;
            }
            None => {
                let sentence = "there is no such file, so every setting has its default";
                settings.warn(Place::START, sentence.to_owned());
                return settings;
            }
        };
        settings.text = text::decode(&bytes).0;
        settings.keys = keys::places(&settings.text, Format::Yaml, 1);
        match Site::read(&bytes) {
            Ok((site, found)) => {
                settings.site = site;
                for found in &found {
                    settings.take(found);
                }
            }
            Err(fault) => {
                let place = fault.position.map_or(Place::START, Place::from);
                settings.give_up(place, fault.problem.to_string());
            }
        }
        let name = settings.site.timezone.clone();
        match Zone::named(&name) {
            Some(zone) => settings.zone = Box::new(zone),
            None => {
                let place = settings.place_of_key("timezone");
                let sentence = format!("there is no time zone `{name}`; dates are read in UTC");
                settings.warn(place, sentence);
            }
        }
        settings
    }

    fn take(&mut self, found: &inkfold_core::diagnostic::Diagnostic) {
        let key = match &found.problem {
            Problem::UnknownKey { key } | Problem::WrongKind { key, .. } => key.as_str(),
            _ => "",
        };
        let place = self.place_of_key(key);
        let mut finding = Finding::of(SETTINGS, found, place);
        if let Problem::UnknownKey { key } = &found.problem
            && let Some(near) = keys::nearest(key, &KEYS)
        {
            finding
                .message
                .push_str(&format!("; did you mean `{near}`?"));
        }
        self.findings.push(finding);
    }

    /// The files that are posts. What `posts` names and is not there is
    /// wrong.
    pub(super) fn candidates(&mut self, content: &Content) -> Vec<Candidate> {
        let mut seen = HashSet::new();
        let mut candidates = Vec::new();
        let mut take = |path: String, file: PathBuf, named: bool| {
            if seen.insert(file.clone()) {
                candidates.push(Candidate { path, file, named });
            }
        };
        let entries = match self.readable {
            true => self.site.posts.clone(),
            false => vec!["**/*".to_owned()],
        };
        // Named files first: what is named is a post whatever it looks like.
        for entry in entries.iter().filter(|entry| !is_pattern(entry)) {
            match content.locate(entry) {
                Some(file) => take(entry.clone(), file, true),
                None => self.findings.push(Finding::error(
                    SETTINGS,
                    self.place_of_post(entry),
                    format!("`posts` names {entry}, which is not there"),
                )),
            }
        }
        for entry in entries.iter().filter(|entry| is_pattern(entry)) {
            let sentence = match content.matching(entry) {
                Ok(paths) if paths.is_empty() => nothing_fits(entry, content, &self.site),
                Ok(paths) => {
                    for path in paths.into_iter().filter(|path| Post::can_be_at(path)) {
                        if let Some(file) = content.locate(&path) {
                            take(path, file, false);
                        }
                    }
                    continue;
                }
                Err(reason) => format!("`{entry}` is no pattern: {reason}"),
            };
            let place = self.place_of_post(entry);
            self.findings
                .push(Finding::warning(SETTINGS, place, sentence));
        }
        candidates
    }

    /// Whether the settings say which files are posts.
    pub(super) fn say_what_is_a_post(&self) -> bool {
        self.readable
    }

    /// The text from the line of a key on.
    pub(super) fn rest_from(&self, key: &str) -> Rest<'_> {
        let line = self.place_of_key(key).position.line;
        let before = self.text.split_inclusive('\n').take(line - 1);
        let start: usize = before.map(str::len).sum();
        Rest {
            line,
            column: 0,
            text: self.text.get(start..).unwrap_or_default(),
        }
    }

    pub(super) fn place_of_key(&self, key: &str) -> Place {
        let place = self.keys.iter().find(|(name, _)| name == key);
        place.map_or(Place::START, |(_, place)| *place)
    }

    /// Where an entry of `posts` stands.
    fn place_of_post(&self, entry: &str) -> Place {
        let key = self.place_of_key("posts").position.line;
        let mut lines = self.text.lines().enumerate().skip(key - 1);
        let found = lines.find_map(|(index, line)| {
            let start = line.find(entry)?;
            let before = line.get(..start).unwrap_or_default();
            Some(Place {
                position: Position {
                    line: index + 1,
                    column: before.chars().count() + 1,
                },
                length: entry.chars().count().max(1),
            })
        });
        found.unwrap_or_else(|| self.place_of_key("posts"))
    }

    fn give_up(&mut self, place: Place, message: String) {
        self.readable = false;
        self.findings.push(Finding::error(SETTINGS, place, message));
    }

    fn warn(&mut self, place: Place, message: String) {
        self.findings
            .push(Finding::warning(SETTINGS, place, message));
    }
}
