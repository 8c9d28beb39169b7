//! Words for addresses: of a file, of a tag.
//!
//! How the words make up an address is for [`crate::permalink`] and
//! [`crate::route`].

mod compose;

use unicase::UniCase;

use crate::hidden::is_hidden;
use crate::lang;
use crate::link::decode_percent;
pub use compose::compose;

/// File names that say "the post is named by its folder": templates of Grav,
/// and Hugo's bundles.
const FOLDER_POSTS: [&str; 8] = [
    "item",
    "index",
    "post",
    "default",
    "blog_item",
    "blog",
    "docs",
    "_index",
];

/// The slug of a post from its path: the file's stem, or the folder's name
/// where the file is one of Grav's and Hugo's `item.md`, `index.md`, …;
/// without `01.` and `2022-11-16-` in front and a language behind, in lower
/// case. `languages` are those of the blog.
pub fn of_path(path: &str, languages: &[String]) -> String {
    let mut segments = path.rsplit('/');
    let file = segments.next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let (stem, _) = lang::of_stem(stem, languages);
    match segments.next().filter(|_| FOLDER_POSTS.contains(&stem)) {
        Some(folder) => of_folder(folder),
        None => of_name(without_number_of_file(stem)),
    }
}

/// The word that a folder's name is in an address.
pub fn of_folder(name: &str) -> String {
    of_name(without_number(name))
}

fn of_name(name: &str) -> String {
    // Some exporters write percent-encoded addresses into names.
    of_word(&decode_percent(without_date(name)))
}

/// The folder that names the post in a file, if it is one that a folder names.
pub fn folder_of<'a>(path: &'a str, languages: &[String]) -> Option<&'a str> {
    let (folder, file) = path.rsplit_once('/')?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    FOLDER_POSTS
        .contains(&lang::of_stem(stem, languages).0)
        .then_some(folder)
}

/// The slug of the post that a path without a slash at its end may mean, be it
/// that of a page; `None` for the paths of other files.
pub fn of_page(path: &str, languages: &[String]) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.ends_with(".md") || name.ends_with(".markdown") {
        return Some(of_path(path, languages));
    }
    let name = without_number(name);
    let is_file = name.bytes().any(|byte| byte == b'.');
    (!name.is_empty() && !is_file).then(|| of_word(name))
}

/// Any text as one segment of an address: lower case, white space and slashes
/// as `-`. Letters of every script stay.
pub fn of_word(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        if letter.is_whitespace() || matches!(letter, '/' | '\\') {
            if !out.ends_with('-') {
                out.push('-');
            }
        } else if !letter.is_control() && !is_hidden(letter) {
            out.push(letter);
        }
    }
    // `.` and `..` would climb out of their folder.
    if out.bytes().all(|byte| byte == b'.') {
        out = out.replace('.', "-");
    }
    compose(&lower(&out))
}

/// `text` in lower case. The Markdown parser brings the tables of `unicase`
/// along; the standard library's would be a second copy of them.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        // The same, and much quicker.
        return text.to_ascii_lowercase();
    }
    UniCase::unicode(text).to_folded_case()
}

/// The words of a query, in lower case.
pub fn words(query: &str) -> Vec<String> {
    query.split_whitespace().map(lower).collect()
}

/// Without the number Grav orders folders by: `01.blog`.
fn without_number(name: &str) -> &str {
    match name.split_once('.') {
        Some((number, rest))
            if !rest.is_empty()
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            rest
        }
        _ => name,
    }
}

/// Without the number that the name of a file begins with as Grav's folders
/// do; that of a version or a constant belongs to the words: `2.0-released`.
fn without_number_of_file(stem: &str) -> &str {
    let rest = without_number(stem);
    let is_number = rest
        .trim_start()
        .starts_with(|letter: char| letter.is_ascii_digit());
    let is_name = !is_number || without_date(rest).len() < rest.len();
    if is_name { rest } else { stem }
}

/// Without the date Jekyll puts in front, which may have single digits:
/// `2022-11-16-hello`, `2022-1-6-hello`.
fn without_date(name: &str) -> &str {
    let mut parts = name.splitn(4, '-');
    let mut is_number = |least, most| {
        let digits = parts.next().unwrap_or_default();
        (least..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_dated = is_number(4, 4) && is_number(1, 2) && is_number(1, 2);
    let rest = parts.next().filter(|rest| is_dated && !rest.is_empty());
    rest.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_a_post_by_its_path() {
        for (path, expected) in [
            ("posts/hello.md", "hello"),
            ("posts/Hello World.md", "hello-world"),
            ("posts/01. Intro.md", "intro"),
            ("posts/2.0-released.md", "2.0-released"),
            ("_posts/2022-11-16-hello.md", "hello"),
            ("01.blog/2022-11-16-x/item.md", "x"),
            ("01.blog/vivaldi/item.ru.md", "vivaldi"),
            ("blog/03.третий/index.md", "третий"),
            ("2022-11-16-.md", "2022-11-16-"),
            ("01.first.md", "first"),
            ("item.md", "item"),
            ("v1.2/post.md", "v1.2"),
            ("my.first.post.md", "my.first.post"),
            ("docs.zh-cn.md", "docs"),
            ("08.dns/02.setup-guide/docs.zh.md", "setup-guide"),
            ("x/%e2%80%95-me/item.md", "―-me"),
            ("Вести\u{438}\u{306} ко\u{438}\u{306}.md", "вестий-кой"),
            ("a/2005-07-03-21-37-00.md", "21-37-00"),
            ("2022-11-16.md", "2022-11-16"),
            ("...md", "--"),
            ("2.0-released.md", "2.0-released"),
            ("3.14-pi.md", "3.14-pi"),
            ("1.5.md", "1.5"),
            ("02.2022-11-16-x.md", "x"),
            ("01.2022/item.md", "2022"),
            ("_posts/2022-1-6-short.md", "short"),
            ("2022-123-4-x.md", "2022-123-4-x"),
            ("2022-1-6.md", "2022-1-6"),
            ("v2.io.md", "v2"),
            ("L.RU.md", "l"),
        ] {
            assert_eq!(of_path(path, &[]), expected, "{path}");
        }
    }

    #[test]
    fn an_ending_is_a_language_where_the_blog_has_it() {
        let languages = ["en".to_owned(), "ru".to_owned()];
        for (path, expected) in [
            ("v2.io.md", "v2.io"),
            ("x.ru.md", "x"),
            ("a/item.ru.md", "a"),
            ("a/item.io.md", "item.io"),
        ] {
            assert_eq!(of_path(path, &languages), expected, "{path}");
        }
    }

    #[test]
    fn makes_one_segment_of_a_word() {
        for (word, expected) in [
            ("Rust", "rust"),
            ("Web Assembly", "web-assembly"),
            ("a / b", "a-b"),
            ("C#", "c#"),
            ("a\u{202E}b\u{200F}", "ab"),
            ("..", "--"),
            ("Ёлка", "ёлка"),
        ] {
            assert_eq!(of_word(word), expected, "{word}");
        }
    }
}
