//! `inkfold build` as a whole: a blog and an app in, a site out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod again;
mod desk;
mod names;
mod troubles;

use std::fs;
use std::path::{Path, PathBuf};

use desk::{Desk, stderr, stdout};
use inkfold_core::site::Site;

#[test]
fn a_folder_becomes_a_site() {
    let desk = Desk::new();
    let output = desk.inkfold("build blog --app app --out site");
    assert_eq!(stdout(&output), "Wrote 6 pages to site\n");
    assert_eq!(stderr(&output), "");
    assert!(output.status.success());
    let names = desk.all("site").into_iter().map(|(name, _)| name);
    // What is in the catalogue has tests of its own.
    let (catalog, names): (Vec<PathBuf>, Vec<PathBuf>) =
        names.partition(|name| name.starts_with("content/catalog"));
    assert_eq!(catalog.len(), 4);
    let expected = [
        ".inkfold",
        ".nojekyll",
        "404.html",
        "_headers",
        "archive/index.html",
        "boot.js",
        "content/catalog.json",
        "content/posts/a.md",
        "content/posts/b/b.png",
        "content/posts/b/item.md",
        "content/posts/draft.md",
        "content/site.yaml",
        "feed.css",
        "feed.json",
        "feed.xml",
        "icon.svg",
        "index.html",
        "manifest.webmanifest",
        "nginx.conf",
        "posts/a/index.html",
        "posts/b/index.html",
        "robots.txt",
        "search/index.html",
        "sitemap.xml",
        "tags/index.html",
    ];
    assert_eq!(names, expected.map(Path::new));
    for file in ["posts/a.md", "posts/draft.md", "posts/b/b.png"] {
        let copy = desk.read(&format!("site/content/{file}"));
        assert_eq!(copy, desk.read(&format!("blog/{file}")));
    }
    assert!(
        desk.read("site/posts/b/index.html")
            .contains("src=\"../../boot.js\" data-js=\"../../app.js\"")
    );
    assert!(
        desk.read("site/404.html")
            .contains("href=\"/sub/content/site.yaml\"")
    );
}

#[test]
fn the_copied_settings_name_every_post() {
    let desk = Desk::new();
    for bare in ["", "--bare"] {
        desk.inkfold(&format!("build blog --app app --out site {bare}"));
        assert_eq!(
            desk.read("site/content/site.yaml"),
            "# My settings\ntitle: T\nurl: https://x.y/sub/\nposts:\n  - 'posts/b/item.md'\n  \
             - 'posts/a.md'\n  - 'posts/draft.md'\n  - 'posts/**/*.md'\ntheme: dark\n"
        );
    }
    fs::remove_file(desk.path("blog/site.yaml")).unwrap();
    let output = desk.inkfold("build blog --app app --out site");
    assert!(stderr(&output).starts_with("blog/site.yaml: warning: "));
    let (site, _) = Site::read(desk.read("site/content/site.yaml").as_bytes()).unwrap();
    assert_eq!(site.listed_posts().count(), 3);
}

#[test]
fn bare_is_the_app_and_the_posts() {
    let desk = Desk::new();
    let output = desk.inkfold("build blog --app app --out site --bare");
    assert_eq!(stdout(&output), "Wrote 1 page to site\n");
    let names: Vec<PathBuf> = desk.all("site").into_iter().map(|(name, _)| name).collect();
    let pages = names
        .iter()
        .filter(|name| name.extension().is_some_and(|e| e == "html"));
    let expected = ["404.html", "index.html"].map(Path::new);
    assert_eq!(pages.collect::<Vec<_>>(), expected);
    for file in ["_headers", "nginx.conf"] {
        assert!(!desk.path("site").join(file).exists(), "{file}");
    }
    assert!(desk.path("site/.nojekyll").exists());
}

#[test]
fn a_preview_shows_drafts_at_another_address() {
    let desk = Desk::new();
    desk.put(
        "blog/posts/later.md",
        "---\ntitle: Later\npublish_date: 2900-01-01\n---\nSoon.",
    );
    let line = "build blog --app app --out site --drafts --base-url https://preview.z/p";
    let output = desk.inkfold(line);
    assert!(output.status.success(), "{output:?}");
    let list = desk.read("site/index.html");
    for (post, text, mark) in [("draft", "", "Draft"), ("later", "Soon.", "Scheduled")] {
        let page = desk.read(&format!("site/posts/{post}/index.html"));
        let mark = format!("<strong class=\"preview\">{mark}</strong>");
        assert!(
            page.contains(&mark) && list.contains(&mark),
            "{mark} in {page}"
        );
        let address = format!("https://preview.z/p/posts/{post}/");
        assert!(page.contains(&address) && page.contains(text), "{page}");
        let raw = desk.read(&format!("site/content/posts/{post}.md"));
        assert!(raw.starts_with("---\npublished: true\n"), "{raw}");
    }
    assert_eq!(
        desk.read("blog/posts/draft.md"),
        "---\npublished: false\n---\n"
    );
    let settings = desk.read("site/content/site.yaml");
    let (site, _) = Site::read(settings.as_bytes()).unwrap();
    assert_eq!(site.url.as_deref(), Some("https://preview.z/p/"));
    assert!(settings.starts_with("# My settings\ntitle: T\nurl: 'https://preview.z/p/'\n"));
    assert!(!desk.read("site/sitemap.xml").contains("x.y"));
}

