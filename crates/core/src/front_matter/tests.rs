use super::*;
use crate::summary::LENGTH;

fn read(text: &str) -> FrontMatter {
    let (front_matter, found) = FrontMatter::read(Format::Yaml, text, 2);
    assert_eq!(found, [], "{text}");
    front_matter
}

fn read_more(text: &str) -> More {
    let (_, more, found) = FrontMatter::read_whole(Format::Yaml, text, 2);
    assert_eq!(found, [], "{text}");
    more
}

#[test]
fn an_empty_one_means_the_defaults() {
    assert_eq!(read(""), FrontMatter::default());
    let empty = "title:\ntags:\npublished:\ndraft:\nsummary:\ndescription:\nimage:\nauthors:\n";
    assert_eq!(read(empty), FrontMatter::default());
    assert_eq!(read_more(empty), More::default());
}

#[test]
fn reads_flags_as_they_are_meant() {
    for (written, expected) in [
        ("true", true),
        ("false", false),
        ("'false'", false),
        ("yes", true),
        ("NO", false),
        ("off", false),
        ("1", true),
        ("0", false),
        ("''", false),
    ] {
        let read = read(&format!("show_sidebar: {written}"));
        assert_eq!(read.show_sidebar, expected, "{written}");
    }
    let (_, found) = FrontMatter::read(Format::Yaml, "published: perhaps", 2);
    assert_eq!(
        found.first().and_then(|d| d.position).map(|p| p.line),
        Some(2)
    );
}

#[test]
fn knows_what_is_held_back() {
    for (written, expected) in [
        ("published: true", Some(true)),
        ("published: false", Some(false)),
        ("published: 'false'", Some(false)),
        ("published: no", Some(false)),
        ("published: 0", Some(false)),
        ("published: 2", Some(true)),
        ("published: ''", Some(false)),
        ("draft: true", Some(false)),
        ("Draft: yes", Some(false)),
        ("draft: false", None),
        ("draft: true\npublished: true", Some(false)),
        ("draft: false\npublished: true", Some(true)),
    ] {
        assert_eq!(read(written).published, expected, "{written}");
    }
    for written in ["published: perhaps", "published: [a]", "draft: perhaps"] {
        let (front_matter, found) = FrontMatter::read(Format::Yaml, written, 2);
        assert_eq!((front_matter.published, found.len()), (Some(false), 1));
    }
}

#[test]
fn collects_tags() {
    for (written, expected) in [
        ("tags: [a, b, a]", vec!["a", "b"]),
        ("tags: a, b c", vec!["a", "b c"]),
        ("Tags: 2024", vec!["2024"]),
        ("tag: x\ncategories: [y, [z]]", vec!["x", "y", "z"]),
        (
            "category: release\nkeywords: a, b",
            vec!["release", "a", "b"],
        ),
        (
            "taxonomy:\n  category: blog\n  tag: [x, 7]",
            vec!["blog", "x", "7"],
        ),
        ("taxonomy: {tag: 'a, b'}", vec!["a, b"]),
        ("taxonomy:\n", vec![]),
        ("taxonomies: {tags: [a]}", vec!["a"]),
        ("tags: [a]\ntaxonomy: {tag: [a, b]}", vec!["a", "b"]),
        ("tags: []", vec![]),
        ("metadata: {keywords: 'a, b'}", vec![]),
    ] {
        assert_eq!(read(written).tags, expected, "{written}");
    }
}

#[test]
fn reads_a_title_of_any_kind() {
    for (written, expected) in [
        ("title: 2024", "2024"),
        ("title: 1.10 # comment", "1.10"),
        ("title: true", "true"),
        ("title: ' a '", "a"),
        ("Title: A", "A"),
        ("title: 'R&amp;D &amp;lt;'", "R&D &lt;"),
        ("title: |\n  a\n", "a"),
    ] {
        assert_eq!(read(written).title.as_deref(), Some(expected), "{written}");
    }
    for (written, expected) in [
        ("title: [RU]", "[RU]"),
        ("title: {{title}}", "{{title}}"),
        ("title: &#8220;True&#8221; love", "“True” love"),
    ] {
        let (front_matter, found) = FrontMatter::read(Format::Yaml, written, 2);
        assert_eq!(front_matter.title.as_deref(), Some(expected), "{written}");
        assert_eq!(found.len(), 1, "{written}");
    }
}

