//! What the tests of a build have at hand.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use walkdir::WalkDir;

const APP_PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n  <head>\n    <title>Inkfold</title>\n    \
    <link rel=\"preload\" as=\"fetch\" href=\"./content/site.yaml\">\n  </head>\n  <body>\n    \
    <script type=\"module\" src=\"./boot.js\" data-js=\"./app.js\"></script>\n    \
    <div id=\"inkfold\" data-state=\"loading\"></div>\n    \
    <noscript>\n      <p>No.</p>\n    </noscript>\n  </body>\n</html>\n";

/// A folder with an app and a blog in it, and the user's cache folder.
pub(crate) struct Desk(pub(crate) tempfile::TempDir, tempfile::TempDir);

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
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

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn inkfold(&self, line: &str) -> Output {
        let mut command = self.command();
        command.args(line.split_whitespace()).output().unwrap()
    }

    /// The command, with nothing known but what was made on this desk.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inkfold"));
        command
            .current_dir(self.0.path())
            .env("XDG_CACHE_HOME", self.1.path())
            .env("HOME", self.1.path());
        command
    }

    /// Every file below a folder with its text.
    pub(crate) fn all(&self, folder: &str) -> Vec<(PathBuf, String)> {
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

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
