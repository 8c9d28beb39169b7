//! Files that are pictures only by how they are written: `![song](a.mp3)`;
//! and the pages that authors show in an `iframe`.

use super::builder::Builder;
use super::entities;
use super::frame::{Kind, Origin, clean};
use super::repair::Repair;
use super::video::Video;
use crate::document::{Attribute, Element, Name, Node, Tag};
use crate::hidden;
use crate::link::Link;

/// Ends of files, and what shows them.
const ENDS: [(&str, Tag); 23] = [
    ("apng", Tag::Img),
    ("avif", Tag::Img),
    ("bmp", Tag::Img),
    ("gif", Tag::Img),
    ("ico", Tag::Img),
    ("jpeg", Tag::Img),
    ("jpg", Tag::Img),
    ("png", Tag::Img),
    ("svg", Tag::Img),
    ("webp", Tag::Img),
    ("mp4", Tag::Video),
    ("m4v", Tag::Video),
    ("mov", Tag::Video),
    ("ogv", Tag::Video),
    ("webm", Tag::Video),
    ("aac", Tag::Audio),
    ("flac", Tag::Audio),
    ("m4a", Tag::Audio),
    ("mp3", Tag::Audio),
    ("oga", Tag::Audio),
    ("ogg", Tag::Audio),
    ("opus", Tag::Audio),
    ("wav", Tag::Audio),
];

/// Ends of other files that notes link to.
const OTHER_ENDS: [&str; 20] = [
    "7z", "canvas", "csv", "doc", "docx", "epub", "gz", "html", "json", "odp", "ods", "odt", "pdf",
    "ppt", "pptx", "tar", "txt", "xls", "xlsx", "zip",
];

/// Whether a name is that of a file, not of a post, which may have a dot in its
/// name as well.
pub(super) fn is_file(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    let is_it = |known: &str| known.eq_ignore_ascii_case(end);
    ENDS.iter().any(|(known, _)| is_it(known)) || OTHER_ENDS.iter().any(|known| is_it(known))
}

/// Whether the file at `link` is one that a page shows, by its name.
pub(super) fn is_shown(link: &Link) -> bool {
    known(link).is_some()
}

/// What shows the file at `link`, a picture where its name does not say it.
fn tag_of(link: &Link) -> Tag {
    known(link).unwrap_or(Tag::Img)
}

fn known(link: &Link) -> Option<Tag> {
    let (Link::Absolute(address) | Link::Relative(address)) = link else {
        return None;
    };
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    let known = ENDS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(end));
    known.map(|(_, tag)| *tag)
}

/// What Markdown calls a picture. `linked` says whether a link may stand in
/// it: where the file cannot be played, it can be saved.
pub(super) fn picture(link: Link, alt: String, title: Option<Attribute>, linked: bool) -> Element {
    let tag = tag_of(&link);
    let mut attributes = vec![Attribute::Src(link.clone())];
    attributes.extend(title);
    let mut children = Vec::new();
    if !tag.is_player() {
        attributes.push(Attribute::Plain(Name::Alt, alt));
    } else if !alt.is_empty() {
        attributes.push(Attribute::Plain(Name::AriaLabel, alt.clone()));
        let text = Node::Text(alt);
        children.push(match linked {
            false => text,
            true => Node::Element(Element {
                tag: Tag::A,
                attributes: vec![Attribute::Href(link)],
                children: vec![text],
            }),
        });
    }
    Element {
        tag,
        attributes,
        children,
    }
}

impl Builder<'_> {
    /// What stands for an author's `<iframe>`: the card of a video, else a
    /// link to the page in it.
    pub(super) fn iframe(&mut self, attributes: &[(String, &str)], start: usize) {
        let value = |name: &str| {
            let found = attributes.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| clean(&entities::decode(value)).into_owned())
        };
        let Some(source) = value("src") else {
            return self
                .repairs
                .note(start, Repair::Dropped("iframe".to_owned()));
        };
        let Some(link) = self.source(source.trim(), start) else {
            return;
        };
        let title = hidden::without(value("title").unwrap_or_default().trim());
        if let Some(video) = Video::of(&link) {
            return self.video(video, &title, start);
        }
        self.repairs.note(start, Repair::Linked);
        let text = match (title.is_empty(), link.host()) {
            (false, _) => title,
            (true, Some(host)) => host.to_owned(),
            (true, None) => source.trim().to_owned(),
        };
        let element = Element {
            tag: Tag::A,
            attributes: vec![Attribute::Href(link)],
            children: vec![Node::Text(text)],
        };
        let alone = !self.is_in(&[Tag::A, Tag::P])
            && self.open(Kind::Element(Tag::P, Vec::new()), start, None);
        self.linked(element, start);
        if alone {
            self.close();
        }
    }

    /// Puts a link that Inkfold makes in its place; in another link, its words.
    pub(super) fn linked(&mut self, mut link: Element, start: usize) {
        if self.is_in(&[Tag::A]) {
            for child in link.children {
                if let Node::Text(text) = child {
                    self.text(&text, start, Origin::Html);
                }
            }
        } else {
            self.check_host(&mut link, start);
            self.leaf(link, start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_plays_a_file() {
        for (address, expected) in [
            ("a.mp4", Tag::Video),
            ("https://a.b/c/d.WEBM?x=1.png#t=10", Tag::Video),
            ("a.b/c.ogg", Tag::Audio),
            ("a.png", Tag::Img),
            ("https://a.mp4", Tag::Img),
            ("a.png?x=b.mp3", Tag::Img),
            ("mp3", Tag::Img),
            ("", Tag::Img),
        ] {
            let link = Link::parse_source(address);
            assert_eq!(link.as_ref().map(tag_of), Some(expected), "{address}");
        }
    }
}
