//! Videos that others keep: which addresses name one, and the card that
//! stands for it.
//!
//! The card is a link to the video's page, and nothing else: whoever keeps the
//! video hears of a reader only once they ask for it. The app plays it in its
//! place when it is clicked.

use super::builder::Builder;
use super::frame::Kind;
use crate::document::{Attribute, Class, Element, Name, Node, Tag, plain_text};
use crate::link::Link;

/// Letters of a YouTube id.
const YOUTUBE_ID: usize = 11;
/// Digits of a Vimeo id at most.
const VIMEO_ID: usize = 12;
/// What a card says before the name of its host, by language.
const WORDS: [(&str, &str); 2] = [("en", "Video on"), ("ru", "Видео на")];

/// What stands for the words of a link that Grav makes a video of.
const PLUGINS: [&str; 2] = ["plugin:youtube", "plugin:vimeo"];

/// A video of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Video {
    host: &'static str,
    /// Its page, as its host writes it.
    address: String,
}

impl Video {
    /// The video that an address names: its page, its player or a short form.
    pub(super) fn of(link: &Link) -> Option<Self> {
        let Link::Absolute(address) = link else {
            return None;
        };
        let rest = address.strip_prefix("http")?;
        let rest = rest.strip_prefix('s').unwrap_or(rest).strip_prefix("://")?;
        let rest = rest.split('#').next()?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = path.split_once('/')?;
        let segments: Vec<&str> = path.trim_end_matches('/').split('/').take(4).collect();
        match (host.strip_prefix("www.").unwrap_or(host), &*segments) {
            ("youtu.be", [id])
            | (
                "youtube.com" | "m.youtube.com" | "youtube-nocookie.com",
                ["embed" | "live" | "shorts" | "v", id],
            ) => Self::youtube(id, query),
            ("youtube.com" | "m.youtube.com", ["watch"]) => {
                Self::youtube(parameter(query, "v")?, query)
            }
            ("vimeo.com", [id]) => Self::vimeo(id, None),
            ("vimeo.com", [id, key]) => Self::vimeo(id, Some(key)),
            ("player.vimeo.com", ["video", id]) => Self::vimeo(id, parameter(query, "h")),
            _ => None,
        }
    }

    /// The page of the video that one of its hosts calls by this id.
    pub(super) fn named(host: &str, id: &str) -> Option<String> {
        let video = match host {
            "youtube" => Self::youtube(id, ""),
            _ => Self::vimeo(id, None),
        };
        video.map(|video| video.address)
    }

    fn youtube(id: &str, query: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        // A list of videos has this word for an id.
        if id.len() != YOUTUBE_ID || !id.bytes().all(fits) || id == "videoseries" {
            return None;
        }
        let mut address = format!("https://www.youtube.com/watch?v={id}");
        let start = parameter(query, "t").or_else(|| parameter(query, "start"));
        if let Some(start) = start.and_then(seconds) {
            address.push_str(&format!("&t={start}s"));
        }
        Some(Self {
            host: "YouTube",
            address,
        })
    }

    /// `key` is what lets in whoever has the address of a hidden video.
    fn vimeo(id: &str, key: Option<&str>) -> Option<Self> {
        let is_id = (1..=VIMEO_ID).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
        let is_key = |key: &str| {
            (1..=20).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        if !is_id || !key.is_none_or(is_key) {
            return None;
        }
        let key = key.map(|key| format!("/{key}")).unwrap_or_default();
        Some(Self {
            host: "Vimeo",
            address: format!("https://vimeo.com/{id}{key}"),
        })
    }

    /// The link that its card is.
    fn link(self, title: &str, language: &str) -> Element {
        let text = match title.trim() {
            "" => {
                let language = language.get(..2).unwrap_or_default();
                let [english, ..] = &WORDS;
                let known = WORDS.iter().find(|(name, _)| *name == language);
                format!("{} {}", known.unwrap_or(english).1, self.host)
            }
            title => title.to_owned(),
        };
        Element {
            tag: Tag::A,
            attributes: vec![Attribute::Href(Link::Absolute(self.address))],
            children: vec![Node::Text(text)],
        }
    }
}

/// The value of a parameter in a query.
fn parameter<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// `90`, `90s` or `1h2m3s` in seconds, within a day.
fn seconds(text: &str) -> Option<u32> {
    let (mut total, mut number) = (0_u32, None);
    for letter in text.chars() {
        let unit = match letter {
            'h' => 3_600,
            'm' => 60,
            's' => 1,
            _ => {
                let digit = letter.to_digit(10)?;
                number = Some(
                    number
                        .unwrap_or(0_u32)
                        .checked_mul(10)?
                        .checked_add(digit)?,
                );
                continue;
            }
        };
        total = total.checked_add(number.take()?.checked_mul(unit)?)?;
    }
    let total = total.checked_add(number.unwrap_or(0))?;
    (1..86_400).contains(&total).then_some(total)
}

/// The video that a link stands for and its title: one whose words are its own
/// address, or the name of Grav's plugin.
fn of_link(link: &Element) -> Option<(Video, &str)> {
    if link.tag != Tag::A {
        return None;
    }
    let mut words = String::new();
    plain_text(&link.children, &mut words);
    let is_address = ["https://", "http://", "www."]
        .iter()
        .any(|start| words.starts_with(start));
    let is_plugin = PLUGINS.contains(&words.as_str());
    if !is_plugin && (!is_address || words.contains(char::is_whitespace)) {
        return None;
    }
    let video = link
        .attributes
        .iter()
        .find_map(|attribute| match attribute {
            Attribute::Href(link) => Video::of(link),
            _ => None,
        })?;
    Some((video, link.plain(Name::Title).unwrap_or_default()))
}

impl Builder<'_> {
    /// Puts the card of a video in its place; where no block can stand, its
    /// link.
    pub(super) fn video(&mut self, video: Video, title: &str, start: usize) {
        let link = video.link(title, self.reading.language);
        let class = vec![Attribute::Class(Class::Video)];
        if !self.is_in(&[Tag::A]) && self.open(Kind::Element(Tag::P, class), start, None) {
            self.leaf(link, start);
            self.close();
        } else {
            self.linked(link, start);
        }
    }

