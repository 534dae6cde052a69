//! What was accepted lands: proved, written and reported, file by file; or, where a review ends before its
//! time, is kept as a patch.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::ahead::Asked;
use super::by_hand::HandEdit;
use super::review::{Choice, Review};
use crate::cli::done::Done;
use crate::cli::job::Job;
use crate::diff::{Diff, Look};
use crate::document::Document;
use crate::finding::Finding;
use crate::pipeline::{self, Chosen, NotChosen, Passage};
use crate::report::Failure;
use crate::settle::Group;
use crate::write::{self, WriteError};

/// What was accepted of one file.
#[derive(Debug, Default)]
pub(super) struct Accepted<'r> {
    pub groups: Vec<&'r Group>,
    pub passages: Vec<Passage>,
    /// The numbers of the groups that a passage stands for.
    by_hand: HashSet<u32>,
    /// How many hunks were edited.
    edited: usize,
}

/// What came of one file.
#[derive(Debug, Default)]
pub(super) struct Landed {
    pub done: Done,
    /// How many hunks were applied as they were.
    pub applied: usize,
    /// How many were edited.
    pub edited: usize,
}

impl<'r> Accepted<'r> {
    /// What was accepted of a file whose first hunk is `first`, `but` one aside.
    pub fn of(
        asked: &'r Asked,
        first: usize,
        review: &Review<HandEdit>,
        but: Option<usize>,
    ) -> Self {
        let mut accepted = Self::default();
        for (at, group) in (first..).zip(&asked.outcome.groups) {
            match review.choice(at) {
                _ if Some(at) == but => {}
                Choice::Apply => accepted.groups.push(group),
                Choice::Leave => {}
                Choice::Within => drop(accepted.by_hand.insert(group.number)),
                Choice::Edited(edit) => {
                    accepted.edited += 1;
                    accepted.by_hand.insert(group.number);
                    accepted.passages.extend(edit.passages.iter().cloned());
                }
            }
        }
        accepted
            .passages
            .sort_by_key(|passage| passage.range.start());
        accepted
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.edited == 0
    }

    /// What it comes to.
    pub fn settle(&self, document: &Document<'_>) -> Result<Chosen, NotChosen> {
        pipeline::settle_chosen(document, &self.groups, &self.passages)
    }
}

/// Writes what was accepted of a file and tells what came of it; `closed` says why nothing can be.
pub(super) fn land(
    job: &Job,
    asked: &Asked,
    accepted: &Accepted<'_>,
    closed: Option<&str>,
) -> Landed {
    let mut landed = Landed::default();
    landed.done.tally = asked.done.tally.clone();
    let outcome = &asked.outcome;
    let has_to_show = job.reports() || !outcome.faults.is_empty();
    let applied = match closed {
        Some(reason) => Err(reason.to_owned()),
        None if accepted.is_empty() && !has_to_show => {
            landed.done.tally.count(&left(&outcome.findings));
            Ok(())
        }
        None => apply(job, asked, accepted, &mut landed),
    };
    if let Err(reason) = applied {
        // Without the text that it was found in nothing can be shown, so nothing is counted either.
        let faults = outcome.faults.iter().map(Failure::from);
        for failure in faults.chain([Failure::io(reason)]) {
            job.fail(&asked.path, &failure, &mut landed.done);
        }
    }
    landed
}

/// As found, and none applied.
fn left(findings: &[Finding]) -> Vec<Finding> {
    let leave = |finding: &Finding| Finding {
        applied: false,
        ..finding.clone()
    };
    findings.iter().map(leave).collect()
}

/// Applies what was accepted of a file, writes and reports it.
fn apply(
    job: &Job,
    asked: &Asked,
    accepted: &Accepted<'_>,
    landed: &mut Landed,
) -> Result<(), String> {
    let bytes = asked.read()?;
    let document = asked.document(job, &bytes)?;
    let chosen = accepted
        .settle(&document)
        .map_err(|error| format!("left alone: {error}"))?;
    let resolved = resolved(job, asked, accepted, &chosen);
    let group = |finding: &Finding| finding.fix.as_ref().map(|fix| fix.group);
    let mut outcome = asked.outcome.clone();
    // What the user wrote is no fix of ours, and no report says that it is.
    let findings = outcome.findings.into_iter();
    (outcome.rewritten, outcome.findings) =
        findings.partition(|it| group(it).is_some_and(|it| resolved.contains(&it)));
    for finding in &mut outcome.findings {
        finding.applied = group(finding).is_some_and(|it| chosen.applied.contains(&it));
    }
    outcome.faults.extend(chosen.faults);
    outcome.result = chosen.result;
    let input = asked.input(job, &bytes);
    let written = job.conclude(&input, &document, outcome, &mut landed.done);
    if written.is_some() {
        (landed.applied, landed.edited) = (chosen.applied.len(), accepted.edited);
    }
    Ok(())
}

