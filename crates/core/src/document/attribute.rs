//! The attributes an article's elements have, and what each may say.
//!
//! Names are from the table below, never from an author; a value that is not
//! of its attribute's kind makes no attribute. Addresses are
//! [`crate::link`]'s, ids [`crate::markdown`]'s.

use std::borrow::Cow;

use super::tag::Tag;
use crate::link::Link;

/// The widest and highest a picture may ask to be, in pixels: what a page
/// can reserve without becoming a scroll bar.
const WIDEST: i64 = 10_000;
/// The most columns or rows a cell may span, as HTML limits columns; a
/// browser lays out every one of them.
const WIDEST_SPAN: i64 = 1_000;

/// The attributes an element can have.
#[derive(Clone, Debug, PartialEq)]
pub enum Attribute {
    /// A name from [`Class`].
    Class(Class),
    /// A label for a link that is only a mark.
    Label(Label),
    /// Where a link leads.
    Href(Link),
    /// The element's id.
    Id(String),
    /// Where a picture is.
    Src(Link),
    /// Where a quotation is from.
    Cite(Link),
    /// Any other, with a value of its kind.
    Plain(Name, String),
}

impl Attribute {
    /// Whether an element can have only one of the two.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Plain(one, _), Self::Plain(other, _)) => one == other,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// What a value has to look like.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    /// The attribute is there or not.
    Flag,
    Number(i64, i64),
    OneOf(&'static [&'static str]),
    /// Letters, digits and these signs.
    Signs(&'static str),
}

/// In the order of their names, for [`Name::from_name`]. No elements: any.
macro_rules! names {
    ($($attribute:ident $name:literal $kind:expr, [$($tag:ident)*];)*) => {
        /// The attributes with nothing but a value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "they are HTML's own names")]
        pub enum Name {
            $($attribute,)*
        }

        static NAMES: &[(&str, Name)] = &[$(($name, Name::$attribute),)*];

        impl Name {
            /// The attribute's name in HTML.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$attribute => $name,)*
                }
            }

            fn rule(self) -> (Kind, &'static [Tag]) {
                match self {
                    $(Self::$attribute => ($kind, &[$(Tag::$tag),*]),)*
                }
            }
        }
    };
}

names! {
    Abbr "abbr" Kind::Text, [Th];
    Alt "alt" Kind::Text, [Img];
    Checked "checked" Kind::Flag, [Checkbox];
    Colspan "colspan" Kind::Number(1, WIDEST_SPAN), [Td Th];
    Datetime "datetime" Kind::Signs(":.+- "), [Time Del Ins];
    Dir "dir" Kind::OneOf(&["ltr", "rtl", "auto"]), [];
    Height "height" Kind::Number(0, WIDEST), [Img];
    Hreflang "hreflang" Kind::Signs("-"), [A];
    Lang "lang" Kind::Signs("-"), [];
    Open "open" Kind::Flag, [Details];
    Reversed "reversed" Kind::Flag, [Ol];
    Rowspan "rowspan" Kind::Number(1, WIDEST_SPAN), [Td Th];
    Scope "scope" Kind::OneOf(&["row", "col", "rowgroup", "colgroup"]), [Th];
    Span "span" Kind::Number(1, WIDEST_SPAN), [Col Colgroup];
    Start "start" Kind::Number(-999_999_999, 999_999_999), [Ol];
    Title "title" Kind::Text, [];
    Type "type" Kind::OneOf(&["1", "a", "A", "i", "I"]), [Ol];
    Value "value" Kind::Number(-999_999_999, 999_999_999), [Li];
    Width "width" Kind::Number(0, WIDEST), [Img];
}

impl Name {
    /// The attribute an author means by a name, which is in lower case.
    pub fn from_name(name: &str) -> Option<Self> {
        let at = NAMES.binary_search_by(|(known, _)| known.cmp(&name)).ok()?;
        NAMES.get(at).map(|(_, name)| *name)
    }

