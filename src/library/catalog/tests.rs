use std::collections::BTreeMap;
use std::rc::Rc;

use inkfold_core::catalog::{Chunk, Clerk, FOLDER, Item, words_of, write};
use inkfold_core::date::Utc;
use inkfold_core::post::Post;
use inkfold_core::site::Site;

use super::*;
use crate::fetch::Fault;
use crate::reading::Direct;

const NOW: i64 = 1_700_000_000;

fn site(text: &str) -> Site {
    Site::read(text.as_bytes()).unwrap().0
}

fn post(number: usize) -> Post {
    let text = format!("---\ntitle: Post {number}\ndate: 20{number:02}-01-01\n---\nText {number}.");
    Post::read(&format!("posts/p{number}.md"), text.as_bytes())
}

/// The files of a blog of 80 posts, whose settings are these.
fn files(settings: &str) -> BTreeMap<String, Vec<u8>> {
    let posts = (0..80).map(|number| Rc::new(post(number)));
    let site = site(settings);
    let blog = Blog::new(posts, &site, NOW, &Utc);
    let entries = blog.entries().iter().cloned();
    let items: Vec<Item> = entries
        .filter_map(|entry| Item::of(entry, &site, NOW, &Utc))
        .collect();
    let words = |index: usize| words_of(&items[index].entry.post);
    files_of(&items, &words, &site)
}

/// Keeps the files of items that are whole already.
struct Desk<'a> {
    items: &'a [Item],
    words: &'a dyn Fn(usize) -> String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Clerk<()> for Desk<'_> {
    fn whole(&self, index: usize) -> Option<Item> {
        self.items.get(index).cloned()
    }

    fn words(&self, index: usize) -> String {
        (self.words)(index)
    }

    fn known(&mut self, _chunk: &Chunk) -> Option<String> {
        None
    }

    fn put(&mut self, path: &str, text: &str, _chunk: Option<&Chunk>) -> Result<(), ()> {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
        Ok(())
    }
}

/// The files of a catalogue.
fn files_of(
    items: &[Item],
    words: &dyn Fn(usize) -> String,
    site: &Site,
) -> BTreeMap<String, Vec<u8>> {
    let mut desk = Desk {
        items,
        words,
        files: BTreeMap::new(),
    };
    write(items, &mut desk, site, NOW).unwrap();
    desk.files
}

/// A library on a page that names a catalogue, with the settings it has.
fn library(settings: &str) -> Library {
    let mut library = Library::new(NOW, Site::default(), None);
    library.expect_catalog();
    let reading: Rc<dyn crate::reading::Reading> = Rc::new(Direct::default());
    library.read_by(Rc::clone(&reading));
    let site = reading.site(settings.as_bytes()).unwrap();
    library.site_arrived(site, Box::new(Utc));
    library
}

const PATTERNS: &str = "posts_per_page: 5";

fn gone(path: &str) -> FetchError {
    FetchError {
        address: format!("/content/{path}"),
        fault: Fault::Status(404),
    }
}

/// Fetches what the library wants for a page until it wants nothing more; what
/// it wanted, in order.
fn fetch(library: &mut Library, route: &Route, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut all = Vec::new();
    loop {
        library.look_up(route);
        let wanted = library.wanted(route);
        if wanted.is_empty() {
            return all;
        }
        for path in wanted {
            library.post_asked(&path);
            if let Some(number) = path.strip_prefix("posts/p") {
                let number = number.trim_end_matches(".md").parse().unwrap();
                library.post_arrived(&path, Ok(post(number)));
            } else {
                let answer = files.get(&path).map(Vec::as_slice);
                library.catalog_arrived(&path, answer.ok_or_else(|| gone(&path)));
            }
            all.push(path);
        }
    }
}

fn titles(screen: &Screen) -> Vec<String> {
    match screen {
        Screen::List(list) => {
            let titles = list.entries.iter().map(|entry| entry.post.title.clone());
            titles.collect()
        }
        _ => vec![screen.state().to_owned()],
    }
}

#[test]
fn a_list_costs_the_root_alone() {
    let mut library = library(PATTERNS);
    let home = Route::Newest(1);
    assert_eq!(library.wanted(&home), [ROOT]);
    assert_eq!(fetch(&mut library, &home, &files(PATTERNS)), [ROOT]);
    let expected = ["Post 79", "Post 78", "Post 77", "Post 76", "Post 75"];
    assert_eq!(titles(&library.screen(&home)), expected);
}

