//! The command line: what can be asked for, and the help that teaches it.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use inkfold_core::link::Link;

use crate::app::App;
use crate::build::{Options, Overrides};
use crate::{check, inspect, new};

/// A blog that is a folder of Markdown, drawn in the reader's browser.
#[derive(Debug, Parser)]
#[command(name = "inkfold", version, about, after_help = ABOUT_FOLDERS)]
pub struct Line {
    /// Nothing is asked for where only help is wanted.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const ABOUT_FOLDERS: &str = "\
DIR holds site.yaml, the posts and their pictures. All of it is published as it
is, drafts too, though no page shows them; only files and folders that begin
with a dot stay out. What is wrong with a post is said as file:line:column and
stops nothing.

`inkfold COMMAND --help` has examples.";

/// What the person asked for.
#[derive(Debug, PartialEq, Subcommand)]
pub enum Command {
    /// Makes a small blog to start from.
    ///
    /// The folder is made where it is missing; one that holds something is left
    /// alone.
    #[command(after_help = "\
Examples:
  inkfold new my-blog
  inkfold new my-blog --language ru")]
    New(New),
    /// Shows a blog on this machine and reloads open pages on change.
    ///
    /// The address is http://127.0.0.1:8080/, the headers are those of a strict
    /// host. Saving a file in DIR reloads the open pages. Drafts are shown, and
    /// posts whose day has not come. Ctrl-C ends it.
    #[command(after_help = "\
Examples:
  inkfold serve                     the blog in the folder content
  inkfold serve my-blog --port 0    another one, at any port that is free")]
    Serve(Serve),
    /// Writes a blog as a site for any static host.
    ///
    /// The site is the app, a copy of DIR, and a small page for every address.
    /// A folder that `build` wrote before is replaced, any other is not.
    #[command(after_help = "\
Examples:
  inkfold build --out public             the blog in the folder content
  inkfold build my-blog --out public     another one
  inkfold build --out public --bare      for a host where new posts are uploaded by hand
  inkfold build --out public --compress  for nginx with gzip_static
  inkfold build --out preview --drafts --base-url https://preview.example.org/

The folder has what hosts ask for: _headers and _redirects (Netlify, Cloudflare
Pages), .nojekyll (GitHub Pages) and nginx.conf. A post's `aliases` are pages
that lead on to it.")]
    Build(Build),
    /// Lists the posts of a blog in files beside them.
    ///
    /// With them the app need not read every post to list them. Where a site
    /// is uploaded by hand, run it after each change; `build` does it by itself.
    /// The files are DIR/catalog.json and DIR/catalog/, names that are never
    /// posts.
    #[command(after_help = "\
Examples:
  inkfold catalog             the blog in the folder content
  inkfold catalog my-blog     another one")]
    Catalog(Catalog),
    /// Tells what becomes of posts.
    ///
    /// Title, date, address, whether they show and why not, and what is wrong
    /// with them. A folder means every post below it.
    #[command(after_help = "\
Examples:
  inkfold inspect content/posts/hello.md
  inkfold inspect content --format json | jq -r 'select(.status == \"draft\").path'")]
    Inspect(Inspect),
    /// Says what is wrong with a blog: dead links, missing pictures, hidden posts.
    ///
    /// Each finding begins with `file:line:column: level: message`. An error is
    /// something that is not shown as you meant it; a warning is worth a look.
    /// Ends with 1 where there is an error. Nothing is changed.
    #[command(after_help = "\
Examples:
  inkfold check                            the blog in the folder content
  inkfold check my-blog --format github    in a workflow: notes beside the lines
  inkfold check --format json | jq -r 'select(.level == \"error\").message'")]
    Check(Check),
    /// Prints what makes a shell complete these commands.
    #[command(after_help = "\
Examples:
  inkfold completions bash > ~/.local/share/bash-completion/completions/inkfold
  inkfold completions zsh  > ~/.zfunc/_inkfold       with ~/.zfunc in $fpath
  inkfold completions fish > ~/.config/fish/completions/inkfold.fish
  inkfold completions powershell >> $PROFILE")]
    Completions {
        /// Which shell.
        shell: Shell,
    },
}

/// The words after `new`.
#[derive(Args, Debug, PartialEq)]
pub struct New {
    /// The folder to make it in.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The language of the blog and of its first posts.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub language: new::Language,
}

/// The words after `serve`.
#[derive(Args, Debug, PartialEq)]
pub struct Serve {
    #[command(flatten)]
    blog: Blog,
    /// The port; 0 takes any that is free.
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    pub port: u16,
}

/// The words after `build`.
#[derive(Args, Debug, PartialEq)]
pub struct Build {
    #[command(flatten)]
    blog: Blog,
    /// Where the site is written.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// The app and the raw posts only, no catalogue, no page for each address.
    #[arg(long)]
    bare: bool,
    /// The absolute address of the site, in place of `url` in site.yaml.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Show drafts, and posts whose day has not come.
    #[arg(long)]
    drafts: bool,
    /// Write .br and .gz beside text files, for hosts that hand them out.
    #[arg(long)]
    compress: bool,
}

/// A blog and the app that shows it.
#[derive(Args, Debug, PartialEq)]
struct Blog {
    /// The blog's folder.
    #[arg(value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// Another app than the one inside this command: the folder Trunk writes.
    #[arg(long, value_name = "FOLDER", required = App::inside().is_none())]
    app: Option<PathBuf>,
}

/// The words after `catalog`.
#[derive(Args, Debug, PartialEq)]
pub struct Catalog {
    /// The blog's folder.
    #[arg(value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
}

/// The words after `inspect`.
#[derive(Args, Debug, PartialEq)]
pub struct Inspect {
    /// Posts, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// `text` for people, `json` for programs: an object a line.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: inspect::Format,
}

/// The words after `check`.
#[derive(Args, Debug, PartialEq)]
pub struct Check {
    /// The blog's folder.
    #[arg(value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// Who reads it.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: check::Format,
}

impl Blog {
    fn app(self) -> App {
        self.app.map_or(App::Inside, App::Folder)
    }
}

impl From<Serve> for Options {
    fn from(words: Serve) -> Self {
        Self {
            content: words.blog.content.clone(),
            app: words.blog.app(),
            bare: false,
            overrides: Overrides {
                url: None,
                drafts: true,
            },
            compressed: false,
            served_at: Some("/".to_owned()),
        }
    }
}

impl From<Build> for Options {
    fn from(words: Build) -> Self {
        Self {
            content: words.blog.content.clone(),
            app: words.blog.app(),
            bare: words.bare,
            overrides: Overrides {
                url: words.base_url,
                drafts: words.drafts,
            },
            compressed: words.compress,
            served_at: None,
        }
    }
}

/// An address as `url` in the settings is read.
fn base_url(text: &str) -> Result<String, String> {
    match Link::parse_source(text) {
        Some(Link::Absolute(url)) => Ok(url.trim_end_matches('/').to_owned() + "/"),
        _ => Err("an address begins with https://".to_owned()),
    }
}

/// What `inkfold --help` prints.
pub fn help() -> clap::builder::StyledStr {
    Line::command().render_help()
}

/// What `inkfold completions` prints.
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Line::command(), "inkfold", &mut out);
    out
}

#[cfg(test)]
mod tests;
