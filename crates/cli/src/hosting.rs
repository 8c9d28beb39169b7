//! What a host is told about a site: headers, redirects, files in fewer bytes.
//!
//! Nothing here is needed to read the blog; each host takes what it knows.

mod compress;
mod headers;
mod nginx;
mod redirects;

use std::fs;
use std::path::Path;

use crate::app::Files;
use crate::failure::Failure;

pub(crate) use compress::compress;
pub(crate) use redirects::{Redirect, write as write_redirects};

/// The strictest policy under which a site has to work.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' https: data:; media-src 'self' https:; font-src 'self'; \
    connect-src 'self' https:; manifest-src 'self'; worker-src 'self'; frame-src https:; \
    base-uri 'self'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// What hosts are told of a site.
pub(crate) struct Hosting<'a> {
    /// The path of the site on its host, with a slash at both ends.
    pub(crate) root: &'a str,
    /// The files of the app.
    pub(crate) app: &'a Files,
    /// Whether nothing of the author's is in the folder of the catalogue.
    pub(crate) catalog_is_alone: bool,
    /// Old addresses.
    pub(crate) redirects: &'a [Redirect],
    /// Whether files stand there in fewer bytes too.
    pub(crate) compressed: bool,
}

impl Hosting<'_> {
    /// Writes the files of hosts into the finished site `out`.
    pub(crate) fn write(&self, out: &Path) -> Result<(), Failure> {
        let write = |name: &str, text: String| {
            let path = out.join(name);
            fs::write(&path, text).map_err(Failure::file("write", &path))
        };
        let at_root = self.app.iter().map(|(path, _)| path);
        let at_root = at_root.filter(|path| path.components().count() == 1);
        let names = at_root.filter_map(|path| path.to_str());
        let mut hashed: Vec<&str> = names.filter(|name| is_hashed(name)).collect();
        hashed.sort_unstable();
        write(
            "_headers",
            headers::text(self.root, &hashed, self.catalog_is_alone),
        )?;
        if !self.redirects.is_empty() {
            write("_redirects", redirects::table(self.root, self.redirects))?;
        }
        write("nginx.conf", nginx::text(self))
    }
}

/// Whether a name has the hash of what is in it: `inkfold-2ec8ad32_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    let Some((stem, "js" | "css" | "wasm")) = name.rsplit_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_the_one_that_browsers_are_tested_with() {
        let tests = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/browser/support/server.rs"
        );
        let text = fs::read_to_string(tests).unwrap();
        let (_, rest) = text.split_once("STRICT_POLICY: &str = \"").unwrap();
        let (policy, _) = rest.split_once("\";").unwrap();
        let lines = policy.split("\\\n").map(str::trim_start);
        assert_eq!(lines.collect::<String>(), POLICY);
    }

    #[test]
    fn knows_names_with_a_hash() {
        for (name, expected) in [
            ("inkfold-2ec8ad3206df7d6c_bg.wasm", true),
            ("style-1148bb31e9ae64e1.css", true),
            ("boot.js", false),
            ("feed-en.css", false),
            ("a-2ec8ad32.html", false),
            ("2ec8ad3206df7d6c.js", false),
        ] {
            assert_eq!(is_hashed(name), expected, "{name}");
        }
    }
}
