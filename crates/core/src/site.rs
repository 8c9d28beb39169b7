//! The settings of a blog: `site.yaml`.

use crate::catalog::is_reserved;
use crate::diagnostic::{Diagnostic, Level, Problem};
use crate::link::{Link, encode_path};
use crate::mark::replace;
use crate::markdown::Reading;
use crate::permalink::Permalink;
use crate::value::Value;
use crate::yaml;
use crate::{lang, slug, text};

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
    /// `posts`: paths and patterns, relative to the content folder. What fits
    /// a pattern is a post if it is Markdown by its name.
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
    /// `smart_punctuation`: whether straight quotation marks, `--` and `...`
    /// become the signs that printers use.
    pub smart_punctuation: bool,
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
            posts: vec!["posts/**/*".to_owned()],
            posts_per_page: 10,
            permalink: Permalink::default(),
            routing: Routing::Path,
            repository: None,
            navigation: Vec::new(),
            theme: Theme::Auto,
            smart_punctuation: false,
        }
    }
}

/// The keys of `site.yaml`.
pub const KEYS: [&str; 15] = [
    "title",
    "description",
    "language",
    "languages",
    "url",
    "timezone",
    "author",
    "posts",
    "posts_per_page",
    "permalink",
    "routing",
    "repository",
    "navigation",
    "theme",
    "smart_punctuation",
];

