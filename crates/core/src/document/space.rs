//! The space that pictures take on a page, kept for them until they are there,
//! so that nothing moves when they come.

use super::{Attribute, Element, Name, Node, Tag};
use crate::link::Link;

/// Width and height of a picture as it is shown, in CSS pixels.
pub type Size = (u64, u64);

/// Writes the sizes of pictures that `size` knows into `node`. What an author
/// has said of one holds, and the other follows from it.
///
/// Where several files may be shown, none is known to be; such pictures are
/// left alone.
pub fn reserve_space(node: &mut Node, size: &dyn Fn(&Link) -> Option<Size>) {
    let Node::Element(element) = node else {
        return;
    };
    match element.tag {
        Tag::Picture => return,
        Tag::Img => element.attributes.extend(missing(element, size)),
        _ => {}
    }
    for child in &mut element.children {
        reserve_space(child, size);
    }
}

/// The attributes that a picture lacks.
fn missing(picture: &Element, size: &dyn Fn(&Link) -> Option<Size>) -> Vec<Attribute> {
    let mut source = None;
    for attribute in &picture.attributes {
        match attribute {
            Attribute::Src(link) => source = Some(link),
            Attribute::Srcset(_) => return Vec::new(),
            _ => {}
        }
    }
    let said = |name| Some(picture.plain(name)?.parse::<u64>().unwrap_or_default());
    let (width, height) = (said(Name::Width), said(Name::Height));
    let both = width.is_some() && height.is_some();
    // Nothing high is nothing wide.
    if both || width == Some(0) || height == Some(0) {
        return Vec::new();
    }
    let Some((wide, high)) = source.and_then(size).filter(|(w, h)| *w > 0 && *h > 0) else {
        return Vec::new();
    };
    let fit = |length: u64, other: u64, own: u64| {
        let product = length.saturating_mul(own).saturating_add(other / 2);
        (product / other).max(1)
    };
    let attribute = |name: Name, value: u64| name.with(Tag::Img, &value.to_string());
    let wanted = match (width, height) {
        (Some(width), _) => vec![attribute(Name::Height, fit(width, wide, high))],
        (None, Some(height)) => vec![attribute(Name::Width, fit(height, high, wide))],
        (None, None) => vec![attribute(Name::Width, wide), attribute(Name::Height, high)],
    };
    // One that is larger than any screen is refused; half a size is none.
    wanted
        .into_iter()
        .collect::<Option<_>>()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{html, markdown};

    fn drawn(markdown: &str) -> String {
        let mut document = markdown::read(markdown);
        let size = |link: &Link| match link {
            Link::Relative(path) if path == "a.png" => Some((600, 400)),
            Link::Relative(path) if path == "huge.png" => Some((60_000, 400)),
            Link::Relative(path) if path == "thin.png" => Some((600, 1)),
            Link::Relative(path) if path == "vast.png" => Some((2, u64::MAX)),
            Link::Relative(path) if path == "none.png" => Some((0, 400)),
            _ => None,
        };
        for (_, node) in &mut document.blocks {
            reserve_space(node, &size);
        }
        html::write(&document, &|_| String::new())
    }

    #[test]
    fn pictures_have_their_sizes() {
        let cases = [
            ("![](a.png)", Some("width=\"600\" height=\"400\"")),
            ("**[![](a.png)](b)**", Some("width=\"600\" height=\"400\"")),
            (
                "<img src=a.png width=300>",
                Some("width=\"300\" height=\"200\""),
            ),
            (
                "<img src=a.png height=100>",
                Some("height=\"100\" width=\"150\""),
            ),
            (
                "<img src=a.png width=5 height=5>",
                Some("width=\"5\" height=\"5\""),
            ),
            (
                "<img src=thin.png width=100>",
                Some("width=\"100\" height=\"1\""),
            ),
            ("![](vast.png)", None),
            ("![](b.png)", None),
            ("![](https://a.b/a.png)", None),
            ("![](huge.png)", None),
            ("![](none.png)", None),
            ("<img src=a.png srcset='b.png 2x'>", None),
            (
                "<picture><source srcset=b.png><img src=a.png></picture>",
                None,
            ),
        ];
        for (markdown, expected) in cases {
            let html = drawn(markdown);
            match expected {
                Some(sizes) => assert!(html.contains(sizes), "{markdown}: {html}"),
                None => assert!(
                    html.contains("<img") && !html.contains("width") && !html.contains("height"),
                    "{markdown}: {html}"
                ),
            }
        }
    }
    #[test]
    fn a_size_of_nothing_is_one_too() {
        for attributes in [
            "width=0",
            "height=0",
            "width=0 height=0",
            "width=0 height=5",
        ] {
            let html = drawn(&format!("<img src=a.png {attributes}>"));
            let count = |name| html.matches(name).count();
            assert!(count("width=") <= 1 && count("height=") <= 1, "{html}");
            assert!(!html.contains("600"), "{html}");
        }
    }
}
