//! The settings of a blog: `site.yaml`.

use crate::diagnostic::{Diagnostic, Level, Problem};
use crate::link::{Link, encode_path};
use crate::permalink::Permalink;
use crate::yaml::{self, Value};
use crate::{slug, text};

/// Where the addresses of a blog stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Routing {
    /// In the path: `/posts/hello/`.
    #[default]
    Path,
    /// After the hash: `/#/posts/hello/`.
    Hash,
}

/// Which colours a blog has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Those the reader prefers.
    #[default]
    Auto,
    /// Light ones.
    Light,
    /// Dark ones.
    Dark,
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLink {
    /// What it says.
    pub title: String,
    /// Where it leads, relative to the blog's root, or an absolute address.
    pub href: String,
}

/// The settings, each with its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// `title`.
    pub title: String,
    /// `description`.
    pub description: String,
    /// `language` (BCP 47).
    pub language: String,
    /// `languages`: all the blog is written in.
    pub languages: Vec<String>,
    /// `url`: the absolute address of the blog, with a slash at its end.
    pub url: Option<String>,
    /// `timezone` (IANA) that wall-clock dates are read in.
    pub timezone: String,
    /// `author` of posts that name none.
    pub author: Option<String>,
    /// `posts`: paths and patterns, relative to the content folder.
    pub posts: Vec<String>,
    /// `posts_per_page`, at least 1.
    pub posts_per_page: usize,
    /// `permalink`.
    pub permalink: Permalink,
    /// `routing`.
    pub routing: Routing,
    /// `repository`: where "view source" points.
    pub repository: Option<String>,
    /// `navigation`.
    pub navigation: Vec<MenuLink>,
    /// `theme`.
    pub theme: Theme,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            title: "Blog".to_owned(),
            description: String::new(),
            language: "en".to_owned(),
            languages: Vec::new(),
            url: None,
            timezone: "UTC".to_owned(),
            author: None,
            posts: vec!["posts/**/*.md".to_owned()],
            posts_per_page: 10,
            permalink: Permalink::default(),
            routing: Routing::Path,
            repository: None,
            navigation: Vec::new(),
            theme: Theme::Auto,
        }
    }
}

