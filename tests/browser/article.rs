//! One post on its own page.

use serde_json::json;

use super::support::{Blog, post};

/// A picture of one pixel.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\
    \0\0\0\0\x01\0\x01\0\0\x02\x01D\0;";

const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='80'>\
    <rect width='120' height='80'/></svg>";

#[test]
fn an_article_shows_its_title_its_date_and_its_text() {
    let text = post(
        "title: Hello there\ndate: 2022-11-16 10:00",
        "One *two* three.\n\nFour.",
    );
    Blog::new()
        .post("posts/hello.md", &text)
        .read(async |reader| {
            reader.open("/posts/hello/").await;
            assert_eq!(reader.text("main article.post h1").await, "Hello there");
            assert_eq!(reader.count("h1").await, 1);
            assert_eq!(
                reader.text("main article.post time[datetime]").await,
                "November 16, 2022"
            );
            let datetime = reader.attribute("article.post time", "datetime").await;
            assert!(datetime.is_some_and(|value| value.starts_with("2022-11-16")));
            assert_eq!(
                reader.text(".post-body").await,
                "One two three. Four.",
                "the text and nothing else"
            );
            assert_eq!(reader.count(".post-body p").await, 2);
        });
}

#[test]
fn markdown_becomes_the_elements_it_means() {
    let text = "## Part\n\n- one\n- two\n\n1. first\n\n> said\n\n`code` and **strong**\n\n\
        ```rust\nfn main() {}\n```\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n\
        A note[^1] and ~~not~~ [a link](https://example.org/).\n\n---\n\n[^1]: The note.\n";
    Blog::new()
        .post("posts/a.md", &post("title: All", text))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            for (selector, content) in [
                ("h2, h3", "Part"),
                ("ul > li", "two"),
                ("ol > li", "first"),
                ("blockquote", "said"),
                ("p code", "code"),
                ("strong", "strong"),
                ("pre code", "fn main() {}"),
                ("table th", "b"),
                ("table td", "2"),
                ("del, s", "not"),
                ("a[href='https://example.org/']", "a link"),
            ] {
                reader
                    .sees(&format!(".post-body :is({selector})"), content)
                    .await;
            }
            assert_eq!(reader.count(".post-body hr").await, 1);
            reader.sees(".post-body", "The note.").await;
        });
}

#[test]
fn html_and_extensions_become_the_elements_they_mean() {
    let text = "## Own {#mine .fancy onclick=x}\n\n> [!NOTE]\n> boxed\n\n\
        H~2~O and x^2^, see www.example.org or [[Other post]].\n\n\
        term\n: meaning\n\n<details>\n<summary>More</summary>\n\n*inside*\n\n</details>\n\n\
        <div align=\"center\">\n\nmiddle <kbd>Esc</kbd>\n\n</div>\n\n\
        ![A pixel](pixel.gif \"The caption\")\n";
    Blog::new()
        .post("posts/a.md", &post("title: All", text))
        .post("posts/other.md", &post("title: Other post", "Text."))
        .file("posts/pixel.gif", PIXEL)
        .read(async |reader| {
            reader.open("/posts/a/").await;
            for (selector, content) in [
                ("h2#mine.fancy", "Own"),
                (".markdown-alert-note > .markdown-alert-title", "Note"),
                (".markdown-alert-note", "boxed"),
                ("sub", "2"),
                ("sup", "2"),
                (
                    "a[href='http://www.example.org/'][rel~=noopener]",
                    "www.example.org",
                ),
                ("a[href$='/posts/other/']", "Other post"),
                ("dl > dt", "term"),
                ("dl > dd", "meaning"),
                ("details > summary", "More"),
                (".align-center > p > kbd", "Esc"),
                ("figure > figcaption", "The caption"),
            ] {
                reader
                    .sees(&format!(".post-body {selector}"), content)
                    .await;
            }
            assert_eq!(reader.count(".post-body details > p > em").await, 1);
            assert_eq!(
                reader
                    .count(".post-body [onclick], .post-body [align]")
                    .await,
                0
            );
        });
}

