//! The texts expected here are those of Chromium 156, word for word. Beyond
//! them, some 4500 tags of languages and countries were held against it once.
//! What was left:
//!
//! - Languages that Chromium does not know (Armenian, Belarusian), or without
//!   their words (Azerbaijani, Kazakh, Uzbek), are written as CLDR has
//!   them. Chromium writes them in the reader's language or as "2022 M11 16";
//!   other browsers know most of them, some with another order or mark.
//! - Old and three-letter codes that stand for another one (`iw`, `in`, `rus`)
//!   are English here.
//! - ICU4X has another edition of CLDR: thousands in Switzerland's French, the
//!   digits of India's Bengali, the order in the Emirates' English, and
//!   Vietnamese, which has a singular here.
//! - Calendars a tag asks for (`-u-ca-hebrew`) name their years differently, and
//!   before 1582 Thai dates are some days off.

use super::super::{Plural, count, day, plural};
use inkfold_core::date::DateTime;

fn day_of(language: &str, text: &str) -> String {
    day(language, &DateTime::parse(text).expect(text))
}

#[test]
fn writes_days_as_chromium_does() {
    for (language, expected) in [
        ("en", "November 16, 2022"),
        ("en-GB", "16 November 2022"),
        ("ru", "16 ноября 2022 г."),
        ("uk", "16 листопада 2022 р."),
        ("bg", "16 ноември 2022 г."),
        ("de", "16. November 2022"),
        ("fr", "16 novembre 2022"),
        ("es", "16 de noviembre de 2022"),
        ("pt-BR", "16 de novembro de 2022"),
        ("it", "16 novembre 2022"),
        ("pl", "16 listopada 2022"),
        ("cs", "16. listopadu 2022"),
        ("fi", "16. marraskuuta 2022"),
        ("hu", "2022. november 16."),
        ("el", "16 Νοεμβρίου 2022"),
        ("tr", "16 Kasım 2022"),
        ("ja", "2022年11月16日"),
        ("zh-CN", "2022年11月16日"),
        ("ko", "2022년 11월 16일"),
        ("ar", "16 نوفمبر 2022"),
        ("ar-EG", "١٦ نوفمبر ٢٠٢٢"),
        ("he", "16 בנובמבר 2022"),
        ("fa", "۲۵ آبان ۱۴۰۱"),
        ("th", "16 พฤศจิกายน 2565"),
    ] {
        assert_eq!(day_of(language, "2022-11-16 23:59"), expected, "{language}");
    }
}

/// Those of `WHOLE`, with a day of one digit, and what is near them.
#[test]
fn writes_long_dates_that_are_not_put_together_of_fields() {
    for (language, expected) in [
        ("ak", "1, Kɔtɔnimma, 2024"),
        ("am", "1 ሜይ 2024"),
        ("et", "1. mai 2024"),
        ("hi", "1 मई 2024"),
        ("kn", "ಮೇ 1, 2024"),
        ("sl", "1. maj 2024"),
        ("sr", "1. мај 2024."),
        ("sr-Latn", "1. maj 2024."),
        ("ta", "1 மே, 2024"),
        ("te", "1 మే, 2024"),
        ("vi", "1 tháng 5, 2024"),
        ("hi-Latn", "1 May, 2024"),
    ] {
        assert_eq!(day_of(language, "2024-05-01"), expected, "{language}");
    }
}

#[test]
fn a_calendar_is_of_the_language_not_of_the_country() {
    for (language, expected) in [
        ("en-TH", "November 16, 2022"),
        ("fa-DE", "۲۵ آبان ۱۴۰۱"),
        ("th-DE", "16 พฤศจิกายน 2565"),
        ("en-u-ca-buddhist", "November 16, 2565 BE"),
    ] {
        assert_eq!(day_of(language, "2022-11-16"), expected, "{language}");
    }
}

#[test]
fn years_of_any_length_have_no_era() {
    for (text, expected) in [("0987-03-02", "March 2, 987"), ("0000-03-02", "March 2, 1")] {
        assert_eq!(day_of("en", text), expected);
    }
}

