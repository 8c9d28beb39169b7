//! Words in values of front matter, whichever way they are listed.

use crate::hidden::{is_left_out, without};
use crate::value::Value;

/// Whether a key is `name`, which has neither capitals nor `_` nor `-`.
pub(super) fn is_name(key: &str, name: &str) -> bool {
    let letters = key.bytes().filter(|byte| !matches!(byte, b'_' | b'-'));
    letters
        .map(|byte| byte.to_ascii_lowercase())
        .eq(name.bytes())
}

/// The first of `names` that a map has a text for.
pub(super) fn inner(map: &Value, names: &[&str]) -> Option<String> {
    let Value::Map(entries) = map else {
        return None;
    };
    names.iter().find_map(|name| {
        let (_, value) = entries.iter().find(|(key, _)| is_name(key, name))?;
        let text = value.as_text().map(|text| without(&text));
        text.filter(|text| !text.trim().is_empty())
    })
}

/// Every word in a list, in the lists of a map, or between commas where
/// `split` says so; each once.
pub(super) fn collect_words(value: &Value, split: bool, words: &mut Vec<String>) {
    match value {
        Value::List(items) => {
            for item in items {
                collect_words(item, false, words);
            }
        }
        Value::Map(entries) => {
            for (_, item) in entries {
                collect_words(item, split, words);
            }
        }
        single => {
            let text = single.as_text().unwrap_or_default();
            if split {
                text.split(',').for_each(|word| push_word(word, words));
            } else {
                push_word(&text, words);
            }
        }
    }
}

/// Names, or maps with a `name`; each once where they are words.
pub(super) fn collect_names(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::List(items) => items.iter().for_each(|item| collect_names(item, names)),
        Value::Map(_) => names.extend(inner(value, &["name", "title"])),
        single => collect_words(single, true, names),
    }
}

/// The first character in the texts of a value that nobody sees.
pub(super) fn first_hidden(value: &Value) -> Option<char> {
    match value {
        Value::Text(text) => text.chars().find(|letter| is_left_out(*letter)),
        Value::List(items) => items.iter().find_map(first_hidden),
        Value::Map(entries) => entries.iter().find_map(|(_, item)| first_hidden(item)),
        _ => None,
    }
}

fn push_word(word: &str, words: &mut Vec<String>) {
    let word = without(word);
    let word = word.trim();
    if !word.is_empty() && !words.iter().any(|known| known == word) {
        words.push(word.to_owned());
    }
}
