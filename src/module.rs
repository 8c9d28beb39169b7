//! The modules of the app that are loaded where they are needed. What each can
//! do is for those who ask for it.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Loads a module with a function of the script that has begun the app.
///
/// # Errors
///
/// What that function throws: the address that could not be loaded.
pub async fn load(load: &Function) -> Result<JsValue, JsValue> {
    let promise = load.call0(&JsValue::UNDEFINED)?;
    // A page around may have a `Promise` of its own (zone.js), of which this is
    // none.
    JsFuture::from(Promise::resolve(&promise)).await
}
