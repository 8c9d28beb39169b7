//! Dates, numbers and plurals by ICU4X, as Chromium's `Intl` writes them.
//!
//! `tests.rs` says where the two differ.

mod long_date;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::subtags::{Language, region};
use icu_locale_core::{LanguageIdentifier, Locale, locale};
use icu_plurals::{PluralCategory, PluralRules};
use inkfold_core::date::DateTime;

use self::long_date::LongDate;
use super::Plural;

pub(super) fn plural(language: &str, count: usize) -> Option<Plural> {
    let formatters = Formatters::known(language)?;
    Some(match formatters.plurals.category_for(count) {
        PluralCategory::One => Plural::One,
        PluralCategory::Few => Plural::Few,
        PluralCategory::Many => Plural::Many,
        PluralCategory::Zero | PluralCategory::Two | PluralCategory::Other => Plural::Other,
    })
}

pub(super) fn count(language: &str, count: usize) -> Option<String> {
    let formatters = Formatters::known(language)?;
    Some(formatters.numbers.format(&count.into()).to_string())
}

pub(super) fn day(language: &str, date: &DateTime) -> Option<String> {
    Formatters::known(language)?.dates.write(date)
}

/// What writes in one language.
struct Formatters {
    dates: LongDate,
    numbers: DecimalFormatter,
    plurals: PluralRules,
}

thread_local! {
    /// Formatters by language tag: they are asked for several times a page,
    /// and making them takes longer than writing with them.
    static KNOWN: RefCell<HashMap<String, Option<Rc<Formatters>>>> = RefCell::default();
}

impl Formatters {
    /// Those of a language, made once; English where the tag is malformed or
    /// CLDR does not know the language.
    fn known(language: &str) -> Option<Rc<Self>> {
        KNOWN.with_borrow_mut(|known| {
            if let Some(found) = known.get(language) {
                return found.clone();
            }
            let own = Locale::try_from_str(language).ok().filter(has_words);
            let made = own.and_then(|locale| Self::new(&locale));
            let made = made.or_else(|| Self::new(&locale!("en"))).map(Rc::new);
            known.insert(language.to_owned(), made.clone());
            made
        })
    }

    fn new(locale: &Locale) -> Option<Self> {
        let options = DecimalFormatterOptions::default();
        let plurals = (&language_of_plurals(&locale.id)).into();
        Some(Self {
            dates: LongDate::new(locale)?,
            numbers: DecimalFormatter::try_new(locale.into(), options).ok()?,
            plurals: PluralRules::try_new_cardinal(plurals).ok()?,
        })
    }
}

/// Whether CLDR has words of the language. ICU4X writes any other one as that of
/// nobody: "2022 M11 16".
fn has_words(locale: &Locale) -> bool {
    let write = |language: Language| {
        let mut id = LanguageIdentifier::from(language);
        id.script = locale.id.script;
        LongDate::new(&id.into())?.write(&EXAMPLE)
    };
    let own = write(locale.id.language);
    own.is_some() && own != write(Language::UNKNOWN)
}

const EXAMPLE: DateTime = DateTime {
    year: 2022,
    month: 11,
    day: 16,
    time: None,
    offset: None,
    repair: None,
};

/// The part of a tag that chooses plural rules in browsers. ICU4X would look
/// for rules of a script too, and find none for Serbian in Latin letters.
fn language_of_plurals(id: &LanguageIdentifier) -> LanguageIdentifier {
    let mut plain = LanguageIdentifier::from(id.language);
    // The only country with rules of its own.
    plain.region = id.region.filter(|region| *region == region!("PT"));
    plain
}
