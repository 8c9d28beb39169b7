use super::*;

/// Inspects `paths` (relative to a folder with `files`); what is told begins
/// with the folder's name no more.
fn inspected(files: &[(&str, &str)], paths: &[&str], format: Format) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path)).collect();
    let (mut out, mut notes) = (Vec::new(), Vec::new());
    inspect(&paths, format, &mut out, &mut notes).unwrap();
    assert_eq!(notes, Vec::<String>::new());
    let prefix = format!("{}/", folder.path().display());
    String::from_utf8(out).unwrap().replace(&prefix, "")
}

const POST: &str = "---\ntitle: \"A \\\"b\\\"\"\ndate: 16-11-2022 10:00\nlastmod: 2022-11-17\n\
                    tags: [x, y]\npublish_date: 2999-01-01\nbad: @x\n---\nOne *two*.\n\n===\n\nThree.";

#[test]
fn says_all_of_a_post_in_a_line_of_json() {
    let told = inspected(&[("b/2020-01-01-p.ru.md", POST)], &["b"], Format::Json);
    assert_eq!(
        told,
        "{\"path\":\"b/2020-01-01-p.ru.md\",\"title\":\"A \\\"b\\\"\",\
         \"date\":\"2022-11-16T10:00:00\",\"updated\":\"2022-11-17T00:00:00\",\
         \"slug\":\"p\",\"address\":\"/posts/p/\",\"status\":\"scheduled\",\"lang\":\"ru\",\
         \"tags\":[\"x\",\"y\"],\"summary\":\"One two.\",\"diagnostics\":[{\"line\":7,\
         \"column\":6,\"level\":\"warning\",\
         \"message\":\"a text that begins with a sign needs quotes\"}]}\n"
    );
}

#[test]
fn says_it_to_people() {
    let told = inspected(&[("p.md", POST)], &["p.md"], Format::Text);
    assert_eq!(
        told,
        "p.md\n  title    A \"b\"\n  date     2022-11-16T10:00:00\n  updated  2022-11-17\n  \
         status   scheduled until 2999-01-01\n  address  /posts/p/\n  tags     x, y\n  \
         summary  One two.\n  7:6: warning: a text that begins with a sign needs quotes\n\n"
    );
}

