use super::*;

fn parsed(line: &str) -> Result<Option<Command>, clap::Error> {
    let words = ["inkfold"].into_iter().chain(line.split_whitespace());
    Line::try_parse_from(words).map(|line| line.command)
}

fn options(content: &str, bare: bool, served_at: Option<&str>) -> Options {
    Options {
        content: content.into(),
        app: App::Folder("app".into()),
        bare,
        overrides: Overrides {
            url: None,
            drafts: served_at.is_some(),
        },
        compressed: false,
        served_at: served_at.map(str::to_owned),
    }
}

#[test]
fn is_put_together_well() {
    Line::command().debug_assert();
}

#[test]
fn nothing_or_help_is_help() {
    assert_eq!(parsed("").unwrap(), None);
    for line in [
        "help",
        "--help",
        "-h",
        "build --help",
        "serve -h",
        "help inspect",
    ] {
        let said = parsed(line).unwrap_err();
        assert_eq!(said.exit_code(), 0, "{line}");
        assert!(said.to_string().contains("Usage: inkfold"), "{line}");
    }
}

#[test]
fn the_help_of_every_command_has_an_example() {
    for command in Line::command().get_subcommands_mut() {
        let help = command.render_long_help().to_string();
        let example = format!("\n  inkfold {}", command.get_name());
        assert!(help.contains(&example), "{help}");
    }
}

#[test]
fn build_has_a_default_folder_and_options() {
    for (line, expected) in [
        (
            "build --app app --out site",
            options("content", false, None),
        ),
        (
            "build my/blog --bare --out=site --app=app",
            options("my/blog", true, None),
        ),
    ] {
        let Ok(Some(Command::Build(words))) = parsed(line) else {
            panic!("{line}");
        };
        assert_eq!(words.out, PathBuf::from("site"), "{line}");
        assert_eq!(Options::from(words), expected, "{line}");
    }
}

#[test]
fn build_knows_better_than_the_settings_where_it_is_told() {
    let Ok(Some(Command::Build(words))) =
        parsed("build --app app --out site --drafts --compress --base-url https://A.b/c")
    else {
        panic!("no build");
    };
    let options = Options::from(words);
    let expected = Overrides {
        url: Some("https://a.b/c/".to_owned()),
        drafts: true,
    };
    assert_eq!(options.overrides, expected);
    assert!(options.compressed);
}

#[test]
fn serve_has_a_default_port() {
    for (line, port) in [
        ("serve blog --app app", 8080),
        ("serve --port 0 --app app blog", 0),
    ] {
        let Ok(Some(Command::Serve(words))) = parsed(line) else {
            panic!("{line}");
        };
        assert_eq!(words.port, port, "{line}");
        assert_eq!(Options::from(words), options("blog", false, Some("/")));
    }
}

#[test]
fn inspect_takes_any_number_of_paths() {
    for (line, format) in [
        ("inspect a b/c.md", inspect::Format::Text),
        ("inspect --format json a b/c.md", inspect::Format::Json),
        ("inspect a --format=text b/c.md", inspect::Format::Text),
    ] {
        let paths = vec!["a".into(), "b/c.md".into()];
        let expected = Command::Inspect(Inspect { paths, format });
        assert_eq!(parsed(line).unwrap(), Some(expected), "{line}");
    }
}

#[test]
fn misuse_is_told_with_the_word_that_is_wrong() {
    for (line, word) in [
        ("biuld", "'build'"),
        ("--bare", "--bare"),
        ("build a b --app app --out site", "'b'"),
        ("build --app app", "--out"),
        ("build --app", "--app"),
        ("build --bare=x --app app --out site", "--bare"),
        ("serve --app app --out site", "--out"),
        ("inspect", "PATH"),
        ("inspect a --format xml", "xml"),
        ("inspect a --bare", "--bare"),
        ("serve --app app --port high", "high"),
        ("serve --app app --port 70000", "70000"),
        ("completions cmd", "cmd"),
        (
            "build --app app --out site --base-url blog.example",
            "https://",
        ),
    ] {
        let said = parsed(line).unwrap_err();
        assert_eq!(said.exit_code(), 2, "{line}");
        let text = said.to_string();
        assert!(text.starts_with("error: "), "{line}: {text}");
        assert!(text.contains(word), "{line}: {text}");
    }
    // A command that holds the app needs none.
    if App::inside().is_none() {
        let said = parsed("build --out site").unwrap_err().to_string();
        assert!(said.contains("--app"), "{said}");
    }
}

#[test]
fn every_shell_is_told_every_command() {
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        let text = String::from_utf8(completions(shell)).unwrap();
        for word in [
            "new",
            "build",
            "serve",
            "check",
            "inspect",
            "completions",
            "port",
        ] {
            assert!(text.contains(word), "{shell}: {word}");
        }
    }
}
