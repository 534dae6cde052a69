//! Offsets of the decoded text as people and tools count them: rows and columns.

use ruff_source_file::{LineIndex, OneIndexed};
use ruff_text_size::{TextRange, TextSize};
use serde::Serialize;
use std::cell::RefCell;
use std::ops::RangeInclusive;

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
    /// The long line that was last looked into.
    long: RefCell<LongLine>,
}

/// The columns of a line that is too long to be counted from its start for each place in it.
#[derive(Debug, Clone, Default)]
struct LongLine {
    start: TextSize,
    /// How many characters start before each whole multiple of [`STEP`] bytes from its start.
    counted: Vec<usize>,
}

/// In bytes; up to so many are counted anew each time.
const STEP: usize = 256;

impl LongLine {
    /// How many characters start in a line, from its start, before its byte `offset`.
    fn characters(&mut self, start: TextSize, line: &[u8], offset: usize) -> usize {
        if self.start != start || self.counted.is_empty() {
            (self.start, self.counted) = (start, vec![0]);
        }
        while let Some(&last) = self.counted.last()
            && self.counted.len() <= offset / STEP
        {
            let end = self.counted.len() * STEP;
            self.counted.push(last + characters(&line[end - STEP..end]));
        }
        let step = offset / STEP;
        self.counted[step] + characters(&line[step * STEP..offset])
    }
}

/// How many characters start in a part of a text.
fn characters(part: &[u8]) -> usize {
    part.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

impl<'a> Lines<'a> {
    /// Finds the line starts.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            index: LineIndex::from_source_text(text),
            long: RefCell::default(),
        }
    }

    /// Where an offset in UTF-8 bytes stands.
    pub fn location(&self, offset: TextSize) -> Location {
        let row = self.index.line_index(offset);
        let start = self.index.line_start(row, self.text);
        let (line, within) = (
            &self.text.as_bytes()[start.to_usize()..],
            (offset - start).to_usize(),
        );
        let before = if within < STEP {
            characters(&line[..within])
        } else {
            self.long.borrow_mut().characters(start, line, within)
        };
        Location {
            row: row.get(),
            column: before + 1,
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

    /// The row (from 1) that an offset in UTF-8 bytes stands in.
    pub fn row(&self, offset: TextSize) -> usize {
        self.index.line_index(offset).get()
    }

    /// The last row (from 1); what follows a line end at the end of the text is one, and empty.
    pub fn last_row(&self) -> usize {
        self.index.line_count()
    }

    /// A row's line, without its end: half-open, in UTF-8 bytes. Rows count from 1.
    pub fn line(&self, row: usize) -> TextRange {
        let row = OneIndexed::new(row).expect("rows count from 1");
        let whole = self.index.line_range(row, self.text);
        let line = self.text[whole].trim_end_matches(['\n', '\r']);
        TextRange::at(whole.start(), TextSize::of(line))
    }

    /// How many rows there are; behind a last line that is ended stands none.
    pub fn count(&self) -> usize {
        let ended = self.text.ends_with(['\n', '\r']);
        self.index.line_count() - usize::from(ended && self.index.line_count() > 1)
    }

    /// The rows (from 1) that a range touches.
    pub fn rows(&self, range: TextRange) -> RangeInclusive<usize> {
        let row = |offset| self.index.line_index(offset).get();
        row(range.start())..=row(range.end())
    }

    /// The lines of these rows, with their ends: half-open, in UTF-8 bytes.
    pub fn whole(&self, rows: RangeInclusive<usize>) -> TextRange {
        let row = |row| OneIndexed::new(row).expect("rows count from 1");
        let last = self.index.line_end(row(*rows.end()), self.text);
        TextRange::new(self.index.line_start(row(*rows.start()), self.text), last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let line = "é𝄞x\u{301} ".repeat(3_000);
        let text = format!("a\r{line}\r\n\n{line}\nb");
        let lines = Lines::new(&text);
        let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        // Forwards, and from both ends by turns, as nobody asks.
        let mut turns: Vec<usize> = offsets.collect();
        let last = turns.len() - 1;
        turns.extend(
            (0..=last)
                .map(|at| {
                    if at % 2 == 0 {
                        turns[at]
                    } else {
                        turns[last - at]
                    }
                })
                .collect::<Vec<_>>(),
        );
        for at in turns {
            let offset = TextSize::try_from(at).unwrap();
            let found = lines.index.source_location(
                offset,
                &text,
                ruff_source_file::PositionEncoding::Utf32,
            );
            let wanted = (found.line.get(), found.character_offset.get());
            let place = lines.location(offset);
            assert_eq!((place.row, place.column), wanted, "{at}");
        }
    }
}
