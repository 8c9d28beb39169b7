//! What holds for any article at all.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::HashSet;

use inkfold_core::document::{Document, Name, Node, Tag};
use inkfold_core::markdown::{self, Reading};
use inkfold_core::post::Post;
use markup5ever_rcdom::{Handle, NodeData};
use proptest::prelude::*;
use support::{parse, serialize, to_html};

/// Pieces that mean something to Markdown, HTML or addresses.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "  \n",
    " ",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "- [x] ",
    "# ",
    "## ",
    "---\n",
    "===\n",
    "```\n",
    "~~~ rust\n",
    "*",
    "**",
    "_",
    "~",
    "~~",
    "^",
    "`",
    "[",
    "]",
    "](",
    ")",
    "![",
    "](x)",
    "](x \"t\")",
    "](x.mp4)",
    "![[x.png]]",
    "https://youtu.be/a-b_c1D2E3F",
    "{{< vimeo 1 >}}",
    "{{< figure src=x caption='",
    "{{< highlight x >}}",
    "{{< /highlight >}}",
    "{{% notice a b %}}",
    "{{% /notice %}}",
    " >}}",
    "{{ site.baseurl }}",
    "{{ a | b }}",
    "{% raw %}",
    "{% endraw %}",
    "{% highlight a %}",
    "{% endhighlight %}",
    "{% x",
    "%}",
    "{: #a .b}\n",
    "[center]",
    "[/center]",
    "[details=a]",
    "[/details]",
    "[u]",
    "[/u]",
    "[plugin:x](",
    "! ",
    "!!! ",
    "x.png?resize=1,2&link&id=a",
    "<iframe src=//youtu.be/a-b_c1D2E3F>",
    "<iframe src=x>",
    " poster=javascript:x",
    " srcset='x 2x, y'",
    "[^1]",
    "[^1]: ",
    "[a]: /b 'c'\n",
    "[[",
    "]]",
    "|",
    "|a|b|\n|-|:-:|\n",
    "\n: ",
    "{#id .c}",
    "> [!NOTE]\n",
    "\\",
    "&amp;",
    "&#106;",
    "&Tab;",
    "&#0;",
    "&lt;",
    "&",
    "www.a.bc",
    "https://a.bc/d",
    "a@b.cd",
    "javascript:",
    "data:text/html,",
    "//",
    "/\\",
    "\\\\",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "<!",
    "\"",
    "'",
    "=",
    " onclick=x",
    " href=javascript:x",
    " src=//x",
    " id=a",
    " id=b",
    " class=giscus",
    " align=center",
    " style=x",
    " title='",
    " open",
    " width=9",
    "a",
    "b ",
    "word",
    "é",
    "мир",
    "\u{202E}",
    "\u{0}",
    "\r",
    "\u{FEFF}",
    "🎉",
];

/// Elements, of ours, of others, and misspelt.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "audio",
    "b",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "form",
    "h1",
    "h2",
    "hr",
    "i",
    "iframe",
    "img",
    "input",
    "kbd",
    "li",
    "math",
    "mi",
    "noscript",
    "object",
    "ol",
    "option",
    "p",
    "picture",
    "plaintext",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "script",
    "section",
    "select",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "video",
    "wbr",
    "x-y",
    "xmp",
];

fn soup() -> impl Strategy<Value = String> {
    let element = proptest::sample::select(ELEMENTS);
    let part = prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        2 => element.clone().prop_map(|name| format!("<{name}>")),
        1 => element.clone().prop_map(|name| format!("<{name}")),
        2 => element.clone().prop_map(|name| format!("</{name}>")),
        1 => element.prop_map(|name| format!("\n\n<{name}>\n\n")),
        1 => "\\PC{0,4}",
    ];
    proptest::collection::vec(part, 0..48).prop_map(|parts| parts.concat())
}

/// What a browser makes of an article, flat.
#[derive(Default)]
struct Seen {
    text: String,
    ids: Vec<String>,
    problems: Vec<String>,
}

impl Seen {
    fn of(nodes: &[Handle]) -> Self {
        let mut seen = Self::default();
        nodes.iter().for_each(|node| seen.node(node));
        seen
    }

