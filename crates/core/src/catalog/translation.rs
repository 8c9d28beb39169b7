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

/// Has items know those that are the same post in other languages.
pub fn translate(items: &mut [Item], site: &Site) {
    let entries = items.iter().map(|item| item.entry.clone()).collect();
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
