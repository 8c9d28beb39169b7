//! How long articles take to be on the page, beside marked and DOMPurify. Not
//! among the tests: `cargo xtask bench markdown` runs it and says with what.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use inkfold_core::split::split;
use inkfold_core::text;

use super::support::{Blog, Fault};

/// How often every post is drawn: once for warming up, then to be timed. Each
/// time it is a post of its own, since Inkfold draws none twice.
const ROUNDS: usize = 3;

/// The bodies of the posts to draw.
fn bodies() -> Vec<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder("INKFOLD_BENCH_POSTS"))
        .expect("the posts")
        .map(|entry| entry.expect("a post").path())
        .collect();
    paths.sort();
    let body = |path: &PathBuf| {
        let (text, _) = text::decode(&fs::read(path).expect("a post"));
        split(&text).body.to_owned()
    };
    paths.iter().map(body).collect()
}

fn folder(variable: &str) -> PathBuf {
    let value = std::env::var_os(variable);
    value.expect("started by `cargo xtask bench`").into()
}

#[test]
#[ignore = "a benchmark, run by `cargo xtask bench markdown`"]
fn articles_are_drawn_beside_marked_and_dompurify() {
    let bodies = bodies();
    let peers = folder("INKFOLD_BENCH_PEERS");
    let script = |path: &str| fs::read(peers.join(path)).expect("a peer");
    let mut blog = Blog::new()
        .bare()
        .post("posts/blank.md", "---\ntitle: blank\n---\n")
        .post("posts/empty.md", "---\ntitle: empty\n---\n")
        .file("bench.js", include_str!("speed.js"))
        .file("marked.js", script("marked/lib/marked.umd.js"))
        .file("purify.js", script("dompurify/dist/purify.min.js"));
    for round in 0..ROUNDS {
        for (number, body) in bodies.iter().enumerate() {
            let path = format!("posts/{round}-{number}.md");
            // The next title before a body that a fence may begin.
            let text = format!("---\ntitle: {round}-{number}\n---\n\n{body}");
            blog = blog.post(&path, &text);
        }
    }
    blog.read(async |reader| {
        // Pictures lead nowhere; the peers need a page without a policy.
        for text in ["resource:", "404", "dress.js", "Mixed Content", "net::"] {
            reader.expects_report(text);
        }
        reader.host().set_policy("");
        reader
            .host()
            .fault("/code/dress.js", Fault::Status(404));
        reader.open("/").await;
        // Every post is fetched before one is timed.
        let all = ROUNDS * bodies.len() + 2;
        while reader.host().arrivals("/content/posts/*").len() < all {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let start = format!(
            "window.outcome = null; const started = import('/content/bench.js');\
            started.then((bench) => bench.run({ROUNDS}, {}))\
            .then((lines) => {{ window.outcome = lines; }}, (error) => {{ window.outcome = [String(error)]; }});",
            bodies.len()
        );
        reader.ask(&start).await;
        let over = "return window.outcome !== null";
        reader
            .sees_that_within(Duration::from_secs(100), "the figures", over)
            .await;
        let lines = reader.ask("return window.outcome").await;
        for line in lines.as_array().expect("lines") {
            println!("{}", line.as_str().unwrap_or_default());
        }
    });
}