impl Site {
    /// Reads the bytes of `site.yaml`. An empty file means the defaults.
    ///
    /// # Errors
    ///
    /// What makes the file as a whole unreadable; single wrong keys are
    /// diagnostics and mean their default.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<Diagnostic>), Diagnostic> {
        let (text, mut diagnostics) = text::decode(bytes);
        let value = yaml::parse(&text, 1, yaml::LONGEST_SETTINGS)?;
        if let Some(fault) = diagnostics.iter().find(|found| found.level == Level::Error) {
            return Err(fault.clone());
        }
        let mut site = Self::default();
        if let Value::Map(entries) = &value {
            // The last set counts, and of two equal keys the first must.
            for (key, value) in entries.iter().rev() {
                if value.is_null() {
                    continue;
                }
                let Err(fault) = site.set(key, value) else {
                    continue;
                };
                let key = key.clone();
                let problem = match fault {
                    // The default stands in for a wrong value.
                    Some(expected) => Problem::WrongKind { key, expected },
                    None => Problem::UnknownKey { key },
                };
                diagnostics.push(Diagnostic::warning(None, problem));
            }
        }
        Ok((site, diagnostics))
    }

    /// Sets a key. What is wrong is told by what the key takes; nothing where
    /// there is no such key.
    fn set(&mut self, key: &str, value: &Value) -> Result<(), Option<&'static str>> {
        let plain = match key {
            "title" => &mut self.title,
            "description" => &mut self.description,
            "timezone" => &mut self.timezone,
            _ => return self.set_other(key, value),
        };
        *plain = text_of(value)?;
        Ok(())
    }

    /// Sets a key that does not take just any text.
    fn set_other(&mut self, key: &str, value: &Value) -> Result<(), Option<&'static str>> {
        let text = text_of(value);
        match key {
            "language" => self.language = language(&text?)?,
            "languages" => {
                let languages = list_of(value)?;
                let languages: Result<_, _> = languages.iter().map(|tag| language(tag)).collect();
                self.languages = languages?;
            }
            "posts" => {
                self.posts = list_of(value)?;
                for entry in &mut self.posts {
                    if let Some(rest) = entry.strip_prefix("./") {
                        *entry = rest.to_owned();
                    }
                }
            }
            "navigation" => {
                let menu = menu_of(value);
                self.navigation = menu.ok_or(Some("a list of entries with `title` and `href`"))?;
            }
            "url" => {
                let Some(Link::Absolute(url)) = Link::parse_source(&text?) else {
                    return Err(Some("an address that starts with https://"));
                };
                self.url = Some(url.trim_end_matches('/').to_owned() + "/");
            }
            "posts_per_page" => {
                let number = text?.parse().ok().filter(|number| *number > 0);
                self.posts_per_page = number.ok_or(Some("a number from 1"))?;
            }
            "author" => self.author = Some(text?),
            "repository" => self.repository = Some(text?),
            "permalink" => self.permalink = Permalink::new(&text?),
            "routing" => {
                self.routing = match text?.as_str() {
                    "path" => Routing::Path,
                    "hash" => Routing::Hash,
                    _ => return Err(Some("`path` or `hash`")),
                }
            }
            "theme" => {
                self.theme = match text?.as_str() {
                    "auto" => Theme::Auto,
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    _ => return Err(Some("`auto`, `light` or `dark`")),
                }
            }
            "smart_punctuation" => {
                self.smart_punctuation = value.as_flag().ok_or(Some("true or false"))?;
            }
            _ => return Err(None),
        }
        Ok(())
    }

    /// How posts in a language are read.
    pub fn reading<'a>(&self, language: &'a str) -> Reading<'a> {
        Reading {
            language,
            smart_punctuation: self.smart_punctuation,
            ..Reading::default()
        }
    }

    /// The entries of `posts` that name one file.
    pub fn listed_posts(&self) -> impl Iterator<Item = &str> {
        self.posts
            .iter()
            .map(String::as_str)
            .filter(|entry| !is_pattern(entry) && !is_reserved(entry))
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
            .filter_map(|pattern| {
                let folder = pattern.strip_suffix(".md").unwrap_or(pattern);
                folder.strip_suffix('*')
            })
            .map(|folder| replace(folder, "**/", ""))
            .filter(|folder| !is_pattern(folder))
            .chain(["posts/".to_owned()]);
        let mut files = Vec::new();
        for folder in folders {
            for end in [".md", "/item.md", "/index.md"] {
                let file = format!("{folder}{name}{end}");
                if !files.contains(&file) && !is_reserved(&file) {
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

fn language(text: &str) -> Result<String, Option<&'static str>> {
    lang::written(text).ok_or(Some(lang::EXPECTED))
}

fn text_of(value: &Value) -> Result<String, Option<&'static str>> {
    value.as_text().ok_or(Some("a text"))
}

/// A list of texts; a single text is a list of one.
fn list_of(value: &Value) -> Result<Vec<String>, Option<&'static str>> {
    let items = match value {
        Value::List(items) => items,
        single => std::slice::from_ref(single),
    };
    let texts: Option<_> = items.iter().map(Value::as_text).collect();
    texts.ok_or(Some("a list of texts"))
}

/// `- title: Archive` with `href: archive/` each.
fn menu_of(value: &Value) -> Option<Vec<MenuLink>> {
    let Value::List(items) = value else {
        return None;
    };
    let entry = |item: &Value| {
        Some(MenuLink {
            title: item.get("title")?.as_text()?,
            href: item.get("href")?.as_text()?,
        })
    };
    items.iter().map(entry).collect()
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

    const EVERY_KEY: &str = "title: T\ndescription: D\nlanguage: ru\nlanguages: [ru, en]\n\
             url: https://a.b/c\ntimezone: Asia/Almaty\nauthor: A\n\
             posts:\n  - posts/a.md\n  - posts/**/*.md\nposts_per_page: 3\n\
             permalink: /:year/:slug/\nrouting: hash\nrepository: https://r\n\
             navigation:\n  - {title: N, href: archive/}\ntheme: dark\nsmart_punctuation: yes\n";

    #[test]
    fn reads_every_key() {
        let site = site(EVERY_KEY);
        assert_eq!(site.url.as_deref(), Some("https://a.b/c/"));
        assert_eq!(site.listed_posts().collect::<Vec<_>>(), ["posts/a.md"]);
        assert_eq!(site.patterns().collect::<Vec<_>>(), ["posts/**/*.md"]);
        assert_eq!((site.posts_per_page, site.routing), (3, Routing::Hash));
        assert_eq!((site.theme, site.smart_punctuation), (Theme::Dark, true));
        assert_eq!(site.navigation.len(), 1);
        assert_eq!(site.languages, ["ru", "en"]);
    }

    #[test]
    fn wrong_keys_mean_their_default() {
        let text = "posts_per_page: none\nrouting: magic\nunknown: 1\nnavigation: [a]\n\
                    author: [a]\nlanguages: {a: b}\nother: [1]\nsmart_punctuation: maybe\n";
        let (site, found) = Site::read(text.as_bytes()).unwrap();
        assert_eq!(site, Site::default());
        assert_eq!(found.len(), 8);
        let unknown = |found: &&Diagnostic| matches!(found.problem, Problem::UnknownKey { .. });
        assert_eq!(found.iter().filter(unknown).count(), 2);
    }

    #[test]
    fn languages_are_tags() {
        let site = site("language: ru_RU\nlanguages: [ru_RU, EN]\n");
        assert_eq!(site.language, "ru-RU");
        assert_eq!(site.languages, ["ru-RU", "en"]);
        let (site, found) = Site::read(b"language: english\nlanguages: [a b]\n").unwrap();
        assert_eq!((site, found.len()), (Site::default(), 2));
    }

    #[test]
    fn tells_its_keys() {
        let lines = EVERY_KEY.lines().filter(|line| !line.starts_with(' '));
        let mut keys: Vec<&str> = lines.map(|line| line.split(':').next().unwrap()).collect();
        let mut told = KEYS;
        keys.sort_unstable();
        told.sort_unstable();
        assert_eq!(keys, told);
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
        let unset = Site::default();
        assert_eq!(
            unset.unlisted_files("posts/new"),
            ["posts/new.md", "posts/new/item.md", "posts/new/index.md"]
        );
        for address in ["posts/..", "posts/.git", "posts/a/b", "new", "posts/A%2F"] {
            let files = site.unlisted_files(address);
            assert_eq!(files, Vec::<String>::new(), "{address}");
        }
        let site = super::Site::read(b"posts: [catalog/*.md]").unwrap().0;
        assert!(
            !site
                .unlisted_files("posts/new")
                .concat()
                .contains("catalog/")
        );
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