impl Site {
    /// Reads the bytes of `site.yaml`. An empty file means the defaults.
    ///
    /// # Errors
    ///
    /// What makes the file as a whole unreadable; single wrong keys are
    /// diagnostics and mean their default.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let (text, mut diagnostics) = text::decode(bytes);
        let (value, found) = yaml::read(&text, 1, yaml::LONGEST_SETTINGS);
        diagnostics.extend(found);
        if let Some(fault) = diagnostics.iter().find(|found| found.level == Level::Error) {
            return Err(fault.clone());
        }
        let mut site = Self::default();
        if let Value::Map(entries) = &value {
            // The last set counts, and of two equal keys the first must.
            for (key, value) in entries
                .iter()
                .rev()
                .filter(|(_, value)| *value != Value::Null)
            {
                diagnostics.extend(site.set(key, value).err().map(|problem| {
                    // The default stands in for a wrong value.
                    Diagnostic::warning(None, problem)
                }));
            }
        }
        Ok((site, diagnostics))
    }

    fn set(&mut self, key: &str, value: &Value) -> Result<(), Problem> {
        match key {
            "title" => self.title = text_of(key, value)?,
            "description" => self.description = text_of(key, value)?,
            "language" => self.language = text_of(key, value)?,
            "languages" => self.languages = list_of(key, value)?,
            "url" => {
                let Some(Link::Absolute(url)) = Link::parse_source(&text_of(key, value)?) else {
                    return Err(wrong(key, "an address that starts with https://"));
                };
                self.url = Some(format!("{}/", url.trim_end_matches('/')));
            }
            "timezone" => self.timezone = text_of(key, value)?,
            "author" => self.author = Some(text_of(key, value)?),
            "posts" => {
                let entries = list_of(key, value)?.into_iter();
                let plain = |entry: String| entry.trim_start_matches("./").to_owned();
                self.posts = entries.map(plain).collect();
            }
            "posts_per_page" => {
                let number = text_of(key, value)?.parse().ok().filter(|n| *n > 0);
                self.posts_per_page = number.ok_or_else(|| wrong(key, "a number from 1"))?;
            }
            "permalink" => self.permalink = Permalink::new(&text_of(key, value)?),
            "routing" => {
                self.routing = match text_of(key, value)?.as_str() {
                    "path" => Routing::Path,
                    "hash" => Routing::Hash,
                    _ => return Err(wrong(key, "`path` or `hash`")),
                }
            }
            "repository" => self.repository = Some(text_of(key, value)?),
            "navigation" => self.navigation = menu_of(key, value)?,
            "theme" => {
                self.theme = match text_of(key, value)?.as_str() {
                    "auto" => Theme::Auto,
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    _ => return Err(wrong(key, "`auto`, `light` or `dark`")),
                }
            }
            unknown => {
                return Err(Problem::UnknownKey {
                    key: unknown.to_owned(),
                });
            }
        }
        Ok(())
    }

    /// The entries of `posts` that name one file.
    pub fn listed_posts(&self) -> impl Iterator<Item = &str> {
        self.posts
            .iter()
            .map(String::as_str)
            .filter(|entry| !is_pattern(entry))
    }

    /// The entries of `posts` with wildcards.
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        self.posts
            .iter()
            .map(String::as_str)
            .filter(|entry| is_pattern(entry))
    }

    /// Files that a post at `address` may be, though no list names it: a
    /// post added after the last build.
    pub fn unlisted_files(&self, address: &str) -> Vec<String> {
        let Some(name) = self.permalink.slug_in(address) else {
            return Vec::new();
        };
        // The name comes from the address bar: one plain segment or nothing.
        if slug::of_word(name) != name || name.starts_with('.') {
            return Vec::new();
        }
        let folders = self
            .patterns()
            .filter_map(|pattern| pattern.strip_suffix("*.md"))
            .map(|folder| folder.replace("**/", ""))
            .filter(|folder| !is_pattern(folder))
            .chain(["posts/".to_owned()]);
        let mut files = Vec::new();
        for folder in folders {
            for end in [".md", "/item.md", "/index.md"] {
                let file = format!("{folder}{name}{end}");
                if !files.contains(&file) {
                    files.push(file);
                }
            }
        }
        files
    }

    /// Where the source of the post at `path` can be seen; only on the web.
    pub fn source_of(&self, path: &str) -> Option<String> {
        let repository = match Link::parse_source(self.repository.as_deref()?)? {
            Link::Absolute(address) => address,
            _ => return None,
        };
        let repository = repository.trim_end_matches('/');
        let bare = ["https://github.com/", "https://codeberg.org/"]
            .iter()
            .find_map(|host| repository.strip_prefix(host))
            .is_some_and(|rest| rest.split('/').count() == 2);
        let path = encode_path(path);
        Some(if bare {
            format!("{repository}/blob/HEAD/content/{path}")
        } else {
            format!("{repository}/{path}")
        })
    }
}

/// Whether an entry of `posts` has wildcards.
pub fn is_pattern(entry: &str) -> bool {
    entry.contains(['*', '?'])
}

fn wrong(key: &str, expected: &'static str) -> Problem {
    Problem::WrongKind {
        key: key.to_owned(),
        expected,
    }
}

fn text_of(key: &str, value: &Value) -> Result<String, Problem> {
    value.as_text().ok_or_else(|| wrong(key, "a text"))
}

/// A list of texts; a single text is a list of one.
fn list_of(key: &str, value: &Value) -> Result<Vec<String>, Problem> {
    match value {
        Value::List(items) => items
            .iter()
            .map(|item| item.as_text().ok_or_else(|| wrong(key, "a list of texts")))
            .collect(),
        single => Ok(vec![text_of(key, single)?]),
    }
}

