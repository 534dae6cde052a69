//! Offsets of the decoded text as people and tools count them: rows and columns.

use ruff_source_file::{LineIndex, PositionEncoding};
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

    /// The lines that a range touches, from the start of its first to the end of its last, without
    /// the last line's end: half-open, in UTF-8 bytes.
    pub fn around(&self, range: TextRange) -> TextRange {
        let first = self.index.line_index(range.start());
        let last = self.index.line_index(range.end());
        let start = self.index.line_start(first, self.text);
        let whole = self.index.line_range(last, self.text);
        let line = self.text[whole].trim_end_matches(['\n', '\r']);
        let length = TextSize::try_from(line.len()).expect("a part of a text under 4 GiB");
        TextRange::new(start, whole.start() + length)
    }
}
