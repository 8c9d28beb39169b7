//! Markdown to a [`Document`]: the only module that knows pulldown-cmark.
//!
//! CommonMark with GitHub's tables, footnotes, strikethrough and task lists.
//! Raw HTML is shown as the text it is; comments are left out.

mod footnotes;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, Tag as Start};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, TagEnd};

use crate::document::{Attribute, Class, Document, Element, Name, Node, Tag, plain_text};
use crate::link::Link;
use crate::slug;
use footnotes::Footnotes;

/// How deep elements nest. Browsers overflow their stacks at a few hundred;
/// what stands deeper is kept, one level up.
const DEEPEST: usize = 64;
/// How many nodes an article may have; a short source can ask for millions.
const MOST_NODES: usize = 200_000;

/// Reads the body of a post.
pub fn read(body: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut builder = Builder::default();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        if builder.nodes > MOST_NODES {
            break;
        }
        builder.event(event, &range);
    }
    builder.finish()
}

/// An element that is being filled.
struct Frame {
    kind: Kind,
    start: usize,
    children: Vec<Node>,
}

enum Kind {
    Element(Tag, Vec<Attribute>),
    /// A code block, with its language.
    Code(Option<Class>),
    Footnote(String),
    Heading(Tag),
    /// Raw HTML on lines of its own.
    Html,
    Image(Vec<Attribute>),
    /// Not an element of its own: its children go to the one around it.
    Through,
}

