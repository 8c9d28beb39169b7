//! What a listing shows of a post: where the author ends it, and how a long
//! beginning is cut.

mod opaque;
mod shorten;

use std::borrow::Cow;

use crate::document::{Document, Element, Node, Tag, plain_text};
use crate::mark::{has, join, part};
use crate::markdown::{self, Reading};
use opaque::Opaque;
use shorten::{shorten, whole_words};

/// How many letters a summary has that no author cut.
pub const LENGTH: usize = 300;

/// How many letters a description has, at most.
pub const DESCRIPTION_LENGTH: usize = 160;

/// A body without its divider lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divided {
    /// The body, its lines where they were; for a divider stands an empty
    /// comment, which parts blocks as the divider did.
    pub body: String,
    /// Where in it the first divider with a summary above it stood.
    pub divider: Option<usize>,
}

/// What parts blocks and shows nothing.
const PARTING: &str = "<!---->";

/// Finds the dividers that only show in the text: `<!--more-->` alone on a
/// line or at its end, and `===` where Markdown would not underline with it,
/// outside code and what else is not read as Markdown. All of them are taken
/// out, the first one counts; one with nothing above it parts nothing. `===`
/// anywhere else is found in the document, by [`cut`] and [`without_dividers`].
pub fn divide(body: &str) -> Divided {
    if part(body, DIVIDER).is_none() && part(body, "-->").is_none() {
        // No divider is written without either.
        let (body, divider) = (body.to_owned(), None);
        return Divided { body, divider };
    }
    let mut out = String::with_capacity(body.len());
    let mut divider = None;
    let mut has_text = false;
    let mut opaque = Opaque::default();
    let mut above = Above::Nothing;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end();
        let mark = match opaque.has(text) {
            true => None,
            false => divider_start(text, above),
        };
        above = above.then(text);
        let (kept, mark) = line.split_at(mark.unwrap_or(line.len()));
        out.push_str(kept);
        has_text |= !kept.trim().is_empty();
        if mark.trim().is_empty() {
            out.push_str(mark);
            continue;
        }
        if divider.is_none() && has_text {
            divider = Some(out.len());
        }
        // At the end of a line of words it parts no blocks.
        if has_text && kept.trim().is_empty() {
            out.push_str(PARTING);
        }
        if mark.ends_with('\n') {
            out.push('\n');
        }
    }
    Divided { body: out, divider }
}

/// What stands above a line, up to the next empty one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    Nothing,
    /// Words, which `===` makes a heading.
    Words,
    /// A quote, a list or a table, which goes on in such a line.
    Container,
    /// A line of HTML.
    Html,
}

impl Above {
    /// What stands above the line after `line`.
    fn then(self, line: &str) -> Self {
        let text = line.trim_start();
        let number = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_item = text.starts_with(['-', '*', '+']) && text.get(1..2) == Some(" ")
            || number.len() < text.len() && (number.starts_with(". ") || number.starts_with(") "));
        let is_row = text.trim_matches(['|', '-', ':', ' ']).is_empty() && has(text, '|');
        match self {
            _ if text.is_empty() => Self::Nothing,
            Self::Container => Self::Container,
            _ if is_item || is_row || text.starts_with('>') => Self::Container,
            _ if line.starts_with('<') && line.ends_with('>') => Self::Html,
            _ => Self::Words,
        }
    }
}

/// Where in a line the mark begins that makes it a divider.
fn divider_start(line: &str, above: Above) -> Option<usize> {
    let comment = line.strip_suffix("-->").and_then(|line| {
        let (before, comment) = line.split_at(line.rfind('<')?);
        Some((before, comment.strip_prefix("<!--")?))
    });
    if let Some((before, word)) = comment
        && matches!(word.trim(), "more" | "excerpt")
        && !before.starts_with("    ")
        && !before.starts_with('\t')
    {
        return Some(before.len());
    }
    (line == DIVIDER && above != Above::Words).then_some(0)
}

/// Grav's divider: a paragraph that says this and nothing else.
const DIVIDER: &str = "===";

