//! A blog as its author wrote it: the settings, the posts, and which of them
//! are shown now. Reads only; what becomes of it is for [`crate::pages`].

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, File, Permissions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use inkfold_core::blog::{Blog, Entry};
use inkfold_core::catalog::is_reserved;
use inkfold_core::date::{TimeZone, Utc};
use inkfold_core::fingerprint;
use inkfold_core::front_matter::{Image, Preview};
use inkfold_core::post::{Pieces, Post, Status};
use inkfold_core::reserved;
use inkfold_core::site::Site;

use crate::clock::Zone;
use crate::content::{Content, is_markdown};
use crate::failure::{Failure, note};
use crate::keys::{Files, key_of_fingerprint};
use crate::parallel::in_parallel;
use crate::pattern::nothing_fits;
use crate::{drafts, settings};

/// The name of the settings file.
pub(crate) const SETTINGS: &str = "site.yaml";

/// How many bytes a file has that is read as a post; the core draws two
/// megabytes of one, and whoever has more put another kind of file there.
const LONGEST: u64 = 16 * 1024 * 1024;

/// What is wrong with a post's file that has so many bytes, if that is too much.
pub(crate) fn too_long(bytes: u64) -> Option<String> {
    let megabytes = bytes / (1024 * 1024);
    (bytes > LONGEST).then(|| format!("the file has {megabytes} MB, which no post has"))
}

/// What a build knows better than the settings and the posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The absolute address of the site, with a slash at its end.
    pub url: Option<String>,
    /// Posts that wait are shown: drafts, and those whose day has not come.
    pub drafts: bool,
}

/// A blog's folder, read.
pub(crate) struct Source {
    /// Its files.
    pub(crate) content: Content,
    /// Its settings; `posts` names every post that was found, unless there are
    /// too many.
    pub(crate) site: Site,
    /// The text of the settings, where it is not that of the file.
    pub(crate) settings: Option<Vec<u8>>,
    /// The texts of posts that are not those of their files, by path.
    pub(crate) changed: HashMap<String, Vec<u8>>,
    /// The posts that were read, shown or not.
    pub(crate) posts: Vec<Rc<Post>>,
    /// The fingerprints of their files.
    pub(crate) fingerprints: HashMap<String, String>,
    /// Who may read and write their files.
    pub(crate) rights: HashMap<String, Permissions>,
    /// The series that posts belong to, by the paths of their files.
    pub(crate) series: HashMap<String, String>,
    /// Addresses that posts had before, by the paths of their files.
    pub(crate) aliases: HashMap<String, Vec<String>>,
    /// The pictures that stand for posts, by the paths of their files.
    pub(crate) covers: HashMap<String, Image>,
    /// The posts that are shown.
    pub(crate) blog: Rc<Blog>,
    /// The zone that wall-clock dates are read in.
    pub(crate) zone: Box<dyn TimeZone>,
}

impl Source {
    /// Reads the blog in `folder` as it is at `now` (seconds since 1970 UTC).
    /// Of up to `most_listed` posts, the settings name those that patterns
    /// found: a browser cannot look into folders.
    pub(crate) fn read(
        folder: &Path,
        overrides: &Overrides,
        now: i64,
        most_listed: usize,
        notes: &mut Vec<String>,
    ) -> Result<Self, Failure> {
        if !folder.is_dir() {
            return Err(Failure::NoContent(folder.to_path_buf()));
        }
        let content = Content::walk(folder, &mut |path, sentence| {
            notes.push(format!("{}: warning: {sentence}", path.display()));
        })?;
        let settings_file = folder.join(SETTINGS);
        let mut bytes = read_settings(&content, &settings_file, notes)?;
        let (mut site, found) = Site::read(&bytes).map_err(Failure::settings(&settings_file))?;
        notes.extend(found.iter().map(|found| note(&settings_file, found)));
        let mut settings = None;
        if let Some(url) = &overrides.url {
            site.url = Some(url.clone());
            bytes = settings::with_url(&settings_file, &bytes, &site)?;
            settings = Some(bytes.clone());
        }
        let zone = zone(&site, &settings_file, notes);
        let listed: Vec<String> = site.listed_posts().map(str::to_owned).collect();
        let mut posts = Posts {
            ahead: read_ahead(&content, &site),
            content: &content,
            site: &site,
            settings: &settings_file,
            seen: HashSet::new(),
            read: Vec::new(),
            fingerprints: HashMap::new(),
            rights: HashMap::new(),
            series: HashMap::new(),
            aliases: HashMap::new(),
            covers: HashMap::new(),
            changed: HashMap::new(),
            waiting_at: overrides.drafts.then_some((now, &*zone)),
            notes,
        };
        for path in &listed {
            posts.take_listed(path)?;
        }
        let mut found = Vec::new();
        for pattern in site.patterns() {
            found.extend(posts.take_matching(pattern)?);
        }
        let (read, mut fingerprints) = (posts.read, posts.fingerprints);
        let notes = posts.notes;
        for path in content.paths().filter(|path| is_reserved(path)) {
            if is_markdown(Path::new(&path)) {
                let file = folder.join(&path);
                let file = file.display();
                notes.push(format!(
                    "{file}: warning: the folder of the catalogue has no posts; name it otherwise"
                ));
            }
        }
        let (aliases, covers, changed) = (posts.aliases, posts.covers, posts.changed);
        let (series, rights) = (posts.series, posts.rights);
        let blog = Rc::new(Blog::new(read.iter().cloned(), &site, now, &*zone));
        notes.extend(moved(&blog, &site).iter().map(|moved| {
            let file = folder.join(&moved.entry.post.path);
            let file = file.display();
            let Moved { entry, wanted, by } = moved;
            let who = match by {
                By::Post => "another post is",
                By::Site => "the site itself has something",
            };
            let address = &entry.address;
            format!("{file}: warning: {who} at {wanted}/; this one is at {address}/")
        }));
        if site.patterns().next().is_some() && read.len() <= most_listed {
            // The app shows the first page as soon as its posts are here, if
            // they stand newest first.
            let shown = blog.entries().iter().enumerate();
            let places: HashMap<&str, usize> = shown
                .map(|(place, entry)| (entry.post.path.as_str(), place))
                .collect();
            found.sort();
            found.sort_by_key(|path| places.get(path.as_str()).copied().unwrap_or(usize::MAX));
            let patterns = site.patterns().map(str::to_owned);
            let posts: Vec<String> = listed.into_iter().chain(found).chain(patterns).collect();
            let text = settings::with_posts(&settings_file, &bytes, &site, posts.clone())?;
            settings = Some(text);
            site.posts = posts;
        }
        let text = settings.as_deref().unwrap_or(&bytes);
        fingerprints.insert(SETTINGS.to_owned(), fingerprint::of(text));
        Ok(Self {
            posts: read,
            fingerprints,
            rights,
            series,
            aliases,
            covers,
            changed,
            content,
            site,
            settings,
            blog,
            zone,
        })
    }
}

