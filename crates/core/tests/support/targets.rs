//! What holds for any bytes. `tests/fuzz.rs` asks with a few, the programs in
//! `fuzz` with as many as there is time for.

use inkfold_core::date::{DateTime, Utc};
use inkfold_core::markdown::{self, Reading};
use inkfold_core::post::Post;
use inkfold_core::text;

use super::article::wrong;
use super::{file, soup, yaml};

/// Any text becomes an article that browsers agree on, and so does its
/// beginning.
pub fn markdown(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let body = soup::spelled(rest);
    let reading = Reading {
        language: ["en", "ru", "de", "fr"][usize::from(first % 4)],
        smart_punctuation: first & 4 != 0,
        math: first & 8 == 0,
    };
    let document = markdown::read_as(&body, &reading);
    assert_eq!(wrong(&document), None, "{body:?}");
    for found in document.diagnostics(&body, 1) {
        assert!(!found.to_string().is_empty());
    }
    let end = usize::from(first >> 4) * body.len() / 15;
    let beginning = markdown::read_to(&body, &reading, end);
    assert_eq!(wrong(&beginning), None, "the first {end} of {body:?}");
}

/// Any file becomes a post; what is wrong stands where it is said to.
pub fn front_matter(bytes: &[u8]) {
    Post::read("x.md", bytes).summary("");
    let (text, _) = text::decode(file::spelled(bytes).as_bytes());
    file::diagnostics_point_into(&text);
    file::any_format_takes(&text);
    file::body_is_on_its_line(&text);
    let post = Post::read("2024/x.md", text.as_bytes());
    assert!(!post.title.is_empty() && !post.slug.is_empty(), "{text:?}");
    assert!(!post.slug.contains('/'), "{text:?}");
    assert_eq!(wrong(&post.document("")), None, "{text:?}");
    post.status(0, &Utc);
    post.summary("");
    post.description("");
}

/// What reads as a date is one, and reads as itself.
pub fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    file::date_is_in_the_calendar(&text);
    DateTime::in_path(&text);
}

/// Our YAML library reads what the published one reads.
pub fn yaml(bytes: &[u8]) {
    let text = file::spelled(bytes);
    // Where the two differ on purpose: tags of others; and what a name means
    // that is given again before another name is, which the published one
    // mixes up.
    let tags = ["!!", "!<", "%TAG"].iter().any(|tag| text.contains(tag));
    let names = text.contains('*') && text.matches('&').count() > 2;
    if !tags && !names {
        yaml::check(&text);
    }
}
