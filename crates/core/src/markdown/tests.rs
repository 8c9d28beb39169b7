use super::*;
use crate::html;

/// The HTML of `markdown`, with links as they would lead from a page at the
/// content folder's root.
fn html_of(markdown: &str) -> String {
    html::write(&read(markdown), &|link| match link {
        Link::Absolute(address) | Link::Relative(address) => address.clone(),
        Link::Fragment(id) => format!("#{id}"),
    })
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
            "<p><a rel=\"noopener noreferrer\" href=\"https://a.b\">https://a.b</a></p>",
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
            "<ul><li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\">a</li>\
             <li class=\"task\"><input type=\"checkbox\" disabled=\"\">b</li></ul>",
        ),
        (
            "```rust,ignore {1}\nfn a() {}\n```",
            "<pre><code class=\"language-rust\">fn a() {}\n</code></pre>",
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
fn shows_raw_html_as_text_and_hides_comments() {
    check(&[
        (
            "<script>alert(1)</script>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        ),
        (
            "a <b onclick=x>c</b>",
            "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>",
        ),
        ("<!-- a\n\nb -->\n\nc", "<p>c</p>"),
        ("a <!-- b --> c", "<p>a  c</p>"),
    ]);
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
    assert_eq!(text.trim(), "x");

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
