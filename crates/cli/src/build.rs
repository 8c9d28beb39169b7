//! `inkfold build`: the site of a blog in one folder, for any static host.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::{self, Scope};

use indicatif::ProgressBar;
use inkfold_core::post::next_change;

use crate::app::{self, App};
use crate::catalog::{self, Catalog};
use crate::clock;
use crate::content::address_path;
use crate::drawing::Drawing;
use crate::failure::Failure;
use crate::hosting::{Hosting, compress, write_redirects};
use crate::keys::{self, Files, Key, Keys, key, key_of, key_of_file};
use crate::ledger::{self, Ledger, Store};
use crate::output::{Output, make_below, write_below};
use crate::pages::{PAGE, Pages, Writing, folder_of};
use crate::papers;
pub use crate::source::Overrides;
use crate::source::{SETTINGS, Source};
use crate::template::Template;

/// The folder of the blog's own files in its site.
const CONTENT: &str = "content";

/// How many posts the settings of a site name at most, where patterns found
/// them and the catalogue lists them too: every page loads the settings.
const MOST_LISTED: usize = 500;

/// How many files are put in their places one by one at most, which takes some
/// milliseconds; of more, a whole folder is made and put in its place.
const MOST_MOVED: usize = 512;

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

/// The user's folder of what is known of sites that were built before, where
/// the system has a place for such things.
pub fn ledgers() -> Option<PathBuf> {
    ledger::folder()
}

/// Writes the site to `out` and tells how many pages it has. What is wrong
/// with the blog and stopped nothing is added to `notes`, a line each. With a
/// folder for `ledgers`, files are made that are others than before.
///
/// # Errors
///
/// What stopped it; `out` is as it was before.
pub fn build(
    options: &Options,
    out: &Path,
    ledgers: Option<&Path>,
    notes: &mut Vec<String>,
) -> Result<usize, Failure> {
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
    // What is compressed stands beside files that nobody keeps account of.
    let ledgers = ledgers.filter(|_| !options.bare && !options.compressed);
    let mut store = ledgers.map(|ledgers| Store::new(ledgers, output.place()));
    let noted = notes.len();
    let (pages, ledger) = write(options, output.folder(), store.as_mut(), notes)?;
    // GitHub would take Markdown with front matter for Jekyll's and turn it
    // into web pages, so that the app found no posts.
    let no_jekyll = output.folder().join(".nojekyll");
    fs::write(&no_jekyll, "").map_err(Failure::file("write", &no_jekyll))?;
    if options.compressed {
        compress(output.folder())?;
    }
    output.mark()?;
    match store {
        None => {
            output.keep_times();
            output.finish()?;
        }
        Some(mut store) => {
            if ledger.goes_on() && !store.is_as_left() {
                // What was to stay cannot. All is made, and known from then on.
                let ledgers = ledgers.filter(|_| store.forget());
                drop(output);
                notes.truncate(noted);
                return build(options, out, ledgers, notes);
            }
            if !finish(output, &store, ledger)? {
                notes.truncate(noted);
                return build(options, out, None, notes);
            }
        }
    }
    Ok(pages)
}

/// Puts the files of a site in their places and keeps its ledger. Not where
/// that does not hold any more.
fn finish(output: Output, store: &Store, ledger: Ledger) -> Result<bool, Failure> {
    let partial = output.folder().to_path_buf();
    let failure = || Failure::file("look into", &partial);
    let changes = ledger.changes(output.place(), &partial);
    let Some(changes) = changes.map_err(failure())? else {
        return Ok(false);
    };
    if !store.begin() && ledger.goes_on() {
        return Ok(false);
    }
    let few = changes.written.len() + changes.removed.len() <= MOST_MOVED;
    let known = if ledger.goes_on() && few {
        let known = ledger.close(&partial, &changes.kept).map_err(failure())?;
        output.finish_few(&changes)?;
        known
    } else {
        output.keep_times();
        output.take_over(&changes.kept)?;
        let known = ledger.close(&partial, &[]).map_err(failure())?;
        output.finish()?;
        known
    };
    store.keep(&known);
    Ok(true)
}

