//! A post in a listing.

use std::cell::{Cell, RefCell};

use inkfold_core::blog::Entry;
use yew::{Html, html};

use crate::components::byline::byline;
use crate::messages;
use crate::pages::Frame;
use crate::view::View;

/// The cards of posts.
pub fn cards(frame: &Frame<'_>, entries: &[Entry]) -> Html {
    entries.iter().map(|entry| card(frame, entry)).collect()
}

/// The card of a post, in the post's own language, its labels in another one
/// where that is asked for and there are texts in it.
fn card(frame: &Frame<'_>, entry: &Entry) -> Html {
    let post = &entry.post;
    let language = frame.language_of(entry);
    let around = frame.language_around(entry);
    let has_messages = messages::in_language(&around).is_some();
    let spoken = if has_messages { &around } else { &language };
    let messages = messages::of(spoken);
    let route = entry.route();
    let href = frame.root.href(&route);
    let summary = frame.summary(entry);
    let view = View {
        links: frame.links(entry, &route),
        messages,
        part: None,
        deeper: frame.deeper(),
        among_others: true,
        has_picture: Cell::default(),
        leading: RefCell::default(),
        formulas: RefCell::default(),
    };
    let label = format!("{}: {}", messages.continue_reading, post.title);
    html! {
        <article
            class="post-card"
            part={frame.part("card")}
            lang={language.clone()}
            dir={frame.direction(&language)}
            key={frame.key_of(entry)}
        >
            <@{frame.heading(2)} class="post-title" part={frame.part("title")}>
                <a href={href.clone()}>{ &post.title }</a>
            </@>
            { byline(frame, entry) }
            if !summary.is_empty() {
                <div class="summary" part={frame.part("summary")}>{ view.draw(summary.iter()) }</div>
            }
            if post.front_matter.continue_link {
                <a
                    class="continue"
                    part={frame.part("continue")}
                    lang={(*spoken != language).then(|| spoken.clone())}
                    {href}
                    aria-label={label}
                >
                    { messages.continue_reading }
                </a>
            }
        </article>
    }
}
