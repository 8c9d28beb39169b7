//! A text cut to a number of letters, at a word's end.

use super::{on_one_line, with_children};
use crate::document::{Node, plain_text};
use crate::mark::has;

/// What is taken for one long word, in letters; a text without spaces is cut
/// anywhere.
const LONGEST_WORD: usize = 40;

/// As much of `blocks` as fits into `letters`; an ellipsis says that there is
/// more.
pub(super) fn shorten(blocks: &[Node], letters: usize) -> Vec<Node> {
    let mut room = Room {
        left: letters,
        is_cut: false,
    };
    let mut nodes: Vec<Node> = blocks.iter().map_while(|node| room.shorten(node)).collect();
    if room.is_cut {
        add_ellipsis(&mut nodes);
    }
    nodes
}

/// The room for a text that is cut to a length.
struct Room {
    /// How many letters still fit.
    left: usize,
    /// Whether words were left out.
    is_cut: bool,
}

impl Room {
    /// As much of `node` as fits, up to a word's end.
    fn shorten(&mut self, node: &Node) -> Option<Node> {
        if self.left == 0 {
            let mut text = String::new();
            plain_text(std::slice::from_ref(node), &mut text);
            self.is_cut |= !text.trim().is_empty();
            return None;
        }
        match node {
            Node::Text(text) => {
                let length = text.chars().count();
                if length <= self.left {
                    self.left -= length;
                    return Some(node.clone());
                }
                let head: String = text.chars().take(self.left).collect();
                self.left = 0;
                self.is_cut = true;
                let words = whole_words(&head);
                (!words.is_empty()).then(|| Node::Text(words.to_owned()))
            }
            // Half a formula is none.
            Node::Element(element) if element.formula().is_some() => {
                let length = on_one_line(std::slice::from_ref(node)).chars().count();
                self.is_cut = length > self.left;
                self.left = self.left.saturating_sub(length);
                (!self.is_cut).then(|| node.clone())
            }
            Node::Element(element) => {
                let children = element.children.iter();
                let children: Vec<Node> =
                    children.filter_map(|child| self.shorten(child)).collect();
                // What was cut to nothing says nothing.
                let is_gone = children.is_empty() && !element.children.is_empty();
                (!is_gone).then(|| with_children(element, children))
            }
        }
    }
}

/// What was cut off a text, without the part of a word at its end.
pub(super) fn whole_words(head: &str) -> &str {
    let parted = head.rsplit_once(char::is_whitespace);
    let (words, rest) = parted.unwrap_or(("", head));
    // Not every script has spaces.
    let is_word = rest.chars().count() <= LONGEST_WORD;
    if is_word { words } else { head }
}

/// Says at the end of `nodes` that there is more.
fn add_ellipsis(nodes: &mut Vec<Node>) {
    match nodes.last_mut() {
        Some(Node::Element(element)) if !element.tag.is_void() && element.formula().is_none() => {
            add_ellipsis(&mut element.children);
        }
        Some(Node::Text(text)) => {
            let length = text
                .trim_end_matches(|letter: char| letter.is_whitespace() || has(",;:—–-", letter))
                .len();
            text.truncate(length);
            text.push_str(if text.ends_with(['.', '!', '?']) {
                " …"
            } else {
                "…"
            });
        }
        _ => nodes.push(Node::Text("…".to_owned())),
    }
}