impl Source {
    /// Every file of the blog's folder with the key of what is published of
    /// it.
    pub(crate) fn files(&self) -> Result<Files, Failure> {
        self.content.keys(&|path| {
            let fingerprint = self.fingerprints.get(path)?;
            key_of_fingerprint(fingerprint)
        })
    }

    /// Who may read and write a file.
    pub(crate) fn rights(&self, file: &Path) -> Option<Permissions> {
        let known = file.to_str().and_then(|path| self.rights.get(path));
        known.cloned().or_else(|| self.content.rights(file))
    }
}

/// A post that had to make way.
pub(crate) struct Moved<'a> {
    pub(crate) entry: &'a Entry,
    /// The address it would have.
    pub(crate) wanted: String,
    pub(crate) by: By,
}

/// Whose address it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Post,
    /// A page of lists, or a file of the site.
    Site,
}

/// The posts whose address is not the one they want.
pub(crate) fn moved<'a>(blog: &'a Blog, site: &Site) -> Vec<Moved<'a>> {
    let made_way = |entry: &'a Entry| {
        let post = &entry.post;
        let wanted = post.wanted_address(site);
        if reserved::free(wanted.clone()) != wanted {
            let by = By::Site;
            return Some(Moved { entry, wanted, by });
        }
        // Translations stand at an address of their own on purpose.
        let number = entry.address.strip_prefix(wanted.as_str())?;
        number.strip_prefix('-')?.parse::<usize>().ok()?;
        let by = By::Post;
        Some(Moved { entry, wanted, by })
    };
    blog.entries().iter().filter_map(made_way).collect()
}

fn read_settings(
    content: &Content,
    file: &Path,
    notes: &mut Vec<String>,
) -> Result<Vec<u8>, Failure> {
    match content.locate(SETTINGS) {
        Some(path) => fs::read(&path).map_err(Failure::file("read", &path)),
        None => {
            let sentence = "there is no such file, so every setting has its default";
            notes.push(format!("{}: warning: {sentence}", file.display()));
            Ok(Vec::new())
        }
    }
}

/// The zone that wall-clock dates are read in.
fn zone(site: &Site, file: &Path, notes: &mut Vec<String>) -> Box<dyn TimeZone> {
    match Zone::named(&site.timezone) {
        Some(zone) => Box::new(zone),
        None => {
            let name = &site.timezone;
            let sentence = format!("there is no time zone `{name}`; dates are read in UTC");
            notes.push(format!("{}: warning: {sentence}", file.display()));
            Box::new(Utc)
        }
    }
}

/// A file that was read.
struct Ahead {
    /// In bytes.
    length: u64,
    rights: Permissions,
    pieces: Pieces,
    fingerprint: String,
}

/// Reads the files that may be posts, on all processors.
fn read_ahead(content: &Content, site: &Site) -> HashMap<PathBuf, io::Result<Ahead>> {
    let matching = site.patterns().flat_map(|pattern| {
        // What is wrong with one is said when it is followed.
        content.matching(pattern).unwrap_or_default()
    });
    let listed = site.listed_posts().map(str::to_owned);
    let candidates = listed.chain(matching.filter(|path| Post::can_be_at(path)));
    let files = candidates.filter_map(|path| content.locate(&path));
    let files: BTreeSet<PathBuf> = files.collect();
    let files: Vec<PathBuf> = files.into_iter().collect();
    let read = in_parallel(&files, &|file| Ahead::read(file));
    files.into_iter().zip(read).collect()
}

