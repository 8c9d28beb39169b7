//! The blog in somebody else's page, which is on another host: what a reader
//! sees there. What that page notices is in [`around`], what goes wrong in
//! [`failures`], a page that makes it hard in [`hostile`], one post in [`post`].

mod around;
mod failures;
mod frame;
mod hostile;
mod post;

use std::time::Duration;

use serde_json::json;

use super::support::{Blog, Elsewhere, Fault, Reader, post, write};

/// A blog of five posts, the newest first, with a picture and two languages.
fn blog() -> Blog {
    let text = "Summary of a post.\n\n<!--more-->\n\n## Part WORD\n\n![A lake](lake.svg) and \
        [the third](c.md), and a note[^1].\n\n[^1]: The note.\n\n```rust\nlet a = 1;\n```\n";
    let posts = ["a", "b", "c", "d", "e"].iter().enumerate();
    let blog = posts.fold(Blog::new(), |blog, (age, name)| {
        let tag = if age % 2 == 0 { "even" } else { "odd" };
        let keys = format!(
            "title: Post {name}\ndate: 2024-05-0{}\ntags: [{tag}]",
            9 - age
        );
        let text = text.replace("WORD", &format!("zz{name}"));
        blog.post(&format!("posts/{name}.md"), &post(&keys, &text))
    });
    let lake = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>";
    blog.file("posts/lake.svg", lake)
        .site("title: Elsewhere\nlanguages: [en, ru]\nlanguage: en\n")
}

/// The page of somebody else, which allows everything, to be written once the blog has an address.
fn host() -> Blog {
    Blog::pages(&[("index.html", "<!doctype html><html lang=en><head></head>")])
}

/// Opens a page with the script of `blog` and this in its body, where `BLOG` is
/// the blog's address. The page keeps what it hears in `data-heard`.
async fn open(reader: &Reader, blog: &Elsewhere, body: &str) {
    reader
        .host()
        .set_policy("default-src * 'unsafe-inline' 'wasm-unsafe-eval' data:");
    open_with(reader, blog, "", body).await;
}

/// The same with more in its head, under the policy that is set.
async fn open_with(reader: &Reader, blog: &Elsewhere, head: &str, body: &str) {
    let page = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Newsroom</title>\
         <link rel=icon href='data:,'><script src=heard.js></script>{head}\
         <script type=module src='BLOG/inkfold.js'></script></head><body>{body}</body></html>"
    );
    let heard = "for (const name of ['ready', 'error', 'navigate']) \
        addEventListener(`inkfold-${name}`, (event) => { \
            const { dataset } = document.documentElement; \
            const { reason, href } = event.detail ?? {}; \
            dataset.heard = `${dataset.heard ?? ''} ${name}:${event.target.id}:${reason ?? href ?? ''}`; });";
    let folder = reader.host().folder();
    let page = page.replace("BLOG", blog.server.origin());
    write(folder, "heard.js", heard.as_bytes());
    write(folder, "index.html", page.as_bytes());
    reader.go("/").await;
}

/// What `expression` says of the shadow tree of the first element, or null.
async fn within(reader: &Reader, expression: &str) -> serde_json::Value {
    reader.ask(&in_shadow(expression)).await
}

fn in_shadow(expression: &str) -> String {
    format!(
        "const element = document.querySelector('inkfold-list, inkfold-post, inkfold-blog'); \
         const shadow = element.shadowRoot; if (!shadow) return null; \
         const frame = shadow.querySelector('.inkfold-frame:not([hidden])'); \
         const texts = (selector) => [...shadow.querySelectorAll(selector)].filter((it) => !it.closest('[hidden]')).map((it) => it.textContent); \
         return {expression};"
    )
}

async fn sees(reader: &Reader, what: &str, expression: &str) {
    reader.sees_that(what, &in_shadow(expression)).await;
}

#[test]
fn a_list_shows_the_newest_posts_and_leads_to_the_blog() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let list = "<inkfold-list id=l src='BLOG/content/' limit=3 heading-level=4>\
            <a href='BLOG/'>Our blog</a></inkfold-list>";
        open(reader, &blog, list).await;
        sees(
            reader,
            "three titles",
            "texts('h4').join() === 'Post a,Post b,Post c'",
        )
        .await;
        let links = within(
            reader,
            "[...frame.querySelectorAll('h4 a')].map((a) => a.href)",
        )
        .await;
        let expected =
            ["a", "b", "c"].map(|name| format!("{}/posts/{name}/", blog.server.origin()));
        assert_eq!(links, json!(expected));
        assert_eq!(within(reader, "texts('h1, h2, h3, nav').length").await, 0);
        let fallback = "shadow.querySelector('slot').assignedElements()[0].getClientRects().length";
        assert_eq!(within(reader, fallback).await, 0);
        assert_eq!(
            reader
                .ask("return document.documentElement.dataset.heard")
                .await,
            " ready:l:"
        );
        reader
            .sees_that(
                "a promise kept",
                "return document.querySelector('#l').ready.then((is) => is === true)",
            )
            .await;
        // No more than the list needs: no post, and one chunk of the catalogue.
        assert_eq!(blog.server.arrivals("*.md").len(), 0);
    });
}

