//! Hostile texts in every place of a built site: no script runs, nothing but
//! pictures and films is asked for elsewhere, and the policy has nothing to do.

use super::safety::nothing_runs;
use super::support::{Blog, Engine, engine, note};

#[path = "../../crates/core/tests/support/vectors.rs"]
mod hostile;

/// How many are tried: in one engine all of the repository's.
fn sample() -> Vec<String> {
    let most = match engine() {
        Engine::Chromium => 320,
        Engine::Firefox | Engine::WebKit => 60,
    };
    let mut all = hostile::others();
    if all.is_empty() {
        all = hostile::ours();
    }
    // Some never end with what stands in one line.
    all.retain(|text| text.len() < 2_000 && !text.contains('\0'));
    let step = all.len().div_ceil(most).max(1);
    all.into_iter().step_by(step).collect()
}

/// A post with `text` wherever an author can write.
fn post_of(text: &str) -> String {
    let line = text.replace(['\r', '\n'], " ");
    let quoted = line.replace('\'', "''");
    format!(
        "---\ntitle: '{quoted}'\ntags: ['{quoted}']\nauthor: '{quoted}'\n---\n\n\
        Words {line} words.\n\n{text}\n\n## {line}\n\n[{line}](<{line}>) ![{line}](<{line}>)\n\n\
        - {line}\n\n| {line} |\n|---|\n| {line} |\n\n```{line}\n{line}\n```\n\n\
        [^1]\n\n[^1]: {line}\n\n<div title=\"{line}\">{line}</div>\n"
    )
}

/// What a script of a hostile text would call.
const TRAPS: &str = "for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])\
    window[name] = () => { window.pwned = name; };";

/// Whatever the page asked other hosts for that is no picture and no film.
const ASKED: &str = "const found = performance.getEntriesByType('resource')\
    .filter(({ name }) => !name.startsWith(location.origin) && !name.startsWith('data:'))\
    .filter(({ initiatorType }) => !['img', 'image', 'audio', 'video', 'track', 'other'].includes(initiatorType))\
    .map(({ name, initiatorType }) => `${initiatorType} ${name}`);\
    performance.clearResourceTimings();\
    return found";

#[test]
fn no_hostile_text_does_anything_on_a_built_site() {
    let sample = sample();
    let mut blog = Blog::new().site("posts_per_page: 100");
    for (number, text) in sample.iter().enumerate() {
        let path = format!("posts/v-{number}.md");
        blog = blog.post(&path, &post_of(text));
    }
    blog.read(async |reader| {
        // Pictures and films lead nowhere; those of hosts that do not encrypt
        // are not even asked for.
        for text in ["resource:", "404", "ERR_", "img-src", "media-src"] {
            reader.expects_report(text);
        }
        reader.host().set_script(TRAPS);
        let opened = sample.len().div_ceil(100);
        for page in 1..=opened {
            let address = match page {
                1 => "/".to_owned(),
                _ => format!("/page/{page}/"),
            };
            reader.open(&address).await;
            nothing_runs(reader).await;
        }
        let follow = "const link = document.createElement('a'); link.href = arguments[0];\
            document.getElementById('inkfold').append(link); link.click(); link.remove();";
        for number in 0..sample.len() {
            let address = format!("/posts/v-{number}/");
            // Some as the build has drawn them, all as the app does.
            if number % 10 == 0 {
                reader.open(&address).await;
                nothing_runs(reader).await;
                reader.ask_with(follow, &["/tags/".into()]).await;
                reader.is_at("/tags/").await;
            }
            reader.ask_with(follow, &[address.clone().into()]).await;
            let drawn = format!(
                "return location.pathname === '{address}' && document.querySelector('article.post') !== null"
            );
            reader.sees_that(&address, &drawn).await;
            nothing_runs(reader).await;
            // A browser remembers 250 requests.
            if number % 5 == 4 || number + 1 == sample.len() {
                assert_eq!(reader.ask(ASKED).await, serde_json::json!([]), "{address}");
            }
        }
        note(&format!("{} hostile texts on a built site", sample.len()));
    });
}
