//! `gitlab`: one array in the shape of GitLab's Code Quality reports.
//!
//! GitLab asks for `description`, `check_name`, `fingerprint`, `severity`, `location.path` and
//! `location.lines.begin`, passes over what else there is, and compares the reports of two branches by
//! fingerprints, of which it keeps one of each.

use serde::Serialize;
use std::borrow::Cow;

use super::json::harmless;
use super::{Content, Failure, FileReport, fix_word};
use crate::finding::Finding;
use crate::lines::{Lines, Location};

#[derive(Serialize)]
struct Entry<'a> {
    description: Cow<'a, str>,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Place<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    lines: Range<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<Range<Position>>,
}

#[derive(Serialize)]
struct Range<T> {
    begin: T,
    end: T,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

pub(super) fn render(report: &FileReport<'_>, out: &mut Vec<u8>) {
    let mut put = |entry: &Entry<'_>| {
        if !out.is_empty() {
            out.push(b',');
        }
        out.extend_from_slice(b"\n  ");
        harmless::push(entry, out);
    };
    let bytes = report.name_for_programs();
    let path = &String::from_utf8_lossy(&bytes);
    match report.content {
        Content::Settled {
            document,
            outcome,
            written,
        } => {
            let lines = document.lines();
            for finding in &outcome.findings {
                put(&Entry {
                    description: description(finding, written),
                    check_name: finding.rule.code(),
                    fingerprint: finding.mark.fingerprint(finding.rule.code(), &bytes),
                    severity: severity(finding, written),
                    location: place(path, finding, &lines),
                });
            }
        }
        Content::Failed(failure) => put(&failed(&bytes, path, failure)),
    }
}

fn description(finding: &Finding, written: bool) -> Cow<'_, str> {
    let said = &finding.message;
    match fix_word(finding, written) {
        "" => said.into(),
        word => format!("{said} [{word}]").into(),
    }
}

/// What is right as it stands, or is so now, is told and no more.
fn severity(finding: &Finding, written: bool) -> &'static str {
    if finding.is_note || finding.applied && written {
        "info"
    } else {
        "major"
    }
}

fn place<'a>(path: &'a str, finding: &Finding, lines: &Lines<'_>) -> Place<'a> {
    let begin = lines.location(finding.range.start());
    let end = lines.location(finding.range.end());
    let position = |Location { row: line, column }| Position { line, column };
    Place {
        path,
        lines: Range {
            begin: begin.row,
            end: end.row,
        },
        positions: Some(Range {
            begin: position(begin),
            end: position(end),
        }),
    }
}

fn failed<'a>(bytes: &[u8], path: &'a str, failure: &'a Failure) -> Entry<'a> {
    let row = failure.location.map_or(1, |location| location.row);
    Entry {
        description: Cow::Borrowed(&failure.message),
        check_name: failure.kind.name(),
        fingerprint: failure.fingerprint(bytes),
        severity: "critical",
        location: Place {
            path,
            lines: Range {
                begin: row,
                end: row,
            },
            positions: None,
        },
    }
}
