//! How long a site takes: `inkfold build` beside Hugo, on the same posts and
//! with the same pages, in turns.

use super::{blog, hugo};
use crate::failure::Failure;
use crate::run::{heading, output, program, root, which};
use crate::{app, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How often each is run; the largest blog once.
const ROUNDS: usize = 3;
const MANY: usize = 100_000;

/// How often a running program is asked for its memory.
const PEEK: Duration = Duration::from_millis(5);

/// What one run took.
#[derive(Clone, Copy)]
struct Run {
    seconds: f64,
    /// The most memory it had, where the system tells.
    mebibytes: Option<u64>,
}

/// Times blogs of a thousand posts, of ten thousand and so on, up to `posts`.
pub(crate) fn bench(posts: usize) -> Result<(), Failure> {
    let inkfold = app::release_cli()?;
    let hugo = which("hugo");
    heading("Building a site");
    println!("Load before: {}", load());
    match &hugo {
        Some(hugo) => {
            let version = output(program(hugo).arg("version"));
            println!("{}", version.unwrap_or_default());
        }
        None => println!("Not timed beside Hugo: there is none on PATH."),
    }
    let mut medians: Vec<(usize, f64)> = Vec::new();
    let sizes = (3..).map(|power| 10_usize.pow(power));
    for count in sizes.take_while(|count| *count < posts).chain([posts]) {
        let desk = root().join("target/bench").join(format!("blog-{count}"));
        // Left from another run.
        put_away(&desk)?;
        let ours = at(&inkfold, &desk, count)?;
        let theirs = match &hugo {
            Some(hugo) => Some((hugo.as_path(), beside(&desk)?)),
            None => None,
        };
        let rounds = if count < MANY { ROUNDS } else { 1 };
        let (mut inkfolds, mut hugos) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            put_away(&desk.join("site"))?;
            inkfolds.push(time(&mut ours.command())?);
            ours.is_drawn()?;
            if let Some((hugo, folder)) = &theirs {
                put_away(&folder.join("public"))?;
                hugos.push(time(program(hugo).arg("--quiet").current_dir(folder))?);
            }
        }
        let full = told(&format!("{count} posts, inkfold"), &mut inkfolds);
        if !hugos.is_empty() {
            let theirs = told(&format!("{count} posts, hugo"), &mut hugos);
            println!("{count} posts: {:.2} of Hugo's time", full / theirs);
        }
        let mut again = Vec::new();
        for round in 0..rounds {
            ours.change(round)?;
            again.push(time(&mut ours.command())?);
        }
        let one = told(&format!("{count} posts, one changed"), &mut again);
        println!(
            "{count} posts: a changed post takes {:.3} of a full build",
            one / full
        );
        if let Some((before, seconds)) = medians.last() {
            let (posts, time) = (count as f64 / *before as f64, full / seconds);
            println!("{posts:.0} times the posts take {time:.1} times as long");
        }
        medians.push((count, full));
    }
    println!("Load after: {}", load());
    // What cannot be removed costs room and nothing else.
    let _ = fs::remove_dir_all(attic());
    Ok(())
}

/// Where folders wait for the end. Where many files were deleted just now, ext4
/// spends a third of a build on passing by their inodes.
fn attic() -> PathBuf {
    root().join("target/bench/attic")
}

/// Moves a folder out of the way, if it is there.
fn put_away(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    let attic = attic();
    fs::create_dir_all(&attic).map_err(Failure::file("make the folder", &attic))?;
    let mut places = (0..).map(|number: usize| attic.join(number.to_string()));
    let free = places.find(|place| !place.exists());
    fs::rename(folder, free.unwrap_or(attic)).map_err(Failure::file("move away", folder))
}

/// A made-up blog and how it is built.
struct Ours {
    inkfold: PathBuf,
    desk: PathBuf,
    posts: usize,
}

