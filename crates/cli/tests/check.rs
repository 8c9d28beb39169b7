//! `inkfold check` as a whole: what it prints where, and how it ends.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn put(root: &Path, path: &str, text: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn inkfold(root: &Path, line: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_inkfold"))
        .args(line.split_whitespace())
        .current_dir(root)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn ends_with_one_where_there_is_an_error() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    put(root, "good/site.yaml", b"posts: [a.md]\n");
    put(root, "good/a.md", b"Fine.\n");
    put(root, "so-so/site.yaml", b"posts: [a.md]\ntitel: T\n");
    put(root, "so-so/a.md", b"Fine.\n");
    put(root, "content/site.yaml", b"posts: [a.md]\n");
    put(root, "content/a.md", b"[x](y.md)\n");
    for (line, code, out, said) in [
        ("check good", 0, "", "0 errors and 0 warnings in 1 post\n"),
        (
            "check so-so",
            0,
            "so-so/site.yaml:2:1: warning: ",
            "0 errors and 1 warning in 1 post\n",
        ),
        (
            "check",
            1,
            "content/a.md:1:5: error: ",
            "1 error and 0 warnings in 1 post\n",
        ),
        (
            "check --format json",
            1,
            "{\"file\":\"content/a.md\"",
            "1 error",
        ),
        ("check none", 1, "", "error: there is no folder none"),
        ("check good so-so", 2, "", "error: unexpected argument"),
        ("check --format xml", 2, "", "error: invalid value"),
    ] {
        let output = inkfold(root, line);
        assert_eq!(output.status.code(), Some(code), "{line}");
        assert!(text(&output.stdout).starts_with(out), "{line}: {output:?}");
        assert!(text(&output.stderr).starts_with(said), "{line}: {output:?}");
        assert_eq!(text(&output.stdout).is_empty(), out.is_empty(), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn odd_files_are_told_and_stop_nothing() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    put(root, "content/site.yaml", b"posts: ['**/*.md']\n");
    put(root, "content/a.md", b"Fine.\n");
    put(root, "content/shut.md", b"Fine.\n");
    put(root, "content/long.md", b"");
    let long = fs::File::options()
        .write(true)
        .open(root.join("content/long.md"))
        .unwrap();
    long.set_len(20 * 1024 * 1024).unwrap();
    symlink("..", root.join("content/circle")).unwrap();
    symlink("nowhere", root.join("content/lost.md")).unwrap();
    let shut = root.join("content/shut.md");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    let output = inkfold(root, "check");
    let out = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let mut expected = vec![
        "content/circle:1:1: warning: a link that leads",
        "content/long.md:1:1: error: the file has 20 MB",
        "content/lost.md:1:1: warning: a link that leads nowhere",
    ];
    // Nothing is shut to root.
    if fs::read(&shut).is_err() {
        expected.push("content/shut.md:1:1: error: the file cannot be read");
    }
    for line in &expected {
        assert!(
            out.lines().any(|found| found.starts_with(line)),
            "{line}\n{out}"
        );
    }
    assert_eq!(out, text(&inkfold(root, "check").stdout));
}
