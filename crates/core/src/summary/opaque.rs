//! Lines that nobody reads as Markdown: code, comments, and what stands in
//! elements and tags that are taken as they are.

use crate::mark::has;

/// HTML that Markdown takes as it is up to an end of its own, after CommonMark
/// 0.31.2 §4.6, and that end.
const HTML: [(&str, &str); 7] = [
    ("<!--", "-->"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
    ("<![cdata[", "]]>"),
    ("<?", "?>"),
];

/// Tags of Jekyll's and Hexo's, and shortcodes of Hugo's, around text that is
/// shown as it stands.
const TAGS: [(&str, &str); 5] = [
    ("{%highlight", "{%endhighlight"),
    ("{%codeblock", "{%endcodeblock"),
    ("{%raw", "{%endraw"),
    ("{{<highlight", "{{</highlight"),
    ("{{%highlight", "{{%/highlight"),
];

/// What is open at a line of a text, told line by line.
#[derive(Default)]
pub(super) enum Opaque<'a> {
    /// Nothing: Markdown.
    #[default]
    No,
    /// A code block with this fence.
    Fence(&'a str),
    /// Something that this ends.
    Until(&'static str),
}

impl<'a> Opaque<'a> {
    /// Whether the next `line` stands in such a thing, or begins or ends one.
    pub(super) fn has(&mut self, line: &'a str) -> bool {
        let (is_opaque, next) = match *self {
            Self::Fence(fence) => (true, Self::after_fenced(line, fence)),
            Self::Until(end) => (true, Self::from(line, end)),
            Self::No => Self::begin(line),
        };
        *self = next;
        is_opaque
    }

    /// Whether a line begins such a thing, and what is open after it.
    fn begin(line: &'a str) -> (bool, Self) {
        let text = line.trim_start_matches([' ', '>']);
        // Nearly all lines are words.
        match text.bytes().next() {
            Some(b'`' | b'~') => match fence(text) {
                Some(fence) => (true, Self::Fence(fence)),
                None => (false, Self::No),
            },
            // Further in, it is code.
            Some(b'<' | b'{') if !line.starts_with("    ") => match opened(text) {
                Some((rest, end)) => {
                    let next = Self::from(rest, end);
                    (!matches!(next, Self::No), next)
                }
                None => (false, Self::No),
            },
            _ => (false, Self::No),
        }
    }

    fn after_fenced(line: &str, fence: &'a str) -> Self {
        let text = line.trim_start_matches([' ', '>']);
        let rest = text.strip_prefix(fence);
        let letter = fence.chars().next().unwrap_or('`');
        match rest.is_some_and(|rest| rest.trim_start_matches(letter).trim().is_empty()) {
            true => Self::No,
            false => Self::Fence(fence),
        }
    }

    /// What is open after `line`, where `end` is looked for.
    fn from(line: &str, end: &'static str) -> Self {
        match has_mark(line, end) {
            true => Self::No,
            false => Self::Until(end),
        }
    }
}

/// The fence that `text` opens a code block with.
fn fence(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.len() - text.trim_start_matches(mark).len();
    let (run, rest) = text.split_at(length);
    (length >= 3 && !(mark == '`' && has(rest, '`'))).then_some(run)
}

/// What `text` opens: what stands after the mark, and its end.
fn opened(text: &str) -> Option<(&str, &'static str)> {
    let html = HTML.iter().find_map(|(mark, end)| {
        let begins = text.get(..mark.len())?.eq_ignore_ascii_case(mark);
        let after = text.get(mark.len()..)?.chars().next();
        let is_name = mark.ends_with(|letter: char| letter.is_ascii_lowercase());
        let ends = !is_name || after.is_none_or(|letter| matches!(letter, ' ' | '\t' | '>'));
        (begins && ends).then_some((text.get(mark.len()..)?, *end))
    });
    let tag = || {
        TAGS.iter().find_map(|(mark, end)| {
            let length = length_of(text, mark)?;
            Some((text.get(length..)?, *end))
        })
    };
    html.or_else(tag)
}

/// Whether a line has a mark somewhere, in whatever case and with whatever
/// spaces and dashes a tag's may have.
fn has_mark(line: &str, mark: &str) -> bool {
    let first = mark.chars().next().unwrap_or_default();
    let places = line.char_indices().filter(|(_, letter)| *letter == first);
    places
        .into_iter()
        .any(|(place, _)| length_of(line.get(place..).unwrap_or_default(), mark).is_some())
}

/// How long `mark` is at the beginning of `text`, in bytes.
fn length_of(text: &str, mark: &str) -> Option<usize> {
    let is_tag = mark.starts_with('{');
    let mut letters = text.char_indices().peekable();
    for expected in mark.chars() {
        if is_tag && (expected.is_alphabetic() || expected == '/') {
            while letters
                .next_if(|(_, letter)| matches!(letter, ' ' | '-'))
                .is_some()
            {}
        }
        let (_, letter) = letters.next()?;
        if !letter.eq_ignore_ascii_case(&expected) {
            return None;
        }
    }
    Some(letters.peek().map_or(text.len(), |(place, _)| *place))
}

#[cfg(test)]
mod tests {
    use super::Opaque;

    /// The lines that are not Markdown, by their numbers from 1.
    fn opaque(text: &str) -> Vec<usize> {
        let mut opaque = Opaque::default();
        let lines = (1..).zip(text.lines());
        lines
            .filter(|(_, line)| opaque.has(line))
            .map(|(number, _)| number)
            .collect()
    }

    #[test]
    fn knows_what_markdown_does_not_read() {
        for (text, expected) in [
            ("a\n\nb", &[][..]),
            ("```\n===\n```\n===", &[1, 2, 3]),
            ("~~~~ x\n~~~\n~~~~~\na", &[1, 2, 3]),
            ("``` a`b\nc", &[]),
            ("> ```\n> ===\n> ```\n===", &[1, 2, 3]),
            ("<!-- a\n\n===\n-->\n===", &[1, 2, 3, 4]),
            ("<!-- a -->\n===", &[]),
            ("<PRE>\n===\n</pre>\n===", &[1, 2, 3]),
            ("<pre>a</pre>\n===", &[]),
            ("<prefix>\n===", &[]),
            (
                "{% highlight text %}\n\n===\n{% endhighlight %}\n===",
                &[1, 2, 3, 4],
            ),
            ("{%- raw -%}\n===\n{%- endraw -%}\n===", &[1, 2, 3]),
            ("{% raw %}{{ x }}{% endraw %}\n===", &[]),
            (
                "{{< highlight go >}}\n===\n{{< /highlight >}}\n===",
                &[1, 2, 3],
            ),
            ("<pre>\n===", &[1, 2]),
            ("    <?php\n\n===", &[]),
        ] {
            assert_eq!(opaque(text), expected, "{text:?}");
        }
    }
}