#[test]
fn reads_dates_under_every_name() {
    let day = |date: Option<DateTime>| date.map(|date| date.to_string());
    for key in ["date", "pubDate", "published_at", "Date", "created"] {
        let date = read(&format!("{key}: 2022-11-16")).date;
        assert_eq!(day(date).as_deref(), Some("2022-11-16"), "{key}");
    }
    for key in ["updated", "lastmod", "modified", "last_modified_at"] {
        let date = read(&format!("{key}: 2022-11-16")).updated;
        assert_eq!(day(date).as_deref(), Some("2022-11-16"), "{key}");
    }
    for key in ["unpublish_date", "expiryDate"] {
        let date = read(&format!("{key}: 2022-11-16")).unpublish_date;
        assert_eq!(day(date).as_deref(), Some("2022-11-16"), "{key}");
    }
    assert!(read("publishDate: 2022-11-16").publish_date.is_some());
    assert!(read("date:\npubDate: 2022-11-16").date.is_some());
}

#[test]
fn a_wrong_date_is_told_with_its_line() {
    for (written, expected) in [
        (
            "title: a\ndate: soon\n",
            "3:1: error: `date: soon` is not a date; write it as 2022-11-16 10:00",
        ),
        (
            "date: 31-02-2022",
            "2:1: warning: `date: 31-02-2022` is past the end of the month; read as 2022-03-03",
        ),
        (
            "date: 16/11/2022",
            "2:1: warning: `date: 16/11/2022` has the day first; with slashes the month comes first",
        ),
    ] {
        let (_, found) = FrontMatter::read(Format::Yaml, written, 2);
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(told, [expected]);
    }
    for (format, written) in [
        (Format::Toml, "title = 'a'\ndate = 'soon'"),
        (Format::Json, "{\"title\": \"a\",\n  \"date\": \"soon\"}"),
    ] {
        let (_, found) = FrontMatter::read(format, written, 2);
        let line = found.first().and_then(|found| found.position);
        assert_eq!(line.map(|at| at.line), Some(3), "{written}");
    }
}

#[test]
fn reads_summaries_as_grav_does() {
    let letters = |letters, over_divider| Extent::Letters {
        letters,
        over_divider,
    };
    for (written, expected) in [
        ("summary: A *text*", Extent::Text("A *text*".into())),
        ("excerpt: A", Extent::Text("A".into())),
        ("description: A", Extent::Text("A".into())),
        ("summary: A\ndescription: B", Extent::Text("A".into())),
        (
            "summary: {size: 5}\ndescription: B",
            Extent::Text("B".into()),
        ),
        ("metadata: {description: B}", Extent::Divider),
        ("summary: {enabled: false}", Extent::Whole),
        ("summary: {enabled: '0'}", Extent::Whole),
        ("summary: false", Extent::Whole),
        ("summary: true", Extent::Divider),
        ("summary: {size: 0}", Extent::Whole),
        ("summary: {size: 50}", letters(50, false)),
        ("summary: {size: -5}", Extent::Divider),
        ("summary: {size: many}", Extent::Divider),
        ("summary: {format: long}", letters(LENGTH, true)),
        ("summary: {format: medium}", Extent::Whole),
        ("excerpt: false\ndescription: ''", Extent::Divider),
        ("excerpt: ''\ndescription: B", Extent::Text("B".into())),
        ("summary: {format: long, size: 9}", letters(9, true)),
        ("summary: {enabled: true}", Extent::Divider),
        ("summary: {enabled: '1', format: short}", Extent::Divider),
    ] {
        assert_eq!(read(written).summary, expected, "{written}");
    }
}

#[test]
fn collects_authors() {
    for (written, expected) in [
        ("author: Ann", vec!["Ann"]),
        ("author: [Ann, Bo]", vec!["Ann", "Bo"]),
        ("author: Ann, Bo", vec!["Ann", "Bo"]),
        (
            "authors:\n  - name: Ann\n    url: x\n  - Bo",
            vec!["Ann", "Bo"],
        ),
        ("author: {name: Ann}", vec!["Ann"]),
        ("taxonomy: {author: Ann}", vec!["Ann"]),
        ("author: Bo\ntaxonomy: {author: Ann}", vec!["Bo"]),
    ] {
        assert_eq!(read(written).authors, expected, "{written}");
    }
}

#[test]
fn reads_pictures() {
    let image = |source: &str, alt: Option<&str>, credit: Option<&str>| {
        Some(Image {
            source: source.to_owned(),
            alt: alt.map(str::to_owned),
            credit: credit.map(str::to_owned),
        })
    };
    for (written, expected) in [
        ("image: a.png", image("a.png", None, None)),
        ("hero_image: a.png", image("a.png", None, None)),
        (
            "featured_image: a.png\nimage_alt: A",
            image("a.png", Some("A"), None),
        ),
        (
            "cover: {image: a.png, alt: A, credit: B}",
            image("a.png", Some("A"), Some("B")),
        ),
        (
            "header_image: true\nheader_image_file: a.png\nheader_image_alt_text: A\n\
             header_image_credit: B",
            image("a.png", Some("A"), Some("B")),
        ),
        ("image: [a.png, b.png]", image("a.png", None, None)),
        ("image: false\ncover: b.png", image("b.png", None, None)),
        ("image: {width: 5}", None),
    ] {
        assert_eq!(read_more(written).image, expected, "{written}");
    }
}

