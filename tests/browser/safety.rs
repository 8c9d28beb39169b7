//! Hostile posts: what an author writes is text and links, never a program.

use super::support::{Blog, Reader, post};

/// Whether anything of an author's ran or could run.
pub(super) async fn nothing_runs(reader: &Reader) {
    let found = reader.ask(
        "const bad = [];\
        if (window.pwned !== undefined) bad.push('a script ran');\
        for (const element of document.querySelectorAll('#inkfold *, [data-state] *')) {\
            for (const { name, value } of element.attributes)\
                if (name.startsWith('on') || name === 'style' || name === 'srcdoc') bad.push(`${element.localName} ${name}=${value}`);\
            if (element.matches('script, iframe, object, embed, base, meta, link, form, style, svg')\
                && element.closest('.post-body, .summary, h1, h2')) bad.push(element.localName);\
        }\
        const formula = /^(math|m(frac|i|multiscripts|n|o|over|padded|phantom|prescripts|root|row|space|sqrt|sub|subsup|sup|table|td|text|tr|under|underover))$/;\
        for (const element of document.querySelectorAll('math, math *')) {\
            if (element.namespaceURI !== 'http://www.w3.org/1998/Math/MathML' || !formula.test(element.localName)) bad.push(element.localName);\
            for (const { name } of element.attributes)\
                if (/href|src|action|^id$|selection/.test(name)) bad.push(`${element.localName} ${name}`);\
        }\
        const web = ['http:', 'https:', 'mailto:', 'tel:'];\
        for (const link of document.querySelectorAll('a[href], area[href]'))\
            if (!web.includes(link.protocol)) bad.push(`link to ${link.href}`);\
        for (const element of document.querySelectorAll('[src], [action], [formaction], [data], [poster]'))\
            for (const name of ['src', 'action', 'formaction', 'data', 'poster']) {\
                const value = element.getAttribute(name);\
                if (value !== null && !/^(https?|data):/.test(new URL(value, document.baseURI).href)) bad.push(`${name} ${value}`);\
                if (value?.startsWith('data:') && element.localName !== 'img') bad.push(`${name} ${value}`);\
            }\
        return bad",
    );
    assert_eq!(found.await, serde_json::json!([]));
}

/// Ways to write an address that runs, as attackers have.
const HOSTILE_LINKS: &str = "\
[link01](javascript:window.pwned=1)

[link02](JaVaScRiPt:window.pwned=2)

[link03](<java\tscript:window.pwned=3>)

