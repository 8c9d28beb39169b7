//! An address with nothing behind it.

use inkfold_core::route::Route;
use yew::{Html, html};

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

/// Its heading.
pub(super) fn heading(frame: &Frame<'_>) -> Html {
    html! { <h1>{ frame.messages().missing_title }</h1> }
}
