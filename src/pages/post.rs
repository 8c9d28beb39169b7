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
    let PostScreen { entry, around } = screen;
    let post = &entry.post;
    let source = frame.site.source_of(&post.path);
    let source = source.filter(|_| !post.front_matter.hide_source_link);
    let has_sidebar = post.front_matter.show_sidebar;
    let layout = match has_sidebar {
        true => "post-layout with-sidebar",
        false => "post-layout",
    };
    let after = html! {
        <>
            { translations(frame, screen) }
            if let Some(source) = source {
                <footer>
                    <a class="source" href={source} rel="noopener noreferrer">
                        { frame.messages().view_source }
                    </a>
                </footer>
            }
        </>
    };
    html! {
        <div class={layout} key={frame.key_of(entry)}>
            { article(frame, entry, mistakes(frame, entry), after) }
            { neighbours(frame, screen) }
            if has_sidebar {
                { sidebar(frame, &frame.article(entry).headings(), &around.recent) }
            }
        </div>
    }
}

/// A post and nothing around it.
pub(super) fn alone(frame: &Frame<'_>, entry: &Entry) -> Html {
    html! {
        <div key={frame.key_of(entry)}>{ article(frame, entry, html! {}, html! {}) }</div>
    }
}

/// A post, with more before its text and after it.
fn article(frame: &Frame<'_>, entry: &Entry, before: Html, after: Html) -> Html {
    let post = &entry.post;
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
    let title = match post.front_matter.hide_page_title {
        true => "post-title visually-hidden",
        false => "post-title",
    };
    let lang = frame.language_of(entry);
    // A long text is read in its own direction wherever it stands.
    let dir = (frame.direction(&lang)).or_else(|| frame.widget.map(|_| "ltr"));
    html! {
        <article class="post" part={frame.part("post")} {dir} {lang}>
            <header>
                <@{frame.heading(1)} class={title} part={frame.part("title")}>{ &post.title }</@>
                { byline(frame, entry) }
            </header>
            { before }
            { body }
            if post.is_empty {
                <p class="empty">{ frame.messages().empty_post }</p>
            }
            { after }
        </article>
    }
}

/// How the article of a post is drawn.
pub(super) fn view<'a>(frame: &'a Frame<'_>, entry: &'a Entry) -> View<'a> {
    View {
        links: frame.links(entry, frame.route),
        messages: frame.messages(),
        part: frame.part("body"),
        deeper: frame.deeper(),
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
                <a
                    rel="alternate"
                    hreflang={language.clone()}
                    lang={language.clone()}
                    dir={frame.direction(&language)}
                    {href}
                >
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
