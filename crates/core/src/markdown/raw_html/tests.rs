use crate::document::Document;
use crate::html;
use crate::link::Link;
use crate::markdown::read;

fn html_of(document: &Document) -> String {
    html::write(document, &|link| match link {
        Link::Absolute(address) | Link::Relative(address) => address.clone(),
        Link::Fragment(id) => format!("#{id}"),
        Link::Post { name, .. } => name.clone(),
    })
}

fn check(cases: &[(&str, &str)]) {
    for (markdown, expected) in cases {
        assert_eq!(html_of(&read(markdown)), *expected, "{markdown:?}");
    }
}

#[test]
fn keeps_what_is_allowed() {
    check(&[
        ("a <b onclick=x>c</b>", "<p>a <b>c</b></p>"),
        (
            "H<sub>2</sub>O <kbd>x</kbd>",
            "<p>H<sub>2</sub>O <kbd>x</kbd></p>",
        ),
        (
            "<details open>\n<summary>A *b*</summary>\n\n*c*\n\n</details>",
            "<details open=\"\"><summary>A *b*</summary><p><em>c</em></p></details>",
        ),
        (
            "<p align=\"center\">\n\n# A\n\n</p>\n\nb",
            "<div class=\"align-center\"><h1 id=\"a\">A</h1></div><p>b</p>",
        ),
        (
            "<img src=\"a.png\" width=300 onerror=x style=y alt='&copy; b'>",
            "<img src=\"a.png\" width=\"300\" alt=\"© b\">",
        ),
        ("<center>a</center>", "<div class=\"align-center\">a</div>"),
        ("<font color=red>a</font> <blink>b</blink>", "<p>a b</p>"),
        ("<h2>Some part</h2>", "<h2 id=\"some-part\">Some part</h2>"),
        ("<a name=\"x\"></a>", "<p><a id=\"x\"></a></p>"),
        ("<pre>\n\na</pre>", "<pre>a</pre>"),
        ("<pre>\n<b>\na</b></pre>", "<pre><b>\na</b></pre>"),
        ("<pre>&#10;a</pre>", "<pre>a</pre>"),
        (
            "<details><summary><h3>Install</h3></summary>a</details>",
            "<details><summary><h3 id=\"install\">Install</h3></summary>a</details>",
        ),
        (
            "<details><summary><b><h3>A</h3></b><p>b</p></summary></details>",
            "<details><summary><b><h3 id=\"a\">A</h3></b>b</summary></details>",
        ),
        ("a<br/>b</br>c", "<p>a<br>b<br>c</p>"),
    ]);
}

#[test]
fn comments_part_blocks_and_leave_nothing() {
    check(&[
        ("a\n<!---->\nb", "<p>a</p><p>b</p>"),
        ("a\n\n<!-- x -->\n\nb", "<p>a</p><p>b</p>"),
        (
            "- a\n<!---->\n- b",
            "<ul><li>a</li></ul><ul><li>b</li></ul>",
        ),
        (
            "    a\n\n<!---->\n\n    b",
            "<pre><code>a\n</code></pre><pre><code>b</code></pre>",
        ),
        (
            "> a\n<!---->\n> b",
            "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>",
        ),
        (
            "> a\n>\n> <!---->\n>\n> b",
            "<blockquote><p>a</p><p>b</p></blockquote>",
        ),
        ("a<!-- x -->b", "<p>ab</p>"),
        ("<!---->\n", ""),
    ]);
}

#[test]
fn drops_what_could_do_harm() {
    check(&[
        ("<script>alert(1)</script>\n\na", "<p>a</p>"),
        ("a <script>alert(1)</script> b", "<p>a  b</p>"),
        (
            "a <style>*{}</style><svg><a xlink:href=x>c</a></svg> b",
            "<p>a  b</p>",
        ),
        (
            "<svg>\n\n*x*\n\n<svg></svg>\n\ny\n\n</svg>\n\nz",
            "<p>z</p>",
        ),
        ("<math><mi>x</math><title>y</title>z", "<p>z</p>"),
        ("<iframe srcdoc=x>a</iframe>b", "b"),
        ("<iframe src=javascript:x>a</iframe>b", "b"),
        ("<iframe src=data:text/html,x title=y></iframe>", ""),
        (
            "<video src=javascript:x poster=data:x onplay=y autoplay>z</video>",
            "<p><video controls=\"\" preload=\"metadata\">z</video></p>",
        ),
        (
            "<audio><source src=vbscript:x><track src=file:x></audio>",
            "<p><audio controls=\"\" preload=\"metadata\"><source><track></audio></p>",
        ),
        (
            "<img src=a.png srcset=\"b.png 2x, javascript:x 3x\">",
            "<img src=\"a.png\">",
        ),
        (
            "<img src=a.png srcset=\"b.png 2x onerror=y\">",
            "<img src=\"a.png\">",
        ),
        ("<!-- a\n\nb -->\n\nc", "<p>c</p>"),
        ("a <!-- b --> <?c?> <!D> <![CDATA[e]]> f", "<p>a     f</p>"),
        (
            "<form action=x><input name=y><button>z</button></form>",
            "z",
        ),
        (
            "<a href=\"java&#115cript:alert(1)\" target=_blank>a</a>",
            "<p><a>a</a></p>",
        ),
        ("<img src=javascript:x alt=words>", "words"),
        ("<img onerror=x>", ""),
        (
            "<div class=\"giscus align-end\" id=\"inkfold\">a</div>",
            "<div class=\"align-end\" id=\"user-content-inkfold\">a</div>",
        ),
    ]);
}

