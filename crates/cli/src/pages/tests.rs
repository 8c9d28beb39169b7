mod said;

use super::*;
use crate::app::App;

const APP: &str = "<!doctype html>\n<html lang=\"en\">\n  <head>\n    <title>Inkfold</title>\n    \
    <link href=\"./style.css\">\n  </head>\n  <body>\n    <div id=\"inkfold\" data-state=\"loading\"></div>\n    \
    <noscript></noscript>\n  </body>\n</html>\n";

/// A site written to a folder, and what was noted.
struct Written {
    folder: tempfile::TempDir,
    pages: usize,
    notes: Vec<String>,
}

impl Written {
    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("out").join(path)).unwrap_or_default()
    }

    fn has(&self, path: &str) -> bool {
        self.folder.path().join("out").join(path).exists()
    }
}

fn write(files: &[(&str, &str)]) -> Written {
    write_with(files, false, None)
}

fn write_with(files: &[(&str, &str)], bare: bool, served_at: Option<&str>) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app");
    fs::create_dir_all(&app).unwrap();
    fs::write(app.join("index.html"), APP).unwrap();
    let content = folder.path().join("content");
    for (path, text) in files {
        let path = content.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut notes = Vec::new();
    let source = Source::read(
        &content,
        &crate::source::Overrides::default(),
        1_700_000_000,
        usize::MAX,
        &mut notes,
    )
    .unwrap();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("boot.js"), "").unwrap();
    let template = Template::read(&App::Folder(app)).unwrap();
    let again = || None;
    let pages = Pages {
        source: &source,
        template: &template,
        bare,
        served_at,
        now: 1_700_000_000,
        again: &again,
    };
    let routes = pages.routes();
    let pages = std::thread::scope(|scope| {
        let begun = Writing::begin(&pages, routes.clone(), &out, scope);
        routes.len() - pages.finish(begun, &out, &mut notes).unwrap()
    });
    Written {
        folder,
        pages,
        notes,
    }
}

