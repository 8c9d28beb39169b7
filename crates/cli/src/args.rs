//! The command line: from words to a [`Command`], or to a [`Misuse`].

use std::path::PathBuf;

use lexopt::prelude::*;

use crate::app::App;
use crate::build::Options;
use crate::inspect::Format;

/// What `inkfold --help` prints.
pub const HELP: &str = "\
A blog that is a folder of Markdown, drawn in the reader's browser.

Usage: inkfold COMMAND

  build [DIR] --out OUT [--bare] [--app APP]
      Writes the blog in DIR (default: content) as a site for any static host
      to OUT: the app, a copy of DIR, and a small page for every address.
      A folder that `build` wrote before is replaced, any other is not.
      --app APP   another app than the one inside this command: what Trunk
                  writes
      --bare      the app and the raw posts only, no page for each address

  serve [DIR] [--port 8080] [--app APP]
      Shows the blog in DIR (default: content) at http://127.0.0.1:8080/, with
      the headers of a strict host. Saving a file in DIR reloads the open
      pages. Ctrl-C ends it.
      --app APP    another app than the one inside this command: what Trunk
                   writes
      --port PORT  another port; 0 takes any that is free

  inspect PATH... [--format json]
      Tells what becomes of posts: title, date, address, whether they show and
      why not, and what is wrong with them. A folder means every post below it.
      --format json   a JSON object a line, for programs

DIR holds site.yaml, the posts and their pictures. All of it is published as it
is, drafts too, though no page shows them; only files and folders that begin
with a dot stay out. What is wrong with a post is said as file:line:column and
stops nothing.
";

/// What the person asked for.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// To be told how to ask.
    Help,
    /// A site in a folder.
    Build {
        /// From what.
        options: Options,
        /// The folder.
        out: PathBuf,
    },
    /// To be told what becomes of posts.
    Inspect {
        /// Files and folders.
        paths: Vec<PathBuf>,
        /// How.
        format: Format,
    },
    /// A site on a local address.
    Serve {
        /// From what.
        options: Options,
        /// The port; 0 for any.
        port: u16,
    },
}

/// A command line that makes no sense, as a sentence.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the sentences say it")]
pub enum Misuse {
    #[error("inkfold has no command {0:?}; its commands are build, serve and inspect")]
    Command(String),
    #[error("`inkfold {command}` does not know {word}; `inkfold --help` tells what it knows")]
    Word { command: &'static str, word: String },
    #[error("`inkfold {command}` needs {flag} FOLDER: {meaning}")]
    Lacks {
        command: &'static str,
        flag: &'static str,
        meaning: &'static str,
    },
    #[error("`inkfold inspect` needs a file or a folder to look at")]
    NoPath,
    #[error("--format takes json or text, not {0:?}")]
    Format(String),
    #[error("--port takes a number from 0 to 65535, not {0:?}")]
    Port(String),
    /// A flag without its value, or a value where none belongs.
    #[error(transparent)]
    Grammar(#[from] lexopt::Error),
}

/// Reads the command line, the program's name already taken off.
///
/// # Errors
///
/// What is no command, or lacks a part.
pub fn parse(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    match words.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Value(name)) => match name.to_string_lossy().as_ref() {
            "help" => Ok(Command::Help),
            "build" => build(words),
            "inspect" => inspect(words),
            "serve" => serve(words),
            other => Err(Misuse::Command(other.to_owned())),
        },
        Some(flag) => Err(Misuse::Command(shown(&flag))),
    }
}

fn build(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    let (mut content, mut app, mut out, mut bare) = (None, None, None, false);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("app") => app = Some(PathBuf::from(words.value()?)),
            Long("out") => out = Some(PathBuf::from(words.value()?)),
            Long("bare") => bare = true,
            Value(folder) if content.is_none() => content = Some(PathBuf::from(folder)),
            other => return Err(unknown("build", &other)),
        }
    }
    Ok(Command::Build {
        options: Options {
            content: content.unwrap_or_else(|| "content".into()),
            app: app_in(app, "build")?,
            bare,
            served_at: None,
        },
        out: out.ok_or(Misuse::Lacks {
            command: "build",
            flag: "--out",
            meaning: "where the site is written",
        })?,
    })
}

