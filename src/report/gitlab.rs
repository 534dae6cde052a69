//! `gitlab`: one array in the shape of GitLab's Code Quality reports.
//!
//! GitLab asks for `description`, `check_name`, `fingerprint`, `severity`, `location.path` and
//! `location.lines.begin`, passes over what else there is, and compares the reports of two branches by
//! fingerprints, of which it keeps one of each.

use serde::Serialize;
use std::borrow::Cow;

use super::json::Array;
use super::{Failure, FileReport, Found, Told};
use crate::lines::Location;

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

pub(super) fn render(report: &FileReport<'_>, array: &mut Array<'_>) {
    let bytes = report.name_for_programs();
    let path = &String::from_utf8_lossy(&bytes);
    report.each(|told| {
        let entry = match told {
            Told::Found(it) => found(&bytes, path, it),
            Told::Failed(failure) => failed(&bytes, path, failure),
        };
        array.push(2, &entry);
    });
}

fn found<'a>(bytes: &[u8], path: &'a str, it: Found<'_, 'a>) -> Entry<'a> {
    let (finding, code) = (it.finding, it.finding.rule.code());
    Entry {
        description: description(it),
        check_name: code,
        fingerprint: finding.mark.fingerprint(code, bytes),
        // What is right as it stands, or is so now, is told and no more.
        severity: if it.is_done() { "info" } else { "major" },
        location: place(path, it),
    }
}

fn description<'a>(it: Found<'_, 'a>) -> Cow<'a, str> {
    let said = &it.finding.message;
    match it.fix_word() {
        "" => said.into(),
        word => format!("{said} [{word}]").into(),
    }
}

fn place<'a>(path: &'a str, it: Found<'_, '_>) -> Place<'a> {
    let (begin, end) = (it.start(), it.end());
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
