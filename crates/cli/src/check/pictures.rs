//! Pictures that cost a reader too much.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// How heavy a picture may be, in bytes: ten seconds on a slow telephone.
const HEAVIEST: u64 = 2 * 1024 * 1024;

/// How wide or high, in pixels: no screen shows more, and a browser takes
/// four bytes of memory for each.
const WIDEST: usize = 4_000;

/// Ends of files that are pictures.
const ENDS: [&str; 9] = [
    "apng", "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp",
];

/// What was found out about pictures, each looked at once.
#[derive(Default)]
pub(super) struct Pictures(HashMap<PathBuf, Option<String>>);

impl Pictures {
    /// What is too much about the picture `file`, if anything is.
    pub(super) fn fault(&mut self, file: &Path) -> Option<String> {
        let known = self.0.entry(file.to_path_buf());
        known.or_insert_with(|| measure(file)).clone()
    }
}

fn measure(file: &Path) -> Option<String> {
    let end = file.extension()?.to_str()?.to_ascii_lowercase();
    if !ENDS.contains(&end.as_str()) {
        return None;
    }
    let bytes = fs::metadata(file).ok()?.len();
    // Drawings have no pixels, and what the crate does not know has none that
    // we know of.
    let size = imagesize::size(file).ok();
    let wide = size.filter(|size| size.width.max(size.height) > WIDEST);
    let mut faults = Vec::new();
    if bytes > HEAVIEST {
        let tenths = bytes * 10 / (1024 * 1024);
        faults.push(format!("weighs {}.{} MB", tenths / 10, tenths % 10));
    }
    if let Some(size) = wide {
        faults.push(format!("has {} × {} pixels", size.width, size.height));
    }
    (!faults.is_empty()).then(|| faults.join(" and "))
}
