//! Whoever turns raw files into values: in the browser a module of its own,
//! which is loaded where there is a raw file to read.

use std::rc::Rc;

use inkfold_core::catalog::Reply;
use inkfold_core::diagnostic::{Diagnostic, Problem};
use inkfold_core::document::{Document, Node};
use inkfold_core::mark::join;
use inkfold_core::markdown;
use inkfold_core::post::Post;
use inkfold_core::record::{Record, row, value};
use inkfold_core::route::Route;
use inkfold_core::site::Site;
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::fetch::{Fault, FetchError};
use crate::module;
use inkfold_core::address::Root;

/// What is asked of a reader.
pub trait Reading {
    /// The settings in `site.yaml`.
    ///
    /// # Errors
    ///
    /// What makes the file as a whole unreadable.
    fn site(&self, bytes: &[u8]) -> Result<Site, Diagnostic>;

    /// The post in the file at `path`.
    fn post(&self, path: &str, bytes: &[u8]) -> Post;

    /// Reads the article of a post for [`Reading::article`], where that takes
    /// long.
    fn prepare(&self, post: &Post, how: markdown::Reading<'_>);

    /// The article of a post that it has read.
    fn article(&self, post: &Post, how: markdown::Reading<'_>) -> Document;

    /// The summary of a post that it has read.
    fn summary(&self, post: &Post, how: markdown::Reading<'_>) -> Vec<Node>;

    /// Whether a post that it has read has all of `words`.
    fn has_words(&self, post: &Post, words: &[String]) -> bool;

    /// Takes in a file of the catalogue.
    ///
    /// # Errors
    ///
    /// Why it is of no use, in words.
    fn catalog_file(&self, path: &str, bytes: &[u8]) -> Result<(), String>;

    /// What the catalogue says of a page at `now` (seconds since 1970 UTC);
    /// of a list, no more than `most` posts.
    fn catalog(&self, route: &Route, now: i64, most: Option<usize>) -> Reply;

    /// The address of a file of the blog.
    fn address_of(&self, path: &str) -> String;
}

#[wasm_bindgen]
extern "C" {
    /// The module, as `crates/reader` makes it.
    type Script;

    #[wasm_bindgen(method, catch)]
    fn site(this: &Script, address: &str, bytes: &[u8]) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn post(this: &Script, address: &str, path: &str, bytes: &[u8]) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn prepare(
        this: &Script,
        address: &str,
        language: &str,
        smart_punctuation: bool,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn article(
        this: &Script,
        address: &str,
        language: &str,
        smart_punctuation: bool,
    ) -> Result<Vec<u8>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn summary(
        this: &Script,
        address: &str,
        language: &str,
        smart_punctuation: bool,
    ) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn has_words(this: &Script, address: &str, query: &str) -> Result<bool, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn catalog_file(
        this: &Script,
        address: &str,
        path: &str,
        bytes: &[u8],
    ) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn catalog(this: &Script, address: &str, question: &str) -> Result<Vec<u8>, JsValue>;
}

/// The reader in the browser.
pub struct Module {
    script: Script,
    root: Root,
}

impl Module {
    /// Loads it for the blog at `root` with a function of the boot script.
    ///
    /// # Errors
    ///
    /// The address that could not be loaded.
    pub async fn load(load: Function, root: Root) -> Result<Rc<dyn Reading>, FetchError> {
        match module::load(&load).await {
            Ok(script) => Ok(Rc::new(Self {
                script: script.unchecked_into(),
                root,
            })),
            // The boot script throws the address.
            Err(address) => Err(FetchError {
                address: address.as_string().unwrap_or_default(),
                fault: Fault::Unreachable,
            }),
        }
    }

    fn address(&self, post: &Post) -> String {
        self.root.content(&post.path)
    }
}

/// It fails where it traps, which is a mistake of ours; the app lives on.
const TRAPPED: &str = "this file could not be read: a mistake in Inkfold";

fn trapped() -> Diagnostic {
    Diagnostic::error(None, Problem::Said(TRAPPED.to_owned()))
}

/// The value of a row that comes as bytes.
fn long_value<T: Record>(row: Result<Vec<u8>, JsValue>) -> Option<T> {
    value(&String::from_utf8(row.ok()?).ok()?)
}

impl Reading for Module {
    fn site(&self, bytes: &[u8]) -> Result<Site, Diagnostic> {
        let row = self.script.site(&self.root.content(""), bytes);
        let read = row.ok().and_then(|row| value(&row));
        read.unwrap_or_else(|| Err(trapped()))
    }

    fn post(&self, path: &str, bytes: &[u8]) -> Post {
        let row = self.script.post(&self.root.content(path), path, bytes);
        row.ok().and_then(|row| value(&row)).unwrap_or_else(|| {
            let mut post = Post::unread(path.to_owned());
            post.diagnostics.push(trapped());
            post
        })
    }

    fn prepare(&self, post: &Post, how: markdown::Reading<'_>) {
        let address = self.address(post);
        // Where it traps, so will what is asked next.
        let _ = self
            .script
            .prepare(&address, how.language, how.smart_punctuation);
    }

    fn article(&self, post: &Post, how: markdown::Reading<'_>) -> Document {
        let address = self.address(post);
        let row = self
            .script
            .article(&address, how.language, how.smart_punctuation);
        long_value(row).unwrap_or_default()
    }

    fn summary(&self, post: &Post, how: markdown::Reading<'_>) -> Vec<Node> {
        let address = self.address(post);
        let row = self
            .script
            .summary(&address, how.language, how.smart_punctuation);
        row.ok().and_then(|row| value(&row)).unwrap_or_default()
    }

    fn has_words(&self, post: &Post, words: &[String]) -> bool {
        let query = join(words, " ");
        self.script.has_words(&self.address(post), &query) == Ok(true)
    }

    fn catalog_file(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let refused = self
            .script
            .catalog_file(&self.root.content(""), path, bytes);
        match refused.as_deref() {
            Ok("") => Ok(()),
            Ok(reason) => Err(reason.to_owned()),
            Err(_) => Err(TRAPPED.to_owned()),
        }
    }

    fn catalog(&self, route: &Route, now: i64, most: Option<usize>) -> Reply {
        let question = row(&(route.to_string(), (now, most.unwrap_or_default())));
        let reply = self.script.catalog(&self.root.content(""), &question);
        long_value(reply).unwrap_or_else(|| Reply {
            is_broken: true,
            ..Reply::default()
        })
    }

    fn address_of(&self, path: &str) -> String {
        self.root.content(path)
    }
}

/// The core itself, where it need not be loaded.
#[cfg(any(test, feature = "prerender"))]
#[derive(Default)]
pub struct Direct {
    shelf: std::cell::RefCell<inkfold_core::catalog::Shelf>,
}

#[cfg(any(test, feature = "prerender"))]
impl Reading for Direct {
    fn site(&self, bytes: &[u8]) -> Result<Site, Diagnostic> {
        let (site, _) = Site::read(bytes)?;
        self.shelf.borrow_mut().settings(&site);
        Ok(site)
    }

    fn post(&self, path: &str, bytes: &[u8]) -> Post {
        Post::read(path, bytes)
    }

    fn prepare(&self, _post: &Post, _how: markdown::Reading<'_>) {}

    fn article(&self, post: &Post, how: markdown::Reading<'_>) -> Document {
        post.document(how)
    }

    fn summary(&self, post: &Post, how: markdown::Reading<'_>) -> Vec<Node> {
        post.summary(how)
    }

    fn has_words(&self, post: &Post, words: &[String]) -> bool {
        post.has_words(words)
    }

    fn catalog_file(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let taken = self.shelf.borrow_mut().take(path, bytes);
        taken.map_err(|refusal| refusal.to_string())
    }

    fn catalog(&self, route: &Route, now: i64, most: Option<usize>) -> Reply {
        self.shelf.borrow_mut().reply(route, now, most)
    }

    fn address_of(&self, path: &str) -> String {
        format!("/content/{path}")
    }
}
