//! Footnotes of an article: numbered as they are called, listed at its end.
//!
//! Which of its calls an article has is known when all of it is there: a call
//! can stand in what is left out, or in a footnote that nobody calls. Until
//! then a call is an empty mark that says whose it is.

use std::ops::Range;

use super::builder::Builder;
use super::frame::Origin;
use super::limits::{MOST_BACK_LINKS, MOST_FOOTNOTES};
use super::repair::Repair;
use crate::document::{Attribute, Class, Element, Label, Node, Tag};
use crate::link::Link;
use crate::slug::lower;
use crate::tally::Tally;

/// Footnotes in the order their labels are first met.
#[derive(Default)]
pub(super) struct Footnotes {
    places: Tally,
    notes: Vec<Note>,
    /// How many of them have a mark somewhere.
    marked: usize,
}

#[derive(Default)]
struct Note {
    label: String,
    is_marked: bool,
    /// Whether it is called past the limit, where a call is text.
    is_called_in_text: bool,
    /// From 1, in the order of the calls that the article has.
    number: usize,
    calls: usize,
    text: Vec<Node>,
}

/// What stands under an article.
pub(super) struct Listed {
    /// The items of the list.
    pub(super) items: Vec<Node>,
    /// Footnotes past the limit, by their labels.
    pub(super) rest: Vec<Node>,
}

impl Footnotes {
    /// The place of a label, in which capitals are small letters.
    fn place(&mut self, label: &str) -> usize {
        let (place, known) = self.places.entry(&lower(label), self.notes.len());
        if !known {
            self.notes.push(Note {
                label: label.to_owned(),
                ..Note::default()
            });
        }
        *place
    }

    /// Keeps the text of a footnote; the first of two counts.
    pub(super) fn define(&mut self, label: &str, text: Vec<Node>) {
        let place = self.place(label);
        if let Some(note) = self.notes.get_mut(place)
            && note.text.is_empty()
        {
            note.text = text;
        }
    }

    /// The mark that stands in the place of a call; none past the limit, or
    /// where `marks` is not set.
    fn call(&mut self, label: &str, marks: bool) -> Option<Element> {
        let place = self.place(label);
        let note = self.notes.get_mut(place)?;
        if !marks || (!note.is_marked && self.marked >= MOST_FOOTNOTES) {
            note.is_called_in_text = true;
            return None;
        }
        self.marked += usize::from(!note.is_marked);
        note.is_marked = true;
        Some(Element {
            tag: Tag::Sup,
            attributes: vec![
                Attribute::Class(Class::FootnoteCall),
                Attribute::Label(Label::Footnote(place)),
            ],
            children: Vec::new(),
        })
    }

    /// Numbers the calls in `blocks` and in the footnotes that they call, and
    /// lists those.
    pub(super) fn list(mut self, blocks: &mut [(usize, Node)]) -> Listed {
        let mut called = Vec::new();
        for (_, block) in blocks {
            self.number(block, false, &mut called);
        }
        let mut texts = Vec::new();
        self.texts_of(&mut called, &mut texts);
        let mut rest = Vec::new();
        for place in 0..self.notes.len() {
            rest.extend(self.past_limit(place, &mut called));
        }
        self.texts_of(&mut called, &mut texts);
        let listed = called.iter().zip(texts);
        let items = listed.filter_map(|(place, text)| {
            let note = self.notes.get(*place)?;
            Some(footnote(note.number, note.calls, text))
        });
        Listed {
            items: items.collect(),
            rest,
        }
    }

    /// The texts of those that are called and have none yet; they may call
    /// others.
    fn texts_of(&mut self, called: &mut Vec<usize>, texts: &mut Vec<Vec<Node>>) {
        while let Some(place) = called.get(texts.len()).copied() {
            texts.push(self.text(place, called));
        }
    }

    /// The text of a footnote, with its calls numbered.
    fn text(&mut self, place: usize, called: &mut Vec<usize>) -> Vec<Node> {
        let note = self.notes.get_mut(place);
        let mut text = note.map_or_else(Vec::new, |note| std::mem::take(&mut note.text));
        for node in &mut text {
            self.number(node, false, called);
        }
        text
    }

    /// A footnote whose calls are text.
    fn past_limit(&mut self, place: usize, called: &mut Vec<usize>) -> Option<Node> {
        let note = self.notes.get(place)?;
        if note.number > 0 || !note.is_called_in_text || note.text.is_empty() {
            return None;
        }
        let label = format!("[^{}]: ", note.label);
        let mut children = vec![Node::Text(label)];
        children.extend(self.text(place, called));
        Some(Node::Element(Element::new(Tag::Div, children)))
    }

