//! What stands in a page for those without JavaScript.

use inkfold_core::link::encode_path;

use crate::template::escaped;

/// A link to the raw file of a post.
pub(super) fn file_link(root: &str, path: &str, text: &str) -> String {
    link(&format!("{root}content/{}", encode_path(path)), text)
}

pub(super) fn link(href: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(href), escaped(text))
}

/// Paragraphs and a list, both HTML already.
pub(super) fn noscript(paragraphs: &[&str], items: &[String]) -> String {
    let mut out = String::new();
    for paragraph in paragraphs {
        out.push_str(&format!("\n      <p>{paragraph}</p>"));
    }
    if !items.is_empty() {
        out.push_str("\n      <ul>");
        for item in items {
            out.push_str(&format!("\n        <li>{item}</li>"));
        }
        out.push_str("\n      </ul>");
    }
    out + "\n    "
}
