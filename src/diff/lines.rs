//! Lines of raw bytes, ended by LF alone as git ends them, and runs of whole lines.

use memchr::{memchr, memchr_iter};

/// A run of whole lines in one content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first line, counted from 0.
    pub line: usize,
    /// How many lines.
    pub count: usize,
    /// The byte where the first line begins: 0, or just after an LF.
    pub start: usize,
    /// The byte after the last line, its LF included where it has one.
    pub end: usize,
}

impl Span {
    /// The line after the last.
    pub fn line_end(self) -> usize {
        self.line + self.count
    }

    /// The bytes of the run in the `text` it was taken from.
    pub fn of(self, text: &[u8]) -> &[u8] {
        &text[self.start..self.end]
    }
}

/// Walks a text line by line and knows where it is.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a [u8],
    /// The next line, counted from 0.
    line: usize,
    /// The byte where the next line begins.
    byte: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor at `byte`, where line number `line` of `text` begins.
    pub fn new(text: &'a [u8], line: usize, byte: usize) -> Self {
        Cursor { text, line, byte }
    }

    /// The empty run at the cursor.
    pub fn here(&self) -> Span {
        Span {
            line: self.line,
            count: 0,
            start: self.byte,
            end: self.byte,
        }
    }

    /// Passes `count` lines, or all that are left where they are fewer, and returns their run.
    pub fn take_lines(&mut self, count: usize) -> Span {
        let mut span = self.here();
        span.count = self.by_ref().take(count).count();
        span.end = self.byte;
        span
    }
}

impl<'a> Iterator for Cursor<'a> {
    type Item = &'a [u8];

    /// The next line, its LF included where it has one.
    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = &self.text[self.byte..];
        if rest.is_empty() {
            return None;
        }
        let length = memchr(b'\n', rest).map_or(rest.len(), |lf| lf + 1);
        self.line += 1;
        self.byte += length;
        Some(&rest[..length])
    }
}

/// The lines of `text`, each with its LF where it has one.
pub fn lines(text: &[u8]) -> Cursor<'_> {
    Cursor::new(text, 0, 0)
}

/// How many lines `text` has; a last one without LF counts.
pub fn count(text: &[u8]) -> usize {
    let unended = usize::from(text.last().is_some_and(|&last| last != b'\n'));
    memchr_iter(b'\n', text).count() + unended
}
