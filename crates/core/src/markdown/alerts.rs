//! GitHub's boxes: a quotation that begins with `[!NOTE]` and its like.

use pulldown_cmark::BlockQuoteKind;

use super::builder::Builder;
use super::frame::{Kind, Origin};
use crate::document::{Alert, Attribute, Class, Tag};

/// What each kind is called, by the language of the article.
const TITLES: [(&str, [&str; 5]); 2] = [
    ("en", ["Note", "Tip", "Important", "Warning", "Caution"]),
    (
        "ru",
        ["Примечание", "Совет", "Важно", "Внимание", "Осторожно"],
    ),
];

impl Builder<'_> {
    /// Opens a box with its title in it.
    pub(super) fn begin_alert(&mut self, kind: BlockQuoteKind, start: usize) {
        let (alert, place) = match kind {
            BlockQuoteKind::Note => (Alert::Note, 0),
            BlockQuoteKind::Tip => (Alert::Tip, 1),
            BlockQuoteKind::Important => (Alert::Important, 2),
            BlockQuoteKind::Warning => (Alert::Warning, 3),
            BlockQuoteKind::Caution => (Alert::Caution, 4),
        };
        let class = |class| vec![Attribute::Class(class)];
        let opened = self.begin(Kind::Element(Tag::Div, class(Class::Alert(alert))), start);
        let title = Kind::Element(Tag::P, class(Class::AlertTitle));
        if opened && self.open(title, start, None) {
            let titles = titles(self.reading.language);
            let title = titles.get(place).copied().unwrap_or_default();
            self.text(title, start, Origin::Html);
            self.close();
        }
    }
}

fn titles(language: &str) -> &'static [&'static str] {
    let language = language.get(..2).unwrap_or_default();
    let [english, ..] = &TITLES;
    let known = TITLES.iter().find(|(name, _)| *name == language);
    &known.unwrap_or(english).1
}
