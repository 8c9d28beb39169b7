//! What stands beside a post: its contents and the newest other posts.

use inkfold_core::blog::Entry;
use inkfold_core::document::Heading;
use yew::{Html, html};

use crate::pages::Frame;

/// The sidebar of the post whose headings these are.
pub fn sidebar(frame: &Frame<'_>, headings: &[Heading], recent: &[Entry]) -> Html {
    let messages = frame.messages();
    let h2 = frame.heading(2);
    html! {
        <aside class="sidebar">
            if headings.len() > 1 {
                <nav class="contents" aria-labelledby="inkfold-contents">
                    <@{h2} id="inkfold-contents">{ messages.on_this_page }</@>
                    <ul>{ for headings.iter().map(|heading| contents_line(frame, heading)) }</ul>
                </nav>
            }
            if !recent.is_empty() {
                <nav class="recent" aria-labelledby="inkfold-recent">
                    <@{h2} id="inkfold-recent">{ messages.recent_posts }</@>
                    <ul>{ for recent.iter().map(|entry| recent_line(frame, entry)) }</ul>
                </nav>
            }
        </aside>
    }
}

fn contents_line(frame: &Frame<'_>, heading: &Heading) -> Html {
    let class = format!("level-{}", heading.level);
    let href = frame.root.href_in(frame.route, &heading.id);
    html! { <li key={heading.id.as_str()} {class}><a {href}>{ &heading.text }</a></li> }
}

fn recent_line(frame: &Frame<'_>, entry: &Entry) -> Html {
    let href = frame.root.href(&entry.route());
    let lang = frame.language_of(entry);
    html! {
        <li key={entry.address.as_str()}>
            <a {href} dir={frame.direction(&lang)} {lang}>{ &entry.post.title }</a>
        </li>
    }
}
