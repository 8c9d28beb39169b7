//! `_headers`, as Netlify and Cloudflare Pages read it.
//!
//! Both join what several rules say of one header, so no two rules here name
//! the same. Without a rule they have a file asked for anew each time, which
//! is what posts need.

use inkfold_core::catalog::FOLDER;

use super::POLICY;
use crate::papers::MANIFEST;

/// The rules of a site at `root`. `hashed` are the files that never change;
/// neither do those of the catalogue, where nothing else is in its folder.
pub(super) fn text(root: &str, hashed: &[&str], catalog_is_alone: bool) -> String {
    let mut out = format!(
        "# Pages elsewhere may show the blog: all of it is public.\n\
         {root}*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  \
         Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n\n\
         {root}{MANIFEST}\n  Content-Type: application/manifest+json\n\n\
         # They never change under one name.\n"
    );
    if catalog_is_alone {
        out.push_str(&format!(
            "{root}content/{FOLDER}*\n  Cache-Control: public, max-age=31536000, immutable\n"
        ));
    }
    for name in hashed {
        out.push_str(&format!(
            "{root}{name}\n  Cache-Control: public, max-age=31536000, immutable\n"
        ));
    }
    out
}
