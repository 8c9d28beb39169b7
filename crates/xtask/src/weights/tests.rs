//! Tests of the weights, on small sites written for them.

use super::*;

const PAGE: &str = r#"<!doctype html><html><head>
<!-- <script src="../../commented-out.js"></script> -->
<link rel="stylesheet" href="../../style-1a2b.css">
<link rel="modulepreload" href="../../app-1a2b.js" crossorigin="anonymous">
<link rel=preload as=fetch crossorigin href="../../content/posts/hello.md">
<link rel="icon" href="../../icon.svg"><meta name="x" content="../../no.js">
</head><body><a href="../../archive/">…</a><div hidden></div>
<script type="module" src="../../boot.js" data-js='../../app-1a2b.js'
  data-wasm="../../app-1a2b_bg.wasm?x" data-base="../../"></script></body></html>"#;

fn site(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn paths(weights: &Weights) -> Vec<String> {
    let path = |weight: &Weight| weight.path.display().to_string();
    weights.0.iter().map(path).collect()
}

#[test]
fn counts_what_the_first_article_refers_to_and_nothing_else() {
    let folder = site(
        "counts",
        &[
            ("posts/hello/index.html", PAGE),
            ("posts/second/index.html", ""),
            ("index.html", ""),
            (
                "style-1a2b.css",
                "a { background: url('dot.svg') } b { c: url(data:x) }",
            ),
            ("dot.svg", "<svg/>"),
            ("app-1a2b.js", "js"),
            ("app-1a2b_bg.wasm", "wasm"),
            ("boot.js", "boot"),
            ("icon.svg", "icon"),
            ("content/posts/hello.md", "# Hello"),
        ],
    );
    let weights = Weights::of(&folder).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        paths(&weights),
        [
            "posts/hello/index.html",
            "style-1a2b.css",
            "app-1a2b.js",
            "boot.js",
            "app-1a2b_bg.wasm",
            "dot.svg"
        ]
    );
    assert!(weights.check().is_ok());
    let table = weights.to_string();
    assert!(table.contains("of the 170.0 KiB allowed"), "{table}");
}

#[test]
fn modules_that_few_pages_load_are_weighed_apart() {
    let folder = site(
        "modules",
        &[
            ("inkfold-math-1a2b.js", "four"),
            ("inkfold-math-1a2b_bg.wasm", "seven.."),
            ("inkfold-1a2b.js", "app"),
        ],
    );
    let told = modules(&folder).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let math = told.lines().find(|line| line.contains("formulas")).unwrap();
    assert_eq!(math.split_whitespace().nth(6), Some("11"), "{told}");
}

#[test]
fn a_bare_site_is_weighed_by_its_only_page() {
    let folder = site(
        "bare",
        &[
            ("index.html", r#"<script src="./boot.js"></script>"#),
            ("boot.js", "x"),
        ],
    );
    let weights = Weights::of(&folder).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(paths(&weights), ["index.html", "boot.js"]);
}

#[test]
fn a_reference_to_nothing_or_to_elsewhere_is_a_failure() {
    for (page, sentence) in [
        (
            r#"<script src="./gone.js">"#,
            "./gone.js, but there is no such file",
        ),
        (
            r#"<link rel="stylesheet" href="https://cdn.example/x.css">"#,
            "https://cdn.example/x.css, which is not in the site",
        ),
        (r#"<script src="../boot.js">"#, "which is not in the site"),
    ] {
        let folder = site("nothing", &[("index.html", page)]);
        let said = Weights::of(&folder).err().unwrap().to_string();
        fs::remove_dir_all(&folder).unwrap();
        assert!(said.contains(sentence), "{said}");
    }
}

#[test]
fn above_the_budget_is_a_failure_with_both_numbers() {
    let weigh = |brotli| {
        let path = "index.html".into();
        Weights(vec![Weight {
            path,
            raw: 0,
            brotli,
        }])
        .check()
    };
    assert!(weigh(BUDGET).is_ok());
    let said = weigh(BUDGET + 1024).err().unwrap().to_string();
    assert!(
        said.contains(&kib(BUDGET + 1024)) && said.contains(&kib(BUDGET)),
        "{said}"
    );
}

#[test]
fn compression_is_brotli_at_its_highest() {
    // The reference encoder makes 11 bytes of this, with the same settings.
    assert_eq!(compressed(&[b'a'; 1000]), 11);
}
