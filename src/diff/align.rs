//! Which lines changed between two contents.
//!
//! Fixes rewrite lines where they stand, so the contents are first laid side by side, line by line,
//! which needs no memory but for the changes. That answer is kept where it is provably the
//! shortest: when no line that goes away anywhere comes anew elsewhere, every line that both
//! contents hold is already matched. Only otherwise is the changed middle searched, with
//! `similar`'s bounded Myers algorithm. No clock is asked, so the answer is always the same.

use std::collections::{HashMap, HashSet};

use memchr::{memchr, memrchr};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::lines::{self, Cursor, Span};

/// Above so many lines on both sides together the middle is not searched: the search keeps some 50
/// bytes a line, and its time may grow with the power 1.5 of the lines (half a minute for
/// random lines). What differs is then one change, or stays matched line by line where the numbers
/// of lines are equal.
const MOST_LINES_SEARCHED: usize = 4_000_000;

/// Bytes compared at one go while equal starts and ends are stripped.
const BLOCK: usize = 4096;

/// Lines of the old content that lines of the new one replace; one side may be empty, not both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub old: Span,
    pub new: Span,
}

/// All changes in order, with at least one equal line between any two.
pub fn changes(old: &[u8], new: &[u8]) -> Vec<Change> {
    if old == new {
        return Vec::new();
    }
    let (old_count, new_count) = (lines::count(old), lines::count(new));
    if old_count != new_count {
        return searched(old, new);
    }
    let changes = side_by_side(old, new);
    if old_count + new_count > MOST_LINES_SEARCHED || is_shortest(&changes, old, new) {
        changes
    } else {
        searched(old, new)
    }
}

/// Gathers changes while both contents are walked in step.
struct Gather<'a> {
    old: Cursor<'a>,
    new: Cursor<'a>,
    /// The change that the walk stands in, not yet ended by an equal line.
    open: Option<Change>,
    changes: Vec<Change>,
}

impl<'a> Gather<'a> {
    fn new(old: Cursor<'a>, new: Cursor<'a>) -> Self {
        Gather {
            old,
            new,
            open: None,
            changes: Vec::new(),
        }
    }

    fn equal(&mut self, count: usize) {
        self.changes.extend(self.open.take());
        self.old.take_lines(count);
        self.new.take_lines(count);
    }

    fn changed(&mut self, old_count: usize, new_count: usize) {
        let (old, new) = (
            self.old.take_lines(old_count),
            self.new.take_lines(new_count),
        );
        let change = self.open.get_or_insert(Change {
            old: Span { count: 0, ..old },
            new: Span { count: 0, ..new },
        });
        change.old = Span {
            count: change.old.count + old.count,
            end: old.end,
            ..change.old
        };
        change.new = Span {
            count: change.new.count + new.count,
            end: new.end,
            ..change.new
        };
    }

    fn finish(mut self) -> Vec<Change> {
        self.changes.extend(self.open);
        self.changes
    }
}

/// The changes where each line is matched with the one of its own number; both have the same number
/// of lines.
fn side_by_side(old: &[u8], new: &[u8]) -> Vec<Change> {
    let mut gather = Gather::new(lines::lines(old), lines::lines(new));
    for (old_line, new_line) in lines::lines(old).zip(lines::lines(new)) {
        if old_line == new_line {
            gather.equal(1);
        } else {
            gather.changed(1, 1);
        }
    }
    gather.finish()
}

/// Whether no diff can take away fewer lines than `changes`, since none of them is also added
/// somewhere.
fn is_shortest(changes: &[Change], old: &[u8], new: &[u8]) -> bool {
    let gone: HashSet<&[u8]> = changes
        .iter()
        .flat_map(|it| lines::lines(it.old.of(old)))
        .collect();
    changes
        .iter()
        .flat_map(|it| lines::lines(it.new.of(new)))
        .all(|line| !gone.contains(line))
}

