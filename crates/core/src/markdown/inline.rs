//! What stands in a line of text without being CommonMark's: `H~2~O`, `x^2^`,
//! `[[another post]]`, and bare addresses.
//!
//! Works on text that the Markdown parser is done with, so that CommonMark
//! always comes first. Every scan either finds something and goes on after
//! it, or looks at no more than a fixed number of letters.

use super::autolink;
use super::ids;
use super::media;
use crate::document::{Attribute, Element, Name, Node, Tag};
use crate::link::{Link, encode_path};
use crate::mark::has;

/// How long a raised or lowered text is.
const LONGEST_SCRIPT: usize = 64;
/// How long what stands between `[[` and `]]` is.
const LONGEST_WIKILINK: usize = 512;

/// Something found in a text: where it starts, where it ends, and what it is;
/// nothing, where the text stays as it is and is not looked at again.
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) element: Option<Element>,
}

/// Makes elements of what is found in the texts among `nodes`, links only
/// where they may stand, and at most `room` nodes; says how many there are
/// more. `check` looks at each link.
pub(super) fn expand(
    nodes: &mut Vec<Node>,
    links: bool,
    room: usize,
    check: &mut dyn FnMut(&mut Element),
) -> usize {
    let before = nodes.len();
    // Each element found has a text in it.
    let most = before + room / 2;
    let mut out: Vec<Node> = Vec::with_capacity(before);
    // A sign after an element is not at the start of a word.
    let mut previous = None;
    for node in std::mem::take(nodes) {
        match node {
            Node::Text(text) => {
                let last = text.chars().next_back();
                expand_text(&text, previous, links, most, check, &mut out);
                previous = last;
            }
            Node::Element(element) => {
                previous = match element.tag {
                    Tag::Br => None,
                    Tag::Em | Tag::Strong | Tag::Del => Some('*'),
                    _ => Some('x'),
                };
                out.push(Node::Element(element));
            }
        }
    }
    *nodes = out;
    2 * nodes.len().saturating_sub(before)
}

fn expand_text(
    text: &str,
    mut previous: Option<char>,
    links: bool,
    most: usize,
    check: &mut dyn FnMut(&mut Element),
    out: &mut Vec<Node>,
) {
    let (mut done, mut next) = (0, 0);
    for (at, letter) in text.char_indices() {
        if out.len() > most {
            break;
        }
        if at >= next
            && let Some(found) = find(text, done, at, letter, previous, links)
        {
            next = found.end;
            if let Some(mut element) = found.element {
                if element.tag == Tag::A {
                    check(&mut element);
                }
                push_text(text.get(done..found.start).unwrap_or_default(), out);
                out.push(Node::Element(element));
                done = next;
            }
        }
        previous = Some(letter);
    }
    push_text(text.get(done..).unwrap_or_default(), out);
}

fn push_text(text: &str, out: &mut Vec<Node>) {
    if text.is_empty() {
        return;
    }
    if let Some(Node::Text(before)) = out.last_mut() {
        before.push_str(text);
    } else {
        out.push(Node::Text(text.to_owned()));
    }
}

/// What starts (for a mail address: has its `@`) at the letter at `at`;
/// `done` is where the text starts that may be used.
fn find(
    text: &str,
    done: usize,
    at: usize,
    letter: char,
    previous: Option<char>,
    links: bool,
) -> Option<Found> {
    match letter {
        '^' | '~' => script(text, at, letter, previous),
        '!' => wiki_picture(text, at, links).or_else(|| embedded(text, at, links)),
        // Not `![[…]]`, nor one of more brackets.
        '[' if links && !matches!(previous, Some('!' | '[')) => wikilink(text, at),
        '@' if links => autolink::mail(text, done, at),
        'h' | 'H' | 'w' | 'W' if links => autolink::web(text, at, previous),
        _ => None,
    }
}

