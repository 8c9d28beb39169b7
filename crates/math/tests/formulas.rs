//! Formulas and what they become.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use inkfold_core::document::{Document, Node};
use inkfold_core::html;
use inkfold_core::markdown;
use inkfold_math::{Refusal, Typesetter};

/// A formula as HTML, without the source that it carries.
fn shown(source: &str) -> String {
    let element = Typesetter::default().formula(source, false);
    let mut document = Document::default();
    document.blocks.push((0, Node::Element(element)));
    let html = html::write(&document, &|_| String::new());
    let start = html.find('>').unwrap_or_default();
    let inside = html.get(start + 1..).unwrap_or_default();
    match inside.strip_suffix("</math>") {
        Some(mathml) => mathml.to_owned(),
        None => html,
    }
}

#[test]
fn formulas_become_mathml() {
    for (source, expected) in [
        ("x", "<mi>x</mi>"),
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\sqrt x", "<msqrt><mi>x</mi></msqrt>"),
        (r"\sqrt[3]x", "<mroot><mi>x</mi><mn>3</mn></mroot>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\mathbb{R}", "<mi>ℝ</mi>"),
        (
            r"\overbrace{a}^b",
            "<mover><mover accent=\"true\"><mi>a</mi><mo>⏞</mo></mover><mi>b</mi></mover>",
        ),
        (r"\bigl(", "<mo minsize=\"1.2em\" maxsize=\"1.2em\">(</mo>"),
        (
            r"\text{a \textbf{b}}",
            "<mrow><mtext>a\u{a0}</mtext><mtext class=\"math-bold\">b</mtext></mrow>",
        ),
        (r"\text{<i>}", "<mtext>&lt;i&gt;</mtext>"),
    ] {
        assert_eq!(shown(source), expected, "{source}");
    }
}

#[test]
fn styles_become_classes_and_attributes() {
    for (source, expected) in [
        (
            r"\color{red}x",
            "<mrow mathcolor=\"#FF0000\"><mi>x</mi></mrow>",
        ),
        (r"\!", "<mspace class=\"math-back-3\"></mspace>"),
        (r"\hspace{-9em}", "<mspace class=\"math-back-18\"></mspace>"),
        (r"\hspace{1cm}", "<mspace width=\"2.8453em\"></mspace>"),
        (r"\hspace{9999em}", "<mspace width=\"100em\"></mspace>"),
        (r"\textsc{a}", "<mtext class=\"math-caps\">a</mtext>"),
        (r"\text{\large b}", "<mtext mathsize=\"120%\">b</mtext>"),
        (
            r"\xcancel{x}",
            "<mrow class=\"math-struck-up math-struck-down\"><mi>x</mi></mrow>",
        ),
        (
            r"a\mathrel{R}b",
            "<mi>a</mi><mrow><mspace width=\"0.2778em\"></mspace><mpadded><mi>R</mi></mpadded>\
             <mspace width=\"0.2778em\"></mspace></mrow><mi>b</mi>",
        ),
        (
            r"\begin{array}{|r}\hline a\end{array}",
            "<mtable displaystyle=\"false\" scriptlevel=\"0\" class=\"math-line-left math-line-top\">\
             <mtr><mtd class=\"math-right\"><mi>a</mi></mtd></mtr></mtable>",
        ),
        (r"\eqref{nowhere}", "<mtext>(??)</mtext>"),
    ] {
        assert_eq!(shown(source), expected, "{source}");
    }
}

#[test]
fn a_formula_carries_what_was_written() {
    let mut document = markdown::read("# The $x^2$ law\n\n$$\na < \"b\"\n$$\n\n$\\nope$");
    Typesetter::default().document(&mut document);
    let html = html::write(&document, &|_| String::new());
    for part in [
        "<h1 id=\"the-x2-law\">The <math alttext=\"x^2\"><msup>",
        "<p><math display=\"block\" alttext=\"a &lt; &quot;b&quot;\"><mi>a</mi>",
        "<code class=\"math math-wrong\" title=\"Unknown command &quot;\\nope&quot;\">\\nope</code>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let heading = document.headings().into_iter().next().expect("a heading");
    assert_eq!(heading.text, "The x^2 law");
}

#[test]
fn equations_are_numbered_through_an_article() {
    let mut typesetter = Typesetter::default();
    let mut number = |source: &str| {
        let math = typesetter.typeset(source, true).expect("a formula");
        format!("{math:?}")
    };
    assert!(number(r"\begin{equation}a\end{equation}").contains("(1)"));
    assert!(number(r"\begin{equation}b\end{equation}").contains("(2)"));
}

#[test]
fn what_is_wrong_has_a_place() {
    for (source, at, reason) in [
        (
            r"\begin{matrix}\hat\\a\end{matrix}",
            0,
            "this is not known here",
        ),
        (r"a + \nope", 4, "Unknown command \"\\nope\""),
        (
            r"\frac{1",
            7,
            "Expected closing token \"}\", but reached end of input",
        ),
        ("a^b^c", 3, "Duplicate subscript or superscript"),
    ] {
        let refusal = Typesetter::default().typeset(source, false);
        let refusal = refusal.expect_err(source);
        let told = (refusal.place(), refusal.to_string());
        assert_eq!(told, (at, reason.to_owned()), "{source}");
    }
}

#[test]
fn there_is_an_end_to_all_of_them() {
    let row = r"\begin{align}".to_owned() + &r"\\".repeat(1_500) + r"\end{align}";
    let mut typesetter = Typesetter::default();
    let refused = (0..30).find_map(|_| typesetter.typeset(&row, true).err());
    assert_eq!(refused, Some(Refusal::TooMuch));
    // One with room for it is still typeset.
    assert!(typesetter.typeset("x", false).is_ok());
}