#[test]
fn a_date_in_no_calendar_is_written_plainly() {
    let date = DateTime {
        month: 13,
        ..DateTime::parse("2022-11-16").expect("a date")
    };
    for language in ["en", "et", "fa"] {
        assert_eq!(day(language, &date), "2022-13-16");
    }
}

#[test]
fn groups_numbers_as_chromium_does() {
    for (language, thousand, million) in [
        ("en", "1,234", "1,234,567"),
        ("ru", "1\u{a0}234", "1\u{a0}234\u{a0}567"),
        ("de", "1.234", "1.234.567"),
        ("de-CH", "1'234", "1'234'567"),
        ("fr", "1\u{202f}234", "1\u{202f}234\u{202f}567"),
        ("es", "1234", "1.234.567"),
        ("es-MX", "1,234", "1,234,567"),
        ("pl", "1234", "1\u{a0}234\u{a0}567"),
        ("ja", "1,234", "1,234,567"),
        ("hi", "1,234", "12,34,567"),
        ("ar", "1,234", "1,234,567"),
        ("ar-EG", "١٬٢٣٤", "١٬٢٣٤٬٥٦٧"),
        ("fa", "۱٬۲۳۴", "۱٬۲۳۴٬۵۶۷"),
    ] {
        assert_eq!(count(language, 1234), thousand, "{language}");
        assert_eq!(count(language, 1_234_567), million, "{language}");
    }
}

#[test]
fn chooses_plurals_as_chromium_does() {
    // For 0, 1, 2, 5, 11, 21, 22 and 1000000.
    for (language, expected) in [
        ("en", "o1oooooo"),
        ("ru", "m1fmm1fm"),
        ("uk", "m1fmm1fm"),
        ("pl", "m1fmmmfm"),
        ("cs", "o1fooooo"),
        ("fr", "11ooooom"),
        ("pt", "11ooooom"),
        ("pt-PT", "o1ooooom"),
        ("ja", "oooooooo"),
        ("ar", "o1ofmmmo"),
        ("sr-Latn", "o1foo1fo"),
    ] {
        let letters = [0, 1, 2, 5, 11, 21, 22, 1_000_000].map(|n| match plural(language, n) {
            Plural::One => '1',
            Plural::Few => 'f',
            Plural::Many => 'm',
            Plural::Other => 'o',
        });
        assert_eq!(letters.iter().collect::<String>(), expected, "{language}");
    }
}

#[test]
fn is_english_where_the_tag_is_no_language() {
    let long = "a-".repeat(10_000);
    let tags = [
        "",
        "-",
        "_",
        "en_US",
        "en--US",
        "русский",
        "ru ",
        "\0",
        "123",
        "x-foo",
        "i-klingon",
        "root",
        "und",
        "xx",
        "xx-TH",
        "xx-u-nu-thai",
        "mul",
        "zxx",
        "ru-u-u",
        &long,
    ];
    for tag in tags {
        assert_eq!(day_of(tag, "2022-11-16"), "November 16, 2022", "{tag}");
        assert_eq!(count(tag, 1234), "1,234", "{tag}");
        assert_eq!(plural(tag, 1), Plural::One, "{tag}");
        assert_eq!(plural(tag, 2), Plural::Other, "{tag}");
    }
}

#[test]
fn reads_tags_in_any_case_and_ignores_what_is_unknown_in_them() {
    for tag in [
        "RU",
        "ru-ru",
        "ru-XX",
        "ru-US",
        "ru-u-nu-foo",
        "ru-u-ca-foo",
        "ru-x-mine",
        "ru-Cyrl-KZ",
    ] {
        assert_eq!(day_of(tag, "2022-11-16"), "16 ноября 2022 г.", "{tag}");
        assert_eq!(count(tag, 1234), "1\u{a0}234", "{tag}");
        assert_eq!(plural(tag, 2), Plural::Few, "{tag}");
    }
}