    /// Every attribute there is.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(_, name)| *name)
    }

    /// The attribute with this value, if `tag` can have it.
    pub fn with(self, tag: Tag, value: &str) -> Option<Attribute> {
        let (kind, tags) = self.rule();
        if !tags.is_empty() && !tags.contains(&tag) {
            return None;
        }
        let trimmed = value.trim_ascii();
        let value = match kind {
            Kind::Text => value.to_owned(),
            Kind::Flag => String::new(),
            Kind::Number(least, most) => {
                let number: i64 = trimmed.strip_suffix("px").unwrap_or(trimmed).parse().ok()?;
                (least..=most)
                    .contains(&number)
                    .then(|| number.to_string())?
            }
            Kind::OneOf(words) => words.iter().find(|word| **word == trimmed)?.to_string(),
            Kind::Signs(signs) => {
                let fits = |letter: char| letter.is_ascii_alphanumeric() || signs.contains(letter);
                let short = !trimmed.is_empty() && trimmed.len() <= 40;
                (short && trimmed.chars().all(fits)).then(|| trimmed.to_owned())?
            }
        };
        Some(Attribute::Plain(self, value))
    }
}

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
    /// Text that was too much to be read as Markdown.
    Plain,
    /// An item of a task list.
    Task,
}

/// Classes an author may give an element of HTML.
static AUTHORS: [(&str, Class); 3] = [
    ("align-start", Class::AlignStart),
    ("align-center", Class::AlignCenter),
    ("align-end", Class::AlignEnd),
];

/// Classes with a meaning on the page, by how they begin.
static TAKEN: [&str; 48] = [
    "alert",
    "archive",
    "byline",
    "colophon",
    "contents",
    "continue",
    "count",
    "empty",
    "footnote",
    "giscus",
    "hidden",
    "hyvor",
    "inkfold",
    "isso",
    "language",
    "level",
    "list",
    "loading",
    "markdown",
    "masthead",
    "neighbours",
    "next",
    "notice",
    "page",
    "pagination",
    "plain",
    "post",
    "prev",
    "recent",
    "remark",
    "search",
    "sidebar",
    "site",
    "skip",
    "source",
    "summary",
    "table",
    "tag",
    "task",
    "twitter",
    "updates",
    "utterances",
    "visually",
    "with",
    "commento",
    "cusdis",
    "disqus",
    "fb",
];

fn is_taken(name: &str) -> bool {
    let first = name.split('-').next().unwrap_or(name);
    TAKEN
        .iter()
        .any(|taken| first.to_ascii_lowercase().starts_with(taken))
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
            Self::FootnoteBack => "footnote-back",
            Self::FootnoteCall => "footnote-call",
            Self::Footnotes => "footnotes",
            Self::HiddenCharacter => "hidden-character",
            Self::Plain => "plain",
            Self::Language(name) => return Cow::Owned(format!("language-{name}")),
            Self::Task => "task",
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

/// Labels for people who hear the page. The app says them in its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Footnote `n`.
    Footnote(usize),
    /// Back from footnote `n` to the text.
    FootnoteBack(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_attribute_by_its_name() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
        for name in Name::all() {
            assert_eq!(Name::from_name(name.name()), Some(name));
        }
        for name in ["onclick", "style", "href", "id", "name", "target", ""] {
            assert_eq!(Name::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn takes_values_of_their_kind_only() {
        for (tag, name, value, expected) in [
            (Tag::Img, Name::Width, " 300px ", Some("300")),
            (Tag::Img, Name::Width, "50%", None),
            (Tag::Img, Name::Width, "10001", None),
            (Tag::Td, Name::Width, "3", None),
            (Tag::Td, Name::Colspan, "1001", None),
            (Tag::Ol, Name::Type, "A", Some("A")),
            (Tag::Ol, Name::Type, "disc", None),
            (Tag::P, Name::Dir, "rtl", Some("rtl")),
            (Tag::P, Name::Lang, "zh-Hant", Some("zh-Hant")),
            (Tag::P, Name::Lang, "a\"b", None),
            (Tag::Details, Name::Open, "anything", Some("")),
            (
                Tag::Time,
                Name::Datetime,
                "2026-01-02 10:00",
                Some("2026-01-02 10:00"),
            ),
        ] {
            let made = name.with(tag, value);
            let expected = expected.map(|value| Attribute::Plain(name, value.to_owned()));
            assert_eq!(made, expected, "{name:?}={value}");
        }
    }

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
