//! Hostile texts: ours, and those in the folder that `INKFOLD_XSS` names. The
//! browser tests at the root use them as well.

use std::collections::BTreeSet;
use std::path::Path;

/// Those of the repository.
pub fn ours() -> Vec<String> {
    let texts = include_str!("../specs/xss.txt").split("====\n").skip(1);
    let texts = texts.map(|text| text.trim_end_matches('\n').to_owned());
    texts.collect()
}

/// Those in the folder, each once: every line of its files, and what stands in
/// quotation marks where they are programs.
pub fn others() -> Vec<String> {
    let mut found = BTreeSet::new();
    if let Some(folder) = std::env::var_os("INKFOLD_XSS") {
        below(Path::new(&folder), &mut found);
    }
    found.into_iter().collect()
}

fn below(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            below(&path, found);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        found.extend(lines.map(str::to_owned));
        let ending = path.extension().and_then(|ending| ending.to_str());
        if matches!(ending, Some("js" | "json" | "mjs" | "rs")) {
            quoted(&text, found);
        }
    }
}

/// What stands in quotation marks, without what escapes it.
fn quoted(text: &str, found: &mut BTreeSet<String>) {
    let mut letters = text.chars();
    while let Some(mark) = letters.next() {
        if !matches!(mark, '"' | '\'' | '`') {
            continue;
        }
        let mut inside = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n') => inside.push('\n'),
                    Some('t') => inside.push('\t'),
                    Some(escaped) => inside.push(escaped),
                    None => {}
                },
                _ if letter == mark => break,
                // An apostrophe of a comment.
                '\n' if mark == '\'' => break,
                _ => inside.push(letter),
            }
        }
        if inside.contains(['<', ':', '[', '(']) {
            found.insert(inside);
        }
    }
}
