//! Jekyll's tags: Liquid's, and kramdown's attributes.

use super::check;

#[test]
fn jekyll() {
    check(&[
        (
            "{% highlight rust %}¶fn a() {}¶{% endhighlight %}",
            "<pre><code class=\"language-rust\">fn a() {}¶</code></pre>",
        ),
        (
            "{% highlight sh linenos %}a `b`¶```¶{{ c }}{%endhighlight%} d",
            "<pre><code class=\"language-sh\" data-numbered=\"\">a `b`¶```¶{{ c }}¶</code></pre><p>d</p>",
        ),
        (
            "- a¶  {%- highlight rb -%}¶  b¶¶    c¶  {%- endhighlight -%}",
            "<ul><li>a<pre><code class=\"language-rb\">b¶¶  c¶</code></pre></li></ul>",
        ),
        (
            "1. {% highlight rb %}¶   b¶{% endhighlight %}¶¶rest",
            "<ol><li><pre><code class=\"language-rb\">b¶</code></pre></li></ol><p>rest</p>",
        ),
        (
            "- {% highlight rb %}b{% endhighlight %}¶- c",
            "<ul><li><pre><code class=\"language-rb\">b¶</code></pre></li><li>c</li></ul>",
        ),
        (
            "> {% highlight rb %}¶> b¶>¶> c¶> {% endhighlight %}",
            "<blockquote><pre><code class=\"language-rb\">b¶¶c¶</code></pre></blockquote>",
        ),
        (
            "> {% highlight rb %}¶> b¶{% endhighlight %}¶¶rest",
            "<blockquote><pre><code class=\"language-rb\">b¶</code></pre></blockquote><p>rest</p>",
        ),
        (
            "1. {% highlight rb %}¶   b¶   {% endhighlight %}¶2. {% highlight rb %}c¶d{% endhighlight %}",
            "<ol><li><pre><code class=\"language-rb\">b¶</code></pre></li><li></li></ol>\
             <pre><code class=\"language-rb\">c¶d¶</code></pre>",
        ),
        (
            "> {% highlight rb %}¶> b¶> {% endhighlight %}",
            "<blockquote><pre><code class=\"language-rb\">b¶</code></pre></blockquote>",
        ),
        (
            "a {% highlight rb %}x`y{% endhighlight %} b",
            "<p>a <code>x`y</code> b</p>",
        ),
        (
            "<div>¶{% highlight rb %}¶a¶{% endhighlight %}¶</div>",
            "<div><pre><code class=\"language-rb\">a¶</code></pre></div>",
        ),
        (
            "{% raw %}¶{{ a }} {% b %}¶{% endraw %}",
            "<p>{{ a }} {% b %}</p>",
        ),
        (
            "{% raw %}¶```liquid¶{{ a }}¶```¶{% endraw %}¶{{ site.url }}/x",
            "<pre><code class=\"language-liquid\">{{ a }}¶</code></pre><p>/x</p>",
        ),
        ("a{% comment %} b {% endcomment %}c", "<p>ac</p>"),
        (
            "[a]({{ site.baseurl }}/b) [c]({{site.url}}{{ site.baseurl }}/d)",
            "<p><a href=\"/b\">a</a> <a href=\"/d\">c</a></p>",
        ),
        (
            "[a]({{ site.baseurl }}) [b]({{ site.baseurl }}c)",
            "<p><a href=\"/\">a</a> <a href=\"/c\">b</a></p>",
        ),
        (
            "<a href=\"{{ \"/b-c.html\" }}\" title='{{ \"d's\" }}'>a</a>",
            "<p><a href=\"/b-c.html\" title=\"d's\">a</a></p>",
        ),
        (
            "<p>{{ \"a.b-<c> & d\" }}</p>",
            "<p>a.b-&lt;c&gt; &amp; d</p>",
        ),
        (
            "<a href=\"{{ site.baseurl }}/b\">a</a>",
            "<p><a href=\"/b\">a</a></p>",
        ),
        (
            "<img src=\"{{ '/b c.png' | relative_url }}\">",
            "<img src=\"/b%20c.png\">",
        ),
        (
            "![a]({{ \"/b.png\" | absolute_url }})",
            "<p><img src=\"/b.png\" alt=\"a\"></p>",
        ),
        (
            "[a]({{ '/b' | prepend: site.baseurl }})",
            "<p><a href=\"/b\">a</a></p>",
        ),
        (
            "[a]({% link _posts/2020-01-02-b.md %}#c)",
            "<p><a href=\"/_posts/2020-01-02-b.md#c\">a</a></p>",
        ),
        (
            "[a]({{ site.baseurl }}{% post_url 2020-01-02-b %})",
            "<p><a href=\"/_posts/2020-01-02-b.md\">a</a></p>",
        ),
        (
            "[a]¶¶[a]: {% post_url 2020-01-02-b %}",
            "<p><a href=\"/_posts/2020-01-02-b.md\">a</a></p>",
        ),
        ("a¶{: .b #c}¶¶d", "<p>a</p><p>d</p>"),
        ("## a¶{: #b .c}", "<h2 id=\"b\" class=\"c\">a</h2>"),
        ("* TOC¶{:toc}¶¶a", "<p>a</p>"),
        (
            "![a](b.png){: width=\"3\" .c} d",
            "<p><img src=\"b.png\" alt=\"a\"> d</p>",
        ),
        ("a {:b} {:c=>1}¶{: d e}", "<p>a {:b} {:c=&gt;1}¶{: d e}</p>"),
        ("`{% raw %}`", "<p><code>{% raw %}</code></p>"),
        (
            "```¶{% raw %}{{ a }}{% endraw %}¶```",
            "<pre><code>{{ a }}¶</code></pre>",
        ),
        (
            "```¶a¶{%- raw -%}¶{{ b }}¶  {% endraw %}¶c {% raw %}¶```",
            "<pre><code>a¶{{ b }}¶c {% raw %}¶</code></pre>",
        ),
        (
            "> ```¶> {% raw %}¶> {{ b }}{% endraw %}¶> ```",
            "<blockquote><pre><code>¶{{ b }}¶</code></pre></blockquote>",
        ),
        (
            "a `{% raw %}{{ b }}{% endraw %}` [c `{% raw %}{% d %}{% endraw %}`](e)",
            "<p>a <code>{{ b }}</code> <a href=\"e\">c <code>{% d %}</code></a></p>",
        ),
        (
            "{% raw %}¶`a {% endraw %}` {% raw %}b{% endraw %}",
            "<p><code>a </code> b</p>",
        ),
        ("{{ \"{%\" }}", "<p>{%</p>"),
        (
            "<!-- {{ a }} --> b <code>{{ c }}</code>",
            " b <code>{{ c }}</code>",
        ),
    ]);
}
