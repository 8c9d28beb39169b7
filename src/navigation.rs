//! Where in the blog the reader is, whoever knows: the address bar
//! ([`crate::history`]), or in the page of somebody else the element itself
//! ([`crate::widget`]).

use inkfold_core::address::Root;
use inkfold_core::markdown::ID_PREFIX;
use inkfold_core::route::Route;
use inkfold_core::site::Routing;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlInputElement, MouseEvent, ShadowRoot};

/// What the reader did.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// Went to a page.
    Moved(Route, Arrival),
    /// Asked to try again what failed.
    Retry,
}

/// How a reader came to a page, which says where to show it.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrival {
    /// By opening or reloading the blog here.
    Opened(Place),
    /// By a link.
    Followed(Place),
    /// By back or forward.
    Returned(Place),
}

/// Where on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// At its top.
    Top,
    /// This many pixels down.
    Offset(i32),
    /// At the element with this id.
    Element(String),
}

/// Knows the page that is shown, and shows places on it.
pub trait Navigation {
    /// The blog's root.
    fn root(&self) -> Root;

    /// Says where the blog's addresses stand, once the settings are known.
    fn set_routing(&self, routing: Routing);

    /// The page the reader is on.
    fn route(&self) -> Route;

    /// How the reader came to it, when the app starts.
    fn opened(&self) -> Arrival;

    /// The reader stays where they are while the page changes around them.
    fn staying(&self) -> Arrival;

    /// Shows a page at its place.
    fn scroll_to(&self, place: &Place);

    /// Shows a reloaded page at its place although its address names another
    /// one.
    fn stay_at(&self, place: Place);

    /// Makes an element where the browser goes on from with Tab.
    fn go_on_from(&self, id: &str);

    /// Says that the page shown is at another address than was thought.
    fn is_at(&self, _route: Route) {}

    /// Whether the reader still is where they asked for a page.
    fn has_reader(&self) -> bool {
        true
    }

    /// Whether a button leads back: the browser's own does not.
    fn can_return(&self) -> bool {
        false
    }
}

/// The control that a plain click is for, unless somebody else has seen to it:
/// a link, or a button of ours.
pub fn clicked(event: &Event, controls: &str) -> Option<Element> {
    let event = event.dyn_ref::<MouseEvent>()?;
    let plain = event.button() == 0
        && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    if !plain || event.default_prevented() {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let control = target.closest(controls).ok().flatten()?;
    let leaves = control.has_attribute("target") || control.has_attribute("download");
    (!leaves).then_some(control)
}

/// What is searched for with a form that is being sent.
pub fn searched(event: &Event) -> Option<Route> {
    event.prevent_default();
    let form: Element = event.target()?.dyn_into().ok()?;
    let input = form.query_selector("input[name=q]").ok().flatten()?;
    let input: HtmlInputElement = input.dyn_into().ok()?;
    Some(Route::Search(input.value().trim().to_owned()))
}

/// The element that a fragment names, in the same document or shadow tree as
/// `app`.
pub fn named(app: &Element, id: &str) -> Option<Element> {
    let root = app.get_root_node();
    let find = |id: &str| match root.dyn_ref::<Document>() {
        Some(document) => document.get_element_by_id(id),
        None => root.dyn_ref::<ShadowRoot>()?.get_element_by_id(id),
    };
    find(id).or_else(|| find(&format!("{ID_PREFIX}{id}")))
}
