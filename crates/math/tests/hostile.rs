//! What holds for any formula at all.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, Instant};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, ns, parse_document};
use inkfold_core::document::{Document, Element, Node, Tag};
use inkfold_core::html;
use inkfold_core::record::{row, value};
use inkfold_math::Typesetter;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

/// Pieces that mean something to LaTeX, or to whoever reads what becomes of
/// it.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "^",
    "_",
    "'",
    "&",
    "\\\\",
    "\\",
    "#1",
    "%",
    "~",
    "$",
    "<",
    ">",
    "\"",
    "</math>",
    "<mi>",
    "<!--",
    "&lt;",
    "&amp",
    "]]>",
    " ",
    "\n",
    "\0",
    "\u{202e}",
    "a",
    "x",
    "12",
    "+",
    "=",
    "(",
    ")",
    "|",
    "\\frac",
    "\\sqrt",
    "\\left(",
    "\\right)",
    "\\middle|",
    "\\text{",
    "\\textbf{",
    "\\textsc{",
    "\\large",
    "\\operatorname{",
    "\\color{red}",
    "\\color[rgb]{1,0,0}",
    "\\begin{matrix}",
    "\\end{matrix}",
    "\\begin{align}",
    "\\end{align}",
    "\\begin{array}{|c:r|}",
    "\\end{array}",
    "\\begin{cases}",
    "\\end{cases}",
    "\\hline",
    "\\label{a}",
    "\\eqref{a}",
    "\\tag{<b>}",
    "\\hspace{-1e9em}",
    "\\hspace{1pt}",
    "\\kern",
    "\\mkern3mu",
    "\\not",
    "\\over",
    "\\limits",
    "\\sum",
    "\\int",
    "\\hat",
    "\\overbrace",
    "\\cancel",
    "\\sout",
    "\\mathbb",
    "\\mathcal",
    "\\bigl",
    "\\genfrac",
    "\\sideset",
    "\\phantom",
    "\\displaystyle",
    "\\dots",
    "\\def\\a{\\a}",
    "\\href{javascript:x}{y}",
    "\\substack",
    "\\xrightarrow",
    "\\prescript",
    "\\mathchoice",
    "\\unicode{60}",
    "\\char`<",
    "é",
    "漢",
    "𝒜",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = (0..PIECES.len()).prop_map(|at| PIECES[at].to_owned());
    let piece = prop_oneof![20 => piece, 1 => "\\PC{0,3}", 1 => "\\\\[a-zA-Z]{1,8}"];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Why a formula is not what it must be.
fn wrong(source: &str, is_block: bool) -> Option<String> {
    let element = Typesetter::default().formula(source, is_block);
    if let Some(problem) = misfit(&element, true) {
        return Some(problem);
    }
    if inkfold_core::record::value::<Node>(&row(&Node::Element(element.clone())))
        != Some(Node::Element(element.clone()))
        && !source.contains(inkfold_core::record::MARK)
    {
        return Some("it does not come back from a row".to_owned());
    }
    let mut document = Document::default();
    document.blocks.push((0, Node::Element(element)));
    let before = html::write(&document, &|_| String::new());
    let after = reparsed(&before);
    (before != after).then(|| format!("{before}\n{after}"))
}

/// What in a formula is no MathML of the tables.
fn misfit(element: &Element, is_top: bool) -> Option<String> {
    let is_math = Tag::from_name(element.tag.name()).is_none();
    if !(is_math || is_top && element.tag == Tag::Code) {
        return Some(format!("<{}>", element.tag.name()));
    }
    let mut children = element.children.iter();
    children.find_map(|child| match child {
        Node::Element(child) => misfit(child, false),
        Node::Text(_) => {
            let holds = [Tag::Mi, Tag::Mn, Tag::Mo, Tag::Mtext, Tag::Code];
            let fits = holds.contains(&element.tag);
            (!fits).then(|| format!("text in <{}>", element.tag.name()))
        }
    })
}

/// `html` as a browser's parser understands it.
fn reparsed(html: &str) -> String {
    let page = format!("<!doctype html><html><head></head><body>{html}</body></html>");
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let root = dom.document.children.borrow()[1].clone();
    let body = root.children.borrow()[1].clone();
    let mut out = String::new();
    for node in body.children.borrow().iter() {
        write(node, &mut out);
    }
    out
}

