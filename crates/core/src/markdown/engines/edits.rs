//! A text with pieces of it replaced, which knows where everything stood.

/// One place of a text and what stands there instead.
struct Edit {
    start: usize,
    end: usize,
    /// Nothing, while it stays as it is.
    with: Option<String>,
}

/// Places of a text in their order, none over another.
#[derive(Default)]
pub(super) struct Edits(Vec<Edit>);

impl Edits {
    /// Replaces a place behind all others; without `with` it is only kept in
    /// mind. Says which it is.
    pub(super) fn push(&mut self, start: usize, end: usize, with: Option<String>) -> usize {
        self.0.push(Edit { start, end, with });
        self.0.len() - 1
    }

    /// Where the last of them ends.
    pub(super) fn end(&self) -> usize {
        self.0.last().map_or(0, |edit| edit.end)
    }

    /// Replaces what was kept in mind.
    pub(super) fn set(&mut self, place: usize, with: String) {
        if let Some(edit) = self.0.get_mut(place) {
            edit.with = Some(with);
        }
    }

    /// The text with everything replaced.
    pub(super) fn apply(self, text: &str) -> Edited {
        let mut out = String::with_capacity(text.len());
        let mut pieces = vec![(0, 0, true)];
        let mut done = 0;
        for Edit { start, end, with } in self.0 {
            let Some(with) = with else {
                continue;
            };
            debug_assert!(done <= start, "{done} is past {start}");
            out.push_str(text.get(done..start).unwrap_or_default());
            pieces.push((out.len(), start, false));
            out.push_str(&with);
            pieces.push((out.len(), end, true));
            done = end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        Edited { text: out, pieces }
    }
}

/// A text in which pieces were replaced.
pub(in crate::markdown) struct Edited {
    pub(in crate::markdown) text: String,
    /// Where each piece starts, here and in the original, and whether it is
    /// the original's own words.
    pieces: Vec<(usize, usize, bool)>,
}

impl Edited {
    /// Where in the original a byte of the text stands.
    pub(in crate::markdown) fn original(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|(start, ..)| *start <= at);
        let piece = after
            .checked_sub(1)
            .and_then(|piece| self.pieces.get(piece));
        match piece {
            Some((start, original, true)) => original + (at - start),
            Some((_, original, false)) => *original,
            None => at,
        }
    }

    /// Where in the text a byte of the original stands.
    pub(in crate::markdown) fn here(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|(_, start, _)| *start <= at);
        let piece = after
            .checked_sub(1)
            .and_then(|piece| self.pieces.get(piece));
        match piece {
            Some((start, original, true)) => (start + (at - original)).min(self.text.len()),
            Some((start, ..)) => *start,
            None => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_everything_stood() {
        let mut edits = Edits::default();
        edits.push(1, 3, Some("xyz".into()));
        let kept = edits.push(4, 5, None);
        edits.push(5, 5, Some("+".into()));
        edits.set(kept, String::new());
        let edited = edits.apply("abcdef");
        assert_eq!(edited.text, "axyzd+f");
        for (here, original) in [(0, 0), (1, 1), (3, 1), (4, 3), (5, 5), (6, 5), (7, 6)] {
            assert_eq!(edited.original(here), original, "{here}");
        }
        for (original, here) in [(0, 0), (1, 1), (2, 1), (3, 4), (5, 6), (6, 7)] {
            assert_eq!(edited.here(original), here, "{original}");
        }
    }
}
