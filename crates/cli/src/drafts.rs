//! Posts that wait, as they will be: for an author who wants to see them.
//!
//! The app decides from a post's own text whether it is shown. So what shows
//! a draft is a copy that says `published: true`, and that it is a preview,
//! since nothing else shows what lies in `_drafts`, and of what; the author's file
//! stays.

use inkfold_core::front_matter::Preview;
use inkfold_core::split::{self, Format};
use inkfold_core::text;

/// The text of a post that says it is published, though it waits for something;
/// `None` where no line can be found to say it in.
pub(crate) fn published(bytes: &[u8], preview: Preview) -> Option<Vec<u8>> {
    let name = preview.name();
    let (text, _) = text::decode(bytes);
    let parts = split::split(&text);
    if !parts.closed {
        return None;
    }
    let written = match parts.front_matter {
        None => format!("---\npublished: true\ninkfold_preview: {name}\n---\n{text}"),
        Some((Format::Json, object)) => {
            let (before, after) = text.split_once(object)?;
            let inside = object.strip_prefix('{')?;
            let comma = match inside.trim_start().starts_with('}') {
                true => "",
                false => ",",
            };
            let said = format!("\"published\": true, \"inkfold_preview\": \"{name}\"");
            format!("{before}{{{said}{comma}{inside}{after}")
        }
        Some((format, front_matter)) => {
            let (line, mark) = match format {
                Format::Toml => {
                    let line = format!("published = true\ninkfold_preview = \"{name}\"\n");
                    (line, '=')
                }
                _ => {
                    let line = format!("published: true\ninkfold_preview: {name}\n");
                    (line, ':')
                }
            };
            // It opens, too.
            let fence = format.closing_fence();
            let start = text.find(fence)? + fence.len();
            let start = start + text.get(start..)?.find('\n')? + 1;
            let end = start + front_matter.len();
            let kept = front_matter
                .split_inclusive('\n')
                .filter(|line| !decides(line, mark));
            let kept: String = kept.collect();
            format!("{}{line}{kept}{}", text.get(..start)?, text.get(end..)?)
        }
    };
    Some(written.into_bytes())
}

/// Whether a line says if the post is shown.
fn decides(line: &str, mark: char) -> bool {
    let key = line.split_once(mark).map_or("", |(key, _)| key);
    let key = key.trim_end().trim_matches(['"', '\'']);
    key.eq_ignore_ascii_case("published") || key.eq_ignore_ascii_case("draft")
}

#[cfg(test)]
mod tests {
    use super::*;
    use inkfold_core::date::Utc;
    use inkfold_core::post::{Post, Status};

    #[test]
    fn what_waits_is_shown_with_all_it_says() {
        for (path, text) in [
            ("a.md", "---\ntitle: A\npublished: false\n---\nText.\n"),
            (
                "a.md",
                "---\ndraft: true\ntitle: A\nPublished: no\n---\nText.\n",
            ),
            (
                "a.md",
                "\n---\r\ntitle: A\r\npublish_date: 2900-01-01\r\n---\r\nText.\n",
            ),
            (
                "a.md",
                "+++\ntitle = 'A'\ndraft = true\n[extra]\nx = 1\n+++\nText.\n",
            ),
            (
                "a.md",
                "{\"title\": \"A\", \"publish_date\": \"2900-01-01\"}\nText.\n",
            ),
            ("_drafts/a.md", "Text.\n"),
            ("_drafts/a.md", "---\npublished: true\n---\nText.\n"),
        ] {
            let before = Post::read(path, text.as_bytes());
            assert_ne!(before.status(0, &Utc), Status::Published, "{text}");
            let after = Post::read(
                path,
                &published(text.as_bytes(), Preview::Scheduled).unwrap(),
            );
            assert_eq!(after.status(0, &Utc), Status::Published, "{text}");
            assert_eq!(after.title, before.title, "{text}");
            assert_eq!(after.diagnostics, [], "{text}");
            assert_eq!(after.summary_text("en"), "Text.", "{text}");
        }
        assert_eq!(published(b"---\ntitle: A\n\nText.", Preview::Draft), None);
    }
}