#[test]
fn the_root_is_asked_for_before_the_settings_are_here() {
    let mut library = Library::new(NOW, Site::default(), None);
    library.expect_catalog();
    assert_eq!(library.wanted(&Route::Newest(1)), [ROOT]);
    let route = Route::Post("posts/p1".into());
    assert_eq!(library.wanted(&route), [ROOT]);
    library.post_asked(ROOT);
    assert_eq!(library.wanted(&route), Vec::<String>::new());
}

#[test]
fn without_a_word_of_one_the_posts_are_read() {
    let mut listed = Library::new(NOW, Site::default(), None);
    listed.read_by(Rc::new(Direct::default()));
    listed.site_arrived(site("posts: [posts/p1.md]"), Box::new(Utc));
    assert_eq!(listed.wanted(&Route::Newest(1)), ["posts/p1.md"]);
    // Where they cannot be found otherwise, one is looked for.
    let mut patterns = Library::new(NOW, Site::default(), None);
    patterns.read_by(Rc::new(Direct::default()));
    patterns.site_arrived(site(PATTERNS), Box::new(Utc));
    let home = Route::Newest(1);
    assert_eq!(fetch(&mut patterns, &home, &BTreeMap::new()), [ROOT]);
    assert_eq!(patterns.screen(&home).state(), "ready", "an empty blog");
}

#[test]
fn an_article_needs_its_file_and_what_stands_around_it() {
    let mut library = library(PATTERNS);
    let route = Route::Post("posts/p40".into());
    let fetched = fetch(&mut library, &route, &files(PATTERNS));
    let raw: Vec<_> = fetched
        .iter()
        .filter(|path| !path.starts_with(FOLDER))
        .collect();
    assert_eq!(raw, [ROOT, "posts/p40.md"]);
    let Screen::Post(screen) = library.screen(&route) else {
        panic!("{:?}", library.screen(&route));
    };
    let title = |entry: &Option<Entry>| entry.as_ref().map(|entry| entry.post.title.clone());
    assert_eq!(title(&screen.around.older).as_deref(), Some("Post 39"));
    assert_eq!(title(&screen.around.newer).as_deref(), Some("Post 41"));
    assert_eq!(screen.around.recent.len(), 5);
    assert_eq!(screen.entry.address, "posts/p40");
}

#[test]
fn a_post_that_came_later_is_looked_for_by_its_name() {
    let mut library = library(PATTERNS);
    let route = Route::Post("posts/late".into());
    library.look_up(&route);
    library.post_asked(ROOT);
    let files = files(PATTERNS);
    library.catalog_arrived(ROOT, Ok(&files[ROOT]));
    loop {
        library.look_up(&route);
        let wanted = library.wanted(&route);
        if wanted.contains(&"posts/late.md".to_owned()) {
            break;
        }
        assert!(!wanted.is_empty());
        for path in wanted {
            library.post_asked(&path);
            library.catalog_arrived(&path, Ok(&files[&path]));
        }
    }
}

#[test]
fn a_list_shows_a_post_as_its_file_is() {
    let mut library = library(PATTERNS);
    let home = Route::Newest(1);
    let changed = Post::read("posts/p79.md", b"---\ntitle: Changed\n---\n");
    library.post_arrived("posts/p79.md", Ok(changed));
    let draft = Post::read("posts/p78.md", b"---\npublished: false\n---\n");
    library.post_arrived("posts/p78.md", Ok(draft));
    library.post_arrived("posts/p77.md", Err(gone("posts/p77.md")));
    fetch(&mut library, &home, &files(PATTERNS));
    let screen = library.screen(&home);
    assert_eq!(titles(&screen), ["Changed", "Post 76", "Post 75"]);
    let Screen::List(list) = screen else { panic!() };
    assert_eq!(list.failures, [gone("posts/p77.md")]);
}

