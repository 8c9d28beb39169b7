//! What an address in a post may be, and where a relative one leads.
//!
//! The only way from an author's string to an `href` or a `src`: a [`Link`]
//! cannot hold a `javascript:` address. Where a link leads on a page is
//! decided by whoever draws it, with [`resolve`].

mod absolute;
mod host;

use crate::hidden::is_hidden;
use crate::mark::{has, join};

/// How many bytes an address has. Servers refuse longer ones, and nobody
/// writes them but to hide something.
const LONGEST: usize = 4 * 1024;

/// An address an author may write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// `http:`, `https:`, `mailto:` or `tel:`, as the URL Standard writes it.
    Absolute(String),
    /// An id on the same page, without the `#`.
    Fragment(String),
    /// A post by its name, wherever it lies, as a wiki names its pages, and
    /// the id of a place in it.
    Post {
        /// The name of its file or folder, or its title as one of them.
        name: String,
        /// The id, or nothing.
        place: String,
    },
    /// A path beside the post (or from the content folder's root, with a
    /// leading slash), with its query and fragment.
    Relative(String),
}

impl Link {
    /// Reads an address as a browser would, after the URL Standard: spaces
    /// and control characters at the ends and line breaks within are dropped,
    /// `\` is `/`, and so are characters nobody sees. `None` for schemes not
    /// listed at [`Link::Absolute`] and for what is no address.
    pub fn parse(written: &str) -> Option<Self> {
        if written.len() > LONGEST {
            return None;
        }
        let seen: String = written
            .chars()
            .filter(|letter| !matches!(letter, '\t' | '\n' | '\r') && !is_hidden(*letter))
            .collect();
        let text = seen.trim_matches(|letter: char| letter <= ' ');
        if let Some(id) = text.strip_prefix('#') {
            return Some(Self::Fragment(decode_percent(id)));
        }
        if let Some(scheme) = scheme(text) {
            let rest = text.get(scheme.len() + 1..)?;
            let address = match scheme.to_ascii_lowercase().as_str() {
                "http" => absolute::web("http", rest),
                "https" => absolute::web("https", rest),
                "mailto" => Some(absolute::mail(rest)),
                "tel" => Some(absolute::telephone(rest)),
                _ => None,
            };
            return address.map(Self::Absolute);
        }
        let (path, tail) = text.split_at(text.find(['?', '#']).unwrap_or(text.len()));
        let path = path.replace('\\', "/");
        if let Some(host) = path.strip_prefix("//") {
            return absolute::web("https", &format!("{host}{tail}")).map(Self::Absolute);
        }
        Some(Self::Relative(path + tail))
    }

    /// As [`Link::parse`], for pictures: only what a picture can be loaded
    /// from.
    pub fn parse_source(written: &str) -> Option<Self> {
        match Self::parse(written)? {
            Self::Absolute(address) if !address.starts_with("http") => None,
            Self::Fragment(_) => None,
            source => Some(source),
        }
    }

    /// The host of an address on the web.
    pub fn host(&self) -> Option<&str> {
        let Self::Absolute(address) = self else {
            return None;
        };
        let (_, rest) = address.split_once("://")?;
        let authority = rest.split('/').next().unwrap_or(rest);
        let end = authority.rfind(':').filter(|_| !authority.ends_with(']'));
        authority.get(..end.unwrap_or(authority.len()))
    }
}

/// The scheme of an absolute address, after RFC 3986 §3.1.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let mut letters = scheme.chars();
    let first = letters.next()?;
    let rest = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.');
    (first.is_ascii_alphabetic() && letters.all(rest)).then_some(scheme)
}

/// A relative address from the root of the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The path, percent-decoded, without a leading slash.
    pub path: String,
    /// `?query#fragment`, as written.
    pub tail: String,
}

/// Where `relative` leads from the file `from` (a path in the content folder),
/// after RFC 3986 §5.2; it never leaves the content folder.
pub fn resolve(from: &str, relative: &str) -> Resolved {
    let (path, tail) = relative.split_at(relative.find(['?', '#']).unwrap_or(relative.len()));
    let mut segments: Vec<String> = Vec::new();
    if path.is_empty() {
        return Resolved {
            path: from.to_owned(),
            tail: tail.to_owned(),
        };
    }
    if !path.starts_with('/')
        && let Some((folder, _)) = from.rsplit_once('/')
    {
        segments.extend(folder.split('/').map(str::to_owned));
    }
    // Decoded first: `%2e%2e%2f` climbs like `../`.
    let decoded = decode_percent(path).replace('\\', "/");
    let path = decoded.strip_prefix('/').unwrap_or(&decoded);
    let ends_with_folder = path.ends_with('/') || path.ends_with("/.") || path.ends_with("..");
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            name => segments.push(name.to_owned()),
        }
    }
    let mut path = join(&segments, "/");
    if ends_with_folder && !path.is_empty() {
        path.push('/');
    }
    Resolved {
        path,
        tail: tail.to_owned(),
    }
}

