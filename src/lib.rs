//! The Inkfold app: a blog drawn in the reader's browser.
//!
//! [`start`] is what the boot script calls, `mount` in [`widget`] what the
//! script in other people's pages does. [`library`] decides what to load and
//! what to show, [`fetch`] loads it, [`reading`] has it read, [`history`] minds
//! the address bar ([`navigation`] is what a widget has instead, too), [`app`]
//! holds them together, [`pages`] and [`components`] draw.

mod announced;
mod app;
mod article;
mod cards;
mod components;
mod fetch;
mod head;
mod history;
mod intl;
mod library;
mod math;
mod messages;
mod module;
mod navigation;
mod pages;
#[cfg(feature = "prerender")]
pub mod prerender;
mod reading;
mod screen;
mod slice;
mod takeover;
mod view;
mod widget;

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Url};

use crate::app::{App, Properties, Stage};
use crate::takeover::Begun;
use inkfold_core::address::Root;
use inkfold_core::site::Routing;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Draws the blog whose root is at the absolute address `base` into
/// `element`. `load_reader` promises the module that reads raw posts,
/// `load_math` the one that typesets formulas; `has_moved` says whether the
/// page that stands there has been scrolled.
#[wasm_bindgen]
pub fn start(
    element: Element,
    base: &str,
    load_reader: Function,
    load_math: Function,
    has_moved: bool,
) {
    let path = Url::new(base).map_or_else(|_| "/".to_owned(), |url| url.pathname());
    let properties = Properties {
        element: element.clone(),
        stage: Stage::Page {
            article: element.query_selector(".post > .post-body").ok().flatten(),
            begun: Begun::on(&element, has_moved),
            root: Root::new(&path, Routing::Path),
        },
        load_reader,
        load_math,
    };
    yew::Renderer::<App>::with_root_and_props(element, properties).render();
}
