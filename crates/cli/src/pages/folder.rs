//! Where on the disk the page of an address is.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use inkfold_core::link::decode_percent;
use inkfold_core::route::Route;

use crate::output::make_below;

/// The file of a page in its folder.
pub(crate) const PAGE: &str = "index.html";

/// The folder of a page's `index.html`, as static hosts look for it: its
/// address, decoded. `None` for an address at which the app shows another
/// page, or none.
pub(crate) fn folder_of(route: &Route) -> Option<PathBuf> {
    let address = route.to_string();
    if Route::parse(&address) != *route || address.starts_with("content/") {
        return None;
    }
    let segments: Vec<String> = address.split_terminator('/').map(decode_percent).collect();
    let plain = |name: &String| {
        !matches!(name.as_str(), "" | "." | "..") && !name.contains(['/', '\\', '\0'])
    };
    segments
        .iter()
        .all(plain)
        .then(|| segments.iter().collect())
}

/// Writes the page of a folder below `out`.
pub(super) fn write_page(out: &Path, folder: &Path, html: &str) -> io::Result<()> {
    make_below(out, folder)?;
    fs::write(out.join(folder).join(PAGE), html)
}

/// Whether a name is too long or taken by a file of the app.
pub(crate) fn cannot_be_a_folder(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidFilename | ErrorKind::AlreadyExists | ErrorKind::NotADirectory
    )
}
