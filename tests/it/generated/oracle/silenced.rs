//! Which comparisons a suppression comment counts for.

use super::super::layout::Layout;
use super::super::sheet::{Sheet, Site};
use super::super::statement::Noqa;

/// Which rules a comment silences at a comparison.
#[derive(Debug, Default)]
pub struct Silenced {
    pub f632: bool,
    pub e711: bool,
    pub e712: bool,
    pub e713: bool,
    pub e714: bool,
    pub e721: bool,
    pub sim201: bool,
    pub sim202: bool,
    pub isf001: bool,
    pub isf002: bool,
    pub plw0177: bool,
}

impl Silenced {
    pub fn of(site: &Site, sheet: &Sheet, layout: &Layout, noqa: Option<&Noqa>) -> Self {
        let (Some(noqa), Some(at)) = (noqa, layout.noqa) else {
            return Self::default();
        };
        let rows = Rows::of(sheet, layout);
        let names = |code| noqa.codes.is_empty() || noqa.codes.contains(&code);
        let own = rows.covers(site.own, at);
        let whole = rows.covers(site.whole, at);
        Self {
            f632: own && names("F632"),
            e711: own && names("E711"),
            e712: own && names("E712"),
            e713: whole && names("E713"),
            e714: whole && names("E714"),
            e721: own && names("E721"),
            sim201: whole && names("SIM201"),
            sim202: whole && names("SIM202"),
            isf001: own && names("ISF001"),
            isf002: own && names("ISF002"),
            plw0177: own && names("PLW0177"),
        }
    }
}

/// The physical rows of a text, and which row answers for each.
struct Rows {
    /// First and last row of each token.
    tokens: Vec<[usize; 2]>,
    /// Whether each row goes on in the next, by a backslash or inside a string.
    continued: Vec<bool>,
}

impl Rows {
    fn of(sheet: &Sheet, layout: &Layout) -> Self {
        let mut rows = Self {
            tokens: Vec::new(),
            continued: vec![false],
        };
        for (gap, token) in layout.gaps.iter().zip(&sheet.tokens) {
            let lines: Vec<_> = gap.split('\n').collect();
            for line in &lines[1..] {
                let _ = line;
                rows.continued.push(false);
            }
            let first_of_gap = rows.continued.len() - lines.len();
            for (row, line) in lines.iter().enumerate() {
                if line.ends_with('\\') {
                    rows.continued[first_of_gap + row] = true;
                }
            }
            let first = rows.continued.len() - 1;
            let is_line_end = token.text.starts_with('\n');
            for _ in token.text.matches('\n') {
                *rows.continued.last_mut().expect("never empty") = !is_line_end;
                rows.continued.push(false);
            }
            rows.tokens.push([first, rows.continued.len() - 1]);
        }
        rows
    }

    /// Whether a comment in the gap before the token `at` counts for the tokens in `range`.
    fn covers(&self, range: [usize; 2], at: usize) -> bool {
        // The comment stands on the row where the gap begins: no break comes before it.
        let comment = self.tokens[at - 1][1];
        let [first, last] = [self.tokens[range[0]][0], self.tokens[range[1]][1]];
        (first..=last).any(|row| self.answering(row) == comment)
    }

    fn answering(&self, row: usize) -> usize {
        (row..)
            .find(|&row| !self.continued[row])
            .expect("the last row ends the text")
    }
}
