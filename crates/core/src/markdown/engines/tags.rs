//! The tags of other engines that are known, and what each becomes: Markdown
//! that an author could have written.

use super::arguments::Arguments;
use super::{pictures, write};
use crate::mark::part;
use crate::markdown::video::Video;

/// `{{< name >}}`, `{{% name %}}`.
pub(super) const HUGO: u8 = 1;
/// `{% name %}`.
pub(super) const LIQUID: u8 = 2;
/// `{{ name(…) }}`.
pub(super) const ZOLA: u8 = 4;
/// `[name]`.
pub(super) const GRAV: u8 = 8;

/// What a tag is.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// What stands up to its end is code.
    Code,
    /// What stands up to its end is for nobody.
    Comment,
    /// What stands up to its end is no tag.
    Raw,
    /// A picture with its caption.
    Picture,
    /// The same, where what is said of it stands in a fixed order.
    HexoPicture,
    Video,
    Gist,
    Tweet,
    Instagram,
    /// The address of a file of the blog's, as Jekyll means it.
    File,
    /// The address of a post, as Hugo means it.
    Reference,
    /// The address of a post by the name of its file, as Jekyll means it.
    Post,
    /// A link to a post.
    PostLink,
    /// The address of a file beside the post.
    Asset,
    /// A link to a file beside the post.
    AssetLink,
    /// Around an address: a link to it.
    Link,
    /// Nothing to read.
    Icon,
    /// Around words: what stands before and behind them instead, if the tags
    /// stand alone on their lines; elsewhere nothing.
    Block(&'static str, &'static str),
    /// Around words: what stands before and behind them instead.
    Words(&'static str, &'static str),
    /// Around words of somebody, who is named under them.
    Quotation,
}

/// Every tag that is known, and in which notations.
static TAGS: [(&str, u8, Kind); 62] = [
    ("asset_img", LIQUID, Kind::HexoPicture),
    ("asset_link", LIQUID, Kind::AssetLink),
    ("asset_path", LIQUID, Kind::Asset),
    ("blockquote", LIQUID, Kind::Quotation),
    (
        "center",
        GRAV,
        Kind::Block("<div align=\"center\">", "</div>"),
    ),
    ("center", HUGO, Kind::Words("", "")),
    ("code", LIQUID, Kind::Code),
    ("codeblock", LIQUID, Kind::Code),
    ("color", GRAV, Kind::Words("", "")),
    ("column", GRAV, Kind::Words("", "")),
    ("columns", GRAV, Kind::Words("", "")),
    ("comment", LIQUID | HUGO, Kind::Comment),
    ("details", GRAV, Kind::Block("<details>", "</details>")),
    ("div", GRAV, Kind::Words("", "")),
    ("embedly", GRAV, Kind::Link),
    ("fa", GRAV, Kind::Icon),
    ("figure", GRAV, Kind::Quotation),
    ("figure", HUGO | ZOLA, Kind::Picture),
    ("font", GRAV, Kind::Words("", "")),
    ("get_url", ZOLA, Kind::Asset),
    ("gist", HUGO | LIQUID | ZOLA, Kind::Gist),
    ("h1", GRAV, Kind::Block("# ", "")),
    ("h2", GRAV, Kind::Block("## ", "")),
    ("h3", GRAV, Kind::Block("### ", "")),
    ("h4", GRAV, Kind::Block("#### ", "")),
    ("h5", GRAV, Kind::Block("##### ", "")),
    ("h6", GRAV, Kind::Block("###### ", "")),
    ("highlight", HUGO | LIQUID, Kind::Code),
    ("image", HUGO | ZOLA, Kind::Picture),
    ("img", HUGO | ZOLA, Kind::Picture),
    ("img", LIQUID, Kind::HexoPicture),
    ("instagram", HUGO, Kind::Instagram),
    ("justify", GRAV, Kind::Words("", "")),
    ("lang", GRAV, Kind::Words("", "")),
    ("left", GRAV, Kind::Block("<div align=\"left\">", "</div>")),
    ("link", LIQUID, Kind::File),
    ("mark", GRAV, Kind::Words("<mark>", "</mark>")),
    ("note", HUGO | LIQUID, Kind::Words("", "")),
    ("notice", GRAV | HUGO, Kind::Words("", "")),
    ("post_link", LIQUID, Kind::PostLink),
    ("post_path", LIQUID, Kind::Post),
    ("post_url", LIQUID, Kind::Post),
    ("quote", LIQUID, Kind::Quotation),
    ("raw", GRAV | LIQUID, Kind::Raw),
    ("red", GRAV, Kind::Words("", "")),
    ("ref", HUGO, Kind::Reference),
    ("relref", HUGO, Kind::Reference),
    (
        "right",
        GRAV,
        Kind::Block("<div align=\"right\">", "</div>"),
    ),
    ("s", GRAV, Kind::Words("<s>", "</s>")),
    ("safe-email", GRAV, Kind::Words("", "")),
    ("section", GRAV, Kind::Words("", "")),
    ("size", GRAV, Kind::Words("", "")),
    ("span", GRAV, Kind::Words("", "")),
    ("strike", GRAV, Kind::Words("<s>", "</s>")),
    ("tweet", HUGO, Kind::Tweet),
    ("twitter", HUGO, Kind::Tweet),
    ("u", GRAV, Kind::Words("<u>", "</u>")),
    ("vimeo", GRAV, Kind::Link),
    ("vimeo", HUGO | LIQUID | ZOLA, Kind::Video),
    ("x", HUGO, Kind::Tweet),
    ("youtube", GRAV, Kind::Link),
    ("youtube", HUGO | LIQUID | ZOLA, Kind::Video),
];

