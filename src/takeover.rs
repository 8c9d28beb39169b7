//! What a reader has begun on a page before the app draws it anew: where the
//! focus is, what is typed, opened, scrolled aside, playing.
//!
//! A drawn page and the app's are the same element for element (a test holds
//! them so), so a place among all elements of the one is that place in the
//! other. How far the page is scrolled is for [`crate::history`] and `boot.js`.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlInputElement, HtmlMediaElement};

use crate::history::focus_control;

/// What can hold something of the reader's.
const HOLDERS: &str = "input[name], details, pre, .table, .sidebar, audio, video";

/// What is to be there again once the app has drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Begun {
    /// Whether the page has moved, by the browser or by the reader.
    has_moved: bool,
    /// The place of the focus among all elements, and what stands there.
    focus: Option<(usize, String)>,
    /// What stands in each of [`HOLDERS`].
    held: Vec<Held>,
}

#[derive(Clone, Debug, PartialEq)]
enum Held {
    /// A field's text, and where in it the cursor is.
    Text(String, Option<u32>, Option<u32>),
    /// Whether details are open.
    Open(bool),
    /// Pixels a block is scrolled aside and down.
    Scrolled(i32, i32),
    /// Seconds into a film or a sound, and whether it plays.
    Playing(f64, bool),
}

impl Begun {
    /// Looks at the page that stands in `app`. `has_moved`: it has been
    /// scrolled, be it back to its top.
    pub fn on(app: &Element, has_moved: bool) -> Self {
        let focused = gloo_utils::document().active_element();
        let focused = focused.filter(|focused| app.contains(Some(focused)));
        Self {
            has_moved,
            focus: focused.and_then(|focused| {
                let place = elements(app, "*").position(|element| element == focused)?;
                Some((place, focused.local_name()))
            }),
            held: elements(app, HOLDERS)
                .map(|element| held(&element))
                .collect(),
        }
    }

    /// Puts it back, now that `app` is drawn anew.
    pub fn go_on(&self, app: &Element) {
        for (element, held) in elements(app, HOLDERS).zip(&self.held) {
            put_back(&element, held);
        }
        let Some((place, name)) = &self.focus else {
            return;
        };
        let element = elements(app, "*").nth(*place);
        let element = element.filter(|element| element.local_name() == *name);
        if let Some(element) = element.and_then(|element| element.dyn_into().ok()) {
            focus_control(&element);
        }
    }

    /// Puts back what was typed, now that `app` shows another page than was
    /// drawn.
    pub fn type_on(&self, app: &Element) {
        let texts = self.held.iter().filter_map(|held| match held {
            Held::Text(text, ..) => Some((held, text)),
            _ => None,
        });
        for (element, (held, text)) in elements(app, "input[name]").zip(texts) {
            // An empty field says what the address says.
            if !text.is_empty() {
                put_back(&element, held);
            }
            let focused = self.focus.as_ref().map(|(_, name)| name.as_str());
            if let (Some("input"), Some(field)) = (focused, element.dyn_ref()) {
                focus_control(field);
            }
        }
    }

    /// Whether something had the focus.
    pub fn has_focus(&self) -> bool {
        self.focus.is_some()
    }

    /// Whether the page has been scrolled, be it back to its top.
    pub fn has_moved(&self) -> bool {
        self.has_moved
    }
}

fn held(element: &Element) -> Held {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let cursor = |place: Result<Option<u32>, _>| place.ok().flatten();
        let (start, end) = (input.selection_start(), input.selection_end());
        return Held::Text(input.value(), cursor(start), cursor(end));
    }
    if let Some(media) = element.dyn_ref::<HtmlMediaElement>() {
        return Held::Playing(media.current_time(), !media.paused());
    }
    match element.local_name().as_str() {
        "details" => Held::Open(element.has_attribute("open")),
        _ => Held::Scrolled(element.scroll_left(), element.scroll_top()),
    }
}

fn put_back(element: &Element, held: &Held) {
    match *held {
        Held::Text(ref text, start, end) => {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                input.set_value(text);
                if let (Some(start), Some(end)) = (start, end) {
                    // Refused where the field has no cursor.
                    let _ = input.set_selection_range(start, end);
                }
            }
        }
        Held::Open(open) => {
            // Attributes of this name are never refused.
            let _ = element.toggle_attribute_with_force("open", open);
        }
        Held::Scrolled(0, 0) | Held::Playing(0.0, false) => {}
        Held::Scrolled(aside, down) => element.scroll_to_with_x_and_y(aside.into(), down.into()),
        Held::Playing(seconds, plays) => {
            if let Some(media) = element.dyn_ref::<HtmlMediaElement>() {
                media.set_current_time(seconds);
                if let (true, Ok(playing)) = (plays, media.play()) {
                    // Refused by the browser, it waits for a click again.
                    spawn_local(async { drop(JsFuture::from(playing).await) });
                }
            }
        }
    }
}

/// The elements within `app` that fit a selector, in the page's order.
fn elements(app: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let list = app.query_selector_all(selector).ok();
    let count = list.as_ref().map_or(0, |list| list.length());
    (0..count).filter_map(move |place| list.as_ref()?.item(place)?.dyn_into().ok())
}
