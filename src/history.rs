//! The address bar, and where the reader was on each page.
//!
//! Does for an app what a browser does for a static site: links, back and
//! forward, fragments, scroll positions. What an address means is for
//! [`inkfold_core::address`]; what is shown there for [`crate::app`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use inkfold_core::link::decode_percent;
use inkfold_core::mark::join;
use inkfold_core::route::Route;
use inkfold_core::site::Routing;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, ScrollRestoration, Url, Window};

use crate::navigation::{Arrival, Heard, Navigation, Place, clicked, named, searched};
use inkfold_core::address::Root;

/// Where scroll positions outlive a reload: a line for each entry, with its key
/// and the pixels. `boot.js` reads it too.
const STORAGE_KEY: &str = "inkfold-scroll";
/// How long a browser may put a page where it was, in milliseconds.
const ECHO: u32 = 300;
/// How many positions are kept.
const MOST_POSITIONS: usize = 100;

/// The browser's history, for as long as the page lives.
#[derive(Clone)]
pub struct History(Rc<Inner>);

struct Inner {
    window: Window,
    /// The element the app is drawn into.
    element: Element,
    root: RefCell<Root>,
    /// The key of the entry that is shown.
    entry: Cell<f64>,
    /// Pixels down, by entry, the latest last.
    positions: RefCell<Vec<(u64, i32)>>,
    heard: Rc<dyn Fn(Heard)>,
}

impl History {
    /// Takes over links, search and "Try again" inside `element`, and the
    /// browser's history. `heard` is told of all the reader does.
    ///
    /// One listener for each kind of event serves the whole app.
    pub fn new(element: &Element, root: Root, heard: Rc<dyn Fn(Heard)>) -> Self {
        let window = gloo_utils::window();
        let history = Self(Rc::new(Inner {
            entry: Cell::new(0.0),
            positions: RefCell::new(stored_positions(&window)),
            root: RefCell::new(root),
            element: element.clone(),
            window,
            heard,
        }));
        if let Ok(browser) = history.0.window.history() {
            // Scrolling is ours: the browser would do it before the page is
            // drawn. Refused, it only scrolls twice.
            let _ = browser.set_scroll_restoration(ScrollRestoration::Manual);
        }
        history.adopt_entry();
        let target = history.0.window.clone();
        history.listen(&target, "popstate", Self::popped);
        history.listen(&target, "pagehide", |history, _| history.store_positions());
        history.listen(element, "click", Self::clicked);
        history.listen(element, "submit", Self::submitted);
        history
    }

