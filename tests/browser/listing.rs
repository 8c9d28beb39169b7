//! Lists of posts: the front page, its further pages, tags, the archive.

use super::support::{Blog, post};

/// A post with a title and a date, and a text of its own.
fn dated(title: &str, date: &str) -> String {
    post(
        &format!("title: {title}\ndate: {date}"),
        &format!("The text of {title}."),
    )
}

/// As many posts as asked for, `Post 1` being the oldest.
fn many(count: usize) -> Blog {
    (1..=count).fold(Blog::new(), |blog, number| {
        let day = format!("2024-{:02}-{:02}", number / 28 + 1, number % 28 + 1);
        blog.post(
            &format!("posts/n{number}.md"),
            &dated(&format!("Post {number}"), &day),
        )
    })
}

const TITLES: &str = ".posts > article.post-card h2 a[href]";

#[test]
fn the_newest_post_comes_first_and_the_undated_last() {
    Blog::new()
        .post("posts/b.md", &dated("Second", "2023-05-01"))
        .post("posts/none.md", &post("title: Undated", "Some day."))
        .post("posts/c.md", &dated("Third", "'16-11-2022 10:00'"))
        .post("posts/a.md", &dated("First", "2024-01-31T08:00:00+06:00"))
        .read(async |reader| {
            reader.open("/").await;
            assert_eq!(
                reader.texts(TITLES).await,
                ["First", "Second", "Third", "Undated"]
            );
        });
}

#[test]
fn a_card_says_what_a_person_wants_to_know() {
    let text = "The *summary* of it.\n\n===\n\nThe rest.";
    Blog::new()
        .post(
            "posts/hello.md",
            &post("title: Hello\ndate: 2022-11-16\ntags: [rust, Web]", text),
        )
        .read(async |reader| {
            reader.open("/").await;
            let card = ".posts > article.post-card";
            assert_eq!(reader.count(card).await, 1);
            assert_eq!(reader.text(&format!("{card} h2 a[href]")).await, "Hello");
            assert_eq!(
                reader.text(&format!("{card} time[datetime]")).await,
                "November 16, 2022"
            );
            let datetime = reader.attribute(&format!("{card} time"), "datetime").await;
            assert!(datetime.is_some_and(|value| value.starts_with("2022-11-16")));
            assert_eq!(
                reader.text(&format!("{card} .summary")).await,
                "The summary of it."
            );
            assert_eq!(reader.count(&format!("{card} .summary em")).await, 1);
            assert_eq!(
                reader.texts(&format!("{card} a[rel~=tag]")).await,
                ["rust", "Web"]
            );
            let links =
                "return [...document.querySelectorAll('h2 a, a.continue')].map((a) => a.href)";
            let address = reader.full("/posts/hello/");
            assert_eq!(
                reader.ask(links).await,
                serde_json::json!([address, address])
            );
            assert!(!reader.text(&format!("{card} a.continue")).await.is_empty());
        });
}

#[test]
fn a_click_on_a_title_or_the_continue_link_opens_the_post() {
    Blog::new()
        .post("posts/a.md", &dated("Alpha", "2024-01-01"))
        .post("posts/b.md", &dated("Beta", "2024-01-02"))
        .read(async |reader| {
            reader.open("/").await;
            reader.clicks_text("h2 a", "Alpha").await;
            reader.sees("main article.post h1", "Alpha").await;
            reader.is_at("/posts/a/").await;
            reader.back().await;
            reader.sees_some(TITLES).await;
            // The newer post's card is the first.
            reader.clicks("a.continue").await;
            reader.sees("main article.post h1", "Beta").await;
            reader.is_at("/posts/b/").await;
        });
}

#[test]
fn a_long_list_goes_on_over_pages_of_ten() {
    many(23).read(async |reader| {
        reader.open("/").await;
        assert_eq!(reader.count(TITLES).await, 10);
        reader.clicks("main a[href$='page/2/']").await;
        reader.sees(TITLES, "Post 13").await;
        reader.is_at("/page/2/").await;
        let expected: Vec<String> = (4..=13)
            .rev()
            .map(|number| format!("Post {number}"))
            .collect();
        assert_eq!(reader.texts(TITLES).await, expected);
        reader.clicks("main a[href$='page/3/']").await;
        reader.sees(TITLES, "Post 3").await;
        assert_eq!(reader.texts(TITLES).await, ["Post 3", "Post 2", "Post 1"]);
        assert_eq!(reader.count("main a[href$='page/4/']").await, 0);
        reader.back().await;
        reader.sees(TITLES, "Post 13").await;
        reader.open_in_new_tab("/page/3/").await;
        assert_eq!(reader.count(TITLES).await, 3);
    });
}

#[test]
fn a_blog_decides_how_many_posts_make_a_page() {
    many(5).site("posts_per_page: 2").read(async |reader| {
        reader.open("/").await;
        assert_eq!(reader.texts(TITLES).await, ["Post 5", "Post 4"]);
        reader.open("/page/3/").await;
        assert_eq!(reader.texts(TITLES).await, ["Post 1"]);
    });
}

#[test]
fn a_page_beyond_the_last_is_missing() {
    many(3).read(async |reader| {
        reader.expects_report("/page/7/");
        reader.go("/page/7/").await;
        reader.state("missing").await;
    });
}

