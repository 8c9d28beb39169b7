//! What holds for any input at all.

use inkfold_core::date::{DateTime, Utc};
use inkfold_core::document::{Attribute, Node};
use inkfold_core::html;
use inkfold_core::link::Link;
use inkfold_core::post::Post;
use inkfold_core::route::Route;
use inkfold_core::site::Site;
use inkfold_core::slug;
use proptest::prelude::*;

/// Text with the characters that mean something to YAML and Markdown.
fn markup() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            Just("---\n".to_owned()),
            Just("===\n".to_owned()),
            Just("title: ".to_owned()),
            Just("date: 31-02-2022 ".to_owned()),
            Just("[a](javascript:b)".to_owned()),
            Just("[^1]: ".to_owned()),
            Just("|a|\n|-|\n".to_owned()),
            Just("```\n".to_owned()),
            Just("> - ".to_owned()),
            Just("<!--".to_owned()),
            "[ \n\t*_`#<>&\\[\\]():'\"{}|!~-]{1,4}",
            "\\PC{0,6}",
        ],
        0..40,
    )
    .prop_map(|parts| parts.concat())
}

fn links(nodes: &[Node], found: &mut Vec<Link>) {
    for node in nodes {
        if let Node::Element(element) = node {
            for attribute in &element.attributes {
                if let Attribute::Href(link) | Attribute::Src(link) = attribute {
                    found.push(link.clone());
                }
            }
            links(&element.children, found);
        }
    }
}

proptest! {
    #[test]
    fn any_file_becomes_a_post(path in "\\PC{0,20}", text in markup()) {
        let post = Post::read(&path, text.as_bytes());
        post.status(0, &Utc);
        post.summary("");
        post.description("");
        prop_assert!(!post.slug.contains('/'));
        for found in &post.diagnostics {
            prop_assert!(!found.to_string().is_empty());
        }
    }

    #[test]
    fn any_bytes_become_a_post(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        Post::read("x.md", &bytes).document("");
        let _ = Site::read(&bytes);
    }

    #[test]
    fn no_link_runs_anything(text in markup()) {
        let nodes: Vec<Node> = Post::read("x.md", text.as_bytes())
            .document("")
            .nodes()
            .cloned()
            .collect();
        let mut found = Vec::new();
        links(&nodes, &mut found);
        for link in found {
            if let Link::Absolute(address) = link {
                let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
                prop_assert!(["http", "https", "mailto", "tel"].contains(&scheme.as_str()));
            }
        }
    }

    #[test]
    fn text_is_escaped(text in "\\PC{0,60}") {
        let document = Post::read("x.md", text.as_bytes()).document("");
        let html = html::write(&document, &|_| String::new());
        prop_assert!(!html.contains("<script") && !html.contains("<img src=x"));
    }

    #[test]
    fn addresses_are_read_back(
        segments in proptest::collection::vec("[^/\\x00]{1,8}", 1..4),
        tag in "[^/\\x00]{1,12}",
        page in 2_usize..1000,
        query in "\\PC{0,12}",
    ) {
        let address = segments.join("/");
        let fixed = ["page", "tags", "archive", "search"].contains(&segments[0].as_str());
        let file = segments.last().is_some_and(|last| last == "index.html");
        for route in [
            Route::Newest(1),
            Route::Newest(page),
            Route::Tags,
            Route::Tag(tag.clone()),
            Route::Archive,
            Route::Search(query.clone()),
        ] {
            if tag != "index.html" {
                prop_assert_eq!(Route::parse(&route.to_string()), route);
            }
        }
        if !fixed && !file {
            let route = Route::Post(address);
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn a_date_reads_itself(year in 1000_i32..3000, month in 1_u32..=12, day in 1_u32..=28) {
        let written = format!("{day}-{month}-{year} 10:05");
        let date = DateTime::parse(&written).expect("a plain date");
        prop_assert_eq!(DateTime::parse(&date.to_string()), Some(date));
    }

    #[test]
    fn a_slug_is_one_segment(text in "\\PC{1,30}") {
        let word = slug::of_word(&text);
        prop_assert!(!word.contains('/') && word != "." && word != "..");
        prop_assert_eq!(slug::of_word(&word), word);
    }
}
