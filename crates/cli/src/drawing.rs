//! The pages of a site as HTML, drawn by the app's own components.
//!
//! What is drawn there is for [`inkfold::prerender`]; which pages there are,
//! for [`crate::pages`].

use std::collections::HashMap;
use std::rc::Rc;

use inkfold::prerender::{Drawn, Prerender};
use inkfold_core::blog::Entry;
use inkfold_core::date::{TimeZone, Utc};
use inkfold_core::post::next_change;
use inkfold_core::route::Route;
use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;

use crate::clock::Zone;
use crate::failure::Failure;
use crate::pictures::Pictures;
use crate::source::{SETTINGS, Source};

/// A blog that can be drawn.
pub(crate) struct Drawing<'a> {
    prerender: Prerender,
    fingerprints: &'a HashMap<String, String>,
    pictures: Pictures<'a>,
    /// Yew draws in futures, though none of ours waits.
    runtime: Runtime,
    local: LocalSet,
}

impl<'a> Drawing<'a> {
    /// The blog as it is at `now` (seconds since 1970 UTC).
    pub(crate) fn new(source: &'a Source, now: i64) -> Result<Self, Failure> {
        let site = &source.site;
        let zone: Box<dyn TimeZone> = match Zone::named(&site.timezone) {
            Some(zone) => Box::new(zone),
            None => Box::new(Utc),
        };
        let until = next_change(source.posts.iter(), now, &*zone);
        let posts = source.posts.iter().cloned();
        Ok(Self {
            prerender: Prerender::new(site, posts, Rc::clone(&source.blog), now, zone, until),
            fingerprints: &source.fingerprints,
            pictures: Pictures::new(&source.content),
            runtime: Builder::new_current_thread()
                .build()
                .map_err(Failure::Server)?,
            local: LocalSet::new(),
        })
    }

    /// A post with the summary that lists show.
    pub(crate) fn card(&self, entry: &Entry) -> Entry {
        self.prerender.card(entry, &self.pictures)
    }

    /// The page at `route`, made from the posts in `files`, with addresses that
    /// begin with `root`.
    pub(crate) fn page(&self, route: &Route, root: &str, files: &[&str]) -> Option<Drawn> {
        let made_from = [SETTINGS].into_iter().chain(files.iter().copied());
        let files = made_from.filter_map(|path| {
            let fingerprint = self.fingerprints.get(path)?;
            Some((path.to_owned(), fingerprint.clone()))
        });
        let page = self
            .prerender
            .page(route, root, files.collect(), &self.pictures);
        self.local.block_on(&self.runtime, page)
    }
}
