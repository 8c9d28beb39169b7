//! Where the menu of `site.yaml` leads.

use inkfold_core::diagnostic::Position;
use inkfold_core::link::{Link, decode_percent};
use inkfold_core::reserved;

use super::finding::{Finding, Place};
use super::links::{Fault, Links};
use super::settings::Settings;
use crate::source::SETTINGS;

/// Entries of the menu that lead nowhere.
pub(super) fn check(settings: &Settings, links: &Links<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut rest = settings.rest_from("navigation");
    for entry in &settings.site.navigation {
        let place = next_href(&mut rest, &entry.href);
        let place = place.unwrap_or_else(|| settings.place_of_key("navigation"));
        findings.extend(match fault(&entry.href, links) {
            None => None,
            Some(Fault::Dead(message)) => Some(Finding::error(SETTINGS, place, message)),
            Some(Fault::Poor(message)) => Some(Finding::warning(SETTINGS, place, message)),
        });
    }
    findings
}

fn fault(href: &str, links: &Links<'_>) -> Option<Fault> {
    match Link::parse(href) {
        Some(Link::Absolute(_)) => return None,
        Some(Link::Relative(_)) => {}
        Some(Link::Fragment(_) | Link::Post { .. }) | None => {
            let message =
                format!("`{href}` is no address of a page; it leads to the start of the blog");
            return Some(Fault::Dead(message));
        }
    }
    let address = links.root.href_from_root(href);
    let (path, fragment) = address.split_once('#').unwrap_or((&address, ""));
    let named = decode_percent(path.trim_start_matches('/'));
    let Some((route, place)) = links.root.locate(path, fragment) else {
        let named = named.split('?').next().unwrap_or(&named);
        return match named.strip_prefix("content/") {
            Some(file) => links.raw_file(file).err(),
            // Feeds, for one.
            None if reserved::is_own(named) => None,
            None => Some(links.not_there(named)),
        };
    };
    let named = match fragment.strip_prefix('/') {
        Some(named) => named,
        None => &named,
    };
    let found = links.page(named, &route).map(|entry| entry.zip(place));
    match found {
        Ok(Some((entry, place))) => links.place(&entry.post.path, &decode_percent(&place)).err(),
        Ok(None) => None,
        Err(fault) => Some(fault),
    }
}

/// The lines of a text that have not been looked at.
pub(super) struct Rest<'a> {
    /// The first of them.
    pub(super) line: usize,
    /// How many letters of it have been.
    pub(super) column: usize,
    pub(super) text: &'a str,
}

/// The next place where `href` stands as the value of a key of that name.
fn next_href(rest: &mut Rest<'_>, href: &str) -> Option<Place> {
    let key = rest.text.find("href")?;
    let value = rest.text.get(key..)?.find(href)?;
    let start = key + value;
    let before = rest.text.get(..start)?;
    let column = match before.rsplit_once('\n') {
        Some((_, line)) => line.chars().count(),
        None => rest.column + before.chars().count(),
    };
    let line = rest.line + before.matches('\n').count();
    let length = href.chars().count();
    *rest = Rest {
        line,
        column: column + length,
        text: rest.text.get(start + href.len()..)?,
    };
    Some(Place {
        position: Position {
            line,
            column: column + 1,
        },
        length: length.max(1),
    })
}
