//! The lines around a rewrite, before and after it, with what of them it changes.
//!
//! What was accepted before in these lines is done already, so that each question shows what its own
//! answer adds.

use ruff_text_size::{Ranged, TextRange, TextSize};
use std::ops::RangeInclusive;

use crate::edit::Edit;
use crate::lines::Lines;
use crate::pipeline::Passage;
use crate::settle::Group;

/// Physical lines, counted from 1.
pub(super) type Rows = RangeInclusive<usize>;

/// A line, in parts; true marks those that the rewrite is about. Without its end.
pub(super) type Line = Vec<(String, bool)>;

/// The lines around a rewrite.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Equal lines before.
    pub before: Vec<Line>,
    /// What goes.
    pub old: Vec<Line>,
    /// What comes.
    pub new: Vec<Line>,
    /// Equal lines behind.
    pub after: Vec<Line>,
}

/// A text that is being reviewed, and what was accepted of it.
pub(super) struct Sheet<'s> {
    pub text: &'s str,
    pub lines: &'s Lines<'s>,
    /// Rewrites that were accepted.
    pub accepted: Vec<&'s Group>,
    /// What was written by hand, in order.
    pub passages: Vec<&'s Passage>,
}

/// Whether two stretches of lines share one.
pub(super) fn meet(one: &Rows, other: &Rows) -> bool {
    one.start() <= other.end() && other.start() <= one.end()
}

/// Whether two ranges, of which one may be a place between, cannot both be replaced.
pub(super) fn overlap(one: TextRange, other: TextRange) -> bool {
    one.start() < other.end() && other.start() < one.end()
}

/// The rows that a rewrite changes.
pub(super) fn rows_of(group: &Group, lines: &Lines<'_>) -> Rows {
    let ranges = group.edits.iter().map(Ranged::range);
    let cover = ranges.reduce(TextRange::cover).unwrap_or(group.range);
    lines.rows(cover)
}

/// The rows that give way to what was written by hand; none where that stands between two.
pub(super) fn rows_gone(passage: &Passage, lines: &Lines<'_>) -> Option<Rows> {
    let range = passage.range;
    let last = range.end().checked_sub(size(1))?;
    (!range.is_empty()).then(|| lines.rows(TextRange::new(range.start(), last)))
}

impl Sheet<'_> {
    /// The rows that a rewrite shares with others that were accepted: its own, and theirs.
    pub fn rows(&self, own: &Group) -> Rows {
        let mut rows = rows_of(own, self.lines);
        let mut grown = true;
        while grown {
            grown = false;
            for group in &self.accepted {
                let other = rows_of(group, self.lines);
                let both = *rows.start().min(other.start())..=*rows.end().max(other.end());
                if meet(&rows, &other) && both != rows {
                    (rows, grown) = (both, true);
                }
            }
        }
        rows
    }

    /// The lines around a rewrite, with up to `context` equal ones on each side.
    pub fn excerpt(&self, own: &Group, context: usize) -> Excerpt {
        let rows = self.rows(own);
        let (first, last) = (*rows.start(), *rows.end());
        let last_of_all = self.lines.count();
        let before = (first.saturating_sub(context).max(1), first - 1);
        let after = (last + 1, (last + context).min(last_of_all));
        let around = |(from, to): (usize, usize)| match from <= to {
            true => self.spliced(from..=to, None, true),
            false => Vec::new(),
        };
        Excerpt {
            before: around(before),
            old: self.spliced(rows.clone(), Some(own), false),
            new: self.spliced(rows, Some(own), true),
            after: around(after),
        }
    }

    /// Lines with what was accepted in them, and `own`, which is marked, applied or not.
    fn spliced(&self, rows: Rows, own: Option<&Group>, apply: bool) -> Vec<Line> {
        let whole = self.lines.whole(rows);
        let others = self.accepted.iter().copied();
        let others = others.filter(|group| own.is_none_or(|own| own.number != group.number));
        let others = others.flat_map(|group| &group.edits);
        let others = others.map(|edit| (edit.range, edit.content.as_ref(), false));
        let by_hand = self.passages.iter();
        let by_hand = by_hand.map(|passage| (passage.range, passage.text.as_str(), false));
        let own = own.into_iter().flat_map(|own| &own.edits);
        let own = own.map(|edit: &Edit| match apply {
            true => (edit.range, edit.content.as_ref(), true),
            false => (edit.range, &self.text[edit.range], true),
        });
        let mut edits: Vec<_> = others.chain(by_hand).chain(own).collect();
        // What reaches out of these lines is shown where all of it is.
        edits.retain(|(range, ..)| whole.contains_range(*range));
        edits.sort_by_key(|(range, ..)| (range.start(), range.end()));
        let mut page = Page::default();
        let mut from = whole.start();
        for (range, content, is_own) in edits {
            page.push(&self.text[TextRange::new(from, range.start())], false);
            page.push(content, is_own);
            from = range.end();
        }
        page.push(&self.text[TextRange::new(from, whole.end())], false);
        page.finish()
    }
}

