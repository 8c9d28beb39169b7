//! What an author says behind the name of a tag: `src="a.png" 300`,
//! `(id="x", width=3)`.

/// Words and named values, in their order; a word has no name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments<'a>(Vec<(&'a str, &'a str)>);

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
                    found.push(("", name));
                    rest = after;
                }
            }
        }
    }

    /// A value by its name.
    pub(super) fn named(&self, name: &str) -> Option<&'a str> {
        let mut known = self.0.iter();
        let found = known.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| *value)
    }

    /// The words without a name.
    pub(super) fn words(&self) -> impl Iterator<Item = &'a str> {
        let words = self.0.iter().filter(|(name, _)| name.is_empty());
        words.map(|(_, value)| *value)
    }

    /// A value by its name, else the first word.
    pub(super) fn first(&self, name: &str) -> Option<&'a str> {
        self.named(name).or_else(|| self.words().next())
    }
}

/// The value at the start of `text`, in quotes or up to a space, and what
/// stands behind it.
fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\'', '`'] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let is_end = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ')');
    let end = text.find(is_end).unwrap_or(text.len());
    // Goes on in any case.
    text.split_at(end.max(text.chars().next().map_or(0, char::len_utf8)))
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
            ("lang:js a=", vec![("", "lang:js"), ("a", "")]),
            ("= =", vec![("", "=")]),
        ] {
            assert_eq!(Arguments::read(text).0, expected, "{text}");
        }
    }
}
