//! A megabyte of posts: real ones, or some made up, the same every time.

use super::dice::Dice;
use crate::failure::Failure;
use std::fs;
use std::path::{Path, PathBuf};

const ENOUGH: usize = 1024 * 1024;

/// No post that is timed is larger; a single one would weigh more than all
/// others together.
const LARGEST: u64 = 128 * 1024;

/// The texts of the posts, from all over `corpus` if there is one.
pub(crate) fn of(corpus: Option<&Path>) -> Result<Vec<Vec<u8>>, Failure> {
    match corpus {
        Some(folder) => gathered(folder),
        None => Ok(made_up()),
    }
}

fn gathered(folder: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let mut paths = Vec::new();
    paths_below(folder, &mut paths)?;
    paths.sort();
    let all: u64 = paths.iter().map(|(_, length)| length).sum();
    // Every so many bytes of the whole a post, so that all blogs are among
    // them.
    let step = (all / ENOUGH as u64).max(1);
    let (mut posts, mut seen, mut taken) = (Vec::new(), 0, 0);
    for (path, length) in paths {
        seen += length;
        if taken * step <= seen {
            taken += length;
            posts.push(fs::read(&path).map_err(Failure::file("read", &path))?);
        }
    }
    match posts.is_empty() {
        true => Err(Failure::NoPosts(folder.to_path_buf())),
        false => Ok(posts),
    }
}

/// The posts with their lengths.
fn paths_below(folder: &Path, found: &mut Vec<(PathBuf, u64)>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::file("read", folder))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            paths_below(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let length = path.metadata().map_or(0, |file| file.len());
            if (1..=LARGEST).contains(&length) {
                found.push((path, length));
            }
        }
    }
    Ok(())
}

const WORDS: [&str; 24] = [
    "a",
    "river",
    "reads",
    "slowly",
    "under",
    "the",
    "bridge",
    "of",
    "letters",
    "and",
    "nobody",
    "counts",
    "what",
    "it",
    "carries",
    "—",
    "ночью",
    "город",
    "says",
    "that",
    "\"time\"",
    "isn't",
    "long,",
    "enough.",
];

fn made_up() -> Vec<Vec<u8>> {
    let mut dice = Dice::new(1);
    let (mut posts, mut bytes) = (Vec::new(), 0);
    while bytes < ENOUGH {
        let post = format!(
            "---\ntitle: Post {}\n---\n\n{}",
            posts.len(),
            dice.article()
        );
        bytes += post.len();
        posts.push(post.into_bytes());
    }
    posts
}

impl Dice {
    fn article(&mut self) -> String {
        let blocks = 10 + self.throw(50);
        (0..blocks).map(|_| self.block() + "\n").collect()
    }

    fn block(&mut self) -> String {
        match self.throw(16) {
            0 | 1 => format!("## {}\n", self.words(4)),
            2 => (0..5).map(|_| format!("- {}\n", self.line(9))).collect(),
            3 => (0..4).map(|_| format!("> {}\n", self.line(10))).collect(),
            4 => format!("```rust\n{}```\n", "let word = river.read();\n".repeat(6)),
            5 => {
                let rows: String = (0..4)
                    .map(|_| format!("| {} | {} |\n", self.words(3), self.words(2)))
                    .collect();
                format!("| one | two |\n|---|---|\n{rows}")
            }
            6 => format!("![{}](picture.jpg \"{}\")\n", self.words(3), self.words(2)),
            7 => format!("<p align=\"center\">{}</p>\n", self.words(8)),
            _ => {
                let lines = 3 + self.throw(6);
                (0..lines).map(|_| self.line(12) + "\n").collect()
            }
        }
    }

    fn line(&mut self, words: usize) -> String {
        let before = self.words(words / 2);
        let after = self.words(words / 2);
        let middle = match self.throw(8) {
            0 => format!("*{}*", self.words(2)),
            1 => format!("**{}**", self.words(2)),
            2 => format!(
                "[{}](https://example.org/{})",
                self.words(2),
                self.throw(1000)
            ),
            3 => "`code`".to_owned(),
            4 => "https://example.org/".to_owned(),
            _ => self.words(2),
        };
        format!("{before} {middle} {after}")
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count)
            .filter_map(|_| WORDS.get(self.throw(WORDS.len())).copied())
            .collect();
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_megabyte_is_made_up_the_same_every_time() {
        let posts = made_up();
        let bytes: usize = posts.iter().map(Vec::len).sum();
        assert!((ENOUGH..ENOUGH + 40_000).contains(&bytes), "{bytes}");
        assert!(posts.len() > 50, "{}", posts.len());
        assert_eq!(posts, made_up());
    }

    #[test]
    fn posts_are_gathered_from_all_over() {
        let content = crate::run::root().join("content");
        let all = gathered(&content).unwrap();
        assert!(all.len() > 15, "{}", all.len());
        let empty = crate::run::root().join("crates");
        assert!(matches!(
            gathered(&empty.join("xtask")),
            Err(Failure::NoPosts(_))
        ));
    }
}
