//! The cards of a list: drawn once, some at a time, so that a list of a
//! thousand holds nothing up.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use inkfold_core::blog::{Blog, Entry};
use inkfold_core::route::Route;
use inkfold_core::site::Site;
use yew::{Component, Context, Html, Properties, html};

use crate::components::card::cards;
use crate::pages::Frame;
use crate::screen::List;
use crate::slice::Slice;

/// How many cards are drawn together.
pub const TOGETHER: usize = 10;

/// The cards that are shown.
#[derive(Default)]
pub struct Cards {
    /// Where.
    route: RefCell<Option<Route>>,
    bundles: RefCell<Vec<Bundle>>,
    is_whole: Cell<bool>,
}

impl Cards {
    /// The cards of a list: those that are drawn, and as many more as `slice`
    /// has time for; all of them where the page brought them along. What is
    /// out of date is shown until its turn comes, so that no page becomes
    /// shorter under its reader.
    pub fn show(&self, frame: &Frame<'_>, list: &List, slice: Slice) -> Html {
        if self.route.borrow().as_ref() != Some(frame.route) {
            self.forget();
            self.route.replace(Some(frame.route.clone()));
        }
        let mut bundles = self.bundles.borrow_mut();
        let basis = Basis::of(frame);
        let wanted = list.entries.chunks(TOGETHER);
        bundles.truncate(wanted.len());
        self.is_whole.set(true);
        let mut has_drawn = false;
        for (place, entries) in wanted.enumerate() {
            let known = bundles.get_mut(place);
            let is_known = known.as_ref().is_some_and(|bundle| {
                bundle.shows(entries) && bundle.basis.serves(&basis, list.loading)
            });
            if is_known {
                continue;
            }
            if has_drawn && frame.reading.is_some() && slice.is_over() {
                self.is_whole.set(false);
                break;
            }
            has_drawn = true;
            let bundle = Bundle {
                entries: entries.to_vec(),
                drawn: Drawn(Rc::new(cards(frame, entries))),
                // Of now: the module for formulas may have failed at these.
                basis: Basis::of(frame),
            };
            match known {
                Some(known) => *known = bundle,
                None => bundles.push(bundle),
            }
        }
        let shown = bundles.iter().enumerate();
        shown
            .map(|(key, bundle)| html! { <Shown {key} drawn={bundle.drawn.clone()} /> })
            .collect()
    }

    /// Forgets them, since they are not shown any more.
    pub fn forget(&self) {
        self.route.take();
        self.bundles.take();
        self.is_whole.set(true);
    }

    /// Whether all of them are drawn as they are to be.
    pub fn is_whole(&self) -> bool {
        self.is_whole.get()
    }
}

/// Some cards.
struct Bundle {
    entries: Vec<Entry>,
    basis: Basis,
    drawn: Drawn,
}

impl Bundle {
    /// Whether it would be the same, drawn from `entries`. The catalogue tells
    /// of the same posts again and again.
    fn shows(&self, entries: &[Entry]) -> bool {
        let is_same = |(one, other): (&Entry, &Entry)| {
            one == other || one.address == other.address && one.post == other.post
        };
        self.entries.len() == entries.len() && self.entries.iter().zip(entries).all(is_same)
    }
}

/// What cards are drawn from besides their posts.
#[derive(Clone)]
struct Basis {
    site: Rc<Site>,
    /// Where the links in summaries lead.
    blog: Rc<Blog>,
    is_read: bool,
    is_typeset: bool,
}

impl Basis {
    fn of(frame: &Frame<'_>) -> Self {
        Self {
            site: Rc::clone(&frame.site),
            blog: Rc::clone(frame.blog),
            is_read: frame.reading.is_some(),
            is_typeset: frame.formulas.has_module(),
        }
    }

    /// Whether what was drawn from this is as if drawn from `now`. Where links
    /// lead is settled when no more posts are to come.
    fn serves(&self, now: &Self, is_loading: bool) -> bool {
        Rc::ptr_eq(&self.site, &now.site)
            && (self.is_read, self.is_typeset) == (now.is_read, now.is_typeset)
            && (is_loading || Rc::ptr_eq(&self.blog, &now.blog))
    }
}

/// Some cards as they were drawn once, equal to themselves alone.
#[derive(Clone)]
struct Drawn(Rc<Html>);

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(PartialEq, Properties)]
struct ShownProperties {
    drawn: Drawn,
}

/// Has Yew look at cards again only where they are drawn anew.
struct Shown;

impl Component for Shown {
    type Message = ();
    type Properties = ShownProperties;

    fn create(_ctx: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        Html::clone(&ctx.props().drawn.0)
    }
}
