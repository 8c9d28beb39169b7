//! The article as a tree that cannot say anything unsafe.
//!
//! An element is one of [`Tag`], an attribute one of [`Attribute`]; both have
//! names from tables of ours, never from an author. There is no raw HTML in
//! it. [`crate::markdown`] builds it; [`crate::html`] and the app draw it.

mod attribute;
mod class;
mod formula;
mod space;
mod tag;

pub use attribute::{Attribute, Label, Name};
pub use class::{Alert, Class};
pub use formula::{Formula, Look, Looks, change_formulas, each_typeset, has_formulas};
pub use space::{Size, reserve_space};
pub use tag::Tag;

use crate::diagnostic::{Diagnostic, Position, Problem};
use crate::link::Link;
use crate::markdown::{MOST_REPAIRS, Repair};

/// A piece of an article.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Text, to be escaped by whoever draws it.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element with its attributes and what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Which element.
    pub tag: Tag,
    /// Its attributes, each at most once.
    pub attributes: Vec<Attribute>,
    /// What stands in it.
    pub children: Vec<Node>,
}

impl Element {
    /// An element with no attributes.
    pub fn new(tag: Tag, children: Vec<Node>) -> Self {
        Self {
            tag,
            attributes: Vec::new(),
            children,
        }
    }

    /// The attributes that every such element has, with their values.
    pub fn fixed_attributes(&self) -> &'static [(&'static str, &'static str)] {
        let leads_away =
            |attribute: &Attribute| matches!(attribute, Attribute::Href(Link::Absolute(_)));
        let is_elsewhere = |attribute: &Attribute| {
            matches!(
                attribute,
                Attribute::Src(Link::Absolute(_)) | Attribute::Srcset(_)
            )
        };
        match self.tag {
            Tag::Checkbox => &[("type", "checkbox"), ("disabled", "")],
            // Played by whoever wants to hear it, and not loaded before.
            Tag::Audio | Tag::Video => &[("controls", ""), ("preload", "metadata")],
            // Where a link leads is not told where the reader comes from.
            Tag::A if self.attributes.iter().any(leads_away) => &[("rel", "noopener noreferrer")],
            // Nor is it told to whoever keeps the pictures.
            Tag::Img if self.attributes.iter().any(is_elsewhere) => {
                &[("referrerpolicy", "no-referrer")]
            }
            _ => &[],
        }
    }

    /// The value of a plain attribute.
    pub fn plain(&self, name: Name) -> Option<&str> {
        self.attributes
            .iter()
            .find_map(|attribute| match attribute {
                Attribute::Plain(known, value) if *known == name => Some(value.as_str()),
                _ => None,
            })
    }

    /// The pictures of a `srcset` as HTML writes them.
    pub fn srcset(sources: &[(Link, String)], address: &dyn Fn(&Link) -> String) -> String {
        let mut out = String::new();
        for (link, size) in sources {
            if !out.is_empty() {
                out.push_str(", ");
            }
            // Commas and spaces part sources.
            out.push_str(&address(link).replace(',', "%2C").replace(' ', "%20"));
            if !size.is_empty() {
                out.push(' ');
                out.push_str(size);
            }
        }
        out
    }

    /// Whether it is the mark that calls a footnote.
    pub fn is_footnote_call(&self) -> bool {
        self.attributes
            .contains(&Attribute::Class(Class::FootnoteCall))
    }
}

/// A heading of an article, for its table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The id to link to.
    pub id: String,
    /// The heading in plain text.
    pub text: String,
}

/// How many headings a table of contents lists; nobody reads on, and each is
/// a link the browser lays out beside the article.
const MOST_HEADINGS: usize = 1_000;

/// An article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The blocks, each with its byte offset in the body it came from.
    pub blocks: Vec<(usize, Node)>,
    /// What is not shown as it was written, each with its byte offset in the
    /// body, in the order it was noticed.
    pub repairs: Vec<(usize, Repair)>,
    /// Its formulas in the order of the text, for whoever checks them.
    pub formulas: Vec<Formula>,
}

impl Document {
    /// What is not shown as it was written, as an editor counts lines; `body`
    /// is what the document was read from and starts on line `first_line` of
    /// its file.
    pub fn diagnostics(&self, body: &str, first_line: usize) -> Vec<Diagnostic> {
        // Sorted here, which the app never does: a sort weighs four kilobytes.
        let mut repairs: Vec<&(usize, Repair)> = self.repairs.iter().collect();
        repairs.sort_by_key(|(offset, _)| *offset);
        let found = repairs.into_iter().map(|(offset, repair)| Diagnostic {
            level: repair.level(),
            position: Some(Position::of(body, *offset, first_line)),
            problem: Problem::Markdown(repair.clone()),
        });
        found.collect()
    }

    /// Adds to the repairs what `check` says against formulas: at which byte of
    /// its source, and why. `body` is what the document was read from.
    pub fn check_formulas(
        &mut self,
        body: &str,
        check: &mut dyn FnMut(&Formula) -> Option<(usize, String)>,
    ) {
        let wrong = self.formulas.iter().filter_map(|formula| {
            let (at, reason) = check(formula)?;
            Some((formula.place(at, body), Repair::Formula(reason)))
        });
        self.repairs.extend(wrong.take(MOST_REPAIRS));
    }

    /// Changes every link in it.
    pub fn change_links(&mut self, change: &dyn Fn(&Link) -> Link) {
        for (_, node) in &mut self.blocks {
            change_links(node, change);
        }
    }

    /// The blocks in order.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.blocks.iter().map(|(_, node)| node)
    }

    /// The top-level headings in order.
    pub fn headings(&self) -> Vec<Heading> {
        self.nodes()
            .filter_map(heading)
            .take(MOST_HEADINGS)
            .collect()
    }
}

/// Changes every link in `node`.
pub fn change_links(node: &mut Node, change: &dyn Fn(&Link) -> Link) {
    let Node::Element(element) = node else {
        return;
    };
    for attribute in &mut element.attributes {
        match attribute {
            Attribute::Href(link)
            | Attribute::Src(link)
            | Attribute::Cite(link)
            | Attribute::Poster(link) => *link = change(link),
            Attribute::Srcset(sources) => {
                for (link, _) in sources {
                    *link = change(link);
                }
            }
            _ => {}
        }
    }
    for child in &mut element.children {
        change_links(child, change);
    }
}

fn heading(node: &Node) -> Option<Heading> {
    let Node::Element(element) = node else {
        return None;
    };
    let level = element.tag.heading_level()?;
    let id = element
        .attributes
        .iter()
        .find_map(|attribute| match attribute {
            Attribute::Id(id) => Some(id.clone()),
            _ => None,
        })?;
    let mut text = String::new();
    plain_text(&element.children, &mut text);
    Some(Heading { level, id, text })
}

/// Appends the words of `nodes` to `out`, blocks parted by a space; formulas
/// as they are written, typeset or not. Footnote
/// marks, pictures and what stands in for films are left out.
pub fn plain_text(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => {
                let apart = element.tag.is_block() || element.tag == Tag::Br;
                if apart && !out.is_empty() && !out.ends_with(char::is_whitespace) {
                    out.push(' ');
                }
                if let Some(source) = element.plain(Name::Alttext) {
                    out.push_str(source);
                } else if !element.is_footnote_call() && !element.tag.is_player() {
                    plain_text(&element.children, out);
                }
            }
        }
    }
}
