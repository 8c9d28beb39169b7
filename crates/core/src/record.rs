//! Values as rows of short texts: how posts and settings get from the module
//! that reads them to the app, and from a page to the app.
//!
//! Both ends are built together and from this file, so the format has no
//! version and no names: a value is its fields in the order they are written
//! in. What a type writes stands here too, so that whoever adds a field has
//! one place to add it.

mod document;

use crate::blog::{Entry, TagCount};
use crate::date::DateTime;
use crate::diagnostic::{Diagnostic, Level, Position, Problem};
use crate::front_matter::{FrontMatter, Preview};
use crate::mark::has;
use crate::permalink::Permalink;
use crate::post::Post;
use crate::site::{MenuLink, Routing, Site, Theme};
use std::rc::Rc;

/// What ends a field: "unit separator", which no page can show.
pub const MARK: char = '\u{1F}';

/// Takes fields down.
#[derive(Debug, Default)]
pub struct Writer(String);

impl Writer {
    /// Adds a field. A [`MARK`] in it is lost.
    pub fn text(&mut self, text: &str) {
        match has(text, MARK) {
            true => self.0.extend(text.chars().filter(|letter| *letter != MARK)),
            // By far the quickest.
            false => self.0.push_str(text),
        }
        self.0.push(MARK);
    }

    /// The row.
    pub fn finish(self) -> String {
        self.0
    }
}

/// Gives fields back.
#[derive(Debug)]
pub struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    /// From the row that a [`Writer`] finished.
    pub fn new(row: &'a str) -> Self {
        Self(row)
    }

    /// The next field; `None` where the row has ended.
    pub fn text(&mut self) -> Option<&'a str> {
        let (field, rest) = self.0.split_at_checked(self.0.find(MARK)?)?;
        self.0 = rest.get(MARK.len_utf8()..)?;
        Some(field)
    }
}

/// What can be written as fields and read back.
pub trait Record: Sized {
    /// Adds its fields.
    fn write(&self, out: &mut Writer);

    /// Reads what [`Record::write`] wrote; `None` for anything else.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// A value as a row.
pub fn row(value: &impl Record) -> String {
    let mut out = Writer::default();
    value.write(&mut out);
    out.finish()
}

/// The value of a row.
pub fn value<T: Record>(row: &str) -> Option<T> {
    T::read(&mut Reader::new(row))
}

impl Record for String {
    fn write(&self, out: &mut Writer) {
        out.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

impl Record for i64 {
    fn write(&self, out: &mut Writer) {
        out.text(&self.to_string());
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text()?.parse().ok()
    }
}

/// All whole numbers are read by one function.
macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Record for $number {
            fn write(&self, out: &mut Writer) {
                i64::try_from(*self).unwrap_or_default().write(out);
            }

            fn read(from: &mut Reader<'_>) -> Option<Self> {
                i64::read(from)?.try_into().ok()
            }
        }
    )*};
}

numbers! { i32 u32 usize }

impl Record for bool {
    fn write(&self, out: &mut Writer) {
        out.text(if *self { "1" } else { "" });
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(|text| !text.is_empty())
    }
}

impl<T: Record> Record for Option<T> {
    fn write(&self, out: &mut Writer) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match bool::read(from)? {
            true => T::read(from).map(Some),
            false => Some(None),
        }
    }
}

impl<T: Record> Record for Vec<T> {
    fn write(&self, out: &mut Writer) {
        self.len().write(out);
        for value in self {
            value.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let length = usize::read(from)?;
        // No room is taken for a number that may be nonsense.
        let mut values = Self::new();
        for _ in 0..length {
            values.push(T::read(from)?);
        }
        Some(values)
    }
}

impl<T: Record> Record for Rc<T> {
    fn write(&self, out: &mut Writer) {
        T::write(self, out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        T::read(from).map(Self::new)
    }
}

impl<A: Record, B: Record> Record for (A, B) {
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(from)?, B::read(from)?))
    }
}

