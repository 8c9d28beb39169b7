//! What the page around an element notices: nothing but the content.

use serde_json::json;

use super::super::support::{Engine, engine, write};
use super::{blog, host, in_shadow, open, open_with, sees, within};

#[test]
fn the_page_around_stays_as_it_was() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let body = "<h1>Host</h1><p id=inkfold-main>Mine.</p><a href=/x>Link</a><ul><li>One</ul><main><code>c</code></main>\
            <inkfold-blog src='BLOG/content/'></inkfold-blog>";
        // Before the script of the elements, which is a module and waits.
        let look = "const look = () => JSON.stringify([Object.keys(window).filter((key) => !/cdc_|ret_nodes/.test(key)), document.title, history.length, history.state, \
                location.href, scrollY, document.documentElement.getAttributeNames(), document.head.children.length, \
                document.body.children.length, document.styleSheets.length, document.adoptedStyleSheets.length, \
                [...document.querySelectorAll('h1, p, a, ul, li, main, code, body, html')].map((it) => \
                    [...getComputedStyle(it)].map((key) => /block-size|height|origin/.test(key) ? '' : getComputedStyle(it)[key]).join())]); \
            addEventListener('DOMContentLoaded', () => { sessionStorage.look = look(); }); \
            Object.defineProperty(window, 'look', { value: look });";
        write(reader.host().folder(), "look.js", look.as_bytes());
        reader.host().set_policy("");
        open_with(reader, &blog, "<style>html { overflow-y: scroll }</style><script src=look.js></script>", body).await;
        sees(reader, "the blog", "texts('.post-card').length === 5").await;
        within(reader, "frame.querySelector('.post-card a').click()").await;
        sees(reader, "a post", "texts('.post-body').length === 1 && shadow.querySelector('.hljs-keyword') !== null").await;
        reader.ask("delete document.documentElement.dataset.heard").await;
        let differs = "const [a, b] = [JSON.parse(sessionStorage.look), JSON.parse(look())]; \
            return a.map((it, place) => JSON.stringify(it) === JSON.stringify(b[place]) ? null : [place, it, b[place]]).filter(Boolean)";
        assert_eq!(reader.ask(differs).await, json!([]));
    });
}

#[test]
fn the_page_around_may_keep_its_reader() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        open(
            reader,
            &blog,
            "<inkfold-list id=l src='BLOG/content/' limit=1></inkfold-list>",
        )
        .await;
        sees(reader, "a title", "texts('h2').length === 1").await;
        let here = reader.ask("return location.href").await;
        reader
            .ask("addEventListener('inkfold-navigate', (event) => event.preventDefault())")
            .await;
        within(reader, "frame.querySelector('h2 a').click()").await;
        let heard = format!(" ready:l: navigate:l:{}/posts/a/", blog.server.origin());
        assert_eq!(
            reader
                .ask("return document.documentElement.dataset.heard")
                .await,
            heard
        );
        assert_eq!(reader.ask("return location.href").await, here);
    });
}

#[test]
fn a_link_of_a_list_leads_to_the_blog() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        open(
            reader,
            &blog,
            "<inkfold-list src='BLOG/content/' limit=1></inkfold-list>",
        )
        .await;
        sees(reader, "a title", "texts('h2').length === 1").await;
        within(reader, "frame.querySelector('h2 a').click()").await;
        let address = format!(
            "return location.href === '{}/posts/a/' && document.querySelector('.hljs-keyword') !== null",
            blog.server.origin()
        );
        reader.sees_that("the blog", &address).await;
    });
}

