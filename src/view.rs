//! A document as elements, Yew's or the page's own ([`make`]).
//!
//! Element and attribute names come from the core's own tables, so nothing
//! an author writes can name one.

pub mod make;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use inkfold_core::address::LinkContext;
use inkfold_core::document::{Attribute, Element, Label, Name, Node, Tag};
use inkfold_core::link::Link;
use yew::Html;
use yew::virtual_dom::{VList, VNode, VTag};

use crate::messages::{Messages, fill};
use make::Make;

/// How the nodes of a post are drawn.
pub struct View<'a> {
    /// Where links lead.
    pub links: LinkContext<'a>,
    /// The language of labels.
    pub messages: &'static Messages,
    /// What the style sheet of a page around calls the whole of it.
    pub part: Option<&'static str>,
    /// How many levels deeper headings stand than in the text.
    pub deeper: i8,
    /// Whether others stand on the same page: pictures wait until they are
    /// near, and ids, which are unique in a post only, are left to its page.
    pub among_others: bool,
    /// Whether a picture is drawn; the others of a post wait until they are
    /// near.
    pub has_picture: Cell<bool>,
    /// What of the page's own elements leads into the blog.
    pub leading: RefCell<Vec<Leading>>,
    /// Those of the page's own elements that show a formula as it is written.
    pub formulas: RefCell<Vec<web_sys::Element>>,
}

/// An attribute that leads into the blog: where to depends on which posts are
/// known.
pub struct Leading {
    element: web_sys::Element,
    attribute: Attribute,
    value: String,
}

impl Leading {
    /// Has it lead where `view` says.
    pub fn follow(&mut self, view: &View<'_>) {
        if let Some((name, value)) = view.attribute(&self.attribute)
            && value != self.value
        {
            self.value = value.into_owned();
            self.element.set(name, Cow::Borrowed(&self.value));
        }
    }
}

impl View<'_> {
    /// Draws `nodes` for Yew.
    pub fn draw<'n>(&self, nodes: impl Iterator<Item = &'n Node>) -> Html {
        let children = nodes.map(|node| match node {
            Node::Text(text) => VNode::from(text.as_str()),
            Node::Element(element) => self.element::<VTag>(element).into(),
        });
        VList::with_children(children.collect(), None).into()
    }

    /// Draws `node` at the end of `parent`.
    pub fn node<M: Make>(&self, parent: &mut M, node: &Node) {
        match node {
            Node::Text(text) => parent.write(text),
            Node::Element(element) => parent.add(self.element(element)),
        }
    }

    /// Draws `element`.
    pub fn element<M: Make>(&self, element: &Element) -> M {
        let name = match heading_level(element.tag) {
            Some(level) => heading(level.saturating_add_signed(self.deeper)),
            None => element.tag.name(),
        };
        let mut tag = M::new(name, element.tag.is_math());
        if let (Some(made), Some(_)) = (tag.made(), element.formula()) {
            self.formulas.borrow_mut().push(made.clone());
        }
        for attribute in &element.attributes {
            let Some((name, value)) = self.attribute(attribute) else {
                continue;
            };
            if let Some(made) = tag.made().filter(|_| leads_into_blog(attribute)) {
                self.leading.borrow_mut().push(Leading {
                    element: made.clone(),
                    attribute: attribute.clone(),
                    value: value.clone().into_owned(),
                });
            }
            tag.set(name, value);
        }
        for (name, value) in element.fixed_attributes() {
            tag.set(name, Cow::Borrowed(value));
        }
        match element.tag {
            Tag::Img => {
                tag.set("decoding", Cow::Borrowed("async"));
                if self.among_others || self.has_picture.replace(true) {
                    tag.set("loading", Cow::Borrowed("lazy"));
                }
            }
            // Wide tables and long lines scroll in their own box, which a
            // keyboard must reach.
            Tag::Pre => tag.set("tabindex", Cow::Borrowed("0")),
            _ => {}
        }
        for child in &element.children {
            self.node(&mut tag, child);
        }
        match element.tag {
            Tag::Table => {
                let mut scroller = framed("div", "table", tag);
                scroller.set("tabindex", Cow::Borrowed("0"));
                scroller
            }
            Tag::Math if element.plain(Name::Display).is_some() => {
                let mut scroller = framed("span", "math-scroll", tag);
                scroller.set("tabindex", Cow::Borrowed("0"));
                scroller
            }
            // Its button must not scroll with it.
            Tag::Pre => framed("div", "code", tag),
            _ => tag,
        }
    }

    /// The name and the value of an attribute; nothing where it is not drawn.
    fn attribute<'b>(&self, attribute: &'b Attribute) -> Option<(&'static str, Cow<'b, str>)> {
        let href = |link| Cow::Owned(self.links.href(link));
        Some(match attribute {
            Attribute::Cite(link) => ("cite", href(link)),
            Attribute::Class(class) => ("class", class.name()),
            Attribute::Href(link) => ("href", href(link)),
            Attribute::Id(_) if self.among_others => return None,
            Attribute::Id(id) => ("id", Cow::Borrowed(id.as_str())),
            Attribute::Label(label) => {
                let (text, number) = match label {
                    Label::Footnote(number) => (self.messages.footnote, number),
                    Label::FootnoteBack(number) => (self.messages.back_from_footnote, number),
                };
                ("aria-label", Cow::Owned(fill(text, &[&number.to_string()])))
            }
            Attribute::MarkedLines(lines) => ("data-lines", Cow::Borrowed(lines.as_str())),
            Attribute::NumberedLines => ("data-numbered", Cow::Borrowed("")),
            Attribute::Plain(name, value) => (name.name(), Cow::Borrowed(value.as_str())),
            Attribute::Poster(link) => ("poster", href(link)),
            Attribute::Src(link) => ("src", href(link)),
            Attribute::Srcset(sources) => {
                let sources = Element::srcset(sources, &|link| self.links.href(link));
                ("srcset", Cow::Owned(sources))
            }
        })
    }
}

fn heading_level(tag: Tag) -> Option<u8> {
    Some(match tag {
        Tag::H1 => 1,
        Tag::H2 => 2,
        Tag::H3 => 3,
        Tag::H4 => 4,
        Tag::H5 => 5,
        Tag::H6 => 6,
        _ => return None,
    })
}

/// The element of a heading of this level: the nearest there is.
pub fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// Whether where an attribute leads depends on the rest of the blog.
fn leads_into_blog(attribute: &Attribute) -> bool {
    let is_of_blog = |link: &Link| !matches!(link, Link::Absolute(_));
    match attribute {
        Attribute::Cite(link)
        | Attribute::Href(link)
        | Attribute::Poster(link)
        | Attribute::Src(link) => is_of_blog(link),
        Attribute::Srcset(sources) => sources.iter().any(|(link, _)| is_of_blog(link)),
        _ => false,
    }
}

fn framed<M: Make>(name: &'static str, class: &'static str, tag: M) -> M {
    let mut frame = M::new(name, false);
    frame.set("class", Cow::Borrowed(class));
    frame.add(tag);
    frame
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
        let css = concat!(
            include_str!("style.css"),
            include_str!("code/theme.css"),
            include_str!("embed/widget.css")
        );
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