#[test]
fn reads_the_rest() {
    let text = "series: [S]\nslug: my-word\nurl: https://x.y/z\npermalink: /:year/:title/\n\
         path: 2025/06/26/x\naliases: [/a, /b]\nredirect_from: /c\nroutes: {aliases: [/d]}\n\
         language: ru\nmath: true\ntoc: no\nweight: 7\nexternal_url: https://x.y\n\
         canonical: https://x.y/z\nhidden: true\nlayout: post\nunknown: [1]\n";
    let (all, more) = (read(text), read_more(text));
    assert_eq!(more.series.as_deref(), Some("S"));
    assert_eq!(all.slug.as_deref(), Some("my-word"));
    assert_eq!(all.address.as_deref(), Some("2025/06/26/x"));
    assert_eq!(more.aliases, ["/a", "/b", "/c", "/d"]);
    assert_eq!(all.lang.as_deref(), Some("ru"));
    assert_eq!(
        (all.math, more.toc, more.weight),
        (true, Some(false), Some(7))
    );
    assert!(!read("math: false").math);
    assert_eq!(more.link.as_deref(), Some("https://x.y"));
    assert_eq!(all.canonical.as_deref(), Some("https://x.y/z"));
    assert!(all.hide_from_post_list);
    let other: Vec<&str> = more.other.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(other, ["layout", "unknown"]);
}

#[test]
fn keys_that_mean_more_elsewhere_are_no_mistake() {
    let read = read_more("toc: {enable: true}\nmath: katex\nweight: heavy\n");
    assert_eq!((read.toc, read.weight), (None, None));
    assert!(self::read("math: katex").math);
}

#[test]
fn reads_the_beginning_of_what_is_too_long() {
    let text = format!("title: a\nx: {}\ndate: 2022-01-01", "y".repeat(40_000));
    let (front_matter, found) = FrontMatter::read(Format::Yaml, &text, 2);
    assert_eq!(front_matter.title.as_deref(), Some("a"));
    assert_eq!((front_matter.date, found.len()), (None, 1));
}

#[test]
fn names_have_no_hidden_characters() {
    let text = "title: \"a\\u202Eb&#x200F;\"\ntags: [\u{2066}c, c]\nauthor: {name: d\u{E0041}}\n";
    let (front_matter, found) = FrontMatter::read(Format::Yaml, text, 2);
    assert_eq!(front_matter.title.as_deref(), Some("ab"));
    assert_eq!(front_matter.tags, ["c"]);
    assert_eq!(front_matter.authors, ["d"]);
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    for (said, (line, number)) in said.iter().zip([(2, "202E"), (3, "2066"), (4, "E0041")]) {
        assert!(
            said.contains(&format!("{line}:1")) && said.contains(number),
            "{said}"
        );
    }
}

#[test]
fn a_title_has_one_line() {
    for (written, expected) in [
        ("title: |\n  a\n  b\n", "a b"),
        ("title: \"a \\n\\n b\"", "a b"),
        ("title: \"a  b\"", "a  b"),
    ] {
        assert_eq!(read(written).title.as_deref(), Some(expected), "{written}");
    }
}

#[test]
fn a_language_is_a_tag() {
    assert_eq!(read("lang: ru_RU").lang.as_deref(), Some("ru-RU"));
    let (front_matter, found) = FrontMatter::read(Format::Yaml, "lang: english language", 2);
    assert_eq!(front_matter.lang, None);
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    let expected = "2:1: warning: `lang` should be a language tag, such as en or pt-BR";
    assert_eq!(said, [expected]);
}

#[test]
fn every_key_that_is_told_means_something() {
    for key in KEYS {
        let (_, more, _) = FrontMatter::read_whole(Format::Yaml, &format!("{key}: 1"), 1);
        assert_eq!(more.other, [], "{key}");
    }
}

#[test]
fn refused_addresses_are_said() {
    for (key, value) in [
        ("canonical", "javascript:x"),
        ("image", "javascript:x"),
        ("cover", "data:text/html,x"),
        ("link", "vbscript:x"),
    ] {
        let text = format!("title: a\n{key}: \"{value}\"\n");
        let (front_matter, more, found) = FrontMatter::read_whole(Format::Yaml, &text, 2);
        assert_eq!(
            (front_matter.canonical, more.image, more.link),
            (None, None, None)
        );
        let expected = format!("3:1: error: `{key}: {value}` is not an address a post may name");
        let [found] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(found.to_string().starts_with(&expected), "{found}");
    }
    for text in [
        "canonical: https://a.b/",
        "image: b c.png",
        "image: /x/y.png",
        "link: a.md",
    ] {
        let (_, _, found) = FrontMatter::read_whole(Format::Yaml, text, 2);
        assert_eq!(found, [], "{text}");
    }
}
