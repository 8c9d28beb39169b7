//! What goes wrong in an element: a sentence there, an event, what stands
//! between the tags; and the others go on.

use serde_json::json;

use super::super::support::{Blog, Fault, Reader, post, write};
use super::{blog, host, open, open_with, sees, within};

/// What the browser itself logs of a host that cannot be had; no exception is
/// among it.
fn allow_the_browser_to_say(reader: &Reader) {
    for kind in ["browser log: ", "policy: "] {
        reader.expects_report(kind);
    }
}

/// An element that asks for this, and the reason and a word of the sentence.
const WRONG: [(&str, &str, &str); 10] = [
    ("<inkfold-list id=e>", "source", "`src`"),
    ("<inkfold-list id=e src='http://'>", "source", "`src`"),
    (
        "<inkfold-list id=e src='javascript:alert(1)'>",
        "source",
        "`src`",
    ),
    (
        "<inkfold-post id=e src='data:text/markdown,a'>",
        "source",
        "`src`",
    ),
    (
        "<inkfold-post id=e src='BLOG/content/posts/lake.svg'>",
        "not-markdown",
        "Markdown",
    ),
    ("<inkfold-post id=e>", "source", "or a Markdown file"),
    (
        "<inkfold-post id=e src='BLOG/docs/picture.md'>",
        "not-markdown",
        "not a text",
    ),
    (
        "<inkfold-post id=e src='BLOG/content/posts/nowhere.md'>",
        "not-found",
        "status 404",
    ),
    (
        "<inkfold-list id=e src='BLOG/content/' tag='no such'>",
        "not-found",
        "no such",
    ),
    (
        "<inkfold-list id=e src='BLOG/nowhere/content/'>",
        "not-found",
        "status 404",
    ),
];

#[test]
fn what_is_asked_for_wrongly_is_said() {
    for (element, reason, word) in WRONG {
        host().read(async |reader| {
            let blog = blog().elsewhere().await;
            write(blog.server.folder(), "docs/picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
            reader.expects_report("nowhere");
            let name = element.split([' ', '<']).nth(1).expect("a name");
            let good = "<inkfold-list src='BLOG/content/' limit=1 class=good loading=eager></inkfold-list>";
            let good = good.repeat(9);
            open(reader, &blog, &format!("{element}<b>Instead</b></{name}>{good}")).await;
            let heard = format!("return (document.documentElement.dataset.heard ?? '').includes(' error:e:{reason}')");
            reader.sees_that(&format!("{reason} for {element}"), &heard).await;
            let said = format!("[...shadow.querySelectorAll('[part=error]')].some((it) => it.checkVisibility() && it.textContent.includes({})) \
                && element.querySelector('b').checkVisibility()", json!(word));
            sees(reader, &format!("a sentence with {word}"), &said).await;
            reader.sees_that("a promise kept", "return document.querySelector('#e').ready.then((is) => is === false)").await;
            let good = "return [...document.querySelectorAll('.good')].every((it) => \
                it.shadowRoot?.querySelector('h2')?.textContent === 'Post a')";
            reader.sees_that("the others", good).await;
        });
    }
}

#[test]
fn a_blog_without_posts_says_so() {
    host().read(async |reader| {
        let blog = Blog::new().elsewhere().await;
        open(
            reader,
            &blog,
            "<inkfold-list src='BLOG/content/'></inkfold-list>",
        )
        .await;
        sees(
            reader,
            "that",
            "frame?.textContent.includes('There are no posts yet.')",
        )
        .await;
        assert_eq!(
            reader
                .ask("return document.documentElement.dataset.heard")
                .await,
            " ready::"
        );
    });
}

#[test]
fn a_newer_catalogue_is_left_alone() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let body = b"{\"version\": 9}".to_vec();
        blog.server.fault(
            "*/catalog.json",
            Fault::Instead {
                kind: "application/json",
                body,
            },
        );
        open(
            reader,
            &blog,
            "<inkfold-list src='BLOG/content/' limit=2></inkfold-list>",
        )
        .await;
        sees(
            reader,
            "the posts themselves",
            "texts('h2').join() === 'Post a,Post b'",
        )
        .await;
    });
}

#[test]
fn a_host_that_forbids_others_is_said() {
    host().read(async |reader| {
        let (blog, closed) = (blog().elsewhere().await, blog().elsewhere().await);
        closed.server.close_to_others();
        allow_the_browser_to_say(reader);
        let list = format!(
            "<inkfold-list id=e src='{}/content/'><b>Instead</b></inkfold-list>",
            closed.server.origin()
        );
        open(reader, &blog, &list).await;
        reader
            .sees_that(
                "the reason",
                "return document.documentElement.dataset.heard?.includes(' error:e:cors')",
            )
            .await;
        sees(
            reader,
            "a sentence",
            "frame.textContent.includes('CORS') && element.querySelector('b').checkVisibility()",
        )
        .await;
        // Once it may be read, a button is enough.
        closed.server.open_to_others();
        within(reader, "frame.querySelector('[name=retry]').click()").await;
        sees(
            reader,
            "the posts",
            "texts('h2').length === 5 && !element.querySelector('b').checkVisibility()",
        )
        .await;
        assert_eq!(within(reader, "element.ready").await, json!(true));
    });
}