/// The changes as a search over the lines between the equal start and the equal end finds them.
fn searched(old: &[u8], new: &[u8]) -> Vec<Change> {
    let start = equal_start(old, new);
    let tail = equal_end(&old[start..], &new[start..]);
    let (old_middle, new_middle) = (&old[start..old.len() - tail], &new[start..new.len() - tail]);
    let first_line = lines::count(&old[..start]);
    let mut gather = Gather::new(
        Cursor::new(old, first_line, start),
        Cursor::new(new, first_line, start),
    );
    let (old_count, new_count) = (lines::count(old_middle), lines::count(new_middle));
    if old_count + new_count > MOST_LINES_SEARCHED {
        gather.changed(old_count, new_count);
        return gather.finish();
    }
    for op in search(old_middle, new_middle) {
        match op {
            DiffOp::Equal { len, .. } => gather.equal(len),
            DiffOp::Delete { old_len, .. } => gather.changed(old_len, 0),
            DiffOp::Insert { new_len, .. } => gather.changed(0, new_len),
            DiffOp::Replace {
                old_len, new_len, ..
            } => gather.changed(old_len, new_len),
        }
    }
    gather.finish()
}

/// Numbers equal lines alike and lets `similar` compare the numbers.
fn search(old: &[u8], new: &[u8]) -> Vec<DiffOp> {
    let mut numbers = HashMap::new();
    let mut numbered = |text| -> Vec<usize> {
        let number = |line| {
            let next = numbers.len();
            *numbers.entry(line).or_insert(next)
        };
        lines::lines(text).map(number).collect()
    };
    let (old, new) = (numbered(old), numbered(new));
    capture_diff_slices(Algorithm::Myers, &old, &new)
}

/// How many bytes of whole lines both texts begin with.
fn equal_start(old: &[u8], new: &[u8]) -> usize {
    let most = old.len().min(new.len());
    let mut same = 0;
    while same + BLOCK <= most && old[same..same + BLOCK] == new[same..same + BLOCK] {
        same += BLOCK;
    }
    same += old[same..]
        .iter()
        .zip(&new[same..])
        .take_while(|(a, b)| a == b)
        .count();
    memrchr(b'\n', &old[..same]).map_or(0, |lf| lf + 1)
}

/// How many bytes of whole lines both texts end with; an equal line at the very front of the tail
/// may be left out.
fn equal_end(old: &[u8], new: &[u8]) -> usize {
    let most = old.len().min(new.len());
    let mut same = 0;
    while same + BLOCK <= most
        && old[old.len() - same - BLOCK..old.len() - same]
            == new[new.len() - same - BLOCK..new.len() - same]
    {
        same += BLOCK;
    }
    let (old_left, new_left) = (&old[..old.len() - same], &new[..new.len() - same]);
    same += old_left
        .iter()
        .rev()
        .zip(new_left.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let tail = &old[old.len() - same..];
    memchr(b'\n', tail).map_or(0, |lf| tail.len() - lf - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The new content, put together from the old one and the changes.
    fn apply(old: &[u8], new: &[u8], changes: &[Change]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut at = 0;
        for change in changes {
            out.extend_from_slice(&old[at..change.old.start]);
            out.extend_from_slice(change.new.of(new));
            at = change.old.end;
        }
        out.extend_from_slice(&old[at..]);
        out
    }

    fn check_spans(text: &[u8], spans: impl Iterator<Item = Span>) {
        for span in spans {
            assert_eq!(lines::count(&text[..span.start]), span.line);
            assert_eq!(lines::count(span.of(text)), span.count);
            assert!(span.start == 0 || text[span.start - 1] == b'\n');
        }
    }

    fn text() -> impl Strategy<Value = Vec<u8>> {
        proptest::collection::vec(
            prop_oneof![3 => Just(b'\n'), 2 => Just(b'a'), 1 => Just(b'b')],
            0..60,
        )
    }

    proptest! {
        #[test]
        fn changes_lead_from_old_to_new(old in text(), new in text()) {
            for changes in [changes(&old, &new), searched(&old, &new)] {
                prop_assert_eq!(apply(&old, &new, &changes), &new[..]);
                check_spans(&old, changes.iter().map(|it| it.old));
                check_spans(&new, changes.iter().map(|it| it.new));
                prop_assert!(changes.windows(2).all(|pair| pair[0].old.end < pair[1].old.start));
            }
        }
    }

    #[test]
    fn lines_rewritten_in_place_need_no_search() {
        let changes = side_by_side(b"a\nb\nc\n", b"a\nB\nc\n");
        assert!(is_shortest(&changes, b"a\nb\nc\n", b"a\nB\nc\n"));
        let shifted = side_by_side(b"a\nb\n", b"b\na\n");
        assert!(!is_shortest(&shifted, b"a\nb\n", b"b\na\n"));
    }
}
