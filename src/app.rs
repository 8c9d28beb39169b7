//! The app itself: answers and clicks come in, a screen goes out.

mod arrival;
mod files;
mod next;
mod widget;

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use inkfold_core::route::Route;
use js_sys::Function;
use web_sys::Element;
use yew::{Component, Context, Html};

use crate::announced::Announced;
use crate::article::Article;
use crate::cards::Cards;
use crate::components::page::{page, part};
use crate::fetch::FetchError;
use crate::head::{self, Head};
use crate::history::History;
use crate::intl::{self, BrowserZone};
use crate::library::Library;
use crate::math::{self, Formulas};
use crate::navigation::{Arrival, Heard, Navigation};
use crate::pages::{self, ByAndBy, Frame};
use crate::reading::Reading;
use crate::screen::Screen;
use crate::slice::{self, Slice};
use crate::takeover::Begun;
use crate::widget::{Walk, Widget};
use inkfold_core::address::Root;
use next::Next;

/// How long a page waits for what is slow, in milliseconds.
const PATIENCE: u32 = 1_500;

/// How long the app sleeps until it looks at the clock again, in seconds.
/// Browsers count no more than 24 days.
const LONGEST_SLEEP: i64 = 24 * 60 * 60;

/// Where the app runs.
#[derive(Clone, PartialEq, yew::Properties)]
pub struct Properties {
    /// The element it is drawn into.
    pub element: Element,
    /// Whose page that is in.
    pub stage: Stage,
    /// Promises the module that reads raw files.
    pub load_reader: Function,
    /// Promises the module that typesets formulas.
    pub load_math: Function,
}

/// Whose page the app is in.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// The blog's own.
    Page {
        /// The article that stands there.
        article: Option<Element>,
        /// What the reader has begun on the page that stands there.
        begun: Begun,
        /// The blog's root.
        root: Root,
    },
    /// Somebody else's.
    Widget(Rc<Widget>),
}

/// What happens to the app.
pub enum Message {
    /// `site.yaml` is here, or not.
    Site(Result<Vec<u8>, FetchError>),
    /// A post is here, or not.
    Post(String, Result<Vec<u8>, FetchError>),
    /// The module that reads raw files is here, or not.
    Reader(Result<Rc<dyn Reading>, FetchError>),
    /// The module that typesets formulas is here, or not.
    Math(Option<math::Script>),
    /// The reader did something.
    Heard(Heard),
    /// A page has waited long enough.
    Impatient,
    /// A post may have come or gone by now.
    Later,
    /// There is time for another slice of what takes long.
    Idle,
}

/// The module that reads raw files, until it is here.
enum Reader {
    /// Nobody needs it yet.
    Unasked,
    /// On its way.
    Loading,
    /// Not to be had.
    Failed(FetchError),
}

/// The state of the app.
pub struct App {
    navigation: Rc<dyn Navigation>,
    /// What is asked for in a page of somebody else.
    widget: Option<Rc<Widget>>,
    /// What that page was told last.
    told: Option<(Route, Option<&'static str>)>,
    library: Library,
    route: Route,
    screen: Screen,
    article: Article,
    cards: Cards,
    /// Files that may have changed since the page was built.
    unchecked: Vec<FetchError>,
    reader: Reader,
    formulas: Formulas,
    /// Raw files that wait to be read.
    unread: Vec<Message>,
    /// What the reader has begun, until the app shows a page.
    begun: Option<Begun>,
    /// Where to show the page, once there is one.
    arrival: Option<Arrival>,
    /// Whether the browser's copies are to be checked against the server.
    again: bool,
    /// The files of a drawn page for which that was done.
    asked_again: Vec<String>,
    /// Whether what is shown may still change by what the host says.
    is_checking: bool,
    /// Whether the page that is to be shown has yet to be read, or its formulas
    /// to be typeset.
    is_pending: bool,
    /// Until what is slow has been waited for.
    patience: Option<Timeout>,
    /// Until the next post comes or goes.
    alarm: Option<Timeout>,
    /// Until the next slice of what takes long.
    pause: Option<Timeout>,
}

impl Component for App {
    type Message = Message;
    type Properties = Properties;

