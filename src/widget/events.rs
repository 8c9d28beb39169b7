//! What the page around an element hears of it: events that leave the shadow
//! tree and bubble. The names are the contract's.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

use crate::fetch::{Fault, FetchError};
use crate::screen::{Screen, SiteFault};

/// Says that what the element asks for is shown.
pub fn ready(element: &Element) {
    fire(element, "inkfold-ready", &[], false);
}

/// Says why it cannot be shown: `reason` in a word, and the address that it is
/// about.
pub fn failed(element: &Element, (reason, address): &(&'static str, String)) {
    let detail = [("reason", *reason), ("url", address)];
    fire(element, "inkfold-error", &detail, false);
}

/// Asks whether the reader may follow a link.
pub fn may_follow(element: &Element, href: &str) -> bool {
    fire(element, "inkfold-navigate", &[("href", href)], true)
}

/// Whether nobody has cancelled it.
fn fire(element: &Element, name: &str, detail: &[(&str, &str)], can_be_cancelled: bool) -> bool {
    let object = Object::new();
    for (key, value) in detail {
        // A new object takes whatever it is given.
        let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    let how = CustomEventInit::new();
    how.set_bubbles(true);
    how.set_composed(true);
    how.set_cancelable(can_be_cancelled);
    how.set_detail(&object);
    let event = CustomEvent::new_with_event_init_dict(name, &how);
    event.is_ok_and(|event| element.dispatch_event(&event).unwrap_or(true))
}

/// Why a screen shows nothing of what was asked for, if so.
pub fn reason(screen: &Screen, asked: &str) -> Option<(&'static str, String)> {
    let of = |error: &FetchError| (word(&error.fault), error.address.clone());
    Some(match screen {
        Screen::SiteFailed(SiteFault::Fetch(error) | SiteFault::ListFetch(error))
        | Screen::PostFailed(error) => of(error),
        Screen::SiteFailed(SiteFault::Unreadable { address, .. }) => ("settings", address.clone()),
        Screen::SiteFailed(SiteFault::ListRefused { address, .. }) => ("catalog", address.clone()),
        Screen::Missing => ("not-found", asked.to_owned()),
        Screen::List(list) if list.entries.is_empty() => of(list.failures.first()?),
        _ => return None,
    })
}

fn word(fault: &Fault) -> &'static str {
    match fault {
        Fault::Unreachable | Fault::CutOff => "unreachable",
        Fault::Offline => "offline",
        Fault::Forbidden => "cors",
        Fault::Blocked => "policy",
        Fault::TimedOut => "timed-out",
        Fault::Status(404 | 410) | Fault::WebPage => "not-found",
        Fault::Status(_) => "status",
        Fault::Binary => "not-markdown",
        Fault::TooLong => "too-long",
    }
}
