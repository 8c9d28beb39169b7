//! What a person does with a blog, in a real browser: written once, run in
//! every engine the machine has. `tests/README.md` says how.
//!
//! One file a topic; each test is a story about a blog of its own. What the
//! stories stand on is in `support`.

// A browser test needs a machine with browsers, never the app's own target.
#![cfg(not(target_arch = "wasm32"))]
// In a test, a broken expectation is the result, and a panic says it.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod accessibility;
mod addresses;
mod alike;
mod article;
mod boot;
mod catalog;
mod code;
mod drawn;
mod failures;
mod first_paint;
mod front_matter;
mod harness;
mod hosting;
mod languages;
mod listing;
mod long;
mod looks;
mod math;
mod nginx;
mod safety;
mod scrolling;
mod seed;
mod serve;
mod smooth;
mod specs;
mod speed;
mod support;
mod vectors;
mod video;
mod widgets;
