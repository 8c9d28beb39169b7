use super::*;
use crate::announced::Announced;
use crate::fetch::Fault;
use crate::reading::Direct;
use crate::screen::PostScreen;
use inkfold_core::catalog::{Around, ROOT};
use inkfold_core::fingerprint;

fn site(text: &str) -> Site {
    Site::read(text.as_bytes()).unwrap().0
}

/// A library that knows the settings `text`.
pub(super) fn library(text: &str) -> Library {
    let mut library = Library::new(1_700_000_000, Site::default(), None);
    library.read_by(Rc::new(Direct::default()));
    library.site_arrived(site(text), Box::new(Utc));
    library
}

pub(super) fn post(path: &str, keys: &str) -> Result<Post, FetchError> {
    Ok(Post::read(
        path,
        format!("---\n{keys}\n---\nText.").as_bytes(),
    ))
}

pub(super) fn error(fault: Fault) -> Result<Post, FetchError> {
    Err(FetchError {
        address: "/content/x.md".into(),
        fault,
    })
}

pub(super) fn at(address: &str) -> Route {
    Route::parse(address)
}

/// The slugs of a listing, and its state.
pub(super) fn listing(library: &Library, address: &str) -> (Vec<String>, &'static str) {
    let screen = library.screen(&at(address));
    let slugs = match &screen {
        Screen::List(list) => {
            let slugs = list.entries.iter().map(|entry| entry.post.slug.clone());
            slugs.collect()
        }
        _ => Vec::new(),
    };
    (slugs, screen.state())
}

#[test]
fn asks_for_the_first_page_at_once_and_for_the_rest_by_and_by() {
    let paths: Vec<String> = (0..30).map(|n| format!("p{n}.md")).collect();
    let mut library = library(&format!(
        "posts_per_page: 12\nposts: [{}]",
        paths.join(", ")
    ));
    let home = at("");
    assert_eq!(library.wanted(&home), paths[..12]);
    for path in &paths[..12] {
        library.post_asked(path);
    }
    assert_eq!(library.wanted(&home), Vec::<String>::new());
    for path in &paths[..12] {
        library.post_arrived(path, post(path, ""));
    }
    assert_eq!(library.wanted(&home), paths[12..12 + AT_ONCE]);
}

#[test]
fn asks_for_no_endless_page_at_once() {
    let paths: Vec<String> = (0..100).map(|n| format!("p{n}.md")).collect();
    let library = library(&format!(
        "posts_per_page: 1000\nposts: [{}]",
        paths.join(", ")
    ));
    assert_eq!(library.wanted(&at("")), paths[..FIRST_AT_ONCE]);
}

#[test]
fn a_blog_that_lists_nothing_needs_no_catalogue() {
    for (settings, expected) in [("posts: []", "ready"), ("posts: ['*.md']", "error")] {
        let mut library = library(settings);
        library.expect_catalog();
        for _ in 0..2 {
            library.post_asked(ROOT);
            library.catalog_arrived(ROOT, Err(error(Fault::Status(404)).unwrap_err()));
        }
        assert_eq!(listing(&library, ""), (Vec::new(), expected), "{settings}");
    }
}

#[test]
fn asks_for_the_article_before_the_rest() {
    let mut library = library("posts: [a.md, b.md]");
    let article = at("posts/b/");
    assert_eq!(library.wanted(&article), ["b.md"]);
    library.post_asked("b.md");
    assert_eq!(library.wanted(&article), Vec::<String>::new());
    library.post_arrived("b.md", post("b.md", ""));
    assert_eq!(library.wanted(&article), ["a.md"]);
    assert_eq!(library.screen(&article).state(), "ready");
}

#[test]
fn believes_what_the_page_says_of_its_file() {
    let route = at("posts/own-slug/");
    let mut library = Library::new(
        0,
        Site::default(),
        Some((route.clone(), "posts/b.md".into())),
    );
    assert_eq!(library.wanted(&route), ["posts/b.md"]);
    library.post_arrived("posts/b.md", post("posts/b.md", "slug: own-slug"));
    assert_eq!(library.screen(&route).state(), "loading");
    library.lose_patience();
    assert_eq!(library.screen(&route).state(), "ready");
    library.site_arrived(site("posts: [posts/a.md, posts/b.md]"), Box::new(Utc));
    assert_eq!(library.wanted(&route), ["posts/a.md"]);
}

