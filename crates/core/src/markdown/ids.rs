//! Ids of an article: as GitHub makes them, each once, and none that a script
//! on the page could take for something of its own.
//!
//! A browser makes every id a global of the page (`window.config`), unless
//! there is one of that name. So an id that is the name of a global, of the
//! document, or of what the app itself puts on the page gets a prefix; links
//! in the article follow, and so does the app where it looks for a place.

use crate::hidden;
use crate::link::decode_percent;
use crate::slug::lower;
use crate::tally::Tally;

/// What stands before an id whose name is taken.
pub const PREFIX: &str = "user-content-";

/// How many letters an id has; a link to a longer one is of no use.
const LONGEST: usize = 200;

/// Names of globals and of the document that a heading could spell, and what
/// scripts look for to learn where they run.
const TAKEN: &str = " alert all anchors append applets atob attributes blur body caches cancel \
    charset chrome children clear close closed config confirm constructor contains cookie crypto \
    default define dir doctype document domain embeds env error eval event exports external fetch \
    find focus fonts forms frames ga global globals globalthis gtag head hidden history images \
    implementation infinity isnan jquery length links location locationbar matchmedia menubar \
    module name nan navigation navigator normalize onload open opener opera origin origin page \
    parent performance personalbar plugins postmessage prepend print process prompt prototype \
    react referrer remove require safari scheduler screen scripts scroll scrollbars self settings \
    status statusbar stop string symbol timeline title toolbar top tostring undefined url valueof \
    vue webkit window write writeln ";

/// The ids an article has.
#[derive(Default)]
pub(super) struct Ids(Tally);

impl Ids {
    /// The id of a heading with these words; none if there are no letters.
    pub(super) fn of_heading(&mut self, text: &str) -> Option<String> {
        self.take(&of_words(text))
    }

    /// `wanted`, safe and not yet taken: `intro`, `intro-1`, `intro-2`, …
    pub(super) fn take(&mut self, wanted: &str) -> Option<String> {
        let wanted = safe(wanted);
        (!wanted.is_empty()).then(|| self.0.take(wanted.clone(), &wanted, 0))
    }
}

/// The id of a heading as GitHub makes it: lower case, spaces as `-`, all
/// punctuation but `-` and `_` left out.
pub(super) fn of_words(text: &str) -> String {
    let letters = text.trim().chars().filter_map(|letter| match letter {
        ' ' | '\n' => Some('-'),
        '-' | '_' => Some(letter),
        _ => (is_word(letter) && !hidden::is_hidden(letter)).then_some(letter),
    });
    let mut id = String::new();
    for letter in letters {
        push_lower(letter, &mut id);
    }
    id
}

/// Adds a letter in lower case: folded, as [`lower`] does it, unless folding
/// takes a small letter for others. (The standard library's tables would be a
/// second copy.)
fn push_lower(letter: char, out: &mut String) {
    let small = match letter {
        _ if letter.is_ascii() => letter.to_ascii_lowercase(),
        'ẞ' => 'ß',
        // Greek capitals with an iota beside them.
        '\u{1F88}'..='\u{1F8F}' | '\u{1F98}'..='\u{1F9F}' | '\u{1FA8}'..='\u{1FAF}' => {
            before(letter, 8)
        }
        '\u{1FBC}' | '\u{1FCC}' | '\u{1FFC}' => before(letter, 9),
        'ς' | 'ſ' | 'ẛ' | 'µ' | 'ϐ' | 'ϑ' | 'ϕ' | 'ϖ' | 'ϰ' | 'ϱ' | 'ϵ' => letter,
        '\u{345}' | '\u{1FBE}' | '\u{1C80}'..='\u{1C88}' => letter,
        _ => {
            let folded = lower(letter.encode_utf8(&mut [0; 4]));
            let is_one = folded.chars().nth(1).is_none();
            if is_one || letter == 'İ' {
                return out.push_str(&folded);
            }
            letter
        }
    };
    out.push(small);
}

/// The letter `places` before `letter`.
fn before(letter: char, places: u32) -> char {
    char::from_u32(u32::from(letter) - places).unwrap_or(letter)
}

/// What counts as a part of a word: letters, the marks on them, digits.
fn is_word(letter: char) -> bool {
    let is_mark = matches!(
        letter,
        '\u{0300}'..='\u{036F}'
            | '\u{0483}'..='\u{0489}'
            | '\u{0591}'..='\u{05BD}'
            | '\u{0610}'..='\u{061A}'
            | '\u{064B}'..='\u{065F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{3099}'..='\u{309A}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}'
            // What joins the letters of Indian scripts.
            | '\u{093C}' | '\u{094D}' | '\u{09BC}' | '\u{09CD}' | '\u{0A3C}' | '\u{0A4D}'
            | '\u{0ABC}' | '\u{0ACD}' | '\u{0B3C}' | '\u{0B4D}' | '\u{0BCD}' | '\u{0C4D}'
            | '\u{0CBC}' | '\u{0CCD}' | '\u{0D4D}' | '\u{0DCA}'
            | '\u{0E47}'..='\u{0E4E}'
    );
    // Fractions, powers and numbers in circles are signs.
    let is_sign = matches!(
        letter,
        '²' | '³' | '¹' | '¼'..='¾'
            | '\u{2070}'..='\u{2079}'
            | '\u{2080}'..='\u{2089}'
            | '\u{2150}'..='\u{215F}'
            | '\u{2460}'..='\u{249B}'
            | '\u{24EA}'..='\u{24FF}'
            | '\u{2776}'..='\u{2793}'
            | '\u{3220}'..='\u{3229}'
            | '\u{3280}'..='\u{3289}'
    );
    is_mark || (letter.is_alphanumeric() && !is_sign) || matches!(letter, '‿' | '⁀' | '＿')
}

