//! A second build of the same site: what it makes, what it leaves, and that
//! nobody can tell it from a first one.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::SystemTime;

use super::desk::{Desk, stderr, stdout};

const LINE: &str = "build blog --app app --out site";

/// The files of the site that a build has made.
fn made(desk: &Desk, build: impl FnOnce()) -> Vec<String> {
    let times = |desk: &Desk| -> HashMap<PathBuf, SystemTime> {
        let files = desk.all("site").into_iter().map(|(path, _)| path);
        let time = |path: &PathBuf| fs::metadata(desk.path("site").join(path)).unwrap();
        files
            .map(|path| (path.clone(), time(&path).modified().unwrap()))
            .collect()
    };
    let before = times(desk);
    build();
    let after = times(desk);
    let new = after
        .iter()
        .filter(|(path, time)| before.get(*path) != Some(time));
    let mut new: Vec<String> = new
        .map(|(path, _)| path.to_string_lossy().replace('\\', "/"))
        .collect();
    new.sort();
    new
}

/// Builds the site anew in another place, and holds it against the one that is
/// there.
fn is_as_from_scratch(desk: &Desk, what: &str) {
    let _ = fs::remove_dir_all(desk.path("fresh"));
    let output = desk.inkfold("build blog --app app --out fresh");
    assert!(output.status.success(), "{what}: {output:?}");
    let (site, fresh) = (desk.all("site"), desk.all("fresh"));
    let paths = |files: &[(PathBuf, String)]| -> Vec<PathBuf> {
        files.iter().map(|(path, _)| path.clone()).collect()
    };
    assert_eq!(paths(&site), paths(&fresh), "{what}");
    for ((path, text), (_, expected)) in site.iter().zip(&fresh) {
        assert_eq!(text, expected, "{} after {what}", path.display());
    }
}

#[test]
fn a_changed_text_makes_its_page_and_what_shows_it() {
    let desk = Desk::new();
    for number in 0..40 {
        let text = format!(
            "---\ndate: 2010-01-{:02}\ntags: [x]\n---\nText.\n",
            number % 28 + 1
        );
        desk.put(&format!("blog/posts/n{number}.md"), &text);
    }
    desk.put("blog/site.yaml", "url: https://x.y/\nposts_per_page: 5\n");
    desk.inkfold(LINE);
    assert_eq!(
        made(&desk, || assert_eq!(stderr(&desk.inkfold(LINE)), "")),
        Vec::<String>::new()
    );
    let text = "---\ndate: 2010-01-07\ntags: [x]\n---\nText.\n\n===\n\nAnd more.\n";
    desk.put("blog/posts/n6.md", text);
    let made = made(&desk, || {
        assert!(stdout(&desk.inkfold(LINE)).starts_with("Wrote "));
    });
    let (pages, others): (Vec<_>, Vec<_>) =
        made.iter().partition(|path| path.ends_with("index.html"));
    let lists = pages.iter().filter(|path| path.starts_with("page/"));
    assert_eq!((pages.len(), lists.count()), (2, 1), "{pages:?}");
    assert!(pages.contains(&&"posts/n6/index.html".to_owned()));
    // The words of 32 posts, what names their file, and the post itself.
    assert!(others.len() <= 6, "{others:?}");
    is_as_from_scratch(&desk, "a changed text");
    desk.put("blog/posts/n6.md", &text.replace("Text.", "Other."));
    desk.inkfold(LINE);
    is_as_from_scratch(&desk, "a changed summary");
}

#[test]
fn a_post_of_an_old_chunk_follows_its_translation() {
    let desk = Desk::new();
    for number in 0..80 {
        let day = number % 28 + 1;
        let text = format!(
            "---\ndate: 2010-{:02}-{day:02}\n---\nText.\n",
            number / 28 + 1
        );
        desk.put(&format!("blog/posts/n{number}.md"), &text);
    }
    desk.inkfold(LINE);
    for (keys, what) in [
        ("title: A", "a new translation"),
        ("title: B", "its new title"),
        ("title: B\nunpublish_date: 2090-01-01", "its end"),
        ("title: B\npublished: false", "its draft"),
    ] {
        let text = format!("---\ndate: 2020-01-01\n{keys}\n---\nText.\n");
        desk.put("blog/posts/n3.ru.md", &text);
        desk.inkfold(LINE);
        is_as_from_scratch(&desk, what);
    }
}

#[test]
fn a_page_that_names_all_posts_is_made_again_for_each() {
    let desk = Desk::new();
    let settings = "url: https://x.y/\nrouting: hash\nposts_per_page: 1\n";
    desk.put("blog/site.yaml", settings);
    desk.inkfold(LINE);
    desk.put("blog/posts/a.md", "---\ntitle: Z\ndate: 2020-01-01\n---\n");
    desk.inkfold(LINE);
    is_as_from_scratch(&desk, "a title that is not on the first page");
}

