//! Pictures, films, sounds and videos.

use super::*;

#[test]
fn videos_alone_in_a_paragraph_are_cards() {
    let card = |words: &str| {
        format!(
            "<p class=\"video\"><a rel=\"noopener noreferrer\" \
             href=\"https://www.youtube.com/watch?v=a-b_c1D2E3F\">{words}</a></p>"
        )
    };
    let (youtube, vimeo) = (
        card("Video on YouTube"),
        "<p class=\"video\"><a rel=\"noopener noreferrer\" \
         href=\"https://vimeo.com/76979871\">Video on Vimeo</a></p>",
    );
    let both = format!("{youtube}{vimeo}");
    check(&[
        ("https://youtu.be/a-b_c1D2E3F", &youtube),
        ("<https://youtu.be/a-b_c1D2E3F>", &youtube),
        ("www.youtube.com/watch?v=a-b_c1D2E3F", &youtube),
        ("https://vimeo.com/76979871", vimeo),
        ("[plugin:youtube](https://youtu.be/a-b_c1D2E3F)", &youtube),
        (
            "[plugin:youtube](https://youtu.be/a-b_c1D2E3F \"A <b>\")",
            &card("A &lt;b&gt;"),
        ),
        ("{{< youtube a-b_c1D2E3F >}}", &youtube),
        ("{{< youtube id=\"a-b_c1D2E3F\" >}}", &youtube),
        ("{{< vimeo 76979871 >}}", vimeo),
        ("{{<youtube a-b_c1D2E3F>}}\n{{< vimeo 76979871 >}}", &both),
        (
            "https://youtu.be/a-b_c1D2E3F\\\nhttps://vimeo.com/76979871",
            &both,
        ),
    ]);
    let russian = Reading {
        language: "ru",
        ..Reading::default()
    };
    let document = read_as("https://youtu.be/a-b_c1D2E3F", &russian);
    assert_eq!(html::write(&document, &address), card("Видео на YouTube"));
}

#[test]
fn other_links_and_words_stay_as_they_are() {
    for markdown in [
        "See https://youtu.be/a-b_c1D2E3F",
        "[Watch it](https://youtu.be/a-b_c1D2E3F)",
        "[plugin:youtube](https://evil.example/a-b_c1D2E3F)",
        "[plugin:youtube](javascript:alert)",
        "- https://youtu.be/a-b_c1D2E3F",
        "<a>\n\n{{< youtube a-b_c1D2E3F >}}",
        "{{< youtube a-b_c1D2E3F >}} and words",
    ] {
        assert!(!html_of(markdown).contains("class=\"video\""), "{markdown}");
    }
}

#[test]
fn pictures_that_are_films_and_sounds_are_played() {
    check(&[
        (
            "![A \"b\"](a.mp4)",
            "<p><video controls=\"\" preload=\"metadata\" src=\"a.mp4\" aria-label=\"A &quot;b&quot;\">\
             <a href=\"a.mp4\">A &quot;b&quot;</a></video></p>",
        ),
        (
            "a ![](b.mp3) c",
            "<p>a <audio controls=\"\" preload=\"metadata\" src=\"b.mp3\"></audio> c</p>",
        ),
        (
            "![](a.webm \"Words\")",
            "<figure><video controls=\"\" preload=\"metadata\" src=\"a.webm\"></video>\
             <figcaption>Words</figcaption></figure>",
        ),
        (
            "[![x](a.ogv)](b)",
            "<p><a href=\"b\"><video controls=\"\" preload=\"metadata\" src=\"a.ogv\" \
             aria-label=\"x\">x</video></a></p>",
        ),
        ("![x](javascript:a.mp4)", "<p>x</p>"),
    ]);
}

