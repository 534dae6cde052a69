//! What becomes of one pair: the changes taken so far, and what they come to.

use ruff_text_size::TextRange;

use super::Declared;
use crate::edit::Edits;
use crate::fix::Applicability;
use crate::module::Module;
use crate::operator::{self, argument};
use crate::rule::{Change, Comparison, Rule, Site};
use crate::spelling::{self, Form, Spelling};
use crate::syntax::{NodeId, tokens};

/// What one proposal that was taken did.
pub(super) struct Step {
    pub rule: &'static Rule,
    pub title: String,
    pub applicability: Applicability,
}

/// A state reached from the source's, and how.
pub(super) struct Plan<'s, 'a> {
    pub site: Site<'s, 'a>,
    pub steps: Vec<Step>,
    /// What stands in the comparison's place, around which operand: then there is nothing more to say.
    pub spelled: Option<(usize, Spelling)>,
}

impl<'s, 'a> Plan<'s, 'a> {
    /// A site as the source has it.
    pub fn new(site: Site<'s, 'a>) -> Self {
        Self {
            site,
            steps: Vec::new(),
            spelled: None,
        }
    }

    /// Whether a change can be made without losing anything.
    pub fn can_take(&self, change: &Change) -> bool {
        let Site {
            module, comparison, ..
        } = self.site;
        match change {
            Change::Operator(_) | Change::FoldNot => true,
            Change::Identity(_) => argument::bare(module, comparison).is_some(),
            Change::Spell { kept, spelling } => {
                spelling::splice(module, comparison, *kept, spelling).is_some()
            }
        }
    }

    /// Makes a change.
    pub fn take(&mut self, change: Change, step: Step) {
        let site = &mut self.site;
        match change {
            Change::Operator(op) => site.op = op,
            Change::Identity(op) => (site.op, site.bared) = (op, true),
            Change::FoldNot => {
                site.op =
                    operator::folded(site).expect("rules fold only what one operator can say");
                site.folded = true;
            }
            Change::Spell { kept, spelling } => self.spelled = Some((kept, spelling)),
        }
        self.steps.push(step);
    }

    /// Whether a rule that found something has nothing more to say: it had a part in the rewrite, or
    /// what it found is gone with it. `not x == None` may become `x is not None` by two rules, and what a
    /// third one said of its `not` is done, too.
    pub fn resolves(&self, rule: &Rule) -> bool {
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
    pub fn range(&self) -> TextRange {
        if self.site.folded || !self.absorbed().is_empty() {
            self.site.negated_range()
        } else {
            self.site.pair_range()
        }
    }

    /// The title of the rewrite: that of its only step, or what all of them come to.
    pub fn title(&self) -> String {
        if let [only] = &self.steps[..] {
            return only.title.clone();
        }
        let site = &self.site;
        let from = site.comparison.compare.ops[site.pair].as_str();
        let (not, to) = (if site.folded { "not " } else { "" }, site.op.as_str());
        if site.bared {
            return format!("Replace `{not}id(…) {from} id(…)` with `… {to} …`");
        }
        let not = if site.folded { "not … " } else { "" };
        let to = match &self.spelled {
            Some((_, spelling)) if spelling.form == Form::Operand => "the truth value".to_owned(),
            Some((_, spelling)) => format!("`{spelling}`"),
            None => format!("`{to}`"),
        };
        format!("Replace `{not}{from}` with {to}")
    }

    /// The edits and declared changes from the source's state of a pair to this one.
    pub fn changes(&self, module: &Module<'_>) -> (Edits, Vec<Declared>) {
        if let Some((kept, spelling)) = &self.spelled {
            return self.spelled_changes(module, *kept, spelling);
        }
        let site = &self.site;
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
    fn spelled_changes(
        &self,
        module: &Module<'_>,
        kept: usize,
        spelling: &Spelling,
    ) -> (Edits, Vec<Declared>) {
        let Comparison {
            id, operands, nots, ..
        } = self.site.comparison;
        let absorbed = self.absorbed();
        let gone = if self.site.folded { nots } else { absorbed };
        let spelling = Spelling {
            negated: spelling.negated && absorbed.is_empty(),
            form: spelling.form.clone(),
        };
        let mut edits = spelling::splice(module, self.site.comparison, kept, &spelling)
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
}
