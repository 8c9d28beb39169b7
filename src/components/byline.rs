//! The line under a title: date, author, tags.

use inkfold_core::blog::Entry;
use inkfold_core::mark::join;
use inkfold_core::route::Route;
use inkfold_core::slug;
use yew::{Html, html};

use crate::pages::Frame;
use crate::{intl, messages};

/// The byline of a post, in the language of what stands around it.
pub fn byline(frame: &Frame<'_>, entry: &Entry) -> Html {
    let post = &entry.post;
    let authors = &post.front_matter.authors;
    let author = match authors.is_empty() {
        false => Some(join(authors, ", ")),
        true => frame.site.author.clone(),
    };
    // A file that is no part of a blog has no lists that they could lead to.
    let is_alone = frame.widget.is_some_and(|widget| widget.is_alone);
    let tags = post.front_matter.tags.iter().map(|tag| {
        if is_alone {
            return html! { <li key={tag.as_str()}>{ tag }</li> };
        }
        let href = frame.root.href(&Route::Tag(slug::of_word(tag)));
        html! { <li key={tag.as_str()}><a rel="tag" {href}>{ tag }</a></li> }
    });
    let language = frame.language_around(entry);
    let lang = (language != frame.language_of(entry)).then(|| language.clone());
    html! {
        <div class="byline" part={frame.part("byline")}>
            if let Some(preview) = post.front_matter.preview {
                <strong class="preview">{ messages::of(&language).of_preview(preview) }</strong>
            }
            if let Some(date) = &post.date {
                <time datetime={date.to_string()} {lang}>{ intl::day(&language, date) }</time>
            }
            if let Some(author) = author {
                <span class="author">{ author }</span>
            }
            if !post.front_matter.tags.is_empty() {
                <ul class="tags">{ for tags }</ul>
            }
        </div>
    }
}
