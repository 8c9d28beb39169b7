use super::*;

fn text(word: &str) -> Value {
    Value::Text(word.to_owned())
}

#[test]
fn reads_values_of_every_kind() {
    let (value, found) = read(
        "title: 'Мастер: класс'\ndate: 2022-11-16\nyear: 2024\ndraft: true\nempty:\n\
         tags: [a, 7]\ntaxonomy:\n  tag: x\n",
        2,
    );
    assert_eq!(found, []);
    assert_eq!(value.get("title"), Some(&text("Мастер: класс")));
    assert_eq!(value.get("date"), Some(&text("2022-11-16")));
    assert_eq!(value.get("year"), Some(&Value::Number("2024".into())));
    assert_eq!(value.get("draft"), Some(&Value::Bool(true)));
    assert_eq!(value.get("empty"), Some(&Value::Null));
    assert_eq!(
        value.get("tags"),
        Some(&Value::List(vec![text("a"), Value::Number("7".into())]))
    );
    assert_eq!(
        value.get("taxonomy").and_then(|map| map.get("tag")),
        Some(&text("x"))
    );
    assert_eq!(read("", 1), (Value::Map(Vec::new()), Vec::new()));
}

#[test]
fn fractions_read_as_written() {
    for (number, expected) in [(1.5, "1.5"), (-0.25, "-0.25"), (2e3, "2000"), (1.1, "1.1")] {
        assert_eq!(decimal(number), expected);
    }
}

/// A value as JSON with less quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(text) => text.clone(),
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| format!("{key}: {}", shown(value));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// Front matter, what is made of it, and where something is said to be wrong.
#[test]
fn makes_up_for_mistakes_and_says_where() {
    for (written, expected, places) in [
        // What Grav's own parser falls back on, too.
        ("t: foo: bar", "{t: \"foo: bar\"}", "2:4"),
        ("t: @self.children", "{t: \"@self.children\"}", "2:4"),
        ("t: %x", "{t: \"%x\"}", "2:4"),
        ("t: `x`", "{t: \"`x`\"}", "2:4"),
        (
            "t: &#8220;True&#8221; love",
            "{t: \"&#8220;True&#8221; love\"}",
            "2:4",
        ),
        ("'twitter:site' : @a", "{twitter:site: \"@a\"}", "2:18"),
        ("t: [#a,#b,c]", "{t: [\"#a\", \"#b\", \"c\"]}", "2:4"),
        ("t: [#a, #b]\nu: 1", "{t: [\"#a\", \"#b\"], u: 1}", "2:4"),
        ("a: 1\na: 2\n", "{a: 1}", "3:1"),
        ("a: @x\na: 2\n", "{a: \"@x\"}", "2:4 3:1"),
        ("x:\n  a: 1\n  a: 2\n", "{x: {a: 1}}", "4:3"),
        // Tabs count for four spaces.
        ("x:\n    a: 1\n\tb: 2", "{x: {a: 1, b: 2}}", "4:2"),
        ("x:\n\t- a\n\t- b", "{x: [\"a\", \"b\"]}", "3:2 4:2"),
        // What stops Grav.
        ("t: '设置指南''\nu: 1", "{t: \"设置指南\", u: 1}", "2:4"),
        ("t: 'it's'", "{t: \"it's\"}", "2:4"),
        ("t: \"a\" b", "{t: \"\\\"a\\\" b\"}", "2:4"),
        ("t: \"open\nu: 1", "{t: \"open\", u: 1}", "2:4"),
        ("t: [RU] foo", "{t: \"[RU] foo\"}", "2:4"),
        ("t: [a, b\nu: 1", "{t: [\"a\", \"b\"], u: 1}", "2:4"),
        ("t: *x", "{t: \"*x\"}", "2:4"),
        (
            "t: a: b\n  u: 1\nv: 2",
            "{t: \"a: b\", u: 1, v: 2}",
            "2:4 3:3",
        ),
        ("title:foo\nu: 1", "{title: \"foo\", u: 1}", "2:7"),
        // The lines around a mistake are read as YAML has them.
        (
            "t: a: b\nd: >-\n  one\n  two\nl: |\n  x\n   y\n\n  z\nn: 1.10\nb: true",
            "{t: \"a: b\", d: \"one two\", l: \"x\\n y\\n\\nz\", n: 1.10, b: true}",
            "2:4",
        ),
        (
            "t: a: b # no\nq: 'a # b' # c\nw: \"\\u00e9\\ud83d\\ude00\\\"\"\n# c\ne:\n",
            "{t: \"a: b\", q: \"a # b\", w: \"é😀\\\"\", e: null}",
            "2:4",
        ),
        (
            "t: a: b\nm:\n- x: 1\n  y: 2\n- z\n-\n  w\nk: {a: 1, 'b': [c, {d: e}]}",
            "{t: \"a: b\", m: [{x: 1, y: 2}, \"z\", \"w\"], k: {a: 1, b: [\"c\", {d: \"e\"}]}}",
            "2:4",
        ),
        (
            "t: a: b\nk: [\n  a,\n  b ]\nq: 'one\n  two'\np: one\n  two",
            "{t: \"a: b\", k: [\"a\", \"b\"], q: \"one two\", p: \"one two\"}",
            "2:4",
        ),
        (
            "t: a: b\nsome words\nu: 1",
            "{t: \"a: b\", u: 1}",
            "2:4 3:1",
        ),
        // A sign, not a tag.
        ("t: !x", "{t: \"!x\"}", ""),
        ("t: !x y", "{t: \"!x y\"}", ""),
    ] {
        let (value, found) = read(written, 2);
        assert_eq!(shown(&value), expected, "{written}");
        let positions = found.iter().filter_map(|found| found.position);
        let told: Vec<String> = positions.map(|at| at.to_string()).collect();
        assert_eq!(told.join(" "), places, "{written}");
    }
}

