//! Pages as HTML, made by the command with the components of the app.
//!
//! What is drawn here is exactly what the page brings with it (see
//! [`crate::announced`]), so that the app draws the same once it is there.

use std::cell::OnceCell;
use std::rc::Rc;

use inkfold_core::address::{Names, Root};
use inkfold_core::blog::{Blog, Entry};
use inkfold_core::date::TimeZone;
use inkfold_core::document::{
    Attribute, Document, Name, Node, Size, Tag, change_links, reserve_space,
};
use inkfold_core::link::{Link, encode_path, resolve};
use inkfold_core::listing::ListKind;
use inkfold_core::markdown;
use inkfold_core::post::Post;
use inkfold_core::record::{MARK, row};
use inkfold_core::route::Route;
use inkfold_core::site::Site;
use inkfold_math::Typesetter;
use yew::{Html, LocalServerRenderer, Properties, component};

use crate::announced::Announced;
pub use crate::announced::ELEMENT;
use crate::components::page::page;
use crate::library::Library;
use crate::math::Formulas;
use crate::pages::Frame;
use crate::reading::{Direct, Reading};
use crate::screen::{List, PostScreen, Screen};

/// A blog that is read, ready to be drawn.
pub struct Prerender {
    library: Library,
    /// The settings as pages bring them.
    site: Rc<Site>,
    /// What links call the posts.
    names: Rc<OnceCell<Names>>,
    until: Option<i64>,
}

/// A drawn page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// What stands in the app's element.
    pub html: String,
    /// What the app draws it from: the texts of the JSON list in [`ELEMENT`].
    pub data: Vec<String>,
    /// The pictures of the article, in its order, with what they show in
    /// words; their addresses are as the post has them.
    pub pictures: Vec<(Link, String)>,
}

/// What is asked of the blog's folder.
pub trait Folder {
    /// How large the picture at a path is.
    fn size(&self, path: &str) -> Option<Size>;

    /// The path of the file that is meant by one that no file has.
    fn meant(&self, path: &str) -> Option<String>;
}

/// What is around the posts of a page.
struct Around<'a> {
    root: &'a Root,
    folder: &'a dyn Folder,
}

impl Around<'_> {
    /// A link of the post at `path` with the name that its file has.
    fn with_real_name(&self, path: &str, link: &Link) -> Link {
        let target = match link {
            Link::Relative(relative) => resolve(path, relative),
            _ => return link.clone(),
        };
        match self.folder.meant(&target.path) {
            Some(file) => Link::Relative(format!("/{}{}", encode_path(&file), target.tail)),
            None => link.clone(),
        }
    }
}

#[derive(PartialEq, Properties)]
struct Drawing {
    html: Html,
}

#[component]
fn Page(drawing: &Drawing) -> Html {
    drawing.html.clone()
}

impl Prerender {
    /// The blog of `posts`, in the order of `site`'s list, of which `blog` has
    /// those that are shown at `now` (seconds since 1970 UTC). `until` is when
    /// that changes by itself.
    pub fn new(
        site: &Site,
        posts: impl Iterator<Item = Rc<Post>>,
        blog: Rc<Blog>,
        now: i64,
        zone: Box<dyn TimeZone>,
        until: Option<i64>,
    ) -> Self {
        let brought = Site {
            posts: Vec::new(),
            ..site.clone()
        };
        let reading: Rc<dyn Reading> = Rc::new(Direct::default());
        Self {
            library: Library::whole(site.clone(), zone, now, posts, blog, reading),
            site: Rc::new(brought),
            names: Rc::default(),
            until,
        }
    }

    /// The page at `route`, whose addresses begin with `root`: `./`, `../../`.
    /// `files` are the fingerprints of the files it is made from. `None` for
    /// what is not here.
    pub async fn page(
        &self,
        route: &Route,
        root: &str,
        files: Vec<(String, String)>,
        folder: &dyn Folder,
    ) -> Option<Drawn> {
        let root = Root::new(root, self.site.routing);
        let around = Around {
            root: &root,
            folder,
        };
        let screen = self.settled(self.library.screen(route), &around)?;
        let announced = Announced {
            route: route.clone(),
            site: Rc::clone(&self.site),
            screen,
            files,
            until: self.until,
        };
        let pictures = pictures_of(&announced.screen);
        let html = self.draw(&announced, root);
        let drawing = LocalServerRenderer::<Page>::with_props(Drawing { html });
        Some(Drawn {
            html: drawing.hydratable(false).render().await,
            data: row(&announced)
                .split_terminator(MARK)
                .map(str::to_owned)
                .collect(),
            pictures,
        })
    }

    /// A post as a list shows it, with everything drawn.
    pub fn card(&self, entry: &Entry, folder: &dyn Folder) -> Entry {
        let root = Root::new("/", self.site.routing);
        let around = Around {
            root: &root,
            folder,
        };
        self.drawn(entry, &around, Part::Summary)
    }

