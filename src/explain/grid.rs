//! Tables in columns that fit a width, cells wrapped where they must be.

use textwrap::core::display_width;

use super::terminal::wrap;

/// What stands between columns.
const GAP: &str = "  ";

/// A table's rows, the head first; cells with escapes, not wrapped yet.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
}

impl Grid {
    /// Adds a cell to the row at hand.
    pub fn cell(&mut self, cell: String) {
        self.row.push(cell);
    }

    /// Ends the row at hand.
    pub fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// The table's lines, in so many columns of a terminal; where its longest words are too many, its rows one
    /// below the other.
    pub fn lines(&self, width: usize) -> Vec<String> {
        let widths = self.widths(width);
        let gaps = GAP.len() * widths.len().saturating_sub(1);
        if widths.iter().sum::<usize>() + gaps > width {
            return self.stacked(width);
        }
        let mut lines = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let cells: Vec<Vec<String>> = row
                .iter()
                .zip(&widths)
                .map(|(cell, &width)| wrap(cell, textwrap::Options::new(width)))
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or_default();
            lines.extend((0..height).map(|line| {
                let parts: Vec<String> = cells
                    .iter()
                    .zip(&widths)
                    .map(|(cell, &width)| padded(cell.get(line).map_or("", String::as_str), width))
                    .collect();
                parts.join(GAP)
            }));
            if at == 0 {
                let rules: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
                lines.push(rules.join(GAP));
            }
        }
        lines
    }

    /// Each row as lines of its own: its first cell, and below it the others, each behind the head of its column.
    fn stacked(&self, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let Some((head, rows)) = self.rows.split_first() else {
            return lines;
        };
        for row in rows {
            for (at, (cell, name)) in row.iter().zip(head).enumerate() {
                let (first, text) = match at {
                    0 => ("", cell.clone()),
                    _ => (GAP, format!("{name}: {cell}")),
                };
                let options = textwrap::Options::new(width)
                    .initial_indent(first)
                    .subsequent_indent("    ");
                lines.extend(wrap(&text, options));
            }
        }
        lines
    }

    /// How wide each column is: as wide as it needs, or where that is too much, the widest narrowed
    /// first, but none below its longest word.
    fn widths(&self, width: usize) -> Vec<usize> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let most = |measure: &dyn Fn(&str) -> usize| -> Vec<usize> {
            let cells = |column: usize| self.rows.iter().filter_map(move |row| row.get(column));
            (0..columns)
                .map(|column| {
                    cells(column)
                        .map(|cell| measure(cell))
                        .max()
                        .unwrap_or_default()
                })
                .collect()
        };
        let least = most(&|cell| cell.split(' ').map(display_width).max().unwrap_or_default());
        let mut widths = most(&display_width);
        let gaps = GAP.len() * columns.saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > width {
            let can_shrink = (0..columns).filter(|&column| widths[column] > least[column]);
            match can_shrink.max_by_key(|&column| widths[column]) {
                Some(column) => widths[column] -= 1,
                None => break,
            }
        }
        widths
    }
}

fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(display_width(text));
    format!("{text}{}", " ".repeat(missing))
}
