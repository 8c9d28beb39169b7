use std::collections::BTreeMap;
use std::rc::Rc;

use super::*;
use crate::blog::{Blog, Entry, Translations};
use crate::date::Utc;
use crate::listing::{ListKind, archive};
use crate::post::Post;
use crate::record::{row, value};
use crate::route::Route;
use crate::slug;

mod refused;

const NOW: i64 = 1_700_000_000;

/// A blog and the files of its catalogue.
struct Made {
    site: Site,
    posts: Vec<Rc<Post>>,
    files: BTreeMap<String, String>,
}

impl Made {
    fn of(posts: Vec<Rc<Post>>) -> Self {
        let (site, _) = Site::read(b"posts_per_page: 7").unwrap();
        let all = Blog::of(everything(&posts));
        let mut items: Vec<Item> = all
            .entries()
            .iter()
            .filter_map(|entry| {
                let summary = entry.post.summary("en");
                entry.post.drawn.summary.get_or_init(|| Rc::new(summary));
                Item::of(entry.clone(), &site, NOW, &Utc)
            })
            .collect();
        translate(&mut items, &site, NOW);
        let texts: BTreeMap<&str, String> = posts
            .iter()
            .map(|post| (post.path.as_str(), words_of(post)))
            .collect();
        let words = |index: usize| texts[items[index].entry.post.path.as_str()].clone();
        let files = files_of(&items, &words, &site);
        Self { site, posts, files }
    }

    fn numbered(count: usize) -> Self {
        Self::of((0..count).map(|number| numbered(number, "")).collect())
    }

    fn blog(&self, now: i64) -> Blog {
        Blog::new(self.posts.iter().cloned(), &self.site, now, &Utc)
    }

    /// What the catalogue says of a page in the end, and the files fetched for
    /// it, in rounds that do not wait for each other.
    fn ask(&self, route: &str, now: i64) -> (Reply, Vec<Vec<String>>) {
        let (mut shelf, mut rounds) = (Shelf::default(), Vec::new());
        shelf.settings(&self.site);
        loop {
            let reply = shelf.reply(&Route::parse(route), now, None);
            assert!(!reply.is_broken, "{route}");
            // They go over from one module to another.
            assert_eq!(
                value::<Reply>(&row(&reply)).map(|it| it.wanted),
                Some(reply.wanted.clone())
            );
            if reply.wanted.is_empty() {
                return (reply, rounds);
            }
            for path in &reply.wanted {
                shelf.take(path, self.files[path].as_bytes()).unwrap();
            }
            rounds.push(reply.wanted);
        }
    }
}

/// Keeps the files of items that are whole already.
struct Desk<'a> {
    items: &'a [Item],
    words: &'a dyn Fn(usize) -> String,
    files: BTreeMap<String, String>,
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
        self.files.insert(path.to_owned(), text.to_owned());
        Ok(())
    }
}

/// The files of a catalogue.
fn files_of(
    items: &[Item],
    words: &dyn Fn(usize) -> String,
    site: &Site,
) -> BTreeMap<String, String> {
    let mut desk = Desk {
        items,
        words,
        files: BTreeMap::new(),
    };
    write(items, &mut desk, site, NOW).unwrap();
    desk.files
}

/// All posts in the order of a blog, whether they are shown or not.
fn everything(posts: &[Rc<Post>]) -> Vec<Entry> {
    let shown = |post: &Rc<Post>| {
        let mut head = post.as_ref().clone();
        head.front_matter.published = Some(true);
        Rc::new(head)
    };
    let blog = Blog::new(posts.iter().map(shown), &Site::default(), NOW, &Utc);
    let by_path = posts.iter().map(|post| (post.path.as_str(), post));
    let by_path: BTreeMap<&str, &Rc<Post>> = by_path.collect();
    let own = |entry: &Entry| Entry {
        post: Rc::clone(by_path[entry.post.path.as_str()]),
        address: entry.address.clone(),
    };
    blog.entries().iter().map(own).collect()
}

fn numbered(number: usize, keys: &str) -> Rc<Post> {
    let day = crate::date::DateTime::at(i64::try_from(number).unwrap() * 86_400 * 9);
    let text = format!(
        "---\ntitle: Post {number}\ndate: {day}\ntags: [all, Tag {}]\n{keys}\n---\n\
         Text *of* post{number}.\n\nMore c++ here.",
        number % 5
    );
    Rc::new(Post::read(&format!("posts/p{number}.md"), text.as_bytes()))
}

fn paths<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<String> {
    let paths = entries.into_iter().map(|entry| entry.post.path.clone());
    paths.collect()
}

fn listed(reply: &Reply) -> (Option<&ListKind>, Vec<String>) {
    match &reply.answer {
        Answer::List(kind, entries, false) => (Some(kind), paths(entries)),
        _ => (None, Vec::new()),
    }
}