#[test]
fn loses_no_text_where_tags_are_missing() {
    check(&[
        ("a <svg> b *c*\n\nd", "<p>a  b c</p><p>d</p>"),
        ("<svg>\n\na", "<p>a</p>"),
        ("<svg>\n\na\n\nb\n\n<svg></svg>", "a\nb\n\n"),
        (
            "<iframe src=x />\n\n*a*\n\nb",
            "<p><a href=\"x\">x</a></p><p><em>a</em></p><p>b</p>",
        ),
        ("a <svg width=1 /> *b*", "<p>a  <em>b</em></p>"),
        ("<object data=x />\nb", "\nb"),
        ("<noscript>a\n\nb\n\nc", "<p>a</p><p>b</p><p>c</p>"),
        ("<template>\n\n# A\n\n</template>\n\nb", "<p>b</p>"),
        ("a <b>b\n\nc</b>", "<p>a <b>b</b></p><p>c</p>"),
        ("*a <b>b* c</b>", "<p><em>a <b>b</b></em> c</p>"),
        (
            "- <div>a\n- b</div>",
            "<ul><li><div>a\n</div></li><li>b</li></ul>",
        ),
        (
            "<div onclick=\"\n\na\n\n\">b</div>",
            "&lt;div onclick=&quot;\n<p>a</p><p>&quot;&gt;b</p>",
        ),
    ]);
}

#[test]
fn what_is_never_closed_takes_nothing_along_and_is_said() {
    for (start, shown) in [
        ("<script src=x />", true),
        ("<style>\nb {}", true),
        ("<TEXTAREA>", true),
        ("<?xml version=1", true),
        ("<![CDATA[ x", true),
        ("<!DOCTYPE x", true),
        ("<iframe src=x>", true),
        ("<!-- x", false),
    ] {
        let body = format!("a\n\n{start}\n\n*c*");
        let document = read(&body);
        assert_eq!(html_of(&document).contains("<em>c</em>"), shown, "{body}");
        let found = document.diagnostics(&body, 1);
        let said = found.iter().any(|found| {
            let text = found.to_string();
            text.starts_with("3:1: ") && (text.contains("never closed") || start.ends_with("/>"))
        });
        assert!(said, "{body}: {found:?}");
    }
    check(&[
        ("<SCRIPT>a\n\nb</SCRIPT>\n\nc", "<p>c</p>"),
        (
            "> <script>\n\na\n\n<script>b</script>\n\nc",
            "<blockquote></blockquote><p>a</p><p>c</p>",
        ),
    ]);
}

#[test]
fn puts_elements_where_html_lets_them_stand() {
    check(&[
        ("a <div>b</div> c", "<p>a </p><div>b</div><p> c</p>"),
        (
            "*a <div>b* c</div> d",
            "<p><em>a </em></p><div>b c</div><p> d</p>",
        ),
        ("# a <div>b</div> c", "<h1 id=\"a-b-c\">a b c</h1>"),
        ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c"),
        (
            "<dl><dt>a<dd>b<dt>c</dl>",
            "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>",
        ),
        ("<div><li>a</li></div>", "<div>a</div>"),
        (
            "<table><tr><td>a<td>b<tr><th>c</table>",
            "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></tbody></table>",
        ),
        (
            "<table><colgroup>a<tr><td>\n\n*b*\n\n</td></tr></table>",
            "<table><colgroup></colgroup><tbody><tr><td>a</td></tr><tr><td><p><em>b</em></p></td></tr></tbody></table>",
        ),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        (
            "<a href=x>a <a href=y>b</a> c</a>",
            "<p><a href=\"x\">a b</a> c</p>",
        ),
        ("[a <a href=y>b</a>](x)", "<p><a href=\"x\">a b</a></p>"),
        (
            "<ruby>漢<rp>(<rt>kan<rp>)</ruby>",
            "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>",
        ),
        ("<td>a</td>", "a"),
        ("<figcaption>a</figcaption><summary>b</summary>", "ab"),
    ]);
}

