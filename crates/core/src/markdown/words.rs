//! Text that the Markdown parser is done with: which of its letters are signs
//! that mean nothing more, and which belong to a name or an address.

use std::ops::Range;

use super::autolink;
use super::builder::Builder;
use super::frame::{Kind, Origin};
use crate::document::Tag;

/// How far around a dash the rest of a name is looked for.
const LONGEST_NAME: usize = 256;

impl Builder<'_> {
    /// Adds text that Markdown is done with.
    pub(super) fn words(&mut self, text: &str, range: &Range<usize>) {
        let code = self.open.last().map(|frame| &frame.kind);
        // What is hidden in code is told where it is shown.
        if !matches!(code, Some(Kind::Code(_))) {
            self.note_hidden(text, range.start);
        }
        let source = self.body.get(range.clone()).unwrap_or_default();
        let (before, after) = self.around(range);
        let entity = source.starts_with('&') && text != source;
        if text != source && !entity && source.starts_with(['"', '\'', '-', '.']) {
            return self.smart(text, source, range);
        }
        // What was escaped or written as an entity is a letter, not a sign,
        // unless an address goes on with it.
        // In a table, nothing but an escaped `|` is one.
        let is_plain = text.starts_with('|') && self.is_in(&[Tag::Td, Tag::Th]);
        let escaped = before.ends_with('\\')
            && text.starts_with(|c: char| c.is_ascii_punctuation())
            && !is_plain;
        let (sign, next) = match entity {
            true => (text.len(), after),
            false => (usize::from(escaped), text.get(1..).unwrap_or_default()),
        };
        let sign = match self.address && autolink::may_follow(next) {
            true => 0,
            false => sign,
        };
        let (sign, rest) = text.split_at(sign);
        self.text(sign, range.start, Origin::Escape);
        self.text(rest, range.start + sign.len(), Origin::Markdown);
        self.address = autolink::goes_on(rest, self.address && sign.is_empty());
    }

    /// Adds `text`, which the parser has made of a straight `source`; in a name
    /// it stays straight.
    fn smart(&mut self, text: &str, source: &str, range: &Range<usize>) {
        if self.is_in_name(range) {
            return self.text(source, range.start, Origin::Markdown);
        }
        let quote = self.quote(source, range);
        let origin = match self.address {
            true => Origin::Escape,
            false => Origin::Markdown,
        };
        self.text(quote.unwrap_or(text), range.start, origin);
        self.address = false;
    }

    /// Whether what stands at `range` is a part of a mail address or of what
    /// stands between `[[` and `]]`.
    fn is_in_name(&self, range: &Range<usize>) -> bool {
        let (before, after) = self.around(range);
        let before = || before.bytes().rev().take(LONGEST_NAME);
        let after = || after.bytes().take(LONGEST_NAME);
        is_mail(before())
            || is_mail(after())
            || (is_bracketed(before(), b'[') && is_bracketed(after(), b']'))
    }

    /// The body before and after `range`.
    fn around(&self, range: &Range<usize>) -> (&str, &str) {
        let before = self.body.get(..range.start).unwrap_or_default();
        (before, self.body.get(range.end..).unwrap_or_default())
    }
}

/// Whether what goes on with `rest` is a part of a mail address.
fn is_mail(mut rest: impl Iterator<Item = u8>) -> bool {
    let of_mail = |byte: &u8| byte.is_ascii_alphanumeric() || b".+-_".contains(byte);
    rest.find(|byte| !of_mail(byte)) == Some(b'@')
}

/// Whether two of `bracket` come first of all brackets.
fn is_bracketed(mut rest: impl Iterator<Item = u8>, bracket: u8) -> bool {
    let end = rest.find(|byte| matches!(byte, b'[' | b']' | b'\n'));
    end == Some(bracket) && rest.next() == Some(bracket)
}

#[cfg(test)]
mod tests {
    use crate::html;
    use crate::link::Link;
    use crate::markdown::{Reading, read_as};

