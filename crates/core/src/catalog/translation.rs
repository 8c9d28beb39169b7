//! A post in other languages, as the catalogue tells of it.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::item::{Item, address_in, is_within, moment, moments};
use super::json::Json;
use crate::blog::{Blog, Entry, Translations};
use crate::post::Post;
use crate::site::Site;

/// The post in another language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Translation {
    path: String,
    address: String,
    title: String,
    /// The blog's where there is none.
    language: Option<String>,
    publish: Option<i64>,
    unpublish: Option<i64>,
}

impl Translation {
    /// The translation that `item` is of another post.
    pub fn of(item: &Item) -> Self {
        let Entry { post, address } = &item.entry;
        Self {
            path: post.path.clone(),
            address: address.clone(),
            title: post.title.clone(),
            language: post.front_matter.lang.clone(),
            publish: item.publish,
            unpublish: item.unpublish,
        }
    }

    /// Whether it is shown at `now`.
    pub(crate) fn is_shown(&self, now: i64) -> bool {
        is_within(self.publish, self.unpublish, now)
    }

    /// As an entry that a page links to.
    pub(crate) fn entry(self) -> Entry {
        let mut post = Post::unread(self.path);
        post.slug = self
            .address
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        post.title = self.title;
        post.front_matter.lang = self.language;
        Entry {
            post: Rc::new(post),
            address: self.address,
        }
    }

    pub(super) fn to_json(&self) -> Json {
        let mut fields = vec![
            ("path".to_owned(), Json::from(&self.path)),
            ("route".to_owned(), Json::Text(format!("{}/", self.address))),
            ("title".to_owned(), Json::from(&self.title)),
        ];
        let language = self.language.iter();
        fields.extend(language.map(|language| ("language".to_owned(), Json::from(language))));
        fields.extend(moments(self.publish, self.unpublish));
        Json::Object(fields)
    }

    pub(super) fn from_json(json: &Json) -> Option<Self> {
        Some(Self {
            path: json.text("path")?.to_owned(),
            address: address_in(json)?,
            title: json.text("title")?.to_owned(),
            language: json.text("language").map(str::to_owned),
            publish: moment(json, "publish"),
            unpublish: moment(json, "unpublish"),
        })
    }
}

/// Has items know those that are the same post in other languages. What is
/// shown at `now` (seconds since 1970 UTC) comes before what wants its place.
pub fn translate(items: &mut [Item], site: &Site, now: i64) {
    let (shown, others): (Vec<&Item>, Vec<&Item>) =
        items.iter().partition(|item| item.is_shown(now));
    let entries = shown.into_iter().chain(others);
    let entries = entries.map(|item| item.entry.clone()).collect();
    let found = Translations::new(&Blog::of(entries), site);
    let by_path: BTreeMap<String, Translation> = items
        .iter()
        .filter(|item| !found.of(&item.entry).is_empty())
        .map(|item| (item.entry.post.path.clone(), Translation::of(item)))
        .collect();
    for item in items {
        let others = found.of_others(&item.entry);
        let others = others.filter_map(|other| by_path.get(&other.post.path).cloned());
        item.translations = others.collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Utc;

    #[test]
    fn what_is_to_come_takes_no_place_of_what_is_shown() {
        let item = |path: &str, keys: &str| {
            let text = format!("---\nslug: x\n{keys}\n---\n");
            let entry = Entry {
                post: Rc::new(Post::read(path, text.as_bytes())),
                address: path.to_owned(),
            };
            Item::of(entry, &Site::default(), 0, &Utc).unwrap()
        };
        let mut items = [
            item("c.md", "lang: ru\npublish_date: 2040-01-01"),
            item("b.md", "lang: ru"),
            item("a.md", ""),
        ];
        translate(&mut items, &Site::default(), 0);
        let found = items.iter().map(|item| {
            let paths = item.translations.iter().map(|it| it.path.as_str());
            paths.collect::<Vec<_>>()
        });
        assert_eq!(
            found.collect::<Vec<_>>(),
            [vec![], vec!["a.md"], vec!["b.md"]]
        );
    }
}
