//! Links whose words name one host and lead to another, and hosts in letters
//! that only look familiar.

use super::builder::Builder;
use super::repair::Repair;
use crate::document::{Attribute, Element, Name, Node, plain_text};
use crate::hidden::is_left_out;
use crate::link::Link;

/// Ends of names that are hosts even where no `www.` or `https://` says so. A
/// file's name is none: `README.md`, `node.js`.
const ENDS: [&str; 16] = [
    "app", "bank", "br", "cn", "com", "de", "dev", "edu", "gov", "info", "io", "net", "org", "ru",
    "shop", "uk",
];

/// Hosts of short links: what they are made from is known to be other than
/// where they lead.
const SHORT: [&str; 13] = [
    "amzn.to",
    "bit.ly",
    "buff.ly",
    "fb.me",
    "g.co",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "redd.it",
    "t.co",
    "tinyurl.com",
    "youtu.be",
];

/// Whether a host is one that shortens the addresses of others, as `t.co` does
/// on every page of quotations from Twitter.
pub(super) fn is_short(host: &str) -> bool {
    SHORT.contains(&host)
}

impl Builder<'_> {
    /// Shows where `link` leads if its words say otherwise.
    pub(super) fn check_host(&mut self, link: &mut Element, start: usize) {
        let target = link
            .attributes
            .iter()
            .find_map(|attribute| match attribute {
                Attribute::Href(Link::Absolute(address)) => Some(address.as_str()),
                _ => None,
            });
        let Some(Target { host, is_mail }) = target.and_then(Target::of) else {
            return;
        };
        // In its own letters it may look like another's.
        if host.split('.').any(|label| label.starts_with("xn--")) {
            add_to_title(link, &host);
        }
        let mut text = String::new();
        plain_text(&link.children, &mut text);
        let text = seen(&text);
        let Some(said) = host_in(&text, is_mail) else {
            return;
        };
        if !is_within(&said, &host) && !is_within(&host, &said) {
            link.children.push(Node::Text(format!(" ({host})")));
            self.nodes += 1;
            let text: String = text.chars().take(60).collect();
            self.repairs.note(start, Repair::LookAlike { text, host });
        }
    }
}

/// Whose an address is.
struct Target {
    host: String,
    is_mail: bool,
}

impl Target {
    fn of(address: &str) -> Option<Self> {
        if let Some(mail) = address.strip_prefix("mailto:") {
            let to = mail.split('?').next().unwrap_or(mail);
            let (_, domain) = to.rsplit_once('@')?;
            let host = host(domain)?;
            return Some(Self {
                host,
                is_mail: true,
            });
        }
        let host = Link::Absolute(address.to_owned()).host()?.to_owned();
        Some(Self {
            host,
            is_mail: false,
        })
    }
}

/// `text` as a reader sees it who looks for a host: without what nobody sees,
/// and without the brackets and quotation marks around it.
fn seen(text: &str) -> String {
    let is_seen = |letter: &char| {
        !is_left_out(*letter)
            && !matches!(
                letter,
                '\u{AD}'
                    | '\u{34F}'
                    | '\u{115F}'
                    | '\u{1160}'
                    | '\u{180E}'
                    | '\u{200B}'..='\u{200D}'
                    | '\u{2060}'..='\u{2064}'
                    | '\u{3164}'
                    | '\u{FE00}'..='\u{FE0F}'
                    | '\u{FEFF}'
            )
    };
    let letters = text.chars().filter(is_seen).map(|letter| match letter {
        '。' | '．' | '｡' => '.',
        letter => letter,
    });
    let text: String = letters.collect();
    let is_around = |letter: char| {
        letter.is_whitespace() || "()[]{}<>\"'`«»‹›“”„‘’‚「」『』→⇒…,;:!?.*_|–—-".contains(letter)
    };
    text.trim_matches(is_around).to_owned()
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

/// The host that a reader takes `text` for, that of a mail address in a link
/// to one.
fn host_in(text: &str, is_mail: bool) -> Option<String> {
    let head: String = text.chars().take(8).collect();
    let lower = head.to_ascii_lowercase();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme));
    let rest = text.get(scheme.map_or(0, str::len)..)?;
    let rest = match rest.rsplit_once('@') {
        Some((_, domain)) if is_mail && scheme.is_none() => domain,
        _ => rest,
    };
    let end = rest.find(|letter: char| letter.is_whitespace() || "/?#:@\\".contains(letter));
    let said = rest.get(..end.unwrap_or(rest.len()))?;
    let (_, top) = said.trim_end_matches('.').rsplit_once('.')?;
    let alone = !text.contains(char::is_whitespace);
    let known = ENDS.iter().any(|end| top.eq_ignore_ascii_case(end));
    if scheme.is_none() && !lower.starts_with("www.") && !(alone && known) {
        return None;
    }
    host(said)
}

/// `name` as it stands in an address.
fn host(name: &str) -> Option<String> {
    Link::parse(&format!("http://{name}"))?
        .host()
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Level;
    use crate::document::{Node, plain_text};
    use crate::html;
    use crate::markdown::read;

    #[test]
    fn shows_where_links_lead_that_look_like_others() {
        for (markdown, expected) in [
            (
                "https://bank.com@evil.example/",
                "https://bank.com@evil.example/ (evil.example)",
            ),
            (
                "www.bank.com@evil.example",
                "www.bank.com@evil.example (evil.example)",
            ),
            (
                "[[https://evil.example|bank.com]]",
                "bank.com (evil.example)",
            ),
            (
                "[bank.com\u{200B}](https://evil.example)",
                "bank.com\u{200B} (evil.example)",
            ),
            (
                "[(bank.com)](https://evil.example)",
                "(bank.com) (evil.example)",
            ),
            (
                "[\"ba\u{AD}nk.com\"](https://evil.example)",
                "\"ba\u{AD}nk.com\" (evil.example)",
            ),
            (
                "[bank。com](https://evil.example)",
                "bank。com (evil.example)",
            ),
            (
                "[me@bank.com](mailto:x@evil.example)",
                "me@bank.com (evil.example)",
            ),
            ("me@bank.com", "me@bank.com"),
            (
                "[me@bank.com](mailto:you@mail.bank.com?subject=a@b)",
                "me@bank.com",
            ),
            (
                "[@booking.com](https://social.example/booking.com)",
                "@booking.com",
            ),
            ("[me@bank.com](https://bank.example/contact)", "me@bank.com"),
            ("https://user@bank.com/", "https://user@bank.com/"),
        ] {
            let nodes: Vec<Node> = read(markdown).nodes().cloned().collect();
            let mut text = String::new();
            plain_text(&nodes, &mut text);
            assert_eq!(text, expected, "{markdown}");
        }
        for bare in [
            "https://аррӏе.com/",
            "www.аррӏе.com",
            "[[https://аррӏе.com/|x]]",
        ] {
            let html = html::write(&read(bare), &|_| String::new());
            assert!(html.contains("xn--80ak6aa92e.com\""), "{html}");
        }
    }

    #[test]
    fn short_links_are_no_errors() {
        for (markdown, expected) in [
            ("[pic.twitter.com/x](https://t.co/y)", Level::Warning),
            ("[bank.com](https://bit.ly/y)", Level::Warning),
            ("[bank.com](https://evil.example/)", Level::Error),
        ] {
            let found = read(markdown).diagnostics(markdown, 1);
            let levels: Vec<Level> = found.iter().map(|found| found.level).collect();
            assert_eq!(levels, [expected], "{markdown}");
        }
    }
}
