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

/// Codes that are at home in the names of folders for other reasons. Such a
/// folder is a language's only where the blog says that it has it.
const WORDS: [&str; 15] = [
    "am", "an", "as", "be", "cs", "id", "io", "is", "it", "my", "no", "or", "so", "to", "ts",
];

/// A language tag (BCP 47) from how paths write it: `ru`, `pt-br`, `zh_Hans`.
/// `None` for what is no language.
fn tag(word: &str) -> Option<String> {
    let mut parts = word.split(['-', '_']);
    let code = parts.next().filter(|code| is_code(code))?;
    let mut tag = code.to_owned();
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

fn is_code(word: &str) -> bool {
    let mut codes = CODES.as_bytes().chunks_exact(2);
    codes.any(|code| code == word.as_bytes())
}

/// Parts a file's stem from the language at its end: `item.ru`.
pub fn of_stem(stem: &str) -> (&str, Option<String>) {
    let parted = stem.rsplit_once('.').filter(|(name, _)| !name.is_empty());
    match parted.and_then(|(name, word)| Some((name, tag(word)?))) {
        Some((name, language)) => (name, Some(language)),
        None => (stem, None),
    }
}

/// The language a folder stands for. `languages` are those of the blog; with
/// none given, any that is not an English word as well.
fn of_folder(folder: &str, languages: &[String]) -> Option<String> {
    let language = tag(folder)?;
    let known = match languages.is_empty() {
        true => !WORDS.contains(&folder),
        false => languages
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&language)),
    };
    known.then_some(language)
}

/// A path without what tells its language, and the language. Translations of
/// one post have the same rest. `languages` are those of the blog.
pub fn of_path(path: &str, languages: &[String]) -> (String, Option<String>) {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let (stem, mut language) = of_stem(stem);
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
    fn a_folder_is_a_language_where_the_blog_has_it() {
        let blog = ["it".to_owned(), "en".to_owned()];
        assert_eq!(of_path("it/x.md", &blog).1.as_deref(), Some("it"));
        assert_eq!(of_path("ru/x.md", &blog).1, None);
        assert_eq!(of_path("x.ru.md", &blog).1.as_deref(), Some("ru"));
    }
}
