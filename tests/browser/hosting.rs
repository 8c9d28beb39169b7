//! The sample blog as it is published: on a host that only knows files, at
//! the root and deep within.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::support::{Blog, Reader, post};

const TITLES: &str = ".posts > article.post-card h2 a";

/// The address of every post of the sample blog, by walking its lists.
async fn every_post(reader: &Reader) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for page in 1.. {
        let address = if page == 1 {
            "/".to_owned()
        } else {
            format!("/page/{page}/")
        };
        reader.open(&address).await;
        let links = reader
            .ask("return [...document.querySelectorAll('.post-card h2 a')].map((a) => a.href)")
            .await;
        let links = links.as_array().expect("a list");
        let root = reader.full("/");
        found.extend(
            links
                .iter()
                .filter_map(Value::as_str)
                .filter_map(|link| link.strip_prefix(&root))
                .map(|rest| format!("/{rest}")),
        );
        if reader
            .count(&format!("main a[href$='page/{}/']", page + 1))
            .await
            == 0
        {
            break;
        }
    }
    found
}

/// Everything on the page that leads somewhere in the blog leads there.
async fn leads_somewhere(reader: &Reader) {
    let script = "const done = arguments[arguments.length - 1];\
        const links = [...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0])\
            .filter((href) => href.startsWith(location.origin));\
        Promise.all([...new Set(links)].map(async (href) => [href, (await fetch(href)).status]))\
            .then((all) => done(all.filter(([, status]) => status !== 200)), (error) => done(String(error)))";
    let dead = reader
        .driver()
        .execute_async(script, Vec::new())
        .await
        .expect("an answer");
    assert_eq!(
        *dead.json(),
        json!([]),
        "dead links on {}",
        reader.ask("return location.href").await
    );
}

async fn all_is_well(reader: &Reader) {
    let posts = every_post(reader).await;
    assert!(posts.len() >= 6, "the sample blog shows itself: {posts:?}");
    leads_somewhere(reader).await;
    for address in &posts {
        reader.open_by_reloading(address).await;
        assert_eq!(reader.count("main article.post h1").await, 1, "{address}");
        let loaded = "document.querySelectorAll('.post-body img').forEach((i) => i.scrollIntoView());\
            return [...document.querySelectorAll('.post-body img')].every((i) => i.complete && i.naturalWidth > 0)";
        reader
            .sees_that(&format!("the pictures of {address}"), loaded)
            .await;
        leads_somewhere(reader).await;
    }
    for address in ["/tags/", "/archive/"] {
        reader.open(address).await;
        leads_somewhere(reader).await;
    }
}

#[test]
fn the_sample_blog_is_whole_at_the_root() {
    Blog::sample().read(async |reader| all_is_well(reader).await);
}

#[test]
fn the_sample_blog_is_whole_deep_within_a_host() {
    Blog::sample()
        .at("/some/deep/path/")
        .read(async |reader| all_is_well(reader).await);
}

#[test]
fn a_list_leads_from_one_article_to_the_next_on_any_path() {
    Blog::sample().at("/some/deep/path/").read(async |reader| {
        reader.open("/").await;
        reader.ask("window.same = true").await;
        let first = reader.texts(TITLES).await[0].clone();
        reader.clicks(TITLES).await;
        reader.sees("article.post h1", &first).await;
        reader.clicks("a[rel~=prev]").await;
        reader.sees_that("another article", &format!("return document.querySelector('article.post h1')?.innerText.trim() !== {first:?}")).await;
        reader.state("ready").await;
        reader.clicks("header a").await;
        reader.sees(TITLES, &first).await;
        assert_eq!(reader.ask("return window.same").await, true, "the app was loaded once");
    });
}

/// The HTML of an address, as a host or a crawler sees it.
fn page(folder: &Path, path: &str) -> String {
    let file = folder.join(path).join("index.html");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn every_address_has_a_page_that_speaks_without_the_app() {
    let numbered = |number: u32| {
        post(
            &format!("title: Post {number}\ndate: 2024-01-{number:02}\ntags: [one]"),
            "Text.",
        )
    };
    let blog = (1..=11).fold(Blog::new(), |blog, number| {
        blog.post(&format!("posts/n{number}.md"), &numbered(number))
    });
    blog.site("title: The Blog\nurl: https://blog.example/\nlanguage: ru")
        .post(
            "posts/a.md",
            &post(
                "title: 'Alpha & <Omega>'\ndate: 2025-01-01\nlang: en",
                "First words.\n\n===\n\nMore.",
            ),
        )
        .post(
            "posts/draft.md",
            &post("title: Draft\npublished: false", "Not yet."),
        )
        .read(async |reader| {
            let folder = reader.host().folder();
            for path in [
                "", "page/2", "tags", "tags/one", "archive", "posts/a", "posts/n1",
            ] {
                let html = page(folder, path);
                // Relative, so that it works wherever it lies.
                let absolute = ["src=\"/", "href=\"/", "src='/", "href='/"];
                assert!(
                    !absolute.iter().any(|start| html.contains(start)),
                    "{path}: {html}"
                );
                assert!(html.contains("<noscript"), "{path}");
            }
            let alpha = page(folder, "posts/a");
            for part in [
                "lang=\"en\"",
                "Alpha &amp; &lt;Omega",
                "First words.",
                "https://blog.example/posts/a/",
                "og:title",
                "content/posts/a.md",
                "<template id=\"inkfold-later\">",
            ] {
                assert!(alpha.contains(part), "{part} in {alpha}");
            }
            assert!(page(folder, "").contains("lang=\"ru\""));
            assert!(!folder.join("posts/draft").exists(), "no page for a draft");
            let missing = fs::read_to_string(folder.join("404.html")).expect("a 404.html");
            assert!(
                missing.contains("src=\"/"),
                "absolute, since it is shown at any depth: {missing}"
            );
            reader.open("/").await;
            assert_eq!(reader.count(TITLES).await, 10);
        });
}

#[test]
fn where_the_app_cannot_be_found_404_html_speaks_for_itself() {
    // Below the root of a host, and nobody said so.
    Blog::new()
        .site("language: ru")
        .post("posts/a.md", &post("title: A", "Text."))
        .at("/some/deep/path/")
        .read(async |reader| {
            reader.expects_report("");
            reader.go("/nowhere/at/all/").await;
            reader.sees("main h1", "Здесь ничего нет").await;
            reader.sees_some("main a[href]").await;
        });
}
