//! What the app does in a page of somebody else.

use std::rc::Rc;

use inkfold_core::date::Utc;
use inkfold_core::route::Route;
use web_sys::Element;

use super::App;
use crate::intl;
use crate::library::Library;
use crate::widget::{Kind, Walk, Widget, events};

impl App {
    /// One that shows what an element asks for.
    pub(super) fn of_widget(widget: Rc<Widget>, walk: Rc<Walk>) -> Self {
        let hint = widget.post.clone().map(|path| (widget.route(), path));
        let mut library = Library::new(intl::now(), widget.provisional(), hint);
        match widget.is_alone {
            // Nobody has settings for it, nor a list with it in.
            true => {
                let mut site = widget.provisional();
                site.posts.clear();
                library.site_arrived(site, Box::new(Utc));
            }
            false => library.expect_catalog(),
        }
        let mut app = Self::of(walk, library);
        app.widget = Some(widget);
        app
    }

    /// Once it is read, a post says at which address of its blog it is: its
    /// links lead there.
    pub(super) fn find_own_address(&mut self) {
        let is_post = |widget: &Rc<Widget>| widget.kind == Kind::Post;
        let Some(path) = self
            .widget
            .as_ref()
            .filter(|it| is_post(it))
            .and_then(|it| it.post.clone())
        else {
            return;
        };
        if let Some(address) = self.library.own_address(&path) {
            let route = Route::Post(address);
            if route != self.route {
                self.library.is_at(route.clone(), path);
                self.navigation.is_at(route.clone());
                if let Some((told, _)) = &mut self.told {
                    told.clone_from(&route);
                }
                self.route = route;
            }
        }
    }

    /// Tells the page around what has become of the element, once.
    pub(super) fn tell(&mut self, element: &Element) {
        let asked = self.navigation.root().href(&self.route);
        let failure = events::reason(&self.screen, &asked);
        let now = (
            self.route.clone(),
            failure.as_ref().map(|(reason, _)| *reason),
        );
        if self.told.as_ref() == Some(&now) {
            return;
        }
        self.told = Some(now);
        match failure {
            None => events::ready(element),
            Some(failure) => events::failed(element, &failure),
        }
    }
}
