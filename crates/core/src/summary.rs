//! What a listing shows of a post: where the author ends it, and how a long
//! beginning is cut.

use crate::document::{Document, Element, Node, Tag, plain_text};
use crate::markdown;

/// How many letters a summary has that no author cut.
pub const LENGTH: usize = 300;

/// A body with its divider lines blanked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divided {
    /// The body; dividers are spaces now, so that every offset stays.
    pub body: String,
    /// Where the first divider with a summary above it stood.
    pub divider: Option<usize>,
}

/// Finds the lines that part the summary from the rest: `===` after a blank
/// line (under text it would underline a heading), or `<!--more-->`, outside
/// fenced code. Every such line is blanked, the first one counts; one with
/// nothing above it parts nothing.
pub fn divide(body: &str) -> Divided {
    let mut out = String::with_capacity(body.len());
    let mut divider = None;
    let mut fence: Option<&str> = None;
    let mut after_blank = true;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end();
        fence = next_fence(fence, text);
        if fence.is_none() && is_divider(text, after_blank) {
            if divider.is_none() && !out.trim().is_empty() {
                divider = Some(out.len());
            }
            out.extend(line.chars().map(|letter| match letter {
                '\n' => '\n',
                _ => ' ',
            }));
            after_blank = true;
            continue;
        }
        after_blank = text.is_empty();
        out.push_str(line);
    }
    Divided { body: out, divider }
}

fn is_divider(line: &str, after_blank: bool) -> bool {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let mark = line.trim();
    let comment = mark
        .strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("-->"))
        .is_some_and(|word| matches!(word.trim(), "more" | "excerpt"));
    indent < 4 && (comment || (mark == "===" && after_blank))
}

/// The fence of the code block that is open after `line`.
fn next_fence<'a>(open: Option<&'a str>, line: &'a str) -> Option<&'a str> {
    let text = line.trim_start_matches([' ', '>']);
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'));
    let length = text.len() - text.trim_start_matches(mark.unwrap_or('\n')).len();
    let (run, rest) = text.split_at(length);
    match open {
        Some(fence) if run.starts_with(fence) && rest.trim().is_empty() => None,
        Some(fence) => Some(fence),
        None if length >= 3 && !(run.starts_with('`') && rest.contains('`')) => Some(run),
        None => None,
    }
}

/// How much of a post its summary shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Up to the author's divider, else [`LENGTH`] letters of the first
    /// paragraph.
    Divider,
    /// This many letters.
    Letters {
        /// How many.
        letters: usize,
        /// Whether they count even where the author set a divider.
        over_divider: bool,
    },
    /// The whole post.
    Whole,
    /// A text of the author's own, in Markdown.
    Text(String),
}

/// The blocks a listing shows.
pub fn cut(document: &Document, divider: Option<usize>, extent: &Extent) -> Vec<Node> {
    match (extent, divider) {
        (Extent::Text(text), _) => markdown::read(text).nodes().cloned().collect(),
        (Extent::Whole, _) => document.nodes().cloned().collect(),
        (
            Extent::Divider
            | Extent::Letters {
                over_divider: false,
                ..
            },
            Some(end),
        ) => {
            let above = document.blocks.iter().filter(|(start, _)| *start < end);
            above.filter_map(|(_, node)| without_calls(node)).collect()
        }
        (Extent::Divider, None) => shorten(first_paragraph(document), LENGTH),
        (Extent::Letters { letters, .. }, _) => shorten(document.nodes(), *letters),
    }
}

/// The first paragraph that says something; a picture alone does not.
fn first_paragraph(document: &Document) -> impl Iterator<Item = &Node> {
    document
        .nodes()
        .find(|node| {
            let mut text = String::new();
            plain_text(std::slice::from_ref(*node), &mut text);
            let heading = matches!(node, Node::Element(e) if e.tag.heading_level().is_some() || e.tag == Tag::Figure);
            !heading && !text.trim().is_empty()
        })
        .into_iter()
}

/// As many of `nodes` as fit into `letters`, the last one cut at a word.
fn shorten<'a>(nodes: impl Iterator<Item = &'a Node>, letters: usize) -> Vec<Node> {
    let mut left = letters;
    nodes
        .filter_map(without_calls)
        .map_while(|node| shorten_node(&node, &mut left))
        .collect()
}

