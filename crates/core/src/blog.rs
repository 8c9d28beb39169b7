//! The posts of a blog in order: listings, tags, neighbours, addresses.
//!
//! What a single post is, is [`crate::post`]'s; how a page looks, the app's.

mod addresses;
mod lists;
mod places;
mod translations;

use std::cmp::Ordering;
use std::rc::Rc;

use crate::date::TimeZone;
use crate::post::{Post, Status};
use crate::route::Route;
use crate::site::Site;
use crate::slug;
pub use addresses::{Claim, give};
use lists::Lists;
use places::Places;
pub use translations::Translations;

/// How many recent posts are shown beside a post.
pub(crate) const MOST_RECENT: usize = 5;

/// A post and its address in the blog.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The post.
    pub post: Rc<Post>,
    /// Its address without slashes at the ends: `posts/hello`.
    pub address: String,
}

/// A post is read once and never changed, so it is equal to itself alone.
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.post, &other.post) && self.address == other.address
    }
}

impl Entry {
    /// The page of the post.
    pub fn route(&self) -> Route {
        Route::Post(self.address.clone())
    }
}

/// A tag and how many posts have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagCount {
    /// The tag as its newest post writes it.
    pub name: String,
    /// Its word in an address.
    pub slug: String,
    /// How many posts.
    pub count: usize,
}

/// The places up to `length`, in an order; equal ones stay as they are. One
/// function for all orders, for want of room.
fn sorted(length: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_unstable_by(|a, b| order(*a, *b).then(a.cmp(b)));
    places
}

/// A blog: the posts that are shown, newest first, undated last.
#[derive(Clone, Debug, Default)]
pub struct Blog {
    entries: Vec<Entry>,
    places: Places,
    lists: Lists,
}

impl PartialEq for Blog {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Blog {
    /// Orders `posts` and gives each its [address](give). Posts that are not
    /// shown at `now` (seconds since 1970 UTC) are left out.
    pub fn new(
        posts: impl IntoIterator<Item = Rc<Post>>,
        site: &Site,
        now: i64,
        zone: &dyn TimeZone,
    ) -> Self {
        let mut shown: Vec<(Option<i64>, Rc<Post>)> = Vec::new();
        let mut claims = Vec::new();
        for post in posts {
            if post.status(now, zone) != Status::Published {
                continue;
            }
            claims.push(Claim::of(&post, site));
            shown.push((post.date.map(|date| date.instant(zone)), post));
        }
        let mut addresses = give(&claims);
        // Posts of one moment stay in the order they are given in.
        let order = sorted(shown.len(), &|a, b| {
            let instant = |place: usize| shown.get(place).map(|(instant, _)| *instant);
            instant(b).cmp(&instant(a))
        });
        let entry = |place: usize| {
            Some(Entry {
                post: Rc::clone(&shown.get(place)?.1),
                address: std::mem::take(addresses.get_mut(place)?),
            })
        };
        Self::of(order.into_iter().filter_map(entry).collect())
    }

    /// Every post that is shown, newest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The posts of listings, newest first.
    pub fn listed(&self) -> impl Iterator<Item = &Entry> {
        self.at_places(self.lists.listed(&self.entries))
    }

    /// How many pages the listing of the newest has, at least 1.
    pub fn pages(&self, per_page: usize) -> usize {
        let listed = self.lists.listed(&self.entries).len();
        listed.div_ceil(per_page.max(1)).max(1)
    }

    /// The posts on a page of the listing of the newest, of which the first is
    /// page 1.
    pub fn newest(&self, page: usize, per_page: usize) -> impl Iterator<Item = &Entry> {
        let before = page.saturating_sub(1).saturating_mul(per_page);
        let rest = self.lists.listed(&self.entries).get(before..);
        self.at_places(rest.unwrap_or_default()).take(per_page)
    }

    fn at_places<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = &'a Entry> {
        places.iter().filter_map(|place| self.entries.get(*place))
    }

