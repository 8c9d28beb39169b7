//! What is said about a post, as lines for people and as JSON.

use inkfold_core::blog::{Claim, give};
use inkfold_core::date::DateTime;
use inkfold_core::diagnostic::Diagnostic;
use inkfold_core::front_matter::FrontMatter;
use inkfold_core::post::{Post, Status};
use inkfold_core::route::Route;
use inkfold_math::Typesetter;

use super::files::{Blog, Found};
use crate::json::{self, Object};

/// What became of a post.
pub(super) struct Record {
    /// The path as the person gave it.
    path: String,
    /// The place of its blog among those that are inspected.
    pub(super) blog: usize,
    front_matter: FrontMatter,
    title: String,
    date: Option<DateTime>,
    slug: String,
    pub(super) claim: Claim,
    /// Its address, at first as if there were no other posts.
    pub(super) address: String,
    pub(super) status: Status,
    lang: Option<String>,
    summary: String,
    diagnostics: Vec<Diagnostic>,
}

impl Record {
    /// Of a post of `blog` at `now` (seconds since 1970 UTC).
    pub(super) fn of(post: Post, found: &Found, blog: &Blog, now: i64) -> Self {
        let site = &blog.site;
        let claim = Claim::of(&post, site);
        let address = give(std::slice::from_ref(&claim)).concat();
        let lang = post.language(&site.languages);
        let lang = lang.or_else(|| blog.is_known().then(|| site.language.clone()));
        let mut diagnostics = post.diagnostics.clone();
        let mut typesetter = Typesetter::default();
        diagnostics.extend(post.repairs(&mut |formula| typesetter.refusal(formula)));
        Self {
            path: found.shown.clone(),
            blog: found.blog,
            claim,
            address,
            status: post.status(now, blog.zone()),
            summary: post.summary_text(site.reading(lang.as_deref().unwrap_or_default())),
            lang,
            diagnostics,
            front_matter: post.front_matter,
            title: post.title,
            date: post.date,
            slug: post.slug,
        }
    }

    fn link(&self) -> String {
        format!("/{}", Route::Post(self.address.clone()))
    }

    /// One line of JSON.
    pub(super) fn json(&self) -> String {
        let mut object = Object::new();
        object.text("path", Some(&self.path));
        object.text("title", Some(&self.title));
        object.text("date", self.date.map(wall_time).as_deref());
        let updated = self.front_matter.updated;
        object.text("updated", updated.map(wall_time).as_deref());
        object.text("slug", Some(&self.slug));
        object.text("address", Some(&self.link()));
        object.text("status", Some(status_name(self.status)));
        object.text("lang", self.lang.as_deref());
        let tags = self.front_matter.tags.iter();
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
        line("title", &self.title);
        let date = self.date.map(|date| date.to_string());
        line("date", date.as_deref().unwrap_or("none"));
        let updated = self.front_matter.updated;
        line(
            "updated",
            &updated.map(|date| date.to_string()).unwrap_or_default(),
        );
        line("status", &self.reason());
        line("address", &self.link());
        line("lang", self.lang.as_deref().unwrap_or_default());
        line("tags", &self.front_matter.tags.join(", "));
        line("summary", &self.summary);
        for found in &self.diagnostics {
            out.push_str(&format!("  {found}\n"));
        }
        out.push('\n');
        out
    }

    /// The status, and what makes it so.
    fn reason(&self) -> String {
        let keys = &self.front_matter;
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
