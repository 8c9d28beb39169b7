//! A static host on this machine, as plain and as strict as a reader's host
//! may be, so that an author sees what readers will.
//!
//! Besides the files it knows one thing: telling open pages to reload.

use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    HeaderName, HeaderValue, LOCATION, ORIGIN, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use inkfold_core::link::decode_percent;
use tokio::fs;
use tokio::sync::watch::Receiver;

use crate::hosting::POLICY;

const RELOAD_SCRIPT: &str = include_str!("reload.js");
const RELOAD_PATH: &str = "/__inkfold/reload.js";
const EVENTS_PATH: &str = "/__inkfold/events";

/// A site as it was built last.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// Its real path.
    pub(crate) folder: PathBuf,
    /// A word no other build has.
    pub(crate) build: String,
    /// What has kept a build since from being done.
    pub(crate) fault: Option<String>,
}

/// Serves what `sites` tells last.
pub(crate) fn router(sites: Receiver<Site>) -> Router {
    Router::new()
        .route(RELOAD_PATH, get(reload_script))
        .route(EVENTS_PATH, get(events))
        .fallback(answer)
        .layer(from_fn(with_headers))
        .with_state(sites)
}

async fn with_headers(request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let origin = origin.filter(|origin| origin.to_str().is_ok_and(is_of_this_machine));
    let mut response = next.run(request).await;
    for (name, value) in [
        (CACHE_CONTROL, "no-cache"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        let headers = response.headers_mut();
        headers.insert(name, HeaderValue::from_static(value));
    }
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        // Pages with elements of this blog in them, while they are made.
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}

/// Whether a page is served by this machine: drafts are not for others.
fn is_of_this_machine(origin: &str) -> bool {
    let address = origin.strip_prefix("http://").unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|host| {
        let port = address.strip_prefix(host);
        let is_number = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
        port.is_some_and(|rest| rest.is_empty() || rest.strip_prefix(':').is_some_and(is_number))
    })
}

async fn reload_script() -> Response {
    respond(StatusCode::OK, "text/javascript", RELOAD_SCRIPT)
}

/// Says which build is shown, or why no newer one is: now and whenever that
/// changes.
async fn events(
    State(mut sites): State<Receiver<Site>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    sites.mark_changed();
    let builds = stream::unfold(sites, async |mut sites| {
        sites.changed().await.ok()?;
        let Site { build, fault, .. } = sites.borrow_and_update().clone();
        let event = match fault {
            None => Event::default().data(build),
            Some(fault) => Event::default().event("fault").id(build).data(fault),
        };
        Some((Ok(event), sites))
    });
    Sse::new(builds).keep_alive(KeepAlive::default())
}

async fn answer(State(sites): State<Receiver<Site>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    let site = sites.borrow().clone();
    match look_up(&site.folder, request.uri().path()).await {
        Found::File(path) => match fs::read(&path).await {
            Ok(bytes) => file(&site, StatusCode::OK, content_type(&path), bytes),
            Err(_) => missing(&site).await,
        },
        Found::Folder => to_folder(request.uri()),
        Found::Nothing => missing(&site).await,
    }
}

/// What lies at an address.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    File(PathBuf),
    /// A folder, asked for without the slash that its references need.
    Folder,
    Nothing,
}

async fn look_up(folder: &Path, address: &str) -> Found {
    let Some(inside) = path_of(address) else {
        return Found::Nothing;
    };
    // Nothing in the site is a link; should it be one day, it leads nowhere.
    let path = match fs::canonicalize(folder.join(inside)).await {
        Ok(path) if path.starts_with(folder) => path,
        _ => return Found::Nothing,
    };
    match fs::metadata(&path).await {
        Ok(about) if about.is_dir() && !address.ends_with('/') => Found::Folder,
        Ok(about) if about.is_file() => Found::File(path),
        _ => Found::Nothing,
    }
}