#[test]
fn elements_come_move_and_go_without_a_trace() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        open(reader, &blog, "<div id=a><inkfold-list src='BLOG/content/' limit=3 loading=eager>Wait</inkfold-list></div><div id=b></div>").await;
        sees(reader, "titles", "texts('h2').length === 3").await;
        // Moved, it stays as it is.
        let moved = "(frame.dataset.same = '', document.querySelector('#b').append(element))";
        within(reader, moved).await;
        sees(reader, "the same", "frame.dataset.same === '' && texts('h2').length === 3").await;
        // Elsewhere a test's script has programs of its own.
        let is_told = engine() == Engine::Chromium;
        // Removed and put back, it is drawn again; and so a thousand times.
        let cycles = |count: u32| {
            format!(
                "const element = document.querySelector('inkfold-list'); \
                 const wait = () => new Promise((done) => {{ const channel = new MessageChannel(); \
                     channel.port1.onmessage = () => {{ channel.port1.close(); done(); }}; channel.port2.postMessage(0); }}); \
                 return (async () => {{ for (let n = 0; n < {count}; n += 1) {{ \
                     element.remove(); await wait(); document.querySelector(n % 2 ? '#a' : '#b').append(element); \
                     while (!element.shadowRoot.querySelector('.inkfold-frame:not([hidden]) h2')) await wait(); }} \
                     if (!{is_told}) return 0; \
                     const names = performance.getEntriesByType('resource').map((it) => it.name); \
                     const app = await import(names.find((name) => /inkfold-[0-9a-f]+\\.js$/.test(name))); \
                     const {{ memory }} = await app.default(); \
                     return memory.buffer.byteLength; }})()"
            )
        };
        let warm = reader.ask(&cycles(100)).await;
        let before = listeners(reader).await;
        for _ in 0..9 {
            let after = reader.ask(&cycles(100)).await;
            assert_eq!(after, warm, "memory of the program");
        }
        let now = listeners(reader).await;
        assert!(now <= before + 50, "{before} listeners, then {now}");
        assert_eq!(within(reader, "shadow.querySelectorAll('.inkfold-frame').length").await, 1);
        assert_eq!(reader.ask(&in_shadow("texts('h2').length")).await, 3);
    });
}

#[test]
fn an_element_keeps_its_looks_in_another_document() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let post = "<inkfold-post src='BLOG/content/posts/b.md'></inkfold-post><iframe title=other></iframe>";
        open(reader, &blog, post).await;
        let keyword = "shadow.querySelector('.hljs-keyword')";
        sees(reader, "the code dressed", &format!("{keyword} !== null && shadow.adoptedStyleSheets.length === 2")).await;
        let looks = "['containerType', 'position'].map((name) => getComputedStyle(frame)[name]).join() === 'inline-size,relative' \
            && getComputedStyle(shadow.querySelector('.hljs-keyword')).color !== getComputedStyle(shadow.querySelector('code')).color";
        sees(reader, "its looks", looks).await;
        // The page's scripts hold it: what they look for in their own document is not there.
        reader.ask("window.held = document.querySelector('inkfold-post'); held.id = 'moved'; \
            document.querySelector('iframe').contentDocument.body.append(held)").await;
        let there = |expression: &str| format!(
            "const element = window.held, shadow = element.shadowRoot, frame = shadow.querySelector('.inkfold-frame:not([hidden])'); \
             return element.ownerDocument !== document && frame !== null && {expression}");
        reader.sees_that("its looks there", &there(looks)).await;
        reader.ask("held.headingLevel = 4").await;
        reader.sees_that("a deeper title", &there("shadow.querySelector('h4')?.textContent === 'Post b'")).await;
        reader.sees_that("its looks again", &there(&format!("{keyword} !== null && {looks}"))).await;
        // What is near the window of a page is not known in another one.
        reader.ask("window.far = Object.assign(document.createElement('inkfold-post'), { src: held.src }); const { body } = document.querySelector('iframe').contentDocument; \
            body.append(Object.assign(document.createElement('p'), { style: 'height: 9000px' }), far)").await;
        let far = "const title = far.shadowRoot?.querySelector('h2'); return far.getBoundingClientRect().top > 5000 && title?.textContent === 'Post b'";
        reader.sees_that("one far down there", far).await;
        // Nobody sees a template, nor what stands in it.
        for nowhere in ["document.createElement('template').content", "document.implementation.createHTMLDocument().body"] {
            reader.ask(&format!("{nowhere}.append(held)")).await;
            reader.ask(&format!("{nowhere}.append(Object.assign(document.createElement('inkfold-list'), {{ src: held.src }}))")).await;
        }
        reader.ask("document.body.append(held)").await;
        sees(reader, "its looks here", &format!("{keyword} !== null && {looks}")).await;
        reader.ask("far.remove()").await;
    });
}

