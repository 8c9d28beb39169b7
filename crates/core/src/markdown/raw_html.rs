//! What an author's HTML means: which elements are kept, which are taken for
//! others, which are left out with what stands in them.
//!
//! A list of what is allowed, never of what is forbidden: a name that stands
//! nowhere here makes no element. Where an element may stand is the
//! [`super::builder`]'s, what its attributes say [`super::attributes`]'s.

mod tokenizer;

use super::builder::Builder;
use super::entities;
use super::frame::{Kind, Origin};
use super::repair::Repair;
use crate::document::{Attribute, Class, Element, Name, Tag};
use tokenizer::{Token, Tokenizer};

/// Elements whose content is not for readers: code, styles, foreign markup,
/// controls. Their text is no article.
const DROPPED: [&str; 9] = [
    "frameset", "math", "noembed", "noframes", "noscript", "object", "select", "svg", "template",
];
/// The same, where a browser looks for no tags but the end.
const DROPPED_RAW: [&str; 6] = ["plaintext", "script", "style", "textarea", "title", "xmp"];
/// The same, with nothing in them.
const DROPPED_VOID: [&str; 7] = ["base", "embed", "frame", "input", "link", "meta", "param"];

/// A block of HTML, collected from its lines.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) text: String,
    /// Where each line starts: in the text, and in the body.
    lines: Vec<(usize, usize)>,
}

impl Chunk {
    pub(super) fn push(&mut self, line: &str, start: usize) {
        self.lines.push((self.text.len(), start));
        self.text.push_str(line);
    }

    /// Where in the body the byte `at` of the text stands.
    pub(super) fn offset(&self, at: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= at);
        let line = after.checked_sub(1).and_then(|line| self.lines.get(line));
        line.map_or(at, |(start, in_body)| in_body + at - start)
    }
}

/// Where in a body the last end tag of each name stands that was asked for.
#[derive(Default)]
pub(super) struct EndTags(Vec<(String, Option<usize>)>);

impl EndTags {
    /// Whether an end tag of `name` begins at the byte `start` or later.
    fn comes_after(&mut self, name: &str, start: usize, body: &str) -> bool {
        let known = self.0.iter().find(|(known, _)| known == name);
        let last = known.map(|(_, last)| *last).unwrap_or_else(|| {
            let tag = format!("</{name}");
            let mut places = body.as_bytes().windows(tag.len());
            let last = places.rposition(|place| place.eq_ignore_ascii_case(tag.as_bytes()));
            self.0.push((name.to_owned(), last));
            last
        });
        last.is_some_and(|last| last >= start)
    }
}

/// What a start tag means.
enum Meaning {
    Element(Tag, Option<Class>),
    /// What stands in it is kept.
    Nothing,
    Dropped,
    DroppedRaw,
    DroppedVoid,
    /// What stands in it is for browsers of last century.
    Iframe,
}

fn meaning(name: &str) -> Meaning {
    if let Some(tag) = Tag::from_name(name) {
        return Meaning::Element(tag, None);
    }
    match name {
        "center" => Meaning::Element(Tag::Div, Some(Class::AlignCenter)),
        "iframe" => Meaning::Iframe,
        "strike" => Meaning::Element(Tag::S, None),
        "tt" => Meaning::Element(Tag::Code, None),
        // Blocks, whose text must not run into their neighbours'.
        "address" | "article" | "aside" | "footer" | "header" | "main" | "nav" => {
            Meaning::Element(Tag::Div, None)
        }
        _ if DROPPED.contains(&name) => Meaning::Dropped,
        _ if DROPPED_RAW.contains(&name) => Meaning::DroppedRaw,
        _ if DROPPED_VOID.contains(&name) => Meaning::DroppedVoid,
        _ => Meaning::Nothing,
    }
}

