//! `json` and `json-lines`: one array for all, or an entry a line, in ruff's shape, with `evidence`, `group` and `applied` beside it.

pub(super) mod harmless;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use std::path::Path;

use super::{Failure, FileReport, Found, Told, absolute};
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

/// Entries of an array, on their way.
pub(super) struct Array<'o> {
    /// What stands between two of them.
    pub between: &'static str,
    pub out: &'o mut Vec<u8>,
}

impl Array<'_> {
    /// Appends an entry, behind a line end and so many blanks.
    pub fn push(&mut self, indent: usize, entry: &impl Serialize) {
        if !self.out.is_empty() {
            self.out.extend_from_slice(self.between.as_bytes());
        }
        self.out.push(b'\n');
        self.out.extend(std::iter::repeat_n(b' ', indent));
        harmless::push(entry, self.out);
    }
}

pub(super) fn render(report: &FileReport<'_>, array: &mut Array<'_>) {
    entries(report, |entry| array.push(2, entry));
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
    let name = Name::new(report.path);
    report.each(|told| match told {
        Told::Found(it) => take(&found(&name, it)),
        Told::Failed(failure) => take(&failed(&name, failure)),
    });
}

fn found<'a>(name: &'a Name, it: Found<'_, 'a>) -> Entry<'a> {
    let finding = it.finding;
    Entry {
        code: finding.rule.code(),
        name: finding.rule.name(),
        message: &finding.message,
        severity: if finding.is_note { "info" } else { "error" },
        location: Some(it.start()),
        end_location: Some(it.end()),
        fix: finding.fix.as_ref().map(|fix| fix_entry(fix, it.lines)),
        noqa_row: Some(finding.noqa_row),
        url: Some(rules::url(finding.rule)),
        evidence: finding.evidence.as_ref(),
        group: finding.fix.as_ref().map(|fix| fix.group),
        applied: it.is_fixed(),
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
