//! Links whose words name one host and lead to another, and hosts in letters
//! that only look familiar.

use super::builder::Builder;
use super::repair::Repair;
use crate::document::{Attribute, Element, Name, Node, plain_text};
use crate::link::Link;

/// Ends of names that are hosts even where no `www.` or `https://` says so. A
/// file's name is none: `README.md`, `node.js`.
const ENDS: [&str; 16] = [
    "app", "bank", "br", "cn", "com", "de", "dev", "edu", "gov", "info", "io", "net", "org", "ru",
    "shop", "uk",
];

impl Builder<'_> {
    /// Shows where `link` leads if its words say otherwise.
    pub(super) fn check_host(&mut self, link: &mut Element, start: usize) {
        let host = link
            .attributes
            .iter()
            .find_map(|attribute| match attribute {
                Attribute::Href(link) => link.host(),
                _ => None,
            });
        let Some(host) = host.map(str::to_owned) else {
            return;
        };
        // In its own letters it may look like another's.
        if host.split('.').any(|label| label.starts_with("xn--")) {
            add_to_title(link, &host);
        }
        let mut text = String::new();
        plain_text(&link.children, &mut text);
        let Some(said) = host_in(text.trim()) else {
            return;
        };
        if !is_within(&said, &host) && !is_within(&host, &said) {
            link.children.push(Node::Text(format!(" ({host})")));
            self.nodes += 1;
            let text: String = text.trim().chars().take(60).collect();
            self.repairs.note(start, Repair::LookAlike { text, host });
        }
    }
}

fn add_to_title(link: &mut Element, host: &str) {
    for attribute in &mut link.attributes {
        if let Attribute::Plain(Name::Title, title) = attribute {
            title.push_str(" – ");
            title.push_str(host);
            return;
        }
    }
    let title = Attribute::Plain(Name::Title, host.to_owned());
    link.attributes.push(title);
}

/// Whether `host` is `domain` or lies in it.
fn is_within(host: &str, domain: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let (host, domain) = (bare(host), bare(domain));
    host == domain
        || host
            .strip_suffix(&domain)
            .is_some_and(|rest| rest.ends_with('.'))
}

/// The host that a reader takes `text` for.
fn host_in(text: &str) -> Option<String> {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme));
    let rest = text.get(scheme.map_or(0, str::len)..)?;
    let end = rest.find(|letter: char| letter.is_whitespace() || "/?#:@\\".contains(letter));
    let host = rest.get(..end.unwrap_or(rest.len()))?;
    let (_, top) = host.trim_end_matches('.').rsplit_once('.')?;
    let alone = !text.contains(char::is_whitespace);
    let known = ENDS.iter().any(|end| top.eq_ignore_ascii_case(end));
    if scheme.is_none() && !lower.starts_with("www.") && !(alone && known) {
        return None;
    }
    Link::parse(&format!("http://{host}"))?
        .host()
        .map(str::to_owned)
}