    fn node(&mut self, node: &Handle) {
        match &node.data {
            NodeData::Text { contents } => self.text.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let element: &str = &name.local;
                if !Tag::all().any(|tag| tag.name() == element)
                    || &*name.ns != "http://www.w3.org/1999/xhtml"
                {
                    self.problems.push(format!("element {element}"));
                }
                for attribute in attrs.borrow().iter() {
                    self.attribute(element, &attribute.name.local, &attribute.value);
                }
            }
            _ => self.problems.push("no text and no element".into()),
        }
        node.children
            .borrow()
            .iter()
            .for_each(|node| self.node(node));
    }

    fn attribute(&mut self, element: &str, name: &str, value: &str) {
        let known = Name::all().any(|known| known.name() == name)
            || matches!(
                name,
                "class"
                    | "controls"
                    | "data-lines"
                    | "data-numbered"
                    | "disabled"
                    | "preload"
                    | "referrerpolicy"
                    | "rel"
            );
        match name {
            "srcset" => {
                for source in value.split(", ") {
                    let address = source.split(' ').next().unwrap_or_default();
                    self.attribute(element, "src", address);
                }
            }
            "href" | "src" | "cite" | "poster" => {
                let base = url::Url::parse("https://blog.example/posts/").unwrap();
                let schemes: &[&str] = match name {
                    "src" | "poster" => &["http", "https"],
                    _ => &["http", "https", "mailto", "tel"],
                };
                let scheme = base.join(value).map(|url| url.scheme().to_owned());
                // What is no address leads nowhere.
                if scheme.is_ok_and(|scheme| !schemes.contains(&scheme.as_str())) {
                    self.problems.push(format!("{element} {name}={value}"));
                }
            }
            "id" => self.ids.push(value.to_owned()),
            _ if known => {}
            _ => self.problems.push(format!("{element} {name}={value}")),
        }
    }
}

fn text_of(document: &Document) -> String {
    fn add(node: &Node, out: &mut String) {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => element.children.iter().for_each(|node| add(node, out)),
        }
    }
    let mut out = String::new();
    document.nodes().for_each(|node| add(node, &mut out));
    out
}

/// How deep a document is, and how many nodes it has.
fn size(document: &Document) -> (usize, usize) {
    fn add(node: &Node, depth: usize, size: &mut (usize, usize)) {
        size.1 += 1;
        if let Node::Element(element) = node {
            size.0 = size.0.max(depth);
            element
                .children
                .iter()
                .for_each(|node| add(node, depth + 1, size));
        }
    }
    let mut found = (0, 0);
    document.nodes().for_each(|node| add(node, 1, &mut found));
    found
}

/// Everything that holds for any document; what is wrong, otherwise.
fn wrong(document: &Document) -> Option<String> {
    let html = to_html(document);
    let parsed = parse(&html);
    let again = serialize(&parsed.nodes);
    if again != html {
        return Some(format!(
            "a browser makes another tree:\n  {html}\n  {again}"
        ));
    }
    let seen = Seen::of(&parsed.nodes);
    if !seen.problems.is_empty() {
        return Some(format!("{:?} in {html}", seen.problems));
    }
    if seen.text != text_of(document) {
        return Some(format!("other text: {html}"));
    }
    let unique: HashSet<&String> = seen.ids.iter().collect();
    if unique.len() != seen.ids.len() {
        return Some(format!("an id twice: {html}"));
    }
    let clobbers = |id: &&String| id.starts_with("inkfold") || *id == "location";
    if let Some(id) = seen.ids.iter().find(clobbers) {
        return Some(format!("the id {id}"));
    }
    let (depth, _) = size(document);
    (depth > 64).then(|| format!("{depth} deep"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300),
    ))]

    #[test]
    fn any_text_becomes_a_tree_that_browsers_agree_on(body in soup()) {
        let document = markdown::read(&body);
        prop_assert_eq!(wrong(&document), None);
        for found in document.diagnostics(&body, 1) {
            prop_assert!(!found.to_string().is_empty());
        }
    }

    #[test]
    fn so_does_the_beginning_of_any_text(body in soup(), end in 0_usize..100) {
        let document = markdown::read_to(&body, &Reading::default(), end);
        prop_assert_eq!(wrong(&document), None);
    }

    #[test]
    fn punctuation_keeps_the_tree(body in soup(), language in "(en|ru|de|fr|sv)") {
        let reading = Reading { language: &language, smart_punctuation: true };
        prop_assert_eq!(wrong(&markdown::read_as(&body, &reading)), None);
    }

    #[test]
    fn words_are_never_lost(words in proptest::collection::vec("[a-z]{3,8}", 1..12), marks in soup()) {
        // Whatever stands before them: what is dropped ends with its paragraph.
        let body = format!("{}\n\n{}", marks.replace(['<', '`', '~'], ""), words.join("\n\n"));
        let text = text_of(&markdown::read(&body));
        for word in &words {
            prop_assert!(text.contains(word.as_str()), "{word} in {text:?}");
        }
    }
}

