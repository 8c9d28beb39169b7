//! The article as a tree that cannot say anything unsafe.
//!
//! An element is one of [`Tag`], an attribute one of [`Attribute`]; both have
//! names from this file, never from an author. There is no raw HTML in it.
//! [`crate::markdown`] builds it; [`crate::html`] and the app draw it.

use std::borrow::Cow;

use crate::link::Link;

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
}

/// The elements an article is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "they are HTML's own names")]
pub enum Tag {
    A,
    Blockquote,
    Br,
    Checkbox,
    Code,
    Del,
    Em,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Hr,
    Img,
    Li,
    Ol,
    P,
    Pre,
    Section,
    Strong,
    Sup,
    Table,
    Tbody,
    Td,
    Th,
    Thead,
    Tr,
    Ul,
}

impl Tag {
    /// The element's name in HTML.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::Blockquote => "blockquote",
            Self::Br => "br",
            Self::Checkbox => "input",
            Self::Code => "code",
            Self::Del => "del",
            Self::Em => "em",
            Self::H1 => "h1",
            Self::H2 => "h2",
            Self::H3 => "h3",
            Self::H4 => "h4",
            Self::H5 => "h5",
            Self::H6 => "h6",
            Self::Hr => "hr",
            Self::Img => "img",
            Self::Li => "li",
            Self::Ol => "ol",
            Self::P => "p",
            Self::Pre => "pre",
            Self::Section => "section",
            Self::Strong => "strong",
            Self::Sup => "sup",
            Self::Table => "table",
            Self::Tbody => "tbody",
            Self::Td => "td",
            Self::Th => "th",
            Self::Thead => "thead",
            Self::Tr => "tr",
            Self::Ul => "ul",
        }
    }

    /// Whether the element has no content and no end tag.
    pub fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Checkbox | Self::Hr | Self::Img)
    }

    /// Whether it stands on lines of its own.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Self::A
                | Self::Br
                | Self::Checkbox
                | Self::Code
                | Self::Del
                | Self::Em
                | Self::Img
                | Self::Strong
                | Self::Sup
        )
    }

    /// 1 to 6 for a heading.
    pub fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }
}

/// The attributes an element can have.
#[derive(Clone, Debug, PartialEq)]
pub enum Attribute {
    /// What a picture shows, in words.
    Alt(String),
    /// A name from [`Class`].
    Class(Class),
    /// A label for a link that is only a mark.
    Label(Label),
    /// Where a link leads.
    Href(Link),
    /// The element's id.
    Id(String),
    /// Lines of code to mark: numbers and ranges, `3-5,8`.
    MarkedLines(String),
    /// The lines of the code are numbered.
    NumberedLines,
    /// Where a picture is.
    Src(Link),
    /// The first number of a list.
    Start(u64),
    /// The title an author gave a link or a picture.
    Title(String),
    /// A ticked box. Boxes are always disabled.
    Checked,
}

/// The classes an article uses; the style sheet knows each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// A column aligned to its start.
    AlignStart,
    /// A centred column.
    AlignCenter,
    /// A column aligned to its end.
    AlignEnd,
    /// A link back from a footnote.
    FootnoteBack,
    /// The footnotes under an article.
    Footnotes,
    /// The language of a code block: letters, digits, `+`, `-`, `_`, `#`, `.`.
    Language(String),
    /// An item of a task list.
    Task,
}

impl Class {
    /// The name in the style sheet.
    pub fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::AlignStart => "align-start",
            Self::AlignCenter => "align-center",
            Self::AlignEnd => "align-end",
            Self::FootnoteBack => "footnote-back",
            Self::Footnotes => "footnotes",
            Self::Language(name) => return Cow::Owned(format!("language-{name}")),
            Self::Task => "task",
        })
    }
}

/// Labels for people who hear the page. The app says them in its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Footnote `n`.
    Footnote(usize),
    /// Back from footnote `n` to the text.
    FootnoteBack(usize),
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

/// An article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The blocks, each with its byte offset in the body it came from.
    pub blocks: Vec<(usize, Node)>,
}

impl Document {
    /// The blocks in order.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.blocks.iter().map(|(_, node)| node)
    }

    /// The top-level headings in order.
    pub fn headings(&self) -> Vec<Heading> {
        self.nodes().filter_map(heading).collect()
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

/// Appends the words of `nodes` to `out`, blocks parted by a space. Footnote
/// marks and pictures are left out.
pub fn plain_text(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => {
                let apart = element.tag.is_block() || element.tag == Tag::Br;
                if apart && !out.is_empty() && !out.ends_with(char::is_whitespace) {
                    out.push(' ');
                }
                if element.tag != Tag::Sup {
                    plain_text(&element.children, out);
                }
            }
        }
    }
}
