//! A failure: what failed, why, and a button to try again.

use yew::{Html, html};

use crate::fetch::{Fault, FetchError};
use crate::messages::{Messages, fill};
use crate::pages::Frame;

/// An alert about addresses that could not be loaded, with one button for
/// all of them.
pub fn fetch_alert(frame: &Frame<'_>, lead: &str, errors: &[FetchError]) -> Html {
    let messages = frame.messages();
    let details = errors.iter().map(|error| {
        html! {
            <li key={error.address.as_str()}>
                <a href={error.address.clone()}>{ &error.address }</a>
                { " " }{ reason(messages, &error.fault) }
            </li>
        }
    });
    alert(frame, lead, html! { <ul>{ for details }</ul> })
}

/// An alert with details of any kind.
pub fn alert(frame: &Frame<'_>, lead: &str, details: Html) -> Html {
    html! {
        <div class="alert" part={frame.part("error")} role="alert">
            <p><strong>{ lead }</strong></p>
            { details }
            <button type="button" name="retry">{ frame.messages().try_again }</button>
        </div>
    }
}

fn reason(messages: &Messages, fault: &Fault) -> String {
    match fault {
        Fault::Unreachable | Fault::CutOff => messages.unreachable.to_owned(),
        Fault::Offline => messages.offline.to_owned(),
        Fault::Forbidden => messages.forbidden.to_owned(),
        Fault::Blocked => messages.blocked.to_owned(),
        Fault::TimedOut => messages.timed_out.to_owned(),
        Fault::Status(status @ (404 | 410)) => {
            fill(messages.status_not_found, &[&status.to_string()])
        }
        Fault::Status(status) => fill(messages.status, &[&status.to_string()]),
        Fault::WebPage => messages.web_page.to_owned(),
        Fault::Binary => messages.binary.to_owned(),
        Fault::TooLong => messages.too_long.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages;

    #[test]
    fn says_the_reason_in_words() {
        let english = messages::of("en");
        for (fault, part) in [
            (Fault::Status(404), "no such file (status 404)"),
            (Fault::Status(503), "status 503"),
            (Fault::WebPage, "web page instead"),
            (Fault::TimedOut, "in time"),
        ] {
            assert!(reason(english, &fault).contains(part), "{fault:?}");
        }
    }
}
