//! Where the front matter ends and the article begins.
//!
//! Line-based and exact about positions; reading what stands in the front
//! matter is for [`crate::yaml`] and [`crate::front_matter`].

/// The language of a front matter, told by what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between lines `---`.
    Yaml,
    /// Between lines `+++`.
    Toml,
    /// From `{` to its `}`.
    Json,
}

impl Format {
    /// The line that opens it.
    pub fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
            Self::Json => "{",
        }
    }

    /// Whether a line reads `key: …` (`key = …` in TOML).
    fn starts_with_key(self, line: &str) -> bool {
        let mark = if self == Self::Toml { '=' } else { ':' };
        let Some((key, rest)) = line.split_once(mark) else {
            return false;
        };
        let ends = mark == '=' || rest.is_empty() || rest.starts_with([' ', '\t']);
        ends && matches!(key.split_whitespace().count(), 1 | 2)
    }

    /// Whether a line reads `key:value`, which YAML takes for one word. It is a
    /// key where nothing else is expected.
    fn starts_with_tight_key(self, line: &str) -> bool {
        self == Self::Yaml
            && line.split_once(':').is_some_and(|(key, value)| {
                let is_name =
                    |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
                !key.is_empty() && key.chars().all(is_name) && !value.starts_with("//")
            })
    }

    /// Whether a line can only be an article's: it is no key, nor indented
    /// below one, nor an item, a comment, a table or the end of a bracket.
    fn is_prose(self, line: &str) -> bool {
        let table = self == Self::Toml && line.starts_with('[');
        !table && !line.starts_with([' ', '\t', '#', '-', ']', '}']) && !self.starts_with_key(line)
    }
}

/// The parts of a post, borrowed from its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The front matter without its fences, if there is any.
    pub front_matter: Option<(Format, &'a str)>,
    /// The line of the file (from 1) on which the front matter text starts.
    pub front_matter_line: usize,
    /// Whether a closing fence was there.
    pub closed: bool,
    /// The article.
    pub body: &'a str,
    /// The line of the file (from 1) on which the article starts.
    pub body_line: usize,
}

/// Parts `text` at its fences: `---`, `+++`, or a JSON object. Blank lines
/// before the opening fence, spaces after a fence and `...` as the closing one
/// of YAML are accepted. A rule `---` that opens plain prose is not a fence.
/// Where the closing fence is missing, the `key: value` lines up to the first
/// blank line count.
pub fn split(text: &str) -> Parts<'_> {
    let without = Parts {
        front_matter: None,
        front_matter_line: 1,
        closed: true,
        body: text,
        body_line: 1,
    };
    let mut lines = Lines::new(text);
    let Some(opening) = lines.find(|line| !line.text.trim().is_empty()) else {
        return without;
    };
    let (format, closing): (_, &[&str]) = match opening.text.trim_end() {
        "---" => (Format::Yaml, &["---", "..."]),
        "+++" => (Format::Toml, &["+++"]),
        line if line.starts_with('{') => return json(text, &opening).unwrap_or(without),
        _ => return without,
    };
    let first_line = opening.number + 1;
    let mut looks_like_keys = false;
    let mut first_blank = None;
    let mut first_stray = None;
    let mut after_blank = false;
    for line in lines {
        if closing.contains(&line.text.trim_end()) {
            let front_matter = text.get(opening.end..line.start).unwrap_or_default();
            if !looks_like_keys && !front_matter.trim().is_empty() {
                return without;
            }
            return Parts {
                front_matter: Some((format, front_matter)),
                front_matter_line: first_line,
                closed: true,
                body: text.get(line.end..).unwrap_or_default(),
                body_line: line.number + 1,
            };
        }
        let is_blank = line.text.trim().is_empty();
        if is_blank {
            first_blank.get_or_insert((line.start, line.number));
        } else if format.starts_with_key(line.text)
            || (line.number == first_line && format.starts_with_tight_key(line.text))
        {
            looks_like_keys = true;
        } else if format.is_prose(line.text) {
            first_stray.get_or_insert((line.start, line.number));
            // Nothing but front matter ends with `+++`.
            if format == Format::Yaml && after_blank && looks_like_keys {
                // The article has begun; a rule further down is its own.
                break;
            }
        }
        after_blank = is_blank;
    }
    let begins = first_blank.into_iter().chain(first_stray).min();
    let (end, body_line) = begins.unwrap_or_else(|| {
        let rest = text.get(opening.end..).unwrap_or_default();
        (text.len(), first_line + rest.lines().count())
    });
    let unclosed = text.get(opening.end..end).unwrap_or_default();
    if !unclosed.lines().any(|line| format.starts_with_key(line)) {
        return without;
    }
    Parts {
        front_matter: Some((format, unclosed)),
        front_matter_line: first_line,
        closed: false,
        body: text.get(end..).unwrap_or_default(),
        body_line,
    }
}

