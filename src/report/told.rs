//! What a report tells of a file, one thing after the other.

use super::{Content, Failure, FileReport, fix_word};
use crate::document::Document;
use crate::finding::Finding;
use crate::lines::{Lines, Location};

impl<'a> FileReport<'a> {
    /// Gives out all that is to be told of the file, in order.
    pub(super) fn each(&self, mut take: impl FnMut(Told<'_, 'a>)) {
        match self.content {
            Content::Settled { outcome, .. } if outcome.findings.is_empty() => {}
            Content::Settled {
                document,
                outcome,
                written,
            } => {
                let lines = &document.lines();
                for finding in &outcome.findings {
                    take(Told::Found(Found {
                        finding,
                        document,
                        lines,
                        written,
                    }));
                }
            }
            Content::Failed(failure) => take(Told::Failed(failure)),
        }
    }
}

/// One thing that is told of a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Told<'r, 'a> {
    Found(Found<'r, 'a>),
    Failed(&'a Failure),
}

impl Told<'_, '_> {
    /// Where it stands, if it has a place.
    pub fn place(&self) -> Option<Location> {
        match self {
            Self::Found(found) => Some(found.start()),
            Self::Failed(failure) => failure.location,
        }
    }
}

/// A finding, and what it is told by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'r, 'a> {
    pub finding: &'a Finding,
    pub document: &'a Document<'a>,
    /// The document's.
    pub lines: &'r Lines<'a>,
    /// Whether what was applied was also written.
    pub written: bool,
}

impl Found<'_, '_> {
    pub fn start(&self) -> Location {
        self.lines.location(self.finding.range.start())
    }

    pub fn end(&self) -> Location {
        self.lines.location(self.finding.range.end())
    }

    /// What became of its fix, in a word or two; empty where it has none.
    pub fn fix_word(&self) -> &'static str {
        fix_word(self.finding, self.written)
    }

    /// Whether nothing is left to do: it is right as it stands, or is so now.
    pub fn is_done(&self) -> bool {
        self.finding.is_note || self.is_fixed()
    }

    /// Whether its fix was written.
    pub fn is_fixed(&self) -> bool {
        self.finding.applied && self.written
    }
}
