//! The elements an article is made of, and what each may hold.
//!
//! One table: a name of HTML's, our name for it, and how it behaves. Where an
//! element is put is for [`crate::markdown`]; the table only says what HTML
//! lets stand where.

/// Stands on lines of its own.
const BLOCK: u8 = 1;
/// Has no content and no end tag.
const VOID: u8 = 2;
/// Holds words and what stands among words, never blocks.
const WORDS: u8 = 4;
/// Holds only certain elements: the skeleton of a table.
const SKELETON: u8 = 8;
/// What stands in it knows nothing of what it stands in: HTML's rules about
/// paragraphs and links start afresh.
const CELL: u8 = 16;
/// Never an author's: only made by Inkfold.
const GENERATED: u8 = 32;
/// Of a formula, in a namespace of its own.
const MATHML: u8 = 64 | GENERATED;

/// In the order of their names, for [`Tag::from_name`].
macro_rules! tags {
    ($($tag:ident $name:literal $flags:expr;)*) => {
        /// The elements an article is made of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "they are HTML's and MathML's own names")]
        pub enum Tag {
            $($tag,)*
        }

        static NAMES: &[(&str, Tag)] = &[$(($name, Tag::$tag),)*];

        impl Tag {
            /// The element's name in HTML.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$tag => $name,)*
                }
            }

            fn flags(self) -> u8 {
                match self {
                    $(Self::$tag => $flags,)*
                }
            }
        }
    };
}

tags! {
    A "a" 0;
    Abbr "abbr" 0;
    Audio "audio" 0;
    B "b" 0;
    Bdi "bdi" 0;
    Bdo "bdo" 0;
    Blockquote "blockquote" BLOCK;
    Br "br" VOID;
    Caption "caption" BLOCK | CELL;
    Cite "cite" 0;
    Code "code" 0;
    Col "col" BLOCK | VOID;
    Colgroup "colgroup" BLOCK | SKELETON;
    Dd "dd" BLOCK;
    Del "del" 0;
    Details "details" BLOCK;
    Dfn "dfn" 0;
    Div "div" BLOCK;
    Dl "dl" BLOCK;
    Dt "dt" BLOCK;
    Em "em" 0;
    Figcaption "figcaption" BLOCK;
    Figure "figure" BLOCK;
    H1 "h1" BLOCK | WORDS;
    H2 "h2" BLOCK | WORDS;
    H3 "h3" BLOCK | WORDS;
    H4 "h4" BLOCK | WORDS;
    H5 "h5" BLOCK | WORDS;
    H6 "h6" BLOCK | WORDS;
    Hr "hr" BLOCK | VOID;
    I "i" 0;
    Img "img" VOID;
    Checkbox "input" VOID | GENERATED;
    Ins "ins" 0;
    Kbd "kbd" 0;
    Li "li" BLOCK;
    Mark "mark" 0;
    Math "math" MATHML;
    Mfrac "mfrac" MATHML;
    Mi "mi" MATHML;
    Mmultiscripts "mmultiscripts" MATHML;
    Mn "mn" MATHML;
    Mo "mo" MATHML;
    Mover "mover" MATHML;
    Mpadded "mpadded" MATHML;
    Mphantom "mphantom" MATHML;
    Mprescripts "mprescripts" MATHML;
    Mroot "mroot" MATHML;
    Mrow "mrow" MATHML;
    Mspace "mspace" MATHML;
    Msqrt "msqrt" MATHML;
    Msub "msub" MATHML;
    Msubsup "msubsup" MATHML;
    Msup "msup" MATHML;
    Mtable "mtable" MATHML;
    Mtd "mtd" MATHML;
    Mtext "mtext" MATHML;
    Mtr "mtr" MATHML;
    Munder "munder" MATHML;
    Munderover "munderover" MATHML;
    Ol "ol" BLOCK;
    P "p" BLOCK | WORDS;
    Picture "picture" 0;
    Pre "pre" BLOCK | WORDS;
    Q "q" 0;
    Rp "rp" 0;
    Rt "rt" 0;
    Ruby "ruby" 0;
    S "s" 0;
    Samp "samp" 0;
    Section "section" BLOCK;
    Small "small" 0;
    Source "source" VOID;
    Span "span" 0;
    Strong "strong" 0;
    Sub "sub" 0;
    Summary "summary" BLOCK | WORDS;
    Sup "sup" 0;
    Table "table" BLOCK | SKELETON;
    Tbody "tbody" BLOCK | SKELETON;
    Td "td" BLOCK | CELL;
    Tfoot "tfoot" BLOCK | SKELETON;
    Th "th" BLOCK | CELL;
    Thead "thead" BLOCK | SKELETON;
    Time "time" 0;
    Tr "tr" BLOCK | SKELETON;
    Track "track" VOID;
    U "u" 0;
    Ul "ul" BLOCK;
    Var "var" 0;
    Video "video" 0;
    Wbr "wbr" VOID;
}

