//! Where things are: pages of the blog, files of the content folder, links
//! in posts. Reading the address bar is for the app.

mod names;

use std::cell::OnceCell;

use crate::blog::Blog;
use crate::link::{Link, encode_path, encode_segment, resolve};
use crate::mark::has;
use crate::post::Post;
use crate::route::Route;
use crate::site::{Routing, Site};
use crate::slug;
use names::Known;
pub use names::Names;

/// The blog's root and where its addresses stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Root {
    /// The path of the blog's root, with a slash at both ends; in a page of
    /// others, the whole address.
    pub path: String,
    /// The same of the folder with the blog's files.
    pub folder: String,
    /// Whether addresses stand in the path or after the hash.
    pub routing: Routing,
}

impl Root {
    /// A blog at `path`, its folder where a built site has it.
    pub fn new(path: &str, routing: Routing) -> Self {
        Self {
            path: path.to_owned(),
            folder: format!("{path}content/"),
            routing,
        }
    }

    /// The address of a page.
    pub fn href(&self, route: &Route) -> String {
        match self.routing {
            Routing::Path => format!("{}{route}", self.path),
            Routing::Hash => format!("{}#/{route}", self.path),
        }
    }

    /// The address of a place on a page.
    pub fn href_in(&self, route: &Route, id: &str) -> String {
        format!("{}#{}", self.href(route), encode_segment(id))
    }

    /// The address of a file of the content folder.
    pub fn content(&self, path: &str) -> String {
        format!("{}{}", self.folder, encode_path(path))
    }

    /// The address of what the menu of `site.yaml` or a post names from the
    /// blog's root; absolute addresses stay.
    pub fn href_from_root(&self, href: &str) -> String {
        match Link::parse(href) {
            Some(Link::Absolute(address)) => address,
            Some(Link::Relative(path)) => {
                let path = path.trim_start_matches('/');
                match self.routing {
                    Routing::Hash if !is_file(path) => format!("{}#/{path}", self.path),
                    _ => format!("{}{path}", self.path),
                }
            }
            Some(Link::Fragment(_) | Link::Post { .. }) | None => self.path.clone(),
        }
    }

    /// The page and the place on it that an address names, given by its path
    /// (with query) and its fragment (no `#`). `None` outside the blog and
    /// for files.
    pub fn locate(&self, path: &str, fragment: &str) -> Option<(Route, Option<String>)> {
        let rest = path.strip_prefix(&self.path)?;
        if self.routing == Routing::Hash
            && let Some(address) = fragment.strip_prefix('/')
        {
            let (address, place) = match address.split_once('#') {
                Some((address, place)) => (address, Some(place.to_owned())),
                None => (address, None),
            };
            return Some((Route::parse(address), place));
        }
        if is_file(rest) {
            return None;
        }
        let place = (!fragment.is_empty()).then(|| fragment.to_owned());
        Some((Route::parse(rest), place))
    }
}

/// Whether a path below the blog's root is a file of the host's, not a page.
fn is_file(rest: &str) -> bool {
    let path = rest.split('?').next().unwrap_or(rest);
    let name = path.rsplit('/').next().unwrap_or(path);
    let page = matches!(name, "" | "index.html" | "404.html");
    path.starts_with("content/") || (!page && has(name, '.'))
}

/// What is needed to say where the links of a post lead.
pub struct LinkContext<'a> {
    /// The blog's root.
    pub root: &'a Root,
    /// The settings.
    pub site: &'a Site,
    /// The posts that are here.
    pub blog: &'a Blog,
    /// The post's file.
    pub path: &'a str,
    /// The address of the post's page.
    pub page: String,
    /// What links call the posts of `blog` and `site`, once one is looked
    /// for: all contexts of a blog share it.
    pub names: &'a OnceCell<Names>,
}