#[test]
fn text_is_compressed_where_it_is_asked_for() {
    let desk = Desk::new();
    desk.put("blog/posts/long.md", &"Words. ".repeat(1000));
    desk.inkfold("build blog --app app --out site --compress");
    for file in ["content/posts/long.md", "posts/long/index.html"] {
        for end in ["br", "gz"] {
            let packed = desk.path(&format!("site/{file}.{end}"));
            let size = fs::metadata(packed).unwrap().len();
            assert!(size < 2000, "{file}.{end}: {size}");
        }
    }
    assert!(!desk.path("site/_headers.gz").exists());
    assert!(desk.read("site/nginx.conf").contains("gzip_static on;"));
}

#[test]
fn a_new_blog_can_be_built_at_once() {
    let desk = Desk::new();
    for language in ["en", "ru"] {
        let made = desk.inkfold(&format!("new made-{language} --language {language}"));
        let next = format!("inkfold build made-{language} --out public");
        assert!(stdout(&made).contains(&next), "{made:?}");
        let output = desk.inkfold(&format!("build made-{language} --app app --out public"));
        assert!(output.status.success(), "{output:?}");
        assert_eq!(stderr(&output), "");
        assert!(desk.path("public/posts/writing/index.html").exists());
        assert!(!desk.path("public/posts/draft").exists());
    }
    let again = desk.inkfold("new made-en");
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).starts_with("error: made-en holds something"));
    assert_eq!(desk.inkfold("new").status.code(), Some(2));
}

#[test]
fn the_same_blog_makes_the_same_site() {
    let desk = Desk::new();
    desk.inkfold("build blog --app app --out one");
    desk.inkfold("build blog --app app --out two");
    assert_eq!(desk.all("one"), desk.all("two"));
}

#[test]
fn a_large_blog_is_written_whole_by_several_hands() {
    let desk = Desk::new();
    for number in 0..150 {
        let post = format!(
            "---\ntags: [x]\n---\nText {number}, see [next](n{}.md).\n",
            number + 1
        );
        desk.put(&format!("blog/posts/n{number}.md"), &post);
    }
    let output = desk.inkfold("build blog --app app --out one");
    assert_eq!(stdout(&output), "Wrote 172 pages to one\n");
    for number in 0..150 {
        let page = desk.read(&format!("one/posts/n{number}/index.html"));
        assert!(page.contains(&format!("Text {number}, see ")), "{page}");
    }
    desk.inkfold("build blog --app app --out two");
    assert_eq!(desk.all("one"), desk.all("two"));
}

#[test]
fn a_build_replaces_the_one_before() {
    let desk = Desk::new();
    desk.inkfold("build blog --app app --out site");
    fs::remove_file(desk.path("blog/posts/a.md")).unwrap();
    desk.inkfold("build blog --app app --out site");
    assert!(!desk.path("site/posts/a").exists());
    assert!(!desk.path("site/content/posts/a.md").exists());
}

#[test]
fn what_is_wrong_with_a_post_is_said_and_stops_nothing() {
    let desk = Desk::new();
    desk.put(
        "blog/posts/c.md",
        "---\ntitle: C\ndate: soon\n---\nStill here.",
    );
    let output = desk.inkfold("build blog --app app --out site");
    assert!(output.status.success());
    assert!(
        stderr(&output).starts_with("blog/posts/c.md:3:1: error: "),
        "{}",
        stderr(&output)
    );
    assert!(desk.path("site/posts/c/index.html").exists());
}

#[test]
fn what_stops_a_build_is_one_sentence_and_leaves_the_old_site() {
    let desk = Desk::new();
    desk.inkfold("build blog --app app --out site");
    let before = desk.all("site");
    desk.put("blog/site.yaml", "title: [\n");
    desk.put("elsewhere/thesis.txt", "");
    fs::create_dir(desk.path("empty")).unwrap();
    for (line, words) in [
        ("build blog --app app --out site", "blog/site.yaml:2:1"),
        ("build none --app app --out site", "no folder none"),
        (
            "build blog --app none --out site",
            "none is not the built app",
        ),
        (
            "build blog --app empty --out site",
            "empty is not the built app",
        ),
        (
            "build blog --app app --out elsewhere",
            "elsewhere was not written",
        ),
        ("build blog --app app --out blog", "blog lies in the other"),
        (
            "build blog --app app --out blog/site",
            "blog lies in the other",
        ),
        ("build blog --app app --out .", "blog lies in the other"),
        (
            "build blog --app app --out app/site",
            "app lies in the other",
        ),
    ] {
        let output = desk.inkfold(line);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{line}: {said}");
        assert!(
            said.starts_with("error: ") && said.contains(words),
            "{line}: {said}"
        );
        assert_eq!(said.lines().count(), 1, "{line}: {said}");
        assert_eq!(stdout(&output), "");
    }
    assert_eq!(desk.all("site"), before);
    let mut left: Vec<_> = fs::read_dir(desk.0.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["app", "blog", "elsewhere", "empty", "site"]);
}

#[test]
fn misuse_is_told_from_failure() {
    let desk = Desk::new();
    for line in [
        "biuld",
        "build blog",
        "build blog --app app --out site --fast",
    ] {
        let output = desk.inkfold(line);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(stderr(&output).starts_with("error: "), "{line}");
    }
    let help = desk.inkfold("--help");
    assert!(help.status.success() && stdout(&help).contains("inkfold [COMMAND]"));
    // Without a command as well.
    let nothing = desk.inkfold("");
    assert!(nothing.status.success() && stdout(&nothing).contains("inkfold [COMMAND]"));
}
