//! Entities in HTML: `&copy;`, `&#169;`.
//!
//! The names are the Markdown parser's own table; a second one would weigh as
//! much as a fifth of the app.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// The longest name of HTML's has 31 letters.
const LONGEST_NAME: usize = 32;

/// What browsers take for one without its semicolon.
const OLD: &str = " AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc \
    Egrave Euml GT Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT \
    REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde \
    auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 \
    frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not \
    ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect \
    shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml ";
/// What the numbers from 128 mean to browsers: letters of Windows-1252, for
/// those that have no control character there.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

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
    let number = u32::from_str_radix(digits, radix).ok();
    let letter = number.and_then(|number| match number {
        0x80..=0x9F => WINDOWS.chars().zip(0x80..).find(|(_, at)| *at == number),
        _ => char::from_u32(number).map(|letter| (letter, number)),
    });
    let letter = letter.map(|(letter, _)| letter);
    let letter = letter.filter(|letter| *letter != '\0');
    let decoded = letter.unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
    Some((decoded, rest.strip_prefix(';').unwrap_or(rest)))
}

fn named(entity: &str) -> Option<(String, &str)> {
    let name = entity.get(1..)?;
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric());
    let (name, rest) = name.split_at(end.unwrap_or(name.len()));
    if name.is_empty() || name.len() > LONGEST_NAME {
        return None;
    }
    let after = match rest.strip_prefix(';') {
        Some(after) => after,
        // In an address it may be the name of something else.
        None if rest.starts_with('=') || !OLD.contains(&format!(" {name} ")) => return None,
        None => rest,
    };
    let whole = format!("&{name};");
    let mut decoded = String::new();
    for event in Parser::new(&whole) {
        if let Event::Text(text) = event {
            decoded.push_str(&text);
        }
    }
    (decoded != whole).then_some((decoded, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_every_old_name() {
        assert_eq!(OLD.split_whitespace().count(), 106);
        for name in OLD.split_whitespace() {
            let [old, new] = [format!("&{name}"), format!("&{name};")];
            assert_eq!(decode(&old), decode(&new));
            assert_ne!(decode(&old), old);
        }
        assert_eq!(WINDOWS.chars().count(), 32);
    }

    #[test]
    fn decodes_once() {
        for (text, expected) in [
            ("a &copy; b &amp;lt; c", "a © b &lt; c"),
            ("&#106avascript&#58;&#x3A;", "javascript::"),
            ("&#0;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&nope; & &; &# &#x; &lt", "&nope; & &; &# &#x; <"),
            (
                "&copy 1 &COPY, &copyx &hellip &copy=1",
                "© 1 ©, &copyx &hellip &copy=1",
            ),
            ("&#128;&#150;&#x9F;&#129;&#160;", "€–Ÿ\u{81}\u{A0}"),
            ("&é;&NotEqualTilde;", "&é;≂̸"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }
}
