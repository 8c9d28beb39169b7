//! The `inkfold` command: from words to an exit code.
//!
//! Everything it can do is the library's; see `inkfold --help`.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use inkfold_cli::args::{self, Command, Line};
use inkfold_cli::build::Options;
use inkfold_cli::failure::Failure;
use inkfold_cli::{build, catalog, check, inspect, interrupt, new, serve};
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    // Says what is wrong with the words, and ends with 2.
    let Line { command } = Line::parse();
    match perform(command) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Option<Command>) -> Result<ExitCode, Failure> {
    match command {
        None => print!("{}", args::help()),
        Some(Command::New(words)) => {
            let written = new::new(&words.folder, words.language)?;
            for path in written {
                println!("Wrote {}", path.display());
            }
            print!("{}", new::next_commands(&words.folder));
        }
        Some(Command::Build(words)) => {
            interrupt::leave_nothing_behind();
            let out = words.out.clone();
            let mut notes = Vec::new();
            let pages = build::build(
                &Options::from(words),
                &out,
                build::ledgers().as_deref(),
                &mut notes,
            );
            for note in notes {
                eprintln!("{note}");
            }
            println!("Wrote {} to {}", build::counted(pages?), out.display());
        }
        Some(Command::Catalog(words)) => {
            interrupt::leave_nothing_behind();
            let mut notes = Vec::new();
            let listed = catalog::catalog(&words.content, &mut notes);
            for note in notes {
                eprintln!("{note}");
            }
            let posts = match listed? {
                1 => "1 post".to_owned(),
                posts => format!("{posts} posts"),
            };
            println!(
                "Listed {posts} in {}",
                words.content.join("catalog.json").display()
            );
        }
        Some(Command::Inspect(words)) => {
            let mut notes = Vec::new();
            let mut out = io::BufWriter::new(io::stdout().lock());
            let done = inspect::inspect(&words.paths, words.format, &mut out, &mut notes);
            for note in notes {
                eprintln!("{note}");
            }
            done?;
        }
        Some(Command::Check(words)) => {
            let no_colour = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let colour = io::stdout().is_terminal() && !no_colour;
            let mut out = io::BufWriter::new(io::stdout().lock());
            let tally = check::check(&words.content, words.format, colour, &mut out)?;
            eprintln!("{tally}");
            if tally.errors > 0 {
                return Ok(ExitCode::FAILURE);
            }
        }
        Some(Command::Serve(words)) => {
            let port = words.port;
            serve::serve(&Options::from(words), port)?;
        }
        Some(Command::Completions { shell }) => {
            let script = args::completions(shell);
            io::stdout().write_all(&script).map_err(Failure::Output)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
