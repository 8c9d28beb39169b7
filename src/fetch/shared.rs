//! One download for all elements of a page that want the same file at about the
//! same time.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{Fault, attempt_twice, cause};

/// How long an answer is as good as a new one, in milliseconds. Then the browser
/// is asked, which has rules of its own.
const FRESH: f64 = 60_000.0;

/// A file that was asked for.
enum Asked {
    /// Its promise is kept when there is an answer; whether that is to be one
    /// past the browser's copies.
    Waiting(Promise, bool),
    /// When it came, and what.
    Answered(f64, Result<Vec<u8>, Fault>),
}

thread_local! {
    static ASKED: RefCell<HashMap<String, Asked>> = RefCell::default();
}

/// The file at `address`: what is known of it, unless the host is to be asked
/// `again`. A failure is told to those who wait for it.
pub(super) async fn attempt(address: &str, again: bool) -> Result<Vec<u8>, Fault> {
    let is_fresh = |came: f64| js_sys::Date::now() - came < FRESH;
    ASKED.with_borrow_mut(|all| {
        all.retain(|_, asked| match asked {
            Asked::Waiting(..) => true,
            Asked::Answered(came, _) => is_fresh(*came),
        });
    });
    let known = ASKED.with_borrow(|all| match all.get(address) {
        Some(Asked::Answered(_, Ok(bytes))) if !again => Some(bytes.clone()),
        _ => None,
    });
    if let Some(bytes) = known {
        return Ok(bytes);
    }
    let waiting = |asked: &Asked| match asked {
        Asked::Waiting(promise, is_again) => Some((promise.clone(), *is_again)),
        Asked::Answered(..) => None,
    };
    let find = || ASKED.with_borrow(|all| all.get(address).and_then(waiting));
    let same = find().filter(|(_, is_again)| *is_again || !again);
    let mut promise = match same {
        Some((promise, _)) => promise,
        None => ask(address.to_owned(), again),
    };
    loop {
        // It is never broken.
        let _ = JsFuture::from(promise).await;
        match find() {
            // Somebody has asked again since.
            Some((another, _)) => promise = another,
            None => break,
        }
    }
    ASKED.with_borrow(|all| match all.get(address) {
        Some(Asked::Answered(_, answer)) => answer.clone(),
        _ => Err(Fault::Unreachable),
    })
}

fn ask(address: String, again: bool) -> Promise {
    let asked = address.clone();
    let promise = future_to_promise(async move {
        let answer = match attempt_twice(&address, again).await {
            Err(Fault::Unreachable) => Err(cause(&address).await),
            answer => answer,
        };
        let answered = Asked::Answered(js_sys::Date::now(), answer);
        ASKED.with_borrow_mut(|all| all.insert(address, answered));
        Ok(JsValue::UNDEFINED)
    });
    let waiting = Asked::Waiting(promise.clone(), again);
    ASKED.with_borrow_mut(|all| all.insert(asked, waiting));
    promise
}
