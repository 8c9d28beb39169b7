//! What others' programs say of a built site: jing of its Atom feeds, the Nu
//! HTML checker of its pages. Both run on Java; a machine that lacks one of
//! them is told so, and the rest goes on.

use crate::failure::Failure;
use crate::run::{heading, program, root, run, which};
use crate::{app, tools};
use std::fs;
use std::path::{Path, PathBuf};

/// The Nu HTML checker, as npm has it. Its hash is in `package-lock.json`.
const CHECKER: &str = "vnu-jar";
const CHECKER_VERSION: &str = "26.9.27";

/// What it holds against pages and is none: it knows MathML 3, in which only
/// some elements have what MathML Core gives to all. The dots stand for its
/// quotation marks, which not every locale lets through.
const KNOWN_TO_BE_RIGHT: &str = ".*.(scriptlevel|displaystyle). not allowed on element .m.*";

/// The folder with the grammar of Atom, and with what npm is told.
fn material() -> PathBuf {
    root().join("crates/xtask/validation")
}

/// Checks the site of the sample blog, with the app in `app`.
pub(crate) fn validate(app: &Path) -> Result<(), Failure> {
    heading("Feeds and pages (jing, vnu)");
    let site = root().join("target").join("validated");
    app::site_at("https://example.org/blog/", app, &site)?;
    if which("java").is_none() {
        println!("Not checked: feeds against Atom's grammar, pages as HTML. There is no Java.");
        return Ok(());
    }
    let feeds = feeds(&site)?;
    let pages = pages(&site)?;
    for missed in [feeds, pages].into_iter().flatten() {
        println!("Not checked: {missed}");
    }
    Ok(())
}

/// What was not checked, if anything.
type Missed = Option<&'static str>;

fn feeds(site: &Path) -> Result<Missed, Failure> {
    let Some(jing) = which("jing") else {
        return Ok(Some("feeds against Atom's grammar. There is no jing."));
    };
    let mut found = Vec::new();
    feeds_below(site, &mut found)?;
    if found.is_empty() {
        return Err(Failure::NoFeeds(site.to_path_buf()));
    }
    let mut command = program(jing);
    command
        .arg("-c")
        .arg(material().join("atom.rnc"))
        .args(&found);
    run("jing", &mut command)?;
    println!("{} Atom feeds are as RFC 4287 has them", found.len());
    Ok(None)
}

fn feeds_below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::file("read", folder))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            feeds_below(&path, found)?;
        } else if name.starts_with("feed") && name.ends_with(".xml") {
            found.push(path);
        }
    }
    Ok(())
}

fn pages(site: &Path) -> Result<Missed, Failure> {
    let Some(jar) = checker()? else {
        return Ok(Some(
            "pages as HTML. npm is not here, or cannot reach its registry.",
        ));
    };
    let mut command = program("java");
    command
        .args(["-Xss4m", "-jar"])
        .arg(jar)
        .args(["--errors-only", "--skip-non-html", "--filterpattern"])
        .arg(KNOWN_TO_BE_RIGHT)
        .arg(site);
    run("the HTML checker", &mut command)?;
    println!("The HTML checker has nothing against the pages");
    Ok(None)
}

/// The checker's program, downloaded once per user; none where that cannot be.
fn checker() -> Result<Option<PathBuf>, Failure> {
    let folder = tools::cache_folder()?.join(format!("{CHECKER}-{CHECKER_VERSION}"));
    let jar = folder.join("node_modules/vnu-jar/build/dist/vnu.jar");
    if jar.is_file() {
        return Ok(Some(jar));
    }
    let Some(npm) = which("npm") else {
        return Ok(None);
    };
    fs::create_dir_all(&folder).map_err(Failure::file("make the folder", &folder))?;
    for name in ["package.json", "package-lock.json"] {
        let copy = folder.join(name);
        fs::copy(material().join(name), &copy).map_err(Failure::file("write", &copy))?;
    }
    let mut command = program(npm);
    // It puts nothing in place that has not the hash.
    command
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        .current_dir(&folder);
    Ok(run("npm", &mut command).is_ok().then_some(jar))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checker_is_pinned_by_version_and_hash() {
        let read = |name| fs::read_to_string(material().join(name)).unwrap();
        let wanted = format!("\"{CHECKER}\": \"{CHECKER_VERSION}\"");
        assert!(read("package.json").contains(&wanted));
        let lock = read("package-lock.json");
        let found = lock.split_once("\"node_modules/vnu-jar\"").unwrap().1;
        assert!(found.contains(&format!("\"version\": \"{CHECKER_VERSION}\"")));
        assert!(found.contains("\"integrity\": \"sha512-"));
    }
}
