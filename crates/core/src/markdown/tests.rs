use super::limits::{DEEPEST, MOST_NODES};
use super::*;
use crate::document::{Node, plain_text};
use crate::html;
use crate::link::Link;

mod media;

/// The HTML of `markdown`, with links as they would lead from a page at the
/// content folder's root.
fn html_of(markdown: &str) -> String {
    html::write(&read(markdown), &address)
}

fn address(link: &Link) -> String {
    match link {
        Link::Absolute(address) | Link::Relative(address) => address.clone(),
        Link::Fragment(id) => format!("#{id}"),
        Link::Post { name, place } => format!("post:{name}#{place}"),
    }
}

fn check(cases: &[(&str, &str)]) {
    for (markdown, expected) in cases {
        assert_eq!(html_of(markdown), *expected, "{markdown:?}");
    }
}

#[test]
fn draws_paragraphs_and_what_stands_in_them() {
    check(&[
        ("", ""),
        ("a\nb", "<p>a\nb</p>"),
        ("a  \nb", "<p>a<br>b</p>"),
        (
            "*a* **b** ~~c~~ `<d>`",
            "<p><em>a</em> <strong>b</strong> <del>c</del> <code>&lt;d&gt;</code></p>",
        ),
        (
            "@mob_sko «a» &amp; \"b\"",
            "<p>@mob_sko «a» &amp; &quot;b&quot;</p>",
        ),
        (
            "[a](b.md \"c\")",
            "<p><a href=\"b.md\" title=\"c\">a</a></p>",
        ),
        ("![a *b*](c.png)", "<p><img src=\"c.png\" alt=\"a b\"></p>"),
        (
            "<https://a.b>",
            "<p><a rel=\"noopener noreferrer\" href=\"https://a.b/\">https://a.b</a></p>",
        ),
    ]);
}

#[test]
fn draws_blocks() {
    check(&[
        (
            "# A b\n\n## A b\n\n### A b",
            "<h1 id=\"a-b\">A b</h1><h2 id=\"a-b-1\">A b</h2><h3 id=\"a-b-2\">A b</h3>",
        ),
        ("# !!", "<h1>!!</h1>"),
        ("> a\n\n---", "<blockquote><p>a</p></blockquote><hr>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a", "<ol start=\"3\"><li>a</li></ol>"),
        (
            "- [x] a\n- [ ] b",
            "<ul><li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\"> a</li>\
             <li class=\"task\"><input type=\"checkbox\" disabled=\"\"> b</li></ul>",
        ),
        (
            "```rust,ignore {1}\nfn a() {}\n```",
            "<pre><code class=\"language-rust\" data-lines=\"1\">fn a() {}\n</code></pre>",
        ),
        ("    a < b", "<pre><code>a &lt; b</code></pre>"),
        (
            "|a|b|\n|-|-:|\n|c|d|",
            "<table><thead><tr><th>a</th><th class=\"align-end\">b</th></tr></thead>\
             <tbody><tr><td>c</td><td class=\"align-end\">d</td></tr></tbody></table>",
        ),
        (
            "|a|\n|-|",
            "<table><thead><tr><th>a</th></tr></thead></table>",
        ),
    ]);
}

#[test]
fn numbers_footnotes_as_they_are_called() {
    check(&[(
        "a[^z] b[^y] c[^z]\n\n[^y]: Y\n\n[^z]: Z\n\n[^w]: never called",
        "<p>a<sup class=\"footnote-call\"><a href=\"#fn-1\" id=\"fnref-1\" aria-label=\"Footnote 1\">1</a></sup> \
         b<sup class=\"footnote-call\"><a href=\"#fn-2\" id=\"fnref-2\" aria-label=\"Footnote 2\">2</a></sup> \
         c<sup class=\"footnote-call\"><a href=\"#fn-1\" id=\"fnref-1-2\" aria-label=\"Footnote 1\">1</a></sup></p>\
         <section class=\"footnotes\"><ol><li id=\"fn-1\"><p>Z \
         <a href=\"#fnref-1\" class=\"footnote-back\" aria-label=\"Back from footnote 1\">↩\u{FE0E}</a> \
         <a href=\"#fnref-1-2\" class=\"footnote-back\" aria-label=\"Back from footnote 1\">↩\u{FE0E}</a>\
         </p></li><li id=\"fn-2\"><p>Y \
         <a href=\"#fnref-2\" class=\"footnote-back\" aria-label=\"Back from footnote 2\">↩\u{FE0E}</a>\
         </p></li></ol></section>",
    )]);
}

