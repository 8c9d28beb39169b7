//! What the page of a post says to search engines beyond its title: who wrote
//! it and when (schema.org's `BlogPosting`), and where it is in other
//! languages. Both need absolute addresses.

use inkfold_core::blog::{Entry, Translations};
use inkfold_core::date::{DateTime, TimeZone};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::social::Picture;
use crate::source::Source;
use crate::template::escaped;

/// The posts of a blog at `url`.
pub(super) struct Articles<'a> {
    source: &'a Source,
    url: &'a str,
    translations: Translations,
}

impl<'a> Articles<'a> {
    pub(super) fn new(source: &'a Source, url: &'a str) -> Self {
        Self {
            source,
            url,
            translations: Translations::new(&source.blog, &source.site),
        }
    }

    /// The elements of the head of a post's page. `address` is where search
    /// engines are to find it, `description` what it is about.
    pub(super) fn head(
        &self,
        entry: &Entry,
        address: &str,
        description: &str,
        picture: Option<&Picture>,
    ) -> Vec<String> {
        let mut head = Vec::new();
        // Of a post that is at home elsewhere, its home tells the others.
        if entry.post.first_appearance().is_none() {
            head.extend(self.alternates(entry));
        }
        let data = self.posting(entry, address, description, picture);
        let data = data.to_string();
        // Nothing in it may end the element.
        let data = data.replace('<', "\\u003c");
        head.push(format!(
            "<script type=\"application/ld+json\">{data}</script>"
        ));
        head
    }

    /// Links to the post in every language it is in, its own too; none where
    /// that is the only one.
    fn alternates(&self, entry: &Entry) -> Vec<String> {
        let all = self.translations.of(entry);
        let link = |entry: &Entry| {
            format!(
                "<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">",
                escaped(&self.language(entry)),
                escaped(&format!("{}{}", self.url, entry.route()))
            )
        };
        all.iter().map(link).collect()
    }

    fn posting(
        &self,
        entry: &Entry,
        address: &str,
        description: &str,
        picture: Option<&Picture>,
    ) -> Value {
        let site = &self.source.site;
        let keys = &entry.post.front_matter;
        let mut posting = Map::new();
        let mut say = |name: &str, value: Value| {
            let nothing = match &value {
                Value::Null => true,
                Value::String(text) => text.is_empty(),
                Value::Array(items) => items.is_empty(),
                _ => false,
            };
            if !nothing {
                posting.insert(name.to_owned(), value);
            }
        };
        say("@context", json!("https://schema.org"));
        say("@type", json!("BlogPosting"));
        say("headline", json!(entry.post.title));
        say("description", json!(description));
        say("url", json!(address));
        say("mainEntityOfPage", json!(address));
        say("inLanguage", json!(self.language(entry)));
        say(
            "datePublished",
            json!(entry.post.date.map(|date| moment(date, &*self.source.zone))),
        );
        say(
            "dateModified",
            json!(keys.updated.map(|date| moment(date, &*self.source.zone))),
        );
        say("image", json!(picture.map(|picture| &picture.address)));
        say("keywords", json!(keys.tags));
        let person = |name: &String| json!({"@type": "Person", "name": name});
        let authors: Vec<Value> = match keys.authors.as_slice() {
            [] => site.author.iter().map(person).collect(),
            authors => authors.iter().map(person).collect(),
        };
        say("author", json!(authors));
        say(
            "isPartOf",
            json!({"@type": "Blog", "name": site.title, "url": self.url}),
        );
        Value::Object(posting)
    }

    fn language(&self, entry: &Entry) -> String {
        let site = &self.source.site;
        let own = entry.post.language(&site.languages);
        own.unwrap_or_else(|| site.language.clone())
    }
}

/// A day as it is written, a time of day as a moment.
pub(super) fn moment(date: DateTime, zone: &dyn TimeZone) -> String {
    let moment = date
        .time
        .and_then(|_| Timestamp::from_second(date.instant(zone)).ok());
    moment.map_or_else(|| date.to_string(), |moment| moment.to_string())
}
