//! The document around the app: language, title, description, canonical
//! address, and what assistive technology is told.

use gloo_utils::document;
use inkfold_core::lang::{is_right_to_left, locale};
use inkfold_core::listing::ListKind;
use inkfold_core::record::{self, value};
use inkfold_core::route::Route;
use inkfold_core::site::{Site, Theme};
use inkfold_core::summary::description;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use crate::announced::{self, Announced};
use crate::history::focus;
use crate::intl;
use crate::messages::fill;
use crate::pages::Frame;
use crate::screen::Screen;

/// What the document says of the page it shows.
pub struct Head {
    title: String,
    description: String,
    language: String,
    blog: String,
    canonical: String,
    kind: &'static str,
    theme: Theme,
    /// Whether there is nothing here that a search engine should keep.
    hidden: bool,
}

/// The title of a page, with the blog's behind it.
pub fn title(frame: &Frame<'_>, screen: &Screen) -> String {
    let messages = frame.messages();
    let blog = &frame.site.title;
    let own = match screen {
        Screen::Loading | Screen::SiteFailed(_) => None,
        Screen::PostFailed(error) if !error.is_missing() => Some(messages.post_failed.to_owned()),
        Screen::PostFailed(_) | Screen::Missing => Some(messages.missing_title.to_owned()),
        Screen::Tags(_) => Some(messages.tags.to_owned()),
        Screen::Post(screen) => Some(screen.entry.post.title.clone()),
        Screen::List(list) => match &list.kind {
            ListKind::Newest { page: 1, .. } => None,
            ListKind::Newest { page, pages } => {
                let number = |n| intl::count(&frame.language, n);
                Some(fill(messages.page_of, &[&number(*page), &number(*pages)]))
            }
            ListKind::Tag(tag) => Some(tag.name.clone()),
            ListKind::Archive(_) => Some(messages.archive.to_owned()),
            ListKind::Search(query) if query.is_empty() => Some(messages.search.to_owned()),
            ListKind::Search(query) => Some(format!("{}: {query}", messages.search)),
        },
    };
    match own {
        Some(own) if blog.is_empty() => own,
        Some(own) => format!("{own} — {blog}"),
        None => blog.clone(),
    }
}

impl Head {
    /// For the page that is shown.
    pub fn of(frame: &Frame<'_>, screen: &Screen) -> Self {
        let route = match screen {
            Screen::Post(screen) => screen.entry.route(),
            _ => frame.route.clone(),
        };
        Self {
            title: title(frame, screen),
            description: match screen {
                Screen::Post(screen) => description(&frame.written_summary(&screen.entry)),
                _ => frame.site.description.clone(),
            },
            language: frame.language.clone(),
            blog: frame.site.title.clone(),
            canonical: match screen {
                Screen::Post(screen) => screen.entry.post.first_appearance(),
                _ => None,
            }
            .unwrap_or_else(|| canonical(frame, &route)),
            kind: match screen {
                Screen::Post(_) => "article",
                _ => "website",
            },
            theme: frame.site.theme,
            hidden: matches!(
                screen,
                Screen::Missing | Screen::PostFailed(_) | Screen::SiteFailed(_)
            ) || matches!(frame.route, Route::Search(_)),
        }
    }

    /// Takes away what the document says of another page, which it was built
    /// for.
    fn forget_another(&self) {
        let address = find("meta[property='og:url']");
        let address = address.and_then(|meta| meta.get_attribute("content"));
        if address.is_none_or(|address| address == self.canonical) {
            return;
        }
        while let Some(element) = find(OF_BUILT_PAGE) {
            element.remove();
        }
    }

    /// Writes it into the document.
    pub fn apply(&self) {
        let document = document();
        self.forget_another();
        if !self.title.is_empty() && document.title() != self.title {
            document.set_title(&self.title);
        }
        if let Some(html) = document.document_element() {
            set(&html, "lang", &self.language);
            match is_right_to_left(&self.language) {
                true => set(&html, "dir", "rtl"),
                false => {
                    let _ = html.remove_attribute("dir");
                }
            }
            match self.theme {
                Theme::Auto => {
                    let _ = html.remove_attribute("data-theme");
                }
                Theme::Light => set(&html, "data-theme", "light"),
                Theme::Dark => set(&html, "data-theme", "dark"),
            }
        }
        meta("name", "description", Some(&self.description));
        meta("name", "robots", self.hidden.then_some("noindex"));
        meta("property", "og:title", Some(&self.title));
        meta("property", "og:description", Some(&self.description));
        meta("property", "og:type", Some(self.kind));
        meta("property", "og:url", Some(&self.canonical));
        meta("property", "og:site_name", Some(&self.blog));
        meta("property", "og:locale", Some(&locale(&self.language)));
        if let Some(link) = in_head("link", "rel", "canonical") {
            set(&link, "href", &self.canonical);
        }
    }
}

