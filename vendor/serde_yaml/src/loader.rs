//! The events of a text's one document, with aliases resolved to places.

use crate::error::{Error, Result};
use crate::parser::{self, Mark, Parser, Scalar};

pub(crate) enum Event {
    /// As what stands at this place among the events.
    Alias(usize),
    Scalar(Scalar),
    SequenceStart,
    SequenceEnd,
    MappingStart,
    MappingEnd,
}

pub(crate) struct Document {
    pub(crate) events: Vec<(Event, Mark)>,
    /// What ended the events too early.
    pub(crate) fault: Option<Error>,
}

/// Reads the first document of `text`.
pub(crate) fn load(text: &str) -> Result<Document> {
    let mut parser = Parser::new(text);
    let mut anchors = Vec::new();
    let mut document = Document {
        events: Vec::new(),
        fault: None,
    };
    loop {
        let (event, mark) = match parser.next() {
            Ok(next) => next,
            Err(fault) => {
                document.fault = Some(fault.into());
                return Ok(document);
            }
        };
        let mut name = |anchor: Option<Box<[u8]>>| {
            anchors.extend(anchor.map(|name| (name, document.events.len())));
        };
        let event = match event {
            parser::Event::Other => continue,
            parser::Event::StreamEnd => return Ok(document),
            parser::Event::DocumentEnd => break,
            // A name may be given again; the last before the alias counts.
            parser::Event::Alias(alias) => {
                match anchors.iter().rev().find(|(name, _)| *name == alias) {
                    Some((_, place)) => Event::Alias(*place),
                    None => {
                        document.fault = Some(Error::new("unknown anchor", Some(mark)));
                        return Ok(document);
                    }
                }
            }
            parser::Event::Scalar(mut scalar) => {
                name(scalar.anchor.take());
                Event::Scalar(scalar)
            }
            parser::Event::SequenceStart(anchor) => {
                name(anchor);
                Event::SequenceStart
            }
            parser::Event::SequenceEnd => Event::SequenceEnd,
            parser::Event::MappingStart(anchor) => {
                name(anchor);
                Event::MappingStart
            }
            parser::Event::MappingEnd => Event::MappingEnd,
        };
        document.events.push((event, mark));
    }
    loop {
        match parser.next() {
            Ok((parser::Event::Other, _)) => {}
            Ok((parser::Event::StreamEnd, _)) => return Ok(document),
            // Something follows, readable or not. What is wrong with the
            // first document is said before.
            Ok(_) | Err(_) => {
                document.fault = Some(Error::new(
                    "deserializing from YAML containing more than one document is not supported",
                    None,
                ));
                return Ok(document);
            }
        }
    }
}
