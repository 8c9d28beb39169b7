//! YAML text to plain values: the only module that knows the YAML library.
//!
//! What the keys mean is for [`crate::front_matter`] and [`crate::site`].

mod flow;
mod recover;

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::diagnostic::{Diagnostic, Position, Problem};
use crate::mark::part;
use crate::tally::Tally;
use crate::value::Value;

/// The longest front matter read, in bytes: posts need a few hundred.
pub const LONGEST_FRONT_MATTER: usize = 32 * 1024;
/// The longest `site.yaml` read, in bytes: it may list thousands of posts.
pub const LONGEST_SETTINGS: usize = 1024 * 1024;
/// How many `[` and `{` may stand open at once; the library takes time that
/// grows with the square of it.
const DEEPEST: usize = 32;
/// How many aliases (`*name`) are followed; each repeats what it names.
const MOST_ALIASES: usize = 64;

/// Reads a mapping from `text`, whose first line is line `first_line` of its
/// file; it may be `longest` bytes.
///
/// # Errors
///
/// What makes it no mapping, or no YAML.
pub fn parse(text: &str, first_line: usize, longest: usize) -> Result<Value, Diagnostic> {
    let start = Position {
        line: first_line,
        column: 1,
    };
    guard(text, longest).map_err(|problem| Diagnostic::error(start, problem))?;
    match serde_yaml::from_str(text) {
        Ok(Value::Null) => Ok(Value::Map(Vec::new())),
        Ok(value @ Value::Map(_)) => Ok(value),
        Ok(_) => Err(Diagnostic::error(start, Problem::NotMapping)),
        Err(error) => Err(describe(&error, text, first_line)),
    }
}

/// Reads front matter as [`parse`] does. Where that refuses, every key that
/// can be told is kept, and what was wrong with the others is said.
pub fn read(text: &str, first_line: usize) -> (Value, Vec<Diagnostic>) {
    let fault = match parse(text, first_line, LONGEST_FRONT_MATTER) {
        Ok(mut value) => {
            let found = drop_repeated_keys(&mut value, text, first_line);
            return (value, found);
        }
        Err(fault) => fault,
    };
    let (value, mut found) = recover::read(text, first_line);
    // Where no line is at fault by itself, the library knows better. Nothing
    // was lost then.
    if matches!(&value, Value::Map(entries) if entries.is_empty()) {
        found.push(fault);
    } else if found.is_empty() {
        found.push(Diagnostic::warning(fault.position, fault.problem));
    }
    (value, found)
}

/// Keeps the first of the keys that stand twice in a map, and says where the
/// others are.
fn drop_repeated_keys(value: &mut Value, text: &str, first_line: usize) -> Vec<Diagnostic> {
    let mut keys = Vec::new();
    collect_repeated(value, &mut keys);
    let place = |key: &str| {
        let mut lines = text.lines().enumerate().filter(|(_, line)| {
            let line = line.trim_start().trim_start_matches(['"', '\'']);
            let rest = line.strip_prefix(key);
            rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
        });
        let (index, line) = lines.nth(1)?;
        let indent = line.chars().take_while(|letter| *letter == ' ').count();
        Some(Position {
            line: first_line + index,
            column: indent + 1,
        })
    };
    let twice = |key: String| Diagnostic::warning(place(&key), Problem::Twice { key });
    keys.into_iter().map(twice).collect()
}

fn collect_repeated(value: &mut Value, keys: &mut Vec<String>) {
    match value {
        Value::Map(entries) => {
            let mut seen = Tally::default();
            entries.retain(|(key, _)| {
                let (_, known) = seen.entry(key, 0);
                if known {
                    keys.push(key.clone());
                }
                !known
            });
            for (_, value) in entries {
                collect_repeated(value, keys);
            }
        }
        Value::List(items) => items
            .iter_mut()
            .for_each(|item| collect_repeated(item, keys)),
        _ => {}
    }
}

/// Turns away what would cost the library seconds or gigabytes. Counting
/// brackets and stars wherever they stand is cruder than YAML, and enough.
fn guard(text: &str, longest: usize) -> Result<(), Problem> {
    if text.len() > longest {
        return Err(Problem::TooLong { limit: longest });
    }
    let mut open = 0_usize;
    let mut aliases = 0_usize;
    let mut before = ' ';
    for letter in text.chars() {
        match letter {
            '[' | '{' => open += 1,
            ']' | '}' => open = open.saturating_sub(1),
            '*' if matches!(before, ' ' | '\n' | '[' | ',' | '-') => aliases += 1,
            _ => {}
        }
        if open > DEEPEST || aliases > MOST_ALIASES {
            return Err(Problem::TooDeep);
        }
        before = letter;
    }
    Ok(())
}

fn describe(error: &serde_yaml::Error, text: &str, first_line: usize) -> Diagnostic {
    let position = error.location().map(|at| {
        // What is missing at the end is told on the line after it.
        let end = Position::of(text, text.len(), first_line);
        let position = Position {
            line: first_line + at.line().saturating_sub(1),
            column: at.column().max(1),
        };
        position.min(end)
    });
    // The library ends its sentence with the place, counted from the fence.
    let sentence = error.to_string();
    let sentence = part(&sentence, " at line ").map_or(&*sentence, |(said, _)| said);
    Diagnostic::error(position, Problem::Yaml(sentence.to_owned()))
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// A number with a fraction, to six digits. The standard library's exact way
/// would weigh more than the rest of this module.
#[allow(clippy::cast_possible_truncation, reason = "saturates")]
fn decimal(number: f64) -> String {
    let sign = if number < 0.0 { "-" } else { "" };
    let millionths = (number.abs() * 1e6).round() as u64;
    let (whole, part) = (millionths / 1_000_000, millionths % 1_000_000);
    let text = format!("{sign}{whole}.{part:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    /// A document with nothing in it.
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        Value::deserialize(inner)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        Value::deserialize(inner)
    }

    /// A value with a tag (`!word value`). Who writes that in front matter
    /// means the sign.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, value): (String, _) = tagged.variant()?;
        Ok(match value.newtype_variant()? {
            Value::Text(text) => Value::Text(format!("!{tag} {text}")),
            Value::Null => Value::Text(format!("!{tag}")),
            value => value,
        })
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(decimal(number)))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Value, E> {
        Ok(Value::Text(String::from_utf8_lossy(bytes).into_owned()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some((key, value)) = entries.next_entry::<Value, Value>()? {
            map.push((key.as_text().unwrap_or_default(), value));
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests;