/// `node` up to `left` letters, of which it takes off what it uses; zero
/// afterwards means it was cut.
fn shorten_node(node: &Node, left: &mut usize) -> Option<Node> {
    if *left == 0 {
        return None;
    }
    match node {
        Node::Text(text) => {
            let length = text.chars().count();
            if length <= *left {
                *left -= length;
                return Some(Node::Text(text.clone()));
            }
            let head: String = text.chars().take(*left).collect();
            *left = 0;
            let whole = head.rfind(char::is_whitespace).unwrap_or(head.len());
            let words = head.get(..whole).unwrap_or(&head);
            let words = words.trim_end_matches(|c: char| c.is_whitespace() || ",;:—–-".contains(c));
            Some(Node::Text(format!("{words}…")))
        }
        Node::Element(element) => {
            let children = element
                .children
                .iter()
                .filter_map(|child| shorten_node(child, left))
                .collect();
            Some(Node::Element(Element {
                tag: element.tag,
                attributes: element.attributes.clone(),
                children,
            }))
        }
    }
}

/// `node` without footnote calls, whose notes are not on the page.
fn without_calls(node: &Node) -> Option<Node> {
    match node {
        Node::Element(element) if element.is_footnote_call() => None,
        Node::Element(element) => Some(Node::Element(Element {
            tag: element.tag,
            attributes: element.attributes.clone(),
            children: element.children.iter().filter_map(without_calls).collect(),
        })),
        Node::Text(_) => Some(node.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(body: &str, extent: &Extent) -> String {
        let divided = divide(body);
        let nodes = cut(&markdown::read(&divided.body), divided.divider, extent);
        let mut text = String::new();
        plain_text(&nodes, &mut text);
        text
    }

    fn check(body: &str, expected: &str) {
        assert_eq!(summary(body, &Extent::Divider).trim(), expected, "{body:?}");
    }

    #[test]
    fn ends_at_the_divider() {
        check("> a\n\n===\n\nb", "a");
        check("a\n\nb\n\n<!-- more -->\n\nc", "a b");
        check("a\n<!--more-->\nb", "a");
        check("a\n\n  ===  \nb", "a");
        check("a\n\n<!--excerpt-->\nb", "a");
    }

    #[test]
    fn leaves_what_is_no_divider() {
        check("===\n\na\n\nb", "a");
        check("a\n\n====\n\nb", "a");
        check("```\n\n===\n\n```\n\na", "===");
        check("~~~~\n~~~\n\n===\n~~~~\n\na", "~~~\n\n===");
        check("Heading\n===\n\na\n\nb", "a");
    }

    #[test]
    fn no_divider_is_left_in_the_body() {
        let divided = divide("a\n\n===\n\nb\n\n===\n\nc\n\n<!--more-->");
        assert!(!divided.body.contains("===") && !divided.body.contains("more"));
        assert_eq!(divided.divider, Some(3));
    }

    #[test]
    fn references_below_the_divider_still_work() {
        let divided = divide("[a][x]\n\n===\n\n[x]: https://x.y");
        let document = markdown::read(&divided.body);
        let nodes = cut(&document, divided.divider, &Extent::Divider);
        let drawn = format!("{nodes:?}");
        assert!(drawn.contains("https://x.y"), "{drawn}");
    }

    #[test]
    fn cuts_a_long_paragraph_at_a_word() {
        let body = format!("# Title\n\n{}\n\nmore", "слово, ".repeat(60));
        let text = summary(&body, &Extent::Divider);
        assert!(text.ends_with("слово…"), "{text}");
        let length = text.chars().count();
        assert!((LENGTH - 12..=LENGTH + 1).contains(&length), "{length}");
        let six = Extent::Letters {
            letters: 6,
            over_divider: true,
        };
        assert_eq!(summary("one two three", &six), "one…");
        assert_eq!(summary("one\n\n===\n\ntwo three", &six), "one two…");
        assert_eq!(summary("a\n\nb", &Extent::Whole), "a b");
        assert_eq!(summary("a", &Extent::Text("*b*".into())), "b");
        assert_eq!(summary("a[^1]\n\n[^1]: n", &Extent::Divider), "a");
    }
}
