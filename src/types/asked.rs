//! What one module asks of inference, and what came back: asked late, once for each sort of
//! comparison, and only where anything may be known.

#[cfg(test)]
mod tests;

use ruff_python_ast::{AnyNodeRef as N, CmpOp, ExprCompare, ExprRef, UnaryOp};
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::path::Path;

use super::may_know::{Knowledge, may_know};
use super::{Facts, Infer, Origin, Pair};
use crate::literal::nan;
use crate::module::Module;
use crate::syntax::{NodeId, depth, tokens};

/// A longer text is not asked about: it is data, or made to be hard.
const LONGEST: usize = 4 << 20;

/// A text that may nest deeper is not asked about: inference recurses over the tree, and a child that
/// overflows has to be replaced. Code that people write stays far below; a test holds the child's
/// stack against it.
pub const DEEPEST: usize = 200;

/// The questions of one module.
#[derive(Debug)]
pub struct Asked<'a> {
    infer: &'a dyn Infer,
    path: &'a Path,
    /// By sort and knowledge, filled when the first of them is asked for.
    answers: [[OnceCell<Answers>; 2]; SORTS],
    /// How many pairs were asked about in vain.
    failed: Cell<usize>,
}

/// What came back, of each pair that was asked about.
type Answers = HashMap<(NodeId, usize), Answer>;

#[derive(Debug)]
enum Answer {
    /// These facts, or that nothing can be said.
    Given(Option<Facts>),
    /// None: inference failed, or was not to be had.
    Missing,
}

/// Sorts of pairs that are asked about together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// `x == None`
    None,
    /// `x == True`
    Truth,
    /// `x is "a"`
    Literal,
    /// `not a == b`
    Negated,
    /// `x == math.nan`
    Nan,
}

/// How many sorts there are.
const SORTS: usize = 5;

impl<'a> Asked<'a> {
    /// Questions about the module at `path`, as the user named it.
    pub fn new(infer: &'a dyn Infer, path: &'a Path) -> Self {
        Self {
            infer,
            path,
            answers: Default::default(),
            failed: Cell::new(0),
        }
    }

    /// How many pairs were asked about in vain, for inference failed on them or was not to be had.
    pub fn failed(&self) -> usize {
        self.failed.get()
    }

    /// Whether the module could import any of these packages.
    pub fn finds_any(&self, mut packages: impl Iterator<Item = &'static str>) -> bool {
        packages.any(|name| self.infer.origin(self.path, name) == Origin::Found)
    }

    /// The facts about a pair of the comparison at `id`, where inference may know at least so much.
    pub fn facts(
        &self,
        module: &Module<'a>,
        id: NodeId,
        pair: usize,
        least: Knowledge,
    ) -> Option<&Facts> {
        match self.answer(module, id, pair, least)? {
            Answer::Given(facts) => facts.as_ref(),
            Answer::Missing => None,
        }
    }

    /// Whether no answer came about a pair of the comparison at `id`, where the operand may be of a class
    /// that is not the standard library's: not that nothing is known, but that it could not be told.
    pub fn is_unanswered(&self, module: &Module<'a>, id: NodeId, pair: usize) -> bool {
        let answer = self.answer(module, id, pair, Knowledge::Foreign);
        matches!(answer, Some(Answer::Missing))
    }

    fn answer(
        &self,
        module: &Module<'a>,
        id: NodeId,
        pair: usize,
        least: Knowledge,
    ) -> Option<&Answer> {
        let N::ExprCompare(compare) = module.tree.node(id) else {
            return None;
        };
        let sort = sort(module, id, compare, pair)?;
        let beside = Cell::new(false);
        let knowledge = self.knowledge(module, id, compare, pair, &beside);
        if knowledge == Knowledge::Nothing || knowledge < least {
            return None;
        }
        let cell = &self.answers[sort as usize][usize::from(knowledge == Knowledge::Foreign)];
        cell.get_or_init(|| self.ask(module, sort, knowledge))
            .get(&(id, pair))
    }

