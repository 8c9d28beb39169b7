//! Addresses against the URL Standard, as the `url` crate has it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use inkfold_core::link::Link;
use proptest::prelude::*;
use url::Url;

const PIECES: &[&str] = &[
    "http:",
    "https:",
    "HTTPS:",
    "mailto:",
    "tel:",
    "javascript:",
    "data:",
    "//",
    "/",
    "\\",
    "///",
    "@",
    ":",
    ":80",
    ":443",
    ":8080",
    ":99999",
    "?",
    "#",
    "..",
    ".",
    "%2e",
    "%2E%2e",
    "%41",
    "%zz",
    "a",
    "b.c",
    "A.B",
    "www.",
    "1",
    "127.0.0.1",
    "0x7f",
    "256",
    "[::1]",
    "[",
    "]",
    " ",
    "\t",
    "\n",
    "\u{1}",
    "\u{0}",
    "\"",
    "'",
    "<",
    ">",
    "`",
    "{",
    "|",
    "é",
    "мир",
    "。",
    "ｅ",
    "\u{202E}",
    "\u{AD}",
    "&",
    "=",
    "+",
    "-",
    "_",
    "~",
    "xn--a",
    "%00",
    "%2f",
    "user:pass@",
];

fn address() -> impl Strategy<Value = String> {
    let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..9);
    let starts = proptest::sample::select(&["", "", "https://a.b/", "http://", "https://"][..]);
    (starts, pieces).prop_map(|(start, pieces)| start.to_owned() + &pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn an_address_is_what_a_browser_reads(written in address()) {
        // Hidden characters are ours to leave out, and `^` in a path is newer
        // than the crate.
        let seen = written.replace('\u{202E}', "");
        let standard = Url::parse(&seen).ok();
        match Link::parse(&written) {
            Some(Link::Absolute(ours)) => {
                let again = Link::parse(&ours);
                prop_assert_eq!(again, Some(Link::Absolute(ours.clone())), "read again");
                let scheme = ours.split(':').next().unwrap();
                prop_assert!(["http", "https", "mailto", "tel"].contains(&scheme), "{ours}");
                if let Some(mut url) = standard.filter(|_| scheme.starts_with("http")) {
                    let _ = url.set_username("");
                    let _ = url.set_password(None);
                    prop_assert_eq!(url.as_str(), ours, "{:?}", written);
                }
            }
            Some(_) => {
                // What a browser would take for absolute is never relative.
                prop_assert!(standard.is_none(), "{written:?} is {standard:?}");
            }
            None => {
                let refused = standard.is_none_or(|url| {
                    !["http", "https"].contains(&url.scheme()) || url.host_str().is_some_and(|host| host.contains("xn--"))
                });
                prop_assert!(refused, "{written:?}");
            }
        }
    }

    #[test]
    fn a_relative_address_stays_on_the_host(written in address()) {
        if let Some(Link::Relative(path)) = Link::parse(&written) {
            let base = Url::parse("https://blog.example/content/posts/a.md").unwrap();
            let resolved = inkfold_core::link::resolve("posts/a.md", &path);
            let encoded = inkfold_core::link::encode_path(&resolved.path);
            let url = base.join(&format!("/content/{encoded}{}", resolved.tail)).unwrap();
            prop_assert_eq!(url.host_str(), Some("blog.example"));
            prop_assert!(url.path().starts_with("/content/"), "{url}");
        }
    }
}
