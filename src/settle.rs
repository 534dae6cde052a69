//! Settling: from comparisons to one result, whatever the order in which rules were selected.
//!
//! Each comparison is settled on its own, for their operators and `not`s never overlap. Rules are
//! shown the state it is in, those about `not` first, and what they propose is taken until nothing
//! more is proposed, the surest first; the edits are made once, from the first state to the last.
//! Findings are those of the first state: the source as read. A proposal that is not selected, suppressed or not sure
//! enough is not taken, and the others give what they give alone.

use ruff_text_size::{Ranged, TextRange};
use std::cmp::Reverse;

use crate::edit::Edits;
use crate::finding::Finding;
use crate::fix::{Applicability, Fix};
use crate::operator::{self, argument};
use crate::rule::{Change, Comparison, Module, Proposal, Rule, Site, Stage};
use crate::settings::Settings;
use crate::spelling::{self, Form, Spelling};
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

/// What one proposal that was taken did.
struct Step {
    rule: &'static Rule,
    title: String,
    applicability: Applicability,
}

/// A state reached from the source's, and how.
struct Plan<'s, 'a> {
    site: Site<'s, 'a>,
    steps: Vec<Step>,
    /// What stands in the comparison's place, around which operand: then there is nothing more to say.
    spelled: Option<(usize, Spelling)>,
}

impl Plan<'_, '_> {
    /// Whether a rule that found something has nothing more to say: it had a part in the rewrite, or
    /// what it found is gone with it. `not x == None` may become `x is not None` by two rules, and what a
    /// third one said of its `not` is done, too.
    fn resolves(&self, rule: &Rule) -> bool {
        let has_part = self.steps.iter().any(|step| step.rule == rule);
        let is_gone = || self.spelled.is_some() || (rule.check)(&self.site).is_none();
        has_part || (!self.steps.is_empty() && is_gone())
    }

    /// The `not` that a spelling with a `not` takes away, in place of standing behind it.
    fn absorbed(&self) -> &[NodeId] {
        let negated = self.spelled.as_ref().is_some_and(|(_, it)| it.negated);
        let nots = self.site.nots();
        &nots[..nots.len().min(usize::from(negated))]
    }