/// Every page is as the posts themselves say.
fn agree(made: &Made, now: i64) {
    let blog = made.blog(now);
    let per_page = made.site.posts_per_page;
    let pages = blog.pages(per_page);
    for page in 1..=pages {
        let (reply, _) = made.ask(&Route::Newest(page).to_string(), now);
        let expected = blog.listed().skip((page - 1) * per_page).take(per_page);
        let kind = ListKind::Newest { page, pages };
        assert_eq!(
            listed(&reply),
            (Some(&kind), paths(expected)),
            "page {page}"
        );
    }
    let (reply, _) = made.ask(&format!("page/{}/", pages + 1), now);
    assert_eq!(reply.answer, Answer::Missing);
    let (reply, _) = made.ask("tags/", now);
    assert_eq!(reply.answer, Answer::Tags(blog.tags().cloned().collect()));
    for tag in blog.tags() {
        let (reply, _) = made.ask(&Route::Tag(tag.slug.clone()).to_string(), now);
        let expected = paths(blog.tag(&tag.slug).unwrap().1);
        assert_eq!(
            listed(&reply),
            (Some(&ListKind::Tag(tag.clone())), expected)
        );
    }
    let (entries, earlier) = archive(&blog, per_page);
    let (reply, _) = made.ask("archive/", now);
    assert_eq!(
        listed(&reply),
        (Some(&ListKind::Archive(earlier)), paths(&entries))
    );
    for query in ["post7", "C++ of", "nothing", "tag text"] {
        let (reply, _) = made.ask(&Route::Search(query.into()).to_string(), now);
        let words = slug::words(query);
        let expected = blog.listed().filter(|entry| {
            let is_it = |whole: &&Rc<Post>| whole.path == entry.post.path;
            made.posts.iter().find(is_it).unwrap().has_words(&words)
        });
        assert_eq!(listed(&reply).1, paths(expected), "{query}");
    }
    let translations = Translations::new(&blog, &made.site);
    for entry in blog.entries() {
        let (reply, _) = made.ask(&entry.route().to_string(), now);
        assert_eq!(reply.path.as_ref(), Some(&entry.post.path));
        let Answer::Around(around) = &reply.answer else {
            panic!("{:?}", entry.address);
        };
        let (expected_older, expected_newer) = blog.neighbours(&entry.address);
        assert_eq!(
            paths(&around.older),
            paths(expected_older),
            "{}",
            entry.address
        );
        assert_eq!(
            paths(&around.newer),
            paths(expected_newer),
            "{}",
            entry.address
        );
        let others = blog.listed().filter(|other| other.address != entry.address);
        let expected = paths(others.take(5));
        assert_eq!(paths(&around.recent), expected, "{}", entry.address);
        let expected = paths(translations.of_others(entry));
        assert_eq!(paths(&around.translations), expected, "{}", entry.address);
    }
    assert_eq!(made.ask("posts/nobody/", now).0.answer, Answer::Missing);
}

#[test]
fn every_page_is_as_the_posts_say() {
    for count in [0, 1, 7, 40, 333] {
        agree(&Made::numbered(count), NOW);
    }
}

#[test]
fn posts_that_are_hidden_or_come_and_go_are_where_they_belong() {
    let posts = (0..120).map(|number| {
        let keys = match number % 7 {
            0 => "hide_from_post_list: true",
            1 => "publish_date: '@1700000100'",
            2 => "unpublish_date: '@1700000200'",
            3 => "published: false",
            4 => "published: true\npublish_date: '@1900000000'",
            5 => "unpublish_date: '@1600000000'",
            _ => "",
        };
        numbered(number, keys)
    });
    let made = Made::of(posts.collect());
    let (reply, _) = made.ask("", NOW);
    assert_eq!(reply.until, Some(1_700_000_100));
    for now in [NOW, 1_700_000_150, 1_700_000_200] {
        agree(&made, now);
    }
    for (path, text) in &made.files {
        assert!(!text.contains("posts/p3.md"), "a draft in {path}");
    }
}

#[test]
fn a_post_knows_its_translations_that_are_shown() {
    let post = |path: &str, keys: &str| {
        let text = format!("---\ntitle: {path}\ndate: 2020-01-01\n{keys}\n---\nText.");
        Rc::new(Post::read(path, text.as_bytes()))
    };
    let made = Made::of(vec![
        post("a.md", ""),
        post("a.ru.md", "publish_date: '@1700000100'"),
        post("a.de.md", "unpublish_date: '@1700000200'"),
        post("a.fr.md", "published: false"),
        post("b.md", ""),
        post("c.md", "lang: pt\nslug: b"),
    ]);
    for (now, of_a) in [
        (NOW, &["a.de.md"][..]),
        (1_700_000_150, &["a.de.md", "a.ru.md"]),
        (1_700_000_200, &["a.ru.md"]),
    ] {
        agree(&made, now);
        let (reply, _) = made.ask("posts/a/", now);
        let Answer::Around(around) = reply.answer else {
            panic!("{now}");
        };
        assert_eq!(paths(&around.translations), of_a, "{now}");
        let titles = around.translations.iter().map(|entry| &entry.post.title);
        assert!(titles.eq(of_a.iter()), "{now}");
    }
}

