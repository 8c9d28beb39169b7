//! `inkfold serve`, as an author sees it who saves a post beside an open page.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::support::{Blog, app, cli, post};

/// A running server and the blog it follows.
struct Serving {
    process: Child,
    content: PathBuf,
    origin: String,
}

impl Serving {
    fn start(content: &Path) -> Self {
        let mut process = Command::new(cli())
            .arg("serve")
            .arg(content)
            .arg("--app")
            .arg(app())
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its words"));
        let mut line = String::new();
        lines.read_line(&mut line).expect("a line");
        let address = line.split_once(" at ").expect("an address").1;
        let origin = address.split_once("/ (").expect("its end").0.to_owned();
        // Nobody reads on, and it must not stop for that.
        std::thread::spawn(move || lines.lines().for_each(drop));
        Self {
            process,
            content: content.to_path_buf(),
            origin,
        }
    }

    /// Saves a file as many editors do: all of it beside, then in its place.
    fn save(&self, path: &str, text: &str) {
        let beside = self.content.join(".saving");
        fs::write(&beside, text).expect("a file");
        fs::rename(&beside, self.content.join(path)).expect("the file in its place");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn an_open_page_shows_what_is_saved_and_what_is_wrong() {
    let text = post(
        "title: Alpha\npublished: false",
        &"Some words.\n\n".repeat(200),
    );
    Blog::new().read(async |reader| {
        let content = reader.host().folder().with_file_name("author");
        fs::create_dir_all(&content).expect("a folder");
        fs::write(content.join("site.yaml"), "posts: ['*.md']\n").expect("settings");
        fs::write(content.join("a.md"), &text).expect("a post");
        let serving = Serving::start(&content);
        reader
            .go_anywhere(&format!("{}/posts/a/", serving.origin))
            .await;
        reader.state("ready").await;
        assert_eq!(reader.text(".byline .preview").await, "Draft");
        reader.ask("scrollTo(0, 700); return 0").await;
        reader.sees_that("the place", "return scrollY === 700").await;

        serving.save("a.md", &format!("{text}\nSaved just now.\n"));
        let saved = "return document.querySelector('.post-body')?.textContent.includes('Saved just now.') === true";
        reader.sees_that("what was saved", saved).await;
        reader.state("ready").await;
        reader.sees_that("the place again", "return scrollY === 700").await;

        serving.save("site.yaml", "title: [\n");
        reader.sees("body > [role=alert]", "site.yaml:2:1").await;
        serving.save("site.yaml", "title: Mended\nposts: ['*.md']\n");
        reader.sees("header .site-title", "Mended").await;
        assert_eq!(reader.count("[role=alert]").await, 0);
        // Before the server ends, which an open page would complain of.
        reader.go_anywhere("about:blank").await;
    });
}
