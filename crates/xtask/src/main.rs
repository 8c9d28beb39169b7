//! `cargo xtask`: how this repository is built, tested and measured.
//!
//! Here: which command runs, and how a failure leaves (one sentence, an exit
//! code). The commands themselves are the modules below.

mod app;
mod args;
mod bench;
mod browsers;
mod dist;
mod driver;
mod embed;
mod failure;
mod minify;
mod run;
mod serve;
mod small;
mod test;
mod toolchain;
mod tools;
mod validate;
mod weights;

use args::{Bench, Command};
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let command = match args::parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(misuse) => {
            eprintln!("error: {misuse}");
            return ExitCode::from(2);
        }
    };
    match perform(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Command) -> Result<(), Failure> {
    match command {
        Command::Help => {
            print!("{}", args::HELP);
            Ok(())
        }
        Command::Serve { content, port } => serve::serve(&content, port),
        Command::Test(only) => test::test(only.as_ref()),
        Command::Dist { content, out, bare } => dist::dist(&content, &out, bare),
        Command::Cli => app::release_cli().map(drop),
        Command::Bench(Bench::Markdown { corpus }) => bench::markdown(corpus.as_deref()),
        Command::Bench(Bench::Build { posts }) => bench::build::bench(posts),
        Command::Bench(Bench::Smooth) => bench::smooth::bench(),
        Command::Bench(Bench::FirstPaint { post }) => bench::first_paint::bench(post.as_deref()),
    }
}