#[test]
fn finds_a_post_whose_front_matter_names_another_slug() {
    let mut library = library("posts: [a.md, b.md]");
    let route = at("posts/own/");
    assert_eq!(library.wanted(&route), ["a.md", "b.md"]);
    library.post_arrived("a.md", post("a.md", ""));
    assert_eq!(library.screen(&route).state(), "loading");
    library.post_arrived("b.md", post("b.md", "slug: own"));
    assert_eq!(library.screen(&route).state(), "ready");
}

#[test]
fn opens_a_post_that_no_list_names_and_knows_what_is_missing() {
    let mut library = library("posts: [posts/a.md]");
    library.post_arrived("posts/a.md", post("posts/a.md", ""));
    let route = at("posts/new/");
    for next in ["posts/new.md", "posts/new/item.md", "posts/new/index.md"] {
        assert_eq!(library.wanted(&route), [next]);
        library.post_arrived(next, error(Fault::Status(404)));
    }
    assert_eq!(library.wanted(&route), Vec::<String>::new());
    assert_eq!(library.screen(&route), Screen::Missing);
    library.post_arrived("posts/new.md", error(Fault::TimedOut));
    assert_eq!(library.screen(&route).state(), "error");
    library.post_arrived("posts/new.md", post("posts/new.md", ""));
    assert_eq!(library.screen(&route).state(), "ready");
    assert_eq!(listing(&library, "").0, ["a"]);
    assert_eq!(library.screen(&at("nowhere/")), Screen::Missing);
}

#[test]
fn shows_a_sorted_beginning_early_and_waits_for_an_unsorted_one() {
    let sorted = [("a.md", "2022-01-02"), ("b.md", "2022-01-01")];
    for (order, expected) in [([0, 1], "a"), ([1, 0], "")] {
        let [first, second] = order.map(|place| sorted[place]);
        let mut library = library(&format!(
            "posts_per_page: 2\nposts: [{}, {}, c.md]",
            first.0, second.0
        ));
        for (path, date) in [first, second] {
            library.post_arrived(path, post(path, &format!("date: {date}")));
        }
        let (slugs, state) = listing(&library, "");
        assert_eq!(slugs.first().map_or("", String::as_str), expected);
        assert_eq!(state, "loading");
        library.lose_patience();
        assert_eq!(listing(&library, "").0, ["a", "b"]);
        library.post_arrived("c.md", post("c.md", "date: 2023-01-01"));
        assert_eq!(
            listing(&library, ""),
            (vec!["c".into(), "a".into()], "ready")
        );
        assert_eq!(listing(&library, "page/2/"), (vec!["b".into()], "ready"));
        assert_eq!(library.screen(&at("page/3/")), Screen::Missing);
    }
}

#[test]
fn a_failed_post_leaves_the_others_and_can_be_tried_again() {
    let mut library = library("posts: [a.md, b.md]");
    library.post_arrived("a.md", post("a.md", "tags: [x]"));
    library.post_arrived("b.md", error(Fault::Status(404)));
    assert_eq!(listing(&library, ""), (vec!["a".into()], "ready"));
    assert_eq!(library.screen(&at("posts/b/")).state(), "missing");
    assert_eq!(listing(&library, "tags/x/").0, ["a"]);
    assert!(!library.forget_failures());
    assert_eq!(library.wanted(&at("")), ["b.md"]);
    library.post_arrived("b.md", post("b.md", ""));
    assert_eq!(listing(&library, "").0, ["a", "b"]);
}

#[test]
fn a_draft_is_not_there() {
    let mut library = library("posts: [a.md]");
    library.post_arrived("a.md", post("a.md", "published: false"));
    assert_eq!(library.screen(&at("posts/a/")), Screen::Missing);
    assert_eq!(listing(&library, ""), (Vec::new(), "ready"));
}

#[test]
fn without_settings_a_post_still_opens() {
    let mut library = Library::new(0, Site::default(), None);
    let Err(error) = error(Fault::Unreachable) else {
        panic!("an error is one");
    };
    library.site_failed(SiteFault::Fetch(error));
    assert_eq!(library.screen(&at("")).state(), "error");
    let route = at("posts/a/");
    assert_eq!(library.wanted(&route), ["posts/a.md"]);
    library.post_arrived("posts/a.md", post("posts/a.md", ""));
    assert_eq!(library.screen(&route).state(), "ready");
    assert!(library.forget_failures());
    assert_eq!(library.screen(&at("")), Screen::Loading);
}