fn is_divider(node: &Node) -> bool {
    match node {
        Node::Element(element) if element.tag == Tag::P => {
            matches!(element.children.as_slice(), [Node::Text(text)] if text.trim() == DIVIDER)
        }
        _ => false,
    }
}

fn has_divider(node: &Node) -> bool {
    let is_within = |element: &Element| element.children.iter().any(has_divider);
    is_divider(node) || matches!(node, Node::Element(element) if is_within(element))
}

/// Takes every divider out of `nodes`, however deep it stands.
fn drop_dividers(nodes: &mut Vec<Node>) {
    nodes.retain(|node| !is_divider(node));
    for node in nodes {
        if let Node::Element(element) = node {
            drop_dividers(&mut element.children);
        }
    }
}

/// Takes every divider out of an article.
pub fn without_dividers(document: &mut Document) {
    document.blocks.retain(|(_, node)| !is_divider(node));
    for (_, node) in &mut document.blocks {
        if let Node::Element(element) = node {
            drop_dividers(&mut element.children);
        }
    }
}

/// What stands above the first divider that has something above it, be it the
/// document's end; `None` where there is no such divider. Elements that it
/// cuts through are whole.
fn above_divider(document: &Document, ends_at_divider: bool) -> Option<Vec<Node>> {
    if !ends_at_divider && !without_notes(document).any(has_divider) {
        return None;
    }
    let mut above = Vec::new();
    let mut found = false;
    for node in without_notes(document) {
        if !keep_above(node, &mut above, &mut found) {
            break;
        }
    }
    found |= ends_at_divider;
    (found && !above.is_empty()).then_some(above)
}

/// Adds what of `node` stands above the first divider; `false` at the end.
fn keep_above(node: &Node, above: &mut Vec<Node>, found: &mut bool) -> bool {
    match node {
        node if is_divider(node) => *found = !above.is_empty(),
        Node::Element(element) => {
            let mut children = Vec::new();
            for child in &element.children {
                if is_divider(child) {
                    *found = !(above.is_empty() && children.is_empty());
                } else {
                    keep_above(child, &mut children, found);
                }
                if *found {
                    break;
                }
            }
            above.push(with_children(element, children));
        }
        Node::Text(_) => above.push(node.clone()),
    }
    !*found
}

fn with_children(element: &Element, children: Vec<Node>) -> Node {
    Node::Element(Element {
        tag: element.tag,
        attributes: element.attributes.clone(),
        children,
    })
}

/// How much of a post its summary shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Up to the author's divider, else [`LENGTH`] letters of the first
    /// paragraph.
    Divider,
    /// This many letters.
    Letters {
        /// How many.
        letters: usize,
        /// Whether they count even where the author set a divider.
        over_divider: bool,
    },
    /// The whole post.
    Whole,
    /// A text of the author's own, in Markdown.
    Text(String),
}

/// The blocks a listing shows of an article, which `read` reads from `body` up
/// to a byte, its dividers included; `mark` is where [`divide`] found one. An
/// author's own summary is read as `reading` says.
pub fn cut<'d>(
    read: &dyn Fn(usize) -> Cow<'d, Document>,
    body: &str,
    mark: Option<usize>,
    extent: &Extent,
    reading: &Reading<'_>,
) -> Vec<Node> {
    let (letters, over_divider) = match extent {
        Extent::Text(text) => {
            let document = markdown::read_as(text, reading);
            return without_notes(&document).filter_map(without_calls).collect();
        }
        Extent::Whole => (usize::MAX, true),
        Extent::Divider => (LENGTH, false),
        Extent::Letters {
            letters,
            over_divider,
        } => (*letters, *over_divider),
    };
    let mark = mark.filter(|_| !over_divider);
    let is_unmarked = *extent == Extent::Divider && mark.is_none();
    let beginning = is_unmarked.then(|| beginning(read, body)).flatten();
    let mut document = beginning.unwrap_or_else(|| read(mark.unwrap_or(usize::MAX)));
    if !over_divider && let Some(above) = above_divider(&document, mark.is_some()) {
        return above.iter().filter_map(without_calls).collect();
    }
    if mark.is_some() {
        document = read(usize::MAX);
    }
    let mut blocks: Vec<Node> = match extent {
        Extent::Divider => first_paragraph(&document).into_iter().cloned().collect(),
        _ => without_notes(&document).cloned().collect(),
    };
    drop_dividers(&mut blocks);
    let blocks: Vec<Node> = blocks.iter().filter_map(without_calls).collect();
    shorten(&blocks, letters)
}

