//! What front matter and settings are made of, whichever language they are
//! written in. [`crate::yaml`] and [`crate::toml`] make it;
//! [`crate::front_matter`] and [`crate::site`] know what it means.

/// A value. Dates and versions arrive as [`Value::Text`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it reads.
    Number(String),
    /// A word or a sentence.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in the order they stand. A key may occur twice; the
    /// first counts.
    Map(Vec<(String, Value)>),
}

/// How many values may stand within each other; deeper ones are left out.
pub const DEEPEST: usize = 32;

impl Value {
    /// Whether there is nothing.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value of `key`, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find_map(|(name, value)| (name == key).then_some(value)),
            _ => None,
        }
    }

    /// A single value as the text it is written as.
    pub fn as_text(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text.clone()),
            Self::Bool(flag) => Some(flag.to_string()),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// A single value as yes or no, as any engine writes them.
    pub fn as_flag(&self) -> Option<bool> {
        match self.as_text()?.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" | "" => Some(false),
            number => number.parse::<i64>().ok().map(|number| number != 0),
        }
    }
}
