//! The table of entities in `vendor/pulldown-cmark`, held against the
//! published crate's.

/// The names of all entities, as our table has them.
fn names() -> impl Iterator<Item = &'static str> {
    let table = include_str!("../../../vendor/pulldown-cmark/src/entities.txt");
    table.lines().filter_map(|line| line.split(' ').next())
}

fn ours(markdown: &str) -> String {
    let text = |event| match event {
        pulldown_cmark::Event::Text(text) => Some(text.into_string()),
        _ => None,
    };
    pulldown_cmark::Parser::new(markdown)
        .filter_map(text)
        .collect()
}

fn theirs(markdown: &str) -> String {
    let text = |event| match event {
        pulldown_cmark_published::Event::Text(text) => Some(text.into_string()),
        _ => None,
    };
    pulldown_cmark_published::Parser::new(markdown)
        .filter_map(text)
        .collect()
}

#[test]
fn every_entity_means_what_it_means_upstream() {
    assert_eq!(names().count(), 2_125);
    for name in names() {
        // The name itself, one too long, one too short, one without its end.
        let short = name.get(..name.len() - 1).unwrap_or_default();
        let text = format!("x&{name};x &{name}a; &{short}; &{name}");
        let meant = ours(&text);
        assert_eq!(meant, theirs(&text), "{name}");
    }
    for text in ["&;", "&nosuch;", "&zzz;", "&A;", "&AAAA;", "&zwnjz;"] {
        assert_eq!(ours(text), theirs(text), "{text}");
    }
}
