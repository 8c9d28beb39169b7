//! Addresses that posts had before (`aliases`): a page at each, that leads on,
//! and the same as a table for hosts that can answer with a redirect.

use std::fs;
use std::path::{Path, PathBuf};

use inkfold_core::address::Root;
use inkfold_core::blog::Entry;
use inkfold_core::link::{decode_percent, encode_path};

use crate::failure::Failure;
use crate::pages::cannot_be_a_folder;
use crate::source::Source;
use crate::template::escaped;

/// An old address and the page that is meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Redirect {
    /// From the site's root, with no slash in front: `old/`, `old.html`.
    from: String,
    /// From the site's root.
    to: String,
}

impl Redirect {
    /// Both addresses on a host, where the site is at `root`.
    pub(super) fn addresses(&self, root: &str) -> (String, String) {
        (format!("{root}{}", self.from), format!("{root}{}", self.to))
    }

    /// Whether no letter of it has a meaning in a host's settings.
    pub(super) fn is_plain(&self) -> bool {
        let plain = |letter: char| letter.is_alphanumeric() || "/-_.~".contains(letter);
        self.from.chars().all(plain) && self.to.chars().all(plain)
    }

    /// The file of its page.
    fn file(&self) -> PathBuf {
        match self.from.ends_with('/') {
            true => Path::new(&self.from).join("index.html"),
            false => PathBuf::from(&self.from),
        }
    }
}

/// Writes a page for every alias into `out`, where the pages of the posts are.
/// `url` is the absolute address of the site, if it is known.
pub(crate) fn write(
    source: &Source,
    url: Option<&str>,
    out: &Path,
    notes: &mut Vec<String>,
) -> Result<Vec<Redirect>, Failure> {
    let mut written = Vec::new();
    for (entry, alias) in aliases(source) {
        let root = |path: &str| Root {
            path: path.to_owned(),
            routing: source.site.routing,
        };
        let to = root("").href(&entry.route());
        let mut note = |sentence: &str| {
            let file = source.content.locate(&entry.post.path).unwrap_or_default();
            let file = file.display();
            notes.push(format!("{file}: warning: the alias `{alias}` {sentence}"));
        };
        let Some(from) = old_address(alias) else {
            note("is no address in this blog");
            continue;
        };
        let redirect = Redirect { from, to };
        let file = out.join(redirect.file());
        if file.exists() {
            // Its own address is what a post had before.
            if redirect.from != redirect.to {
                note("is the address of a page that is there");
            }
            continue;
        }
        let depth = redirect.file().iter().count() - 1;
        let up = match depth {
            0 => "./".to_owned(),
            _ => "../".repeat(depth),
        };
        let page = page(
            entry,
            &source.site.language,
            &root(&up).href(&entry.route()),
            url.map(|url| root(url).href(&entry.route())).as_deref(),
        );
        let made = match file.parent() {
            Some(folder) => fs::create_dir_all(folder),
            None => Ok(()),
        };
        match made.and_then(|()| fs::write(&file, page)) {
            Ok(()) => written.push(redirect),
            Err(error) if cannot_be_a_folder(&error) => note("cannot be a file here"),
            Err(error) => return Err(Failure::file("write", &file)(error)),
        }
    }
    Ok(written)
}

/// The aliases of the posts that are shown, newest first.
fn aliases(source: &Source) -> impl Iterator<Item = (&Entry, &String)> {
    source.blog.entries().iter().flat_map(|entry| {
        let aliases = source.aliases.get(&entry.post.path);
        aliases
            .into_iter()
            .flatten()
            .map(move |alias| (entry, alias))
    })
}

/// An alias as an address from the site's root; `None` for what leads
/// elsewhere, or among the posts.
fn old_address(alias: &str) -> Option<String> {
    if alias.contains([':', '?', '#', '\\']) {
        return None;
    }
    let decoded = decode_percent(alias);
    let mut names = Vec::new();
    for name in decoded.split('/') {
        match name {
            "" | "." => {}
            ".." => return None,
            name if name.contains(char::is_control) || name.contains('\\') => return None,
            name => names.push(name),
        }
    }
    let last = *names.last()?;
    if *names.first()? == "content" {
        return None;
    }
    if last == "index.html" {
        names.pop();
    }
    let path = names.join("/");
    let page = last.ends_with(".html") || last.ends_with(".htm");
    let is_file = page && last != "index.html";
    match path.as_str() {
        "" => None,
        path if is_file => Some(path.to_owned()),
        path => Some(format!("{path}/")),
    }
}

/// A page that leads on by itself, for people and for search engines.
fn page(entry: &Entry, language: &str, target: &str, canonical: Option<&str>) -> String {
    let language = entry.post.front_matter.lang.as_deref().unwrap_or(language);
    let title = escaped(&entry.post.title);
    let target = escaped(target);
    let canonical = canonical.map_or_else(String::new, |address| {
        format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(address))
    });
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         {canonical}<meta http-equiv=\"refresh\" content=\"0; url={target}\">\n\
         <p><a href=\"{target}\">{title}</a></p>\n</html>\n",
        escaped(language)
    )
}

/// `_redirects`, as Netlify and Cloudflare Pages read it.
pub(super) fn table(root: &str, redirects: &[Redirect]) -> String {
    let lines = redirects.iter().map(|redirect| {
        let from = encode_path(&redirect.from);
        let (from, to) = (
            ascii(&format!("{root}{from}")),
            ascii(&format!("{root}{}", redirect.to)),
        );
        format!("{from} {to} 301\n")
    });
    lines.collect()
}

/// An address as it goes over the wire.
fn ascii(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter.is_ascii() {
            true => out.push(letter),
            false => {
                let mut buffer = [0; 4];
                for byte in letter.encode_utf8(&mut buffer).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    out
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
            ("/", None),
            ("/index.html", None),
            ("/../x", None),
            ("/a/%2e%2e/%2e%2e/x", None),
            ("https://a.b/c", None),
            ("/x?y=1", None),
            ("/content/a", None),
            ("", None),
        ] {
            assert_eq!(old_address(alias).as_deref(), expected, "{alias}");
        }
    }

    #[test]
    fn tells_hosts_in_ascii() {
        let redirect = Redirect {
            from: "мир b/".to_owned(),
            to: "posts/a/".to_owned(),
        };
        assert!(!redirect.is_plain());
        assert_eq!(
            table("/sub/", &[redirect]),
            "/sub/%D0%BC%D0%B8%D1%80%20b/ /sub/posts/a/ 301\n"
        );
    }
}