#[derive(Default)]
struct Builder {
    open: Vec<Frame>,
    blocks: Vec<(usize, Node)>,
    nodes: usize,
    alignments: Vec<Alignment>,
    column: usize,
    heading_ids: HashMap<String, usize>,
    footnotes: Footnotes,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range.start),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text),
            Event::Html(text) => self.text(&text),
            Event::InlineHtml(text) => {
                if !text.starts_with("<!--") {
                    self.text(&text);
                }
            }
            Event::Code(text) => {
                let code = Element::new(Tag::Code, vec![Node::Text(text.into_string())]);
                self.element(code, range.start);
            }
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.element(Element::new(Tag::Br, Vec::new()), range.start),
            Event::Rule => self.element(Element::new(Tag::Hr, Vec::new()), range.start),
            Event::FootnoteReference(label) => self.footnote_call(&label, range.start),
            Event::TaskListMarker(checked) => self.task_marker(checked, range.start),
            // Math is not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Start<'_>, start: usize) {
        let element = |tag| Kind::Element(tag, Vec::new());
        let kind = match tag {
            Start::Paragraph => element(Tag::P),
            Start::Heading { level, .. } => Kind::Heading(heading_tag(level)),
            Start::BlockQuote(_) => element(Tag::Blockquote),
            Start::CodeBlock(CodeBlockKind::Fenced(info)) => Kind::Code(Class::language(&info)),
            Start::CodeBlock(CodeBlockKind::Indented) => Kind::Code(None),
            Start::HtmlBlock => Kind::Html,
            Start::List(None) => element(Tag::Ul),
            Start::List(Some(1)) => element(Tag::Ol),
            Start::List(Some(first)) => Kind::Element(
                Tag::Ol,
                vec![Attribute::Plain(Name::Start, first.to_string())],
            ),
            Start::Item => element(Tag::Li),
            Start::FootnoteDefinition(label) => Kind::Footnote(label.into_string()),
            Start::Table(alignments) => {
                self.alignments = alignments;
                element(Tag::Table)
            }
            Start::TableHead => {
                self.column = 0;
                self.push(element(Tag::Thead), start);
                element(Tag::Tr)
            }
            Start::TableRow => {
                self.column = 0;
                element(Tag::Tr)
            }
            Start::TableCell => self.table_cell(),
            Start::Emphasis => element(Tag::Em),
            Start::Strong => element(Tag::Strong),
            Start::Strikethrough => element(Tag::Del),
            Start::Link {
                dest_url, title, ..
            } => match Link::parse(&dest_url) {
                Some(link) => Kind::Element(Tag::A, with_title(Attribute::Href(link), &title)),
                None => Kind::Through,
            },
            Start::Image {
                dest_url, title, ..
            } => match Link::parse_source(&dest_url) {
                Some(link) => Kind::Image(with_title(Attribute::Src(link), &title)),
                None => Kind::Through,
            },
            // Not switched on.
            Start::DefinitionList
            | Start::DefinitionListTitle
            | Start::DefinitionListDefinition
            | Start::Superscript
            | Start::Subscript
            | Start::MetadataBlock(_) => Kind::Through,
        };
        self.push(kind, start);
    }

    fn end(&mut self, end: TagEnd) {
        self.close();
        match end {
            TagEnd::TableHead => {
                self.close();
                self.push(Kind::Element(Tag::Tbody, Vec::new()), 0);
            }
            TagEnd::Table => self.close(),
            _ => {}
        }
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.nodes += 1;
        // Footnotes leave the flow of the text, so they may open at any depth.
        let kind = match kind {
            Kind::Footnote(label) => Kind::Footnote(label),
            _ if self.open.len() >= DEEPEST => Kind::Through,
            kind => kind,
        };
        self.open.push(Frame {
            kind,
            start,
            children: Vec::new(),
        });
    }

    /// Ends the innermost open element.
    fn close(&mut self) {
        let Some(frame) = self.open.pop() else {
            return;
        };
        let Frame {
            kind,
            start,
            children,
        } = frame;
        match kind {
            // A body with no rows.
            Kind::Element(Tag::Tbody, _) if children.is_empty() => {}
            Kind::Element(tag, attributes) => self.element(
                Element {
                    tag,
                    attributes,
                    children,
                },
                start,
            ),
            Kind::Code(language) => self.code_block(language, children, start),
            Kind::Footnote(label) => {
                self.footnotes.define(&label, children);
            }
            Kind::Heading(tag) => self.heading(tag, children, start),
            Kind::Html => self.raw_html(&children, start),
            Kind::Image(mut attributes) => {
                let mut alt = String::new();
                plain_text(&children, &mut alt);
                attributes.push(Attribute::Plain(Name::Alt, alt));
                self.element(
                    Element {
                        tag: Tag::Img,
                        attributes,
                        children: Vec::new(),
                    },
                    start,
                );
            }
            Kind::Through => {
                for child in children {
                    self.node(child, start);
                }
            }
        }
    }

    fn node(&mut self, node: Node, start: usize) {
        match self.open.last_mut() {
            Some(frame) => frame.children.push(node),
            None => self.blocks.push((start, node)),
        }
    }

    fn element(&mut self, element: Element, start: usize) {
        self.nodes += 1;
        self.node(Node::Element(element), start);
    }

    fn text(&mut self, text: &str) {
        let Some(frame) = self.open.last_mut() else {
            return;
        };
        if let Some(Node::Text(before)) = frame.children.last_mut() {
            before.push_str(text);
        } else {
            self.nodes += 1;
            frame.children.push(Node::Text(text.to_owned()));
        }
    }

    fn table_cell(&mut self) -> Kind {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => Some(Class::AlignStart),
            Some(Alignment::Center) => Some(Class::AlignCenter),
            Some(Alignment::Right) => Some(Class::AlignEnd),
            Some(Alignment::None) | None => None,
        };
        self.column += 1;
        let in_head = self
            .open
            .iter()
            .any(|frame| matches!(frame.kind, Kind::Element(Tag::Thead, _)));
        let tag = if in_head { Tag::Th } else { Tag::Td };
        Kind::Element(tag, class.map(Attribute::Class).into_iter().collect())
    }

    fn heading(&mut self, tag: Tag, children: Vec<Node>, start: usize) {
        let mut text = String::new();
        plain_text(&children, &mut text);
        let id = self.unique_id(slug::of_heading(&text));
        let attributes = id.map(Attribute::Id).into_iter().collect();
        self.element(
            Element {
                tag,
                attributes,
                children,
            },
            start,
        );
    }

    /// `intro`, `intro-1`, `intro-2`, …; none for a heading with no letters.
    fn unique_id(&mut self, wanted: String) -> Option<String> {
        if wanted.is_empty() {
            return None;
        }
        let mut id = wanted.clone();
        while let Some(times) = self.heading_ids.get_mut(&id) {
            *times += 1;
            id = format!("{wanted}-{times}");
        }
        self.heading_ids.insert(id.clone(), 0);
        Some(id)
    }

    fn code_block(&mut self, language: Option<Class>, children: Vec<Node>, start: usize) {
        let code = Element {
            tag: Tag::Code,
            attributes: language.map(Attribute::Class).into_iter().collect(),
            children,
        };
        self.element(Element::new(Tag::Pre, vec![Node::Element(code)]), start);
    }

    fn raw_html(&mut self, children: &[Node], start: usize) {
        let mut text = String::new();
        plain_text(children, &mut text);
        let shown = without_comments(&text);
        if !shown.trim().is_empty() {
            let paragraph = Element::new(Tag::P, vec![Node::Text(shown.trim().to_owned())]);
            self.element(paragraph, start);
        }
    }

    fn task_marker(&mut self, checked: bool, start: usize) {
        let item = self
            .open
            .iter_mut()
            .rev()
            .find_map(|frame| match &mut frame.kind {
                Kind::Element(Tag::Li, attributes) => Some(attributes),
                _ => None,
            });
        if let Some(attributes) = item
            && attributes.is_empty()
        {
            attributes.push(Attribute::Class(Class::Task));
        }
        let attributes = checked.then(|| Attribute::Plain(Name::Checked, String::new()));
        let checkbox = Element {
            tag: Tag::Checkbox,
            attributes: attributes.into_iter().collect(),
            children: Vec::new(),
        };
        self.element(checkbox, start);
    }

    fn footnote_call(&mut self, label: &str, start: usize) {
        let call = self.footnotes.call(label);
        let mark = Element {
            tag: Tag::Sup,
            attributes: vec![Attribute::Class(Class::FootnoteCall)],
            children: vec![Node::Element(call)],
        };
        self.element(mark, start);
    }

    fn finish(mut self) -> Document {
        while !self.open.is_empty() {
            self.close();
        }
        let items = self.footnotes.list();
        if !items.is_empty() {
            let list = Element::new(Tag::Ol, items);
            let section = Element {
                tag: Tag::Section,
                attributes: vec![Attribute::Class(Class::Footnotes)],
                children: vec![Node::Element(list)],
            };
            self.blocks.push((usize::MAX, Node::Element(section)));
        }
        Document {
            blocks: self.blocks,
        }
    }
}

fn with_title(address: Attribute, title: &str) -> Vec<Attribute> {
    let mut attributes = vec![address];
    if !title.is_empty() {
        attributes.push(Attribute::Plain(Name::Title, title.to_owned()));
    }
    attributes
}

fn heading_tag(level: HeadingLevel) -> Tag {
    match level {
        HeadingLevel::H1 => Tag::H1,
        HeadingLevel::H2 => Tag::H2,
        HeadingLevel::H3 => Tag::H3,
        HeadingLevel::H4 => Tag::H4,
        HeadingLevel::H5 => Tag::H5,
        HeadingLevel::H6 => Tag::H6,
    }
}

fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