#[test]
fn json_that_yaml_refuses_is_read_too() {
    for (written, expected) in [
        (
            r#"{"a": "\ud83d\ude00", "b": [1, true]}"#,
            "{a: \"😀\", b: [1, true]}",
        ),
        (
            "{\n  \"a\": \"@x\",\n  \"b\": @y\n}",
            "{a: \"@x\", b: \"@y\"}",
        ),
    ] {
        let (value, found) = read(written, 1);
        assert_eq!(shown(&value), expected, "{written}");
        assert_eq!(found.len(), 1, "{written}");
    }
}

#[test]
fn a_mistake_is_a_warning_and_a_lost_line_an_error() {
    let (_, found) = read("t: a: b\nsome words\n", 2);
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "2:4: warning: a text with a colon and a space needs quotes",
            "3:1: error: this line is left out: expected `key: value`"
        ]
    );
}

#[test]
fn strict_where_it_should_be() {
    let fault = parse("title: foo: bar\n", 2, 100).unwrap_err();
    assert_eq!(fault.position.map(|at| at.line), Some(2));
    assert!(!fault.problem.to_string().contains("at line"));
    assert!(parse("- a\n", 1, 100).is_err());
    assert!(parse("", 1, 100).is_ok());
}

#[test]
fn turns_hostile_input_away_at_once() {
    let bomb = format!("a: &a x\nb: [{}]\n", "*a,".repeat(MOST_ALIASES + 1));
    for (hostile, problem) in [
        ("[".repeat(DEEPEST + 1), Problem::TooDeep),
        (bomb, Problem::TooDeep),
        ("x".repeat(101), Problem::TooLong { limit: 100 }),
    ] {
        let limit = if hostile.len() == 101 { 100 } else { 100_000 };
        let fault = parse(&hostile, 1, limit).unwrap_err();
        assert_eq!(fault.problem, problem);
    }
}

#[test]
fn recovers_in_no_time_from_anything() {
    let started = std::time::Instant::now();
    for part in [
        "[", "{", "- ", "a:\n ", "'", "a: [\n", "a: 'x\n", "x\n", "{a: ",
    ] {
        read(&part.repeat(LONGEST_FRONT_MATTER / part.len()), 1);
    }
    let mut stairs = String::from("t: a: b\n");
    for step in 0..200 {
        stairs.push_str(&" ".repeat(step));
        stairs.push_str("a:\n");
    }
    read(&stairs, 1);
    assert!(started.elapsed().as_secs() < 5);
}
