//! How long Markdown takes: against pulldown-cmark's own HTML on the posts in
//! the folder that `INKFOLD_BENCH_POSTS` names, and against itself on texts
//! four times as large. Run by `cargo xtask bench markdown`; fails where time
//! grows faster than the text.

#![allow(clippy::expect_used, reason = "a benchmark is a tool of ours")]

use std::fmt;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use inkfold_core::document::Document;
use inkfold_core::html;
use inkfold_core::link::Link;
use inkfold_core::markdown::{self, Reading};
use inkfold_core::split::split;
use pulldown_cmark_published::{Options, Parser};

#[path = "../tests/support/pathological.rs"]
mod pathological;

/// How often a thing is timed; the quickest counts, since all that disturbs
/// makes it slower.
const ROUNDS: usize = 7;

/// How much longer four times the text may take.
const MOST: f64 = 6.0;

/// A text is large enough to be timed where it takes this long.
const LONG_ENOUGH: Duration = Duration::from_millis(5);

/// No text is larger before it is taken four times: past two megabytes the
/// rest is not Markdown.
const LARGEST: usize = 400 * 1024;

fn main() {
    // `cargo test --benches` comes here as well, and is not meant.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    match std::env::var_os("INKFOLD_BENCH_POSTS") {
        Some(folder) => against_pulldown(&PathBuf::from(folder)),
        None => println!("INKFOLD_BENCH_POSTS names no folder: no posts to time"),
    }
    println!();
    if !against_itself() {
        std::process::exit(1);
    }
}

fn against_pulldown(folder: &Path) {
    let mut bodies = Vec::new();
    bodies_below(folder, &mut bodies);
    let bytes: usize = bodies.iter().map(String::len).sum();
    println!("{} posts, {bytes} bytes of Markdown", bodies.len());
    let [mut ours, mut tree, mut theirs] = [Duration::MAX; 3];
    // In turns, so that what disturbs disturbs all.
    for _ in 0..ROUNDS {
        ours = ours.min(time(|| {
            for body in &bodies {
                black_box(to_html(&read(body)));
            }
        }));
        tree = tree.min(time(|| {
            for body in &bodies {
                black_box(read(body));
            }
        }));
        theirs = theirs.min(time(|| {
            for body in &bodies {
                black_box(pulldown(body));
            }
        }));
    }
    let line = |name: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        let rate = bytes as f64 / seconds / 1e6;
        let ratio = seconds / theirs.as_secs_f64();
        println!(
            "{name:<34} {:>8.2} ms {rate:>8.1} MB/s {ratio:>6.2}",
            seconds * 1e3
        );
    };
    println!("{:<34} {:>11} {:>13} {:>6}", "", "time", "", "ratio");
    line("pulldown-cmark to HTML", theirs);
    line("Inkfold to a document", tree);
    line("Inkfold to a document to HTML", ours);
}

fn bodies_below(folder: &Path, bodies: &mut Vec<String>) {
    let entries = std::fs::read_dir(folder).expect("a folder of posts");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            bodies_below(&path, bodies);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let bytes = std::fs::read(&path).expect("a post");
            let (text, _) = inkfold_core::text::decode(&bytes);
            bodies.push(split(&text).body.to_owned());
        }
    }
}

fn read(body: &str) -> Document {
    markdown::read_as(
        body,
        &Reading {
            language: "en",
            smart_punctuation: true,
            math: true,
        },
    )
}

fn to_html(document: &Document) -> String {
    html::write(document, &|link| match link {
        Link::Absolute(address) | Link::Relative(address) => address.clone(),
        Link::Fragment(id) => format!("#{id}"),
        Link::Post { name, place } => format!("{name}.md#{place}"),
    })
}

/// With the same extensions, and raw HTML passed through.
fn pulldown(body: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut out = String::new();
    pulldown_cmark_published::html::push_html(&mut out, Parser::new_ext(body, options));
    out
}

/// Prints how time grows for each of the texts; whether none grows too fast.
fn against_itself() -> bool {
    println!(
        "{:<36} {:>9} {:>10} {:>10} {:>12}",
        "text", "bytes", "t(n)", "t(4n)", "t(4n)/t(n)"
    );
    let generators = pathological::GENERATORS.iter();
    let mut slow: Vec<Growth> = generators
        .map(|(name, text)| Growth::of(name, *text))
        .filter(Growth::is_too_fast)
        .collect();
    // What looks slow may have been disturbed, or outgrown a cache of the
    // processor just between the two. Time that grows faster than the text
    // does so at a quarter of the size as well.
    for growth in &mut slow {
        growth.shrink();
        growth.time(4 * ROUNDS);
        println!("{growth}, timed again");
    }
    slow.retain(Growth::is_too_fast);
    let (count, names) = (
        pathological::GENERATORS.len(),
        slow.iter().map(|growth| growth.name),
    );
    let names: Vec<&str> = names.collect();
    println!(
        "{} of {count} texts take more than {MOST} times as long: {names:?}",
        names.len()
    );
    names.is_empty()
}

/// How long a text takes, and one four times as large.
struct Growth {
    name: &'static str,
    text: pathological::Generator,
    n: usize,
    texts: [String; 2],
    times: [Duration; 2],
}

impl Growth {
    fn of(name: &'static str, text: pathological::Generator) -> Self {
        let (mut n, mut small) = (500, text(500));
        while 2 * small.len() <= LARGEST && 2 * n <= LARGEST {
            // Once may be disturbed; three times in a row hardly.
            let quickest = (0..3).map(|_| time(|| draw(&small))).min();
            if quickest >= Some(LONG_ENOUGH) {
                break;
            }
            n *= 2;
            small = text(n);
        }
        let mut growth = Self {
            name,
            text,
            n,
            texts: [small, text(4 * n)],
            times: [Duration::MAX; 2],
        };
        growth.time(ROUNDS);
        println!("{growth}");
        growth
    }

    fn shrink(&mut self) {
        self.n /= 4;
        self.texts = [self.n, 4 * self.n].map(self.text);
        self.times = [Duration::MAX; 2];
    }

    fn time(&mut self, rounds: usize) {
        for _ in 0..rounds {
            for (text, best) in self.texts.iter().zip(&mut self.times) {
                *best = time(|| draw(text)).min(*best);
            }
        }
    }

    fn ratio(&self) -> f64 {
        let [quick, long] = self.times.map(|time| time.as_secs_f64());
        long / quick
    }

    fn is_too_fast(&self) -> bool {
        self.ratio() > MOST
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [quick, long] = self.times.map(|time| time.as_secs_f64() * 1e3);
        let [small, _] = self.texts.each_ref().map(String::len);
        let (name, ratio) = (self.name, self.ratio());
        write!(
            f,
            "{name:<36} {small:>9} {quick:>7.2} ms {long:>7.2} ms {ratio:>12.2}"
        )
    }
}

fn draw(body: &str) {
    black_box(to_html(&read(black_box(body))));
}

/// How long the processor is at it: whoever else it works for does not count.
#[cfg(unix)]
fn time(work: impl FnOnce()) -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        let (seconds, rest) = (time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs());
        Duration::from_secs(seconds) + Duration::from_nanos(rest)
    };
    let start = now();
    work();
    now().saturating_sub(start)
}

#[cfg(not(unix))]
fn time(work: impl FnOnce()) -> Duration {
    let start = std::time::Instant::now();
    work();
    start.elapsed()
}
