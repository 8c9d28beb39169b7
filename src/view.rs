//! A document as virtual DOM.
//!
//! Element and attribute names come from the core's own tables, so nothing
//! an author writes can name one.

use std::cell::Cell;

use inkfold_core::document::{Attribute, Element, Label, Name, Node, Tag};
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
    /// Whether others stand on the same page: pictures wait until they are
    /// near, and ids, which are unique in a post only, are left to its page.
    pub among_others: bool,
    /// Whether a picture is drawn; the others of a post wait until they are
    /// near.
    pub has_picture: Cell<bool>,
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
        for (name, value) in element.fixed_attributes() {
            tag.add_attribute(name, *value);
        }
        match element.tag {
            Tag::Img => {
                tag.add_attribute("decoding", "async");
                if self.among_others || self.has_picture.replace(true) {
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
                let mut scroller = framed("div", "table", tag);
                scroller.add_attribute("tabindex", "0");
                scroller
            }
            Tag::Math if element.plain(Name::Display).is_some() => {
                let mut scroller = framed("span", "math-scroll", tag);
                scroller.add_attribute("tabindex", "0");
                scroller
            }
            // Its button must not scroll with it.
            Tag::Pre => framed("div", "code", tag),
            _ => tag,
        }
    }

    fn attribute(&self, tag: &mut VTag, attribute: &Attribute) {
        match attribute {
            Attribute::Cite(link) => tag.add_attribute("cite", owned(&self.links.href(link))),
            Attribute::Class(class) => tag.add_attribute("class", owned(&class.name())),
            Attribute::Href(link) => tag.add_attribute("href", owned(&self.links.href(link))),
            Attribute::Id(id) if !self.among_others => tag.add_attribute("id", owned(id)),
            Attribute::Id(_) => {}
            Attribute::Label(label) => {
                let (text, number) = match label {
                    Label::Footnote(number) => (self.messages.footnote, number),
                    Label::FootnoteBack(number) => (self.messages.back_from_footnote, number),
                };
                tag.add_attribute("aria-label", fill(text, &[&number.to_string()]));
            }
            Attribute::MarkedLines(lines) => tag.add_attribute("data-lines", owned(lines)),
            Attribute::NumberedLines => tag.add_attribute("data-numbered", ""),
            Attribute::Plain(name, value) => tag.add_attribute(name.name(), owned(value)),
            Attribute::Poster(link) => tag.add_attribute("poster", owned(&self.links.href(link))),
            Attribute::Src(link) => tag.add_attribute("src", owned(&self.links.href(link))),
            Attribute::Srcset(sources) => {
                let sources = Element::srcset(sources, &|link| self.links.href(link));
                tag.add_attribute("srcset", owned(&sources));
            }
        }
    }
}

fn framed(name: &'static str, class: &'static str, tag: VTag) -> VTag {
    let mut frame = VTag::new(name);
    frame.add_attribute("class", class);
    frame.add_child(tag.into());
    frame
}

fn owned(text: &str) -> AttrValue {
    AttrValue::from(text.to_owned())
}

#[cfg(test)]
mod tests {
    use inkfold_core::document::Class;

    /// The classes that a style sheet names.
    fn classes(css: &str) -> impl Iterator<Item = &str> {
        let starts = css.split('.').skip(1);
        let names = starts.filter_map(|rest| {
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
            rest.split(|c| !is_name(c)).next()
        });
        names.filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
    }

    #[test]
    fn no_author_can_name_a_class_of_the_app() {
        let css = concat!(include_str!("style.css"), include_str!("code/theme.css"));
        assert!(
            classes(css).any(|name| name == "masthead")
                && classes(css).any(|name| name == "code-bar")
        );
        for name in classes(css) {
            let shared = ["align-start", "align-center", "align-end"].contains(&name);
            assert_eq!(Class::from_name(name).is_some(), shared, "{name}");
            assert_eq!(Class::of_heading(&[name]).is_some(), shared, "{name}");
        }
    }
}
