//! The one place that fetches.
//!
//! Gives bytes or a reason in words; what the bytes mean is for the core.

mod policy;
mod shared;

use gloo_net::http::{Request, Response};
use gloo_timers::callback::Timeout;
use inkfold_core::text::is_binary;
use policy::Policy;
use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestMode,
};

/// How long a server may take to begin its answer, in milliseconds.
const HEADERS_LIMIT: u32 = 10_000;
/// How long an answer may stand still, in milliseconds.
const STALL_LIMIT: u32 = 15_000;
/// The longest file read, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;

/// Why an address gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer.
    Unreachable,
    /// The answer ended before its end.
    CutOff,
    /// There is no network.
    Offline,
    /// The server does not let pages of others read the file (CORS).
    Forbidden,
    /// The page's own policy (Content Security Policy) does not allow it.
    Blocked,
    /// The server took longer than it may.
    TimedOut,
    /// The server answered with this status.
    Status(u16),
    /// The server answered with a web page: its way of saying "not found".
    WebPage,
    /// The file is no text.
    Binary,
    /// The file is longer than any post.
    TooLong,
}

/// An address that failed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchError {
    /// The absolute address.
    pub address: String,
    /// Why.
    pub fault: Fault,
}

impl FetchError {
    /// Whether the server says that there is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(self.fault, Fault::Status(404 | 410) | Fault::WebPage)
    }
}

/// Fetches a text file. `again` asks the server even where the browser has a
/// copy. What cannot be reached is tried once more: it may be a preload that
/// failed a while ago.
///
/// # Errors
///
/// Every way to fail is a [`Fault`]; a server that does not begin to answer is
/// given up after [`HEADERS_LIMIT`], one that stops after [`STALL_LIMIT`].
pub async fn bytes(address: &str, again: bool) -> Result<Vec<u8>, FetchError> {
    let answer = match is_foreign(address) {
        true => shared::attempt(address, again).await,
        false => attempt_twice(address, again).await,
    };
    answer.map_err(|fault| FetchError {
        address: address.to_owned(),
        fault,
    })
}

async fn attempt_twice(address: &str, again: bool) -> Result<Vec<u8>, Fault> {
    match attempt(address, again).await {
        Err(Fault::Unreachable | Fault::CutOff) => attempt(address, true).await,
        answer => answer,
    }
}

/// Why a foreign file did not come, as far as it can be found out: a browser
/// tells a page nothing of what it may not read, but that there is something.
async fn cause(address: &str) -> Fault {
    if !gloo_utils::window().navigator().on_line() {
        return Fault::Offline;
    }
    let fetching = Fetching::new();
    let _limit = fetching.limit(HEADERS_LIMIT);
    let signal = fetching.controller.as_ref().map(AbortController::signal);
    let unread = Request::get(address)
        .abort_signal(signal.as_ref())
        .mode(RequestMode::NoCors)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    let policy = Policy::watch(address);
    match unread.send().await {
        Ok(_) => Fault::Forbidden,
        Err(_) if policy.has_blocked().await => Fault::Blocked,
        Err(_) => Fault::Unreachable,
    }
}

/// Whether an address is that of a blog in somebody else's page: those of the
/// page's own blog are paths.
fn is_foreign(address: &str) -> bool {
    !address.starts_with('/')
}

async fn attempt(address: &str, again: bool) -> Result<Vec<u8>, Fault> {
    let fetching = Fetching::new();
    let answer = fetching.run(address, again).await;
    answer.map_err(|fault| {
        if fetching.timed_out.get() {
            Fault::TimedOut
        } else {
            fault
        }
    })
}

/// A request with its time limit.
struct Fetching {
    controller: Option<AbortController>,
    timed_out: Rc<Cell<bool>>,
}

impl Fetching {
    fn new() -> Self {
        Self {
            controller: AbortController::new().ok(),
            timed_out: Rc::default(),
        }
    }

    /// Gives up after `milliseconds`, unless dropped before.
    fn limit(&self, milliseconds: u32) -> Timeout {
        let controller = self.controller.clone();
        let timed_out = Rc::clone(&self.timed_out);
        Timeout::new(milliseconds, move || {
            timed_out.set(true);
            if let Some(controller) = controller {
                controller.abort();
            }
        })
    }

    async fn run(&self, address: &str, again: bool) -> Result<Vec<u8>, Fault> {
        let limit = self.limit(HEADERS_LIMIT);
        let signal = self.controller.as_ref().map(AbortController::signal);
        let request = Request::get(address).abort_signal(signal.as_ref());
        // The mode and the credentials are those of `<link rel=preload
        // as=fetch>`: WebKit gives what that brought to no other request. The
        // blog's own files stay readable in it; what a host has moved to
        // another one is opaque (status 0), and asked for again.
        let request = if is_foreign(address) {
            // The reader of another site is nobody to the blog.
            let request = request
                .credentials(RequestCredentials::Omit)
                .referrer_policy(ReferrerPolicy::NoReferrer);
            match again {
                true => request.cache(RequestCache::Reload),
                false => request,
            }
        } else if again {
            request.cache(RequestCache::Reload)
        } else {
            request
                .mode(RequestMode::NoCors)
                .credentials(RequestCredentials::Include)
        };
        let response = request.send().await.map_err(|_| Fault::Unreachable)?;
        drop(limit);
        match response.status() {
            200..=299 => {}
            0 => return Err(Fault::Unreachable),
            status => return Err(Fault::Status(status)),
        }
        let content_type = response.headers().get("content-type").unwrap_or_default();
        if content_type.starts_with("text/html") {
            return Err(Fault::WebPage);
        }
        let bytes = self.body(&response).await?;
        if is_web_page(&bytes) {
            return Err(Fault::WebPage);
        }
        if is_binary(&bytes) {
            return Err(Fault::Binary);
        }
        Ok(bytes)
    }

    async fn body(&self, response: &Response) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let Some(stream) = response.body() else {
            return Ok(bytes);
        };
        let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
        loop {
            let limit = self.limit(STALL_LIMIT);
            let chunk = JsFuture::from(reader.read()).await;
            drop(limit);
            let chunk = chunk.map_err(|_| Fault::CutOff)?;
            let Some(value) = value_of(&chunk) else {
                return Ok(bytes);
            };
            bytes.extend(js_sys::Uint8Array::new(&value).to_vec());
            if bytes.len() > LONGEST {
                if let Some(controller) = &self.controller {
                    controller.abort();
                }
                return Err(Fault::TooLong);
            }
        }
    }
}

/// The `value` of a stream's answer, unless it is done.
fn value_of(chunk: &JsValue) -> Option<JsValue> {
    let value = js_sys::Reflect::get(chunk, &JsValue::from_str("value")).ok()?;
    (!value.is_undefined()).then_some(value)
}

/// Whether a file opens like a web page, which no Markdown and no YAML does.
fn is_web_page(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|byte| byte.is_ascii_graphic())
        .take(14)
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    head.starts_with(b"<!doctypehtml") || head.starts_with(b"<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_web_page_by_its_first_words() {
        for (text, expected) in [
            ("<!DOCTYPE html><p>", true),
            ("\u{FEFF}\n <html lang=en>", true),
            ("<htmlx", true),
            ("---\ntitle: a\n---", false),
            ("<!-- note -->", false),
            ("", false),
        ] {
            assert_eq!(is_web_page(text.as_bytes()), expected, "{text}");
        }
    }
}
