//! The sites that show the same article: the page that `inkfold build` writes,
//! what is left of it without the app, and docsify with the same Markdown.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use inkfold_core::split::split;
use inkfold_core::summary::divide;

use super::host::Site;

/// Where a page says which stylesheet it has.
const STYLESHEET: &str = "<link rel=\"stylesheet\" href=\"";

/// A site and where in it the article is.
pub(super) struct Contestant {
    pub(super) name: &'static str,
    pub(super) address: String,
    pub(super) site: Arc<Site>,
}

/// All of them, the first being what the others are measured by.
pub(super) struct Sites {
    /// Words of the article's last paragraph.
    pub(super) phrase: String,
    pub(super) contestants: Vec<Contestant>,
}

impl Sites {
    /// Of a built site with one post, the post's text, and what docsify's
    /// package holds, where it is here.
    pub(super) fn of(built: &Path, post: &str, docsify: Option<&Path>) -> Self {
        let address = address(built);
        let file = built.join(format!("{}index.html", &address[1..]));
        let page = fs::read_to_string(&file).expect("the post's page");
        let style = between(&page, STYLESHEET, "\"").expect("a stylesheet");
        let style = file.with_file_name(style);
        let main_start = page.find("<main").expect("a <main>");
        let main = between(&page[main_start..], "", "</main>").expect("a whole <main>");
        let static_site = Site::default()
            .with("/index.html", without_app(main))
            .with("/style.css", fs::read(style).expect("the stylesheet"));
        let mut contestants = vec![
            contestant("static", "/", static_site),
            contestant("inkfold", &address, Site::of_folder(built)),
        ];
        if let Some(package) = docsify {
            let title = between(main, "<h1>", "</h1>").expect("a title");
            let body = divide(split(post).body).body;
            let text = format!("# {title}\n\n{body}");
            contestants.push(contestant("docsify", "/", with_docsify(package, &text)));
        }
        Self {
            phrase: last_words(main).expect("words in the last paragraph"),
            contestants,
        }
    }
}

fn contestant(name: &'static str, address: &str, site: Site) -> Contestant {
    Contestant {
        name,
        address: address.to_owned(),
        site: Arc::new(site),
    }
}

/// The address of the only post.
fn address(built: &Path) -> String {
    let mut posts = fs::read_dir(built.join("posts")).expect("a post that is shown");
    let post = posts.next().expect("a post that is shown");
    let name = post.expect("a folder").file_name();
    format!("/posts/{}/", name.to_string_lossy())
}

fn without_app(main: &str) -> String {
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>Article</title>\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
        <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"style.css\">\
        </head><body>{main}</main></body></html>"
    )
}

/// The page that docsify's manual begins with, its files from this host.
fn with_docsify(package: &Path, text: &str) -> Site {
    let page = "<!doctype html><html><head><meta charset=\"utf-8\"><title>Article</title>\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
        <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"core.min.css\">\
        </head><body><div id=\"app\"></div>\
        <script>window.$docsify = { name: 'Blog' };</script>\
        <script src=\"docsify.min.js\"></script></body></html>";
    let file = |path: &str| fs::read(package.join(path)).expect("a file of docsify");
    Site::default()
        .with("/index.html", page)
        .with("/README.md", text)
        .with("/docsify.min.js", file("dist/docsify.min.js"))
        .with("/core.min.css", file("dist/themes/core.min.css"))
}

/// The longest row of words in the article's last paragraph, between marks of
/// any kind: what everybody writes the same.
fn last_words(main: &str) -> Option<String> {
    let article = between(main, "<article", "</article>")?;
    let start = article.rfind("<p>").max(article.rfind("<p "))?;
    let paragraph = between(&article[start..], ">", "</p>")?;
    let texts = paragraph.split('<').enumerate().map(|(number, part)| {
        // All but the first begin with the rest of a tag.
        let inside = part.split_once('>').map(|(_, text)| text);
        if number == 0 {
            part
        } else {
            inside.unwrap_or_default()
        }
    });
    let rows = texts
        .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric() && letter != ' '));
    let longest = rows.max_by_key(|row| row.len())?.trim();
    (!longest.is_empty()).then(|| longest.to_owned())
}

/// What stands between the first `start` and the first `end` after it.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    let (inside, _) = rest.split_once(end)?;
    Some(inside)
}
