//! Settling: from comparisons to one result, whatever the order in which rules were selected.
//!
//! Each comparison is settled on its own, for their operators and `not`s never overlap. Rules are
//! shown the state it is in, those about `not` first, and what they propose is taken until nothing
//! more is proposed; the edits are made once, from the first state to the last. Findings are those
//! of the first state: the source as read. A proposal that is not selected, suppressed or not sure
//! enough is not taken, and the others give what they give alone.

use ruff_python_ast::AnyNodeRef;
use ruff_text_size::{Ranged, TextRange};

use crate::edit::Edits;
use crate::finding::Finding;
use crate::fix::{Applicability, Fix};
use crate::operator;
use crate::rule::{Change, Module, Proposal, Rule, Site, Stage};
use crate::settings::Settings;
use crate::suppress::{RuleNames, Suppressions};
use crate::syntax::{NodeId, tokens};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

/// Settles every comparison of a module.
pub fn settle(
    module: &Module<'_>,
    settings: &Settings,
    suppressions: &Suppressions<'_>,
) -> Settled {
    let mut settled = Settled::default();
    let desk = Desk {
        module,
        settings,
        suppressions,
    };
    for id in module.tree.ids() {
        if let AnyNodeRef::ExprCompare(compare) = module.tree.node(id) {
            desk.settle(&Site::new(module, id, compare), &mut settled);
        }
    }
    settled
        .findings
        .sort_by_key(|finding| (finding.range.start(), finding.range.end()));
    settled
}

/// What is added to a message where a fix would change what the program prints.
const OUTPUT: &str = "; not rewritten, for the `=` of its field makes this text output";

/// What one proposal that was taken did.
struct Step {
    rule: &'static Rule,
    pair: usize,
    title: String,
    applicability: Applicability,
}

/// A state reached from the source's, and how.
struct Plan<'a> {
    site: Site<'a>,
    steps: Vec<Step>,
}

struct Desk<'a> {
    module: &'a Module<'a>,
    settings: &'a Settings,
    suppressions: &'a Suppressions<'a>,
}

impl<'a> Desk<'a> {
    fn settle(&self, site: &Site<'a>, settled: &mut Settled) {
        let found: Vec<_> = self.proposals(site).collect();
        if found.is_empty() {
            return;
        }
        let least = self.settings.least();
        let applied = self.plan(site, least);
        // What would be, were unsafe fixes allowed: shown on the findings that are held back.
        let possible = if least == Applicability::Unsafe {
            None
        } else {
            Some(self.plan(site, Applicability::Unsafe))
        };
        let is_output = site.is_output();
        let mut groups = Groups::new(self, settled);
        let mut findings = Vec::new();
        for (rule, pair, proposal) in found {
            let fix = groups
                .fix(&applied, rule, pair, true)
                .or_else(|| groups.fix(possible.as_ref()?, rule, pair, false));
            let range = self.range(site, rule, pair);
            findings.push(Finding {
                rule,
                is_note: proposal.is_note(),
                message: if is_output {
                    format!("{}{OUTPUT}", proposal.message)
                } else {
                    proposal.message
                },
                range,
                fix,
                evidence: proposal.evidence,
                noqa_row: self.suppressions.noqa_row(range),
                applied: false,
            });
        }
        settled.findings.extend(findings);
    }

    /// Every proposal on the state of a site that is selected and not suppressed.
    fn proposals(&self, site: &Site<'a>) -> impl Iterator<Item = (&'static Rule, usize, Proposal)> {
        let mut rules: Vec<_> = self.settings.rules.rules().collect();
        rules.sort_by_key(|rule| rule.stage);
        rules.into_iter().flat_map(move |rule| {
            (0..site.ops.len()).filter_map(move |pair| {
                let proposal = (rule.check)(site, pair)?;
                let suppressed = self.is_suppressed(rule, site);
                (!suppressed).then_some((rule, pair, proposal))
            })
        })
    }

