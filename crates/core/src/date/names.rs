//! Names that stand in dates: of months, of days, of time zones.

/// Names of months: the English name, and the first letters of the Russian.
pub(super) const MONTHS: [(&str, &str); 12] = [
    ("january", "янв"),
    ("february", "фев"),
    ("march", "мар"),
    ("april", "апр"),
    ("may", "ма"),
    ("june", "июн"),
    ("july", "июл"),
    ("august", "авг"),
    ("september", "сен"),
    ("october", "окт"),
    ("november", "ноя"),
    ("december", "дек"),
];

/// Names of the days of the week: the English name; in Russian the one that is
/// said with a date, and what is written for short.
pub(super) const WEEKDAYS: [(&str, &str, &str); 7] = [
    ("monday", "понедельник", "пн"),
    ("tuesday", "вторник", "вт"),
    ("wednesday", "сред", "ср"),
    ("thursday", "четверг", "чт"),
    ("friday", "пятниц", "пт"),
    ("saturday", "суббот", "сб"),
    ("sunday", "воскресенье", "вс"),
];

/// Abbreviations of time zones, with hours east of UTC.
pub(super) const ZONES: [(&str, i32); 20] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 1),
    ("bst", 1),
    ("cet", 1),
    ("cest", 2),
    ("eet", 2),
    ("eest", 3),
    ("msk", 3),
    ("jst", 9),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];
