//! Lines that mean something by how they begin: Grav's notices and kramdown's
//! lists of attributes.

use super::arguments::Arguments;
use super::scan::Scan;
use crate::mark::part;

/// What `!`, `!!`, `!!!` and `!!!!` are: Grav draws them yellow, red, blue and
/// green.
const NOTICES: [&str; 4] = ["WARNING", "CAUTION", "NOTE", "TIP"];
/// How long a list of attributes is, in bytes.
const LONGEST: usize = 512;

impl Scan<'_> {
    /// `! words` at the start of a line, which is a box; lines that begin so go
    /// on with it. One `!` begins none within a paragraph: there are languages
    /// that put a space before it.
    pub(super) fn notice(&mut self, start: usize, rest: &str) -> Option<usize> {
        let run = rest
            .bytes()
            .take(5)
            .take_while(|byte| *byte == b'!')
            .count();
        let kind = NOTICES.get(run.checked_sub(1)?)?;
        let indent = self.text.get(self.line..start)?;
        let after = rest.get(run..)?;
        if indent.len() > 3 || !indent.trim_matches(' ').is_empty() || after.starts_with('[') {
            return None;
        }
        let goes_on = self.notice == Some(self.line);
        let mut with = ">".to_owned();
        if !goes_on {
            let above = self.line_above();
            let apart = above.trim_ascii().is_empty();
            let parted = apart || above.starts_with(['#', '=']) || above.ends_with("-->");
            if !after.starts_with(' ') || !(parted || run > 1) || self.is_html(start) {
                return None;
            }
            let line = if apart { "" } else { "\n" };
            with = format!("{line}{indent}> [!{kind}]\n{indent}>");
        }
        self.edits.push(start, start + run, Some(with));
        self.notice = after.find('\n').map(|end| start + run + end + 1);
        Some(start + run)
    }

    /// A notice ends with its lines, not with its paragraph. `at` is what is
    /// looked at next.
    pub(super) fn end_notice(&mut self, at: usize) {
        let line = loop {
            let Some(line) = self.notice.filter(|line| *line <= at) else {
                return;
            };
            // Code may run over lines.
            match self.code_at(line - 1) {
                Some(end) if end > line => self.carry_notice(line - 1, end),
                _ => break line,
            }
        };
        let next = self.text.get(line..).unwrap_or_default();
        let words = next.trim_start_matches(' ');
        if words.starts_with('!') && line + next.len() - words.len() == at {
            return;
        }
        self.notice = None;
        if !words.trim_start_matches(['\t', '\r']).starts_with('\n') && !words.is_empty() {
            self.edits.push(line, line, Some("\n".to_owned()));
        }
    }

    /// What begins in a notice and runs over its end, from `start` to `end`,
    /// takes it along to the end of its last line.
    pub(super) fn carry_notice(&mut self, start: usize, end: usize) {
        if self.notice.is_some_and(|line| start < line && line < end) {
            let after = self.rest(end).find('\n');
            self.notice = after.map(|after| end + after + 1);
        }
    }

    /// The line above the one that is looked at.
    fn line_above(&self) -> &str {
        let above = self.text.get(..self.line.saturating_sub(1));
        above
            .unwrap_or_default()
            .rsplit('\n')
            .next()
            .unwrap_or_default()
    }

    /// `{: .class #id}`: on a line of its own or right behind something. It
    /// says how that looks; a heading gets the id.
    pub(super) fn attributes(&mut self, start: usize) -> Option<usize> {
        let end = self.end_of_attributes(start)?;
        let inside = self.text.get(start + 2..end)?.trim();
        let said = Arguments::read(inside);
        let is_name = |word: &str| word.starts_with(['.', '#']) || inside == "toc";
        if inside.is_empty() || part(inside, "=>").is_some() || !said.words().all(is_name) {
            return None;
        }
        let end = end + 1;
        let behind = self.text.get(end..)?;
        let space = behind.len() - behind.trim_start_matches([' ', '\t', '\r']).len();
        let last = behind.get(space..)?;
        if !self.is_first(start) || !(last.is_empty() || last.starts_with('\n')) {
            let before = self.text.get(..start)?;
            return before.ends_with([')', ']', '*', '_', '`', '}']).then(|| {
                self.edits.push(start, end, Some(String::new()));
                end
            });
        }
        if self.is_html(start) {
            return None;
        }
        let above = self.line_above();
        let names: Vec<&str> = said.words().filter(|word| *word != "toc").collect();
        let list = above
            .trim()
            .trim_start_matches(['*', '-', '+', '1', '.', ' ']);
        let from = if above.starts_with('#') && part(above, "{#").is_none() && !names.is_empty() {
            if self.edits.end() >= self.line {
                return None;
            }
            let with = format!(" {{{}}}", names.join(" "));
            self.edits.push(self.line - 1, end, Some(with));
            return Some(end);
        } else if inside == "toc" && list.eq_ignore_ascii_case("toc") {
            // The list that kramdown puts its own in the place of.
            self.line - 1 - above.len()
        } else if self.text.get(self.line..start)?.contains('>') {
            start
        } else {
            self.line
        };
        // What stands there is something else's by now.
        if self.edits.end() > from {
            return None;
        }
        let end = if from == start {
            end
        } else {
            end + space + usize::from(!last.is_empty())
        };
        self.edits.push(from, end, Some(String::new()));
        Some(end)
    }

    fn end_of_attributes(&mut self, start: usize) -> Option<usize> {
        let end = self.mark("}", start)?;
        let inside = self.text.get(start..end)?;
        (inside.len() < LONGEST && !inside.contains('\n')).then_some(end)
    }
}