#[test]
fn a_folder_means_every_post_below_it() {
    let list = "---\ncontent: {items: '@self.children'}\n---\n";
    let files = [
        ("b/01.x/item.md", ""),
        ("b/01.x/photo.jpg", ""),
        ("b/2022/11/16/y/index.md", ""),
        ("b/_drafts/z.markdown", ""),
        ("b/_part/text.md", ""),
        ("b/blog.md", list),
        ("b/_index.md", ""),
    ];
    let told = |paths: &[&str]| {
        let told = inspected(&files, paths, Format::Json);
        let lines = told.lines().map(|line| {
            let part = |name: &str| {
                let (_, rest) = line.split_once(&format!("\"{name}\":")).unwrap();
                rest.split([',', '}']).next().unwrap().replace('"', "")
            };
            format!(
                "{} {} {} {}",
                part("path"),
                part("date"),
                part("slug"),
                part("status")
            )
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(
        told(&["b"]),
        [
            "b/01.x/item.md null x published",
            "b/2022/11/16/y/index.md 2022-11-16T00:00:00 y published",
            "b/_drafts/z.markdown null z draft",
        ]
    );
    // What is named is told, and a folder may be a post's own.
    assert_eq!(told(&["b/blog.md"]), ["b/blog.md null b published"]);
    assert_eq!(told(&["b/01.x"]), ["b/01.x/item.md null x published"]);
    let day = "b/2022/11/16/y/index.md";
    let expected = format!("{day} 2022-11-16T00:00:00 y published");
    assert_eq!(told(&[day]), [expected]);
}

#[test]
fn says_what_the_article_does_not_show() {
    let text = "---\ntitle: a\n---\n\nOne.\n\n===\n\n*Two* <b style=x>b</b>, [c](javascript:x).\n";
    let told = inspected(&[("p.md", text)], &["p.md"], Format::Text);
    assert!(
        told.ends_with(
            "  summary  One.\n  9:7: warning: the attribute `style` is left out of `<b>`\n  \
             9:25: error: `javascript:x` is not an address a post may link to; only its text is \
             shown\n\n"
        ),
        "{told}"
    );
}

#[test]
fn says_which_formula_is_none() {
    let text = "---\ntitle: a\n---\nOne $x$,\n*two* $\\frac{1}{\\two}$.\n\n```math\na\n^^\n```\n";
    let told = inspected(&[("p.md", text)], &["p.md"], Format::Text);
    let why = "error: the formula is shown as it is written";
    assert!(
        told.ends_with(&format!(
            "  5:17: {why}: Unknown command \"\\two\"\n  \
             9:2: {why}: '^' or '_' directly followed by '^', '_' or prime\n\n"
        )),
        "{told}"
    );
}

#[test]
fn supplies_words_in_the_language_of_the_post() {
    let files = [
        ("b/site.yaml", "language: ru\n"),
        ("b/a.md", "> [!NOTE]\n> a"),
        ("b/b.en.md", "> [!NOTE]\n> b"),
    ];
    let told = inspected(&files, &["b"], Format::Json);
    assert!(told.contains("\"summary\":\"Примечание a\""), "{told}");
    assert!(told.contains("\"summary\":\"Note b\""), "{told}");
}

#[test]
fn minds_the_settings_of_the_blog() {
    let files = [
        (
            "b/site.yaml",
            "timezone: Asia/Almaty\npermalink: /:year/:slug/\nlanguage: kk\n",
        ),
        ("b/posts/p.md", "---\ndate: 2022-01-01\n---\n"),
    ];
    let told = inspected(&files, &["b/posts/p.md"], Format::Json);
    assert!(told.contains("\"address\":\"/2022/p/\""), "{told}");
    assert!(told.contains("\"lang\":\"kk\""), "{told}");
}

/// The paths and addresses of what is inspected.
fn addresses(files: &[(&str, &str)], paths: &[&str]) -> Vec<(String, String)> {
    let told = inspected(files, paths, Format::Json);
    let part = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!("\"{name}\":\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let lines = told.lines();
    lines
        .map(|line| (part(line, "path"), part(line, "address")))
        .collect()
}

#[test]
fn posts_of_a_folder_make_way_for_each_other() {
    let files = [
        ("b/x.md", ""),
        ("b/x.ru.md", ""),
        ("b/1.md", "---\nslug: dup\n---\n"),
        ("b/2.md", "---\nslug: dup\n---\n"),
        ("b/3.md", "---\nslug: dup\npublished: false\n---\n"),
        ("c/x.md", ""),
        ("d/site.yaml", "languages: [en, ru]\n"),
        ("d/v2.io.md", ""),
    ];
    let expected = [
        ("b/1.md", "/posts/dup/"),
        ("b/2.md", "/posts/dup-2/"),
        ("b/3.md", "/posts/dup/"),
        ("b/x.md", "/posts/x/"),
        ("b/x.ru.md", "/posts/x-ru/"),
        ("c/x.md", "/posts/x/"),
        ("d/v2.io.md", "/posts/v2.io/"),
    ]
    .map(|(path, address)| (path.to_owned(), address.to_owned()));
    assert_eq!(addresses(&files, &["b", "c", "d"]), expected);
    assert_eq!(addresses(&files, &["b/x.md", "b/x.ru.md"]), expected[3..5]);
}

#[test]
fn a_path_with_nothing_there_is_a_failure() {
    let paths = [PathBuf::from("nowhere/at/all.md")];
    let failure = inspect(&paths, Format::Json, &mut Vec::new(), &mut Vec::new()).unwrap_err();
    assert!(failure.to_string().contains("all.md"), "{failure}");
}
