//! Grav's notices, and its tags in brackets.

use super::check;

#[test]
fn grav() {
    check(&[
        // Notices.
        (
            "! a *b*",
            "<div class=\"markdown-alert markdown-alert-warning\"><p class=\"markdown-alert-title\">Warning</p><p>a <em>b</em></p></div>",
        ),
        (
            "!! a¶!! b",
            "<div class=\"markdown-alert markdown-alert-caution\"><p class=\"markdown-alert-title\">Caution</p><p>a¶b</p></div>",
        ),
        (
            "a¶!!! b¶c",
            "<p>a</p><div class=\"markdown-alert markdown-alert-note\"><p class=\"markdown-alert-title\">Note</p><p>b</p></div><p>c</p>",
        ),
        (
            "a¶¶!!!! b¶!!!!¶!!!! c¶¶d",
            "<p>a</p><div class=\"markdown-alert markdown-alert-tip\"><p class=\"markdown-alert-title\">Tip</p><p>b</p><p>c</p></div><p>d</p>",
        ),
        (
            "# a¶ ! b",
            "<h1 id=\"a\">a</h1><div class=\"markdown-alert markdown-alert-warning\"><p class=\"markdown-alert-title\">Warning</p><p>b</p></div>",
        ),
        // What runs over a notice's end goes on with it.
        (
            "! a {% comment %}¶b¶{% endcomment %} c¶d",
            "<div class=\"markdown-alert markdown-alert-warning\"><p class=\"markdown-alert-title\">Warning</p><p>a  c</p></div><p>d</p>",
        ),
        (
            "! a <!-- b¶c --> d",
            "<div class=\"markdown-alert markdown-alert-warning\"><p class=\"markdown-alert-title\">Warning</p><p>a  d</p></div>",
        ),
        (
            "! a `b¶c` d",
            "<div class=\"markdown-alert markdown-alert-warning\"><p class=\"markdown-alert-title\">Warning</p><p>a <code>b c</code> d</p></div>",
        ),
        (
            "! a {{< figure¶src=\"b\" >}}¶c",
            "<div class=\"markdown-alert markdown-alert-warning\"><p class=\"markdown-alert-title\">Warning</p><p>a <img src=\"b\" alt=\"\"></p></div><p>c</p>",
        ),
        (
            "! a {% comment %}¶# {% endcomment %}¶{: .x}",
            "<div class=\"markdown-alert markdown-alert-warning\"><p class=\"markdown-alert-title\">Warning</p><p>a</p></div><p>{: .x}</p>",
        ),
        ("Quoi¶! a", "<p>Quoi¶! a</p>"),
        ("a ! b !! c", "<p>a ! b !! c</p>"),
        ("!!!!! a", "<p>!!!!! a</p>"),
        ("!a", "<p>!a</p>"),
        (
            "! a¶![b](c)",
            "<div class=\"markdown-alert markdown-alert-warning\"><p class=\"markdown-alert-title\">Warning</p><p>a</p></div><p><img src=\"c\" alt=\"b\"></p>",
        ),
        ("    ! a", "<pre><code>! a</code></pre>"),
        // Words in brackets.
        (
            "[center]¶a *b*¶[/center]",
            "<div class=\"align-center\"><p>a <em>b</em></p></div>",
        ),
        (
            "[center]a[/center]",
            "<div class=\"align-center\"><p>a</p></div>",
        ),
        (
            "[right]¶![a](b.png)¶[/right]¶c",
            "<div class=\"align-end\"><p><img src=\"b.png\" alt=\"a\"></p></div><p>c</p>",
        ),
        ("x [center]a[/center] y", "<p>x a y</p>"),
        ("- [center]a[/center]", "<ul><li>a</li></ul>"),
        ("[size=30][color=\"#f00\"]a[/color] b[/size]", "<p>a b</p>"),
        (
            "[u]a[/u] [s]b[/s] [mark]c[/mark]",
            "<p><u>a</u> <s>b</s> <mark>c</mark></p>",
        ),
        ("[columns count=2]¶a¶¶b¶[/columns]", "<p>a</p><p>b</p>"),
        ("[h2 class=\"x\"]a[/h2]", "<h2 id=\"a\">a</h2>"),
        ("[notice=warning]a[/notice]", "<p>a</p>"),
        (
            "[details=\"A <b\"]¶b¶[/details]",
            "<details><summary>A &lt;b</summary><p>b</p></details>",
        ),
        (
            "[figure caption=\"A *b*\"]![x](y.png)[/figure]",
            "<p><img src=\"y.png\" alt=\"x\"></p><p>A *b*</p>",
        ),
        (
            "[safe-email autolink=\"true\"]a@b.cd[/safe-email]",
            "<p><a href=\"mailto:a@b.cd\">a@b.cd</a></p>",
        ),
        (
            "[span class=x]a[/span] [div]b[/div] [left]c[/left]",
            "<p>a b c</p>",
        ),
        ("[raw][u]a[/u] {{ b }}[/raw]", "<p>[u]a[/u] {{ b }}</p>"),
        ("a [fa=github /] b", "<p>a  b</p>"),
        ("a [fa=cog extras=fa-spin] b", "<p>a  b</p>"),
        (
            "[Center]a[/Center]",
            "<div class=\"align-center\"><p>a</p></div>",
        ),
        ("[U]a[/u]", "<p><u>a</u></p>"),
        // What looks like it.
        (
            "[center] a¶¶[center]: /b",
            "<p><a href=\"/b\">center</a> a</p>",
        ),
        (
            "[u](b) [/u](c) a[s]",
            "<p><a href=\"b\">u</a> <a href=\"c\">/u</a> a[s]</p>",
        ),
        (
            "`[u]a[/u]` \\[u]a\\[/u]",
            "<p><code>[u]a[/u]</code> [u]a[/u]</p>",
        ),
        (
            "```¶[center]a[/center]¶```",
            "<pre><code>[center]a[/center]¶</code></pre>",
        ),
        // Videos and links.
        ("[plugin:youtube](https://youtu.be/ID)", "CARD"),
        (
            "a [plugin:youtube](https://youtu.be/ID) b",
            "<p>a LINK b</p>",
        ),
        (
            "- [plugin:youtube](https://youtu.be/ID)",
            "<ul><li>LINK</li></ul>",
        ),
        ("[youtube]https://youtu.be/ID[/youtube]", "CARD"),
        ("[youtube url=\"https://youtu.be/ID\"][/youtube]", "CARD"),
        (
            "[embedly]https://a.b/c_d_[/embedly]",
            "<p><a href=\"https://a.b/c_d_\">https://a.b/c_d_</a></p>",
        ),
        (
            "[embedly url=\"https://x.y/z\" /]",
            "<p><a href=\"https://x.y/z\">https://x.y/z</a></p>",
        ),
        (
            "[embedly url=\"https://a.b/\"][/embedly]",
            "<p><a href=\"https://a.b/\">https://a.b/</a></p>",
        ),
    ]);
}
