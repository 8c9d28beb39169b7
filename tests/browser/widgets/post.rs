//! `<inkfold-post>`: a post of a blog, or whatever Markdown file.

use serde_json::json;

use super::super::support::write;
use super::{blog, host, open, sees, within};

#[test]
fn a_post_stands_on_its_own_address() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let body = "<inkfold-post src='BLOG/content/posts/b.md'></inkfold-post><p style='height: 3000px'></p>";
        open(reader, &blog, body).await;
        sees(reader, "the title", "texts('h2').join() === 'Post b' && texts('h3').join() === 'Part zzb'").await;
        let root = blog.server.origin();
        let found = within(reader, "[frame.querySelector('img').src, frame.querySelector('.post-body a').href, \
            frame.querySelector('[rel=tag]').href]").await;
        let expected = ["/content/posts/lake.svg", "/posts/c/", "/tags/odd/"].map(|path| format!("{root}{path}"));
        assert_eq!(found, json!(expected));
        sees(reader, "the code dressed", "shadow.querySelector('.hljs-keyword') !== null && shadow.adoptedStyleSheets.length === 2").await;
        // A note is a place in the element, and no address.
        let before = reader.ask("return location.href").await;
        within(reader, "frame.querySelector('.footnote-call a').click()").await;
        sees(reader, "the note", "shadow.activeElement?.closest('.footnotes') !== null").await;
        assert_eq!(reader.ask("return location.href").await, before);
        assert_eq!(reader.ask("return document.documentElement.dataset.heard").await, " ready::");
    });
}

#[test]
fn any_markdown_file_is_shown() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        let file = "---\ntags: [guide]\n---\n\n# Read me\n\nA [neighbour](other.md), and a note[^1].\n\n[^1]: The note.\n";
        write(blog.server.folder(), "docs/README.md", file.as_bytes());
        open(
            reader,
            &blog,
            "<inkfold-post src='BLOG/docs/README.md?ref=main' heading-level=1></inkfold-post>",
        )
        .await;
        sees(
            reader,
            "the text",
            "frame?.textContent.includes('neighbour')",
        )
        .await;
        let link = within(reader, "frame.querySelector('.post-body a').href").await;
        assert_eq!(link, format!("{}/docs/other.md", blog.server.origin()));
        // It has no lists that a tag could lead to.
        let tag = "frame.querySelector('.tags').textContent === 'guide' && !frame.querySelector('.tags a')";
        assert_eq!(within(reader, tag).await, true);
        // It has no page; a place in it is one in the file.
        let call = "frame.querySelector('.footnote-call a')";
        let file = format!("{}/docs/README.md?ref=main#", blog.server.origin());
        let leads = format!("{call}.href.startsWith('{file}')");
        assert_eq!(within(reader, &leads).await, true);
        let before = reader.ask("return location.href").await;
        within(reader, &format!("{call}.click()")).await;
        sees(reader, "the note", "shadow.activeElement?.closest('.footnotes') != null").await;
        assert_eq!(reader.ask("return location.href").await, before);
        assert!(blog.server.arrivals("*/site.yaml").is_empty());
        let asked = "return performance.getEntriesByType('resource').some((it) => it.name.endsWith('/docs/README.md?ref=main'))";
        assert_eq!(reader.ask(asked).await, true);
    });
}

#[test]
fn a_post_of_another_programs_folder_is_shown() {
    host().read(async |reader| {
        let blog = blog().elsewhere().await;
        reader.expects_report("hugo");
        let file = b"---\ntitle: By Hugo\n---\nText.\n";
        write(blog.server.folder(), "hugo/content/posts/a.md", file);
        let element = "<inkfold-post src='BLOG/hugo/content/posts/a.md'></inkfold-post>";
        open(reader, &blog, element).await;
        sees(reader, "the title", "texts('h2').join() === 'By Hugo'").await;
        sees(
            reader,
            "the text",
            "frame.textContent.includes('Text.') && texts('[part=error]').length === 0",
        )
        .await;
    });
}
