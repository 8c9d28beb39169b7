//! The pages, one a file, and what all of them need.

mod list;
mod missing;
mod post;
mod tags;

use std::cell::OnceCell;
use std::rc::Rc;

use inkfold_core::blog::{Blog, Entry};
use inkfold_core::document::{Document, Node};
use inkfold_core::lang::is_right_to_left;
use inkfold_core::route::Route;
use inkfold_core::site::Site;
use yew::{Html, html};

use crate::article::Article;
use crate::cards::{self, Cards};
use crate::components::alert::{alert, fetch_alert};
use crate::fetch::FetchError;
use crate::math::Formulas;
use crate::messages::{self, Messages};
use crate::reading::Reading;
use crate::screen::{Screen, SiteFault};
use crate::slice::Slice;
use crate::view::heading;
use crate::widget::{Kind, Widget};
use inkfold_core::address::{LinkContext, Names, Root};

/// What every page is drawn with.
pub struct Frame<'a> {
    /// The blog's root.
    pub root: Root,
    /// The settings, or what stands in for them.
    pub site: Rc<Site>,
    /// The posts that are here.
    pub blog: &'a Rc<Blog>,
    /// What links call them, once one is looked for.
    pub names: Rc<OnceCell<Names>>,
    /// The page's address.
    pub route: &'a Route,
    /// The page's language.
    pub language: String,
    /// Files that could not be asked whether the page is as it was built.
    pub unchecked: &'a [FetchError],
    /// Where what is long is drawn by and by.
    pub by_and_by: Option<ByAndBy<'a>>,
    /// Who typesets the formulas of articles that have not been drawn before.
    pub formulas: &'a Formulas,
    /// What is asked for in a page of somebody else.
    pub widget: Option<&'a Widget>,
    /// Whether a button leads to the page before.
    pub can_return: bool,
    /// Who reads the articles that have not been drawn before.
    pub reading: Option<&'a Rc<dyn Reading>>,
}

/// What is drawn of long pages, and how long more of it may be.
pub struct ByAndBy<'a> {
    /// The article.
    pub article: &'a Article,
    /// The cards of a list.
    pub cards: &'a Cards,
    /// The time there is now.
    pub slice: Slice,
}

impl Frame<'_> {
    /// The texts of the page's language.
    pub fn messages(&self) -> &'static Messages {
        messages::of(&self.language)
    }

    /// The element of what is a heading of `level` on a page of its own.
    pub fn heading(&self, level: u8) -> &'static str {
        heading(self.heading_level(level))
    }

    /// The level of what is a heading of `level` on a page of its own.
    pub fn heading_level(&self, level: u8) -> u8 {
        self.widget.map_or(level, |widget| widget.heading(level))
    }

    /// What the style sheet of the page around calls an element; the blog's own
    /// pages need no such names.
    pub fn part(&self, name: &'static str) -> Option<&'static str> {
        self.widget.map(|_| name)
    }

    /// How many levels deeper headings stand than on a page of its own.
    pub fn deeper(&self) -> i8 {
        self.heading_level(2).cast_signed() - 2
    }

    /// Whether this alone is shown of the blog.
    pub fn is_only(&self, kind: Kind) -> bool {
        self.widget.is_some_and(|widget| widget.kind == kind)
    }

    /// The language of a post.
    pub fn language_of(&self, entry: &Entry) -> String {
        let language = entry.post.language(&self.site.languages);
        language.unwrap_or_else(|| self.site.language.clone())
    }

    /// The language of the date and the labels of a post.
    pub fn language_around(&self, entry: &Entry) -> String {
        let asked = self.widget.and_then(|widget| widget.language.clone());
        asked.unwrap_or_else(|| self.language_of(entry))
    }

    /// The direction of what is in `language`, where that is not the page's. A
    /// page of somebody else has one that nobody knows.
    pub fn direction(&self, language: &str) -> Option<&'static str> {
        let of_page = self.widget.is_none() && is_right_to_left(&self.language);
        match is_right_to_left(language) {
            is if is == of_page => None,
            true => Some("rtl"),
            false => Some("ltr"),
        }
    }

    /// The key of a post on the page. What was read from a file stands beside
    /// nothing that was drawn before: scripts may have changed that.
    pub fn key_of(&self, entry: &Entry) -> String {
        match self.reading {
            Some(_) => format!("{}/", entry.address),
            None => entry.address.clone(),
        }
    }

    /// Has the article of a post read for [`Frame::article`].
    fn prepare(&self, entry: &Entry) {
        if let Some(reading) = self.reading {
            reading.prepare(&entry.post, self.site.reading(&self.language_of(entry)));
        }
    }

    /// The article of a post, its formulas as they are written.
    pub fn written(&self, entry: &Entry) -> Rc<Document> {
        self.kept(&entry.post.drawn.document, |reading| {
            reading.article(&entry.post, self.site.reading(&self.language_of(entry)))
        })
    }

    /// The article of a post.
    pub fn article(&self, entry: &Entry) -> Rc<Document> {
        let written = self.written(entry);
        self.formulas.article(written, &entry.post.drawn.typeset)
    }

    /// The summary of a post, its formulas as they are written.
    pub fn written_summary(&self, entry: &Entry) -> Rc<Vec<Node>> {
        self.kept(&entry.post.drawn.summary, |reading| {
            reading.summary(&entry.post, self.site.reading(&self.language_of(entry)))
        })
    }

    /// What a listing shows of a post.
    pub fn summary(&self, entry: &Entry) -> Rc<Vec<Node>> {
        let written = self.written_summary(entry);
        self.formulas
            .summary(written, &entry.post.drawn.typeset_summary)
    }

    /// What is known already, else what the reader makes of it; nothing where
    /// there is no reader.
    fn kept<T: Default>(&self, cell: &OnceCell<Rc<T>>, read: impl Fn(&dyn Reading) -> T) -> Rc<T> {
        match self.reading {
            Some(reading) => Rc::clone(cell.get_or_init(|| Rc::new(read(reading.as_ref())))),
            None => cell.get().cloned().unwrap_or_default(),
        }
    }

    /// Where the links of a post lead, which is shown on `page`.
    pub fn links<'b>(&'b self, entry: &'b Entry, page: &Route) -> LinkContext<'b> {
        let lone_file = self.widget.and_then(Widget::lone_file);
        LinkContext {
            root: &self.root,
            site: &self.site,
            blog: self.blog,
            path: &entry.post.path,
            page: lone_file.unwrap_or_else(|| self.root.href(page)),
            names: &self.names,
        }
    }
}