    /// The HTML of `markdown` with printers' signs, addresses as they are.
    fn smart(markdown: &str) -> String {
        let reading = Reading {
            smart_punctuation: true,
            ..Reading::default()
        };
        html::write(&read_as(markdown, &reading), &|link| match link {
            Link::Absolute(address) | Link::Relative(address) => address.clone(),
            Link::Fragment(id) => format!("#{id}"),
            Link::Post { name, .. } => format!("post:{name}"),
        })
    }

    #[test]
    fn addresses_and_names_keep_their_signs() {
        for (markdown, address) in [
            (
                "https://ex.org/compare/v1.0...v2.0",
                "https://ex.org/compare/v1.0...v2.0",
            ),
            ("https://ex.org/foo--bar---x", "https://ex.org/foo--bar---x"),
            (
                "www.xn--bcher-kva.example/a",
                "http://www.xn--bcher-kva.example/a",
            ),
            ("https://ex.org/Murphy's_law", "https://ex.org/Murphy's_law"),
            ("me--x@ex.org", "mailto:me--x@ex.org"),
            (
                "me@xn--bcher-kva.example",
                "mailto:me@xn--bcher-kva.example",
            ),
            ("[[own--post's]]", "post:own--post's"),
            (
                "https://docs.python.org/3/library/__main__.html",
                "https://docs.python.org/3/library/__main__.html",
            ),
            ("https://ex.org/_a_/x", "https://ex.org/_a_/x"),
            ("https://ex.org/~~a~~/x", "https://ex.org/~~a~~/x"),
            ("https://ex.org/$a$/x", "https://ex.org/$a$/x"),
            ("https://ex.org/?a=1&amp;b=2", "https://ex.org/?a=1&b=2"),
            ("https://ex.org/a\\_b\\_c", "https://ex.org/a_b_c"),
        ] {
            let shown = smart(&format!("a {markdown}, *b*"));
            let link = format!("href=\"{}\"", address.replace('&', "&amp;"));
            assert!(shown.contains(&link), "{link} is not in {shown}");
            assert!(shown.ends_with("</a>, <em>b</em></p>"), "{shown}");
        }
    }

    #[test]
    fn signs_around_addresses_and_names_do_what_they_do() {
        let link = "<a rel=\"noopener noreferrer\" href=\"https://a.b/c\">https://a.b/c</a>";
        for (markdown, expected) in [
            ("\"https://a.b/c\" 'd'", format!("“{link}” ‘d’")),
            ("*https://a.b/c* **https://a.b/c**d", {
                format!("<em>{link}</em> <strong>{link}</strong>d")
            }),
            ("_https://a.b/c_", format!("<em>{link}</em>")),
            ("~~https://a.b/c~~", format!("<del>{link}</del>")),
            ("(https://a.b/c)*d*", format!("({link})<em>d</em>")),
            ("https://a.b/c -- d...", format!("{link} – d…")),
            ("https://a.b/c&quot;", format!("{link}&quot;")),
            ("https://a.b/c&copy;", format!("{link}©")),
            ("`https://a.b/c`*d*", {
                "<code>https://a.b/c</code><em>d</em>".to_owned()
            }),
            ("[https://a.b/_c](d)*e*", {
                "<a href=\"d\">https://a.b/_c</a><em>e</em>".to_owned()
            }),
            ("[c](https://a.b/c)*d*", {
                format!("{}<em>d</em>", link.replace(">https://a.b/c<", ">c<"))
            }),
            ("<b title=\"https://a.b/c\">*d*</b>", {
                "<b title=\"https://a.b/c\"><em>d</em></b>".to_owned()
            }),
            ("x--y [[a]]--[b]", {
                "x–y <a href=\"post:a\">a</a>–[b]".to_owned()
            }),
            ("it's a--b", "it’s a–b".to_owned()),
        ] {
            assert_eq!(smart(markdown), format!("<p>{expected}</p>"), "{markdown}");
        }
    }
}
