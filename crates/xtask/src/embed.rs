//! What elements in other people's pages load: their scripts are told the names
//! of the app's files, which have hashes in them, and the style sheet is made
//! to fit a shadow tree.

use crate::failure::Failure;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// What a browser may download of `inkfold.js`: bytes, compressed with brotli
/// at its highest. Every reader of the page around loads it.
pub(crate) const BUDGET: usize = 3 * 1024;

/// The script with the elements.
pub(crate) const LOADER: &str = "inkfold.js";
const PAGE: &str = "index.html";
/// What draws in an element, and its looks; in a site they have hashes in their
/// names.
const SCRIPT: &str = "widget.js";
/// What finds out why one of the files does not come.
const FAULTS: &str = "embed-faults.js";
const STYLE: &str = "widget.css";
/// Stands in a script for the names.
const FILES: &str = "INKFOLD_FILES";

/// Finishes the app in `folder`, as Trunk and the minifier have left it.
pub(crate) fn finish(folder: &Path) -> Result<(), Failure> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).map_err(Failure::file("read", &path))
    };
    let page = read(PAGE)?;
    let named = |attribute: &str| {
        let value = value_of(&page, attribute);
        value.ok_or_else(|| unfit(&folder.join(PAGE), format!("it has no `{attribute}`")))
    };
    let with_names = |name: &str, files: &[String]| {
        let script = read(name)?;
        match script.matches(FILES).count() {
            1 => Ok(script.replace(FILES, &files.join(" "))),
            _ => Err(unfit(
                &folder.join(name),
                format!("{FILES} does not stand in it once"),
            )),
        }
    };
    let style = named("rel=\"stylesheet\" href")?;
    let sheet = fitted(&(read(&style)? + &read(STYLE)?));
    let style = put_under_hash(folder, STYLE, &sheet)?;
    let files = [named("data-reader")?, named("data-math")?, style.clone()];
    let script = with_names(SCRIPT, &files)?;
    let mut files = vec![
        named("data-js")?,
        named("data-wasm")?,
        put_under_hash(folder, SCRIPT, &script)?,
    ];
    write(&folder.join(LOADER), &with_names(LOADER, &files)?)?;
    files.push(style);
    write(&folder.join(FAULTS), &with_names(FAULTS, &files)?)
}

/// Has this text take the place of a file, under a name that is of this text
/// alone. Gives the name.
fn put_under_hash(folder: &Path, name: &str, text: &str) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let new = format!("{stem}-{:016x}.{ending}", hasher.finish());
    write(&folder.join(&new), text)?;
    let old = folder.join(name);
    fs::remove_file(&old).map_err(Failure::file("remove", &old))?;
    Ok(new)
}

