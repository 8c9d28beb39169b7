//! One download for all elements of a page that want the same file, now or
//! later.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{Fault, attempt_twice, cause};

/// A file that was asked for.
enum Asked {
    /// Its promise is kept when there is an answer.
    Waiting(Promise),
    Answered(Result<Vec<u8>, Fault>),
}

thread_local! {
    static ASKED: RefCell<HashMap<String, Asked>> = RefCell::default();
}

/// The file at `address`: what is known of it, unless the host is to be asked
/// `again`. A failure is told to those who wait for it, and forgotten.
pub(super) async fn attempt(address: &str, again: bool) -> Result<Vec<u8>, Fault> {
    let known = |asked: &Asked| match asked {
        Asked::Answered(Ok(bytes)) if !again => Some(Ok(bytes.clone())),
        _ => None,
    };
    if let Some(bytes) = ASKED.with_borrow(|all| all.get(address).and_then(known)) {
        return bytes;
    }
    let waiting = |asked: &Asked| match asked {
        Asked::Waiting(promise) => Some(promise.clone()),
        Asked::Answered(_) => None,
    };
    let find = || ASKED.with_borrow(|all| all.get(address).and_then(waiting));
    let mut promise = find().unwrap_or_else(|| ask(address.to_owned(), again));
    loop {
        // It is never broken.
        let _ = JsFuture::from(promise).await;
        match find() {
            // Somebody has asked again since.
            Some(another) => promise = another,
            None => break,
        }
    }
    ASKED.with_borrow(|all| match all.get(address) {
        Some(Asked::Answered(answer)) => answer.clone(),
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
        ASKED.with_borrow_mut(|all| all.insert(address, Asked::Answered(answer)));
        Ok(JsValue::UNDEFINED)
    });
    let waiting = Asked::Waiting(promise.clone());
    ASKED.with_borrow_mut(|all| all.insert(asked, waiting));
    promise
}