fn serve(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    let (mut content, mut app, mut port) = (None, None, 8080);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("app") => app = Some(PathBuf::from(words.value()?)),
            Long("port") => {
                let value = words.value()?.to_string_lossy().into_owned();
                port = value.parse().map_err(|_| Misuse::Port(value))?;
            }
            Value(folder) if content.is_none() => content = Some(PathBuf::from(folder)),
            other => return Err(unknown("serve", &other)),
        }
    }
    Ok(Command::Serve {
        options: Options {
            content: content.unwrap_or_else(|| "content".into()),
            app: app_in(app, "serve")?,
            bare: false,
            served_at: Some("/".to_owned()),
        },
        port,
    })
}

fn inspect(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    let (mut paths, mut format) = (Vec::new(), Format::Text);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("format") => {
                format = match words.value()?.to_string_lossy().as_ref() {
                    "json" => Format::Json,
                    "text" => Format::Text,
                    other => return Err(Misuse::Format(other.to_owned())),
                }
            }
            Value(path) => paths.push(PathBuf::from(path)),
            other => return Err(unknown("inspect", &other)),
        }
    }
    if paths.is_empty() {
        return Err(Misuse::NoPath);
    }
    Ok(Command::Inspect { paths, format })
}

/// The app a person named, else the one inside the command.
fn app_in(folder: Option<PathBuf>, command: &'static str) -> Result<App, Misuse> {
    folder
        .map(App::Folder)
        .or_else(App::inside)
        .ok_or(Misuse::Lacks {
            command,
            flag: "--app",
            meaning: "the built app, what Trunk writes",
        })
}

fn unknown(command: &'static str, word: &lexopt::Arg<'_>) -> Misuse {
    Misuse::Word {
        command,
        word: shown(word),
    }
}

fn shown(word: &lexopt::Arg<'_>) -> String {
    match word {
        Short(letter) => format!("-{letter}"),
        Long(name) => format!("--{name}"),
        Value(value) => value.to_string_lossy().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        let words = lexopt::Parser::from_args(line.split_whitespace());
        parse(words).map_err(|misuse| misuse.to_string())
    }

    fn options(content: &str, bare: bool, served_at: Option<&str>) -> Options {
        Options {
            content: content.into(),
            app: App::Folder("app".into()),
            bare,
            served_at: served_at.map(str::to_owned),
        }
    }

    #[test]
    fn nothing_or_help_is_help() {
        for line in ["", "help", "--help", "-h", "build --help", "serve -h"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line}");
        }
    }

    #[test]
    fn build_has_a_default_folder_and_options() {
        for (line, options) in [
            (
                "build --app app --out site",
                options("content", false, None),
            ),
            (
                "build my/blog --bare --out=site --app=app",
                options("my/blog", true, None),
            ),
        ] {
            let out = "site".into();
            assert_eq!(parsed(line), Ok(Command::Build { options, out }), "{line}");
        }
    }

    #[test]
    fn serve_has_a_default_port() {
        for (line, port) in [
            ("serve blog --app app", 8080),
            ("serve --port 0 --app app blog", 0),
        ] {
            let options = options("blog", false, Some("/"));
            assert_eq!(parsed(line), Ok(Command::Serve { options, port }));
        }
    }

    #[test]
    fn inspect_takes_any_number_of_paths() {
        for (line, format) in [
            ("inspect a b/c.md", Format::Text),
            ("inspect --format json a b/c.md", Format::Json),
            ("inspect a --format=text b/c.md", Format::Text),
        ] {
            let paths = vec!["a".into(), "b/c.md".into()];
            assert_eq!(parsed(line), Ok(Command::Inspect { paths, format }));
        }
    }

    #[test]
    fn misuse_is_one_sentence_that_names_the_word() {
        for (line, word) in [
            ("biuld", "\"biuld\""),
            ("--bare", "--bare"),
            ("build a b --app app --out site", "does not know b"),
            ("build --out site", "--app"),
            ("build --app app", "--out"),
            ("build --app", "--app"),
            ("build --bare=x --app app --out site", "--bare"),
            ("serve --app app --out site", "--out"),
            ("inspect", "a file or a folder"),
            ("inspect a --format xml", "\"xml\""),
            ("inspect a --bare", "--bare"),
            ("serve --app app --port high", "\"high\""),
            ("serve --app app --port 70000", "\"70000\""),
        ] {
            let sentence = parsed(line).expect_err(line);
            assert!(sentence.contains(word), "{line}: {sentence}");
            assert!(!sentence.contains('\n'), "{line}: {sentence}");
        }
    }
}
