//! Grav's media actions: `![](lake.jpg?cropResize=400,200&lightbox)`.
//!
//! Grav answers them with another file; a static host has only the one there
//! is. What can be had without another file is: the room, a link to the whole
//! file, the side it stands on. The query leaves the address either way.

use crate::document::{Attribute, Class, Name, Tag};
use crate::link::{Link, decode_percent};

/// What an action asks for.
#[derive(Clone, Copy)]
enum Action {
    /// The last two numbers are a width and a height.
    Size,
    Width,
    Height,
    Classes,
    Id,
    /// A link to the file.
    Link,
    /// Another file, or what every picture here is anyway.
    Nothing,
}

/// The actions, in lower case.
const ACTIONS: [(Action, &str); 7] = [
    (
        Action::Size,
        "resize forceresize cropresize crop cropzoom zoomcrop",
    ),
    (Action::Width, "width"),
    (Action::Height, "height"),
    (Action::Classes, "classes class"),
    (Action::Id, "id"),
    (Action::Link, "lightbox link"),
    (
        Action::Nothing,
        "quality format negate brightness contrast grayscale emboss smooth sharp edge colorize \
         sepia gaussianblur rotate flip fixorientation watermark derivatives sizes loading \
         decoding fetchpriority display thumbnail attribute cache reset controls controlslist \
         loop autoplay muted preload playsinline poster",
    ),
];

/// What Grav takes out of the address of a link to say of the link itself.
const OF_LINKS: [&str; 4] = ["class", "classes", "rel", "target"];

/// The address of a link without what Grav does not take for a part of it.
pub(in crate::markdown) fn without_attributes(link: Link) -> Link {
    without(link, &mut |name, _| OF_LINKS.contains(&name))
}

/// The address of a file of the blog's without the pairs of its query that are
/// taken: others' hosts may know what a query means.
fn without(link: Link, taken: &mut dyn FnMut(&str, &str) -> bool) -> Link {
    let Link::Relative(address) = &link else {
        return link;
    };
    let (rest, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
    let Some((path, query)) = rest.split_once('?') else {
        return link;
    };
    let mut out = path.to_owned();
    let mut sign = '?';
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if !taken(name, value) {
            out.push(sign);
            out.push_str(pair);
            sign = '&';
        }
    }
    Link::Relative(out + fragment)
}

/// What the query of a picture asks for.
#[derive(Default)]
pub(in crate::markdown) struct Wanted {
    width: String,
    height: String,
    classes: String,
    pub(in crate::markdown) id: String,
    /// Whether the picture is a link to its file.
    pub(in crate::markdown) link: bool,
}

impl Wanted {
    /// The address of a picture without actions, and what they ask for.
    pub(in crate::markdown) fn of(link: Link) -> (Link, Self) {
        let mut wanted = Self::default();
        let link = without(link, &mut |name, value| wanted.take(name, value));
        (link, wanted)
    }

    /// Whether a pair of a query is an action.
    fn take(&mut self, name: &str, value: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let is_it = |(_, names): &&(Action, &str)| names.split(' ').any(|known| known == name);
        let Some((action, _)) = ACTIONS.iter().find(is_it) else {
            return false;
        };
        let value = decode_percent(value);
        match action {
            Action::Size => {
                let numbers: Vec<&str> = value.split(',').collect();
                let (width, height) = match numbers.as_slice() {
                    // Where it is cut out comes first.
                    [_, _, width, height] => (*width, *height),
                    [width, height, ..] => (*width, *height),
                    _ => (value.as_str(), ""),
                };
                // Of nothing, the file's own.
                let given = |size: &str| size.trim_start_matches('0').to_owned();
                self.width = given(width);
                self.height = given(height);
            }
            Action::Width => self.width = value,
            Action::Height => self.height = value,
            Action::Classes => self.classes = value,
            Action::Id => self.id = value,
            Action::Link => self.link = true,
            Action::Nothing => {}
        }
        true
    }

    /// The attributes of an element that shows it.
    pub(in crate::markdown) fn attributes(&self, tag: Tag) -> Vec<Attribute> {
        let mut attributes: Vec<Attribute> =
            self.class().map(Attribute::Class).into_iter().collect();
        attributes.extend(Name::Width.with(tag, &self.width));
        attributes.extend(Name::Height.with(tag, &self.height));
        attributes
    }

    /// Whether there are classes, and none that a picture can have.
    pub(in crate::markdown) fn has_unknown_class(&self) -> bool {
        !self.classes.is_empty() && self.class().is_none()
    }

    /// The side that one of its classes names: `left`, `float-right`.
    fn class(&self) -> Option<Class> {
        let mut names = self.classes.split([',', ' ', '+']);
        names.find_map(|name| {
            let side = name.rsplit(['-', '_']).next().unwrap_or_default();
            Class::from_name(name).or_else(|| Class::from_align(side))
        })
    }
}