/// Has read what a screen shows at first, as far as `slice` has time for it;
/// whether it had, so that there is time to draw.
pub fn read(frame: &Frame<'_>, screen: &Screen, slice: Slice) -> bool {
    match screen {
        Screen::Post(screen) => {
            let drawn = &screen.entry.post.drawn;
            if drawn.document.get().is_none() {
                frame.prepare(&screen.entry);
                if slice.is_over() {
                    return false;
                }
            }
            let is_read = drawn.typeset.get().is_some();
            frame.article(&screen.entry);
            is_read || !slice.is_over()
        }
        Screen::List(list) if screen.has_cards() => {
            let first = list.entries.iter().take(cards::TOGETHER);
            let is_unread = |entry: &&Entry| entry.post.drawn.typeset_summary.get().is_none();
            first.filter(is_unread).all(|entry| {
                frame.summary(entry);
                !slice.is_over()
            })
        }
        _ => true,
    }
}

/// Draws what is shown.
pub fn draw(frame: &Frame<'_>, screen: &Screen) -> Html {
    html! {
        <>
            { draw_screen(frame, screen) }
            if !frame.unchecked.is_empty() {
                { fetch_alert(frame, frame.messages().unchecked, frame.unchecked) }
            }
        </>
    }
}

/// Draws more of an article that is not yet drawn to its end.
pub fn draw_on(frame: &Frame<'_>, screen: &Screen) {
    if let (Screen::Post(screen), Some(ByAndBy { article, slice, .. })) = (screen, &frame.by_and_by)
    {
        article.go_on(&post::view(frame, &screen.entry), *slice);
    }
}

fn draw_screen(frame: &Frame<'_>, screen: &Screen) -> Html {
    let messages = frame.messages();
    match screen {
        Screen::Loading => html! { <p class="loading" key="loading">{ messages.loading }</p> },
        Screen::SiteFailed(fault) => html! { <div key="failed">{ site_alert(frame, fault) }</div> },
        Screen::PostFailed(error) => html! {
            <div key="failed">
                if error.is_missing() {
                    { missing::heading(frame) }
                }
                { fetch_alert(frame, messages.post_failed, std::slice::from_ref(error)) }
            </div>
        },
        Screen::Missing => match frame.widget {
            Some(Widget {
                kind: Kind::List,
                tag: Some(tag),
                ..
            }) => missing::tag(frame, tag),
            _ => missing::page(frame),
        },
        Screen::List(list) => list::page(frame, list),
        Screen::Tags(tags) => tags::page(frame, tags),
        Screen::Post(screen) if frame.is_only(Kind::Post) => post::alone(frame, &screen.entry),
        Screen::Post(screen) => post::page(frame, screen),
    }
}

fn site_alert(frame: &Frame<'_>, fault: &SiteFault) -> Html {
    let messages = frame.messages();
    match fault {
        SiteFault::Fetch(error) => {
            fetch_alert(frame, messages.site_failed, std::slice::from_ref(error))
        }
        SiteFault::Unreadable {
            address,
            diagnostic,
        } => {
            let details = html! {
                <p><a href={address.clone()}>{ address }</a>{ format!(":{diagnostic}") }</p>
            };
            alert(frame, messages.settings_unreadable, details)
        }
        SiteFault::ListFetch(error) => {
            fetch_alert(frame, messages.list_failed, std::slice::from_ref(error))
        }
        SiteFault::ListRefused { address, reason } => {
            let details = html! {
                <p><a href={address.clone()}>{ address }</a>{ format!(": {reason}") }</p>
            };
            alert(frame, messages.list_failed, details)
        }
    }
}
