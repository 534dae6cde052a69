//! The heart: a document and settings in, an outcome out, nothing else touched.
//!
//! Parse, match, judge, settle, verify, in that order; command line and library are doors to
//! [`settle()`].

mod chosen;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use thiserror::Error;

use crate::document::Document;
use crate::edit::Edits;
use crate::finding::Finding;
use crate::fingerprint;
use crate::lines::Location;
use crate::module::Module;
use crate::settings::Settings;
use crate::settle::{self, Declared, Group, Settled};
use crate::suppress::Suppressions;
use crate::syntax::depth::{self, TooDeep};
use crate::syntax::{Syntax, SyntaxFault};
use crate::unused;
use crate::verify::{Fault, verify_comments, verify_edits};
pub use chosen::{Chosen, NotChosen, Passage, settle_chosen};

/// What became of one document.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// In source order; `applied` is set where the fix is in `result`.
    pub findings: Vec<Finding>,
    /// The bytes after every fix that is sure enough, proved; `None` where there is none.
    pub result: Option<Vec<u8>>,
    /// The fix groups that are in it, in source order.
    pub groups: Vec<Group>,
    /// Fix groups that failed their proof and were dropped.
    pub faults: Vec<GroupFault>,
    /// Findings that comments in `result` suppress, in place of being among the findings; in source order.
    pub suppressed: Vec<Finding>,
    /// Findings that are gone from `result` because somebody rewrote their lines, in place of being among the
    /// findings: no fix made them go.
    pub rewritten: Vec<Finding>,
    /// Comparisons that were judged without types, for inference failed on them.
    pub uninferred: usize,
    /// The row, from 1, of a comment because of which nothing was looked at.
    pub skipping_row: Option<usize>,
}

/// A fix group that was dropped, for it did not do what it declared.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("internal fault: {fault}; the fix was dropped")]
pub struct GroupFault {
    /// Where its comparison stands.
    pub location: Location,
    /// What was wrong.
    #[source]
    pub fault: Fault,
}

