//! What pages say before or without the app, in each language of the
//! interface; the app's own words where it says the same.

/// The texts of one language. `{}` stands for what is filled in.
pub(crate) struct Words {
    pub(crate) page_of: &'static str,
    pub(crate) tags: &'static str,
    pub(crate) archive: &'static str,
    pub(crate) search: &'static str,
    pub(crate) missing_title: &'static str,
    pub(crate) missing_text: &'static str,
    pub(crate) to_newest: &'static str,
    pub(crate) no_script: &'static str,
    pub(crate) no_search: &'static str,
    pub(crate) read_post: &'static str,
    pub(crate) read_posts: &'static str,
}

/// The texts for a language tag (BCP 47), English where there are none.
pub(crate) fn of(language: &str) -> &'static Words {
    match language.split(['-', '_']).next() {
        Some("ru") => &RUSSIAN,
        _ => &ENGLISH,
    }
}

const ENGLISH: Words = Words {
    page_of: "Page {} of {}",
    tags: "Tags",
    archive: "Archive",
    search: "Search",
    missing_title: "Nothing is here",
    missing_text: "There is no page at this address. It may have moved, or never been.",
    to_newest: "To the newest posts",
    no_script: "This blog draws its posts with JavaScript, which is switched off.",
    no_search: "JavaScript is switched off: everything can be read, but the search does not work.",
    read_post: "Read this post as plain text",
    read_posts: "The posts can be read as plain text:",
};

const RUSSIAN: Words = Words {
    page_of: "Страница {} из {}",
    tags: "Метки",
    archive: "Архив",
    search: "Поиск",
    missing_title: "Здесь ничего нет",
    missing_text: "По этому адресу нет страницы: она переехала или её никогда не было.",
    to_newest: "К новым постам",
    no_script: "Блог рисует посты с помощью JavaScript, а он выключен.",
    no_search: "JavaScript выключен: читать можно всё, не работает только поиск.",
    read_post: "Прочитать этот пост простым текстом",
    read_posts: "Посты можно прочитать простым текстом:",
};