#[test]
fn formulas_are_typeset() {
    let text = "---\ntitle: F\n---\nAs $x^2$ and $\\nope$.\n";
    let page = write(&[("posts/f.md", text)]).page("posts/f/index.html");
    for part in [
        "<math alttext=\"x^2\"><msup><mi>x</mi><mn>2</mn></msup></math>",
        "<code class=\"math math-wrong\" title=\"Unknown command",
        "<meta name=\"description\" content=\"As x^2 and \\nope.\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn every_address_has_a_page_at_its_depth() {
    let site = write(&[
        (
            "site.yaml",
            "posts: [posts/*.md]\nposts_per_page: 1\ntheme: light\n",
        ),
        (
            "posts/мир.md",
            "---\ntitle: M\ntags: [C#, два слова]\n---\n",
        ),
        ("posts/100%.md", "---\nhide_from_post_list: true\n---\n"),
        ("posts/z.md", "---\ntitle: Z\ndate: 2020-01-01\n---\n"),
        ("posts/draft.md", "---\npublished: false\n---\n"),
        ("posts/later.md", "---\npublish_date: 2040-01-01\n---\n"),
    ]);
    let paths = [
        ("index.html", "./", "Blog"),
        ("page/2/index.html", "../../", "Page 2 of 2 — Blog"),
        ("posts/мир/index.html", "../../", "M — Blog"),
        ("posts/100%/index.html", "../../", "100% — Blog"),
        ("posts/z/index.html", "../../", "Z — Blog"),
        ("tags/index.html", "../", "Tags — Blog"),
        ("tags/c#/index.html", "../../", "C# — Blog"),
        ("tags/два-слова/index.html", "../../", "два слова — Blog"),
        ("archive/index.html", "../", "Archive — Blog"),
        ("search/index.html", "../", "Search — Blog"),
    ];
    for (path, root, title) in paths {
        let page = site.page(path);
        for part in [
            format!("<link href=\"{root}style.css\">"),
            format!("<title>{title}</title>"),
            "<html lang=\"en\" data-theme=\"light\">".to_owned(),
        ] {
            assert!(page.contains(&part), "{path} has no {part}:\n{page}");
        }
        assert!(!page.contains("canonical") && !page.contains("og:url"));
    }
    assert_eq!((site.pages, site.notes.len()), (paths.len(), 0));
    assert!(!site.has("posts/draft") && !site.has("posts/later"));
    assert!(site.page("search/index.html").contains("noindex"));
}

#[test]
fn listings_announce_what_the_app_asks_for_first() {
    let site = write(&[
        (
            "site.yaml",
            "posts: [missing.md, a b.md, draft.md, '*.md']\nposts_per_page: 3\n",
        ),
        ("a b.md", ""),
        ("draft.md", "---\npublished: false\n---\n"),
        ("c.md", ""),
    ]);
    let preload = |root, path| format!("as=\"fetch\" href=\"{root}content/{path}\"");
    for (page, root, files) in [
        ("index.html", "./", &["a%20b.md", "c.md"][..]),
        ("archive/index.html", "../", &[]),
    ] {
        let page = site.page(page);
        for path in ["a%20b.md", "draft.md", "missing.md", "c.md"] {
            let first = files.contains(&path);
            assert_eq!(page.contains(&preload(root, path)), first, "{path}: {page}");
        }
        assert!(!page.contains("inkfold-post"));
    }
    // It brings nothing, and lists from the catalogue what it may have to.
    let missing = site.page("404.html");
    assert!(missing.contains(&preload("/", "catalog.json")), "{missing}");
    assert_eq!(missing.matches("preload").count(), 1, "{missing}");
    assert!(
        !site
            .page("index.html")
            .contains(&preload("./", "catalog.json"))
    );
}

#[test]
fn posts_can_be_read_without_javascript() {
    let site = write(&[
        (
            "site.yaml",
            "language: ru-RU\nposts: ['*.md']\nposts_per_page: 1\n",
        ),
        ("a.md", "---\ndate: 2021-01-01\ntitle: A\ntags: [x]\n---\n"),
        ("b.md", "---\ndate: 2020-01-01\ntitle: B <b>\n---\n"),
        ("hidden.md", "---\nhide_from_post_list: true\n---\n"),
    ]);
    let link = |root, address, title| format!("<a href=\"{root}{address}\">{title}</a>");
    for (path, root, has_a, has_b) in [
        ("index.html", "./", true, false),
        ("page/2/index.html", "../../", false, true),
        ("tags/x/index.html", "../../", true, false),
        ("tags/index.html", "../", false, false),
    ] {
        let page = site.page(path);
        let (a, b) = (
            link(root, "posts/a/", "A"),
            link(root, "posts/b/", "B &lt;b&gt;"),
        );
        assert_eq!(page.contains(&a), has_a, "{path}: {page}");
        assert_eq!(page.contains(&b), has_b, "{path}: {page}");
        assert!(
            page.contains("<noscript>\n      <p>JavaScript выкл"),
            "{page}"
        );
        assert!(!page.contains("posts/hidden/"));
        assert!(page.contains(&link(root, "archive/", "Архив")), "{path}");
    }
    let post = site.page("posts/b/index.html");
    assert!(post.contains(">B &lt;b&gt;</h1>") && post.contains("content/b.md"));
}

#[test]
fn one_page_is_enough_where_addresses_stand_after_the_hash() {
    let files = |settings| [("site.yaml", settings), ("a.md", ""), ("b.md", "")];
    let hash = write(&files(
        "routing: hash\nposts_per_page: 1\nposts: [a.md, b.md]\n",
    ));
    let bare = write_with(
        &files("posts_per_page: 1\nposts: [a.md, b.md]\n"),
        true,
        None,
    );
    for site in [&hash, &bare] {
        let page = site.page("index.html");
        assert!(
            page.contains("href=\"./content/a.md\">A<")
                && page.contains("href=\"./content/b.md\">B<")
        );
        assert!(!page.contains("archive/"));
        assert_eq!(site.pages, 1);
        assert!(!site.has("posts") && !site.has("archive"));
        assert!(site.has("404.html"));
    }
}

#[test]
fn the_missing_page_works_at_any_depth() {
    for (url, served_at, root) in [
        ("", None, "/"),
        ("url: https://x.y\n", None, "/"),
        ("url: https://x.y//sub/path?q\n", None, "/sub/path/"),
        ("url: https://x.y/sub\n", Some("/"), "/"),
    ] {
        let settings = format!("{url}language: ru\nposts: []\n");
        let page = write_with(&[("site.yaml", &settings)], false, served_at).page("404.html");
        for part in [
            format!("<link href=\"{root}style.css\">"),
            "data-state=\"loading\"><main class=\"stand-in\"><h1>Здесь ничего нет</h1>".to_owned(),
            format!("<a href=\"{root}\">К новым постам</a></p></main></div>"),
            "<title>Здесь ничего нет — Blog</title>".to_owned(),
            "<meta name=\"robots\" content=\"noindex\">".to_owned(),
        ] {
            assert!(page.contains(&part), "{part} is not in\n{page}");
        }
        assert!(!page.contains("canonical"));
    }
}

#[test]
fn an_address_that_cannot_be_a_page_is_said() {
    let long = "ы".repeat(200);
    let site = write(&[
        ("site.yaml", "permalink: /:slug/\nposts: ['*.md']\n"),
        ("archive.md", ""),
        ("page.md", &format!("---\ntags: ['{long}', '']\n---\n")),
    ]);
    assert_eq!(site.notes.len(), 2, "{:#?}", site.notes);
    for (note, words) in site.notes.iter().zip([
        "archive.md: warning: the site itself has something at archive/",
        "/tags/ы",
    ]) {
        assert!(note.contains(words), "{note}");
    }
    assert!(site.page("archive/index.html").contains("<title>Archive"));
    assert!(site.has("page/index.html") && site.has("archive-2/index.html"));

    let climbing = write(&[
        ("site.yaml", "permalink: /../../:slug/\nposts: [a.md]\n"),
        ("a.md", ""),
    ]);
    assert_eq!(climbing.notes.len(), 1, "{:?}", climbing.notes);
    assert!(!climbing.has("../../a"));
}