#[test]
fn pictures_beside_a_post_are_loaded() {
    let near = post(
        "title: Near",
        "![A pixel](pixel.gif)\n\n![Deeper](more/drawing.svg \"A title\")",
    );
    let deep = post(
        "title: Deep",
        "![Up](../pixel.gif)\n\n![Spaces](<a drawing.svg>)",
    );
    Blog::new()
        .post("posts/near.md", &near)
        .file("posts/pixel.gif", PIXEL)
        .file("posts/more/drawing.svg", DRAWING)
        .post("posts/2024/deep.md", &deep)
        .file("posts/2024/a drawing.svg", DRAWING)
        .read(async |reader| {
            for address in ["/posts/near/", "/posts/deep/"] {
                reader.open(address).await;
                let count = reader.count(".post-body img[alt]").await;
                assert_eq!(count, 2);
                // They may be loaded only when they are about to be seen.
                let loaded = "document.querySelectorAll('img').forEach((i) => i.scrollIntoView());\
                    return [...document.querySelectorAll('.post-body img')].every((i) => i.complete && i.naturalWidth > 0)";
                reader.sees_that("the pictures", loaded).await;
            }
        });
}

#[test]
fn an_article_leads_to_the_one_before_and_the_one_after() {
    let dated =
        |title: &str, day: u32| post(&format!("title: {title}\ndate: 2024-01-{day:02}"), "Text.");
    Blog::new()
        .post("posts/a.md", &dated("Alpha", 1))
        .post("posts/b.md", &dated("Beta", 2))
        .post("posts/c.md", &dated("Gamma", 3))
        .read(async |reader| {
            reader.open("/posts/b/").await;
            reader.sees("a[rel~=prev]", "Alpha").await;
            reader.sees("a[rel~=next]", "Gamma").await;
            reader.clicks("a[rel~=prev]").await;
            reader.sees("article.post h1", "Alpha").await;
            reader.is_at("/posts/a/").await;
            reader.sees("a[rel~=next]", "Beta").await;
            assert_eq!(reader.count("a[rel~=prev]").await, 0, "nothing is older");
            reader.open("/posts/c/").await;
            reader.sees("a[rel~=prev]", "Beta").await;
            assert_eq!(reader.count("a[rel~=next]").await, 0, "nothing is newer");
        });
}

#[test]
fn a_link_to_the_file_of_a_post_opens_the_post() {
    Blog::new()
        .post(
            "posts/a.md",
            &post("title: Alpha", "See [the other](deep/b.md#part)."),
        )
        .post(
            "posts/deep/b.md",
            &post("title: Beta", "Back to [the first](../a.md).\n\n## Part"),
        )
        .read(async |reader| {
            reader.open("/posts/a/").await;
            reader.ask("window.same = true").await;
            reader.clicks_text(".post-body a", "the other").await;
            reader.sees("article.post h1", "Beta").await;
            reader.clicks_text(".post-body a", "the first").await;
            reader.sees("article.post h1", "Alpha").await;
            reader.is_at("/posts/a/").await;
            assert_eq!(
                reader.ask("return window.same").await,
                true,
                "without loading the app again"
            );
        });
}

#[test]
fn a_post_leads_to_its_translations() {
    let hash = || Blog::new().site("title: The Blog\nrouting: hash");
    // A page that brings them, the catalogue, the posts themselves.
    let blogs = [(Blog::new(), "/"), (hash(), "/#/"), (hash().bare(), "/#/")];
    for (blog, prefix) in blogs {
        blog.post("posts/a.md", &post("title: Alpha", "Words."))
            .post("posts/a.ru.md", &post("title: Альфа", "Слова."))
            .post("posts/b.md", &post("title: Beta", "Words."))
            .read(async |reader| {
                reader.open(&format!("{prefix}posts/a/")).await;
                reader.sees(".translations a[lang=ru]", "Альфа").await;
                reader.clicks(".translations a").await;
                reader.sees("article.post h1", "Альфа").await;
                reader.is_at(&format!("{prefix}posts/a-ru/")).await;
                reader.sees(".translations p", "На других языках").await;
                reader.sees(".translations a[hreflang=en]", "Alpha").await;
                reader.open(&format!("{prefix}posts/b/")).await;
                reader.sees(".neighbours a", "Альфа").await;
                assert_eq!(reader.count(".translations").await, 0);
            });
    }
}

