//! Writing all pages of a site, on several processors.
//!
//! What a blog is read into does not go from one thread to another, so each
//! reads the blog for itself; drawing takes several times as long.

use std::num;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Scope, ScopedJoinHandle};

use indicatif::ProgressBar;
use inkfold_core::route::Route;

use super::Pages;
use super::article::Articles;
use super::folder::{cannot_be_a_folder, folder_of, write_page};
use crate::drawing::Drawing;
use crate::failure::Failure;
use crate::progress;
use crate::source::Source;

/// With fewer pages, reading a second time takes longer than it spares.
const FEWEST: usize = 64;
/// Each thread has the whole blog in memory.
const MOST_THREADS: usize = 4;

/// Reads the blog once more; none where that fails, which costs only time.
pub(crate) type ReadAgain<'a> = dyn Fn() -> Option<Source> + Sync + 'a;

/// Pages that others are writing already.
pub(crate) struct Writing<'scope> {
    work: Arc<Work>,
    others: Vec<ScopedJoinHandle<'scope, Done>>,
}

/// The pages that are to be written, and which of them are left.
struct Work {
    /// Posts first.
    routes: Vec<Route>,
    left: Mutex<Range<usize>>,
    progress: ProgressBar,
    out: PathBuf,
}

/// The pages that a thread takes first.
#[derive(Clone, Copy)]
enum First {
    Posts,
    /// For whoever has read every post for its summary already.
    Lists,
}

/// A page that could not be written, by its place, and why.
type Refused = (usize, &'static str);

/// What became of some of the pages.
type Done = Result<Vec<Refused>, Failure>;

impl<'scope> Writing<'scope> {
    /// Has other threads begin with the pages at `routes`, below `out`.
    pub(crate) fn begin<'a: 'scope>(
        pages: &Pages<'a>,
        mut routes: Vec<Route>,
        out: &Path,
        scope: &'scope Scope<'scope, '_>,
    ) -> Self {
        let processors = thread::available_parallelism().map_or(1, num::NonZeroUsize::get);
        let others = match routes.len() {
            0..FEWEST => 0,
            _ => processors.min(MOST_THREADS) - 1,
        };
        routes.sort_by_key(|route| !matches!(route, Route::Post(_)));
        let work = Arc::new(Work {
            left: Mutex::new(0..routes.len()),
            progress: progress::bar("Pages:", routes.len()),
            routes,
            out: out.to_path_buf(),
        });
        let Pages {
            template,
            bare,
            served_at,
            now,
            again,
            ..
        } = *pages;
        let other = |work: Arc<Work>| {
            scope.spawn(move || match again() {
                None => Ok(Vec::new()),
                Some(source) => {
                    let pages = Pages {
                        source: &source,
                        template,
                        bare,
                        served_at,
                        now,
                        again,
                    };
                    work.take(&pages, First::Posts)
                }
            })
        };
        Self {
            others: (0..others).map(|_| other(Arc::clone(&work))).collect(),
            work,
        }
    }

    /// Writes what is left, and tells which pages could not be written and why,
    /// in their order.
    pub(super) fn finish(
        mut self,
        pages: &Pages<'_>,
    ) -> Result<Vec<(Route, &'static str)>, Failure> {
        let mut refused = self.work.take(pages, First::Lists)?;
        for other in self.others.drain(..) {
            let other = other.join();
            refused.extend(other.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        refused.sort_unstable();
        let routes = &self.work.routes;
        let refused = refused.into_iter();
        Ok(refused
            .filter_map(|(place, reason)| Some((routes.get(place)?.clone(), reason)))
            .collect())
    }
}

impl Drop for Writing<'_> {
    /// Nobody waits for the rest where something else has failed.
    fn drop(&mut self) {
        self.work.stop();
    }
}

impl Work {
    /// Leaves nothing to do.
    fn stop(&self) {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = 0..0;
    }

    /// The place of a page that nobody has taken yet.
    fn next(&self, first: First) -> Option<usize> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        match first {
            First::Posts => left.next(),
            First::Lists => left.next_back(),
        }
    }

    /// Writes pages as long as there are some.
    fn take(&self, pages: &Pages<'_>, first: First) -> Done {
        let drawing = match pages.is_alone() {
            true => None,
            false => Some(Drawing::new(pages.source, pages.now)?),
        };
        let url = pages.url().filter(|_| !pages.is_alone());
        let articles = url.map(|url| Articles::new(pages.source, url));
        let mut refused = Vec::new();
        while let Some(place) = self.next(first) {
            let Some(route) = self.routes.get(place) else {
                break;
            };
            self.progress.inc(1);
            let Some(folder) = folder_of(route) else {
                refused.push((place, "the app shows something else there"));
                continue;
            };
            let page = pages.page(route, &folder, drawing.as_ref(), articles.as_ref());
            match write_page(&self.out, &folder, &page) {
                Ok(()) => {}
                Err(error) if cannot_be_a_folder(&error) => {
                    refused.push((place, "it cannot be a folder here"));
                }
                Err(error) => {
                    // The others have nothing left to do.
                    self.stop();
                    return Err(Failure::file("write", &self.out.join(folder))(error));
                }
            }
        }
        Ok(refused)
    }
}