#[test]
fn a_translation_or_another_form_of_letters_is_noticed() {
    let desk = Desk::new();
    let text = "---\ntitle: A\ndate: 2020-01-01\n---\n![x](кой.png) [y](й.md)";
    desk.put("blog/posts/a.md", text);
    desk.put("blog/posts/кой.png", "x");
    desk.put("blog/posts/й.md", "---\ntitle: J\n---\n");
    desk.inkfold(LINE);
    for (path, other) in [("кой.png", "кои\u{306}.png"), ("й.md", "и\u{306}.md")] {
        let path = desk.path(&format!("blog/posts/{path}"));
        fs::rename(path, desk.path(&format!("blog/posts/{other}"))).unwrap();
        desk.inkfold(LINE);
        is_as_from_scratch(&desk, other);
    }
    assert!(
        desk.read("site/posts/a/index.html")
            .contains("posts/кои\u{306}.png")
    );
    desk.put("blog/posts/z.md", "---\nlang: ru\nslug: a\n---\n");
    desk.inkfold(LINE);
    is_as_from_scratch(&desk, "a translation");
    assert!(
        desk.read("site/posts/a/index.html")
            .contains("hreflang=\"ru\"")
    );
    assert!(desk.path("site/posts/a-ru/index.html").exists());
}

#[test]
fn what_is_made_anew_and_is_the_same_keeps_its_time() {
    let desk = Desk::new();
    desk.put("blog/posts/long.md", "Words.");
    // Nobody keeps account of a bare site.
    let bare = format!("{LINE} --bare");
    desk.inkfold(&bare);
    desk.put("blog/posts/a.md", "Other words.");
    let new = made(&desk, || {
        desk.inkfold(&bare);
    });
    assert_eq!(new, ["content/posts/a.md"]);
    // Settings are in every page, and in nothing else.
    desk.put(
        "blog/site.yaml",
        "title: Another\nposts: [posts/a.md, posts/long.md]\n",
    );
    desk.inkfold(LINE);
    desk.put(
        "blog/site.yaml",
        "title: Other\nposts: [posts/a.md, posts/long.md]\n",
    );
    let new = made(&desk, || {
        desk.inkfold(LINE);
    });
    let has = |path: &str| new.iter().any(|new| new == path);
    assert!(has("posts/long/index.html"), "{new:?}");
    assert!(!has("app.wasm") && !has("content/posts/long.md"), "{new:?}");
}

#[test]
fn what_somebody_else_did_to_a_site_is_undone() {
    let desk = Desk::new();
    desk.inkfold(LINE);
    let page = desk.path("site/posts/a/index.html");
    for act in [
        &(|| fs::write(&page, "Mine.").unwrap()) as &dyn Fn(),
        &|| fs::write(desk.path("site/mine.html"), "").unwrap(),
        &|| fs::remove_file(&page).unwrap(),
        &|| fs::remove_dir_all(desk.path("site")).unwrap(),
    ] {
        act();
        assert_eq!(stdout(&desk.inkfold(LINE)), "Wrote 6 pages to site\n");
        is_as_from_scratch(&desk, "what somebody else did");
    }
}

#[cfg(unix)]
#[test]
fn a_site_that_somebody_changed_is_known_again_after_one_build() {
    use std::os::unix::fs::MetadataExt;
    let desk = Desk::new();
    let changes: [&dyn Fn(); 2] = [&|| desk.put("site/index.html", "Not ours."), &|| {
        fs::remove_dir_all(desk.path("site")).unwrap()
    }];
    for change in changes {
        desk.inkfold(LINE);
        change();
        desk.inkfold(LINE);
        let page = || fs::metadata(desk.path("site/tags/index.html")).unwrap();
        let before = page().ino();
        desk.put("blog/posts/a.md", "Other words.");
        desk.inkfold(LINE);
        // A page that is made anew is another file, even with the same bytes.
        assert_eq!(page().ino(), before);
    }
}

#[test]
fn a_file_that_is_written_during_a_build_is_looked_at_again() {
    let desk = Desk::new();
    desk.inkfold(LINE);
    // Of the same length, and as old as before.
    let post = desk.path("blog/posts/a.md");
    let modified = fs::metadata(&post).unwrap().modified().unwrap();
    let text = desk.read("blog/posts/a.md").replace("Hello", "Hallo");
    desk.put("blog/posts/a.md", &text);
    File::options()
        .write(true)
        .open(&post)
        .unwrap()
        .set_modified(modified)
        .unwrap();
    desk.inkfold(LINE);
    assert!(desk.read("site/posts/a/index.html").contains("Hallo"));
    is_as_from_scratch(&desk, "a change that nothing tells");
}

/// Numbers by chance, the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.throw(words.len())).unwrap()
    }
}

