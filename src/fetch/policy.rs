//! What the policy of a page (Content Security Policy) forbids it to fetch: told
//! to the document, and not to whoever asks.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use gloo_utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{SecurityPolicyViolationEvent, SecurityPolicyViolationEventDisposition, Url};

const VIOLATION: &str = "securitypolicyviolation";

/// Hears what is blocked of a host, until it is dropped.
pub(super) struct Policy {
    has_blocked: Rc<Cell<bool>>,
    listener: Closure<dyn FnMut(SecurityPolicyViolationEvent)>,
}

impl Policy {
    /// Begins before the host of `address` is asked.
    pub(super) fn watch(address: &str) -> Self {
        let has_blocked: Rc<Cell<bool>> = Rc::default();
        let host = Url::new(address).map(|url| url.origin());
        let flag = Rc::clone(&has_blocked);
        let listener = Closure::new(move |event: SecurityPolicyViolationEvent| {
            let is_enforced =
                event.disposition() == SecurityPolicyViolationEventDisposition::Enforce;
            let is_ours = event.effective_directive() == "connect-src";
            // Some engines name the host and no more.
            let blocked = Url::new(&event.blocked_uri()).map(|url| url.origin());
            if is_enforced && is_ours && blocked.is_ok_and(|blocked| Ok(blocked) == host) {
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
