//! Footnotes of an article: numbered as they are called, listed at its end.

use super::limits::{MOST_BACK_LINKS, MOST_FOOTNOTES};
use crate::document::{Attribute, Class, Element, Label, Node, Tag};
use crate::link::Link;
use crate::tally::Tally;

/// Footnotes in the order their labels are first met.
#[derive(Default)]
pub(super) struct Footnotes {
    places: Tally,
    notes: Vec<Note>,
    /// How many of them are called.
    called: usize,
}

#[derive(Default)]
struct Note {
    /// From 1, in the order of calls.
    number: usize,
    calls: usize,
    text: Vec<Node>,
}

impl Footnotes {
    fn note(&mut self, label: &str) -> Option<&mut Note> {
        let (place, known) = self.places.entry(label, self.notes.len());
        if !known {
            self.notes.push(Note::default());
        }
        self.notes.get_mut(*place)
    }

    /// The number of a footnote, and which of its calls this is (from 1).
    fn count(&mut self, label: &str) -> (usize, usize) {
        let next = self.called + 1;
        let Some(note) = self.note(label) else {
            return (next, 1);
        };
        note.calls += 1;
        if note.number == 0 {
            note.number = next;
        }
        let call = (note.number, note.calls);
        self.called = self.called.max(call.0);
        call
    }

    /// Keeps the text of a footnote; the first of two counts.
    pub(super) fn define(&mut self, label: &str, text: Vec<Node>) {
        if let Some(note) = self.note(label)
            && note.text.is_empty()
        {
            note.text = text;
        }
    }

    /// Counts a call and makes the link that stands in its place; none past
    /// the limit.
    pub(super) fn call(&mut self, label: &str) -> Option<Element> {
        let place = self.places.get(label);
        let known = place.and_then(|place| self.notes.get(place));
        if self.called >= MOST_FOOTNOTES && known.is_none_or(|note| note.number == 0) {
            return None;
        }
        let (number, call) = self.count(label);
        Some(Element {
            tag: Tag::A,
            attributes: vec![
                Attribute::Href(Link::Fragment(format!("fn-{number}"))),
                Attribute::Id(call_id(number, call)),
                Attribute::Label(Label::Footnote(number)),
            ],
            children: vec![Node::Text(number.to_string())],
        })
    }

    /// The notes that are called, in the order of calls.
    pub(super) fn list(self) -> Vec<Node> {
        let mut ordered: Vec<Option<Note>> = Vec::new();
        ordered.resize_with(self.called, || None);
        for note in self.notes {
            if let Some(place) = ordered.get_mut(note.number.wrapping_sub(1)) {
                *place = Some(note);
            }
        }
        let called = ordered.into_iter().flatten();
        called
            .map(|note| footnote(note.number, note.calls, note.text))
            .collect()
    }
}

/// The id of the `call`-th call of footnote `number`.
fn call_id(number: usize, call: usize) -> String {
    if call == 1 {
        format!("fnref-{number}")
    } else {
        format!("fnref-{number}-{call}")
    }
}

/// The text of a footnote, with a link back to each of its calls at the end
/// of its last paragraph.
fn footnote(number: usize, calls: usize, mut text: Vec<Node>) -> Node {
    let mut back = Vec::new();
    for call in 1..=calls.min(MOST_BACK_LINKS) {
        back.push(Node::Text(" ".to_owned()));
        back.push(Node::Element(Element {
            tag: Tag::A,
            attributes: vec![
                Attribute::Href(Link::Fragment(call_id(number, call))),
                Attribute::Class(Class::FootnoteBack),
                Attribute::Label(Label::FootnoteBack(number)),
            ],
            // The selector keeps it text: some systems draw an emoji.
            children: vec![Node::Text("↩\u{FE0E}".to_owned())],
        }));
    }
    match text.last_mut() {
        Some(Node::Element(last)) if last.tag == Tag::P => last.children.extend(back),
        _ => text.extend(back),
    }
    Node::Element(Element {
        tag: Tag::Li,
        attributes: vec![Attribute::Id(format!("fn-{number}"))],
        children: text,
    })
}
