//! A host as hosts are: from memory, compressed with Brotli, over connections
//! that stay open. Unlike the tests' own, it puts nothing into a page; it
//! counts what it is asked for.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use axum::serve::ListenerExt;
use brotli::enc::BrotliEncoderParams;
use tokio::net::TcpListener;

use super::super::support::{content_type, decode_percent};

/// The files of a site by their addresses.
#[derive(Debug, Default)]
pub(super) struct Site(HashMap<String, File>);

#[derive(Debug)]
struct File {
    kind: &'static str,
    plain: Vec<u8>,
    /// What is sent; made when it is first asked for, since most of a built
    /// site never is.
    packed: OnceLock<Bytes>,
}

impl Site {
    /// With this file as well.
    pub(super) fn with(mut self, address: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let file = File {
            kind: content_type(Path::new(address)),
            plain: bytes.into(),
            packed: OnceLock::new(),
        };
        self.0.insert(address.to_owned(), file);
        self
    }

    /// All that lies in a folder.
    pub(super) fn of_folder(folder: &Path) -> Self {
        Self::default().with_folder(folder, "/")
    }

    fn with_folder(mut self, folder: &Path, address: &str) -> Self {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            let address = format!("{address}{name}");
            self = if path.is_dir() {
                self.with_folder(&path, &format!("{address}/"))
            } else {
                self.with(&address, fs::read(&path).expect("a file"))
            };
        }
        self
    }

    fn file(&self, address: &str) -> Option<&File> {
        match address.ends_with('/') {
            true => self.0.get(&format!("{address}index.html")),
            false => self.0.get(address),
        }
    }
}

impl File {
    fn packed(&self) -> Bytes {
        let packed = self.packed.get_or_init(|| packed(&self.plain).into());
        packed.clone()
    }
}

/// With the most that Brotli does.
fn packed(plain: &[u8]) -> Vec<u8> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: plain.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut packed, &parameters).expect("memory is written");
    packed
}

/// What a host was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    pub(super) requests: usize,
    /// Of the answers' bodies, compressed.
    pub(super) bytes: usize,
}

/// A running host. It keeps its port to the end, so that a browser has no other
/// site at the same origin, and remembers nothing of this one.
pub(super) struct Host {
    origin: String,
    asked: Arc<Mutex<Asked>>,
}

impl Host {
    /// Serves a site at a port of its own.
    pub(super) async fn start(site: &Arc<Site>) -> Self {
        let asked: Arc<Mutex<Asked>> = Arc::default();
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("an address");
        // The end of an answer is not to wait for a word about its beginning.
        let listener = listener.tap_io(|stream| {
            stream.set_nodelay(true).expect("a socket is set");
        });
        let service = Router::new()
            .fallback(answer)
            .with_state((Arc::clone(site), Arc::clone(&asked)));
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self {
            origin: format!("http://{address}"),
            asked,
        }
    }

    /// `http://127.0.0.1:…`, without a slash at the end.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// What it was asked for so far.
    pub(super) fn asked(&self) -> Asked {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(
    State((site, asked)): State<(Arc<Site>, Arc<Mutex<Asked>>)>,
    request: Request,
) -> Response {
    let file = site.file(&decode_percent(request.uri().path()));
    let body = file.map(File::packed).unwrap_or_default();
    {
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.requests += 1;
        asked.bytes += body.len();
    }
    let response = match file {
        Some(file) => Response::builder()
            .header(header::CONTENT_TYPE, file.kind)
            .header(header::CONTENT_ENCODING, "br")
            .body(Body::from(body)),
        None => Response::builder()
            .status(StatusCode::NOT_FOUND)
            .body(Body::empty()),
    };
    response.expect("headers that can be sent")
}
