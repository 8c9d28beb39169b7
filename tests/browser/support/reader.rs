//! A person at a browser: opens, clicks, looks, waits. Every look waits for
//! what it is told to see, so no test needs to sleep.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::environment::{Engine, engine};
use super::probe::Report;
use super::server::Server;
use super::story;

/// How long a person waits for a thing that should come at once. Generous,
/// because the machine may be busy with other browsers.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long one look may take: longer than a script's own limit.
const GLANCE: Duration = Duration::from_secs(6);

/// The person, the browser in front of them and the host behind it.
#[derive(Debug)]
pub(crate) struct Reader {
    driver: WebDriver,
    host: Server,
    /// Reports that contain one of these are part of the story.
    expected: Mutex<Vec<String>>,
}

impl Reader {
    pub(crate) fn new(driver: WebDriver, host: Server) -> Self {
        let expected = Mutex::default();
        Self {
            driver,
            host,
            expected,
        }
    }

    /// The host the blog lies on.
    pub(crate) fn host(&self) -> &Server {
        &self.host
    }

    /// The browser's driver, for what only one test needs.
    pub(crate) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// An address of the blog (`/posts/a/`), in full.
    pub(crate) fn full(&self, address: &str) -> String {
        let inside = address.trim_start_matches('/');
        format!("{}{}{inside}", self.host.origin(), self.host.mount())
    }

    /// Goes to an address of the blog and waits until it is shown.
    pub(crate) async fn open(&self, address: &str) {
        self.go(address).await;
        self.state("ready").await;
    }

    /// Goes to an address of the blog.
    pub(crate) async fn go(&self, address: &str) {
        self.go_anywhere(&self.full(address)).await;
    }

    /// Goes to an address of whatever host.
    pub(crate) async fn go_anywhere(&self, full: &str) {
        self.leave_mark().await;
        let result = self.driver.goto(full).await;
        result.unwrap_or_else(|error| panic!("cannot go to {full}: {error}"));
        self.mark_is_gone(full).await;
    }

    pub(crate) async fn reload(&self) {
        self.leave_mark().await;
        self.driver.refresh().await.expect("the page reloads");
        self.mark_is_gone("").await;
    }

    /// Marks the page that is about to be left: WebKit's driver does not wait
    /// for the next one, and Firefox's for no more than 200 ms until it begins.
    async fn leave_mark(&self) {
        // An empty window has nothing to mark.
        let _ = self.driver.execute("window.left = true", Vec::new()).await;
    }

    /// Waits for the page after the marked one; a fragment brings none.
    async fn mark_is_gone(&self, full: &str) {
        let script = "return window.left === undefined && document.readyState !== 'loading'\
            || (arguments[0].includes('#') && location.href === new URL(arguments[0]).href)";
        self.wait(PATIENCE, "the next page", script, &[json!(full)])
            .await;
    }

    /// As [`Reader::open`], by a load of the whole page even where only the
    /// fragment would change.
    pub(crate) async fn open_by_reloading(&self, address: &str) {
        self.go_anywhere("about:blank").await;
        self.open(address).await;
    }

    /// Opens an address of the blog in a tab of its own and stays there.
    pub(crate) async fn open_in_new_tab(&self, address: &str) {
        let tab = self.driver.new_tab().await.expect("a new tab");
        self.driver
            .switch_to_window(tab)
            .await
            .expect("the new tab");
        self.open(address).await;
    }

    /// Opens an address of the blog on a screen 390 px wide.
    pub(crate) async fn open_on_phone(&self, address: &str) {
        let driver = &self.driver;
        if engine() == Engine::Chromium {
            driver
                .set_window_rect(0, 0, 390, 844)
                .await
                .expect("a narrow window");
            self.open(address).await;
        } else {
            // Their windows do not get that narrow, a frame does.
            let inside = address.trim_start_matches('/');
            let frame = format!(
                "{}/__frame?390&{}{inside}",
                self.host.origin(),
                self.host.mount()
            );
            self.go_anywhere(&frame).await;
            // A frame entered too early is lost to WebKit's driver.
            let is_there = "return frames[0]?.document.querySelector('[data-state=ready]') != null";
            self.sees_that("the page in its frame", is_there).await;
            driver.enter_frame(0).await.expect("the frame");
            self.state("ready").await;
        }
        assert_eq!(
            self.ask("return innerWidth").await,
            390,
            "as wide as a phone"
        );
    }