/// The value of the first attribute that is written like this, from the app's
/// root.
fn value_of(page: &str, attribute: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("{attribute}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(value.strip_prefix("./").unwrap_or(value).to_owned())
}

/// A style sheet for an element of any width in a page whose text has any
/// size: `rem` is the size of the page's root, and the window's width says
/// nothing.
fn fitted(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    for part in css.split_inclusive('{') {
        let at = part.find("@media").filter(|at| {
            part.get(*at..)
                .is_some_and(|query| query.contains("-width"))
        });
        match at {
            Some(at) => {
                let (before, query) = part.split_at(at);
                out.push_str(&with_units(before));
                out.push_str(&query.replace("@media", "@container").replace("rem", "em"));
            }
            None => out.push_str(&with_units(part)),
        }
    }
    out
}

fn with_units(css: &str) -> String {
    let css = each_length(css, "rem", |number| format!("calc({number}*var(--rem))"));
    each_length(&css, "vw", |number| format!("{number}cqi"))
}

/// The text with another one for each number with this unit.
fn each_length(css: &str, unit: &str, length: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once(unit) {
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = before.get(digits.len()..).unwrap_or_default();
        let ends = !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        match number {
            number if !number.is_empty() && ends => {
                out.push_str(digits);
                out.push_str(&length(number));
            }
            _ => {
                out.push_str(before);
                out.push_str(unit);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(Failure::file("write", path))
}

fn unfit(path: &Path, reason: String) -> Failure {
    Failure::Embed {
        path: PathBuf::from(path),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_sheet_fits_any_page() {
        for (css, expected) in [
            (
                "a{margin:1.5rem .5rem}",
                "a{margin:calc(1.5*var(--rem)) calc(.5*var(--rem))}",
            ),
            (
                "a{gap:clamp(1rem,4vw,2rem)}",
                "a{gap:clamp(calc(1*var(--rem)),4cqi,calc(2*var(--rem)))}",
            ),
            (".premium{color:red}", ".premium{color:red}"),
            (
                "@media (min-width:75rem){a{top:2rem}}",
                "@container (min-width:75em){a{top:calc(2*var(--rem))}}",
            ),
            (
                "b{top:1rem}@media (max-width:3rem){a{}}",
                "b{top:calc(1*var(--rem))}@container (max-width:3em){a{}}",
            ),
            ("@media print{a{}}", "@media print{a{}}"),
            (
                "b{border-width:0}@media print{",
                "b{border-width:0}@media print{",
            ),
        ] {
            assert_eq!(fitted(css), expected);
        }
    }

    /// What stands in the files of a folder between these words, each once.
    fn between(folder: &Path, before: &str, after: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                between(&path, before, after, found);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let parts = text.split(before).skip(1);
                let names = parts.filter_map(|rest| Some(rest.split_once(after)?.0.to_owned()));
                found.extend(names.filter(|name| {
                    let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
                    !name.is_empty() && name.chars().all(is_name)
                }));
            }
        }
    }

    #[test]
    fn editors_and_readers_are_told_of_all_there_is() {
        let root = crate::run::root();
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
        let manifest = read("src/embed/custom-elements.json");
        let page = read("content/posts/widgets.md");
        let script = read("src/embed/inkfold.js");
        let types = read("src/embed/inkfold.d.ts");
        let told = |text: &str, word: String| assert!(text.contains(&word), "{word}");

        let (_, rest) = script.split_once("drawnAnew = [").unwrap();
        let (attributes, _) = rest.split_once(']').unwrap();
        let attributes = attributes.split(", ").map(|name| name.trim_matches('\''));
        for name in attributes.chain(["theme", "loading", "fallback"]) {
            told(&manifest, format!("\"name\": \"{name}\""));
            told(&page, format!("| `{name}` |"));
        }
        let (mut parts, mut properties) = (BTreeSet::new(), BTreeSet::new());
        between(&root.join("src"), "part(\"", "\")", &mut parts);
        between(&root.join("src"), "var(--inkfold-", ",", &mut properties);
        assert!(parts.len() > 10 && properties.len() > 10);
        for part in parts {
            told(&manifest, format!("\"name\": \"{part}\""));
            told(&page, format!("`{part}`"));
        }
        for property in properties {
            told(&manifest, format!("\"name\": \"--inkfold-{property}\""));
            told(&page, format!("-{property}`"));
        }
        for event in ["ready", "error", "navigate"] {
            told(&manifest, format!("\"name\": \"inkfold-{event}\""));
            told(&types, format!("'inkfold-{event}'"));
            told(&page, format!("`inkfold-{event}`"));
        }
    }

    #[test]
    fn finds_names_in_the_page() {
        let page = "<link rel=\"stylesheet\" href=\"./style-1.css\"><script data-js=\"./a.js\">";
        assert_eq!(value_of(page, "data-js").as_deref(), Some("a.js"));
        let style = value_of(page, "rel=\"stylesheet\" href");
        assert_eq!(style.as_deref(), Some("style-1.css"));
        assert_eq!(value_of(page, "data-wasm"), None);
    }
}