/// Where a link of a post leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// To a page of the blog, be it there or not, with `?query#fragment`.
    Page(Route, String),
    /// To a file of the content folder, be it there or not, with
    /// `?query#fragment`.
    File(String, String),
    /// To a place on the page that it stands on.
    Place(&'a str),
    /// Out of the blog.
    Elsewhere(&'a str),
}

impl LinkContext<'_> {
    /// The address of a link on the page.
    pub fn href(&self, link: &Link) -> String {
        match self.target(link) {
            Target::Page(route, tail) => self.root.href(&route) + &tail,
            Target::File(path, tail) => self.root.content(&path) + &tail,
            Target::Place(id) => format!("{}#{}", self.page, encode_segment(id)),
            Target::Elsewhere(address) => address.to_owned(),
        }
    }

    /// Where a link leads.
    pub fn target<'a>(&self, link: &'a Link) -> Target<'a> {
        match link {
            Link::Absolute(address) => Target::Elsewhere(address),
            Link::Fragment(id) => Target::Place(id),
            Link::Post { name, place } => self.named(name, place),
            Link::Relative(relative) => self.relative(relative),
        }
    }

    /// A link that leads where `link` leads, and for which nobody needs to
    /// know the other posts.
    pub fn settled(&self, link: &Link) -> Link {
        match self.target(link) {
            Target::Page(route, tail) => Link::Relative(format!("/{route}{tail}")),
            Target::File(..) | Target::Place(_) | Target::Elsewhere(_) => link.clone(),
        }
    }

    /// A post by the name of its file or folder, its slug or its title; for a
    /// name that no post has, the search for it.
    fn named<'a>(&self, name: &str, place: &str) -> Target<'a> {
        let (folder, own) = name.rsplit_once('/').unwrap_or(("", name));
        let word = slug::of_word(own.strip_suffix(".md").unwrap_or(own));
        let known = self.names().of_word(&word);
        let mut known = known.filter(|known| lies_in(&known.path, folder));
        let Some(address) = known.next().and_then(|known| self.address_of(known)) else {
            return Target::Page(Route::Search(name.to_owned()), String::new());
        };
        let tail = match place {
            "" => String::new(),
            place => format!("#{}", encode_segment(place)),
        };
        Target::Page(Route::Post(address), tail)
    }

    /// A relative link leads to a post where it names one's file or address,
    /// else to a file beside the post.
    fn relative<'a>(&self, relative: &str) -> Target<'a> {
        let target = resolve(self.path, relative);
        if let Some(entry) = self.blog.of_file(&target.path) {
            return Target::Page(entry.route(), target.tail);
        }
        // With dots resolved, be they written as numbers, that would climb out
        // of the blog.
        let route = relative
            .starts_with('/')
            .then(|| Route::parse(&(encode_path(&target.path) + &target.tail)));
        let is_known = match &route {
            Some(Route::Post(address)) => self.blog.at(address).is_some(),
            route => route.is_some(),
        };
        // What takes long in a large blog comes last.
        let path = &target.path;
        if !is_known
            && let Some(address) =
                (self.address_of_file(path)).or_else(|| self.address_of_page(path))
        {
            return Target::Page(Route::Post(address), target.tail);
        }
        if let Some(route) = route {
            let known = match &route {
                // One that nobody has is said to be missing, as for a reader
                // who types it.
                Route::Post(_) => is_known || target.path.ends_with('/'),
                _ => true,
            };
            if known {
                let query_is_in_the_route = matches!(route, Route::Search(_));
                let tail = match query_is_in_the_route {
                    true => String::new(),
                    false => target.tail,
                };
                return Target::Page(route, tail);
            }
        }
        Target::File(target.path, target.tail)
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self.blog, self.site))
    }

    fn address_of(&self, known: &Known) -> Option<String> {
        self.address_of_file(&known.path)
    }

    /// The address of the post that a link means by its folder or its name, as
    /// the other engines find it: Grav's `../02.other-post`, Jekyll's
    /// `/_posts/2020-01-02-other.md`, Hugo's `other.md` wherever that lies.
    fn address_of_page(&self, path: &str) -> Option<String> {
        let path = path.trim_end_matches('/');
        let name = slug::of_page(path, &self.site.languages)?;
        let is_called = |known: &&Known| {
            let here = self.blog.of_file(&known.path);
            !known.is_here || here.is_some_and(|entry| entry.post.slug == name)
        };
        let names = self.names();
        let known = names.of_folder(path);
        let known = known.or_else(|| names.of_word(&name).find(is_called))?;
        self.address_of(known)
    }

    /// The address of the post in a file: known, or made from the path of
    /// one that is listed and not here yet.
    fn address_of_file(&self, path: &str) -> Option<String> {
        if let Some(entry) = self.blog.of_file(path) {
            return Some(entry.address.clone());
        }
        let listed = self.site.listed_posts().any(|listed| listed == path);
        listed.then(|| Post::address_by_path(path, self.site))
    }
}

