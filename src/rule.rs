//! What a rule is, what it is shown and what it may answer.
//!
//! A rule is shown one comparison at a time, as a [`Site`], and answers with a [`Proposal`] or
//! nothing. It never names another rule: which proposals are taken, and how several make one
//! rewrite, is [`crate::settle`]'s business.

use ruff_python_ast::token::Tokens;
use ruff_python_ast::{AnyNodeRef, CmpOp, ExprCompare, ExprRef, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use crate::fix::Applicability;
use crate::judge::{Evidence, Verdict};
use crate::literal::{self, Literal};
use crate::syntax::names::Imports;
use crate::syntax::{NodeId, Syntax, Tree, tokens};

/// A rule: its names, its place, its check.
#[derive(Debug)]
pub struct Rule {
    /// The names it answers to: the one used here first (`is-literal`), then pylint's.
    pub names: &'static [&'static str],
    /// The codes it answers to, the one shown first.
    pub codes: &'static [&'static str],
    /// One sentence: what it finds and makes of it.
    pub summary: &'static str,
    /// Whether it is on unless settings say otherwise.
    pub default: bool,
    /// When it is asked: a `not` is folded before the operator under it is judged.
    pub stage: Stage,
    /// Asked for each pair of each comparison; `pair` counts from the left, from 0.
    pub check: fn(&Site<'_>, pair: usize) -> Option<Proposal>,
}

/// The order in which rules see a comparison, in every round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Rules about the `not` around a comparison.
    Negation,
    /// Rules about its operators.
    Operator,
}

impl Rule {
    /// The name shown in reports.
    pub fn name(&self) -> &'static str {
        self.names[0]
    }

    /// The code shown in reports.
    pub fn code(&self) -> &'static str {
        self.codes[0]
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Another operator for the pair.
    Operator(CmpOp),
    /// The `not` around the comparison goes into its only operator.
    FoldNot,
}

/// The module that comparisons stand in.
#[derive(Debug)]
pub struct Module<'a> {
    /// The decoded text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its nodes.
    pub tree: Tree<'a>,
    /// What its names were imported from.
    pub imports: Imports<'a>,
}

impl<'a> Module<'a> {
    /// A module as it was parsed.
    pub fn new(text: &'a str, syntax: &'a Syntax) -> Self {
        let tree = syntax.tree();
        let imports = Imports::new(&tree);
        Self {
            text,
            tokens: syntax.tokens(),
            tree,
            imports,
        }
    }

    /// The expression of a node that is one.
    pub fn expression(&self, id: NodeId) -> Option<ExprRef<'a>> {
        self.tree.node(id).as_expr_ref()
    }
}

/// One comparison with the `not`s around it, in the state that earlier changes left it in.
#[derive(Debug, Clone)]
pub struct Site<'a> {
    /// Where it stands.
    pub module: &'a Module<'a>,
    /// The comparison's node.
    pub id: NodeId,
    /// The comparison's syntax.
    pub compare: &'a ExprCompare,
    /// The `not`s directly around it, innermost first; parentheses may lie between.
    pub nots: Vec<NodeId>,
    /// The operators now, one for each pair; those of the source are in `compare`.
    pub ops: Vec<CmpOp>,
    /// Whether the `not`s have been folded into the operator.
    pub folded: bool,
}

impl<'a> Site<'a> {
    /// The comparison at a node, as the source has it.
    pub fn new(module: &'a Module<'a>, id: NodeId, compare: &'a ExprCompare) -> Self {
        let negates = |&outer: &NodeId| matches!(module.tree.node(outer), AnyNodeRef::ExprUnaryOp(unary) if unary.op == UnaryOp::Not);
        let nots = module.tree.ancestors(id).take_while(negates).collect();
        Self {
            module,
            id,
            compare,
            nots,
            ops: compare.ops.to_vec(),
            folded: false,
        }
    }

    /// The operator of a pair, now.
    pub fn op(&self, pair: usize) -> CmpOp {
        self.ops[pair]
    }

    /// Whether a `not` stands before it that has not been folded.
    pub fn is_negated(&self) -> bool {
        !self.nots.is_empty() && !self.folded
    }

    /// Whether there are two pairs or more.
    pub fn is_chain(&self) -> bool {
        self.ops.len() > 1
    }

    /// The operands of a pair, left and right.
    pub fn operands(&self, pair: usize) -> [ExprRef<'a>; 2] {
        [
            tokens::operand(self.compare, pair),
            tokens::operand(self.compare, pair + 1),
        ]
    }

    /// The nodes of the operands of a pair.
    pub fn operand_ids(&self, pair: usize) -> [NodeId; 2] {
        let mut children = self.module.tree.children(self.id).skip(pair);
        let mut next = || {
            children
                .next()
                .expect("a comparison's children are its operands")
        };
        [next(), next()]
    }

    /// What kind of literal each operand of a pair is, if it is one.
    pub fn literals(&self, pair: usize) -> [Option<Literal>; 2] {
        self.operand_ids(pair)
            .map(|id| literal::classify(&self.module.tree, id))
    }

    /// The range of a pair with its operands' parentheses: the whole comparison unless it is a chain.
    pub fn pair_range(&self, pair: usize) -> TextRange {
        if !self.is_chain() {
            return self.compare.range();
        }
        let [left, right] = self.operands(pair).map(|operand| {
            tokens::with_parentheses(
                operand,
                AnyNodeRef::ExprCompare(self.compare),
                self.module.tokens,
            )
        });
        left.cover(right)
    }

    /// The range from the outermost `not` to the comparison's end, closing parentheses inside.
    pub fn negated_range(&self) -> TextRange {
        self.nots.last().map_or(self.compare.range(), |&not| {
            self.module.tree.node(not).range()
        })
    }

    /// Whether it stands in an f- or t-string field with `=`, whose source text is output.
    pub fn is_output(&self) -> bool {
        self.module.tree.ancestors(self.id).any(|outer| {
            matches!(self.module.tree.node(outer), AnyNodeRef::InterpolatedElement(field) if field.debug_text.is_some())
        })
    }
}
