//! What authors say about elements: the one way from an attribute in a post,
//! or an address in Markdown, to the tree.

use super::builder::Builder;
use super::engines;
use super::entities;
use super::frame::clean;
use super::ids;
use super::repair::Repair;
use crate::document::{Attribute, Class, Name, Tag};
use crate::link::Link;
use crate::mark::join;

/// How many sizes a picture comes in.
const MOST_SOURCES: usize = 20;
/// How much of an address is shown to its author.
const SHOWN: usize = 60;

impl Builder<'_> {
    /// Where a link leads, if a post may link there.
    pub(super) fn link(&mut self, written: &str, start: usize) -> Option<Link> {
        let link = Link::parse(&engines::address(written));
        self.checked(link, written, start)
    }

    /// Where a picture is, if a post may load it.
    pub(super) fn source(&mut self, written: &str, start: usize) -> Option<Link> {
        let link = Link::parse_source(&engines::address(written));
        self.checked(link, written, start)
    }

    fn checked(&mut self, link: Option<Link>, written: &str, start: usize) -> Option<Link> {
        match link {
            // Ids may have got a prefix.
            Some(Link::Fragment(id)) => Some(Link::Fragment(ids::safe(&id))),
            Some(Link::Relative(address)) => Some(Link::Relative(ids::safe_in(address))),
            None => {
                let shown: String = written.chars().take(SHOWN).collect();
                self.repairs.note(start, Repair::Address(shown));
                None
            }
            link => link,
        }
    }

    /// The id and the classes of `# Heading {#id .class}`.
    pub(super) fn heading_attributes(
        &mut self,
        id: Option<&str>,
        classes: &[pulldown_cmark::CowStr<'_>],
        start: usize,
    ) -> Vec<Attribute> {
        let id = id.and_then(|id| self.ids.take(id)).map(Attribute::Id);
        let names: Vec<&str> = classes.iter().map(|class| &**class).collect();
        let class = Class::of_heading(&names);
        if class.is_none() && !names.is_empty() {
            self.note_attribute("class", Tag::H1, start);
        }
        id.into_iter().chain(class.map(Attribute::Class)).collect()
    }

    /// The attributes of an element of HTML that it may have.
    pub(super) fn author_attributes(
        &mut self,
        tag: Tag,
        written: &[(String, &str)],
        start: usize,
    ) -> Vec<Attribute> {
        let mut attributes: Vec<Attribute> = Vec::new();
        for (name, value) in written {
            let decoded = entities::decode(value);
            let value = clean(&decoded);
            match self.author_attribute(tag, name, &value, start) {
                // As in HTML, the first of two counts.
                Some(new) if !attributes.iter().any(|known| known.is_like(&new)) => {
                    attributes.push(new);
                }
                Some(_) => {}
                // An address has been noted as such.
                None if matches!(name.as_str(), "href" | "src" | "cite" | "poster" | "srcset") => {}
                // As it is anyway.
                None if tag.is_player() && matches!(name.as_str(), "controls" | "preload") => {}
                None => self.note_attribute(name, tag, start),
            }
        }
        attributes
    }

    fn author_attribute(
        &mut self,
        tag: Tag,
        name: &str,
        value: &str,
        start: usize,
    ) -> Option<Attribute> {
        match (name, tag) {
            ("href", Tag::A) => self.link(value, start).map(Attribute::Href),
            ("src", Tag::Img | Tag::Audio | Tag::Source | Tag::Track | Tag::Video) => {
                self.source(value, start).map(Attribute::Src)
            }
            ("cite", Tag::Blockquote | Tag::Q | Tag::Del | Tag::Ins) => {
                self.link(value, start).map(Attribute::Cite)
            }
            ("poster", Tag::Video) => self.source(value, start).map(Attribute::Poster),
            ("srcset", Tag::Img | Tag::Source) => self.srcset(value, tag, start),
            ("headers", Tag::Td | Tag::Th) => {
                let ids: Vec<String> = value.split_ascii_whitespace().map(ids::safe).collect();
                Name::Headers.with(tag, &join(&ids, " "))
            }
            // How anchors were written before ids.
            ("id", _) | ("name", Tag::A) => self.ids.take(value).map(Attribute::Id),
            ("class", _) => {
                let classes = value.split_ascii_whitespace();
                classes
                    .filter_map(Class::from_name)
                    .next()
                    .map(Attribute::Class)
            }
            ("align", _) if tag.is_block() => Class::from_align(value).map(Attribute::Class),
            _ => Name::from_name(name)?.with(tag, value),
        }
    }

    /// The sources of a picture that a post may load, each with its size; all
    /// of them or none, since a browser would choose among the others.
    fn srcset(&mut self, written: &str, tag: Tag, start: usize) -> Option<Attribute> {
        let mut sources = Vec::new();
        let mut rest = written;
        for _ in 0..MOST_SOURCES {
            let Some((address, size, after)) = candidate(rest) else {
                break;
            };
            rest = after;
            let number = size.strip_suffix(['w', 'x']).unwrap_or("x");
            let fits = size.is_empty()
                || (size.len() <= 8 && number.parse::<f32>().is_ok_and(f32::is_normal));
            let link = self.source(address, start)?;
            if !fits {
                self.note_attribute("srcset", tag, start);
                return None;
            }
            sources.push((link, size.to_owned()));
        }
        (!sources.is_empty()).then_some(Attribute::Srcset(sources))
    }

    pub(super) fn note_attribute(&mut self, name: &str, tag: Tag, start: usize) {
        let repair = Repair::Attribute {
            name: name.to_owned(),
            element: tag.name(),
        };
        self.repairs.note(start, repair);
    }
}

/// The first source in a `srcset`, its size, and what follows, parted as HTML
/// parts them: an address goes up to white space, and a comma at its end is
/// none of its own.
fn candidate(written: &str) -> Option<(&str, &str, &str)> {
    let text = written.trim_start_matches(|letter: char| letter == ',' || letter.is_whitespace());
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (address, rest) = text.split_at(end);
    let bare = address.trim_end_matches(',');
    if bare.is_empty() {
        return None;
    }
    if bare.len() < address.len() {
        return Some((bare, "", rest));
    }
    let (size, rest) = rest.split_once(',').unwrap_or((rest, ""));
    Some((bare, size.trim(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_sources_as_browsers_do() {
        for (written, expected) in [
            ("a.png 1x,b.png 2x", vec![("a.png", "1x"), ("b.png", "2x")]),
            ("a.png, b.png 2x,", vec![("a.png", ""), ("b.png", "2x")]),
            ("a,b.png 2x", vec![("a,b.png", "2x")]),
            ("\n a 1x ,\n b\t300w\n", vec![("a", "1x"), ("b", "300w")]),
            ("a 1x 2x, b", vec![("a", "1x 2x"), ("b", "")]),
            (" , ", vec![]),
        ] {
            let mut rest = written;
            let mut found = Vec::new();
            while let Some((address, size, after)) = candidate(rest) {
                found.push((address, size));
                rest = after;
            }
            assert_eq!(found, expected, "{written:?}");
        }
    }
}
