//! Dates with the month as a word.

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::YMD;
use icu_datetime::fieldsets::enums::DateFieldSet;
use icu_datetime::input::Date;
use icu_datetime::options::YearStyle;
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_datetime::preferences::CalendarAlgorithm;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_locale_core::Locale;
use icu_locale_core::subtags::script;
use inkfold_core::date::DateTime;
use writeable::TryWriteable;

/// CLDR's long dates, by language.
///
/// CLDR has two of them: one written down as a whole, which is `Intl`'s
/// `dateStyle: 'long'`, and one put together of day, month and year, which is
/// all that ICU4X has. Here are the languages of Chromium where they differ.
const WHOLE: [(&str, &str); 10] = [
    ("ak", "d, MMMM, y"),
    ("am", "d MMMM y"),
    ("et", "d. MMMM y"),
    ("hi", "d MMMM y"),
    ("kn", "MMMM d, y"),
    ("sl", "d. MMMM y"),
    ("sr", "d. MMMM y."),
    ("ta", "d MMMM, y"),
    ("te", "d MMMM, y"),
    ("vi", "d MMMM, y"),
];

/// What writes dates in one language.
pub(super) enum LongDate {
    /// Put together of day, month and year.
    Fields(DateTimeFormatter<YMD>),
    /// By a pattern of [`WHOLE`].
    Whole(
        FixedCalendarDateTimeNames<Gregorian, DateFieldSet>,
        DateTimePattern,
    ),
}

impl LongDate {
    pub(super) fn new(locale: &Locale) -> Option<Self> {
        let mut preferences = DateTimeFormatterPreferences::from(locale);
        let calendar = *preferences
            .calendar_algorithm
            .get_or_insert_with(|| calendar(locale));
        let pattern = whole(locale).filter(|_| calendar == CalendarAlgorithm::Gregory);
        let Some(pattern) = pattern else {
            // As `dateStyle` has it: "987", not "987 AD". Calendars that cannot
            // do without their era keep it.
            let fields = YMD::long().with_year_style(YearStyle::NoEra);
            let formatter = DateTimeFormatter::try_new(preferences, fields);
            return formatter.ok().map(Self::Fields);
        };
        let pattern = DateTimePattern::try_from_pattern_str(pattern).ok()?;
        let mut names = FixedCalendarDateTimeNames::try_new(preferences).ok()?;
        names.include_for_pattern(&pattern).ok()?;
        Some(Self::Whole(names, pattern))
    }

    /// The day of `date`. `None` for one that is in no calendar.
    pub(super) fn write(&self, date: &DateTime) -> Option<String> {
        let month = u8::try_from(date.month).ok()?;
        let day = u8::try_from(date.day).ok()?;
        let text = match self {
            Self::Fields(formatter) => {
                let date = Date::try_new_iso(date.year, month, day).ok()?;
                formatter.format(&date).to_string()
            }
            Self::Whole(names, pattern) => {
                let date = Date::try_new_gregorian(date.year, month, day).ok()?;
                let formatter = names.with_pattern_unchecked(pattern);
                formatter.format(&date).try_write_to_string().ok()?.into()
            }
        };
        // Russian has the narrow space that does not break before its "г.".
        // Browsers write a plain space for it in dates, since scripts that read
        // them back expected one.
        Some(text.replace('\u{202f}', " "))
    }
}

/// The calendar of a language. ICU4X would take that of the region: an English
/// blog of Thailand would count from Buddha, and a Persian one of Germany from
/// Christ.
fn calendar(locale: &Locale) -> CalendarAlgorithm {
    match locale.id.language.as_str() {
        "fa" | "ps" => CalendarAlgorithm::Persian,
        "th" => CalendarAlgorithm::Buddhist,
        _ => CalendarAlgorithm::Gregory,
    }
}

/// The language's pattern of [`WHOLE`].
fn whole(locale: &Locale) -> Option<&'static str> {
    let language = locale.id.language.as_str();
    if language == "hi" && locale.id.script == Some(script!("Latn")) {
        return None;
    }
    let found = WHOLE.iter().find(|(of, _)| *of == language);
    found.map(|(_, pattern)| *pattern)
}
