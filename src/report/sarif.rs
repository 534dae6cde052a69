//! `sarif`: SARIF 2.1.0, the interchange format of static analysis, as code scanning takes it.
//!
//! Section numbers are those of the OASIS standard. A finding is a result; so is a file that is no Python,
//! for that is a condition of what was looked at, and code scanning shows nothing but results. What the
//! system or isfix failed at is a condition of the run (3.58): a notification, and the execution was no
//! success. Suppressed findings are not told.

mod fix;
mod place;
mod rules;

use serde::Serialize;
use std::collections::BTreeMap;

use super::json::{Array, harmless};
use super::{Failed, Failure, FailureKind, FileReport, Found, Run, Told};
use crate::fingerprint;
use crate::judge::Evidence;
use crate::tally::Tally;
use fix::FixEntry;
use place::{Artifact, Location, Region};
use rules::Reporting;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The folder that names are taken from, by the word that GitHub knows for a checkout.
const ROOT: &str = "%SRCROOT%";

/// A message (3.11).
#[derive(Serialize)]
struct Message {
    text: String,
}

impl Message {
    /// Text as it is, in which nothing becomes a placeholder (3.11.5) or a link (3.11.6).
    fn new(text: &str) -> Self {
        let text = if text.contains("](") {
            text.replace('[', "\\[").replace(']', "\\]")
        } else {
            text.to_owned()
        };
        let text = text.replace('{', "{{").replace('}', "}}");
        Self { text }
    }
}

/// What stands before the results.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    tool: Tool,
    /// Columns are those of [`crate::lines::Location`].
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    original_uri_base_ids: BTreeMap<&'static str, Artifact>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Reporting>,
    notifications: Vec<Reporting>,
}

/// A result (3.27).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result<'a> {
    rule_id: &'a str,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[FixEntry<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'a>>,
}

/// What SARIF has no place for.
#[derive(Serialize)]
struct Properties<'a> {
    /// `verdict`, `witness` and `reason`.
    #[serde(flatten)]
    evidence: Option<&'a Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    applicability: Option<crate::fix::Applicability>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<u32>,
    applied: bool,
}

/// An invocation (3.20): how the run went.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    exit_signal_number: Option<i32>,
    tool_execution_notifications: Vec<Notification>,
}

/// A notification (3.58).
#[derive(Serialize)]
struct Notification {
    descriptor: Reference,
    level: &'static str,
    message: Message,
    locations: [Location<'static>; 1],
}

/// Which descriptor something is of (3.52).
#[derive(Serialize)]
struct Reference {
    id: &'static str,
    index: usize,
}

/// Everything up to the first result.
pub(super) fn opening(run: &Run) -> Vec<u8> {
    let root = run.root.iter();
    let base = root.map(|root| (ROOT, Artifact::folder(&root.folder)));
    let head = Head {
        tool: Tool {
            driver: Driver {
                name: "isfix",
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: "https://docs.rs/isfix",
                rules: rules::rules(),
                notifications: rules::notifications(),
            },
        },
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        original_uri_base_ids: base.collect(),
    };
    let mut out =
        format!("{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[\n").into_bytes();
    harmless::push(&head, &mut out);
    // The object goes on.
    out.pop();
    out.extend_from_slice(b",\n\"results\":[");
    out
}

/// Everything behind the last result.
pub(super) fn closing(run: &Run, tally: &Tally) -> Vec<u8> {
    let of_the_run = |failed: &&Failed| failed.failure.kind != FailureKind::Syntax;
    let failures = run.failures.iter().filter(of_the_run);
    let invocation = Invocation {
        execution_successful: tally.failed + tally.incomplete == 0 && run.stopped_by.is_none(),
        exit_signal_number: run.stopped_by,
        tool_execution_notifications: failures.map(notification).collect(),
    };
    let mut out = b"\n],\n\"invocations\":[".to_vec();
    harmless::push(&invocation, &mut out);
    out.extend_from_slice(b"]}\n]}\n");
    out
}

pub(super) fn render(report: &FileReport<'_>, array: &mut Array<'_>) {
    let artifact = Artifact::file(report.path, report.name);
    let name = report.name_for_programs();
    report.each(|told| match told {
        Told::Found(it) => array.push(0, &found(&artifact, &name, it)),
        Told::Failed(failure) if failure.kind == FailureKind::Syntax => {
            array.push(0, &no_python(&artifact, &name, failure));
        }
        Told::Failed(_) => {}
    });
}

fn found<'a>(artifact: &Artifact, name: &[u8], it: Found<'_, 'a>) -> Result<'a> {
    let finding = it.finding;
    let rule = finding.rule;
    let fix = finding.fix.as_ref();
    Result {
        rule_id: rule.code(),
        rule_index: rules::index(rule.code()),
        // A kind other than this must have no level (3.27.10), and a note is to be shown as one.
        kind: "fail",
        level: if finding.is_note { "note" } else { "error" },
        message: Message::new(&finding.message),
        locations: [Location::new(
            artifact,
            Some(Region::new(finding.range, it.lines)),
            &finding.mark.scope,
        )],
        partial_fingerprints: partial(finding.mark.fingerprint(rule.code(), name)),
        fixes: fix.map(|fix| [FixEntry::new(fix, artifact, it.lines)]),
        properties: Some(Properties {
            evidence: finding.evidence.as_ref(),
            applicability: fix.map(|fix| fix.applicability),
            group: fix.map(|fix| fix.group),
            applied: it.is_fixed(),
        }),
    }
}

fn no_python(artifact: &Artifact, name: &[u8], failure: &Failure) -> Result<'static> {
    let code = failure.kind.name();
    Result {
        rule_id: code,
        rule_index: rules::index(code),
        kind: "fail",
        level: "error",
        message: Message::new(&failure.message),
        locations: [Location::new(
            artifact,
            failure.location.map(Region::at),
            "",
        )],
        partial_fingerprints: partial(failure.fingerprint(name)),
        fixes: None,
        properties: None,
    }
}

fn partial(print: String) -> BTreeMap<&'static str, String> {
    BTreeMap::from([(fingerprint::VERSION, print)])
}

fn notification(failed: &Failed) -> Notification {
    let Failed {
        path,
        name,
        failure,
    } = failed;
    let artifact = Artifact::file(path, name.as_deref());
    Notification {
        descriptor: Reference {
            id: failure.kind.name(),
            index: rules::notification_index(failure.kind),
        },
        level: "error",
        message: Message::new(&failure.message),
        locations: [Location::new(
            &artifact,
            failure.location.map(Region::at),
            "",
        )],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_text() {
        for (text, told) in [
            ("a plain [one] (two)", "a plain [one] (two)"),
            ("{0} and {}", "{{0}} and {{}}"),
            (
                "a [b](https://example.org)",
                "a \\[b\\](https://example.org)",
            ),
            ("[{](1)", "\\[{{\\](1)"),
        ] {
            assert_eq!(Message::new(text).text, told);
        }
    }
}
