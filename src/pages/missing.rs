//! An address with nothing behind it.

use inkfold_core::route::Route;
use yew::{Html, html};

use crate::messages::fill;
use crate::pages::Frame;

/// The page.
pub(super) fn page(frame: &Frame<'_>) -> Html {
    html! {
        <div class="missing" key="missing">
            { heading(frame) }
            <p>{ frame.messages().missing_text }</p>
            <p>
                <a href={frame.root.href(&Route::Newest(1))}>{ frame.messages().to_newest }</a>
            </p>
        </div>
    }
}

/// What a list says whose tag no post has.
pub(super) fn tag(frame: &Frame<'_>, tag: &str) -> Html {
    html! {
        <p class="empty" part={frame.part("error")} role="alert" key="missing">
            { fill(frame.messages().no_such_tag, &[tag]) }
        </p>
    }
}

/// Its heading.
pub(super) fn heading(frame: &Frame<'_>) -> Html {
    html! { <@{frame.heading(1)}>{ frame.messages().missing_title }</@> }
}
