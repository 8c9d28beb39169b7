//! Blogs that are made up, the same every time: Markdown with front matter
//! that Inkfold and Hugo read alike, and nothing that only one of them knows.

use super::dice::Dice;
use crate::failure::Failure;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// How many words a post has, about.
const WORDS_A_POST: usize = 1000;
/// How many bytes a long post has.
const LONG: usize = 372_000;
/// How many tags a blog has; a post has two.
const TAGS: usize = 40;

const WORDS: [&str; 32] = [
    "a", "river", "reads", "slowly", "under", "the", "bridge", "of", "letters", "and", "nobody",
    "counts", "what", "it", "carries", "to", "sea", "while", "evening", "settles", "over", "roofs",
    "with", "lamps", "one", "by", "one", "going", "on", "in", "windows", "again",
];

/// Writes `count` posts into `folder`, one file each.
pub(super) fn write(folder: &Path, count: usize) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(Failure::file("make the folder", folder))?;
    for number in 0..count {
        let path = folder.join(format!("post-{number:06}.md"));
        fs::write(&path, post(number, count)).map_err(Failure::file("write", &path))?;
    }
    Ok(())
}

/// A post of many screens, newer than all others.
pub(super) fn long() -> String {
    let mut dice = Dice::new(1);
    let mut out = "---\ntitle: Long\ndate: 2030-01-01\n---\n\n".to_owned();
    while out.len() < LONG {
        block(&mut dice, &mut out, 1);
    }
    out
}

/// One of `count` posts.
pub(super) fn post(number: usize, count: usize) -> String {
    let mut dice = Dice::new(number as u64 + 1);
    // The first numbers of neighbours are much alike.
    for _ in 0..4 {
        dice.throw(2);
    }
    let mut out = String::with_capacity(8 * WORDS_A_POST);
    // Writing into memory does not fail.
    let _ = write!(
        out,
        "---\ntitle: Post {number}, {}\ndate: {:04}-{:02}-{:02}T{:02}:00:00Z\ntags: [tag-{}, tag-{}]\n---\n\n",
        words(&mut dice, 3),
        2000 + number / 672 % 20,
        number / 56 % 12 + 1,
        number / 2 % 28 + 1,
        number % 2 * 12,
        dice.throw(TAGS),
        dice.throw(TAGS),
    );
    let mut written = 0;
    while written < WORDS_A_POST {
        written += block(&mut dice, &mut out, count);
    }
    out
}

/// A block, and how many words it has.
fn block(dice: &mut Dice, out: &mut String, count: usize) -> usize {
    let (text, words) = match dice.throw(12) {
        0 => (format!("## {}\n", words(dice, 4)), 4),
        1 => {
            let items = (0..5).map(|_| format!("- {}\n", words(dice, 9)));
            (items.collect(), 45)
        }
        2 => (format!("> {}\n", words(dice, 25)), 25),
        3 => {
            let lines = "let word = river.read();\n".repeat(6);
            (format!("```rust\n{lines}```\n"), 24)
        }
        4 => {
            let rows = (0..4).map(|_| format!("| {} | {} |\n", words(dice, 3), words(dice, 2)));
            let rows: String = rows.collect();
            (format!("| one | two |\n|---|---|\n{rows}"), 22)
        }
        5 => {
            let other = dice.throw(count);
            let text = words(dice, 3);
            (format!("See [{text}](/posts/post-{other:06}/).\n"), 4)
        }
        _ => {
            let lines = (0..6).map(|_| {
                let (one, two, three) = (words(dice, 5), words(dice, 2), words(dice, 5));
                match dice.throw(4) {
                    0 => format!("{one} *{two}* {three}\n"),
                    1 => format!("{one} [{two}](https://example.org/) {three}\n"),
                    2 => format!("{one} `{two}` {three}\n"),
                    _ => format!("{one} {two} {three}\n"),
                }
            });
            (lines.collect(), 72)
        }
    };
    out.push_str(&text);
    out.push('\n');
    words
}

fn words(dice: &mut Dice, count: usize) -> String {
    let words: Vec<&str> = (0..count)
        .filter_map(|_| WORDS.get(dice.throw(WORDS.len())).copied())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_the_same_every_time_and_unlike_each_other() {
        assert_eq!(post(7, 100), post(7, 100));
        assert_ne!(post(7, 100).get(200..), post(8, 100).get(200..));
        for number in [0, 1, 99_999] {
            let words = post(number, 100_000).split_whitespace().count();
            assert!((900..1300).contains(&words), "{words}");
        }
        assert!((LONG..LONG + 1_000).contains(&long().len()));
        assert_eq!(long(), long());
    }
}