#[test]
fn opening_the_blog_costs_the_same_however_many_posts_there_are() {
    let cost = |count: usize| {
        let made = Made::numbered(count);
        let (reply, rounds) = made.ask("", NOW);
        assert_eq!(listed(&reply).1.len(), 7);
        assert_eq!(rounds, [[ROOT]]);
        made.files[ROOT].len()
    };
    // Both have as many posts in the root.
    let (few, many) = (cost(7 + 32 * 3), cost(7 + 32 * 3125));
    assert!(many < few + 600, "{few} and {many} bytes");
    let made = Made::numbered(9 + 32 * 60);
    assert!(made.files[ROOT].len() < few + 600);
    // Far away: the root, the names of chunks, the chunks.
    let (_, rounds) = made.ask("page/200/", NOW);
    assert_eq!(rounds.len(), 3, "{rounds:?}");
    assert!(made.ask("posts/p9/", NOW).1.len() <= 5);
    let longest = made.files.iter().filter(|(path, _)| *path != ROOT);
    let longest = longest.map(|(_, text)| text.len()).max().unwrap();
    assert!(longest < 60_000, "{longest} bytes");
}

#[test]
fn a_new_post_leaves_most_files_as_they_are() {
    let (before, after) = (Made::numbered(500), Made::numbered(501));
    let new = after
        .files
        .keys()
        .filter(|path| !before.files.contains_key(*path));
    let new: Vec<_> = new.collect();
    assert!(before.files.len() > 30 && new.len() < 12, "{new:?}");
    assert_eq!(before.files, Made::numbered(500).files);
}

#[test]
fn a_card_is_drawn_as_it_was() {
    let text = "---\ntitle: A\nauthor: [B, C]\nlang: ru\ncontinue_link: false\n\
        inkfold_preview: scheduled\ncanonical: https://x.y/\n---\nWith *stress*, [a link](b.md) and `code`.";
    let made = Made::of(vec![
        Rc::new(Post::read("posts/2020-01-02-a.md", text.as_bytes())),
        Rc::new(Post::read("posts/ru/b.ru.md", b"Plain\ntext.")),
        Rc::new(Post::read("posts/c.md", b"")),
    ]);
    let (reply, _) = made.ask("", NOW);
    let Answer::List(_, entries, _) = &reply.answer else {
        panic!()
    };
    for entry in entries {
        let post = made
            .posts
            .iter()
            .find(|post| post.path == entry.post.path)
            .unwrap();
        let (known, own) = (&entry.post, post);
        assert_eq!(known.title, own.title);
        assert_eq!(known.date, own.date);
        assert_eq!(known.language(&[]), own.language(&[]));
        assert_eq!(known.front_matter.authors, own.front_matter.authors);
        assert_eq!(
            known.front_matter.continue_link,
            own.front_matter.continue_link
        );
        assert_eq!(known.front_matter.canonical, own.front_matter.canonical);
        assert_eq!(known.front_matter.preview, own.front_matter.preview);
        let text = |nodes: &[crate::document::Node]| crate::summary::on_one_line(nodes);
        let summary = known.drawn.summary.get().unwrap();
        assert_eq!(text(summary), text(&own.summary("en")));
        if own.title == "A" {
            assert_eq!(**summary, own.summary("en"));
        }
    }
}

#[test]
fn words_are_told_once_and_found_as_in_the_text() {
    let text = "---\ntitle: The End\ntags: [C++]\n---\nEnd, ending; the c++. Ende c++ End";
    let post = Post::read("a.md", text.as_bytes());
    assert_eq!(words_of(&post), "c++. end, ende ending; the");
}

#[test]
fn links_of_a_post_are_known_with_it() {
    let posts: Vec<_> = (0..100).map(|number| numbered(number, "")).collect();
    let entries = Blog::new(posts, &Site::default(), NOW, &Utc);
    let items = entries.entries().iter().map(|entry| {
        let mut item = Item::of(entry.clone(), &Site::default(), NOW, &Utc).unwrap();
        if entry.post.slug == "p3" {
            item.links.extend(entries.at("posts/p5").map(Target::of));
        }
        item
    });
    let items: Vec<Item> = items.collect();
    let files = files_of(&items, &|_| String::new(), &Site::default());
    let mut shelf = Shelf::default();
    shelf.take(ROOT, files[ROOT].as_bytes()).unwrap();
    for (path, text) in files.iter().filter(|(path, _)| *path != ROOT) {
        shelf.take(path, text.as_bytes()).unwrap();
    }
    let reply = shelf.reply(&Route::Post("posts/p3".into()), NOW, None);
    assert!(paths(&reply.linked).contains(&"posts/p5.md".to_owned()));
}