impl Ahead {
    /// Reads a file, unless that is too long.
    fn read(file: &Path) -> io::Result<Self> {
        let mut open = File::open(file)?;
        let about = open.metadata()?;
        let length = about.len();
        let mut bytes = Vec::new();
        if too_long(length).is_none() {
            open.read_to_end(&mut bytes)?;
        }
        Ok(Self {
            length,
            rights: about.permissions(),
            pieces: Pieces::of(&bytes),
            fingerprint: fingerprint::of(&bytes),
        })
    }
}

/// The posts read so far.
struct Posts<'a> {
    /// What is in files that may be posts.
    ahead: HashMap<PathBuf, io::Result<Ahead>>,
    content: &'a Content,
    site: &'a Site,
    settings: &'a Path,
    /// Files that have been read: no file is two posts.
    seen: HashSet<PathBuf>,
    read: Vec<Rc<Post>>,
    fingerprints: HashMap<String, String>,
    rights: HashMap<String, Permissions>,
    series: HashMap<String, String>,
    aliases: HashMap<String, Vec<String>>,
    covers: HashMap<String, Image>,
    changed: HashMap<String, Vec<u8>>,
    /// By when posts wait that are to be shown, if any are.
    waiting_at: Option<(i64, &'a dyn TimeZone)>,
    notes: &'a mut Vec<String>,
}

impl Posts<'_> {
    /// Reads the post that `posts` names; one that is missing costs the
    /// others nothing.
    fn take_listed(&mut self, path: &str) -> Result<(), Failure> {
        match self.content.locate(path) {
            Some(file) => {
                self.take(path, file, true)?;
            }
            None => self.warn(&format!("`posts` names {path}, which is not there")),
        }
        Ok(())
    }

    /// Reads the posts that fit a pattern and were not read before.
    fn take_matching(&mut self, pattern: &str) -> Result<Vec<String>, Failure> {
        let mut taken = Vec::new();
        match self.content.matching(pattern) {
            Ok(paths) if paths.is_empty() => {
                self.warn(&nothing_fits(pattern, self.content, self.site));
            }
            Ok(paths) => {
                for path in paths.into_iter().filter(|path| Post::can_be_at(path)) {
                    if let Some(file) = self.content.locate(&path)
                        && self.take(&path, file, false)?
                    {
                        taken.push(path);
                    }
                }
            }
            Err(reason) => self.warn(&format!("`{pattern}` is no pattern: {reason}")),
        }
        Ok(taken)
    }

    /// Reads a post; `false` if it was read before, or only lists others and
    /// was not `named`.
    fn take(&mut self, path: &str, file: PathBuf, named: bool) -> Result<bool, Failure> {
        if self.seen.contains(&file) {
            return Ok(false);
        }
        let Some(read) = self.ahead.remove(&file) else {
            return Ok(false);
        };
        let read = read.map_err(Failure::file("read", &file))?;
        if let Some(fault) = too_long(read.length) {
            let file = file.display();
            self.notes
                .push(format!("{file}: warning: {fault}; it has no page"));
            return Ok(false);
        }
        let mut fingerprint = read.fingerprint;
        let (mut post, more) = Post::of(path, read.pieces);
        if !named && more.is_list() {
            return Ok(false);
        }
        let found = post.diagnostics.iter().map(|found| note(&file, found));
        self.notes.extend(found);
        if let Some((now, zone)) = self.waiting_at
            && let Some(preview) = match post.status(now, zone) {
                Status::Draft => Some(Preview::Draft),
                Status::Scheduled => Some(Preview::Scheduled),
                Status::Published | Status::Expired => None,
            }
            && let bytes = fs::read(&file).map_err(Failure::file("read", &file))?
            && let Some(published) = drafts::published(&bytes, preview)
        {
            let shown = Post::read(path, &published);
            if shown.status(now, zone) == Status::Published {
                post = shown;
                fingerprint = fingerprint::of(&published);
                self.changed.insert(path.to_owned(), published);
            }
        }
        post.read_path_in(&self.site.languages);
        self.read.push(Rc::new(post));
        self.fingerprints.insert(path.to_owned(), fingerprint);
        self.rights.insert(path.to_owned(), read.rights);
        if let Some(series) = more.series {
            self.series.insert(path.to_owned(), series);
        }
        if !more.aliases.is_empty() {
            self.aliases.insert(path.to_owned(), more.aliases);
        }
        if let Some(image) = more.image {
            self.covers.insert(path.to_owned(), image);
        }
        self.seen.insert(file);
        Ok(true)
    }

    fn warn(&mut self, sentence: &str) {
        let file = self.settings.display();
        self.notes.push(format!("{file}: warning: {sentence}"));
    }
}

#[cfg(test)]
mod tests;
