//! The same pages with Hugo: a theme that has what Inkfold's build has, and as
//! little around it.

use crate::failure::Failure;
use std::fs;
use std::path::Path;

/// The files of the theme, by their places in a Hugo site.
const FILES: [(&str, &str); 8] = [
    ("config.toml", include_str!("hugo/config.toml")),
    (
        "layouts/_default/baseof.html",
        include_str!("hugo/baseof.html"),
    ),
    (
        "layouts/_default/single.html",
        include_str!("hugo/single.html"),
    ),
    ("layouts/_default/list.html", include_str!("hugo/list.html")),
    (
        "layouts/_default/terms.html",
        include_str!("hugo/terms.html"),
    ),
    (
        "layouts/_default/archive.html",
        include_str!("hugo/archive.html"),
    ),
    (
        "layouts/_default/list.atom.xml",
        include_str!("hugo/feed.xml"),
    ),
    ("layouts/_default/list.json", include_str!("hugo/feed.json")),
];

/// Writes a Hugo site into `folder`; its posts go to `content/posts`.
pub(super) fn write(folder: &Path) -> Result<(), Failure> {
    let page = |title: &str, layout: &str| format!("---\ntitle: {title}\nlayout: {layout}\n---\n");
    let (archive, search) = (page("Archive", "archive"), page("Search", "single"));
    let pages = [
        ("content/archive.md", archive.as_str()),
        ("content/search.md", search.as_str()),
    ];
    for (name, text) in FILES.into_iter().chain(pages) {
        let path = folder.join(name);
        if let Some(above) = path.parent() {
            fs::create_dir_all(above).map_err(Failure::file("make the folder", above))?;
        }
        fs::write(&path, text).map_err(Failure::file("write", &path))?;
    }
    Ok(())
}