impl Builder<'_> {
    /// Reads a whole tag, or a whole block of HTML. `offset` says where a
    /// byte of it stands in the body.
    pub(super) fn html(&mut self, html: &str, offset: &dyn Fn(usize) -> usize) {
        let mut tokens = Tokenizer::new(html);
        loop {
            let start = offset(tokens.position());
            let Some(token) = tokens.next() else {
                return;
            };
            self.check_size(start);
            match token {
                Token::Text(text) => {
                    let text = self.after_pre(text);
                    self.text(&entities::decode(text), start, Origin::Html);
                }
                Token::Start(name, attributes, is_closed) => {
                    let is_raw = self.start_tag(&name, &attributes, start);
                    let is_foreign = !matches!(meaning(&name), Meaning::Element(..));
                    if (is_closed && is_foreign) || (is_raw && tokens.skip_to_end_of(&name)) {
                        self.end_tag(&name, start);
                    }
                }
                Token::Open(mark, at) => self.repairs.note(offset(at), Repair::Open(mark)),
                Token::End(name) => self.end_tag(&name, start),
                Token::Unfinished(text) => {
                    self.repairs.note(start, Repair::Unfinished);
                    self.text(text, start, Origin::Html);
                }
            }
        }
    }

    /// A browser drops the line break right after `<pre>`.
    fn after_pre<'t>(&self, text: &'t str) -> &'t str {
        match self.open.last() {
            Some(frame) if frame.author == Some(Tag::Pre) && frame.children.is_empty() => {
                text.strip_prefix('\n').unwrap_or(text)
            }
            _ => text,
        }
    }

    /// Whether everything up to the end tag is no HTML.
    fn start_tag(&mut self, name: &str, attributes: &[(String, &str)], start: usize) -> bool {
        let meaning = meaning(name);
        if let Some(frame) = self.open.last_mut()
            && let Kind::Dropped(dropped, nested) = &mut frame.kind
        {
            if dropped == name {
                *nested += 1;
            }
            return false;
        }
        match meaning {
            Meaning::Element(tag, class) => self.element(tag, class, attributes, start),
            Meaning::Nothing => self.repairs.note(start, Repair::Unknown(name.to_owned())),
            Meaning::DroppedVoid => self.repairs.note(start, Repair::Dropped(name.to_owned())),
            Meaning::Iframe => {
                if !self.plain {
                    self.iframe(attributes, start);
                }
                self.open(Kind::Dropped(name.to_owned(), 0), start, None);
            }
            Meaning::Dropped | Meaning::DroppedRaw => {
                self.drop_element(name, start);
                return matches!(meaning, Meaning::DroppedRaw);
            }
        }
        false
    }

    /// Whatever comes is left out, up to the end tag.
    fn drop_element(&mut self, name: &str, start: usize) {
        self.repairs.note(start, Repair::Dropped(name.to_owned()));
        self.open(Kind::Dropped(name.to_owned(), 0), start, None);
    }

    fn element(
        &mut self,
        tag: Tag,
        class: Option<Class>,
        attributes: &[(String, &str)],
        start: usize,
    ) {
        if self.plain {
            return;
        }
        let mut attributes = self.author_attributes(tag, attributes, start);
        if let Some(class) = class
            && !attributes
                .iter()
                .any(|known| matches!(known, Attribute::Class(_)))
        {
            attributes.push(Attribute::Class(class));
        }
        if tag == Tag::Img {
            self.image(attributes, start);
        } else if self.open(Kind::Element(tag, attributes), start, Some(tag)) && tag.is_void() {
            self.close();
        }
    }

    /// A picture, or the words for one that cannot be loaded.
    fn image(&mut self, attributes: Vec<Attribute>, start: usize) {
        let loads = |attribute: &Attribute| matches!(attribute, Attribute::Src(_));
        let image = Element {
            tag: Tag::Img,
            attributes,
            children: Vec::new(),
        };
        if image.attributes.iter().any(loads) {
            self.leaf(image, start);
        } else if let Some(alt) = image.plain(Name::Alt) {
            self.text(alt, start, Origin::Html);
        }
    }

    fn end_tag(&mut self, name: &str, start: usize) {
        if let Some(frame) = self.open.last_mut()
            && let Kind::Dropped(dropped, nested) = &mut frame.kind
        {
            if dropped == name {
                match nested.checked_sub(1) {
                    Some(left) => *nested = left,
                    None => drop(self.open.pop()),
                }
            }
            return;
        }
        let tag = match meaning(name) {
            Meaning::Element(tag, _) if !tag.is_void() => Some(tag),
            _ if name == "br" => {
                self.leaf(Element::new(Tag::Br, Vec::new()), start);
                return;
            }
            _ => None,
        };
        // Of what is no element, the start tag was noted.
        if let Some(tag) = tag
            && !self.close_author(tag)
            && !self.plain
        {
            self.repairs.note(start, Repair::Stray(name.to_owned()));
        }
    }

    /// The end of a block of HTML, which ends at the byte `end` of the body:
    /// what is left out and never closed must not take the rest along.
    pub(super) fn end_html(&mut self, end: usize) {
        if let Some(chunk) = self.html.take() {
            self.html(&chunk.text, &|at| chunk.offset(at));
        }
        while let Some(Kind::Dropped(name, _)) = self.open.last().map(|frame| &frame.kind)
            && !self.end_tags.comes_after(name, end, self.body)
        {
            self.close();
        }
    }

    /// Ends the nearest such element of the author's; never one of
    /// Markdown's, nor one around it.
    fn close_author(&mut self, tag: Tag) -> bool {
        let floor = self.marks.last().copied().unwrap_or_default();
        let of_table = tag.is_skeleton() || tag.is_cell();
        for (at, frame) in self.open.iter().enumerate().skip(floor).rev() {
            match frame.author {
                Some(author) if author == tag => {
                    self.close_down_to(at + 1);
                    self.close();
                    return true;
                }
                Some(author) if of_table || !author.is_cell() => {}
                _ => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests;
