//! A post as Grav's editors write it: day-first dates, a quote above `===`,
//! paragraphs below.

use std::fs;

use super::support::{Blog, Reader, note};

const FRONT_MATTER: &str = "title: 'День открытых дверей'
hide_page_title: false
show_sidebar: true
hide_from_post_list: false
continue_link: true
hide_git_sync_repo_link: false
published: true
date: '16-11-2022 10:00'
publish_date: '16-11-2022 10:00'
";

const BODY: &str = ">«Спасибо мастерским за «день без дверей», за терпение и за чай» — так написали гости @nashi_gosti. 

===

В субботу мастерские открыли двери для всех, кто хотел посмотреть,  как делают бумагу. 

Первый абзац был о гостях, второй — о станках: их  семь, и каждый показали в работе. 

А третий о том, что будет дальше: двери откроют снова весной";

/// The post is read as its author meant it.
async fn reads_well(reader: &Reader, title: &str, quote: &str) {
    reader.open("/").await;
    let card = ".posts > article.post-card";
    assert_eq!(reader.text(&format!("{card} h2 a")).await, title);
    assert_eq!(
        reader.text(&format!("{card} time")).await,
        "16 ноября 2022 г."
    );
    assert_eq!(reader.text(&format!("{card} .summary")).await, quote);
    assert_eq!(reader.count(&format!("{card} a.continue")).await, 1);
    let bare = "return !document.body.textContent.includes('===')";
    assert_eq!(reader.ask(bare).await, true, "no trace of the divider");

    reader.clicks("h2 a").await;
    reader.sees("main article.post h1", title).await;
    assert_eq!(
        reader.text("main article.post time[datetime]").await,
        "16 ноября 2022 г."
    );
    let parts = "return [...document.querySelector('.post-body').children].map((e) => e.localName)";
    assert_eq!(
        reader.ask(parts).await,
        serde_json::json!(["blockquote", "p", "p", "p"])
    );
    assert_eq!(reader.text(".post-body blockquote").await, quote);
    assert_eq!(
        reader.count(".post-body :is(em, strong, code)").await,
        0,
        "underscores and quotes stay letters"
    );
    assert_eq!(reader.ask(bare).await, true, "no trace of the divider");
    assert_eq!(
        reader.ask("return document.documentElement.lang").await,
        "ru"
    );
    reader.reload().await;
    reader.sees("main article.post h1", title).await;
}

fn russian_blog() -> Blog {
    Blog::new().site("title: Блог\nlanguage: ru\ntimezone: Asia/Almaty")
}

#[test]
fn a_post_out_of_grav_reads_as_it_was_meant() {
    let text = format!("---\n{FRONT_MATTER}---\n\n{BODY}");
    russian_blog().post("posts/open-day.md", &text).read(async |reader| {
        let quote = "«Спасибо мастерским за «день без дверей», за терпение и за чай» — так написали гости @nashi_gosti.";
        reads_well(reader, "День открытых дверей", quote).await;
    });
}

#[test]
fn a_given_post_out_of_grav_reads_as_it_was_meant() {
    // The post the project grew from is not ours to ship; it may lie beside.
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seed-post.md");
    let given = std::env::var("INKFOLD_SEED_POST").ok();
    let path = given.clone().unwrap_or_else(|| beside.to_owned());
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if given.is_some() => panic!("{path}: {error}"),
        Err(_) => return note("no post of somebody else's is read: there is none beside"),
    };
    // Kept this simple on purpose: no code of the project's own is asked.
    let title = text
        .lines()
        .find_map(|line| line.strip_prefix("title: '"))
        .expect("a title");
    let title = title.trim_end_matches('\'').to_owned();
    let quote = text
        .lines()
        .find_map(|line| line.strip_prefix('>'))
        .expect("a quote");
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    russian_blog()
        .post("posts/given.md", &text)
        .read(async |reader| reads_well(reader, &title, &quote).await);
}