#[test]
fn all_posts_failing_is_an_error() {
    let mut library = library("posts: [a.md]");
    library.post_arrived("a.md", error(Fault::Unreachable));
    assert_eq!(listing(&library, "").1, "error");
}

#[test]
fn gathers_all_posts_for_the_lists_that_are_made_of_all() {
    let mut library = library("posts: [a.md, b.md]");
    for (address, of_all) in [("archive/", true), ("search/?q=a", true), ("", false)] {
        assert_eq!(library.is_gathering(&at(address), false), of_all);
        assert!(library.is_gathering(&at(address), true));
    }
    library.post_arrived("a.md", post("a.md", ""));
    assert!(library.is_gathering(&at("tags/x/"), false));
    library.post_arrived("b.md", error(Fault::TimedOut));
    assert!(!library.is_gathering(&at("archive/"), true));
}

#[test]
fn posts_come_and_go_as_time_goes_by() {
    let mut library = library("posts: [a.md, b.md]");
    let a = post("a.md", "date: 2020-01-02\npublish_date: '@1700000100'");
    let b = post("b.md", "date: 2020-01-01\nunpublish_date: '@1700000200'");
    library.post_arrived("a.md", a);
    library.post_arrived("b.md", b);
    for (now, shown, next) in [
        (1_700_000_099, &["b"][..], Some(1_700_000_100)),
        (1_700_000_100, &["a", "b"], Some(1_700_000_200)),
        (1_700_000_200, &["a"], None),
    ] {
        library.time_is(now);
        assert_eq!(listing(&library, "").0, shown, "{now}");
        assert_eq!(library.next_change(), next, "{now}");
    }
}

#[test]
fn a_page_that_brings_everything_is_old_when_a_post_comes() {
    let (mut library, route) = announcing();
    library.time_is(1_700_000_999);
    assert!(library.is_announced(&route));
    assert_eq!(library.next_change(), Some(1_700_001_000));
    library.time_is(1_700_001_000);
    assert!(!library.is_announced(&route));
    assert_eq!(library.next_change(), None);
}

/// A library on a page that brought the article of `a.md`.
fn announcing() -> (Library, Route) {
    let route = at("posts/a/");
    let whole = PostScreen {
        entry: Entry {
            post: Rc::new(post("a.md", "title: As built").unwrap().head()),
            address: "posts/a".into(),
        },
        around: Around::default(),
    };
    let mut library = Library::new(1_700_000_000, Site::default(), None);
    library.announce(
        Announced {
            route: route.clone(),
            site: Rc::new(site("title: The Blog")),
            screen: Screen::Post(Box::new(whole)),
            files: vec![
                (SETTINGS.into(), fingerprint::of(b"site")),
                ("a.md".into(), fingerprint::of(b"text")),
            ],
            until: Some(1_700_001_000),
        },
        false,
    );
    (library, route)
}

fn title(library: &Library, route: &Route) -> String {
    match library.screen(route) {
        Screen::Post(screen) => screen.entry.post.title.clone(),
        screen => screen.state().to_owned(),
    }
}

#[test]
fn a_page_that_brings_everything_is_shown_at_once() {
    let (mut library, route) = announcing();
    assert_eq!(title(&library, &route), "As built");
    assert_eq!(library.site().title, "The Blog");
    assert_eq!(library.wanted(&route), ["a.md"]);
    library.post_asked("a.md");
    assert_eq!(library.wanted(&route), Vec::<String>::new());
    assert!(!library.is_news(SETTINGS, &Ok(b"site".to_vec())));
    assert!(!library.is_news("a.md", &Ok(b"text".to_vec())));
    assert!(library.is_checking(&route));
    library.checked(SETTINGS, false);
    library.checked("a.md", false);
    assert!(!library.is_checking(&route));
    assert!(library.is_announced(&route) && !library.is_announced(&at("")));
    assert_eq!(library.screen(&at("")).state(), "loading");
}

