//! The app's `index.html` as a mould for every page of a site.
//!
//! Plain text edits at the few places named here; what goes there is decided
//! in [`crate::pages`].

use inkfold::prerender::ELEMENT;
use inkfold_core::html::escape;
use inkfold_core::lang::is_right_to_left;
use inkfold_core::site::Theme;

use crate::app::App;
use crate::failure::Failure;

/// The start of the element that the app is drawn into.
const STAND_IN: &str = "<div id=\"inkfold\" data-state=\"loading\">";

/// The start of the element with what is preloaded once the page is painted: a
/// page that brings what it shows is read before the app is there. `boot.js`
/// finds it by this.
const LATER: &str = "<template id=\"inkfold-later\">";

/// The mould: the text between the places that differ from page to page.
#[derive(Debug)]
pub(crate) struct Template {
    before_html: String,
    before_title: String,
    before_head_end: String,
    /// The elements of the head that preload something.
    preloads: Vec<String>,
    before_stand_in: String,
    before_noscript: String,
    before_body_end: String,
    rest: String,
}

/// What differs from page to page.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    /// From the page to the blog's root: `./`, `../../` or `/blog/`.
    pub(crate) root: &'a str,
    /// The language, as text.
    pub(crate) language: &'a str,
    /// The colours.
    pub(crate) theme: Theme,
    /// The title, as text.
    pub(crate) title: &'a str,
    /// The files of the blog that the app asks for first, from `root`.
    pub(crate) first_files: &'a [String],
    /// More elements of the head, as HTML.
    pub(crate) head: &'a [String],
    /// What stands where the app will, until it does, as HTML.
    pub(crate) stand_in: &'a str,
    /// What the app draws the page from, if it is there already: texts.
    pub(crate) data: Option<&'a [String]>,
    /// What stands in for the app without JavaScript, as HTML.
    pub(crate) noscript: &'a str,
}

impl Template {
    /// Reads the page of the app.
    pub(crate) fn read(app: &App) -> Result<Self, Failure> {
        let (text, path) = app.page()?;
        Self::parse(&text).map_err(|missing| Failure::Template { path, missing })
    }

    fn parse(text: &str) -> Result<Self, &'static str> {
        let (before_html, text) = cut(text, "<html lang=\"en\">")?;
        let (before_title, text) = cut(text, "<title>")?;
        let (_, text) = cut(text, "</title>")?;
        let (head, text) = cut(text, "</head>")?;
        let (before_head_end, preloads) = parted(head);
        let (before_stand_in, text) = cut(text, STAND_IN)?;
        let (before_noscript, text) = cut(text, "<noscript>")?;
        let (_, text) = cut(text, "</noscript>")?;
        let (before_body_end, rest) = cut(text, "</body>")?;
        Ok(Self {
            before_html: before_html.to_owned(),
            before_title: before_title.to_owned(),
            before_head_end: before_head_end.trim_end().to_owned(),
            before_stand_in: before_stand_in.to_owned(),
            preloads,
            before_noscript: before_noscript.to_owned(),
            before_body_end: before_body_end.trim_end().to_owned(),
            rest: rest.to_owned(),
        })
    }

    /// The HTML of a page.
    pub(crate) fn fill(&self, page: &Page<'_>) -> String {
        // Every reference of the app starts like this. What is filled in has
        // the right root already.
        let root = format!("=\"{}", escaped(page.root));
        let from_root = |text: &str| text.replace("=\"./", &root);
        let theme = match page.theme {
            Theme::Auto => "",
            Theme::Light => " data-theme=\"light\"",
            Theme::Dark => " data-theme=\"dark\"",
        };
        let mut out = self.before_html.clone();
        out.push_str("<html lang=\"");
        escape(page.language, &mut out);
        let direction = match is_right_to_left(page.language) {
            true => " dir=\"rtl\"",
            false => "",
        };
        out.push_str(&format!("\"{direction}{theme}>"));
        out.push_str(&from_root(&self.before_title));
        out.push_str("<title>");
        escape(page.title, &mut out);
        out.push_str("</title>");
        out.push_str(&from_root(&self.before_head_end));
        // The app loads what reads raw files when there are some to read.
        let is_wanted = |link: &&String| page.data.is_none() || !link.contains("inkfold-reader");
        let preloads = self.preloads.iter().filter(is_wanted);
        let mut preloads: Vec<String> = preloads.map(|link| from_root(link)).collect();
        preloads.extend(page.first_files.iter().map(|file| {
            let href = escaped(&format!("{}{file}", page.root));
            format!("<link rel=\"preload\" as=\"fetch\" href=\"{href}\">")
        }));
        if page.data.is_some() {
            preloads = vec![format!("{LATER}{}</template>", preloads.concat())];
        }
        for element in preloads.iter().chain(page.head) {
            out.push_str("\n    ");
            out.push_str(element);
        }
        out.push_str("\n  </head>");
        out.push_str(&from_root(&self.before_stand_in));
        out.push_str(STAND_IN);
        out.push_str(page.stand_in);
        out.push_str(&from_root(&self.before_noscript));
        out.push_str("<noscript>");
        out.push_str(page.noscript);
        out.push_str("</noscript>");
        out.push_str(&from_root(&self.before_body_end));
        if let Some(data) = page.data {
            let list = serde_json::Value::from(data).to_string();
            // Nothing in it may end the element.
            let list = list.replace('<', "\\u003c");
            out.push_str(&format!(
                "\n    <script type=\"application/json\" id=\"{ELEMENT}\">{list}</script>"
            ));
        }
        out.push_str("\n  </body>");
        out.push_str(&from_root(&self.rest));
        out
    }
}

