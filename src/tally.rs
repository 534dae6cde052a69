//! What a run comes to, counted: files, findings, fixes, failures.

mod folders;
mod shares;

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::finding::Finding;
use crate::judge::Witness;
pub use folders::Folders;
pub use shares::{Share, Shares};

/// Counts of one file, or of all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files that the walk gave.
    pub seen: usize,
    /// Of these, dismissed by the byte scan.
    pub scanned_only: usize,
    /// Of these, parsed.
    pub parsed: usize,
    /// Of these, changed, or to be changed where nothing is written.
    pub changed: usize,
    /// Of these, not read as Python: bytes that do not decode, syntax, nesting.
    pub unread: usize,
    /// Files, folders and fixes that failed: reading, writing, internal faults.
    pub failed: usize,
    /// Reports, patch files and standard output that did not get all that they were to get.
    pub incomplete: usize,
    /// Comparisons judged without types, for inference failed on them.
    pub uninferred: usize,
    /// Findings that were given suppression comments, or would be; they are counted nowhere else.
    pub suppressed: usize,
    /// By code.
    pub rules: BTreeMap<&'static str, RuleTally>,
    /// By folder, where a report asks for it.
    pub folders: Folders,
}

/// Counts of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleTally {
    /// Findings and notes, by what becomes of them.
    pub shares: Shares,
    /// Notes whose unsafe fix is held back.
    pub offered: usize,
    /// Findings and notes that were judged, by verdict and witness.
    pub judged: BTreeMap<(&'static str, Option<&'static str>), usize>,
}

impl Tally {
    /// Counts one file's findings.
    pub fn count(&mut self, findings: &[Finding]) {
        for finding in findings {
            let rule = self.rules.entry(finding.rule.code()).or_default();
            rule.count(finding);
        }
    }

    /// All rules together.
    pub fn total(&self) -> RuleTally {
        let mut total = RuleTally::default();
        self.rules.values().for_each(|rule| total += rule);
        total
    }
}

impl RuleTally {
    fn count(&mut self, finding: &Finding) {
        if let Some(evidence) = &finding.evidence {
            let witness = evidence.witness.map(Witness::name);
            let judged = self.judged.entry((evidence.verdict.name(), witness));
            *judged.or_default() += 1;
        }
        self.shares += Share::of(finding);
        self.offered += usize::from(finding.is_note && finding.held_back);
    }

    /// Unsafe fixes that wait for `--unsafe-fixes`, those of notes among them.
    pub fn waiting(&self) -> usize {
        self.shares.get(Share::HeldBack) + self.offered
    }
}

impl AddAssign<&RuleTally> for RuleTally {
    fn add_assign(&mut self, other: &Self) {
        let Self {
            shares,
            offered,
            judged,
        } = other;
        self.shares += *shares;
        self.offered += offered;
        for (&key, count) in judged {
            *self.judged.entry(key).or_default() += count;
        }
    }
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Self) {
        let Self {
            seen,
            scanned_only,
            parsed,
            changed,
            unread,
            failed,
            incomplete,
            uninferred,
            suppressed,
            rules,
            folders,
        } = other;
        self.folders += folders;
        self.suppressed += suppressed;
        self.uninferred += uninferred;
        self.seen += seen;
        self.scanned_only += scanned_only;
        self.parsed += parsed;
        self.changed += changed;
        self.unread += unread;
        self.failed += failed;
        self.incomplete += incomplete;
        for (code, rule) in rules {
            *self.rules.entry(code).or_default() += rule;
        }
    }
}
