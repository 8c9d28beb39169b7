mod links;

use super::*;
use std::fs;

/// The findings about a blog of these files, by their first lines, and how
/// many there are.
fn checked(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    said(&files, Format::Human)
        .lines()
        .filter(|line| line.contains(": error: ") || line.contains(": warning: "))
        .map(str::to_owned)
        .collect()
}

fn said(files: &[(&str, &[u8])], format: Format) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut out = Vec::new();
    check(folder.path(), format, false, &mut out).unwrap();
    let prefix = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    String::from_utf8(out).unwrap().replace(&prefix, "")
}

const SITE: (&str, &str) = ("site.yaml", "posts: ['posts/**/*.md']\n");
const OTHER: (&str, &str) = ("posts/b.md", "---\ntitle: B\n---\n## Some Part\n\nText.\n");

#[test]
fn what_is_well_is_silent() {
    let text = "---\ntitle: A\ndate: 2020-01-01\n---\n[b](b.md) [part](b.md#some-part) \
        [root](/posts/b/) [list](/archive/) [wiki][w] [[B]] [[b#Some part]] [web](https://x.y/z)\n\n\
        # Here\n\n[here](#here) [top](#) ![words](p.svg) <img src=\"p.svg\" alt=\"\">[^1]\n\n\
        [w]: b.md\n[^1]: Note with [b](b.md).\n\n`[x](nowhere.md)`\n\n```\n![](nothing.png)\n```\n";
    let found = checked(&[SITE, OTHER, ("posts/a.md", text), ("posts/p.svg", "<svg/>")]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn headings_are_called_as_the_blog_writes_them() {
    for (settings, place) in [
        ("", "one----two"),
        ("smart_punctuation: true\n", "one--two"),
    ] {
        let found = checked(&[
            ("site.yaml", &format!("{settings}posts: [a.md]\n")),
            ("a.md", &format!("[x](#{place})\n\n## One -- two\n")),
        ]);
        assert_eq!(found, [""; 0], "{settings}");
    }
}

#[test]
fn formulas_that_are_none_are_told_where_they_go_wrong() {
    let text = "---\ntitle: A\n---\nOne $x$, {{< ref \"b.md\" >}}\n*two* $\\frac{1}{\\two}$.\n";
    let without = "---\nmath: false\n---\n$\\two$\n";
    let found = checked(&[SITE, OTHER, ("posts/a.md", text), ("posts/c.md", without)]);
    assert_eq!(
        found,
        [
            "posts/a.md:5:17: error: the formula is shown as it is written: \
             Unknown command \"\\two\""
        ]
    );
}

/// A GIF of this size, as far as its head.
fn gif(width: u16) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend(width.to_le_bytes());
    bytes.extend([10, 0, 0, 0, 0]);
    bytes
}

#[test]
fn pictures_are_there_light_and_in_words() {
    let text = "---\nimage: cover.png\n---\n![](small.gif) ![w](none.png) <img src=\"small.gif\">\n\n\
        ![w](wide.gif) ![w](wide.gif) ![w](heavy.jpg) <video src=\"film.mp4\"></video>\n";
    let heavy = vec![0; 2 * 1024 * 1024 + 200_000];
    let found = said(
        &[
            ("site.yaml", b"posts: [a.md]"),
            ("a.md", text.as_bytes()),
            ("small.gif", &gif(10)),
            ("wide.gif", &gif(4001)),
            ("heavy.jpg", &heavy),
        ],
        Format::Github,
    );
    let expected = [
        "::warning file=a.md,line=2,col=1,endColumn=6::the picture cover.png is not there",
        "::warning file=a.md,line=4,col=5,endColumn=14::the picture has no text for those who \
         cannot see it; write what it shows between the brackets, or in `alt`",
        "::error file=a.md,line=4,col=21,endColumn=29::the picture none.png is not there",
        "::warning file=a.md,line=4,col=41,endColumn=50::the picture has no text for those who \
         cannot see it; write what it shows between the brackets, or in `alt`",
        "::warning file=a.md,line=6,col=6,endColumn=14::the picture wide.gif has 4001 × 10 pixels; \
         readers wait for it",
        "::warning file=a.md,line=6,col=36,endColumn=45::the picture heavy.jpg weighs 2.1 MB; \
         readers wait for it",
        "::error file=a.md,line=6,col=59,endColumn=67::the file film.mp4 is not there",
    ];
    let without_folder = |line: &str| match line.split_once("file=") {
        Some((level, rest)) => {
            let (file, rest) = rest.split_once(',').unwrap();
            let name = file.rsplit('/').next().unwrap();
            format!("{level}file={name},{rest}")
        }
        None => line.to_owned(),
    };
    let found: Vec<_> = found.lines().map(without_folder).collect();
    assert_eq!(found, expected);
}

#[test]
fn unknown_keys_are_told_with_the_known_one() {
    let found = checked(&[
        (
            "site.yaml",
            "titel: T\nposts: [a.md]\nposts_per_page: many\nxyz: 1\ntimezone: Mars/Olympus\n",
        ),
        (
            "a.md",
            "---\ntitle: A\npublishd: true\nfancy: 1\ndate: soon\n---\n",
        ),
    ]);
    assert_eq!(
        found,
        [
            "a.md:3:1: warning: unknown key `publishd`; did you mean `published`?",
            "a.md:5:1: error: `date: soon` is not a date; write it as 2022-11-16 10:00",
            "site.yaml:1:1: warning: unknown key `titel`; did you mean `title`?",
            "site.yaml:3:1: warning: `posts_per_page` should be a number from 1",
            "site.yaml:4:1: warning: unknown key `xyz`",
            "site.yaml:5:1: warning: there is no time zone `Mars/Olympus`; dates are read in UTC",
        ]
    );
}

#[test]
fn posts_that_never_show_are_told() {
    let found = checked(&[
        (
            "site.yaml",
            "posts:\n  - posts/a.md\n  - posts/none.md\n  - 'x/*.md'\n  - posts/s/*.md\n",
        ),
        ("posts/a.md", "---\nunpublish_date: 2020-01-01\n---\n"),
        (
            "posts/s/b.md",
            "---\npublished: false\npublish_date: 2020-01-01\n---\n",
        ),
        (
            "posts/s/c.md",
            "---\npublish_date: 2900-01-02\nunpublish_date: 2900-01-01\n---\n",
        ),
        ("posts/s/later.md", "---\npublish_date: 2900-01-01\n---\n"),
        ("posts/s/draft.md", "---\npublished: false\n---\n"),
        ("posts/new.md", "text"),
        ("posts/_part/p.md", "text"),
        ("README.md", "text"),
    ]);
    assert_eq!(
        found,
        [
            "posts/a.md:2:1: warning: this post was shown until 2020-01-01, and will not be again",
            "posts/new.md:1:1: warning: nothing under `posts` in site.yaml names this file, so it is not shown",
            "posts/s/b.md:2:1: warning: a draft stays one: `publish_date` does not publish it while this is here",
            "posts/s/c.md:3:1: warning: this is not after `publish_date`, so the post is never shown",
            "site.yaml:3:5: error: `posts` names posts/none.md, which is not there",
            "site.yaml:4:6: warning: no file fits `x/*.md`",
        ]
    );
}

#[test]
fn two_posts_with_one_address_are_told() {
    let found = checked(&[
        ("site.yaml", "posts: ['*.md']\npermalink: /:slug/\n"),
        ("a.md", "---\nslug: x\n---\n"),
        ("b.md", "---\ntitle: B\nslug: x\n---\n"),
        ("tags.md", "---\ntitle: T\n---\n"),
    ]);
    assert_eq!(
        found,
        [
            "b.md:3:1: warning: a.md has the address /x/ as well, so this post is at /x-2/",
            "tags.md:1:1: warning: at /tags/ the site has something of its own, so this post is at /tags-2/",
        ]
    );
}

#[test]
fn names_of_the_site_are_told_where_they_are_wanted() {
    let found = checked(&[
        ("site.yaml", "posts: ['*.md']\npermalink: /:slug/\n"),
        ("a.md", "---\nslug: feed.xml\n---\n"),
        (
            "b.md",
            "---\ntitle: B\naliases: [/_headers, /b/, /a/b, /content]\n---\n",
        ),
        ("c.md", "---\nredirect_from: [/a/b/, /tags/]\n---\n"),
        ("d.md", "---\npublished: false\naliases: /robots.txt\n---\n"),
    ]);
    assert_eq!(
        found,
        [
            "a.md:2:1: warning: at /feed.xml/ the site has something of its own, so this post is at /feed.xml-2/",
            "b.md:3:1: warning: the alias `/_headers` is the name of something that is the site's own",
            "b.md:3:1: warning: the alias `/content` is the name of something that is the site's own",
            "c.md:2:1: warning: the alias `/a/b/` is the address of a page that is there",
            "c.md:2:1: warning: the alias `/tags/` is the address of a page that is there",
        ]
    );
}

#[test]
fn people_see_the_line() {
    let text = "---\ntitle: A\n---\n\tЯ [x](но.md)\u{1b}[31m\n";
    let out = said(
        &[("site.yaml", b"posts: [a.md]"), ("a.md", text.as_bytes())],
        Format::Human,
    );
    let lines: Vec<&str> = out.lines().collect();
    assert!(!out.contains('\u{1b}'), "{out}");
    // A tab at the start makes it code.
    assert_eq!(lines, [""; 0]);
    let text = text.replace('\t', "");
    let out = said(
        &[("site.yaml", b"posts: [a.md]"), ("a.md", text.as_bytes())],
        Format::Human,
    );
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines.first().copied(),
        Some("a.md:4:7: error: the link leads to но.md, which is not there"),
        "{out}"
    );
    assert!(lines[2].starts_with("4 | Я [x](но.md)"), "{out}");
    assert_eq!(lines[3].trim_end(), "  |       ^^^^^", "{out}");
    assert!(!out.contains('\u{1b}'), "{out}");
}