#[test]
fn wiki_pictures_are_pictures() {
    check(&[
        (
            "![[a b#1.png]]",
            "<p><img src=\"a%20b%231.png\" alt=\"\"></p>",
        ),
        (
            "a ![[x/y.jpg|300x200]] b",
            "<p>a <img src=\"x/y.jpg\" alt=\"\" width=\"300\" height=\"200\"> b</p>",
        ),
        (
            "![[y.jpg|A lake]]",
            "<p><img src=\"y.jpg\" alt=\"A lake\"></p>",
        ),
        (
            "![[a.mp3]]",
            "<p><audio controls=\"\" preload=\"metadata\" src=\"a.mp3\"></audio></p>",
        ),
        // What is no picture is a link to it.
        ("![[Note]]", "<p><a href=\"post:Note#\">Note</a></p>"),
        (
            "![[Note#Part|words]]",
            "<p><a href=\"post:Note#part\">words</a></p>",
        ),
        ("![[a b.pdf]]", "<p><a href=\"a%20b.pdf\">a b.pdf</a></p>"),
        (
            "[[x/a.PDF#page=2|words]] [[y.png]]",
            "<p><a href=\"x/a.PDF\">words</a> <a href=\"y.png\">y.png</a></p>",
        ),
        ("[x ![[Note]]](y)", "<p><a href=\"y\">x ![[Note]]</a></p>"),
        // Obsidian's in tables.
        (
            "|a|\n|-|\n|[[Other\\|t2]]|\n|![[i.png\\|100]]|\n|b \\| c|",
            "<table><thead><tr><th>a</th></tr></thead><tbody>\
             <tr><td><a href=\"post:Other#\">t2</a></td></tr>\
             <tr><td><img src=\"i.png\" alt=\"\" width=\"100\"></td></tr>\
             <tr><td>b | c</td></tr></tbody></table>",
        ),
        ("![[javascript:x.png]]", "<p>![[javascript:x.png]]</p>"),
        ("![[a.png", "<p>![[a.png</p>"),
        (
            "[[folder/Page]] [[./a.md]]",
            "<p><a href=\"post:folder/Page#\">folder/Page</a> <a href=\"./a.md\">./a.md</a></p>",
        ),
    ]);
}

#[test]
fn media_actions_become_sizes_classes_and_links() {
    for (address, attributes) in [
        (
            "a.jpg?cropResize=400,200",
            "src=\"a.jpg\" alt=\"x\" width=\"400\" height=\"200\"",
        ),
        ("a.jpg?resize=400", "src=\"a.jpg\" alt=\"x\" width=\"400\""),
        (
            "a.jpg?crop=1,2,30,40",
            "src=\"a.jpg\" alt=\"x\" width=\"30\" height=\"40\"",
        ),
        (
            "a.jpg?width=9&height=8px",
            "src=\"a.jpg\" alt=\"x\" width=\"9\" height=\"8\"",
        ),
        ("a.jpg?width=50%25", "src=\"a.jpg\" alt=\"x\""),
        ("a.jpg?cropResize=0,0", "src=\"a.jpg\" alt=\"x\""),
        (
            "a.jpg?resize=0,200",
            "src=\"a.jpg\" alt=\"x\" height=\"200\"",
        ),
        (
            "a.jpg?classes=caption,float-right",
            "src=\"a.jpg\" alt=\"x\" class=\"align-end\"",
        ),
        ("a.jpg?class=disqus", "src=\"a.jpg\" alt=\"x\""),
        ("a.jpg?id=b&sepia#c", "src=\"a.jpg#c\" alt=\"x\" id=\"b\""),
        ("a.jpg?v=2&quality=9", "src=\"a.jpg?v=2\" alt=\"x\""),
        ("image://a.jpg", "src=\"/images/a.jpg\" alt=\"x\""),
        (
            "user://pages/a.jpg?sharp=3",
            "src=\"/pages/a.jpg\" alt=\"x\"",
        ),
        (
            "https://a.b/c.jpg?resize=3,4",
            "referrerpolicy=\"no-referrer\" src=\"https://a.b/c.jpg?resize=3,4\" alt=\"x\"",
        ),
    ] {
        let expected = format!("<p><img {attributes}></p>");
        assert_eq!(html_of(&format!("![x]({address})")), expected, "{address}");
    }
    check(&[
        (
            "![x](a.jpg?cropResize=400,200&lightbox&classes=left \"T\")",
            "<figure><a href=\"a.jpg\"><img src=\"a.jpg\" alt=\"x\" class=\"align-start\" \
             width=\"400\" height=\"200\"></a><figcaption>T</figcaption></figure>",
        ),
        (
            "[![](a.jpg?link&resize=3,4)](b.md?classes=button,x&target=_blank)",
            "<p><a href=\"b.md\"><img src=\"a.jpg\" alt=\"\" width=\"3\" height=\"4\"></a></p>",
        ),
        ("[a](user://b/c.pdf)", "<p><a href=\"/b/c.pdf\">a</a></p>"),
        ("[a](@/posts/b.md)", "<p><a href=\"/posts/b.md\">a</a></p>"),
        ("![x](theme://a.jpg)", "<p>x</p>"),
        (
            "[a](/search/?q=class)",
            "<p><a href=\"/search/?q=class\">a</a></p>",
        ),
    ]);
}
