//! A passage of source before and after a change: its rows side by side, what differs in each set off.
//!
//! Only the rows at which something changes and their neighbours are looked at, so that a comparison over ten
//! thousand lines, or a line of a megabyte, costs a page no more than any other.

use ruff_text_size::{Ranged, TextRange, TextSize};
use std::borrow::Cow;

use crate::edit::{Edit, Edits};
use crate::lines::Lines;

/// Rows shown before and after one that changes.
const CONTEXT: usize = 2;
/// More rows than this of one change are not shown.
const MOST_ROWS: usize = 60;
/// A line of more bytes than this is cut.
const LONGEST: usize = 400;
/// Bytes that are kept of each end of a part of such a line.
const KEPT: usize = 100;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// On both sides.
    Same(&'t str),
    /// On this side only, or what a finding is about.
    Marked(Cow<'t, str>),
    /// What is not shown of a long line.
    Cut,
}

/// What stands in one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row<'t> {
    /// A line that stays as it is.
    Context {
        /// Its row in the file, from 1.
        number: usize,
        line: Vec<Part<'t>>,
    },
    /// A line before, and what becomes of it; `None` where it goes away.
    Change {
        /// The old line's row in the file, from 1.
        number: usize,
        old: Vec<Part<'t>>,
        new: Option<Vec<Part<'t>>>,
    },
    /// So many lines that stay and are not shown.
    Gap(usize),
    /// What follows is not shown.
    More,
}

/// A text and where its lines are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage<'t, 'l> {
    pub text: &'t str,
    pub lines: &'l Lines<'l>,
}

impl<'t> Passage<'t, '_> {
    /// The rows around some edits, before and after them.
    pub fn changed(&self, edits: &Edits) -> Vec<Row<'t>> {
        let edits: Vec<&Edit> = edits.iter().collect();
        self.rows(&edits)
    }

    /// The rows around a range, and what of them is in it, as if it went away.
    pub fn marked(&self, range: TextRange) -> Vec<Row<'t>> {
        self.rows(&[&Edit::delete(range)])
    }

    fn rows(&self, edits: &[&Edit]) -> Vec<Row<'t>> {
        let mut rows = Vec::new();
        let mut last = None;
        let mut sides = Sides::new(self.text, edits);
        for (first, end) in self.windows(edits) {
            if let Some(last) = last {
                rows.push(Row::Gap(first - last - 1));
            }
            for number in first..=end {
                let next = match number < self.lines.last_row() {
                    true => self.lines.line(number + 1).start(),
                    false => TextSize::of(self.text) + TextSize::from(1),
                };
                sides.line(number, self.lines.line(number), next);
                sides.give_out(&mut rows);
                if rows.len() + sides.olds.len() >= MOST_ROWS {
                    sides.break_off(&mut rows);
                    rows.push(Row::More);
                    return rows;
                }
            }
            last = Some(end);
        }
        sides.break_off(&mut rows);
        rows
    }

    /// The rows to look at, first and last, in order and apart.
    fn windows(&self, edits: &[&Edit]) -> Vec<(usize, usize)> {
        let mut windows: Vec<(usize, usize)> = Vec::new();
        for edit in edits {
            let first = self.lines.row(edit.range.start());
            let end = self.lines.row(edit.range.end());
            let window = (
                first.saturating_sub(CONTEXT).max(1),
                (end + CONTEXT).min(self.last_line()).max(end),
            );
            match windows.last_mut() {
                // A gap of one line would take as much room as the line.
                Some(last) if window.0 <= last.1 + 2 => last.1 = last.1.max(window.1),
                _ => windows.push(window),
            }
        }
        windows
    }

    /// The last row that holds a line: what follows the last line end is none if it is empty.
    fn last_line(&self) -> usize {
        let last = self.lines.last_row();
        let is_empty = self.lines.line(last).is_empty();
        if is_empty { last - 1 } else { last }
    }
}

/// Both sides of a change, line by line.
struct Sides<'t, 'e> {
    text: &'t str,
    /// Those that are not over yet.
    edits: &'e [&'e Edit],
    /// Whether the first of them began on a line before.
    is_within: bool,
    /// Old lines since both sides last ended a line together.
    olds: Vec<(usize, Vec<Part<'t>>)>,
    /// The new line that stands for all of them.
    new: Vec<Part<'t>>,
    is_open: bool,
}

