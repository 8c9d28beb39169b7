//! A document as HTML text: for feeds, and to compare trees in tests.
//!
//! A serializer only; what may stand in the tree is [`crate::document`]'s.

use crate::document::{Attribute, Document, Element, Label, Node};
use crate::link::Link;

/// Writes `document` as HTML. `address` says where a link leads on the page
/// the text is for.
pub fn write(document: &Document, address: &dyn Fn(&Link) -> String) -> String {
    let mut out = String::new();
    for node in document.nodes() {
        write_node(node, address, &mut out);
    }
    out
}

fn write_node(node: &Node, address: &dyn Fn(&Link) -> String, out: &mut String) {
    match node {
        Node::Text(text) => escape(text, out),
        Node::Element(element) => write_element(element, address, out),
    }
}

fn write_element(element: &Element, address: &dyn Fn(&Link) -> String, out: &mut String) {
    out.push('<');
    out.push_str(element.tag.name());
    for (name, value) in element.fixed_attributes() {
        write_attribute(name, value, out);
    }
    for attribute in &element.attributes {
        let (name, value) = name_and_value(attribute, address);
        write_attribute(name, &value, out);
    }
    out.push('>');
    if element.tag.is_void() {
        return;
    }
    for child in &element.children {
        write_node(child, address, out);
    }
    out.push_str("</");
    out.push_str(element.tag.name());
    out.push('>');
}

fn write_attribute(name: &'static str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

fn name_and_value(
    attribute: &Attribute,
    address: &dyn Fn(&Link) -> String,
) -> (&'static str, String) {
    match attribute {
        Attribute::Cite(link) => ("cite", address(link)),
        Attribute::Class(class) => ("class", class.name().into_owned()),
        Attribute::Href(link) => ("href", address(link)),
        Attribute::Id(id) => ("id", id.clone()),
        Attribute::Label(Label::Footnote(number)) => ("aria-label", format!("Footnote {number}")),
        Attribute::Label(Label::FootnoteBack(number)) => {
            ("aria-label", format!("Back from footnote {number}"))
        }
        Attribute::MarkedLines(lines) => ("data-lines", lines.clone()),
        Attribute::NumberedLines => ("data-numbered", String::new()),
        Attribute::Plain(name, value) => (name.name(), value.clone()),
        Attribute::Poster(link) => ("poster", address(link)),
        Attribute::Src(link) => ("src", address(link)),
        Attribute::Srcset(sources) => ("srcset", Element::srcset(sources, address)),
    }
}

/// Appends `text` with the characters HTML gives a meaning escaped; right in
/// text and in double-quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}
