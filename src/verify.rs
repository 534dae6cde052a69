//! The proof of one result: parsed again, its tree is the input's with just the declared changes.
//!
//! Both trees are walked in step, node by node, without recursion. They are the same where kind,
//! number of children and facts are ([`crate::syntax::shape`]); a declared change says which fact
//! differs, which `not` is gone, or which nodes are made around the operand of a comparison. The
//! comments, which no tree holds, must be the same. Where edits lie within statements it is enough to
//! look at those, and `statements` says why.

mod added;
mod statements;
#[cfg(test)]
mod tests;

use ruff_python_ast::token::Token;
use ruff_python_ast::{AnyNodeRef, CmpOp};
use ruff_text_size::Ranged;
use std::collections::{HashMap, HashSet};
use std::iter::Peekable;
use std::vec::IntoIter;
use thiserror::Error;

use crate::edit::Edits;
use crate::module::Module;
use crate::operator::argument;
use crate::settle::Declared;
use crate::spelling::{Made, Spelling, is_without_effect};
use crate::syntax::shape::{Fact, facts};
use crate::syntax::{NodeId, Syntax, SyntaxFault, Tree};
pub use added::verify_comments;

/// Why a result is not what was declared: an internal fault, for no input should bring it about.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// The result no longer parses.
    #[error("the rewrite would not parse: {0}")]
    Syntax(#[from] SyntaxFault),
    /// The result's bytes do not decode to the text they were made from.
    #[error("the rewrite would not decode to the intended text")]
    Decoding,
    /// A comment of the input is not in the result, or the other way round.
    #[error("the rewrite would change a comment")]
    Comment,
    /// The result's tree differs in more or less than was declared.
    #[error("the rewrite would change more than it declares, at byte {offset} of the text as read")]
    Tree {
        /// Where in the input's text the trees part, in UTF-8 bytes.
        offset: u32,
    },
}

/// Holds what edits make of a module against it: by the statements that they change, where that is
/// proof enough, else as [`verify`] does.
///
/// # Errors
///
/// The first difference that was not declared, or declared and not there.
pub fn verify_edits(
    module: &Module<'_>,
    edits: &Edits,
    result: &str,
    declared: &[Declared],
) -> Result<(), Fault> {
    if statements::prove(module, edits, result, declared).is_some() {
        debug_assert_eq!(verify(module, result, declared), Ok(()));
        return Ok(());
    }
    verify(module, result, declared)
}

/// Holds a result's text against the module it was made from.
///
/// # Errors
///
/// The first difference that was not declared, or declared and not there.
pub fn verify(module: &Module<'_>, result: &str, declared: &[Declared]) -> Result<(), Fault> {
    let before = &module.tree;
    let syntax = Syntax::parse(result)?;
    if !comments(module.text, module.tokens).eq(comments(result, syntax.tokens())) {
        return Err(Fault::Comment);
    }
    let after = syntax.tree();
    let mut expected = Expected::new(before, declared)?;
    expected.meet(before, before.ids(), &after, after.ids())?;
    if !expected.is_spent() {
        return Err(differs_at_end(before));
    }
    Ok(())
}

fn differs_at(before: &Tree<'_>, id: NodeId) -> Fault {
    Fault::Tree {
        offset: before.node(id).start().to_u32(),
    }
}

fn differs_at_end(before: &Tree<'_>) -> Fault {
    Fault::Tree {
        offset: before.node(NodeId::ROOT).end().to_u32(),
    }
}

/// That the node of the result is the one that was to be made.
fn made_at(after: &Tree<'_>, result: Option<NodeId>, made: &Made) -> Option<()> {
    let id = result?;
    made.is(after.node(id), after.children(id).count())
        .then_some(())
}

/// The text of every comment, in order.
fn comments<'t>(text: &'t str, tokens: &'t [Token]) -> impl Iterator<Item = &'t str> {
    let comments = tokens.iter().filter(|token| token.kind().is_comment());
    comments.map(|token| &text[token.range()])
}

/// The declared changes that have not been met yet.
struct Expected {
    operators: HashMap<NodeId, Vec<(usize, CmpOp)>>,
    /// Nodes that are not in the result: a `not` whose operand takes its place, as it follows in
    /// preorder; a comparison that is spelled another way, with the operand it loses.
    gone: HashSet<NodeId>,
    /// What is made before a node.
    before: HashMap<NodeId, Vec<Made>>,
    /// What is made behind a node that ends an operand.
    behind: HashMap<NodeId, Vec<Made>>,
    /// Every node that one of these is about, in preorder, from the one that is met next.
    nodes: Peekable<IntoIter<NodeId>>,
}

impl Expected {
    fn new(before: &Tree<'_>, declared: &[Declared]) -> Result<Self, Fault> {
        let mut expected = Self {
            operators: HashMap::new(),
            gone: HashSet::new(),
            before: HashMap::new(),
            behind: HashMap::new(),
            nodes: Vec::new().into_iter().peekable(),
        };
        // The innermost spelling first: where several end at one node, so do their tails.
        for change in declared.iter().rev() {
            match change {
                &Declared::Operator { node, pair, to } => {
                    expected.operators.entry(node).or_default().push((pair, to));
                }
                &Declared::Unwrapped { node } => {
                    expected.gone.insert(node);
                }
                &Declared::Identity { node, to } => expected
                    .bare(before, node, to)
                    .ok_or_else(|| differs_at(before, node))?,
                Declared::Spelled {
                    node,
                    kept,
                    spelling,
                } => expected
                    .spell(before, *node, *kept, spelling)
                    .ok_or_else(|| differs_at(before, *node))?,
            }
        }
        let mut nodes: Vec<NodeId> = expected.operators.keys().copied().collect();
        nodes.extend(&expected.gone);
        nodes.extend(expected.before.keys().chain(expected.behind.keys()));
        nodes.sort_unstable();
        nodes.dedup();
        expected.nodes = nodes.into_iter().peekable();
        Ok(expected)
    }

