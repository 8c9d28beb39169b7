//! Characters nobody sees: marks that turn the direction of the text, and
//! tags. They can make a text read as another than it is.
//!
//! Titles, ids and addresses are better without them; prose needs some of
//! them in languages that are written from the right.

/// Whether a character is never seen itself.
pub fn is_hidden(letter: char) -> bool {
    turns(letter)
        || matches!(
            letter,
            '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{E0000}'..='\u{E007F}'
        )
}

/// Whether it turns the text that follows it.
pub fn turns(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether XML cannot hold a character, not even as a number, and so no feed.
pub fn is_unwritable(letter: char) -> bool {
    matches!(
        letter,
        '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}'
    )
}

/// Whether [`without`] leaves a character out.
pub fn is_left_out(letter: char) -> bool {
    is_hidden(letter) || is_unwritable(letter)
}

/// `text` without hidden characters, and without those that no feed can hold.
pub fn without(text: &str) -> String {
    text.chars()
        .filter(|letter| !is_left_out(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_what_nobody_sees() {
        assert_eq!(without("a\u{202E}b\u{2066}c\u{200F}\u{E0041}d"), "abcd");
        assert_eq!(without("a\0\u{B}b\u{1F}\t\u{FFFE}\n\r"), "ab\t\n\r");
        assert_eq!(without("мир שלום 世界 e\u{301}"), "мир שלום 世界 e\u{301}");
    }
}