/// The lines of the head of the app's page, and apart from them what they
/// preload.
fn parted(head: &str) -> (String, Vec<String>) {
    let is_preload = |line: &&str| line.contains("<link") && line.contains("preload\"");
    let lines = head.split_inclusive('\n');
    let (preloads, rest): (Vec<&str>, Vec<&str>) = lines.partition(is_preload);
    let preloads = preloads.into_iter().map(|line| line.trim().to_owned());
    (rest.concat(), preloads.collect())
}

/// `text` with what HTML gives a meaning escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(text, &mut out);
    out
}

/// The text before and after `mark`, or the mark that is missing.
fn cut<'a>(text: &'a str, mark: &'static str) -> Result<(&'a str, &'a str), &'static str> {
    text.split_once(mark).ok_or(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: &str = "<!doctype html>\n<html lang=\"en\">\n  <head>\n    \
        <title>Inkfold</title>\n    <link href=\"./style.css\">\n    \
        <link rel=\"modulepreload\" href=\"./inkfold.js\">\n    \
        <link rel=\"preload\" href=\"./inkfold-reader.wasm\">\n    \
        <script src=\"./boot.js\" data-reader=\"./inkfold-reader.js\"></script>\n  \
        </head>\n  <body>\n    <div id=\"inkfold\" data-state=\"loading\"></div>\n    \
        <noscript>\n      <p>No.</p>\n    </noscript>\n    <i title=\"./x\"></i>\n  \
        </body>\n</html>\n";

    fn page(root: &str) -> Page<'_> {
        Page {
            root,
            language: "ru",
            theme: Theme::Auto,
            title: "A < \"B\"",
            first_files: &[],
            head: &[],
            stand_in: "<p>=\"./\"</p>",
            data: None,
            noscript: "<p>href=\"./\"</p>",
        }
    }

    #[test]
    fn fills_every_place() {
        let template = Template::parse(APP).unwrap();
        let page = Page {
            theme: Theme::Dark,
            first_files: &["content/a%26b&amp.md".to_owned()],
            head: &["<meta one>".to_owned(), "<meta two>".to_owned()],
            ..page("../../")
        };
        assert_eq!(
            template.fill(&page),
            "<!doctype html>\n<html lang=\"ru\" data-theme=\"dark\">\n  <head>\n    \
             <title>A &lt; &quot;B&quot;</title>\n    <link href=\"../../style.css\">\n    \
             <script src=\"../../boot.js\" data-reader=\"../../inkfold-reader.js\"></script>\n    \
             <link rel=\"modulepreload\" href=\"../../inkfold.js\">\n    \
             <link rel=\"preload\" href=\"../../inkfold-reader.wasm\">\n    \
             <link rel=\"preload\" as=\"fetch\" href=\"../../content/a%26b&amp;amp.md\">\n    \
             <meta one>\n    <meta two>\n  </head>\n  <body>\n    \
             <div id=\"inkfold\" data-state=\"loading\"><p>=\"./\"</p></div>\n    \
             <noscript><p>href=\"./\"</p></noscript>\n    <i title=\"../../x\"></i>\n  </body>\n</html>\n"
        );
    }

    #[test]
    fn says_the_direction_of_its_language() {
        let template = Template::parse(APP).unwrap();
        let html = template.fill(&Page {
            language: "ar-EG",
            ..page("./")
        });
        assert!(html.contains("<html lang=\"ar-EG\" dir=\"rtl\">"), "{html}");
    }

    #[test]
    fn a_page_that_is_drawn_brings_its_data_and_loads_the_app_later() {
        let template = Template::parse(APP).unwrap();
        let data = ["a \"b\"".to_owned(), "</script><script>".to_owned()];
        let html = template.fill(&Page {
            data: Some(&data),
            first_files: &["content/a.md".to_owned()],
            ..page("./")
        });
        let later = "<template id=\"inkfold-later\">\
             <link rel=\"modulepreload\" href=\"./inkfold.js\">\
             <link rel=\"preload\" as=\"fetch\" href=\"./content/a.md\"></template>";
        assert!(html.contains(later), "{html}");
        assert_eq!(html.matches("preload\"").count(), 2, "{html}");
        assert!(
            html.contains("data-reader=\"./inkfold-reader.js\""),
            "{html}"
        );
        let list = "[\"a \\\"b\\\"\",\"\\u003c/script>\\u003cscript>\"]";
        let element = format!(
            "<i title=\"./x\"></i>\n    \
             <script type=\"application/json\" id=\"inkfold-page\">{list}</script>\n  </body>"
        );
        assert!(html.contains(&element), "{html}");
    }

    #[test]
    fn knows_where_the_root_is() {
        let template = Template::parse(APP).unwrap();
        for (root, expected) in [
            ("./", "src=\"./boot.js\""),
            ("/", "src=\"/boot.js\""),
            ("/a/b/", "src=\"/a/b/boot.js\""),
            ("/a\"b/", "src=\"/a&quot;b/boot.js\""),
        ] {
            let html = template.fill(&page(root));
            assert!(html.contains(expected), "{root}: {html}");
        }
    }

    #[test]
    fn says_what_is_missing() {
        let no_noscript = APP.replace("<noscript>", "");
        assert_eq!(Template::parse(&no_noscript).unwrap_err(), "<noscript>");
        assert_eq!(Template::parse("hello").unwrap_err(), "<html lang=\"en\">");
        let folder = tempfile::tempdir().unwrap();
        let app = App::Folder(folder.path().to_path_buf());
        let failure = Template::read(&app).unwrap_err().to_string();
        assert!(failure.contains("index.html"), "{failure}");
    }
}
