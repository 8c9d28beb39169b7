//! Where in a post's text the addresses stand that its article leads to.
//!
//! The core knows the place of a block, not of each link in it. So the text is
//! looked through for what has the form of an address in Markdown and HTML, in
//! one go; each is read as the core reads it, and a link of the article is the
//! next one that reads the same.

use std::collections::HashMap;

use inkfold_core::entities;
use inkfold_core::link::{Link, encode_path};

/// How many bytes are looked at for one address. No file of a blog has a longer
/// one, and the way to the end of the text may be long.
const LONGEST: usize = 1024;

/// How many signs are looked behind. Links past them are told with the place
/// of their paragraph.
const MOST: usize = 20_000;

/// What a link or a picture is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `[…](here)`
    Markdown,
    /// `[…]: here`
    Definition,
    /// `[[here]]`
    Wiki,
    /// `src="here"`
    Html,
}

/// Something that may be an address.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// How many bytes it has.
    pub(super) length: usize,
    pub(super) form: Form,
}

/// Those of a text, by what they read as.
#[derive(Debug, Default)]
pub(super) struct Addresses(HashMap<String, Vec<Written>>);

impl Addresses {
    /// Looks through `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        let mut looked_at = 0;
        for (at, letter) in text.bytes().enumerate() {
            let rest = || {
                let end = text.floor_char_boundary(at.saturating_add(LONGEST));
                text.get(at + 1..end).unwrap_or_default()
            };
            let before = || text.as_bytes().get(..at).unwrap_or_default();
            let marks = matches!(letter, b'(' | b':' | b'[' | b'=');
            if marks && looked_at == MOST {
                break;
            }
            looked_at += usize::from(marks);
            match letter {
                b'(' if before().ends_with(b"]") => {
                    found.add_markdown(rest(), at + 1, Form::Markdown);
                }
                b':' if before().ends_with(b"]") => {
                    found.add_markdown(rest(), at + 1, Form::Definition);
                }
                b'[' if before().ends_with(b"[") => found.add_wiki(rest(), at + 1),
                b'=' => found.add_html(rest(), at + 1),
                _ => {}
            }
        }
        found
    }

    /// The place of `link`: from byte `from` on and before `end`, else where
    /// it is defined for all of the text.
    pub(super) fn find(&self, link: &Link, from: usize, end: usize) -> Option<&Written> {
        let all = self.0.get(&name(link))?;
        let next = all.partition_point(|written| written.start < from);
        let here = all.get(next..).unwrap_or_default().iter();
        let mut here = here.take_while(|written| written.start < end);
        let definition = || all.iter().find(|written| written.form == Form::Definition);
        here.find(|written| written.form != Form::Definition)
            .or_else(definition)
    }

    fn add(&mut self, link: Option<Link>, start: usize, length: usize, form: Form) {
        if let Some(link) = link {
            self.0.entry(name(&link)).or_default().push(Written {
                start,
                length,
                form,
            });
        }
    }

    fn add_markdown(&mut self, rest: &str, start: usize, form: Form) {
        let spaces = rest.len() - rest.trim_start().len();
        let rest = rest.get(spaces..).unwrap_or_default();
        let (skipped, address) = match rest.strip_prefix('<') {
            Some(rest) => {
                let end = rest.find(['>', '\n']).unwrap_or(0);
                (spaces + 1, rest.get(..end).unwrap_or_default())
            }
            None => (spaces, plain_destination(rest)),
        };
        let read = without_escapes(address).replace('\\', "%5C");
        let link = Link::parse(&entities::decode(&read));
        self.add(link, start + skipped, address.len(), form);
    }

    fn add_wiki(&mut self, rest: &str, start: usize) {
        let end = rest.find([']', '[', '\n']).unwrap_or(0);
        let inside = rest.get(..end).unwrap_or_default();
        let target = inside.split('|').next().unwrap_or_default();
        let (post, _) = target.split_once('#').unwrap_or((target, ""));
        // Any of the things that such brackets can mean.
        for link in [
            Some(Link::Post {
                name: post.trim().to_owned(),
                place: String::new(),
            }),
            Link::parse(&encode_path(target.trim())),
        ] {
            self.add(link, start, target.len(), Form::Wiki);
        }
    }

    fn add_html(&mut self, rest: &str, start: usize) {
        let spaces = rest.len() - rest.trim_start().len();
        let rest = rest.get(spaces..).unwrap_or_default();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let skipped = spaces + usize::from(quote.is_some());
        let rest = rest.get(usize::from(quote.is_some())..).unwrap_or_default();
        let end = match quote {
            Some(quote) => rest.find(quote),
            None => rest.find([' ', '\t', '\n', '>']),
        };
        let value = rest.get(..end.unwrap_or(0)).unwrap_or_default();
        self.add(
            Link::parse(&entities::decode(value)),
            start + skipped,
            value.len(),
            Form::Html,
        );
        // Of several sizes, each stands between commas.
        let mut at = start + skipped;
        for source in value.split(',').filter(|_| value.contains([',', ' '])) {
            let trimmed = source.trim_start();
            let address = trimmed.split(' ').next().unwrap_or_default();
            let place = at + (source.len() - trimmed.len());
            self.add(
                Link::parse(&entities::decode(address)),
                place,
                address.len(),
                Form::Html,
            );
            at += source.len() + 1;
        }
    }
}

/// What two links have in common that are one. Headings that a wiki's link
/// leads to are written in other words.
fn name(link: &Link) -> String {
    match link {
        Link::Post { name, .. } => format!("[[{name}"),
        other => format!("{other:?}"),
    }
}

/// An address without `<` and `>`: up to a space, or to the bracket that it
/// did not open.
fn plain_destination(rest: &str) -> &str {
    let mut depth = 0_usize;
    let mut escaped = false;
    let end = rest.char_indices().find(|(_, letter)| {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            ' ' | '\t' | '\n' => return true,
            _ => {}
        }
        false
    });
    rest.get(..end.map_or(rest.len(), |(at, _)| at))
        .unwrap_or_default()
}

/// Markdown's text with `\(` as `(`.
fn without_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escapes = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        out.push(match escapes {
            true => letters.next().unwrap_or(letter),
            false => letter,
        });
    }
    out
}
