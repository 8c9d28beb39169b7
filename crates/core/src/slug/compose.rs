//! Letters with their marks as one character (NFC), for addresses.
//!
//! A Mac writes й in the name of a file as и and a breve of its own. Only the
//! letters of Europe's alphabets are put together here: the full tables of
//! Unicode would outweigh the rest of the module many times.

/// Marks, each with the letters it stands on and what they make: `aàeè`.
#[rustfmt::skip]
const MARKED: [(char, &str); 13] = [
    ('\u{0300}', "AÀEÈIÌOÒUÙaàeèiìoòuùЕЀИЍеѐиѝ"),
    ('\u{0301}', "AÁCĆEÉIÍLĹNŃOÓRŔSŚUÚYÝZŹaácćeéiílĺnńoórŕsśuúyýzźГЃКЌгѓкќ"),
    ('\u{0302}', "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷ"),
    ('\u{0303}', "AÃIĨNÑOÕUŨaãiĩnñoõuũ"),
    ('\u{0304}', "AĀEĒIĪOŌUŪaāeēiīoōuūИӢУӮиӣуӯ"),
    ('\u{0306}', "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭАӐЕӖЖӁИЙУЎаӑеӗжӂийуў"),
    ('\u{0307}', "CĊEĖGĠIİZŻcċeėgġzż"),
    ('\u{0308}', "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿІЇАӒЕЁЖӜЗӞИӤОӦУӰЧӴЫӸЭӬаӓеёжӝзӟиӥоӧуӱчӵыӹэӭії"),
    ('\u{030A}', "AÅUŮaåuů"),
    ('\u{030B}', "OŐUŰoőuűУӲуӳ"),
    ('\u{030C}', "CČDĎEĚLĽNŇRŘSŠTŤZŽcčdďeělľnňrřsštťzž"),
    ('\u{0327}', "CÇGĢKĶLĻNŅRŖSŞTŢcçgģkķlļnņrŗsştţ"),
    ('\u{0328}', "AĄEĘIĮUŲaąeęiįuų"),
];

/// Puts letters and the marks behind them together where there is one
/// character for both.
pub fn compose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match out.chars().next_back().and_then(|base| both(base, letter)) {
            Some(whole) => {
                out.pop();
                out.push(whole);
            }
            None => out.push(letter),
        }
    }
    out
}

fn both(base: char, mark: char) -> Option<char> {
    let (_, pairs) = MARKED.iter().find(|(known, _)| *known == mark)?;
    let mut letters = pairs.chars();
    while let (Some(known), Some(whole)) = (letters.next(), letters.next()) {
        if known == base {
            return Some(whole);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_marks_on_letters() {
        for (text, expected) in [
            ("\u{438}\u{306}", "й"),
            ("e\u{308}-\u{435}\u{308}", "ë-ё"),
            ("Nya\u{304}ya", "Nyāya"),
            ("Tra\u{308}nke й ā", "Tränke й ā"),
            ("q\u{301} \u{301}", "q\u{301} \u{301}"),
        ] {
            assert_eq!(compose(text), expected);
        }
    }
}
