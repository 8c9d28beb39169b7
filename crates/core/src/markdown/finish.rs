//! What a piece becomes when everything that stands in it is there: headings
//! get ids, pictures their words and captions, footnotes their list.

use super::builder::Builder;
use super::engines::actions::Wanted;
use super::footnotes::Listed;
use super::frame::{Frame, Kind, Origin, is_blank};
use super::inline;
use super::limits::MOST_NODES;
use super::media;
use super::notes;
use super::repair::Repair;
use crate::document::{Attribute, Class, Document, Element, Name, Node, Tag, plain_text};
use crate::link::Link;

/// Elements whose text is not looked at for links and signs.
pub(super) const LITERAL: [Tag; 5] = [Tag::Code, Tag::Kbd, Tag::Pre, Tag::Samp, Tag::Img];

impl Builder<'_> {
    /// Ends the innermost open piece.
    pub(super) fn close(&mut self) {
        let Some(Frame {
            kind,
            start,
            mut children,
            author,
            has_words,
        }) = self.open.pop()
        else {
            return;
        };
        match kind {
            // A table of Markdown's with no rows.
            Kind::Element(Tag::Tbody, _) if author.is_none() && children.is_empty() => {}
            Kind::Element(tag, attributes) => {
                if has_words && !LITERAL.contains(&tag) && !self.is_in(&LITERAL) {
                    let links = tag != Tag::A && !self.is_in(&[Tag::A]);
                    // One more than there may be, so that the limit is noticed.
                    let room = (MOST_NODES + 2).saturating_sub(self.nodes);
                    let mut check = |link: &mut Element| self.check_host(link, start);
                    let more = inline::expand(&mut children, links, room, &mut check);
                    self.nodes += more;
                }
                let element = Element {
                    tag,
                    attributes,
                    children,
                };
                self.finish_element(element, start);
            }
            Kind::Code(attributes) => {
                let text = text_of(&children);
                if let Some(formula) = self.formula_block(&attributes, &text, start) {
                    return self.node(formula, start);
                }
                let code = Element {
                    tag: Tag::Code,
                    attributes,
                    children: self.code(&text, start),
                };
                self.nodes += 1;
                self.node(
                    Node::Element(Element::new(Tag::Pre, vec![Node::Element(code)])),
                    start,
                );
            }
            Kind::Dropped(name, _) => {
                self.repairs.note(start, Repair::Unclosed(name));
                self.text(&text_of(&children), start, Origin::Html);
            }
            Kind::Footnote(label) => self.footnotes.define(&label, children),
            Kind::Image(mut attributes) => {
                let mut alt = String::new();
                alt_text(&children, &mut alt);
                let is_title = |attribute: &Attribute| matches!(attribute, Attribute::Plain(..));
                let title = attributes.pop_if(|last| is_title(last));
                if let Some(Attribute::Src(link)) = attributes.pop() {
                    let picture = self.picture(link, alt, title, start);
                    self.node(Node::Element(picture), start);
                }
            }
        }
    }

    fn finish_element(&mut self, mut element: Element, start: usize) {
        match element.tag {
            Tag::P => {
                if let Some(cards) = self.videos_of(&element) {
                    self.nodes += 2 * cards.len();
                    for card in cards {
                        self.node(Node::Element(card), start);
                    }
                    return;
                }
                if let Some(figure) = figure(&mut element) {
                    self.nodes += 3;
                    element = figure;
                }
            }
            Tag::A => {
                self.name_video(&mut element);
                self.check_host(&mut element, start);
            }
            Tag::Pre => drop_first_breaks(&mut element),
            tag if tag.heading_level().is_some() => self.name_heading(&mut element),
            _ => {}
        }
        self.node(Node::Element(element), start);
    }

    /// What shows the file at `link`, as its query asks for it.
    fn picture(
        &mut self,
        link: Link,
        alt: String,
        title: Option<Attribute>,
        start: usize,
    ) -> Element {
        let (link, wanted) = Wanted::of(link);
        let linked = !self.is_in(&[Tag::A]);
        let mut picture = media::picture(link.clone(), alt, title, linked);
        self.nodes += 2 * picture.children.len();
        if wanted.has_unknown_class() {
            self.note_attribute("class", picture.tag, start);
        }
        picture.attributes.extend(wanted.attributes(picture.tag));
        let id = self.ids.take(&wanted.id);
        picture.attributes.extend(id.map(Attribute::Id));
        if !wanted.link || !linked || picture.tag.is_player() {
            return picture;
        }
        self.nodes += 1;
        Element {
            tag: Tag::A,
            attributes: vec![Attribute::Href(link)],
            children: vec![Node::Element(picture)],
        }
    }

    /// A heading is called by its words, unless its author called it.
    fn name_heading(&mut self, heading: &mut Element) {
        let named = |attribute: &Attribute| matches!(attribute, Attribute::Id(_));
        if !heading.attributes.iter().any(named) {
            let mut text = String::new();
            plain_text(&heading.children, &mut text);
            let id = self.ids.of_heading(&text);
            heading.attributes.extend(id.map(Attribute::Id));
        }
    }

    /// The end of the article.
    pub(super) fn finish(mut self) -> Document {
        self.close_down_to(0);
        if self.cut && !self.plain {
            self.say(self.body.len(), notes::of(self.reading.language).cut);
        }
        let Listed { items, rest } = self.footnotes.list(&mut self.blocks);
        let mut listed = Vec::new();
        if !items.is_empty() {
            listed.push(Node::Element(Element::new(Tag::Ol, items)));
        }
        listed.extend(rest);
        if !listed.is_empty() {
            let section = Element {
                tag: Tag::Section,
                attributes: vec![Attribute::Class(Class::Footnotes)],
                children: listed,
            };
            self.blocks.push((usize::MAX, Node::Element(section)));
        }
        Document {
            blocks: self.blocks,
            repairs: self.repairs.list(),
            formulas: self.formulas,
        }
    }
}