    /// Numbers the calls in `node`, which may stand in a link; adds footnotes
    /// that are called for the first time to `called`.
    fn number(&mut self, node: &mut Node, in_link: bool, called: &mut Vec<usize>) {
        let Node::Element(element) = node else {
            return;
        };
        let label = element.attributes.last();
        if let (Tag::Sup, Some(Attribute::Label(Label::Footnote(place)))) = (element.tag, label) {
            let place = *place;
            element.attributes.pop();
            if let Some(note) = self.notes.get_mut(place) {
                if note.number == 0 {
                    called.push(place);
                    note.number = called.len();
                }
                note.calls += 1;
                fill(element, note.number, note.calls, in_link);
            }
            return;
        }
        let in_link = in_link || element.tag == Tag::A;
        for child in &mut element.children {
            self.number(child, in_link, called);
        }
    }
}

/// Puts into a mark what it shows. There is no link in a link; the way back
/// still leads there.
fn fill(mark: &mut Element, number: usize, call: usize, in_link: bool) {
    let id = Attribute::Id(call_id(number, call));
    let text = Node::Text(number.to_string());
    if in_link {
        mark.attributes.push(id);
        mark.children.push(text);
        return;
    }
    mark.children.push(Node::Element(Element {
        tag: Tag::A,
        attributes: vec![
            Attribute::Href(Link::Fragment(format!("fn-{number}"))),
            id,
            Attribute::Label(Label::Footnote(number)),
        ],
        children: vec![text],
    }));
}

impl Builder<'_> {
    /// Puts the mark of a call in its place; its source where all is text.
    pub(super) fn footnote_call(&mut self, label: &str, range: &Range<usize>) {
        if !self.is_dropping() {
            if let Some(mark) = self.footnotes.call(label, !self.plain) {
                self.nodes += 2;
                return self.leaf(mark, range.start);
            }
            if !self.plain {
                let what = Repair::TooMany {
                    what: "footnotes",
                    most: MOST_FOOTNOTES,
                };
                self.repairs.note(range.start, what);
                self.cut = true;
            }
        }
        let source = self.body.get(range.clone()).unwrap_or_default();
        self.text(source, range.start, Origin::Html);
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

#[cfg(test)]
mod tests {
    use super::MOST_FOOTNOTES;
    use crate::html;
    use crate::link::Link;
    use crate::markdown::read;

    fn html_of(markdown: &str) -> String {
        html::write(&read(markdown), &|link| match link {
            Link::Fragment(id) => format!("#{id}"),
            _ => String::new(),
        })
    }

    /// Every link within the article leads to something in it.
    fn dead_links(html: &str) -> Vec<&str> {
        let targets = html.split("href=\"#").skip(1);
        let ids = targets.filter_map(|rest| rest.split('"').next());
        ids.filter(|id| !html.contains(&format!(" id=\"{id}\"")))
            .collect()
    }

    #[test]
    fn labels_are_alike_whatever_their_letters() {
        for body in [
            "a[^Note]\n\n[^note]: words",
            "a[^Straße]\n\n[^STRASSE]: words",
        ] {
            let html = html_of(body);
            assert!(html.contains("<li id=\"fn-1\"><p>words"), "{html}");
        }
    }

    #[test]
    fn only_calls_that_the_article_has_count() {
        for (body, listed) in [
            ("a\n\n[^x]: X[^y]\n\n[^y]: Y", 0),
            ("<svg>[^x]</svg> a[^y]\n\n[^x]: X\n\n[^y]: Y", 1),
            ("[^y]: Y[^z]\n[^x]: X[^y]\n\na[^x]\n\n[^z]: Z[^x]", 3),
            ("<a href=b>a[^x]</a>\n\n[^x]: X", 1),
        ] {
            let html = html_of(body);
            assert_eq!(html.matches("<li id=\"fn-").count(), listed, "{html}");
            assert_eq!(dead_links(&html), Vec::<&str>::new(), "{html}");
        }
    }

    #[test]
    fn past_the_limit_texts_stay() {
        let calls: String = (0..=MOST_FOOTNOTES).map(|at| format!("[^{at}] ")).collect();
        let notes: String = (0..=MOST_FOOTNOTES)
            .map(|at| format!("[^{at}]: word{at}\n"))
            .collect();
        let html = html_of(&format!("{calls}\n\n{notes}"));
        let last = format!("<div>[^{MOST_FOOTNOTES}]: <p>word{MOST_FOOTNOTES}</p></div>");
        assert!(html.contains(&last), "the text of the last is lost");
        assert_eq!(dead_links(&html), Vec::<&str>::new());
    }
}