fn write(node: &Handle, out: &mut String) {
    match &node.data {
        NodeData::Text { contents } => html::escape(&contents.borrow(), out),
        NodeData::Element { name, attrs, .. } => {
            if &*name.local != "code" && name.ns != ns!(mathml) {
                out.push_str("not MathML: ");
            }
            out.push_str(&format!("<{}", name.local));
            for attribute in attrs.borrow().iter() {
                out.push_str(&format!(" {}=\"", attribute.name.local));
                html::escape(&attribute.value, out);
                out.push('"');
            }
            out.push('>');
            for child in node.children.borrow().iter() {
                write(child, out);
            }
            out.push_str(&format!("</{}>", name.local));
        }
        _ => out.push_str("something else"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_formula_is_safe(source in soup(), is_block in any::<bool>()) {
        let source = source.replace('\0', "\u{fffd}");
        prop_assert_eq!(wrong(&source, is_block), None);
    }

    #[test]
    fn any_text_is_safe(source in "\\PC{0,40}") {
        prop_assert_eq!(wrong(&source, false), None);
    }
}

#[test]
fn towers_and_bombs_end_soon() {
    let around = |start: &str, n: usize, end: &str| start.repeat(n) + "x" + &end.repeat(n);
    let mut formulas = Vec::new();
    for n in [30, 60, 199, 1_000, 2_400, 10_000] {
        for start in [
            "\\sqrt",
            "\\frac1",
            "\\hat",
            "\\mathbf",
            "\\displaystyle ",
            "\\not",
            "\\xrightarrow",
            "\\color{red}",
            "\\over ",
            "\\kern1em",
            "'",
            "^",
            "_",
            "&",
            "\\\\",
            "x",
            "\\dots ",
            "\\begin{matrix}&",
            "\\left(",
            "\\overbrace",
            "\\operatorname",
            "\\mathrel",
            "#1",
            "\\def\\x{\\x\\x}\\x",
            "\\bf",
            "\\text",
            "\\big",
            "\\genfrac",
            "\\ln_",
            "\\dagger_",
            "∑_",
            "∫^",
            "\\frac\\\\",
            "\\begin{matrix}\\left.&",
            "\\displaystyle&",
            "\\sqrt[&",
            "{%}\n",
            "%\n",
            "~",
        ] {
            formulas.push(around(start, n, ""));
        }
        for (start, end) in [
            ("{", "}"),
            ("x^{", "}"),
            ("\\text{", "}"),
            ("\\frac{1}{", "}"),
            ("\\left(", "\\right)"),
            ("\\begin{matrix}", "\\end{matrix}"),
            ("\\begin{matrix}a&", "\\end{matrix}"),
            ("\\begin{matrix}\\\\", "\\end{matrix}"),
            ("\\sqrt[", "]"),
            ("\\underbrace{\\sqrt{", "}}"),
        ] {
            formulas.push(around(start, n, end));
        }
        formulas.push(format!(r"\begin{{align}}{}\end{{align}}", r"\\".repeat(n)));
        formulas.push(format!(r"\begin{{matrix}}{}\end{{matrix}}", "&".repeat(n)));
    }
    for source in formulas {
        let shown: String = source.chars().take(24).collect();
        let begun = Instant::now();
        let element = Typesetter::default().formula(&source, true);
        assert!(begun.elapsed() < Duration::from_secs(2), "{shown}");
        let (depth, elements) = size(&element);
        assert!(
            depth <= 66 && elements <= 10_002,
            "{shown}: {depth}, {elements}"
        );
    }
}

fn size(element: &Element) -> (usize, usize) {
    let (mut depth, mut elements) = (0, 1);
    for child in &element.children {
        if let Node::Element(child) = child {
            let (inner, more) = size(child);
            depth = depth.max(inner);
            elements += more;
        }
    }
    (depth + 1, elements)
}

#[test]
fn a_typeset_article_comes_back_from_a_row() {
    let mut document = inkfold_core::markdown::read(r"$\color{red}\cancel{\frac12}$ and $\nope$");
    Typesetter::default().document(&mut document);
    let nodes: Vec<Node> = document.nodes().cloned().collect();
    assert_eq!(value::<Vec<Node>>(&row(&nodes)), Some(nodes));
}
