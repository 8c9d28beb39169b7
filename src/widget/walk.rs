//! Where the reader is in a blog that stands in a page of somebody else, whose
//! address bar, history and scroll position are not ours.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use inkfold_core::address::Root;
use inkfold_core::link::decode_percent;
use inkfold_core::route::Route;
use inkfold_core::site::Routing;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, ShadowRoot, Url};

use super::{Kind, Widget, events};
use crate::history::focus;
use crate::navigation::{Arrival, Heard, Navigation, Place, clicked, named, searched};

/// How many pages lie behind the reader at most.
const LONGEST: usize = 100;

type Listener = Closure<dyn FnMut(Event)>;

/// The way of a reader through an element, as long as it is drawn.
pub struct Walk(Rc<Inner>);

struct Inner {
    element: Element,
    kind: Kind,
    /// The address of what is shown, where that is a file and no page.
    lone_file: Option<String>,
    root: RefCell<Root>,
    /// The pages before, and the one that is shown.
    pages: RefCell<Vec<Route>>,
    heard: Rc<dyn Fn(Heard)>,
    /// What listens to the element, which goes when this does.
    listeners: RefCell<Vec<Listener>>,
}

impl Walk {
    /// Takes over links, search and buttons inside `element`. `heard` is told
    /// of all the reader does.
    pub fn new(element: &Element, widget: &Widget, heard: Rc<dyn Fn(Heard)>) -> Self {
        let inner = Rc::new(Inner {
            element: element.clone(),
            kind: widget.kind,
            lone_file: widget.lone_file(),
            root: RefCell::new(widget.root.clone()),
            pages: RefCell::new(vec![widget.route()]),
            heard,
            listeners: RefCell::default(),
        });
        inner.listen("click", Inner::clicked);
        inner.listen("submit", Inner::submitted);
        Self(inner)
    }
}

impl Inner {
    fn listen(self: &Rc<Self>, kind: &str, heard: fn(&Self, &Event)) {
        let walk: Weak<Self> = Rc::downgrade(self);
        let closure = Listener::new(move |event| {
            if let Some(walk) = walk.upgrade() {
                heard(&walk, &event);
            }
        });
        let function = closure.as_ref().unchecked_ref();
        let _ = (self.element).add_event_listener_with_callback(kind, function);
        self.listeners.borrow_mut().push(closure);
    }

    fn route(&self) -> Route {
        let pages = self.pages.borrow();
        pages.last().cloned().unwrap_or(Route::Newest(1))
    }

    fn clicked(&self, event: &Event) {
        let controls = "a[href], button[name=retry], button[name=back]";
        let Some(control) = clicked(event, controls) else {
            return;
        };
        let Some(href) = control.get_attribute("href") else {
            return match control.get_attribute("name").as_deref() {
                Some("back") => self.return_to_page_before(),
                _ => (self.heard)(Heard::Retry),
            };
        };
        if let Some(heard) = self.follow(event, &href) {
            (self.heard)(heard);
        }
    }

    fn submitted(&self, event: &Event) {
        let route = searched(event);
        let href = route.map(|route| self.root.borrow().href(&route));
        if let Some(heard) = href.and_then(|href| self.follow(event, &href)) {
            (self.heard)(heard);
        }
    }

    /// Goes where `href` leads, if that is in the element; else the browser
    /// goes. The page around may have other plans.
    fn follow(&self, event: &Event, href: &str) -> Option<Heard> {
        let url = Url::new(href).ok()?;
        let hash = url.hash();
        let fragment = hash.strip_prefix('#').unwrap_or_default();
        let address = format!("{}{}{}", url.origin(), url.pathname(), url.search());
        let located = self.root.borrow().locate(&address, fragment);
        let place_here = match &located {
            Some((route, Some(id))) if *route == self.route() => Some(id.as_str()),
            None if self.lone_file.as_ref() == Some(&address) => Some(fragment),
            _ => None,
        };
        if let Some(id) = place_here.filter(|id| !id.is_empty()) {
            event.prevent_default();
            self.show(&decode_percent(id));
            return None;
        }
        if !events::may_follow(&self.element, &url.href()) {
            event.prevent_default();
            return None;
        }
        let (route, id) = located.filter(|_| self.kind == Kind::Blog)?;
        event.prevent_default();
        let mut pages = self.pages.borrow_mut();
        if pages.last() != Some(&route) {
            pages.push(route.clone());
        }
        if pages.len() > LONGEST {
            pages.remove(0);
        }
        let place = id.map_or(Place::Top, |id| Place::Element(decode_percent(&id)));
        Some(Heard::Moved(route, Arrival::Followed(place)))
    }

    fn return_to_page_before(&self) {
        let mut pages = self.pages.borrow_mut();
        if pages.len() > 1 {
            pages.pop();
        }
        drop(pages);
        let arrival = Arrival::Returned(Place::Top);
        (self.heard)(Heard::Moved(self.route(), arrival));
    }

    fn show(&self, id: &str) {
        if let Some(element) = named(&self.element, id) {
            element.scroll_into_view();
            if let Some(element) = element.dyn_ref::<HtmlElement>() {
                focus(element);
            }
        }
    }
}

impl Navigation for Walk {
    fn root(&self) -> Root {
        self.0.root.borrow().clone()
    }

    fn set_routing(&self, routing: Routing) {
        self.0.root.borrow_mut().routing = routing;
    }

    fn route(&self) -> Route {
        self.0.route()
    }

    fn opened(&self) -> Arrival {
        Arrival::Opened(Place::Top)
    }

    fn staying(&self) -> Arrival {
        Arrival::Followed(Place::Offset(0))
    }

    /// Moves the page around only where the reader would see nothing of what
    /// they have asked for.
    fn scroll_to(&self, place: &Place) {
        match place {
            Place::Top if self.0.element.get_bounding_client_rect().top() < 0.0 => {
                self.0.element.scroll_into_view();
            }
            Place::Top | Place::Offset(_) => {}
            Place::Element(id) => self.0.show(id),
        }
    }

    fn is_at(&self, route: Route) {
        self.0.pages.replace(vec![route]);
    }

    fn stay_at(&self, _place: Place) {}

    fn go_on_from(&self, _id: &str) {}

    /// Not if they have gone on to something of the page around.
    fn has_reader(&self) -> bool {
        let root = self.0.element.get_root_node();
        let host = root.dyn_ref::<ShadowRoot>().map(ShadowRoot::host);
        let active = gloo_utils::document().active_element();
        active.is_none_or(|active| active.local_name() == "body" || host == Some(active))
    }

    fn can_return(&self) -> bool {
        self.0.pages.borrow().len() > 1
    }
}
