use super::limits::{DEEPEST, MOST_NODES};
use super::*;
use crate::document::{Node, plain_text};
use crate::html;
use crate::link::Link;

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

fn count(node: &Node) -> usize {
    match node {
        Node::Text(_) => 1,
        Node::Element(element) => 1 + element.children.iter().map(count).sum::<usize>(),
    }
}

#[test]
fn videos_alone_in_a_paragraph_are_cards() {
    let card = |words: &str| {
        format!(
            "<p class=\"video\"><a rel=\"noopener noreferrer\" \
             href=\"https://www.youtube.com/watch?v=a-b_c1D2E3F\">{words}</a></p>"
        )
    };
    let (youtube, vimeo) = (
        card("Video on YouTube"),
        "<p class=\"video\"><a rel=\"noopener noreferrer\" \
         href=\"https://vimeo.com/76979871\">Video on Vimeo</a></p>",
    );
    let both = format!("{youtube}{vimeo}");
    check(&[
        ("https://youtu.be/a-b_c1D2E3F", &youtube),
        ("<https://youtu.be/a-b_c1D2E3F>", &youtube),
        ("www.youtube.com/watch?v=a-b_c1D2E3F", &youtube),
        ("https://vimeo.com/76979871", vimeo),
        ("[plugin:youtube](https://youtu.be/a-b_c1D2E3F)", &youtube),
        (
            "[plugin:youtube](https://youtu.be/a-b_c1D2E3F \"A <b>\")",
            &card("A &lt;b&gt;"),
        ),
        ("{{< youtube a-b_c1D2E3F >}}", &youtube),
        ("{{< youtube id=\"a-b_c1D2E3F\" >}}", &youtube),
        ("{{< vimeo 76979871 >}}", vimeo),
        ("{{<youtube a-b_c1D2E3F>}}\n{{< vimeo 76979871 >}}", &both),
        (
            "https://youtu.be/a-b_c1D2E3F\\\nhttps://vimeo.com/76979871",
            &both,
        ),
    ]);
    let russian = Reading {
        language: "ru",
        ..Reading::default()
    };
    let document = read_as("https://youtu.be/a-b_c1D2E3F", &russian);
    assert_eq!(html::write(&document, &address), card("Видео на YouTube"));
}

#[test]
fn other_links_and_words_stay_as_they_are() {
    for markdown in [
        "See https://youtu.be/a-b_c1D2E3F",
        "[Watch it](https://youtu.be/a-b_c1D2E3F)",
        "[plugin:youtube](https://evil.example/a-b_c1D2E3F)",
        "[plugin:youtube](javascript:alert)",
        "- https://youtu.be/a-b_c1D2E3F",
        "<a>\n\n{{< youtube a-b_c1D2E3F >}}",
        "{{< youtube a-b_c1D2E3F >}} and words",
    ] {
        assert!(!html_of(markdown).contains("class=\"video\""), "{markdown}");
    }
}

#[test]
fn pictures_that_are_films_and_sounds_are_played() {
    check(&[
        (
            "![A \"b\"](a.mp4)",
            "<p><video controls=\"\" preload=\"metadata\" src=\"a.mp4\" aria-label=\"A &quot;b&quot;\">\
             <a href=\"a.mp4\">A &quot;b&quot;</a></video></p>",
        ),
        (
            "a ![](b.mp3) c",
            "<p>a <audio controls=\"\" preload=\"metadata\" src=\"b.mp3\"></audio> c</p>",
        ),
        (
            "![](a.webm \"Words\")",
            "<figure><video controls=\"\" preload=\"metadata\" src=\"a.webm\"></video>\
             <figcaption>Words</figcaption></figure>",
        ),
        (
            "[![x](a.ogv)](b)",
            "<p><a href=\"b\"><video controls=\"\" preload=\"metadata\" src=\"a.ogv\" \
             aria-label=\"x\">x</video></a></p>",
        ),
        ("![x](javascript:a.mp4)", "<p>x</p>"),
    ]);
}