/// Why a document was not judged at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unread {
    /// It is no Python.
    #[error(transparent)]
    Syntax(#[from] SyntaxFault),
    /// It nests too deeply to be read.
    #[error(transparent)]
    TooDeep(#[from] TooDeep),
}

/// Finds and settles everything in a document.
///
/// # Errors
///
/// [`Unread`] where the text is no Python or nests too deeply.
pub fn settle(document: &Document<'_>, settings: &Settings) -> Result<Outcome, Unread> {
    let text = document.text();
    depth::guarded(text, || {
        let syntax = Syntax::parse(text)?;
        let module = Module::new(text, &syntax)
            .under(settings, document.path())
            .within(document.changed());
        let suppressions = Suppressions::read(text, module.tokens, &module.tree);
        let mut outcome = if !settings.ignore_noqa && suppressions.skips_file() {
            Outcome {
                skipping_row: suppressions.skipping_row(),
                ..Outcome::default()
            }
        } else {
            let settled = settle::settle(&module, settings, &suppressions);
            proved(document, &module, settled)
        };
        if settings.unused_noqa {
            let unused = unused::findings(&module, settings, &suppressions);
            outcome.findings.extend(unused);
            let place = |finding: &Finding| (finding.range.start(), finding.range.end());
            outcome.findings.sort_by_key(place);
        }
        outcome.uninferred = module.uninferred();
        fingerprint::mark(&module, &mut outcome.findings);
        Ok(outcome)
    })?
}

/// Puts a `# noqa` with its code on the line of everything that is found in a document, and fixes
/// nothing. What is right as it stands needs none, and what a comment silences needs no second one: here
/// comments count even where the settings ignore them.
///
/// # Errors
///
/// [`Unread`] where the text is no Python or nests too deeply.
pub fn add_noqa(document: &Document<'_>, settings: &Settings) -> Result<Outcome, Unread> {
    let settings = &Settings {
        ignore_noqa: false,
        ..settings.clone()
    };
    let text = document.text();
    depth::guarded(text, || {
        let syntax = Syntax::parse(text)?;
        let module = Module::new(text, &syntax)
            .under(settings, document.path())
            .within(document.changed());
        let suppressions = Suppressions::read(text, module.tokens, &module.tree);
        if suppressions.skips_file() {
            return Ok(Outcome {
                skipping_row: suppressions.skipping_row(),
                ..Outcome::default()
            });
        }
        let mut findings = settle::settle(&module, settings, &suppressions).findings;
        let mut missing = BTreeMap::<usize, BTreeSet<&str>>::new();
        for finding in findings.iter().filter(|finding| !finding.is_note) {
            let codes = missing.entry(finding.noqa_row).or_default();
            codes.insert(finding.rule.code());
        }
        fingerprint::mark(&module, &mut findings);
        // Nothing is fixed with `--unsafe-fixes` either.
        for finding in &mut findings {
            finding.held_back = false;
        }
        let (findings, suppressed) = findings.into_iter().partition(|finding| finding.is_note);
        let mut outcome = Outcome {
            suppressed,
            findings,
            uninferred: module.uninferred(),
            ..Outcome::default()
        };
        if !outcome.suppressed.is_empty() {
            let edits = suppressions.noqa(&missing);
            match commented(document, &module, &edits) {
                Ok(result) => outcome.result = Some(result),
                Err(fault) => {
                    outcome.give_up_result();
                    let location = Location { row: 1, column: 1 };
                    outcome.faults.push(GroupFault { location, fault });
                }
            }
        }
        Ok(outcome)
    })?
}

impl Outcome {
    /// There is no result, whatever it would have been: nothing in it is applied or suppressed.
    pub fn give_up_result(&mut self) {
        self.result = None;
        let gone = [&mut self.suppressed, &mut self.rewritten];
        let gone: Vec<Finding> = gone.into_iter().flat_map(std::mem::take).collect();
        if !gone.is_empty() {
            self.findings.extend(gone);
            let place = |finding: &Finding| (finding.range.start(), finding.range.end());
            self.findings.sort_by_key(place);
        }
        for finding in &mut self.findings {
            finding.applied = false;
        }
    }
}

/// The bytes with comments added, proved to differ in nothing else.
fn commented(
    document: &Document<'_>,
    module: &Module<'_>,
    edits: &Edits,
) -> Result<Vec<u8>, Fault> {
    let (result, text) = (document.splice(edits), edits.apply(module.text));
    if !document.decodes_to(&result, &text) {
        return Err(Fault::Decoding);
    }
    verify_comments(module, edits, &text)?;
    Ok(result)
}

/// Applies what can be proved.
fn proved(document: &Document<'_>, module: &Module<'_>, settled: Settled) -> Outcome {
    let Settled {
        mut findings,
        mut groups,
        ..
    } = settled;
    if groups.is_empty() {
        return Outcome {
            findings,
            ..Outcome::default()
        };
    }
    let proof = Proof { document, module };
    let mut dropped = Vec::new();
    let kept = proof.keep(groups.iter().collect(), &mut dropped);
    let numbers: HashSet<u32> = kept.iter().map(|group| group.number).collect();
    for finding in &mut findings {
        finding.applied = finding
            .fix
            .as_ref()
            .is_some_and(|fix| numbers.contains(&fix.group));
    }
    let edits = Edits::union(kept.iter().map(|group| &group.edits));
    let result = (!edits.is_empty()).then(|| document.splice(&edits));
    let faults = located(document, dropped);
    groups.retain(|group| numbers.contains(&group.number));
    Outcome {
        findings,
        result,
        groups,
        faults,
        ..Outcome::default()
    }
}

fn located(document: &Document<'_>, dropped: Vec<(&Group, Fault)>) -> Vec<GroupFault> {
    let lines = (!dropped.is_empty()).then(|| document.lines());
    let located = |(group, fault): (&Group, Fault)| {
        let location = lines.as_ref()?.location(group.range.start());
        Some(GroupFault { location, fault })
    };
    dropped.into_iter().filter_map(located).collect()
}

struct Proof<'p, 'd, 'a> {
    document: &'p Document<'d>,
    module: &'p Module<'a>,
}

