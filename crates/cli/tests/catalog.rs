//! `inkfold catalog`, and what `build` makes of the same: files beside the
//! posts, as docs/catalog.schema.json describes them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
#[cfg(unix)]
use std::{process::Stdio, thread::sleep, time::Duration};

use boon::{Compiler, Schemas};
use serde_json::Value;
use walkdir::WalkDir;

const APP_PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n  <head>\n    <title>Inkfold</title>\n  \
    </head>\n  <body>\n    <div id=\"inkfold\" data-state=\"loading\"></div>\n    \
    <noscript>\n      <p>No.</p>\n    </noscript>\n  </body>\n</html>\n";

/// A folder with an app and a blog of `count` plain posts in it, and some that
/// are not plain.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new(count: usize) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.put("app/index.html", APP_PAGE);
        desk.put("blog/site.yaml", "title: T\n");
        for number in 0..count {
            let (year, day) = (1990 + number / 28, number % 28 + 1);
            let text = format!(
                "---\ntitle: Post {number}\ndate: {year}-01-{day:02}\ntags: [all, t{}]\n---\nText {number}.",
                number % 4
            );
            desk.put(&format!("blog/posts/p{number}.md"), &text);
        }
        desk.put(
            "blog/posts/odd.ru.md",
            "---\ntitle: Odd\ndate: '2020-05-05 10:00 +03:00'\nupdated: 2021-01-01\nauthor: [A, B]\n\
             series: S\ncanonical: https://x.y/z\ncontinue_link: false\nhide_from_post_list: true\n\
             tags: [odd]\n---\nSee **[this](p1.md)** and [that](odd.png).",
        );
        desk.put(
            "blog/posts/later.md",
            "---\npublish_date: 2100-01-01\nunpublish_date: 2101-01-01\ntags: [odd]\n---\nLater.",
        );
        desk.put(
            "blog/posts/draft.md",
            "---\ntitle: Secret\npublished: false\n---\n",
        );
        desk.put(
            "blog/posts/over.md",
            "---\ntitle: Over\nunpublish_date: 2001-01-01\n---\n",
        );
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

    fn inkfold(&self, line: &str) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_inkfold"))
            .args(line.split_whitespace())
            .current_dir(self.0.path())
            .env("XDG_CACHE_HOME", self.path("cache"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        output
    }

    /// The files of the catalogue in a folder.
    fn catalog(&self, folder: &str) -> BTreeMap<String, String> {
        let root = self.path(folder);
        let files = WalkDir::new(&root).into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        let files = files.filter_map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap();
            let is_part = path.starts_with("catalog/") || path == "catalog.json";
            is_part.then(|| (path.to_owned(), fs::read_to_string(entry.path()).unwrap()))
        });
        files.collect()
    }
}