    /// As the app draws it.
    fn draw(&self, announced: &Announced, root: Root) -> Html {
        let site = Rc::clone(&announced.site);
        let frame = Frame {
            root,
            language: announced.screen.language(&site),
            site,
            blog: &Rc::default(),
            names: Rc::default(),
            route: &announced.route,
            reading: None,
            by_and_by: None,
            formulas: &Formulas::default(),
            unchecked: &[],
            widget: None,
            can_return: false,
        };
        page(&frame, &announced.screen)
    }

    /// A screen that needs nothing but itself.
    fn settled(&self, screen: Screen, around: &Around<'_>) -> Option<Screen> {
        Some(match screen {
            Screen::Tags(_) => screen,
            Screen::Post(screen) => Screen::Post(Box::new(PostScreen {
                entry: self.drawn(&screen.entry, around, Part::Article),
                around: screen.around.filter_map(&|entry| Some(head(entry))),
            })),
            Screen::List(list) => {
                let entries = list.entries.iter();
                let entries = match list.kind {
                    ListKind::Archive(_) => entries.map(head).collect(),
                    _ => entries
                        .map(|entry| self.drawn(entry, around, Part::Summary))
                        .collect(),
                };
                Screen::List(List { entries, ..list })
            }
            Screen::Loading | Screen::Missing | Screen::PostFailed(_) | Screen::SiteFailed(_) => {
                return None;
            }
        })
    }

    /// An entry with what the page shows of it.
    fn drawn(&self, entry: &Entry, around: &Around<'_>, part: Part) -> Entry {
        let route = entry.route();
        let site = self.library.site();
        let frame = Frame {
            root: around.root.clone(),
            language: String::new(),
            site,
            blog: self.library.blog(),
            names: Rc::clone(&self.names),
            route: &route,
            reading: None,
            by_and_by: None,
            formulas: &Formulas::default(),
            unchecked: &[],
            widget: None,
            can_return: false,
        };
        let language = frame.language_of(entry);
        let how = frame.site.reading(&language);
        let links = frame.links(entry, &route);
        let size = |link: &Link| match link {
            Link::Relative(path) => around.folder.size(&resolve(&entry.post.path, path).path),
            _ => None,
        };
        let settle = |node: &mut Node| {
            change_links(node, &|link| around.with_real_name(&entry.post.path, link));
            reserve_space(node, &size);
            change_links(node, &|link| links.settled(link));
        };
        let mut post = entry.post.head();
        if let Part::Article = part {
            let mut document = article(&entry.post, how);
            Typesetter::default().document(&mut document);
            document
                .blocks
                .iter_mut()
                .for_each(|(_, node)| settle(node));
            post.drawn.document = Rc::new(document).into();
        }
        let mut summary = summary(&entry.post, how).to_vec();
        Typesetter::default().nodes(&mut summary);
        summary.iter_mut().for_each(settle);
        post.drawn.summary = Rc::<Vec<Node>>::new(summary).into();
        Entry {
            post: Rc::new(post),
            address: entry.address.clone(),
        }
    }
}

/// The article of a post as it is read. Its summary is made on the way, if
/// nobody has yet.
pub fn article(post: &Post, how: markdown::Reading<'_>) -> Document {
    let kept = &post.drawn.summary;
    if kept.get().is_some() {
        return post.document(how);
    }
    let (document, summary) = post.document_and_summary(how);
    kept.get_or_init(|| Rc::new(summary));
    document
}

/// The summary of a post as it is read, made once: the post stands in many
/// lists.
pub fn summary(post: &Post, how: markdown::Reading<'_>) -> Rc<Vec<Node>> {
    let kept = &post.drawn.summary;
    Rc::clone(kept.get_or_init(|| Rc::new(post.summary(how))))
}

/// What a page shows of a post.
enum Part {
    Summary,
    /// The summary too, which the head of the page is made from.
    Article,
}

fn pictures_of(screen: &Screen) -> Vec<(Link, String)> {
    let mut pictures = Vec::new();
    if let Screen::Post(screen) = screen
        && let Some(document) = screen.entry.post.drawn.document.get()
    {
        document
            .nodes()
            .for_each(|node| find_pictures(node, &mut pictures));
    }
    pictures
}

fn find_pictures(node: &Node, pictures: &mut Vec<(Link, String)>) {
    let Node::Element(element) = node else {
        return;
    };
    if element.tag == Tag::Img {
        let source = element
            .attributes
            .iter()
            .find_map(|attribute| match attribute {
                Attribute::Src(link) => Some(link.clone()),
                _ => None,
            });
        let alt = element.plain(Name::Alt).unwrap_or_default().to_owned();
        pictures.extend(source.map(|source| (source, alt)));
    }
    for child in &element.children {
        find_pictures(child, pictures);
    }
}

fn head(entry: &Entry) -> Entry {
    Entry {
        post: Rc::new(entry.post.head()),
        address: entry.address.clone(),
    }
}