#[test]
fn two_lines_of_the_readme_are_enough() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme.split_once("```html\n").expect("a block of HTML");
    let (lines, _) = rest.split_once("```").expect("its end");
    assert_eq!(lines.lines().count(), 2, "{lines}");
    host().read(async |reader| {
        let blog = Blog::sample().elsewhere().await;
        let lines = lines.replace("https://blog.example", blog.server.origin());
        let page = format!("<!doctype html><head><link rel=icon href='data:,'></head>{lines}");
        write(reader.host().folder(), "index.html", page.as_bytes());
        reader.host().set_policy("");
        reader.go("/").await;
        sees(reader, "the three newest posts", "texts('.post-title').length === 3").await;
        let newest = within(reader, "texts('.post-title')").await;
        reader.go_anywhere(blog.server.origin()).await;
        let titles = "return [...document.querySelectorAll('.post-card h2')].map((it) => it.textContent).slice(0, 3)";
        assert_eq!(reader.ask(titles).await, newest);
    });
}

#[test]
fn elements_of_a_page_share_one_program_and_one_download() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let elements = "<inkfold-list src='BLOG/content/' loading=eager></inkfold-list>\
            <inkfold-list src='BLOG/content/' tag=odd loading=eager></inkfold-list>\
            <inkfold-blog src='BLOG/content/' loading=eager></inkfold-blog>\
            <inkfold-post src='BLOG/content/posts/b.md' loading=eager></inkfold-post>\
            <script type=module src='BLOG/inkfold.js?again'></script>";
        open(reader, &blog, elements).await;
        let all = "const all = [...document.querySelectorAll('inkfold-list, inkfold-post, inkfold-blog')]; ";
        reader
            .sees_that("all of them", &format!("{all} return Promise.all(all.map((it) => it.ready)).then((are) => are.every(Boolean))"))
            .await;
        for pattern in ["*_bg.wasm", "*.css", "*/site.yaml", "*/catalog.json", "*/b.md"] {
            let arrivals = blog.server.arrivals(pattern);
            let mut paths: Vec<&str> = arrivals.iter().map(|it| it.path.as_str()).collect();
            let all = paths.len();
            paths.sort_unstable();
            paths.dedup();
            assert_eq!(paths.len(), all, "{pattern}: {arrivals:?}");
        }
        reader.sees_that("the code dressed", &format!("{all} return all[3].shadowRoot.querySelector('.hljs-keyword') !== null")).await;
        let odd = format!("{all} return [...all[1].shadowRoot.querySelectorAll('.post-title')].map((it) => it.textContent)");
        assert_eq!(reader.ask(&odd).await, json!(["Post b", "Post d"]));
    });
}

#[test]
fn two_blogs_from_two_hosts_stand_in_one_page() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let other = Blog::new()
            .post("posts/x.md", &post("title: Post x", "X."))
            .elsewhere()
            .await;
        let body = format!(
            "<inkfold-list src='BLOG/content/' limit=1></inkfold-list>\
             <script type=module src='{0}/inkfold.js'></script>\
             <inkfold-list src='{0}/content/'></inkfold-list>",
            other.server.origin()
        );
        open(reader, &blog, &body).await;
        let titles = "return [...document.querySelectorAll('inkfold-list')].map((it) => \
            [...it.shadowRoot?.querySelectorAll('.inkfold-frame:not([hidden]) h2') ?? []].map((it) => it.textContent).join()).join(' | ')";
        reader.sees_that("both", &titles.replace("return ", "return 'Post a | Post x' === ")).await;
    });
}

