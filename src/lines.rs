//! Offsets of the decoded text as people and tools count them: rows and columns.

use ruff_source_file::{LineIndex, OneIndexed, PositionEncoding};
use ruff_text_size::{TextRange, TextSize};
use serde::Serialize;

/// A place in a file as reports give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// The physical line, from 1; LF, CR and CRLF end one.
    pub row: usize,
    /// The code point in the line, from 1; a byte-order mark is not counted.
    pub column: usize,
}

/// The lines of one text.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: &'a str,
    index: LineIndex,
}

impl<'a> Lines<'a> {
    /// Finds the line starts.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            index: LineIndex::from_source_text(text),
        }
    }

    /// Where an offset in UTF-8 bytes stands.
    pub fn location(&self, offset: TextSize) -> Location {
        let found = self
            .index
            .source_location(offset, self.text, PositionEncoding::Utf32);
        Location {
            row: found.line.get(),
            column: found.character_offset.get(),
        }
    }

    /// The rows (from 1) that a range touches, each with its line: half-open, in UTF-8 bytes, without
    /// the line's end.
    pub fn touched(&self, range: TextRange) -> impl Iterator<Item = (usize, TextRange)> + '_ {
        let first = self.index.line_index(range.start());
        let last = self.index.line_index(range.end());
        (first.get()..=last.get()).map(|row| (row, self.line(row)))
    }

    /// From the start of the first line that a range touches to the end of the last, without that
    /// line's end: half-open, in UTF-8 bytes.
    pub fn around(&self, range: TextRange) -> TextRange {
        let first = self.line(self.index.line_index(range.start()).get());
        let last = self.line(self.index.line_index(range.end()).get());
        first.cover(last)
    }

    /// A row's line, without its end.
    fn line(&self, row: usize) -> TextRange {
        let row = OneIndexed::new(row).expect("rows count from 1");
        let whole = self.index.line_range(row, self.text);
        let line = self.text[whole].trim_end_matches(['\n', '\r']);
        TextRange::at(whole.start(), TextSize::of(line))
    }
}