#[test]
fn colours_fit_the_text_around() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        for (paper, ink) in [("#111", "#fff"), ("#fff", "#222")] {
            for scheme in ["normal", "light", "dark"] {
                let body = format!(
                    "<style>body {{ background: {paper}; color: {ink}; color-scheme: {scheme} }}</style>\
                     <inkfold-post src='BLOG/content/posts/b.md' loading=eager></inkfold-post>"
                );
                open(reader, &blog, &body).await;
                sees(reader, "the code dressed", "shadow.querySelector('.hljs-keyword') !== null && shadow.adoptedStyleSheets.length === 2").await;
                let contrasts = reader.ask(CONTRASTS).await;
                let contrasts: Vec<f64> = serde_json::from_value(contrasts).expect("numbers");
                assert!(contrasts.len() == 6 && contrasts.iter().all(|it| *it >= 4.5), "{paper} {scheme}: {contrasts:?}");
            }
        }
    });
}

/// How the text of the article, its links, its byline, its code, a word of
/// that and its language stand out (WCAG 2.2).
const CONTRASTS: &str = "const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true }); \
    const light = (...colours) => { for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); } \
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((it) => it / 255).map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4); \
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; }; \
    const { shadowRoot } = document.querySelector('inkfold-post'); \
    return ['p', '.post-body a', 'time', 'pre', '.hljs-keyword', '.code-language'].map((selector) => { \
        const grounds = []; const element = shadowRoot.querySelector(selector); \
        for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) grounds.unshift(getComputedStyle(at).backgroundColor); \
        const [a, b] = [light(...grounds), light(...grounds, getComputedStyle(element).color)]; \
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); });";

#[test]
fn the_page_around_may_hide_and_squeeze_an_element() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let list = "<inkfold-list src='BLOG/content/' limit=1 loading=eager></inkfold-list>";
        let body = format!(
            "<div style='display: flex; visibility: hidden; pointer-events: none'><p>Beside</p>{list}</div>\
             <div style='float: left'>{list}</div><div style='width: 100px'>{list}</div>\
             <div style='width: 100px; display: grid'>{list}</div><div style='width: 100px; display: flex'>{list}</div>\
             <div style='width: 100px'><inkfold-list src='BLOG/content/' limit=1 loading=eager style='float: left'></inkfold-list></div>\
             <inkfold-list id=h hidden><b>Instead</b></inkfold-list>\
             <inkfold-list id=c src='BLOG/content/' limit=1 style='display: contents'></inkfold-list>"
        );
        open(reader, &blog, &body).await;
        let all = "return Promise.all([...document.querySelectorAll('inkfold-list:not([hidden])')].map((it) => it.ready)).then((all) => all.every(Boolean))";
        reader.sees_that("all lists", all).await;
        let style = "(({ visibility, pointerEvents }) => [visibility, pointerEvents])(getComputedStyle(frame.querySelector('h2')))";
        assert_eq!(within(reader, style).await, json!(["hidden", "none"]));
        let boxless = "return Boolean(document.querySelector('#c').shadowRoot.querySelector('h2'))";
        reader.sees_that("a title without a box", boxless).await;
        let widths = "return [...document.querySelectorAll('inkfold-list')].map((it) => it.getBoundingClientRect().width)";
        let widths = reader.ask(widths).await;
        let widths: Vec<f64> = serde_json::from_value(widths).expect("numbers");
        assert!(widths[0] > 200.0 && widths[1] > 200.0 && widths[2..6] == [100.0; 4] && widths[6] == 0.0, "{widths:?}");
    });
}

