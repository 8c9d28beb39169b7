//! What can be wrong with a text, in words and with its place.

use std::fmt::{self, Display};

use serde::de;

use crate::parser::{Fault, Mark};

/// Why a text gave no value.
#[derive(Clone, Debug)]
pub struct Error(Box<Inner>);

/// A value, or why there is none.
pub type Result<T> = std::result::Result<T, Error>;

#[derive(Clone, Debug)]
struct Inner {
    message: String,
    mark: Option<Mark>,
}

/// Where in the text.
#[derive(Clone, Debug)]
pub struct Location(Mark);

impl Location {
    /// The offset in bytes.
    pub fn index(&self) -> usize {
        self.0.index
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.0.line + 1
    }

    /// The column, from 1.
    pub fn column(&self) -> usize {
        self.0.column + 1
    }
}

impl Error {
    pub(crate) fn new(message: &str, mark: Option<Mark>) -> Self {
        let mut message = message.to_owned();
        if let Some(mark) = mark.filter(|mark| is_set(*mark)) {
            message += &at(mark);
        }
        Self(Box::new(Inner { message, mark }))
    }

    /// The place, where there is one.
    pub fn location(&self) -> Option<Location> {
        self.0.mark.map(Location)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let mut message = fault.problem.to_owned();
        if is_set(fault.mark) {
            message += &at(fault.mark);
        } else if fault.offset != 0 {
            message += &format!(" at position {}", fault.offset);
        }
        if !fault.context.is_empty() {
            message.push_str(", ");
            message.push_str(fault.context);
            let elsewhere = fault.context_mark.line != fault.mark.line
                || fault.context_mark.column != fault.mark.column;
            if is_set(fault.context_mark) && elsewhere {
                message += &at(fault.context_mark);
            }
        }
        Self(Box::new(Inner {
            message,
            mark: Some(fault.mark),
        }))
    }
}

fn is_set(mark: Mark) -> bool {
    mark.line != 0 || mark.column != 0
}

fn at(mark: Mark) -> String {
    format!(" at line {} column {}", mark.line + 1, mark.column + 1)
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(&message.to_string(), None)
    }
}
