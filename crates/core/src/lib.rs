//! Everything that is true of an Inkfold blog without a browser.
//!
//! The bytes of a `.md` file become a [`post::Post`]: [`text`] decodes them,
//! [`split`] parts front matter from body, [`yaml`], [`toml`] and [`front_matter`]
//! read the one, [`markdown`] turns the other into a [`document::Document`].
//! [`blog::Blog`] puts posts in order and gives each its address, which is none
//! of those that are the site's own ([`reserved`]); [`route`] reads and writes
//! addresses. [`catalog`] keeps what is known of posts in files beside them.
//!
//! Nothing here touches the network, the disk, the DOM or the clock: the
//! caller passes in bytes, "now" and the time zone. Reading a post never
//! fails: every stage returns what it could make and a list of
//! [`diagnostic::Diagnostic`]s.

pub mod address;
pub mod blog;
pub mod catalog;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod entities;
pub mod fingerprint;
pub mod front_matter;
pub mod hidden;
pub mod html;
pub mod lang;
pub mod link;
pub mod listing;
pub mod mark;
pub mod markdown;
pub mod permalink;
pub mod post;
pub mod record;
pub mod reserved;
pub mod route;
pub mod site;
pub mod slug;
pub mod split;
pub mod summary;
mod tally;
pub mod text;
pub mod toml;
pub mod value;
pub mod yaml;
