//! What is said about a post, as lines for people and as JSON.

use inkfold_core::date::DateTime;
use inkfold_core::diagnostic::Diagnostic;
use inkfold_core::post::{Post, Status};
use inkfold_core::route::Route;
use inkfold_math::Typesetter;

use super::files::Blog;
use crate::json::{self, Object};

/// What became of a post.
pub(super) struct Record<'a> {
    path: &'a str,
    post: &'a Post,
    address: String,
    status: Status,
    lang: Option<String>,
    summary: String,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Record<'a> {
    /// Of a post of `blog` at `now` (seconds since 1970 UTC); `path` is its
    /// path as the person gave it.
    pub(super) fn of(post: &'a Post, path: &'a str, blog: &Blog, now: i64) -> Self {
        let site = &blog.site;
        let address = site
            .permalink
            .address(&post.slug, post.date.as_ref(), &post.path);
        let lang = post.language(&site.languages);
        let lang = lang.or_else(|| blog.is_known().then(|| site.language.clone()));
        let mut diagnostics = post.diagnostics.clone();
        let mut typesetter = Typesetter::default();
        diagnostics.extend(post.repairs(&mut |formula| typesetter.refusal(formula)));
        Self {
            path,
            post,
            address: format!("/{}", Route::Post(address)),
            status: post.status(now, blog.zone()),
            summary: post.summary_text(site.reading(lang.as_deref().unwrap_or_default())),
            lang,
            diagnostics,
        }
    }

    /// One line of JSON.
    pub(super) fn json(&self) -> String {
        let mut object = Object::new();
        object.text("path", Some(self.path));
        object.text("title", Some(&self.post.title));
        object.text("date", self.post.date.map(wall_time).as_deref());
        let updated = self.post.front_matter.updated;
        object.text("updated", updated.map(wall_time).as_deref());
        object.text("slug", Some(&self.post.slug));
        object.text("address", Some(&self.address));
        object.text("status", Some(status_name(self.status)));
        object.text("lang", self.lang.as_deref());
        let tags = self.post.front_matter.tags.iter();
        object.raw("tags", &json::list(tags.map(|tag| json::string(tag))));
        object.text("summary", Some(&self.summary));
        let found = self.diagnostics.iter().map(diagnostic);
        object.raw("diagnostics", &json::list(found));
        object.end() + "\n"
    }

    /// A few lines with a blank one at the end.
    pub(super) fn text(&self) -> String {
        let mut out = format!("{}\n", self.path);
        let mut line = |name: &str, value: &str| {
            if !value.is_empty() {
                out.push_str(&format!("  {name:8} {value}\n"));
            }
        };
        line("title", &self.post.title);
        let date = self.post.date.map(|date| date.to_string());
        line("date", date.as_deref().unwrap_or("none"));
        let updated = self.post.front_matter.updated;
        line(
            "updated",
            &updated.map(|date| date.to_string()).unwrap_or_default(),
        );
        line("status", &self.reason());
        line("address", &self.address);
        line("lang", self.lang.as_deref().unwrap_or_default());
        line("tags", &self.post.front_matter.tags.join(", "));
        line("summary", &self.summary);
        for found in &self.diagnostics {
            out.push_str(&format!("  {found}\n"));
        }
        out.push('\n');
        out
    }

    /// The status, and what makes it so.
    fn reason(&self) -> String {
        let keys = &self.post.front_matter;
        let date = |date: Option<DateTime>| date.map(|date| date.to_string()).unwrap_or_default();
        match self.status {
            Status::Published if keys.hide_from_post_list => "published, in no list".to_owned(),
            Status::Scheduled => format!("scheduled until {}", date(keys.publish_date)),
            Status::Expired => format!("expired since {}", date(keys.unpublish_date)),
            status => status_name(status).to_owned(),
        }
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Published => "published",
        Status::Draft => "draft",
        Status::Scheduled => "scheduled",
        Status::Expired => "expired",
    }
}

/// The time on the author's wall, midnight where none is written.
fn wall_time(date: DateTime) -> String {
    let wall = DateTime {
        time: Some(date.time.unwrap_or_default()),
        offset: None,
        ..date
    };
    wall.to_string()
}

fn diagnostic(found: &Diagnostic) -> String {
    let mut object = Object::new();
    let number =
        |number: Option<usize>| number.map_or_else(|| "null".to_owned(), |n| n.to_string());
    object.raw("line", &number(found.position.map(|at| at.line)));
    object.raw("column", &number(found.position.map(|at| at.column)));
    object.text("level", Some(&found.level.to_string()));
    object.text("message", Some(&found.problem.to_string()));
    object.end()
}
