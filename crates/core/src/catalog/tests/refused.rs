//! Catalogues that are broken, hostile or of another blog.

use super::*;

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let mut shelf = Shelf::default();
    let made = Made::numbered(3);
    let newer = made.files[ROOT].replace("\"version\":1", "\"version\":2");
    let refused = shelf.take(ROOT, newer.as_bytes()).unwrap_err();
    assert_eq!(refused, Refusal::Newer(2));
    assert!(refused.to_string().contains("version 2"), "{refused}");
    for text in ["", "[]", "{}", "<!doctype html>", "{\"version\":1}"] {
        let refused = shelf.take(ROOT, text.as_bytes());
        assert_eq!(refused, Err(Refusal::Unreadable), "{text}");
    }
    let half = &made.files[ROOT][..made.files[ROOT].len() / 2];
    assert!(shelf.take(ROOT, half.as_bytes()).is_err());
    assert!(shelf.take("catalog/x.json", b"\xFF").is_err());
    let more = made.files[ROOT].replace("{\"version\"", "{\"new\":[1.5],\"version\"");
    assert_eq!(shelf.take(ROOT, more.as_bytes()), Ok(()));
    assert_eq!(
        listed(&shelf.reply(&Route::Newest(1), NOW, None)).1.len(),
        3
    );
}

#[test]
fn files_that_do_not_belong_together_are_noticed() {
    let made = Made::numbered(100);
    let mut shelf = Shelf::default();
    shelf.take(ROOT, made.files[ROOT].as_bytes()).unwrap();
    let route = Route::Newest(9);
    let reply = shelf.reply(&route, NOW, None);
    assert!(!reply.is_broken && !reply.wanted.is_empty());
    for path in &reply.wanted {
        shelf.take(path, b"{\"posts\":[]}").unwrap();
    }
    assert!(shelf.reply(&route, NOW, None).is_broken);
    // What did not fit is wanted again, be the root the same.
    shelf.take(ROOT, made.files[ROOT].as_bytes()).unwrap();
    assert_eq!(shelf.reply(&route, NOW, None).wanted, reply.wanted);
}

#[test]
fn a_root_that_comes_once_more_leaves_the_rest() {
    let made = Made::numbered(100);
    let mut shelf = Shelf::default();
    shelf.take(ROOT, made.files[ROOT].as_bytes()).unwrap();
    let route = Route::Newest(9);
    for path in &shelf.reply(&route, NOW, None).wanted {
        shelf.take(path, made.files[path].as_bytes()).unwrap();
    }
    shelf.take(ROOT, made.files[ROOT].as_bytes()).unwrap();
    let reply = shelf.reply(&route, NOW, None);
    assert!(reply.wanted.is_empty() && !listed(&reply).1.is_empty());
    // Another asks for fewer of the same.
    let reply = shelf.reply(&Route::Newest(1), NOW, Some(3));
    assert_eq!((reply.wanted.len(), listed(&reply).1.len()), (0, 3));
}

#[test]
fn what_a_catalogue_cannot_mean_breaks_it_and_nothing_else() {
    let post = "{\"path\":\"a.md\",\"route\":\"posts/a/\",\"title\":\"A\"}";
    let tag = "{\"slug\":\"x\",\"name\":\"X\",\"count\":3,\"posts\":[999]}";
    let leads_away = post.replace("posts/a/", "/evil.example/");
    let begin = "{\"version\":1,\"per_page\":4000000000";
    for (route, root) in [
        // Files that are not the catalogue's.
        (
            "tags/",
            format!("{begin},\"count\":1,\"newest\":[{post}],\"tags\":\"posts/a.md\"}}"),
        ),
        (
            "tags/",
            format!("{begin},\"count\":1,\"newest\":[{post}],\"tags\":\"catalog.json\"}}"),
        ),
        (
            "",
            format!("{begin},\"count\":1,\"newest\":[{post}],\"exceptions\":\"site.yaml\"}}"),
        ),
        // An address on another host.
        (
            "",
            format!("{begin},\"count\":1,\"newest\":[{leads_away}]}}"),
        ),
        // A tree as large as the world.
        (
            "posts/z/",
            format!(
                "{begin},\"count\":33,\"newest\":[{post}],\"chunks\":[\"catalog/b\"],\"addresses\":{}}}",
                usize::MAX
            ),
        ),
        // A post that is not there.
        (
            "tags/x/",
            format!("{begin},\"count\":1,\"newest\":[{post}],\"tags\":\"catalog/t\"}}"),
        ),
    ] {
        let mut shelf = Shelf::default();
        shelf.take(ROOT, root.as_bytes()).unwrap();
        let tags = format!("{{\"tags\":[{tag}]}}");
        shelf.take("catalog/t", tags.as_bytes()).unwrap();
        let reply = shelf.reply(&Route::parse(route), NOW, None);
        assert!(reply.is_broken && reply.wanted.is_empty(), "{root}");
    }
    // More posts than there are, which never show.
    let root = format!(
        "{begin},\"count\":1,\"newest\":[{post}],\"exceptions\":[\
        {{\"place\":7,\"listed\":false}},{{\"place\":0,\"listed\":false}},{{\"place\":0}}]}}"
    );
    let mut shelf = Shelf::default();
    shelf.take(ROOT, root.as_bytes()).unwrap();
    assert!(matches!(
        shelf.reply(&Route::parse("posts/a/"), NOW, None).answer,
        Answer::Around(..)
    ));
    let far = format!("{begin},\"count\":4000000000,\"newest\":[],\"chunks\":[\"catalog/b\"]}}");
    assert_eq!(shelf.take(ROOT, far.as_bytes()), Err(Refusal::Unreadable));
}

#[test]
fn a_list_of_posts_that_has_changed_counts_for_more() {
    let made = Made::numbered(3);
    let mut shelf = Shelf::default();
    shelf.take(ROOT, made.files[ROOT].as_bytes()).unwrap();
    for (settings, is_outdated) in [
        ("posts_per_page: 7", false),
        ("posts_per_page: 7\ntitle: Other", false),
        // Patterns list nothing.
        ("posts: ['*.md']", false),
        ("posts: [a.md]", true),
    ] {
        shelf.settings(&Site::read(settings.as_bytes()).unwrap().0);
        let reply = shelf.reply(&Route::Newest(1), NOW, None);
        assert_eq!(reply.is_outdated, is_outdated, "{settings}");
    }
}
