//! Formulas: MathML on a drawn page, a module where a raw post has some, and
//! their source where neither is to be had.

use std::time::Duration;

use super::support::{Blog, Fault, Reader, Settings, post};

const FORMULAS: &str =
    "As $x^2$ says.\n\n$$\n\\frac{1}{2}\n$$\n\nBut $\\nope$.\n\n```math\n\\color{red}y\n```\n";

/// What the module is called, whatever its hash.
const MODULE: &str = "/inkfold-math*";

/// Whether every element below `math` is MathML and stands in its namespace.
const IS_MATHML: &str = "const all = [...document.querySelectorAll('math, math *')];\
    return all.length > 5 && all.every((element) =>\
        element.namespaceURI === 'http://www.w3.org/1998/Math/MathML')";

/// The formulas that are some are drawn.
async fn is_typeset(reader: &Reader) {
    let fraction = ".math-scroll > math[display=block] mfrac";
    assert_eq!(reader.count(fraction).await, 1);
    assert_eq!(reader.count("math mrow[mathcolor='#FF0000']").await, 1);
    assert_eq!(reader.ask(IS_MATHML).await, true);
}

fn one_post() -> Blog {
    Blog::new().post("posts/a.md", &post("title: A\ndate: 2024-01-02", FORMULAS))
}

#[test]
fn a_drawn_page_has_its_formulas_and_loads_nothing_for_them() {
    one_post().read(async |reader| {
        reader.open("/posts/a/").await;
        reader.state("ready").await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(reader.count("p math msup").await, 1);
        is_typeset(reader).await;
        let title = "return document.querySelector('code.math-wrong').title";
        assert_eq!(reader.ask(title).await, "Unknown command \"\\nope\"");
        assert_eq!(reader.text("code.math-wrong").await, "\\nope");
        assert!(reader.host().arrivals(MODULE).is_empty());
    });
}

#[test]
fn formulas_are_there_without_scripts() {
    one_post()
        .with(Settings::without_scripts())
        .read(async |reader| {
            reader.go("/posts/a/").await;
            assert_eq!(
                reader
                    .count(".math-scroll > math[display=block] mfrac")
                    .await,
                1
            );
        });
}

#[test]
fn a_raw_post_has_its_formulas_typeset() {
    one_post()
        .bare()
        .site("routing: hash")
        .read(async |reader| {
            reader.open("/#/posts/a/").await;
            reader
                .sees(".post-body:has(math[alttext='x^2'])", "says")
                .await;
            is_typeset(reader).await;
            assert_eq!(reader.count("code.math-wrong[title*=nope]").await, 1);
            assert_eq!(reader.count("code.math:not(.math-wrong)").await, 0);
            assert_eq!(reader.host().arrivals(MODULE).len(), 2);
        });
}

#[test]
fn a_page_without_formulas_loads_nothing_for_them() {
    one_post()
        .post(
            "posts/b.md",
            &post("title: B\ndate: 2024-01-03", "From $5 to $10."),
        )
        .bare()
        .site("routing: hash")
        .read(async |reader| {
            reader.open("/#/posts/b/").await;
            reader.sees(".post-body", "From $5 to $10.").await;
            reader.state("ready").await;
            tokio::time::sleep(Duration::from_millis(500)).await;
            assert!(reader.host().arrivals(MODULE).is_empty());
            reader.clicks(".neighbours a").await;
            reader
                .sees(".post-body:has(math[alttext='x^2'])", "says")
                .await;
            assert_eq!(reader.host().arrivals(MODULE).len(), 2);
        });
}

#[test]
fn formulas_that_cannot_be_typeset_stay_as_they_are_written() {
    one_post()
        .bare()
        .site("routing: hash")
        .read(async |reader| {
            reader.expects_report("inkfold-math");
            reader.host().fault(MODULE, Fault::Status(404));
            reader.open("/#/posts/a/").await;
            reader.sees("code.math", "x^2").await;
            reader.sees("code.math-block", "\\frac{1}{2}").await;
            reader.state("ready").await;
            assert_eq!(reader.count("math").await, 0);
            assert_eq!(reader.count("[role=alert]").await, 0);
            // It is not asked for over and over.
            let asked = reader.host().arrivals(MODULE).len();
            tokio::time::sleep(Duration::from_secs(1)).await;
            assert_eq!(reader.host().arrivals(MODULE).len(), asked);
        });
}

#[test]
fn a_wide_formula_scrolls_in_its_own_box() {
    let wide = "abcdefghij + ".repeat(30) + "z";
    let text = format!("$$\n{wide}\n$$\n\nAs ${wide}$ and ${wide}\\nope$.\n\n$${wide}\\nope$$\n");
    Blog::new()
        .post("posts/a.md", &post("title: A", &text))
        .read(async |reader| {
            reader.open_on_phone("/posts/a/").await;
            reader.state("ready").await;
            let script = "const box = document.querySelector('.math-scroll');\
                return [box.scrollWidth > box.clientWidth,\
                    document.documentElement.scrollWidth <= innerWidth]";
            assert_eq!(reader.ask(script).await, serde_json::json!([true, true]));
        });
}
