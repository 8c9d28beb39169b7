//! What holds for any article at all.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use inkfold_core::markdown::{self, Reading};
use inkfold_core::post::Post;
use proptest::prelude::*;
use support::article::{text_of, wrong};
use support::soup::soup;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300),
    ))]

    #[test]
    fn any_text_becomes_a_tree_that_browsers_agree_on(body in soup()) {
        let document = markdown::read(&body);
        prop_assert_eq!(wrong(&document), None);
        for found in document.diagnostics(&body, 1) {
            prop_assert!(!found.to_string().is_empty());
        }
    }

    #[test]
    fn so_does_the_beginning_of_any_text(body in soup(), end in 0_usize..100) {
        let document = markdown::read_to(&body, &Reading::default(), end);
        prop_assert_eq!(wrong(&document), None);
    }

    #[test]
    fn punctuation_keeps_the_tree(body in soup(), language in "(en|ru|de|fr|sv)") {
        let reading = Reading { language: &language, smart_punctuation: true, math: true };
        prop_assert_eq!(wrong(&markdown::read_as(&body, &reading)), None);
    }

    #[test]
    fn words_are_never_lost(words in proptest::collection::vec("[a-z]{3,8}", 1..12), marks in soup()) {
        // Whatever stands before them: what is dropped ends with its paragraph.
        let body = format!("{}\n\n{}", marks.replace(['<', '`', '~'], ""), words.join("\n\n"));
        let text = text_of(&markdown::read(&body));
        for word in &words {
            prop_assert!(text.contains(word.as_str()), "{word} in {text:?}");
        }
    }
}

/// The sample blog shows what it says: nothing in it is left out or mended,
/// but for the post that is about that.
#[test]
fn the_sample_blog_needs_no_repairs() {
    fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/posts");
    files(std::path::Path::new(content), &mut found);
    assert!(found.len() > 15);
    for path in found {
        let name = path.to_string_lossy().into_owned();
        let document = Post::read(&name, &std::fs::read(&path).unwrap()).document("");
        assert_eq!(wrong(&document), None, "{name}");
        let hostile = name.ends_with("/safety.md");
        assert_eq!(
            document.repairs.is_empty(),
            !hostile,
            "{name}: {:?}",
            document.repairs
        );
    }
}
