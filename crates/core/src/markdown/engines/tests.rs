//! What an author writes and what is shown of it, a line a case.

mod grav;
mod jekyll;

use crate::html;
use crate::link::Link;
use crate::markdown::{Repair, read};

const WATCH: &str = "https://www.youtube.com/watch?v=a-b_c1D2E3F";

fn html_of(markdown: &str) -> String {
    let shown = html::write(&read(markdown), &|link| match link {
        Link::Absolute(address) | Link::Relative(address) => address.clone(),
        Link::Fragment(id) => format!("#{id}"),
        Link::Post { name, .. } => format!("post:{name}"),
    });
    shown.replace(" rel=\"noopener noreferrer\"", "")
}

/// What the author is told of, with where it stands.
fn told(markdown: &str) -> Vec<(usize, String)> {
    let repairs = read(markdown).repairs.into_iter();
    let told = repairs.filter_map(|(at, repair)| match repair {
        Repair::Foreign(tag) => Some((at, tag)),
        _ => None,
    });
    told.collect()
}

/// `ID` stands for an id of YouTube's, `¶` for a line break; what is expected
/// is shown with nothing to tell the author.
fn check(cases: &[(&str, &str)]) {
    let card = format!("<p class=\"video\"><a href=\"{WATCH}\">Video on YouTube</a></p>");
    let link = format!("<a href=\"{WATCH}\">{WATCH}</a>");
    let mut wrong = Vec::new();
    for (written, expected) in cases {
        let markdown = written.replace("ID", "a-b_c1D2E3F").replace('¶', "\n");
        let expected = expected.replace("CARD", &card).replace("LINK", &link);
        let expected = expected.replace('¶', "\n");
        let shown = html_of(&markdown);
        if shown != expected || !told(&markdown).is_empty() {
            wrong.push(format!(
                "{written}\n  not {expected}\n  but {shown} {:?}",
                told(&markdown)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn hugo() {
    check(&[
        ("{{< youtube ID >}}", "CARD"),
        ("{{< youtube id=\"ID\" title=\"x\" >}}", "CARD"),
        ("{{% youtube ID %}}", "CARD"),
        ("a {{< youtube ID >}} b", "<p>a LINK b</p>"),
        ("<div>¶{{< youtube ID >}}¶</div>", "<div>CARD</div>"),
        (
            "{{< vimeo 76979871 >}}",
            "<p class=\"video\"><a href=\"https://vimeo.com/76979871\">Video on Vimeo</a></p>",
        ),
        (
            "{{< figure src=\"a b.png\" >}}",
            "<p><img src=\"a%20b.png\" alt=\"\"></p>",
        ),
        (
            "{{< figure src=\"a.png\" alt=\"A &\" caption='*c* [d]' >}}",
            "<figure><img src=\"a.png\" alt=\"A &amp;\"><figcaption>*c* [d]</figcaption></figure>",
        ),
        (
            "{{< figure src=\"a.png\" title=\"T\" caption=\"C\" link=\"/b\" width=\"30\" >}}",
            "<figure><a href=\"/b\"><img src=\"a.png\" alt=\"\" width=\"30\"></a><figcaption>T – C</figcaption></figure>",
        ),
        (
            "{{< figure src=\"x.png\" alt=\"a \\\"q\\\" b\" >}}",
            "<p><img src=\"x.png\" alt=\"a &quot;q&quot; b\"></p>",
        ),
        (
            "{{< figure src=\"x.png\" caption=\"a >}} b\" >}} c",
            "<p><img src=\"x.png\" title=\"a &gt;}} b\" alt=\"\"> c</p>",
        ),
        (
            "{{< figure src=\"x.png\" caption=`a >}} \\` >}} c",
            "<p><img src=\"x.png\" title=\"a &gt;}} \\\" alt=\"\"> c</p>",
        ),
        (
            "{{% img src=\"/a.png\" class=\"left\" %}}",
            "<p><img src=\"/a.png\" alt=\"\" class=\"align-start\"></p>",
        ),
        (
            "[a]({{< ref \"x.md\" >}}) [b]({{< relref \"/y/z#p\" >}})",
            "<p><a href=\"x.md\">a</a> <a href=\"/y/z.md#p\">b</a></p>",
        ),
        ("[a]({{% ref \"#p\" %}})", "<p><a href=\"#p\">a</a></p>"),
        (
            "{{< highlight rust >}}¶let a = b`c`;¶{{< /highlight >}}",
            "<pre><code class=\"language-rust\">let a = b`c`;¶</code></pre>",
        ),
        (
            "{{< highlight go \"linenos=table,hl_lines=1 3-4\" >}}¶a¶{{< / highlight >}}¶b",
            "<pre><code class=\"language-go\" data-lines=\"1,3-4\" data-numbered=\"\">a¶</code></pre><p>b</p>",
        ),
        (
            "a {{</* youtube ID */>}} b",
            "<p>a {{&lt; youtube a-b_c1D2E3F &gt;}} b</p>",
        ),
        ("{{%/* a */%}}", "<p>{{% a %}}</p>"),
        ("a {{/* b */}}c", "<p>a c</p>"),
        (
            "{{< gist jane 12ab >}}",
            "<p><a href=\"https://gist.github.com/jane/12ab\">https://gist.github.com/jane/12ab</a></p>",
        ),
        (
            "{{< tweet user=\"a_b\" id=\"1\" >}}",
            "<p><a href=\"https://twitter.com/a_b/status/1\">https://twitter.com/a_b/status/1</a></p>",
        ),
        (
            "{{% notice note \"T\" %}}a{{% /notice %}}",
            "<p>T</p><p>a</p>",
        ),
        (
            "`{{< youtube ID >}}`",
            "<p><code>{{&lt; youtube a-b_c1D2E3F &gt;}}</code></p>",
        ),
        (
            "    {{< youtube ID >}}",
            "<pre><code>{{&lt; youtube a-b_c1D2E3F &gt;}}</code></pre>",
        ),
    ]);
}

#[test]
fn zola_and_hexo() {
    check(&[
        ("{{ youtube(id=\"ID\") }}", "CARD"),
        (
            "{{ vimeo(id=\"76979871\") }}",
            "<p class=\"video\"><a href=\"https://vimeo.com/76979871\">Video on Vimeo</a></p>",
        ),
        (
            "{{ image(src=\"a.png\", alt=\"b\") }}",
            "<p><img src=\"a.png\" alt=\"b\"></p>",
        ),
        (
            "[a](@/posts/x.md#b) [c]({{ get_url(path='@/y.md') }})",
            "<p><a href=\"/posts/x.md#b\">a</a> <a href=\"/y.md\">c</a></p>",
        ),
        ("{% youtube ID %}", "CARD"),
        (
            "{% codeblock lang:js %}¶a¶{% endcodeblock %}",
            "<pre><code class=\"language-js\">a¶</code></pre>",
        ),
        (
            "{% codeblock a.js lang:js %}¶a¶{% endcodeblock %}",
            "<p>a.js</p><pre><code class=\"language-js\">a¶</code></pre>",
        ),
        (
            "{% asset_img x.png %}",
            "<p><img src=\"x.png\" alt=\"\"></p>",
        ),
        (
            "{% asset_img left x.png 30 40 'T' 'A' %}",
            "<figure><img src=\"x.png\" alt=\"A\" class=\"align-start\" width=\"30\" height=\"40\"><figcaption>T</figcaption></figure>",
        ),
        (
            "{% asset_img example.jpg This is an example image %}",
            "<figure><img src=\"example.jpg\" alt=\"\"><figcaption>This is an example image</figcaption></figure>",
        ),
        (
            "{% asset_img left big x.png 30 It's 2 words %}",
            "<figure><img src=\"x.png\" alt=\"\" class=\"align-start\" width=\"30\"><figcaption>It's 2 words</figcaption></figure>",
        ),
        (
            "{% asset_img x.png \"T u\" \"A b\" %}",
            "<figure><img src=\"x.png\" alt=\"A b\"><figcaption>T u</figcaption></figure>",
        ),
        (
            "{% img a b.png 3 4 '\"T u\" \"A\"' %}",
            "<figure><img src=\"b.png\" alt=\"A\" width=\"3\" height=\"4\"><figcaption>T u</figcaption></figure>",
        ),
        (
            "{% img /a/b.png T u %}",
            "<figure><img src=\"/a/b.png\" alt=\"\"><figcaption>T u</figcaption></figure>",
        ),
        (
            "{% asset_link a.pdf A b %}",
            "<p><a href=\"a.pdf\">A b</a></p>",
        ),
        (
            "{% post_link some-post %} {% post_link a 'B c' %}",
            "<p><a href=\"/some-post.md\">some-post</a> <a href=\"/a.md\">B c</a></p>",
        ),
        ("{% blockquote %}¶a¶{% endblockquote %}", "<p>a</p>"),
        (
            "{% blockquote A. B. %}¶a¶{% endblockquote %}",
            "<p>a</p><p>A. B.</p>",
        ),
        ("{% note info %}a{% endnote %}", "<p>a</p>"),
    ]);
}

#[test]
fn what_is_not_known_is_shown_as_it_is_written() {
    for written in [
        "{{ page.title * a * b }}",
        "{{< unknown \"*a*\" _b_ >}}",
        "{{% unknown %}}",
        "{% include x.html a=\"b\" %}",
        "{% for a in b %}",
        "[a]({{page.url}})",
        "{% endfor %}",
        "{% highlight rust %}",
        "{% endraw %}",
        "{{< youtube x\" >}}",
        "{{< ref >}}",
        "{% note %}",
        "{{< /notice >}}",
        "[plugin:other](/a)",
        "[plugin:youtube](evil/a)",
        "[lorem=2]",
        "[size=20]",
        "[googleslides name=x]",
        "[columns /]",
        "[embedly url=\"x\" /]",
        "[ui a=\"b\"]",
        "[/u]",
        "[other a=b /]",
    ] {
        let (markdown, close) = match written.starts_with("[ui") {
            true => (format!("é\n\n{written}c[/ui]"), "c[/ui]"),
            false => (format!("é\n\n{written}"), ""),
        };
        let mut escaped = written.replace('<', "&lt;").replace('>', "&gt;");
        escaped = escaped.replace('"', "&quot;") + close;
        assert_eq!(
            html_of(&markdown),
            format!("<p>é</p><p>{escaped}</p>"),
            "{written}"
        );
        let tag = written.trim_start_matches("[a](");
        let tag = if tag == written {
            tag
        } else {
            tag.trim_end_matches(')')
        };
        let start = markdown.find(tag).unwrap_or_default();
        assert_eq!(told(&markdown), [(start, tag.to_owned())], "{written}");
    }
    for written in [
        "$x^{{a}}$",
        "{{ a",
        "{% b",
        "{{< c",
        "[center",
        "{a: b}",
        "a {{\n\nb }}",
    ] {
        assert_eq!(told(written), [], "{written}");
    }
}

#[test]
fn places_are_those_of_the_text_as_it_is_written() {
    let written = "{{< youtube a-b_c1D2E3F >}}\n\n[a](javascript:b)\n\n{% x %}";
    let document = read(written);
    let starts: Vec<usize> = document.blocks.iter().map(|(start, _)| *start).collect();
    let [a, x] = ["[a]", "{% x"].map(|part| written.find(part).unwrap_or_default());
    assert_eq!(starts, [0, a, x]);
    let repairs: Vec<usize> = document.repairs.iter().map(|(start, _)| *start).collect();
    assert_eq!(repairs, [a, x]);
}

#[test]
fn beginnings_without_end_take_no_time() {
    let started = std::time::Instant::now();
    for piece in [
        "{{",
        "{{ ",
        "{{< ",
        "{% ",
        "{% raw %}",
        "{% endraw %}",
        "{% highlight x %} endhighlight ",
        "{: .a",
        "[u]",
        "[u=",
        "[/u]",
        "[a][/b] {{ {% [u] ",
        "[plugin:x](",
        "a\n!! \n",
        "<!-- ",
        "<pre ",
        "{{< figure src=\"a ",
    ] {
        read(&piece.repeat(200_000 / piece.len()));
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
