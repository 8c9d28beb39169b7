//! A blog for one test: written to a temporary folder, built with the
//! `inkfold` command, served, read, thrown away.

use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::runtime::Runtime;

use super::browser::Settings;
use super::environment::{self, note};
use super::reader::Reader;
use super::server::Server;
use super::story;

/// A blog to be, told line by line.
#[derive(Clone, Debug)]
pub(crate) struct Blog {
    source: Source,
    /// More words for `inkfold build`.
    words: Vec<&'static str>,
    mount: String,
    settings: Settings,
}

#[derive(Clone, Debug)]
enum Source {
    /// Built from these files of a content folder.
    Written {
        /// Lines of `site.yaml` above the list of posts.
        site: String,
        /// The paths under `posts`.
        listed: Vec<String>,
        files: Vec<(String, Vec<u8>)>,
    },
    /// The sample blog, as built.
    Sample,
    /// Pages of the test's own, served as they are.
    Pages(Vec<(String, String)>),
}

impl Blog {
    /// An empty blog with nothing set.
    pub(crate) fn new() -> Self {
        Self::from(Source::Written {
            site: String::new(),
            listed: Vec::new(),
            files: Vec::new(),
        })
    }

    /// The sample blog of the repository.
    pub(crate) fn sample() -> Self {
        Self::from(Source::Sample)
    }

    /// No blog at all: these pages.
    pub(crate) fn pages(pages: &[(&str, &str)]) -> Self {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Self::from(Source::Pages(pages.iter().map(owned).collect()))
    }

    fn from(source: Source) -> Self {
        Self {
            source,
            words: Vec::new(),
            mount: "/".to_owned(),
            settings: Settings::default(),
        }
    }

    /// Lines of `site.yaml`, added to those before.
    pub(crate) fn site(mut self, lines: &str) -> Self {
        if let Source::Written { site, .. } = &mut self.source {
            site.push_str(lines);
            site.push('\n');
        }
        self
    }

    /// A post, listed in `site.yaml`.
    pub(crate) fn post(self, path: &str, text: &str) -> Self {
        self.listed(path).file(path, text)
    }

    /// A file, not listed.
    pub(crate) fn file(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        if let Source::Written { files, .. } = &mut self.source {
            files.push((path.to_owned(), bytes.as_ref().to_vec()));
        }
        self
    }

    /// A path under `posts`, whether the file exists or not.
    pub(crate) fn listed(mut self, path: &str) -> Self {
        if let Source::Written { listed, .. } = &mut self.source {
            listed.push(path.to_owned());
        }
        self
    }

    /// Built with `--bare`: the app and the raw posts only.
    pub(crate) fn bare(mut self) -> Self {
        self.words.push("--bare");
        self
    }

    /// Built with `--compress`: text stands there in fewer bytes too.
    pub(crate) fn compressed(mut self) -> Self {
        self.words.push("--compress");
        self
    }

    /// Served at a path with slashes at both ends instead of at the root.
    pub(crate) fn at(mut self, mount: &str) -> Self {
        mount.clone_into(&mut self.mount);
        self
    }

    /// Read by somebody who has set this.
    pub(crate) fn with(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Builds and serves the blog, starts a browser, and lets `story` be what
    /// the reader does. Fails when the story fails, and when a page logged an
    /// error, broke the policy or threw, unless the story expected it.
    pub(crate) fn read<S>(self, story: S)
    where
        S: AsyncFnOnce(&Reader),
    {
        if let Some(reason) = self.settings.out_of_reach() {
            let test = std::thread::current();
            note(&format!(
                "{} is skipped: {reason}",
                test.name().unwrap_or("a test")
            ));
            return;
        }
        block_on(async {
            let scratch = Scratch::new();
            let folder = self.build(&scratch.0);
            let server = Server::start(&self.mount, &folder).await;
            story::tell(server, &self.settings, story).await;
        });
    }

    /// Builds and serves the blog beside the one of a story, on a host of its
    /// own.
    pub(crate) async fn elsewhere(self) -> Elsewhere {
        let scratch = Scratch::new();
        let folder = self.build(&scratch.0);
        let server = Server::start(&self.mount, &folder).await;
        Elsewhere {
            server,
            _scratch: scratch,
        }
    }

    /// The folder to serve.
    fn build(&self, scratch: &Path) -> PathBuf {
        match &self.source {
            Source::Sample => environment::sample_site(),
            Source::Pages(pages) => {
                for (path, text) in pages {
                    write(scratch, path, text.as_bytes());
                }
                scratch.to_owned()
            }
            Source::Written {
                site,
                listed,
                files,
            } => {
                let content = scratch.join("content");
                let mut settings = site.clone();
                settings.push_str(if listed.is_empty() { "" } else { "posts:\n" });
                for path in listed {
                    settings.push_str(&format!("  - {path:?}\n"));
                }
                write(&content, "site.yaml", settings.as_bytes());
                for (path, bytes) in files {
                    write(&content, path, bytes);
                }
                let out = scratch.join("out");
                run_build(&content, &out, &self.words);
                out
            }
        }
    }
}

/// A blog on a host of its own.
pub(crate) struct Elsewhere {
    pub(crate) server: Server,
    _scratch: Scratch,
}

/// A post in the form most tests need: lines of front matter, then the text.
pub(crate) fn post(front_matter: &str, body: &str) -> String {
    format!("---\n{front_matter}\n---\n\n{body}\n")
}

/// A moment so many seconds from now, as front matter can name it.
pub(crate) fn in_seconds(seconds: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    format!("'@{}'", now.expect("a time").as_secs() + seconds)
}

/// `inkfold build`.
fn run_build(content: &Path, out: &Path, words: &[&str]) {
    let mut command = Command::new(environment::cli());
    command.arg("build").arg(content);
    command.arg("--app").arg(environment::app());
    command.arg("--out").arg(out);
    command.args(words);
    run(&mut command);
}

/// `inkfold catalog`.
pub(crate) fn catalog(content: &Path) {
    run(Command::new(environment::cli()).arg("catalog").arg(content));
}

fn run(command: &mut Command) {
    let output = command.output().expect("the inkfold command starts");
    assert!(
        output.status.success(),
        "{command:?} failed: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Writes a file and the folders above it.
pub(crate) fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder above")).expect("the folder is written");
    fs::write(path, bytes).expect("the file is written");
}

/// A temporary folder that goes with its test.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("inkfold-blog-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left behind, it harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs a story on the one runtime of all tests: a browser that outlives its
/// test must not lose its connections, nor a host its port to another.
fn block_on(future: impl Future<Output = ()>) {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));
    RUNTIME.block_on(future);
}