#[test]
fn what_is_hidden_in_code_is_told_once() {
    for body in ["```\na\u{202E}b\n```", "`a\u{202E}b`", "a\u{202E}b"] {
        assert_eq!(read(body).repairs.len(), 1, "{body:?}");
    }
}

#[test]
fn refused_addresses_leave_their_text() {
    check(&[
        ("[a](javascript:alert(1))", "<p>a</p>"),
        ("[a](java&#115;cript&colon;x)", "<p>a</p>"),
        ("![a](data:image/svg+xml,x)", "<p>a</p>"),
        ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>"),
        ("[a]\n\n[a]: vbscript:x", "<p>a</p>"),
    ]);
}

#[test]
fn draws_extensions() {
    check(&[
        (
            "H~2~O x^2^ \\^2^ &#94;2^",
            "<p>H<sub>2</sub>O x<sup>2</sup> ^2^ ^2^</p>",
        ),
        (
            "~a~ ~~b~~ a~b c~ ^_^",
            "<p><del>a</del> <del>b</del> a~b c~ ^_^</p>",
        ),
        (
            "[[Some post]] [[a#B c|d]] [[#B c]] [[x:y]] \\[[z]]",
            "<p><a href=\"post:Some post#\">Some post</a> <a href=\"post:a#b-c\">d</a> \
             <a href=\"#b-c\">#B c</a> [[x:y]] [[z]]</p>",
        ),
        (
            "[[*foo* bar]]\n\n[*foo* bar]: /url",
            "<p>[<a href=\"/url\"><em>foo</em> bar</a>]</p>",
        ),
        (
            "see https://a.b, `https://c.d` [https://e.f](x.md)",
            "<p>see <a rel=\"noopener noreferrer\" href=\"https://a.b/\">https://a.b</a>, \
             <code>https://c.d</code> <a href=\"x.md\">https://e.f</a></p>",
        ),
        ("https\\://a.b", "<p>https://a.b</p>"),
        (
            "term\n: one\n: two",
            "<dl><dt>term</dt><dd>one</dd><dd>two</dd></dl>",
        ),
        ("One.\n\n:smile: hello", "<p>One.</p><p>:smile: hello</p>"),
        (
            "# A {#own .one .giscus onclick=x}\n\n# Location\n\n[l](#location)",
            "<h1 id=\"own\" class=\"one\">A</h1><h1 id=\"user-content-location\">Location</h1>\
             <p><a href=\"#user-content-location\">l</a></p>",
        ),
        (
            "> [!WARNING]\n> a",
            "<div class=\"markdown-alert markdown-alert-warning\">\
             <p class=\"markdown-alert-title\">Warning</p><p>a</p></div>",
        ),
        (
            "![a](b.png \"c\")\n\n[![a](b.png \"c\")](d.md)\n\n![a](b.png \"c\") e",
            "<figure><img src=\"b.png\" alt=\"a\"><figcaption>c</figcaption></figure>\
             <figure><a href=\"d.md\"><img src=\"b.png\" alt=\"a\"></a><figcaption>c</figcaption></figure>\
             <p><img src=\"b.png\" title=\"c\" alt=\"a\"> e</p>",
        ),
        (
            "<a@b.c>",
            "<p><a rel=\"noopener noreferrer\" href=\"mailto:a@b.c\">a@b.c</a></p>",
        ),
        (
            "`a\u{202E}b`",
            "<p><code>a<span class=\"hidden-character\">U+202E</span>b</code></p>",
        ),
    ]);
}

#[test]
fn marks_quotations_in_the_language_of_the_article() {
    for (language, markdown, expected) in [
        ("en", "\"a 'b' c\" it's -- ...", "“a ‘b’ c” it’s – …"),
        ("ru", "\"а \"б\" в\" -- it's", "«а „б“ в» – it’s"),
        ("de-AT", "\"a 'b' c\" geht's", "„a ‚b‘ c“ geht’s"),
        ("fr", "\"a\"", "«\u{202F}a\u{202F}»"),
        ("", "\"a\" “b”", "“a” “b”"),
        (
            "",
            "<b>\"a\"</b>, \"<i>b</i>\", c",
            "<b>“a”</b>, “<i>b</i>”, c",
        ),
        ("", "a=\"b\" c|\"d\"", "a=“b” c|“d”"),
        ("", "<br>\"a\"", "<br>“a”"),
    ] {
        let reading = Reading {
            language,
            smart_punctuation: true,
            math: true,
        };
        let shown = html::write(&read_as(markdown, &reading), &address);
        assert_eq!(shown, format!("<p>{expected}</p>"), "{language}");
    }
    let russian = Reading {
        language: "ru",
        smart_punctuation: false,
        ..Reading::default()
    };
    let alert = html::write(&read_as("> [!TIP]\n> \"а\"", &russian), &address);
    assert!(
        alert.contains(">Совет<") && alert.contains("&quot;а&quot;"),
        "{alert}"
    );
}