/// Drops the line breaks that `pre` begins with: a browser that parses a page
/// drops one, the app that draws it none.
fn drop_first_breaks(pre: &mut Element) {
    while let Some(Node::Text(text)) = pre.children.first_mut() {
        let breaks = text.len() - text.trim_start_matches('\n').len();
        text.drain(..breaks);
        if !text.is_empty() {
            return;
        }
        pre.children.remove(0);
    }
}

fn text_of(children: &[Node]) -> String {
    let mut text = String::new();
    plain_text(children, &mut text);
    text
}

/// What stands for a picture whose words these are: their text, and the words
/// of pictures among them.
fn alt_text(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) if element.tag == Tag::Img => {
                out.push_str(element.plain(Name::Alt).unwrap_or_default());
            }
            Node::Element(element) if element.tag == Tag::Br => out.push('\n'),
            Node::Element(element) => alt_text(&element.children, out),
        }
    }
}

/// A picture alone in a paragraph, be it a link, with its title for a
/// caption.
fn figure(paragraph: &mut Element) -> Option<Element> {
    let mut only = None;
    for child in &mut paragraph.children {
        match child {
            Node::Element(element) if only.is_none() => only = Some(element),
            Node::Element(_) => return None,
            Node::Text(text) if text.trim_ascii().is_empty() => {}
            Node::Text(_) => return None,
        }
    }
    let only = only?;
    let image = match only.tag {
        Tag::Img | Tag::Audio | Tag::Video => &mut *only,
        Tag::A => match only.children.as_mut_slice() {
            [Node::Element(image)] if image.tag == Tag::Img => image,
            _ => return None,
        },
        _ => return None,
    };
    let is_title = |attribute: &Attribute| matches!(attribute, Attribute::Plain(Name::Title, _));
    let at = image.attributes.iter().position(is_title)?;
    let Attribute::Plain(_, title) = image.attributes.remove(at) else {
        return None;
    };
    let caption = Element::new(Tag::Figcaption, vec![Node::Text(title)]);
    let mut children: Vec<Node> = std::mem::take(&mut paragraph.children);
    children.retain(|child| !is_blank(std::slice::from_ref(child)));
    children.push(Node::Element(caption));
    Some(Element {
        tag: Tag::Figure,
        attributes: std::mem::take(&mut paragraph.attributes),
        children,
    })
}
