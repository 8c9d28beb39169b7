//! The pattern that makes a post's address: `permalink` in `site.yaml`.

use crate::date::DateTime;
use crate::mark::{has, join, part, replace};
use crate::slug;

/// What stands for a part of a post's address.
const MARKS: [&str; 5] = [":year", ":month", ":day", ":slug", ":path"];

/// A pattern such as `/posts/:slug/` or `/:year/:month/:slug/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// The segments between the slashes.
    segments: Vec<String>,
}

impl Default for Permalink {
    fn default() -> Self {
        Self::new("/posts/:slug/")
    }
}

impl Permalink {
    /// Reads a pattern. Slashes at its ends mean nothing.
    pub fn new(pattern: &str) -> Self {
        let segments = pattern.split('/').filter(|segment| !segment.is_empty());
        Self {
            segments: segments.map(str::to_owned).collect(),
        }
    }

    /// The pattern, with no slash at its ends.
    pub fn pattern(&self) -> String {
        join(&self.segments, "/")
    }

    /// The address of a post, relative to the blog's root and with no slash
    /// at its ends: `posts/hello`. It may be taken. The parts of a date that the
    /// post does not have are left out. `languages` are those of the blog.
    pub fn wanted(
        &self,
        slug: &str,
        date: Option<&DateTime>,
        path: &str,
        languages: &[String],
    ) -> String {
        let padded = |number: Option<i32>, width| {
            number.map_or(String::new(), |number| format!("{number:0width$}"))
        };
        let two =
            |part: fn(&DateTime) -> u32| padded(date.and_then(|d| part(d).try_into().ok()), 2);
        let value = |mark: &str| match mark {
            ":year" => padded(date.map(|date| date.year), 4),
            ":month" => two(|date| date.month),
            ":day" => two(|date| date.day),
            ":slug" => slug.to_owned(),
            _ => folder_and_name(path, languages),
        };
        let mut segments = Vec::new();
        for segment in &self.segments {
            let mut text = segment.clone();
            for mark in MARKS {
                // Every post of a blog is asked for it.
                if part(&text, mark).is_some() {
                    text = replace(&text, mark, &value(mark));
                }
            }
            segments.push(text);
        }
        segments.retain(|segment| !segment.is_empty());
        join(&segments, "/")
    }

    /// The slug in an address, where the pattern has one.
    pub fn slug_in<'a>(&self, address: &'a str) -> Option<&'a str> {
        let place = self
            .segments
            .iter()
            .position(|segment| segment == ":slug")?;
        let mut segments = address.split('/');
        let slug = segments.clone().nth(place)?;
        let fixed = self.segments.iter().all(|pattern| {
            segments
                .next()
                .is_some_and(|segment| has(pattern, ':') || pattern == segment)
        });
        (fixed && segments.next().is_none()).then_some(slug)
    }
}

/// A post's path with its file named as [`slug::of_path`] names it.
fn folder_and_name(path: &str, languages: &[String]) -> String {
    let name = slug::of_path(path, languages);
    let mut folders: Vec<String> = path.split('/').map(slug::of_folder).collect();
    folders.pop();
    if folders.last() == Some(&name) {
        folders.pop();
    }
    folders.push(name);
    join(&folders, "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_addresses() {
        let date = DateTime::parse("2022-03-05");
        for (pattern, path, date, expected) in [
            ("/posts/:slug/", "a/hello.md", date, "posts/hello"),
            (
                "/:year/:month/:day/:slug/",
                "hello.md",
                date,
                "2022/03/05/hello",
            ),
            ("/:year/:slug", "hello.md", None, "hello"),
            (":path", "01.blog/2022-03-05-x/item.md", date, "blog/x"),
            (":path", "a/b.md", date, "a/b"),
        ] {
            let slug = slug::of_path(path, &[]);
            let address = Permalink::new(pattern).wanted(&slug, date.as_ref(), path, &[]);
            assert_eq!(address, expected, "{pattern} {path}");
        }
    }

    #[test]
    fn finds_the_slug_in_an_address() {
        let default = Permalink::default();
        assert_eq!(default.slug_in("posts/hello"), Some("hello"));
        assert_eq!(default.slug_in("posts/a/b"), None);
        assert_eq!(default.slug_in("other/hello"), None);
        assert_eq!(default.slug_in("posts"), None);
        let dated = Permalink::new("/:year/:slug/");
        assert_eq!(dated.slug_in("2022/hello"), Some("hello"));
        assert_eq!(Permalink::new(":path").slug_in("a"), None);
    }
}
