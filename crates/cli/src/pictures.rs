//! How large the pictures of a blog are shown.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use exif::{In, Tag};
use imagesize::ImageType;
use inkfold::prerender::Folder;
use inkfold_core::document::Size;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::content::Content;

/// How many bytes of a drawing are read to find out how large it is: what
/// comes before its first element is short.
const MOST_BYTES: u64 = 64 * 1024;

/// The pictures of a blog's folder, each looked at once.
pub(crate) struct Pictures<'a> {
    content: &'a Content,
    known: RefCell<HashMap<String, Option<Size>>>,
}

impl<'a> Pictures<'a> {
    pub(crate) fn new(content: &'a Content) -> Self {
        Self {
            content,
            known: RefCell::default(),
        }
    }
}

impl Folder for Pictures<'_> {
    /// The size of the picture at `path` in the folder; none where it is not
    /// there, or says nothing that we understand.
    fn size(&self, path: &str) -> Option<Size> {
        if let Some(known) = self.known.borrow().get(path) {
            return *known;
        }
        let size = self.content.locate(path).and_then(|file| size_of(&file));
        self.known.borrow_mut().insert(path.to_owned(), size);
        size
    }

    fn meant(&self, path: &str) -> Option<String> {
        self.content.of_same_letters(path).map(str::to_owned)
    }
}

fn size_of(file: &Path) -> Option<Size> {
    let Ok(size) = imagesize::size(file) else {
        let file = File::open(file).ok()?.take(MOST_BYTES);
        return size_of_drawing(BufReader::new(file));
    };
    let (width, height) = (
        u64::try_from(size.width).ok()?,
        u64::try_from(size.height).ok()?,
    );
    Some(match lies_on_its_side(file) {
        true => (height, width),
        false => (width, height),
    })
}

/// Whether a photograph is turned by a quarter when it is shown (Exif 2.32,
/// `Orientation` 5 to 8).
fn lies_on_its_side(file: &Path) -> bool {
    let turned = || {
        let mut file = BufReader::new(File::open(file).ok()?);
        // imagesize has turned these.
        if let Ok(ImageType::Heif(_)) = imagesize::image_type(file.fill_buf().ok()?) {
            return None;
        }
        let exif = exif::Reader::new().read_from_container(&mut file).ok()?;
        let orientation = exif.get_field(Tag::Orientation, In::PRIMARY)?;
        Some((5..=8).contains(&orientation.value.get_uint(0)?))
    };
    turned().unwrap_or(false)
}

/// The size that an SVG names in pixels. One that names none takes the place
/// there is.
fn size_of_drawing(text: impl BufRead) -> Option<Size> {
    let mut reader = Reader::from_reader(text);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) => {
                let is_drawing = element.local_name().as_ref() == "svg";
                return is_drawing
                    .then_some((pixels(&element, "width")?, pixels(&element, "height")?));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is small and above nothing"
)]
fn pixels(drawing: &BytesStart<'_>, name: &str) -> Option<u64> {
    let attribute = drawing.try_get_attribute(name).ok()??;
    let text = attribute.value.trim();
    let pixels: f64 = text.strip_suffix("px").unwrap_or(text).parse().ok()?;
    (1.0..100_000.0)
        .contains(&pixels)
        .then(|| pixels.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_say_how_large_they_are() {
        let cases = [
            ("<svg width=\"720\" height=\"300\"/>", Some((720, 300))),
            (
                "<?xml version=\"1.0\"?>\n<!-- a -->\n<svg:svg width='7.6px' height=' 3 '>",
                Some((8, 3)),
            ),
            ("<svg viewBox=\"0 0 720 300\"/>", None),
            ("<svg width=\"100%\" height=\"300\"/>", None),
            ("<svg width=\"0\" height=\"300\"/>", None),
            ("<svg width=\"NaN\" height=\"inf\"/>", None),
            ("<html width=\"1\" height=\"1\"/>", None),
            ("<svg width=\"1", None),
            ("\u{0}\u{1}", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(size_of_drawing(text.as_bytes()), expected, "{text}");
        }
    }

    /// A JPEG of 3 × 2 pixels as far as it has to be read, which is to be
    /// turned as `orientation` says.
    fn photograph(orientation: u8) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1, 0, 34];
        bytes.extend(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
        bytes.extend([orientation, 0, 0, 0, 0, 0, 0]);
        bytes.extend([0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
        bytes.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0xff, 0xd9]);
        bytes
    }

    #[test]
    fn photographs_are_as_large_as_they_are_shown() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.jpg");
        for (orientation, expected) in [(1, (3, 2)), (3, (3, 2)), (6, (2, 3)), (8, (2, 3))] {
            std::fs::write(&file, photograph(orientation)).unwrap();
            assert_eq!(size_of(&file), Some(expected), "{orientation}");
        }
    }
}
