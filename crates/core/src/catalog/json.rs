//! JSON, as much of it as the catalogue is made of: read without a crate,
//! since the module that reads raw files is downloaded too.

/// How deep lists and objects may stand in each other.
const DEEPEST: usize = 64;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// `null`, and numbers that are not whole: nothing here is one.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its fields in their order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text; `None` where it is not JSON.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parser = Parser { rest: text };
        let value = parser.value(DEEPEST)?;
        parser.skip_space();
        parser.rest.is_empty().then_some(value)
    }

    /// The field of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => {
                let field = fields.iter().find(|(known, _)| known == name);
                field.map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text of a field.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number of a field.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.as_number()
    }

    /// The items of a field that is a list; none where it is missing.
    pub(crate) fn list(&self, name: &str) -> &[Self] {
        match self.get(name) {
            Some(Self::List(items)) => items,
            _ => &[],
        }
    }

    /// The texts in a field that is a list.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        let texts = self.list(name).iter().filter_map(|item| match item {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        });
        texts.collect()
    }

    /// A number that counts something.
    pub(crate) fn as_number(&self) -> Option<usize> {
        match self {
            Self::Number(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    /// The value as text, in one line.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Text(text) => write_text(text, out),
            Self::List(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(fields) => {
                out.push('{');
                for (place, (name, value)) in fields.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    write_text(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Json {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<usize> for Json {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\u{0}'..='\u{1F}' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Goes on after `mark`, if it comes next.
    fn take(&mut self, mark: &str) -> Option<()> {
        self.skip_space();
        self.rest = self.rest.strip_prefix(mark)?;
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        self.skip_space();
        match self.rest.chars().next()? {
            '{' => self.object(depth),
            '[' => self.items(depth),
            '"' => self.string().map(Json::Text),
            't' => self.take("true").map(|()| Json::Flag(true)),
            'f' => self.take("false").map(|()| Json::Flag(false)),
            'n' => self.take("null").map(|()| Json::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        self.take("{")?;
        let mut fields = Vec::new();
        if self.take("}").is_some() {
            return Some(Json::Object(fields));
        }
        loop {
            self.skip_space();
            let name = self.string()?;
            self.take(":")?;
            fields.push((name, self.value(depth)?));
            if self.take(",").is_none() {
                self.take("}")?;
                return Some(Json::Object(fields));
            }
        }
    }

    fn items(&mut self, depth: usize) -> Option<Json> {
        self.take("[")?;
        let mut items = Vec::new();
        if self.take("]").is_some() {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.take(",").is_none() {
                self.take("]")?;
                return Some(Json::List(items));
            }
        }
    }

    /// A number. What is not whole is told from what is no number, without
    /// the tables that reading it would take.
    fn number(&mut self) -> Option<Json> {
        let from = self.rest;
        self.rest = from.strip_prefix('-').unwrap_or(from);
        let has_zero = self.rest.starts_with('0');
        let whole = self.digits()?;
        if has_zero && whole > 1 {
            return None;
        }
        let end = self.rest.len();
        if let Some(rest) = self.rest.strip_prefix('.') {
            self.rest = rest;
            self.digits()?;
        }
        if let Some(rest) = self.rest.strip_prefix(['e', 'E']) {
            self.rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
            self.digits()?;
        }
        let token = from.get(..from.len() - end)?;
        let is_whole = self.rest.len() == end;
        let number = token.parse().ok().filter(|_| is_whole);
        Some(number.map_or(Json::Null, Json::Number))
    }

    /// How many digits come next; at least one.
    fn digits(&mut self) -> Option<usize> {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        self.rest = self.rest.get(count..)?;
        (count > 0).then_some(count)
    }

    fn string(&mut self) -> Option<String> {
        self.rest = self.rest.strip_prefix('"')?;
        let mut out = String::new();
        loop {
            let end = self
                .rest
                .find(|letter| matches!(letter, '"' | '\\' | '\u{0}'..='\u{1F}'))?;
            let (plain, rest) = self.rest.split_at(end);
            out.push_str(plain);
            let mut letters = rest.chars();
            let mark = letters.next()?;
            self.rest = letters.as_str();
            match mark {
                '"' => return Some(out),
                '\\' => out.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let letter = letters.next()?;
        self.rest = letters.as_str();
        Some(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{C}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.unit()?;
                match char::from_u32(first) {
                    Some(letter) => letter,
                    // One of two halves.
                    None => {
                        self.rest = self.rest.strip_prefix("\\u")?;
                        let second = self.unit()?;
                        let is_pair =
                            (0xD800..0xDC00).contains(&first) && (0xDC00..0xE000).contains(&second);
                        let halves = (first & 0x3FF) << 10 | (second & 0x3FF);
                        char::from_u32(0x1_0000 + halves).filter(|_| is_pair)?
                    }
                }
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.rest = self.rest.get(4..)?;
        u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(value: &serde_json::Value) -> Json {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(flag) => Json::Flag(*flag),
            serde_json::Value::Number(number) => number.as_i64().map_or(Json::Null, Json::Number),
            serde_json::Value::String(text) => Json::Text(text.clone()),
            serde_json::Value::Array(items) => Json::List(items.iter().map(known).collect()),
            serde_json::Value::Object(fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, value)| (name.clone(), known(value)));
                Json::Object(fields.collect())
            }
        }
    }

    #[test]
    fn reads_what_others_read_and_nothing_else() {
        for text in [
            r#"{"a": [1, -2, 0, 3.5, 1e9, true, false, null], "б": {"c": ""}}"#,
            r#""a\"\\\/\b\f\n\r\t\u0416\ud83d\ude00ж""#,
            " [ ] ",
            "{ }",
            "[[[[]]]]",
            r#""\ud83d""#,
            r#""\ud83dx""#,
            r#""\ud83d\u0041""#,
            r#""\ude00\ud83d""#,
            r#""\u12g4""#,
            r#""\x""#,
            "\"\n\"",
            "\"a",
            "[1,]",
            "[1 2]",
            "{\"a\" 1}",
            "{\"a\":1,}",
            "{a:1}",
            "01",
            "-",
            "1.",
            "1e",
            "1e+",
            "1.5E-7",
            "[0,-0.5,0e1]",
            "99999999999999999999",
            ".5",
            "+1",
            "truex",
            "tru",
            "nul",
            "1 2",
            "",
            "{\"a\": 1} x",
        ] {
            let expected = serde_json::from_str(text).ok();
            assert_eq!(Json::parse(text), expected.as_ref().map(known), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let value = Json::Object(vec![
            (
                "a\"\\\n\u{1}".into(),
                Json::Text("\u{1F}😀</script>".into()),
            ),
            ("b".into(), [1_usize, 2].into_iter().collect()),
            ("c".into(), Json::Flag(false)),
            ("d".into(), Json::Null),
        ]);
        let mut text = String::new();
        value.write(&mut text);
        assert_eq!(Json::parse(&text), Some(value));
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    }

    #[test]
    fn depth_ends() {
        let deep = "[".repeat(100_000);
        assert_eq!(Json::parse(&deep), None);
    }
}
