//! What a page can show. [`crate::library`] decides which of them it is,
//! [`crate::pages`] draws it.

use inkfold_core::blog::{Entry, TagCount};
use inkfold_core::catalog::Around;
use inkfold_core::diagnostic::Diagnostic;
use inkfold_core::listing::ListKind;
use inkfold_core::site::Site;

use crate::fetch::FetchError;

/// Why there are no settings, or no list of posts.
#[derive(Clone, Debug, PartialEq)]
pub enum SiteFault {
    /// It did not arrive.
    Fetch(FetchError),
    /// It is not YAML.
    Unreadable {
        /// Its address.
        address: String,
        /// What is wrong, and where.
        diagnostic: Diagnostic,
    },
    /// The catalogue did not arrive.
    ListFetch(FetchError),
    /// The catalogue is of no use.
    ListRefused {
        /// The address of its file.
        address: String,
        /// Why.
        reason: String,
    },
}

/// What a page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// Nothing yet.
    Loading,
    /// No settings, so no list of posts.
    SiteFailed(SiteFault),
    /// The page's post did not arrive.
    PostFailed(FetchError),
    /// No such page.
    Missing,
    /// A list of posts.
    List(List),
    /// All tags.
    Tags(Vec<TagCount>),
    /// A post.
    Post(Box<PostScreen>),
}

/// A list of posts, whichever it is.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Which.
    pub kind: ListKind,
    /// The posts shown.
    pub entries: Vec<Entry>,
    /// Listed files that did not arrive.
    pub failures: Vec<FetchError>,
    /// Whether more posts are on their way.
    pub loading: bool,
}

/// A post with what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub struct PostScreen {
    /// The post.
    pub entry: Entry,
    /// What stands around it.
    pub around: Around,
}

impl Screen {
    /// The word for `data-state`.
    pub fn state(&self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::List(list) if list.entries.is_empty() && !list.failures.is_empty() => "error",
            Self::List(list) if list.loading => "loading",
            Self::SiteFailed(_) => "error",
            Self::PostFailed(error) if !error.is_missing() => "error",
            Self::PostFailed(_) | Self::Missing => "missing",
            Self::List(_) | Self::Tags(_) | Self::Post(_) => "ready",
        }
    }

    /// The language of a page that shows it.
    pub fn language(&self, site: &Site) -> String {
        let own = match self {
            Self::Post(screen) => screen.entry.post.language(&site.languages),
            _ => None,
        };
        own.unwrap_or_else(|| site.language.clone())
    }

    /// Whether there is something to show and to announce.
    pub fn is_settled(&self) -> bool {
        !matches!(self, Self::Loading)
    }

    /// Whether it only says that something could not be reached.
    pub fn is_unreachable(&self) -> bool {
        match self {
            Self::PostFailed(error)
            | Self::SiteFailed(SiteFault::Fetch(error) | SiteFault::ListFetch(error)) => {
                !error.is_missing()
            }
            _ => false,
        }
    }

    /// Whether it is a list of cards.
    pub fn has_cards(&self) -> bool {
        matches!(self, Self::List(list) if !matches!(list.kind, ListKind::Archive(_)))
    }

    /// Whether it is as long as it will be, so that every place on it exists.
    pub fn is_whole(&self) -> bool {
        match self {
            Self::Loading => false,
            Self::List(list) => !list.loading,
            _ => true,
        }
    }
}