/// As pages with zone.js do, and those that wrap `fetch` for text alone.
#[test]
fn a_page_with_promises_of_its_own_shows_a_blog() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let body = "<script>window.Promise = class Other extends Promise {}; const { fetch: before } = window; \
            window.fetch = (what, how) => { (what.url ?? what).trim(); return before(what, how); }; </script>\
            <inkfold-post src='BLOG/content/posts/b.md'></inkfold-post>";
        open(reader, &blog, body).await;
        sees(reader, "the text", "frame?.querySelector('.post-body')?.textContent.includes('zzb')").await;
        write(blog.server.folder(), "docs/math.md", b"# Sum\n\n$a^2$\n");
        let formula = format!("element.src = '{}/docs/math.md'", blog.server.origin());
        // Its files are gone once the test is over.
        sees(reader, "the code dressed", "shadow.querySelector('.hljs-keyword') !== null && shadow.adoptedStyleSheets.length === 2").await;
        within(reader, &formula).await;
        sees(reader, "the formula", "frame?.querySelector('math msup') != null").await;
    });
}

#[test]
fn an_element_that_is_gone_at_once_leaves_nothing() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        open(reader, &blog, "<inkfold-list src='BLOG/content/' limit=1></inkfold-list>").await;
        sees(reader, "a title", "texts('h2').length === 1").await;
        let errors = "window.wrong = []; addEventListener('error', (event) => wrong.push(event.message)); ";
        let gone = format!(
            "{errors} for (let n = 0; n < 20; n += 1) {{ const made = document.createElement('inkfold-list'); \
             made.loading = 'eager'; made.src = '{}/content/'; document.body.append(made); made.remove(); }}",
            blog.server.origin()
        );
        reader.ask(&gone).await;
        let slower = "const element = document.querySelector('inkfold-list'); element.limit = 2; element.remove(); \
            document.body.append(element); element.limit = 3;";
        reader.ask(slower).await;
        sees(reader, "three", "texts('h2').length === 3").await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(reader.ask("return wrong").await, json!([]));
        assert_eq!(within(reader, "shadow.querySelectorAll('.inkfold-frame').length").await, 1);
    });
}

#[test]
fn a_promise_is_of_what_is_asked_for_now() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        open(reader, &blog, "<inkfold-list><b>Instead</b></inkfold-list>").await;
        let promise = "return document.querySelector('inkfold-list').ready.then((is) => is === ";
        reader.sees_that("none", &format!("{promise} false)")).await;
        assert_eq!(within(reader, "element.dataset.state").await, "error");
        within(
            reader,
            &format!("element.src = '{}/content/'", blog.server.origin()),
        )
        .await;
        reader.sees_that("one", &format!("{promise} true)")).await;
        assert_eq!(within(reader, "element.dataset.state").await, "ready");
        within(reader, "element.tag = 'none'").await;
        reader
            .sees_that("none again", &format!("{promise} false)"))
            .await;
        assert_eq!(within(reader, "element.dataset.state").await, "missing");
    });
}

/// How many listeners the page has after its garbage is collected, where the
/// engine tells.
async fn listeners(reader: &super::Reader) -> i64 {
    if engine() != Engine::Chromium {
        return 0;
    }
    let tools = reader.driver().cdp();
    for command in ["HeapProfiler.collectGarbage", "Performance.enable"] {
        tools.send_raw(command, json!({})).await.expect("a command");
    }
    let metrics = tools.send_raw("Performance.getMetrics", json!({})).await;
    let metrics = metrics.expect("metrics");
    let metrics = metrics["metrics"].as_array().expect("a list");
    let listeners = metrics
        .iter()
        .find(|metric| metric["name"] == "JSEventListeners");
    listeners
        .and_then(|metric| metric["value"].as_i64())
        .expect("a number")
}
