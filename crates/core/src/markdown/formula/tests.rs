//! Which texts are formulas.

use crate::html;
use crate::markdown::{Reading, read, read_as};

fn drawn(body: &str) -> String {
    html::write(&read(body), &|_| String::new())
}

#[test]
fn formulas_stay_as_they_are_written() {
    for (body, expected) in [
        (
            "a $x_1*y*$ b",
            "<p>a <code class=\"math\">x_1*y*</code> b</p>",
        ),
        (
            "$$\na < b\n$$",
            "<p><code class=\"math math-block\">\na &lt; b\n</code></p>",
        ),
        ("$`x`$", "<p><code class=\"math\">x</code></p>"),
        (
            "```math\n\\frac12\n```",
            "<p><code class=\"math math-block\">\\frac12</code></p>",
        ),
        (
            "> $$a\n> b$$",
            "<blockquote><p><code class=\"math math-block\">a\nb</code></p></blockquote>",
        ),
        (
            "**$x$**",
            "<p><strong><code class=\"math\">x</code></strong></p>",
        ),
        (
            "[$x$](y)",
            "<p><a href=\"\"><code class=\"math\">x</code></a></p>",
        ),
    ] {
        assert_eq!(drawn(body), expected, "{body}");
    }
}

#[test]
fn prices_and_code_are_no_formulas() {
    for (body, expected) in [
        ("$5 and $10", "<p>$5 and $10</p>"),
        ("US$5–US$10", "<p>US$5–US$10</p>"),
        ("costs 5$ or 10$", "<p>costs 5$ or 10$</p>"),
        (r"\$x$", "<p>$x$</p>"),
        ("`$x$`", "<p><code>$x$</code></p>"),
        ("<code>$x$</code>", "<p><code>$x$</code></p>"),
        ("$$", "<p>$$</p>"),
        (r"\(x\)", "<p>(x)</p>"),
        (
            "```tex\n$x$\n```",
            "<pre><code class=\"language-tex\">$x$\n</code></pre>",
        ),
        ("![a $x$ b](c.png)", "<p><img src=\"\" alt=\"a $x$ b\"></p>"),
    ] {
        assert_eq!(drawn(body), expected, "{body}");
    }
}

#[test]
fn what_other_engines_write_is_nothing_in_a_formula() {
    for (body, expected) in [
        (
            "[u]a[/u] $x^{{2}}$",
            "<p><u>a</u> <code class=\"math\">x^{{2}}</code></p>",
        ),
        (
            "$$\n[u]{%y%}[/u]\n$$",
            "<p><code class=\"math math-block\">\n[u]{%y%}[/u]\n</code></p>",
        ),
    ] {
        assert_eq!(drawn(body), expected, "{body}");
        assert!(read(body).repairs.is_empty(), "{body}");
    }
}

#[test]
fn authors_may_do_without() {
    let reading = Reading {
        math: false,
        ..Reading::default()
    };
    let drawn = |body| html::write(&read_as(body, &reading), &|_| String::new());
    assert_eq!(drawn("$x$"), "<p>$x$</p>");
    assert!(drawn("```math\nx\n```").contains("language-math"));
}

#[test]
fn every_formula_has_its_place() {
    let body = "[u]a[/u] $x$ and $`y`$\n\n$$z$$\n\n- ~~~math\n  w\n  ~~~\n";
    let formulas = read(body).formulas;
    let told: Vec<(&str, &str)> = formulas
        .iter()
        .map(|formula| {
            (
                body.get(formula.start..).unwrap_or_default(),
                &*formula.source,
            )
        })
        .collect();
    for (there, source) in &told {
        assert!(there.trim_start().starts_with(source), "{told:?}");
    }
    assert_eq!(told.len(), 4);
}

#[test]
fn too_many_formulas_are_text() {
    let document = read(&"$x$\n".repeat(5_010));
    assert_eq!(document.formulas.len(), 5_000);
    let (_, last) = document.repairs.last().expect("a repair");
    assert!(last.to_string().contains("5000 formulas"));
}
