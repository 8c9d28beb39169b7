//! Code that stands between two tags, made Markdown's.

use std::ops::Range;

use super::scan::Scan;
use super::{tags, write};

impl Scan<'_> {
    /// Leaves out the pairs of `{% raw %}` and `{% endraw %}` in code, from
    /// `start` to `end`: their authors write them for Liquid, which takes them
    /// out. A line on which nothing else stands goes with its tag.
    pub(super) fn without_raw(&mut self, start: usize, end: usize) {
        let text = self.text.get(..end).unwrap_or_default();
        let mut at = start;
        while let Some(begin) = liquid_tag(text, at, "raw") {
            let Some(end) = liquid_tag(text, begin.end, "endraw") else {
                return;
            };
            at = end.end;
            for tag in [begin, end] {
                let tag = with_line(text, tag);
                let from = tag.start.max(self.edits.end());
                self.edits.push(from, tag.end, Some(String::new()));
            }
        }
    }

    /// Makes a fence, or a piece of code among words, of what stands between
    /// the tags `begin` and `end`.
    pub(super) fn code(&mut self, begin: Range<usize>, end: Range<usize>, name: &str, rest: &str) {
        let code = self.text.get(begin.end..end.start).unwrap_or_default();
        let indent = self.indent(begin.start).filter(|indent| fits(code, indent));
        let in_html = self.html_at(begin.start) == Some(true);
        if indent.is_none() && !in_html && !code.contains('\n') {
            let fence = write::fence(code, 1);
            let space = if code.contains('`') { " " } else { "" };
            let (before, after) = (format!("{fence}{space}"), format!("{space}{fence}"));
            self.edits.push(begin.start, begin.end, Some(before));
            self.edits.push(end.start, end.end, Some(after));
            return;
        }
        let apart = indent.is_none();
        let indent = indent.unwrap_or_default();
        let fence = write::fence(code, 3);
        let (mut before, skipped) = head(code, &indent, &fence, tags::code(name, rest));
        if in_html || apart {
            before.insert_str(0, "\n\n");
        }
        let mut after = String::new();
        let last = code.rsplit('\n').next().unwrap_or_default();
        let is_new = code.contains('\n') && last.trim_matches([' ', '\t', '>']).is_empty();
        match indent.strip_prefix(last) {
            // The fence must not stand before the list or the quotation.
            Some(missing) if is_new && !apart => after.push_str(missing),
            None if is_new && !apart && last.starts_with(&*indent) => {}
            _ => after.push_str(&format!("\n{indent}")),
        }
        after.push_str(&fence);
        let behind = self.rest(end.end).trim_start_matches([' ', '\t', '\r']);
        if !behind.starts_with('\n') {
            after.push_str("\n\n");
        }
        self.edits
            .push(begin.start, begin.end + skipped, Some(before));
        self.edits.push(end.start, end.end, Some(after));
    }

    /// What begins the lines after one that starts with the tag at `start`, be
    /// it in a list or a quotation; none where words stand before the tag.
    fn indent(&self, start: usize) -> Option<String> {
        let before = self.text.get(self.line..start)?;
        let known = |letter: char| letter.is_ascii_digit() || " \t>-*+.)".contains(letter);
        let begins = before.len() < 40 && before.chars().all(known);
        begins.then(|| {
            let space = |letter| match letter {
                '>' | '\t' => letter,
                _ => ' ',
            };
            before.chars().map(space).collect()
        })
    }
}

/// The next tag of Liquid's that says nothing but `name`, at `from` or behind.
fn liquid_tag(text: &str, from: usize, name: &str) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find("{%")?;
        let inside = text.get(at + 2..)?.trim_start_matches('-').trim_start();
        let behind = inside.strip_prefix(name).map(str::trim_start);
        let behind = behind.map(|rest| rest.strip_prefix('-').unwrap_or(rest));
        if let Some(after) = behind.and_then(|rest| rest.strip_prefix("%}")) {
            return Some(at..text.len() - after.len());
        }
        at += 2;
    }
}

/// The whole line of a tag that is alone on it.
fn with_line(text: &str, tag: Range<usize>) -> Range<usize> {
    let is_space = [' ', '\t', '\r'];
    let before = text.get(..tag.start).unwrap_or_default();
    let before = before.trim_end_matches(is_space);
    let after = text.get(tag.end..).unwrap_or_default();
    let after = after.trim_start_matches(is_space);
    match before.ends_with('\n') && after.starts_with('\n') {
        true => before.len()..text.len() - after.len() + 1,
        false => tag,
    }
}

/// Whether all of `code` is indented as its tag is, but for the tag at its end.
/// Less of it would leave the list, and the fence at its end begin another
/// block. An empty line leaves a quotation only.
fn fits(code: &str, indent: &str) -> bool {
    let mut lines = code.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        let is_empty = match (lines.peek(), indent.contains('>')) {
            (None, _) => line.trim_matches([' ', '\t', '>']).is_empty(),
            (Some(_), true) => line.trim_ascii() == indent.trim_ascii(),
            (Some(_), false) => line.trim_ascii().is_empty(),
        };
        if !is_empty && !line.starts_with(indent) {
            return false;
        }
    }
    true
}

/// A title, the fence's first line, and how many bytes of `code` are only the
/// rest of the line of its tag.
fn head(code: &str, indent: &str, fence: &str, (info, title): (String, String)) -> (String, usize) {
    let mut head = String::new();
    if !title.is_empty() {
        head.push_str(&format!("{}\n\n{indent}", write::text(&title)));
    }
    head.push_str(&format!("{fence}{info}"));
    let space = code.len() - code.trim_start_matches([' ', '\t', '\r']).len();
    if code.get(space..).unwrap_or_default().starts_with('\n') {
        return (head, space);
    }
    head.push_str(&format!("\n{indent}"));
    (head, 0)
}
