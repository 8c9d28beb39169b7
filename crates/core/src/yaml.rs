//! YAML text to plain values: the only module that knows the YAML library.
//!
//! What the keys mean is for [`crate::front_matter`] and [`crate::site`].

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::diagnostic::{Diagnostic, Position, Problem};
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
/// file; it may be `longest` bytes. Where the library refuses, the lines that read `key: value` are kept
/// and the refusal is reported.
pub fn read(text: &str, first_line: usize, longest: usize) -> (Value, Vec<Diagnostic>) {
    let fault = match guard(text, longest) {
        Err(problem) => Diagnostic::error(
            Position {
                line: first_line,
                column: 1,
            },
            problem,
        ),
        Ok(()) => match serde_yaml::from_str(text) {
            Ok(Value::Null) => return (Value::Map(Vec::new()), Vec::new()),
            Ok(value @ Value::Map(_)) => return (value, Vec::new()),
            Ok(_) => Diagnostic::error(
                Position {
                    line: first_line,
                    column: 1,
                },
                Problem::NotMapping,
            ),
            Err(error) => describe(&error, first_line),
        },
    };
    (lines_that_read(text), vec![fault])
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

fn describe(error: &serde_yaml::Error, first_line: usize) -> Diagnostic {
    let position = error.location().map(|at| Position {
        line: first_line + at.line().saturating_sub(1),
        column: at.column().max(1),
    });
    // The library ends its sentence with the place, counted from the fence.
    let sentence = error.to_string();
    let sentence = sentence
        .split(" at line ")
        .next()
        .unwrap_or(&sentence)
        .to_owned();
    Diagnostic::error(position, Problem::Yaml(sentence))
}

/// The top-level `key: value` lines of text that is not YAML as a whole.
fn lines_that_read(text: &str) -> Value {
    let mut entries: Vec<(String, Value)> = Vec::new();
    for line in text.lines() {
        let Some((key, rest)) = line.split_once(':') else {
            continue;
        };
        let rest = rest.trim();
        let rest = match rest.starts_with(['"', '\'']) {
            true => rest,
            false => rest.split(" #").next().unwrap_or(rest).trim_end(),
        };
        let key = unquoted(key.trim_end());
        let plain = !key.is_empty() && !key.starts_with([' ', '\t', '#', '-']);
        if plain && !rest.is_empty() && !rest.starts_with(['[', '{', '|', '>', '&']) {
            entries.push((key.to_owned(), Value::Text(unquoted(rest).to_owned())));
        }
    }
    Value::Map(entries)
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\''])
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

    /// A value with a tag (`!word value`): the tag means nothing here.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (_tag, value): (Value, _) = tagged.variant()?;
        value.newtype_variant()
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
mod tests {
    use super::*;

    fn read(text: &str, first_line: usize) -> (Value, Vec<Diagnostic>) {
        super::read(text, first_line, LONGEST_FRONT_MATTER)
    }

    fn text(word: &str) -> Value {
        Value::Text(word.to_owned())
    }

    #[test]
    fn reads_values_of_every_kind() {
        let (value, found) = read(
            "title: 'Мастер: класс'\ndate: 2022-11-16\nyear: 2024\ndraft: true\nempty:\n\
             tags: [a, 7]\ntaxonomy:\n  tag: x\n",
            2,
        );
        assert_eq!(found, []);
        assert_eq!(value.get("title"), Some(&text("Мастер: класс")));
        assert_eq!(value.get("date"), Some(&text("2022-11-16")));
        assert_eq!(value.get("year"), Some(&Value::Number("2024".into())));
        assert_eq!(value.get("draft"), Some(&Value::Bool(true)));
        assert_eq!(value.get("empty"), Some(&Value::Null));
        assert_eq!(
            value.get("tags"),
            Some(&Value::List(vec![text("a"), Value::Number("7".into())]))
        );
        assert_eq!(
            value.get("taxonomy").and_then(|map| map.get("tag")),
            Some(&text("x"))
        );
        assert_eq!(read("", 1), (Value::Map(Vec::new()), Vec::new()));
    }

    #[test]
    fn fractions_read_as_written() {
        for (number, expected) in [(1.5, "1.5"), (-0.25, "-0.25"), (2e3, "2000"), (1.1, "1.1")] {
            assert_eq!(decimal(number), expected);
        }
    }

    #[test]
    fn the_first_of_two_equal_keys_counts() {
        let (value, _) = read("a: 1\na: 2\n", 1);
        assert_eq!(value.get("a"), Some(&Value::Number("1".into())));
    }

    #[test]
    fn keeps_the_lines_around_a_fault_and_says_where_it_is() {
        let (value, found) = read("title: foo: bar # no\nauthor: \"Ann\"\n", 2);
        assert_eq!(value.get("title"), Some(&text("foo: bar")));
        assert_eq!(value.get("author"), Some(&text("Ann")));
        let [fault] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(fault.position.map(|at| at.line), Some(2));
        assert!(!fault.problem.to_string().contains("at line"));
    }

    #[test]
    fn turns_hostile_input_away_at_once() {
        let bomb = format!("a: &a x\nb: [{}]\n", "*a,".repeat(MOST_ALIASES + 1));
        for (hostile, problem) in [
            ("[".repeat(DEEPEST + 1), Problem::TooDeep),
            (bomb, Problem::TooDeep),
            (
                "x".repeat(LONGEST_FRONT_MATTER + 1),
                Problem::TooLong {
                    limit: LONGEST_FRONT_MATTER,
                },
            ),
            ("- a\n- b\n".to_owned(), Problem::NotMapping),
        ] {
            let (_, found) = read(&hostile, 1);
            assert_eq!(found.first().map(|d| d.problem.clone()), Some(problem));
        }
    }
}
