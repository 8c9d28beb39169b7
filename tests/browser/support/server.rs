//! A host with no opinions: files by their names, a content type by the
//! ending, `index.html` for a folder, `404.html` for the rest; no rewriting.
//! Each test has its own, on its own port, so nothing is shared but the disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::stream;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use super::fault::{Fault, Faults, fits};
use super::probe::{self, Report};
use super::wire::{Scissors, Wires};

/// The policy under which every page must work.
pub(crate) const STRICT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' https: data:; media-src 'self' https:; font-src 'self'; \
    connect-src 'self' https:; manifest-src 'self'; worker-src 'self'; frame-src https:; \
    base-uri 'self'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// A request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    /// Since the server started.
    pub(crate) at: Duration,
    /// The path, percent-decoded.
    pub(crate) path: String,
}

/// A running server. It keeps its port until all tests are over, so that no
/// other test gets the same origin, with what a browser remembers of it.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    origin: String,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// The path a folder is served at, with slashes at both ends.
    mount: String,
    folder: PathBuf,
    started: Instant,
    policy: Mutex<String>,
    /// Whether pages elsewhere may read what is here.
    is_open: AtomicBool,
    script: Mutex<String>,
    faults: Mutex<Faults>,
    lifted: Notify,
    arrivals: Mutex<Vec<Arrival>>,
    reports: Mutex<Vec<Report>>,
}

impl Server {
    /// Serves `folder` at the path `mount` (`/`, `/some/deep/path/`).
    pub(crate) async fn start(mount: &str, folder: &Path) -> Self {
        let shared = Arc::new(Shared {
            mount: mount.to_owned(),
            folder: folder.to_owned(),
            started: Instant::now(),
            policy: Mutex::new(STRICT_POLICY.to_owned()),
            is_open: AtomicBool::new(true),
            script: Mutex::default(),
            faults: Mutex::default(),
            lifted: Notify::new(),
            arrivals: Mutex::default(),
            reports: Mutex::default(),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("an address");
        let service = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&shared))
            .into_make_service_with_connect_info::<Scissors>();
        tokio::spawn(async move { axum::serve(Wires(listener), service).await });
        Self {
            origin: format!("http://{address}"),
            shared,
        }
    }

    /// `http://127.0.0.1:…`, without a slash at the end.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// The path the folder is served at.
    pub(crate) fn mount(&self) -> &str {
        &self.shared.mount
    }

    /// The folder that is served.
    pub(crate) fn folder(&self) -> &Path {
        &self.shared.folder
    }

    /// From now on, what fits `pattern` (see [`fits`]) fails like this.
    pub(crate) fn fault(&self, pattern: &str, fault: Fault) {
        lock(&self.shared.faults).set(pattern, fault);
        self.shared.lifted.notify_waiters();
    }

    /// Ends the fault set for `pattern`; what was held is answered.
    pub(crate) fn lift(&self, pattern: &str) {
        lock(&self.shared.faults).lift(pattern);
        self.shared.lifted.notify_waiters();
    }

    /// Sends another policy with every answer.
    pub(crate) fn set_policy(&self, policy: &str) {
        policy.clone_into(&mut lock(&self.shared.policy));
    }

    /// Says nothing any more that lets pages elsewhere read what is here.
    pub(crate) fn close_to_others(&self) {
        self.shared.is_open.store(false, Ordering::Relaxed);
    }

    /// Lets pages elsewhere read what is here, as at first.
    pub(crate) fn open_to_others(&self) {
        self.shared.is_open.store(true, Ordering::Relaxed);
    }

    /// Runs `script` in every page, before the page's own.
    pub(crate) fn set_script(&self, script: &str) {
        script.clone_into(&mut lock(&self.shared.script));
    }

