//! A post in the catalogue: what listings, feeds, widgets and search need.

use std::rc::Rc;

use super::json::Json;
use super::translation::Translation;
use crate::blog::Entry;
use crate::date::{DateTime, TimeZone, Utc};
use crate::document::{Element, Node, Tag};
use crate::front_matter::Preview;
use crate::lang;
use crate::post::{Post, Status};
use crate::record::{MARK, row, value};
use crate::site::Site;
use crate::slug;
use crate::summary;

/// A post that another one links to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Its file.
    pub path: String,
    /// Its address, with no slash at its ends.
    pub address: String,
    /// Its word.
    pub slug: String,
    /// Its title.
    pub title: String,
}

/// A post.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The post without its text, with its summary drawn.
    pub entry: Entry,
    /// Its series.
    pub series: Option<String>,
    /// The posts it links to.
    pub links: Vec<Target>,
    /// The post in other languages.
    pub translations: Vec<Translation>,
    /// Seconds since 1970 UTC before which it is not shown.
    pub publish: Option<i64>,
    /// Seconds since 1970 UTC after which it is not shown.
    pub unpublish: Option<i64>,
}

impl Item {
    /// The item of a post. `None` for drafts, and for what is over at `now`.
    pub fn of(entry: Entry, site: &Site, now: i64, zone: &dyn TimeZone) -> Option<Self> {
        let post = &entry.post;
        if matches!(post.status(now, zone), Status::Draft | Status::Expired) {
            return None;
        }
        let keys = &post.front_matter;
        let counts = keys.published.is_none();
        let instant = |date: Option<DateTime>| {
            let instant = date.filter(|_| counts).map(|date| date.instant(zone));
            instant.filter(|instant| *instant > now)
        };
        let (publish, unpublish) = (instant(keys.publish_date), instant(keys.unpublish_date));
        let mut head = post.head();
        head.drawn = post.drawn.clone();
        head.diagnostics.clear();
        head.front_matter.lang = post.language(&site.languages);
        Some(Self {
            entry: Entry {
                post: Rc::new(head),
                address: entry.address,
            },
            series: None,
            links: Vec::new(),
            translations: Vec::new(),
            publish,
            unpublish,
        })
    }

    /// Whether it is shown at `now`.
    pub(crate) fn is_shown(&self, now: i64) -> bool {
        is_within(self.publish, self.unpublish, now)
    }

    pub(crate) fn to_json(&self) -> Json {
        let post = &self.entry.post;
        let keys = &post.front_matter;
        let mut fields: Vec<(String, Json)> = Vec::new();
        let mut say = |name: &str, value: Json| fields.push((name.to_owned(), value));
        say("path", Json::from(&post.path));
        say("route", Json::Text(format!("{}/", self.entry.address)));
        say("title", Json::from(&post.title));
        if let Some(date) = post.date {
            say("date", Json::Text(date.to_string()));
        }
        if let Some(date) = keys.updated {
            say("updated", Json::Text(date.to_string()));
        }
        if let Some(language) = &keys.lang {
            say("language", Json::from(language));
        }
        if !keys.tags.is_empty() {
            say("tags", keys.tags.iter().collect());
        }
        if !keys.authors.is_empty() {
            say("authors", keys.authors.iter().collect());
        }
        if let Some(series) = &self.series {
            say("series", Json::from(series));
        }
        if let Some(canonical) = &keys.canonical {
            say("canonical", Json::from(canonical));
        }
        let nodes = post.drawn.summary.get().cloned().unwrap_or_default();
        let text = summary::on_one_line(&nodes);
        if !text.is_empty() {
            say("summary", Json::from(&text));
        }
        if !is_plain(&nodes) {
            let row = row(&nodes);
            say("card", row.split_terminator(MARK).collect());
        }
        fields.extend(moments(self.publish, self.unpublish));
        let mut say = |name: &str, value: Json| fields.push((name.to_owned(), value));
        if keys.hide_from_post_list {
            say("listed", Json::Flag(false));
        }
        if !keys.continue_link {
            say("continue", Json::Flag(false));
        }
        if let Some(preview) = keys.preview {
            say("preview", Json::from(preview.name()));
        }
        if !self.links.is_empty() {
            let links = self.links.iter().map(|target| {
                Json::Object(vec![
                    ("path".to_owned(), Json::from(&target.path)),
                    (
                        "route".to_owned(),
                        Json::Text(format!("{}/", target.address)),
                    ),
                    ("slug".to_owned(), Json::from(&target.slug)),
                    ("title".to_owned(), Json::from(&target.title)),
                ])
            });
            say("links", links.collect());
        }
        if !self.translations.is_empty() {
            let translations = self.translations.iter();
            say(
                "translations",
                translations.map(Translation::to_json).collect(),
            );
        }
        Json::Object(fields)
    }