#[test]
fn nothing_is_loaded_before_a_reader_gets_there() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let body = "<p style='height: 6000px'>Long.</p>\
            <inkfold-list src='BLOG/content/' style='min-height: 300px'>Wait</inkfold-list>";
        open(reader, &blog, body).await;
        reader
            .sees_that(
                "the element",
                "return customElements.get('inkfold-list') !== undefined",
            )
            .await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(
            blog.server.arrivals("*").len(),
            1,
            "{:?}",
            blog.server.arrivals("*")
        );
        let height = reader
            .ask("return document.documentElement.scrollHeight")
            .await;
        reader.ask("scrollTo(0, 6000)").await;
        sees(reader, "titles", "texts('h2').length === 5").await;
        assert!(
            height.as_f64()
                < reader
                    .ask("return document.documentElement.scrollHeight")
                    .await
                    .as_f64()
        );
        // Without anything in it, an element keeps its place until it has something.
        blog.server
            .fault("*/site.yaml", Fault::Late(Duration::from_secs(1)));
        open(
            reader,
            &blog,
            "<inkfold-list src='BLOG/content/'></inkfold-list>",
        )
        .await;
        sees(
            reader,
            "a place with its looks",
            "shadow.adoptedStyleSheets[0]?.cssRules.length > 9 && frame == null \
            && element.clientHeight > 300",
        )
        .await;
        sees(reader, "titles again", "texts('h2').length === 5").await;
    });
}

#[test]
fn a_whole_blog_is_read_in_its_element() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        open(reader, &blog, "<h1>Host</h1><inkfold-blog src='BLOG/content/'></inkfold-blog>").await;
        sees(reader, "the list", "texts('.post-card').length === 5").await;
        let before = reader.ask("return [location.href, history.length, document.title]").await;
        within(reader, "frame.querySelector('.post-card a').click()").await;
        sees(reader, "the post", "texts('.post-title').join() === 'Post a' && shadow.activeElement.textContent === 'Post a'").await;
        within(reader, "frame.querySelector('.colophon li:last-child a').click()").await;
        sees(reader, "the search", "frame.querySelector('[name=q]') !== null").await;
        within(reader, "(frame.querySelector('[name=q]').value = 'zze', frame.querySelector('form button').click())").await;
        sees(reader, "what was found", "texts('.post-title').join() === 'Post e'").await;
        for (what, seen) in [
            ("the search", "frame.querySelector('[name=q]').value === ''"),
            ("the post", "texts('.post-title').join() === 'Post a'"),
            ("the list", "texts('.post-card').length === 5 && !frame.querySelector('[name=back]')"),
        ] {
            within(reader, "frame.querySelector('[name=back]').click()").await;
            sees(reader, what, seen).await;
        }
        assert_eq!(reader.ask("return [location.href, history.length, document.title]").await, before);
    });
}

#[test]
fn posts_in_a_language_are_found_however_far_back() {
    let posts = |blog: Blog| {
        let russian = ["Первый", "Второй", "Третий"].iter().enumerate();
        let blog = russian.fold(blog, |blog, (day, title)| {
            let keys = format!("title: {title}\ndate: 2020-05-0{}\nlang: ru", 9 - day);
            blog.post(&format!("posts/r{day}.md"), &post(&keys, "Текст."))
        });
        (0..130).fold(blog, |blog, number| {
            let keys = format!("title: Post {number}\ndate: 2024-01-01");
            blog.post(&format!("posts/p{number}.md"), &post(&keys, "Text."))
        })
    };
    let site = "language: en\nlanguages: [en, ru]\n";
    host().read(async |reader| {
        let blog = posts(Blog::new()).site(site).elsewhere().await;
        for (limit, titles) in [(2, "Первый,Второй"), (9, "Первый,Второй,Третий")]
        {
            let list =
                format!("<inkfold-list src='BLOG/content/' lang=ru limit={limit}></inkfold-list>");
            open(reader, &blog, &list).await;
            sees(
                reader,
                titles,
                &format!("texts('h2').join() === '{titles}'"),
            )
            .await;
            let heard = reader
                .ask("return document.documentElement.dataset.heard")
                .await;
            assert_eq!(heard, " ready::");
        }
    });
}

