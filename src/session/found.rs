//! A finding as a program is given it: with places in place of offsets, and nothing borrowed.

use super::Settled;
use crate::document::Document;
use crate::finding::Finding;
use crate::fix::{Applicability, Fix};
use crate::judge::Evidence;
use crate::lines::{Lines, Location};
use crate::rules;

/// A finding that stands alone. Rows count from 1, columns from 1 in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The code of what is found: `E711`.
    pub code: &'static str,
    /// Its name: `none-comparison`.
    pub name: &'static str,
    /// What is wrong, in a sentence or two.
    pub message: String,
    /// Where it begins.
    pub location: Location,
    /// Where it ends: behind its last character.
    pub end_location: Location,
    /// The rewrite it is part of, if there is one.
    pub fix: Option<FoundFix>,
    /// What the judge said, where it was asked.
    pub evidence: Option<Evidence>,
    /// Whether it is right as it stands, and only remarked upon.
    pub is_note: bool,
    /// The row where a `# noqa` for it would be put.
    pub noqa_row: usize,
    /// Whether its fix is in the result.
    pub applied: bool,
    /// Where its page stands.
    pub url: String,
}

/// A rewrite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFix {
    /// How sure it is.
    pub applicability: Applicability,
    /// What it does, in the imperative.
    pub message: String,
    /// What it puts where, in source order.
    pub edits: Vec<FoundEdit>,
    /// Findings of a source that bear the same number share one rewrite, to be applied once.
    pub group: u32,
}

/// A piece of a rewrite: what stands between the places gives way to the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundEdit {
    /// What is put there.
    pub content: String,
    /// From here.
    pub location: Location,
    /// Up to here.
    pub end_location: Location,
}

impl Found {
    /// What was found in a document.
    pub fn all(document: &Document<'_>, findings: &[Finding]) -> Vec<Self> {
        if findings.is_empty() {
            return Vec::new();
        }
        let lines = document.lines();
        findings.iter().map(|it| Self::new(it, &lines)).collect()
    }

    /// How many bytes its texts have.
    pub fn text_length(&self) -> usize {
        let fix = self.fix.as_ref().map_or(0, |fix| {
            let contents = fix.edits.iter().map(|it| it.content.len());
            fix.message.len() + contents.sum::<usize>()
        });
        let evidence = self.evidence.as_ref().map_or(0, |it| it.reason.len());
        self.message.len() + self.url.len() + fix + evidence
    }

    /// About how many bytes of memory it takes.
    pub fn size(&self) -> usize {
        let edits = self.fix.as_ref().map_or(0, |it| it.edits.len());
        size_of::<Self>() + edits * size_of::<FoundEdit>() + self.text_length()
    }

    fn new(finding: &Finding, lines: &Lines<'_>) -> Self {
        Self {
            code: finding.rule.code(),
            name: finding.rule.name(),
            message: finding.message.clone(),
            location: lines.location(finding.range.start()),
            end_location: lines.location(finding.range.end()),
            fix: finding.fix.as_ref().map(|fix| FoundFix::new(fix, lines)),
            evidence: finding.evidence.clone(),
            is_note: finding.is_note,
            noqa_row: finding.noqa_row,
            applied: finding.applied,
            url: rules::url(finding.rule),
        }
    }
}

impl Settled {
    /// About how many bytes of memory it takes.
    pub fn size(&self) -> usize {
        let findings: usize = self.findings.iter().map(Found::size).sum();
        findings + self.result.as_ref().map_or(0, Vec::len)
    }
}

impl FoundFix {
    fn new(fix: &Fix, lines: &Lines<'_>) -> Self {
        let edits = fix.edits.iter().map(|edit| FoundEdit {
            content: edit.content.clone().into_owned(),
            location: lines.location(edit.range.start()),
            end_location: lines.location(edit.range.end()),
        });
        Self {
            applicability: fix.applicability,
            message: fix.title.clone(),
            edits: edits.collect(),
            group: fix.group,
        }
    }
}