#[test]
fn a_tag_leads_to_its_posts() {
    let tagged = |title: &str, tags: &str| post(&format!("title: {title}\ntags: {tags}"), "Text.");
    Blog::new()
        .post("posts/a.md", &tagged("Alpha", "[rust]"))
        .post("posts/b.md", &tagged("Beta", "[rust, ёлка и снег]"))
        .post("posts/c.md", &tagged("Gamma", "[C++]"))
        .read(async |reader| {
            reader.open("/tags/").await;
            for tag in ["rust", "ёлка и снег", "C++"] {
                reader.sees("main a", tag).await;
            }
            reader.clicks_text("main a", "rust").await;
            reader.is_at("/tags/rust/").await;
            reader.sees(TITLES, "Alpha").await;
            let mut titles = reader.texts(TITLES).await;
            titles.sort();
            assert_eq!(titles, ["Alpha", "Beta"]);
            // From a card, too, and with letters an address must encode.
            reader.clicks_text("a[rel~=tag]", "ёлка").await;
            reader
                .sees_that(
                    "only Beta",
                    "return document.querySelectorAll('.post-card').length === 1",
                )
                .await;
            assert_eq!(reader.texts(TITLES).await, ["Beta"]);
            reader.reload().await;
            reader.sees(TITLES, "Beta").await;
            reader.open("/tags/").await;
            reader.clicks_text("main a", "C++").await;
            reader.sees(TITLES, "Gamma").await;
            reader.reload().await;
            reader.sees(TITLES, "Gamma").await;
        });
}

#[test]
fn an_unknown_tag_is_missing() {
    many(2).read(async |reader| {
        reader.expects_report("/tags/nobody/");
        reader.go("/tags/nobody/").await;
        reader.state("missing").await;
    });
}

#[test]
fn the_archive_holds_every_post_by_year() {
    Blog::new()
        .site("posts_per_page: 1")
        .post("posts/a.md", &dated("Alpha", "2022-03-01"))
        .post("posts/b.md", &dated("Beta", "2024-03-01"))
        .post("posts/c.md", &dated("Gamma", "2022-04-01"))
        .read(async |reader| {
            reader.open("/archive/").await;
            let text = reader.text("main").await;
            let places = ["2024", "Beta", "2022", "Gamma", "Alpha"].map(|word| text.find(word));
            assert!(places.iter().all(Option::is_some), "{text}");
            assert!(places.is_sorted(), "newest first: {text}");
            reader.clicks_text("main a", "Gamma").await;
            reader.sees("article.post h1", "Gamma").await;
        });
}

#[test]
fn every_page_leads_home_and_to_the_lists() {
    many(2).site("title: The Blog").read(async |reader| {
        reader.open("/posts/n1/").await;
        for (address, hook) in [("/tags/", "main"), ("/archive/", "main"), ("/", TITLES)] {
            let link = format!(
                "return [...document.querySelectorAll('a[href]')].some((a) => a.href === {:?})",
                reader.full(address)
            );
            reader
                .sees_that(&format!("a link to {address}"), &link)
                .await;
            reader.open(address).await;
            reader.sees_some(hook).await;
        }
        reader.open("/posts/n1/").await;
        reader.clicks_text("header a", "The Blog").await;
        reader.is_at("/").await;
        reader.sees_some(TITLES).await;
    });
}

#[test]
fn a_summary_ends_where_the_author_says() {
    let own = "Above.\n\n===\n\nBelow.";
    let more = "Before.\n\n<!--more-->\n\nAfter.";
    let by_hand = post("title: By hand\nsummary: My own words", "Not these.");
    Blog::new()
        .post("posts/a.md", &post("title: Divided", own))
        .post("posts/b.md", &post("title: More", more))
        .post("posts/c.md", &by_hand)
        .read(async |reader| {
            reader.open("/").await;
            for (title, summary) in [
                ("Divided", "Above."),
                ("More", "Before."),
                ("By hand", "My own words"),
            ] {
                let script = "const card = [...document.querySelectorAll('.post-card')]\
                    .find((card) => card.querySelector('h2').innerText.trim() === arguments[0]);\
                    return card.querySelector('.summary').innerText.trim()";
                let shown = reader.ask_with(script, &[title.into()]).await;
                assert_eq!(shown, summary, "of {title}");
            }
            for (address, text) in [
                ("/posts/a/", "Above. Below."),
                ("/posts/b/", "Before. After."),
            ] {
                reader.open(address).await;
                assert_eq!(
                    reader.text(".post-body").await,
                    text,
                    "the article has both and no mark"
                );
            }
        });
}

#[test]
fn a_summary_without_a_mark_is_the_first_paragraph_cut_at_a_word() {
    let long = "A sentence of several words follows another. ".repeat(20);
    let text = format!("{long}\n\nThe second paragraph.");
    Blog::new()
        .post("posts/a.md", &post("title: Long", &text))
        .read(async |reader| {
            reader.open("/").await;
            let summary = reader.text(".summary").await;
            let length = summary.chars().count();
            assert!((200..=330).contains(&length), "{length} letters: {summary}");
            let kept = summary.trim_end_matches(['…', '.', ' ']);
            let rest = long.strip_prefix(kept).expect("the beginning of the text");
            assert!(rest.starts_with([' ', '.']), "cut at a word: {kept:?}");
            assert!(!summary.contains("second paragraph"));
        });
}
