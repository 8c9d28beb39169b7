//! libyaml's parser behind a safe face: text in, events out. The only module
//! with `unsafe` in it.

use std::ffi::CStr;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::{ptr, slice};

use unsafe_libyaml as unsafe_sys;

/// Where in the text, counted from 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) index: usize,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Mark {
    fn of(mark: &unsafe_sys::yaml_mark_t) -> Self {
        Self {
            index: mark.index as usize,
            line: mark.line as usize,
            column: mark.column as usize,
        }
    }
}

/// What libyaml says is wrong.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) problem: &'static str,
    /// For text that is not text: where, in bytes.
    pub(crate) offset: usize,
    pub(crate) mark: Mark,
    pub(crate) context: &'static str,
    pub(crate) context_mark: Mark,
}

pub(crate) enum Event {
    StreamEnd,
    DocumentEnd,
    Alias(Box<[u8]>),
    Scalar(Scalar),
    SequenceStart(Option<Box<[u8]>>),
    SequenceEnd,
    MappingStart(Option<Box<[u8]>>),
    MappingEnd,
    /// Of no interest here.
    Other,
}

pub(crate) struct Scalar {
    pub(crate) anchor: Option<Box<[u8]>>,
    pub(crate) tag: Option<Box<[u8]>>,
    pub(crate) value: Box<[u8]>,
    /// Without quotes, so that it may be a number or a truth value.
    pub(crate) plain: bool,
}

pub(crate) struct Parser<'input> {
    // Boxed: libyaml keeps pointers into it.
    sys: Box<unsafe_sys::yaml_parser_t>,
    input: PhantomData<&'input str>,
}

impl<'input> Parser<'input> {
    pub(crate) fn new(input: &'input str) -> Self {
        let mut sys = Box::new(MaybeUninit::<unsafe_sys::yaml_parser_t>::uninit());
        // SAFETY: `yaml_parser_initialize` fills in the whole structure (it
        // fails for want of memory alone), and the input outlives the parser.
        let sys = unsafe {
            let parser = sys.as_mut_ptr();
            assert!(
                !unsafe_sys::yaml_parser_initialize(parser).fail,
                "out of memory"
            );
            unsafe_sys::yaml_parser_set_encoding(parser, unsafe_sys::YAML_UTF8_ENCODING);
            unsafe_sys::yaml_parser_set_input_string(parser, input.as_ptr(), input.len() as u64);
            Box::from_raw(Box::into_raw(sys).cast::<unsafe_sys::yaml_parser_t>())
        };
        Self {
            sys,
            input: PhantomData,
        }
    }

    pub(crate) fn next(&mut self) -> Result<(Event, Mark), Fault> {
        if self.sys.error != unsafe_sys::YAML_NO_ERROR {
            return Err(self.fault());
        }
        let mut event = MaybeUninit::<unsafe_sys::yaml_event_t>::uninit();
        // SAFETY: the parser is initialised; where it succeeds, it has filled
        // in the event, which is read and then given back once.
        unsafe {
            let event = event.as_mut_ptr();
            if unsafe_sys::yaml_parser_parse(&mut *self.sys, event).fail {
                return Err(self.fault());
            }
            let converted = convert(&*event);
            let mark = Mark::of(&(*event).start_mark);
            unsafe_sys::yaml_event_delete(event);
            Ok((converted, mark))
        }
    }

    fn fault(&self) -> Fault {
        Fault {
            problem: sentence(self.sys.problem),
            offset: self.sys.problem_offset as usize,
            mark: Mark::of(&self.sys.problem_mark),
            context: sentence(self.sys.context),
            context_mark: Mark::of(&self.sys.context_mark),
        }
    }
}

impl Drop for Parser<'_> {
    fn drop(&mut self) {
        // SAFETY: it was initialised, and nobody uses it afterwards.
        unsafe { unsafe_sys::yaml_parser_delete(&mut *self.sys) }
    }
}

/// SAFETY: `event` is one that libyaml has filled in.
unsafe fn convert(event: &unsafe_sys::yaml_event_t) -> Event {
    match event.type_ {
        unsafe_sys::YAML_STREAM_END_EVENT => Event::StreamEnd,
        unsafe_sys::YAML_DOCUMENT_END_EVENT => Event::DocumentEnd,
        unsafe_sys::YAML_ALIAS_EVENT => {
            let name = unsafe { bytes(event.data.alias.anchor) };
            Event::Alias(name.unwrap_or_default())
        }
        unsafe_sys::YAML_SCALAR_EVENT => {
            let scalar = unsafe { &event.data.scalar };
            let value = unsafe { slice::from_raw_parts(scalar.value, scalar.length as usize) };
            Event::Scalar(Scalar {
                anchor: unsafe { bytes(scalar.anchor) },
                tag: unsafe { bytes(scalar.tag) },
                value: Box::from(value),
                plain: scalar.style == unsafe_sys::YAML_PLAIN_SCALAR_STYLE,
            })
        }
        unsafe_sys::YAML_SEQUENCE_START_EVENT => {
            Event::SequenceStart(unsafe { bytes(event.data.sequence_start.anchor) })
        }
        unsafe_sys::YAML_SEQUENCE_END_EVENT => Event::SequenceEnd,
        unsafe_sys::YAML_MAPPING_START_EVENT => {
            Event::MappingStart(unsafe { bytes(event.data.mapping_start.anchor) })
        }
        unsafe_sys::YAML_MAPPING_END_EVENT => Event::MappingEnd,
        _ => Event::Other,
    }
}

/// SAFETY: `text` is null or ends with a zero.
unsafe fn bytes(text: *const u8) -> Option<Box<[u8]>> {
    (!ptr::eq(text, ptr::null()))
        .then(|| Box::from(unsafe { CStr::from_ptr(text.cast()) }.to_bytes()))
}

/// One of libyaml's own sentences; none is no words.
fn sentence(text: *const i8) -> &'static str {
    if text.is_null() {
        return "";
    }
    // SAFETY: libyaml's sentences are literals that end with a zero.
    let text: &'static CStr = unsafe { CStr::from_ptr(text.cast()) };
    text.to_str().unwrap_or_default()
}
