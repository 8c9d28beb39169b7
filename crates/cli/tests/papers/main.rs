//! What the sample blog says to machines, held against the formats: JSON Feed
//! and schema.org. `cargo xtask test` asks programs of others about the rest.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use walkdir::WalkDir;

const APP_PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head><title>Inkfold</title></head>\n\
    <body><div id=\"inkfold\" data-state=\"loading\"></div><noscript></noscript></body>\n</html>\n";

const URL: &str = "https://example.org/blog/";

/// The sample blog's site; it goes with the folder.
fn built() -> (tempfile::TempDir, PathBuf) {
    let desk = tempfile::tempdir().unwrap();
    let app = desk.path().join("app");
    fs::create_dir(&app).unwrap();
    fs::write(app.join("index.html"), APP_PAGE).unwrap();
    let site = desk.path().join("site");
    let built = Command::new(env!("CARGO_BIN_EXE_inkfold"))
        .arg("build")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content"))
        .args(["--base-url", URL, "--app"])
        .arg(app)
        .arg("--out")
        .arg(&site)
        .env("XDG_CACHE_HOME", desk.path())
        .output()
        .unwrap();
    assert!(built.status.success(), "{built:?}");
    (desk, site)
}

fn files(site: &Path, is_wanted: fn(&str) -> bool) -> Vec<(String, String)> {
    WalkDir::new(site)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| is_wanted(&entry.file_name().to_string_lossy()))
        .map(|entry| {
            let inside = entry.path().strip_prefix(site).unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            (inside.display().to_string(), text)
        })
        .collect()
}

#[test]
fn json_feeds_are_as_their_schema_has_them() {
    let schema: Value = serde_json::from_str(include_str!("json-feed.schema.json")).unwrap();
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let name = "https://example.org/json-feed.schema.json";
    compiler.add_resource(name, schema).unwrap();
    let schema = compiler.compile(name, &mut schemas).unwrap();
    let wrong = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "x",
        "items": [{"id": "x", "content_html": "", "date_published": "2020-01-01"}]});
    assert!(schemas.validate(&wrong, schema).is_err());
    let (_desk, site) = built();
    let feeds = files(&site, |name| {
        name.starts_with("feed") && name.ends_with(".json")
    });
    assert!(feeds.len() > 5, "{}", feeds.len());
    for (path, text) in feeds {
        let feed: Value = serde_json::from_str(&text).unwrap();
        if let Err(fault) = schemas.validate(&feed, schema) {
            panic!("{path}: {fault:#}");
        }
    }
}

#[test]
fn every_post_says_what_a_blog_posting_has_to() {
    let (_desk, site) = built();
    let mut posts = 0;
    for (path, html) in files(&site, |name| name == "index.html") {
        let Some((_, rest)) = html.split_once("<script type=\"application/ld+json\">") else {
            assert!(!html.contains("content=\"article\""), "{path} says nothing");
            continue;
        };
        posts += 1;
        let (data, _) = rest.split_once("</script>").unwrap();
        let data: Value =
            serde_json::from_str(data).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(data["@context"], "https://schema.org", "{path}");
        assert_eq!(data["@type"], "BlogPosting", "{path}");
        for key in ["headline", "description", "inLanguage"] {
            let value = data[key].as_str().unwrap_or_default();
            assert!(!value.is_empty(), "{path}: {key} in {data}");
        }
        for key in ["url", "mainEntityOfPage"] {
            let value = data[key].as_str().unwrap_or_default();
            assert!(value.starts_with(URL), "{path}: {key} in {data}");
        }
        let published: Option<jiff::civil::Date> = data["datePublished"]
            .as_str()
            .and_then(|date| date.get(..10)?.parse().ok());
        assert!(published.is_some(), "{path}: {data}");
        let authors = data["author"].as_array().unwrap();
        assert!(!authors.is_empty(), "{path}: {data}");
        for author in authors {
            assert_eq!(author["@type"], "Person", "{path}");
            assert!(author["name"].is_string(), "{path}: {data}");
        }
    }
    assert!(posts > 15, "{posts}");
}
