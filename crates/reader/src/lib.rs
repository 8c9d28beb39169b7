//! The part of Inkfold that reads raw files in the browser: YAML, front
//! matter, Markdown.
//!
//! A WebAssembly module of its own beside the app, which a page that brings
//! what it shows never loads. Values go from here to the app as rows (see
//! [`inkfold_core::record`]); the texts of posts stay here. Nothing is decided
//! here: all of it is the core's.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use inkfold_core::catalog::Shelf;
use inkfold_core::document::Document;
use inkfold_core::markdown::Reading;
use inkfold_core::post::Post;
use inkfold_core::record::{row, value};
use inkfold_core::route::Route;
use inkfold_core::site::Site;
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    /// The posts read so far, by their addresses.
    static POSTS: RefCell<HashMap<String, Rc<Post>>> = RefCell::default();
    /// What has arrived of catalogues, by the addresses of their blogs.
    static SHELVES: RefCell<HashMap<String, Shelf>> = RefCell::default();
    /// An article that was read and not asked for yet, and how it was read.
    static PREPARED: RefCell<Option<(How, Document)>> = const { RefCell::new(None) };
}

/// The address of an article, the language of Inkfold's own words in it, and
/// whether its punctuation is smart.
type How = (String, String, bool);

/// Reads `site.yaml` of the blog whose folder is at `address`: the row of the
/// settings, or of what is wrong with it.
#[wasm_bindgen]
pub fn site(address: String, bytes: &[u8]) -> String {
    let site = Site::read(bytes).map(|(site, _)| site);
    if let Ok(site) = &site {
        with_shelf(address, |shelf| shelf.settings(site));
    }
    row(&site)
}

/// Takes in the file at `path` of the catalogue of the blog at `address`. What
/// comes back is why it is of no use, or nothing.
#[wasm_bindgen]
pub fn catalog_file(address: String, path: &str, bytes: &[u8]) -> String {
    let taken = with_shelf(address, |shelf| shelf.take(path, bytes));
    taken.map_or_else(|refusal| refusal.to_string(), |()| String::new())
}

/// The row of what the catalogue of the blog at `address` says of a page, as
/// bytes (see [`article`]); the question is the row of its address, of the
/// time, and of how many posts are wanted of a list, or 0.
#[wasm_bindgen]
pub fn catalog(address: String, question: &str) -> Vec<u8> {
    let (route, (now, most)): (String, (i64, usize)) = value(question).unwrap_or_default();
    let most = (most > 0).then_some(most);
    let reply = with_shelf(address, |shelf| {
        shelf.reply(&Route::parse(&route), now, most)
    });
    row(&reply).into_bytes()
}

fn with_shelf<T>(address: String, ask: impl FnOnce(&mut Shelf) -> T) -> T {
    // Taken out first: what traps must not leave the shelves borrowed.
    let mut shelf = SHELVES
        .with_borrow_mut(|shelves| shelves.remove(&address))
        .unwrap_or_default();
    let answer = ask(&mut shelf);
    SHELVES.with_borrow_mut(|shelves| shelves.insert(address, shelf));
    answer
}

/// Reads the post whose file is at `path` in its blog and at `address` in the
/// world: the row of the post without its text.
#[wasm_bindgen]
pub fn post(address: String, path: &str, bytes: &[u8]) -> String {
    let post = Post::read(path, bytes);
    let row = row(&post);
    // What was read of the file that was there before is worth nothing.
    PREPARED.with_borrow_mut(|prepared| {
        prepared.take_if(|((known, ..), _)| *known == address);
    });
    POSTS.with_borrow_mut(|posts| posts.insert(address, Rc::new(post)));
    row
}

/// Reads the article at `address` for [`article`], so that to read a long one
/// and to hand it over are two pieces of work. Once is enough.
#[wasm_bindgen]
pub fn prepare(address: String, language: String, smart_punctuation: bool) {
    let how = (address, language, smart_punctuation);
    let is_prepared = PREPARED.with_borrow(|prepared| {
        let prepared = prepared.as_ref();
        prepared.is_some_and(|(known, _)| *known == how)
    });
    if !is_prepared {
        let document = read(&how);
        PREPARED.set(Some((how, document)));
    }
}

/// The row of the article at `address`, with Inkfold's own words in
/// `language`; an empty one before [`post`] has read it. As bytes, since a
/// script decodes a text and encodes it again, which takes half as long as to
/// read the article.
#[wasm_bindgen]
pub fn article(address: String, language: String, smart_punctuation: bool) -> Vec<u8> {
    let how = (address, language, smart_punctuation);
    let prepared = PREPARED.take().filter(|(known, _)| *known == how);
    let document = prepared.map_or_else(|| read(&how), |(_, document)| document);
    row(&document).into_bytes()
}

fn read((address, language, smart_punctuation): &How) -> Document {
    let reading = Reading {
        language,
        smart_punctuation: *smart_punctuation,
        ..Reading::default()
    };
    of(address, |post| {
        let (document, summary) = post.document_and_summary(reading);
        // The page of an article says its summary too.
        let _ = post.drawn.summary.set(Rc::new(summary));
        document
    })
}

/// The row of the summary of the post at `address`.
#[wasm_bindgen]
pub fn summary(address: &str, language: &str, smart_punctuation: bool) -> String {
    let how = Reading {
        language,
        smart_punctuation,
        ..Reading::default()
    };
    of(address, |post| match post.drawn.summary.get() {
        Some(summary) => row(&**summary),
        None => row(&post.summary(how)),
    })
}

/// Whether the post at `address` has all words of `query`, which are in lower
/// case and parted by spaces.
#[wasm_bindgen]
pub fn has_words(address: &str, query: &str) -> bool {
    let words: Vec<String> = query.split(' ').map(str::to_owned).collect();
    of(address, |post| post.has_words(&words))
}

fn of<T: Default>(address: &str, ask: impl FnOnce(&Post) -> T) -> T {
    // Taken out first: what traps must not leave the posts borrowed.
    let post = POSTS.with_borrow(|posts| posts.get(address).cloned());
    post.map(|post| ask(&post)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str, text: &str) {
        post(address.to_owned(), "a.md", text.as_bytes());
    }

    fn article_at(address: &str) -> Vec<u8> {
        article(address.to_owned(), "en".to_owned(), false)
    }

    #[test]
    fn an_article_is_prepared_until_its_file_has_changed() {
        let is_prepared = || PREPARED.with_borrow(Option::is_some);
        read("/a.md", "One.");
        let one = article_at("/a.md");
        prepare("/a.md".to_owned(), "en".to_owned(), false);
        read("/b.md", "Other.");
        assert!(is_prepared(), "another post takes it away");
        assert_eq!(article_at("/a.md"), one);
        assert!(!is_prepared(), "it is kept twice");
        prepare("/a.md".to_owned(), "en".to_owned(), false);
        read("/a.md", "Two.");
        assert!(!is_prepared(), "it is of the file before");
        assert_ne!(article_at("/a.md"), one);
        prepare("/a.md".to_owned(), "ru".to_owned(), false);
        assert_ne!(article_at("/b.md"), article_at("/a.md"));
    }
}
