//! What a rule is, what it is shown and what it may answer.
//!
//! A rule is shown one comparison at a time, as a [`Site`], and answers with a [`Proposal`] or
//! nothing. It never names another rule: which proposals are taken, and how several make one
//! rewrite, is [`crate::settle`]'s business.

use ruff_python_ast::{AnyNodeRef, CmpOp, ExprCompare, ExprRef, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use crate::fix::Applicability;
use crate::judge::{Evidence, Verdict};
use crate::literal::{self, Literal};
use crate::module::Module;
use crate::scan::Look;
use crate::spelling::Spelling;
use crate::syntax::{NodeId, tokens};
use crate::types::Facts;
use crate::types::may_know::Knowledge;

/// What is reported: how it is called, and what it says in short.
#[derive(Debug)]
pub struct Descriptor {
    /// The names it answers to: the one used here first (`is-literal`), then pylint's.
    pub names: &'static [&'static str],
    /// The codes it answers to, the one shown first.
    pub codes: &'static [&'static str],
    /// One sentence: what is found, and of a rule, what it makes of it.
    pub summary: &'static str,
}

/// A rule: how it is called, its place, its check.
#[derive(Debug)]
pub struct Rule {
    /// What it is to whoever reads its findings.
    pub descriptor: Descriptor,
    /// Whether it is on unless settings say otherwise.
    pub default: bool,
    /// When it is asked: a `not` is folded before the operator under it is judged.
    pub stage: Stage,
    /// What the byte scan looks for on its behalf.
    pub look: Look,
    /// Asked for each pair of each comparison.
    pub check: fn(&Site<'_, '_>) -> Option<Proposal>,
}

/// The order in which rules see a comparison, in every round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Rules about the `not` around a comparison.
    Negation,
    /// Rules about its operators.
    Operator,
}

impl Descriptor {
    /// The name shown in reports.
    pub fn name(&self) -> &'static str {
        self.names[0]
    }

    /// The code shown in reports.
    pub fn code(&self) -> &'static str {
        self.codes[0]
    }
}

impl PartialEq for Descriptor {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl Eq for Descriptor {}

impl Rule {
    /// The name shown in reports.
    pub fn name(&self) -> &'static str {
        self.descriptor.name()
    }

    /// The code shown in reports.
    pub fn code(&self) -> &'static str {
        self.descriptor.code()
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.descriptor == other.descriptor
    }
}

impl Eq for Rule {}

/// What a rule answers for one pair of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// What is wrong, in a sentence or two that teach.
    pub message: String,
    /// What to make of it; `None` where it is only to be reported.
    pub change: Option<Change>,
    /// How sure the change is.
    pub applicability: Applicability,
    /// What the fix does, in the imperative.
    pub title: String,
    /// What the judge said, where it was asked.
    pub evidence: Option<Evidence>,
}

impl Proposal {
    /// Whether the comparison is right as it stands and only remarked upon.
    pub fn is_note(&self) -> bool {
        self.evidence
            .as_ref()
            .is_some_and(|evidence| evidence.verdict == Verdict::Overloaded)
    }
}

/// A change of the tree that a rule may ask for; [`crate::verify`] admits these and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Another operator for the pair.
    Operator(CmpOp),
    /// The `not` around the comparison goes into its only operator.
    FoldNot,
    /// What the two calls of `id` in the pair are given is compared itself, by this operator.
    Identity(CmpOp),
    /// Another expression in the comparison's place, around one of its operands.
    Spell {
        /// Which operand is kept: 0 or 1.
        kept: usize,
        /// What is made of it.
        spelling: Spelling,
    },
}

/// One comparison of the source with the `not`s around it.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The comparison's node.
    pub id: NodeId,
    /// The comparison's syntax.
    pub compare: &'a ExprCompare,
    /// The nodes of its operands, from the left: one more than it has operators.
    pub operands: Vec<NodeId>,
    /// The `not`s directly around it, innermost first; parentheses may lie between.
    pub nots: Vec<NodeId>,
}

