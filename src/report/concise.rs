//! `concise`: one line a finding.

use super::styled::{NOTE, Styled};
use super::{Content, Failure, FileReport, fix_word, heading};
use crate::diff::Look;
use crate::finding::Finding;
use crate::palette::CODE;

pub(super) fn render(report: &FileReport<'_>, look: Look, out: &mut Vec<u8>) {
    let mut line = Styled { look, out };
    match report.content {
        Content::Settled {
            document,
            outcome,
            written,
        } => {
            let lines = document.lines();
            for finding in &outcome.findings {
                let place = lines.location(finding.range.start());
                line.place(report.path, heading(report.path, Some(place)));
                line.put(": ");
                said(finding, written, &mut line);
            }
        }
        Content::Failed(failure) => {
            line.place(report.path, heading(report.path, failure.location));
            line.put(": ");
            failed(failure, &mut line);
        }
    }
}

/// What is said of a finding, behind its place.
pub(super) fn said(finding: &Finding, written: bool, line: &mut Styled<'_>) {
    line.code(finding);
    line.put(" ");
    if finding.is_note {
        line.styled(NOTE, "note:");
        line.put(" ");
    }
    line.visible(&finding.message);
    match fix_word(finding, written) {
        "" => {}
        word => line.put(format_args!(" [{word}]")),
    }
    line.put("\n");
}

/// What is said of a file that failed, behind its place.
pub(super) fn failed(failure: &Failure, line: &mut Styled<'_>) {
    line.styled(CODE, failure.kind.name());
    line.put(": ");
    // The parser quotes what it stumbles over.
    line.visible(&failure.message);
    line.put("\n");
}
