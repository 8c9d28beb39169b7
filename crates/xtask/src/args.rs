//! The command line: from words to a [`Command`], or to a [`Misuse`].

use crate::browsers::Engine;
use crate::run::root;
use lexopt::prelude::*;
use std::path::PathBuf;

/// What `cargo xtask --help` prints.
pub(crate) const HELP: &str = "\
How this repository is built, tested and measured.

Usage: cargo xtask COMMAND

  serve [--content DIR] [--port 8080]
      Builds the app and serves it with the blog in DIR (default: content).
      The page reloads when a post changes. A change of the app's own source
      is not followed; run `trunk serve` for that. Ctrl-C ends it.

  test
      Every check: formatting, lints, documentation, native tests, the weight
      of the first article, feeds and pages against their formats (where Java,
      jing and npm are), and the browser tests in each engine this machine has
      (Chromium, Firefox, WebKitGTK). Installs Chromium if it has none.

  test --browser chromium|firefox|webkit [FILTER]
      Only the browser tests, in that engine, whose names contain FILTER.

  dist [--content DIR] [--out DIR] [--bare]
      The release site, everything a static host needs, in one folder
      (default: dist), and what its first article weighs.
      --bare: the app and the raw posts only, no catalogue, no page for each
      address.

  cli
      The `inkfold` command with the app inside it, at target/release/inkfold:
      what somebody needs who writes a blog and has no Rust.

  bench [markdown] [--corpus DIR]
      How long things take, each beside its peer in the same run: Markdown
      natively and in Chromium, on a megabyte of the posts below DIR (without
      it, of posts made up for this). The peers of the browser come from npm;
      where that or Chromium is missing, the rest runs. Fails where time grows
      faster than a text.

  bench build [--posts N]
      How long `inkfold build` takes for blogs made up of a thousand posts, of
      ten thousand and so on up to N (default: 10000), beside Hugo with the same
      pages if it is on PATH; how much memory; and how long after a change.

  bench smooth
      What holds a page up in Chromium, and for how long at the longest: a post
      of 372 KB and a folder of a thousand posts without a catalogue, made up
      for this.

  bench first-paint [--post FILE]
      How long it takes until an article is on screen in Chromium, over three
      networks: the page that `inkfold build` makes of the post FILE (without
      it, of one of the sample blog), beside plain HTML of the same article and
      docsify with the same Markdown. docsify comes from npm; where that is
      missing, the rest runs.

Folders are taken from where you stand; their defaults, from the repository.
What is missing (the WebAssembly target, Trunk, wasm-bindgen) is installed on
first use, once per user, and said before it happens.
";

/// What the person asked for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Help,
    Serve {
        content: PathBuf,
        port: u16,
    },
    Test(Option<Only>),
    Dist {
        content: PathBuf,
        out: PathBuf,
        bare: bool,
    },
    Cli,
    Bench(Bench),
}

/// What is timed.
#[derive(Debug, PartialEq)]
pub(crate) enum Bench {
    Markdown { corpus: Option<PathBuf> },
    Build { posts: usize },
    Smooth,
    FirstPaint { post: Option<PathBuf> },
}

/// How many posts the largest blog has that is built for its time.
const MANY_POSTS: usize = 10_000;

/// `test` narrowed down to one engine.
#[derive(Debug, PartialEq)]
pub(crate) struct Only {
    pub(crate) engine: Engine,
    pub(crate) filter: Option<String>,
}