/// An id as it may stand on a page: without spaces and hidden characters,
/// with a prefix if its name is taken.
pub(super) fn safe(id: &str) -> String {
    let shown = hidden::without(id);
    let letters = shown.split_whitespace().collect::<Vec<_>>().join("-");
    let id: String = letters
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect();
    if is_taken(&id) {
        format!("{PREFIX}{id}")
    } else {
        id
    }
}

/// A relative address whose fragment is one of ours, where it leads to a post:
/// to a file of Markdown, or to no file.
pub(super) fn safe_in(address: String) -> String {
    let Some((before, id)) = address.split_once('#') else {
        return address;
    };
    let path = before.split('?').next().unwrap_or(before);
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_post = matches!(name.rsplit_once('.'), None | Some((_, "md" | "markdown")));
    if is_post && is_taken(&decode_percent(id)) {
        format!("{before}#{PREFIX}{id}")
    } else {
        address
    }
}

fn is_taken(id: &str) -> bool {
    let word = id.to_ascii_lowercase();
    let is_name = !id.is_empty()
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    // `getElementById`, `__proto__`: a program's names.
    let of_program = is_name && (word != id || id.starts_with('_'));
    let of_footnote = ["fn-", "fnref-"]
        .iter()
        .any(|start| word.starts_with(start));
    of_program
        || of_footnote
        || word.starts_with("inkfold")
        || (is_name && TAKEN.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_heading_ids_like_github() {
        for (heading, expected) in [
            ("What is it?", "what-is-it"),
            ("Что это такое?", "что-это-такое"),
            ("这是什么？", "这是什么"),
            ("1. First, a `code`", "1-first-a-code"),
            ("snake_case & more", "snake_case--more"),
            ("हिन्दी और กำลัง", "हिन्दी-और-กำลัง"),
            ("E = mc²", "e--mc"),
            ("Cafe\u{301}", "cafe\u{301}"),
            ("🎉 Party", "-party"),
            ("a\u{202E}b", "ab"),
            ("Straße STRASSE", "straße-strasse"),
            ("ΟΔΟΣ λόγος", "οδοσ-λόγος"),
            ("ﬁre ſo ŉ ᾈ İ", "ﬁre-ſo-ŉ-ᾀ-i\u{307}"),
        ] {
            assert_eq!(of_words(heading), expected, "{heading}");
        }
    }

    #[test]
    fn lower_case_is_that_of_unicode() {
        // Later letters are few, and not in every table.
        let cherokee = |letter: &char| matches!(letter, '\u{13A0}'..='\u{13FD}');
        for letter in ('\0'..='\u{A69F}').filter(|letter| !cherokee(letter)) {
            let mut lower = String::new();
            push_lower(letter, &mut lower);
            assert_eq!(lower, letter.to_lowercase().to_string(), "{letter:?}");
        }
    }

    #[test]
    fn numbers_what_comes_again() {
        let mut ids = Ids::default();
        let made: Vec<_> = ["a", "a-1", "a", "a", "a-1", "!", "a"]
            .iter()
            .map(|words| ids.of_heading(words).unwrap_or_default())
            .collect();
        assert_eq!(made, ["a", "a-1", "a-2", "a-3", "a-1-1", "", "a-4"]);
    }

    #[test]
    fn links_to_posts_follow() {
        for (address, expected) in [
            ("two.md#location", "two.md#user-content-location"),
            ("../two/?a#name", "../two/?a#user-content-name"),
            ("two#%6Eame", "two#user-content-%6Eame"),
            ("two.md#part", "two.md#part"),
            ("page.html#location", "page.html#location"),
            ("two.md", "two.md"),
        ] {
            assert_eq!(safe_in(address.to_owned()), expected);
        }
    }

    #[test]
    fn shadows_nothing_of_the_page() {
        for (id, expected) in [
            ("location", "user-content-location"),
            ("constructor", "user-content-constructor"),
            ("getElementById", "user-content-getElementById"),
            ("__proto__", "user-content-__proto__"),
            ("inkfold-contents", "user-content-inkfold-contents"),
            ("fn-1", "user-content-fn-1"),
            ("fine", "fine"),
            ("name-of-things", "name-of-things"),
            ("a b\tc", "a-b-c"),
            ("", ""),
        ] {
            assert_eq!(safe(id), expected, "{id}");
        }
    }
}