impl<T: Record, E: Record> Record for Result<T, E> {
    fn write(&self, out: &mut Writer) {
        self.is_ok().write(out);
        match self {
            Ok(value) => value.write(out),
            Err(error) => error.write(out),
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(match bool::read(from)? {
            true => Ok(T::read(from)?),
            false => Err(E::read(from)?),
        })
    }
}

/// Types of which these fields go over; the others are as in `$rest`.
macro_rules! records {
    ($($type:ident { $($field:ident)* } $($rest:expr)?;)*) => {$(
        impl Record for $type {
            fn write(&self, out: &mut Writer) {
                $(self.$field.write(out);)*
            }

            fn read(from: &mut Reader<'_>) -> Option<Self> {
                Some(Self {
                    $($field: Record::read(from)?,)*
                    $(..$rest)?
                })
            }
        }
    )*};
}

records! {
    Entry { post address };
    MenuLink { title href };
    TagCount { name slug count };
    Site {
        title description language languages url timezone author posts posts_per_page permalink
        routing repository navigation theme smart_punctuation
    };
    // The others have done what they are for when a post has been read.
    FrontMatter {
        published preview publish_date unpublish_date hide_page_title show_sidebar hide_from_post_list
        continue_link hide_source_link tags authors lang canonical
    } Self::default();
}

impl Post {
    /// What a page shows of it beside its article and its summary.
    fn write_head(&self, out: &mut Writer) {
        self.path.write(out);
        self.front_matter.write(out);
        self.title.write(out);
        self.slug.write(out);
        self.date.write(out);
        self.path_language.write(out);
        self.is_empty.write(out);
        match self.wants_a_look() {
            true => self.diagnostics.write(out),
            false => Vec::<Diagnostic>::new().write(out),
        }
    }
}

/// The head of a post as a row: the same for two posts of which lists and
/// neighbours show the same.
pub fn row_of_head(post: &Post) -> String {
    let mut out = Writer::default();
    post.write_head(&mut out);
    out.finish()
}

/// The body stays with whoever read it, and so does what no page says of it.
impl Record for Post {
    fn write(&self, out: &mut Writer) {
        self.write_head(out);
        self.drawn.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let mut post = Self::unread(String::read(from)?);
        post.front_matter = Record::read(from)?;
        post.title = Record::read(from)?;
        post.slug = Record::read(from)?;
        post.date = Record::read(from)?;
        post.path_language = Record::read(from)?;
        post.is_empty = Record::read(from)?;
        post.diagnostics = Record::read(from)?;
        post.drawn = Record::read(from)?;
        Some(post)
    }
}

/// Types with a few values, by their place.
macro_rules! choices {
    ($($type:ident { $($value:ident)* };)*) => {$(
        impl Record for $type {
            fn write(&self, out: &mut Writer) {
                let values = [$(Self::$value,)*];
                values.iter().position(|value| value == self).unwrap_or_default().write(out);
            }

            fn read(from: &mut Reader<'_>) -> Option<Self> {
                [$(Self::$value,)*].into_iter().nth(usize::read(from)?)
            }
        }
    )*};
}

choices! {
    Level { Error Warning };
    Routing { Path Hash };
    Theme { Auto Light Dark };
    Preview { Draft Scheduled };
}

impl Record for DateTime {
    fn write(&self, out: &mut Writer) {
        self.wall_seconds().write(out);
        self.time.is_some().write(out);
        self.offset.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let date = Self::at(i64::read(from)?);
        let has_time = bool::read(from)?;
        Some(Self {
            time: date.time.filter(|_| has_time),
            offset: Record::read(from)?,
            ..date
        })
    }
}

impl Record for Permalink {
    fn write(&self, out: &mut Writer) {
        out.text(&self.pattern());
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(Self::new)
    }
}

/// As it is shown: its place and a sentence.
impl Record for Diagnostic {
    fn write(&self, out: &mut Writer) {
        self.level.write(out);
        let position = self.position.map(|at| (at.line, at.column));
        position.write(out);
        out.text(&self.problem.to_string());
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let level = Level::read(from)?;
        let position: Option<(usize, usize)> = Record::read(from)?;
        Some(Self {
            level,
            position: position.map(|(line, column)| Position { line, column }),
            problem: Problem::Said(String::read(from)?),
        })
    }
}

#[cfg(test)]
mod tests;