/// Lines on their way.
#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    line: Line,
}

impl Page {
    fn push(&mut self, text: &str, marked: bool) {
        for part in inclusive(text) {
            let content = part.trim_end_matches(['\r', '\n']);
            if !content.is_empty() {
                self.line.push((content.to_owned(), marked));
            }
            if content.len() < part.len() {
                self.lines.push(std::mem::take(&mut self.line));
            }
        }
    }

    fn finish(mut self) -> Vec<Line> {
        if !self.line.is_empty() {
            self.lines.push(self.line);
        }
        self.lines
    }
}

/// The lines of a text with their ends: LF, CR or both.
pub(super) fn inclusive(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = match rest.find(['\r', '\n']) {
            _ if rest.is_empty() => return None,
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, others) = rest.split_at(end);
        rest = others;
        Some(line)
    })
}

/// The line's end: nothing, LF, CR or both.
pub(super) fn end_of(line: &str) -> &str {
    &line[line.trim_end_matches(['\r', '\n']).len()..]
}

/// The size of a part of a text that is read, which is under 4 GiB.
pub(super) fn size(bytes: usize) -> TextSize {
    TextSize::try_from(bytes).expect("a part of a text under 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::pipeline::settle;
    use crate::settings::Settings;

    fn told(lines: &[Line]) -> Vec<String> {
        let line = |line: &Line| -> String {
            let part = |(text, marked): &(String, bool)| match marked {
                true => format!("[{text}]"),
                false => text.clone(),
            };
            line.iter().map(part).collect()
        };
        lines.iter().map(line).collect()
    }

    /// What is shown of the rewrite `own` of a source where others were accepted.
    #[track_caller]
    fn check(source: &str, accepted: &[usize], own: usize, expected: [&[&str]; 4]) {
        let document = Document::read(source.as_bytes()).unwrap();
        let groups = settle(&document, &Settings::default()).unwrap().groups;
        let lines = Lines::new(source);
        let sheet = Sheet {
            text: source,
            lines: &lines,
            accepted: accepted.iter().map(|&at| &groups[at]).collect(),
            passages: Vec::new(),
        };
        let excerpt = sheet.excerpt(&groups[own], 1);
        let found =
            [&excerpt.before, &excerpt.old, &excerpt.new, &excerpt.after].map(|lines| told(lines));
        assert_eq!(found, expected.map(|lines| lines.to_vec()));
    }

    #[test]
    fn what_changes_is_marked() {
        check(
            "a\nx is 'a'\r\nb",
            &[],
            0,
            [&["a"], &["x [is] 'a'"], &["x [==] 'a'"], &["b"]],
        );
        check(
            "x is 'a'",
            &[],
            0,
            [&[], &["x [is] 'a'"], &["x [==] 'a'"], &[]],
        );
    }

    #[test]
    fn what_was_accepted_is_done() {
        let source = "u is 'a'\nx is 'a'; y is 'b'\rz is 'c'\n";
        check(
            source,
            &[0, 1, 3],
            2,
            [
                &["u == 'a'"],
                &["x == 'a'; y [is] 'b'"],
                &["x == 'a'; y [==] 'b'"],
                &["z == 'c'"],
            ],
        );
        check(
            source,
            &[],
            2,
            [
                &["u is 'a'"],
                &["x is 'a'; y [is] 'b'"],
                &["x is 'a'; y [==] 'b'"],
                &["z is 'c'"],
            ],
        );
    }

    #[test]
    fn a_rewrite_of_several_lines() {
        check(
            "f(not (\n  a\n  is b\n))\n",
            &[],
            0,
            [
                &[],
                &["f([not ](", "  a", "  [is] b"],
                &["f((", "  a", "  [is not] b"],
                &["))"],
            ],
        );
    }
}