/// `- title: Archive` with `href: archive/` each.
fn menu_of(key: &str, value: &Value) -> Result<Vec<MenuLink>, Problem> {
    let expected = || wrong(key, "a list of entries with `title` and `href`");
    let Value::List(items) = value else {
        return Err(expected());
    };
    let entry = |item: &Value| {
        Some(MenuLink {
            title: item.get("title")?.as_text()?,
            href: item.get("href")?.as_text()?,
        })
    };
    items
        .iter()
        .map(|item| entry(item).ok_or_else(expected))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(text: &str) -> Site {
        let (site, found) = Site::read(text.as_bytes()).unwrap();
        assert_eq!(found, []);
        site
    }

    #[test]
    fn an_empty_file_is_a_blog() {
        assert_eq!(site(""), Site::default());
        assert_eq!(site("# nothing yet\n"), Site::default());
        assert_eq!(site("title:\nposts:\n"), Site::default());
    }

    #[test]
    fn reads_every_key() {
        let site = site(
            "title: T\ndescription: D\nlanguage: ru\nlanguages: [ru, en]\n\
             url: https://a.b/c\ntimezone: Asia/Almaty\nauthor: A\n\
             posts:\n  - posts/a.md\n  - posts/**/*.md\nposts_per_page: 3\n\
             permalink: /:year/:slug/\nrouting: hash\nrepository: https://r\n\
             navigation:\n  - {title: N, href: archive/}\ntheme: dark\n",
        );
        assert_eq!(site.url.as_deref(), Some("https://a.b/c/"));
        assert_eq!(site.listed_posts().collect::<Vec<_>>(), ["posts/a.md"]);
        assert_eq!(site.patterns().collect::<Vec<_>>(), ["posts/**/*.md"]);
        assert_eq!((site.posts_per_page, site.routing), (3, Routing::Hash));
        assert_eq!(site.theme, Theme::Dark);
        assert_eq!(site.navigation.len(), 1);
        assert_eq!(site.languages, ["ru", "en"]);
    }

    #[test]
    fn wrong_keys_mean_their_default() {
        let text = "posts_per_page: none\nrouting: magic\nunknown: 1\nnavigation: [a]\n";
        let (site, found) = Site::read(text.as_bytes()).unwrap();
        assert_eq!(site, Site::default());
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn of_two_equal_keys_the_first_counts() {
        assert_eq!(site("title: a\ntitle: b\n").title, "a");
    }

    #[test]
    fn what_is_not_yaml_is_an_error_with_its_line() {
        let error = Site::read(b"title: a\nposts: [\n").unwrap_err();
        assert!(error.position.is_some_and(|at| at.line >= 2), "{error}");
        assert!(Site::read(b"just words").is_err());
    }

    #[test]
    fn guesses_the_file_of_an_address_within_its_folder() {
        let site = site("posts: [posts/a.md, notes/**/*.md]");
        assert_eq!(
            site.unlisted_files("posts/new"),
            [
                "notes/new.md",
                "notes/new/item.md",
                "notes/new/index.md",
                "posts/new.md",
                "posts/new/item.md",
                "posts/new/index.md",
            ]
        );
        for address in ["posts/..", "posts/.git", "posts/a/b", "new", "posts/A%2F"] {
            let files = site.unlisted_files(address);
            assert_eq!(files, Vec::<String>::new(), "{address}");
        }
    }

    #[test]
    fn points_at_the_source() {
        for (repository, expected) in [
            ("https://git.x/raw/", "https://git.x/raw/posts/a%20b.md"),
            (
                "https://github.com/o/r",
                "https://github.com/o/r/blob/HEAD/content/posts/a%20b.md",
            ),
        ] {
            let site = site(&format!("repository: {repository}"));
            assert_eq!(site.source_of("posts/a b.md").as_deref(), Some(expected));
        }
        assert_eq!(site("repository: 'javascript:x'").source_of("a.md"), None);
    }
}
