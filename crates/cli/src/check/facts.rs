//! What one file says by itself: everything that can be found out about it
//! without the other posts, so that all files are read at once.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use inkfold_core::diagnostic::Position;
use inkfold_core::front_matter::KEYS;
use inkfold_core::link::Link;
use inkfold_core::markdown::Reading;
use inkfold_core::post::Post;
use inkfold_core::split::{self, Format};
use inkfold_core::summary::{self, Divided};
use inkfold_core::text;
use inkfold_math::Typesetter;

use super::finding::{Finding, Place};
use super::keys;
use super::mentions::{Mention, Mentions, Use};
use crate::source::too_long;

/// An address and where it stands in the file.
pub(super) struct Placed {
    pub(super) link: Link,
    pub(super) purpose: Use,
    pub(super) place: Place,
}

/// A file that was read.
#[derive(Default)]
pub(super) struct Facts {
    /// Its bytes; none where it could not be read.
    pub(super) bytes: Option<Vec<u8>>,
    /// What is wrong with it alone.
    pub(super) findings: Vec<Finding>,
    pub(super) addresses: Vec<Placed>,
    pub(super) ids: HashSet<String>,
    /// Its front matter's keys.
    pub(super) keys: Vec<(String, Place)>,
    /// Addresses it had before, as written.
    pub(super) aliases: Vec<String>,
    /// The picture that stands for it.
    pub(super) image: Option<String>,
    /// Whether it only lists others.
    pub(super) is_list: bool,
}

impl Facts {
    /// Reads `file`, which is `path` in the blog's folder; its article, as
    /// the blog has articles read.
    pub(super) fn read(path: &str, file: &Path, reading: Reading<'_>) -> Self {
        match bytes_of(file) {
            Ok(bytes) => Self::of(path, bytes, reading),
            Err(message) => Self {
                findings: vec![Finding::error(path, Place::START, message)],
                ..Self::default()
            },
        }
    }

    fn of(path: &str, bytes: Vec<u8>, reading: Reading<'_>) -> Self {
        let (post, more) = Post::read_whole(path, &bytes);
        let (text, _) = text::decode(&bytes);
        let parts = split::split(&text);
        let (format, front_matter) = parts.front_matter.unwrap_or((Format::Yaml, ""));
        let keys = keys::places(front_matter, format, parts.front_matter_line);
        // As the post reads its body, so that the places are the same.
        let Divided { body, .. } = summary::divide(parts.body);
        let mut document = post.document(reading);
        let mut typesetter = Typesetter::default();
        document.check_formulas(&body, &mut |formula| typesetter.refusal(formula));
        let repairs = document.diagnostics(&body, parts.body_line);
        let found = post.diagnostics.iter().chain(&repairs);
        let mut findings: Vec<Finding> = found
            .map(|found| Finding::of(path, found, Place::START))
            .collect();
        for (key, _) in &more.other {
            if let Some(near) = keys::nearest(key, &KEYS) {
                let place = keys.iter().find(|(name, _)| name == key);
                let place = place.map_or(Place::START, |(_, place)| *place);
                let message = format!("unknown key `{key}`; did you mean `{near}`?");
                findings.push(Finding::warning(path, place, message));
            }
        }
        let mentions = Mentions::of(&document, &body);
        Self {
            findings,
            addresses: placed(mentions.all, &body, parts.body_line),
            ids: mentions.ids,
            keys,
            is_list: more.is_list(),
            aliases: more.aliases,
            image: more.image.map(|image| image.source),
            bytes: Some(bytes),
        }
    }
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error| format!("the file cannot be read: {error}");
    let length = fs::metadata(file).map_err(cannot)?.len();
    if let Some(fault) = too_long(length) {
        return Err(format!("{fault}; it was not looked at"));
    }
    fs::read(file).map_err(cannot)
}

/// Bytes as lines and columns, in one go through `body`.
fn placed(mut mentions: Vec<Mention>, body: &str, first_line: usize) -> Vec<Placed> {
    mentions.sort_by_key(|mention| mention.start);
    let mut position = Position {
        line: first_line,
        column: 1,
    };
    let mut at = 0;
    let mut placed = Vec::with_capacity(mentions.len());
    for mention in mentions {
        for letter in body.get(at..mention.start).unwrap_or_default().chars() {
            match letter {
                '\n' => {
                    position.line += 1;
                    position.column = 1;
                }
                _ => position.column += 1,
            }
        }
        at = mention.start;
        let end = mention.start + mention.length;
        let written = body.get(mention.start..end).unwrap_or_default();
        placed.push(Placed {
            link: mention.link,
            purpose: mention.purpose,
            place: Place {
                position,
                length: written.chars().count().max(1),
            },
        });
    }
    placed
}
