//! HTML cut into tags and text, as a browser's tokenizer cuts it.
//!
//! Knows no element by name; what a tag means is for [`super`]. Comments,
//! declarations and processing instructions are passed over. Every branch
//! consumes what it looked at, so the time is linear.

/// How many attributes of one tag are looked at; nobody writes more by hand.
const MOST_ATTRIBUTES: usize = 32;
/// How many bytes a value may have: a picture in an address would be longer,
/// and a longer title is no title.
const LONGEST_VALUE: usize = 8 * 1024;
/// How long a name is that can be known.
const LONGEST_NAME: usize = 32;

/// A piece of HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Text with its entities, as written.
    Text(&'a str),
    /// A start tag: its name in lower case, its attributes (names in lower
    /// case, values as written), and whether it is written as closed: `<a/>`.
    Start(String, Vec<(String, &'a str)>, bool),
    /// An end tag, with its name in lower case.
    End(String),
    /// A tag that never ends, up to the end of the text.
    Unfinished(&'a str),
    /// The mark of a comment or the like that never ends, and at which byte it
    /// stands.
    Open(&'static str, usize),
}

/// The tokens of a text.
pub(super) struct Tokenizer<'a> {
    rest: &'a str,
    length: usize,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            length: text.len(),
        }
    }

    /// How many bytes have been read.
    pub(super) fn position(&self) -> usize {
        self.length - self.rest.len()
    }

    /// Passes over everything up to and with the end tag of `name`, without
    /// looking for tags in it; all of the text, and `false`, without one.
    pub(super) fn skip_to_end_of(&mut self, name: &str) -> bool {
        while let Some((_, rest)) = self.rest.split_once("</") {
            self.rest = rest;
            let (found, after) = name_in(rest);
            if found == name && after.starts_with(ends_name) {
                self.rest = after.split_once('>').map_or("", |(_, rest)| rest);
                return true;
            }
        }
        self.rest = "";
        false
    }

    /// Passes over what `mark` begins, up to and with `end`; the mark itself,
    /// and the rest of the text, without one.
    fn skip(&mut self, mark: &'static str, end: &str) -> Option<Token<'a>> {
        let start = self.length - self.rest.len();
        let text = self.rest.strip_prefix(mark).unwrap_or_default();
        let rest = text.split_once(end).map(|(_, rest)| rest);
        self.rest = rest.unwrap_or_default();
        rest.is_none().then_some(Token::Open(mark, start))
    }

    fn comment(&mut self) -> Option<Token<'a>> {
        // These two are whole comments.
        for whole in ["<!-->", "<!--->"] {
            if let Some(rest) = self.rest.strip_prefix(whole) {
                self.rest = rest;
                return None;
            }
        }
        self.skip("<!--", "-->")
    }

    fn text(&mut self) -> Token<'a> {
        let after_first = self
            .rest
            .char_indices()
            .nth(1)
            .map_or(self.rest.len(), |(at, _)| at);
        let (_, tail) = self.rest.split_at(after_first);
        let length = after_first + tail.find('<').unwrap_or(tail.len());
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        Token::Text(text)
    }

    /// A start or an end tag, after its `<` or `</`.
    fn tag(&mut self, inside: &'a str, is_end: bool) -> Token<'a> {
        let (name, mut rest) = name_in(inside);
        let mut attributes = Vec::new();
        let mut is_closed;
        loop {
            let before = rest;
            rest = rest.trim_start_matches(|letter| letter == '/' || is_space(letter));
            let passed = before.len() - rest.len();
            is_closed = before.get(..passed).is_some_and(|text| text.ends_with('/'));
            if let Some(after) = rest.strip_prefix('>') {
                self.rest = after;
                break;
            }
            let Some((attribute, after)) = attribute(rest) else {
                let unfinished = self.rest;
                self.rest = "";
                return Token::Unfinished(unfinished);
            };
            if attributes.len() < MOST_ATTRIBUTES && attribute.1.len() <= LONGEST_VALUE {
                attributes.push(attribute);
            }
            rest = after;
        }
        if is_end {
            Token::End(name)
        } else {
            Token::Start(name, attributes, is_closed)
        }
    }
}

impl<'a> Iterator for Tokenizer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let letter = |text: &str| text.starts_with(|first: char| first.is_ascii_alphabetic());
            let rest = self.rest;
            let open = if rest.is_empty() {
                return None;
            } else if rest.starts_with("<!--") {
                self.comment()
            } else if rest.starts_with("<![CDATA[") {
                self.skip("<![CDATA[", "]]>")
            } else if rest.starts_with("<?") {
                self.skip("<?", "?>")
            } else if rest.starts_with("<!") {
                self.skip("<!", ">")
            } else if let Some(inside) = rest.strip_prefix("</") {
                if letter(inside) {
                    return Some(self.tag(inside, true));
                }
                self.skip("</", ">")
            } else if let Some(inside) = rest.strip_prefix('<').filter(|inside| letter(inside)) {
                return Some(self.tag(inside, false));
            } else {
                return Some(self.text());
            };
            if open.is_some() {
                return open;
            }
        }
    }
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

