//! Writing all pages of a site, on several processors.
//!
//! What a blog is read into does not go from one thread to another, so each
//! reads the blog for itself; drawing takes several times as long.

use std::num;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use inkfold_core::route::Route;

use super::Pages;
use super::article::Articles;
use super::folder::{cannot_be_a_folder, folder_of, write_page};
use crate::drawing::Drawing;
use crate::failure::Failure;
use crate::source::Source;

/// With fewer pages, reading a second time takes longer than it spares.
const FEWEST: usize = 64;
/// Each thread has the whole blog in memory.
const MOST_THREADS: usize = 4;

/// Reads the blog once more; none where that fails, which costs only time.
pub(crate) type ReadAgain<'a> = dyn Fn() -> Option<Source> + Sync + 'a;

/// Which of `routes` are still to be written, and to where.
pub(super) struct Work<'a> {
    routes: &'a [Route],
    next: AtomicUsize,
    out: &'a Path,
}

/// What became of some of the pages.
type Done = Result<Vec<(usize, Outcome)>, Failure>;

/// What became of a page: none, and why there is none.
type Outcome = Option<&'static str>;

/// Writes the pages at `routes`, and tells why some could not be, by their
/// places in `routes`.
pub(super) fn write(
    pages: &Pages<'_>,
    routes: &[Route],
    out: &Path,
) -> Result<Vec<Outcome>, Failure> {
    let work = Work {
        routes,
        next: AtomicUsize::new(0),
        out,
    };
    let processors = thread::available_parallelism().map_or(1, num::NonZeroUsize::get);
    let others = match routes.len() {
        0..FEWEST => 0,
        _ => processors.min(MOST_THREADS) - 1,
    };
    let (template, bare, served_at, now) = (pages.template, pages.bare, pages.served_at, pages.now);
    let again = pages.again;
    let mut done = thread::scope(|scope| {
        let other = || match again() {
            None => Ok(Vec::new()),
            Some(source) => work.take(&Pages {
                source: &source,
                template,
                bare,
                served_at,
                now,
                again,
            }),
        };
        let others: Vec<_> = (0..others).map(|_| scope.spawn(other)).collect();
        let mut done = work.take(pages)?;
        for other in others {
            let other = other.join();
            done.extend(other.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(done)
    })?;
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, outcome)| outcome).collect())
}

impl Work<'_> {
    /// Writes pages as long as there are some.
    fn take(&self, pages: &Pages<'_>) -> Done {
        let drawing = match pages.is_alone() {
            true => None,
            false => Some(Drawing::new(pages.source, pages.now)?),
        };
        let url = pages.url().filter(|_| !pages.is_alone());
        let articles = url.map(|url| Articles::new(pages.source, url));
        let mut done = Vec::new();
        loop {
            let place = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(route) = self.routes.get(place) else {
                return Ok(done);
            };
            let Some(folder) = folder_of(route) else {
                done.push((place, Some("the app shows something else there")));
                continue;
            };
            let page = pages.page(route, &folder, drawing.as_ref(), articles.as_ref());
            match write_page(self.out, &folder, &page) {
                Ok(()) => done.push((place, None)),
                Err(error) if cannot_be_a_folder(&error) => {
                    done.push((place, Some("it cannot be a folder here")));
                }
                Err(error) => {
                    // The others have nothing left to do.
                    self.next.store(self.routes.len(), Ordering::Relaxed);
                    return Err(Failure::file("write", &self.out.join(folder))(error));
                }
            }
        }
    }
}