/// How many bytes of a long article are read to find its first paragraph.
const BEGINNING: usize = 2 * 1024;

/// A long article as far as its first paragraph, if that stands at its
/// beginning and no divider can stand below.
fn beginning<'d>(
    read: &dyn Fn(usize) -> Cow<'d, Document>,
    body: &str,
) -> Option<Cow<'d, Document>> {
    if body.len() < 2 * BEGINNING || part(body, DIVIDER).is_some() {
        return None;
    }
    let mut document = read(BEGINNING).into_owned();
    document.blocks.retain(|(start, _)| *start != usize::MAX);
    // It ends where the reading does.
    document.blocks.pop();
    let is_there = document
        .nodes()
        .any(|node| has_words(node) && is_prose(node));
    is_there.then_some(Cow::Owned(document))
}

/// The first block of words; a heading or a picture, be it with a caption, is
/// none. Code and tables stand in where there are no words.
fn first_paragraph(document: &Document) -> Option<&Node> {
    let mut blocks = without_notes(document).filter(|node| has_words(node));
    let first = blocks.next()?;
    match is_prose(first) {
        true => Some(first),
        false => blocks.find(|node| is_prose(node)).or(Some(first)),
    }
}

/// Whether a block says something, and is no heading, picture or divider.
fn has_words(node: &Node) -> bool {
    let mut text = String::new();
    plain_text(std::slice::from_ref(node), &mut text);
    let apart = |tag: Tag| tag == Tag::Figure || tag.heading_level().is_some();
    let apart = matches!(node, Node::Element(element) if apart(element.tag));
    !apart && !matches!(text.trim(), "" | DIVIDER)
}

/// Whether a block is neither code nor a table.
fn is_prose(node: &Node) -> bool {
    !matches!(node, Node::Element(element) if matches!(element.tag, Tag::Pre | Tag::Table))
}

/// The blocks of an article without its footnotes, which stand past the end
/// of the text.
fn without_notes(document: &Document) -> impl Iterator<Item = &Node> {
    let in_text = document
        .blocks
        .iter()
        .take_while(|(start, _)| *start != usize::MAX);
    in_text.map(|(_, node)| node)
}

/// A summary in plain text, on one line.
pub fn on_one_line(nodes: &[Node]) -> String {
    let mut text = String::new();
    plain_text(nodes, &mut text);
    let words = text.split_whitespace().map(str::to_owned);
    join(&words.collect::<Vec<_>>(), " ")
}

/// The beginning of a summary in plain text: at most [`DESCRIPTION_LENGTH`]
/// letters, cut at a word.
pub fn description(nodes: &[Node]) -> String {
    let text = on_one_line(nodes);
    if text.chars().count() <= DESCRIPTION_LENGTH {
        return text;
    }
    let head: String = text.chars().take(DESCRIPTION_LENGTH - 1).collect();
    format!("{}…", whole_words(&head))
}

/// `node` as a listing shows it: without footnote calls, whose notes are not
/// on the page, and with headings as text, which are none of the page's own.
fn without_calls(node: &Node) -> Option<Node> {
    let Node::Element(element) = node else {
        return Some(node.clone());
    };
    if element.is_footnote_call() {
        return None;
    }
    let children = element.children.iter().filter_map(without_calls).collect();
    Some(match element.tag.heading_level() {
        Some(_) => {
            let strong = Element::new(Tag::Strong, children);
            Node::Element(Element::new(Tag::P, vec![Node::Element(strong)]))
        }
        None => with_children(element, children),
    })
}

#[cfg(test)]
mod tests;