/// A command line that makes no sense, as a sentence.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Misuse {
    #[error("cargo xtask has no command {0:?}; its commands are serve, test, dist, cli and bench")]
    Command(String),
    #[error(
        "`cargo xtask {command}` does not know {word}; `cargo xtask --help` tells what it knows"
    )]
    Word { command: &'static str, word: String },
    #[error("there is no benchmark {0:?}; there are markdown, build, smooth and first-paint")]
    Bench(String),
    #[error("--port takes a number from 1 to 65535, not {0:?}")]
    Port(String),
    #[error("--posts takes a number from 1, not {0:?}")]
    Posts(String),
    #[error("--browser takes chromium, firefox or webkit, not {0:?}")]
    Engine(String),
    #[error("the filter {0:?} narrows browser tests down: name the engine too, with --browser")]
    Filter(String),
    /// A flag without its value, or a value where none belongs.
    #[error(transparent)]
    Grammar(#[from] lexopt::Error),
}

/// Reads the command line, the program's name already taken off.
pub(crate) fn parse(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    match words.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Value(name)) => match name.to_string_lossy().as_ref() {
            "help" => Ok(Command::Help),
            "serve" => serve(words),
            "test" => test(words),
            "dist" => dist(words),
            "cli" => cli(words),
            "bench" => bench(words),
            other => Err(Misuse::Command(other.to_owned())),
        },
        Some(flag) => Err(Misuse::Command(shown(&flag))),
    }
}

fn serve(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    let (mut content, mut port) = (root().join("content"), 8080);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("content") => content = words.value()?.into(),
            Long("port") => {
                let value = words.value()?.to_string_lossy().into_owned();
                port = match value.parse() {
                    Ok(number) if number > 0 => number,
                    _ => return Err(Misuse::Port(value)),
                };
            }
            other => return Err(unknown("serve", &other)),
        }
    }
    Ok(Command::Serve { content, port })
}

fn test(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    let (mut engine, mut filter) = (None, None);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("browser") => {
                let name = words.value()?.to_string_lossy().into_owned();
                engine = Some(Engine::named(&name).ok_or(Misuse::Engine(name))?);
            }
            Value(text) if filter.is_none() => {
                filter = Some(text.to_string_lossy().into_owned());
            }
            other => return Err(unknown("test", &other)),
        }
    }
    match (engine, filter) {
        (Some(engine), filter) => Ok(Command::Test(Some(Only { engine, filter }))),
        (None, Some(filter)) => Err(Misuse::Filter(filter)),
        (None, None) => Ok(Command::Test(None)),
    }
}

fn dist(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    let (mut content, mut out) = (root().join("content"), root().join("dist"));
    let mut bare = false;
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("content") => content = words.value()?.into(),
            Long("out") => out = words.value()?.into(),
            Long("bare") => bare = true,
            other => return Err(unknown("dist", &other)),
        }
    }
    Ok(Command::Dist { content, out, bare })
}

fn cli(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    match words.next()? {
        None => Ok(Command::Cli),
        Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(other) => Err(unknown("cli", &other)),
    }
}