/// `3 pages`.
pub fn counted(pages: usize) -> String {
    match pages {
        1 => "1 page".to_owned(),
        _ => format!("{pages} pages"),
    }
}

/// Writes the site into a new folder; but for the files that stay as they are,
/// where `store` has the ledger of the site before. Tells how many pages the
/// site has.
fn write(
    options: &Options,
    folder: &Path,
    mut store: Option<&mut Store>,
    notes: &mut Vec<String>,
) -> Result<(usize, Ledger), Failure> {
    let now = clock::now();
    let template = Template::read(&options.app)?;
    let has_own_catalog = options.bare && options.content.join(catalog::ROOT).is_file();
    let most_listed = match options.bare {
        // It was made for settings that list no posts.
        true if has_own_catalog => 0,
        true => usize::MAX,
        false => MOST_LISTED,
    };
    let noted = notes.len();
    let (source, before) = thread::scope(|scope| {
        let store = store.as_deref_mut();
        let before = store.map(|store| scope.spawn(|| store.open()));
        let source = Source::read(
            &options.content,
            &options.overrides,
            now,
            most_listed,
            notes,
        );
        // One that cannot be read is none.
        let before = before.and_then(|before| before.join().unwrap_or_default());
        (source, before)
    });
    let mut source = source?;
    if has_own_catalog && !catalog::is_current(&source, now)? {
        // The list of posts counts for more than an old catalogue.
        notes.truncate(noted);
        let Options {
            content, overrides, ..
        } = options;
        source = Source::read(content, overrides, now, usize::MAX, notes)?;
    }
    let ledger = Ledger::new(before, whole(options, &template, &source, now));
    if let Some(store) = store.filter(|_| ledger.goes_on()) {
        // Until here, all processors have had enough to do.
        store.look(ledger.before());
    }
    let app_files = options.app.files()?;
    for (path, bytes) in &app_files {
        let key = match bytes {
            // A ledger is one command's, and so are these.
            Cow::Borrowed(bytes) => key(&bytes.len()),
            Cow::Owned(bytes) => key_of_file(bytes),
        };
        if !ledger.keeps(path, key) {
            write_below(folder, path, bytes)?;
        }
    }
    let files = source.files()?;
    let again = || {
        let Options {
            content, overrides, ..
        } = options;
        let mut said_already = Vec::new();
        let again = Source::read(content, overrides, now, most_listed, &mut said_already);
        // Somebody may be writing: all pages are of one state of the blog.
        again
            .ok()
            .filter(|again| again.fingerprints == source.fingerprints)
    };
    let pages = Pages {
        source: &source,
        template: &template,
        bare: options.bare,
        served_at: options.served_at.as_deref(),
        now,
        again: &again,
    };
    let build = Build {
        pages: &pages,
        files: &files,
        app: &app_files,
        ledger: &ledger,
        compressed: options.compressed,
        folder,
    };
    let written = thread::scope(|scope| build.write(scope, notes))?;
    Ok((written, ledger))
}

/// A site that is being written.
struct Build<'a> {
    pages: &'a Pages<'a>,
    files: &'a Files,
    app: &'a app::Files,
    ledger: &'a Ledger,
    compressed: bool,
    folder: &'a Path,
}