#[test]
fn says_what_it_did_and_where() {
    let body = "a\n\n<script>x</script>\n\n> b <blink>c</i>\n\n<div>\n<p onclick=x>[d](javascript:x)\n\n[d](javascript:x)";
    let found: Vec<String> = read(body)
        .diagnostics(body, 10)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        found,
        [
            "12:1: error: `<script>` is left out, with what stands in it",
            "14:5: warning: `<blink>` is left out; what stands in it is kept",
            "14:13: warning: `</i>` closes nothing",
            "16:1: warning: `<div>` is never closed",
            "17:1: warning: the attribute `onclick` is left out of `<p>`",
            "19:1: error: `javascript:x` is not an address a post may link to; only its text is shown",
        ]
    );
}

#[test]
fn shows_films_sounds_and_pictures_in_sizes() {
    check(&[
        (
            "<video src=\"a.mp4\" poster='b.png' width=320 loop muted autoplay controls></video>",
            "<p><video controls=\"\" preload=\"metadata\" src=\"a.mp4\" poster=\"b.png\" \
             width=\"320\" loop=\"\" muted=\"\"></video></p>",
        ),
        (
            "a <audio><source src=a.ogg type=audio/ogg>no</audio>",
            "<p>a <audio controls=\"\" preload=\"metadata\">\
             <source src=\"a.ogg\" type=\"audio/ogg\">no</audio></p>",
        ),
        (
            "<video><track kind=captions srclang=en label='\"E' src=a.vtt default></video>",
            "<p><video controls=\"\" preload=\"metadata\"><track kind=\"captions\" \
             srclang=\"en\" label=\"&quot;E\" src=\"a.vtt\" default=\"\"></video></p>",
        ),
        (
            "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"a,b.png 2x\"><img src=c.png></picture>",
            "<p><picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"a%2Cb.png 2x\">\
             <img src=\"c.png\"></picture></p>",
        ),
        ("a <source src=b> c", "<p>a  c</p>"),
        (
            "<table><tr><th id=name>a<td headers=\"name b\">c</table>",
            "<table><tbody><tr><th id=\"user-content-name\">a</th>\
             <td headers=\"user-content-name b\">c</td></tr></tbody></table>",
        ),
    ]);
}

#[test]
fn frames_become_cards_and_links() {
    let card = "<p class=\"video\"><a rel=\"noopener noreferrer\" \
                href=\"https://www.youtube.com/watch?v=a-b_c1D2E3F\">Video on YouTube</a></p>";
    let frame = "<iframe src=\"https://www.youtube.com/embed/a-b_c1D2E3F\" width=9 \
                 onload=x allowfullscreen></iframe>";
    for (markdown, expected) in [
        (frame.to_owned(), card.to_owned()),
        (format!("a {frame} b"), format!("<p>a </p>{card}<p> b</p>")),
        (format!("<p>{frame}</p>"), format!("<div>{card}</div>")),
        (
            format!("# {frame}"),
            "<h1 id=\"video-on-youtube\"><a rel=\"noopener noreferrer\" \
             href=\"https://www.youtube.com/watch?v=a-b_c1D2E3F\">Video on YouTube</a></h1>"
                .to_owned(),
        ),
        (
            format!("[a {frame}](b)"),
            "<p><a href=\"b\">a Video on YouTube</a></p>".to_owned(),
        ),
        (
            "<iframe src=//maps.example/?q='x title='A \"map\"'></iframe>".to_owned(),
            "<p><a rel=\"noopener noreferrer\" \
             href=\"https://maps.example/?q=%27x\">A &quot;map&quot;</a></p>"
                .to_owned(),
        ),
        (
            "<iframe src=http://maps.example/x></iframe>".to_owned(),
            "<p><a rel=\"noopener noreferrer\" \
             href=\"http://maps.example/x\">maps.example</a></p>"
                .to_owned(),
        ),
        (
            "<iframe title=bank.com src=//evil.example></iframe>".to_owned(),
            "<p><a rel=\"noopener noreferrer\" \
             href=\"https://evil.example/\">bank.com (evil.example)</a></p>"
                .to_owned(),
        ),
        (
            "a <iframe src=demo.html></iframe> b".to_owned(),
            "<p>a <a href=\"demo.html\">demo.html</a> b</p>".to_owned(),
        ),
    ] {
        check(&[(&markdown, &expected)]);
    }
}

#[test]
fn no_paragraph_goes_on_in_another() {
    check(&[(
        "<table>\n\n<a>\n\nx<col><tfoot><p>> ",
        "<table><tbody><tr><td><a>\n<p>x</p></a></td></tr></tbody>\
         <tfoot><tr><td><p>&gt;</p></td></tr></tfoot></table>",
    )]);
}