    /// A tag by its word in addresses, and its posts, newest first; those that
    /// stay out of the list as well, whose tags lead here.
    pub fn tag(&self, slug: &str) -> Option<(&TagCount, impl Iterator<Item = &Entry>)> {
        let tags = self.lists.tags(&self.entries);
        let place = tags.binary_search_by(|known| known.tag.slug.as_str().cmp(slug));
        let known = tags.get(place.ok()?)?;
        Some((&known.tag, self.at_places(&known.places)))
    }

    /// All tags, by their words in addresses.
    pub fn tags(&self) -> impl Iterator<Item = &TagCount> {
        let tags = self.lists.tags(&self.entries).iter();
        tags.map(|known| &known.tag)
    }

    /// The post at an address, whose letters may stand apart from their marks
    /// (NFD).
    pub fn at(&self, address: &str) -> Option<&Entry> {
        let find = |address: &str| self.places.at(address, &self.entries);
        let place = find(address).or_else(|| find(&slug::compose(address)))?;
        self.entries.get(place)
    }

    /// The post of a file.
    pub fn of_file(&self, path: &str) -> Option<&Entry> {
        self.entries.get(self.places.of_file(path, &self.entries)?)
    }

    /// The older and the newer neighbour of the post at an address.
    pub fn neighbours(&self, address: &str) -> (Option<&Entry>, Option<&Entry>) {
        let Some(place) = self.places.at(address, &self.entries) else {
            return (None, None);
        };
        let newer = place.checked_sub(1).and_then(|at| self.entries.get(at));
        (self.entries.get(place + 1), newer)
    }

    /// The newest posts but this one, a few.
    pub fn recent_beside(&self, post: &Post) -> impl Iterator<Item = &Entry> {
        let others = self.listed().filter(|other| other.post.path != post.path);
        others.take(MOST_RECENT)
    }

    /// A blog of these posts, whose order and addresses are known.
    pub fn of(entries: Vec<Entry>) -> Self {
        Self {
            entries,
            ..Self::default()
        }
    }

    /// Every page of the blog that is known now.
    pub fn routes(&self, per_page: usize) -> Vec<Route> {
        let mut routes: Vec<Route> = (1..=self.pages(per_page)).map(Route::Newest).collect();
        routes.extend(self.entries.iter().map(Entry::route));
        routes.push(Route::Tags);
        routes.extend(self.tags().map(|tag| Route::Tag(tag.slug.clone())));
        routes.extend([Route::Archive, Route::Search(String::new())]);
        routes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Utc;

    fn blog(posts: &[(&str, &str)]) -> Blog {
        let posts = posts.iter().map(|(path, keys)| {
            let text = format!("---\n{keys}\n---\nA body about fish.");
            Rc::new(Post::read(path, text.as_bytes()))
        });
        Blog::new(posts, &Site::default(), 1_700_000_000, &Utc)
    }

    fn slugs<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<&'a str> {
        entries.map(|entry| entry.post.slug.as_str()).collect()
    }

    #[test]
    fn newest_first_and_undated_last() {
        let blog = blog(&[
            ("a.md", "title: a"),
            ("b.md", "date: 2020-01-01"),
            ("c.md", "date: 2021-01-01T00:30:00+01:00"),
            ("d.md", "date: 2021-01-01 00:00"),
            ("e.md", "published: false"),
            ("f.md", "publish_date: 2040-01-01"),
        ]);
        assert_eq!(slugs(blog.listed()), ["d", "c", "b", "a"]);
        let (older, newer) = blog.neighbours("posts/c");
        assert_eq!(slugs(older.into_iter().chain(newer)), ["b", "d"]);
        assert_eq!(blog.neighbours("posts/e"), (None, None));
        assert_eq!((blog.pages(3), blog.pages(4), blog.pages(0)), (2, 1, 4));
        assert_eq!(slugs(blog.newest(2, 3)), ["a"]);
        assert_eq!(slugs(blog.newest(3, 3)), [""; 0]);
    }

