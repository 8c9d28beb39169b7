//! `cargo xtask serve`: the blog on a local address.
//!
//! Serving, watching and reloading are the `inkfold` command's.

use crate::app::{self, Profile};
use crate::failure::Failure;
use crate::run::{program, run};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

/// Builds the app and serves it with `content`, until it is stopped.
pub(crate) fn serve(content: &Path, port: u16) -> Result<(), Failure> {
    // Both would be found out later, but only after minutes of building.
    app::content(content)?;
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|source| Failure::Port { port, source })?;
    let app = app::build(Profile::Dev)?;
    let mut command = program(app::cli()?);
    command
        .current_dir(".")
        .arg("serve")
        .arg(content)
        .arg("--app")
        .arg(app)
        .args(["--port", &port.to_string()]);
    run("serving", &mut command)
}
