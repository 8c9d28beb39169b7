//! Writing into the copy of `site.yaml` what a browser cannot find out: which
//! files the patterns under `posts` stand for, and where this build will live.
//!
//! Only the lines of that key change; what they mean is checked by reading
//! them again. What the settings mean is the core's.

use std::path::Path;

use inkfold_core::diagnostic::Diagnostic;
use inkfold_core::site::Site;
use inkfold_core::text;

use crate::failure::Failure;

/// The text of the settings file `path`, which reads as `site`, with `posts`
/// in place of its own.
pub(crate) fn with_posts(
    path: &Path,
    bytes: &[u8],
    site: &Site,
    posts: Vec<String>,
) -> Result<Vec<u8>, Failure> {
    let mut list = "posts:\n".to_owned();
    for post in &posts {
        list.push_str(&format!("  - {}\n", quoted(post)));
    }
    let expected = Site {
        posts,
        ..site.clone()
    };
    with(path, bytes, "posts", &list, &expected)
}

/// The text of the settings file `path`, which reads as `site` but for its
/// `url`, with the one that `site` has.
pub(crate) fn with_url(path: &Path, bytes: &[u8], site: &Site) -> Result<Vec<u8>, Failure> {
    let url = site.url.as_deref().unwrap_or_default();
    let line = format!("url: {}\n", quoted(url));
    with(path, bytes, "url", &line, site)
}

/// In single quotes nothing but the quote itself has a meaning.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The settings with `entry` in place of that of `key`; they are to read as
/// `expected`.
fn with(
    path: &Path,
    bytes: &[u8],
    key: &'static str,
    entry: &str,
    expected: &Site,
) -> Result<Vec<u8>, Failure> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => text::decode(bytes).0,
    };
    let written = replace_entry(&text, key, entry);
    match Site::read(written.as_bytes()) {
        Ok((read, _)) if read == *expected => Ok(written.into_bytes()),
        // Of text that is as it was but for a list, only its length can be
        // wrong; anything else is an unusual way to write YAML.
        Err(diagnostic) if is_about_length(&diagnostic) => Err(Failure::LongSettings {
            posts: expected.listed_posts().count(),
            reason: diagnostic.problem.to_string(),
        }),
        Ok(_) | Err(_) => Err(Failure::UnusualSettings {
            path: path.to_path_buf(),
            key,
        }),
    }
}

fn is_about_length(diagnostic: &Diagnostic) -> bool {
    use inkfold_core::diagnostic::Problem;
    matches!(diagnostic.problem, Problem::TooLong { .. })
}

fn replace_entry(text: &str, key: &str, entry: &str) -> String {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let entry = entry.replace('\n', line_end);
    let (before, after) = around(text, key).unwrap_or((text, ""));
    let gap = match before.ends_with('\n') || before.trim_start_matches(MARK).is_empty() {
        true => "",
        false => line_end,
    };
    format!("{before}{gap}{entry}{after}")
}

/// The byte order mark, which editors on Windows write.
const MARK: char = '\u{FEFF}';

/// What stands before and after the entry `key` of a mapping whose keys begin
/// their lines.
fn around<'a>(text: &'a str, key: &str) -> Option<(&'a str, &'a str)> {
    let mut start = None;
    let mut end = 0;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches(MARK);
        let marked = line.len() - content.len();
        let blank = content.trim().is_empty() || content.starts_with('#');
        match start {
            None if is_key(content, key) => {
                start = Some(offset + marked);
                end = offset + line.len();
            }
            Some(_) if begins_entry(content) => break,
            // Blank lines and comments at the end belong to what follows.
            Some(_) if !blank => end = offset + line.len(),
            _ => {}
        }
        offset += line.len();
    }
    Some((text.get(..start?)?, text.get(end..)?))
}

fn is_key(line: &str, key: &str) -> bool {
    let forms = [key.to_owned(), format!("'{key}'"), format!("\"{key}\"")];
    let rest = forms.iter().find_map(|key| line.strip_prefix(key.as_str()));
    rest.and_then(|rest| rest.trim_start_matches(' ').strip_prefix(':'))
        .is_some_and(|value| value.is_empty() || value.starts_with(char::is_whitespace))
}

