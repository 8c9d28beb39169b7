//! `inkfold check`: what is wrong with a blog, before a reader finds it.
//!
//! Every file is read by itself first, on every processor ([`facts`]); then
//! they are held against each other: where links lead, which posts are never
//! shown, which want the same address. Nothing is written, nothing fetched.

mod addresses;
mod facts;
mod finding;
mod keys;
mod links;
mod mentions;
mod menu;
mod pictures;
mod report;
mod settings;
mod shown;

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

use inkfold_core::blog::Blog;
use inkfold_core::diagnostic::Level;
use inkfold_core::link::{Link, resolve};
use inkfold_core::post::Post;
use inkfold_core::site::Site;

use crate::clock;
use crate::content::Content;
use crate::failure::Failure;
use crate::parallel::in_parallel;
use crate::progress;
use facts::Facts;
use finding::{Finding, Place};
use keys::place_of;
use links::Links;
use report::Report;
use settings::Settings;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The line of the file is shown below each.
    Human,
    /// A JSON object a line.
    Json,
    /// Workflow commands, which GitHub shows beside the lines.
    Github,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Things that are not shown as they were meant.
    pub errors: usize,
    /// Things to look at.
    pub warnings: usize,
    /// How many posts were looked at.
    pub posts: usize,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counted = |number: usize, word: &str| match number {
            1 => format!("1 {word}"),
            _ => format!("{number} {word}s"),
        };
        write!(
            f,
            "{} and {} in {}",
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.posts, "post")
        )
    }
}

/// Says on `out` what is wrong with the blog in `folder`, by file and line.
///
/// # Errors
///
/// No folder, or one that cannot be looked through, or that `out` cannot be
/// written to.
pub fn check(
    folder: &Path,
    format: Format,
    colour: bool,
    out: &mut dyn Write,
) -> Result<Tally, Failure> {
    if !folder.is_dir() {
        return Err(Failure::NoContent(folder.to_path_buf()));
    }
    let (mut findings, posts) = find(folder)?;
    finding::sort(&mut findings);
    let errors = findings.iter().filter(|found| found.level == Level::Error);
    let errors = errors.count();
    let report = Report {
        folder,
        format,
        colour,
    };
    match report.write(&findings, out) {
        // Whoever reads along has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written.map_err(Failure::Output)?,
    }
    Ok(Tally {
        errors,
        warnings: findings.len() - errors,
        posts,
    })
}

/// Everything that is wrong, in no order, and how many posts there are.
fn find(folder: &Path) -> Result<(Vec<Finding>, usize), Failure> {
    let mut findings = Vec::new();
    let content = Content::walk(folder, &mut |path, sentence| {
        let path = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
        findings.push(Finding::warning(&path, Place::START, sentence.to_owned()));
    })?;
    let mut settings = Settings::read(&content);
    let candidates = settings.candidates(&content);
    findings.append(&mut settings.findings);
    let reading = settings.site.reading("");
    let progress = progress::bar("Posts:", candidates.len());
    let read = in_parallel(&candidates, &|candidate| {
        progress.inc(1);
        Facts::read(&candidate.path, &candidate.file, reading)
    });
    drop(progress);
    let now = clock::now();
    let zone = &*settings.zone;
    let mut paths = HashSet::new();
    let mut posts = Vec::new();
    for (candidate, mut facts) in candidates.iter().zip(read) {
        paths.insert(candidate.path.as_str());
        if facts.is_list && !candidate.named {
            continue;
        }
        findings.append(&mut facts.findings);
        // Read once more: posts do not go from one processor to another.
        if let Some(bytes) = facts.bytes.take() {
            let mut post = Post::read(&candidate.path, &bytes);
            post.read_path_in(&settings.site.languages);
            let post = Rc::new(post);
            let status = post.status(now, zone);
            posts.push((post, facts, status));
        }
    }
    let shown = posts.iter().map(|(post, _, _)| Rc::clone(post));
    let blog = Blog::new(shown, &settings.site, now, zone);
    let site = Site {
        posts: posts.iter().map(|(post, _, _)| post.path.clone()).collect(),
        ..settings.site.clone()
    };
    let mut links = Links::new(&content, &blog, &site, &posts);
    for (post, facts, _) in &posts {
        findings.extend(shown::never(post, facts, now, zone));
        findings.extend(links.check(&post.path, facts));
        findings.extend(image(post, facts, &content));
    }
    findings.extend(menu::check(&settings, &links));
    let by_path: HashMap<&str, &Facts> = posts
        .iter()
        .map(|(post, facts, _)| (post.path.as_str(), facts))
        .collect();
    let place = |path: &str| {
        let keys = by_path.get(path).map(|facts| facts.keys.as_slice());
        place_of(
            keys.unwrap_or_default(),
            &["slug", "permalink", "url", "path"],
        )
        .unwrap_or(Place::START)
    };
    findings.extend(shown::addresses(&blog, &settings.site, &place));
    findings.extend(shown::aliases(&blog, &settings.site, &by_path));
    if settings.say_what_is_a_post() {
        findings.extend(shown::unlisted(&content, &paths));
    }
    Ok((findings, posts.len()))
}

/// The picture that stands for a post, where it is missing.
fn image(post: &Post, facts: &Facts, content: &Content) -> Option<Finding> {
    let Link::Relative(relative) = Link::parse_source(facts.image.as_deref()?)? else {
        return None;
    };
    let target = resolve(&post.path, &relative).path;
    let names = [
        "image",
        "cover",
        "headerimagefile",
        "heroimage",
        "featuredimage",
    ];
    let place = place_of(&facts.keys, &names).unwrap_or(Place::START);
    let message = format!("the picture {target} is not there");
    let missing = content.locate(&target).is_none();
    missing.then(|| Finding::warning(&post.path, place, message))
}

#[cfg(test)]
mod tests;
