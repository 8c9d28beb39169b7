//! The attributes an article's elements have, and what each may say.
//!
//! Names are from the table below, never from an author; a value that is not
//! of its attribute's kind makes no attribute. Addresses are
//! [`crate::link`]'s, ids [`crate::markdown`]'s.

use super::class::Class;
use super::tag::Tag;
use crate::link::Link;

/// The widest and highest a picture may ask to be, in pixels: what a page
/// can reserve without becoming a scroll bar.
const WIDEST: i32 = 10_000;
/// The most columns or rows a cell may span, as HTML limits columns; a
/// browser lays out every one of them.
const WIDEST_SPAN: i32 = 1_000;

/// How long a value of letters and signs is.
const LONGEST: usize = 80;

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
    /// Lines of code to mark: numbers and ranges, `3-5,8`.
    MarkedLines(String),
    /// The lines of the code are numbered.
    NumberedLines,
    /// Where a picture is.
    Src(Link),
    /// Where a quotation is from.
    Cite(Link),
    /// Where the picture is that stands for a video until it is played.
    Poster(Link),
    /// Where a picture is in several sizes, each with its width or density:
    /// `2x`, `640w`, or nothing.
    Srcset(Vec<(Link, String)>),
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
    Number(i32, i32),
    OneOf(&'static [&'static str]),
    /// Letters, digits and these signs.
    Signs(&'static str),
}

