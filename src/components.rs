//! Pieces that pages are made of, one a file. They get values and draw them;
//! none of them fetches or remembers anything.

pub mod alert;
pub mod byline;
pub mod card;
pub mod page;
pub mod sidebar;
