//! What elements are made of: Yew's, or the page's own.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::virtual_dom::{VNode, VTag};

/// The namespace of formulas.
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// Something to make elements of.
pub trait Make: Sized {
    /// An element; of MathML, if `is_math`, else of HTML.
    fn new(name: &'static str, is_math: bool) -> Self;

    /// Gives it an attribute that it does not have.
    fn set(&mut self, name: &'static str, value: Cow<'_, str>);

    /// Adds an element at its end.
    fn add(&mut self, child: Self);

    /// Adds a text at its end.
    fn write(&mut self, text: &str);

    /// The page's own element, where that is what is made.
    fn made(&self) -> Option<&Element>;
}

impl Make for VTag {
    fn new(name: &'static str, _is_math: bool) -> Self {
        // Yew knows whose elements stand in `math`.
        Self::new(name)
    }

    fn set(&mut self, name: &'static str, value: Cow<'_, str>) {
        self.add_attribute(name, value.into_owned());
    }

    fn add(&mut self, child: Self) {
        self.add_child(child.into());
    }

    fn write(&mut self, text: &str) {
        self.add_child(VNode::from(text));
    }

    fn made(&self) -> Option<&Element> {
        None
    }
}

thread_local! {
    /// One of each kind: to copy an element is cheaper than to name it.
    static KINDS: RefCell<HashMap<&'static str, Element>> = RefCell::default();
}

impl Make for Element {
    #[allow(clippy::expect_used, reason = "names of our own, which are names")]
    fn new(name: &'static str, is_math: bool) -> Self {
        let fresh = || match is_math {
            true => document().create_element_ns(Some(MATHML), name),
            false => document().create_element(name),
        };
        KINDS.with_borrow_mut(|kinds| {
            let kind = kinds.entry(name);
            let kind = kind.or_insert_with(|| fresh().expect("an element"));
            kind.clone_node().expect("a copy").unchecked_into()
        })
    }

    fn set(&mut self, name: &'static str, value: Cow<'_, str>) {
        // Refused for what is no name, which ours are.
        let _ = self.set_attribute(name, &value);
    }

    fn add(&mut self, child: Self) {
        // Refused where an element would stand in itself.
        let _ = self.append_child(&child);
    }

    fn write(&mut self, text: &str) {
        let _ = self.append_child(&document().create_text_node(text));
    }

    fn made(&self) -> Option<&Element> {
        Some(self)
    }
}
