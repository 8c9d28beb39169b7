//! Bare addresses, as GitHub finds them: `www.example.org`,
//! `https://example.org`, `me@example.org`.

use super::inline::Found;
use crate::document::{Attribute, Element, Node, Tag};
use crate::link::Link;

/// The longest name the domain system knows.
const LONGEST_DOMAIN: usize = 253;
/// How far the `&` of an entity is looked for, from its end.
const LONGEST_ENTITY: usize = 32;

/// The address that starts at `at`.
pub(super) fn web(text: &str, at: usize, previous: Option<char>) -> Option<Found> {
    let rest = text.get(at..)?;
    let starts = |scheme: &str| {
        let head = rest.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| starts(scheme));
    let may_precede = |letter: char| letter.is_whitespace() || "*_~(".contains(letter);
    let domain = match scheme {
        Some(scheme) if !previous.is_some_and(char::is_alphanumeric) => {
            domain(rest.get(scheme.len()..)?)?
        }
        None if starts("www.") && previous.is_none_or(may_precede) => {
            domain(rest).filter(|domain| domain.contains('.'))?
        }
        _ => return None,
    };
    let from = scheme.map_or(0, str::len) + domain.len();
    let tail = rest.get(from..)?;
    let address = without_end(rest.get(..from + end(tail))?);
    // Nothing but the scheme may be left of it.
    let shown = address.get(scheme.map_or(4, str::len)..)?;
    if shown.is_empty() {
        return None;
    }
    let target = match scheme {
        Some(_) => Link::parse(address),
        None => Link::parse(&format!("http://{address}")),
    };
    Some(found(at, address, target))
}

/// Where an address ends that `tail` is the rest of. What engines write in
/// brackets is not a part of it: `[name url="…"]`, `[name]…[/name]`.
fn end(tail: &str) -> usize {
    let mut before = None;
    for (at, letter) in tail.char_indices() {
        match (before, letter) {
            (Some('"'), ']') | (Some('['), '/') => return at - 1,
            (_, '<') => return at,
            _ if letter.is_whitespace() => return at,
            _ => before = Some(letter),
        }
    }
    tail.len()
}

/// Whether a bare address may begin in `text` and go on after it, or one that is
/// `open` before it.
pub(super) fn goes_on(text: &str, open: bool) -> bool {
    let ends = |letter: char| letter.is_whitespace() || letter == '<';
    let word = text.rsplit(ends).next().unwrap_or(text);
    let begins = |start: &str| {
        let mut places = word.as_bytes().windows(start.len());
        places.any(|place| place.eq_ignore_ascii_case(start.as_bytes()))
    };
    (open && word.len() == text.len()) || begins("://") || begins("www.")
}

/// Whether an address goes on if `text` follows a sign in it.
pub(super) fn may_follow(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|letter| letter.is_alphanumeric() || "/=%_-~#@+$".contains(letter))
}

/// The mail address with its `@` at `at`.
pub(super) fn mail(text: &str, done: usize, at: usize) -> Option<Found> {
    let before = text.get(done..at)?;
    let local = |letter: char| letter.is_ascii_alphanumeric() || ".+-_".contains(letter);
    let length = before.len() - before.trim_end_matches(local).len();
    let mut start = at - length;
    let after = text.get(at + 1..)?;
    let host = |letter: char| letter.is_ascii_alphanumeric() || ".-_".contains(letter);
    let end = after.find(|letter| !host(letter)).unwrap_or(after.len());
    let domain = after.get(..end)?.trim_end_matches('.');
    let labels = domain.split('.').filter(|label| !label.is_empty()).count();
    let whole = domain.ends_with(|letter: char| letter.is_ascii_alphanumeric());
    if length == 0 || labels < 2 || !whole || domain.contains("..") {
        return None;
    }
    let before = text.get(done..start)?;
    if before.ends_with("xmpp:") || before.ends_with('/') {
        return None;
    }
    if before.ends_with("mailto:") {
        start -= "mailto:".len();
    }
    let shown = text.get(start..at + 1 + domain.len())?;
    let address = shown.strip_prefix("mailto:").unwrap_or(shown);
    let link = Link::parse(&format!("mailto:{address}"));
    Some(found(start, shown, link))
}