[link04](&#106;avascript:window.pwned=4)

[link05](java&#x0A;script:window.pwned=5)

[link06](java&Tab;script:window.pwned=6)

[link07](< javascript:window.pwned=7>)

[link08](&#1;javascript:window.pwned=8)

[link09](javascript&colon;window.pwned=9)

[link10](vbscript:msgbox)

[link11](data:text/html,<script>window.pwned=11</script>)

[link12](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)

[link13](blob:https://example.org/1)

[link14](file:///etc/passwd)

[link15][ref]

[link16](feed:javascript:window.pwned=16)

[link17](javascript://example.org/%0Awindow.pwned=17)

[link18](\\javascript:window.pwned=18)

<javascript:window.pwned=19>

![link20](javascript:window.pwned=20)

![link21](data:text/html,<script>window.pwned=21</script>)

![link22](x\"onerror=\"window.pwned=22)

[link23](https://example.org/ \"x\\\" onclick=\\\"window.pwned=23\")

[![link24](javascript:window.pwned=24)](javascript:window.pwned=24)

[^note]

[ref]: javascript:window.pwned=15

[^note]: [link25](javascript:window.pwned=25)
";

#[test]
fn no_obfuscation_makes_a_link_that_runs() {
    Blog::new()
        .post("posts/a.md", &post("title: Links", HOSTILE_LINKS))
        .read(async |reader| {
            // A picture that leads nowhere is the author's loss.
            reader.expects_report("resource: img");
            reader.expects_report("404");
            reader.open("/posts/a/").await;
            nothing_runs(reader).await;
            // What a link said is still there, be it only text.
            let shown = "const body = document.querySelector('.post-body');\
            return body.innerText + [...body.querySelectorAll('img')].map((i) => i.alt).join(' ')";
            let shown = reader.ask(shown).await;
            let shown = shown.as_str().expect("text");
            for number in 1..=25 {
                let word = format!("link{number:02}");
                assert!(number == 19 || shown.contains(&word), "{word} in {shown}");
            }
            // Whatever became a link may be clicked.
            let click = "addEventListener('click', (event) => event.preventDefault());\
            document.querySelectorAll('.post-body a').forEach((link) => link.click());";
            reader.ask(click).await;
            nothing_runs(reader).await;
        });
}

const HOSTILE_HTML: &str = "\
Before.

<script>window.pwned = 1</script>

<img src=x onerror=\"window.pwned = 2\">

Text with <b onmouseover=\"window.pwned = 3\">bold</b> and <svg onload=\"window.pwned = 4\"></svg> within.

<iframe srcdoc=\"<script>parent.pwned = 5</script>\"></iframe>

<form action=\"javascript:window.pwned = 6\"><button>press</button></form>

<style>body { display: none }</style>

<base href=\"https://evil.example/\">

<meta http-equiv=\"refresh\" content=\"0; url=https://evil.example/\">

<a href=\"javascript:window.pwned = 7\">anchor</a>

<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=8></style></mglyph></table></mtext></math>

<div id=\"inkfold\" data-state=\"error\" name=\"body\">clobber</div>

<!-- <script>window.pwned = 9</script> -->

```html
<script>window.pwned = 10</script>
```

| <script>window.pwned = 11</script> |
|---|
| <img src=x onerror=\"window.pwned = 12\"> |

After.
";

#[test]
fn html_in_a_post_does_nothing() {
    Blog::new()
        .post("posts/a.md", &post("title: Html", HOSTILE_HTML))
        .read(async |reader| {
            // The pictures lead nowhere.
            reader.expects_report("resource: img");
            reader.expects_report("404");
            reader.open("/posts/a/").await;
            nothing_runs(reader).await;
            let text = reader.text(".post-body").await;
            assert!(text.starts_with("Before."), "{text}");
            for words in [
                "After.",
                "bold",
                "within.",
                "anchor",
                "clobber",
                "window.pwned = 10",
            ] {
                assert!(text.contains(words), "{words} in {text}");
            }
            // What is code, style or frame is left out with its text; only
            // the code block shows a script.
            for words in [
                "pwned = 1<",
                "pwned = 9",
                "pwned = 11",
                "display: none",
                "parent.pwned",
            ] {
                assert!(!text.contains(words), "{words} in {text}");
            }
            // What is harmless is an element, without what was not.
            assert_eq!(reader.text(".post-body p > b").await, "bold");
            assert_eq!(reader.count(".post-body img").await, 2);
            assert_eq!(reader.count(".post-body a[href]").await, 0);
            assert_eq!(reader.count("#inkfold").await, 1);
            reader.open("/").await;
            nothing_runs(reader).await;
            assert_eq!(reader.count(".post-card").await, 1);
        });
}

#[test]
fn no_id_takes_the_name_of_something_on_the_page() {
    let text = "[there](#location)\n\n## Location\n\n## Constructor\n\n## Inkfold\n\n\
        <span id=\"getElementById\">a</span> <a name=\"__proto__\">b</a>\n\n## Plain\n\n## Plain\n";
    Blog::new()
        .post("posts/a.md", &post("title: Ids", text))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            let taken = "return [...document.querySelectorAll('.post-body [id]')]\
                .map((element) => element.id)\
                .filter((id) => id in Object.prototype || id in document || id === 'inkfold' || id === 'location')";
            assert_eq!(reader.ask(taken).await, serde_json::json!([]));
            assert_eq!(reader.count("#plain, #plain-1").await, 2);
            assert_eq!(reader.count("#user-content-location").await, 1);
            reader.clicks_text(".post-body a", "there").await;
            let arrived = "return location.hash === '#user-content-location'";
            reader.sees_that("the address of the place", arrived).await;
        });
}

#[test]
fn front_matter_is_text_wherever_it_is_shown() {
    let hostile = "<img src=x onerror=\"window.pwned=1\">";
    let front = format!(
        "title: '{hostile}title'\nauthor: '{hostile}author'\nsummary: '{hostile}summary'\n\
        tags: ['{hostile}tag', '__proto__', 'constructor', '../../up']\nslug: '../../escape'\ndate: 2024-01-01"
    );
    Blog::new()
        .site(&format!(
            "title: '{hostile}blog'\ndescription: '{hostile}about'\nauthor: '{hostile}me'"
        ))
        .site("repository: 'javascript:window.pwned=2'\nurl: 'javascript:window.pwned=3'")
        .post("posts/a.md", &post(&front, "Text."))
        .read(async |reader| {
            // The summary is Markdown: its picture is one, and leads nowhere.
            reader.expects_report("resource: img");
            reader.expects_report("404");
            reader.open("/").await;
            nothing_runs(reader).await;
            assert_eq!(reader.text("h2 a").await, format!("{hostile}title"));
            assert!(reader.text(".summary").await.contains("summary"));
            reader.clicks("h2 a").await;
            reader.sees("article.post h1", "title").await;
            assert_eq!(
                reader.text("article.post h1").await,
                format!("{hostile}title")
            );
            assert!(reader.title().await.starts_with(&format!("{hostile}title")));
            nothing_runs(reader).await;
            let inside = reader.full("/");
            let address = reader.ask("return location.href").await;
            assert!(
                address
                    .as_str()
                    .is_some_and(|address| address.starts_with(&inside)),
                "{address}"
            );
            reader.open("/tags/").await;
            nothing_runs(reader).await;
            reader.clicks_text("main a", "constructor").await;
            reader.sees(".post-card h2", "title").await;
        });
}

#[test]
fn an_address_reaches_nothing_outside_the_blog() {
    Blog::new()
        .site("routing: hash")
        .post("posts/a.md", &post("title: Alpha", "Text."))
        .file("secret.md", "Not a post.")
        .read(async |reader| {
            reader.open("/").await;
            for address in [
                "/#/posts/https:%2F%2Fevil.example%2Fx/",
                "/#/posts/..%2Fsecret/",
                "/#/posts/..%2F..%2Findex.html/",
                "/#/posts/%2F%2Fevil.example%2Fx/",
                "/#//evil.example/",
                "/#/posts/%00/",
                "/#/posts/%E0%A4%A/",
                "/#/posts/javascript:window.pwned=1/",
            ] {
                reader.expects_report("posts/");
                reader.go(address).await;
                reader.state("missing").await;
                nothing_runs(reader).await;
            }
            let outside = reader.host().arrivals("*");
            let outside: Vec<_> = outside
                .iter()
                .filter(|arrival| arrival.path.contains("secret") || arrival.path.contains(".."))
                .collect();
            assert!(outside.is_empty(), "{outside:?}");
        });
}

#[test]
fn links_out_of_the_blog_tell_nothing_about_the_reader() {
    let text = "[out](https://example.org/) [mail](mailto:a@example.org)";
    Blog::new().post("posts/a.md", &post("title: Out", text)).read(async |reader| {
        reader.open("/posts/a/").await;
        let opener = "return [...document.querySelectorAll('a[target=_blank]')].every((a) => /noopener/.test(a.rel))";
        assert_eq!(reader.ask(opener).await, true);
        assert_eq!(reader.count(".post-body a[href='https://example.org/']").await, 1);
        assert_eq!(reader.count(".post-body a[href='mailto:a@example.org']").await, 1);
    });
}
