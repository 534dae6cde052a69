//! What an operand is as a literal: what a compiler can know of it without running anything.
//!
//! Constants are folded as CPython's compiler folds them (its AST optimiser up to 3.13, its flow
//! graph after), because what is folded is what may be shared.

mod fold;
mod lesson;
pub mod nan;

use ruff_python_ast::{AnyNodeRef as N, Expr};

use crate::syntax::{NodeId, Tree};
pub use fold::Constant;

/// The kinds of operand that comparisons by identity go wrong with.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `None`, `True`, `False`, `...`, `__debug__`, or an expression that folds to one of them.
    Singleton,
    /// A constant other than those, perhaps folded.
    Constant(Constant),
    /// An f-string, which may have fields or be mere text.
    FString {
        /// Whether it has fields: then it is a new string each time it is evaluated.
        has_fields: bool,
    },
    /// A tuple display that holds something other than constants.
    Tuple {
        /// Whether a part of it may stand for nothing: then it may be the empty tuple.
        has_starred: bool,
    },
    /// A list, dict or set display or comprehension, by its name.
    Mutable(&'static str),
}

impl Literal {
    /// Whether the compiler makes one object of it, once.
    pub fn is_constant(&self) -> bool {
        matches!(self, Self::Constant(_))
    }

    /// Whether its value is surely what was meant: a string, bytes or a number.
    pub fn is_value(&self) -> bool {
        matches!(self, Self::Constant(constant) if !matches!(constant, Constant::Tuple { .. }))
    }
}

/// What kind of literal the expression at `id` is, if it is one.
pub fn classify(tree: &Tree<'_>, id: NodeId) -> Option<Literal> {
    Some(match tree.node(id) {
        N::ExprNoneLiteral(_) | N::ExprBooleanLiteral(_) | N::ExprEllipsisLiteral(_) => {
            Literal::Singleton
        }
        N::ExprName(name) if name.id == "__debug__" => Literal::Singleton,
        N::ExprFString(_) => Literal::FString {
            has_fields: tree
                .subtree(id)
                .any(|part| matches!(tree.node(part), N::InterpolatedElement(_))),
        },
        N::ExprList(_) => Literal::Mutable("list"),
        N::ExprDict(_) => Literal::Mutable("dict"),
        N::ExprSet(_) => Literal::Mutable("set"),
        N::ExprListComp(_) => Literal::Mutable("list comprehension"),
        N::ExprSetComp(_) => Literal::Mutable("set comprehension"),
        N::ExprDictComp(_) => Literal::Mutable("dict comprehension"),
        N::ExprTuple(tuple) => fold::fold(tree, id).map_or_else(
            || Literal::Tuple {
                has_starred: tuple.elts.iter().any(Expr::is_starred_expr),
            },
            Literal::Constant,
        ),
        _ => match fold::fold(tree, id)? {
            Constant::Bool(_) | Constant::None | Constant::Ellipsis => Literal::Singleton,
            constant => Literal::Constant(constant),
        },
    })
}
