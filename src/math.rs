//! Formulas that nobody has typeset yet: in the browser a module of its own
//! does it, which is loaded where the page shows one.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use inkfold_core::document::{Document, Element, Node, change_formulas, has_formulas, plain_text};
use inkfold_core::record::{row, value};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The module, as `crates/math` makes it.
    pub type Script;

    #[wasm_bindgen(method, catch)]
    fn typeset(this: &Script, formulas: &str) -> Result<String, JsValue>;
}

/// Loads the module with a function of the boot script; nothing where it
/// cannot be had, which leaves formulas as they are written.
pub async fn load(load: Function) -> Option<Script> {
    let promise: Promise = load.call0(&JsValue::UNDEFINED).ok()?.dyn_into().ok()?;
    let script = JsFuture::from(promise).await.ok()?;
    Some(script.unchecked_into())
}

/// Gives every formula of a tree to a function.
type Change<T> = fn(&mut T, &mut dyn FnMut(&mut Element));

/// Who typesets the formulas of a page.
#[derive(Default)]
pub struct Formulas {
    script: Option<Script>,
    is_loading: bool,
    is_wanted: Cell<bool>,
}

impl Formulas {
    /// Whether a formula has been drawn that the module has yet to typeset,
    /// and it is to be loaded; once for each time it is drawn.
    pub fn wants_module(&mut self) -> bool {
        let wants = self.is_wanted.take() && !self.is_loading;
        self.is_loading |= wants;
        wants
    }

    /// The module is here, or not.
    pub fn loaded(&mut self, script: Option<Script>) {
        self.is_loading = false;
        self.script = script;
    }

    /// Whether the module is here.
    pub fn has_module(&self) -> bool {
        self.script.is_some()
    }

    /// An article with its formulas typeset, if that can be done; `done` keeps
    /// it.
    pub fn article(&self, document: Rc<Document>, done: &OnceCell<Rc<Document>>) -> Rc<Document> {
        let has = has_formulas(document.nodes());
        self.typeset(document, done, has, |document, change| {
            for (_, node) in &mut document.blocks {
                change_formulas(std::slice::from_mut(node), change);
            }
        })
    }

    /// A summary, as [`Formulas::article`].
    pub fn summary(&self, nodes: Rc<Vec<Node>>, done: &OnceCell<Rc<Vec<Node>>>) -> Rc<Vec<Node>> {
        let has = has_formulas(nodes.iter());
        self.typeset(nodes, done, has, |nodes, change| {
            change_formulas(nodes, change);
        })
    }

    fn typeset<T: Clone>(
        &self,
        written: Rc<T>,
        done: &OnceCell<Rc<T>>,
        has_formulas: bool,
        change: Change<T>,
    ) -> Rc<T> {
        if !has_formulas {
            return written;
        }
        let Some(script) = &self.script else {
            self.is_wanted.set(true);
            return written;
        };
        let make = || {
            let mut tree = T::clone(&written);
            let mut sources: Vec<(String, bool)> = Vec::new();
            change(&mut tree, &mut |element| {
                let mut source = String::new();
                plain_text(&element.children, &mut source);
                sources.push((source, element.formula() == Some(true)));
            });
            // It fails where it traps, which is a mistake of ours.
            let typeset = script.typeset(&row(&sources)).unwrap_or_default();
            let typeset: Vec<Node> = value(&typeset).unwrap_or_default();
            let mut typeset = typeset.into_iter();
            change(&mut tree, &mut |element| {
                if let Some(Node::Element(math)) = typeset.next() {
                    *element = math;
                }
            });
            Rc::new(tree)
        };
        Rc::clone(done.get_or_init(make))
    }
}
