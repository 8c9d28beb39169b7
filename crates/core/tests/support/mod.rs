//! What the tests share: a browser's parser, documents as the HTML of a page,
//! and what holds for any of them.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

pub mod article;
pub mod file;
pub mod pathological;
pub mod soup;
pub mod spec;
pub mod targets;
pub mod vectors;
pub mod yaml;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use inkfold_core::document::Document;
use inkfold_core::html;
use inkfold_core::link::{Link, decode_percent};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The HTML of a document.
pub fn to_html(document: &Document) -> String {
    html::write(document, &address)
}

/// Where a link leads on a page of no blog.
pub fn address(link: &Link) -> String {
    match link {
        Link::Absolute(address) | Link::Relative(address) => address.clone(),
        Link::Fragment(id) => format!("#{id}"),
        Link::Post { name, place } => format!("{name}.md#{place}"),
    }
}

/// What a browser makes of the body of a page.
pub struct Parsed {
    /// The nodes.
    pub nodes: Vec<Handle>,
    /// Takes everything along when it goes.
    _dom: RcDom,
}

/// Parses the body of a page.
pub fn parse(html: &str) -> Parsed {
    let page = format!("<!doctype html><html><head></head><body>{html}</body></html>");
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let all = dom.document.children.borrow().clone();
    let is_element = |node: &&Handle| matches!(node.data, NodeData::Element { .. });
    let root = all.iter().find(is_element).unwrap();
    let body = root.children.borrow()[1].clone();
    let nodes = body.children.borrow().clone();
    Parsed { nodes, _dom: dom }
}

/// The HTML of what a browser made, as our serializer would write it.
pub fn serialize(nodes: &[Handle]) -> String {
    let mut out = String::new();
    for node in nodes {
        serialize_node(node, &mut out);
    }
    out
}

fn serialize_node(node: &Handle, out: &mut String) {
    match &node.data {
        NodeData::Text { contents } => html::escape(&contents.borrow(), out),
        NodeData::Element { name, attrs, .. } => {
            out.push_str(&format!("<{}", name.local));
            for attribute in attrs.borrow().iter() {
                out.push_str(&format!(" {}=\"", attribute.name.local));
                html::escape(&attribute.value, out);
                out.push('"');
            }
            out.push('>');
            if is_void(&name.local) {
                return;
            }
            let children = node.children.borrow();
            if &*name.local == "pre"
                && let Some(first) = children.first()
                && let NodeData::Text { contents } = &first.data
                && contents.borrow().starts_with('\n')
            {
                out.push('\n');
            }
            for child in children.iter() {
                serialize_node(child, out);
            }
            out.push_str(&format!("</{}>", name.local));
        }
        NodeData::Comment { contents } => out.push_str(&format!("<!--{contents}-->")),
        _ => {}
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "col" | "hr" | "img" | "input" | "source" | "track" | "wbr"
    )
}

/// `html` as a browser's tree, without what a reader cannot see.
pub fn normalize(html: &str) -> String {
    let mut out = String::new();
    // A line break after the last paragraph would open again what is open in
    // it.
    let trimmed = html.trim_end();
    let html = if trimmed.ends_with("</p>") {
        trimmed
    } else {
        html
    };
    for node in &parse(html).nodes {
        normalize_node(node, false, &mut out);
    }
    trim(&mut out);
    out
}

fn is_block(name: &str) -> bool {
    inkfold_core::document::Tag::from_name(name).is_some_and(|tag| tag.is_block())
        || matches!(name, "br" | "input")
}

fn trim(out: &mut String) {
    out.truncate(out.trim_end_matches([' ', '\n', '\t']).len());
}

fn normalize_node(node: &Handle, preserve: bool, out: &mut String) {
    match &node.data {
        NodeData::Text { contents } => {
            let text = contents.borrow();
            let mut escaped = String::new();
            html::escape(&text, &mut escaped);
            if preserve {
                out.push_str(&escaped);
                return;
            }
            for letter in escaped.chars() {
                let space = matches!(letter, ' ' | '\n' | '\t');
                let after_tag = out.ends_with('\u{1}') || out.is_empty();
                if !space {
                    out.push(letter);
                } else if !out.ends_with(' ') && !after_tag {
                    out.push(' ');
                }
            }
        }
        NodeData::Element { name, attrs, .. } => {
            let name: &str = &name.local;
            if is_block(name) && !preserve {
                trim(out);
            }
            out.push_str(&format!("<{name}"));
            let mut list: Vec<String> = attrs
                .borrow()
                .iter()
                .filter_map(|attribute| {
                    normal_attribute(name, &attribute.name.local, &attribute.value)
                })
                .collect();
            list.sort();
            for attribute in list {
                out.push_str(&format!(" {attribute}"));
            }
            out.push('>');
            // Marks where white space means nothing.
            let mark = if is_block(name) && !preserve {
                "\u{1}"
            } else {
                ""
            };
            out.push_str(mark);
            for child in node.children.borrow().iter() {
                normalize_node(child, preserve || name == "pre", out);
            }
            if !is_void(name) {
                if is_block(name) && name != "pre" && !preserve {
                    trim(out);
                }
                out.push_str(&format!("</{name}>{mark}"));
            }
        }
        NodeData::Comment { contents } => out.push_str(&format!("<!--{contents}-->")),
        _ => {}
    }
}

fn normal_attribute(element: &str, name: &str, value: &str) -> Option<String> {
    match (element, name) {
        (_, "rel" | "referrerpolicy") => None,
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", "id") => None,
        ("li", "class") if value == "task" => None,
        ("td" | "th", "align") => Some(format!("align={value}")),
        ("td" | "th", "class") => {
            let side = match value {
                "align-start" => "left",
                "align-end" => "right",
                _ => "center",
            };
            Some(format!("align={side}"))
        }
        (_, "href" | "src") => {
            let base = url::Url::parse("https://base.example/a/b").unwrap();
            let url = base
                .join(value)
                .map_or(value.to_owned(), |url| url.to_string());
            Some(format!("{name}={}", decode_percent(&url)))
        }
        _ => Some(format!("{name}={value:?}")),
    }
}
