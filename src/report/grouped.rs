//! `grouped`: the findings of each file under its name.

use super::styled::Styled;
use super::{Content, FileReport, concise, heading};
use crate::diff::Look;
use crate::lines::Location;

pub(super) fn render(report: &FileReport<'_>, look: Look, out: &mut Vec<u8>) {
    let mut page = Styled { look, out };
    match report.content {
        Content::Settled { outcome, .. } if outcome.findings.is_empty() => {}
        Content::Settled {
            document,
            outcome,
            written,
        } => {
            name(report, &mut page);
            let lines = document.lines();
            let findings = outcome.findings.iter();
            let places: Vec<String> = findings
                .map(|finding| place(lines.location(finding.range.start())))
                .collect();
            let width = places.iter().map(String::len).max().unwrap_or_default();
            for (finding, place) in outcome.findings.iter().zip(places) {
                page.put(format_args!("  {place:<width$}  "));
                concise::said(finding, written, &mut page);
            }
            page.put("\n");
        }
        Content::Failed(failure) => {
            name(report, &mut page);
            page.put("  ");
            if let Some(location) = failure.location {
                page.put(format_args!("{}  ", place(location)));
            }
            concise::failed(failure, &mut page);
            page.put("\n");
        }
    }
}

fn name(report: &FileReport<'_>, page: &mut Styled<'_>) {
    page.place(report.path, heading(report.path, None));
    page.put(":\n");
}

fn place(Location { row, column }: Location) -> String {
    format!("{row}:{column}")
}
