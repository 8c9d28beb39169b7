//! What the interface says, in each of its languages.
//!
//! Texts only: dates, numbers and plural rules come from `Intl`
//! ([`crate::intl`]). A new language is one file here and one line in
//! [`of`].

mod en;
mod ru;

use inkfold_core::front_matter::Preview;
use inkfold_core::mark::part;

use crate::intl::Plural;

/// The texts of one language. `{}` stands for what is filled in.
#[allow(missing_docs, reason = "the texts say it themselves")]
pub struct Messages {
    pub skip_to_content: &'static str,
    pub site_menu: &'static str,
    pub newest_posts: &'static str,
    pub continue_reading: &'static str,
    pub newer_posts: &'static str,
    pub older_posts: &'static str,
    pub pages: &'static str,
    pub page_of: &'static str,
    pub tags: &'static str,
    pub archive: &'static str,
    pub undated: &'static str,
    pub search: &'static str,
    pub search_label: &'static str,
    pub nothing_found: &'static str,
    pub posts: Counted,
    pub on_this_page: &'static str,
    pub recent_posts: &'static str,
    pub neighbours: &'static str,
    pub older_post: &'static str,
    pub newer_post: &'static str,
    pub draft: &'static str,
    pub scheduled: &'static str,
    pub in_other_languages: &'static str,
    pub view_source: &'static str,
    pub footnote: &'static str,
    pub back_from_footnote: &'static str,
    pub loading: &'static str,
    pub no_posts: &'static str,
    pub only_patterns: &'static str,
    pub back: &'static str,
    pub no_such_tag: &'static str,
    pub empty_post: &'static str,
    pub mistakes: &'static str,
    pub missing_title: &'static str,
    pub missing_text: &'static str,
    pub to_newest: &'static str,
    pub site_failed: &'static str,
    pub list_failed: &'static str,
    pub post_failed: &'static str,
    pub unchecked: &'static str,
    pub try_again: &'static str,
    pub unreachable: &'static str,
    pub offline: &'static str,
    pub forbidden: &'static str,
    pub blocked: &'static str,
    pub timed_out: &'static str,
    pub status: &'static str,
    pub status_not_found: &'static str,
    pub web_page: &'static str,
    pub binary: &'static str,
    pub too_long: &'static str,
    pub settings_unreadable: &'static str,
}

/// A noun with its number, in the plural forms a language has.
#[allow(missing_docs, reason = "CLDR's own names")]
pub struct Counted {
    pub one: &'static str,
    pub few: &'static str,
    pub many: &'static str,
    pub other: &'static str,
}

impl Messages {
    /// What a post waits for that is shown before its time.
    pub fn of_preview(&self, preview: Preview) -> &'static str {
        match preview {
            Preview::Draft => self.draft,
            Preview::Scheduled => self.scheduled,
        }
    }
}

impl Counted {
    /// The form for a plural category.
    pub fn form(&self, plural: Plural) -> &'static str {
        match plural {
            Plural::One => self.one,
            Plural::Few => self.few,
            Plural::Many => self.many,
            Plural::Other => self.other,
        }
    }
}

/// The texts for a language tag (BCP 47), English where there are none.
pub fn of(language: &str) -> &'static Messages {
    in_language(language).unwrap_or(&en::MESSAGES)
}

/// The texts for a language tag, where there are any.
pub fn in_language(language: &str) -> Option<&'static Messages> {
    match language.split(['-', '_']).next() {
        Some("ru") => Some(&ru::MESSAGES),
        Some("en") => Some(&en::MESSAGES),
        _ => None,
    }
}

/// `text` with each `{}` replaced by the next of `values`.
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut out = String::new();
    let mut rest = text;
    for value in values {
        let Some((before, after)) = part(rest, "{}") else {
            break;
        };
        out.push_str(before);
        out.push_str(value);
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chooses_by_the_first_subtag() {
        assert_eq!(of("ru-KZ").tags, ru::MESSAGES.tags);
        assert_eq!(of("en-GB").tags, en::MESSAGES.tags);
        assert_eq!(of("kk").tags, en::MESSAGES.tags);
        assert!(in_language("kk").is_none() && in_language("en").is_some());
    }

    #[test]
    fn russian_counts_in_four_forms() {
        let posts = &of("ru").posts;
        for (plural, expected) in [
            (Plural::One, "1 пост"),
            (Plural::Few, "1 поста"),
            (Plural::Many, "1 постов"),
            (Plural::Other, "1 поста"),
        ] {
            assert_eq!(fill(posts.form(plural), &["1"]), expected);
        }
    }

    #[test]
    fn fills_in_order() {
        assert_eq!(fill("{} of {}", &["1", "2"]), "1 of 2");
        assert_eq!(fill("none", &["1"]), "none");
    }
}