impl<'t, 'e> Sides<'t, 'e> {
    fn new(text: &'t str, edits: &'e [&'e Edit]) -> Self {
        Self {
            text,
            edits,
            is_within: false,
            olds: Vec::new(),
            new: Vec::new(),
            is_open: false,
        }
    }

    /// Takes the next line of the old side; `next` is where the one behind it starts.
    fn line(&mut self, number: usize, line: TextRange, next: TextSize) {
        let mut old = Vec::new();
        let mut at = line.start();
        self.is_open = false;
        while let Some((edit, rest)) = self.edits.split_first() {
            let range = edit.range();
            if range.start() >= next {
                break;
            }
            let start = range.start().clamp(at, line.end());
            self.same(TextRange::new(at, start), &mut old);
            let end = range.end().clamp(start, line.end());
            if start < end {
                old.push(Part::Marked(self.text[TextRange::new(start, end)].into()));
            }
            if !self.is_within && !edit.content.is_empty() {
                self.new.push(Part::Marked(edit.content.clone()));
            }
            at = end;
            self.is_within = range.end() > line.end();
            if self.is_within {
                self.is_open = true;
                break;
            }
            self.edits = rest;
        }
        self.same(TextRange::new(at, line.end()), &mut old);
        self.olds.push((number, old));
    }

    /// What stands on both sides.
    fn same(&mut self, range: TextRange, old: &mut Vec<Part<'t>>) {
        if !range.is_empty() {
            let part = Part::Same(&self.text[range]);
            old.push(part.clone());
            self.new.push(part);
        }
    }

    /// Gives out the rows that are whole: those up to where both sides ended a line.
    fn give_out(&mut self, rows: &mut Vec<Row<'t>>) {
        if !self.is_open {
            self.break_off(rows);
        }
    }

    /// Gives out all there is.
    fn break_off(&mut self, rows: &mut Vec<Row<'t>>) {
        let mut new = Some(std::mem::take(&mut self.new));
        let is_context = |line: &[Part<'_>]| line.iter().all(|part| matches!(part, Part::Same(_)));
        let is_one = self.olds.len() == 1;
        for (number, old) in self.olds.drain(..) {
            let changed = !is_one || new.as_ref().is_none_or(|new| *new != old);
            rows.push(if !changed && is_context(&old) {
                Row::Context {
                    number,
                    line: cut(old),
                }
            } else {
                Row::Change {
                    number,
                    old: cut(old),
                    new: new.take().map(cut),
                }
            });
        }
    }
}

/// A line of which the parts that no eye would read are cut out, if it is long.
fn cut(line: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let length = |part: &Part<'_>| match part {
        Part::Same(text) => text.len(),
        Part::Marked(text) => text.len(),
        Part::Cut => 0,
    };
    if line.iter().map(length).sum::<usize>() <= LONGEST {
        return line;
    }
    let count = line.len();
    let mut parts = Vec::new();
    for (at, part) in line.into_iter().enumerate() {
        match part {
            Part::Same(text) => {
                let begins = if at == 0 && count > 1 { 0 } else { KEPT };
                let ends = if at + 1 == count { 0 } else { KEPT };
                shorten(text, begins, ends, Part::Same, &mut parts);
            }
            Part::Marked(Cow::Borrowed(text)) => {
                let marked = |text| Part::Marked(Cow::Borrowed(text));
                shorten(text, KEPT, KEPT, marked, &mut parts);
            }
            part => parts.push(part),
        }
    }
    parts
}

/// So many bytes of either end of a text, if it has more.
fn shorten<'t>(
    text: &'t str,
    begins: usize,
    ends: usize,
    part: impl Fn(&'t str) -> Part<'t>,
    parts: &mut Vec<Part<'t>>,
) {
    if text.len() <= begins + ends {
        parts.push(part(text));
        return;
    }
    let begin = text.floor_char_boundary(begins);
    let end = text.ceil_char_boundary(text.len() - ends);
    if begin > 0 {
        parts.push(part(&text[..begin]));
    }
    parts.push(Part::Cut);
    if end < text.len() {
        parts.push(part(&text[end..]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows as text: what is marked in brackets, what is cut a `…`, sides with a bar between them.
    fn told(rows: &[Row<'_>]) -> String {
        let line = |line: &[Part<'_>]| -> String {
            let part = |part: &Part<'_>| match part {
                Part::Same(text) => (*text).to_owned(),
                Part::Marked(text) => format!("[{text}]"),
                Part::Cut => "…".to_owned(),
            };
            line.iter().map(part).collect()
        };
        let side =
            |side: &Option<Vec<Part<'_>>>| side.as_ref().map_or("~".to_owned(), |own| line(own));
        let row = |row: &Row<'_>| match row {
            Row::Context { number, line: own } => format!("{number} {}\n", line(own)),
            Row::Change { number, old, new } => {
                format!("{number} {} | {}\n", line(old), side(new))
            }
            Row::Gap(lines) => format!("({lines})\n"),
            Row::More => "(more)\n".to_owned(),
        };
        rows.iter().map(row).collect()
    }

    /// Each edit is given by what it replaces, which stands once in the text, and what it puts there.
    fn check(text: &str, edits: &[(&str, &'static str)], expected: &str) {
        let edit = |(old, new): &(&str, &'static str)| {
            let at = TextSize::try_from(text.find(old).unwrap()).unwrap();
            Edit::replace(TextRange::at(at, TextSize::of(*old)), *new)
        };
        let edits = Edits::new(edits.iter().map(edit).collect());
        let lines = Lines::new(text);
        let passage = Passage {
            text,
            lines: &lines,
        };
        assert_eq!(told(&passage.changed(&edits)), expected);
    }

    #[test]
    fn an_operator_among_its_neighbours() {
        check(
            "1\n2\n3\nx == None\n5\n6\n7\n",
            &[("==", "is")],
            "2 2\n3 3\n4 x [==] None | x [is] None\n5 5\n6 6\n",
        );
        check(
            "x == None",
            &[("==", "is")],
            "1 x [==] None | x [is] None\n",
        );
        check(
            "x == None\n",
            &[("==", "is")],
            "1 x [==] None | x [is] None\n",
        );
    }

    #[test]
    fn several_lines_and_what_lies_between() {
        check(
            "not (a\nis\nb)\n",
            &[("not ", ""), ("is", "is not")],
            "1 [not ](a | (a\n2 [is] | [is not]\n3 b)\n",
        );
        check(
            "not (a\n2\n3\n4\n5\n6\n7\n8\nis\r\nb)\r\n",
            &[("not ", ""), ("is", "is not")],
            "1 [not ](a | (a\n2 2\n3 3\n(3)\n7 7\n8 8\n9 [is] | [is not]\n10 b)\n",
        );
    }

    #[test]
    fn lines_that_go_away_leave_room() {
        check(
            "f(x == \\\n  None)\ny\n",
            &[(" == \\\n  None", ".is_(None)")],
            "1 f(x[ == \\] | f(x[.is_(None)])\n2 [  None]) | ~\n3 y\n",
        );
    }

    #[test]
    fn long_lines_and_many_are_cut() {
        let text = format!("{0} == {0}\n", "é".repeat(300));
        let kept = "é".repeat(50);
        let line = |op| format!("…{kept} [{op}] {kept}…");
        let rows = format!("1 {} | {}\n", line("=="), line("is"));
        // A space is one byte of the hundred.
        let rows = rows.replace(&format!("{kept} "), &format!("{} ", "é".repeat(49)));
        let rows = rows.replace(&format!(" {kept}"), &format!(" {}", "é".repeat(49)));
        check(&text, &[("==", "is")], &rows);
        let text = format!("not ({}x\nis y)\n", "a +\n".repeat(100_000));
        let lines = Lines::new(&text);
        let passage = Passage {
            text: &text,
            lines: &lines,
        };
        let all = TextRange::up_to(TextSize::of(&*text));
        let rows = passage.marked(all);
        assert_eq!((rows.len(), rows.last()), (MOST_ROWS + 1, Some(&Row::More)));
    }
}
