//! What a node says beyond its children: names, operators, values, flags, and how many children it
//! has of each sort.
//!
//! Two trees are the same exactly when their nodes, in preorder, have the same kind, the same
//! number of children and the same facts. Every struct is taken apart field by field without `..`,
//! so a field that a later parser adds stops the build instead of escaping the proof.

/// Takes a node's struct apart, ignoring where it stands.
macro_rules! fields {
    ($kind:ident { $($field:tt)* } = $node:expr) => {
        let ast::$kind { node_index: _, range: _, $($field)* } = $node;
    };
}

mod clause;
mod expression;
mod statement;

use ruff_python_ast::{self as ast, AnyNodeRef as N};

use clause::{clause, pattern};
use expression::expression;
use statement::statement;

/// One thing a node says.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact<'a> {
    /// A name or text.
    Text(&'a str),
    /// The value of a bytes literal.
    Bytes(&'a [u8]),
    /// An integer literal's value.
    Int(&'a ast::Int),
    /// A float's bits, so that no two spellings of different values are taken as equal.
    Float(u64),
    /// A flag, or whether an optional child is there.
    Flag(bool),
    /// How many children of one sort there are.
    Count(usize),
    /// An operator of a comparison, in a chain one fact each.
    Compare(ast::CmpOp),
    /// Another operator, by its spelling.
    Operator(&'static str),
}

/// Says the facts of one node, in an order fixed by its kind.
pub fn facts<'a>(node: N<'a>, mut say: impl FnMut(Fact<'a>)) {
    if node.is_statement() {
        statement(node, &mut say);
    } else if node.is_expression() {
        expression(node, &mut say);
    } else if node.is_pattern() {
        pattern(node, &mut say);
    } else {
        clause(node, &mut say);
    }
}

fn text(identifier: &ast::Identifier) -> Fact<'_> {
    Fact::Text(identifier.as_str())
}

fn optional_text(identifier: Option<&ast::Identifier>) -> [Fact<'_>; 2] {
    [
        Fact::Flag(identifier.is_some()),
        Fact::Text(identifier.map_or("", |name| name.as_str())),
    ]
}
