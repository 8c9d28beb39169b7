//! `inkfold build` as a whole: a blog and an app in, a site out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use inkfold_core::site::Site;
use walkdir::WalkDir;

const APP_PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n  <head>\n    <title>Inkfold</title>\n    \
    <link rel=\"preload\" as=\"fetch\" href=\"./content/site.yaml\">\n  </head>\n  <body>\n    \
    <script type=\"module\" src=\"./boot.js\" data-js=\"./app.js\"></script>\n    \
    <div id=\"inkfold\" data-state=\"loading\"></div>\n    \
    <noscript>\n      <p>No.</p>\n    </noscript>\n  </body>\n</html>\n";

/// A folder with an app and a blog in it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.put("app/index.html", APP_PAGE);
        desk.put("app/boot.js", "boot");
        desk.put("app/content/site.yaml", "title: Another blog");
        desk.put(
            "blog/site.yaml",
            "# My settings\ntitle: T\nurl: https://x.y/sub/\nposts: posts/**/*.md # all\ntheme: dark\n",
        );
        desk.put(
            "blog/posts/a.md",
            "---\ntitle: A\ndate: 2020-01-01\n---\nHello.\r\n",
        );
        desk.put(
            "blog/posts/b/item.md",
            "---\ntitle: B\ndate: 2021-01-01\n---\n![](b.png)",
        );
        desk.put("blog/posts/b/b.png", "png");
        desk.put("blog/posts/draft.md", "---\npublished: false\n---\n");
        desk.put("blog/.git/config", "secret");
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn inkfold(&self, line: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_inkfold"))
            .args(line.split_whitespace())
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    /// Every file below a folder with its text.
    fn all(&self, folder: &str) -> Vec<(PathBuf, String)> {
        let root = self.path(folder);
        let files = WalkDir::new(&root).sort_by_file_name();
        files
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let inside = entry.path().strip_prefix(&root).unwrap().to_path_buf();
                (inside, fs::read_to_string(entry.path()).unwrap())
            })
            .collect()
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

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
        "index.html",
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
    for (post, text) in [("draft", ""), ("later", "Soon.")] {
        let page = desk.read(&format!("site/posts/{post}/index.html"));
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
fn old_addresses_lead_to_the_posts() {
    let desk = Desk::new();
    desk.put(
        "blog/posts/a.md",
        "---\ntitle: A < B\naliases: [/2019/a/, /old.html, /archive/, 'https://z.y/', /posts/a/]\n---\n",
    );
    desk.put(
        "blog/posts/c.md",
        "---\ntitle: C\npublished: false\naliases: /c\n---\n",
    );
    desk.put("app/app-0123456789abcdef_bg.wasm", "wasm");
    let output = desk.inkfold("build blog --app app --out site");
    assert_eq!(
        stderr(&output),
        "blog/posts/a.md: warning: the alias `/archive/` is the address of a page that is there\n\
         blog/posts/a.md: warning: the alias `https://z.y/` is no address in this blog\n"
    );
    let page = desk.read("site/2019/a/index.html");
    for part in [
        "<meta http-equiv=\"refresh\" content=\"0; url=../../posts/a/\">",
        "<link rel=\"canonical\" href=\"https://x.y/sub/posts/a/\">",
        "<a href=\"../../posts/a/\">A &lt; B</a>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(desk.read("site/old.html").contains("url=./posts/a/"));
    assert!(!desk.path("site/c").exists());
    assert_eq!(
        desk.read("site/_redirects"),
        "/sub/2019/a/ /sub/posts/a/ 301\n/sub/old.html /sub/posts/a/ 301\n"
    );
    let headers = desk.read("site/_headers");
    for part in [
        "/sub/*\n  Content-Security-Policy: default-src 'none';",
        "\n/sub/content/*\n  Access-Control-Allow-Origin: *\n",
        "\n/sub/app-0123456789abcdef_bg.wasm\n  Cache-Control: public, max-age=31536000, immutable\n",
    ] {
        assert!(headers.contains(part), "{part}: {headers}");
    }
    let nginx = desk.read("site/nginx.conf");
    for part in [
        "error_page 404 /sub/404.html;",
        "location = \"/sub/old.html\" { return 301 \"/sub/posts/a/\"; }",
        "default_type application/wasm;",
    ] {
        assert!(nginx.contains(part), "{part}: {nginx}");
    }
    assert_eq!(nginx.matches('{').count(), nginx.matches('}').count());
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
