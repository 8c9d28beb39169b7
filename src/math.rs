//! Formulas that nobody has typeset yet: in the browser a module of its own
//! does it, which is loaded where the page shows one.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use inkfold_core::document::{Document, Element, Node, change_formulas, has_formulas, plain_text};
use inkfold_core::record::{row, value};
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::module;

#[wasm_bindgen]
extern "C" {
    /// The module, as `crates/math` makes it.
    #[derive(Clone)]
    pub type Script;

    #[wasm_bindgen(method, catch)]
    fn typeset(this: &Script, formulas: &str) -> Result<String, JsValue>;
}

/// Loads the module with a function of the boot script; nothing where it
/// cannot be had, which leaves formulas as they are written.
pub async fn load(load: Function) -> Option<Script> {
    let script = module::load(&load).await.ok()?;
    Some(script.unchecked_into())
}

/// Gives every formula of a tree to a function.
type Change<T> = fn(&mut T, &mut dyn FnMut(&mut Element));

/// Who typesets the formulas of a page.
#[derive(Default)]
pub struct Formulas {
    module: RefCell<Module>,
    is_wanted: Cell<bool>,
}

/// The module, until it is here and then.
#[derive(Clone, Default)]
enum Module {
    /// Nobody needs it yet.
    #[default]
    Unasked,
    /// On its way.
    Loading,
    /// Here.
    Ready(Script),
    /// Not to be had.
    Failed,
}

impl Formulas {
    /// Whether a formula has been drawn that the module has yet to typeset,
    /// and it is to be loaded now.
    pub fn wants_module(&mut self) -> bool {
        let module = self.module.get_mut();
        let wants = self.is_wanted.take() && matches!(module, Module::Unasked);
        if wants {
            *module = Module::Loading;
        }
        wants
    }

    /// The module is here, or not.
    pub fn loaded(&mut self, script: Option<Script>) {
        *self.module.get_mut() = script.map_or(Module::Failed, Module::Ready);
    }

    /// Has a module that was not to be had asked for again.
    pub fn forget_failure(&mut self) {
        let module = self.module.get_mut();
        if let Module::Failed = module {
            *module = Module::Unasked;
        }
    }

    /// Whether the module is here.
    pub fn has_module(&self) -> bool {
        matches!(*self.module.borrow(), Module::Ready(_))
    }

    /// An article with its formulas typeset, if that can be done; `done` keeps
    /// it.
    pub fn article(&self, document: Rc<Document>, done: &OnceCell<Rc<Document>>) -> Rc<Document> {
        let has = |document: &Document| has_formulas(document.nodes());
        self.typeset(document, done, has, |document, change| {
            for (_, node) in &mut document.blocks {
                change_formulas(std::slice::from_mut(node), change);
            }
        })
    }

    /// A summary, as [`Formulas::article`].
    pub fn summary(&self, nodes: Rc<Vec<Node>>, done: &OnceCell<Rc<Vec<Node>>>) -> Rc<Vec<Node>> {
        let has = |nodes: &Vec<Node>| has_formulas(nodes.iter());
        self.typeset(nodes, done, has, |nodes, change| {
            change_formulas(nodes, change);
        })
    }

    fn typeset<T: Clone>(
        &self,
        written: Rc<T>,
        done: &OnceCell<Rc<T>>,
        has_formulas: fn(&T) -> bool,
        change: Change<T>,
    ) -> Rc<T> {
        if let Some(done) = done.get() {
            return Rc::clone(done);
        }
        if !has_formulas(&written) {
            return Rc::clone(done.get_or_init(|| written));
        }
        let Module::Ready(script) = self.module.borrow().clone() else {
            self.is_wanted.set(true);
            return written;
        };
        let mut tree = T::clone(&written);
        let mut sources: Vec<(String, bool)> = Vec::new();
        change(&mut tree, &mut |element| {
            let mut source = String::new();
            plain_text(&element.children, &mut source);
            sources.push((source, element.formula() == Some(true)));
        });
        let Ok(typeset) = script.typeset(&row(&sources)) else {
            // It has trapped, which is a mistake of ours, at one of these: they
            // stay as they are written. The others get another module, since
            // one that traps leaves its stack as deep as it was, and its values
            // as they happened to be.
            self.module.replace(Module::Unasked);
            return Rc::clone(done.get_or_init(|| written));
        };
        let typeset: Vec<Node> = value(&typeset).unwrap_or_default();
        let mut typeset = typeset.into_iter();
        change(&mut tree, &mut |element| {
            if let Some(Node::Element(math)) = typeset.next() {
                *element = math;
            }
        });
        Rc::clone(done.get_or_init(|| Rc::new(tree)))
    }
}