    fn create(ctx: &Context<Self>) -> Self {
        let Properties { element, stage, .. } = ctx.props();
        let link = ctx.link().clone();
        let heard = Rc::new(move |heard| link.send_message(Message::Heard(heard)));
        let mut app = match stage {
            Stage::Page {
                article,
                begun,
                root,
            } => {
                let history = History::new(element, root.clone(), heard);
                let hint = head::announced_post().map(|path| (history.route(), path));
                let library = Library::new(intl::now(), head::said_by_page(), hint);
                let mut app = Self::of(Rc::new(history), library);
                app.begun = Some(begun.clone());
                if head::has_catalog() {
                    app.library.expect_catalog();
                }
                if let Some(announced) = head::announced() {
                    app.announce(announced, article.as_ref());
                }
                app
            }
            Stage::Widget(widget) => {
                let walk = Rc::new(Walk::new(element, widget, heard));
                Self::of_widget(Rc::clone(widget), walk)
            }
        };
        if !app.library.is_announced(&app.route) {
            app.load_reader(ctx);
        }
        app.screen = app.library.screen(&app.route);
        app.is_checking = app.library.is_checking(&app.route);
        app.be_patient(ctx);
        if !app.library.has_site() {
            app.fetch_site(ctx);
        }
        app.fetch_posts(ctx);
        app.set_alarm(ctx);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match self.take_in(ctx, message) {
            Next::Nothing => false,
            Next::Slice => self.draw_on(ctx),
            Next::Page => self.look_again(ctx),
        }
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        if !self.screen.has_cards() {
            self.cards.forget();
        }
        match &self.widget {
            None => page(&self.frame(), &self.screen),
            Some(_) => part(&self.frame(), &self.screen),
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let element = &ctx.props().element;
        if first && self.library.is_as_built(&self.route) {
            self.take_over(ctx);
        }
        if self.screen.is_settled() {
            if let Some(begun) = self.begun.take() {
                begun.type_on(element);
            }
            let title = head::title(&self.frame(), &self.screen);
            if self.widget.is_none() {
                Head::of(&self.frame(), &self.screen).apply();
            }
            let is_whole = self.screen.is_whole() && self.is_drawn();
            if is_whole || self.arrives_at_top() {
                self.settle(ctx, &title);
            }
        }
        // Last, so that whoever waits for it finds the page as it stays.
        let state = match self.is_checking || !self.is_drawn() {
            true => "loading",
            false => self.screen.state(),
        };
        let _ = element.set_attribute("data-state", state);
        if !self.is_drawn() {
            self.pause(ctx);
        } else if self.screen.is_settled() {
            match self.widget {
                None => head::say_ready(element),
                Some(_) if self.screen.is_whole() => self.tell(element),
                Some(_) => {}
            }
        }
        if self.formulas.wants_module() {
            let loading = math::load(ctx.props().load_math.clone());
            ctx.link()
                .send_future(async move { Message::Math(loading.await) });
        }
    }
}

impl App {
    /// One that has nothing yet.
    fn of(navigation: Rc<dyn Navigation>, library: Library) -> Self {
        Self {
            begun: None,
            arrival: Some(navigation.opened()),
            library,
            route: navigation.route(),
            navigation,
            widget: None,
            told: None,
            screen: Screen::Loading,
            article: Article::default(),
            cards: Cards::default(),
            unchecked: Vec::new(),
            reader: Reader::Unasked,
            formulas: Formulas::default(),
            unread: Vec::new(),
            again: false,
            asked_again: Vec::new(),
            is_checking: true,
            is_pending: false,
            patience: None,
            alarm: None,
            pause: None,
        }
    }

    fn frame(&self) -> Frame<'_> {
        let site = self.library.site();
        Frame {
            root: self.navigation.root(),
            widget: self.widget.as_deref(),
            can_return: self.navigation.can_return(),
            language: match self.widget.as_ref().and_then(|it| it.language.clone()) {
                Some(language) => language,
                None => self.screen.language(&site),
            },
            site,
            blog: self.library.blog(),
            names: Rc::default(),
            reading: self.library.reading(),
            by_and_by: Some(ByAndBy {
                article: &self.article,
                cards: &self.cards,
                slice: match self.arrives_at_top() || self.arrival.is_none() {
                    true => Slice::begin(),
                    false => Slice::long(),
                },
            }),
            formulas: &self.formulas,
            unchecked: &self.unchecked,
            route: &self.route,
        }
    }

    /// Whether the page is drawn to its end.
    fn is_drawn(&self) -> bool {
        match self.screen {
            Screen::Post(_) => self.article.is_whole(),
            _ => !self.screen.has_cards() || self.cards.is_whole(),
        }
    }

    /// Draws another slice of the page; whether Yew has to draw as well.
    fn draw_on(&mut self, ctx: &Context<Self>) -> bool {
        if self.screen.has_cards() {
            return !self.is_drawn();
        }
        pages::draw_on(&self.frame(), &self.screen);
        let is_drawn = self.is_drawn();
        if !is_drawn {
            self.pause(ctx);
        }
        is_drawn
    }

    /// Lets the browser do what else there is, then goes on.
    fn pause(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        let go_on = move || link.send_message(Message::Idle);
        self.pause = Some(Timeout::new(slice::PAUSE, go_on));
    }

    /// Takes in what the page brought with it, where it may be shown: `article`
    /// stands on it.
    fn announce(&mut self, announced: Announced, article: Option<&Element>) {
        let zone = BrowserZone::new(&announced.site.timezone);
        let now = intl::now();
        if announced.may_be_shown(now, &zone) {
            self.navigation.set_routing(announced.site.routing);
            self.route = self.navigation.route();
            if let (Screen::Post(screen), Some(element)) = (&announced.screen, article) {
                let post = &screen.entry.post;
                if let Some(document) = post.drawn.document.get() {
                    self.article
                        .adopt(element.clone(), &post.path, Rc::clone(document));
                }
            }
            let is_stale = announced.is_over(now);
            self.library.announce(announced, is_stale);
        }
    }

    /// Starts the time that slow answers have before the others are shown.
    fn be_patient(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        self.patience = Some(Timeout::new(PATIENCE, move || {
            link.send_message(Message::Impatient);
        }));
    }

    /// Shows what the blog is by now.
    fn look_at_clock(&mut self, ctx: &Context<Self>) {
        self.library.time_is(intl::now());
        if !self.library.is_announced(&self.route) {
            self.load_reader(ctx);
        }
    }

    /// Wakes up when the next post comes or goes.
    fn set_alarm(&mut self, ctx: &Context<Self>) {
        let seconds = self
            .library
            .next_change()
            .map(|change| change - intl::now());
        let milliseconds = seconds.map(|seconds| seconds.clamp(0, LONGEST_SLEEP) * 1000);
        let link = ctx.link().clone();
        self.alarm = milliseconds
            .and_then(|milliseconds| u32::try_from(milliseconds).ok())
            .map(|time| Timeout::new(time, move || link.send_message(Message::Later)));
    }
}
