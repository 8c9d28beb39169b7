//! Absolute addresses, read and written after the URL Standard
//! (<https://url.spec.whatwg.org/>), without what posts have no use for: names
//! and passwords are left out.
//!
//! The whole `url` crate with its tables is a third of the app; it checks this
//! file in the tests instead.

use std::fmt::Write;

use super::host;

// The standard's sets of what is percent-encoded besides control characters
// and everything that is not ASCII.
const FRAGMENT: &str = " \"<>`";
const QUERY: &str = " \"#<>'";
const PATH: &str = " \"#<>?`{}^";
const OPAQUE: &str = " \"<>";

/// An address on the web, from what follows its scheme's colon.
pub(super) fn web(scheme: &str, rest: &str) -> Option<String> {
    // However many slashes there are, a host follows.
    let rest = rest.trim_start_matches(['/', '\\']);
    let (authority, rest) = rest.split_at(rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len()));
    let host_and_port = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let colon = host_and_port
        .rfind(':')
        .filter(|_| !host_and_port.ends_with(']'));
    let (host, port) = match colon {
        Some(at) => (host_and_port.get(..at)?, host_and_port.get(at + 1..)?),
        None => (host_and_port, ""),
    };
    let mut out = format!("{scheme}://{}", host::serialize(host)?);
    let default = if scheme == "http" { 80 } else { 443 };
    if !port.is_empty() {
        let digits = port.bytes().all(|byte| byte.is_ascii_digit());
        let port: u16 = port.parse().ok().filter(|_| digits)?;
        if port != default {
            let _ = write!(out, ":{port}");
        }
    }
    let (rest, fragment) = split_at_sign(rest, '#');
    let (path, query) = split_at_sign(rest, '?');
    push_path(path, &mut out);
    if let Some(query) = query {
        out.push('?');
        encode(query, QUERY, &mut out);
    }
    if let Some(fragment) = fragment {
        out.push('#');
        encode(fragment, FRAGMENT, &mut out);
    }
    Some(out)
}

/// A mail address: whom to write to and about what. Anything else (copies to
/// others, a text) is the reader's to write.
pub(super) fn mail(rest: &str) -> String {
    let (rest, _) = split_at_sign(rest, '#');
    let (address, query) = split_at_sign(rest, '?');
    let mut out = "mailto:".to_owned();
    encode(address, OPAQUE, &mut out);
    let subject = query.unwrap_or_default().split('&').find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.eq_ignore_ascii_case("subject").then_some(value)
    });
    if let Some(subject) = subject {
        out.push_str("?subject=");
        encode(subject, QUERY, &mut out);
    }
    out
}

/// A telephone number.
pub(super) fn telephone(rest: &str) -> String {
    let mut out = "tel:".to_owned();
    encode(rest, OPAQUE, &mut out);
    out
}

fn split_at_sign(text: &str, sign: char) -> (&str, Option<&str>) {
    match text.split_once(sign) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

/// A path with its `.` and `..` followed, and slashes of one kind.
fn push_path(path: &str, out: &mut String) {
    let mut segments: Vec<&str> = Vec::new();
    let path = path.strip_prefix(['/', '\\']).unwrap_or(path);
    let mut rest = path.split(['/', '\\']).peekable();
    while let Some(segment) = rest.next() {
        let is_last = rest.peek().is_none();
        match dots(segment) {
            0 => segments.push(segment),
            count => {
                if count == 2 {
                    segments.pop();
                }
                if is_last {
                    segments.push("");
                }
            }
        }
    }
    for segment in segments {
        out.push('/');
        encode(segment, PATH, out);
    }
}

/// 1 for `.`, 2 for `..`, also percent-encoded; else 0.
fn dots(segment: &str) -> usize {
    if segment.len() > 6 {
        return 0;
    }
    match segment.to_ascii_lowercase().replace("%2e", ".").as_str() {
        "." => 1,
        ".." => 2,
        _ => 0,
    }
}

fn encode(text: &str, set: &str, out: &mut String) {
    for letter in text.chars() {
        if letter.is_ascii() && !letter.is_control() && !set.contains(letter) {
            out.push(letter);
        } else {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::link::Link;

    /// What differs from the standard on purpose.
    fn standard(written: &str) -> Option<String> {
        let mut url = url::Url::parse(written).ok()?;
        let _ = url.set_username("");
        let _ = url.set_password(None);
        Some(url.to_string())
    }

    #[test]
    fn writes_addresses_as_the_standard_does() {
        for written in [
            "http://a.b",
            "HTTP://A.B:80/",
            "https://a.b:443?x",
            "https://a.b:8080/#x",
            "https:a.b/c",
            "https:\\\\a.b\\c\\d?e\\f#g\\h",
            "https:////a.b",
            "https://u:p@a.b/c@d",
            "https://u@v@a.b/",
            "https://a.b/./c/../d/%2e%2E/e/.",
            "https://a.b/..",
            "https://a.b/../../c",
            "https://a.b/a//b/../c/",
            "https://a.b/ü?ü#ü",
            "https://a.b/\"<>`{}|[] x?\"<>'`{}|^ x#\"<>`{}|^ x",
            "https://a.b/%zz%41",
            "https://мир.рф/",
            "https://МИР.рф/Путь",
            "https://bücher.example/",
            "https://faß.de/",
            "https://例え.テスト/",
            "https://한국.kr/",
            "https://i❤.ws/",
            "https://xn--80ahc.xn--p1ai/",
            "https://ｅｘａｍｐｌｅ．com/",
            "https://a。b/",
            "https://%61.b/",
            "https://a_b.c/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://017700000001/",
            "https://256.1.1.1/",
            "https://1.2.3.4.5/",
            "https://a.1/",
            "https://a.b./",
            "https://a..b/",
            "https://",
            "https:///",
            "https://a b/",
            "https://a<b/",
            "https://a%00b/",
            "https://a%2fb/",
            "https://a.b:99999/",
            "https://a.b:x/",
            "https://a.b:/",
            "https://[::1]:3/x",
            "tel:+7-1",
        ] {
            let ours = match Link::parse(written) {
                Some(Link::Absolute(address)) => Some(address),
                None => None,
                other => panic!("{written}: {other:?}"),
            };
            assert_eq!(ours, standard(written), "{written}");
        }
    }

    #[test]
    fn a_mail_address_says_whom_and_about_what() {
        for (written, expected) in [
            ("mailto:a@b.c", "mailto:a@b.c"),
            (
                "mailto:a@b.c?cc=d@e.f&Subject=Hi there&body=x",
                "mailto:a@b.c?subject=Hi%20there",
            ),
            ("mailto:a@b.c?body=x#y", "mailto:a@b.c"),
            ("MAILTO:\"a\"@b", "mailto:%22a%22@b"),
        ] {
            assert_eq!(
                Link::parse(written),
                Some(Link::Absolute(expected.into())),
                "{written}"
            );
        }
    }
}
