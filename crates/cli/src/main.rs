//! The `inkfold` command: from words to an exit code.
//!
//! Everything it can do is the library's; see `inkfold --help`.

use std::io;
use std::process::ExitCode;

use inkfold_cli::args::{self, Command};
use inkfold_cli::failure::Failure;
use inkfold_cli::{build, inspect, serve};

fn main() -> ExitCode {
    let command = match args::parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(misuse) => {
            eprintln!("error: {misuse}");
            return ExitCode::from(2);
        }
    };
    match perform(&command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Help => print!("{}", args::HELP),
        Command::Build { options, out } => {
            let mut notes = Vec::new();
            let pages = build::build(options, out, &mut notes);
            for note in notes {
                eprintln!("{note}");
            }
            println!("Wrote {} to {}", build::counted(pages?), out.display());
        }
        Command::Inspect { paths, format } => {
            let mut notes = Vec::new();
            let mut out = io::BufWriter::new(io::stdout().lock());
            let done = inspect::inspect(paths, *format, &mut out, &mut notes);
            for note in notes {
                eprintln!("{note}");
            }
            done?;
        }
        Command::Serve { options, port } => serve::serve(options, *port)?,
    }
    Ok(())
}
