//! `inkfold build`: the site of a blog in one folder, for any static host.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::catalog;
use crate::clock;
use crate::drawing::Drawing;
use crate::failure::Failure;
use crate::hosting::{Hosting, compress, write_redirects};
use crate::output::Output;
use crate::pages::Pages;
use crate::papers;
pub use crate::source::Overrides;
use crate::source::{SETTINGS, Source};
use crate::template::Template;

/// How many posts the settings of a site name at most, where patterns found
/// them and the catalogue lists them too: every page loads the settings.
const MOST_LISTED: usize = 500;

/// What a site is made of, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The blog's folder.
    pub content: PathBuf,
    /// The built app.
    pub app: App,
    /// Only the app and the raw posts, no catalogue and no page for each
    /// address.
    pub bare: bool,
    /// What is other than the blog's files say.
    pub overrides: Overrides,
    /// Text files stand there in fewer bytes too, for hosts that can use them.
    pub compressed: bool,
    /// The path the site is served at, where that is known better than `url`
    /// in the settings says.
    pub served_at: Option<String>,
}

/// Writes the site to `out` and tells how many pages it has. What is wrong
/// with the blog and stopped nothing is added to `notes`, a line each.
///
/// # Errors
///
/// What stopped it; `out` is as it was before.
pub fn build(options: &Options, out: &Path, notes: &mut Vec<String>) -> Result<usize, Failure> {
    // Before anything is made on the disk.
    if !options.content.is_dir() {
        return Err(Failure::NoContent(options.content.clone()));
    }
    let mut sources = vec![options.content.as_path()];
    if let Some(folder) = options.app.folder() {
        if !folder.is_dir() {
            return Err(Failure::NoApp(folder.to_path_buf()));
        }
        sources.push(folder);
    }
    let output = Output::begin(out, &sources)?;
    let pages = write(options, output.folder(), notes)?;
    // GitHub would take Markdown with front matter for Jekyll's and turn it
    // into web pages, so that the app found no posts.
    let no_jekyll = output.folder().join(".nojekyll");
    fs::write(&no_jekyll, "").map_err(Failure::file("write", &no_jekyll))?;
    if options.compressed {
        compress(output.folder())?;
    }
    output.finish()?;
    Ok(pages)
}

/// `3 pages`.
pub fn counted(pages: usize) -> String {
    match pages {
        1 => "1 page".to_owned(),
        _ => format!("{pages} pages"),
    }
}

/// Writes the site into a new folder.
pub(crate) fn write(
    options: &Options,
    folder: &Path,
    notes: &mut Vec<String>,
) -> Result<usize, Failure> {
    let now = clock::now();
    let template = Template::read(&options.app)?;
    let most_listed = match options.bare {
        true => usize::MAX,
        false => MOST_LISTED,
    };
    let source = Source::read(
        &options.content,
        &options.overrides,
        now,
        most_listed,
        notes,
    )?;
    options.app.copy(folder)?;
    let content = folder.join("content");
    fs::create_dir_all(&content).map_err(Failure::file("make", &content))?;
    source.content.copy(&content, options.bare)?;
    let settings = source.settings.as_ref().map(|text| (SETTINGS, text));
    let posts = source.changed.iter();
    for (path, text) in posts
        .map(|(path, text)| (path.as_str(), text))
        .chain(settings)
    {
        let path = content.join(path);
        if path.exists() {
            // The copy of a file that must not be written to is one too.
            fs::remove_file(&path).map_err(Failure::file("replace", &path))?;
        }
        fs::write(&path, text).map_err(Failure::file("write", &path))?;
    }
    let pages = Pages {
        source: &source,
        template: &template,
        bare: options.bare,
        served_at: options.served_at.as_deref(),
        now,
        again: &|| {
            let mut said_already = Vec::new();
            Source::read(
                &options.content,
                &options.overrides,
                now,
                most_listed,
                &mut said_already,
            )
            .ok()
            // Somebody may be writing: all pages are of one state of the blog.
            .filter(|again| again.fingerprints == source.fingerprints)
        },
    };
    if options.bare {
        return pages.write(folder, notes);
    }
    let drawing = Drawing::new(&source, now)?;
    catalog::write(&source, &drawing, now, &content)?;
    drop(drawing);
    let written = pages.write(folder, notes)?;
    papers::write_manifest(&source, folder)?;
    if let Some(url) = pages.url() {
        papers::write(&source, url, folder)?;
    }
    let redirects = write_redirects(&source, &pages.routes(), pages.url(), folder, notes)?;
    let hosting = Hosting {
        root: &pages.root_on_host(),
        redirects: &redirects,
        compressed: options.compressed,
    };
    hosting.write(folder)?;
    Ok(written)
}