#[test]
fn programs_get_a_line_of_json() {
    let out = said(
        &[("site.yaml", b"posts: [a.md]"), ("a.md", b"\n[x](y.md)")],
        Format::Json,
    );
    let found: serde_json::Value = serde_json::from_str(out.trim_end()).unwrap();
    assert!(found["file"].as_str().unwrap().ends_with("a.md"));
    let rest = serde_json::json!([
        found["line"],
        found["column"],
        found["length"],
        found["level"]
    ]);
    assert_eq!(rest, serde_json::json!([2, 5, 4, "error"]));
}

#[test]
fn broken_files_are_told_and_hide_no_others() {
    let found = said(
        &[
            ("site.yaml", b"title: [\n"),
            ("posts/bytes.md", b"one\ntw\xEE o"),
            ("posts/picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            ("posts/open.md", b"---\ntitle: A\n\nText."),
        ],
        Format::Human,
    );
    for line in [
        "posts/bytes.md:2:3: error: the file is not UTF-8",
        "posts/open.md:1:1: error: the front matter is not closed",
        "posts/picture.md:1:1: error: this is not a text file",
        "site.yaml:2:1: error: ",
    ] {
        assert!(
            found.lines().any(|found| found.starts_with(line)),
            "{line}\n{found}"
        );
    }
}

#[test]
fn the_sample_blog_has_nothing_that_is_not_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut out = Vec::new();
    check(&folder, Format::Json, false, &mut out).unwrap();
    for line in String::from_utf8(out).unwrap().lines() {
        // They show what is left out, what is over, and what is no formula.
        let meant = ["safety.md", "spring-cleaning.md", "formulas.md"];
        assert!(meant.iter().any(|file| line.contains(file)), "{line}");
    }
}
