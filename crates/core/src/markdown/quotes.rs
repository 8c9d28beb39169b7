//! Quotation marks as the language of an article has them.
//!
//! What dashes and dots become, the Markdown parser has found out; it pairs no
//! quotations in quotations.

use std::ops::Range;

use super::builder::Builder;

/// How quotations are marked, and quotations in them.
struct Marks {
    outer: [&'static str; 2],
    inner: [&'static str; 2],
}

/// How far the start of an end tag is looked for.
const LONGEST_TAG: usize = 32;

/// How many quotations are open in the text that is being read.
#[derive(Default)]
pub(super) struct Quotes {
    double: usize,
    single: usize,
}

fn marks(language: &str) -> Marks {
    let (outer, inner) = match language.get(..2).unwrap_or_default() {
        "ru" | "uk" | "be" | "kk" => (["«", "»"], ["„", "“"]),
        "de" | "cs" | "sk" | "sl" | "bg" | "lt" | "et" => (["„", "“"], ["‚", "‘"]),
        "pl" | "ro" | "hu" | "hr" | "sr" => (["„", "”"], ["«", "»"]),
        "fr" => (["«\u{202F}", "\u{202F}»"], ["“", "”"]),
        "es" | "it" | "pt" | "el" | "ca" => (["«", "»"], ["“", "”"]),
        "no" | "nb" | "nn" | "hy" => (["«", "»"], ["‘", "’"]),
        "sv" | "fi" => (["”", "”"], ["’", "’"]),
        "ja" => (["「", "」"], ["『", "』"]),
        _ => (["“", "”"], ["‘", "’"]),
    };
    Marks { outer, inner }
}

impl Builder<'_> {
    /// The mark for a straight one (`source`) that is not escaped; none for
    /// any other text.
    pub(super) fn quote(&mut self, source: &str, range: &Range<usize>) -> Option<&'static str> {
        let before = self.body.get(..range.start)?.chars().next_back();
        let after = self.body.get(range.end..)?.chars().next();
        let marks = marks(self.reading.language);
        let letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let follows_end_tag = before == Some('>') && self.follows_end_tag(range.start);
        let (pair, open) = match source {
            "\"" => (&marks.outer, &mut self.quotes.double),
            "'" if letter(before) && letter(after) => return Some("’"),
            "'" => (&marks.inner, &mut self.quotes.single),
            _ => return None,
        };
        let starts_word = before.is_none_or(|sign| {
            sign.is_whitespace()
                || "([{—–-/«„“‘|=".contains(sign)
                || (sign == '>' && !follows_end_tag)
                || (*open == 0 && "*_~".contains(sign))
        });
        let opens = starts_word && after.is_some_and(|sign| !sign.is_whitespace());
        let (place, level) = if opens {
            *open += 1;
            (0, *open)
        } else {
            let level = *open;
            *open = open.saturating_sub(1);
            (1, level)
        };
        // An apostrophe, at the end of a word.
        if source == "'" && level == 0 {
            return Some("’");
        }
        let inner = source == "\"" && level > 0 && level % 2 == 0;
        let pair = if inner { &marks.inner } else { pair };
        pair.get(place).copied()
    }

    /// Whether what ends at the byte `end` is an end tag.
    fn follows_end_tag(&self, end: usize) -> bool {
        let before = self.body.get(..end).unwrap_or_default().bytes().rev();
        let mut next = None;
        for byte in before.take(LONGEST_TAG) {
            match byte {
                b'<' => return next == Some(b'/'),
                _ => next = Some(byte),
            }
        }
        false
    }
}
