//! A document as virtual DOM.
//!
//! Element and attribute names come from the core's own tables, so nothing
//! an author writes can name one.

use inkfold_core::document::{Attribute, Element, Label, Node, Tag};
use inkfold_core::link::Link;
use yew::virtual_dom::{VList, VNode, VTag};
use yew::{AttrValue, Html};

use crate::messages::{Messages, fill};
use inkfold_core::address::LinkContext;

/// How the nodes of a post are drawn.
pub struct View<'a> {
    /// Where links lead.
    pub links: LinkContext<'a>,
    /// The language of labels.
    pub messages: &'static Messages,
    /// Pictures further down wait until they are near.
    pub lazy_pictures: bool,
}

impl View<'_> {
    /// Draws `nodes`.
    pub fn draw<'n>(&self, nodes: impl Iterator<Item = &'n Node>) -> Html {
        let children: Vec<VNode> = nodes.map(|node| self.node(node)).collect();
        VList::with_children(children, None).into()
    }

    fn node(&self, node: &Node) -> VNode {
        match node {
            Node::Text(text) => VNode::from(text.as_str()),
            Node::Element(element) => self.element(element).into(),
        }
    }

    fn element(&self, element: &Element) -> VTag {
        let mut tag = VTag::new(element.tag.name());
        for attribute in &element.attributes {
            self.attribute(&mut tag, attribute);
        }
        match element.tag {
            Tag::Checkbox => {
                tag.add_attribute("type", "checkbox");
                tag.add_attribute("disabled", "");
            }
            Tag::Img => {
                tag.add_attribute("decoding", "async");
                if self.lazy_pictures {
                    tag.add_attribute("loading", "lazy");
                }
            }
            // Wide tables and long lines scroll in their own box, which a
            // keyboard must reach.
            Tag::Pre => tag.add_attribute("tabindex", "0"),
            _ => {}
        }
        for child in &element.children {
            tag.add_child(self.node(child));
        }
        match element.tag {
            Tag::Table => {
                let mut scroller = framed("table", tag);
                scroller.add_attribute("tabindex", "0");
                scroller
            }
            // Its button must not scroll with it.
            Tag::Pre => framed("code", tag),
            _ => tag,
        }
    }

    fn attribute(&self, tag: &mut VTag, attribute: &Attribute) {
        match attribute {
            Attribute::Alt(text) => tag.add_attribute("alt", owned(text)),
            Attribute::Checked => tag.add_attribute("checked", ""),
            Attribute::Class(class) => tag.add_attribute("class", owned(&class.name())),
            Attribute::Href(link) => {
                tag.add_attribute("href", owned(&self.links.href(link)));
                if matches!(link, Link::Absolute(_)) {
                    tag.add_attribute("rel", "noopener noreferrer");
                }
            }
            Attribute::Id(id) => tag.add_attribute("id", owned(id)),
            Attribute::Label(label) => {
                let (text, number) = match label {
                    Label::Footnote(number) => (self.messages.footnote, number),
                    Label::FootnoteBack(number) => (self.messages.back_from_footnote, number),
                };
                tag.add_attribute("aria-label", fill(text, &[&number.to_string()]));
            }
            Attribute::MarkedLines(lines) => tag.add_attribute("data-lines", owned(lines)),
            Attribute::NumberedLines => tag.add_attribute("data-numbered", ""),
            Attribute::Src(link) => tag.add_attribute("src", owned(&self.links.href(link))),
            Attribute::Start(number) => tag.add_attribute("start", number.to_string()),
            Attribute::Title(text) => tag.add_attribute("title", owned(text)),
        }
    }
}

fn framed(class: &'static str, tag: VTag) -> VTag {
    let mut frame = VTag::new("div");
    frame.add_attribute("class", class);
    frame.add_child(tag.into());
    frame
}

fn owned(text: &str) -> AttrValue {
    AttrValue::from(text.to_owned())
}
