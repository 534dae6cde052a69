//! Lines that changed, and what touches them.

use ruff_text_size::{TextRange, TextSize};

/// The lines of a file that count as changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangedLines {
    /// Every one.
    All,
    /// Those of hunks, in order.
    Some(Vec<Hunk>),
}

/// Lines that took the place of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hunk {
    /// The first line, from 1; where there are none, the line behind which others went, 0 at the top.
    /// Lines end at LF alone, as git counts them.
    pub first: usize,
    /// How many there are.
    pub count: usize,
}

/// Where a text changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedText {
    /// In order, in UTF-8 bytes of the text; an empty one stands where lines went. `None` where all is new.
    ranges: Option<Vec<TextRange>>,
}

impl ChangedLines {
    /// Where these lines stand in the decoded text of their file.
    pub fn within(&self, text: &str) -> ChangedText {
        let Self::Some(hunks) = self else {
            return ChangedText { ranges: None };
        };
        let starts = LineStarts::new(text);
        let ranges = hunks.iter().map(|hunk| {
            let first = if hunk.count == 0 {
                hunk.first + 1
            } else {
                hunk.first
            };
            TextRange::new(starts.of(first), starts.of(first + hunk.count))
        });
        ChangedText {
            ranges: Some(ranges.collect()),
        }
    }
}

impl ChangedText {
    /// Whether a range of the text, which is not empty, has a part in what changed: holds some of it, or
    /// held the lines that went.
    pub fn touches(&self, range: TextRange) -> bool {
        let Some(ranges) = &self.ranges else {
            return true;
        };
        let first = ranges.partition_point(|changed| changed.end() <= range.start());
        ranges
            .get(first)
            .is_some_and(|changed| changed.start() < range.end())
    }
}

/// Where the lines of a text begin.
struct LineStarts(Vec<TextSize>);

impl LineStarts {
    fn new(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
        let starts = std::iter::once(0).chain(ends).chain([text.len()]);
        // A document is no longer than what offsets can tell.
        Self(starts.map(|at| TextSize::new(at as u32)).collect())
    }

    /// Of the line with this number, from 1; the end of the text for those behind the last.
    fn of(&self, line: usize) -> TextSize {
        let line = line.saturating_sub(1).min(self.0.len() - 1);
        self.0[line]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\ntwo\r\nthree\rstill three\nfour";

    fn range(part: &str) -> TextRange {
        let start = TEXT.find(part).unwrap();
        TextRange::at(TextSize::new(start as u32), TextSize::of(part))
    }

    /// The parts of the text that a hunk touches, of some.
    #[track_caller]
    fn check(first: usize, count: usize, touched: &[&str]) {
        let changed = ChangedLines::Some(vec![Hunk { first, count }]).within(TEXT);
        let parts = [
            "one",
            "two",
            "wo\r\nthree",
            "three",
            "still",
            "four",
            "e\nt",
            "three\nfour",
        ];
        let found: Vec<&str> = parts
            .into_iter()
            .filter(|part| changed.touches(range(part)))
            .collect();
        assert_eq!(found, touched, "{first},{count}");
    }

    #[test]
    fn what_touches_changed_lines() {
        check(1, 1, &["one", "e\nt"]);
        check(2, 1, &["two", "wo\r\nthree", "e\nt"]);
        check(3, 1, &["wo\r\nthree", "three", "still", "three\nfour"]);
        check(4, 1, &["four", "three\nfour"]);
        check(
            2,
            3,
            &[
                "two",
                "wo\r\nthree",
                "three",
                "still",
                "four",
                "e\nt",
                "three\nfour",
            ],
        );
        check(9, 2, &[]);
    }

    #[test]
    fn what_held_the_lines_that_went() {
        check(0, 0, &[]);
        check(1, 0, &["e\nt"]);
        check(2, 0, &["wo\r\nthree"]);
        check(3, 0, &["three\nfour"]);
        check(4, 0, &[]);
    }

    #[test]
    fn several_hunks_and_none() {
        let hunk = |first, count| Hunk { first, count };
        let changed = ChangedLines::Some(vec![hunk(1, 1), hunk(2, 0), hunk(4, 1)]).within(TEXT);
        let touched = ["one", "two", "three", "four"].map(|part| changed.touches(range(part)));
        assert_eq!(touched, [true, false, false, true]);
        assert!(
            !ChangedLines::Some(Vec::new())
                .within(TEXT)
                .touches(range("one"))
        );
        assert!(ChangedLines::All.within(TEXT).touches(range("four")));
    }
}
