use super::*;

/// A value as it would stand in a line of Python.
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

#[test]
fn reads_values_of_every_kind() {
    for (text, expected) in [
        ("", "{}"),
        ("# a\n\na = 1 # b\n", "{a: 1}"),
        (
            "a = \"x # \\\"y\\\" \\u0416\\t\"",
            "{a: \"x # \\\"y\\\" Ж\\t\"}",
        ),
        ("a = 'C:\\x'", "{a: \"C:\\\\x\"}"),
        (
            "a = \"\"\"\none\ntwo \\\n  three\"\"\"",
            "{a: \"one\\ntwo three\"}",
        ),
        ("a = '''x'y'''", "{a: \"x'y\"}"),
        ("a = \"\"\"x\"\"\"\"", "{a: \"x\\\"\"}"),
        ("a = true\nb=false", "{a: true, b: false}"),
        ("a = -1_000\nb = 1.50", "{a: -1000, b: 1.50}"),
        ("a = 2022-11-16T10:00:00Z", "{a: \"2022-11-16T10:00:00Z\"}"),
        (
            "a = 2022-11-16 10:00:00 # x",
            "{a: \"2022-11-16 10:00:00\"}",
        ),
        ("a = [1, 'b', [2]]", "{a: [1, \"b\", [2]]}"),
        (
            "a = [\n  \"b\", # c\n  \"d\",\n]\ne = 1",
            "{a: [\"b\", \"d\"], e: 1}",
        ),
        ("a = {b = 1, c.d = 'x'}", "{a: {b: 1, c: {d: \"x\"}}}"),
        ("a = {\n b = 1\n c = 2\n}\nd = 3", "{a: {b: 1, c: 2}, d: 3}"),
        ("a.b = 1\na.c = 2", "{a: {b: 1, c: 2}}"),
        ("\"a b\".'c' = 1", "{a b: {c: 1}}"),
        (
            "a = 1\n[b]\nc = 2\n[b.d]\ne = 3",
            "{a: 1, b: {c: 2, d: {e: 3}}}",
        ),
        ("[[a]]\nb = 1\n[[a]]\nb = 2", "{a: [{b: 1}, {b: 2}]}"),
    ] {
        let (value, found) = read(text, 1);
        assert_eq!(shown(&value), expected, "{text}");
        assert_eq!(found, [], "{text}");
    }
}

#[test]
fn keeps_what_it_can_and_says_where_it_could_not() {
    for (text, expected, place) in [
        (
            "title = Hello world\na = 1",
            "{title: \"Hello world\", a: 1}",
            "2:9",
        ),
        ("title = \"Hello\na = 1", "{title: \"Hello\", a: 1}", "2:9"),
        ("nonsense\na = 1", "{a: 1}", "2:1"),
        ("a =\nb = 1", "{b: 1}", "2:4"),
        ("a = 'x' y\nb = 1", "{a: \"x\", b: 1}", "2:9"),
        ("a = [1, 2\nb = 1", "{a: [1, 2], b: 1}", "3:1"),
        ("a = {b = 1\nc = 2", "{a: {b: 1}, c: 2}", "2:5"),
        ("a = {\nb = 1,\nc = 2", "{a: {}, b: 1, c: 2}", "2:5"),
        ("a = 1\na = 2", "{a: 1}", "3:1"),
        ("[a\nb = 1", "{a: {b: 1}}", "2:3"),
    ] {
        let (value, found) = read(text, 2);
        assert_eq!(shown(&value), expected, "{text}");
        let position = found.first().and_then(|found| found.position);
        assert_eq!(
            position.map(|at| at.to_string()).as_deref(),
            Some(place),
            "{text}"
        );
    }
}

#[test]
fn turns_hostile_input_away() {
    let (_, found) = read(&format!("a = {}", "[".repeat(10_000)), 1);
    assert!(found.iter().any(|found| found.problem == Problem::TooDeep));
}
