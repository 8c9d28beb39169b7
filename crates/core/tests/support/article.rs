//! What holds for any article, whatever it was made of.

use std::collections::HashSet;

use inkfold_core::document::{Document, Name, Node, Tag};
use markup5ever_rcdom::{Handle, NodeData};

use super::{parse, serialize, to_html};

/// What a browser makes of an article, flat.
#[derive(Default)]
struct Seen {
    text: String,
    ids: Vec<String>,
    problems: Vec<String>,
}

impl Seen {
    fn of(nodes: &[Handle]) -> Self {
        let mut seen = Self::default();
        nodes.iter().for_each(|node| seen.node(node));
        seen
    }

    fn node(&mut self, node: &Handle) {
        match &node.data {
            NodeData::Text { contents } => self.text.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let element: &str = &name.local;
                if !Tag::all().any(|tag| tag.name() == element)
                    || &*name.ns != "http://www.w3.org/1999/xhtml"
                {
                    self.problems.push(format!("element {element}"));
                }
                for attribute in attrs.borrow().iter() {
                    self.attribute(element, &attribute.name.local, &attribute.value);
                }
            }
            _ => self.problems.push("no text and no element".into()),
        }
        node.children
            .borrow()
            .iter()
            .for_each(|node| self.node(node));
    }

    fn attribute(&mut self, element: &str, name: &str, value: &str) {
        let known = Name::all().any(|known| known.name() == name)
            || matches!(
                name,
                "class"
                    | "controls"
                    | "data-lines"
                    | "data-numbered"
                    | "disabled"
                    | "preload"
                    | "referrerpolicy"
                    | "rel"
            );
        match name {
            "srcset" => {
                for source in value.split(", ") {
                    let address = source.split(' ').next().unwrap_or_default();
                    self.attribute(element, "src", address);
                }
            }
            "href" | "src" | "cite" | "poster" => {
                let base = url::Url::parse("https://blog.example/posts/").unwrap();
                let schemes: &[&str] = match name {
                    "src" | "poster" => &["http", "https"],
                    _ => &["http", "https", "mailto", "tel"],
                };
                let scheme = base.join(value).map(|url| url.scheme().to_owned());
                // What is no address leads nowhere.
                if scheme.is_ok_and(|scheme| !schemes.contains(&scheme.as_str())) {
                    self.problems.push(format!("{element} {name}={value}"));
                }
            }
            "id" => self.ids.push(value.to_owned()),
            _ if known => {}
            _ => self.problems.push(format!("{element} {name}={value}")),
        }
    }
}

/// The text of an article as it shows.
pub fn text_of(document: &Document) -> String {
    fn add(node: &Node, out: &mut String) {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => element.children.iter().for_each(|node| add(node, out)),
        }
    }
    let mut out = String::new();
    document.nodes().for_each(|node| add(node, &mut out));
    out
}

/// How deep a document is, and how many nodes it has.
pub fn size(document: &Document) -> (usize, usize) {
    fn add(node: &Node, depth: usize, size: &mut (usize, usize)) {
        size.1 += 1;
        if let Node::Element(element) = node {
            size.0 = size.0.max(depth);
            element
                .children
                .iter()
                .for_each(|node| add(node, depth + 1, size));
        }
    }
    let mut found = (0, 0);
    document.nodes().for_each(|node| add(node, 1, &mut found));
    found
}

/// Everything that holds for any document; what is wrong, otherwise.
pub fn wrong(document: &Document) -> Option<String> {
    let html = to_html(document);
    let parsed = parse(&html);
    let again = serialize(&parsed.nodes);
    if again != html {
        return Some(format!(
            "a browser makes another tree:\n  {html}\n  {again}"
        ));
    }
    let seen = Seen::of(&parsed.nodes);
    if !seen.problems.is_empty() {
        return Some(format!("{:?} in {html}", seen.problems));
    }
    if seen.text != text_of(document) {
        return Some(format!("other text: {html}"));
    }
    let unique: HashSet<&String> = seen.ids.iter().collect();
    if unique.len() != seen.ids.len() {
        return Some(format!("an id twice: {html}"));
    }
    let clobbers = |id: &&String| id.starts_with("inkfold") || *id == "location";
    if let Some(id) = seen.ids.iter().find(clobbers) {
        return Some(format!("the id {id}"));
    }
    let (depth, _) = size(document);
    (depth > 64).then(|| format!("{depth} deep"))
}
