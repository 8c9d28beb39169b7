//! The tree while it grows: what is open, and where the next piece goes.
//!
//! Markdown's events and an author's HTML open and close elements on the same
//! stack. HTML lets few elements stand anywhere; what does not fit is not
//! opened, what must end first is ended, what a table misses is supplied, so
//! that a browser that parses the tree's HTML gets the same tree. What an
//! element becomes when it is closed is for [`super::finish`].

use pulldown_cmark::Alignment;

use super::Reading;
use super::footnotes::Footnotes;
use super::frame::{Frame, Kind, Origin, clean, is_blank, may_be_left_open};
use super::ids::Ids;
use super::limits::{MOST_NODES, MOST_OPEN};
use super::notes;
use super::quotes::Quotes;
use super::raw_html::{Chunk, EndTags};
use super::repair::{Repair, Repairs};
use crate::document::{Attribute, Class, Element, Formula, Node, Tag, plain_text};

/// The tree while it grows.
pub(super) struct Builder<'a> {
    pub(super) body: &'a str,
    pub(super) reading: &'a Reading<'a>,
    pub(super) open: Vec<Frame>,
    /// How much was open before each open piece of Markdown.
    pub(super) marks: Vec<usize>,
    /// Where the paragraph of Markdown stands that is being read, and whether
    /// a block of HTML ended it before its text did.
    pub(super) paragraph: Option<(usize, bool)>,
    pub(super) blocks: Vec<(usize, Node)>,
    pub(super) nodes: usize,
    pub(super) cells: usize,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) quotes: Quotes,
    /// Whether the last words may end within a bare address.
    pub(super) address: bool,
    pub(super) ids: Ids,
    pub(super) footnotes: Footnotes,
    pub(super) repairs: Repairs,
    pub(super) formulas: Vec<Formula>,
    /// The block of HTML that is being read.
    pub(super) html: Option<Chunk>,
    pub(super) end_tags: EndTags,
    /// Whether a limit is passed and everything is text.
    pub(super) plain: bool,
    /// Whether some of the structure is left out, past a limit.
    pub(super) cut: bool,
    /// Whether the last text does not go on.
    sealed: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(body: &'a str, reading: &'a Reading<'a>) -> Self {
        Self {
            body,
            reading,
            open: Vec::new(),
            marks: Vec::new(),
            paragraph: None,
            blocks: Vec::new(),
            nodes: 0,
            cells: 0,
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            quotes: Quotes::default(),
            address: false,
            ids: Ids::default(),
            footnotes: Footnotes::default(),
            repairs: Repairs::default(),
            formulas: Vec::new(),
            html: None,
            end_tags: EndTags::default(),
            plain: false,
            cut: false,
            sealed: false,
        }
    }

    /// The innermost open element.
    pub(super) fn top(&self) -> Option<Tag> {
        self.open.last().and_then(Frame::tag)
    }

    /// Whether what comes is left out.
    pub(super) fn is_dropping(&self) -> bool {
        let kind = self.open.last().map(|frame| &frame.kind);
        matches!(kind, Some(Kind::Dropped(..)))
    }

    /// Whether an element with one of `tags` is open around what comes.
    pub(super) fn is_in(&self, tags: &[Tag]) -> bool {
        let around = self.open.iter().rev();
        around
            .take_while(|frame| !matches!(frame.kind, Kind::Footnote(_)))
            .any(|frame| frame.tag().is_some_and(|tag| tags.contains(&tag)))
    }

    /// Opens a piece, if it may stand here, in which case it is on top.
    /// Otherwise what was meant to stand in it stands around it.
    pub(super) fn open(&mut self, kind: Kind, start: usize, author: Option<Tag>) -> bool {
        if self.plain || self.is_dropping() {
            return false;
        }
        let is_footnote = matches!(kind, Kind::Footnote(_));
        let frame = Frame {
            kind,
            start,
            children: Vec::new(),
            author,
            has_words: false,
        };
        if let Some(tag) = frame.tag()
            && !self.make_room(tag, start, author.is_some())
        {
            if author.is_some() {
                self.repairs.note(start, Repair::Misplaced(tag.name()));
            }
            return false;
        }
        // What leaves the flow of the text may open anywhere, once.
        let in_footnote = || {
            let mut kinds = self.open.iter().map(|frame| &frame.kind);
            kinds.any(|kind| matches!(kind, Kind::Footnote(_)))
        };
        let leaves = frame.tag().is_none() && !(is_footnote && in_footnote());
        if self.open.len() >= MOST_OPEN && !leaves {
            self.repairs.note(start, Repair::TooDeep);
            self.cut = true;
            return false;
        }
        self.nodes += 1;
        self.open.push(frame);
        true
    }

    /// Ends what has to end before `tag` and supplies what a table misses
    /// around it; `false` if HTML does not let it stand here all the same.
    fn make_room(&mut self, tag: Tag, start: usize, author: bool) -> bool {
        const ROWS: [Tag; 4] = [Tag::Table, Tag::Thead, Tag::Tbody, Tag::Tfoot];
        match tag {
            Tag::A if self.is_in(&[Tag::A]) => return false,
            Tag::Li => self.climb_to(&[Tag::Ul, Tag::Ol]),
            Tag::Dt | Tag::Dd => self.climb_to(&[Tag::Dl]),
            Tag::Rt | Tag::Rp => self.climb_to(&[Tag::Ruby]),
            Tag::Caption | Tag::Colgroup | Tag::Thead | Tag::Tbody | Tag::Tfoot => {
                self.climb_to(&[Tag::Table]);
            }
            Tag::Col => {
                self.climb_to(&[Tag::Table, Tag::Colgroup]);
                self.supply(Tag::Table, Tag::Colgroup, start);
            }
            Tag::Tr => {
                self.climb_to(&ROWS);
                self.supply(Tag::Table, Tag::Tbody, start);
            }
            Tag::Td | Tag::Th => {
                self.climb_to(&[Tag::Tr, Tag::Table, Tag::Thead, Tag::Tbody, Tag::Tfoot]);
                self.supply_row(start);
            }
            _ => self.supply_cell(start),
        }
        if !tag.is_block() {
            if author && self.is_in(&[Tag::Img]) {
                return false;
            }
            self.reopen_paragraph(start);
        } else if !self.leave_paragraph(tag, author) {
            return false;
        }
        tag.may_stand_in(self.top())
    }

    /// Ends what is open in the nearest of `parents`, as the start of a list
    /// item ends the one before it.
    fn climb_to(&mut self, parents: &[Tag]) {
        let table = parents.contains(&Tag::Table) || parents.contains(&Tag::Tr);
        for (at, frame) in self.open.iter().enumerate().rev() {
            let tag = frame.tag();
            if tag.is_some_and(|tag| parents.contains(&tag)) {
                self.close_down_to(at + 1);
                return;
            }
            let barrier = tag.is_none_or(|tag| tag == Tag::Table || (tag.is_cell() && !table));
            if barrier || frame.author.is_none() {
                return;
            }
        }
    }

    /// Opens `missing` where `parent` is on top.
    fn supply(&mut self, parent: Tag, missing: Tag, start: usize) {
        if self.top() == Some(parent) {
            self.nodes += 1;
            self.open.push(Frame {
                kind: Kind::Element(missing, Vec::new()),
                start,
                children: Vec::new(),
                author: Some(missing),
                has_words: false,
            });
        }
    }

    fn supply_row(&mut self, start: usize) {
        self.supply(Tag::Table, Tag::Tbody, start);
        for section in [Tag::Thead, Tag::Tbody, Tag::Tfoot] {
            self.supply(section, Tag::Tr, start);
        }
    }

    /// Makes room for words in the skeleton of a table.
    fn supply_cell(&mut self, start: usize) {
        if self.top() == Some(Tag::Colgroup) {
            self.close();
        }
        self.supply_row(start);
        self.supply(Tag::Tr, Tag::Td, start);
    }

    /// Ends the paragraph around `block`, as a block does; `false` where it
    /// cannot stand.
    fn leave_paragraph(&mut self, block: Tag, author: bool) -> bool {
        let mut paragraph = None;
        for (at, frame) in self.open.iter().enumerate().rev() {
            match frame.tag() {
                Some(Tag::P) => {
                    paragraph = Some(at);
                    break;
                }
                Some(Tag::Img) => return false,
                // HTML lets it have a heading among its words.
                Some(Tag::Summary) if block.heading_level().is_some() => {}
                Some(tag) if tag.holds_words() => return false,
                Some(tag) if !tag.is_cell() => {}
                _ => break,
            }
        }
        let Some(at) = paragraph else {
            return true;
        };
        if let Some((place, ended)) = &mut self.paragraph
            && *place == at
        {
            *ended = true;
        } else if let Some(frame) = self.open.last_mut()
            && !author
            && frame.author == Some(Tag::P)
            && is_blank(&frame.children)
            && let Kind::Element(tag, _) = &mut frame.kind
        {
            // `<p align="center">` around paragraphs of Markdown: no browser
            // would let it, and everybody writes it.
            *tag = Tag::Div;
            frame.children.clear();
            return true;
        }
        self.close_down_to(at);
        true
    }

    /// A paragraph that a block of HTML ended goes on after it, unless the
    /// author's own stands there now.
    fn reopen_paragraph(&mut self, start: usize) {
        if !matches!(self.paragraph, Some((_, true))) || self.is_in(&[Tag::P]) {
            return;
        }
        if let Some((place, ended @ true)) = &mut self.paragraph
            && *place == self.open.len()
        {
            *ended = false;
            self.nodes += 1;
            self.open.push(Frame {
                kind: Kind::Element(Tag::P, Vec::new()),
                start,
                children: Vec::new(),
                author: None,
                has_words: false,
            });
        }
    }

    /// Ends the innermost open pieces until `height` are left.
    pub(super) fn close_down_to(&mut self, height: usize) {
        while self.open.len() > height {
            if let Some(frame) = self.open.last()
                && let Some(tag) = frame.author
                && !may_be_left_open(tag)
            {
                let repair = Repair::Unclosed(tag.name().to_owned());
                self.repairs.note(frame.start, repair);
            }
            self.close();
        }
    }

    /// Puts a finished node in its place.
    pub(super) fn node(&mut self, node: Node, start: usize) {
        match self.open.last_mut() {
            Some(frame) => frame.children.push(node),
            None => self.blocks.push((start, node)),
        }
    }

    /// Puts a finished element that stands among words in its place.
    pub(super) fn leaf(&mut self, element: Element, start: usize) {
        if self.plain || self.is_dropping() {
            let mut text = String::new();
            plain_text(&[Node::Element(element)], &mut text);
            self.text(&text, start, Origin::Html);
        } else if self.make_room(element.tag, start, false) {
            self.nodes += 1;
            self.node(Node::Element(element), start);
        }
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str, start: usize, origin: Origin) {
        let blank = text.trim_ascii().is_empty();
        if text.is_empty() || (blank && self.needs_no_space(text, origin)) {
            return;
        }
        if !blank && !self.plain && !self.is_dropping() {
            self.supply_cell(start);
            self.reopen_paragraph(start);
        }
        let text = &*clean(text);
        let apart = origin == Origin::Escape;
        let goes_on = !std::mem::replace(&mut self.sealed, apart) && !apart;
        let last = match self.open.last_mut() {
            Some(frame) => {
                frame.has_words |= origin == Origin::Markdown;
                frame.children.last_mut()
            }
            None => self.blocks.last_mut().map(|(_, node)| node),
        };
        match last {
            Some(Node::Text(before)) if goes_on => before.push_str(text),
            _ => {
                self.nodes += 1;
                self.node(Node::Text(text.to_owned()), start);
            }
        }
    }

    /// Whether white space means nothing here: in the skeleton of a table,
    /// and between tags on lines of their own.
    fn needs_no_space(&self, text: &str, origin: Origin) -> bool {
        if self.plain {
            return false;
        }
        let (tag, last) = match self.open.last() {
            Some(frame) => (frame.tag(), frame.children.last()),
            None => (None, self.blocks.last().map(|(_, node)| node)),
        };
        let after_block = match last {
            Some(Node::Element(element)) => element.tag.is_block(),
            Some(Node::Text(_)) => false,
            None => true,
        };
        let of_words = tag.is_some_and(|tag| tag.holds_words() || !tag.is_block());
        tag.is_some_and(Tag::is_skeleton)
            || (origin == Origin::Html && text.contains('\n') && after_block && !of_words)
    }

    /// Ends all structure: everything that comes is text in one block.
    pub(super) fn become_plain(&mut self, start: usize, what: &'static str, most: usize) {
        if self.plain {
            return;
        }
        self.repairs.note(start, Repair::TooMany { what, most });
        self.close_down_to(0);
        self.marks.clear();
        self.paragraph = None;
        self.say(start, notes::of(self.reading.language).plain);
        self.plain = true;
        self.open.push(Frame {
            kind: Kind::Element(Tag::Pre, vec![Attribute::Class(Class::Plain)]),
            start,
            children: Vec::new(),
            author: None,
            has_words: false,
        });
    }

    /// Keeps the number of nodes within its limit.
    pub(super) fn check_size(&mut self, start: usize) {
        if self.nodes > MOST_NODES {
            self.become_plain(start, "elements and texts", MOST_NODES);
        }
    }
}
