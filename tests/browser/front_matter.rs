//! What an author writes above a post, and what a reader sees of it.

use super::support::{Blog, Settings, in_seconds, post};

const TITLES: &str = ".posts > article.post-card h2 a";

/// A blog with a plain post and one with these lines of front matter.
fn blog_with(lines: &str) -> Blog {
    Blog::new()
        .post(
            "posts/plain.md",
            &post("title: Plain\ndate: 2020-01-01", "Plain text."),
        )
        .post(
            "posts/special.md",
            &post(&format!("title: Special\n{lines}"), "Special text."),
        )
}

#[test]
fn a_date_is_read_in_every_notation() {
    let dates = [
        "'16-11-2022 10:00'",
        "2022-11-16",
        "'2022-11-16T10:00:00'",
        "2022-11-16T10:00:00Z",
        "16.11.2022",
    ];
    let blog = dates
        .iter()
        .enumerate()
        .fold(Blog::new(), |blog, (number, date)| {
            blog.post(
                &format!("posts/n{number}.md"),
                &post(&format!("title: N{number}\ndate: {date}"), "Text."),
            )
        });
    blog.read(async |reader| {
        reader.open("/").await;
        assert_eq!(
            reader.texts(".post-card time").await,
            ["November 16, 2022"; 5]
        );
        let values = reader.attributes(".post-card time", "datetime").await;
        assert!(
            values.iter().all(|value| value.starts_with("2022-11-16")),
            "{values:?}"
        );
    });
}

fn dates_stay(time_zone: &'static str) {
    let dates = [
        "2022-11-16T23:45:00+06:00",
        "2022-11-16T00:15:00-11:00",
        "'16-11-2022 00:05'",
        "2022-11-16",
    ];
    let settings = Settings {
        time_zone: Some(time_zone),
        ..Settings::default()
    };
    let blog = dates
        .iter()
        .enumerate()
        .fold(Blog::new(), |blog, (number, date)| {
            blog.post(
                &format!("posts/n{number}.md"),
                &post(&format!("title: N{number}\ndate: {date}"), "Text."),
            )
        });
    blog.with(settings).read(async |reader| {
        reader.open("/").await;
        let zone = reader
            .ask("return Intl.DateTimeFormat().resolvedOptions().timeZone")
            .await;
        assert_eq!(zone, time_zone, "the browser is where it should be");
        assert_eq!(
            reader.texts(".post-card time").await,
            ["November 16, 2022"; 4]
        );
        reader.open("/posts/n0/").await;
        assert_eq!(reader.text("article.post time").await, "November 16, 2022");
    });
}

#[test]
fn a_date_is_not_moved_by_a_clock_in_the_west() {
    dates_stay("Pacific/Honolulu");
}

#[test]
fn a_date_is_not_moved_by_a_clock_in_the_east() {
    dates_stay("Pacific/Kiritimati");
}

#[test]
fn a_date_nobody_can_read_leaves_the_post_undated() {
    blog_with("date: someday").read(async |reader| {
        reader.open("/posts/special/").await;
        assert_eq!(reader.text(".post-body").await, "Special text.");
        assert_eq!(reader.count("article.post time").await, 0);
        reader.open("/").await;
        assert_eq!(reader.texts(TITLES).await, ["Plain", "Special"]);
    });
}

/// A post that is not published is nowhere: not in the list, not beside the
/// others, not at its address.
fn is_hidden(lines: &str) {
    blog_with(lines).read(async |reader| {
        reader.expects_report("/posts/special/");
        reader.open("/").await;
        assert_eq!(reader.texts(TITLES).await, ["Plain"]);
        reader.open("/posts/plain/").await;
        assert_eq!(reader.count("a[rel~=prev], a[rel~=next]").await, 0);
        reader.go("/posts/special/").await;
        reader.state("missing").await;
        assert_eq!(reader.count(".post-body").await, 0);
    });
}

fn is_shown(lines: &str) {
    blog_with(lines).read(async |reader| {
        reader.open("/").await;
        assert_eq!(reader.count(TITLES).await, 2);
        reader.open("/posts/special/").await;
        assert_eq!(reader.text(".post-body").await, "Special text.");
    });
}

