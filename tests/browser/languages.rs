//! The words of the interface: English and Russian, by the blog and by the
//! post, never by the browser.

use std::time::Duration;

use serde_json::json;

use super::support::{Blog, Fault, Reader, Settings, post};

/// Tags with 1, 2, 5, 11, 21 and 22 posts.
fn counted_tags() -> Blog {
    (1..=22).fold(Blog::new(), |blog, number| {
        let tags: Vec<String> = [1, 2, 5, 11, 21, 22]
            .into_iter()
            .filter(|count| number <= *count)
            .map(|count| format!("t{count}"))
            .collect();
        let front = format!("title: Post {number}\ntags: [{}]", tags.join(", "));
        blog.post(&format!("posts/n{number}.md"), &post(&front, "Text."))
    })
}

/// The page of each tag says how many posts there are, in these words.
async fn counts_in_words(reader: &Reader, expected: &[(&str, &str)]) {
    for (tag, words) in expected {
        reader.open(&format!("/tags/{tag}/")).await;
        let text = reader.text("main").await;
        // Whole words: neither `21 пост` nor `1 постов` is `1 пост`.
        let found = text.match_indices(words).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + words.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        });
        assert!(found, "{words} on the page of {tag}: {text}");
    }
}

#[test]
fn russian_counts_have_their_three_forms() {
    counted_tags().site("language: ru").read(async |reader| {
        let expected = [
            ("t1", "1 пост"),
            ("t2", "2 поста"),
            ("t5", "5 постов"),
            ("t11", "11 постов"),
            ("t21", "21 пост"),
            ("t22", "22 поста"),
        ];
        counts_in_words(reader, &expected).await;
    });
}

#[test]
fn english_counts_have_their_two_forms() {
    counted_tags().read(async |reader| {
        counts_in_words(
            reader,
            &[("t1", "1 post"), ("t2", "2 posts"), ("t21", "21 posts")],
        )
        .await;
    });
}

/// Whether the links at the bottom are in Russian.
const RUSSIAN: &str = "const words = [...document.querySelectorAll('footer a')]\
    .map((a) => a.innerText).join(' '); return /[а-яё]/i.test(words)";

#[test]
fn a_russian_blog_speaks_russian() {
    let blog = Blog::new().site("title: The Blog\nlanguage: ru");
    let text = post("title: Title\ndate: 16-11-2022 10:00", "Text.");
    blog.post("posts/a.md", &text).read(async |reader| {
        reader.open("/").await;
        assert_eq!(
            reader.ask("return document.documentElement.lang").await,
            "ru"
        );
        assert_eq!(reader.ask(RUSSIAN).await, true);
        assert_eq!(reader.text(".post-card time").await, "16 ноября 2022 г.");
        reader.expects_report("/nowhere/");
        reader.go("/nowhere/").await;
        reader.state("missing").await;
        let text = reader.text("main").await;
        assert!(
            text.chars().any(|letter| matches!(letter, 'а'..='я')),
            "{text}"
        );
    });
}

#[test]
fn a_post_in_another_language_brings_its_own_interface() {
    Blog::new()
        .site("title: The Blog\nlanguage: en")
        .post(
            "posts/a.md",
            &post("title: Alpha\ndate: 2022-11-16", "Text."),
        )
        .post(
            "posts/b.md",
            &post("title: Бета\ndate: 2022-11-17\nlang: ru", "Текст."),
        )
        .read(async |reader| {
            reader.open("/posts/a/").await;
            assert_eq!(reader.ask(RUSSIAN).await, false);
            reader.clicks("a[rel~=next]").await;
            reader.sees("article.post h1", "Бета").await;
            assert_eq!(
                reader.ask("return document.documentElement.lang").await,
                "ru"
            );
            assert_eq!(reader.text("article.post time").await, "17 ноября 2022 г.");
            assert_eq!(reader.ask(RUSSIAN).await, true);
            reader.back().await;
            reader.sees("article.post h1", "Alpha").await;
            assert_eq!(
                reader.ask("return document.documentElement.lang").await,
                "en"
            );
            assert_eq!(reader.text("article.post time").await, "November 16, 2022");
            assert_eq!(reader.ask(RUSSIAN).await, false);
            // In a list, a foreign title says what language it is in.
            reader.open("/").await;
            let lang = "return [...document.querySelectorAll('.post-card h2')]\
                .map((h2) => h2.querySelector('a').closest('[lang]').lang)";
            assert_eq!(reader.ask(lang).await, serde_json::json!(["ru", "en"]));
        });
}