fn script(text: &str, at: usize, sign: char, previous: Option<char>) -> Option<Found> {
    if !previous.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, ')' | ']' | '*'))
    {
        return None;
    }
    let inside = text.get(at + 1..)?;
    let ends = |(_, letter): &(usize, char)| *letter == sign || letter.is_whitespace();
    let (length, end) = inside.char_indices().take(LONGEST_SCRIPT).find(ends)?;
    let words = inside.get(..length)?;
    if end != sign || !words.contains(char::is_alphanumeric) {
        return None;
    }
    let tag = if sign == '^' { Tag::Sup } else { Tag::Sub };
    Some(Found {
        start: at,
        end: at + length + 2,
        element: Some(Element::new(tag, vec![Node::Text(words.to_owned())])),
    })
}

/// What stands between `[[` and `]]` at the start of `text`.
fn in_brackets(text: &str) -> Option<&str> {
    let inside = text.strip_prefix("[[")?;
    let ends = |(_, letter): &(usize, char)| matches!(letter, '[' | ']' | '\n');
    let (length, _) = inside.char_indices().take(LONGEST_WIKILINK).find(ends)?;
    let (inside, after) = inside.split_at_checked(length)?;
    after.starts_with("]]").then_some(inside)
}

/// `![[lake.png]]`, `![[lake.png|300]]`, `![[lake.png|words]]`: a file beside
/// the post that is shown.
fn wiki_picture(text: &str, at: usize, links: bool) -> Option<Found> {
    let inside = in_brackets(text.get(at + 1..)?)?;
    let (file, words) = inside.split_once('|').unwrap_or((inside, ""));
    let (file, words) = (file.trim(), words.trim());
    let address = match has(file, ':') {
        true => file.to_owned(),
        // The name of a file, with any sign in it.
        false => encode_path(file),
    };
    let link = Link::parse_source(&address)?;
    if !media::is_shown(&link) {
        return None;
    }
    let (width, height) = words.split_once('x').unwrap_or((words, ""));
    let width = Name::Width.with(Tag::Img, width);
    let alt = match width.is_some() {
        true => "",
        false => words,
    };
    let mut picture = media::picture(link, alt.to_owned(), None, links);
    if picture.tag == Tag::Img && width.is_some() {
        picture.attributes.extend(width);
        picture
            .attributes
            .extend(Name::Height.with(Tag::Img, height));
    }
    Some(Found {
        start: at,
        end: at + inside.len() + 5,
        element: Some(picture),
    })
}

/// `![[post]]`, `![[report.pdf]]`: what cannot be shown here is a link to it.
fn embedded(text: &str, at: usize, links: bool) -> Option<Found> {
    let link = links.then(|| wikilink(text, at + 1))??;
    Some(Found { start: at, ..link })
}

/// `[[post]]`, `[[post#heading|words]]`, `[[#heading]]`, `[[report.pdf]]`.
fn wikilink(text: &str, at: usize) -> Option<Found> {
    let inside = in_brackets(text.get(at..)?)?;
    let (target, words) = inside.split_once('|').unwrap_or((inside, inside));
    let (name, place) = target.split_once('#').unwrap_or((target, ""));
    let (name, words) = (name.trim(), words.trim());
    let place = ids::safe(&ids::of_words(place));
    let link = if name.contains([':', '\\']) || name.starts_with(['/', '.']) {
        Link::parse(target.trim())?
    } else if media::is_file(name) {
        Link::parse(&encode_path(name))?
    } else if !name.is_empty() {
        Link::Post {
            name: name.to_owned(),
            place,
        }
    } else if !place.is_empty() {
        Link::Fragment(place)
    } else {
        return None;
    };
    let words = if words.is_empty() { name } else { words };
    Some(Found {
        start: at,
        end: at + inside.len() + 4,
        element: Some(Element {
            tag: Tag::A,
            attributes: vec![Attribute::Href(link)],
            children: vec![Node::Text(words.to_owned())],
        }),
    })
}
