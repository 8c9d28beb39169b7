//! What goes wrong in the middle: the old site stands, and one sentence says
//! what happened.

use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::desk::{Desk, stderr};

/// The names in the desk's folder.
fn names(desk: &Desk) -> Vec<String> {
    let entries = fs::read_dir(desk.path("")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A desk with a site that was built, and a blog that has changed since.
fn built() -> Desk {
    let desk = Desk::new();
    desk.inkfold("build blog --app app --out site");
    desk.put("blog/posts/a.md", "Other.");
    desk
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_site() {
    let desk = built();
    desk.put("blog/posts/long.md", &"Words. ".repeat(20_000));
    let before = desk.all("site");
    // No file may grow beyond 32 KiB, and nothing is killed for trying.
    let line = "trap '' XFSZ; ulimit -f 64; exec \"$0\" build blog --app app --out site";
    let output = Command::new("sh")
        .args(["-c", line, env!("CARGO_BIN_EXE_inkfold")])
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.starts_with("error: cannot ") && said.lines().count() == 1,
        "{said}"
    );
    assert_eq!(desk.all("site"), before);
    assert_eq!(names(&desk), ["app", "blog", "site"]);
}

#[cfg(unix)]
#[test]
fn one_who_stops_a_build_has_the_old_site() {
    let desk = built();
    for number in 0..1000 {
        desk.put(
            &format!("blog/posts/{number}.md"),
            "---\ntags: [x]\n---\nText.",
        );
    }
    let before = desk.all("site");
    let child = desk
        .command()
        .args(["build", "blog", "--app", "app", "--out", "site"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let partial = format!("site.partial-{}", child.id());
    while !desk.path(&partial).join("content").exists() {
        sleep(Duration::from_millis(2));
    }
    let stop = ["-INT", &child.id().to_string()].map(str::to_owned);
    assert!(Command::new("kill").args(stop).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(
        stderr(&output),
        "error: stopped before it was done; what was there is as it was\n"
    );
    assert_eq!(desk.all("site"), before);
    assert_eq!(names(&desk), ["app", "blog", "site"]);
}

#[test]
fn what_is_no_post_by_its_size_is_left_alone() {
    let desk = Desk::new();
    desk.put("blog/posts/film.md", "");
    let film = File::options()
        .write(true)
        .open(desk.path("blog/posts/film.md"));
    film.unwrap().set_len(17 * 1024 * 1024).unwrap();
    let output = desk.inkfold("build blog --app app --out site");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        stderr(&output),
        "blog/posts/film.md: warning: the file has 17 MB, which no post has; it has no page\n"
    );
    assert!(!desk.path("site/posts/film").exists());
    assert!(desk.path("site/posts/a/index.html").exists());
    let length = fs::metadata(desk.path("site/content/posts/film.md"))
        .unwrap()
        .len();
    assert_eq!(length, 17 * 1024 * 1024);
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_is_said_and_left_out() {
    let desk = Desk::new();
    std::os::unix::fs::symlink("..", desk.path("blog/posts/loop")).unwrap();
    let output = desk.inkfold("build blog --app app --out site");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        stderr(&output),
        "blog/posts/loop: warning: a link that leads nowhere, or in a circle, is left out\n"
    );
    assert!(desk.path("site/posts/a/index.html").exists());
}