fn at(inkfold: &Path, desk: &Path, posts: usize) -> Result<Ours, Failure> {
    blog::write(&desk.join("blog/posts"), posts)?;
    let settings = desk.join("blog/site.yaml");
    let text = "title: Bench\nurl: https://example.org/\nposts: posts/*.md\n";
    fs::write(&settings, text).map_err(Failure::file("write", &settings))?;
    Ok(Ours {
        inkfold: inkfold.to_path_buf(),
        desk: desk.to_path_buf(),
        posts,
    })
}

impl Ours {
    fn command(&self) -> Command {
        let mut command = program(&self.inkfold);
        command.args(["build", "blog", "--out", "site"]);
        command.current_dir(&self.desk).stdout(Stdio::null());
        command
    }

    /// Whether the site has what Hugo's has: a page that says nothing is made in
    /// no time.
    fn is_drawn(&self) -> Result<(), Failure> {
        let pages = self.desk.join("site/posts");
        let folders = fs::read_dir(&pages).map_err(Failure::file("read", &pages))?;
        let drawn = folders.flatten().filter(|folder| {
            let page = fs::read_to_string(folder.path().join("index.html"));
            page.is_ok_and(|page| page.contains("post-body"))
        });
        match drawn.count() == self.posts {
            true => Ok(()),
            false => Err(Failure::NotDrawn(pages)),
        }
    }

    /// Changes a post's text.
    fn change(&self, round: usize) -> Result<(), Failure> {
        let number = self.posts / 2;
        let path = self.desk.join(format!("blog/posts/post-{number:06}.md"));
        let text = blog::post(number, self.posts) + &format!("\nChanged {round}.\n");
        fs::write(&path, text).map_err(Failure::file("write", &path))
    }
}

/// A Hugo site of the posts on `desk`.
fn beside(desk: &Path) -> Result<PathBuf, Failure> {
    let folder = desk.join("hugo");
    hugo::write(&folder)?;
    let posts = folder.join("content/posts");
    fs::create_dir_all(&posts).map_err(Failure::file("make the folder", &posts))?;
    let ours = desk.join("blog/posts");
    let entries = fs::read_dir(&ours).map_err(Failure::file("read", &ours))?;
    for entry in entries.flatten() {
        let copy = posts.join(entry.file_name());
        fs::copy(entry.path(), &copy).map_err(Failure::file("write", &copy))?;
    }
    Ok(folder)
}

/// Runs a command to its end and tells what it took.
fn time(command: &mut Command) -> Result<Run, Failure> {
    let start = Instant::now();
    let mut child = command
        .spawn()
        .map_err(|error| run::not_run(command, error))?;
    let mut mebibytes = None;
    let status = loop {
        let peak = peak(child.id());
        mebibytes = peak.max(mebibytes);
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => sleep(PEEK),
            Err(error) => return Err(run::not_run(command, error)),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        let step = command.get_program().to_string_lossy().into_owned();
        return Err(Failure::Step { step, status });
    }
    Ok(Run { seconds, mebibytes })
}

/// The most memory that a process has had, as Linux tells it.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes / 1024)
}

/// Says what runs took, and returns the median.
fn told(what: &str, runs: &mut [Run]) -> f64 {
    runs.sort_by(|one, other| one.seconds.total_cmp(&other.seconds));
    let median = runs.get(runs.len() / 2).map_or(0.0, |run| run.seconds);
    let least = runs.first().map_or(0.0, |run| run.seconds);
    let memory = match runs.iter().filter_map(|run| run.mebibytes).max() {
        Some(mebibytes) => format!("{mebibytes} MiB"),
        None => "unknown".to_owned(),
    };
    println!("{what}: at least {least:.2} s, median {median:.2} s; memory {memory}");
    median
}

/// How much else the machine does.
pub(super) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let first: Vec<&str> = load.split(' ').take(3).collect();
    match first.is_empty() {
        true => "unknown".to_owned(),
        false => first.join(" "),
    }
}