fn ends_name(letter: char) -> bool {
    is_space(letter) || letter == '/' || letter == '>'
}

/// The name that `text` begins with, in lower case, and what follows; no name
/// for one that is too long to be known.
fn name_in(text: &str) -> (String, &str) {
    let (name, rest) = text.split_at(text.find(ends_name).unwrap_or(text.len()));
    (lower(name), rest)
}

fn lower(name: &str) -> String {
    if name.len() <= LONGEST_NAME {
        name.to_ascii_lowercase()
    } else {
        String::new()
    }
}

/// The attribute that `text` begins with and what follows; none if the text
/// ends before the tag does.
fn attribute(text: &str) -> Option<((String, &str), &str)> {
    let ends = |(at, letter): (usize, char)| ends_name(letter) || (letter == '=' && at > 0);
    let (end, _) = text.char_indices().find(|found| ends(*found))?;
    let (name, rest) = text.split_at(end);
    let name = lower(name);
    let rest = rest.trim_start_matches(is_space);
    let Some(value) = rest.strip_prefix('=') else {
        return Some(((name, ""), rest));
    };
    let value = value.trim_start_matches(is_space);
    for quote in ['"', '\''] {
        if let Some(value) = value.strip_prefix(quote) {
            let (value, rest) = value.split_once(quote)?;
            return Some(((name, value), rest));
        }
    }
    let end = value.find(|letter| is_space(letter) || letter == '>')?;
    let (value, rest) = value.split_at(end);
    Some(((name, value), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        Tokenizer::new(text).collect()
    }

    fn start<'a>(name: &str, attributes: &[(&str, &'a str)]) -> Token<'a> {
        let attributes = attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), *value));
        Token::Start(name.to_owned(), attributes.collect(), false)
    }

    #[test]
    fn cuts_tags_from_text() {
        let end = |name: &str| Token::End(name.to_owned());
        for (text, expected) in [
            ("a < b", vec![Token::Text("a "), Token::Text("< b")]),
            (
                "<B>x</b >",
                vec![start("b", &[]), Token::Text("x"), end("b")],
            ),
            ("<br/>", vec![Token::Start("br".to_owned(), vec![], true)]),
            (
                "<a b /><c d=e/><f / g>",
                vec![
                    Token::Start("a".to_owned(), vec![("b".to_owned(), "")], true),
                    start("c", &[("d", "e/")]),
                    start("f", &[("g", "")]),
                ],
            ),
            (
                "<!-- a -->b<!-- c",
                vec![Token::Text("b"), Token::Open("<!--", 11)],
            ),
            ("<?a <!b> ", vec![Token::Open("<?", 0)]),
            (
                "<a href=x/y title='p>q' OPEN alt = \"z\">",
                vec![start(
                    "a",
                    &[
                        ("href", "x/y"),
                        ("title", "p>q"),
                        ("open", ""),
                        ("alt", "z"),
                    ],
                )],
            ),
            ("<a/b/c=d/>", vec![start("a", &[("b", ""), ("c", "d/")])]),
            ("<a =b>", vec![start("a", &[("=b", "")])]),
            ("<a \"b=c>", vec![start("a", &[("\"b", "c")])]),
            ("<a b=>c", vec![start("a", &[("b", "")]), Token::Text("c")]),
            ("a<!-- <b> -->c", vec![Token::Text("a"), Token::Text("c")]),
            ("<!-->a<!--->b", vec![Token::Text("a"), Token::Text("b")]),
            (
                "<!DOCTYPE x>a<?php echo '>' ?>b",
                vec![Token::Text("a"), Token::Text("b")],
            ),
            (
                "<![CDATA[<b>]]>a</>b</ c>",
                vec![Token::Text("a"), Token::Text("b")],
            ),
            (
                "a <b c=\"d>",
                vec![Token::Text("a "), Token::Unfinished("<b c=\"d>")],
            ),
            ("<<b>", vec![Token::Text("<"), start("b", &[])]),
        ] {
            assert_eq!(tokens(text), expected, "{text}");
        }
    }

    #[test]
    fn passes_over_what_is_no_html() {
        let mut script = Tokenizer::new("if (a</b/) x</script2></SCRIPT >after");
        assert!(script.skip_to_end_of("script"));
        assert_eq!(script.rest, "after");
        let mut open = Tokenizer::new("x</scrip");
        assert!(!open.skip_to_end_of("script"));
        assert_eq!(open.rest, "");
    }
}
