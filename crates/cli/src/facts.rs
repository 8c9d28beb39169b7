//! What a post leads to and what lists show of it: found once for each text,
//! since to draw an article for it takes as long as to write its page.

use inkfold::prerender::{article, summary};
use inkfold_core::document::{Attribute, Node};
use inkfold_core::link::Link;
use inkfold_core::post::Post;
use inkfold_core::record::{Reader, Record, Writer};
use inkfold_core::site::Site;

use crate::keys::{Key, key_of};

/// What is known of the text of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Links in the article that may lead to posts.
    pub(crate) links: Vec<Link>,
    /// Everything else in it that is found beside the post, as pictures are,
    /// and all of that in the summary.
    pub(crate) files: Vec<Link>,
    /// The summary, as long as it is not drawn for a page.
    pub(crate) summary: Key,
}

impl Facts {
    /// Reads the article.
    pub(crate) fn of(post: &Post, site: &Site) -> Self {
        let language = post.language(&site.languages);
        let language = language.unwrap_or_else(|| site.language.clone());
        let mut facts = Self::default();
        let document = article(post, site.reading(&language));
        document.nodes().for_each(|node| facts.look_at(node));
        let summary = summary(post, site.reading(&language));
        let mut short = Self::default();
        summary.iter().for_each(|node| short.look_at(node));
        facts.files.extend(short.links);
        facts.files.extend(short.files);
        facts.summary = key_of(&format_args!("{summary:?}"));
        facts
    }

    fn look_at(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        let mut file = |link: &Link| match link {
            Link::Relative(_) | Link::Post { .. } => self.files.push(link.clone()),
            Link::Absolute(_) | Link::Fragment(_) => {}
        };
        for attribute in &element.attributes {
            match attribute {
                Attribute::Href(link @ (Link::Relative(_) | Link::Post { .. })) => {
                    self.links.push(link.clone());
                }
                Attribute::Src(link) | Attribute::Cite(link) | Attribute::Poster(link) => {
                    file(link);
                }
                Attribute::Srcset(sources) => sources.iter().for_each(|(link, _)| file(link)),
                _ => {}
            }
        }
        for child in &element.children {
            self.look_at(child);
        }
    }
}

impl Record for Facts {
    fn write(&self, out: &mut Writer) {
        self.links.write(out);
        self.files.write(out);
        self.summary.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            links: Record::read(from)?,
            files: Record::read(from)?,
            summary: Record::read(from)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use inkfold_core::record::{row, value};

    fn facts(text: &str) -> Facts {
        Facts::of(&Post::read("a.md", text.as_bytes()), &Site::default())
    }

    #[test]
    fn tells_what_stands_beside_a_post() {
        let text = "---\nsummary: 'See [c](c.md).'\n---\n[a](a.md) ![](b.png) [[D]] [e](https://x.y/)\n\n[f](#f)\n";
        let found = facts(text);
        let relative = |path: &str| Link::Relative(path.to_owned());
        let named = Link::Post {
            name: "D".to_owned(),
            place: String::new(),
        };
        assert_eq!(found.links, [relative("a.md"), named]);
        assert_eq!(found.files, [relative("b.png"), relative("c.md")]);
        assert_eq!(value(&row(&found)), Some(found));
    }

    #[test]
    fn tells_summaries_apart_and_nothing_after_them() {
        let one = facts("A.\n\n===\n\nB.\n");
        assert_eq!(one.summary, facts("A.\n\n===\n\nC.\n").summary);
        assert_ne!(one.summary, facts("*A.*\n\n===\n\nB.\n").summary);
    }
}
