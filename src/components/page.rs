//! What stands around every page: masthead, main, footer, live region.

use yew::{Html, html};

use crate::pages::{self, Frame};
use crate::screen::Screen;
use crate::widget::Kind;
use inkfold_core::route::Route;

/// What an element shows in a page of somebody else.
pub fn part(frame: &Frame<'_>, screen: &Screen) -> Html {
    match frame.is_only(Kind::Blog) {
        true => page(frame, screen),
        false => pages::draw(frame, screen),
    }
}

/// A whole page.
pub fn page(frame: &Frame<'_>, screen: &Screen) -> Html {
    let messages = frame.messages();
    let top = frame.root.href_in(frame.route, "inkfold-main");
    // A page has one main part, and that of somebody else has its own.
    let role = frame.widget.map(|_| "group");
    html! {
        <div class="page">
            if frame.widget.is_none() {
                <a class="skip" href={top}>{ messages.skip_to_content }</a>
            }
            { masthead(frame) }
            <main id="inkfold-main" {role} part={frame.part("main")} tabindex="-1">
                { pages::draw(frame, screen) }
            </main>
            <footer class="colophon" part={frame.part("colophon")}>{ colophon(frame) }</footer>
            <div class="visually-hidden" role="status" aria-live="polite"></div>
        </div>
    }
}

fn masthead(frame: &Frame<'_>) -> Html {
    let site = &frame.site;
    let links = site.navigation.iter().enumerate().map(|(key, link)| {
        let href = frame.root.href_from_root(&link.href);
        let current = href == frame.root.href(frame.route);
        html! {
            <li {key}>
                <a {href} aria-current={current.then_some("page")}>{ &link.title }</a>
            </li>
        }
    });
    // Until the settings are here, no name is better than a wrong one.
    let title = match site.title.as_str() {
        "" => "\u{a0}",
        title => title,
    };
    html! {
        <header
            class="masthead"
            part={frame.part("masthead")}
            lang={site.language.clone()}
            dir={frame.direction(&site.language)}
        >
            if frame.can_return {
                <button type="button" name="back" lang={frame.language.clone()}>
                    { frame.messages().back }
                </button>
            }
            <a class="site-title" href={frame.root.href(&Route::Newest(1))}>{ title }</a>
            <nav aria-label={frame.messages().site_menu}>
                <ul>{ for links }</ul>
            </nav>
        </header>
    }
}

fn colophon(frame: &Frame<'_>) -> Html {
    let messages = frame.messages();
    let language = &frame.site.language;
    let links = [
        (Route::Archive, messages.archive),
        (Route::Tags, messages.tags),
        (Route::Search(String::new()), messages.search),
    ];
    let items = links.into_iter().map(|(route, text)| {
        html! { <li key={text}><a href={frame.root.href(&route)}>{ text }</a></li> }
    });
    html! {
        <>
            if !frame.site.description.is_empty() {
                <p lang={language.clone()} dir={frame.direction(language)}>
                    { &frame.site.description }
                </p>
            }
            <ul>{ for items }</ul>
        </>
    }
}
