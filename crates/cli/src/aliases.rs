//! Addresses that posts had before (`aliases`): which of them can lead on, and
//! why others cannot. `build` and `check` say the same.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use inkfold_core::blog::{Blog, Entry};
use inkfold_core::link::decode_percent;
use inkfold_core::reserved;
use inkfold_core::route::Route;

use crate::pages::folder_of;

/// Said of an alias where another page is.
pub(crate) const TAKEN: &str = "is the address of a page that is there";

/// An alias of a post that is shown.
pub(crate) struct Alias<'a> {
    pub(crate) entry: &'a Entry,
    /// As the post has it.
    pub(crate) written: &'a str,
    /// The address from the site's root, with no slash in front: `old/`,
    /// `old.html`. Else what is wrong with it, to be said behind its name.
    pub(crate) address: Result<String, &'static str>,
}

/// The aliases of the posts of `blog`, newest first, but for those that are
/// the address of their post. `of` tells them by the path of a post's file,
/// `pages` are the pages that have a file.
pub(crate) fn of<'a>(
    blog: &'a Blog,
    of: impl Fn(&str) -> &'a [String],
    pages: &[Route],
) -> Vec<Alias<'a>> {
    let folders = pages.iter().filter_map(folder_of);
    let mut taken: HashSet<PathBuf> = folders.map(|folder| folder.join("index.html")).collect();
    let mut aliases = Vec::new();
    for entry in blog.entries() {
        let own = entry.route().to_string();
        for written in of(&entry.post.path) {
            let address = match address(written) {
                Ok(address) if address == own => continue,
                Ok(address) if !taken.insert(file(&address)) => Err(TAKEN),
                address => address,
            };
            aliases.push(Alias {
                entry,
                written,
                address,
            });
        }
    }
    aliases
}

/// The file of the page at an alias's address.
pub(crate) fn file(address: &str) -> PathBuf {
    match address.ends_with('/') {
        true => Path::new(address).join("index.html"),
        false => PathBuf::from(address),
    }
}

/// An alias as an address from the site's root.
fn address(alias: &str) -> Result<String, &'static str> {
    const NONE: &str = "is no address in this blog";
    if alias.contains([':', '?', '#', '\\']) {
        return Err(NONE);
    }
    let decoded = decode_percent(alias);
    let mut names = Vec::new();
    for name in decoded.split('/') {
        match name {
            "" | "." => {}
            ".." => return Err(NONE),
            name if name.contains(char::is_control) || name.contains('\\') => return Err(NONE),
            name => names.push(name),
        }
    }
    let last = names.last().copied().unwrap_or_default();
    if last == "index.html" {
        names.pop();
    }
    if names.first().is_some_and(|first| reserved::is_own(first)) {
        return Err("is the name of something that is the site's own");
    }
    let path = names.join("/");
    let page = last.ends_with(".html") || last.ends_with(".htm");
    let is_file = page && last != "index.html";
    match path.as_str() {
        "" => Err(NONE),
        path if is_file => Ok(path.to_owned()),
        path => Ok(format!("{path}/")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_aliases_as_addresses_of_the_blog() {
        for (alias, expected) in [
            ("/2019/hello/", Some("2019/hello/")),
            ("2019/hello", Some("2019/hello/")),
            ("/old.html", Some("old.html")),
            ("/old/index.html", Some("old/")),
            ("/old.php", Some("old.php/")),
            ("/%D0%BC%D0%B8%D1%80", Some("мир/")),
            ("/posts/feed.xml", Some("posts/feed.xml/")),
            ("/", None),
            ("/index.html", None),
            ("/../x", None),
            ("/a/%2e%2e/%2e%2e/x", None),
            ("https://a.b/c", None),
            ("/x?y=1", None),
            ("/content/a", None),
            ("/feed.xml", None),
            ("/_headers/a", None),
            ("/404.html", None),
            ("/.inkfold", None),
            ("", None),
        ] {
            assert_eq!(address(alias).ok().as_deref(), expected, "{alias}");
        }
    }
}
