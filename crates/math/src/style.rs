//! What math-core says in `style`, which a strict Content-Security-Policy
//! forbids, as attributes of MathML and classes of ours.

use inkfold_core::document::{Attribute, Look, Looks, Name, Tag};

use crate::limits::WIDEST;
use crate::refusal::Refusal;

/// Declarations that are a class.
static LOOKS: [(&str, &str, Look); 23] = [
    ("border-left", "0.05em dashed currentcolor", Look::DashLeft),
    ("border-left", "0.05em solid currentcolor", Look::LineLeft),
    (
        "border-right",
        "0.05em dashed currentcolor",
        Look::DashRight,
    ),
    ("border-right", "0.05em solid currentcolor", Look::LineRight),
    ("border-top", "0.05em dashed currentcolor", Look::DashTop),
    ("border-top", "0.05em solid currentcolor", Look::LineTop),
    ("font-variant-caps", "small-caps", Look::Caps),
    ("justify-items", "end", Look::Right),
    ("justify-items", "start", Look::Left),
    ("math-shift", "compact", Look::Compact),
    ("padding-bottom", "0", Look::NoSpaceAround),
    ("padding-left", "0", Look::NoSpaceBefore),
    ("padding-left", "0.1em", Look::Gap),
    ("padding-left", "1em", Look::SpaceBefore),
    ("padding-right", "0", Look::NoSpaceAfter),
    ("padding-right", "0.1em", Look::Gap),
    ("padding-top", "0", Look::NoSpaceAround),
    ("padding-top", "0.1667em", Look::Raised),
    ("text-align", "left", Look::Left),
    ("text-align", "right", Look::Right),
    ("width", "100%", Look::Wide),
    ("width", "50%", Look::Half),
    ("width", "7.5%", Look::Narrow),
];

/// What is said about an element beside its attributes.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) looks: Looks,
    pub(crate) attributes: Vec<Attribute>,
    /// The spaces before and after it.
    pub(crate) around: [Option<String>; 2],
}

impl Said {
    /// Takes in the declarations of a `style`.
    pub(crate) fn style(&mut self, tag: Tag, style: &str) -> Result<(), Refusal> {
        for declaration in style.split(';').filter(|text| !text.trim().is_empty()) {
            let (name, value) = declaration.split_once(':').ok_or(Refusal::Unknown)?;
            self.declaration(tag, name.trim(), value.trim())?;
        }
        Ok(())
    }

    fn declaration(&mut self, tag: Tag, name: &str, value: &str) -> Result<(), Refusal> {
        let attribute = match (tag, name) {
            (Tag::Mrow, "color") => Name::Mathcolor,
            (Tag::Mtext, "font-size") => Name::Mathsize,
            // It has a `width` too.
            (Tag::Mspace, "width") => return Ok(()),
            (Tag::Mspace, "margin-left") => {
                self.look(back(value)?);
                return Ok(());
            }
            (Tag::Mpadded, "padding-left" | "padding-right") => {
                let side = usize::from(name == "padding-right");
                if value != "0"
                    && let Some(space) = self.around.get_mut(side)
                {
                    *space = Some(length(value)?);
                }
                return Ok(());
            }
            _ => {
                let mut looks = LOOKS.iter();
                let known = looks.find(|known| (known.0, known.1) == (name, value));
                self.look(known.ok_or(Refusal::Unknown)?.2);
                return Ok(());
            }
        };
        let attribute = attribute.with(tag, value).ok_or(Refusal::Unknown)?;
        self.attributes.push(attribute);
        Ok(())
    }

    pub(crate) fn look(&mut self, look: Look) {
        self.looks = self.looks.with(look);
    }
}

/// A space that goes back, by the nearest of few lengths: MathML has none.
fn back(value: &str) -> Result<Look, Refusal> {
    let (number, _) = number_and_unit(value)?;
    // In eighteenths of an em.
    Ok(match -18.0 * number {
        back if back < 3.5 => Look::BackThin,
        back if back < 4.5 => Look::BackMedium,
        back if back < 11.5 => Look::BackThick,
        _ => Look::BackQuad,
    })
}

/// A length that a page has room for. The root's em, which Firefox does not
/// know here, is about the text's.
pub(crate) fn length(value: &str) -> Result<String, Refusal> {
    let (number, unit) = number_and_unit(value)?;
    let unit = if unit == "rem" { "em" } else { unit };
    Ok(format!("{}{unit}", number.clamp(-WIDEST, WIDEST)))
}

fn number_and_unit(value: &str) -> Result<(f32, &str), Refusal> {
    let is_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-');
    let end = value.find(|letter| !is_number(letter));
    let (number, unit) = value.split_at(end.unwrap_or(value.len()));
    if !matches!(unit, "" | "em" | "ex" | "rem") {
        return Err(Refusal::Unknown);
    }
    let number: f32 = number.parse().map_err(|_| Refusal::Unknown)?;
    Ok((number, unit))
}