/// The file an address names, below the root. `None` for what climbs out and
/// for names with a slash in them.
fn path_of(address: &str) -> Option<PathBuf> {
    let segments = address.strip_prefix('/')?;
    let folder = segments.strip_suffix('/').unwrap_or(segments);
    let mut path = PathBuf::new();
    for segment in folder.split('/').filter(|_| !folder.is_empty()) {
        let name = decode_percent(segment);
        let mut components = Path::new(&name).components();
        match (components.next(), components.next()) {
            (Some(Component::Normal(only)), None) if only == name.as_str() => path.push(only),
            _ => return None,
        }
    }
    if address.ends_with('/') {
        path.push("index.html");
    }
    Some(path)
}

fn to_folder(uri: &Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}"));
    let target = format!("{}/{}", uri.path(), query.unwrap_or_default());
    let location: [(HeaderName, String); 1] = [(LOCATION, target)];
    (StatusCode::MOVED_PERMANENTLY, location).into_response()
}

async fn missing(site: &Site) -> Response {
    match fs::read(site.folder.join("404.html")).await {
        Ok(page) => file(site, StatusCode::NOT_FOUND, HTML, page),
        // It is being put in its place: whoever sees this is told to reload.
        Err(_) => file(site, StatusCode::NOT_FOUND, HTML, MISSING.into()),
    }
}

fn file(site: &Site, status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response {
    if kind != HTML {
        return respond(status, kind, bytes);
    }
    let page = String::from_utf8_lossy(&bytes);
    let script = format!(
        "<script src=\"{RELOAD_PATH}?{}\" defer></script></head>",
        site.build
    );
    respond(status, kind, page.replacen("</head>", &script, 1))
}

fn respond(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    (status, [(CONTENT_TYPE, kind)], body.into()).into_response()
}

const MISSING: &str =
    "<!doctype html>\n<html lang=\"en\"><head><title>Not found</title></head>Not found</html>\n";

const HTML: &str = "text/html; charset=utf-8";

fn content_type(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending.unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => HTML,
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "md" | "markdown" => "text/markdown; charset=utf-8",
        "yaml" | "yml" => "text/yaml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_machine_may_read() {
        for (origin, expected) in [
            ("http://localhost:8000", true),
            ("http://127.0.0.1", true),
            ("http://[::1]:3000", true),
            ("http://localhost.example.org", false),
            ("http://localhost:80.example.org", false),
            ("https://example.org", false),
            ("null", false),
        ] {
            assert_eq!(is_of_this_machine(origin), expected, "{origin}");
        }
    }

    #[test]
    fn an_address_never_climbs() {
        for (address, expected) in [
            ("/", Some("index.html")),
            ("/posts/a/", Some("posts/a/index.html")),
            ("/posts/a", Some("posts/a")),
            ("/posts/%D0%BC%D0%B8%D1%80/", Some("posts/мир/index.html")),
            ("/a%20b%2525", Some("a b%25")),
            ("/../etc/passwd", None),
            ("/a/../b", None),
            ("/a/./b", None),
            ("/%2e%2e/etc/passwd", None),
            ("/..%2fetc", None),
            ("/a%2Fb", None),
            ("/%2Fetc/passwd", None),
            ("//etc/passwd", None),
            ("/a//b", None),
            ("a", None),
        ] {
            assert_eq!(path_of(address), expected.map(PathBuf::from), "{address}");
        }
    }

    #[tokio::test]
    async fn finds_files_and_folders_of_the_site_only() {
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret"), "").unwrap();
        let site = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(site.path()).unwrap();
        std::fs::create_dir_all(root.join("posts/a")).unwrap();
        std::fs::write(root.join("posts/a/index.html"), "").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path().join("secret"), root.join("link")).unwrap();
        for (address, expected) in [
            ("/posts/a", Found::Folder),
            ("/posts/a/", Found::File(root.join("posts/a/index.html"))),
            ("/posts/a/index.html/", Found::Nothing),
            ("/posts/", Found::Nothing),
            ("/link", Found::Nothing),
            ("/none%00", Found::Nothing),
        ] {
            assert_eq!(look_up(&root, address).await, expected, "{address}");
        }
    }
}
