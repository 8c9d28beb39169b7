//! JSON text, as little of it as a line about a post or a finding needs.

/// An object that is being written.
pub(crate) struct Object {
    text: String,
}

impl Object {
    /// One with nothing in it.
    pub(crate) fn new() -> Self {
        Self {
            text: "{".to_owned(),
        }
    }

    /// Adds a value that is JSON already.
    pub(crate) fn raw(&mut self, key: &str, value: &str) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        push_string(key, &mut self.text);
        self.text.push(':');
        self.text.push_str(value);
    }

    /// Adds a text, or `null`.
    pub(crate) fn text(&mut self, key: &str, value: Option<&str>) {
        self.raw(key, &value.map_or_else(|| "null".to_owned(), string));
    }

    /// The object.
    pub(crate) fn end(mut self) -> String {
        self.text.push('}');
        self.text
    }
}

/// A text in quotes.
pub(crate) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_string(text, &mut out);
    out
}

/// A list of values that are JSON already.
pub(crate) fn list(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect();
    format!("[{}]", values.join(","))
}

fn push_string(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            // Also the line ends that only JavaScript knows.
            '\0'..=' ' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' if letter != ' ' => {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_json_allows() {
        let mut object = Object::new();
        object.text("a\"b", Some("\\ \u{1}\n\u{2028} я😀"));
        object.text("n", None);
        object.raw("l", &list(["x", "y"].into_iter().map(string)));
        assert_eq!(
            object.end(),
            r#"{"a\"b":"\\ \u0001\n\u2028 я😀","n":null,"l":["x","y"]}"#
        );
    }
}