/// An object of JSON, with its braces; nothing may follow it on its last line.
fn json<'a>(text: &'a str, opening: &Line<'_>) -> Option<Parts<'a>> {
    let rest = text.get(opening.start..)?;
    // `{{` and `{%` begin other things.
    let first = rest.get(1..)?.trim_start();
    first.starts_with(['"', '}']).then_some(())?;
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    let (end, _) = rest.char_indices().find(|(_, letter)| {
        match letter {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '{' if !in_string => depth += 1,
            '}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })?;
    let object = rest.get(..=end)?;
    let after = rest.get(end + 1..)?;
    let (tail, body) = after.split_once('\n').unwrap_or((after, ""));
    tail.trim().is_empty().then_some(Parts {
        front_matter: Some((Format::Json, object)),
        front_matter_line: opening.number,
        closed: true,
        body,
        body_line: opening.number + object.matches('\n').count() + 1,
    })
}

/// A line of a text with its place.
struct Line<'a> {
    text: &'a str,
    number: usize,
    start: usize,
    /// The offset after the line break.
    end: usize,
}

struct Lines<'a> {
    text: &'a str,
    start: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            start: 0,
            number: 0,
        }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self
            .text
            .get(self.start..)
            .filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let end = self.start + (length + 1).min(rest.len());
        self.number += 1;
        let line = Line {
            text: rest.get(..length).unwrap_or_default(),
            number: self.number,
            start: self.start,
            end,
        };
        self.start = end;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, front_matter: Option<&str>, body: &str, body_line: usize) {
        let parts = split(text);
        assert_eq!(
            (
                parts.front_matter.map(|(_, text)| text),
                parts.body,
                parts.body_line
            ),
            (front_matter, body, body_line),
            "{text:?}"
        );
    }

    #[test]
    fn parts_at_the_fences() {
        check("---\ntitle: a\n---\nbody", Some("title: a\n"), "body", 4);
        check("---\ntitle: a\n...\nbody", Some("title: a\n"), "body", 4);
        check(
            "\n \n--- \ntitle: a\n---  \n\nb",
            Some("title: a\n"),
            "\nb",
            6,
        );
        check("---\n---\nbody", Some(""), "body", 3);
        check(
            "---\ntitle:a\ndate:b\n---\nc",
            Some("title:a\ndate:b\n"),
            "c",
            5,
        );
        check("---\ntitle: a\n---", Some("title: a\n"), "", 4);
        check(
            "---\n# note\n\ntitle: a\n---\nb",
            Some("# note\n\ntitle: a\n"),
            "b",
            6,
        );
    }

    #[test]
    fn parts_toml_and_json_too() {
        let parted = |text: &'static str| {
            let parts = split(text);
            let (format, front_matter) = parts.front_matter.unwrap();
            (format, front_matter, parts.body, parts.body_line)
        };
        for (text, expected) in [
            (
                "+++\ntitle = 'a'\n\n[extra]\nx = 1\n+++\nb",
                (Format::Toml, "title = 'a'\n\n[extra]\nx = 1\n", "b", 7),
            ),
            (
                "\n+++ \na = \"\"\"\nx\n\nProse.\n\"\"\"\n+++\n\nb",
                (Format::Toml, "a = \"\"\"\nx\n\nProse.\n\"\"\"\n", "\nb", 9),
            ),
            ("+++\na = 1\n\nb", (Format::Toml, "a = 1\n", "\nb", 3)),
            (
                "{\"a\": \"}\"}\nb",
                (Format::Json, "{\"a\": \"}\"}", "b", 2),
            ),
            (
                "\n{\n  \"a\": {\"b\": \"\\\"{\"}\n}\n\nb",
                (Format::Json, "{\n  \"a\": {\"b\": \"\\\"{\"}\n}", "\nb", 5),
            ),
            ("{}\nb", (Format::Json, "{}", "b", 2)),
        ] {
            assert_eq!(parted(text), expected, "{text:?}");
        }
        for text in [
            "{{ x }}",
            "{% raw %}",
            "{\"a\": 1",
            "{\"a\"} b",
            "{",
            "+++\n\ntext",
        ] {
            check(text, None, text, 1);
        }
    }

    #[test]
    fn leaves_a_rule_alone() {
        for text in [
            "",
            "plain",
            "---\n\nhello\n\n---\nworld",
            "---",
            "---\nno keys here",
            "---\nhttps://a.b\n---\nc",
            "---\n\na:b\n\n---\nc",
            "---\na:b\n\nc",
            "----\ntitle: a\n----\n",
            "text\n---\ntitle: a\n---\n",
        ] {
            check(text, None, text, 1);
        }
    }

    #[test]
    fn a_dashed_line_in_a_value_does_not_close() {
        check(
            "---\ntitle: To be continued...\nsep: x ---\n---\nbody",
            Some("title: To be continued...\nsep: x ---\n"),
            "body",
            5,
        );
    }

    #[test]
    fn a_value_may_go_on_at_the_margin() {
        let keys = "title: a\n\ntags: [x,\ny]\n";
        check(&format!("---\n{keys}---\nbody"), Some(keys), "body", 7);
    }

    #[test]
    fn an_unclosed_front_matter_ends_at_a_blank_line() {
        let parts = split("---\ntitle: a\ndate: b\n\nThe article.");
        assert_eq!(
            parts.front_matter,
            Some((Format::Yaml, "title: a\ndate: b\n"))
        );
        assert!(!parts.closed);
        assert_eq!(parts.body, "\nThe article.");
        assert_eq!(parts.body_line, 4);
        check(
            "---\ntitle: a\n\nOne.\n\n---\n\nTwo.",
            Some("title: a\n"),
            "\nOne.\n\n---\n\nTwo.",
            3,
        );
        check("---\ntitle: a\ndate: b", Some("title: a\ndate: b"), "", 4);
        check(
            "---\ntitle: a\nOne.\nTwo.",
            Some("title: a\n"),
            "One.\nTwo.",
            3,
        );
    }
}
