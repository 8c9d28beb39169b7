//! What follows from what happens: whether the page is drawn anew.

use std::rc::Rc;

use yew::Context;

use super::{App, Message, Reader};
use crate::navigation::Heard;
use crate::pages;
use crate::screen::Screen;
use crate::slice::Slice;
use crate::widget::Widget;

/// What a message leads to.
pub(super) enum Next {
    Nothing,
    /// Another slice of the page that is drawn.
    Slice,
    /// A look at what the page is to show.
    Page,
}

impl App {
    /// Takes a message in.
    pub(super) fn take_in(&mut self, ctx: &Context<Self>, message: Message) -> Next {
        match message {
            Message::Site(_) => self.take_file(ctx, message),
            Message::Post(..) => {
                self.take_file(ctx, message);
                let is_shown = self.screen.is_settled();
                if self.library.is_gathering(&self.route, is_shown) {
                    self.fetch_rest(ctx);
                    self.stay_patient(ctx);
                    return Next::Nothing;
                }
            }
            Message::Reader(answer) => {
                match answer {
                    Ok(reading) => self.library.read_by(reading),
                    Err(error) => self.reader = Reader::Failed(error),
                }
                for message in std::mem::take(&mut self.unread) {
                    self.take_file(ctx, message);
                }
            }
            Message::Math(script) => {
                self.is_pending |= script.is_some();
                self.formulas.loaded(script);
            }
            Message::Heard(Heard::Moved(route, arrival)) => {
                self.route = route;
                self.begun = None;
                self.arrival = Some(arrival);
                self.formulas.forget_failure();
                self.look_at_clock(ctx);
            }
            Message::Later => self.look_at_clock(ctx),
            Message::Idle if self.is_pending || self.library.is_searching(&self.route) => {}
            Message::Idle => return Next::Slice,
            Message::Heard(Heard::Retry) => {
                self.again = true;
                // The button goes, and the focus it has with it.
                self.arrival = Some(self.navigation.staying());
                self.formulas.forget_failure();
                if let Reader::Failed(_) = self.reader {
                    self.reader = Reader::Unasked;
                    self.load_reader(ctx);
                }
                if self.library.forget_failures() {
                    self.fetch_site(ctx);
                }
                self.be_patient(ctx);
            }
            Message::Impatient => {
                self.patience = None;
                self.library.lose_patience();
            }
        }
        Next::Page
    }

    /// Looks what the page is to show by now, and whether it is drawn anew.
    pub(super) fn look_again(&mut self, ctx: &Context<Self>) -> bool {
        self.find_own_address();
        self.fetch_posts(ctx);
        self.stay_patient(ctx);
        self.set_alarm(ctx);
        let slice = Slice::begin();
        self.library.search(&self.route, &|| slice.is_over());
        if self.library.is_searching(&self.route) {
            self.pause(ctx);
        }
        let screen = self.find_screen(ctx);
        if !pages::read(&self.frame(), &screen, Slice::begin()) {
            // To read it takes long; it is drawn apart from that. What stands
            // there meanwhile is another page.
            let _ = ctx.props().element.set_attribute("data-state", "loading");
            self.is_pending = true;
            self.pause(ctx);
            return false;
        }
        let was_unread = std::mem::take(&mut self.is_pending);
        let unchecked = self.library.unchecked(&self.route);
        let is_checking = self.library.is_checking(&self.route);
        let changed =
            screen != self.screen || unchecked != self.unchecked || is_checking != self.is_checking;
        self.is_checking = is_checking;
        self.screen = screen;
        self.unchecked = unchecked;
        // An arrival is settled after drawing, so it draws too.
        changed || was_unread || self.arrival.is_some()
    }

    /// What the page shows by now. What an element asks for may be further back.
    fn find_screen(&mut self, ctx: &Context<Self>) -> Screen {
        loop {
            let mut screen = self.library.screen(&self.route);
            let site = self.library.site();
            let is_enough = |widget: &Rc<Widget>| widget.select(&mut screen, &site);
            if self.widget.as_ref().is_none_or(is_enough) {
                return screen;
            }
            self.library.list_further();
            self.fetch_posts(ctx);
        }
    }

    /// Sees to it that posts which come one by one are shown in time.
    fn stay_patient(&mut self, ctx: &Context<Self>) {
        if self.library.is_loading() && self.patience.is_none() {
            self.be_patient(ctx);
        }
    }
}
