//! Addresses that are the site's own: its pages, the app's files, feeds, what
//! hosts read. A post that wants one gets another, in the app as in a built
//! site, so that neither is lost.

use crate::link::encode_path;
use crate::mark::join;
use crate::route::Route;

/// What stands at the root of a site under one name.
const NAMES: [&str; 17] = [
    ".inkfold",
    ".nojekyll",
    "404.html",
    "__inkfold",
    "_headers",
    "_redirects",
    "boot.js",
    "content",
    "feed.css",
    "feed.json",
    "feed.xml",
    "icon.svg",
    "index.html",
    "manifest.webmanifest",
    "nginx.conf",
    "robots.txt",
    "sitemap.xml",
];

/// What stands there under names that differ: how they begin and end.
const KINDS: [(&str, &str); 6] = [
    ("inkfold", ".js"),
    ("inkfold", ".wasm"),
    ("style-", ".css"),
    ("feed-", ".xml"),
    ("feed-", ".json"),
    ("sitemap-", ".xml"),
];

/// What a number is put behind where a post makes way.
const BEHIND: &str = "-2";

/// Whether `name`, at the root of a site, is a file or folder of the site
/// itself. Capitals do not count: on some disks they make no difference.
pub fn is_own(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str())
        || KINDS
            .iter()
            .any(|(begin, end)| name.starts_with(begin) && name.ends_with(end))
}

/// The address of a post that wants `address` (no slash at its ends): the same,
/// but where the site itself has something there.
pub fn free(address: String) -> String {
    if !is_reserved(&address) {
        return address;
    }
    let mut segments: Vec<String> = address.split('/').map(str::to_owned).collect();
    // At the end it is the name of the page, not of a folder.
    if let Some(last) = segments.pop_if(|last| last == "index.html") {
        segments.push(last + BEHIND);
    }
    if is_reserved(&join(&segments, "/"))
        && let Some(first) = segments.first_mut()
    {
        first.push_str(BEHIND);
    }
    join(&segments, "/")
}

fn is_reserved(address: &str) -> bool {
    let mut segments = address.split('/');
    let is_own = segments.next().is_some_and(is_own);
    let is_feed = || {
        let last = address.rsplit('/').next();
        address.starts_with("tags/") && matches!(last, Some("feed.xml" | "feed.json"))
    };
    is_own || is_feed() || Route::parse(&encode_path(address)) != Route::Post(address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_makes_way_for_the_site() {
        for (wanted, expected) in [
            ("posts/hello", "posts/hello"),
            ("node.js", "node.js"),
            ("v1.2", "v1.2"),
            ("styles", "styles"),
            ("posts/feed.xml", "posts/feed.xml"),
            ("code", "code"),
            ("100%25", "100%25"),
            ("_headers", "_headers-2"),
            ("Feed.XML", "Feed.XML-2"),
            ("feed-ru.json", "feed-ru.json-2"),
            ("sitemap-3.xml", "sitemap-3.xml-2"),
            ("inkfold-reader.js", "inkfold-reader.js-2"),
            ("style-0123456789abcdef.css", "style-0123456789abcdef.css-2"),
            (".nojekyll", ".nojekyll-2"),
            ("robots.txt/a", "robots.txt-2/a"),
            ("content/a", "content-2/a"),
            ("tags", "tags-2"),
            ("tags/rust", "tags-2/rust"),
            ("tags/rust/feed.xml", "tags-2/rust/feed.xml"),
            ("page/2", "page-2/2"),
            ("page/two", "page/two"),
            ("archive", "archive-2"),
            ("search", "search-2"),
            ("index.html", "index.html-2"),
            ("posts/index.html", "posts/index.html-2"),
            ("content/index.html", "content-2/index.html-2"),
            ("", "-2"),
        ] {
            let free = free(wanted.to_owned());
            assert_eq!(free, expected, "{wanted}");
            assert!(!is_reserved(&free), "{wanted}");
        }
    }
}
