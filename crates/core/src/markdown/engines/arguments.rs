//! What an author says behind the name of a tag: `src="a.png" 300`,
//! `(id="x", width=3)`.

use std::borrow::Cow;

/// Words and named values, in their order; a word has no name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl<'a> Arguments<'a> {
    /// Reads what stands behind a name. Commas part values as spaces do, if
    /// they stand before one.
    pub(super) fn read(mut rest: &'a str) -> Self {
        let mut found = Vec::new();
        loop {
            rest = rest.trim_start_matches(|letter: char| {
                letter.is_whitespace() || matches!(letter, ',' | '(' | ')')
            });
            if rest.is_empty() {
                return Self(found);
            }
            let is_end = |letter: char| letter.is_whitespace() || "=\"'`,)".contains(letter);
            let (name, after) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
            let value = after.strip_prefix('=').map(str::trim_ascii_start);
            match value
                .map(value_of)
                .or_else(|| name.is_empty().then(|| value_of(after)))
            {
                Some((value, after)) => {
                    found.push((name, value));
                    rest = after;
                }
                None => {
                    found.push(("", Cow::Borrowed(name)));
                    rest = after;
                }
            }
        }
    }

    /// A value by its name.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        let mut known = self.0.iter();
        let found = known.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| &**value)
    }

    /// The words without a name.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.0.iter().filter(|(name, _)| name.is_empty());
        words.map(|(_, value)| &**value)
    }

    /// A value by its name, else the first word.
    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.named(name).or_else(|| self.words().next())
    }
}

/// The value at the start of `text`, in quotes or up to a space, and what
/// stands behind it.
pub(super) fn value_of(text: &str) -> (Cow<'_, str>, &str) {
    let quote = text.chars().next();
    if let Some(quote @ ('"' | '\'' | '`')) = quote {
        let inside = text.get(1..).unwrap_or_default();
        let length = length_in_quotes(inside, quote);
        let (value, after) = inside.split_at(length.unwrap_or(inside.len()));
        let value = match quote {
            '"' => without_escapes(value),
            _ => Cow::Borrowed(value),
        };
        return (value, after.strip_prefix(quote).unwrap_or(after));
    }
    let is_end = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ')');
    let end = text.find(is_end).unwrap_or(text.len());
    // Goes on in any case.
    let (value, after) = text.split_at(end.max(quote.map_or(0, char::len_utf8)));
    (Cow::Borrowed(value), after)
}

/// How long what stands in quotes is, up to the `quote` that ends it. Within
/// `"`, `\"` does not.
pub(super) fn length_in_quotes(inside: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    inside.char_indices().find_map(|(at, letter)| {
        if letter == quote && !is_escaped {
            return Some(at);
        }
        is_escaped = quote == '"' && letter == '\\' && !is_escaped;
        None
    })
}

/// What is written with backslashes before quotation marks and backslashes.
fn without_escapes(written: &str) -> Cow<'_, str> {
    if !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    let mut value = String::with_capacity(written.len());
    let mut letters = written.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = letters.next_if(|next| letter == '\\' && matches!(next, '"' | '\\'));
        value.push(escaped.unwrap_or(letter));
    }
    Cow::Owned(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_stands_behind_a_name() {
        for (text, expected) in [
            ("", vec![]),
            ("a b", vec![("", "a"), ("", "b")]),
            ("src=\"a b\" c", vec![("src", "a b"), ("", "c")]),
            ("(id=\"x\", width=3)", vec![("id", "x"), ("width", "3")]),
            ("=\"a b\"", vec![("", "a b")]),
            ("\"a\" `b` 'c", vec![("", "a"), ("", "b"), ("", "c")]),
            ("a='\"'", vec![("a", "\"")]),
            (
                r#"a="b \"c\" \\ \d" e"#,
                vec![("a", r#"b "c" \ \d"#), ("", "e")],
            ),
            (r"a='\' b", vec![("a", r"\"), ("", "b")]),
            ("lang:js a=", vec![("", "lang:js"), ("a", "")]),
            ("= =", vec![("", "=")]),
        ] {
            let read = Arguments::read(text);
            let read: Vec<_> = read.0.iter().map(|(name, it)| (*name, &**it)).collect();
            assert_eq!(read, expected, "{text}");
        }
    }
}
