//! `inkfold serve` as a whole, asked over a socket.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const APP_PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head><title>Inkfold</title></head>\n\
    <body><div id=\"inkfold\" data-state=\"loading\"></div><noscript></noscript></body>\n</html>\n";

/// A server and what it serves.
struct Server {
    desk: tempfile::TempDir,
    process: Child,
    lines: BufReader<std::process::ChildStdout>,
    errors: BufReader<std::process::ChildStderr>,
    host: String,
}

impl Server {
    fn start() -> Self {
        let desk = tempfile::tempdir().unwrap();
        put(desk.path(), "app/index.html", APP_PAGE);
        put(desk.path(), "app/app.wasm", "\0asm");
        put(
            desk.path(),
            "blog/site.yaml",
            "url: https://x.y/sub/\nposts: ['*.md']\n",
        );
        put(desk.path(), "blog/a.md", "---\ntitle: A\n---\n");
        fs::create_dir(desk.path().join("tmp")).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_inkfold"))
            .args(["serve", "blog", "--app", "app", "--port", "0"])
            .current_dir(desk.path())
            .env("TMPDIR", desk.path().join("tmp"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        let errors = BufReader::new(process.stderr.take().unwrap());
        let line = next_line(&mut lines);
        let address = line.strip_prefix("Serving blog at http://").unwrap();
        let host = address.strip_suffix("/ (Ctrl-C stops)").unwrap().to_owned();
        Self {
            desk,
            process,
            lines,
            errors,
            host,
        }
    }

    /// Status line and headers, and the body.
    fn ask(&self, method: &str, path: &str) -> (String, String) {
        let mut stream = self.connect(method, path);
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    fn connect(&self, method: &str, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let host = &self.host;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        stream
    }

    /// Changes a file in one step, so that it is one change.
    fn put(&self, path: &str, text: &str) {
        put(self.desk.path(), "blog/.new", text);
        let (from, to) = (
            self.desk.path().join("blog/.new"),
            self.desk.path().join(path),
        );
        fs::rename(from, to).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn next_line(lines: &mut impl BufRead) -> String {
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

/// What stands after `mark` on the next line of the event stream that begins
/// with it.
fn next_after(mark: &str, events: &mut impl BufRead) -> String {
    loop {
        let line = next_line(events);
        if let Some(rest) = line.strip_prefix(mark) {
            return rest.to_owned();
        }
    }
}

/// The next build that the event stream tells of.
fn next_build(events: &mut impl BufRead) -> String {
    next_after("data: ", events)
}

/// The next sentence that it has about a build that failed.
fn next_fault(events: &mut impl BufRead) -> String {
    next_after("event: fault", events);
    next_after("data: ", events)
}

#[test]
fn answers_like_a_strict_static_host() {
    let server = Server::start();
    for (path, status, kind) in [
        ("/", "200", "text/html; charset=utf-8"),
        ("/posts/a/", "200", "text/html; charset=utf-8"),
        ("/posts/a/?x", "200", "text/html; charset=utf-8"),
        ("/app.wasm", "200", "application/wasm"),
        ("/content/a.md", "200", "text/markdown; charset=utf-8"),
        ("/content/site.yaml", "200", "text/yaml; charset=utf-8"),
        ("/manifest.webmanifest", "200", "application/manifest+json"),
        ("/posts/none/", "404", "text/html; charset=utf-8"),
        ("/content/", "404", "text/html; charset=utf-8"),
        ("/../blog/a.md", "404", "text/html; charset=utf-8"),
        (
            "/%2e%2e/%2e%2e/etc/passwd",
            "404",
            "text/html; charset=utf-8",
        ),
    ] {
        let (head, _) = server.ask("GET", path);
        assert!(
            head.starts_with(&format!("http/1.1 {status} ")),
            "{path}: {head}"
        );
        assert!(
            head.contains(&format!("content-type: {kind}")),
            "{path}: {head}"
        );
        for header in [
            "cache-control: no-cache",
            "require-trusted-types-for 'script'",
        ] {
            assert!(head.contains(header), "{path}: {head}");
        }
    }
    let (head, _) = server.ask("GET", "/posts/a?x=1");
    assert!(
        head.starts_with("http/1.1 301 ") && head.contains("location: /posts/a/?x=1\r\n"),
        "{head}"
    );
    let (head, body) = server.ask("HEAD", "/content/a.md");
    assert!(
        head.starts_with("http/1.1 200 ") && body.is_empty(),
        "{head}"
    );
    let (head, _) = server.ask("POST", "/");
    assert!(head.starts_with("http/1.1 405 "), "{head}");
    let (_, missing) = server.ask("GET", "/none");
    assert!(missing.contains("<a href=\"/\">"), "{missing}");
}

#[test]
fn follows_changes_and_keeps_what_works() {
    let mut server = Server::start();
    let (_, page) = server.ask("GET", "/posts/a/");
    let mut events = BufReader::new(server.connect("GET", "/__inkfold/events"));
    let first = next_build(&mut events);
    assert!(
        page.contains(&format!(
            "<script src=\"/__inkfold/reload.js?{first}\" defer>"
        )),
        "{page}"
    );
    let (head, script) = server.ask("GET", &format!("/__inkfold/reload.js?{first}"));
    assert!(
        head.contains("text/javascript") && script.contains("location.reload"),
        "{head}"
    );

    server.put("blog/b.md", "---\ntitle: B\n---\n");
    let second = next_build(&mut events);
    assert_ne!(first, second);
    assert_eq!(next_line(&mut server.lines), "Built again: 6 pages");
    assert!(server.ask("GET", "/posts/b/").1.contains("<title>B — "));

    server.put("blog/site.yaml", "title: [\n");
    let said = next_line(&mut server.errors);
    assert!(said.starts_with("error: blog/site.yaml:2:1: "), "{said}");
    let told = next_fault(&mut events);
    assert_eq!(said.strip_prefix("error: "), Some(told.as_str()));
    assert!(
        server
            .ask("GET", "/posts/b/")
            .0
            .starts_with("http/1.1 200 ")
    );

    server.put("blog/site.yaml", "posts: [b.md]\n");
    assert_ne!(next_build(&mut events), second);
    assert!(
        server
            .ask("GET", "/posts/a/")
            .0
            .starts_with("http/1.1 404 ")
    );
}

#[test]
fn makes_only_what_has_changed() {
    let mut server = Server::start();
    let temporary = fs::read_dir(server.desk.path().join("tmp")).unwrap();
    let folders: Vec<_> = temporary.map(|entry| entry.unwrap().path()).collect();
    let [folder] = folders.as_slice() else {
        panic!("one folder of the server's: {folders:?}")
    };
    let inode = |path: &str| {
        let about = fs::metadata(folder.join("site").join(path)).unwrap();
        std::os::unix::fs::MetadataExt::ino(&about)
    };
    let made = || ["app.wasm", "posts/a/index.html", "tags/index.html"].map(inode);
    let before = made();
    server.put("blog/a.md", "---\ntitle: A\n---\nMore.\n");
    assert_eq!(next_line(&mut server.lines), "Built again: 5 pages");
    let after = made();
    assert_ne!(before[1], after[1]);
    assert_eq!((before[0], before[2]), (after[0], after[2]));
}

#[test]
fn leaves_nothing_behind_when_it_is_stopped() {
    for signal in ["INT", "TERM"] {
        let mut server = Server::start();
        // An open page must not keep it.
        let mut events = BufReader::new(server.connect("GET", "/__inkfold/events"));
        next_build(&mut events);
        let id = server.process.id().to_string();
        let told = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(told.unwrap().success());
        assert!(server.process.wait().unwrap().success(), "{signal}");
        let left = fs::read_dir(server.desk.path().join("tmp"))
            .unwrap()
            .count();
        assert_eq!(left, 0, "{signal}");
    }
}

#[test]
fn what_keeps_it_from_starting_is_one_sentence() {
    let server = Server::start();
    let port = server.host.rsplit(':').next().unwrap();
    for (content, port, words) in [("blog", port, port), ("none", "0", "no folder none")] {
        let output = Command::new(env!("CARGO_BIN_EXE_inkfold"))
            .args(["serve", content, "--app", "app", "--port", port])
            .current_dir(server.desk.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.starts_with("error: ") && said.contains(words),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}
