//! What the build draws and what the app draws, held against each other on all
//! pages of the sample blog.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::support::{Blog, Engine, Reader, Settings, engine};

/// What stands in the app's element: addresses made whole, without
/// what scripts for code and videos add. `without` has a script take more out
/// of `copy`.
async fn drawn(reader: &Reader, without: &str) -> String {
    let script = "const copy = document.getElementById('inkfold').cloneNode(true);\
        const here = document.getElementById('inkfold').querySelectorAll('[href],[src],[action]');\
        [...copy.querySelectorAll('[href],[src],[action]')].forEach((element, place) => {\
            for (const name of ['href', 'src', 'action']) {\
                if (element.hasAttribute(name)) element.setAttribute(name, here[place][name]);\
            }\
        });\
        for (const code of copy.querySelectorAll('pre > code')) {\
            code.textContent = code.textContent;\
            delete code.dataset.dressed;\
        }\
        copy.querySelectorAll('.code-bar, .video small').forEach((extra) => extra.remove());\
        copy.querySelectorAll('.video').forEach((card) => delete card.dataset.ready);\
        WITHOUT;\
        for (const element of copy.querySelectorAll('*')) {\
            const pairs = [...element.attributes].map(({ name, value }) => [name, value]).sort();\
            for (const [name] of pairs) element.removeAttribute(name);\
            for (const [name, value] of pairs) element.setAttribute(name, value);\
        }\
        return copy.innerHTML";
    let text = reader.ask(&script.replace("WITHOUT", without)).await;
    text.as_str().expect("markup").to_owned()
}

/// The addresses of a site's pages, as its folders say.
fn addresses(folder: &Path, address: &str, found: &mut Vec<String>) {
    if folder.join("index.html").is_file() {
        found.push(address.to_owned());
    }
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !matches!(name.as_str(), "content" | "code") {
            addresses(&entry.path(), &format!("{address}{name}/"), found);
        }
    }
}

/// Who has drawn a page.
#[derive(Clone, Copy, PartialEq)]
enum By {
    /// The build alone.
    Build,
    /// The app, which takes over what the build has drawn.
    Takeover,
    /// The app alone, for a reader who came from another page.
    App,
}

/// What only one of the build and the app does: sizes of pictures are the
/// build's, and for who cannot see that a page has changed the app says so.
const OF_ONE: &str = "copy.querySelectorAll('img').forEach((picture) => {\
        picture.removeAttribute('width'); picture.removeAttribute('height');\
    });\
    copy.querySelectorAll('h1, main').forEach((place) => place.removeAttribute('tabindex'));\
    copy.querySelector('[aria-live]').textContent = ''";

/// Whether no formula stands there as it is written, but those with a mistake.
const ALL_TYPESET: &str = "return !document.querySelector('code.math:not(.math-wrong)')";

/// The pages of the sample blog, by address, as [`drawn`] has them.
async fn all_drawn(reader: &Reader, by: By, without: &str) -> BTreeMap<String, String> {
    let mut found = Vec::new();
    addresses(reader.host().folder(), "/", &mut found);
    assert!(found.len() > 30, "{found:?}");
    let mut pages = BTreeMap::new();
    if by == By::App {
        // Not the newest posts, which are among those to be drawn.
        reader.open("/search/").await;
    }
    for address in found {
        match by {
            By::Build => reader.go(&address).await,
            By::Takeover => reader.open(&address).await,
            By::App => {
                let follow = format!(
                    "const link = document.querySelector('.site-title');\
                    const home = link.getAttribute('href');\
                    link.setAttribute('href', '{address}'); link.click();\
                    link.setAttribute('href', home)"
                );
                reader.ask(&follow).await;
                reader.is_at(&address).await;
                reader.state("ready").await;
                // A page is ready before what typesets its formulas is there.
                reader.sees_that("formulas", ALL_TYPESET).await;
            }
        }
        // Each run has a port of its own.
        let here = reader.ask("return location.origin").await;
        let here = here.as_str().expect("an origin");
        let text = drawn(reader, without).await.replace(here, "");
        pages.insert(address, text);
    }
    pages
}

/// Draws all pages of the sample blog in two ways, and holds them against each
/// other.
fn are_alike(others: By, without: &str) {
    if engine() == Engine::WebKit {
        return super::support::note(
            "drawn pages are compared in Chromium and Firefox: WebKit's driver gives up on so many",
        );
    }
    let before = RefCell::new(BTreeMap::new());
    Blog::sample()
        .with(Settings::without_scripts())
        .read(async |reader| {
            let pages = all_drawn(reader, By::Build, without).await;
            before.replace(pages);
        });
    Blog::sample().read(async |reader| {
        let before = before.take();
        for (address, after) in all_drawn(reader, others, without).await {
            // An engine that cannot switch scripts off has nothing to compare.
            let known = match before.is_empty() {
                true => &after,
                false => before.get(&address).expect("a page of the build"),
            };
            assert_eq!(after, *known, "{address}");
        }
    });
}

#[test]
fn the_app_draws_what_is_there() {
    are_alike(By::Takeover, "");
}

#[test]
fn the_app_alone_draws_what_the_build_does() {
    are_alike(By::App, OF_ONE);
}
