//! The classes of an article's elements: ours, and the few an author may give.

use std::borrow::Cow;

use super::formula::Looks;

/// The classes an article uses; the style sheet knows each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// A box that warns or advises.
    Alert(Alert),
    /// What kind of box it is, in words.
    AlertTitle,
    /// Aligned to its start.
    AlignStart,
    /// Centred.
    AlignCenter,
    /// Aligned to its end.
    AlignEnd,
    /// What an author calls a heading: names of letters, digits and `-`,
    /// parted by spaces, none of them the app's.
    Author(String),
    /// A formula as it is written.
    Formula {
        /// Whether it stands on lines of its own.
        is_block: bool,
    },
    /// A link back from a footnote.
    FootnoteBack,
    /// The mark that calls a footnote.
    FootnoteCall,
    /// The footnotes under an article.
    Footnotes,
    /// A character nobody would see, by its number.
    HiddenCharacter,
    /// The language of a code block: letters, digits, and `+-_#.;`.
    Language(String),
    /// A part of a formula.
    Math(Looks),
    /// Text that was too much to be read as Markdown.
    Plain,
    /// A formula that cannot be typeset, as it is written.
    Refused {
        /// Whether it stands on lines of its own.
        is_block: bool,
    },
    /// An item of a task list.
    Task,
    /// A link to a video, which a click plays on the page.
    Video,
}

/// Classes an author may give an element of HTML.
static AUTHORS: [(&str, Class); 3] = [
    ("align-start", Class::AlignStart),
    ("align-center", Class::AlignCenter),
    ("align-end", Class::AlignEnd),
];

/// First words of classes with a meaning on the page: the style sheet's, and
/// those that comment boxes and embeds look for.
static TAKEN: [&str; 60] = [
    "alert",
    "archive",
    "author",
    "byline",
    "code",
    "colophon",
    "commento",
    "contents",
    "continue",
    "count",
    "cusdis",
    "disqus",
    "empty",
    "fb",
    "footnote",
    "footnotes",
    "giscus",
    "hidden",
    "hljs",
    "hyvor",
    "inkfold",
    "isso",
    "language",
    "level",
    "line",
    "list",
    "loading",
    "markdown",
    "marked",
    "masthead",
    "math",
    "neighbours",
    "next",
    "notice",
    "page",
    "pagination",
    "plain",
    "post",
    "posts",
    "prev",
    "preview",
    "recent",
    "remark42",
    "search",
    "sidebar",
    "site",
    "skip",
    "source",
    "stand",
    "summary",
    "table",
    "tag",
    "tags",
    "task",
    "translations",
    "twitter",
    "utterances",
    "video",
    "visually",
    "with",
];

fn is_taken(name: &str) -> bool {
    let first = name.split('-').next().unwrap_or(name);
    TAKEN.contains(&first.to_ascii_lowercase().as_str())
}

impl Class {
    /// The name in the style sheet.
    pub fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Alert(kind) => kind.class(),
            Self::AlertTitle => "markdown-alert-title",
            Self::AlignStart => "align-start",
            Self::AlignCenter => "align-center",
            Self::AlignEnd => "align-end",
            Self::Author(names) => return Cow::Owned(names.clone()),
            Self::Formula { is_block: false } => "math",
            Self::Formula { is_block: true } => "math math-block",
            Self::FootnoteBack => "footnote-back",
            Self::FootnoteCall => "footnote-call",
            Self::Footnotes => "footnotes",
            Self::HiddenCharacter => "hidden-character",
            Self::Plain => "plain",
            Self::Math(looks) => return Cow::Owned(looks.names()),
            Self::Refused { is_block: false } => "math math-wrong",
            Self::Refused { is_block: true } => "math math-block math-wrong",
            Self::Language(name) => return Cow::Owned(format!("language-{name}")),
            Self::Task => "task",
            Self::Video => "video",
        })
    }

    /// The class an author means by a name. Only these: a class of the app's
    /// own would let a post dress as a part of the page, and scripts of other
    /// people's find their places by class.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(language) = name.strip_prefix("language-") {
            return Self::language(language);
        }
        let known = AUTHORS.iter().find(|(known, _)| *known == name);
        known.map(|(_, class)| class.clone())
    }

    /// The classes an author gives a heading. Any name but one that the app's
    /// style sheet or a comment box goes by; see [`Class::from_name`].
    pub fn of_heading(names: &[&str]) -> Option<Self> {
        let fits = |name: &&&str| {
            let known = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            name.len() <= 40 && name.chars().all(known) && !is_taken(name)
        };
        let names: Vec<&str> = names.iter().filter(fits).copied().take(8).collect();
        (!names.is_empty()).then(|| Self::Author(names.join(" ")))
    }

    /// The class for an `align` of HTML's.
    pub fn from_align(align: &str) -> Option<Self> {
        match align.trim_ascii().to_ascii_lowercase().as_str() {
            "left" | "start" => Some(Self::AlignStart),
            "center" | "middle" => Some(Self::AlignCenter),
            "right" | "end" => Some(Self::AlignEnd),
            _ => None,
        }
    }

    /// The class of a code block in a language: the first word of a fence's
    /// info string, up to a comma.
    pub fn language(info: &str) -> Option<Self> {
        let name: String = info
            .split([' ', '\t', ',', '{'])
            .next()
            .unwrap_or_default()
            .chars()
            .filter(|letter| letter.is_alphanumeric() || "+-_#.;".contains(*letter))
            .take(40)
            .collect();
        (!name.is_empty()).then_some(Self::Language(name))
    }
}

/// The kinds of boxes, after GitHub's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "they are GitHub's own names")]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl Alert {
    fn class(self) -> &'static str {
        match self {
            Self::Note => "markdown-alert markdown-alert-note",
            Self::Tip => "markdown-alert markdown-alert-tip",
            Self::Important => "markdown-alert markdown-alert-important",
            Self::Warning => "markdown-alert markdown-alert-warning",
            Self::Caution => "markdown-alert markdown-alert-caution",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_authors_use_few_classes() {
        for (name, expected) in [
            ("align-center", Some(Class::AlignCenter)),
            ("language-c++", Some(Class::Language("c++".into()))),
            ("giscus", None),
            ("masthead", None),
            ("footnotes", None),
        ] {
            assert_eq!(Class::from_name(name), expected, "{name}");
        }
        assert_eq!(Class::from_align(" RIGHT"), Some(Class::AlignEnd));
        assert_eq!(Class::from_align("justify"), None);
    }
}
