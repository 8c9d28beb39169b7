//! `{{ … }}` of Liquid's and Twig's where it says an address.

use super::write;

/// What stands for the blog's root: addresses from there need nothing.
const ROOTS: [&str; 10] = [
    "site.baseurl",
    "site.url",
    "site.github.url",
    "site.base_url",
    ".Site.BaseURL",
    "config.base_url",
    "config.root",
    "base_url",
    "base_url_absolute",
    "base_url_relative",
];

/// Filters that make an address of a path.
const FILTERS: [&str; 5] = [
    "relative_url",
    "absolute_url",
    "relURL",
    "absURL",
    "safeURL",
];

/// What an expression says: in an address, a part of it; in quotation marks
/// and with no filter, those words. `before` and `after` are what it stands
/// between, `in_html` says whether that is HTML.
pub(super) fn read(inside: &str, before: &str, after: &str, in_html: bool) -> Option<String> {
    let mut parts = inside.split('|').map(str::trim);
    let first = parts.next()?;
    let is_known = |filter: &str| {
        let (name, value) = filter.split_once(':').unwrap_or((filter, ""));
        FILTERS.contains(&filter) || (name == "prepend" && ROOTS.contains(&value.trim()))
    };
    let filters: Vec<&str> = parts.collect();
    if !filters.iter().all(|filter| is_known(filter)) {
        return None;
    }
    let quoted = ['"', '\''].into_iter().find_map(|quote| {
        let inside = first.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inside.contains(quote)).then_some(inside)
    });
    match quoted {
        Some(words) if filters.is_empty() => {
            return Some(match in_html {
                true => write::html(words),
                false => write::text(words),
            });
        }
        Some(path) => return Some(write::address(path)),
        None => {}
    }
    if !ROOTS.contains(&first) {
        return None;
    }
    if after.starts_with(['/', '{']) {
        return Some(String::new());
    }
    // Among words it is left to be seen.
    let in_address = before.ends_with(['(', '"', '\'', '=', '<']);
    in_address.then(|| "/".to_owned())
}
