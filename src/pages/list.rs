//! The lists of posts: newest, by tag, archive, search.

use inkfold_core::blog::Entry;
use inkfold_core::listing::{Earlier, ListKind};
use inkfold_core::route::Route;
use yew::virtual_dom::VTag;
use yew::{Html, html};

use crate::components::alert::fetch_alert;
use crate::components::card;
use crate::intl;
use crate::messages::fill;
use crate::pages::Frame;
use crate::pages::tags::posts;
use crate::screen::List;
use crate::widget::Kind;

/// The page.
pub(super) fn page(frame: &Frame<'_>, list: &List) -> Html {
    let messages = frame.messages();
    let failures = (!list.failures.is_empty())
        .then(|| fetch_alert(frame, messages.post_failed, &list.failures));
    let entries = match &list.kind {
        ListKind::Archive(earlier) => archive(frame, &list.entries, earlier),
        _ => html! {
            <div class="posts">{ cards(frame, list) }</div>
        },
    };
    html! {
        <div class="list" part={frame.part("list")} key="list">
            if !frame.is_only(Kind::List) {
                { heading(frame, list) }
            }
            { entries }
            if list.entries.is_empty() && list.failures.is_empty() && !list.loading {
                <p class="empty">{ nothing(frame, list) }</p>
            }
            if let Some(failures) = failures {
                { failures }
            }
            if list.loading {
                <p class="loading">{ messages.loading }</p>
            }
            if let ListKind::Newest { page, pages } = list.kind
                && !frame.is_only(Kind::List)
            {
                { pagination(frame, page, pages) }
            }
        </div>
    }
}

fn cards(frame: &Frame<'_>, list: &List) -> Html {
    match &frame.by_and_by {
        Some(by_and_by) => by_and_by.cards.show(frame, list, by_and_by.slice),
        None => card::cards(frame, &list.entries),
    }
}

fn heading(frame: &Frame<'_>, list: &List) -> Html {
    let messages = frame.messages();
    let h1 = frame.heading(1);
    match &list.kind {
        ListKind::Newest { page: 1, .. } => html! {
            <@{h1} class="visually-hidden">{ messages.newest_posts }</@>
        },
        ListKind::Newest { page, pages } => html! {
            <@{h1} class="visually-hidden">{ page_of(frame, *page, *pages) }</@>
        },
        ListKind::Tag(tag) => html! {
            <>
                <@{h1}>{ &tag.name }</@>
                <p class="count">{ posts(frame, list.entries.len()) }</p>
            </>
        },
        ListKind::Archive(earlier) => {
            let earlier: usize = earlier.iter().map(|year| year.count).sum();
            html! {
                <>
                    <@{h1}>{ messages.archive }</@>
                    <p class="count">{ posts(frame, list.entries.len() + earlier) }</p>
                </>
            }
        }
        ListKind::Search(query) => html! {
            <>
                <@{h1}>{ messages.search }</@>
                { search_form(frame, query) }
            </>
        },
    }
}

fn nothing(frame: &Frame<'_>, list: &List) -> &'static str {
    let messages = frame.messages();
    match &list.kind {
        ListKind::Search(query) if query.is_empty() => "",
        ListKind::Search(_) => messages.nothing_found,
        _ if frame.widget.is_none()
            && frame.site.listed_posts().next().is_none()
            && frame.site.patterns().next().is_some() =>
        {
            messages.only_patterns
        }
        _ => messages.no_posts,
    }
}

fn search_form(frame: &Frame<'_>, query: &str) -> Html {
    let action = frame.root.href(&Route::Search(String::new()));
    html! {
        <form class="search" role="search" {action}>
            { search_field(frame, query) }
            <button type="submit">{ frame.messages().search }</button>
        </form>
    }
}

/// Made by hand: what `html!` makes puts its value back at every drawing, and
/// what a reader types is lost.
fn search_field(frame: &Frame<'_>, query: &str) -> Html {
    let mut field = VTag::new("input");
    field.add_attribute("type", "search");
    field.add_attribute("name", "q");
    field.add_attribute("value", query.to_owned());
    field.add_attribute("aria-label", frame.messages().search_label);
    // Another search is another field, whatever was typed into this one.
    field.key = Some(query.into());
    field.into()
}

/// The posts by year, a line each; then the years of which there are too many.
fn archive(frame: &Frame<'_>, entries: &[Entry], earlier: &[Earlier]) -> Html {
    let years = entries.chunk_by(|a, b| year(a) == year(b)).enumerate();
    let years = years.map(|(key, entries)| {
        html! {
            <section {key}>
                <@{frame.heading(2)}>{ year_name(frame, entries.first().and_then(year)) }</@>
                <ul>{ for entries.iter().map(|entry| archive_line(frame, entry)) }</ul>
            </section>
        }
    });
    let earlier = earlier.iter().map(|earlier| {
        let href = frame.root.href(&Route::Newest(earlier.page));
        html! {
            <li key={format!("{:?}", earlier.year)}>
                <a {href}>{ year_name(frame, earlier.year) }</a>
                <span>{ posts(frame, earlier.count) }</span>
            </li>
        }
    });
    html! {
        <div class="archive">
            { for years }
            if earlier.len() > 0 {
                <ul key="earlier">{ for earlier }</ul>
            }
        </div>
    }
}

fn year_name(frame: &Frame<'_>, year: Option<i32>) -> String {
    year.map_or_else(
        || frame.messages().undated.to_owned(),
        |year| year.to_string(),
    )
}

fn year(entry: &Entry) -> Option<i32> {
    entry.post.date.map(|date| date.year)
}

fn archive_line(frame: &Frame<'_>, entry: &Entry) -> Html {
    let language = frame.language_of(entry);
    html! {
        <li key={entry.address.as_str()}>
            <a
                href={frame.root.href(&entry.route())}
                dir={frame.direction(&language)}
                lang={language}
            >
                { &entry.post.title }
            </a>
            if let Some(date) = &entry.post.date {
                <time datetime={date.to_string()}>{ intl::day(&frame.language, date) }</time>
            }
        </li>
    }
}

fn pagination(frame: &Frame<'_>, page: usize, pages: usize) -> Html {
    if pages < 2 {
        return html! {};
    }
    let messages = frame.messages();
    let newer = (page > 1).then(|| frame.root.href(&Route::Newest(page - 1)));
    let older = (page < pages).then(|| frame.root.href(&Route::Newest(page + 1)));
    html! {
        <nav class="pagination" aria-label={messages.pages}>
            if let Some(href) = newer {
                <a rel="prev" class="prev" {href}>{ messages.newer_posts }</a>
            }
            <span>{ page_of(frame, page, pages) }</span>
            if let Some(href) = older {
                <a rel="next" class="next" {href}>{ messages.older_posts }</a>
            }
        </nav>
    }
}

fn page_of(frame: &Frame<'_>, page: usize, pages: usize) -> String {
    let number = |number| intl::count(&frame.language, number);
    fill(frame.messages().page_of, &[&number(page), &number(pages)])
}
