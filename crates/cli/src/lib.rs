//! The `inkfold` command as a library, so that its tests need no process.
//!
//! [`build`] makes a site of a blog's folder, [`serve`] shows one on this
//! machine and follows what its author changes. Both go the same way:
//! `content` looks through the folder, `source` reads the blog out of it,
//! `pages` decides what every page says, `template` puts it into the app's
//! HTML; `catalog` lists the posts for it. [`inspect`] tells what becomes of single
//! posts, [`check`] what is wrong with all of them. What is true of a blog
//! without a disk is `inkfold_core`'s.

mod aliases;
pub mod app;
pub mod args;
pub mod build;
pub mod catalog;
pub mod check;
mod clock;
mod content;
mod drafts;
mod drawing;
mod facts;
pub mod failure;
mod host;
mod hosting;
pub mod inspect;
pub mod interrupt;
mod json;
mod keys;
mod ledger;
pub mod new;
mod output;
mod pages;
mod papers;
mod parallel;
mod pattern;
mod pictures;
mod progress;
pub mod serve;
mod settings;
mod source;
mod template;
mod watch;
mod words;