    /// Goes back, as the button does. What comes then has to be waited for.
    pub(crate) async fn back(&self) {
        self.travels(-1).await;
    }

    /// Goes forward, likewise.
    pub(crate) async fn forward(&self) {
        self.travels(1).await;
    }

    async fn travels(&self, by: i32) {
        let done = match engine() {
            // Its driver waits for a page to load, and where the page stays
            // the same, none does. From a timer, since the answer of a script
            // that leaves its page is lost.
            Engine::WebKit => {
                let script = "setTimeout((by) => history.go(by), 0, arguments[0])";
                self.driver
                    .execute(script, vec![json!(by)])
                    .await
                    .map(|_| ())
            }
            _ if by < 0 => self.driver.back().await,
            _ => self.driver.forward().await,
        };
        done.expect("the browser's history");
    }

    /// Waits until the app says it is in this state.
    pub(crate) async fn state(&self, state: &str) {
        self.state_within(PATIENCE, state).await;
    }

    pub(crate) async fn state_within(&self, time: Duration, state: &str) {
        let script =
            "return document.querySelector('[data-state]')?.dataset.state === arguments[0]";
        self.wait(
            time,
            &format!("data-state={state:?}"),
            script,
            &[json!(state)],
        )
        .await;
    }

    /// Waits for an element.
    pub(crate) async fn sees_some(&self, selector: &str) {
        let script = "return document.querySelector(arguments[0]) !== null";
        self.wait(PATIENCE, selector, script, &[json!(selector)])
            .await;
    }

    /// Waits until an element that fits `selector` shows `text`.
    pub(crate) async fn sees(&self, selector: &str, text: &str) {
        self.sees_within(PATIENCE, selector, text).await;
    }

    pub(crate) async fn sees_within(&self, time: Duration, selector: &str, text: &str) {
        let script = "return [...document.querySelectorAll(arguments[0])]\
            .some((e) => e.innerText.replace(/\\s+/g, ' ').includes(arguments[1]))";
        let what = format!("{text:?} in {selector}");
        self.wait(time, &what, script, &[json!(selector), json!(text)])
            .await;
    }

    /// Waits until the script returns something true.
    pub(crate) async fn sees_that(&self, what: &str, script: &str) {
        self.wait(PATIENCE, what, script, &[]).await;
    }

    /// As [`Reader::sees_that`], with another patience.
    pub(crate) async fn sees_that_within(&self, time: Duration, what: &str, script: &str) {
        self.wait(time, what, script, &[]).await;
    }

    async fn wait(&self, time: Duration, what: &str, script: &str, arguments: &[Value]) {
        let deadline = Instant::now() + time;
        loop {
            // An error means that the page is being replaced: look again.
            // WebKit's driver now and then never answers at such a moment.
            let look = self.driver.execute(script, arguments.to_vec());
            let last = match tokio::time::timeout(GLANCE, look).await {
                Ok(Ok(value)) if *value.json() == json!(true) => return,
                Ok(Ok(_)) => None,
                Ok(Err(error)) => Some(error.to_string()),
                Err(_) => Some("the driver does not answer".to_owned()),
            };
            if Instant::now() > deadline {
                panic!("waited {time:?} for {what}; {last:?}");
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// What a script returns on the page.
    pub(crate) async fn ask(&self, script: &str) -> Value {
        self.ask_with(script, &[]).await
    }

    pub(crate) async fn ask_with(&self, script: &str, arguments: &[Value]) -> Value {
        match self.driver.execute(script, arguments.to_vec()).await {
            Ok(value) => value.json().clone(),
            Err(error) => panic!("the page cannot answer {script}: {error}"),
        }
    }

    pub(crate) async fn count(&self, selector: &str) -> u64 {
        let script = "return document.querySelectorAll(arguments[0]).length";
        let count = self.ask_with(script, &[json!(selector)]).await;
        count.as_u64().expect("a count")
    }

    /// The texts of the elements, as they show, with single spaces.
    pub(crate) async fn texts(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])]\
            .map((e) => e.innerText.replace(/\\s+/g, ' ').trim())";
        strings(&self.ask_with(script, &[json!(selector)]).await)
    }