#[test]
fn attributes_are_followed() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let other = Blog::new().post("posts/x.md", &post("title: Post x", "X.")).elsewhere().await;
        open(reader, &blog, "<inkfold-list src='BLOG/content/' limit=2></inkfold-list>").await;
        sees(reader, "two", "texts('h2').length === 2").await;
        for (what, change, seen) in [
            ("four", "element.limit = 4", "texts('h2').length === 4 && element.getAttribute('limit') === '4'"),
            ("a tag", "element.tag = 'odd'", "texts('h2').join() === 'Post b,Post d'"),
            ("a level", "element.headingLevel = 6", "texts('h6').length === 2"),
            ("Russian", "element.lang = 'ru'", "frame.textContent.includes('Постов пока нет')"),
            ("German", "element.lang = 'de'", "texts('time').join().includes('Mai') && frame.querySelector('h6').closest('[lang]').lang === 'en'"),
            ("English", "element.lang = 'en'", "texts('h6').length === 2"),
            ("no language", "element.removeAttribute('lang')", "texts('h6').length === 2"),
            ("an address", "element.href = 'https://news.example/blog'", "frame.querySelector('h6 a').href === 'https://news.example/blog/posts/b/'"),
        ] {
            within(reader, change).await;
            sees(reader, what, seen).await;
        }
        // Many at once: the last one counts.
        let src = format!("{}/content/", other.server.origin());
        let script = format!("element.tag = null, Array.from({{ length: 100 }}, (_, n) => element.limit = n), element.src = '{src}'");
        within(reader, &script).await;
        sees(reader, "the other blog", "texts('h6').join() === 'Post x' && shadow.querySelectorAll('.inkfold-frame').length === 1").await;
    });
}

#[test]
fn colours_fonts_and_widths_are_the_pages() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let head = "<style>html { font-size: 10px; color-scheme: dark } body { font: 20px monospace; color: rgb(1, 2, 3) } \
            inkfold-blog { --inkfold-link: rgb(4, 5, 6) } inkfold-blog::part(title) { letter-spacing: 7px }</style>";
        reader.host().set_policy("");
        open_with(reader, &blog, head, "<div style='width: 300px' dir=rtl><inkfold-blog src='BLOG/content/'></inkfold-blog></div>").await;
        sees(reader, "the list", "texts('.post-card').length === 5").await;
        let style = |selector: &str, key: &str| format!("getComputedStyle(frame.querySelector('{selector}')).{key}");
        for (selector, key, expected) in [
            ("p", "fontFamily", "monospace"),
            ("p", "fontSize", "20px"),
            ("p", "color", "rgb(1, 2, 3)"),
            (".continue", "color", "rgb(4, 5, 6)"),
            (".continue", "fontSize", "17.5px"),
            (".post-title", "letterSpacing", "7px"),
            ("p", "direction", "rtl"),
        ] {
            assert_eq!(within(reader, &style(selector, key)).await, expected, "{selector} {key}");
        }
        assert_eq!(within(reader, "frame.scrollWidth <= 300").await, true);
        within(reader, "element.theme = 'light'").await;
        assert_eq!(within(reader, "getComputedStyle(frame).color").await, "rgb(35, 38, 43)");
        assert_eq!(within(reader, "getComputedStyle(frame).backgroundColor").await, "rgb(253, 252, 249)");
    });
}

#[test]
fn elements_of_one_blog_leave_each_other_what_they_have() {
    host().read(async |reader| {
        let posts = (0..100).fold(Blog::new(), |blog, number| {
            let keys = format!("title: Post {number}\ndate: 2024-01-01\ntags: [tag-{}]", number % 40);
            blog.post(&format!("posts/p{number}.md"), &post(&keys, "Text."))
        });
        let blog = posts.elsewhere().await;
        open(reader, &blog, "<inkfold-blog src='BLOG/content/'></inkfold-blog><div id=more></div>").await;
        sees(reader, "the list", "texts('.post-card').length === 10").await;
        let click = |text: &str| {
            format!("[...frame.querySelectorAll('a')].find((it) => it.textContent === '{text}').click()")
        };
        let tag = |tag: &str| format!("texts('h2').join() === '{tag}' && texts('.post-card').length > 1");
        within(reader, &click("Tags")).await;
        sees(reader, "the tags", "texts('.tag-list li').length === 40").await;
        within(reader, &click("tag-3")).await;
        sees(reader, "a tag", &tag("tag-3")).await;
        // Another element has the catalogue read once more.
        let list = format!("document.querySelector('#more').append(Object.assign(document.createElement('inkfold-list'), \
            {{ src: '{}/content/', limit: 40, loading: 'eager' }}))", blog.server.origin());
        within(reader, &list).await;
        reader
            .sees_that("the other list", "return document.querySelector('#more inkfold-list')?.shadowRoot?.querySelectorAll('.post-card').length === 40")
            .await;
        within(reader, &click("Tags")).await;
        within(reader, "frame.querySelector('.tag-list a').click()").await;
        sees(reader, "another tag", "frame.dataset.state === 'ready' && texts('.post-card').length > 1").await;
        sees(reader, "the state", "element.dataset.state === 'ready'").await;
    });
}
