//! The examples of the CommonMark and GitHub Flavored Markdown specs, as the
//! app draws them. `crates/core/tests/conformance.rs` says which of them have
//! the HTML of the spec; here the browser's tree is that of our HTML.

use std::cell::OnceCell;
use std::rc::Rc;
use std::time::Duration;

use inkfold_core::address::{LinkContext, Root};
use inkfold_core::blog::{Blog as Posts, Entry};
use inkfold_core::date::Utc;
use inkfold_core::document::Document;
use inkfold_core::html;
use inkfold_core::markdown;
use inkfold_core::post::Post;
use inkfold_core::site::{Routing, Site};
use serde_json::{Value, json};

use super::support::{Blog, STRICT_POLICY, note};

#[allow(
    dead_code,
    clippy::unwrap_used,
    reason = "written for the native tests"
)]
#[path = "../../crates/core/tests/support/spec.rs"]
mod spec;

/// How many examples are drawn before the browser is asked for what it saw.
const AT_ONCE: usize = 40;

/// An example as a post, and whether it has the HTML of its spec.
struct Drawn {
    name: String,
    file: String,
    markdown: String,
    identical: bool,
}

fn all() -> Vec<Drawn> {
    let specs = [("commonmark", spec::COMMONMARK), ("gfm", spec::GITHUB)];
    let of = |(name, text): (&'static str, &str)| {
        let policy = spec::policy(name);
        let drawn = move |example: spec::Example| Drawn {
            name: format!("{name}-{}", example.number),
            file: format!(
                "---\ntitle: {name}-{}\n---\n{}",
                example.number, example.markdown
            ),
            identical: !policy.contains_key(&example.number),
            markdown: example.markdown,
        };
        spec::examples(text).into_iter().map(drawn)
    };
    specs.into_iter().flat_map(of).collect()
}

#[test]
fn the_examples_of_the_specs_are_drawn_as_their_html() {
    let all = all();
    let mut blog = Blog::new().bare();
    for drawn in &all {
        blog = blog.post(&format!("posts/{}.md", drawn.name), &drawn.file);
    }
    let read = |drawn: &Drawn| {
        let path = format!("posts/{}.md", drawn.name);
        Rc::new(Post::read(&path, drawn.file.as_bytes()))
    };
    let site = Site::default();
    let posts = Posts::new(all.iter().map(read), &site, 0, &Utc);
    let mut wanted = Vec::new();
    let (mut identical, mut divided) = (0, 0);
    for drawn in &all {
        let entry = posts.of_file(&format!("posts/{}.md", drawn.name));
        let entry = entry.expect("a post");
        let document = entry.post.document("en");
        // In a post, a line `===` of its own is no line.
        let whole = document.blocks.len() == markdown::read(&drawn.markdown).blocks.len();
        identical += usize::from(drawn.identical && whole);
        divided += usize::from(!whole);
        wanted.push(json!([
            entry.post.title,
            format!("/{}", entry.route()),
            as_html(&document, entry, &posts, &site)
        ]));
    }
    blog.read(async |reader| {
        // The pictures of the examples lead nowhere.
        for text in ["resource:", "404", "ERR_"] {
            reader.expects_report(text);
        }
        // The HTML it is compared with is a string.
        let trusted = "require-trusted-types-for 'script'; trusted-types 'none'";
        reader
            .host()
            .set_policy(&STRICT_POLICY.replace(trusted, ""));
        reader.open("/").await;
        reader.ask(include_str!("specs.js")).await;
        for (number, part) in wanted.chunks(AT_ONCE).enumerate() {
            let start = "window.differing = null; window.draw(arguments[0]).then(\
                (found) => { window.differing = found; },\
                (error) => { window.differing = [String(error)]; });";
            reader.ask_with(start, &[Value::from(part.to_vec())]).await;
            let over = "return window.differing !== null";
            let patience = Duration::from_secs(30);
            reader
                .sees_that_within(patience, "the examples", over)
                .await;
            let found = reader.ask("return window.differing").await;
            assert_eq!(found, json!([]), "among the {number}th {AT_ONCE}");
        }
        note(&format!(
            "{} examples drawn as their HTML; {identical} have that of the spec, \
             {divided} hold a divider",
            all.len()
        ));
    });
}

/// The article as our serializer writes it on the post's page.
fn as_html(document: &Document, entry: &Entry, blog: &Posts, site: &Site) -> String {
    let root = Root::new("/", Routing::Path);
    let links = LinkContext {
        root: &root,
        site,
        blog,
        path: &entry.post.path,
        page: root.href(&entry.route()),
        names: &OnceCell::new(),
    };
    html::write(document, &|link| links.href(link))
}
