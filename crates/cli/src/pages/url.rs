//! The absolute address of a site, and the path in it.

/// The path of an absolute address, with a slash at both ends.
pub(super) fn root_path(url: &str) -> String {
    let rest = after_scheme(url).unwrap_or_default();
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let segments = rest
        .split('/')
        .skip(1)
        .filter(|segment| !segment.is_empty());
    segments.fold("/".to_owned(), |path, segment| path + segment + "/")
}

/// What stands after `https://`.
pub(super) fn after_scheme(url: &str) -> Option<&str> {
    url.strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
}