#[test]
fn the_browser_s_own_language_changes_nothing() {
    let settings = Settings {
        language: Some("de"),
        ..Settings::default()
    };
    let blog = Blog::new().with(settings).site("language: ru");
    blog.post(
        "posts/a.md",
        &post("title: Alpha\ndate: 2022-11-16", "Text."),
    )
    .read(async |reader| {
        reader.open("/").await;
        assert_eq!(
            reader.ask("return navigator.language").await,
            "de",
            "the browser is set up"
        );
        assert_eq!(reader.text(".post-card time").await, "16 ноября 2022 г.");
        assert_eq!(reader.ask(RUSSIAN).await, true);
    });
}

#[test]
fn a_language_without_words_of_its_own_falls_back_to_english() {
    let blog = Blog::new().site("language: pt-BR");
    blog.post(
        "posts/a.md",
        &post("title: Alpha\ndate: 2022-11-16", "Text."),
    )
    .read(async |reader| {
        reader.open("/").await;
        assert_eq!(
            reader.ask("return document.documentElement.lang").await,
            "pt-BR"
        );
        assert_eq!(reader.text("h2 a").await, "Alpha");
    });
    // Nor is a mistake in it the end of the page.
    let blog = Blog::new().site("language: 'no such: language'");
    blog.post(
        "posts/a.md",
        &post("title: Alpha\ndate: 2022-11-16", "Text."),
    )
    .read(async |reader| {
        reader.open("/").await;
        assert_eq!(reader.text("h2 a").await, "Alpha");
        assert!(reader.text(".post-card time").await.contains("2022"));
    });
}

#[test]
fn settings_that_come_late_or_never_change_no_language_and_no_colours() {
    let said = "const page = document.documentElement;\
        return [page.lang, page.dataset.theme, document.title,\
            document.querySelector('article.post time')?.textContent]";
    let expected = json!(["ru", "dark", "Альфа — Тёмный", "16 ноября 2022 г."]);
    for fault in [
        Fault::Late(Duration::from_millis(3_000)),
        Fault::Status(503),
    ] {
        Blog::new()
            .site("title: Тёмный\nlanguage: ru\ntheme: dark")
            .post(
                "posts/a.md",
                &post("title: Альфа\ndate: 2022-11-16", "Текст."),
            )
            .read(async |reader| {
                reader.expects_report("site.yaml");
                reader.host().fault("*/site.yaml", fault);
                reader.go("/posts/a/").await;
                reader.sees(".post-body", "Текст.").await;
                assert_eq!(reader.ask(said).await, expected);
                // The settings, where they come, have come by then.
                tokio::time::sleep(Duration::from_millis(2_500)).await;
                assert_eq!(reader.ask(said).await, expected);
            });
    }
}

#[test]
fn what_is_written_from_right_to_left_is_read_so() {
    let text = "كلمات وكلمات.\n\n- أول\n\n```rust\nlet a = 1;\n```\n";
    let blog = Blog::new()
        .post("posts/a.md", &post("title: أولى\ndate: 2024-01-02", text))
        .post(
            "posts/b.md",
            &post("title: Second\ndate: 2024-01-01\nlang: en", "Words."),
        )
        .site("language: ar\nlanguages: [ar, en]\ntitle: مدونة");
    blog.read(async |reader| {
        let directions = "const of = (selector) => getComputedStyle(document.querySelector(selector)).direction; \
            return [document.documentElement.dir, ...[SELECTORS].map((it) => document.querySelector(it) && of(it))].join()";
        let directions = |selectors: &str| directions.replace("SELECTORS", selectors);
        reader.open("/posts/a/").await;
        let post = reader.ask(&directions("'.post', '.post-body li', '.post-body pre'")).await;
        assert_eq!(post, "rtl,rtl,rtl,ltr");
        // From a page to another, in the app.
        reader.clicks(".site-title").await;
        let list = directions("'.post-card[lang=ar]', '.post-card[lang=en]'");
        reader.sees_that("the list", &list.replace("return ", "return 'rtl,rtl,ltr' === ")).await;
        reader.clicks(".post-card[lang=en] a").await;
        let post = directions("'.post', '.masthead'");
        reader.sees_that("the other post", &post.replace("return ", "return ',ltr,rtl' === ")).await;
    });
}