    #[test]
    fn a_hidden_post_is_left_out_of_listings_only() {
        let blog = blog(&[
            (
                "a.md",
                "date: 2020-01-01\nhide_from_post_list: true\ntags: [x]",
            ),
            ("b.md", "date: 2021-01-01"),
        ]);
        assert_eq!(slugs(blog.listed()), ["b"]);
        assert_eq!(slugs(blog.tag("x").unwrap().1), ["a"]);
        assert!(blog.at("posts/a").is_some());
        assert!(blog.neighbours("posts/b").0.is_some());
    }

    #[test]
    fn posts_with_one_slug_are_all_reachable() {
        let blog = blog(&[("y/a.md", ""), ("x/a.md", ""), ("z/a.md", "")]);
        let path = |address| blog.at(address).map(|entry| entry.post.path.as_str());
        assert_eq!(path("posts/a"), Some("x/a.md"));
        assert_eq!(path("posts/a-2"), Some("y/a.md"));
        assert_eq!(path("posts/a-3"), Some("z/a.md"));
    }

    #[test]
    fn a_path_is_read_with_the_languages_of_the_blog() {
        let mut site = Site::default();
        let address = |site: &Site| {
            let mut post = Post::read("v2.io.md", b"");
            post.read_path_in(&site.languages);
            let blog = Blog::new([Rc::new(post)], site, 0, &Utc);
            blog.entries()[0].address.clone()
        };
        assert_eq!(address(&site), "posts/v2");
        site.languages = vec!["en".to_owned(), "ru".to_owned()];
        assert_eq!(address(&site), "posts/v2.io");
        assert_eq!(Post::address_by_path("v2.io.md", &site), "posts/v2.io");
    }

    #[test]
    fn finds_posts_by_file_and_by_address() {
        let blog = blog(&[("a.md", "date: 2020-01-01"), ("b.md", "slug: a.md")]);
        let clone = Blog::of(blog.entries().to_vec());
        for blog in [&blog, &clone, &blog.clone()] {
            assert_eq!(slugs(blog.of_file("a.md").into_iter()), ["a"]);
            assert_eq!(slugs(blog.at("posts/a.md").into_iter()), ["a.md"]);
            assert!(blog.of_file("posts/a").is_none() && blog.at("a.md").is_none());
            assert_eq!(
                blog.neighbours("posts/a").0.map(|entry| &*entry.address),
                Some("posts/a.md")
            );
        }
        assert_eq!(blog, clone);
    }

    #[test]
    fn an_address_may_be_decomposed() {
        let blog = blog(&[("кои\u{306}.md", "")]);
        assert!(blog.at("posts/кой").is_some());
        assert!(blog.at("posts/кои\u{306}").is_some());
    }

    #[test]
    fn counts_tags_whatever_their_case() {
        let blog = blog(&[
            ("a.md", "date: 2021-01-01\ntags: [Web Assembly, rust]"),
            ("b.md", "date: 2020-01-01\ntags: [Rust, RUST]"),
        ]);
        let told: Vec<_> = blog.tags().map(|t| (t.name.as_str(), t.count)).collect();
        assert_eq!(told, [("rust", 2), ("Web Assembly", 1)]);
        assert_eq!(slugs(blog.tag("web-assembly").unwrap().1), ["a"]);
        assert!(blog.tag("web").is_none());
    }

    #[test]
    fn knows_all_its_pages() {
        let blog = blog(&[("a.md", "tags: [x]"), ("b.md", "hide_from_post_list: true")]);
        let routes: Vec<String> = blog.routes(1).iter().map(ToString::to_string).collect();
        assert_eq!(
            routes,
            [
                "", "posts/a/", "posts/b/", "tags/", "tags/x/", "archive/", "search/"
            ]
        );
    }
}
