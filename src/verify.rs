//! The proof of one result: parsed again, its tree is the input's with just the declared changes.
//!
//! Both trees are walked in step, node by node, without recursion. They are the same where kind,
//! number of children and facts are ([`crate::syntax::shape`]); a declared change says which fact
//! differs, which `not` is gone, or which nodes are made around the operand of a comparison. The comments, which no tree holds, must be the same.

use ruff_python_ast::AnyNodeRef;
use ruff_python_ast::token::Tokens;
use ruff_text_size::Ranged;
use std::collections::{HashMap, HashSet};
use thiserror::Error;

use crate::rule::Module;
use crate::settle::Declared;
use crate::spelling::{Made, Spelling, is_without_effect};
use crate::syntax::shape::{Fact, facts};
use crate::syntax::{NodeId, Syntax, SyntaxFault, Tree};

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
    let mut results = after.ids();
    for id in before.ids() {
        let differs = || differs_at(before, id);
        let made = expected.before.remove(&id);
        for made in made.into_iter().flatten() {
            made_at(&after, results.next(), &made).ok_or_else(differs)?;
        }
        if !expected.gone.remove(&id) {
            let result = results.next().ok_or_else(differs)?;
            if !expected.admits(before, id, &after, result) {
                return Err(differs());
            }
        }
        let made = expected.behind.remove(&id);
        for made in made.into_iter().flatten() {
            made_at(&after, results.next(), &made).ok_or_else(differs)?;
        }
    }
    if results.next().is_some() || !expected.is_spent() {
        let end = before.node(NodeId::ROOT).end().to_u32();
        return Err(Fault::Tree { offset: end });
    }
    Ok(())
}

fn differs_at(before: &Tree<'_>, id: NodeId) -> Fault {
    Fault::Tree {
        offset: before.node(id).start().to_u32(),
    }
}

/// That the node of the result is the one that was to be made.
fn made_at(after: &Tree<'_>, result: Option<NodeId>, made: &Made) -> Option<()> {
    let id = result?;
    made.is(after.node(id), after.children(id).count())
        .then_some(())
}

/// The text of every comment, in order.
fn comments<'t>(text: &'t str, tokens: &'t Tokens) -> impl Iterator<Item = &'t str> {
    let comments = tokens.iter().filter(|token| token.kind().is_comment());
    comments.map(|token| &text[token.range()])
}

/// The declared changes that have not been met yet.
#[derive(Default)]
struct Expected {
    operators: HashMap<NodeId, Vec<(usize, ruff_python_ast::CmpOp)>>,
    /// Nodes that are not in the result: a `not` whose operand takes its place, as it follows in
    /// preorder; a comparison that is spelled another way, with the operand it loses.
    gone: HashSet<NodeId>,
    /// What is made before a node.
    before: HashMap<NodeId, Vec<Made>>,
    /// What is made behind a node that ends an operand.
    behind: HashMap<NodeId, Vec<Made>>,
}

impl Expected {
    fn new(before: &Tree<'_>, declared: &[Declared]) -> Result<Self, Fault> {
        let mut expected = Self::default();
        // The innermost spelling first: where several end at one node, so do their tails.
        for change in declared.iter().rev() {
            match change {
                &Declared::Operator { node, pair, to } => {
                    expected.operators.entry(node).or_default().push((pair, to));
                }
                &Declared::Unwrapped { node } => {
                    expected.gone.insert(node);
                }
                Declared::Spelled {
                    node,
                    kept,
                    spelling,
                } => expected
                    .spell(before, *node, *kept, spelling)
                    .ok_or_else(|| differs_at(before, *node))?,
            }
        }
        Ok(expected)
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

    fn admits(&mut self, before: &Tree<'_>, id: NodeId, after: &Tree<'_>, result: NodeId) -> bool {
        let (old, new) = (before.node(id), after.node(result));
        if std::mem::discriminant(&old) != std::mem::discriminant(&new)
            || before.children(id).count() != after.children(result).count()
        {
            return false;
        }
        let mut wanted = facts(old);
        if let Some(changes) = self.operators.remove(&id) {
            if !matches!(old, AnyNodeRef::ExprCompare(_)) {
                return false;
            }
            for (pair, to) in changes {
                // A comparison's facts start with its operators.
                wanted[pair] = Fact::Compare(to);
            }
        }
        wanted == facts(new)
    }

    fn is_spent(&self) -> bool {
        self.operators.is_empty()
            && self.gone.is_empty()
            && self.before.is_empty()
            && self.behind.is_empty()
    }
}
