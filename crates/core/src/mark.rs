//! Texts parted and joined at marks of several letters.
//!
//! What `str` has for it brings along an algorithm for finding long words in
//! long texts, and joins each kind of list in code of its own: every reader
//! would download a kilobyte for it.

/// The text before the first `mark` and the one after it.
pub fn part<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let first = mark.chars().next()?;
    let mut from = 0;
    loop {
        // One letter is found several bytes at a time.
        let at = from + text.get(from..)?.find(first)?;
        let (before, rest) = text.split_at_checked(at)?;
        if let Some(after) = rest.strip_prefix(mark) {
            return Some((before, after));
        }
        from = at + first.len_utf8();
    }
}

/// Whether `letter` is in the text.
pub fn has(text: &str, letter: char) -> bool {
    match u8::try_from(letter) {
        // No other letter has such a byte in it, and bytes are found quickly.
        Ok(byte) if byte.is_ascii() => text.as_bytes().contains(&byte),
        _ => text.chars().any(|known| known == letter),
    }
}

/// The text with `value` for each `mark`.
pub fn replace(text: &str, mark: &str, value: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = part(rest, mark) {
        out.push_str(before);
        out.push_str(value);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The parts with `mark` between them.
pub fn join(parts: &[String], mark: &str) -> String {
    let mut out = String::new();
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            out.push_str(mark);
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_at_the_first_mark() {
        assert_eq!(part("a<!--б--><!--", "<!--"), Some(("a", "б--><!--")));
        assert_eq!(part("--", "-->"), None);
        assert_eq!(part("a--->", "-->"), Some(("a-", "")));
        assert_eq!(part("бвбг", "бг"), Some(("бв", "")));
        assert_eq!(part("", "x"), None);
        assert_eq!(part("a", ""), None);
    }

    #[test]
    fn finds_letters() {
        for (letter, expected) in [
            ('a', true),
            ('б', true),
            ('в', false),
            ('b', false),
            ('±', false),
        ] {
            assert_eq!(has("a б", letter), expected, "{letter}");
        }
    }

    #[test]
    fn replaces_every_mark_and_joins() {
        assert_eq!(replace("**/a/**/", "**/", ""), "a/");
        assert_eq!(replace("abab", "ab", "ba"), "baba");
        assert_eq!(join(&["a".into(), "б".into()], ", "), "a, б");
        assert_eq!(join(&[], ", "), "");
    }
}