/// The schema, and what describes a file of one kind; other fields than those
/// described are not let through, as they would be for a reader.
fn schemas() -> (Schemas, [boon::SchemaIndex; 2]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/catalog.schema.json");
    let mut schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    close(&mut schema);
    let mut compiler = Compiler::new();
    compiler.add_resource("https://x.y/s.json", schema).unwrap();
    let mut schemas = Schemas::new();
    let kinds = ["root", "file"].map(|kind| {
        let address = format!("https://x.y/s.json#/$defs/{kind}");
        compiler.compile(&address, &mut schemas).unwrap()
    });
    (schemas, kinds)
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            if fields.contains_key("properties") && fields.get("type") == Some(&"object".into()) {
                fields.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn every_file_is_as_the_schema_says() {
    let (schemas, [root, file]) = schemas();
    for count in [0, 3, 700] {
        let desk = Desk::new(count);
        let output = desk.inkfold("catalog blog");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(
            said.contains(&format!("Listed {} posts", count + 2)),
            "{said}"
        );
        let files = desk.catalog("blog");
        for (path, text) in &files {
            let value: Value = serde_json::from_str(text).unwrap();
            let kind = if path == "catalog.json" { root } else { file };
            if let Err(error) = schemas.validate(&value, kind) {
                panic!("{path}: {error}\n{text:.400}");
            }
        }
        let all = files.values().fold(String::new(), |all, text| all + text);
        assert!(!all.contains("Secret") && !all.contains("Over"));
        for known in [
            "\"Later\"",
            "\"2100-01-01T00:00:00Z\"",
            "\"publish\":4102444800",
            "\"S\"",
        ] {
            assert!(all.contains(known), "{known}");
        }
        if count > 1 {
            assert!(
                all.contains("\"links\":[{\"path\":\"posts/p1.md\""),
                "{all:.2000}"
            );
        }
    }
}

#[test]
fn what_is_wrong_is_not_as_the_schema_says() {
    let (schemas, [root, file]) = schemas();
    for text in [
        "{}",
        "{\"version\":2}",
        "{\"posts\":[]}",
        "{\"more\":1}",
        "[]",
    ] {
        let value: Value = serde_json::from_str(text).unwrap();
        assert!(schemas.validate(&value, root).is_err(), "{text}");
        assert!(schemas.validate(&value, file).is_err(), "{text}");
    }
}

#[test]
fn a_second_run_changes_what_has_changed() {
    let desk = Desk::new(200);
    desk.inkfold("catalog blog");
    let before = desk.catalog("blog");
    desk.put("blog/catalog/notes.txt", "mine");
    desk.put("blog/catalog/0123456789abcdef.json", "an old one");
    let time = |path: &str| {
        fs::metadata(desk.path("blog").join(path))
            .unwrap()
            .modified()
            .unwrap()
    };
    let times: Vec<_> = before.keys().map(|path| time(path)).collect();
    desk.inkfold("catalog blog");
    let mut after = desk.catalog("blog");
    assert_eq!(after.remove("catalog/notes.txt").as_deref(), Some("mine"));
    assert_eq!(after, before);
    assert_eq!(
        before.keys().map(|path| time(path)).collect::<Vec<_>>(),
        times
    );
    desk.put("blog/posts/new.md", "---\ndate: 2030-01-01\n---\nNew.");
    desk.inkfold("catalog blog");
    let after = desk.catalog("blog");
    let new = after
        .keys()
        .filter(|path| !before.contains_key(*path))
        .count();
    assert!(new < before.len() && new > 2, "{new} of {}", before.len());
    let partial = after.keys().filter(|path| path.contains("tmp"));
    assert_eq!(partial.count(), 0);
}

#[test]
fn a_site_has_it_unless_it_is_bare() {
    let desk = Desk::new(40);
    desk.inkfold("build blog --app app --out site");
    let built = desk.catalog("site/content");
    assert!(built.len() > 5);
    desk.inkfold("build blog --app app --out again");
    assert_eq!(desk.catalog("again/content"), built);
    let page = fs::read_to_string(desk.path("site/index.html")).unwrap();
    assert!(page.contains("<meta name=\"inkfold-catalog\""), "{page}");
    assert!(!page.contains("href=\"./content/catalog.json\""), "{page}");
    let missing = fs::read_to_string(desk.path("site/404.html")).unwrap();
    assert!(
        missing.contains("as=\"fetch\" href=\"/content/catalog.json\""),
        "{missing}"
    );
    let headers = fs::read_to_string(desk.path("site/_headers")).unwrap();
    let rule = "/content/catalog/*\n  Cache-Control: public, max-age=31536000, immutable\n";
    assert!(headers.contains(rule), "{headers}");
    // Its author's own files there may change.
    desk.put("blog/catalog/photo.svg", "<svg/>");
    desk.inkfold("build blog --app app --out site");
    let headers = fs::read_to_string(desk.path("site/_headers")).unwrap();
    assert!(!headers.contains("/content/catalog/"), "{headers}");
    fs::remove_file(desk.path("blog/catalog/photo.svg")).unwrap();
    desk.inkfold("build blog --app app --out bare --bare");
    assert_eq!(desk.catalog("bare/content").len(), 0);
    let page = fs::read_to_string(desk.path("bare/index.html")).unwrap();
    assert!(!page.contains("inkfold-catalog"), "{page}");
    // Its author keeps one beside the posts.
    desk.inkfold("catalog blog");
    desk.inkfold("build blog --app app --out bare --bare");
    assert_eq!(desk.catalog("bare/content"), desk.catalog("blog"));
    let settings = || fs::read_to_string(desk.path("bare/content/site.yaml")).unwrap();
    // A list in the settings would say that the catalogue is not of them.
    assert_eq!(settings(), "title: T\n");
    desk.put("blog/posts/newer.md", "Not in it.");
    desk.inkfold("build blog --app app --out bare --bare");
    assert!(settings().contains("posts/newer.md"), "{}", settings());
    fs::remove_file(desk.path("blog/posts/newer.md")).unwrap();
    let page = fs::read_to_string(desk.path("bare/index.html")).unwrap();
    assert!(page.contains("inkfold-catalog"), "{page}");
    // A built one is its own, not the old one beside the posts.
    desk.put("blog/catalog/0123456789abcdef.json", "{}");
    desk.inkfold("build blog --app app --out site");
    assert_eq!(desk.catalog("site/content"), built);
}

#[test]
fn settings_stay_short_where_there_are_many_posts() {
    let desk = Desk::new(600);
    desk.inkfold("build blog --app app --out site --bare");
    let bare = fs::read_to_string(desk.path("site/content/site.yaml")).unwrap();
    assert!(bare.contains("posts/p599.md"));
    desk.inkfold("build blog --app app --out site");
    let built = fs::read_to_string(desk.path("site/content/site.yaml")).unwrap();
    assert_eq!(built, "title: T\n");
    // Which makes them no less drawn.
    let page = fs::read_to_string(desk.path("site/posts/p599/index.html")).unwrap();
    assert!(page.contains("post-body"), "{page}");
    let home = fs::read_to_string(desk.path("site/index.html")).unwrap();
    assert!(home.contains("post-card"), "{home}");
}

#[test]
fn its_names_are_never_posts() {
    let desk = Desk::new(2);
    desk.put("blog/catalog/post.md", "---\ntitle: Not one\n---\n");
    desk.put("blog/site.yaml", "posts: [catalog/post.md, '**/*.md']\n");
    desk.inkfold("catalog blog");
    let all = desk.catalog("blog");
    let listed = all.iter().filter(|(path, _)| !path.ends_with(".md"));
    for (path, text) in listed {
        assert!(!text.contains("Not one"), "{path}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_one_sentence() {
    let desk = Desk::new(1);
    desk.put("blog/catalog", "a file");
    let output = Command::new(env!("CARGO_BIN_EXE_inkfold"))
        .args(["catalog", "blog"])
        .current_dir(desk.0.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error: cannot make blog/catalog"), "{said}");
    assert!(!desk.path("blog/catalog.json").exists());
}

#[cfg(unix)]
#[test]
fn one_who_stops_it_has_the_old_catalogue_and_nothing_else() {
    let desk = Desk::new(2000);
    let child = Command::new(env!("CARGO_BIN_EXE_inkfold"))
        .args(["catalog", "blog"])
        .current_dir(desk.0.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let waiting = desk.path(&format!("blog/.inkfold-{}", child.id()));
    while !waiting.exists() {
        sleep(Duration::from_millis(2));
    }
    let stop = ["-INT", &child.id().to_string()].map(str::to_owned);
    assert!(Command::new("kill").args(stop).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: stopped before it was done; what was there is as it was\n"
    );
    assert!(!waiting.exists());
    assert_eq!(desk.catalog("blog").len(), 0);
}
