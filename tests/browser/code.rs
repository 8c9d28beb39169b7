//! Code in an article: its colours, its button, and what it costs.

use super::support::{Blog, Fault, post};

const RUST: &str = "Text.\n\n```rust\n// Why\nfn main() {}\n```\n";

#[test]
fn code_is_coloured_with_the_grammars_it_needs_and_no_other() {
    Blog::new()
        .post("posts/a.md", &post("title: A", RUST))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            reader.sees("pre .hljs-keyword", "fn").await;
            reader.sees("pre .hljs-comment", "// Why").await;
            reader.sees(".code-language", "rust").await;
            let text = reader
                .ask("return document.querySelector('pre').textContent")
                .await;
            assert_eq!(text, "// Why\nfn main() {}\n");
            let grammars = reader.host().arrivals("/code/highlight/languages/*");
            let paths: Vec<&str> = grammars.iter().map(|grammar| &*grammar.path).collect();
            assert_eq!(paths, ["/code/highlight/languages/rust.min.js"]);
        });
}

#[test]
fn a_page_without_code_loads_nothing_for_code() {
    Blog::new()
        .post(
            "posts/a.md",
            &post("title: A\ndate: 2024-01-02", "Just `words`."),
        )
        .post("posts/b.md", &post("title: B\ndate: 2024-01-01", RUST))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            reader.sees(".neighbours", "B").await;
            assert!(reader.host().arrivals("/code/*").is_empty());
            reader.clicks(".neighbours a").await;
            reader.sees("pre .hljs-keyword", "fn").await;
        });
}

#[test]
fn code_in_a_language_nobody_knows_stays_plain() {
    let text = "```klingon\nnuqneH\n```\n\n```\nnothing said\n```\n";
    Blog::new()
        .post("posts/a.md", &post("title: A", text))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            reader.sees(".code-language", "klingon").await;
            assert_eq!(reader.count(".code-language").await, 1);
            assert_eq!(reader.count("pre span").await, 0);
            assert!(
                reader
                    .host()
                    .arrivals("/code/highlight/languages/*")
                    .is_empty()
            );
        });
}

#[test]
fn code_whose_grammar_does_not_come_stays_plain() {
    Blog::new()
        .post("posts/a.md", &post("title: A", RUST))
        .read(async |reader| {
            reader.expects_report("rust.min.js");
            reader
                .host()
                .fault("/code/highlight/languages/rust.min.js", Fault::Status(404));
            reader.open("/posts/a/").await;
            reader.sees(".code-language", "rust").await;
            reader.sees("pre code", "fn main() {}").await;
            assert_eq!(reader.count("pre span").await, 0);
        });
}

#[test]
fn a_button_copies_the_code() {
    Blog::new()
        .site("language: ru")
        .post("posts/a.md", &post("title: A", RUST))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            reader.sees(".code-copy", "Копировать").await;
            reader.clicks(".code-copy").await;
            reader.sees(".code-copy", "Скопировано").await;
            reader.sees(".code-copy", "Копировать").await;
        });
}

#[test]
fn lines_are_marked_and_numbered_where_the_author_asks_for_it() {
    let text = "```rust {2-3,5} numbers\nfn a() {}\n// two\n// three\n\nfn e() {}\n```\n";
    Blog::new()
        .post("posts/a.md", &post("title: A", text))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            reader.sees("pre .line .hljs-keyword", "fn").await;
            assert_eq!(reader.count("pre .line").await, 5);
            assert_eq!(
                reader.texts("pre .line.marked").await,
                ["// two", "// three", "fn e() {}"]
            );
            assert_eq!(reader.count("code[data-numbered]").await, 1);
            let text = "return document.querySelector('pre').textContent";
            let expected = "fn a() {}\n// two\n// three\n\nfn e() {}\n";
            assert_eq!(reader.ask(text).await, expected);
        });
}