    pub(crate) fn from_json(json: &Json) -> Option<Self> {
        let owned = |name: &str| json.text(name).map(str::to_owned);
        let date = |name: &str| DateTime::parse(json.text(name)?);
        let is_off = |name: &str| json.get(name) == Some(&Json::Flag(false));
        let mut post = Post::unread(owned("path")?);
        let address = address_in(json)?;
        post.title = owned("title")?;
        post.slug = address.rsplit('/').next().unwrap_or(&address).to_owned();
        post.date = date("date");
        post.path_language = lang::of_path(&post.path, &[]).1;
        let keys = &mut post.front_matter;
        keys.updated = date("updated");
        keys.lang = owned("language");
        keys.tags = json.texts("tags");
        keys.authors = json.texts("authors");
        keys.canonical = owned("canonical");
        keys.hide_from_post_list = is_off("listed");
        keys.continue_link = !is_off("continue");
        keys.preview = json.text("preview").and_then(Preview::named);
        keys.publish_date = date("publish");
        keys.unpublish_date = date("unpublish");
        let plain = || paragraph(json.text("summary").unwrap_or_default());
        let drawn = json.get("card").and_then(|_| {
            let mut row = String::new();
            for field in json.texts("card") {
                row.push_str(&field);
                row.push(MARK);
            }
            value::<Vec<Node>>(&row)
        });
        post.drawn.summary = Rc::new(drawn.unwrap_or_else(plain)).into();
        let links = json.list("links").iter().filter_map(|link| {
            Some(Target {
                path: link.text("path")?.to_owned(),
                address: link.text("route")?.trim_end_matches('/').to_owned(),
                slug: link.text("slug")?.to_owned(),
                title: link.text("title")?.to_owned(),
            })
        });
        Some(Self {
            series: owned("series"),
            links: links.collect(),
            translations: json
                .list("translations")
                .iter()
                .filter_map(Translation::from_json)
                .collect(),
            publish: moment(json, "publish"),
            unpublish: moment(json, "unpublish"),
            entry: Entry {
                post: Rc::new(post),
                address,
            },
        })
    }
}

impl Target {
    /// A post of which nobody needs to know more.
    pub fn of(entry: &Entry) -> Self {
        Self {
            path: entry.post.path.clone(),
            address: entry.address.clone(),
            slug: entry.post.slug.clone(),
            title: entry.post.title.clone(),
        }
    }

    /// As an entry that links find.
    pub(crate) fn entry(self) -> Entry {
        let mut post = Post::unread(self.path);
        post.slug = self.slug;
        post.title = self.title;
        Entry {
            post: Rc::new(post),
            address: self.address,
        }
    }
}

/// Whether something is shown at `now` that comes and goes at these moments.
pub(super) fn is_within(publish: Option<i64>, unpublish: Option<i64>, now: i64) -> bool {
    publish.is_none_or(|publish| publish <= now)
        && unpublish.is_none_or(|unpublish| unpublish > now)
}

/// The fields of when something comes and goes.
pub(super) fn moments(
    publish: Option<i64>,
    unpublish: Option<i64>,
) -> impl Iterator<Item = (String, Json)> {
    let moments = [("publish", publish), ("unpublish", unpublish)];
    moments
        .into_iter()
        .filter_map(|(name, moment)| Some((name.to_owned(), Json::Text(written(moment?)))))
}

pub(super) fn moment(json: &Json, name: &str) -> Option<i64> {
    Some(DateTime::parse(json.text(name)?)?.instant(&Utc))
}

/// The address of what `json` tells of; none that would lead to another host.
pub(super) fn address_in(json: &Json) -> Option<String> {
    let address = json.text("route")?.trim_end_matches('/').to_owned();
    (!address.starts_with('/')).then_some(address)
}

/// The words of a post, each once, in lower case: what a search looks through.
/// They are parted where a search is parted, so that a word of a query is found
/// in them where it would be found in the text.
pub fn words_of(post: &Post) -> String {
    let text = slug::lower(&post.searched());
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_unstable();
    // What begins another word is found in that one.
    words.dedup_by(|next, word| {
        let is_beginning = next.starts_with(*word);
        if is_beginning {
            std::mem::swap(next, word);
        }
        is_beginning
    });
    words.join(" ")
}

/// A summary of nothing but text.
fn paragraph(text: &str) -> Vec<Node> {
    match text {
        "" => Vec::new(),
        text => vec![Node::Element(Element::new(
            Tag::P,
            vec![Node::Text(text.to_owned())],
        ))],
    }
}

/// Whether nothing is lost where the summary is told as text.
fn is_plain(nodes: &[Node]) -> bool {
    match nodes {
        [] => true,
        [Node::Element(element)] => {
            let is_text = |node: &Node| matches!(node, Node::Text(_));
            element.tag == Tag::P
                && element.attributes.is_empty()
                && element.children.iter().all(is_text)
        }
        _ => false,
    }
}

/// A moment as ISO 8601 in UTC.
fn written(moment: i64) -> String {
    let date = DateTime {
        offset: Some(0),
        ..DateTime::at(moment)
    };
    date.to_string()
}
