//! Raw posts on their way.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use inkfold_core::post::Post;

use crate::fetch::FetchError;

/// Something that comes from the network.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Remote<T> {
    /// On its way.
    Loading,
    /// Here.
    Ready(T),
    /// Not to be had.
    Failed(FetchError),
}

/// A file that is, or may be, a post.
pub(super) struct Slot {
    pub(super) path: String,
    /// `None` before it is asked for.
    pub(super) post: Option<Remote<Rc<Post>>>,
}

impl Slot {
    pub(super) fn is_settled(&self) -> bool {
        matches!(self.post, Some(Remote::Ready(_) | Remote::Failed(_)))
    }

    pub(super) fn ready(&self) -> Option<&Rc<Post>> {
        match &self.post {
            Some(Remote::Ready(post)) => Some(post),
            _ => None,
        }
    }

    pub(super) fn failed(&self) -> Option<&FetchError> {
        match &self.post {
            Some(Remote::Failed(error)) => Some(error),
            _ => None,
        }
    }
}

/// Files that are, or may be, posts: in the order they were named in, each at
/// a place of its own.
#[derive(Default)]
pub(super) struct Slots {
    all: Vec<Slot>,
    places: HashMap<String, usize>,
    /// How many of them are listed: the first.
    listed: usize,
    /// What has become of those, found when somebody asks.
    sum: OnceCell<Sum>,
}

/// What has become of the listed posts.
struct Sum {
    are_settled: bool,
    failed: Vec<usize>,
}

impl Slots {
    /// All of them.
    pub(super) fn all(&self) -> &[Slot] {
        &self.all
    }

    /// The place of a file, if it has been named.
    pub(super) fn place(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// A file, if it has been named.
    pub(super) fn get(&self, path: &str) -> Option<&Slot> {
        self.all.get(self.place(path)?)
    }

    /// What is known of a file, which is named by this if it was not.
    pub(super) fn post(&mut self, path: &str) -> &mut Option<Remote<Rc<Post>>> {
        self.sum.take();
        let next = self.all.len();
        let place = *self.places.entry(path.to_owned()).or_insert(next);
        if place == next {
            self.all.push(Slot {
                path: path.to_owned(),
                post: None,
            });
        }
        #[allow(clippy::indexing_slicing, reason = "the place was just found or made")]
        &mut self.all[place].post
    }

    /// Has those of `paths` stand first, in that order, as the listed ones.
    pub(super) fn list<'a>(&mut self, paths: impl Iterator<Item = &'a str>) {
        let before = std::mem::take(self);
        for path in paths {
            self.post(path);
        }
        self.listed = self.all.len();
        for slot in before.all {
            if slot.post.is_some() {
                *self.post(&slot.path) = slot.post;
            }
        }
    }

    /// Those that are listed.
    pub(super) fn listed(&self) -> &[Slot] {
        self.all.get(..self.listed).unwrap_or_default()
    }

    /// Whether every listed post has arrived or failed.
    pub(super) fn are_settled(&self) -> bool {
        self.sum().are_settled
    }

    /// Why listed posts did not arrive.
    pub(super) fn failures(&self) -> impl Iterator<Item = &FetchError> {
        let failed = self.sum().failed.iter();
        failed.filter_map(|place| self.all.get(*place)?.failed())
    }

    fn sum(&self) -> &Sum {
        self.sum.get_or_init(|| {
            let listed = self.listed().iter().enumerate();
            let failed = listed.filter(|(_, slot)| slot.failed().is_some());
            Sum {
                are_settled: self.listed().iter().all(Slot::is_settled),
                failed: failed.map(|(place, _)| place).collect(),
            }
        })
    }

    /// Has the paths of all posts read in the languages of their blog, once
    /// they are known: what is shown of a post is kept with it.
    pub(super) fn read_paths_in(&mut self, languages: &[String]) {
        for slot in &mut self.all {
            if let Some(Remote::Ready(post)) = &mut slot.post
                && post.is_misread_in(languages)
            {
                Rc::make_mut(post).read_path_in(languages);
            }
        }
    }

    /// Forgets what failed, so that it is asked for again.
    pub(super) fn forget_failures(&mut self) {
        self.sum.take();
        for slot in &mut self.all {
            if slot.failed().is_some() {
                slot.post = None;
            }
        }
    }
}