/// The tag of a name in a notation, with the name as the table has it.
pub(super) fn find(name: &str, notation: u8) -> Option<(&'static str, Kind)> {
    let mut tags = TAGS.iter();
    let is_it = |known: &str| match notation {
        GRAV => known.eq_ignore_ascii_case(name),
        _ => known == name,
    };
    let found = tags.find(|(known, notations, _)| is_it(known) && notations & notation != 0);
    found.map(|(known, _, kind)| (*known, *kind))
}

/// What stands in the place of a tag that has no end.
pub(super) enum Instead {
    /// A part of an address.
    Address(String),
    /// Markdown.
    Words(String),
}

/// What a tag with no end becomes; `rest` is what stands behind its name.
/// `None` where that says nothing.
pub(super) fn instead(name: &str, kind: Kind, rest: &str) -> Option<Instead> {
    let said = Arguments::read(rest);
    let path = rest.trim();
    let words = match kind {
        Kind::Picture => return pictures::named(&said).map(Instead::Words),
        Kind::HexoPicture => return pictures::in_order(rest).map(Instead::Words),
        Kind::Video => {
            let address = Video::named(name, said.first("id")?)?;
            format!("<{address}>")
        }
        Kind::Gist => {
            let words: Vec<&str> = said.words().take(2).filter(|word| is_id(word)).collect();
            let id = words.first()?;
            // Behind a whole name comes that of a file.
            let more = words.get(1).filter(|_| !id.contains('/'));
            format!(
                "<https://gist.github.com/{id}{}>",
                after_slash(more.copied())
            )
        }
        Kind::Tweet => {
            let id = said.first("id").filter(|id| is_id(id))?;
            let user = said.named("user").filter(|user| is_id(user)).unwrap_or("i");
            format!("<https://twitter.com/{user}/status/{id}>")
        }
        Kind::Instagram => {
            let id = said.first("id").filter(|id| is_id(id))?;
            format!("<https://www.instagram.com/p/{id}/>")
        }
        Kind::PostLink => {
            let (name, title) = path.split_once(char::is_whitespace).unwrap_or((path, path));
            if name.is_empty() {
                return None;
            }
            let title = title
                .trim()
                .trim_end_matches("false")
                .trim_matches(['"', '\'', ' ']);
            format!("[{}](/{}.md)", write::text(title), write::address(name))
        }
        Kind::AssetLink => {
            let (name, title) = path.split_once(char::is_whitespace).unwrap_or((path, path));
            let title = title.trim().trim_matches(['"', '\'']);
            format!("[{}]({})", write::text(title), write::address(name))
        }
        _ => return address(kind, &said, path).map(Instead::Address),
    };
    Some(Instead::Words(words))
}

fn after_slash(word: Option<&str>) -> String {
    word.map(|word| format!("/{word}")).unwrap_or_default()
}

/// Whether a host could call something by this word.
fn is_id(word: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
    (1..=100).contains(&word.len()) && word.bytes().all(known)
}

fn address(kind: Kind, said: &Arguments<'_>, path: &str) -> Option<String> {
    let bare = path.trim_matches('/');
    let address = match kind {
        Kind::File if !bare.is_empty() => format!("/{bare}"),
        Kind::Post if !bare.is_empty() => format!("/_posts/{bare}.md"),
        Kind::Asset => said.first("path")?.to_owned(),
        Kind::Reference => {
            let target = said.first("path")?;
            let (path, place) = target.split_at(target.find('#').unwrap_or(target.len()));
            let path = path.trim_end_matches('/');
            let name = path.rsplit('/').next().unwrap_or(path);
            let end = match path.is_empty() || name.contains('.') {
                true => "",
                false => ".md",
            };
            format!("{path}{end}{place}")
        }
        _ => return None,
    };
    (!address.is_empty()).then(|| write::address(&address))
}

/// What a fence says of code, by what its tag says; and the title it has.
pub(super) fn code(name: &str, rest: &str) -> (String, String) {
    let said = Arguments::read(rest);
    let (mut info, mut title) = (String::new(), String::new());
    let (mut numbers, mut marked) = (false, said.named("hl_lines").or(said.named("mark_lines")));
    for (place, word) in said.words().enumerate() {
        if let Some(language) = word.strip_prefix("lang:") {
            info = language.to_owned();
        } else if word == "linenos" {
            numbers = true;
        } else if let Some((_, lines)) = part(word, "hl_lines=") {
            numbers |= is_numbered(word).unwrap_or_default();
            marked = lines.split(',').next();
        } else if let Some(is_numbered) = is_numbered(word) {
            numbers |= is_numbered;
        } else if name == "highlight" && place == 0 {
            info = word.to_owned();
        } else if name != "highlight" && !word.contains(':') {
            title.push_str(if title.is_empty() { "" } else { " " });
            title.push_str(word);
        }
    }
    info.retain(|letter| letter != '`' && letter != '{');
    if numbers || said.named("linenos").is_some_and(|value| value != "false") {
        info.push_str(" numbers");
    }
    if let Some(lines) = marked {
        let lines: Vec<&str> = lines.split_ascii_whitespace().collect();
        info.push_str(&format!(" {{{}}}", lines.join(",")));
    }
    (info, title)
}

/// What an option of Hugo's says of line numbers, if it does.
fn is_numbered(option: &str) -> Option<bool> {
    let (_, value) = part(option, "linenos=")?;
    Some(!value.starts_with("false"))
}
