//! Settling: from comparisons to one result, whatever the order in which rules were selected.
//!
//! Each comparison is settled on its own, for their operators and `not`s never overlap. Rules are
//! shown the state it is in, those about `not` first, and what they propose is taken until nothing
//! more is proposed, the surest first; the edits are made once, from the first state to the last.
//! Findings are those of the first state: the source as read. A proposal that is not selected, suppressed or not sure
//! enough is not taken, and the others give what they give alone.

mod plan;

use ruff_text_size::{Ranged, TextRange};
use std::cmp::Reverse;

use crate::edit::Edits;
use crate::finding::Finding;
use crate::fingerprint::Mark;
use crate::fix::{Applicability, Fix};
use crate::module::Module;
use crate::rule::{Comparison, Proposal, Rule, Site, Stage};
use crate::settings::Settings;
use crate::spelling::Spelling;
use crate::suppress::Suppressions;
use crate::syntax::NodeId;
use plan::{Plan, Step};

/// What a module comes to before it is verified.
#[derive(Debug, Default)]
pub struct Settled {
    /// In source order.
    pub findings: Vec<Finding>,
    /// The rewrites to apply, disjoint, in source order of their comparisons.
    pub groups: Vec<Group>,
    /// How many group numbers have been given out.
    numbers: u32,
}

/// One rewrite, all or nothing, with the change of the tree that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The number its findings' fixes bear.
    pub number: u32,
    /// Where its comparison stands: the whole `not …`, or the pair of a chain.
    pub range: TextRange,
    /// What it puts where.
    pub edits: Edits,
    /// What that does to the tree.
    pub changes: Vec<Declared>,
}

/// A change of one node, which [`crate::verify`] holds the result against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declared {
    /// The comparison at `node` has another operator at `pair`.
    Operator {
        /// The comparison.
        node: NodeId,
        /// Which of its pairs, from 0.
        pair: usize,
        /// The operator it has afterwards.
        to: ruff_python_ast::CmpOp,
    },
    /// The `not` at `node` is gone, its operand in its place.
    Unwrapped {
        /// The `not`.
        node: NodeId,
    },
    /// The comparison at `node`, which has one pair, compares what its two calls of `id` were given, by
    /// another operator.
    Identity {
        /// The comparison.
        node: NodeId,
        /// The operator it has afterwards: `is` or `is not`.
        to: ruff_python_ast::CmpOp,
    },
    /// In place of the comparison at `node`, which has one pair, stands another expression around one
    /// of its operands.
    Spelled {
        /// The comparison.
        node: NodeId,
        /// The operand that is kept.
        kept: NodeId,
        /// What stands around it.
        spelling: Spelling,
    },
}

impl Declared {
    /// The node that changes.
    pub fn node(&self) -> NodeId {
        match *self {
            Self::Operator { node, .. }
            | Self::Unwrapped { node }
            | Self::Identity { node, .. }
            | Self::Spelled { node, .. } => node,
        }
    }
}

/// Settles every comparison of a module.
pub fn settle<'a>(
    module: &Module<'a>,
    settings: &Settings,
    suppressions: &Suppressions<'a>,
) -> Settled {
    let mut settled = Settled::default();
    let desk = Desk::new(module, settings, suppressions);
    for (id, compare) in module.tree.comparisons() {
        desk.settle(&Comparison::new(module, id, compare), &mut settled);
    }
    settled
        .findings
        .sort_by_key(|finding| (finding.range.start(), finding.range.end()));
    settled
}

/// What is added to a message where a fix would change what the program prints.
const OUTPUT: &str = "; not rewritten, for the `=` of its field makes this text output";

struct Desk<'d, 'a> {
    module: &'d Module<'a>,
    suppressions: &'d Suppressions<'a>,
    settings: &'d Settings,
    /// The rules that are on, those about `not` first.
    rules: Vec<&'static Rule>,
}

impl<'d, 'a> Desk<'d, 'a> {
    fn new(
        module: &'d Module<'a>,
        settings: &'d Settings,
        suppressions: &'d Suppressions<'a>,
    ) -> Self {
        let mut rules: Vec<_> = settings.rules.rules().collect();
        rules.sort_by_key(|rule| rule.stage);
        Self {
            module,
            suppressions,
            settings,
            rules,
        }
    }

    fn settle(&self, comparison: &Comparison<'a>, settled: &mut Settled) {
        let whole = Site::new(self.module, comparison, 0).negated_range();
        if !self.module.counts(whole) {
            return;
        }
        let mut rules: Option<Vec<&'static Rule>> = None;
        for pair in 0..comparison.pairs() {
            let site = Site::new(self.module, comparison, pair);
            if self.proposals(&self.rules, &site).next().is_some() {
                let rules = rules.get_or_insert_with(|| self.unsuppressed(&site));
                self.settle_pair(rules, &site, settled);
            }
        }
    }

