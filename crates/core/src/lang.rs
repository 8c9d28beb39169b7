//! Which language a file is in, by its path: `item.ru.md`, `ru/x.md`.
//!
//! What the front matter says comes before; that is for [`crate::post`].

/// The two-letter codes of ISO 639-1, one after the other.
const CODES: &str = "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzee\
    eleneoeseteufafffifjfofrfygagdglgngugvhahehihohrhthuhyhziaidieigiiikiois\
    itiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrms\
    mtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsisk\
    slsmsnsosqsrssstsusvswtatetgthtitktltntotrtstttwtyugukuruzvevivowawoxhyi\
    yozazhzu";

/// The languages that a folder's name is taken for where the blog does not say
/// which it has, one after the other: those that blogs are written in and that
/// mean nothing else. `it`, `os` and `ml` are names of subjects.
const FOLDERS: &str = "arbgbncadadeeleneseteufafifrglhehihujakakkkokyltlvmkmnnbnlnnplptrorusksl\
    sqsrsvtatethtrugukuzvizh";

/// What [`written`] takes, in words.
pub const EXPECTED: &str = "a language tag, such as en or pt-BR";

/// A language tag (BCP 47) from how authors write it, in the usual letters:
/// `ru_RU` is `ru-RU`. `None` for what can be none.
pub fn written(text: &str) -> Option<String> {
    // An encoding may stand behind it: `ru_RU.UTF-8`.
    let text = text.split('.').next().unwrap_or(text);
    let mut parts = text.split(['-', '_']);
    let is_of = |part: &str, least, most, is_it: fn(&u8) -> bool| {
        (least..=most).contains(&part.len()) && part.as_bytes().iter().all(is_it)
    };
    let code = parts.next()?;
    let mut tag = is_of(code, 2, 3, u8::is_ascii_alphabetic).then(|| code.to_ascii_lowercase())?;
    for part in parts {
        tag.push('-');
        match part.len() {
            _ if !is_of(part, 1, 8, u8::is_ascii_alphanumeric) => return None,
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 => {
                tag.push_str(part.get(..1)?.to_ascii_uppercase().as_str());
                tag.push_str(part.get(1..)?.to_ascii_lowercase().as_str());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(tag)
}

/// A language tag (BCP 47) from how paths write it: `ru`, `pt-br`, `zh_Hans`.
/// `None` for what is no language.
fn tag(word: &str) -> Option<String> {
    let mut parts = word.split(['-', '_']);
    let code = parts.next()?.to_ascii_lowercase();
    let mut tag = is_in(CODES, &code).then_some(code)?;
    if let Some(part) = parts.next() {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
        tag.push('-');
        match part.len() {
            2 if letters => tag.push_str(&part.to_ascii_uppercase()),
            4 if letters => {
                tag.push_str(part.get(..1)?.to_ascii_uppercase().as_str());
                tag.push_str(part.get(1..)?.to_ascii_lowercase().as_str());
            }
            _ => return None,
        }
    }
    parts.next().is_none().then_some(tag)
}

/// Languages that are written from right to left, one after the other, and
/// scripts that are (ISO 639, ISO 15924; after the likely subtags of CLDR).
const RIGHT_TO_LEFT: &str = "ar arc azb bal bgn ckb dv fa glk he iw khw ks lad lrc mzn nqo \
    pnb prs ps rhg sd sdh skr syr ug ur yi";
const RIGHT_TO_LEFT_SCRIPTS: &str = "Adlm Arab Hebr Mand Nkoo Rohg Syrc Thaa";

/// Whether a language is written from right to left.
pub fn is_right_to_left(language: &str) -> bool {
    let mut parts = language.split('-');
    let code = parts.next().unwrap_or_default();
    let has = |codes: &str, part| codes.split(' ').any(|code| code.eq_ignore_ascii_case(part));
    match parts.next().filter(|part| part.len() == 4) {
        Some(script) => has(RIGHT_TO_LEFT_SCRIPTS, script),
        None => has(RIGHT_TO_LEFT, code),
    }
}

/// A language tag as Open Graph writes it: `en_GB`, or `en` where it names no
/// country.
pub fn locale(language: &str) -> String {
    let mut parts = language.split('-');
    let mut locale = parts.next().unwrap_or_default().to_owned();
    if let Some(country) = parts.find(|part| part.len() == 2) {
        locale.push('_');
        locale.push_str(country);
    }
    locale
}

/// Whether a list of codes, one after the other, has this one.
fn is_in(codes: &str, code: &str) -> bool {
    let mut codes = codes.as_bytes().chunks_exact(2);
    codes.any(|known| known == code.as_bytes())
}

/// Whether one of the `languages` of a blog is this one.
fn has(languages: &[String], language: &str) -> bool {
    languages
        .iter()
        .any(|known| known.eq_ignore_ascii_case(language))
}

/// Parts a file's stem from the language at its end: `item.ru`. `languages`
/// are those of the blog; with none given, it may be any.
pub fn of_stem<'a>(stem: &'a str, languages: &[String]) -> (&'a str, Option<String>) {
    let parted = stem.rsplit_once('.').filter(|(name, _)| !name.is_empty());
    let told = parted.and_then(|(name, word)| Some((name, word, tag(word)?)));
    let known = told.filter(|(_, word, language)| match languages.is_empty() {
        true => is_small(word) || is_clear(language),
        false => has(languages, language),
    });
    match known {
        Some((name, _, language)) => (name, Some(language)),
        None => (stem, None),
    }
}

/// Whether the word for a language means nothing else.
fn is_clear(language: &str) -> bool {
    is_in(FOLDERS, language.split('-').next().unwrap_or_default())
}

/// Whether a word begins in small letters: `IO` and `UK` are other words.
fn is_small(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_lowercase())
}

/// The language a folder stands for. `languages` are those of the blog; with
/// none given, any that is no other word as well.
fn of_folder(folder: &str, languages: &[String]) -> Option<String> {
    let language = tag(folder)?;
    let known = match languages.is_empty() {
        true => is_small(folder) && is_clear(&language),
        false => has(languages, &language),
    };
    known.then_some(language)
}

/// A path without what tells its language, and the language. Translations of
/// one post have the same rest. `languages` are those of the blog.
pub fn of_path(path: &str, languages: &[String]) -> (String, Option<String>) {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let (stem, mut language) = of_stem(stem, languages);
    let mut rest = String::with_capacity(path.len());
    for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
        match of_folder(folder, languages) {
            Some(found) if language.is_none() => language = Some(found),
            _ => {
                rest.push_str(folder);
                rest.push('/');
            }
        }
    }
    rest.push_str(stem);
    rest.push('.');
    rest.push_str(ending);
    (rest, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_language_of_a_path() {
        for (path, rest, language) in [
            ("posts/x.md", "posts/x.md", None),
            ("posts/x.ru.md", "posts/x.md", Some("ru")),
            ("01.blog/x/item.ru.md", "01.blog/x/item.md", Some("ru")),
            ("ru/x.md", "x.md", Some("ru")),
            ("content/ru/posts/x.md", "content/posts/x.md", Some("ru")),
            ("docs.zh-cn.md", "docs.md", Some("zh-CN")),
            ("docs.zh_hans.md", "docs.md", Some("zh-Hans")),
            ("pt-BR/x.md", "x.md", Some("pt-BR")),
            ("ru/x.en.md", "ru/x.md", Some("en")),
            ("v1.2/post.md", "v1.2/post.md", None),
            ("jquery.js.md", "jquery.js.md", None),
            ("it/x.md", "it/x.md", None),
            ("os/ml/x.md", "os/ml/x.md", None),
            ("l.RU.md", "l.md", Some("ru")),
            ("UK/x.md", "UK/x.md", None),
            ("System.IO.md", "System.IO.md", None),
            ("zh_TW/x.md", "x.md", Some("zh-TW")),
            (".ru.md", ".ru.md", None),
            ("x", "x.", None),
        ] {
            let (read, found) = of_path(path, &[]);
            assert_eq!(
                (read.as_str(), found.as_deref()),
                (rest, language),
                "{path}"
            );
        }
    }

    #[test]
    fn a_path_tells_a_language_that_the_blog_has() {
        let blog = ["it".to_owned(), "en".to_owned()];
        assert_eq!(of_path("it/x.md", &blog).1.as_deref(), Some("it"));
        assert_eq!(of_path("ru/x.md", &blog).1, None);
        assert_eq!(of_path("x.it.md", &blog).1.as_deref(), Some("it"));
        assert_eq!(of_path("x.ru.md", &blog), ("x.ru.md".to_owned(), None));
    }

    #[test]
    fn knows_what_is_written_from_right_to_left() {
        for (language, expected) in [
            ("ar", true),
            ("ar-EG", true),
            ("he", true),
            ("fa-IR", true),
            ("ks", true),
            ("ks-Deva", false),
            ("ku", false),
            ("pa-Arab-PK", true),
            ("en", false),
            ("en-Hebr", true),
            ("es-419", false),
            ("", false),
        ] {
            assert_eq!(is_right_to_left(language), expected, "{language}");
        }
    }

    #[test]
    fn writes_tags_as_they_are_usually_written() {
        for (text, expected) in [
            ("ru", Some("ru")),
            ("ru_RU", Some("ru-RU")),
            ("EN-us", Some("en-US")),
            ("zh_hans_cn", Some("zh-Hans-CN")),
            ("es-419", Some("es-419")),
            ("ru_RU.UTF-8", Some("ru-RU")),
            ("english language", None),
            ("english", None),
            ("русский", None),
            ("en-", None),
            ("", None),
        ] {
            assert_eq!(written(text).as_deref(), expected, "{text}");
        }
    }
}