fn bench(mut words: lexopt::Parser) -> Result<Command, Misuse> {
    let (mut corpus, mut posts, mut post, mut name) = (None, None, None, None);
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("corpus") => corpus = Some(words.value()?.into()),
            Long("post") => post = Some(words.value()?.into()),
            Long("posts") => {
                let value = words.value()?.to_string_lossy().into_owned();
                let number = value.parse().ok().filter(|number| *number > 0);
                posts = Some(number.ok_or(Misuse::Posts(value))?);
            }
            Value(word) if name.is_none() => name = Some(word.to_string_lossy().into_owned()),
            other => return Err(unknown("bench", &other)),
        }
    }
    let given = [
        ("--corpus", corpus.is_some()),
        ("--posts", posts.is_some()),
        ("--post", post.is_some()),
    ];
    let (bench, own) = match name.as_deref() {
        None | Some("markdown") => (Bench::Markdown { corpus }, "--corpus"),
        Some("build") => {
            let posts = posts.unwrap_or(MANY_POSTS);
            (Bench::Build { posts }, "--posts")
        }
        Some("smooth") => (Bench::Smooth, ""),
        Some("first-paint") => (Bench::FirstPaint { post }, "--post"),
        Some(other) => return Err(Misuse::Bench(other.to_owned())),
    };
    match given.iter().find(|(word, given)| *given && *word != own) {
        Some((word, _)) => Err(Misuse::Word {
            command: "bench",
            word: format!("{word} for this one"),
        }),
        None => Ok(Command::Bench(bench)),
    }
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

    #[test]
    fn nothing_or_help_is_help() {
        for line in ["", "help", "--help", "-h", "dist --help", "serve -h"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line}");
        }
    }

    #[test]
    fn serve_has_defaults_and_options() {
        assert_eq!(
            parsed("serve"),
            Ok(Command::Serve {
                content: root().join("content"),
                port: 8080
            })
        );
        assert_eq!(
            parsed("serve --content my/blog --port=9000"),
            Ok(Command::Serve {
                content: "my/blog".into(),
                port: 9000
            })
        );
    }

    #[test]
    fn dist_has_defaults_and_options() {
        assert_eq!(
            parsed("dist --bare --out site"),
            Ok(Command::Dist {
                content: root().join("content"),
                out: "site".into(),
                bare: true
            })
        );
    }

    #[test]
    fn cli_takes_no_options() {
        assert_eq!(parsed("cli"), Ok(Command::Cli));
        assert_eq!(parsed("cli -h"), Ok(Command::Help));
    }

    #[test]
    fn bench_takes_a_name_and_posts() {
        let of = |bench| Ok(Command::Bench(bench));
        let corpus = None;
        assert_eq!(parsed("bench"), of(Bench::Markdown { corpus }));
        let corpus = Some("my/blogs".into());
        let line = "bench markdown --corpus my/blogs";
        assert_eq!(parsed(line), of(Bench::Markdown { corpus }));
        let posts = 10_000;
        assert_eq!(parsed("bench build"), of(Bench::Build { posts }));
        let posts = 500;
        let line = "bench build --posts 500";
        assert_eq!(parsed(line), of(Bench::Build { posts }));
        assert_eq!(parsed("bench smooth"), of(Bench::Smooth));
        let post = None;
        assert_eq!(parsed("bench first-paint"), of(Bench::FirstPaint { post }));
        let post = Some("my/post.md".into());
        let line = "bench first-paint --post my/post.md";
        assert_eq!(parsed(line), of(Bench::FirstPaint { post }));
    }

    #[test]
    fn test_can_be_one_engine_and_a_filter() {
        assert_eq!(parsed("test"), Ok(Command::Test(None)));
        assert_eq!(
            parsed("test --browser webkit back_button"),
            Ok(Command::Test(Some(Only {
                engine: Engine::WebKit,
                filter: Some("back_button".into())
            })))
        );
    }

    #[test]
    fn misuse_is_one_sentence_that_names_the_word() {
        for (line, word) in [
            ("sevre", "\"sevre\""),
            ("--bare", "--bare"),
            ("dist --fast", "--fast"),
            ("dist here", "here"),
            ("serve --port", "--port"),
            ("serve --port 0", "\"0\""),
            ("serve --port 70000", "\"70000\""),
            ("test --browser opera", "\"opera\""),
            ("test back", "\"back\""),
            ("test --browser firefox a b", "know b"),
            ("dist --bare=yes", "bare"),
            ("cli --fast", "--fast"),
            ("bench search", "\"search\""),
            ("bench --quick", "--quick"),
            ("bench build --corpus x", "--corpus"),
            ("bench markdown --posts 3", "--posts"),
            ("bench build --posts none", "\"none\""),
            ("bench smooth --posts 3", "--posts"),
            ("bench smooth --corpus x", "--corpus"),
            ("bench --post x", "--post"),
            ("bench first-paint --posts 3", "--posts"),
        ] {
            let sentence = parsed(line).unwrap_err();
            assert!(sentence.contains(word), "{line}: {sentence}");
            assert!(!sentence.contains('\n'), "{line}: {sentence}");
        }
    }
}