    /// Calls `heard` for every event of a kind, for as long as the page lives.
    fn listen(&self, target: &web_sys::EventTarget, kind: &str, heard: fn(&Self, Event)) {
        let history = self.clone();
        let closure = Closure::<dyn FnMut(Event)>::new(move |event| heard(&history, event));
        if target
            .add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref())
            .is_ok()
        {
            closure.forget();
        }
    }

    fn locate_bar(&self) -> (Route, Option<String>) {
        let location = self.0.window.location();
        let path = location.pathname().unwrap_or_default();
        let query = location.search().unwrap_or_default();
        let fragment = location.hash().unwrap_or_default();
        let fragment = fragment.strip_prefix('#').unwrap_or_default();
        self.root()
            .locate(&format!("{path}{query}"), fragment)
            .unwrap_or_else(|| {
                // A file's address, and yet the host sent a page: 404.html.
                (Route::Post(path.trim_start_matches('/').to_owned()), None)
            })
    }

    /// Where the reader was in the current entry, else where its address
    /// points.
    fn known_place(&self) -> Place {
        let positions = self.0.positions.borrow();
        let key = self.key();
        let known = positions.iter().find(|(entry, _)| *entry == key);
        match (known, self.locate_bar().1) {
            // Without waiting for what is below.
            (Some((_, 0)) | None, None) => Place::Top,
            (Some((_, offset)), _) => Place::Offset(*offset),
            (None, Some(id)) => Place::Element(decode_percent(&id)),
        }
    }

    fn clicked(&self, event: Event) {
        let Some(control) = clicked(&event, "a[href], button[name=retry]") else {
            return;
        };
        let Some(href) = control.get_attribute("href") else {
            (self.0.heard)(Heard::Retry);
            return;
        };
        if let Some(moved) = self.follow(&href) {
            // First: whoever hears of it draws at once, and may fail.
            event.prevent_default();
            (self.0.heard)(moved);
        }
    }

    /// A search is a page like any other.
    fn submitted(&self, event: Event) {
        let route = searched(&event);
        let href = route.map(|route| self.root().href(&route));
        if let Some(moved) = href.and_then(|href| self.follow(&href)) {
            (self.0.heard)(moved);
        }
    }

    /// Makes the address where `href` leads the one in the bar, if that is a
    /// page of the blog and not a place on the page that is shown, which the
    /// browser does better.
    fn follow(&self, href: &str) -> Option<Heard> {
        let location = self.0.window.location();
        let here = location.href().unwrap_or_default();
        let url = Url::new_with_base(href, &here).ok()?;
        if url.origin() != location.origin().unwrap_or_default() {
            return None;
        }
        let hash = url.hash();
        let fragment = hash.strip_prefix('#').unwrap_or_default();
        let path = url.pathname() + &url.search();
        let root = self.root();
        let (route, id) = root.locate(&path, fragment)?;
        self.remember_position();
        if root.routing == Routing::Path && id.is_some() && route == self.route() {
            return None;
        }
        if url.href() != here {
            self.push(&url.href()).ok()?;
        }
        let place = match id {
            Some(id) => Place::Element(decode_percent(&id)),
            None => Place::Top,
        };
        Some(Heard::Moved(route, Arrival::Followed(place)))
    }

    fn push(&self, href: &str) -> Result<(), JsValue> {
        let key = self.new_key();
        let browser = self.0.window.history()?;
        browser.push_state_with_url(&JsValue::from_f64(key), "", Some(href))?;
        self.0.entry.set(key);
        Ok(())
    }

    /// The reader went back or forward, or to a fragment.
    fn popped(&self, _event: Event) {
        // On the way to a fragment some browsers have scrolled by now; the
        // click has remembered the place.
        if self.entry_in_bar().is_some() {
            self.remember_position();
        }
        let fresh = self.adopt_entry();
        let (route, id) = self.locate_bar();
        if fresh && id.is_some() && self.root().routing == Routing::Path {
            return;
        }
        let place = self.known_place();
        (self.0.heard)(Heard::Moved(route, Arrival::Returned(place)));
    }

    /// The key of the entry in the address bar, if it is one of ours.
    fn entry_in_bar(&self) -> Option<f64> {
        self.0.window.history().ok()?.state().ok()?.as_f64()
    }

    /// Makes the current entry ours. Whether it is new to us.
    fn adopt_entry(&self) -> bool {
        let known = self.entry_in_bar();
        let key = known.unwrap_or_else(|| self.new_key());
        if let (None, Ok(browser)) = (known, self.0.window.history()) {
            // Refused (a sandboxed frame): positions are then not restored.
            let _ = browser.replace_state_with_url(&JsValue::from_f64(key), "", None);
        }
        self.0.entry.set(key);
        known.is_none()
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "keys are milliseconds since 1970"
    )]
    fn key(&self) -> u64 {
        self.0.entry.get() as u64
    }

    /// Milliseconds since 1970, later than the entry that is shown.
    fn new_key(&self) -> f64 {
        js_sys::Date::now().floor().max(self.0.entry.get() + 1.0)
    }

    /// How far the page is scrolled down.
    fn offset(&self) -> i32 {
        #[allow(clippy::cast_possible_truncation, reason = "a page is shorter")]
        let offset = self.0.window.scroll_y().unwrap_or_default().round() as i32;
        offset
    }

    fn remember_position(&self) {
        let offset = self.offset();
        let key = self.key();
        let mut positions = self.0.positions.borrow_mut();
        positions.retain(|(entry, _)| *entry != key);
        positions.push((key, offset));
        if positions.len() > MOST_POSITIONS {
            positions.remove(0);
        }
    }

    /// Whether the page is scrolled to where its address points.
    fn is_at_fragment(&self) -> bool {
        let element = self.locate_bar().1;
        let element = element.and_then(|id| named(&self.0.element, &decode_percent(&id)));
        element.is_some_and(|element| {
            let top = element.get_bounding_client_rect().top();
            // The style sheet leaves less than that above it; the last screen
            // goes no higher.
            top.abs() < 40.0 || (top > 0.0 && self.is_at_end())
        })
    }

    fn is_at_end(&self) -> bool {
        let document = self.0.window.document();
        let page = document.and_then(|document| document.document_element());
        page.is_some_and(|page| self.offset() + page.client_height() >= page.scroll_height() - 2)
    }

    fn store_positions(&self) {
        self.remember_position();
        let positions = self.0.positions.borrow();
        let text: Vec<String> = positions
            .iter()
            .map(|(key, offset)| format!("{key} {offset}"))
            .collect();
        if let Ok(Some(storage)) = self.0.window.session_storage() {
            // Full or forbidden: a reload then starts at the top.
            let _ = storage.set_item(STORAGE_KEY, &join(&text, "\n"));
        }
    }
}

