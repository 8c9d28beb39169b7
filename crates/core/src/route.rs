//! The addresses of a blog: text to [`Route`] and back.
//!
//! Pure and total: any address is some route. Where the blog's root is, and
//! whether addresses stand in the path or after `#`, is for the app.

use crate::link::{decode_percent, encode_path, encode_segment};
use crate::mark::join;

/// A page of the blog.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The newest posts: `/` is page 1, `/page/2/` the next.
    Newest(usize),
    /// A post, by its address without slashes at the ends: `posts/hello`.
    /// Every address that is no other page is one; it may not exist.
    Post(String),
    /// `/tags/`.
    Tags,
    /// `/tags/<slug>/`.
    Tag(String),
    /// `/archive/`.
    Archive,
    /// `/search/?q=`.
    Search(String),
}

impl Route {
    /// Reads an address relative to the blog's root, percent-encoded or not,
    /// with its query: `posts/hello/`, `search/?q=rust`.
    pub fn parse(address: &str) -> Self {
        let address = address.split('#').next().unwrap_or_default();
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let mut segments: Vec<String> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(decode_percent)
            .collect();
        segments.pop_if(|last| last == "index.html");
        let words: Vec<&str> = segments.iter().map(String::as_str).collect();
        match words.as_slice() {
            [] => Self::Newest(1),
            ["page", number] => page_number(number)
                .map_or_else(|| Self::Post(format!("page/{number}")), Self::Newest),
            ["tags"] => Self::Tags,
            ["tags", tag] => Self::Tag((*tag).to_owned()),
            ["archive"] => Self::Archive,
            ["search"] => Self::Search(query_value(query, "q")),
            _ => Self::Post(join(&segments, "/")),
        }
    }
}

/// The address relative to the blog's root: no slash in front, one at the end
/// of a path. Letters of every script stay readable.
impl std::fmt::Display for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Newest(1) => Ok(()),
            Self::Newest(number) => write!(f, "page/{number}/"),
            Self::Post(address) => write!(f, "{}/", encode_path(address)),
            Self::Tags => f.write_str("tags/"),
            Self::Tag(tag) => write!(f, "tags/{}/", encode_segment(tag)),
            Self::Archive => f.write_str("archive/"),
            Self::Search(words) if words.is_empty() => f.write_str("search/"),
            Self::Search(words) => write!(f, "search/?q={}", encode_segment(words)),
        }
    }
}

/// 2 and up; page 1 has the blog's own address.
fn page_number(text: &str) -> Option<usize> {
    let canonical = !text.starts_with(['0', '+']);
    text.parse().ok().filter(|number| canonical && *number >= 2)
}

fn query_value(query: &str, name: &str) -> String {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        .map(|value| decode_percent(&value.replace('+', " ")))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_addresses() {
        for (address, expected) in [
            ("", Route::Newest(1)),
            ("/", Route::Newest(1)),
            ("index.html", Route::Newest(1)),
            ("page/2/", Route::Newest(2)),
            ("page/1/", Route::Post("page/1".into())),
            ("page/x", Route::Post("page/x".into())),
            ("/posts/hello", Route::Post("posts/hello".into())),
            ("posts/hello/index.html", Route::Post("posts/hello".into())),
            (
                "posts/%D0%BC%D0%B8%D1%80/#top",
                Route::Post("posts/мир".into()),
            ),
            ("tags/", Route::Tags),
            ("tags/c%23/", Route::Tag("c#".into())),
            ("archive", Route::Archive),
            ("search/?x=1&q=a+b%2Bc", Route::Search("a b+c".into())),
            ("search/", Route::Search(String::new())),
        ] {
            assert_eq!(Route::parse(address), expected, "{address}");
        }
    }

    #[test]
    fn writes_readable_addresses() {
        for (route, expected) in [
            (Route::Newest(1), ""),
            (Route::Newest(3), "page/3/"),
            (Route::Post("posts/мир".into()), "posts/мир/"),
            (Route::Tag("c#".into()), "tags/c%23/"),
            (Route::Search("a&b c".into()), "search/?q=a%26b%20c"),
        ] {
            assert_eq!(route.to_string(), expected);
        }
    }
}