    /// Takes proposals that are at least this sure, one at a time, until there are no more.
    fn plan(&self, site: &Site<'a>, least: Applicability) -> Plan<'a> {
        let mut plan = Plan {
            site: site.clone(),
            steps: Vec::new(),
        };
        if site.is_output() {
            return plan;
        }
        loop {
            let next = self
                .proposals(&plan.site)
                .find_map(|(rule, pair, proposal)| {
                    let change = proposal
                        .change
                        .filter(|_| proposal.applicability >= least)?;
                    Some((
                        Step {
                            rule,
                            pair,
                            title: proposal.title,
                            applicability: proposal.applicability,
                        },
                        change,
                    ))
                });
            let Some((step, change)) = next else {
                return plan;
            };
            take(&mut plan.site, step.pair, change);
            plan.steps.push(step);
        }
    }

    /// A comment counts on any line of the whole comparison, in a chain for every pair of it.
    fn is_suppressed(&self, rule: &Rule, site: &Site<'a>) -> bool {
        let range = match rule.stage {
            Stage::Negation => site.negated_range(),
            Stage::Operator => site.compare.range(),
        };
        let names = RuleNames {
            codes: rule.codes,
            names: rule.names,
        };
        !self.settings.ignore_noqa && self.suppressions.suppresses(names, range)
    }

    fn range(&self, site: &Site<'a>, rule: &Rule, pair: usize) -> TextRange {
        match rule.stage {
            Stage::Negation => site.negated_range(),
            Stage::Operator => site.pair_range(pair),
        }
    }
}

fn take(site: &mut Site<'_>, pair: usize, change: Change) {
    match change {
        Change::Operator(op) => site.ops[pair] = op,
        Change::FoldNot => {
            site.folded = true;
            if site.nots.len() % 2 == 1 {
                site.ops[pair] = operator::negated(site.ops[pair])
                    .expect("rules fold `not` only into operators that have an opposite");
            }
        }
    }
}

/// Makes the fix groups of one comparison: one for each pair that changes.
struct Groups<'d, 'a, 's> {
    desk: &'d Desk<'a>,
    settled: &'s mut Settled,
    /// Pair and whether it is applied → its group's number.
    made: Vec<(usize, bool, Fix)>,
}

impl<'d, 'a, 's> Groups<'d, 'a, 's> {
    fn new(desk: &'d Desk<'a>, settled: &'s mut Settled) -> Self {
        Self {
            desk,
            settled,
            made: Vec::new(),
        }
    }

    /// The fix that a plan gives to a rule's finding at a pair, if the rule had a part in it.
    fn fix(&mut self, plan: &Plan<'a>, rule: &Rule, pair: usize, applied: bool) -> Option<Fix> {
        let steps = || plan.steps.iter().filter(|step| step.pair == pair);
        if !steps().any(|step| step.rule == rule) {
            return None;
        }
        let known = self
            .made
            .iter()
            .find(|(at, is, _)| (*at, *is) == (pair, applied));
        if let Some((_, _, fix)) = known {
            return Some(fix.clone());
        }
        let (edits, changes) = rewrite(self.desk.module, &plan.site, pair);
        let fix = Fix {
            title: title(&plan.site, pair, steps().map(|step| step.title.as_str())),
            applicability: steps().map(|step| step.applicability).min()?,
            edits: edits.clone(),
            group: self.next_number(),
        };
        if applied {
            let range = if plan.site.folded {
                plan.site.negated_range()
            } else {
                plan.site.pair_range(pair)
            };
            self.settled.groups.push(Group {
                number: fix.group,
                range,
                edits,
                changes,
            });
        }
        self.made.push((pair, applied, fix.clone()));
        Some(fix)
    }

    fn next_number(&mut self) -> u32 {
        self.settled.numbers += 1;
        self.settled.numbers - 1
    }
}

/// The title of a rewrite: that of its only step, or what all of them come to.
fn title<'t>(site: &Site<'_>, pair: usize, mut steps: impl Iterator<Item = &'t str>) -> String {
    match (steps.next(), steps.next()) {
        (Some(only), None) => only.to_owned(),
        _ => {
            let not = if site.folded { "not … " } else { "" };
            let (from, to) = (site.compare.ops[pair].as_str(), site.op(pair).as_str());
            format!("Replace `{not}{from}` with `{to}`")
        }
    }
}

/// The edits and declared changes from the source's state of a pair to the plan's.
fn rewrite(module: &Module<'_>, site: &Site<'_>, pair: usize) -> (Edits, Vec<Declared>) {
    let (mut edits, mut changes) = (Vec::new(), Vec::new());
    let (from, to) = (site.compare.ops[pair], site.ops[pair]);
    if from != to {
        let at = tokens::operator(site.compare, pair, module.tokens);
        edits.extend(operator::replace(module.text, at, from, to));
        changes.push(Declared::Operator {
            node: site.id,
            pair,
            to,
        });
    }
    if site.folded {
        let unwrapped = operator::unwrap_nots(
            module.text,
            module.tokens,
            &module.tree,
            site.id,
            &site.nots,
        );
        edits.extend(unwrapped);
        changes.extend(site.nots.iter().map(|&node| Declared::Unwrapped { node }));
    }
    (Edits::new(edits), changes)
}