#[test]
fn no_hostile_text_does_anything_wherever_it_stands() {
    let vectors: Vec<&str> = include_str!("specs/xss.txt")
        .split("====\n")
        .skip(1)
        .collect();
    assert!(vectors.len() > 150, "{}", vectors.len());
    let places = [
        "@",
        "a @ b",
        "a\n\n@\n\nb",
        "# @",
        "> @",
        "- @",
        "| @ |\n|---|\n| @ |",
        "[@](x)",
        "[x](<@>)",
        "[x](x \"@\")",
        "![@](x)",
        "[x]\n\n[x]: @",
        "[[@|@]]",
        "```@\n@\n```",
        "a[^1]\n\n[^1]: @",
        "<div title=\"@\">@</div>",
        "<a href='@'>@</a>",
        "<table>@<td>@</table>",
        "<svg>@</svg>@",
        "*@* **@** ~~@~~ `@`",
        "term @\n: @",
        "> [!TIP]\n> @",
    ];
    for vector in vectors {
        for place in places {
            let body = place.replace('@', vector.trim_end_matches('\n'));
            if let Some(wrong) = wrong(&markdown::read(&body)) {
                panic!("{body}\n{wrong}");
            }
        }
    }
}

/// Texts that are small and ask for much, or that readers have taken ages
/// for. Each is made `n` times as large as its smallest.
fn pathological(n: usize) -> Vec<(&'static str, String)> {
    let times = |text: &str| text.repeat(n);
    vec![
        ("quotations", times(">")),
        ("lists", times("- ")),
        (
            "deep lists",
            (0..n.isqrt())
                .map(|depth| "  ".repeat(depth) + "- a\n")
                .collect(),
        ),
        ("emphasis", times("*a **b ")),
        ("emphasis ends", times("a** b* ")),
        ("brackets", times("[")),
        ("brackets and ends", times("[a](")),
        ("links in links", times("[a](b)")),
        ("pictures in pictures", times("![a") + &times("](b)")),
        ("references", "[a]: b\n\n".to_owned() + &times("[a]")),
        (
            "backquotes",
            (1..n.isqrt())
                .map(|length| "`".repeat(length) + " ")
                .collect(),
        ),
        ("tags", times("<b>")),
        ("tags that end", times("<b></b>")),
        ("end tags", times("</b>")),
        ("tags in a block", "<div>\n".to_owned() + &times("<i>a")),
        ("tables in tables", times("<table>")),
        ("cells", times("<td>")),
        ("items", times("<ul><li>a")),
        ("items without lists", times("<li>a")),
        ("paragraphs", times("<p>a")),
        ("links of HTML", times("<a href=x>a")),
        ("dropped", times("<svg>")),
        ("scripts", times("<script>")),
        ("unfinished tags", times("<a b=\"")),
        ("attributes", "<a ".to_owned() + &times("b=c ") + ">"),
        ("comments", times("<!-- a")),
        ("processing instructions", times("a <?")),
        ("declarations", times("a <!A")),
        ("character data", times("a <![CDATA[")),
        ("entities", times("&copy;")),
        ("entities of HTML", "<div>".to_owned() + &times("&copy;&")),
        ("autolinks", times("www.a.b ")),
        ("autolinks in a row", times("www.a_b.www.")),
        ("schemes in a row", times("http://")),
        ("ends of autolinks", "http://a.b/".to_owned() + &times(")")),
        (
            "semicolons after autolinks",
            "http://a.b/".to_owned() + &times("&a;"),
        ),
        ("mail", times("a@")),
        ("mail in a row", times("a@b.c.")),
        ("raised", times("a^b")),
        ("lowered", times("a~b ")),
        ("wikilinks", times("[[a|b]]")),
        ("open wikilinks", times("[[a")),
        ("headings", times("# a\n")),
        (
            "headings with numbers",
            (0..n).map(|at| format!("# a-{}\n# a\n", at % 9)).collect(),
        ),
        (
            "footnotes",
            (0..n)
                .map(|at| format!("[^{at}]\n\n[^{at}]: a\n\n"))
                .collect(),
        ),
        ("calls of a footnote", times("[^1]") + "\n\n[^1]: a"),
        ("footnotes in footnotes", times("[^1]: ")),
        ("definitions", times("a\n: b\n\n")),
        ("alerts", times("> [!NOTE]\n> a\n\n")),
        (
            "hidden characters",
            "`".to_owned() + &times("\u{202E}") + "`",
        ),
        ("quotation marks", times("\"a 'b ")),
        ("blocks in a paragraph", times("a <div>b</div> ")),
    ]
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    let (small, large) = (2_000, 8_000);
    for ((name, short), (_, long)) in pathological(small).into_iter().zip(pathological(large)) {
        let reading = Reading {
            language: "en",
            smart_punctuation: true,
        };
        let [short, long] = [short, long].map(|body| {
            let document = markdown::read_as(&body, &reading);
            let (depth, nodes) = size(&document);
            assert!(depth <= 64, "{name}: {depth} deep");
            let html = to_html(&document).len();
            (body.len(), nodes + html)
        });
        // A document of a constant size is fine as well.
        let grows = (long.1 as f64 + 500.0) / (short.1 as f64 + 500.0);
        let text = long.0 as f64 / short.0 as f64;
        assert!(
            grows <= 1.5 * text,
            "{name}: the text grew {text}, the document {grows}"
        );
    }
}

