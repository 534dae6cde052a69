//! `concise`: one line a finding.

use std::io::Write;

use super::{FileReport, fix_word, heading};
use crate::diff::{Look, push_visible};

pub(super) fn render(report: &FileReport<'_>, _look: Look, out: &mut Vec<u8>) {
    match report {
        FileReport::Settled {
            path,
            document,
            outcome,
            written,
        } => {
            let lines = document.lines();
            for finding in &outcome.findings {
                let place = heading(path, Some(lines.location(finding.range.start())));
                let note = if finding.is_note { "note: " } else { "" };
                let fix = match fix_word(finding, *written) {
                    "" => String::new(),
                    word => format!(" [{word}]"),
                };
                let line = format!(
                    "{place}: {} {note}{}{fix}",
                    finding.rule.code(),
                    finding.message
                );
                push_line(&line, out);
            }
        }
        FileReport::Failed { path, failure } => {
            let place = heading(path, failure.location);
            push_line(
                &format!("{place}: {}: {}", failure.kind.name(), failure.message),
                out,
            );
        }
    }
}

fn push_line(line: &str, out: &mut Vec<u8>) {
    push_visible(line.as_bytes(), out);
    writeln!(out).expect("a vector takes every byte");
}