/// The groups that passages stand for and that are resolved by them: of each rule as many as are no longer
/// found in the result.
fn resolved(job: &Job, asked: &Asked, accepted: &Accepted<'_>, chosen: &Chosen) -> HashSet<u32> {
    let mut by_hand = accepted.by_hand.clone();
    let Some(result) = chosen.result.as_deref().filter(|_| !by_hand.is_empty()) else {
        return HashSet::new();
    };
    let document = match Document::read(result) {
        // Which lines of the result changed since a revision is not known.
        Ok(document) if job.changed(&asked.path).is_none() => document.at(&asked.path),
        _ => return by_hand,
    };
    let found = pipeline::settle(&document, &asked.held.settings);
    let mut left = BTreeMap::<&str, usize>::new();
    for finding in found.map(|outcome| outcome.findings).unwrap_or_default() {
        *left.entry(finding.rule.code()).or_default() += 1;
    }
    let number = |finding: &Finding| finding.fix.as_ref().map(|fix| fix.group);
    let is_in =
        |finding: &Finding, groups: &dyn Fn(u32) -> bool| number(finding).is_some_and(groups);
    let (edited, others): (Vec<_>, Vec<_>) = asked
        .outcome
        .findings
        .iter()
        .partition(|it| is_in(it, &|group| accepted.by_hand.contains(&group)));
    // What stays for other reasons is found again, too.
    for finding in others {
        let is_applied = is_in(finding, &|group| chosen.applied.contains(&group));
        if let Some(left) = left.get_mut(finding.rule.code()).filter(|_| !is_applied) {
            *left = left.saturating_sub(1);
        }
    }
    for finding in edited {
        let left = left.get_mut(finding.rule.code()).filter(|left| **left > 0);
        if let (Some(left), Some(group)) = (left, number(finding)) {
            *left -= 1;
            by_hand.remove(&group);
        }
    }
    by_hand
}

/// What was accepted before a review ended, as a patch.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub patch: Vec<u8>,
    /// How many hunks are in it.
    pub hunks: usize,
    /// How many files it changes.
    pub files: usize,
    /// What could not be put in it, a line each.
    pub complaints: Vec<String>,
}

impl Kept {
    /// Adds what was accepted of one file.
    pub fn add(&mut self, job: &Job, asked: &Asked, accepted: &Accepted<'_>) {
        if accepted.is_empty() {
            return;
        }
        let patch = || -> Result<Vec<u8>, String> {
            let bytes = asked.read()?;
            let document = asked.document(job, &bytes)?;
            let chosen = accepted
                .settle(&document)
                .map_err(|error| error.to_string())?;
            let name = job.diff_name(&asked.input(job, &bytes));
            let name = name.map_err(|failure| failure.message)?;
            let mut patch = Vec::new();
            let result = chosen.result.as_deref().unwrap_or(&bytes);
            Diff::new(&bytes, result).write(&name, Look::PLAIN, &mut patch);
            Ok(patch)
        };
        match patch() {
            Ok(patch) => {
                self.patch.extend(patch);
                self.hunks += accepted.groups.len() + accepted.edited;
                self.files += 1;
            }
            Err(reason) => {
                let path = crate::shown::shown(&asked.path).to_string();
                self.complaints.push(format!("{path}: not kept: {reason}"));
            }
        }
    }

    /// Writes it, in the current folder or, where that takes no file, in the system's temporary folder;
    /// gives where it is.
    pub fn write(&self) -> Result<PathBuf, WriteError> {
        self.write_in(Path::new(""))
            .or_else(|error| self.write_in(&std::env::temp_dir()).map_err(|_| error))
    }

    /// Writes it beside nothing of the user's.
    fn write_in(&self, folder: &Path) -> Result<PathBuf, WriteError> {
        let name = |number: usize| match number {
            1 => folder.join("isfix-review.patch"),
            _ => folder.join(format!("isfix-review-{number}.patch")),
        };
        let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
        let path = (1..MOST_KEPT).map(name).find(is_free);
        let path = path.unwrap_or_else(|| name(MOST_KEPT));
        write::write_whole(&path, &self.patch)?;
        Ok(path)
    }
}

/// Beyond so many patches that nobody looked at, the last gives way.
const MOST_KEPT: usize = 1000;
