//! What the page of a post says of it in its head.

use super::write;

#[test]
fn a_post_describes_itself() {
    let site = write(&[
        (
            "site.yaml",
            "title: B\nurl: https://x.y/b\nposts: [posts/a&b.md]\n",
        ),
        (
            "posts/a&b.md",
            "---\ntitle: <A>\nlang: ru\n---\nOne *two* \"three\".\n\n===\n\nFour.",
        ),
    ]);
    let page = site.page("posts/a&b/index.html");
    for part in [
        "<html lang=\"ru\">",
        "<title>&lt;A&gt; — B</title>",
        "<link href=\"../../style.css\">",
        "<link rel=\"preload\" as=\"fetch\" href=\"../../content/posts/a%26b.md\">",
        "<meta name=\"inkfold-post\" content=\"posts/a&amp;b.md\">",
        "<meta name=\"description\" content=\"One two &quot;three&quot;.\">",
        "<meta property=\"og:title\" content=\"&lt;A&gt; — B\">",
        "<meta property=\"og:description\" content=\"One two &quot;three&quot;.\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:site_name\" content=\"B\">",
        "<meta property=\"og:url\" content=\"https://x.y/b/posts/a%26b/\">",
        "<link rel=\"canonical\" href=\"https://x.y/b/posts/a%26b/\">",
        "<a href=\"../../content/posts/a%26b.md\">Прочитать этот пост простым текстом</a>",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    assert!(!page.contains("robots"));
}

#[test]
fn a_post_that_first_appeared_elsewhere_says_so() {
    let keys = "canonical: https://else.where/a b/";
    let site = write(&[
        ("site.yaml", "posts: [a.md, b.md]\nurl: https://x.y/\n"),
        ("a.md", &format!("---\n{keys}\n---\nText.")),
        ("b.md", "---\ncanonical: 'javascript:alert(1)'\n---\nText."),
    ]);
    let links = |page: &str| {
        let page = site.page(page);
        let link = page.split("rel=\"canonical\" href=\"").nth(1).unwrap();
        link.split('"').next().unwrap().to_owned()
    };
    assert_eq!(links("posts/a/index.html"), "https://else.where/a%20b/");
    assert_eq!(links("posts/b/index.html"), "https://x.y/posts/b/");
}

#[test]
fn a_post_has_a_card() {
    let post = "---\ntitle: A\ndate: 2020-01-02 06:00\nupdated: 2021-01-01\ntags: [x, '\"']\n---\n\
        ![none](none.png) ![drawn](d.svg) words ![one & two](/pics/a%20b.png)\n";
    let cover = "---\ncover: {image: c.png, alt: Cover}\n---\n![other](/pics/a%20b.png)";
    let elsewhere = "---\nimage: https://i.z/p.jpg\n---\nWords.";
    let files = [
        ("posts/a.md", post),
        ("posts/b/item.md", cover),
        ("posts/b/c.png", ""),
        ("posts/c.md", elsewhere),
        ("posts/d.svg", ""),
        (
            "posts/e.md",
            "---\ncover: d.svg\n---\n![other](/pics/a%20b.png)",
        ),
        ("pics/a b.png", ""),
    ];
    let settings = (
        "site.yaml",
        "title: T\nurl: https://x.y/b/\nlanguage: pt-BR\n",
    );
    let site = write(&[&[settings][..], &files].concat());
    let has = |page: &str, parts: &[&str]| {
        let html = site.page(page);
        for part in parts {
            assert!(html.contains(part), "{part} is not in\n{html}");
        }
    };
    has(
        "posts/a/index.html",
        &[
            "<meta property=\"og:locale\" content=\"pt_BR\">",
            "<meta property=\"article:published_time\" content=\"2020-01-02T06:00:00Z\">",
            "<meta property=\"article:modified_time\" content=\"2021-01-01\">",
            "<meta property=\"article:tag\" content=\"x\">",
            "<meta property=\"article:tag\" content=\"&quot;\">",
            "<meta property=\"og:image\" content=\"https://x.y/b/content/pics/a%20b.png\">",
            "<meta property=\"og:image:alt\" content=\"one &amp; two\">",
            "<meta name=\"twitter:card\" content=\"summary_large_image\">",
            "\"image\":\"https://x.y/b/content/pics/a%20b.png\"",
        ],
    );
    has(
        "posts/b/index.html",
        &[
            "<meta property=\"og:image\" content=\"https://x.y/b/content/posts/b/c.png\">",
            "<meta property=\"og:image:alt\" content=\"Cover\">",
        ],
    );
    // Nobody shows a drawing on a card.
    let other = "<meta property=\"og:image\" content=\"https://x.y/b/content/pics/a%20b.png\">";
    has("posts/e/index.html", &[other]);
    let image = "<meta property=\"og:image\" content=\"https://i.z/p.jpg\">";
    has("posts/c/index.html", &[image]);
    let summary = "<meta name=\"twitter:card\" content=\"summary\">";
    has("index.html", &[summary, "og:locale"]);
    assert!(!site.page("index.html").contains("article:"));
    let nowhere = write(&files).page("posts/a/index.html");
    assert!(
        nowhere.contains(summary) && nowhere.contains("article:tag"),
        "{nowhere}"
    );
    assert!(
        !nowhere.contains("og:image") && !nowhere.contains("og:url"),
        "{nowhere}"
    );
}

#[test]
fn a_post_tells_search_engines_who_wrote_it_and_when() {
    let site = write(&[
        (
            "site.yaml",
            "title: T\nurl: https://x.y/b/\nauthor: Ann\nposts: ['*.md']\ntimezone: Asia/Almaty\n",
        ),
        (
            "a.md",
            "---\ntitle: 'A </script><b>'\ndate: 2020-01-02 06:00\nupdated: 2021-01-01\ntags: [x]\n---\nWords.",
        ),
        ("a.ru.md", "---\ntitle: А\nauthor: [Ян, Ива]\n---\n"),
        ("c.md", "---\ncanonical: https://o.z/c\n---\n"),
        ("c.ru.md", ""),
    ]);
    let data = |page: &str| {
        let (_, rest) = page
            .split_once("<script type=\"application/ld+json\">")
            .unwrap();
        let (data, _) = rest.split_once("</script>").unwrap();
        serde_json::from_str::<serde_json::Value>(data).unwrap()
    };
    let page = site.page("posts/a/index.html");
    assert_eq!(
        data(&page),
        serde_json::json!({
            "@context": "https://schema.org",
            "@type": "BlogPosting",
            "headline": "A </script><b>",
            "description": "Words.",
            "url": "https://x.y/b/posts/a/",
            "mainEntityOfPage": "https://x.y/b/posts/a/",
            "inLanguage": "en",
            "datePublished": "2020-01-02T00:00:00Z",
            "dateModified": "2021-01-01",
            "keywords": ["x"],
            "author": [{"@type": "Person", "name": "Ann"}],
            "isPartOf": {"@type": "Blog", "name": "T", "url": "https://x.y/b/"},
        })
    );
    let alternates = "<link rel=\"alternate\" hreflang=\"en\" href=\"https://x.y/b/posts/a/\">\n    \
        <link rel=\"alternate\" hreflang=\"ru\" href=\"https://x.y/b/posts/a-ru/\">";
    let russian = site.page("posts/a-ru/index.html");
    for page in [&page, &russian] {
        assert!(page.contains(alternates), "{page}");
    }
    assert_eq!(data(&russian)["author"].as_array().map(Vec::len), Some(2));
    let elsewhere = site.page("posts/c/index.html");
    assert!(
        !elsewhere.contains("<link rel=\"alternate\" hreflang"),
        "{elsewhere}"
    );
    assert_eq!(data(&elsewhere)["url"], "https://o.z/c");
    for path in ["index.html", "tags/index.html", "404.html"] {
        assert!(!site.page(path).contains("ld+json"), "{path}");
    }
    let nowhere = write(&[("site.yaml", "posts: [a.md]"), ("a.md", "x")]);
    assert!(!nowhere.page("posts/a/index.html").contains("ld+json"));
}

#[test]
fn files_are_found_whatever_the_form_of_their_letters() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>";
    let site = write(&[
        ("site.yaml", "posts: ['posts/**/*']\n"),
        ("posts/a.md", "![x](кой.svg) [y](b.md) [z](й.md)"),
        ("posts/b.md", "![x](e%CC%88.svg?x#y)"),
        ("posts/кои\u{306}.svg", svg),
        ("posts/и\u{306}.md", "B."),
        ("posts/ë.svg", svg),
    ]);
    let page = site.page("posts/a/index.html");
    for part in [
        "src=\"../../content/posts/кои\u{306}.svg\"",
        "width=\"30\" height=\"20\"",
        "href=\"../../posts/b/\"",
        "href=\"../../posts/й/\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let page = site.page("posts/b/index.html");
    let part = "src=\"../../content/posts/ë.svg?x#y\"";
    assert!(page.contains(part), "{part} in {page}");
}

#[test]
fn translations_are_linked_whatever_their_files_are_called() {
    let site = write(&[
        ("site.yaml", "url: https://x.y/\nposts: ['*.md']\n"),
        ("w.md", "A."),
        ("w2.md", "---\nlang: ru\nslug: w\n---\nB."),
    ]);
    let links = "<link rel=\"alternate\" hreflang=\"en\" href=\"https://x.y/posts/w/\">\n    \
        <link rel=\"alternate\" hreflang=\"ru\" href=\"https://x.y/posts/w-ru/\">";
    for path in ["posts/w/index.html", "posts/w-ru/index.html"] {
        assert!(site.page(path).contains(links), "{}", site.page(path));
    }
    assert_eq!(site.notes, [""; 0]);
}
