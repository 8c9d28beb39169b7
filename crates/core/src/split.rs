//! Where the front matter ends and the article begins.
//!
//! Line-based and exact about positions; reading what stands in the front
//! matter is for [`crate::yaml`] and [`crate::front_matter`].

/// The parts of a post, borrowed from its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The lines between the fences, when there are any fences.
    pub front_matter: Option<&'a str>,
    /// The line of the file (from 1) on which the front matter text starts.
    pub front_matter_line: usize,
    /// Whether a closing fence was there.
    pub closed: bool,
    /// The article.
    pub body: &'a str,
    /// The line of the file (from 1) on which the article starts.
    pub body_line: usize,
}

/// Parts `text` at its `---` fences. Blank lines before the opening fence,
/// spaces after a fence and `...` as the closing one are accepted. A rule
/// `---` that opens plain prose is not a fence. Where the closing fence is
/// missing, the `key: value` lines up to the first blank line count.
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
    if !is_fence(opening.text, &["---"]) {
        return without;
    }
    let first_line = opening.number + 1;
    let mut looks_like_keys = false;
    let mut first_blank = None;
    let mut first_stray = None;
    for line in lines {
        if is_fence(line.text, &["---", "..."]) {
            let front_matter = text.get(opening.end..line.start).unwrap_or_default();
            if !looks_like_keys && !front_matter.trim().is_empty() {
                return without;
            }
            return Parts {
                front_matter: Some(front_matter),
                front_matter_line: first_line,
                closed: true,
                body: text.get(line.end..).unwrap_or_default(),
                body_line: line.number + 1,
            };
        }
        if line.text.trim().is_empty() {
            first_blank.get_or_insert((line.start, line.number));
        } else if starts_with_key(line.text) {
            looks_like_keys = true;
        } else if is_prose(line.text) {
            first_stray.get_or_insert((line.start, line.number));
            if first_blank.is_some() && looks_like_keys {
                // The article has begun; a rule further down is its own.
                break;
            }
        }
    }
    let begins = first_blank.into_iter().chain(first_stray).min();
    let (end, body_line) = begins.unwrap_or((text.len(), first_line));
    let unclosed = text.get(opening.end..end).unwrap_or_default();
    if !unclosed.lines().any(starts_with_key) {
        return without;
    }
    Parts {
        front_matter: Some(unclosed),
        front_matter_line: first_line,
        closed: false,
        body: text.get(end..).unwrap_or_default(),
        body_line,
    }
}

fn is_fence(line: &str, fences: &[&str]) -> bool {
    fences.contains(&line.trim_end())
}

/// Whether a line reads `key: …` the way YAML keys look.
fn starts_with_key(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else {
        return false;
    };
    (rest.is_empty() || rest.starts_with([' ', '\t'])) && key.split_whitespace().count() <= 2
}

/// Whether a line can only be an article's: it is no key, nor indented below
/// one, nor an item, a comment or the end of a bracket.
fn is_prose(line: &str) -> bool {
    !line.starts_with([' ', '\t', '#', '-', ']', '}']) && !starts_with_key(line)
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
            (parts.front_matter, parts.body, parts.body_line),
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
        check("---\ntitle: a\n---", Some("title: a\n"), "", 4);
        check(
            "---\n# note\n\ntitle: a\n---\nb",
            Some("# note\n\ntitle: a\n"),
            "b",
            6,
        );
    }

    #[test]
    fn leaves_a_rule_alone() {
        for text in [
            "",
            "plain",
            "---\n\nhello\n\n---\nworld",
            "---",
            "---\nno keys here",
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
    fn an_unclosed_front_matter_ends_at_a_blank_line() {
        let parts = split("---\ntitle: a\ndate: b\n\nThe article.");
        assert_eq!(parts.front_matter, Some("title: a\ndate: b\n"));
        assert!(!parts.closed);
        assert_eq!(parts.body, "\nThe article.");
        assert_eq!(parts.body_line, 4);
        check(
            "---\ntitle: a\n\nOne.\n\n---\n\nTwo.",
            Some("title: a\n"),
            "\nOne.\n\n---\n\nTwo.",
            3,
        );
        check(
            "---\ntitle: a\nOne.\nTwo.",
            Some("title: a\n"),
            "One.\nTwo.",
            3,
        );
    }
}
