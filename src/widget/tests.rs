use std::rc::Rc;

use inkfold_core::blog::Entry;
use inkfold_core::listing::ListKind;
use inkfold_core::post::Post;

use super::*;

#[test]
fn finds_the_blog_of_a_source() {
    for (kind, path, root, folder, post) in [
        (Kind::List, "/content/", "/", "/content/", None),
        (Kind::Blog, "/a/content", "/a/", "/a/content/", None),
        (
            Kind::Blog,
            "/a/content/site.yaml",
            "/a/",
            "/a/content/",
            None,
        ),
        (Kind::List, "/notes/", "/", "/notes/", None),
        (Kind::List, "/", "/", "/", None),
        (
            Kind::Post,
            "/b/content/posts/%D0%B0.md",
            "/b/",
            "/b/content/",
            Some("posts/а.md"),
        ),
        (
            Kind::Post,
            "/content/b/content/c.md",
            "/content/b/",
            "/content/b/content/",
            Some("c.md"),
        ),
        (Kind::Post, "/x/README.md", "/x/", "/x/", Some("README.md")),
    ] {
        let (place, is_alone) = Place::of(kind, path);
        let found = (
            place.root.as_str(),
            place.folder.as_str(),
            place.post.as_deref(),
        );
        assert_eq!(found, (root, folder, post), "{path}");
        assert_eq!(is_alone, path.contains("README"), "{path}");
    }
}

fn widget(kind: Kind, level: u8) -> Widget {
    Widget {
        kind,
        root: Root::new("/", Routing::Path),
        post: None,
        query: String::new(),
        is_alone: false,
        level,
        limit: 3,
        tag: None,
        language: None,
    }
}

#[test]
fn posts_in_a_language_are_looked_for_so_far_and_no_further() {
    let english = Post::read("a.md", b"---\nlang: en\n---\n");
    let russian = Post::read("b.md", b"---\nlang: ru\n---\n");
    let entry = |post: &Post| Entry {
        post: Rc::new(post.clone()),
        address: String::new(),
    };
    let widget = Widget {
        language: Some("ru".to_owned()),
        ..widget(Kind::List, 2)
    };
    let (mut site, _) = Site::read(b"languages: [en, ru]").unwrap();
    for (per_page, found, is_enough) in [(30, 0, false), (30, 3, true), (FURTHEST, 1, true)] {
        site.posts_per_page = per_page;
        let mut entries = vec![entry(&english); per_page - found];
        entries.extend(vec![entry(&russian); found]);
        let mut screen = Screen::List(List {
            kind: ListKind::Newest { page: 1, pages: 9 },
            entries,
            failures: Vec::new(),
            loading: false,
        });
        assert_eq!(widget.select(&mut screen, &site), is_enough, "{per_page}");
        assert!(matches!(screen, Screen::List(list) if list.entries.len() == found));
    }
}

#[test]
fn headings_begin_at_a_level() {
    for (kind, level, on_page, expected) in [
        (Kind::List, 3, 2, 3),
        (Kind::List, 1, 2, 1),
        (Kind::List, 1, 1, 1),
        (Kind::Post, 1, 1, 1),
        (Kind::Post, 3, 2, 4),
        (Kind::Blog, 6, 2, 6),
    ] {
        assert_eq!(widget(kind, level).heading(on_page), expected);
    }
}
