//! Links that lead nowhere, and those that do not.

use super::{OTHER, SITE, checked};

#[test]
fn dead_links_are_told_where_they_stand() {
    let text = "---\ntitle: A\n---\n\nOne [x](no.md) and [y](b.md#none).\n\
        Привет [z](#none), `[q](gone.md)` [q](gone.md), [r][ref], [[Nobody]].\n\n\
        > - [esc](a\\_b%20c.md) <a href=\"no.md\">html</a> [up](../C.md) [tag](/tags/none/)\n\n\
        [ref]: lost.md\n\nWord[^n].\n\n[^n]: See [it](nope.md).\n";
    let found = checked(&[SITE, OTHER, ("posts/a.md", text)]);
    let expected = [
        "posts/a.md:5:9: error: the link leads to posts/no.md, which is not there",
        "posts/a.md:5:24: error: nothing in posts/b.md is called #none",
        "posts/a.md:6:12: error: nothing on this page is called #none",
        "posts/a.md:6:39: error: the link leads to posts/gone.md, which is not there",
        "posts/a.md:6:61: error: no post is called `Nobody`; the link leads to a search for it",
        "posts/a.md:8:11: error: the link leads to posts/a_b c.md, which is not there",
        "posts/a.md:8:33: error: the link leads to posts/no.md, which is not there",
        "posts/a.md:8:54: error: the link leads to C.md, which is not there",
        "posts/a.md:8:69: error: no post has the tag `none`",
        "posts/a.md:10:8: error: the link leads to posts/lost.md, which is not there",
        "posts/a.md:14:16: error: the link leads to posts/nope.md, which is not there",
    ];
    assert_eq!(found, expected);
}

#[test]
fn links_lead_where_the_app_leads_them() {
    let grav = "---\ntitle: Folder\n---\n## Part\n[a](../01.first) [b](../01.first/item.md) \
        [c](../01.first/#here) [d](/blog/01.first) [e](/_posts/2020-01-02-own.md) \
        [f](/elsewhere/own.md) [g](/page/2/)\n\n\
        [h](../03.draft) [i](../04.none) [j](../01.first/#none) [k](/page/9/)\n";
    let found = checked(&[
        ("site.yaml", "posts: ['posts/**/*.md']\nposts_per_page: 2\n"),
        (
            "posts/01.first/item.md",
            "## Here\n[x](../02.folder#part)\n",
        ),
        ("posts/02.folder/item.md", grav),
        ("posts/03.draft/item.md", "---\npublished: false\n---\n"),
        ("posts/own.md", "text"),
    ]);
    assert_eq!(
        found,
        [
            "posts/02.folder/item.md:7:5: warning: posts/03.draft/item.md is not shown now: it is a draft",
            "posts/02.folder/item.md:7:22: error: the link leads to posts/04.none, which is not there",
            "posts/02.folder/item.md:7:38: error: nothing in posts/01.first/item.md is called #none",
            "posts/02.folder/item.md:7:61: error: the link leads to page/9/, which is not there",
        ]
    );
}

#[test]
fn letters_may_have_another_form() {
    let text = "---\ntitle: A\n---\n![x](кой.png) [y](кой.pdf)\n";
    let found = checked(&[
        SITE,
        ("posts/a.md", text),
        ("posts/кои\u{306}.png", "x"),
        ("posts/кои\u{306}.pdf", "x"),
    ]);
    let why = "is there with its letters in another form (Unicode's NFC and NFD); a build finds \
        it, but not the app by itself: write both alike";
    assert_eq!(
        found,
        [
            format!("posts/a.md:4:6: warning: posts/кои\u{306}.png {why}"),
            format!("posts/a.md:4:19: warning: posts/кои\u{306}.pdf {why}"),
        ]
    );
}

#[test]
fn the_menu_leads_somewhere() {
    for (routing, own) in [("path", ""), ("hash", "routing: hash\n")] {
        let settings = "posts: [a.md, d.md]\nnavigation:\n  - {title: A, href: posts/a/}\n  \
            - {title: B, href: posts/b/}\n  - title: href\n    href: '/archive/'\n  - title: Tag\n    \
            href: tags/none/\n  - {title: P, href: 'posts/a/#part'}\n  \
            - {title: Я, href: content/no.pdf}\n  - {title: F, href: content/cv.pdf}\n  \
            - {title: F, href: feed.xml}\n  - {title: W, href: 'https://x.y/'}\n  \
            - {title: J, href: 'javascript:x'}\n  - {title: D, href: posts/d/}\n  \
            - {title: X, href: x.html}\n  - {title: S, href: /}\n";
        let found = checked(&[
            ("site.yaml", &format!("{settings}{own}")),
            ("a.md", "text"),
            ("d.md", "---\npublished: false\n---\n"),
            ("cv.pdf", ""),
        ]);
        let expected = [
            "site.yaml:4:22: error: the link leads to posts/b/, which is not there",
            "site.yaml:8:11: error: no post has the tag `none`",
            "site.yaml:9:23: error: nothing in a.md is called #part",
            "site.yaml:10:22: error: the link leads to no.pdf, which is not there",
            "site.yaml:14:23: error: `javascript:x` is no address of a page; it leads to the start of the blog",
            "site.yaml:15:22: warning: d.md is not shown now: it is a draft",
            "site.yaml:16:22: error: the link leads to x.html, which is not there",
        ];
        assert_eq!(found, expected, "{routing}");
    }
}

#[test]
fn links_to_what_is_not_shown_are_worth_a_look() {
    let found = checked(&[
        ("site.yaml", "posts: [a.md, draft.md]\n"),
        (
            "a.md",
            "[d](draft.md) [n](notes/n.md) [f](File.pdf) [g](file.pdf)",
        ),
        ("draft.md", "---\npublished: false\n---\n"),
        ("notes/n.md", "text"),
        ("file.pdf", ""),
    ]);
    assert_eq!(
        found,
        [
            "a.md:1:5: warning: draft.md is not shown now: it is a draft",
            "a.md:1:19: warning: notes/n.md is no post of this blog; readers get its raw text",
            "a.md:1:35: error: the link leads to File.pdf, which is not there; \
             there is file.pdf, and capitals count",
        ]
    );
}