#[test]
fn a_list_of_posts_that_has_changed_since_is_believed() {
    let mut library = library("posts: [posts/p1.md, posts/p2.md]");
    let home = Route::Newest(1);
    let fetched = fetch(&mut library, &home, &files("posts: [posts/p1.md]"));
    assert_eq!(fetched, [ROOT, "posts/p1.md", "posts/p2.md"]);
    assert_eq!(titles(&library.screen(&home)), ["Post 2", "Post 1"]);
}

/// Its second page, of which the root knows nothing.
fn far() -> Route {
    Route::Newest(14)
}

#[test]
fn a_half_uploaded_one_is_fetched_anew_once() {
    let mut library = library(PATTERNS);
    let (old, new) = (files(PATTERNS), files(PATTERNS));
    library.look_up(&far());
    library.post_asked(ROOT);
    library.catalog_arrived(ROOT, Ok(&old[ROOT]));
    library.look_up(&far());
    let wanted = library.wanted(&far());
    let [first, ..] = wanted.as_slice() else {
        panic!("{wanted:?}")
    };
    for path in &wanted {
        library.post_asked(path);
    }
    assert!(!library.is_asked_again(first));
    library.catalog_arrived(first, Err(gone(first)));
    library.look_up(&far());
    assert_eq!(library.wanted(&far()), [ROOT]);
    library.post_asked(ROOT);
    assert!(library.is_asked_again(ROOT));
    // Those that come late are of the old one.
    for path in &wanted {
        library.catalog_arrived(path, Err(gone(path)));
    }
    library.catalog_arrived(ROOT, Ok(&new[ROOT]));
    fetch(&mut library, &far(), &new);
    assert_eq!(titles(&library.screen(&far())).len(), 5);
}

#[test]
fn where_it_cannot_be_had_the_posts_are_read_or_it_is_said() {
    let none = BTreeMap::new();
    let home = Route::Newest(1);
    let mut listed = library("posts: [posts/p1.md]");
    let fetched = fetch(&mut listed, &home, &none);
    assert_eq!(fetched, [ROOT, ROOT, "posts/p1.md"]);
    assert_eq!(titles(&listed.screen(&home)), ["Post 1"]);

    let mut patterns = library(PATTERNS);
    assert_eq!(fetch(&mut patterns, &home, &none), [ROOT, ROOT]);
    let fault = Screen::SiteFailed(SiteFault::ListFetch(gone(ROOT)));
    assert_eq!(patterns.screen(&home), fault);
    assert_eq!(patterns.screen(&home).state(), "error");
    patterns.forget_failures();
    fetch(&mut patterns, &home, &files(PATTERNS));
    assert_eq!(titles(&patterns.screen(&home)).len(), 5);
}

#[test]
fn it_may_be_lost_before_anybody_can_read_it() {
    let mut library = Library::new(NOW, Site::default(), None);
    library.expect_catalog();
    let home = Route::Newest(1);
    for _ in 0..2 {
        assert_eq!(library.wanted(&home), [ROOT]);
        library.post_asked(ROOT);
        library.catalog_arrived(ROOT, Err(gone(ROOT)));
    }
    library.read_by(Rc::new(Direct::default()));
    library.site_arrived(site("posts: [posts/p1.md]"), Box::new(Utc));
    assert_eq!(library.wanted(&home), ["posts/p1.md"]);
}

#[test]
fn a_version_to_come_is_refused_in_words() {
    let mut library = library(PATTERNS);
    let mut newer = files(PATTERNS);
    let root = String::from_utf8(newer[ROOT].clone()).unwrap();
    let root = root.replace("\"version\":1", "\"version\":9");
    newer.insert(ROOT.to_owned(), root.into_bytes());
    fetch(&mut library, &Route::Newest(1), &newer);
    match library.screen(&Route::Newest(1)) {
        Screen::SiteFailed(SiteFault::ListRefused { address, reason }) => {
            assert_eq!(address, "/content/catalog.json");
            assert!(reason.contains("version 9"), "{reason}");
        }
        screen => panic!("{screen:?}"),
    }
}

#[test]
fn files_of_two_catalogues_do_not_become_one() {
    let mut library = library(PATTERNS);
    let mut mixed = files(PATTERNS);
    for (path, file) in &mut mixed {
        if path != ROOT {
            *file = b"{}".to_vec();
        }
    }
    fetch(&mut library, &far(), &mixed);
    assert_eq!(library.screen(&far()).state(), "error");
}