#[test]
fn a_post_that_is_not_published_is_nowhere() {
    is_hidden("published: false");
}

#[test]
fn a_post_waits_for_its_publish_date() {
    is_hidden("publish_date: '01-01-2999 10:00'");
}

#[test]
fn a_post_goes_at_its_unpublish_date() {
    is_hidden("unpublish_date: 2001-01-01");
}

#[test]
fn posts_come_and_go_at_their_moment_on_an_open_page() {
    blog_with("title: Special").read(async |reader| {
        let write = |name: &str, keys: &str| {
            let file = reader.host().folder().join("content/posts").join(name);
            std::fs::write(file, post(keys, "Text.")).expect("a changed post");
        };
        let (soon, later) = (in_seconds(10), in_seconds(13));
        write("special.md", &format!("title: Soon\npublish_date: {soon}"));
        write(
            "plain.md",
            &format!("title: Going\nunpublish_date: {later}"),
        );
        reader.open("/").await;
        assert_eq!(reader.texts(TITLES).await, ["Going"]);
        reader.sees(TITLES, "Soon").await;
        reader.sees(TITLES, "Going").await;
        let alone = "return [...document.querySelectorAll('.posts h2')].length === 1";
        reader.sees_that("one post", alone).await;
        assert_eq!(reader.texts(TITLES).await, ["Soon"]);
    });
}

#[test]
fn a_publish_date_in_the_past_changes_nothing() {
    is_shown("publish_date: '16-11-2022 10:00'\nunpublish_date: 2999-01-01");
}

#[test]
fn published_outweighs_the_publish_dates() {
    is_shown("published: true\npublish_date: 2999-01-01\nunpublish_date: 2001-01-01");
}

#[test]
fn a_hidden_title_is_still_there_for_those_who_listen() {
    blog_with("hide_page_title: true").read(async |reader| {
        reader.open("/posts/special/").await;
        let seen = "const h1 = document.querySelector('main article.post h1');\
            const box = h1.getBoundingClientRect(); const style = getComputedStyle(h1);\
            return [h1.textContent.trim(), box.width <= 1 && box.height <= 1,\
            style.display !== 'none' && style.visibility === 'visible' && !h1.closest('[aria-hidden=true], [hidden]')]";
        let title = reader.ask(seen).await;
        assert_eq!(title[0], "Special");
        assert_eq!(title[1], true, "nobody sees it");
        assert_eq!(title[2], true, "a screen reader does");
        reader.open("/posts/plain/").await;
        assert_eq!(reader.ask(seen).await[1], false, "the others show theirs");
        // The focus, which a new page's title gets, does not bring it out.
        reader.clicks("a[rel~=prev], a[rel~=next]").await;
        reader.sees(".post-body", "Special text.").await;
        assert_eq!(reader.ask(seen).await[1], true, "nobody sees it here either");
        reader.open("/posts/plain/").await;
        assert!(reader.title().await.contains("Plain"));
    });
}

#[test]
fn a_post_can_do_without_the_sidebar() {
    blog_with("show_sidebar: false").read(async |reader| {
        reader.open("/posts/plain/").await;
        assert_eq!(reader.count("aside").await, 1);
        assert!(!reader.text("aside").await.is_empty());
        reader.clicks("a[rel~=prev], a[rel~=next]").await;
        reader.sees("article.post h1", "Special").await;
        assert_eq!(reader.count("aside").await, 0);
    });
}

#[test]
fn a_post_can_stay_out_of_the_list_and_still_be_read() {
    blog_with("hide_from_post_list: true").read(async |reader| {
        reader.open("/").await;
        assert_eq!(reader.texts(TITLES).await, ["Plain"]);
        reader.open("/posts/plain/").await;
        reader.clicks("a[rel~=prev], a[rel~=next]").await;
        reader.sees("article.post h1", "Special").await;
        reader.reload().await;
        reader.sees("article.post h1", "Special").await;
    });
}