#[test]
fn a_policy_that_forbids_the_blogs_host_is_said() {
    host().read(async |reader| {
        let (blog, other) = (blog().elsewhere().await, blog().elsewhere().await);
        let own = blog.server.origin();
        reader.host().set_policy(&format!(
            "default-src 'none'; script-src 'self' {own} 'wasm-unsafe-eval'; connect-src {own}; img-src data:"
        ));
        allow_the_browser_to_say(reader);
        let list = format!(
            "<inkfold-list id=e src='{}/content/'><b>Instead</b></inkfold-list>",
            other.server.origin()
        );
        open_with(reader, &blog, "", &list).await;
        let reason = "return document.documentElement.dataset.heard?.includes(' error:e:policy')";
        reader.sees_that("the reason", reason).await;
        let said = "frame.textContent.includes('connect-src') && element.querySelector('b').checkVisibility()";
        sees(reader, "a sentence", said).await;
    });
}

#[test]
fn a_reader_without_a_network_is_told() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        allow_the_browser_to_say(reader);
        blog.server.fault("*/content/*", Fault::Dropped);
        let list = "<script>Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })</script>\
            <inkfold-list id=e src='BLOG/content/'><b>Instead</b></inkfold-list>";
        open(reader, &blog, list).await;
        let reason = "return document.documentElement.dataset.heard?.includes(' error:e:offline')";
        reader.sees_that("the reason", reason).await;
        let said = "frame.textContent.includes('no network') && element.querySelector('b').checkVisibility()";
        sees(reader, "a sentence", said).await;
    });
}

#[test]
fn a_host_that_is_not_there_is_said() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        allow_the_browser_to_say(reader);
        blog.server.fault("*/content/*", Fault::Dropped);
        let list = "<inkfold-list id=e src='BLOG/content/'><b>Instead</b></inkfold-list>";
        open(reader, &blog, list).await;
        let reason =
            "return document.documentElement.dataset.heard?.includes(' error:e:unreachable')";
        reader.sees_that("the reason", reason).await;
        let said = "frame.textContent.includes('could not be reached')";
        sees(reader, "a sentence", said).await;
    });
}

#[test]
fn a_file_that_is_cut_off_is_not_forbidden() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        allow_the_browser_to_say(reader);
        blog.server.fault("*/posts/b.md", Fault::Truncated);
        let post = "<inkfold-post id=e src='BLOG/content/posts/b.md'></inkfold-post>";
        open(reader, &blog, post).await;
        let reason =
            "return document.documentElement.dataset.heard?.includes(' error:e:unreachable')";
        reader.sees_that("the reason", reason).await;
    });
}

#[test]
fn a_list_that_comes_post_by_post_is_no_failure() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        reader.expects_report("catalog");
        blog.server.fault("*/catalog.json", Fault::Status(404));
        // The list of posts is known later than that it has no catalogue.
        blog.server.fault(
            "*/site.yaml",
            Fault::Late(std::time::Duration::from_secs(1)),
        );
        open(
            reader,
            &blog,
            "<inkfold-list src='BLOG/content/'></inkfold-list>",
        )
        .await;
        sees(reader, "the posts", "texts('h2').length === 5").await;
        let heard = reader
            .ask("return document.documentElement.dataset.heard")
            .await;
        assert_eq!(heard, " ready::");
    });
}

#[test]
fn a_program_that_does_not_come_leaves_what_stands_there() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        reader.expects_report("wasm");
        reader.expects_report("404");
        blog.server.fault("*_bg.wasm", Fault::Status(404));
        open(reader, &blog, "<inkfold-list id=e src='BLOG/content/'><b>Instead</b></inkfold-list>").await;
        reader.sees_that("the reason", "return document.documentElement.dataset.heard?.includes(' error:e:not-found')").await;
        sees(reader, "a sentence", "texts('[part=error]').join().includes('program is missing') && element.querySelector('b').checkVisibility()").await;
        let again = "shadow.querySelector('[part=error] button').click()";
        within(reader, again).await;
        reader.sees_that("the same", "return document.documentElement.dataset.heard === ' error:e:not-found error:e:not-found'").await;
        // All but the style sheet.
        blog.server.lift("*_bg.wasm");
        blog.server.fault("*.css", Fault::Status(404));
        reader.expects_report("css");
        within(reader, again).await;
        reader.sees_that("the sheet", "return document.documentElement.dataset.heard.split('not-found').length === 4").await;
        blog.server.lift("*.css");
        within(reader, again).await;
        sees(reader, "the next try", "texts('h2').length === 5").await;
        assert_eq!(within(reader, "element.ready").await, json!(true));
    });
}

#[test]
fn a_post_by_post_blog_is_shown_too() {
    host().read(async |reader| {
        let blog = Blog::new()
            .bare()
            .post("a.md", &post("title: A\ndate: 2024-01-02", "A."))
            .post("b.md", &post("title: B\ndate: 2024-01-01", "B."))
            .elsewhere()
            .await;
        reader.expects_report("catalog.json");
        open(
            reader,
            &blog,
            "<inkfold-list src='BLOG/content/' limit=1></inkfold-list>",
        )
        .await;
        sees(reader, "the newest", "texts('h2').join() === 'A'").await;
    });
}
