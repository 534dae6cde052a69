//! `json` and `json-lines`: one array for all, or an entry a line, in ruff's shape, with `evidence`, `group` and `applied` beside it.

pub(super) mod harmless;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use std::path::Path;

use super::{Content, Failure, FileReport, absolute};
use crate::finding::Finding;
use crate::fix::{Applicability, Fix};
use crate::judge::Evidence;
use crate::lines::{Lines, Location};
use crate::rules;

#[derive(Serialize)]
struct Entry<'a> {
    cell: Option<usize>,
    code: &'a str,
    name: &'a str,
    message: &'a str,
    severity: &'a str,
    filename: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    filename_bytes: Option<&'a str>,
    location: Option<Location>,
    end_location: Option<Location>,
    fix: Option<FixEntry<'a>>,
    noqa_row: Option<usize>,
    url: Option<String>,
    evidence: Option<&'a Evidence>,
    group: Option<u32>,
    applied: bool,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    applicability: Applicability,
    message: &'a str,
    edits: Vec<EditEntry<'a>>,
}

#[derive(Serialize)]
struct EditEntry<'a> {
    content: &'a str,
    location: Location,
    end_location: Location,
}

pub(super) fn render(report: &FileReport<'_>, out: &mut Vec<u8>) {
    entries(report, |entry| {
        if !out.is_empty() {
            out.push(b',');
        }
        out.extend_from_slice(b"\n  ");
        harmless::push(entry, out);
    });
}

/// The entries alone, one a line.
pub(super) fn render_lines(report: &FileReport<'_>, out: &mut Vec<u8>) {
    entries(report, |entry| {
        harmless::push(entry, out);
        out.push(b'\n');
    });
}

/// Gives every entry of a file to `take`, in order.
fn entries(report: &FileReport<'_>, mut take: impl FnMut(&Entry<'_>)) {
    match report.content {
        Content::Settled { outcome, .. } if outcome.findings.is_empty() => {}
        Content::Settled {
            document,
            outcome,
            written,
        } => {
            let (name, lines) = (Name::new(report.path), document.lines());
            for finding in &outcome.findings {
                take(&Entry {
                    applied: finding.applied && written,
                    ..found(&name, finding, &lines)
                });
            }
        }
        Content::Failed(failure) => take(&failed(&Name::new(report.path), failure)),
    }
}

fn found<'a>(name: &'a Name, finding: &'a Finding, lines: &Lines<'_>) -> Entry<'a> {
    Entry {
        code: finding.rule.code(),
        name: finding.rule.name(),
        message: &finding.message,
        severity: if finding.is_note { "info" } else { "error" },
        location: Some(lines.location(finding.range.start())),
        end_location: Some(lines.location(finding.range.end())),
        fix: finding.fix.as_ref().map(|fix| fix_entry(fix, lines)),
        noqa_row: Some(finding.noqa_row),
        url: Some(rules::url(finding.rule)),
        evidence: finding.evidence.as_ref(),
        group: finding.fix.as_ref().map(|fix| fix.group),
        ..name.entry()
    }
}

fn fix_entry<'a>(fix: &'a Fix, lines: &Lines<'_>) -> FixEntry<'a> {
    let edits = fix.edits.iter().map(|edit| EditEntry {
        content: &edit.content,
        location: lines.location(edit.range.start()),
        end_location: lines.location(edit.range.end()),
    });
    FixEntry {
        applicability: fix.applicability,
        message: &fix.title,
        edits: edits.collect(),
    }
}

fn failed<'a>(name: &'a Name, failure: &'a Failure) -> Entry<'a> {
    Entry {
        code: failure.kind.name(),
        name: failure.kind.name(),
        message: &failure.message,
        location: failure.location,
        end_location: failure.location,
        ..name.entry()
    }
}

/// A file's name as JSON can hold it.
struct Name {
    text: String,
    /// The name's bytes in base64, where they are no UTF-8.
    bytes: Option<String>,
}

impl Name {
    fn new(path: &Path) -> Self {
        let whole = absolute(path);
        let bytes = whole.as_os_str().as_encoded_bytes();
        let is_text = std::str::from_utf8(bytes).is_ok();
        Self {
            text: whole.to_string_lossy().into_owned(),
            bytes: (!is_text).then(|| BASE64_STANDARD.encode(bytes)),
        }
    }

    /// An entry that says nothing yet but whose it is.
    fn entry(&self) -> Entry<'_> {
        Entry {
            cell: None,
            code: "",
            name: "",
            message: "",
            severity: "error",
            filename: &self.text,
            filename_bytes: self.bytes.as_deref(),
            location: None,
            end_location: None,
            fix: None,
            noqa_row: None,
            url: None,
            evidence: None,
            group: None,
            applied: false,
        }
    }
}