/// Whether the file at `path` lies in a folder of this name, in whatever
/// folders that lies.
fn lies_in(path: &str, folder: &str) -> bool {
    if folder.is_empty() {
        return true;
    }
    let within = |rest: &str| {
        rest.strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    let mut starts = path
        .match_indices('/')
        .filter_map(|(at, _)| path.get(at + 1..));
    within(path) || starts.any(within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Utc;
    use std::rc::Rc;

    fn root(routing: Routing) -> Root {
        Root::new("/some/blog/", routing)
    }

    #[test]
    fn names_pages_and_reads_them_back() {
        let post = Route::Post("posts/мир".into());
        for (routing, href) in [
            (Routing::Path, "/some/blog/posts/мир/"),
            (Routing::Hash, "/some/blog/#/posts/мир/"),
        ] {
            let root = root(routing);
            assert_eq!(root.href(&post), href);
            let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
            assert_eq!(root.locate(path, fragment), Some((post.clone(), None)));
            let place = root.href_in(&post, "a b");
            let (path, fragment) = place.split_once('#').unwrap();
            let expected = Some((post.clone(), Some("a%20b".into())));
            assert_eq!(root.locate(path, fragment), expected);
        }
    }

    #[test]
    fn leaves_files_and_other_sites_alone() {
        let root = root(Routing::Path);
        for path in [
            "/some/blogs/",
            "/",
            "/some/blog/content/posts/a.md",
            "/some/blog/boot.js",
        ] {
            assert_eq!(root.locate(path, ""), None, "{path}");
        }
        let newest = Some((Route::Newest(1), None));
        assert_eq!(root.locate("/some/blog/index.html", ""), newest);
        let dotted = Some((Route::Post("posts/v1.2".into()), None));
        assert_eq!(root.locate("/some/blog/posts/v1.2/", ""), dotted);
    }

    #[test]
    fn leads_links_of_a_post_to_posts_and_files() {
        let post = |path: &str| Rc::new(Post::read(path, b"---\nslug: own\n---\n"));
        let (site, _) =
            Site::read(b"posts: [posts/a.md, posts/b.md, posts/02.folder/item.md]").unwrap();
        let blog = Blog::new([post("posts/a.md")], &site, 0, &Utc);
        let root = root(Routing::Hash);
        let page = root.href(&Route::Post("posts/own".into()));
        let context = LinkContext {
            root: &root,
            site: &site,
            blog: &blog,
            path: "posts/a.md",
            page: page.clone(),
            names: &OnceCell::new(),
        };
        // Knows no other post.
        let alone = LinkContext {
            site: &Site::default(),
            blog: &Blog::default(),
            names: &OnceCell::new(),
            page,
            ..context
        };
        for (written, expected) in [
            ("https://x.y/z", "https://x.y/z"),
            ("//x.y", "https://x.y/"),
            ("#part", "/some/blog/#/posts/own/#part"),
            ("a.md#part", "/some/blog/#/posts/own/#part"),
            ("b.md", "/some/blog/#/posts/b/"),
            ("unlisted.md", "/some/blog/content/posts/unlisted.md"),
            (
                "my%20cat.png?w=2",
                "/some/blog/content/posts/my%20cat.png?w=2",
            ),
            ("/posts/own/", "/some/blog/#/posts/own/"),
            ("/posts/nobody/", "/some/blog/#/posts/nobody/"),
            ("/archive/", "/some/blog/#/archive/"),
            ("/search/?q=a", "/some/blog/#/search/?q=a"),
            ("/img/x.png", "/some/blog/content/img/x.png"),
            ("../02.folder", "/some/blog/#/posts/folder/"),
            ("../posts/02.folder/#x", "/some/blog/#/posts/folder/#x"),
            ("/blog/03.folder", "/some/blog/#/posts/folder/"),
            ("02.folder/item.md", "/some/blog/#/posts/folder/"),
            ("/_posts/2020-01-02-own.md", "/some/blog/#/posts/own/"),
            ("/elsewhere/b.md#x", "/some/blog/#/posts/b/#x"),
            ("../nobody", "/some/blog/content/nobody"),
            ("../b.png", "/some/blog/content/b.png"),
            ("/%2e%2e//evil.example/", "/some/blog/#/evil.example/"),
        ] {
            let link = Link::parse(written).unwrap();
            assert_eq!(context.href(&link), expected, "{written}");
            assert_eq!(alone.href(&context.settled(&link)), expected, "{written}");
        }
        for (name, place, expected) in [
            ("Own", "", "/some/blog/#/posts/own/"),
            ("posts/B", "", "/some/blog/#/posts/b/"),
            ("posts/b.md", "", "/some/blog/#/posts/b/"),
            ("post/own", "", "/some/blog/#/search/?q=post%2Fown"),
            ("B", "a-b", "/some/blog/#/posts/b/#a-b"),
            ("no such", "", "/some/blog/#/search/?q=no%20such"),
        ] {
            let link = Link::Post {
                name: name.into(),
                place: place.into(),
            };
            assert_eq!(context.href(&link), expected, "{name}");
            assert_eq!(alone.href(&context.settled(&link)), expected, "{name}");
        }
        assert_eq!(context.root.href_from_root("tags/"), "/some/blog/#/tags/");
        assert_eq!(
            context.root.href_from_root("content/cv.pdf"),
            "/some/blog/content/cv.pdf"
        );
        assert_eq!(context.root.href_from_root("javascript:x"), "/some/blog/");
    }
}