    /// The cards for a paragraph that has links to videos and nothing else.
    pub(super) fn videos_of(&self, paragraph: &Element) -> Option<Vec<Element>> {
        let mut cards = Vec::new();
        for child in &paragraph.children {
            match child {
                Node::Text(text) if text.trim_ascii().is_empty() => {}
                Node::Element(element) if element.tag == Tag::Br => {}
                Node::Element(element) => {
                    let (video, title) = of_link(element)?;
                    let link = video.link(title, self.reading.language);
                    cards.push(Element {
                        tag: Tag::P,
                        attributes: vec![Attribute::Class(Class::Video)],
                        children: vec![Node::Element(link)],
                    });
                }
                Node::Text(_) => return None,
            }
        }
        (!cards.is_empty()).then_some(cards)
    }

    /// A link of Grav's plugin for videos says where it leads: the words in it
    /// are the plugin's name.
    pub(super) fn name_video(&self, link: &mut Element) {
        let is_plugin = |words: &str| PLUGINS.contains(&words);
        if matches!(link.children.as_slice(), [Node::Text(words)] if is_plugin(words))
            && let Some((video, _)) = of_link(link)
        {
            let address = video.address.clone();
            let title = |attribute: &Attribute| matches!(attribute, Attribute::Plain(..));
            let mut named = video.link(&address, self.reading.language);
            named
                .attributes
                .extend(link.attributes.drain(..).filter(title));
            *link = named;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WATCH: &str = "https://www.youtube.com/watch?v=a-b_c1D2E3F";

    #[test]
    fn knows_the_addresses_of_videos() {
        let start = format!("{WATCH}&t=90s");
        for (address, expected) in [
            (WATCH, WATCH),
            ("http://youtube.com/watch?list=x&v=a-b_c1D2E3F", WATCH),
            ("https://m.youtube.com/watch?v=a-b_c1D2E3F#x", WATCH),
            ("https://youtu.be/a-b_c1D2E3F?si=x", WATCH),
            ("https://youtu.be/a-b_c1D2E3F?t=1m30s", &start),
            ("//www.youtube.com/embed/a-b_c1D2E3F?start=90", &start),
            (
                "https://www.youtube-nocookie.com/embed/a-b_c1D2E3F?autoplay=1",
                WATCH,
            ),
            ("https://www.youtube.com/shorts/a-b_c1D2E3F", WATCH),
            ("https://www.youtube.com/live/a-b_c1D2E3F/", WATCH),
            ("https://vimeo.com/76979871", "https://vimeo.com/76979871"),
            (
                "https://vimeo.com/76979871/ab12",
                "https://vimeo.com/76979871/ab12",
            ),
            (
                "https://player.vimeo.com/video/76979871?h=ab12&dnt=1",
                "https://vimeo.com/76979871/ab12",
            ),
        ] {
            let video = Link::parse(address).and_then(|link| Video::of(&link));
            assert_eq!(
                video.map(|video| video.address).as_deref(),
                Some(expected),
                "{address}"
            );
        }
    }

    #[test]
    fn takes_nothing_else_for_a_video() {
        for address in [
            "https://www.youtube.com/embed/videoseries?list=PLx",
            "https://www.youtube.com/watch?v=short",
            "https://www.youtube.com/watch?v=a-b_c1D2E3F\"x",
            "https://www.youtube.com/embed/a-b_c1D2E3F/../../redirect",
            "https://www.youtube.com/redirect?q=//evil.example&v=a-b_c1D2E3F",
            "https://www.youtube.com.evil.example/embed/a-b_c1D2E3F",
            "https://evil.example/www.youtube.com/embed/a-b_c1D2E3F",
            "https://www.youtube.com@evil.example/embed/a-b_c1D2E3F",
            "https://www.youtube.com:8443/embed/a-b_c1D2E3F",
            "https://evil.example#https://youtu.be/a-b_c1D2E3F",
            "https://vimeo.com/user",
            "https://vimeo.com/1/javascript:x",
            "https://player.vimeo.com/video/1%2F",
            "mailto:x://youtu.be/a-b_c1D2E3F",
            "youtu.be/a-b_c1D2E3F",
        ] {
            let video = Link::parse(address).and_then(|link| Video::of(&link));
            assert_eq!(video, None, "{address}");
        }
    }

    #[test]
    fn reads_when_a_video_starts() {
        for (text, expected) in [
            ("90", Some(90)),
            ("1h1m1s", Some(3_661)),
            ("2m5", Some(125)),
            ("0", None),
            ("", None),
            ("s", None),
            ("-5", None),
            ("99999999999", None),
            ("99999h", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