    fn settle_pair(&self, rules: &[&'static Rule], site: &Site<'_, 'a>, settled: &mut Settled) {
        let found: Vec<_> = self.proposals(rules, site).collect();
        let is_output = self.module.is_output(site.comparison.id);
        let (mut rewrites, mut asked_for) = (Vec::new(), 0);
        if !is_output {
            let plan = self.plan(rules, site, self.settings.least());
            rewrites.extend(self.applied(&plan, settled));
            asked_for = rewrites.len();
            // What would be, were unsafe fixes allowed: shown on findings that are held back.
            if !found.iter().all(|&(rule, _)| plan.resolves(rule)) {
                let plan = self.plan(rules, site, Applicability::Unsafe);
                rewrites.extend(self.rewrite(&plan, settled).map(|(rewrite, _)| rewrite));
            }
        }
        for (rule, proposal) in found {
            let place = rewrites
                .iter()
                .position(|rewrite| rewrite.rules.contains(&rule));
            let part = place.map(|place| &rewrites[place]);
            let range = self.range(site, rule);
            let because = if is_output { OUTPUT } else { "" };
            // What is right as it stands is something to do where another spelling was asked for.
            let least = self.settings.least();
            let is_asked_for = part.is_some_and(|part| part.fix.applicability >= least);
            settled.findings.push(Finding {
                rule: &rule.descriptor,
                is_note: proposal.is_note() && !is_asked_for,
                message: proposal.message + because,
                range,
                fix: part.map(|rewrite| rewrite.fix.clone()),
                held_back: place.is_some_and(|place| place >= asked_for),
                evidence: proposal.evidence,
                noqa_row: self.suppressions.noqa_row(range),
                applied: false,
                mark: Mark::default(),
            });
        }
    }

    /// What the rules propose on the state of a pair.
    fn proposals<'r>(
        &self,
        rules: &'r [&'static Rule],
        site: &'r Site<'_, 'a>,
    ) -> impl Iterator<Item = (&'static Rule, Proposal)> + use<'r, 'a, 'd> {
        let safety = &self.settings.safety;
        rules.iter().filter_map(|&rule| {
            let proposal = (rule.check)(site)?;
            let applicability = safety.of(rule, proposal.applicability);
            Some((
                rule,
                Proposal {
                    applicability,
                    ..proposal
                },
            ))
        })
    }

    /// The rules that no comment silences: one counts on any line of the whole comparison, in a
    /// chain for every pair of it.
    fn unsuppressed(&self, site: &Site<'_, 'a>) -> Vec<&'static Rule> {
        let is_suppressed = |rule: &Rule| {
            let range = commented(rule, site);
            self.suppressions
                .suppresses((&rule.descriptor).into(), range)
        };
        let rules = self.rules.iter().copied();
        rules
            .filter(|rule| self.settings.ignore_noqa || !is_suppressed(rule))
            .collect()
    }

    /// Takes proposals that are at least this sure, one at a time, until there are no more: the surest
    /// first, so that unsafe fixes add to what safe ones come to, and take no other way.
    fn plan<'s>(
        &self,
        rules: &[&'static Rule],
        site: &Site<'s, 'a>,
        least: Applicability,
    ) -> Plan<'s, 'a> {
        let mut plan = Plan::new(*site);
        while plan.spelled.is_none() {
            let sure = self
                .proposals(rules, &plan.site)
                .filter_map(|(rule, proposal)| {
                    let change = proposal
                        .change
                        .filter(|_| proposal.applicability >= least)
                        .filter(|change| plan.can_take(change))?;
                    let (title, applicability) = (proposal.title, proposal.applicability);
                    Some((
                        change,
                        Step {
                            rule,
                            title,
                            applicability,
                        },
                    ))
                });
            // Of several that are as sure, the first.
            let surest = sure.min_by_key(|(_, step)| Reverse(step.applicability));
            let Some((change, step)) = surest else {
                break;
            };
            plan.take(change, step);
        }
        plan
    }

    /// The rewrite that a plan comes to, which goes to the groups that will be applied.
    fn applied(&self, plan: &Plan<'_, 'a>, settled: &mut Settled) -> Option<Rewrite> {
        let (rewrite, changes) = self.rewrite(plan, settled)?;
        settled.groups.push(Group {
            number: rewrite.fix.group,
            range: plan.range(),
            edits: rewrite.fix.edits.clone(),
            changes,
        });
        Some(rewrite)
    }

    /// The rewrite that a plan comes to, if it comes to any, and what it does to the tree.
    fn rewrite(
        &self,
        plan: &Plan<'_, 'a>,
        settled: &mut Settled,
    ) -> Option<(Rewrite, Vec<Declared>)> {
        let applicability = plan.steps.iter().map(|step| step.applicability).min()?;
        let (edits, changes) = plan.changes(self.module);
        let fix = Fix {
            title: plan.title(),
            applicability,
            edits,
            group: settled.numbers,
        };
        settled.numbers += 1;
        let rules = self.rules.iter().copied();
        let rules = rules.filter(|rule| plan.resolves(rule)).collect();
        Some((Rewrite { fix, rules }, changes))
    }

    fn range(&self, site: &Site<'_, 'a>, rule: &Rule) -> TextRange {
        match rule.stage {
            Stage::Negation => site.negated_range(),
            Stage::Operator => site.pair_range(),
        }
    }
}

/// Where a comment that silences a rule at a pair may stand: on any line of it.
pub(crate) fn commented(rule: &Rule, site: &Site<'_, '_>) -> TextRange {
    match rule.stage {
        Stage::Negation => site.negated_range(),
        Stage::Operator => site.comparison.compare.range(),
    }
}

/// A fix, and the rules that have nothing more to say behind it.
struct Rewrite {
    fix: Fix,
    rules: Vec<&'static Rule>,
}
