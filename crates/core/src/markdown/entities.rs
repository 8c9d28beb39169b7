//! Entities in HTML: `&copy;`, `&#169;`.
//!
//! The names are the Markdown parser's own table; a second one would weigh as
//! much as a fifth of the app.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// The longest name of HTML's has 31 letters.
const LONGEST_NAME: usize = 32;

/// `text` with its entities decoded, once.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        match numeric(entity).or_else(|| named(entity)) {
            Some((decoded, after)) => {
                out.push_str(&decoded);
                rest = after;
            }
            None => {
                out.push('&');
                rest = entity.strip_prefix('&').unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A numeric entity and what follows it; its semicolon may be missing, as
/// browsers accept it.
fn numeric(entity: &str) -> Option<(String, &str)> {
    let number = entity.strip_prefix("&#")?;
    let (number, radix) = match number.strip_prefix(['x', 'X']) {
        Some(number) => (number, 16),
        None => (number, 10),
    };
    let end = number.find(|digit: char| !digit.is_digit(radix));
    let (digits, rest) = number.split_at(end.unwrap_or(number.len()));
    if digits.is_empty() {
        return None;
    }
    let letter = u32::from_str_radix(digits, radix)
        .ok()
        .and_then(char::from_u32);
    let letter = letter.filter(|letter| *letter != '\0');
    let decoded = letter.unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
    Some((decoded, rest.strip_prefix(';').unwrap_or(rest)))
}

fn named(entity: &str) -> Option<(String, &str)> {
    let name = entity.get(1..)?;
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let whole = entity.get(..end + 2).filter(|whole| whole.ends_with(';'))?;
    if whole.len() > LONGEST_NAME + 2 {
        return None;
    }
    let mut decoded = String::new();
    for event in Parser::new(whole) {
        if let Event::Text(text) = event {
            decoded.push_str(&text);
        }
    }
    (decoded != whole).then(|| (decoded, entity.get(whole.len()..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_once() {
        for (text, expected) in [
            ("a &copy; b &amp;lt; c", "a © b &lt; c"),
            ("&#106avascript&#58;&#x3A;", "javascript::"),
            ("&#0;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&nope; & &; &# &#x; &lt", "&nope; & &; &# &#x; &lt"),
            ("&é;&NotEqualTilde;", "&é;≂̸"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }
}
