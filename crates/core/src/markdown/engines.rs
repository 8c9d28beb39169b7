//! What other engines let authors write in a post: Grav, Hugo, Jekyll, Zola
//! and Hexo.

pub(super) mod actions;

use std::borrow::Cow;

/// What stands before the addresses of files where an engine keeps them, and
/// where that is in the content folder: Grav's streams, and Zola's root.
const STREAMS: [(&str, &str); 5] = [
    ("image://", "/images/"),
    ("user://", "/"),
    ("page://", "/"),
    ("pages://", "/"),
    ("@/", "/"),
];

/// An address with an engine's own beginning as one from the content folder's
/// root; any other as it is.
pub(super) fn address(written: &str) -> Cow<'_, str> {
    let known = STREAMS.iter().find_map(|(stream, folder)| {
        let rest = written.strip_prefix(stream)?;
        Some(Cow::Owned(
            (*folder).to_owned() + rest.trim_start_matches(['/', '\\']),
        ))
    });
    known.unwrap_or(Cow::Borrowed(written))
}
