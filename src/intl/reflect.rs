//! The browser's `Intl`, called by the names of its parts.
//!
//! Every call can fail (a language tag or a zone comes from an author's file),
//! so constructors go through `Reflect` and a failure is `None`.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// `new Intl[kind](language, options)`, in the browser's language where the
/// tag is not one.
pub(super) fn formatter(kind: &str, language: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let constructor: Function = Reflect::get(&intl, &JsValue::from_str(kind))
        .ok()?
        .dyn_into()
        .ok()?;
    let settings = Object::new();
    for (key, value) in options {
        Reflect::set(
            &settings,
            &JsValue::from_str(key),
            &JsValue::from_str(value),
        )
        .ok()?;
    }
    let construct = |language: &JsValue| {
        let arguments = Array::of2(language, &settings);
        Reflect::construct(&constructor, &arguments).ok()
    };
    construct(&JsValue::from_str(language)).or_else(|| construct(&JsValue::UNDEFINED))
}

/// `object[method](argument)`, if that is a text.
pub(super) fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<String> {
    let method: Function = Reflect::get(object, &JsValue::from_str(method))
        .ok()?
        .dyn_into()
        .ok()?;
    method.call1(object, argument).ok()?.as_string()
}

/// A number of seconds as JavaScript has it.
#[allow(clippy::cast_precision_loss, reason = "exact up to 2^53 seconds")]
pub(super) fn seconds_to_number(seconds: i64) -> f64 {
    seconds as f64
}
