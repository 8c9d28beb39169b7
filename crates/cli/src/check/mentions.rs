//! The links, pictures and names of places of an article, with where they
//! stand in its file.

use std::collections::HashSet;

use inkfold_core::document::{Attribute, Document, Element, Name, Node, Tag};
use inkfold_core::link::Link;

use super::addresses::{Addresses, Form};

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It can be clicked.
    Link,
    /// A picture that is shown.
    Picture {
        /// Whether nobody said what it shows.
        wordless: bool,
    },
    /// A film, a sound, or one of several sizes of a picture.
    Media,
}

/// An address in an article.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) link: Link,
    pub(super) purpose: Use,
    /// Where it stands in the body, in bytes.
    pub(super) start: usize,
    pub(super) length: usize,
}

/// What a document mentions, in its order.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    pub(super) all: Vec<Mention>,
    /// The places that a link can lead to.
    pub(super) ids: HashSet<String>,
}

impl Mentions {
    /// Of `document`, which was read from `body`.
    pub(super) fn of(document: &Document, body: &str) -> Self {
        let addresses = Addresses::of(body);
        let mut mentions = Self::default();
        let starts = document.blocks.iter().map(|(start, _)| *start);
        let ends = starts.skip(1).chain([body.len()]);
        for ((start, node), end) in document.blocks.iter().zip(ends) {
            // Footnotes are put at the end, wherever they are written.
            let start = match *start < body.len() {
                true => *start,
                false => 0,
            };
            let mut reader = Reader {
                addresses: &addresses,
                body,
                block: start,
                at: start,
                end: end.min(body.len()),
                mentions: &mut mentions,
            };
            reader.node(node);
        }
        mentions
    }
}

/// Goes through a block and its text at the same time.
struct Reader<'a> {
    addresses: &'a Addresses,
    body: &'a str,
    /// Where the block begins.
    block: usize,
    /// How far its text was read.
    at: usize,
    /// Where it ends.
    end: usize,
    mentions: &'a mut Mentions,
}

impl Reader<'_> {
    fn node(&mut self, node: &Node) {
        let Node::Element(element) = node else {
            return;
        };
        if element.tag == Tag::Code {
            self.skip_code(element);
        }
        let mut inner_first = true;
        for attribute in &element.attributes {
            match attribute {
                Attribute::Id(id) => drop(self.mentions.ids.insert(id.clone())),
                Attribute::Href(link) => {
                    // Markdown has the address behind the words.
                    self.children(element);
                    inner_first = false;
                    self.mention(link, |_| Use::Link);
                }
                Attribute::Src(link) => self.mention(link, |form| purpose(element, form)),
                Attribute::Poster(link) => self.mention(link, |_| Use::Media),
                Attribute::Srcset(sources) => {
                    for (link, _) in sources {
                        self.mention(link, |_| Use::Media);
                    }
                }
                _ => {}
            }
        }
        if inner_first {
            self.children(element);
        }
    }

    fn children(&mut self, element: &Element) {
        element.children.iter().for_each(|child| self.node(child));
    }

    /// What code shows is no link.
    fn skip_code(&mut self, code: &Element) {
        let Some(Node::Text(text)) = code.children.first() else {
            return;
        };
        let line = text.lines().next().unwrap_or_default();
        let rest = self.body.get(self.at..self.end).unwrap_or_default();
        if line.contains(['(', '[', '=', ':'])
            && let Some(place) = rest.find(line)
        {
            self.at += place + line.len();
        }
    }

    fn mention(&mut self, link: &Link, purpose: impl Fn(Option<Form>) -> Use) {
        let written = self.addresses.find(link, self.at, self.end);
        // In HTML the address stands before the words, which were read.
        let written = written.or_else(|| self.addresses.find(link, self.block, self.end));
        let (start, length) = match written {
            Some(written) => (written.start, written.length),
            None => (self.block, 1),
        };
        if (self.at..self.end).contains(&start) && written.is_some() {
            self.at = start + length;
        }
        self.mentions.all.push(Mention {
            link: link.clone(),
            purpose: purpose(written.map(|written| written.form)),
            start,
            length,
        });
    }
}

/// In HTML, `alt=""` says that a picture is an ornament. Markdown has no way
/// to say it.
fn purpose(element: &Element, form: Option<Form>) -> Use {
    if element.tag != Tag::Img {
        return Use::Media;
    }
    let wordless = match element.plain(Name::Alt) {
        None => true,
        Some(alt) => form != Some(Form::Html) && alt.trim().is_empty(),
    };
    Use::Picture { wordless }
}
