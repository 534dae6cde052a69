//! The physical lines of a text, and which of them end inside a string or with a backslash.
//!
//! A line ends at LF, CRLF or a lone CR, as in Python's tokenizer; a form feed ends none. Rows are
//! counted from 0 here. Columns are left to others.

use memchr::{memchr, memchr2, memchr2_iter};
use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The line starts of one text and its runs of lines that belong together.
#[derive(Debug)]
pub(super) struct Rows {
    /// The offset at which each row starts; sorted, the first is 0.
    starts: Vec<TextSize>,
    /// First and last row of each run: every row but the last ends inside a string or with a
    /// backslash. Sorted; no two share a row.
    runs: Vec<(u32, u32)>,
}

impl Rows {
    /// `tokens` must be those of `text`.
    pub(super) fn new(text: &str, tokens: &Tokens) -> Self {
        let mut rows = Self {
            starts: line_starts(text.as_bytes()),
            runs: Vec::new(),
        };
        rows.find_runs(text, tokens);
        rows
    }

    /// The row that holds `offset`.
    pub(super) fn of(&self, offset: TextSize) -> u32 {
        let row = self.starts.partition_point(|start| *start <= offset) - 1;
        u32::try_from(row).expect("a text of at most 4 GiB has fewer than 2^32 lines")
    }

    /// The row of the last byte in `range`, or of its start if it is empty.
    pub(super) fn last_of(&self, range: TextRange) -> u32 {
        let last = range
            .end()
            .checked_sub(TextSize::from(1))
            .unwrap_or_default();
        self.of(last.max(range.start()))
    }

    /// The row on which the string or the run of lines around the end of `row` ends; `row` itself
    /// if its end is neither inside a string nor a backslash.
    pub(super) fn run_end(&self, row: u32) -> u32 {
        let next = self.runs.partition_point(|run| run.1 <= row);
        self.runs
            .get(next)
            .filter(|run| run.0 <= row)
            .map_or(row, |run| run.1)
    }

    /// Whether the row before `row` ends inside a string or with a backslash.
    pub(super) fn continues(&self, row: u32) -> bool {
        let next = self.runs.partition_point(|run| run.1 < row);
        self.runs.get(next).is_some_and(|run| run.0 < row)
    }

    /// The offset at which `row` starts.
    pub(super) fn start(&self, row: u32) -> Option<TextSize> {
        self.starts.get(row as usize).copied()
    }

    fn find_runs(&mut self, text: &str, tokens: &Tokens) {
        let mut before = TextSize::default();
        let mut outer = OuterString::default();
        for token in tokens.iter() {
            if outer.depth == 0 {
                let blank = TextRange::new(before.min(token.start()), token.start());
                self.add_continued(text, blank);
                if token.kind() == TokenKind::String {
                    self.add_run(text, token.range());
                }
            }
            if let Some(string) = outer.closed_by(token) {
                self.add_run(text, string);
            }
            before = before.max(token.end());
        }
    }

    /// Notes the run over `blank`, the space between two tokens, if a backslash carries it on.
    fn add_continued(&mut self, text: &str, blank: TextRange) {
        if blank.len() > TextSize::from(1) && memchr(b'\\', text[blank].as_bytes()).is_some() {
            self.add_run(text, blank);
        }
    }

    /// Notes the run over `range` if that holds a line end. Ranges come in ascending order.
    fn add_run(&mut self, text: &str, range: TextRange) {
        if memchr2(b'\n', b'\r', text[range].as_bytes()).is_none() {
            return;
        }
        let (first, last) = (self.of(range.start()), self.of(range.end()));
        match self.runs.last_mut() {
            Some(run) if first <= run.1 => run.1 = run.1.max(last),
            _ => self.runs.push((first, last)),
        }
    }
}

/// Where every row of `text` starts.
fn line_starts(text: &[u8]) -> Vec<TextSize> {
    let ends = memchr2_iter(b'\n', b'\r', text)
        .filter(|&at| text[at] == b'\n' || text.get(at + 1) != Some(&b'\n'));
    let offset = |at| TextSize::try_from(at).expect("a parsed text is at most 4 GiB long");
    std::iter::once(0)
        .chain(ends.map(|at| at + 1))
        .map(offset)
        .collect()
}

/// The outermost f- or t-string that the token at hand is inside of.
#[derive(Default)]
struct OuterString {
    depth: u32,
    start: TextSize,
}

impl OuterString {
    /// The whole range of the outermost f- or t-string, if `token` is its end.
    fn closed_by(&mut self, token: &Token) -> Option<TextRange> {
        match token.kind() {
            TokenKind::FStringStart | TokenKind::TStringStart => {
                if self.depth == 0 {
                    self.start = token.start();
                }
                self.depth += 1;
            }
            TokenKind::FStringEnd | TokenKind::TStringEnd => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    return Some(TextRange::new(self.start, token.end()));
                }
            }
            _ => {}
        }
        None
    }
}
