//! Files and addresses of a site beside its pages: old ones of posts, its own.

use std::fs;

use super::desk::{Desk, stderr};

#[test]
fn old_addresses_lead_to_the_posts() {
    let desk = Desk::new();
    desk.put(
        "blog/posts/a.md",
        "---\ntitle: A < B\naliases: [/2019/a/, /old.html, /archive/, 'https://z.y/', /posts/a/]\n---\n",
    );
    desk.put(
        "blog/posts/c.md",
        "---\ntitle: C\npublished: false\naliases: /c\n---\n",
    );
    desk.put("app/app-0123456789abcdef_bg.wasm", "wasm");
    let output = desk.inkfold("build blog --app app --out site");
    assert_eq!(
        stderr(&output),
        "blog/posts/a.md: warning: the alias `/archive/` is the address of a page that is there\n\
         blog/posts/a.md: warning: the alias `https://z.y/` is no address in this blog\n"
    );
    let page = desk.read("site/2019/a/index.html");
    for part in [
        "<meta http-equiv=\"refresh\" content=\"0; url=../../posts/a/\">",
        "<link rel=\"canonical\" href=\"https://x.y/sub/posts/a/\">",
        "<a href=\"../../posts/a/\">A &lt; B</a>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(desk.read("site/old.html").contains("url=./posts/a/"));
    assert!(!desk.path("site/c").exists());
    assert_eq!(
        desk.read("site/_redirects"),
        "/sub/2019/a/ /sub/posts/a/ 301\n/sub/old.html /sub/posts/a/ 301\n"
    );
    let headers = desk.read("site/_headers");
    for part in [
        "/sub/*\n  Content-Security-Policy: default-src 'none';",
        "\n  Access-Control-Allow-Origin: *\n",
        "\n  Cross-Origin-Resource-Policy: cross-origin\n",
        "\n/sub/app-0123456789abcdef_bg.wasm\n  Cache-Control: public, max-age=31536000, immutable\n",
    ] {
        assert!(headers.contains(part), "{part}: {headers}");
    }
    let nginx = desk.read("site/nginx.conf");
    for part in [
        "error_page 404 /sub/404.html;",
        "location = \"/sub/old.html\" { return 301 \"/sub/posts/a/\"; }",
        "default_type application/wasm;",
    ] {
        assert!(nginx.contains(part), "{part}: {nginx}");
    }
    assert_eq!(nginx.matches('{').count(), nginx.matches('}').count());
}

#[test]
fn names_of_the_site_stay_the_sites() {
    let desk = Desk::new();
    desk.put(
        "blog/site.yaml",
        "url: https://x.y/\npermalink: /:slug/\nposts: ['posts/*.md']\n",
    );
    desk.put("app/inkfold-reader.js", "reader");
    desk.put("app/style-0123456789abcdef.css", "style");
    let names = [
        "_headers",
        "_redirects",
        "feed.xml",
        "feed.css",
        "robots.txt",
        "sitemap.xml",
        "manifest.webmanifest",
        "index.html",
        "404.html",
        "content",
        "boot.js",
        "inkfold-reader.js",
        "style-0123456789abcdef.css",
        "nginx.conf",
        ".nojekyll",
        ".inkfold",
        "tags",
        "archive",
    ];
    for name in names {
        let post = format!("---\nslug: {name}\naliases: [/{name}, /old/{name}/]\n---\nOf {name}.");
        desk.put(&format!("blog/posts/{}.md", name.replace('.', "_")), &post);
    }
    let output = desk.inkfold("build blog --app app --out site");
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    for name in names {
        let page = desk.read(&format!("site/{name}-2/index.html"));
        assert!(page.contains(&format!("Of {name}.")), "{page}");
        let file = format!("blog/posts/{}.md: warning: ", name.replace('.', "_"));
        let moved = format!("the site itself has something at {name}/; this one is at {name}-2/");
        assert!(said.contains(&format!("{file}{moved}\n")), "{name}: {said}");
        assert!(
            said.contains(&format!("{file}the alias `/{name}` is ")),
            "{name}: {said}"
        );
    }
    assert!(desk.read("site/feed.xml").contains("<feed"));
    assert!(
        desk.read("site/_headers")
            .contains("Content-Security-Policy")
    );
    assert!(desk.read("site/robots.txt").contains("Sitemap:"));
    assert_eq!(desk.read("site/boot.js"), "boot");
    assert_eq!(desk.read("site/inkfold-reader.js"), "reader");
    assert!(desk.read("site/404.html").contains("inkfold"));
    assert!(
        desk.read("site/old/feed.xml/index.html")
            .contains("../../feed.xml-2/")
    );
    let files = fs::read_dir(desk.path("site")).unwrap();
    let files = files
        .map(Result::unwrap)
        .filter(|file| file.path().is_file());
    for name in files.map(|file| file.file_name().into_string().unwrap()) {
        assert!(inkfold_core::reserved::is_own(&name), "{name}");
    }
}

#[test]
fn a_blog_can_be_installed() {
    let desk = Desk::new();
    desk.inkfold("build blog --app app --out site");
    let manifest = || -> serde_json::Value {
        serde_json::from_str(&desk.read("site/manifest.webmanifest")).unwrap()
    };
    assert_eq!(
        manifest(),
        serde_json::json!({
            "name": "T", "short_name": "T", "lang": "en",
            "start_url": "./", "scope": "./", "display": "minimal-ui",
            "background_color": "#16181b", "theme_color": "#16181b",
            "icons": [{ "src": "icon.svg", "sizes": "any", "type": "image/svg+xml" }],
        })
    );
    assert!(desk.read("site/icon.svg").starts_with("<svg "));
    for (page, root) in [
        ("index.html", "./"),
        ("posts/a/index.html", "../../"),
        ("404.html", "/sub/"),
    ] {
        let link = format!("<link rel=\"manifest\" href=\"{root}manifest.webmanifest\">");
        assert!(desk.read(&format!("site/{page}")).contains(&link), "{page}");
    }
    let kind = "/sub/manifest.webmanifest\n  Content-Type: application/manifest+json\n";
    assert!(desk.read("site/_headers").contains(kind));
    assert!(
        desk.read("site/nginx.conf")
            .contains("application/manifest+json;")
    );
    desk.put(
        "blog/site.yaml",
        "title: T\ndescription: About\nlanguage: ru\nposts: posts/*.md\n",
    );
    desk.put("blog/icon.svg", "<svg/>");
    desk.inkfold("build blog --app app --out site");
    let manifest = manifest();
    assert_eq!(manifest["icons"][0]["src"], "content/icon.svg");
    assert_eq!(manifest["description"], "About");
    assert_eq!(manifest["lang"], "ru");
    assert!(!desk.path("site/icon.svg").exists());
    desk.inkfold("build blog --app app --out site --bare");
    assert!(!desk.path("site/manifest.webmanifest").exists());
    assert!(!desk.read("site/index.html").contains("manifest"));
}

#[test]
fn what_an_author_keeps_in_the_folder_of_the_catalogue_is_not_lost() {
    let desk = Desk::new();
    desk.put("blog/catalog/shoe.jpg", "a shoe");
    desk.put("blog/catalog/shoe.md", "A shoe.");
    desk.put("blog/catalog/0123456789abcdef.json", "{}");
    let output = desk.inkfold("build blog --app app --out site");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        stderr(&output),
        "blog/catalog/shoe.md: warning: the folder of the catalogue has no posts; name it otherwise\n"
    );
    assert_eq!(desk.read("site/content/catalog/shoe.jpg"), "a shoe");
    assert_eq!(desk.read("site/content/catalog/shoe.md"), "A shoe.");
    let old = "site/content/catalog/0123456789abcdef.json";
    assert!(!desk.path(old).exists());
}
