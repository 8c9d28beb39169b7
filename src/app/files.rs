//! The files of the blog: fetched, read, and handed to the library.

use inkfold_core::catalog::is_reserved;
use inkfold_core::diagnostic::Diagnostic;
use inkfold_core::site::Site;
use yew::Context;

use super::{App, Message, Reader};
use crate::fetch;
use crate::intl::BrowserZone;
use crate::library::SETTINGS;
use crate::reading::Module;
use crate::screen::SiteFault;

impl App {
    /// Reads a raw file, now or when there is somebody to read it.
    pub(super) fn take_file(&mut self, ctx: &Context<Self>, message: Message) {
        let (path, answer) = match &message {
            Message::Site(answer) => (SETTINGS, answer),
            Message::Post(path, answer) => (path.as_str(), answer),
            _ => return,
        };
        let is_news = self.library.is_news(path, answer);
        if is_news && answer.is_ok() && !self.asked_again.iter().any(|asked| asked == path) {
            // The page may be newer than a copy that the browser kept.
            self.again = true;
            self.asked_again.push(path.to_owned());
            return match &message {
                Message::Post(path, _) => self.fetch_post(ctx, path.clone()),
                _ => self.fetch_site(ctx),
            };
        }
        self.library.checked(path, is_news);
        if is_news {
            self.load_reader(ctx);
        }
        let is_here = matches!(message, Message::Site(Ok(_)) | Message::Post(_, Ok(_)));
        if is_here && matches!(self.reader, Reader::Unasked) {
            // Nobody needs it yet; what the page brought is shown.
            return self.unread.push(message);
        }
        let reading = self.library.reading().cloned();
        let answer = match (&message, reading) {
            (Message::Site(Ok(bytes)) | Message::Post(_, Ok(bytes)), Some(reading)) => {
                Ok((bytes, reading))
            }
            (Message::Site(Err(error)) | Message::Post(_, Err(error)), _) => Err(error.clone()),
            _ => match &self.reader {
                Reader::Failed(error) => Err(error.clone()),
                _ => return self.unread.push(message),
            },
        };
        if let Message::Post(path, _) = &message {
            if is_reserved(path) {
                let answer = answer.map(|(bytes, _)| bytes.as_slice());
                return self.library.catalog_arrived(path, answer);
            }
            let post = answer.map(|(bytes, reading)| reading.post(path, bytes));
            return self.library.post_arrived(path, post);
        }
        match answer {
            Ok((bytes, reading)) => self.take_site(ctx, reading.site(bytes)),
            Err(error) => self.library.site_failed(SiteFault::Fetch(error)),
        }
    }

    fn take_site(&mut self, ctx: &Context<Self>, answer: Result<Site, Diagnostic>) {
        match answer {
            Ok(mut site) => {
                if let Some(widget) = &self.widget {
                    widget.adapt(&mut site);
                    self.library.list_at_most(widget.most(&site));
                }
                self.navigation.set_routing(site.routing);
                let route = self.navigation.route();
                if route != self.route {
                    // The address stands after the hash.
                    self.route = route;
                    self.arrival = Some(self.navigation.opened());
                }
                let zone = Box::new(BrowserZone::new(&site.timezone));
                self.library.site_arrived(site, zone);
                self.be_patient(ctx);
            }
            Err(diagnostic) => self.library.site_failed(SiteFault::Unreadable {
                address: self.navigation.root().content(SETTINGS),
                diagnostic,
            }),
        }
    }

    pub(super) fn load_reader(&mut self, ctx: &Context<Self>) {
        if let Reader::Unasked = self.reader {
            self.reader = Reader::Loading;
            let loading = Module::load(ctx.props().load_reader.clone(), self.navigation.root());
            ctx.link()
                .send_future(async move { Message::Reader(loading.await) });
        }
    }

    pub(super) fn fetch_site(&self, ctx: &Context<Self>) {
        let address = self.navigation.root().content(SETTINGS);
        let again = self.again;
        ctx.link()
            .send_future(async move { Message::Site(fetch::bytes(&address, again).await) });
    }

    pub(super) fn fetch_posts(&mut self, ctx: &Context<Self>) {
        self.library.look_up(&self.route);
        let wanted = self.library.wanted(&self.route);
        self.fetch_all(ctx, wanted);
    }

    /// Fetches more of the listed posts, whatever is shown.
    pub(super) fn fetch_rest(&mut self, ctx: &Context<Self>) {
        let wanted = self.library.wanted_of_list();
        self.fetch_all(ctx, wanted);
    }

    fn fetch_all(&mut self, ctx: &Context<Self>, paths: Vec<String>) {
        for path in paths {
            self.library.post_asked(&path);
            self.fetch_post(ctx, path);
        }
    }

    fn fetch_post(&self, ctx: &Context<Self>, path: String) {
        let mut address = self.navigation.root().content(&path);
        if let Some(widget) = &self.widget {
            address += widget.query(&path);
        }
        let again = self.again || self.library.is_asked_again(&path);
        ctx.link().send_future(async move {
            let answer = fetch::bytes(&address, again).await;
            Message::Post(path, answer)
        });
    }
}
