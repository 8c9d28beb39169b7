//! What holds a page up while a long post and many posts are read and drawn.
//! Not among the tests, since a busy machine holds everything up: `cargo xtask
//! bench smooth` runs it and says with what.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use super::support::{Blog, Reader};

/// How often everything is done: others at work hold things up, and not every
/// time the same.
const ROUNDS: usize = 3;

/// How long a browser takes to tell of a task after its end.
const TOLD: Duration = Duration::from_millis(500);

/// What a reader does: in words, the address, and whether it is reached by a
/// link on a page where all posts are here already.
const STEPS: [(&str, &str, bool); 10] = [
    ("the newest, opened", "/", false),
    ("the long post, by a link", "/posts/post-long/", true),
    ("a tag of some 50 posts, by a link", "/tags/tag-7/", true),
    ("the archive, by a link", "/archive/", true),
    (
        "a search that finds one, by a link",
        "/search/?q=500,",
        true,
    ),
    (
        "a search that finds all, by a link",
        "/search/?q=river",
        true,
    ),
    ("the long post, opened", "/posts/post-long/", false),
    ("the tag, opened", "/tags/tag-7/", false),
    ("the archive, opened", "/archive/", false),
    (
        "the search that finds all, opened",
        "/search/?q=river",
        false,
    ),
];

/// There before a page: keeps what the browser calls a long task.
const WATCH: &str = "window.longTasks = [];\
    new PerformanceObserver((list) => {\
        window.longTasks.push(...list.getEntries().map((task) => task.duration));\
    }).observe({ type: 'longtask' })";

/// A link that a reader clicks.
const CLICK: &str = "window.longTasks = [];\
    const link = document.createElement('a');\
    link.href = arguments[0];\
    document.getElementById('inkfold').append(link);\
    link.click();\
    link.remove()";

/// The posts, newest first, without a catalogue.
fn blog() -> Blog {
    let folder = std::env::var_os("INKFOLD_BENCH_POSTS").expect("started by `cargo xtask bench`");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the posts")
        .map(|entry| entry.expect("a post").path())
        .collect();
    paths.sort();
    paths.iter().rev().fold(Blog::new().bare(), |blog, path| {
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(path).expect("a post");
        blog.post(&format!("posts/{name}"), &text)
    })
}

/// Does a step and tells which tasks the browser calls long, in milliseconds.
async fn long_tasks(reader: &Reader, address: &str, by_link: bool) -> Vec<f64> {
    if by_link {
        reader.ask_with(CLICK, &[json!(address)]).await;
        reader.is_at(address).await;
    } else {
        reader.go(address).await;
    }
    reader.state_within(Duration::from_secs(60), "ready").await;
    tokio::time::sleep(TOLD).await;
    let tasks = reader.ask("return window.longTasks").await;
    let tasks = tasks.as_array().expect("a list").iter();
    tasks.filter_map(Value::as_f64).collect()
}

fn longest(tasks: &[f64]) -> f64 {
    tasks.iter().copied().fold(0.0, f64::max)
}

#[test]
#[ignore = "a benchmark, run by `cargo xtask bench smooth`"]
fn nothing_holds_a_page_up() {
    let mut quietest: [Option<Vec<f64>>; STEPS.len()] = Default::default();
    for _ in 0..ROUNDS {
        blog().read(async |reader| {
            // What answers for an address that has no page.
            reader.expects_report("404");
            let cdp = reader.driver().cdp();
            let page = cdp.page();
            let watched = page.add_script_to_evaluate_on_new_document(WATCH).await;
            watched.expect("a script before the page");
            for ((_, address, by_link), quietest) in STEPS.iter().zip(&mut quietest) {
                let tasks = long_tasks(reader, address, *by_link).await;
                let is_better = |known: &Vec<f64>| longest(&tasks) < longest(known);
                if quietest.as_ref().is_none_or(is_better) {
                    *quietest = Some(tasks);
                }
            }
        });
    }
    println!("Tasks of 50 ms and more, in the quietest of {ROUNDS} times:");
    for ((what, _, _), tasks) in STEPS.iter().zip(quietest.iter().flatten()) {
        match tasks.len() {
            0 => println!("{what:36} none"),
            count => println!("{what:36} {count}, up to {:.0} ms", longest(tasks)),
        }
    }
}