impl Proof<'_, '_, '_> {
    /// The groups that can be applied together; those that cannot go to `dropped`.
    fn keep<'g>(
        &self,
        groups: Vec<&'g Group>,
        dropped: &mut Vec<(&'g Group, Fault)>,
    ) -> Vec<&'g Group> {
        let Err(fault) = self.check(&groups) else {
            return groups;
        };
        if let [only] = groups[..] {
            dropped.push((only, fault));
            return Vec::new();
        }
        let (left, right) = groups.split_at(groups.len() / 2);
        let mut kept = self.keep(left.to_vec(), dropped);
        let proved = kept.len();
        kept.extend(self.keep(right.to_vec(), dropped));
        // Each half is right; if the whole is not, the half that was proved alone is kept.
        if let Err(fault) = self.check(&kept) {
            let rest = kept.split_off(proved);
            dropped.extend(rest.into_iter().map(|group| (group, fault.clone())));
        }
        kept
    }

    fn check(&self, groups: &[&Group]) -> Result<(), Fault> {
        let edits = Edits::union(groups.iter().map(|group| &group.edits));
        let text = edits.apply(self.module.text);
        if !self
            .document
            .decodes_to(&self.document.splice(&edits), &text)
        {
            return Err(Fault::Decoding);
        }
        let declared: Vec<Declared> = groups
            .iter()
            .flat_map(|group| group.changes.iter().cloned())
            .collect();
        verify_edits(self.module, &edits, &text, &declared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Edit;
    use ruff_text_size::{TextRange, TextSize};

    const SOURCE: &str = "x is 'a'  # one\ny is 'b'  # two\nz is 'c'  # three\nw is 'd'\n";

    /// What becomes of [`SOURCE`] if its groups are first spoiled.
    fn outcome(spoil: impl Fn(&mut Vec<Group>)) -> Outcome {
        outcome_of(SOURCE, spoil)
    }

    fn outcome_of(source: &str, spoil: impl Fn(&mut Vec<Group>)) -> Outcome {
        let document = Document::read(source.as_bytes()).unwrap();
        let syntax = Syntax::parse(source).unwrap();
        let module = Module::new(source, &syntax);
        let suppressions = Suppressions::read(source, module.tokens, &module.tree);
        let mut settled = settle::settle(&module, &Settings::default(), &suppressions);
        spoil(&mut settled.groups);
        proved(&document, &module, settled)
    }

    /// Puts `content` in place of the bytes `from..to` for a group's edits.
    fn instead(group: &mut Group, from: u32, to: u32, content: &'static str) {
        let range = TextRange::new(TextSize::new(from), TextSize::new(to));
        group.edits = Edits::new(vec![Edit::replace(range, content)]);
    }

    fn result(outcome: &Outcome) -> &str {
        outcome
            .result
            .as_deref()
            .map_or("", |bytes| str::from_utf8(bytes).unwrap())
    }

    #[test]
    fn what_is_right_lands() {
        let outcome = outcome(|_| {});
        assert_eq!(result(&outcome), SOURCE.replace("is", "=="));
        assert!(outcome.faults.is_empty());
        assert!(outcome.findings.iter().all(|finding| finding.applied));
    }

    #[test]
    fn a_group_that_fails_is_dropped_and_the_others_land() {
        let second = TextSize::of("x is 'a'  # one\ny ").to_u32();
        let spoils: [(&str, u32, u32); 4] = [
            ("<", second, second + 2),          // another operator than declared
            ("==)", second, second + 2),        // no Python
            ("== 1 ==", second, second + 2),    // more than declared
            ("== 'b'\n#", second, second + 10), // a comment changed
        ];
        for (content, from, to) in spoils {
            let outcome = outcome(|groups| instead(&mut groups[1], from, to, content));
            let kept = SOURCE.replace("is", "==").replace("y ==", "y is");
            assert_eq!(result(&outcome), kept, "{content}");
            let rows: Vec<_> = outcome
                .faults
                .iter()
                .map(|fault| fault.location.row)
                .collect();
            assert_eq!(rows, [2], "{content}");
            let applied: Vec<_> = outcome
                .findings
                .iter()
                .map(|finding| finding.applied)
                .collect();
            assert_eq!(applied, [true, false, true, true], "{content}");
        }
    }

    #[test]
    fn a_change_that_was_declared_must_be_there() {
        let nothing = outcome(|groups| groups[3].edits = Edits::default());
        assert_eq!(nothing.faults.len(), 1);
        let all = outcome(|groups| groups.iter_mut().for_each(|group| group.changes.clear()));
        assert_eq!((result(&all), all.faults.len()), ("", 4));
    }

    /// Each half holds alone and both do not together: the first half is kept as it was proved, even
    /// if it lost a group of its own before.
    #[test]
    fn what_is_kept_was_proved_as_it_is() {
        let source = "(y) is z\nx is 'a'\n";
        let outcome = outcome_of(source, |groups| {
            let group = |number, from, to, content| {
                let mut group = Group {
                    number,
                    changes: Vec::new(),
                    ..groups[0].clone()
                };
                instead(&mut group, from, to, content);
                group
            };
            let wrong = group(7, 7, 8, "w");
            let blank = group(8, 3, 4, "");
            let mut parentheses = group(9, 0, 1, "");
            let close = Edit::delete(TextRange::new(TextSize::new(2), TextSize::new(3)));
            parentheses.edits = Edits::union([&parentheses.edits, &Edits::new(vec![close])]);
            groups.splice(0..0, [wrong, blank, parentheses]);
        });
        assert_eq!(result(&outcome), "(y)is z\nx is 'a'\n");
        assert_eq!(outcome.faults.len(), 3);
    }
}