/// What the head of the document says: title, description, canonical
/// address, Open Graph title and type, language.
const HEAD: &str = "const at = (selector, name) => document.head.querySelector(selector)?.getAttribute(name) ?? null;\
    return [document.title, at('meta[name=description]', 'content'), at('link[rel=canonical]', 'href'),\
    at('meta[property=\"og:title\"]', 'content'), at('meta[property=\"og:type\"]', 'content'),\
    at('meta[property=\"og:url\"]', 'content'), document.documentElement.lang,\
    document.querySelectorAll('link[rel=canonical]').length, document.querySelectorAll('meta[name=description]').length]";

/// What Open Graph and its like say, by name.
const CARD: &str = "return Object.fromEntries([...document.head.querySelectorAll(\
    'meta[property],meta[name^=twitter],link[hreflang],script[type=\"application/ld+json\"]')].map((it) =>\
    [it.getAttribute('property') ?? it.name ?? it.localName, it.content ?? '']))";

#[test]
fn the_card_of_a_page_is_never_that_of_another() {
    Blog::new()
        .site("title: The Blog\nurl: https://blog.example/\nlanguage: en-GB")
        .post(
            "posts/a.md",
            &post(
                "title: Alpha\ndate: 2024-01-02\ntags: [x]\nimage: https://pics.example/a.png",
                "First words.",
            ),
        )
        .post("posts/b.md", &post("title: Бета\nlang: ru", "Слова."))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            reader.sees("article.post h1", "Alpha").await;
            let alpha = reader.ask(CARD).await;
            assert_eq!(alpha["og:image"], "https://pics.example/a.png");
            assert_eq!(alpha["article:published_time"], "2024-01-02");
            assert_eq!(alpha["og:locale"], "en_GB");
            assert!(alpha["script"].is_string(), "{alpha}");
            reader.clicks_text(".neighbours a", "Бета").await;
            reader.sees("article.post h1", "Бета").await;
            assert_eq!(
                reader.ask(CARD).await,
                json!({
                    "og:title": "Бета — The Blog",
                    "og:description": "Слова.",
                    "og:type": "article",
                    "og:url": "https://blog.example/posts/b/",
                    "og:site_name": "The Blog",
                    "og:locale": "ru",
                })
            );
        });
}

#[test]
fn the_head_of_the_document_follows_the_page() {
    let text = "First words.\n\n===\n\nMore.";
    Blog::new()
        .site(
            "title: The Blog\ndescription: About things\nurl: https://blog.example/\nlanguage: en",
        )
        .post("posts/a.md", &post("title: Alpha", text))
        .post(
            "posts/b.md",
            &post("title: Бета\nlang: ru", "Первые слова."),
        )
        .read(async |reader| {
            reader.open("/").await;
            let front = reader.ask(HEAD).await;
            assert_eq!(front[0], "The Blog");
            assert_eq!(front[1], "About things");
            assert_eq!(front[2], "https://blog.example/");
            assert_eq!(front[6], "en");
            reader.clicks_text("h2 a", "Alpha").await;
            reader.sees("article.post h1", "Alpha").await;
            let alpha = reader.ask(HEAD).await;
            let title = alpha[0].as_str().unwrap_or_default();
            assert!(
                title.starts_with("Alpha") && title.contains("The Blog"),
                "{title}"
            );
            assert_eq!(alpha[1], "First words.");
            assert_eq!(alpha[2], "https://blog.example/posts/a/");
            assert!(
                alpha[3]
                    .as_str()
                    .is_some_and(|title| title.starts_with("Alpha"))
            );
            assert_eq!(alpha[4], "article");
            assert_eq!(alpha[5], "https://blog.example/posts/a/");
            assert_eq!(
                [&alpha[7], &alpha[8]],
                [&json!(1), &json!(1)],
                "one of each"
            );
            // A page opened at once says the same as one that was clicked to.
            reader.open_in_new_tab("/posts/a/").await;
            assert_eq!(reader.ask(HEAD).await, alpha);
            reader.open("/posts/b/").await;
            let beta = reader.ask(HEAD).await;
            assert_eq!(beta[6], "ru");
            reader.open("/").await;
            assert_eq!(reader.ask(HEAD).await, front);
        });
}
