//! The files of a catalogue.

use std::collections::BTreeMap;
use std::ops::Range;

use super::item::Item;
use super::json::Json;
use super::{FOLDER, ROOT, SIZE, VERSION, mark_of, tree};
use crate::fingerprint;
use crate::site::Site;
use crate::slug;

/// How many addresses share a file.
const ADDRESSES: usize = 64;

/// Up to how many places stand in the file that tells of them; more get a file
/// of their own.
const FEW: usize = 24;

/// How many posts of the root are there for the list of recent ones.
const RECENT: usize = 6;

/// The fields of an object to be.
type Fields = Vec<(String, Json)>;

fn field(name: &str, value: Json) -> (String, Json) {
    (name.to_owned(), value)
}

/// A file of what many posts say, by the indices of their items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// The items themselves.
    Posts(Range<usize>),
    /// Their words.
    Words(Range<usize>),
}

/// Who tells what is in a catalogue, and takes its files.
pub trait Clerk<E> {
    /// The item at an index with its summary drawn and its links, of which
    /// the others need nothing.
    fn whole(&self, index: usize) -> Option<Item>;

    /// The words of the item at an index.
    fn words(&self, index: usize) -> String;

    /// The path of the file of `chunk`, where it was written before and there
    /// is nothing new in it: it is not made again.
    fn known(&mut self, chunk: &Chunk) -> Option<String>;

    /// Takes a file, given by its path from the root, its text, and what it
    /// holds.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn put(&mut self, path: &str, text: &str, chunk: Option<&Chunk>) -> Result<(), E>;
}

/// Writes the catalogue of `items`, newest first, as it is at `now` (seconds
/// since 1970 UTC), with what `clerk` tells of them. The root comes last.
///
/// # Errors
///
/// What `clerk` says of a file.
pub fn write<E>(items: &[Item], clerk: &mut dyn Clerk<E>, site: &Site, now: i64) -> Result<(), E> {
    let count = items.len();
    let chunks = count.saturating_sub(needed(items, site, now)) / SIZE;
    let first = count - chunks * SIZE;
    let mut root: Fields = vec![
        field("version", Json::from(VERSION)),
        field("settings", Json::Text(mark_of(site))),
        field("count", Json::from(count)),
        field("per_page", Json::from(site.posts_per_page)),
        field("newest", posts(clerk, 0..first)),
    ];
    let mut names = Vec::new();
    for from in (first..count).step_by(SIZE).rev() {
        names.push(put_chunk(clerk, Chunk::Posts(from..from + SIZE))?);
    }
    let mut word_files = Vec::new();
    for from in (0..count).step_by(SIZE) {
        let to = (from + SIZE).min(count);
        word_files.push(put_chunk(clerk, Chunk::Words(count - to..count - from))?);
    }
    let mut put_json = |json: &Json| put_json(clerk, json, None);
    root.push(field("chunks", tree::grow(names, &mut put_json)?));
    if chunks > 0 {
        let buckets = count.div_ceil(ADDRESSES);
        let addresses = addresses(items, buckets, &mut put_json)?;
        root.push(field("addresses", Json::from(buckets)));
        root.push(field("address_chunks", addresses));
    }
    let place = |index: usize| count - 1 - index;
    root.push(field("words", tree::grow(word_files, &mut put_json)?));
    let tags = items.iter().enumerate().map(|(index, item)| {
        let names = item.entry.post.front_matter.tags.iter();
        (place(index), names.map(String::as_str).collect())
    });
    root.push(field("tags", groups("tags", tags, &mut put_json)?));
    let series = items.iter().enumerate().map(|(index, item)| {
        let names = item.series.iter();
        (place(index), names.map(String::as_str).collect())
    });
    root.push(field("series", groups("series", series, &mut put_json)?));
    root.push(field("archive", archive(items, &mut put_json)?));
    root.push(field("exceptions", exceptions(items, &mut put_json)?));
    let mut text = String::new();
    Json::Object(root).write(&mut text);
    text.push('\n');
    clerk.put(ROOT, &text, None)
}

/// Writes a file that is named after what is in it, and tells its name.
fn put_json<E>(clerk: &mut dyn Clerk<E>, json: &Json, chunk: Option<&Chunk>) -> Result<String, E> {
    let mut text = String::new();
    json.write(&mut text);
    text.push('\n');
    let name = format!("{FOLDER}{:016x}.json", fingerprint::hash(text.as_bytes()));
    clerk.put(&name, &text, chunk).map(|()| name)
}

fn put_chunk<E>(clerk: &mut dyn Clerk<E>, chunk: Chunk) -> Result<String, E> {
    if let Some(name) = clerk.known(&chunk) {
        return Ok(name);
    }
    let field = match chunk.clone() {
        Chunk::Posts(indices) => field("posts", posts(clerk, indices)),
        Chunk::Words(indices) => {
            let words = indices.map(|index| Json::Text(clerk.words(index)));
            field("words", words.collect())
        }
    };
    put_json(clerk, &Json::Object(vec![field]), Some(&chunk))
}