    /// The requests that fit `pattern`, in the order they came.
    pub(crate) fn arrivals(&self, pattern: &str) -> Vec<Arrival> {
        let all = lock(&self.shared.arrivals);
        all.iter()
            .filter(|arrival| fits(pattern, &arrival.path))
            .cloned()
            .collect()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget_arrivals(&self) {
        lock(&self.shared.arrivals).clear();
    }

    /// What pages reported so far.
    pub(crate) fn reports(&self) -> Vec<Report> {
        lock(&self.shared.reports).clone()
    }
}

/// A test that failed while it held the lock has said what there is to say.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    let path = decode_percent(request.uri().path());
    let mut response = match path.as_str() {
        "/__probe.js" => {
            let script = format!("{}\n{}", probe::SCRIPT, lock(&shared.script));
            file(StatusCode::OK, "text/javascript", script)
        }
        "/__report" => {
            let body = to_bytes(request.into_body(), usize::MAX)
                .await
                .unwrap_or_default();
            let report = serde_json::from_slice(&body).ok();
            let report = report.as_ref().and_then(Report::from_json);
            lock(&shared.reports).extend(report);
            file(StatusCode::NO_CONTENT, "text/plain", "")
        }
        // A page as wide as its query says, where a window cannot be made as
        // narrow as a phone. Not one of the blog's pages, so no policy.
        "/__frame" => {
            let (width, address) = request
                .uri()
                .query()
                .and_then(|q| q.split_once('&'))
                .unwrap_or_default();
            let html = format!(
                "<!doctype html><title>Frame</title><iframe width={width} height=844 src=\"{address}\"></iframe>"
            );
            return file(StatusCode::OK, "text/html", html);
        }
        _ => {
            lock(&shared.arrivals).push(Arrival {
                at: shared.started.elapsed(),
                path: path.clone(),
            });
            content(&shared, &scissors, request.uri().path(), &path).await
        }
    };
    let policy = lock(&shared.policy).clone();
    let headers = response.headers_mut();
    set(headers, header::CONTENT_SECURITY_POLICY, &policy);
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if shared.is_open.load(Ordering::Relaxed) {
        set(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    headers.insert(name, HeaderValue::from_str(value).expect("a header"));
}

/// A file of the site, or what the fault in force makes of it.
async fn content(shared: &Shared, scissors: &Scissors, raw: &str, path: &str) -> Response {
    loop {
        // Registered before looking, so that no change is missed.
        let changed = shared.lifted.notified();
        let fault = lock(&shared.faults).find(path);
        match fault {
            None => return site_file(shared, raw, path),
            Some(Fault::Held) => changed.await,
            Some(Fault::Silence) => std::future::pending().await,
            Some(Fault::Late(time)) => {
                tokio::time::sleep(time).await;
                return site_file(shared, raw, path);
            }
            Some(Fault::Status(code)) => {
                let status = StatusCode::from_u16(code).expect("a status");
                return file(
                    status,
                    "text/html",
                    format!("<!doctype html><h1>{status}</h1>"),
                );
            }
            Some(Fault::Fallback) => {
                let page = fs::read(shared.folder.join("index.html")).expect("an index.html");
                return file(StatusCode::OK, "text/html; charset=utf-8", page);
            }
            Some(Fault::Instead { kind, body }) => return file(StatusCode::OK, kind, body),
            Some(Fault::Truncated) => return truncated(site_file(shared, raw, path)).await,
            Some(Fault::Dropped) => {
                scissors.cut();
                return file(StatusCode::OK, "text/plain", "");
            }
        }
    }
}

/// The whole length promised, half of it sent.
async fn truncated(whole: Response) -> Response {
    let (parts, body) = whole.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let half = body.slice(..body.len() / 2);
    let chunks = [Ok(half), Err(std::io::Error::other("cut"))];
    let mut response = Response::from_parts(parts, Body::from_stream(stream::iter(chunks)));
    set(
        response.headers_mut(),
        header::CONTENT_LENGTH,
        &body.len().to_string(),
    );
    response
}

/// What lies in the folder under this address.
fn site_file(shared: &Shared, raw: &str, path: &str) -> Response {
    let Some(inside) = path.strip_prefix(&shared.mount) else {
        return file(StatusCode::NOT_FOUND, "text/plain", "not found");
    };
    // `..` never gets here: a browser resolves it before it asks.
    let on_disk = shared.folder.join(inside);
    if on_disk.is_dir() && !path.ends_with('/') {
        let mut response = file(StatusCode::MOVED_PERMANENTLY, "text/plain", "");
        set(response.headers_mut(), header::LOCATION, &format!("{raw}/"));
        return response;
    }
    let on_disk = if path.ends_with('/') {
        on_disk.join("index.html")
    } else {
        on_disk
    };
    match fs::read(&on_disk) {
        Ok(bytes) => html_or_file(StatusCode::OK, content_type(&on_disk), bytes),
        Err(_) => match fs::read(shared.folder.join("404.html")) {
            Ok(page) => html_or_file(StatusCode::NOT_FOUND, "text/html; charset=utf-8", page),
            Err(_) => file(StatusCode::NOT_FOUND, "text/plain", "not found"),
        },
    }
}

fn html_or_file(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response {
    if kind.starts_with("text/html") {
        let page = String::from_utf8(bytes).expect("pages are UTF-8");
        return file(status, kind, with_probe(&page));
    }
    file(status, kind, bytes)
}

/// The page with the probe before anything else of its head.
fn with_probe(page: &str) -> String {
    const PROBE: &str = "<script src=\"/__probe.js\"></script>";
    let head = page
        .find("<head")
        .and_then(|at| Some(at + page.get(at..)?.find('>')? + 1));
    match head {
        Some(at) => format!("{}{PROBE}{}", &page[..at], &page[at..]),
        None => panic!("a page without <head>: {page:.200}"),
    }
}

fn file(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Response {
    let mut response = Response::new(Body::from(body.into()));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// What a file is by the ending of its name.
pub(crate) fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("md") => "text/markdown",
        Some("yaml") => "text/yaml",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("xml") => "application/xml",
        Some("txt") => "text/plain",
        _ => "application/octet-stream",
    }
}

/// Percent-decodes a path; what does not decode stays as it came.
pub(crate) fn decode_percent(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = tail.get(..2).filter(|_| *first == b'%');
        let byte = escape
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