impl Tag {
    /// The element an author means by a name, which is in lower case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::named(name).filter(|tag| tag.flags() & GENERATED == 0)
    }

    /// The element of a name, be it one that only Inkfold makes.
    pub fn named(name: &str) -> Option<Self> {
        let at = NAMES.binary_search_by(|(known, _)| known.cmp(&name)).ok()?;
        NAMES.get(at).map(|(_, tag)| *tag)
    }

    /// Every element there is.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(_, tag)| *tag)
    }

    /// Whether the element has no content and no end tag.
    pub fn is_void(self) -> bool {
        self.flags() & VOID != 0
    }

    /// Whether it stands on lines of its own.
    pub fn is_block(self) -> bool {
        self.flags() & BLOCK != 0
    }

    /// Whether it holds words only, so that a block cannot stand in it.
    pub fn holds_words(self) -> bool {
        self.flags() & WORDS != 0
    }

    /// Whether it is a part of a table that holds no text itself.
    pub fn is_skeleton(self) -> bool {
        self.flags() & SKELETON != 0
    }

    /// Whether HTML's rules about paragraphs and links start afresh in it.
    pub fn is_cell(self) -> bool {
        self.flags() & CELL != 0
    }

    /// Whether it is MathML's, not HTML's.
    pub fn is_math(self) -> bool {
        self.flags() & MATHML == MATHML
    }

    /// Whether it is played, and shows its content only where it cannot be.
    pub fn is_player(self) -> bool {
        matches!(self, Self::Audio | Self::Video)
    }

    /// Whether HTML lets it stand directly in `parent` (`None`: the article
    /// itself); asked of what stands in nothing else.
    pub fn may_stand_in(self, parent: Option<Self>) -> bool {
        match self {
            Self::Li => matches!(parent, Some(Self::Ul | Self::Ol)),
            Self::Dt | Self::Dd => parent == Some(Self::Dl),
            Self::Rt | Self::Rp => parent == Some(Self::Ruby),
            Self::Summary => parent == Some(Self::Details),
            Self::Figcaption => parent == Some(Self::Figure),
            Self::Caption | Self::Colgroup | Self::Thead | Self::Tbody | Self::Tfoot => {
                parent == Some(Self::Table)
            }
            Self::Col => parent == Some(Self::Colgroup),
            Self::Source => matches!(parent, Some(Self::Audio | Self::Picture | Self::Video)),
            Self::Track => matches!(parent, Some(Self::Audio | Self::Video)),
            Self::Tr => matches!(parent, Some(Self::Thead | Self::Tbody | Self::Tfoot)),
            Self::Td | Self::Th => parent == Some(Self::Tr),
            _ => !parent.is_some_and(Self::is_skeleton),
        }
    }

    /// 1 to 6 for a heading.
    pub fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_element_by_its_name() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
        for tag in Tag::all() {
            assert_eq!(Tag::named(tag.name()), Some(tag));
            let expected = (tag.flags() & GENERATED == 0).then_some(tag);
            assert_eq!(Tag::from_name(tag.name()), expected, "{tag:?}");
        }
        for name in [
            "", "script", "A", "style", "svg", "math", "mi", "input", "form", "iframe", "h7",
        ] {
            assert_eq!(Tag::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn knows_whose_an_element_is() {
        let maths: Vec<Tag> = Tag::all().filter(|tag| tag.is_math()).collect();
        assert_eq!(maths.len(), 23);
        assert!(maths.contains(&Tag::Math) && maths.contains(&Tag::Mo));
        assert!(!Tag::Mark.is_math() && !Tag::Checkbox.is_math());
    }

    #[test]
    fn knows_what_stands_where() {
        assert!(Tag::Li.may_stand_in(Some(Tag::Ol)));
        assert!(!Tag::Li.may_stand_in(Some(Tag::Div)) && !Tag::Li.may_stand_in(None));
        assert!(Tag::Td.may_stand_in(Some(Tag::Tr)) && !Tag::P.may_stand_in(Some(Tag::Tr)));
        assert!(Tag::P.may_stand_in(None) && Tag::P.may_stand_in(Some(Tag::Td)));
    }
}
