//! Where a page is shown once it is drawn.

use yew::Context;

use super::App;
use crate::head;
use crate::navigation::{Arrival, Place};

impl App {
    /// Goes on where the reader is on a page that was there before the app.
    pub(super) fn take_over(&mut self, ctx: &Context<Self>) {
        let Some(begun) = self.begun.take() else {
            return;
        };
        begun.go_on(&ctx.props().element);
        // The boot script has found a kept place and the browser, if it could,
        // a fragment. Since then the reader may have left it.
        let Some(Arrival::Opened(place)) = self.arrival.take() else {
            return;
        };
        match &place {
            Place::Offset(_) => self.navigation.stay_at(place),
            Place::Element(_) if begun.has_focus() => {}
            Place::Element(id) if begun.has_moved() => self.navigation.go_on_from(id),
            Place::Element(_) => self.navigation.scroll_to(&place),
            Place::Top => {}
        }
    }

    pub(super) fn arrives_at_top(&self) -> bool {
        matches!(
            self.arrival,
            Some(
                Arrival::Opened(Place::Top)
                    | Arrival::Followed(Place::Top)
                    | Arrival::Returned(Place::Top)
            )
        )
    }

    /// Shows the page where the reader expects it and tells those who cannot
    /// see that it changed.
    pub(super) fn settle(&mut self, ctx: &Context<Self>, title: &str) {
        let Some(arrival) = self.arrival.take() else {
            return;
        };
        match arrival {
            Arrival::Opened(Place::Top) => {}
            Arrival::Opened(place) => self.navigation.scroll_to(&place),
            _ if !self.navigation.has_reader() => head::announce(&ctx.props().element, title),
            Arrival::Followed(place) | Arrival::Returned(place) => {
                let heading = self.frame().heading(1);
                head::focus_heading(&ctx.props().element, heading);
                self.navigation.scroll_to(&place);
                head::announce(&ctx.props().element, title);
            }
        }
    }
}
