//! The article that is shown, as elements of the page itself.
//!
//! Yew is told of one element and does not look into it: the article is drawn
//! once, some blocks at a time, so that a long one holds nothing up; and one
//! that a page brought along is taken as it stands.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use inkfold_core::document::{Document, each_typeset};
use web_sys::Element;
use yew::Html;
use yew::virtual_dom::VNode;

use crate::slice::Slice;
use crate::view::make::Make;
use crate::view::{Leading, View};

/// The article that is shown, or was shown last.
#[derive(Default)]
pub struct Article(RefCell<Option<Body>>);

struct Body {
    /// The file it is from.
    path: String,
    document: Rc<Document>,
    /// `.post-body`.
    element: Element,
    /// How many blocks of the document stand in it.
    drawn: usize,
    has_picture: bool,
    leading: Vec<Leading>,
    /// The formulas that stand in it as they are written, in their order.
    formulas: Vec<Element>,
}

impl Article {
    /// Takes over an element that shows a document, all of it, already.
    pub fn adopt(&mut self, element: Element, path: &str, document: Rc<Document>) {
        *self.0.get_mut() = Some(Body {
            path: path.to_owned(),
            drawn: document.blocks.len(),
            document,
            element,
            has_picture: true,
            leading: Vec::new(),
            formulas: Vec::new(),
        });
    }

    /// The element that shows a document: the one that does, be it as it was
    /// `written`, else one with its beginning.
    pub fn show(
        &self,
        view: &View<'_>,
        written: &Rc<Document>,
        document: &Rc<Document>,
        slice: Slice,
    ) -> Html {
        let mut shown = self.0.borrow_mut();
        let before = shown.take();
        // A page that is shown must not become shorter under its reader.
        let same = before.as_ref().filter(|b| b.path == view.links.path);
        let least = same.map_or(0, |b| b.drawn);
        let body = match before {
            Some(mut body) if body.shows(document) || body.shows(written) => {
                for leading in &mut body.leading {
                    leading.follow(view);
                }
                if !body.shows(document) {
                    body.typeset(view, document);
                }
                body
            }
            _ => {
                let mut body = Body::new(view, document);
                body.draw(view, least, slice);
                body
            }
        };
        VNode::VRef(shown.insert(body).element.clone().into())
    }

    /// Draws another slice.
    pub fn go_on(&self, view: &View<'_>, slice: Slice) {
        if let Some(body) = self.0.borrow_mut().as_mut() {
            body.draw(view, 0, slice);
        }
    }

    /// Whether all of it is drawn.
    pub fn is_whole(&self) -> bool {
        let shown = self.0.borrow();
        shown.as_ref().is_none_or(Body::is_whole)
    }
}

impl Body {
    fn new(view: &View<'_>, document: &Rc<Document>) -> Self {
        let mut element: Element = Make::new("div", false);
        element.set("class", Cow::Borrowed("post-body"));
        if let Some(part) = view.part {
            element.set("part", Cow::Borrowed(part));
        }
        Self {
            path: view.links.path.to_owned(),
            document: Rc::clone(document),
            element,
            drawn: 0,
            has_picture: false,
            leading: Vec::new(),
            formulas: Vec::new(),
        }
    }

    fn shows(&self, document: &Rc<Document>) -> bool {
        Rc::ptr_eq(&self.document, document)
    }

    /// Puts what is typeset in the place of the formulas that are drawn, and
    /// leaves the rest alone, in which the reader may have begun something.
    fn typeset(&mut self, view: &View<'_>, typeset: &Rc<Document>) {
        let mut drawn = self.formulas.drain(..);
        each_typeset(self.document.nodes(), typeset.nodes(), &mut |element| {
            if let Some(before) = drawn.next() {
                let typeset: Element = view.element(element);
                // Refused where an element would stand in itself.
                let _ = before.replace_with_with_node_1(&typeset);
            }
        });
        drop(drawn);
        self.document = Rc::clone(typeset);
        self.keep(view);
    }

    /// Keeps what of the elements just drawn may have to change.
    fn keep(&mut self, view: &View<'_>) {
        self.leading.append(&mut view.leading.borrow_mut());
        self.formulas.append(&mut view.formulas.borrow_mut());
    }

    fn is_whole(&self) -> bool {
        self.drawn >= self.document.blocks.len()
    }

    /// Draws blocks until the slice is over, at any rate until `least` stand
    /// there.
    fn draw(&mut self, view: &View<'_>, least: usize, slice: Slice) {
        view.has_picture.set(self.has_picture);
        let rest = self.document.nodes().skip(self.drawn);
        for node in rest {
            view.node(&mut self.element, node);
            self.drawn += 1;
            if self.drawn >= least && slice.is_over() {
                break;
            }
        }
        self.has_picture = view.has_picture.get();
        self.keep(view);
    }
}
