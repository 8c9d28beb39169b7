//! Articles as fields: elements and attributes by their names, so that what
//! comes back is of the tables too and cannot say more than they can.

use super::{Reader, Record, Writer};
use crate::document::{Alert, Attribute, Class, Document, Element, Label, Looks, Name, Node, Tag};
use crate::link::Link;
use crate::post::Drawn;
use std::cell::OnceCell;
use std::rc::Rc;

/// What begins the field of a text; no element's name begins with it.
const TEXT: char = '=';

/// Where the blocks stood, and what was mended in them, is not told on.
impl Record for Document {
    fn write(&self, out: &mut Writer) {
        self.blocks.len().write(out);
        for node in self.nodes() {
            node.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let nodes: Vec<Node> = Record::read(from)?;
        Some(Self {
            blocks: nodes.into_iter().map(|node| (0, node)).collect(),
            ..Self::default()
        })
    }
}

impl Record for Node {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Text(text) => out.text(&format!("{TEXT}{text}")),
            Self::Element(element) => {
                out.text(element.tag.name());
                element.attributes.write(out);
                element.children.write(out);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let field = from.text()?;
        if let Some(text) = field.strip_prefix(TEXT) {
            return Some(Self::Text(text.to_owned()));
        }
        let tag = Tag::named(field)?;
        Some(Self::Element(Element {
            tag,
            attributes: Record::read(from)?,
            children: Record::read(from)?,
        }))
    }
}

impl Record for Attribute {
    fn write(&self, out: &mut Writer) {
        let mut link = |name, link: &Link| {
            out.text(name);
            link.write(out);
        };
        match self {
            Self::Href(to) => return link("href", to),
            Self::Src(to) => return link("src", to),
            Self::Cite(to) => return link("cite", to),
            Self::Poster(to) => return link("poster", to),
            Self::Srcset(sources) => {
                out.text("srcset");
                return sources.write(out);
            }
            _ => {}
        }
        let (name, value) = match self {
            Self::Class(class) => {
                out.text("class");
                return class.write(out);
            }
            Self::Label(Label::Footnote(number)) => ("note", number.to_string()),
            Self::Label(Label::FootnoteBack(number)) => ("back", number.to_string()),
            Self::Id(id) => ("id", id.clone()),
            Self::MarkedLines(lines) => ("marked", lines.clone()),
            Self::NumberedLines => ("numbered", String::new()),
            Self::Plain(name, value) => (name.name(), value.clone()),
            Self::Href(_) | Self::Src(_) | Self::Cite(_) | Self::Poster(_) | Self::Srcset(_) => {
                return;
            }
        };
        out.text(name);
        out.text(&value);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.text()? {
            "href" => Self::Href(Record::read(from)?),
            "src" => Self::Src(Record::read(from)?),
            "cite" => Self::Cite(Record::read(from)?),
            "poster" => Self::Poster(Record::read(from)?),
            "srcset" => Self::Srcset(Record::read(from)?),
            "class" => Self::Class(Record::read(from)?),
            "note" => Self::Label(Label::Footnote(Record::read(from)?)),
            "back" => Self::Label(Label::FootnoteBack(Record::read(from)?)),
            "id" => Self::Id(Record::read(from)?),
            "marked" => Self::MarkedLines(Record::read(from)?),
            "numbered" => {
                from.text()?;
                Self::NumberedLines
            }
            name => Self::Plain(Name::from_name(name)?, Record::read(from)?),
        })
    }
}

impl Record for Link {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Absolute(address) => out.text(address),
            Self::Fragment(id) => out.text(&format!("#{id}")),
            Self::Relative(path) => out.text(&format!("={path}")),
            Self::Post { name, place } => {
                out.text(&format!("[{name}"));
                out.text(place);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let field = from.text()?;
        let mut letters = field.chars();
        Some(match letters.next() {
            Some('#') => Self::Fragment(letters.as_str().to_owned()),
            Some('=') => Self::Relative(letters.as_str().to_owned()),
            Some('[') => Self::Post {
                name: letters.as_str().to_owned(),
                place: Record::read(from)?,
            },
            _ => {
                // Written by a link, and yet: nothing else may become one.
                let (scheme, _) = field.split_once(':')?;
                matches!(scheme, "http" | "https" | "mailto" | "tel").then_some(())?;
                Self::Absolute(field.to_owned())
            }
        })
    }
}

/// The classes that say nothing but their name.
static PLAIN: [Class; 20] = [
    Class::Alert(Alert::Note),
    Class::Alert(Alert::Tip),
    Class::Alert(Alert::Important),
    Class::Alert(Alert::Warning),
    Class::Alert(Alert::Caution),
    Class::AlertTitle,
    Class::AlignStart,
    Class::AlignCenter,
    Class::AlignEnd,
    Class::Formula { is_block: false },
    Class::Formula { is_block: true },
    Class::Refused { is_block: false },
    Class::Refused { is_block: true },
    Class::FootnoteBack,
    Class::FootnoteCall,
    Class::Footnotes,
    Class::HiddenCharacter,
    Class::Plain,
    Class::Task,
    Class::Video,
];

impl Record for Class {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Author(names) => out.text(&format!(".{names}")),
            Self::Language(name) => out.text(&format!("={name}")),
            Self::Math(looks) => out.text(&format!("+{}", looks.bits())),
            plain => {
                let place = PLAIN.iter().position(|class| class == plain);
                place.unwrap_or(PLAIN.len()).write(out);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let field = from.text()?;
        if let Some(names) = field.strip_prefix('.') {
            return Some(Self::Author(names.to_owned()));
        }
        if let Some(name) = field.strip_prefix('=') {
            return Some(Self::Language(name.to_owned()));
        }
        if let Some(bits) = field.strip_prefix('+') {
            return bits.parse().ok().map(Looks::from_bits).map(Self::Math);
        }
        PLAIN.get(field.parse::<usize>().ok()?).cloned()
    }
}

impl Record for Drawn {
    fn write(&self, out: &mut Writer) {
        self.document.get().cloned().write(out);
        self.summary.get().cloned().write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            document: cell(Record::read(from)?),
            summary: cell(Record::read(from)?),
            ..Self::default()
        })
    }
}

fn cell<T>(value: Option<Rc<T>>) -> OnceCell<Rc<T>> {
    value.map_or_else(OnceCell::new, OnceCell::from)
}