impl Navigation for History {
    /// The blog's root.
    fn root(&self) -> Root {
        self.0.root.borrow().clone()
    }

    /// Says where the blog's addresses stand, once the settings are known.
    fn set_routing(&self, routing: Routing) {
        self.0.root.borrow_mut().routing = routing;
    }

    /// The page in the address bar.
    fn route(&self) -> Route {
        self.locate_bar().0
    }

    /// How the reader came to the page in the address bar, when the app
    /// starts: back on it after a reload, or at the place the address names.
    fn opened(&self) -> Arrival {
        Arrival::Opened(self.known_place())
    }

    /// The reader stays where they are while the page changes around them.
    fn staying(&self) -> Arrival {
        Arrival::Followed(Place::Offset(self.offset()))
    }

    /// Shows a page at its place.
    fn scroll_to(&self, place: &Place) {
        match place {
            Place::Top => self.0.window.scroll_to_with_x_and_y(0.0, 0.0),
            Place::Offset(offset) => self
                .0
                .window
                .scroll_to_with_x_and_y(0.0, f64::from(*offset)),
            Place::Element(id) => {
                if let Some(element) = named(&self.0.element, id) {
                    element.scroll_into_view();
                }
                self.go_on_from(id);
            }
        }
    }

    /// Shows a reloaded page at its place although its address names another
    /// one. WebKit goes there after the boot script, or puts the page there
    /// again when it hears from its other process that it has been there.
    fn stay_at(&self, place: Place) {
        let return_there = move |history: &Self| {
            if history.is_at_fragment() {
                history.scroll_to(&place);
            }
        };
        return_there(self);
        let (history, entry) = (self.clone(), self.key());
        Timeout::new(ECHO, move || {
            if history.key() == entry {
                return_there(&history);
            }
        })
        .forget();
    }

    /// Makes an element where the browser goes on from with Tab.
    fn go_on_from(&self, id: &str) {
        let element = named(&self.0.element, id);
        if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref()) {
            focus(element);
        }
    }
}

/// Moves the focus to an element that is no control, without scrolling.
pub fn focus(element: &HtmlElement) {
    if !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    focus_control(element);
}

/// Moves the focus to a control, without scrolling.
pub fn focus_control(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

fn stored_positions(window: &Window) -> Vec<(u64, i32)> {
    let stored = window
        .session_storage()
        .ok()
        .flatten()
        .and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten())
        .unwrap_or_default();
    let position = |line: &str| {
        let (key, offset) = line.split_once(' ')?;
        Some((key.parse().ok()?, offset.parse().ok()?))
    };
    stored.lines().filter_map(position).collect()
}
