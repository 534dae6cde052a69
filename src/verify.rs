//! The proof of one result: parsed again, its tree is the input's with just the declared changes.
//!
//! Both trees are walked in step, node by node, without recursion. They are the same where kind,
//! number of children and facts are ([`crate::syntax::shape`]); a declared change says which fact
//! differs, or which `not` is gone. The comments, which no tree holds, must be the same.

use ruff_python_ast::AnyNodeRef;
use ruff_python_ast::token::Tokens;
use ruff_text_size::Ranged;
use std::collections::{HashMap, HashSet};
use thiserror::Error;

use crate::rule::Module;
use crate::settle::Declared;
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
    let mut expected = Expected::new(declared);
    let mut results = after.ids();
    for id in before.ids() {
        if expected.is_unwrapped(id) {
            continue;
        }
        let differs = Fault::Tree {
            offset: before.node(id).start().to_u32(),
        };
        let result = results.next().ok_or_else(|| differs.clone())?;
        if !expected.admits(before, id, &after, result) {
            return Err(differs);
        }
    }
    let end = before.node(NodeId::ROOT).end().to_u32();
    if results.next().is_some() || !expected.is_spent() {
        return Err(Fault::Tree { offset: end });
    }
    Ok(())
}

/// The text of every comment, in order.
fn comments<'t>(text: &'t str, tokens: &'t Tokens) -> impl Iterator<Item = &'t str> {
    let comments = tokens.iter().filter(|token| token.kind().is_comment());
    comments.map(|token| &text[token.range()])
}

/// The declared changes that have not been met yet.
struct Expected {
    operators: HashMap<NodeId, Vec<(usize, ruff_python_ast::CmpOp)>>,
    unwrapped: HashSet<NodeId>,
}

impl Expected {
    fn new(declared: &[Declared]) -> Self {
        let mut expected = Self {
            operators: HashMap::new(),
            unwrapped: HashSet::new(),
        };
        for change in declared {
            match *change {
                Declared::Operator { node, pair, to } => {
                    expected.operators.entry(node).or_default().push((pair, to));
                }
                Declared::Unwrapped { node } => {
                    expected.unwrapped.insert(node);
                }
            }
        }
        expected
    }

    /// Whether the `not` at `id` is declared gone: its operand follows in preorder and takes its place.
    fn is_unwrapped(&mut self, id: NodeId) -> bool {
        self.unwrapped.remove(&id)
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
        self.operators.is_empty() && self.unwrapped.is_empty()
    }
}
