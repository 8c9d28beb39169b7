//! Real posts, in the folder that `INKFOLD_CORPUS` names. Without them there is
//! nothing to do here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use inkfold_core::post::Post;
use inkfold_core::split;

fn corpus() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("INKFOLD_CORPUS")?);
    folder.is_dir().then_some(folder)
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    for entry in entries.flatten() {
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            files_below(&path, found);
        } else if matches!(ending, Some("md" | "markdown")) {
            found.push(path);
        }
    }
}

/// The value of a plain top-level key, read with no regard for YAML or TOML.
fn plainly<'a>(front_matter: &'a str, key: &str) -> Option<&'a str> {
    let mut lines = front_matter.lines();
    let value = lines.find_map(|line| {
        let (name, value) = line.split_once([':', '='])?;
        (name.trim_end().eq_ignore_ascii_case(key)).then_some(value.trim())
    })?;
    let quoted = ['"', '\''].into_iter().find_map(|quote| {
        let inside = value.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inside.contains([quote, '\\'])).then_some(inside)
    });
    let plain = !value.contains(['"', '\'', '|', '>', '#', '&', '\\', '[', '{']);
    quoted.or(plain.then_some(value)).map(str::trim)
}

/// Digits in the shape `0000-00-00`, with any of its marks.
fn has_day(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
        .collect();
    ["0000-00-00", "0000/00/00"]
        .iter()
        .any(|day| shape.contains(day))
}

#[test]
fn every_real_post_is_read() {
    let Some(folder) = corpus() else {
        eprintln!("no corpus here: nothing is checked");
        return;
    };
    let mut files = Vec::new();
    files_below(&folder, &mut files);
    let mut counts: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for file in &files {
        let inside = file.strip_prefix(&folder).expect("below the folder");
        let path = inside.to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(file).expect("a file");
        let post = Post::read(&path, &bytes);
        assert!(!post.title.trim().is_empty(), "{path} has a title");
        assert!(!post.slug.is_empty(), "{path} has a slug");
        post.summary_text("");
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let lines = text.lines().count() + 1;
        for found in &post.diagnostics {
            let line = found.position.map_or(1, |at| at.line);
            assert!((1..=lines).contains(&line), "{path}: {found}");
        }
        let parts = split::split(&text);
        let (_, front_matter) = parts.front_matter.unwrap_or((split::Format::Yaml, ""));
        if let Some(title) = plainly(front_matter, "title").filter(|title| !title.is_empty()) {
            assert_eq!(post.title, title, "{path}");
        }
        let dated = ["date", "path"]
            .iter()
            .any(|key| plainly(front_matter, key).is_some_and(has_day));
        if dated || path.rsplit('/').next().is_some_and(has_day) {
            assert!(post.date.is_some(), "{path} has a date");
        }
        let blog = path.split('/').next().unwrap_or_default().to_owned();
        let [read, undated, mended, wrong] = counts.entry(blog).or_default();
        *read += 1;
        *undated += usize::from(post.date.is_none());
        *wrong += usize::from(post.has_errors());
        *mended += usize::from(!post.has_errors() && !post.diagnostics.is_empty());
    }
    for (blog, [read, undated, mended, wrong]) in counts {
        eprintln!("{blog}: {read} read, {undated} undated, {mended} mended, {wrong} with errors");
    }
}