/// In the order of their names, for [`Name::from_name`]. No elements: any.
macro_rules! names {
    ($($attribute:ident $name:literal $kind:expr, [$($tag:ident)*];)*) => {
        /// The attributes with nothing but a value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "they are HTML's and MathML's own names")]
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
    Abbr "abbr" Kind::Text, [Td Th];
    Accent "accent" Kind::OneOf(&["true", "false"]), [Mover];
    Accentunder "accentunder" Kind::OneOf(&["true", "false"]), [Munder];
    Alt "alt" Kind::Text, [Img];
    Alttext "alttext" Kind::Text, [Math];
    AriaLabel "aria-label" Kind::Text, [Audio Video];
    Checked "checked" Kind::Flag, [Checkbox];
    Colspan "colspan" Kind::Number(1, WIDEST_SPAN), [Td Th];
    Datetime "datetime" Kind::Signs(":.+- "), [Time Del Ins];
    Default "default" Kind::Flag, [Track];
    Dir "dir" Kind::OneOf(&["ltr", "rtl", "auto"]), [];
    Display "display" Kind::OneOf(&["block"]), [Math];
    Displaystyle "displaystyle" Kind::OneOf(&["true", "false"]), [Mfrac Mrow Mtable];
    Form "form" Kind::OneOf(&["prefix", "infix", "postfix"]), [Mo];
    Headers "headers" Kind::Text, [Td Th];
    Height "height" Kind::Number(0, WIDEST), [Img Source Video];
    Hreflang "hreflang" Kind::Signs("-"), [A];
    Kind "kind" Kind::OneOf(&["captions", "chapters", "descriptions", "metadata", "subtitles"]), [Track];
    Label "label" Kind::Text, [Track];
    Lang "lang" Kind::Signs("-"), [];
    Largeop "largeop" Kind::OneOf(&["true", "false"]), [Mo];
    Linethickness "linethickness" Kind::Signs(".-%"), [Mfrac];
    Loop "loop" Kind::Flag, [Audio Video];
    Lspace "lspace" Kind::Signs(".-%"), [Mo];
    Mathcolor "mathcolor" Kind::Signs("#"), [Mrow];
    Mathsize "mathsize" Kind::Signs(".-%"), [Mtext];
    Mathvariant "mathvariant" Kind::OneOf(&["normal"]), [Mi];
    Maxsize "maxsize" Kind::Signs(".-%"), [Mo];
    Media "media" Kind::Signs("-:,.() "), [Source];
    Minsize "minsize" Kind::Signs(".-%"), [Mo];
    Movablelimits "movablelimits" Kind::OneOf(&["true", "false"]), [Mo];
    Muted "muted" Kind::Flag, [Audio Video];
    Open "open" Kind::Flag, [Details];
    Playsinline "playsinline" Kind::Flag, [Video];
    Reversed "reversed" Kind::Flag, [Ol];
    Rowspan "rowspan" Kind::Number(1, WIDEST_SPAN), [Td Th];
    Rspace "rspace" Kind::Signs(".-%"), [Mo];
    Scope "scope" Kind::OneOf(&["row", "col", "rowgroup", "colgroup"]), [Td Th];
    Scriptlevel "scriptlevel" Kind::Number(0, 2), [Mfrac Mrow Mtable];
    Sizes "sizes" Kind::Signs("-:,.()+*/ "), [Img Source];
    Span "span" Kind::Number(1, WIDEST_SPAN), [Col Colgroup];
    Srclang "srclang" Kind::Signs("-"), [Track];
    Start "start" Kind::Number(-999_999_999, 999_999_999), [Ol];
    Stretchy "stretchy" Kind::OneOf(&["true", "false"]), [Mo];
    Symmetric "symmetric" Kind::OneOf(&["true", "false"]), [Mo];
    Title "title" Kind::Text, [];
    Type "type" Kind::OneOf(&["1", "a", "A", "i", "I"]), [Ol];
    Value "value" Kind::Number(-999_999_999, 999_999_999), [Li];
    Width "width" Kind::Number(0, WIDEST), [Img Source Video];
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
        let (kind, tags) = match (self, tag) {
            // Not how a list counts, but what kind of file it is.
            (Self::Type, Tag::Source) => (Kind::Signs("/+-.;=, \""), [].as_slice()),
            // Lengths of MathML.
            (Self::Width | Self::Height, Tag::Mspace | Tag::Mpadded) => {
                (Kind::Signs(".-%"), [].as_slice())
            }
            _ => self.rule(),
        };
        if !tags.is_empty() && !tags.contains(&tag) {
            return None;
        }
        let trimmed = value.trim_ascii();
        let value = match kind {
            Kind::Text => value.to_owned(),
            Kind::Flag => String::new(),
            Kind::Number(least, most) => {
                let number: i32 = trimmed.strip_suffix("px").unwrap_or(trimmed).parse().ok()?;
                (least..=most)
                    .contains(&number)
                    .then(|| number.to_string())?
            }
            Kind::OneOf(words) => words.iter().find(|word| **word == trimmed)?.to_string(),
            Kind::Signs(signs) => {
                let fits = |letter: char| letter.is_ascii_alphanumeric() || signs.contains(letter);
                let short = !trimmed.is_empty() && trimmed.len() <= LONGEST;
                (short && trimmed.chars().all(fits)).then(|| trimmed.to_owned())?
            }
        };
        Some(Attribute::Plain(self, value))
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
            (
                Tag::Source,
                Name::Type,
                "video/mp4; codecs=\"avc1.42E01E, mp4a.40.2\"",
                Some("video/mp4; codecs=\"avc1.42E01E, mp4a.40.2\""),
            ),
            (Tag::Source, Name::Type, "<x>", None),
            (
                Tag::Source,
                Name::Media,
                "(prefers-color-scheme: dark)",
                Some("(prefers-color-scheme: dark)"),
            ),
            (Tag::Img, Name::Sizes, "url(x)\"", None),
            (Tag::Track, Name::Kind, "captions", Some("captions")),
            (Tag::Track, Name::Kind, "script", None),
            (Tag::Video, Name::Muted, "x", Some("")),
            (Tag::Img, Name::Muted, "x", None),
            (Tag::P, Name::AriaLabel, "x", None),
            (Tag::P, Name::Mathcolor, "#f00", None),
            (Tag::Mrow, Name::Mathcolor, "#f00", Some("#f00")),
            (Tag::Mspace, Name::Width, "1.5em", Some("1.5em")),
            (Tag::Mspace, Name::Width, "calc(1em)", None),
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
}