#[test]
fn limits_hold_and_the_text_stays() {
    let cells = 400;
    let table = format!(
        "{}|\n{}|\n{}end",
        "|a".repeat(cells),
        "|-".repeat(cells),
        "|b\n".repeat(2_000)
    );
    let notes: String = (0..3_000)
        .map(|at| format!("w[^{at}]\n\n[^{at}]: n\n\n"))
        .collect();
    let many = "*a* ".repeat(150_000) + "\n\nend";
    let html = "<b>a</b> ".repeat(150_000) + "\n\nend";
    let long = "word ".repeat(500_000) + "\n\n*end*";
    for (name, body, most) in [
        ("cells", table, 110_000),
        ("footnotes", notes + "end", 30_000),
        ("nodes", many, 210_000),
        ("html", html, 210_000),
        ("bytes", long, 100),
    ] {
        let document = markdown::read(&body);
        let (depth, nodes) = size(&document);
        assert!(
            depth <= 64 && nodes <= most,
            "{name}: {depth} deep, {nodes} nodes"
        );
        assert!(text_of(&document).contains("end"), "{name}");
        let notes = document.diagnostics(&body, 1);
        let said = |text: &str| notes.iter().any(|note| note.to_string().contains(text));
        assert!(said("more than"), "{name}: {notes:?}");
    }
    let deep = format!("{} word", ">".repeat(50_000));
    let document = markdown::read(&deep);
    assert!(text_of(&document).contains("word") && size(&document).0 <= 64);
    assert!(
        document.diagnostics(&deep, 1)[0]
            .to_string()
            .contains("too deep")
    );
}

/// The sample blog shows what it says: nothing in it is left out or mended,
/// but for the post that is about that.
#[test]
fn the_sample_blog_needs_no_repairs() {
    fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/posts");
    files(std::path::Path::new(content), &mut found);
    assert!(found.len() > 15);
    for path in found {
        let name = path.to_string_lossy().into_owned();
        let document = Post::read(&name, &std::fs::read(&path).unwrap()).document("");
        assert_eq!(wrong(&document), None, "{name}");
        let hostile = name.ends_with("/safety.md");
        assert_eq!(
            document.repairs.is_empty(),
            !hostile,
            "{name}: {:?}",
            document.repairs
        );
    }
}
