//! What of a post is shown elsewhere: its summary and its description.

use std::borrow::Cow;

use super::Post;
use crate::document::{Document, Node};
use crate::markdown::Reading;
use crate::summary;

impl Post {
    /// What a listing shows of the article, read as by [`Post::document`].
    pub fn summary<'a>(&self, reading: impl Into<Reading<'a>>) -> Vec<Node> {
        let reading = self.own(reading.into());
        self.summary_of(&reading, &|end| {
            Cow::Owned(self.divided_document(&reading, end))
        })
    }

    /// The article and the summary, of one reading where that has both.
    pub fn document_and_summary<'a>(
        &self,
        reading: impl Into<Reading<'a>>,
    ) -> (Document, Vec<Node>) {
        let reading = self.own(reading.into());
        let mut document = self.divided_document(&reading, usize::MAX);
        let summary = self.summary_of(&reading, &|end| match end {
            usize::MAX => Cow::Borrowed(&document),
            _ => Cow::Owned(self.divided_document(&reading, end)),
        });
        summary::without_dividers(&mut document);
        (document, summary)
    }

    fn summary_of<'d>(
        &self,
        reading: &Reading<'_>,
        read: &dyn Fn(usize) -> Cow<'d, Document>,
    ) -> Vec<Node> {
        let extent = &self.front_matter.summary;
        summary::cut(read, &self.body, self.divider, extent, reading)
    }

    /// The summary in plain text, on one line.
    pub fn summary_text<'a>(&self, reading: impl Into<Reading<'a>>) -> String {
        summary::on_one_line(&self.summary(reading))
    }

    /// The beginning of the summary in plain text, for search engines and
    /// cards.
    pub fn description<'a>(&self, reading: impl Into<Reading<'a>>) -> String {
        summary::description(&self.summary(reading))
    }
}