/// Whether a line begins another entry, or ends the document. List items may
/// stand at the start of a line too.
fn begins_entry(line: &str) -> bool {
    let line = line.trim_end();
    let continues = line.is_empty() || line.starts_with([' ', '\t', '#', ']', '}']);
    let item = line == "-" || line.starts_with("- ");
    let ends_document = line.starts_with("---") || line == "...";
    ends_document || (!continues && !item && (line.ends_with(':') || line.contains(": ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rewrites `posts` to `a.md` and `*.md`.
    fn rewritten(text: &str) -> Result<String, Failure> {
        let (site, _) = Site::read(text.as_bytes()).unwrap();
        let posts = vec!["a.md".to_owned(), "*.md".to_owned()];
        let bytes = with_posts(Path::new("site.yaml"), text.as_bytes(), &site, posts)?;
        Ok(String::from_utf8(bytes).unwrap())
    }

    const LIST: &str = "posts:\n  - 'a.md'\n  - '*.md'\n";

    #[test]
    fn changes_only_the_lines_of_posts() {
        for (before, value, after) in [
            ("", "posts: posts/*.md\n", ""),
            ("", "posts:\n", "title: T\n"),
            (
                "title: T # t\n\n",
                "posts: 'x/*.md' # all\n",
                "\n# About\nurl: https://a.b/\n",
            ),
            (
                "title: T\n",
                "posts:\n  - x/*.md\n\n  # two\n  - y.md\n",
                "\n# end\n",
            ),
            ("title: T\n", "posts:\n- x/*.md\n- y.md\n", "theme: dark\n"),
            ("", "posts:\n# why\n- x/*.md\n", "theme: dark\n"),
            ("", "posts: [x/*.md, y.md]\n", "theme: dark\n"),
            ("", "posts: [\n  x/*.md,\n  y.md ]\n", "theme: dark\n"),
            ("", "posts: [\nx/*.md,\ny.md\n]\n", "theme: dark\n"),
            (
                "---\n# c\n",
                "\"posts\" : [x/*.md]\n",
                "\"theme\": dark\n...\n",
            ),
            (
                "",
                "'posts': >-\n  x/*.md\n",
                "navigation:\n- {title: N, href: x/}\n",
            ),
            (
                "title: 'posts: x'\ndescription: |\n  posts: y\n",
                "posts: x/*.md\n",
                "",
            ),
        ] {
            let text = format!("{before}{value}{after}");
            let expected = format!("{before}{LIST}{after}");
            assert_eq!(rewritten(&text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn adds_posts_where_there_are_none() {
        for (text, expected) in [
            ("", LIST.to_owned()),
            ("title: T\n", format!("title: T\n{LIST}")),
            ("title: T", format!("title: T\n{LIST}")),
            ("# nothing yet\n", format!("# nothing yet\n{LIST}")),
        ] {
            assert_eq!(rewritten(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn keeps_marks_and_line_ends() {
        let list = LIST.replace('\n', "\r\n");
        assert_eq!(
            rewritten("\u{FEFF}posts: x\r\ntitle: T\r\n").unwrap(),
            format!("\u{FEFF}{list}title: T\r\n")
        );
        assert_eq!(rewritten("\u{FEFF}").unwrap(), format!("\u{FEFF}{LIST}"));
    }

    #[test]
    fn reads_what_it_wrote_whatever_the_files_are_called() {
        let names = [
            "it's.md",
            "a: b #c.md",
            "- x.md",
            "мир.md",
            "1.5",
            "\"q\".md",
            "*.md",
        ];
        let site = Site::default();
        let posts: Vec<String> = names.map(str::to_owned).to_vec();
        let bytes = with_posts(Path::new("s"), b"", &site, posts.clone()).unwrap();
        assert_eq!(Site::read(&bytes).unwrap().0.posts, posts);
    }

    #[test]
    fn writes_where_the_site_will_live() {
        for (text, expected) in [
            ("", "url: 'https://x.y/'\n"),
            (
                "title: T\nurl: https://a.b/c/ # here\ntheme: dark\n",
                "title: T\nurl: 'https://x.y/'\ntheme: dark\n",
            ),
        ] {
            let (site, _) = Site::read(text.as_bytes()).unwrap();
            let site = Site {
                url: Some("https://x.y/".to_owned()),
                ..site
            };
            let bytes = with_url(Path::new("site.yaml"), text.as_bytes(), &site).unwrap();
            assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        }
    }

    #[test]
    fn says_when_it_cannot() {
        for text in ["{title: T, posts: [x/*.md]}", " title: T\n posts: x\n"] {
            let sentence = rewritten(text).unwrap_err().to_string();
            assert!(sentence.contains("site.yaml"), "{sentence}");
        }
    }
}
