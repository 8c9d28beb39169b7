//! The reading half of `serde_yaml` 0.9.34; the README beside this says what
//! differs and why.

mod de;
mod error;
mod loader;
mod parser;

pub use crate::de::from_str;
pub use crate::error::{Error, Location, Result};