impl<'a> Comparison<'a> {
    /// The comparison at a node.
    pub fn new(module: &Module<'a>, id: NodeId, compare: &'a ExprCompare) -> Self {
        let tree = &module.tree;
        let negates = |&outer: &NodeId| matches!(tree.node(outer), AnyNodeRef::ExprUnaryOp(unary) if unary.op == UnaryOp::Not);
        Self {
            id,
            compare,
            operands: tree.children(id).collect(),
            nots: tree.ancestors(id).take_while(negates).collect(),
        }
    }

    /// How many pairs of operands it has: two or more make a chain.
    pub fn pairs(&self) -> usize {
        self.compare.ops.len()
    }
}

/// One pair of a comparison, in the state that earlier changes left it in.
///
/// The pairs of a chain do not touch each other, and only a comparison of one pair is ever folded.
#[derive(Debug, Clone, Copy)]
pub struct Site<'s, 'a> {
    /// Where it stands.
    pub module: &'s Module<'a>,
    /// The comparison it is a pair of.
    pub comparison: &'s Comparison<'a>,
    /// Which pair, from the left, from 0.
    pub pair: usize,
    /// The operator now; that of the source is in the comparison.
    pub op: CmpOp,
    /// Whether the `not`s have been folded into the operator.
    pub folded: bool,
    /// Whether the calls of `id` that are its operands are gone, and what they were given is compared.
    pub bared: bool,
}

impl<'s, 'a> Site<'s, 'a> {
    /// A pair as the source has it.
    pub fn new(module: &'s Module<'a>, comparison: &'s Comparison<'a>, pair: usize) -> Self {
        let op = comparison.compare.ops[pair];
        Self {
            module,
            comparison,
            pair,
            op,
            folded: false,
            bared: false,
        }
    }

    /// The `not`s around it that have not been folded, innermost first.
    pub fn nots(&self) -> &'s [NodeId] {
        if self.folded {
            &[]
        } else {
            &self.comparison.nots
        }
    }

    /// Whether there are other pairs.
    pub fn is_chain(&self) -> bool {
        self.comparison.pairs() > 1
    }

    /// The operands, left and right.
    pub fn operands(&self) -> [ExprRef<'a>; 2] {
        [self.pair, self.pair + 1].map(|at| tokens::operand(self.comparison.compare, at))
    }

    /// What inference knows of the pair, asked where it may know at least so much.
    pub fn facts(&self, least: Knowledge) -> Option<&'s Facts> {
        let types = self.module.types.as_ref()?;
        types.facts(self.module, self.comparison.id, self.pair, least)
    }

    /// Whether types were asked about the pair in vain, where the operand may be of a class that is not the
    /// standard library's.
    pub fn is_unanswered(&self) -> bool {
        let types = self.module.types.as_ref();
        types.is_some_and(|types| types.is_unanswered(self.module, self.comparison.id, self.pair))
    }

    /// What kind of literal each operand is, if it is one.
    pub fn literals(&self) -> [Option<Literal>; 2] {
        [self.pair, self.pair + 1]
            .map(|at| literal::classify(&self.module.tree, self.comparison.operands[at]))
    }

    /// The range of the pair with its operands' parentheses: the whole comparison unless it is a
    /// chain.
    pub fn pair_range(&self) -> TextRange {
        let compare = self.comparison.compare;
        if !self.is_chain() {
            return compare.range();
        }
        let around = AnyNodeRef::ExprCompare(compare);
        let [left, right] = self
            .operands()
            .map(|operand| tokens::with_parentheses(operand, around, self.module.tokens));
        left.cover(right)
    }

    /// The range from the outermost `not` to the comparison's end, closing parentheses inside.
    pub fn negated_range(&self) -> TextRange {
        let comparison = self.comparison;
        comparison
            .nots
            .last()
            .map_or(comparison.compare.range(), |&not| {
                self.module.tree.node(not).range()
            })
    }
}