    /// Where the rewrite stands.
    fn range(&self) -> TextRange {
        if self.site.folded || !self.absorbed().is_empty() {
            self.site.negated_range()
        } else {
            self.site.pair_range()
        }
    }
}

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
        let mut rewrites = Vec::new();
        if !is_output {
            let plan = self.plan(rules, site, self.settings.least());
            rewrites.extend(self.applied(&plan, settled));
            // What would be, were unsafe fixes allowed: shown on findings that are held back.
            if !found.iter().all(|&(rule, _)| plan.resolves(rule)) {
                let plan = self.plan(rules, site, Applicability::Unsafe);
                rewrites.extend(self.rewrite(&plan, settled).map(|(rewrite, _)| rewrite));
            }
        }
        for (rule, proposal) in found {
            let part = rewrites
                .iter()
                .find(|rewrite| rewrite.rules.contains(&rule));
            let range = self.range(site, rule);
            let because = if is_output { OUTPUT } else { "" };
            // What is right as it stands is something to do where another spelling was asked for.
            let least = self.settings.least();
            let is_asked_for = part.is_some_and(|part| part.fix.applicability >= least);
            settled.findings.push(Finding {
                rule,
                is_note: proposal.is_note() && !is_asked_for,
                message: proposal.message + because,
                range,
                fix: part.map(|rewrite| rewrite.fix.clone()),
                evidence: proposal.evidence,
                noqa_row: self.suppressions.noqa_row(range),
                applied: false,
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
            let (codes, names) = (rule.codes, rule.names);
            let range = commented(rule, site);
            self.suppressions
                .suppresses(RuleNames { codes, names }, range)
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
        let mut plan = Plan {
            site: *site,
            steps: Vec::new(),
            spelled: None,
        };
        while plan.spelled.is_none() {
            let sure = self
                .proposals(rules, &plan.site)
                .filter_map(|(rule, proposal)| {
                    let change = proposal
                        .change
                        .filter(|_| proposal.applicability >= least)
                        .filter(|change| is_possible(&plan.site, change))?;
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
            take(&mut plan, change);
            plan.steps.push(step);
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
        let (edits, changes) = changes(self.module, plan);
        let fix = Fix {
            title: title(plan),
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

/// Whether a change can be made without losing anything.
fn is_possible(site: &Site<'_, '_>, change: &Change) -> bool {
    match change {
        Change::Operator(_) | Change::FoldNot => true,
        Change::Identity(_) => argument::bare(site.module, site.comparison).is_some(),
        Change::Spell { kept, spelling } => {
            spelling::splice(site.module, site.comparison, *kept, spelling).is_some()
        }
    }
}

fn take(plan: &mut Plan<'_, '_>, change: Change) {
    let site = &mut plan.site;
    match change {
        Change::Operator(op) => site.op = op,
        Change::Identity(op) => (site.op, site.bared) = (op, true),
        Change::FoldNot => {
            site.op = operator::folded(site).expect("rules fold only what one operator can say");
            site.folded = true;
        }
        Change::Spell { kept, spelling } => plan.spelled = Some((kept, spelling)),
    }
}

/// The title of a rewrite: that of its only step, or what all of them come to.
fn title(plan: &Plan<'_, '_>) -> String {
    if let [only] = &plan.steps[..] {
        return only.title.clone();
    }
    let site = &plan.site;
    let from = site.comparison.compare.ops[site.pair].as_str();
    let (not, to) = (if site.folded { "not " } else { "" }, site.op.as_str());
    if site.bared {
        return format!("Replace `{not}id(…) {from} id(…)` with `… {to} …`");
    }
    let not = if site.folded { "not … " } else { "" };
    let to = match &plan.spelled {
        Some((_, spelling)) if spelling.form == Form::Operand => "the truth value".to_owned(),
        Some((_, spelling)) => format!("`{spelling}`"),
        None => format!("`{to}`"),
    };
    format!("Replace `{not}{from}` with {to}")
}

/// The edits and declared changes from the source's state of a pair to this one.
fn changes(module: &Module<'_>, plan: &Plan<'_, '_>) -> (Edits, Vec<Declared>) {
    if let Some((kept, spelling)) = &plan.spelled {
        return spelled(module, plan, *kept, spelling);
    }
    let site = &plan.site;
    let Comparison {
        id, compare, nots, ..
    } = site.comparison;
    let (mut edits, mut changes) = (Vec::new(), Vec::new());
    let (from, to) = (compare.ops[site.pair], site.op);
    if from != to {
        let at = tokens::operator(compare, site.pair, module.tokens);
        edits.extend(operator::replace(module.text, at, from, to));
    }
    if site.bared {
        let bare = argument::bare(module, site.comparison);
        edits.extend(bare.expect("a plan takes only what can be done"));
        changes.push(Declared::Identity { node: *id, to });
    } else if from != to {
        changes.push(Declared::Operator {
            node: *id,
            pair: site.pair,
            to,
        });
    }
    if site.folded {
        let (text, all) = (module.text, module.tokens);
        edits.extend(operator::unwrap_nots(text, all, &module.tree, *id, nots));
        changes.extend(nots.iter().map(|&node| Declared::Unwrapped { node }));
    }
    let edits = Edits::new(edits);
    if site.bared {
        return (spelling::apart(module.text, &edits), changes);
    }
    (edits, changes)
}

/// The edits and declared changes that put a spelling in a comparison's place.
fn spelled(
    module: &Module<'_>,
    plan: &Plan<'_, '_>,
    kept: usize,
    spelling: &Spelling,
) -> (Edits, Vec<Declared>) {
    let Comparison {
        id, operands, nots, ..
    } = plan.site.comparison;
    let absorbed = plan.absorbed();
    let gone = if plan.site.folded { nots } else { absorbed };
    let spelling = Spelling {
        negated: spelling.negated && absorbed.is_empty(),
        form: spelling.form.clone(),
    };
    let mut edits = spelling::splice(module, plan.site.comparison, kept, &spelling)
        .expect("a plan takes only what can be spliced");
    let (text, all) = (module.text, module.tokens);
    edits.extend(operator::unwrap_nots(text, all, &module.tree, *id, gone));
    let mut changes = vec![Declared::Spelled {
        node: *id,
        kept: operands[kept],
        spelling,
    }];
    changes.extend(gone.iter().map(|&node| Declared::Unwrapped { node }));
    (spelling::apart(text, &Edits::new(edits)), changes)
}
