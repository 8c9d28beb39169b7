//! All tags of the blog.

use inkfold_core::blog::TagCount;
use inkfold_core::route::Route;
use yew::{Html, html};

use crate::intl;
use crate::messages::fill;
use crate::pages::Frame;

/// The page.
pub(super) fn page(frame: &Frame<'_>, tags: &[TagCount]) -> Html {
    let messages = frame.messages();
    let items = tags.iter().map(|tag| {
        let href = frame.root.href(&Route::Tag(tag.slug.clone()));
        html! {
            <li key={tag.slug.as_str()}>
                <a rel="tag" {href}>{ &tag.name }</a>
                <span class="count">{ posts(frame, tag.count) }</span>
            </li>
        }
    });
    html! {
        <div key="tags">
            <@{frame.heading(1)}>{ messages.tags }</@>
            if tags.is_empty() {
                <p class="empty">{ messages.no_posts }</p>
            }
            <ul class="tag-list">{ for items }</ul>
        </div>
    }
}

/// "5 posts", in the page's language.
pub(super) fn posts(frame: &Frame<'_>, count: usize) -> String {
    let plural = intl::plural(&frame.language, count);
    let number = intl::count(&frame.language, count);
    fill(frame.messages().posts.form(plural), &[&number])
}
