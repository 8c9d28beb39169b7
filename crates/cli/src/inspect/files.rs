//! Which files are inspected, and the settings of the blogs they belong to.

use std::fs;
use std::path::{Path, PathBuf};

use inkfold_core::date::{TimeZone, Utc};
use inkfold_core::post::Post;
use inkfold_core::site::Site;
use walkdir::WalkDir;

use crate::clock::Zone;
use crate::content::is_markdown;
use crate::failure::{Failure, note};
use crate::source::SETTINGS;

/// How many names of a path say something about a post that is in no blog's
/// folder: enough for `2022/11/16/hello/index.md`.
const TELLING_NAMES: usize = 5;

/// A file to read.
pub(super) struct Found {
    /// Its path as it was given.
    pub(super) shown: String,
    /// Where it is.
    pub(super) file: PathBuf,
    /// Its path in the blog's folder.
    pub(super) inside: String,
    /// Whether it was given itself, not a folder above it.
    pub(super) named: bool,
    /// The place of its blog.
    pub(super) blog: usize,
}

/// A blog that files belong to, or the defaults for those in none.
pub(super) struct Blog {
    /// Its folder, with no links in its path; for files in no blog, theirs.
    folder: PathBuf,
    /// Whether it has settings.
    is_known: bool,
    /// Its settings.
    pub(super) site: Site,
    zone: Option<Zone>,
}

impl Blog {
    /// The zone that its dates are read in.
    pub(super) fn zone(&self) -> &dyn TimeZone {
        match &self.zone {
            Some(zone) => zone,
            None => &Utc,
        }
    }

    /// Whether it has settings.
    pub(super) fn is_known(&self) -> bool {
        self.is_known
    }
}

/// The files and their blogs.
pub(super) struct Files {
    pub(super) found: Vec<Found>,
    blogs: Vec<Blog>,
}

impl Files {
    /// Looks for the posts at `paths`.
    pub(super) fn find(paths: &[PathBuf], notes: &mut Vec<String>) -> Result<Self, Failure> {
        let mut files = Self {
            found: Vec::new(),
            blogs: Vec::new(),
        };
        for path in paths {
            let real = fs::canonicalize(path).map_err(Failure::file("find", path))?;
            let folder = match real.is_dir() {
                true => real.as_path(),
                false => real.parent().unwrap_or(&real),
            };
            let blog = files.blog_above(folder, notes);
            if real.is_dir() {
                files.walk(path, &real, blog, notes);
            } else {
                let inside = files.inside(&real, blog, TELLING_NAMES);
                files.found.push(Found {
                    shown: path.to_string_lossy().into_owned(),
                    file: real,
                    inside,
                    named: true,
                    blog,
                });
            }
        }
        Ok(files)
    }

    /// The blog of a file.
    pub(super) fn blog_of(&self, found: &Found) -> &Blog {
        #[allow(clippy::indexing_slicing, reason = "only `find` makes files")]
        &self.blogs[found.blog]
    }

    /// How many blogs there are.
    pub(super) fn blogs(&self) -> usize {
        self.blogs.len()
    }

    /// The posts below the folder `path`, which is `real`, by name.
    fn walk(&mut self, path: &Path, real: &Path, blog: usize, notes: &mut Vec<String>) {
        let entries = WalkDir::new(path).follow_links(true).sort_by_file_name();
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    notes.push(format!("warning: {error}"));
                    continue;
                }
            };
            let Ok(below) = entry.path().strip_prefix(path) else {
                continue;
            };
            let plain = with_slashes(below);
            if !entry.file_type().is_file() || !is_markdown(below) || !Post::can_be_at(&plain) {
                continue;
            }
            // The folder itself may be what names the post.
            let names = below.components().count() + 1;
            self.found.push(Found {
                shown: entry.path().to_string_lossy().into_owned(),
                file: entry.path().to_path_buf(),
                inside: self.inside(&real.join(below), blog, names),
                named: false,
                blog,
            });
        }
    }

    /// A path in the folder of its blog; without one, its last `names`.
    fn inside(&self, file: &Path, blog: usize, names: usize) -> String {
        let blog = self.blogs.get(blog).filter(|blog| blog.is_known);
        if let Some(below) = blog.and_then(|blog| file.strip_prefix(&blog.folder).ok()) {
            return with_slashes(below);
        }
        let path = with_slashes(file);
        let telling = path.rmatch_indices('/').nth(names.saturating_sub(1));
        let telling = telling.and_then(|(at, _)| path.get(at + 1..));
        telling.unwrap_or(&path).to_owned()
    }

    /// The blog whose settings lie in `folder` or above it; without settings,
    /// what lies in one folder is taken for one.
    fn blog_above(&mut self, folder: &Path, notes: &mut Vec<String>) -> usize {
        let root = folder
            .ancestors()
            .find(|above| above.join(SETTINGS).is_file());
        let home = root.unwrap_or(folder);
        let is_it = |blog: &Blog| blog.folder == home && blog.is_known == root.is_some();
        if let Some(place) = self.blogs.iter().position(is_it) {
            return place;
        }
        let mut site = Site::default();
        if let Some(root) = root {
            let file = root.join(SETTINGS);
            match Site::read(&fs::read(&file).unwrap_or_default()) {
                Ok((read, _)) => site = read,
                Err(fault) => notes.push(note(&file, &fault)),
            }
        }
        self.blogs.push(Blog {
            folder: home.to_path_buf(),
            is_known: root.is_some(),
            zone: Zone::named(&site.timezone),
            site,
        });
        self.blogs.len() - 1
    }
}

fn with_slashes(path: &Path) -> String {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    names.join("/")
}