#[test]
fn wiki_pictures_are_pictures() {
    check(&[
        (
            "![[a b#1.png]]",
            "<p><img src=\"a%20b%231.png\" alt=\"\"></p>",
        ),
        (
            "a ![[x/y.jpg|300x200]] b",
            "<p>a <img src=\"x/y.jpg\" alt=\"\" width=\"300\" height=\"200\"> b</p>",
        ),
        (
            "![[y.jpg|A lake]]",
            "<p><img src=\"y.jpg\" alt=\"A lake\"></p>",
        ),
        (
            "![[a.mp3]]",
            "<p><audio controls=\"\" preload=\"metadata\" src=\"a.mp3\"></audio></p>",
        ),
        // What is no picture is a link to it.
        ("![[Note]]", "<p><a href=\"post:Note#\">Note</a></p>"),
        (
            "![[Note#Part|words]]",
            "<p><a href=\"post:Note#part\">words</a></p>",
        ),
        ("![[a b.pdf]]", "<p><a href=\"a%20b.pdf\">a b.pdf</a></p>"),
        (
            "[[x/a.PDF#page=2|words]] [[y.png]]",
            "<p><a href=\"x/a.PDF\">words</a> <a href=\"y.png\">y.png</a></p>",
        ),
        ("[x ![[Note]]](y)", "<p><a href=\"y\">x ![[Note]]</a></p>"),
        // Obsidian's in tables.
        (
            "|a|\n|-|\n|[[Other\\|t2]]|\n|![[i.png\\|100]]|\n|b \\| c|",
            "<table><thead><tr><th>a</th></tr></thead><tbody>\
             <tr><td><a href=\"post:Other#\">t2</a></td></tr>\
             <tr><td><img src=\"i.png\" alt=\"\" width=\"100\"></td></tr>\
             <tr><td>b | c</td></tr></tbody></table>",
        ),
        ("![[javascript:x.png]]", "<p>![[javascript:x.png]]</p>"),
        ("![[a.png", "<p>![[a.png</p>"),
        (
            "[[folder/Page]] [[./a.md]]",
            "<p><a href=\"post:folder/Page#\">folder/Page</a> <a href=\"./a.md\">./a.md</a></p>",
        ),
    ]);
}

#[test]
fn media_actions_become_sizes_classes_and_links() {
    for (address, attributes) in [
        (
            "a.jpg?cropResize=400,200",
            "src=\"a.jpg\" alt=\"x\" width=\"400\" height=\"200\"",
        ),
        ("a.jpg?resize=400", "src=\"a.jpg\" alt=\"x\" width=\"400\""),
        (
            "a.jpg?crop=1,2,30,40",
            "src=\"a.jpg\" alt=\"x\" width=\"30\" height=\"40\"",
        ),
        (
            "a.jpg?width=9&height=8px",
            "src=\"a.jpg\" alt=\"x\" width=\"9\" height=\"8\"",
        ),
        ("a.jpg?width=50%25", "src=\"a.jpg\" alt=\"x\""),
        ("a.jpg?cropResize=0,0", "src=\"a.jpg\" alt=\"x\""),
        (
            "a.jpg?resize=0,200",
            "src=\"a.jpg\" alt=\"x\" height=\"200\"",
        ),
        (
            "a.jpg?classes=caption,float-right",
            "src=\"a.jpg\" alt=\"x\" class=\"align-end\"",
        ),
        ("a.jpg?class=disqus", "src=\"a.jpg\" alt=\"x\""),
        ("a.jpg?id=b&sepia#c", "src=\"a.jpg#c\" alt=\"x\" id=\"b\""),
        ("a.jpg?v=2&quality=9", "src=\"a.jpg?v=2\" alt=\"x\""),
        ("image://a.jpg", "src=\"/images/a.jpg\" alt=\"x\""),
        (
            "user://pages/a.jpg?sharp=3",
            "src=\"/pages/a.jpg\" alt=\"x\"",
        ),
        (
            "https://a.b/c.jpg?resize=3,4",
            "referrerpolicy=\"no-referrer\" src=\"https://a.b/c.jpg?resize=3,4\" alt=\"x\"",
        ),
    ] {
        let expected = format!("<p><img {attributes}></p>");
        assert_eq!(html_of(&format!("![x]({address})")), expected, "{address}");
    }
    check(&[
        (
            "![x](a.jpg?cropResize=400,200&lightbox&classes=left \"T\")",
            "<figure><a href=\"a.jpg\"><img src=\"a.jpg\" alt=\"x\" class=\"align-start\" \
             width=\"400\" height=\"200\"></a><figcaption>T</figcaption></figure>",
        ),
        (
            "[![](a.jpg?link&resize=3,4)](b.md?classes=button,x&target=_blank)",
            "<p><a href=\"b.md\"><img src=\"a.jpg\" alt=\"\" width=\"3\" height=\"4\"></a></p>",
        ),
        ("[a](user://b/c.pdf)", "<p><a href=\"/b/c.pdf\">a</a></p>"),
        ("[a](@/posts/b.md)", "<p><a href=\"/posts/b.md\">a</a></p>"),
        ("![x](theme://a.jpg)", "<p>x</p>"),
        (
            "[a](/search/?q=class)",
            "<p><a href=\"/search/?q=class\">a</a></p>",
        ),
    ]);
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
