//! A raw post on its way.

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
