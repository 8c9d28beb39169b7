//! From events to what serde asks for.

use std::str;

use serde::de::{self, Deserialize, DeserializeSeed, Visitor};
use serde::forward_to_deserialize_any;

use crate::error::{Error, Result};
use crate::loader::{load, Document, Event};
use crate::parser::{Mark, Scalar};

/// How deep values nest.
const DEEPEST: u8 = 128;
/// How many aliases are followed, for each event.
const MOST_JUMPS: usize = 100;

/// Reads a value from YAML text.
///
/// # Errors
///
/// When the text is not YAML, holds more than one document, repeats itself by
/// aliases beyond measure, or is not what `T` wants.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T> {
    let mut document = load(text)?;
    let mut place = 0;
    let value = T::deserialize(&mut Reader {
        document: &document,
        place: &mut place,
        jumps: &mut 0,
        depth: DEEPEST,
    })?;
    match document.fault.take() {
        Some(fault) => Err(fault),
        None => Ok(value),
    }
}

struct Reader<'a> {
    document: &'a Document,
    place: &'a mut usize,
    jumps: &'a mut usize,
    depth: u8,
}

impl<'a> Reader<'a> {
    /// The next event; none in an empty document.
    fn peek(&self) -> Result<Option<&'a (Event, Mark)>> {
        match (self.document.events.get(*self.place), &self.document.fault) {
            (Some(event), _) => Ok(Some(event)),
            (None, Some(fault)) => Err(fault.clone()),
            (None, None) => Ok(None),
        }
    }

    fn jump<'b>(&'b mut self, place: &'b mut usize) -> Result<Reader<'b>> {
        *self.jumps += 1;
        if *self.jumps > self.document.events.len() * MOST_JUMPS {
            return Err(Error::new("repetition limit exceeded", None));
        }
        Ok(Reader {
            document: self.document,
            place,
            jumps: self.jumps,
            depth: self.depth,
        })
    }

    /// A list or a map, whose end is passed over whatever `visit` leaves.
    fn nested<T>(
        &mut self,
        mark: Mark,
        visit: impl FnOnce(&mut Items<'_, 'a>) -> Result<T>,
    ) -> Result<T> {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Err(Error::new("recursion limit exceeded", Some(mark)));
        };
        self.depth = depth;
        let value = visit(&mut Items { reader: self })?;
        self.pass_end()?;
        self.depth += 1;
        Ok(value)
    }

    /// Goes on behind the end of the list or map that it is in.
    fn pass_end(&mut self) -> Result<()> {
        let mut open = 1_usize;
        while open > 0 {
            match self.peek()? {
                Some((Event::SequenceStart | Event::MappingStart, _)) => open += 1,
                Some((Event::SequenceEnd | Event::MappingEnd, _)) => open -= 1,
                Some((Event::Alias(_) | Event::Scalar(_), _)) => {}
                None => break,
            }
            *self.place += 1;
        }
        Ok(())
    }
}

impl<'de> de::Deserializer<'de> for &mut Reader<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let Some((event, mark)) = self.peek()? else {
            return visitor.visit_none();
        };
        *self.place += 1;
        match event {
            Event::Alias(place) => {
                let mut place = *place;
                self.jump(&mut place)?.deserialize_any(visitor)
            }
            Event::Scalar(value) => scalar(visitor, value),
            Event::SequenceStart => self.nested(*mark, |items| visitor.visit_seq(items)),
            Event::MappingStart => self.nested(*mark, |items| visitor.visit_map(items)),
            Event::SequenceEnd | Event::MappingEnd => {
                Err(Error::new("EOF while parsing a value", Some(*mark)))
            }
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string
        bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// The items of a list, or the keys and values of a map.
struct Items<'b, 'a> {
    reader: &'b mut Reader<'a>,
}

impl Items<'_, '_> {
    fn next<'de, S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        match self.reader.peek()? {
            None | Some((Event::SequenceEnd | Event::MappingEnd, _)) => Ok(None),
            Some(_) => seed.deserialize(&mut *self.reader).map(Some),
        }
    }
}

impl<'de> de::SeqAccess<'de> for &mut Items<'_, '_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.next(seed)
    }
}

impl<'de> de::MapAccess<'de> for &mut Items<'_, '_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        self.next(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        seed.deserialize(&mut *self.reader)
    }
}

/// A scalar in the kinds of YAML 1.2's core schema, but for fractions. One
/// with a tag of its own (`!word value`) is the text it is written as.
fn scalar<'de, V: Visitor<'de>>(visitor: V, scalar: &Scalar) -> Result<V::Value> {
    let Ok(text) = str::from_utf8(&scalar.value) else {
        return Err(Error::new("a value is not UTF-8", None));
    };
    let tag = own_tag(scalar);
    let plain = scalar.plain;
    match (text, tag) {
        ("" | "~" | "null" | "Null" | "NULL", None) if plain => visitor.visit_unit(),
        ("" | "~" | "null" | "Null" | "NULL", Some(tag)) if plain => {
            visitor.visit_string(["!", tag].concat())
        }
        ("true" | "True" | "TRUE", _) if plain => visitor.visit_bool(true),
        ("false" | "False" | "FALSE", _) if plain => visitor.visit_bool(false),
        _ => match (integer(text).filter(|_| plain), tag) {
            (Some((number, false)), _) => visitor.visit_u64(number),
            (Some((number, true)), _) => match 0_i64.checked_sub_unsigned(number) {
                Some(number) => visitor.visit_i64(number),
                None => visitor.visit_str(text),
            },
            (None, Some(tag)) => visitor.visit_string(["!", tag, " ", text].concat()),
            (None, None) => visitor.visit_str(text),
        },
    }
}

/// The word of a tag that is not one of YAML's own (`!!str`).
fn own_tag(scalar: &Scalar) -> Option<&str> {
    let tag = str::from_utf8(scalar.tag.as_ref()?).ok()?;
    let word = tag.strip_prefix('!')?;
    Some(if word.is_empty() { tag } else { word })
}

/// The amount of an integer, and whether it is below zero.
fn integer(text: &str) -> Option<(u64, bool)> {
    let (digits, negative) = match text.as_bytes() {
        [b'-', rest @ ..] => (rest, true),
        [b'+', rest @ ..] => (rest, false),
        rest => (rest, false),
    };
    let (digits, radix) = match digits {
        [b'0', b'x', rest @ ..] => (rest, 16),
        [b'0', b'o', rest @ ..] => (rest, 8),
        [b'0', b'b', rest @ ..] => (rest, 2),
        // Digits after a zero are a text: a telephone number, a version.
        [b'0', _, ..] => return None,
        rest => (rest, 10),
    };
    let mut number = 0_u64;
    for digit in digits {
        let digit = char::from(*digit).to_digit(radix)?;
        number = number
            .checked_mul(radix.into())?
            .checked_add(digit.into())?;
    }
    (!digits.is_empty()).then_some((number, negative))
}