/// What is no address after all is not looked at letter by letter again.
fn found(start: usize, shown: &str, link: Option<Link>) -> Found {
    Found {
        start,
        end: start + shown.len(),
        element: link.map(|link| Element {
            tag: Tag::A,
            attributes: vec![Attribute::Href(link)],
            children: vec![Node::Text(shown.to_owned())],
        }),
    }
}

/// The domain that `text` begins with: no `_` in its last two parts.
fn domain(text: &str) -> Option<&str> {
    let fits = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    let mut letters = text.char_indices().take(LONGEST_DOMAIN + 1);
    let end = match letters.find(|(_, letter)| !fits(*letter)) {
        Some((end, _)) => end,
        None if text.chars().nth(LONGEST_DOMAIN + 1).is_none() => text.len(),
        None => return None,
    };
    let domain = text.get(..end)?;
    let domain = domain.trim_end_matches(['.', '-', '_']);
    let starts = domain.starts_with(char::is_alphanumeric);
    let clean = domain.rsplit('.').take(2).all(|part| !part.contains('_'));
    (starts && clean).then_some(domain)
}

/// An address without the punctuation that ends the sentence around it.
fn without_end(address: &str) -> &str {
    let count = |sign| address.matches(sign).count();
    let (opened, mut closed) = (count('('), count(')'));
    let mut rest = address;
    loop {
        let next = match rest.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"') => 1,
            Some(')') if closed > opened => {
                closed -= 1;
                1
            }
            Some(';') => entity_length(rest),
            _ => return rest,
        };
        rest = rest.get(..rest.len() - next).unwrap_or_default();
    }
}

/// How long `&name;` is at the end of `text`, or the `;` alone.
fn entity_length(text: &str) -> usize {
    let before = text.strip_suffix(';').unwrap_or(text).bytes().rev();
    let mut name = before.take(LONGEST_ENTITY).enumerate();
    match name.find(|(_, letter)| !letter.is_ascii_alphanumeric()) {
        Some((length, b'&')) if length > 0 => length + 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        let mut nodes = vec![Node::Text(text.to_owned())];
        super::super::inline::expand(&mut nodes, true, usize::MAX, &mut |_| ());
        let texts = nodes.iter().filter_map(|node| match node {
            Node::Element(element) if element.tag == Tag::A => match element.children.first() {
                Some(Node::Text(text)) => Some(text.clone()),
                _ => None,
            },
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn finds_what_github_finds() {
        for (text, expected) in [
            ("www.commonmark.org", vec!["www.commonmark.org"]),
            (
                "Visit www.commonmark.org/a.b.",
                vec!["www.commonmark.org/a.b"],
            ),
            ("(www.x.org/q=(y))) z", vec!["www.x.org/q=(y)"]),
            ("www.x.org/q=(y)", vec!["www.x.org/q=(y)"]),
            ("www.x.org/a&hl;", vec!["www.x.org/a"]),
            ("www.x.org/a;", vec!["www.x.org/a"]),
            ("www.x.org/a&b;;&c;", vec!["www.x.org/a"]),
            ("www.x.org/a&;", vec!["www.x.org/a&"]),
            ("www.x_y.org www.x.y_z", vec![]),
            ("awww.x.org ahttp://x.org", vec![]),
            ("\"http://x.org\" http://", vec!["http://x.org"]),
            ("HTTPS://X.org?a=b,", vec!["HTTPS://X.org?a=b"]),
            ("https://мир.рф/путь и", vec!["https://мир.рф/путь"]),
            (
                "foo@bar.baz a.b-c_d@a.b.",
                vec!["foo@bar.baz", "a.b-c_d@a.b"],
            ),
            ("a@b a.b-c_d@a.b- a.b-c_d@a.b_ @a.b", vec![]),
            ("mailto:a@b.c xmpp:a@b.c", vec!["mailto:a@b.c"]),
            ("http://localhost:3000/x", vec!["http://localhost:3000/x"]),
            // Tags of engines that are not known.
            (
                "[slides url=\"https://a.b/x\"][/slides]",
                vec!["https://a.b/x"],
            ),
            ("[t]https://a.b/1[/t]", vec!["https://a.b/1"]),
            ("https://a.b/x[1]\"y", vec!["https://a.b/x[1]\"y"]),
        ] {
            assert_eq!(links(text), expected, "{text}");
        }
    }

    #[test]
    fn looks_once_at_what_is_too_long_to_be_an_address() {
        // Looking again from each scheme would take minutes.
        assert_eq!(links(&"http://".repeat(100_000)).len(), 0);
    }
}