impl Build<'_> {
    /// Writes all but the app, and tells how many pages there are. The pages
    /// take longest: others in `scope` write them meanwhile.
    fn write<'scope>(
        &self,
        scope: &'scope Scope<'scope, '_>,
        notes: &mut Vec<String>,
    ) -> Result<usize, Failure>
    where
        Self: 'scope,
    {
        let Self {
            pages,
            files,
            ledger,
            folder,
            ..
        } = *self;
        let source = pages.source;
        let mut routes = pages.routes();
        let all = routes.len();
        let begin = |routes| Writing::begin(pages, routes, folder, scope);
        // Where no file can stay, nobody has to know first what each is made of.
        let begun = (!ledger.goes_on()).then(|| begin(routes.clone()));
        copy(source, files, ledger, pages.bare, folder)?;
        if pages.bare {
            let begun = begun.unwrap_or_else(|| begin(routes));
            return Ok(all - pages.finish(begun, folder, notes)?);
        }
        let facts = catalog::facts(source, pages.now, ledger, &ProgressBar::hidden());
        let keys = Keys::new(source, &facts, files);
        // What stays is taken down, too, for the next build.
        routes.retain(|route| {
            // One that is alone names every post.
            let page = folder_of(route).filter(|_| !pages.is_alone());
            !page.is_some_and(|page| ledger.keeps(&page.join(PAGE), keys.page(route)))
        });
        let begun = begun.unwrap_or_else(|| begin(routes));
        let drawing = Drawing::new(source, pages.now)?;
        let catalog = Catalog {
            source,
            drawing: &drawing,
            now: pages.now,
            facts: &facts,
            keys: &keys,
            ledger,
        };
        catalog.write(&folder.join(CONTENT))?;
        drop(drawing);
        papers::write_manifest(source, self.app, folder)?;
        if let Some(url) = pages.url() {
            papers::write(source, url, folder, &|file, name, posts| {
                ledger.keeps(file, key(&(name, keys.all(posts))))
            })?;
        }
        let written = all - pages.finish(begun, folder, notes)?;
        self.write_hosting(notes)?;
        Ok(written)
    }

    /// Writes what tells hosts how to serve the site.
    fn write_hosting(&self, notes: &mut Vec<String>) -> Result<(), Failure> {
        let Self {
            pages,
            ledger,
            folder,
            ..
        } = *self;
        let source = pages.source;
        let is_there = |file: &Path| ledger.has(file) || folder.join(file).exists();
        let redirects = write_redirects(source, pages, folder, &is_there, notes)?;
        let hosting = Hosting {
            root: &pages.root_on_host(),
            app: self.app,
            catalog_is_alone: catalog::is_alone(source),
            redirects: &redirects,
            compressed: self.compressed,
        };
        hosting.write(folder)
    }
}

/// What every file of the site depends on.
fn whole(options: &Options, template: &Template, source: &Source, now: i64) -> Key {
    let until = next_change(source.posts.iter(), now, &*source.zone);
    keys::whole(&[
        template,
        &source.site,
        &source.fingerprints.get(SETTINGS),
        &options.overrides,
        &options.served_at,
        &until,
    ])
}

/// Copies the blog into the site, but for the files that stay; those that make
/// up a catalogue `with_catalog` only.
fn copy(
    source: &Source,
    files: &Files,
    ledger: &Ledger,
    with_catalog: bool,
    folder: &Path,
) -> Result<(), Failure> {
    let inside = Path::new(CONTENT);
    let content = folder.join(inside);
    make_below(folder, inside).map_err(Failure::file("make", &content))?;
    let settings = source.settings.as_ref().map(|text| (SETTINGS, text));
    let posts = source.changed.iter();
    let others = posts.map(|(path, text)| (path.as_str(), text));
    let others: HashMap<&Path, &Vec<u8>> = others
        .chain(settings)
        .map(|(path, text)| (Path::new(path), text))
        .collect();
    let mut copied = Vec::new();
    source.content.copy(&content, &mut |file| {
        let is_of_catalog = || address_path(file).is_some_and(|path| catalog::is_of_catalog(&path));
        let is_wanted = (with_catalog || !is_of_catalog()) && !others.contains_key(file);
        let key = files.get(file).copied();
        let stays = is_wanted
            && key.is_some_and(|key| {
                // A copy has its rights, too.
                let rights = source.rights(file);
                let copy = key_of(&format_args!("{key:?} {rights:?}"));
                ledger.keeps(&inside.join(file), copy)
            });
        if is_wanted && !stays {
            copied.extend(key.map(|key| (file.to_path_buf(), key)));
        }
        is_wanted && !stays
    })?;
    for (file, key) in copied {
        // Its author may have written to it just now.
        let copy = content.join(&file);
        let bytes = fs::read(&copy).map_err(Failure::file("read", &copy))?;
        if key_of_file(&bytes) != key {
            ledger.forget(&inside.join(file));
        }
    }
    for (path, text) in others {
        if !ledger.keeps(&inside.join(path), key_of_file(text)) {
            write_below(&content, path, text)?;
        }
    }
    Ok(())
}
