//! How long work may hold everything else up. What takes longer is done in
//! slices, between which the browser does what else there is.

/// How long a slice of work is, in milliseconds. Browsers call it long from 50
/// on, and laying out what is drawn in one takes several times as long.
const LENGTH: f64 = 5.0;

/// How long one is that a page waits for to be shown at its place.
const LONG: f64 = 40.0;

/// How long the browser gets between two slices, in milliseconds: a frame, so
/// that it lays out what each of them drew and not all of it at the end.
pub const PAUSE: u32 = 17;

/// A slice of work.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    end: f64,
}

impl Slice {
    /// One that begins now.
    pub fn begin() -> Self {
        Self::of(LENGTH)
    }

    /// One that begins now, of a page that a reader comes back to: it has to be
    /// as long as it was before it can be shown where they were.
    pub fn long() -> Self {
        Self::of(LONG)
    }

    fn of(milliseconds: f64) -> Self {
        Self {
            end: js_sys::Date::now() + milliseconds,
        }
    }

    /// Whether the rest is for another one.
    pub fn is_over(self) -> bool {
        js_sys::Date::now() >= self.end
    }
}
