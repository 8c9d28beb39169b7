//! The keys of front matter and of `site.yaml`: where they stand, and which
//! known one an unknown one is near.

use inkfold_core::diagnostic::Position;
use inkfold_core::split::Format;

use super::finding::Place;

/// Keys of other engines that are near one of ours and no slip of the pen.
const FOREIGN: [&str; 8] = [
    "color",
    "colors",
    "data",
    "height",
    "images",
    "links",
    "page",
    "templates",
];

/// How many letters a key has, at least, for two of them to be wrong.
const LONG: usize = 6;

/// The top-level keys of a text that begins on line `first_line`, with their
/// places.
pub(super) fn places(text: &str, format: Format, first_line: usize) -> Vec<(String, Place)> {
    let mark = match format {
        Format::Toml => '=',
        Format::Yaml | Format::Json => ':',
    };
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        // What follows belongs to the table.
        if format == Format::Toml && line.starts_with('[') {
            break;
        }
        let start = match format {
            Format::Json => line.trim_start_matches(['{', ',', ' ', '\t']),
            _ => line,
        };
        let Some((key, _)) = start.split_once(mark) else {
            continue;
        };
        let name = key.trim_end().trim_matches(['"', '\'']);
        if name.is_empty() || name.starts_with([' ', '\t', '#', '-']) {
            continue;
        }
        let before = line.chars().count() - start.chars().count();
        let place = Place {
            position: Position {
                line: first_line + index,
                column: before + 1,
            },
            length: key.trim_end().chars().count(),
        };
        found.push((name.to_owned(), place));
    }
    found
}

/// The place of the first of `keys` that is called one of `names`, in which
/// there are neither capitals nor `_` nor `-`.
pub(super) fn place_of(keys: &[(String, Place)], names: &[&str]) -> Option<Place> {
    let is_named = |(key, _): &&(String, Place)| names.contains(&plain(key).as_str());
    keys.iter().find(is_named).map(|(_, place)| *place)
}

/// The one of `known` that `key` was probably meant to be.
pub(super) fn nearest<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    let key = plain(key);
    if FOREIGN.contains(&key.as_str()) {
        return None;
    }
    let letters = key.chars().count();
    let most = match letters {
        0..3 => return None,
        _ if letters < LONG => 1,
        _ => 2,
    };
    let distance = |known: &&'a str| (strsim::osa_distance(&key, &plain(known)), *known);
    let near = known.iter().map(distance).min();
    near.filter(|(distance, _)| *distance <= most)
        .map(|(_, known)| known)
}

fn plain(key: &str) -> String {
    let letters = key.chars().filter(|letter| !matches!(letter, '_' | '-'));
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use inkfold_core::front_matter::KEYS;

    #[test]
    fn finds_the_key_that_was_meant() {
        for (key, expected) in [
            ("titel", Some("title")),
            ("Tilte", Some("title")),
            ("publishdat", Some("publish_date")),
            ("unpublised_date", Some("unpublish_date")),
            ("tgas", Some("tags")),
            ("dat", Some("date")),
            ("page", None),
            ("images", None),
            ("visible", None),
            ("template", None),
            ("process", None),
            ("menu", None),
            ("cache_enable", None),
            ("layout", None),
            ("x", None),
        ] {
            assert_eq!(nearest(key, &KEYS), expected, "{key}");
        }
    }

    #[test]
    fn tells_where_keys_stand() {
        let at = |line, column, length| Place {
            position: Position { line, column },
            length,
        };
        for (format, text, expected) in [
            (
                Format::Yaml,
                "# a: b\ntitle: x\n'tags' :\n  - y: z\n- v: w\n",
                vec![("title", at(6, 1, 5)), ("tags", at(7, 1, 6))],
            ),
            (
                Format::Toml,
                "title = 1\n[extra]\ntags = 2\n",
                vec![("title", at(5, 1, 5))],
            ),
            (
                Format::Json,
                "{\"title\": 1,\n  \"tags\": 2}",
                vec![("title", at(5, 2, 7)), ("tags", at(6, 3, 6))],
            ),
        ] {
            let found = places(text, format, 5);
            let found: Vec<_> = found.iter().map(|(key, at)| (key.as_str(), *at)).collect();
            assert_eq!(found, expected);
        }
    }
}
