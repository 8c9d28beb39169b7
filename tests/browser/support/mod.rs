//! What the journeys stand on: a blog, a host that serves it, a browser that
//! opens it, and a person who looks at it. No assertion about Inkfold itself
//! belongs here.

mod blog;
mod browser;
mod environment;
mod fault;
mod probe;
mod reader;
mod server;
mod spare;
mod story;
mod wire;

pub(crate) use blog::{Blog, Elsewhere, catalog, in_seconds, post, write};
pub(crate) use browser::Settings;
pub(crate) use environment::{Engine, app, cli, engine, note};
pub(crate) use fault::Fault;
pub(crate) use reader::Reader;
pub(crate) use server::{STRICT_POLICY, content_type, decode_percent};