#[test]
fn what_has_changed_since_the_build_takes_its_place() {
    let (mut library, route) = announcing();
    library.post_asked("a.md");
    assert!(library.is_news("a.md", &Ok(b"other".to_vec())));
    library.checked("a.md", true);
    assert!(library.is_checking(&route));
    // Rather something old than nothing.
    assert!(!library.is_announced(&route));
    assert_eq!(title(&library, &route), "As built");
    library.read_by(Rc::new(Direct::default()));
    library.site_arrived(site("posts: [a.md, b.md]"), Box::new(Utc));
    assert_eq!(title(&library, &route), "As built");
    library.post_arrived("a.md", post("a.md", "title: Changed"));
    assert_eq!(title(&library, &route), "Changed");
}

#[test]
fn a_post_that_is_gone_is_not_shown_for_ever() {
    let (library, _) = announcing();
    let gone = Err(FetchError {
        address: "/content/a.md".into(),
        fault: Fault::Status(404),
    });
    assert!(library.is_news("a.md", &gone));
}

#[test]
fn a_host_out_of_reach_changes_nothing_and_is_said() {
    let (mut library, route) = announcing();
    let lost = FetchError {
        address: "/content/a.md".into(),
        fault: Fault::Unreachable,
    };
    library.post_asked("a.md");
    assert!(!library.is_news("a.md", &Err(lost.clone())));
    library.post_arrived("a.md", Err(lost.clone()));
    assert_eq!(title(&library, &route), "As built");
    assert_eq!(library.unchecked(&route), [lost]);
    library.forget_failures();
    assert_eq!(library.unchecked(&route), []);
    assert_eq!(library.wanted(&route), ["a.md"]);
}

#[test]
fn a_page_that_is_old_stays_where_nobody_lists_the_posts() {
    let (mut library, route) = announcing();
    let lost = FetchError {
        address: "/content/catalog.json".into(),
        fault: Fault::Unreachable,
    };
    library.expect_catalog();
    library.checked(SETTINGS, true);
    library.checked("a.md", false);
    library.site_arrived(site("posts: '**/*.md'"), Box::new(Utc));
    for _ in 0..2 {
        assert_eq!(library.unchecked(&route), []);
        library.post_asked("catalog.json");
        library.catalog_arrived("catalog.json", Err(lost.clone()));
    }
    assert_eq!(title(&library, &route), "As built");
    assert_eq!(library.unchecked(&route), [lost]);
}

#[test]
fn posts_are_put_in_order_once_for_each_change() {
    let mut library = library("posts: [a.md, b.md]");
    library.post_arrived("a.md", post("a.md", ""));
    let before = Rc::clone(library.blog());
    assert!(Rc::ptr_eq(&before, library.blog()));
    library.post_arrived("b.md", post("b.md", ""));
    assert!(!Rc::ptr_eq(&before, library.blog()));
    assert_eq!(library.blog().entries().len(), 2);
}

#[test]
fn the_order_of_the_list_counts_whatever_came_before_it() {
    let mut library = library("posts: [a.md, b.md, c.md]");
    library.post_arrived("c.md", post("c.md", ""));
    library.post_arrived("b.md", post("b.md", ""));
    library.site_arrived(site("posts: [c.md, a.md, c.md]"), Box::new(Utc));
    assert_eq!(library.wanted_of_list(), ["a.md"]);
    assert_eq!(listing(&library, "archive/").0, Vec::<String>::new());
    library.post_arrived("a.md", post("a.md", ""));
    assert_eq!(listing(&library, "archive/").0, ["c", "a"]);
}

#[test]
fn an_article_knows_its_translations_once_all_posts_are_here() {
    let mut library = library("posts: [a.md, a.ru.md, b.md]");
    let route = at("posts/a/");
    let translations = |library: &Library| match library.screen(&route) {
        Screen::Post(screen) => {
            let translations = screen.around.translations.iter();
            translations.map(|entry| entry.address.clone()).collect()
        }
        _ => Vec::new(),
    };
    library.post_arrived("a.md", post("a.md", ""));
    library.post_arrived("a.ru.md", post("a.ru.md", ""));
    assert_eq!(translations(&library), [""; 0]);
    library.post_arrived("b.md", post("b.md", ""));
    assert_eq!(translations(&library), ["posts/a-ru"]);
}