#[test]
fn shows_hosts_that_words_hide() {
    let text = |markdown: &str| {
        let nodes: Vec<Node> = read(markdown).nodes().cloned().collect();
        let mut text = String::new();
        plain_text(&nodes, &mut text);
        text
    };
    for (markdown, expected) in [
        (
            "[paypal.com](https://evil.example/)",
            "paypal.com (evil.example)",
        ),
        (
            "[https://paypal.com/x](https://evil.example/)",
            "https://paypal.com/x (evil.example)",
        ),
        ("[www.a.de](https://b.de/)", "www.a.de (b.de)"),
        ("[www.a.de](https://shop.a.de/)", "www.a.de"),
        ("[README.md](https://github.com/)", "README.md"),
        ("[Node.js](https://nodejs.org/)", "Node.js"),
        ("[paypal.com](pay.md)", "paypal.com"),
        ("<https://a.b/c>", "https://a.b/c"),
        ("[pаypal.com](https://pаypal.com/)", "pаypal.com"),
    ] {
        assert_eq!(text(markdown), expected, "{markdown}");
    }
    let titled = html_of("[x](https://pаypal.com/)");
    assert!(titled.contains("title=\"xn--pypal-4ve.com\""), "{titled}");
}

fn depth(nodes: &[Node]) -> usize {
    nodes
        .iter()
        .map(|node| match node {
            Node::Text(_) => 0,
            Node::Element(element) => 1 + depth(&element.children),
        })
        .max()
        .unwrap_or(0)
}

#[test]
fn limits_depth_and_size() {
    let deep = read(&format!("{} x", ">".repeat(5_000)));
    let nodes: Vec<Node> = deep.nodes().cloned().collect();
    assert!(depth(&nodes) <= DEEPEST);
    let mut text = String::new();
    plain_text(&nodes, &mut text);
    assert!(text.trim().starts_with("x"), "{text}");

    let columns = 200;
    let table = format!(
        "{}|\n{}|\n{}",
        "|a".repeat(columns),
        "|-".repeat(columns),
        "|\n".repeat(5_000)
    );
    let mut builder = 0;
    for node in read(&table).nodes() {
        builder += count(node);
    }
    assert!(builder <= MOST_NODES + columns, "{builder}");
}

#[test]
fn past_the_limit_nothing_runs_together() {
    let table = "|a|b|\n|-|-|\n".to_owned()
        + &"|a|b|\n".repeat(limits::MOST_CELLS / 2)
        + "|alpha|beta|\n\nc[^1]\n\n[^1]: d";
    let html = html_of(&table);
    let (_, rest) = html.split_once("alpha").unwrap();
    assert_eq!(rest.trim_end(), "\tbeta\t\n\nc[^1]\nd\n\n</pre>");
}

fn count(node: &Node) -> usize {
    match node {
        Node::Text(_) => 1,
        Node::Element(element) => 1 + element.children.iter().map(count).sum::<usize>(),
    }
}

#[test]
fn a_limit_is_said_on_the_page() {
    let russian = Reading {
        language: "ru",
        ..Reading::default()
    };
    let note = "<p class=\"markdown-alert markdown-alert-note\">";
    let deep = ">".repeat(DEEPEST + 1) + " a";
    let long = "a\n\n".repeat(limits::MOST_BYTES / 3 + 1);
    for (markdown, english, own) in [
        (&deep, notes::of("en").cut, notes::of("ru").cut),
        (&long, notes::of("en").plain, notes::of("ru").plain),
    ] {
        assert!(html_of(markdown).contains(&format!("{note}{english}</p>")));
        let html = html::write(&read_as(markdown, &russian), &address);
        assert!(html.contains(&format!("{note}{own}</p>")));
    }
    assert!(!html_of("> > a").contains(note));
}
