//! What the policy of a page (Content Security Policy) forbids it to fetch: told
//! to the document, and not to whoever asks.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use gloo_utils::document;
use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, Url};

const VIOLATION: &str = "securitypolicyviolation";

/// Hears what is blocked of a host, until it is dropped.
pub(super) struct Policy {
    has_blocked: Rc<Cell<bool>>,
    listener: Closure<dyn FnMut(Event)>,
}

impl Policy {
    /// Begins before the host of `address` is asked.
    pub(super) fn watch(address: &str) -> Self {
        let has_blocked: Rc<Cell<bool>> = Rc::default();
        let host = Url::new(address).map(|url| url.origin());
        let flag = Rc::clone(&has_blocked);
        let listener = Closure::new(move |event: Event| {
            let blocked = Reflect::get(&event, &JsValue::from_str("blockedURI"));
            let blocked = blocked.ok().and_then(|blocked| blocked.as_string());
            // Some engines name the host and no more.
            if let (Some(blocked), Ok(host)) = (blocked, &host)
                && blocked.starts_with(host)
            {
                flag.set(true);
            }
        });
        let function = listener.as_ref().unchecked_ref();
        let _ = document().add_event_listener_with_callback(VIOLATION, function);
        Self {
            has_blocked,
            listener,
        }
    }

    /// Whether something was, which is said after it has failed.
    pub(super) async fn has_blocked(&self) -> bool {
        TimeoutFuture::new(0).await;
        self.has_blocked.get()
    }
}

impl Drop for Policy {
    fn drop(&mut self) {
        let function = self.listener.as_ref().unchecked_ref();
        let _ = document().remove_event_listener_with_callback(VIOLATION, function);
    }
}
