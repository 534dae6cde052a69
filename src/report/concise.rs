//! `concise`: one line a finding.

use super::styled::{NOTE, Styled};
use super::{Failure, FileReport, Found, Told, heading};
use crate::diff::Look;
use crate::palette::CODE;

pub(super) fn render(report: &FileReport<'_>, look: Look, out: &mut Vec<u8>) {
    let mut line = Styled { look, out };
    report.each(|told| {
        line.place(report.path, heading(report.path, told.place()));
        line.put(": ");
        said(told, &mut line);
    });
}

/// What is said of it, behind its place.
pub(super) fn said(told: Told<'_, '_>, line: &mut Styled<'_>) {
    match told {
        Told::Found(it) => found(it, line),
        Told::Failed(failure) => failed(failure, line),
    }
}

fn found(it: Found<'_, '_>, line: &mut Styled<'_>) {
    let finding = it.finding;
    line.code(finding);
    line.put(" ");
    if finding.is_note {
        line.styled(NOTE, "note:");
        line.put(" ");
    }
    line.visible(&finding.message);
    match it.fix_word() {
        "" => {}
        word => line.put(format_args!(" [{word}]")),
    }
    line.put("\n");
}

fn failed(failure: &Failure, line: &mut Styled<'_>) {
    line.styled(CODE, failure.kind.name());
    line.put(": ");
    // The parser quotes what it stumbles over.
    line.visible(&failure.message);
    line.put("\n");
}
