//! What the browser calls.

use inkfold_core::document::Node;
use inkfold_core::record::{row, value};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Typesetter;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Typesets the formulas of an article: a row of pairs of a source and
/// whether it stands on lines of its own. The row of their elements.
#[wasm_bindgen]
pub fn typeset(formulas: &str) -> String {
    let formulas: Vec<(String, bool)> = value(formulas).unwrap_or_default();
    let mut typesetter = Typesetter::default();
    let typeset = formulas
        .iter()
        .map(|(source, is_block)| Node::Element(typesetter.formula(source, *is_block)));
    row(&typeset.collect::<Vec<Node>>())
}
