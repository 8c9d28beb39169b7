//! A post.

use std::cell::{Cell, RefCell};

use inkfold_core::blog::Entry;
use yew::{Html, html};

use crate::components::byline::byline;
use crate::components::sidebar::sidebar;
use crate::pages::Frame;
use crate::screen::PostScreen;
use crate::view::View;

/// The page.
pub(super) fn page(frame: &Frame<'_>, screen: &PostScreen) -> Html {
    let PostScreen { entry, .. } = screen;
    let post = &entry.post;
    let front_matter = &post.front_matter;
    let messages = frame.messages();
    let document = frame.article(entry);
    let view = view(frame, entry);
    let body = match &frame.by_and_by {
        Some(by_and_by) => {
            let written = frame.written(entry);
            by_and_by
                .article
                .show(&view, &written, &document, by_and_by.slice)
        }
        None => html! { <div class="post-body">{ view.draw(document.nodes()) }</div> },
    };
    let source = frame.site.source_of(&post.path);
    let source = source.filter(|_| !front_matter.hide_source_link);
    let layout = if front_matter.show_sidebar {
        "post-layout with-sidebar"
    } else {
        "post-layout"
    };
    html! {
        <div class={layout} key={frame.key_of(entry)}>
            <article class="post" lang={frame.language_of(entry)}>
                <header>
                    <h1 class={front_matter.hide_page_title.then_some("visually-hidden")}>
                        { &post.title }
                    </h1>
                    { byline(frame, entry, &frame.language) }
                </header>
                { mistakes(frame, entry) }
                { body }
                if post.is_empty {
                    <p class="empty">{ messages.empty_post }</p>
                }
                { translations(frame, screen) }
                if let Some(source) = source {
                    <footer>
                        <a class="source" href={source} rel="noopener noreferrer">
                            { messages.view_source }
                        </a>
                    </footer>
                }
            </article>
            { neighbours(frame, screen) }
            if front_matter.show_sidebar {
                { sidebar(frame, &document.headings(), &screen.around.recent) }
            }
        </div>
    }
}

/// How the article of a post is drawn.
pub(super) fn view<'a>(frame: &'a Frame<'_>, entry: &'a Entry) -> View<'a> {
    View {
        links: frame.links(entry, frame.route),
        messages: frame.messages(),
        among_others: false,
        has_picture: Cell::default(),
        leading: RefCell::default(),
        formulas: RefCell::default(),
    }
}

/// What is wrong with the file, for its author.
fn mistakes(frame: &Frame<'_>, entry: &Entry) -> Html {
    let post = &entry.post;
    if !post.wants_a_look() {
        return html! {};
    }
    let lines = post.diagnostics.iter().enumerate().map(|(key, found)| {
        html! { <li {key}><code>{ format!("{}:{found}", post.path) }</code></li> }
    });
    html! {
        <aside class="notice" role="note">
            <p><strong>{ frame.messages().mistakes }</strong></p>
            <ul>{ for lines }</ul>
        </aside>
    }
}

/// Links to the post in other languages, by the titles it has there. Below the
/// article, which they must not move when they are known late.
fn translations(frame: &Frame<'_>, screen: &PostScreen) -> Html {
    let translations = &screen.around.translations;
    if translations.is_empty() {
        return html! {};
    }
    let links = translations.iter().map(|entry| {
        let href = frame.root.href(&entry.route());
        let language = frame.language_of(entry);
        html! {
            <li key={entry.address.as_str()}>
                <a rel="alternate" hreflang={language.clone()} lang={language.clone()} {href}>
                    { &entry.post.title }
                </a>
                { format!(" ({language})") }
            </li>
        }
    });
    html! {
        <nav class="translations" aria-labelledby="inkfold-translations">
            <p id="inkfold-translations">{ frame.messages().in_other_languages }</p>
            <ul>{ for links }</ul>
        </nav>
    }
}

fn neighbours(frame: &Frame<'_>, screen: &PostScreen) -> Html {
    let messages = frame.messages();
    let sides = [
        ("prev", messages.older_post, &screen.around.older),
        ("next", messages.newer_post, &screen.around.newer),
    ];
    let links = sides.into_iter().filter_map(|(rel, side, entry)| {
        let entry = entry.as_ref()?;
        let href = frame.root.href(&entry.route());
        Some(html! {
            <a class={rel} {rel} {href} key={rel} lang={frame.language_of(entry)}>
                <span lang={frame.language.clone()}>{ side }</span>
                { &entry.post.title }
            </a>
        })
    });
    html! {
        <nav class="neighbours" aria-label={messages.neighbours}>{ for links }</nav>
    }
}