    /// Asks about every pair of a sort of which just so much may be known.
    fn ask(&self, module: &Module<'a>, sort: Sort, knowledge: Knowledge) -> Answers {
        if module.text.len() > LONGEST || depth::exceeds(module.text, DEEPEST) {
            return Answers::new();
        }
        let beside = Cell::new(false);
        let mut asked = Vec::new();
        for id in module.tree.ids() {
            let N::ExprCompare(compare) = module.tree.node(id) else {
                continue;
            };
            for pair in 0..compare.ops.len() {
                if self::sort(module, id, compare, pair) == Some(sort)
                    && self.knowledge(module, id, compare, pair, &beside) == knowledge
                {
                    asked.push((id, pair, Pair::new(compare.range, pair)));
                }
            }
        }
        let pairs = asked.iter().map(|&(_, _, pair)| pair).collect();
        let inferred = self
            .infer
            .infer(self.path, module.text, pairs, beside.get());
        let failed = inferred.failed;
        let answer = |facts: Option<Facts>| match facts {
            None if failed => Answer::Missing,
            facts => Answer::Given(facts),
        };
        let keys = asked.iter().map(|&(id, pair, _)| (id, pair));
        let answers: Answers = keys.zip(inferred.facts.into_iter().map(answer)).collect();
        let missing = answers.values().filter(|it| matches!(it, Answer::Missing));
        self.failed.set(self.failed.get() + missing.count());
        answers
    }

    /// What may be known of the operands that are no constants, and whether that takes the file's
    /// own folder.
    fn knowledge(
        &self,
        module: &Module<'a>,
        id: NodeId,
        compare: &'a ExprCompare,
        pair: usize,
        beside: &Cell<bool>,
    ) -> Knowledge {
        let origin = |name: &str| {
            let origin = self.infer.origin(self.path, name);
            beside.set(beside.get() || origin == Origin::Beside);
            origin
        };
        [pair, pair + 1]
            .map(|at| tokens::operand(compare, at))
            .into_iter()
            .filter(|&operand| !is_constant(operand) && !is_nan(operand))
            .map(|operand| may_know(module, id, operand, &origin))
            .max()
            .unwrap_or(Knowledge::Nothing)
    }
}

fn sort(module: &Module<'_>, id: NodeId, compare: &ExprCompare, pair: usize) -> Option<Sort> {
    let operands = [pair, pair + 1].map(|at| tokens::operand(compare, at));
    match compare.ops[pair] {
        CmpOp::Is | CmpOp::IsNot => operands
            .iter()
            .any(|operand| is_literal(*operand))
            .then_some(Sort::Literal),
        CmpOp::Eq | CmpOp::NotEq => {
            if operands
                .iter()
                .any(|operand| operand.is_none_literal_expr())
            {
                return Some(Sort::None);
            }
            if operands
                .iter()
                .any(|operand| operand.is_boolean_literal_expr())
            {
                return Some(Sort::Truth);
            }
            if operands.iter().any(|operand| is_nan(*operand)) {
                return Some(Sort::Nan);
            }
            let parent = module
                .tree
                .parent(id)
                .map(|parent| module.tree.node(parent));
            matches!(parent, Some(N::ExprUnaryOp(unary)) if unary.op == UnaryOp::Not)
                .then_some(Sort::Negated)
        }
        _ => None,
    }
}

/// What `is-literal` takes for a literal, roughly: a display, a number, a string, with a sign.
fn is_literal(operand: ExprRef<'_>) -> bool {
    match operand {
        ExprRef::UnaryOp(unary) => is_literal((&*unary.operand).into()),
        ExprRef::BinOp(operation) => {
            is_literal((&*operation.left).into()) && is_literal((&*operation.right).into())
        }
        ExprRef::Subscript(subscript) => is_literal((&*subscript.value).into()),
        ExprRef::FString(_)
        | ExprRef::StringLiteral(_)
        | ExprRef::BytesLiteral(_)
        | ExprRef::NumberLiteral(_)
        | ExprRef::Tuple(_)
        | ExprRef::List(_)
        | ExprRef::Dict(_)
        | ExprRef::Set(_)
        | ExprRef::ListComp(_)
        | ExprRef::SetComp(_)
        | ExprRef::DictComp(_) => true,
        _ => false,
    }
}

/// What `nan-comparison` takes for a NaN, roughly: by its name, or made by a call.
fn is_nan(operand: ExprRef<'_>) -> bool {
    let name = match operand {
        ExprRef::Attribute(attribute) => attribute.attr.as_str(),
        ExprRef::Name(name) => name.id.as_str(),
        _ => return nan::made(operand).is_some(),
    };
    matches!(name, "nan" | "NaN" | "NAN" | "nanj")
}

fn is_constant(operand: ExprRef<'_>) -> bool {
    operand.is_none_literal_expr() || operand.is_boolean_literal_expr() || is_literal(operand)
}
