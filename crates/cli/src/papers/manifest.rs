//! The web app manifest: what a blog is called, and looks like, among the
//! apps of somebody who has installed it.

use std::path::Path;

use inkfold_core::link::encode_path;
use inkfold_core::site::Theme;
use serde_json::{Value, json};

use crate::app::Files;
use crate::failure::Failure;
use crate::output::write_below;
use crate::source::Source;

/// Its name, at the root of the site.
pub(crate) const MANIFEST: &str = "manifest.webmanifest";

/// The icon of a blog that brings none, unless the app has one.
const ICON: &str = "icon.svg";
const DRAWING: &str = include_str!("icon.svg");

/// `--paper` of the app's style, light and dark.
const LIGHT: &str = "#fdfcf9";
const DARK: &str = "#16181b";

/// Writes it into `out`, with the icon it names where the app has none.
/// Nothing in it depends on where the site is.
pub(crate) fn write(source: &Source, app: &Files, out: &Path) -> Result<(), Failure> {
    let site = &source.site;
    let icon = match own_icon(source) {
        Some(icon) => icon,
        None => {
            if !app.iter().any(|(path, _)| path == Path::new(ICON)) {
                write_below(out, Path::new(ICON), DRAWING)?;
            }
            icon(ICON.to_owned(), "any", "image/svg+xml")
        }
    };
    let colour = match site.theme {
        Theme::Auto | Theme::Light => LIGHT,
        Theme::Dark => DARK,
    };
    let mut manifest = json!({
        "name": site.title,
        "short_name": site.title,
        "lang": site.language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": colour,
        "theme_color": colour,
        "icons": [icon],
    });
    if !site.description.is_empty()
        && let Some(fields) = manifest.as_object_mut()
    {
        fields.insert("description".to_owned(), json!(site.description));
    }
    write_below(out, Path::new(MANIFEST), format!("{manifest:#}\n"))
}

/// The blog's own icon: `icon.svg` or `icon.png` beside its settings.
fn own_icon(source: &Source) -> Option<Value> {
    let address = |name: &str| format!("content/{}", encode_path(name));
    if source.content.locate(ICON).is_some() {
        return Some(icon(address(ICON), "any", "image/svg+xml"));
    }
    let name = "icon.png";
    let size = imagesize::size(source.content.locate(name)?).ok()?;
    let sizes = format!("{}x{}", size.width, size.height);
    Some(icon(address(name), &sizes, "image/png"))
}

fn icon(src: String, sizes: &str, kind: &str) -> Value {
    json!({ "src": src, "sizes": sizes, "type": kind })
}
