//! What can be measured of how a page looks.

use super::support::{Blog, Engine, Fault, Reader, Settings, engine, note, post};

/// Nothing on the page is wider than the screen.
async fn fits(reader: &Reader, address: &str) {
    let wide = "const root = document.scrollingElement;\
        return [root.scrollWidth <= innerWidth, [...document.querySelectorAll('body *')]\
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((e) => e.outerHTML.slice(0, 100))]";
    let answer = reader.ask(wide).await;
    assert_eq!(answer[0], true, "{address} is too wide: {}", answer[1]);
}

#[test]
fn the_sample_blog_fits_on_a_phone() {
    Blog::sample().read(async |reader| {
        reader.open_on_phone("/").await;
        fits(reader, "/").await;
        let links = "return [...document.querySelectorAll('h2 a')].map((a) => a.innerText.trim())";
        let titles = reader.ask(links).await;
        for title in titles.as_array().expect("titles") {
            let title = title.as_str().expect("a title");
            reader.clicks_text("h2 a", title).await;
            reader.sees("article.post h1", title).await;
            fits(reader, title).await;
            reader.back().await;
            reader.sees("h2 a", title).await;
        }
    });
}

#[test]
fn what_cannot_be_broken_fits_on_a_phone() {
    let long = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrente".repeat(4);
    let text = format!(
        "{long}\n\n    {long}\n\n`{long}`\n\n| {long} | {long} |\n|---|---|\n| {long} | 2 |\n\n\
        [{long}](https://example.org/{long})\n\n> {long}\n\n- {long}\n\n## {long}\n\n![wide](wide.svg)"
    );
    let wide = "<svg xmlns='http://www.w3.org/2000/svg' width='3000' height='80'/>";
    let front = format!("title: {long}\ntags: [{long}]\nauthor: {long}");
    Blog::new()
        .post("posts/a.md", &post(&front, &text))
        .file("posts/wide.svg", wide)
        .read(async |reader| {
            reader.open_on_phone("/").await;
            fits(reader, "/").await;
            reader.clicks("h2 a").await;
            reader.sees_some(".post-body table").await;
            fits(reader, "the article").await;
        });
}

#[test]
fn a_line_is_as_long_as_the_eye_likes() {
    let text = "A line of ordinary words that goes on for a while and then some more. ".repeat(30);
    Blog::new()
        .post("posts/a.md", &post("title: Alpha", &text))
        .read(async |reader| {
            reader.open("/posts/a/").await;
            let script = "const text = document.querySelector('.post-body p').firstChild;\
            const range = document.createRange(); range.selectNodeContents(text);\
            const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));\
            return text.length / lines.size";
            let letters = reader.ask(script).await.as_f64().expect("a number");
            assert!((55.0..=80.0).contains(&letters), "{letters} letters a line");
        });
}

/// How bright the page's background is, from 0 to 255.
const BRIGHTNESS: &str = "let color = getComputedStyle(document.body).backgroundColor;\
    if (/, 0\\)$|transparent/.test(color)) color = getComputedStyle(document.documentElement).backgroundColor;\
    const [r, g, b] = color.match(/[\\d.]+/g).map(Number); return (r + g + b) / 3";

#[test]
fn a_page_is_light_unless_the_reader_likes_it_dark() {
    let blog = || Blog::new().post("posts/a.md", &post("title: Alpha", "Text."));
    blog().read(async |reader| {
        reader.open("/").await;
        let light = reader.ask(BRIGHTNESS).await.as_f64().expect("a number");
        assert!(light > 200.0, "{light}");
    });
    let dark = Settings {
        dark: true,
        ..Settings::default()
    };
    blog().with(dark).read(async |reader| {
        // Before the app is there, so that nothing flashes.
        reader.host().fault("*.wasm", Fault::Held);
        reader.go("/").await;
        let first = reader.ask(BRIGHTNESS).await.as_f64().expect("a number");
        assert!(first < 60.0, "{first} before the app starts");
        reader.host().lift("*.wasm");
        reader.state("ready").await;
        let dark = reader.ask(BRIGHTNESS).await.as_f64().expect("a number");
        assert!(dark < 60.0, "{dark}");
    });
}

#[test]
fn nothing_jumps_while_a_page_appears() {
    if engine() != Engine::Chromium {
        return note("layout shifts are measured in Chromium alone: no other engine reports them");
    }
    Blog::sample().read(async |reader| {
        reader.open("/").await;
        reader.clicks("h2 a").await;
        reader.sees_some("article.post h1").await;
        let article = reader.ask("return location.pathname").await;
        let article = article.as_str().expect("an address").to_owned();
        reader.open_by_reloading(&article).await;
        // What comes late would jump late.
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let reports = reader.reports().await;
        let jumped: f64 = reports.iter().filter_map(|report| report.shift()).sum();
        assert!(jumped <= 0.05, "the layout jumped by {jumped}");
    });
}