    /// The text of the one element there is.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector).await;
        match texts.as_slice() {
            [text] => text.clone(),
            _ => panic!("{} elements fit {selector}: {texts:?}", texts.len()),
        }
    }

    /// An attribute of each of the elements; missing ones read as empty.
    pub(crate) async fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])]\
            .map((e) => e.getAttribute(arguments[1]) ?? '')";
        strings(&self.ask_with(script, &[json!(selector), json!(name)]).await)
    }

    /// An attribute of the first of the elements.
    pub(crate) async fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.attributes(selector, name).await.into_iter().next()
    }

    /// Clicks the first such element, as soon as it is there.
    pub(crate) async fn clicks(&self, selector: &str) {
        self.clicks_text(selector, "").await;
    }

    /// Clicks the first such element that shows `text`.
    pub(crate) async fn clicks_text(&self, selector: &str, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = tokio::time::timeout(GLANCE, self.find(selector, text)).await;
            let result = match found {
                Ok(Ok(element)) => element.click().await.map_err(|error| error.to_string()),
                Ok(Err(error)) => Err(error.to_string()),
                Err(_) => Err("the driver does not answer".to_owned()),
            };
            match result {
                Ok(()) => return,
                // Not there yet, or drawn anew between finding and clicking.
                Err(_) if Instant::now() < deadline => {
                    tokio::time::sleep(Duration::from_millis(40)).await;
                }
                Err(error) => panic!("cannot click {text:?} in {selector}: {error}"),
            }
        }
    }

    pub(crate) async fn find(&self, selector: &str, text: &str) -> WebDriverResult<WebElement> {
        let script = "return [...document.querySelectorAll(arguments[0])]\
            .find((e) => e.innerText.replace(/\\s+/g, ' ').includes(arguments[1]))";
        let found = self
            .driver
            .execute(script, vec![json!(selector), json!(text)])
            .await?;
        found.element()
    }

    pub(crate) async fn title(&self) -> String {
        self.driver.title().await.expect("a title")
    }

    /// Waits until the address, from the blog's own root, is this.
    pub(crate) async fn is_at(&self, address: &str) {
        let script = "return decodeURI(location.href) === arguments[0]";
        self.wait(
            PATIENCE,
            &format!("address {address}"),
            script,
            &[json!(self.full(address))],
        )
        .await;
    }

    /// Waits until the page is scrolled to `y`, give or take two pixels.
    pub(crate) async fn is_scrolled_to(&self, y: f64) {
        let script = "return Math.abs(scrollY - arguments[0]) <= 2";
        self.wait(
            PATIENCE,
            &format!("scroll position {y}"),
            script,
            &[json!(y)],
        )
        .await;
    }

    /// Scrolls as a wheel does, and waits for the page to be there.
    pub(crate) async fn scrolls_to(&self, y: f64) {
        self.ask_with(
            "scrollTo({ top: arguments[0], behavior: 'instant' })",
            &[json!(y)],
        )
        .await;
        self.is_scrolled_to(y).await;
    }

    /// What the pages reported so far.
    pub(crate) async fn reports(&self) -> Vec<Report> {
        story::reports(self).await
    }

    /// Presses a key, on whatever has the focus.
    pub(crate) async fn presses(&self, key: Key) {
        let chain = self.driver.action_chain().send_keys(key);
        chain.perform().await.expect("a key press");
    }

    /// Says that reports containing this are part of the story: a missing
    /// file, say, which every browser logs.
    pub(crate) fn expects_report(&self, text: &str) {
        let mut expected = self
            .expected
            .lock()
            .expect("nobody fails while they hold it");
        expected.push(text.to_owned());
    }

    /// The texts told to [`Reader::expects_report`].
    pub(crate) fn expected(&self) -> Vec<String> {
        self.expected
            .lock()
            .expect("nobody fails while they hold it")
            .clone()
    }
}

fn strings(list: &Value) -> Vec<String> {
    let items = list.as_array().expect("a list");
    items
        .iter()
        .map(|item| item.as_str().unwrap_or_default().to_owned())
        .collect()
}
