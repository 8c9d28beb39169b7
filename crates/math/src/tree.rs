//! Reads what math-core writes: a small, strict reader of its MathML, which
//! knows the elements and attributes of the core's tables and refuses all
//! else.
//!
//! HTML in a formula (bold letters, links) becomes classes and plain text, so
//! that nothing but MathML and text stands in `math`: there is no place where
//! a browser would change between the two.

use inkfold_core::document::{Attribute, Class, Element, Look, Looks, Name, Node, Tag};

use crate::limits::{DEEPEST, MOST_ELEMENTS};
use crate::refusal::Refusal;
use crate::style::{Said, length};

/// A formula that was read.
pub(crate) struct Tree {
    pub(crate) math: Element,
    /// How many elements are in it.
    pub(crate) elements: usize,
}

/// Reads the MathML of a formula.
pub(crate) fn read(mathml: &str) -> Result<Tree, Refusal> {
    let mut reader = Reader {
        rest: mathml,
        elements: 0,
    };
    let mut inside = Inside::default();
    reader.content(None, 0, &mut inside)?;
    match (inside.nodes.pop(), inside.nodes.is_empty()) {
        (Some(Node::Element(math)), true) if math.tag == Tag::Math => Ok(Tree {
            math,
            elements: reader.elements,
        }),
        _ => Err(Refusal::Unknown),
    }
}

/// What stands in an element.
#[derive(Default)]
struct Inside {
    nodes: Vec<Node>,
    /// How HTML around its text makes that look.
    looks: Looks,
}

struct Reader<'a> {
    rest: &'a str,
    elements: usize,
}

impl<'a> Reader<'a> {
    /// Reads nodes up to the end tag of `parent`; to the end of the text
    /// without one.
    fn content(
        &mut self,
        parent: Option<&str>,
        depth: usize,
        inside: &mut Inside,
    ) -> Result<(), Refusal> {
        loop {
            let (text, rest) = self.rest.split_once('<').unwrap_or((self.rest, ""));
            if !text.is_empty() {
                push_text(&mut inside.nodes, &decode(text)?);
            }
            let is_over = text.len() == self.rest.len();
            self.rest = rest;
            if is_over {
                return parent.map_or(Ok(()), |_| Err(Refusal::Unknown));
            }
            let (tag, rest) = rest.split_once('>').ok_or(Refusal::Unknown)?;
            self.rest = rest;
            match tag.strip_prefix('/') {
                Some(name) if Some(name) == parent => return Ok(()),
                Some(_) => return Err(Refusal::Unknown),
                None => self.element(tag, depth, inside)?,
            }
        }
    }

    /// Reads the element with this start tag into what stands around it.
    fn element(
        &mut self,
        start: &'a str,
        depth: usize,
        around: &mut Inside,
    ) -> Result<(), Refusal> {
        self.elements += 1;
        if self.elements > MOST_ELEMENTS {
            return Err(Refusal::TooLarge);
        }
        if depth >= DEEPEST {
            return Err(Refusal::TooDeep);
        }
        let (start, is_empty) = match start.strip_suffix('/') {
            Some(start) => (start, true),
            None => (start, false),
        };
        let (name, written) = start.split_once(' ').unwrap_or((start, ""));
        if let Some(looks) = of_html(name, written) {
            // It stands alone in an `mtext`, which takes it over.
            around.looks = around.looks.and(looks);
            return self.content(Some(name), depth + 1, around);
        }
        let mut inside = Inside::default();
        if !is_empty {
            self.content(Some(name), depth + 1, &mut inside)?;
        }
        let tag = match name {
            // No browser but Firefox draws it, so the style sheet does.
            "menclose" => Tag::Mrow,
            name => Tag::named(name).ok_or(Refusal::Unknown)?,
        };
        let mut said = Said::default();
        if !is_mathml(tag) {
            return Err(Refusal::Unknown);
        }
        let mut attributes = Vec::new();
        for attribute in attributes_of(written) {
            let (key, value) = attribute?;
            let value = decode(value)?;
            match (name, key) {
                (_, "style") => said.style(tag, &value)?,
                ("menclose", "notation") => {
                    for strike in value.split(' ') {
                        said.look(match strike {
                            "updiagonalstrike" => Look::StruckUp,
                            "downdiagonalstrike" => Look::StruckDown,
                            "horizontalstrike" => Look::Struck,
                            _ => return Err(Refusal::Unknown),
                        });
                    }
                }
                // A line of `menclose`, which has them all.
                ("mrow", "class") if value.starts_with("menclose-") => return Ok(()),
                // Nothing leads there.
                ("mtd", "id") => {}
                _ => attributes.push(plain(tag, key, &value)?),
            }
        }
        if places(tag).is_some_and(|places| places != inside.nodes.len()) {
            return Err(Refusal::Unknown);
        }
        said.looks = said.looks.and(inside.looks);
        attributes.append(&mut said.attributes);
        if !said.looks.is_empty() {
            attributes.push(Attribute::Class(Class::Math(said.looks)));
        }
        let element = Element {
            tag,
            attributes,
            children: inside.nodes,
        };
        around
            .nodes
            .push(Node::Element(between(said.around, element)));
        Ok(())
    }
}