#[test]
fn a_card_can_do_without_the_continue_link() {
    blog_with("continue_link: false").read(async |reader| {
        reader.open("/").await;
        let script = "return [...document.querySelectorAll('.post-card')].map((card) =>\
            [card.querySelector('h2').innerText.trim(), card.querySelector('.summary').innerText.trim(),\
            card.querySelectorAll('a.continue').length])";
        let cards = reader.ask(script).await;
        let expected = serde_json::json!([["Plain", "Plain text.", 1], ["Special", "Special text.", 0]]);
        assert_eq!(cards, expected);
    });
}

#[test]
fn a_post_leads_to_its_source_unless_told_not_to() {
    let blog = blog_with("hide_git_sync_repo_link: true");
    blog.site("repository: https://code.example/me/blog")
        .read(async |reader| {
            let link = "a[href^='https://code.example/me/blog'][href*='posts/']";
            reader.open("/posts/plain/").await;
            let address = reader
                .attribute(link, "href")
                .await
                .expect("a link to the source");
            assert!(address.ends_with("posts/plain.md"), "{address}");
            reader.open("/posts/special/").await;
            assert_eq!(reader.count(link).await, 0);
        });
}

#[test]
fn a_blog_without_a_repository_shows_no_link_to_one() {
    blog_with("hide_git_sync_repo_link: false").read(async |reader| {
        reader.open("/posts/special/").await;
        assert_eq!(reader.count("main a[href$='.md']").await, 0);
    });
}

#[test]
fn tags_are_read_from_both_places() {
    Blog::new()
        .post(
            "posts/a.md",
            &post("title: Alpha\ntags: [one, two]", "Text."),
        )
        .post(
            "posts/b.md",
            &post(
                "title: Beta\ntaxonomy:\n  category: news\n  tag: [one, three]",
                "Text.",
            ),
        )
        .post(
            "posts/c.md",
            &post("title: Gamma\ntags: two, three", "Text."),
        )
        .read(async |reader| {
            reader.open("/posts/b/").await;
            let tags = reader.texts("article.post a[rel~=tag]").await;
            assert!(
                tags.contains(&"one".to_owned()) && tags.contains(&"three".to_owned()),
                "{tags:?}"
            );
            for (tag, count) in [("one", 2), ("two", 2), ("three", 2)] {
                reader.open(&format!("/tags/{tag}/")).await;
                assert_eq!(reader.count(TITLES).await, count, "posts tagged {tag}");
            }
        });
}

#[test]
fn a_slug_decides_the_address() {
    blog_with("slug: другой-адрес").read(async |reader| {
        reader.open("/").await;
        reader.clicks_text(TITLES, "Special").await;
        reader.sees("article.post h1", "Special").await;
        reader.is_at("/posts/другой-адрес/").await;
        reader.reload().await;
        reader.sees("article.post h1", "Special").await;
        reader.open_in_new_tab("/posts/другой-адрес/").await;
        assert_eq!(reader.text("article.post h1").await, "Special");
    });
}

#[test]
fn an_author_is_named_on_the_post_and_by_the_blog() {
    blog_with("author: Ada Lovelace")
        .site("author: Somebody Else")
        .read(async |reader| {
            reader.open("/posts/special/").await;
            reader.sees("article.post", "Ada Lovelace").await;
            assert!(!reader.text("article.post").await.contains("Somebody Else"));
            reader.open("/posts/plain/").await;
            reader.sees("article.post", "Somebody Else").await;
        });
}

#[test]
fn a_post_without_a_title_is_named_by_its_file() {
    Blog::new()
        .post(
            "posts/2024-03-05-walking-home.md",
            "Just text, no front matter.\n",
        )
        .read(async |reader| {
            reader.open("/").await;
            assert_eq!(
                reader.text(TITLES).await.to_lowercase().replace('-', " "),
                "walking home"
            );
            reader.clicks(TITLES).await;
            reader.is_at("/posts/walking-home/").await;
            reader
                .sees(".post-body", "Just text, no front matter.")
                .await;
        });
}
