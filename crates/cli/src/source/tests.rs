use super::*;

/// 2022-11-16 12:00 UTC.
const NOW: i64 = 1_668_600_000;

fn read(files: &[(&str, &str)]) -> (Source, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut notes = Vec::new();
    let source = Source::read(
        folder.path(),
        &Overrides::default(),
        NOW,
        usize::MAX,
        &mut notes,
    )
    .unwrap();
    let prefix = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    let notes = notes.iter().map(|note| note.replace(&prefix, "")).collect();
    (source, notes)
}

fn shown(source: &Source) -> Vec<&str> {
    let entries = source.blog.entries().iter();
    entries.map(|entry| entry.post.path.as_str()).collect()
}

#[test]
fn finds_posts_without_settings() {
    let (source, notes) = read(&[
        ("posts/a.md", "---\ndate: 2020-01-01\n---\n"),
        ("posts/b/item.md", "---\ndate: 2021-01-01\n---\n"),
        ("posts/0.md", "---\npublished: false\n---\n"),
        ("posts/b/photo.jpg", ""),
    ]);
    assert_eq!(shown(&source), ["posts/b/item.md", "posts/a.md"]);
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].starts_with("site.yaml: warning: "), "{notes:?}");
    let (site, _) = Site::read(&source.settings.unwrap()).unwrap();
    let posts = ["posts/b/item.md", "posts/a.md", "posts/0.md", "posts/**/*"];
    assert_eq!(
        (&site.posts, site.posts.as_slice()),
        (&source.site.posts, &posts.map(str::to_owned)[..])
    );
}

#[test]
fn a_file_is_markdown_by_both_its_endings() {
    let (source, notes) = read(&[
        ("site.yaml", ""),
        ("posts/a.markdown", ""),
        ("posts/b.MD", ""),
        ("posts/c/item.Markdown", ""),
        ("posts/d.txt", ""),
    ]);
    let mut paths = shown(&source);
    paths.sort_unstable();
    let posts = ["posts/a.markdown", "posts/b.MD", "posts/c/item.Markdown"];
    assert_eq!((paths.as_slice(), notes.len()), (&posts[..], 0));
}

#[test]
fn says_which_posts_made_way() {
    let (_, notes) = read(&[
        ("site.yaml", "posts: ['**/*.md']"),
        ("x/a.md", ""),
        ("x/a.ru.md", ""),
        ("y/a.md", ""),
    ]);
    assert_eq!(
        notes,
        ["y/a.md: warning: another post is at posts/a/; this one is at posts/a-2/"]
    );
}

#[test]
fn leaves_out_what_is_no_post_unless_it_is_named() {
    let list = "---\ncontent:\n  items: '@self.children'\n---\n";
    let (source, _) = read(&[
        ("site.yaml", "posts: [n/_index.md, '**/*.md']"),
        ("n/_index.md", ""),
        ("01.blog/blog.md", list),
        ("01.blog/_part/text.md", ""),
        ("01.blog/x/item.md", ""),
        ("_posts/2022-01-01-y.md", ""),
    ]);
    let mut paths = shown(&source);
    paths.sort_unstable();
    let posts = ["01.blog/x/item.md", "_posts/2022-01-01-y.md", "n/_index.md"];
    assert_eq!(paths, posts);
}

#[test]
fn keeps_the_order_of_plain_paths_and_reads_no_file_twice() {
    let (source, notes) = read(&[
        (
            "site.yaml",
            "posts: [b.md, ./b.md, 'x/*.md', a.md, '*.md', missing.md, ../../etc/passwd]",
        ),
        ("a.md", ""),
        ("b.md", ""),
        ("c.md", ""),
    ]);
    let posts = [
        "b.md",
        "b.md",
        "a.md",
        "missing.md",
        "../../etc/passwd",
        "c.md",
        "x/*.md",
        "*.md",
    ];
    assert_eq!(source.site.posts, posts);
    assert_eq!(source.blog.entries().len(), 3);
    assert_eq!(
        notes,
        [
            "site.yaml: warning: `posts` names missing.md, which is not there",
            "site.yaml: warning: `posts` names ../../etc/passwd, which is not there",
            "site.yaml: warning: no file fits `x/*.md`",
        ]
    );
}

#[test]
fn settings_with_plain_paths_stay_as_they_are() {
    let (source, notes) = read(&[("site.yaml", "posts: [a.md]"), ("a.md", "")]);
    assert_eq!(source.settings, None);
    assert_eq!(notes, Vec::<String>::new());
}

#[test]
fn says_what_is_wrong_and_where() {
    let (_, notes) = read(&[
        (
            "site.yaml",
            "posts: [a.md]\ntimezone: Mars/Olympus\ncolour: red\n",
        ),
        ("a.md", "---\ntitle: a\ndate: soon\n---\n"),
    ]);
    assert_eq!(notes.len(), 3, "{notes:#?}");
    assert!(notes[0].starts_with("site.yaml: warning: "));
    assert!(notes[1].contains("Mars/Olympus"));
    assert!(notes[2].starts_with("a.md:3:1: error: "));
}

#[test]
fn reads_dates_on_the_clocks_of_the_blog() {
    let post = "---\npublish_date: 16-11-2022 13:00\n---\n";
    for (zone, posts) in [("UTC", 0), ("Asia/Almaty", 1)] {
        let settings = format!("timezone: {zone}\nposts: [a.md]\n");
        let (source, _) = read(&[("site.yaml", &settings), ("a.md", post)]);
        assert_eq!(source.blog.entries().len(), posts, "{zone}");
    }
}

#[test]
fn settings_that_are_not_yaml_stop_the_build() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(SETTINGS), "title: a\nposts: [\n").unwrap();
    let failure = Source::read(
        folder.path(),
        &Overrides::default(),
        NOW,
        usize::MAX,
        &mut Vec::new(),
    )
    .err()
    .unwrap();
    let sentence = failure.to_string();
    assert!(sentence.contains("site.yaml:3:1: "), "{sentence}");
    let failure = Source::read(
        &folder.path().join("no"),
        &Overrides::default(),
        NOW,
        usize::MAX,
        &mut Vec::new(),
    );
    assert!(matches!(failure, Err(Failure::NoContent(_))));
}