/// Decodes `%41` once. Sequences that are not UTF-8 stay as written.
pub fn decode_percent(text: &str) -> String {
    if !has(text, '%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let pair = match tail {
            [high, low, ..] if *first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match pair {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// Encodes what cannot stand in a segment of an address. Letters of every
/// script stay, so that an address stays readable.
pub fn encode_segment(segment: &str) -> String {
    let mut out = String::with_capacity(segment.len());
    for letter in segment.chars() {
        match letter {
            '%'
            | '?'
            | '#'
            | '/'
            | '\\'
            | '"'
            | '<'
            | '>'
            | '^'
            | '`'
            | '{'
            | '|'
            | '}'
            | '['
            | ']'
            | '&'
            | '+'
            | '='
            | '\0'..=' '
            | '\x7F' => {
                // All of them are ASCII: one byte each.
                out.push('%');
                for digit in [u32::from(letter) / 16, u32::from(letter) % 16] {
                    out.extend(char::from_digit(digit, 16).map(|c| c.to_ascii_uppercase()));
                }
            }
            _ => out.push(letter),
        }
    }
    out
}

/// [`encode_segment`] for each segment of a path.
pub fn encode_path(path: &str) -> String {
    let segments: Vec<String> = path.split('/').map(encode_segment).collect();
    join(&segments, "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_nothing() {
        for hostile in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "vbscript:x",
            "data:text/html,<script>",
            "file:///etc/passwd",
            "blob:https://x/1",
            "ftp://host/x",
            "view-source:https://x",
        ] {
            assert_eq!(Link::parse(hostile), None, "{hostile:?}");
        }
    }

    #[test]
    fn sorts_addresses() {
        for (written, expected) in [
            ("https://a.b/c", Link::Absolute("https://a.b/c".into())),
            ("MAILTO:x@y", Link::Absolute("mailto:x@y".into())),
            ("tel:+7", Link::Absolute("tel:+7".into())),
            ("//host/x?y", Link::Absolute("https://host/x?y".into())),
            ("\\\\host/x", Link::Absolute("https://host/x".into())),
            ("/\\host", Link::Absolute("https://host/".into())),
            ("///host", Link::Absolute("https://host/".into())),
            ("#%D0%B0-b", Link::Fragment("а-b".into())),
            ("a.png", Link::Relative("a.png".into())),
            ("../b.md#c:d", Link::Relative("../b.md#c:d".into())),
            ("a\\b.png?x=\\", Link::Relative("a/b.png?x=\\".into())),
            ("1:2", Link::Relative("1:2".into())),
            ("", Link::Relative(String::new())),
        ] {
            assert_eq!(Link::parse(written), Some(expected), "{written:?}");
        }
        assert_eq!(Link::parse_source("mailto:x@y"), None);
        assert_eq!(Link::parse_source("#x"), None);
        assert!(Link::parse_source("HTTPS://x/y.png").is_some());
    }

    #[test]
    fn resolves_within_the_content_folder() {
        for (from, relative, path, tail) in [
            ("posts/x.md", "a.png", "posts/a.png", ""),
            (
                "posts/x.md",
                "./pics/a.png?w=1#f",
                "posts/pics/a.png",
                "?w=1#f",
            ),
            ("posts/x/item.md", "../y.md", "posts/y.md", ""),
            ("posts/x.md", "../../../../etc", "etc", ""),
            ("x.md", "a%20b.png", "a b.png", ""),
            ("posts/x.md", "/images/a.png", "images/a.png", ""),
            ("posts/x.md", "%2e%2e%2f..%5C%2E./etc", "etc", ""),
            ("posts/x.md", "a%252e.png", "posts/a%2e.png", ""),
            ("posts/x.md", "..", "", ""),
            ("a/b/c.md", "../", "a/", ""),
            ("a/b.md", "?x", "a/b.md", "?x"),
        ] {
            let expected = Resolved {
                path: path.into(),
                tail: tail.into(),
            };
            assert_eq!(resolve(from, relative), expected, "{from} {relative}");
        }
    }

    #[test]
    fn decodes_once_and_encodes_what_must_be() {
        assert_eq!(decode_percent("%D0%B0%2525%zz%"), "а%25%zz%");
        assert_eq!(decode_percent("%FF"), "%FF");
        assert_eq!(encode_path("мир/a b#c?d%e"), "мир/a%20b%23c%3Fd%25e");
    }
}