    /// Only two calls of `id` with one argument each may go, and only an operator of identity may come.
    fn bare(&mut self, tree: &Tree<'_>, node: NodeId, to: CmpOp) -> Option<()> {
        if !matches!(tree.node(node), AnyNodeRef::ExprCompare(compare) if compare.ops.len() == 1)
            || !matches!(to, CmpOp::Is | CmpOp::IsNot)
        {
            return None;
        }
        for operand in tree.children(node) {
            argument::of_id(tree.node(operand).as_expr_ref()?)?;
            let [function, arguments] = tree.children(operand).collect::<Vec<_>>()[..] else {
                return None;
            };
            self.gone.extend([operand, function, arguments]);
        }
        self.operators.entry(node).or_default().push((0, to));
        Some(())
    }

    /// Only a comparison of one pair may be spelled another way, and only an operand without effect
    /// may go.
    fn spell(
        &mut self,
        tree: &Tree<'_>,
        node: NodeId,
        kept: NodeId,
        spelling: &Spelling,
    ) -> Option<()> {
        let AnyNodeRef::ExprCompare(compare) = tree.node(node) else {
            return None;
        };
        let operands: Vec<NodeId> = tree.children(node).collect();
        let at = operands.iter().position(|&operand| operand == kept)?;
        let [_] = compare.ops[..] else { return None };
        let lost = operands[1 - at];
        if !is_without_effect(tree.node(lost).as_expr_ref()?) {
            return None;
        }
        let (before, behind) = spelling.made();
        self.gone.insert(node);
        self.gone.extend(tree.subtree(lost));
        self.before.insert(node, before);
        let last = tree.subtree(kept).next_back()?;
        self.behind.entry(last).or_default().extend(behind);
        Some(())
    }

    /// Walks nodes of both trees in step, in preorder; what was declared of those is met and gone.
    fn meet<'b, 'r>(
        &mut self,
        before: &Tree<'b>,
        ids: impl Iterator<Item = NodeId>,
        after: &Tree<'r>,
        mut results: impl Iterator<Item = NodeId>,
    ) -> Result<(), Fault> {
        let mut facts = Facts::default();
        for id in ids {
            let differs = || differs_at(before, id);
            // What was passed over is never met, and shows in what is left.
            while self.nodes.next_if(|&node| node < id).is_some() {}
            if self.nodes.next_if_eq(&id).is_none() {
                let result = results.next().ok_or_else(differs)?;
                if !(are_alike(before, id, after, result)
                    && facts.agree(before.node(id), after.node(result)))
                {
                    return Err(differs());
                }
                continue;
            }
            for made in self.before.remove(&id).into_iter().flatten() {
                made_at(after, results.next(), &made).ok_or_else(differs)?;
            }
            if !self.gone.remove(&id) {
                let result = results.next().ok_or_else(differs)?;
                if !self.admits(before, id, after, result) {
                    return Err(differs());
                }
            }
            for made in self.behind.remove(&id).into_iter().flatten() {
                made_at(after, results.next(), &made).ok_or_else(differs)?;
            }
        }
        match results.next() {
            None => Ok(()),
            Some(_) => Err(differs_at_end(before)),
        }
    }

    fn admits(&mut self, before: &Tree<'_>, id: NodeId, after: &Tree<'_>, result: NodeId) -> bool {
        if !are_alike(before, id, after, result) {
            return false;
        }
        let (old, new) = (before.node(id), after.node(result));
        let mut wanted = Vec::new();
        facts(old, |fact| wanted.push(fact));
        if let Some(changes) = self.operators.remove(&id) {
            if !matches!(old, AnyNodeRef::ExprCompare(_)) {
                return false;
            }
            for (pair, to) in changes {
                // A comparison's facts start with its operators.
                wanted[pair] = Fact::Compare(to);
            }
        }
        let mut found = Vec::new();
        facts(new, |fact| found.push(fact));
        wanted == found
    }

    fn is_spent(&self) -> bool {
        self.operators.is_empty()
            && self.gone.is_empty()
            && self.before.is_empty()
            && self.behind.is_empty()
    }
}

/// Whether two nodes are of one kind and have as many children.
fn are_alike(before: &Tree<'_>, id: NodeId, after: &Tree<'_>, result: NodeId) -> bool {
    std::mem::discriminant(&before.node(id)) == std::mem::discriminant(&after.node(result))
        && before.children(id).count() == after.children(result).count()
}

/// The facts of two nodes: room that is used again for the next ones.
#[derive(Default)]
struct Facts<'b, 'r> {
    old: Vec<Fact<'b>>,
    new: Vec<Fact<'r>>,
}

impl<'b, 'r> Facts<'b, 'r> {
    fn agree(&mut self, old: AnyNodeRef<'b>, new: AnyNodeRef<'r>) -> bool {
        self.old.clear();
        self.new.clear();
        facts(old, |fact| self.old.push(fact));
        facts(new, |fact| self.new.push(fact));
        self.old == self.new
    }
}
