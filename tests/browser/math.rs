//! Formulas: MathML on a drawn page, a module where a raw post has some, and
//! their source where neither is to be had.

use std::fs;
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
        });
}

/// How often the module has been asked for, once nobody asks any more.
async fn times_asked(reader: &Reader) -> usize {
    tokio::time::sleep(Duration::from_secs(1)).await;
    reader.host().arrivals(MODULE).len()
}

#[test]
fn a_module_that_cannot_be_had_is_asked_for_once_a_page() {
    one_post()
        .post("posts/b.md", &post("title: B\ndate: 2024-01-03", FORMULAS))
        .listed("posts/c.md")
        .bare()
        .site("routing: hash")
        .read(async |reader| {
            reader.expects_report("inkfold-math");
            reader.expects_report("posts/c.md");
            reader.host().fault(MODULE, Fault::Status(404));
            reader.host().fault("*/b.md", Fault::Held);
            reader.open("/#/posts/a/").await;
            reader.sees("code.math", "x^2").await;
            let once = times_asked(reader).await;
            assert!(once > 0);
            // What comes draws the page again.
            reader.host().lift("*/b.md");
            reader.sees(".neighbours a", "B").await;
            assert_eq!(times_asked(reader).await, once);
            reader.clicks(".neighbours a").await;
            reader.sees("h1", "B").await;
            assert_eq!(times_asked(reader).await, 2 * once);
            reader.clicks(".site-title").await;
            reader.sees("[role=alert]", "posts/c.md").await;
            assert_eq!(times_asked(reader).await, 3 * once);
            reader.host().lift(MODULE);
            reader.clicks("[role=alert] button").await;
            reader.sees_some(".summary math[alttext='x^2']").await;
        });
}

#[test]
fn what_a_reader_began_goes_on_when_formulas_are_typeset() {
    let text = format!(
        "[Link](https://example.org/)\n\n<details><summary>More</summary>\n\n\
        Hidden $y$.\n\n</details>\n\n![](a.wav)\n\n{FORMULAS}"
    );
    Blog::new()
        .post("posts/a.md", &post("title: A", &text))
        .file("posts/a.wav", "RIFF")
        .bare()
        .site("routing: hash")
        .read(async |reader| {
            // The sound is none; its element counts.
            reader.expects_report("a.wav");
            reader.host().fault(MODULE, Fault::Held);
            reader.open("/#/posts/a/").await;
            reader.sees("code.math", "x^2").await;
            let deed = "document.querySelector('details').open = true;\
                document.querySelector('.post-body a').focus();\
                window.kept = document.querySelectorAll('.post-body :is(a, details, audio)')";
            reader.ask(deed).await;
            reader.host().lift(MODULE);
            reader.sees_some("details[open] math[alttext=y]").await;
            is_typeset(reader).await;
            let kept = "return [kept.length, [...kept].every((element) => element.isConnected),\
                document.activeElement.innerText]";
            let expected = serde_json::json!([3, true, "Link"]);
            assert_eq!(reader.ask(kept).await, expected);
        });
}

#[test]
fn a_long_article_has_all_its_formulas_typeset() {
    // Drawn in slices, between which the module comes.
    let part = format!("Here is $x$.\n\n{}", "A paragraph.\n\n".repeat(2000));
    Blog::new()
        .post("posts/a.md", &post("title: A", &part.repeat(15)))
        .bare()
        .site("routing: hash")
        .read(async |reader| {
            reader.open("/#/posts/a/").await;
            let all = "return document.querySelectorAll('.post-body > p > math').length === 15";
            reader.sees_that("all formulas", all).await;
            assert_eq!(reader.count("code.math").await, 0);
            assert_eq!(reader.count(".post-body > p").await, 15 * 2001);
        });
}

/// Stands before the module and traps at a formula, for good, as WebAssembly
/// does. No formula is known at which it does by itself.
const TRAP: &str = "import * as module from './real.js';
let trapped = false;
export default module.default;
export function typeset(formulas) {
  trapped ||= formulas.includes('trap');
  if (trapped) throw new WebAssembly.RuntimeError('unreachable');
  return module.typeset(formulas);
}";

#[test]
fn a_trap_costs_the_formulas_of_its_post_and_no_others() {
    Blog::new()
        .post(
            "posts/a.md",
            &post("title: A\ndate: 2024-01-02", "A $trap$, and $x^2$."),
        )
        .post("posts/b.md", &post("title: B\ndate: 2024-01-01", FORMULAS))
        .bare()
        .site("routing: hash")
        .read(async |reader| {
            let folder = fs::read_dir(reader.host().folder()).expect("the app");
            let mut files = folder.map(|file| file.expect("a file").path());
            let is_module = |path: &std::path::PathBuf| {
                let name = path.to_string_lossy();
                name.contains("inkfold-math") && name.ends_with(".js")
            };
            let module = files.find(is_module).expect("the module");
            fs::copy(&module, module.with_file_name("real.js")).expect("a copy");
            fs::write(&module, TRAP).expect("the trap");
            reader.open("/#/posts/a/").await;
            reader.sees("code.math", "x^2").await;
            times_asked(reader).await;
            reader.clicks(".neighbours a").await;
            reader.sees_some("p > math[alttext='x^2']").await;
            is_typeset(reader).await;
            // Where both are on a page, which lists the one that traps first.
            reader.reload().await;
            reader.state("ready").await;
            reader.clicks(".site-title").await;
            reader.sees_some(".summary math[alttext='x^2']").await;
            reader.sees(".summary code.math", "trap").await;
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
