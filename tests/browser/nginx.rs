//! A built site on a real nginx, with the `nginx.conf` that comes with it.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::support::{Blog, Reader, note, post};

/// Debian's module for files that were compressed by Brotli before.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// A running nginx.
struct Nginx {
    process: Child,
    origin: String,
    knows_brotli: bool,
}

impl Nginx {
    /// Serves `site` as its `nginx.conf` says, with the changes it asks for; its
    /// own files are in `desk`. None where there is no nginx.
    async fn start(site: &Path, desk: &Path) -> Option<Self> {
        let program = ["/usr/sbin/nginx", "/usr/local/bin/nginx"];
        let program = program.iter().find(|path| Path::new(path).exists())?;
        let knows_brotli = Path::new(BROTLI).exists();
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let host = free.local_addr().expect("its number").to_string();
        drop(free);
        let shipped = fs::read_to_string(site.join("nginx.conf")).expect("a configuration");
        let mut server = shipped
            .replace("listen 80;", &format!("listen {host};"))
            .replace("root /srv/blog;", &format!("root {};", site.display()));
        let mut load = String::new();
        if knows_brotli {
            server = server.replace("# brotli_static on;", "brotli_static on;");
            load = format!("load_module {BROTLI};\n");
        }
        fs::create_dir_all(desk).expect("a folder");
        fs::write(desk.join("site.conf"), server).expect("the server's part");
        let folder = desk.display();
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let temporary = temporary.map(|what| format!("    {what}_temp_path {folder}/{what};\n"));
        let main = format!(
            "{load}daemon off;\nmaster_process off;\npid {folder}/pid;\n\
             events {{}}\nhttp {{\n    access_log off;\n    include /etc/nginx/mime.types;\n\
             {}    include {folder}/site.conf;\n}}\n",
            temporary.concat()
        );
        let file = desk.join("main.conf");
        fs::write(&file, main).expect("the main part");
        let said = fs::File::create(desk.join("said")).expect("a file");
        let process = Command::new(program)
            .arg("-c")
            .arg(&file)
            .args(["-e", "stderr"])
            .stderr(Stdio::from(said))
            .spawn()
            .expect("nginx starts");
        let mut nginx = Self {
            process,
            origin: format!("http://{host}"),
            knows_brotli,
        };
        let mut tries = 0;
        while TcpStream::connect(&host).is_err() {
            tries += 1;
            let said = fs::read_to_string(desk.join("said")).unwrap_or_default();
            let ended = nginx.process.try_wait().expect("a process");
            assert!(ended.is_none() && tries < 200, "nginx says: {said}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Some(nginx)
    }

    /// Status line and headers in lower case, and the body.
    fn ask(&self, path: &str, more: &str) -> (String, Vec<u8>) {
        let host = self.origin.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).expect("a connection");
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n");
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        let body = answer.split_off(end.expect("the end of the headers"));
        let head = String::from_utf8_lossy(&answer).to_lowercase();
        (head, body[4..].to_vec())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The path of the file in `folder` that ends like this.
fn ending(folder: &Path, end: &str) -> String {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    let mut names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    names.find(|name| name.ends_with(end)).expect("such a file")
}

async fn answers_as_it_should(nginx: &Nginx, site: &Path) {
    let wasm = format!("/{}", ending(site, "_bg.wasm"));
    let chunks = site.join("content/catalog");
    let chunk = format!("/content/catalog/{}", ending(&chunks, ".json"));
    let for_ever = "cache-control: public, max-age=31536000, immutable";
    let anyone = "access-control-allow-origin: *";
    for (path, status, headers) in [
        (
            "/",
            200,
            &[
                "content-type: text/html; charset=utf-8",
                "cache-control: no-cache",
            ][..],
        ),
        (
            "/posts/a/",
            200,
            &["content-type: text/html; charset=utf-8"],
        ),
        ("/posts/a", 301, &["/posts/a/\r\n"]),
        ("/old/", 301, &["/posts/a/\r\n"]),
        (
            "/posts/none/",
            404,
            &["content-type: text/html; charset=utf-8"],
        ),
        ("/_headers", 404, &[]),
        ("/.inkfold", 404, &[]),
        (
            &wasm,
            200,
            &["content-type: application/wasm\r\n", for_ever, anyone],
        ),
        (
            &chunk,
            200,
            &["content-type: application/json", for_ever, anyone],
        ),
        (
            "/content/catalog.json",
            200,
            &["cache-control: no-cache", anyone],
        ),
        (
            "/content/posts/a.md",
            200,
            &["content-type: text/markdown; charset=utf-8", anyone],
        ),
        (
            "/manifest.webmanifest",
            200,
            &["content-type: application/manifest+json"],
        ),
    ] {
        let (head, _) = nginx.ask(path, "");
        assert!(
            head.starts_with(&format!("http/1.1 {status} ")),
            "{path}: {head}"
        );
        let policy = "content-security-policy: default-src 'none'";
        let everywhere = ["x-content-type-options: nosniff", policy];
        for header in headers.iter().chain(&everywhere) {
            assert!(head.contains(header), "{path} without {header}: {head}");
        }
    }
    let (_, plain) = nginx.ask(&wasm, "");
    for (accepted, encoding, is_known) in [
        ("br, gzip", "br", nginx.knows_brotli),
        ("gzip", "gzip", true),
    ] {
        let (head, body) = nginx.ask(&wasm, &format!("Accept-Encoding: {accepted}\r\n"));
        if is_known {
            assert!(
                head.contains(&format!("content-encoding: {encoding}\r\n")),
                "{head}"
            );
            assert!(
                head.contains("vary: accept-encoding") && head.contains(for_ever),
                "{head}"
            );
            assert!(
                body.len() * 2 < plain.len(),
                "{} of {}",
                body.len(),
                plain.len()
            );
        }
    }
}

async fn is_read_as_on_any_host(nginx: &Nginx, reader: &Reader) {
    let origin = &nginx.origin;
    reader.go_anywhere(&format!("{origin}/posts/a/")).await;
    reader.state("ready").await;
    reader.sees("article.post h1", "Alpha").await;
    reader.clicks("header .site-title").await;
    reader.sees(".posts h2 a", "Alpha").await;
    // The status is an error to the console, too.
    reader.expects_report("404");
    reader.go_anywhere(&format!("{origin}/posts/none/")).await;
    reader.state("missing").await;
}

#[test]
fn a_site_is_served_by_nginx_as_its_configuration_says() {
    let text = "Words of the post. ".repeat(200);
    Blog::new()
        .site("title: The Blog")
        .post("posts/a.md", &post("title: Alpha\naliases: [/old/]", &text))
        .compressed()
        .read(async |reader| {
            let site = reader.host().folder().to_path_buf();
            let desk: PathBuf = site.with_file_name("nginx");
            match Nginx::start(&site, &desk).await {
                None => note("there is no nginx here: its configuration is not tested"),
                Some(nginx) => {
                    answers_as_it_should(&nginx, &site).await;
                    is_read_as_on_any_host(&nginx, reader).await;
                }
            }
        });
}