fn post(dice: &mut Dice) -> String {
    let mut text = "---\n".to_owned();
    for (key, values) in [
        ("title", &["Alpha", "Beta", "P1", "Кот", ""][..]),
        (
            "date",
            &["2020-01-01", "2021-05-05 10:00", "2022-02-02", ""],
        ),
        ("tags", &["[x]", "[x, Y]", "[y, z w]", "[]"]),
        ("slug", &["p1", "own", "", "", "", ""]),
        ("updated", &["2023-01-01", "", ""]),
        ("aliases", &["[/old/]", "[/p2/, /x.html]", "[]", "[]"]),
        ("cover", &["a.svg", "b.svg", "", ""]),
        ("lang", &["ru", "", "", ""]),
        ("series", &["S", "", ""]),
        ("hide_from_post_list", &["true", "", "", ""]),
        ("published", &["false", "", "", "", "", ""]),
        ("summary", &["'See [[P1]].'", "", "", ""]),
    ] {
        let value = dice.of(values);
        if !value.is_empty() {
            text += &format!("{key}: {value}\n");
        }
    }
    text += "---\n";
    for _ in 0..dice.throw(4) {
        text += dice.of(&[
            "Words.\n\n",
            "See [one](p1.md) and [two](p2.md#x).\n\n",
            "[[Alpha]] and [[p3]] and [[nobody]].\n\n",
            "![A](a.svg) ![B](/posts/b.svg)\n\n",
            "===\n\n",
            "[Old](/old/), [own](/posts/own/), [there](../posts/p4.md).\n\n",
            "Formula $x^2$, a file [c](c.txt).\n\n",
        ]);
    }
    text
}

/// More than are told as recent ones.
const PATHS: [&str; 14] = [
    "p1.md",
    "p2.md",
    "p3.md",
    "p4.md",
    "p4.ru.md",
    "p5/item.md",
    "p6.md",
    "own.md",
    "q1.md",
    "q2.md",
    "q3.md",
    "q4.md",
    "q5.md",
    "q6.md",
];

/// Settings that name every post there may be, so that they stay the same.
fn settings(title: &str) -> String {
    let posts = PATHS.map(|path| format!("posts/{path}")).join(", ");
    format!(
        "title: {title}\nurl: https://x.y/\nlanguages: [en, ru]\nposts_per_page: 3\nposts: [{posts}]\n"
    )
}

/// Does something to the blog, and tells what.
fn edit(desk: &Desk, dice: &mut Dice) -> String {
    let path = format!("blog/posts/{}", dice.of(&PATHS));
    let file = desk.path(&path);
    match dice.throw(11) {
        9..=10 if file.exists() => {
            // Nothing else, so that nothing else tells that it has changed.
            let text = desk.read(&path);
            let (before, after) = match dice.throw(2) {
                0 => ("---\ntitle: ", "---\ntitle: More "),
                _ => ("---\n", "---\nFirst words.\n\n"),
            };
            let place = text.rfind(before).unwrap_or_default();
            let (start, end) = text.split_at(place);
            desk.put(&path, &(start.to_owned() + &end.replacen(before, after, 1)));
            format!("changing {path}")
        }
        0..=3 => {
            desk.put(&path, &post(dice));
            format!("writing {path}")
        }
        4 => {
            let _ = fs::remove_file(file);
            format!("removing {path}")
        }
        5 => {
            let other = format!("blog/posts/{}", dice.of(&PATHS));
            fs::create_dir_all(desk.path(&other).parent().unwrap()).unwrap();
            let _ = fs::rename(file, desk.path(&other));
            format!("renaming {path} to {other}")
        }
        6 => {
            let name = format!("blog/posts/{}", dice.of(&["a.svg", "b.svg"]));
            let width = dice.of(&["10", "200"]);
            desk.put(&name, &format!("<svg width=\"{width}\" height=\"30\"/>"));
            format!("drawing {name}")
        }
        7 => {
            let name = format!("blog/posts/{}", dice.of(&["a.svg", "b.svg", "c.txt"]));
            match desk.path(&name).exists() {
                true => fs::remove_file(desk.path(&name)).unwrap(),
                false => desk.put(&name, "<svg/>"),
            }
            format!("turning over {name}")
        }
        _ => {
            let title = dice.of(&["T", "Other"]);
            desk.put("blog/site.yaml", &settings(title));
            "writing the settings".to_owned()
        }
    }
}

#[test]
fn whatever_was_changed_a_site_is_as_from_scratch() {
    let desk = Desk::new();
    desk.put("blog/site.yaml", &settings("T"));
    let mut dice = Dice(7);
    for path in PATHS {
        desk.put(&format!("blog/posts/{path}"), &post(&mut dice));
    }
    desk.inkfold(LINE);
    let mut history = Vec::new();
    for _ in 0..32 {
        for _ in 0..=dice.throw(4) / 3 {
            history.push(edit(&desk, &mut dice));
        }
        let output = desk.inkfold(LINE);
        let last = history.last().cloned().unwrap_or_default();
        assert!(output.status.success(), "{last}: {output:?}");
        is_as_from_scratch(&desk, &format!("{last} (step {})", history.len()));
    }
}
