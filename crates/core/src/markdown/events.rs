//! The parser's events as calls of the [`Builder`]; what they lead to is said
//! there.

use std::ops::Range;

use pulldown_cmark::Tag as Start;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, TagEnd};

use super::builder::Builder;
use super::engines::actions::without_attributes;
use super::frame::{Kind, Origin, clean};
use super::{fence, limits, quotes, raw_html};
use crate::document::{Attribute, Class, Element, Name, Tag};

impl Builder<'_> {
    pub(super) fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        self.address &= matches!(event, Event::Text(_));
        match event {
            Event::Start(tag) => self.start(tag, range.start),
            Event::End(end) => self.end(end, range),
            Event::Text(text) => self.words(&text, range),
            Event::Html(html) => match &mut self.html {
                Some(chunk) => chunk.push(&html, range.start),
                None => self.html(&html, &|at| range.start + at),
            },
            Event::InlineHtml(html) => self.html(&html, &|at| range.start + at),
            Event::Code(code) => {
                let code = Element::new(Tag::Code, self.code(&code, range.start));
                self.leaf(code, range.start);
            }
            Event::SoftBreak => self.text("\n", range.start, Origin::Markdown),
            Event::HardBreak => self.leaf(Element::new(Tag::Br, Vec::new()), range.start),
            Event::Rule => self.leaf(Element::new(Tag::Hr, Vec::new()), range.start),
            Event::FootnoteReference(label) => self.footnote_call(&label, range),
            Event::TaskListMarker(checked) => self.task_marker(checked, range.start),
            Event::InlineMath(source) => self.formula(&source, range, false),
            Event::DisplayMath(source) => self.formula(&source, range, true),
        }
    }

    fn start(&mut self, tag: Start<'_>, start: usize) {
        let element = |tag| Kind::Element(tag, Vec::new());
        let kind = match tag {
            Start::Paragraph => {
                self.quotes = quotes::Quotes::default();
                let opened = self.begin(element(Tag::P), start);
                let place = self.marks.last().copied().unwrap_or_default();
                self.paragraph = opened.then_some((place, false));
                return;
            }
            Start::HtmlBlock => {
                self.html = Some(raw_html::Chunk::default());
                return;
            }
            Start::Heading {
                level, id, classes, ..
            } => {
                self.quotes = quotes::Quotes::default();
                let attributes = self.heading_attributes(id.as_deref(), &classes, start);
                Kind::Element(heading_tag(level), attributes)
            }
            Start::BlockQuote(None) => element(Tag::Blockquote),
            Start::BlockQuote(Some(kind)) => {
                self.begin_alert(kind, start);
                return;
            }
            Start::CodeBlock(CodeBlockKind::Fenced(info)) => Kind::Code(fence::attributes(&info)),
            Start::CodeBlock(CodeBlockKind::Indented) => Kind::Code(Vec::new()),
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
                self.in_head = true;
                self.begin(element(Tag::Thead), start);
                self.open(element(Tag::Tr), start, None);
                return;
            }
            Start::TableRow => {
                self.column = 0;
                element(Tag::Tr)
            }
            Start::TableCell => self.table_cell(start),
            Start::Emphasis => element(Tag::Em),
            Start::Strong => element(Tag::Strong),
            Start::Strikethrough => element(Tag::Del),
            Start::Superscript => element(Tag::Sup),
            Start::Subscript => element(Tag::Sub),
            Start::DefinitionList => element(Tag::Dl),
            Start::DefinitionListTitle => element(Tag::Dt),
            Start::DefinitionListDefinition => element(Tag::Dd),
            Start::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let mut target = destination(&dest_url);
                if link_type == LinkType::Email {
                    target.insert_str(0, "mailto:");
                }
                match self.link(&target, start).map(without_attributes) {
                    Some(link) => Kind::Element(Tag::A, with_title(Attribute::Href(link), &title)),
                    None => return self.begin_nothing(),
                }
            }
            Start::Image {
                dest_url, title, ..
            } => match self.source(&destination(&dest_url), start) {
                Some(link) => Kind::Image(with_title(Attribute::Src(link), &title)),
                None => return self.begin_nothing(),
            },
            // Not switched on.
            Start::MetadataBlock(_) => return self.begin_nothing(),
        };
        self.begin(kind, start);
    }

    /// Opens a piece of Markdown and remembers where it ends.
    pub(super) fn begin(&mut self, kind: Kind, start: usize) -> bool {
        let opened = self.open(kind, start, None);
        self.begin_nothing();
        if opened && let Some(mark) = self.marks.last_mut() {
            *mark -= 1;
        }
        opened
    }

    /// A piece of Markdown that is no element: what stands in it stands
    /// around it.
    fn begin_nothing(&mut self) {
        self.marks.push(self.open.len());
    }

    fn end(&mut self, end: TagEnd, range: &Range<usize>) {
        if end == TagEnd::HtmlBlock {
            return self.end_html(range.end);
        }
        if self.plain {
            return self.part(end, range.end);
        }
        let mark = self.marks.pop().unwrap_or_default();
        self.close_down_to(mark);
        if self.is_dropping() {
            // Its text is kept if it is never closed.
            self.part(end, range.end);
        }
        match end {
            TagEnd::Paragraph => self.paragraph = None,
            TagEnd::TableHead => {
                self.in_head = false;
                self.open(Kind::Element(Tag::Tbody, Vec::new()), range.end, None);
            }
            _ => {}
        }
    }

    /// Parts what ends from what follows, where all is text.
    fn part(&mut self, end: TagEnd, at: usize) {
        match end {
            TagEnd::TableCell => self.text("\t", at, Origin::Html),
            end if is_within_words(end) => {}
            _ => self.text("\n", at, Origin::Html),
        }
    }

    fn table_cell(&mut self, start: usize) -> Kind {
        self.cells += 1;
        if self.cells > limits::MOST_CELLS {
            self.become_plain(start, "cells of tables", limits::MOST_CELLS);
        }
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => Some(Class::AlignStart),
            Some(Alignment::Center) => Some(Class::AlignCenter),
            Some(Alignment::Right) => Some(Class::AlignEnd),
            Some(Alignment::None) | None => None,
        };
        self.column += 1;
        let tag = if self.in_head { Tag::Th } else { Tag::Td };
        Kind::Element(tag, class.map(Attribute::Class).into_iter().collect())
    }

    fn task_marker(&mut self, checked: bool, start: usize) {
        let mut frames = self.open.iter_mut().rev();
        let item = frames.find_map(|frame| match &mut frame.kind {
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
        self.leaf(checkbox, start);
        self.text(" ", start, Origin::Markdown);
    }
}

/// Whether what ends stands among words: no line ends with it.
fn is_within_words(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// An address as CommonMark means it: a backslash that escapes nothing is
/// one, where a browser would take it for a slash.
fn destination(written: &str) -> String {
    written.replace('\\', "%5C")
}

fn with_title(address: Attribute, title: &str) -> Vec<Attribute> {
    let mut attributes = vec![address];
    if !title.is_empty() {
        attributes.push(Attribute::Plain(Name::Title, clean(title).into_owned()));
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
