//! Posts that no reader will see, and posts that stand in each other's way.

use std::collections::{HashMap, HashSet};
use std::fs;

use inkfold_core::blog::Blog;
use inkfold_core::date::TimeZone;
use inkfold_core::post::{Post, Status};
use inkfold_core::route::Route;
use inkfold_core::site::{Routing, Site};

use super::facts::Facts;
use super::finding::{Finding, Place};
use super::keys::place_of;
use crate::aliases;
use crate::content::{Content, is_markdown};
use crate::pages::folder_of;
use crate::source::{By, Moved, moved};

/// Why `post` will never be shown, if that is so.
pub(super) fn never(post: &Post, facts: &Facts, now: i64, zone: &dyn TimeZone) -> Option<Finding> {
    let keys = &post.front_matter;
    let instants = keys.publish_date.zip(keys.unpublish_date);
    let (names, message): (&[&str], _) = match post.status(now, zone) {
        Status::Expired => {
            let since = keys.unpublish_date.map(|date| date.to_string());
            let since = since.unwrap_or_default();
            (
                &["unpublishdate", "expirydate"],
                format!("this post was shown until {since}, and will not be again"),
            )
        }
        Status::Draft if keys.publish_date.is_some() => (
            &["published", "draft"],
            "a draft stays one: `publish_date` does not publish it while this is here".to_owned(),
        ),
        Status::Scheduled
            if instants.is_some_and(|(on, off)| off.instant(zone) <= on.instant(zone)) =>
        {
            (
                &["unpublishdate", "expirydate"],
                "this is not after `publish_date`, so the post is never shown".to_owned(),
            )
        }
        _ => return None,
    };
    let place = place_of(&facts.keys, names).unwrap_or(Place::START);
    Some(Finding::warning(&post.path, place, message))
}

/// Posts whose address is another's; `place` tells where a post says what its
/// own is.
pub(super) fn addresses(blog: &Blog, site: &Site, place: &dyn Fn(&str) -> Place) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Moved { entry, wanted, by } in moved(blog, site) {
        let path = &entry.post.path;
        let address = &entry.address;
        let message = match by {
            By::Post => {
                let first = blog.at(&wanted).map(|first| first.post.path.as_str());
                let first = first.unwrap_or("another post");
                format!(
                    "{first} has the address /{wanted}/ as well, so this post is at /{address}/"
                )
            }
            By::Site => format!(
                "at /{wanted}/ the site has something of its own, so this post is at /{address}/"
            ),
        };
        findings.push(Finding::warning(path, place(path), message));
    }
    for entry in blog.entries() {
        let path = &entry.post.path;
        if folder_of(&entry.route()).is_none() {
            let address = &entry.address;
            let message = format!(
                "at /{address}/ the blog shows something else; give the post another `slug`"
            );
            findings.push(Finding::error(path, place(path), message));
        }
    }
    findings
}

/// Aliases that lead nowhere; `facts` are those of the posts' files, by path.
pub(super) fn aliases(blog: &Blog, site: &Site, facts: &HashMap<&str, &Facts>) -> Vec<Finding> {
    let pages = match site.routing {
        Routing::Path => blog.routes(site.posts_per_page),
        Routing::Hash => vec![Route::Newest(1)],
    };
    let of = |path: &str| facts.get(path).map_or(&[][..], |facts| &facts.aliases);
    let refused = aliases::of(blog, of, &pages)
        .into_iter()
        .filter_map(|alias| {
            let sentence = alias.address.err()?;
            let path = &alias.entry.post.path;
            let keys = facts.get(path.as_str()).map(|facts| facts.keys.as_slice());
            let names = ["aliases", "alias", "redirectfrom", "routes"];
            let place = place_of(keys.unwrap_or_default(), &names).unwrap_or(Place::START);
            let message = format!("the alias `{}` {sentence}", alias.written);
            Some(Finding::warning(path, place, message))
        });
    refused.collect()
}

/// Markdown files beside posts that are none themselves, since nothing names
/// them. `posts` are the paths of those that are.
pub(super) fn unlisted(content: &Content, posts: &HashSet<&str>) -> Vec<Finding> {
    let mut folders: HashSet<&str> = HashSet::new();
    for path in posts {
        match above(path).next() {
            None => drop(folders.insert("")),
            Some(_) => folders.extend(above(path)),
        }
    }
    let beside = |path: &str| match above(path).next() {
        None => folders.contains(""),
        Some(_) => above(path).any(|folder| folders.contains(folder)),
    };
    let candidates = content.paths().filter(|path| {
        is_markdown(path.as_ref())
            && Post::can_be_at(path)
            && !posts.contains(path.as_str())
            && beside(path)
    });
    let is_list = |path: &str| {
        let bytes = content.locate(path).and_then(|file| fs::read(file).ok());
        bytes.is_some_and(|bytes| Post::read_whole(path, &bytes).1.is_list())
    };
    let unlisted = candidates.filter(|path| !is_list(path));
    let finding = |path: String| {
        let message = "nothing under `posts` in site.yaml names this file, so it is not shown";
        Finding::warning(&path, Place::START, message.to_owned())
    };
    unlisted.map(finding).collect()
}

/// The folders that a file lies in, the nearest first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/')
        .filter_map(|(at, _)| path.get(..at))
}
