//! `grouped`: the findings of each file under its name.

use super::styled::Styled;
use super::{FileReport, concise, heading};
use crate::diff::Look;
use crate::lines::Location;

pub(super) fn render(report: &FileReport<'_>, look: Look, out: &mut Vec<u8>) {
    // Where each stands, and what is said of it.
    let mut rows: Vec<(String, Vec<u8>)> = Vec::new();
    report.each(|told| {
        let mut said = Vec::new();
        concise::said(
            told,
            &mut Styled {
                look,
                out: &mut said,
            },
        );
        rows.push((told.place().map_or_else(String::new, place), said));
    });
    let Some(width) = rows.iter().map(|(place, _)| place.len()).max() else {
        return;
    };
    let mut page = Styled { look, out };
    page.place(report.path, heading(report.path, None));
    page.put(":\n");
    for (place, said) in rows {
        match place.is_empty() {
            true => page.put("  "),
            false => page.put(format_args!("  {place:<width$}  ")),
        }
        page.out.extend(said);
    }
    page.put("\n");
}

fn place(Location { row, column }: Location) -> String {
    format!("{row}:{column}")
}
