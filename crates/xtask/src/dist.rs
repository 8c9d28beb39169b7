//! `cargo xtask dist`: the release site in one folder, and what it weighs.

use crate::app::{self, Profile};
use crate::failure::Failure;
use crate::weights::{self, BUDGET, Weights};
use std::path::Path;

/// Builds the site of `content` into `out`. A weight above the budget is said,
/// but it is `test` that fails for it.
pub(crate) fn dist(content: &Path, out: &Path, bare: bool) -> Result<(), Failure> {
    app::content(content)?;
    let app = app::build(Profile::Release)?;
    app::site(content, &app, out, bare)?;
    let weights = Weights::of(out)?;
    println!("\n{weights}");
    println!("\n{}", weights::modules(out)?.trim_end());
    if let Err(failure) = weights::loader(out) {
        println!("\n{failure}");
    }
    if weights.total() > BUDGET {
        println!("\nThat is more than the budget for a built site allows.");
    }
    println!("\nThe site is in {}", out.display());
    Ok(())
}
