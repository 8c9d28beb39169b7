//! Addresses that posts had before (`aliases`): a page at each, that leads on,
//! and the same as a table for hosts that can answer with a redirect.

use std::fs;
use std::path::Path;

use inkfold_core::address::Root;
use inkfold_core::blog::Entry;
use inkfold_core::link::encode_path;

use crate::aliases::{self, TAKEN};
use crate::failure::Failure;
use crate::output::make_below;
use crate::pages::{Pages, cannot_be_a_folder};
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
}

/// Writes a page for every alias into `out`, after `pages` were written there.
/// `is_there` tells whether the site has the file at a path.
pub(crate) fn write(
    source: &Source,
    pages: &Pages<'_>,
    out: &Path,
    is_there: &dyn Fn(&Path) -> bool,
    notes: &mut Vec<String>,
) -> Result<Vec<Redirect>, Failure> {
    let of = |path: &str| source.aliases.get(path).map_or(&[][..], Vec::as_slice);
    let mut written = Vec::new();
    for alias in aliases::of(&source.blog, of, &pages.routes()) {
        let entry = alias.entry;
        let root = |path: &str| Root::new(path, source.site.routing);
        let mut note = |sentence: &str| {
            let file = source.content.locate(&entry.post.path).unwrap_or_default();
            let (file, alias) = (file.display(), alias.written);
            notes.push(format!("{file}: warning: the alias `{alias}` {sentence}"));
        };
        let from = match alias.address {
            Ok(from) => from,
            Err(sentence) => {
                note(sentence);
                continue;
            }
        };
        let inside = aliases::file(&from);
        let file = out.join(&inside);
        if is_there(&inside) {
            note(TAKEN);
            continue;
        }
        let redirect = Redirect {
            from,
            to: root("").href(&entry.route()),
        };
        let depth = inside.iter().count() - 1;
        let up = match depth {
            0 => "./".to_owned(),
            _ => "../".repeat(depth),
        };
        let page = page(
            entry,
            &source.site.language,
            &root(&up).href(&entry.route()),
            pages
                .url()
                .map(|url| root(url).href(&entry.route()))
                .as_deref(),
        );
        let made = make_below(out, inside.parent().unwrap_or(Path::new("")));
        match made.and_then(|()| fs::write(&file, page)) {
            Ok(()) => written.push(redirect),
            Err(error) if cannot_be_a_folder(&error) => note("cannot be a file here"),
            Err(error) => return Err(Failure::file("write", &file)(error)),
        }
    }
    Ok(written)
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
