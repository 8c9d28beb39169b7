//! What a page or a style sheet makes a browser load, as it is written there.
//! Good enough for the pages this project writes; not an HTML parser.

/// The relations of a `link` that make a browser load it at once.
const LOADING: [&str; 3] = ["stylesheet", "preload", "modulepreload"];

/// What scripts read of modules that they load where a page needs them.
const LATER: [&str; 2] = ["data-reader", "data-math"];

/// Scripts, style sheets and preloads of a page; and the data attributes of
/// scripts for which `is_file` says so, since the boot script reads there what
/// to load next. What reads raw files is loaded at once where it is preloaded.
pub(super) fn of_page(html: &str, is_file: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for Tag { name, attributes } in tags(html) {
        let loading = attributes.iter().any(|(name, value)| {
            name == "rel" && value.split_whitespace().any(|word| LOADING.contains(&word))
        });
        for (key, value) in attributes {
            let counts = match name.as_str() {
                "script" => {
                    let loaded = key.starts_with("data-") && !LATER.contains(&&*key);
                    key == "src" || (loaded && is_file(&value))
                }
                "link" => key == "href" && loading,
                _ => false,
            };
            if counts {
                found.push(value);
            }
        }
    }
    found
}

/// What `url(…)` in a style sheet names, except data that is in it already.
pub(super) fn of_style(css: &str) -> Vec<String> {
    css.split("url(")
        .skip(1)
        .filter_map(|after| after.split_once(')'))
        .map(|(value, _)| value.trim().trim_matches(['"', '\'']).to_owned())
        .filter(|value| !value.starts_with("data:") && !value.starts_with('#'))
        .collect()
}

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

/// The opening tags of a page, in order.
fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (name, mut inside) = word(after);
        let mut attributes = Vec::new();
        while let Some((attribute, after)) = attribute(inside) {
            attributes.push(attribute);
            inside = after;
        }
        if !name.is_empty() {
            let name = name.to_ascii_lowercase();
            found.push(Tag { name, attributes });
        }
        rest = inside;
    }
    found
}

/// The next attribute inside a tag and what follows it; none at the tag's end.
fn attribute(inside: &str) -> Option<((String, String), &str)> {
    let (name, after) = word(inside.trim_start_matches(|c: char| c.is_whitespace() || c == '/'));
    if name.is_empty() {
        return None;
    }
    let (value, after) = match after.trim_start().strip_prefix('=') {
        None => ("", after),
        Some(value) => {
            let value = value.trim_start();
            let quoted = value.strip_prefix('"').map(|value| (value, '"'));
            match quoted.or_else(|| value.strip_prefix('\'').map(|value| (value, '\''))) {
                Some((value, quote)) => value.split_once(quote).unwrap_or((value, "")),
                None => value.split_at(end_of(value, |c| c == '>' || c.is_whitespace())),
            }
        }
    };
    Some(((name.to_ascii_lowercase(), value.to_owned()), after))
}

/// The name a text begins with, and what follows.
fn word(text: &str) -> (&str, &str) {
    text.split_at(end_of(text, |c| "=>/".contains(c) || c.is_whitespace()))
}

fn end_of(text: &str, ends: impl Fn(char) -> bool) -> usize {
    text.find(ends).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_come_quoted_or_not_or_without_value() {
        let found = of_page(
            "<LINK rel=preload as=fetch crossorigin href=a.wasm><link href='b.css' rel = \"x stylesheet\"/>\
             <script async src=c.js></script><script>if (a < b) {}</script><script src='d.js'",
            |_| false,
        );
        assert_eq!(found, ["a.wasm", "b.css", "c.js", "d.js"]);
    }

    #[test]
    fn data_attributes_count_when_they_are_files() {
        let html = r#"<script data-wasm="x.wasm" data-base="./"></script><p data-wasm="y.wasm">"#;
        assert_eq!(of_page(html, |value| value.ends_with(".wasm")), ["x.wasm"]);
    }

    #[test]
    fn a_style_sheet_names_files_but_not_data() {
        let css = "@import url(a.css); b { c: url( \"d.svg\" ); e: url(data:f); g: url(#h) }";
        assert_eq!(of_style(css), ["a.css", "d.svg"]);
    }
}
