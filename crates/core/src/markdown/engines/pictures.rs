//! Tags that show a picture, as Markdown that shows it.

use super::arguments::{Arguments, value_of};
use super::write;
use crate::link::Link;

/// What a tag says of a picture; what it does not say is empty.
#[derive(Default)]
struct Shown<'a> {
    source: &'a str,
    alt: &'a str,
    caption: String,
    width: &'a str,
    height: &'a str,
    class: &'a str,
    link: &'a str,
}

impl Shown<'_> {
    fn markdown(&self) -> Option<String> {
        let mut address = write::address(self.source);
        if matches!(Link::parse(self.source)?, Link::Relative(_)) {
            for (name, value) in [
                ("width", self.width),
                ("height", self.height),
                ("class", self.class),
            ] {
                if !value.is_empty() {
                    let sign = if address.contains('?') { '&' } else { '?' };
                    address = format!("{address}{sign}{name}={}", write::address(value));
                }
            }
        }
        let title = match self.caption.as_str() {
            "" => String::new(),
            caption => format!(" \"{}\"", write::text(caption)),
        };
        let picture = format!("![{}]({address}{title})", write::text(self.alt));
        Some(match self.link {
            "" => picture,
            link => format!("[{picture}]({})", write::address(link)),
        })
    }
}

/// A picture as Hugo's `figure` and Zola's `image` mean it.
pub(super) fn named(said: &Arguments<'_>) -> Option<String> {
    let source = said.named("src");
    let source = source.or_else(|| said.words().find(|word| is_file(word)))?;
    let behind = said.words().skip_while(|word| *word != source).skip(1);
    let (sizes, texts): (Vec<&str>, Vec<&str>) =
        behind.partition(|word| word.parse::<u32>().is_ok());
    let value = |name: &str, words: &[&str], place: usize| {
        let named = said.named(name).filter(|value| !value.is_empty());
        let word = words.get(place).copied();
        said_or(named, word).to_owned()
    };
    let title = value("title", &texts, 0);
    let caption = value("caption", &[], 0);
    let caption = match caption.as_str() {
        "" => value("attr", &[], 0),
        _ => caption,
    };
    Shown {
        source,
        alt: &value("alt", &texts, 1),
        caption: match (title.as_str(), caption.as_str()) {
            ("", _) => caption,
            (_, "") => title,
            _ => format!("{title} – {caption}"),
        },
        width: &value("width", &sizes, 0),
        height: &value("height", &sizes, 1),
        class: &value("class", &[], 0),
        link: &value("link", &[], 0),
    }
    .markdown()
}

fn said_or<'a>(named: Option<&'a str>, word: Option<&'a str>) -> &'a str {
    named.or(word).unwrap_or_default()
}

/// A picture as Hexo's `asset_img` and `img` mean it: names of classes, the
/// file, a width, a height, the title, words for it. Words in no quotation
/// marks are one title.
pub(super) fn in_order(rest: &str) -> Option<String> {
    let said = Arguments::read(rest);
    if said.named("src").is_some() {
        return named(&said);
    }
    let mut rest = rest.trim_start();
    let mut classes = Vec::new();
    let source = loop {
        let (word, after) = value_of(rest);
        (!word.is_empty()).then_some(())?;
        rest = after.trim_start();
        if is_file(&word) {
            break word;
        }
        classes.push(word);
    };
    let mut size = || {
        let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| {
            rest = after.trim_start();
            word
        })
    };
    let (width, height) = (size(), size());
    let texts = rest.trim_end();
    // The whole of it may stand in marks of its own.
    let inner = texts
        .strip_prefix("'\"")
        .and_then(|it| it.strip_suffix("\"'"));
    let inner = inner.map(|inner| format!("\"{inner}\""));
    let texts = inner.as_deref().unwrap_or(texts);
    let quoted = texts
        .starts_with(['"', '\''])
        .then(|| Arguments::read(texts));
    let (title, alt) = match &quoted {
        Some(quoted) => {
            let mut words = quoted.words();
            let title = words.next().unwrap_or_default();
            (title, words.next().unwrap_or_default())
        }
        None => (texts, ""),
    };
    Shown {
        source: &source,
        alt,
        caption: title.to_owned(),
        width: width.unwrap_or_default(),
        height: height.unwrap_or_default(),
        class: &classes.join(" "),
        ..Shown::default()
    }
    .markdown()
}

fn is_file(word: &str) -> bool {
    word.contains(['.', '/'])
}