/// Whether an element is one of formulas.
fn is_mathml(tag: Tag) -> bool {
    Tag::from_name(tag.name()).is_none() && tag != Tag::Checkbox
}

/// How many elements stand in one whose parts have their places.
fn places(tag: Tag) -> Option<usize> {
    match tag {
        Tag::Mfrac | Tag::Mover | Tag::Mroot | Tag::Msub | Tag::Msup | Tag::Munder => Some(2),
        Tag::Msubsup | Tag::Munderover => Some(3),
        _ => None,
    }
}

fn plain(tag: Tag, name: &str, value: &str) -> Result<Attribute, Refusal> {
    let name = Name::from_name(name).ok_or(Refusal::Unknown)?;
    let value = match name {
        Name::Width
        | Name::Height
        | Name::Lspace
        | Name::Rspace
        | Name::Linethickness
        | Name::Minsize
        | Name::Maxsize => &length(value)?,
        _ => value,
    };
    name.with(tag, value).ok_or(Refusal::Unknown)
}

/// How an element of HTML looks, if it is one of those math-core uses.
fn of_html(name: &str, written: &str) -> Option<Looks> {
    let looks = Looks::default();
    Some(match (name, written) {
        ("b", "") => looks.with(Look::Bold),
        ("i" | "em", "") => looks.with(Look::Italic),
        ("code", "") => looks.with(Look::Mono),
        ("s", "") => looks.with(Look::Struck),
        ("u", "") => looks.with(Look::Underlined),
        ("span", "style=\"font-variant-caps: small-caps\"") => looks.with(Look::Caps),
        ("span", "class=\"math-core-sans-serif-font\"") => looks.with(Look::Sans),
        ("span", "class=\"math-core-serif-font\"") => looks.with(Look::Serif),
        // Where it leads is lost.
        ("a", _) => looks,
        _ => return None,
    })
}

/// An element with spaces before and after it, as one element.
fn between(around: [Option<String>; 2], element: Element) -> Element {
    let [before, after] = around.map(|space| {
        let attribute = Name::Width.with(Tag::Mspace, &space?)?;
        Some(Node::Element(Element {
            tag: Tag::Mspace,
            attributes: vec![attribute],
            children: Vec::new(),
        }))
    });
    if before.is_none() && after.is_none() {
        return element;
    }
    let children = before.into_iter().chain([Node::Element(element)]);
    Element::new(Tag::Mrow, children.chain(after).collect())
}

fn push_text(nodes: &mut Vec<Node>, text: &str) {
    match nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => nodes.push(Node::Text(text.to_owned())),
    }
}

/// The attributes of a start tag: names and what stands in double quotes.
fn attributes_of(written: &str) -> impl Iterator<Item = Result<(&str, &str), Refusal>> {
    let mut rest = written.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let parts = rest.split_once("=\"").and_then(|(name, after)| {
            let (value, after) = after.split_once('"')?;
            Some((name, value, after))
        });
        let Some((name, value, after)) = parts else {
            rest = "";
            return Some(Err(Refusal::Unknown));
        };
        rest = after.trim_start();
        Some(Ok((name, value)))
    })
}

/// The text with the characters that math-core escapes.
fn decode(text: &str) -> Result<String, Refusal> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = after.split_once(';').ok_or(Refusal::Unknown)?;
        out.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "#39" => '\'',
            _ => return Err(Refusal::Unknown),
        });
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}