fn posts<E>(clerk: &dyn Clerk<E>, indices: Range<usize>) -> Json {
    let items = indices.filter_map(|index| clerk.whole(index));
    items.map(|item| item.to_json()).collect()
}

/// How many of the newest the first page and the list of recent posts need.
fn needed(items: &[Item], site: &Site, now: i64) -> usize {
    let wanted = site.posts_per_page.max(RECENT);
    let mut shown = 0;
    // What waits or is hidden must not make the root grow without end.
    for (index, item) in items.iter().enumerate().take(wanted * 4) {
        let is_listed = !item.entry.post.front_matter.hide_from_post_list;
        shown += usize::from(is_listed && item.is_shown(now));
        if shown == wanted {
            return index + 1;
        }
    }
    wanted * 4
}

/// Files of addresses: which post is at one.
fn addresses<E>(
    items: &[Item],
    buckets: usize,
    put: &mut dyn FnMut(&Json) -> Result<String, E>,
) -> Result<Json, E> {
    let mut files: Vec<Fields> = vec![Fields::new(); buckets];
    for (index, item) in items.iter().enumerate() {
        let address = &item.entry.address;
        let place = items.len() - 1 - index;
        let target = [Json::from(place), Json::from(&item.entry.post.path)];
        if let Some(file) = files.get_mut(bucket_of(address, buckets)) {
            file.push((format!("{address}/"), Json::List(target.to_vec())));
        }
    }
    let mut names = Vec::new();
    for file in files {
        names.push(put(&Json::Object(vec![field(
            "routes",
            Json::Object(file),
        )]))?);
    }
    tree::grow(names, put)
}

/// The file of an address.
pub(crate) fn bucket_of(address: &str, buckets: usize) -> usize {
    let buckets = u64::try_from(buckets.max(1)).unwrap_or(1);
    usize::try_from(fingerprint::hash(address.as_bytes()) % buckets).unwrap_or(0)
}

/// A file of groups (tags, series), by their words in addresses, with the places of their
/// posts, newest first.
fn groups<'a, E>(
    name: &str,
    items: impl Iterator<Item = (usize, Vec<&'a str>)>,
    put: &mut dyn FnMut(&Json) -> Result<String, E>,
) -> Result<Json, E> {
    let mut groups: BTreeMap<String, (&str, Vec<usize>)> = BTreeMap::new();
    for (place, names) in items {
        for name in names {
            let (_, places) = groups
                .entry(slug::of_word(name))
                .or_insert((name, Vec::new()));
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let mut list = Vec::new();
    for (slug, (name, places)) in groups {
        let count = places.len();
        let places: Json = places.into_iter().collect();
        let posts = match count {
            0..=FEW => places,
            _ => Json::Text(put(&Json::Object(vec![field("places", places)]))?),
        };
        list.push(Json::Object(vec![
            field("name", Json::from(name)),
            field("slug", Json::Text(slug)),
            field("count", Json::from(count)),
            field("posts", posts),
        ]));
    }
    put(&Json::Object(vec![field(name, Json::List(list))])).map(Json::Text)
}

/// A file of years, newest first, with how many posts each has.
fn archive<E>(items: &[Item], put: &mut dyn FnMut(&Json) -> Result<String, E>) -> Result<Json, E> {
    let year = |item: &Item| item.entry.post.date.map(|date| date.year);
    let years = items.chunk_by(|a, b| year(a) == year(b)).map(|items| {
        let year = items.first().and_then(year);
        let year = year.map_or(Json::Null, |year| Json::Number(i64::from(year)));
        Json::List(vec![year, Json::from(items.len())])
    });
    put(&Json::Object(vec![field("years", years.collect())])).map(Json::Text)
}

/// The posts that lists do not show, always or at times. Few are told in the
/// root, many in a file.
fn exceptions<E>(
    items: &[Item],
    put: &mut dyn FnMut(&Json) -> Result<String, E>,
) -> Result<Json, E> {
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let post = &item.entry.post;
        let mut fields = vec![field("place", Json::from(items.len() - 1 - index))];
        if post.front_matter.hide_from_post_list {
            fields.push(field("listed", Json::Flag(false)));
        }
        for (name, moment) in [("publish", item.publish), ("unpublish", item.unpublish)] {
            fields.extend(moment.map(|moment| field(name, Json::Number(moment))));
        }
        if item.publish.or(item.unpublish).is_some() {
            let slugs = post.front_matter.tags.iter().map(|tag| slug::of_word(tag));
            fields.push(field("tags", slugs.map(Json::Text).collect()));
        }
        if fields.len() > 1 {
            found.push(Json::Object(fields));
        }
    }
    match found.len() {
        0..=FEW => Ok(Json::List(found)),
        _ => put(&Json::Object(vec![field("exceptions", Json::List(found))])).map(Json::Text),
    }
}