/// What a built page says of itself that the app does not know of others.
const OF_BUILT_PAGE: &str = "meta[property^='article:'],meta[property^='og:image'],\
    meta[name='twitter:card'],link[hreflang],script[type='application/ld+json']";

/// The absolute address of a page: where `url` says the blog is, else where
/// it is now.
fn canonical(frame: &Frame<'_>, route: &Route) -> String {
    let href = frame.root.href(route);
    match &frame.site.url {
        Some(url) => {
            let below = href.strip_prefix(&frame.root.path).unwrap_or(&href);
            format!("{url}{below}")
        }
        None => {
            let origin = gloo_utils::window().location().origin();
            origin.unwrap_or_default() + &href
        }
    }
}

/// Sets, makes or takes away a `<meta>`.
fn meta(key: &str, name: &str, content: Option<&str>) {
    match content.filter(|content| !content.is_empty()) {
        Some(content) => {
            if let Some(meta) = in_head("meta", key, name) {
                set(&meta, "content", content);
            }
        }
        None => {
            if let Some(meta) = find(&format!("meta[{key}=\"{name}\"]")) {
                meta.remove();
            }
        }
    }
}

/// The first element of the head that fits a selector. A long article, which
/// has none of them, is not looked through.
fn find(selector: &str) -> Option<Element> {
    document().head()?.query_selector(selector).ok().flatten()
}

/// The element of the head with this attribute; made where it is not there.
fn in_head(tag: &str, key: &str, value: &str) -> Option<Element> {
    let selector = format!("{tag}[{key}=\"{value}\"]");
    if let Some(element) = find(&selector) {
        return Some(element);
    }
    let document = document();
    let element = document.create_element(tag).ok()?;
    set(&element, key, value);
    document.head()?.append_child(&element).ok()?;
    Some(element)
}

/// Names and values here are never refused.
fn set(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        let _ = element.set_attribute(name, value);
    }
}

/// What the page knew of the blog before the app began: enough to draw in
/// its language, colours and name while the settings are on their way.
pub fn said_by_page() -> Site {
    let root = document().document_element();
    let attribute = |name| root.as_ref()?.get_attribute(name);
    Site {
        title: find("meta[property='og:site_name']")
            .and_then(|name| name.get_attribute("content"))
            .unwrap_or_default(),
        language: attribute("lang").unwrap_or_default(),
        theme: match attribute("data-theme").as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        },
        ..Site::default()
    }
}

/// The file whose post this page was written for, relative to the content
/// folder.
pub fn announced_post() -> Option<String> {
    find("meta[name=inkfold-post]")?.get_attribute("content")
}

/// Whether the page was written for a blog with a catalogue.
pub fn has_catalog() -> bool {
    find("meta[name=inkfold-catalog]").is_some()
}

/// What the page brought with it: a JSON list of texts, which are the fields
/// of a record.
pub fn announced() -> Option<Announced> {
    let element = document().get_element_by_id(announced::ELEMENT)?;
    let list = js_sys::JSON::parse(&element.text_content()?).ok()?;
    let list: js_sys::Array = list.dyn_into().ok()?;
    // Each field ends with a mark, the last one too.
    list.push(&wasm_bindgen::JsValue::from_str(""));
    value(&String::from(
        list.join(record::MARK.encode_utf8(&mut [0; 4])),
    ))
}

/// Moves the focus to the page's heading, an element of this `name`, or to where it begins, as a browser
/// does on a new page.
pub fn focus_heading(app: &Element, name: &str) {
    let heading = app.query_selector(&format!("main {name}"));
    let heading = heading.ok().flatten();
    let heading = heading.or_else(|| app.query_selector("main").ok().flatten());
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        focus(&heading);
    }
}

/// Tells scripts that a page has been drawn: `boot.js` has its code dressed.
pub fn say_ready(app: &Element) {
    if let Ok(event) = Event::new("inkfold-ready") {
        let _ = app.dispatch_event(&event);
    }
}

/// Says a text to those who hear the page.
pub fn announce(app: &Element, text: &str) {
    if let Ok(Some(region)) = app.query_selector("[aria-live]") {
        region.set_text_content(Some(text));
    }
}
