//! Calls of `id` that give way to what they are given: `id(a)` becomes `a`.
//!
//! What a call's parentheses hold stays as it is; where they carry a line break, they stay, too.

#[cfg(test)]
mod tests;

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{AnyNodeRef as N, Expr, ExprCall, ExprRef};
use ruff_text_size::{Ranged, TextRange};

use crate::edit::Edit;
use crate::module::Module;
use crate::rule::Comparison;
use crate::syntax::tokens::{blanks_before, operand, with_parentheses};

/// A call of a name `id` with one argument, and that; `None` for any other expression. Whether the name
/// is the builtin's is not asked.
pub fn of_id(expression: ExprRef<'_>) -> Option<(&ExprCall, &Expr)> {
    let ExprRef::Call(call) = expression else {
        return None;
    };
    let [argument] = &*call.arguments.args else {
        return None;
    };
    let is_id = call.func.as_name_expr().is_some_and(|name| name.id == "id");
    let is_one = call.arguments.keywords.is_empty() && !argument.is_starred_expr();
    (is_id && is_one).then_some((call, argument))
}

/// The edits that leave of both operands of a comparison what their `id` is given.
///
/// `None` where they are not two such calls, in a chain, and where a comment would be lost.
pub fn bare(module: &Module<'_>, comparison: &Comparison<'_>) -> Option<Vec<Edit>> {
    if comparison.pairs() > 1 {
        return None;
    }
    let mut edits = Vec::new();
    for at in 0..2 {
        let (call, argument) = of_id(operand(comparison.compare, at))?;
        edits.extend(unwrap(module, call, argument)?);
    }
    Some(edits)
}

/// The edits that leave of a call its only argument.
fn unwrap(module: &Module<'_>, call: &ExprCall, argument: &Expr) -> Option<Vec<Edit>> {
    let (text, tokens) = (module.text, module.tokens);
    let brackets = call.arguments.range();
    let callee = TextRange::new(call.start(), brackets.start());
    if of_kind(tokens, callee, TokenKind::Comment).next().is_some() {
        return None;
    }
    let argument = with_parentheses(argument.into(), N::Arguments(&call.arguments), tokens);
    let behind = TextRange::new(argument.end(), brackets.end());
    if !text[brackets].contains(['\n', '\r']) {
        let before = TextRange::new(call.start(), argument.start());
        return Some(vec![Edit::delete(before), Edit::delete(behind)]);
    }
    // In parentheses of its own a comma would make a tuple of it.
    let comma = of_kind(tokens, behind, TokenKind::Comma)
        .map(|comma| TextRange::new(blanks_before(text, comma.start()), comma.end()));
    let gone = std::iter::once(callee).chain(comma);
    Some(gone.map(Edit::delete).collect())
}

fn of_kind(
    tokens: &Tokens,
    range: TextRange,
    kind: TokenKind,
) -> impl Iterator<Item = TextRange> + '_ {
    let tokens = tokens.in_range(range).iter();
    tokens
        .filter(move |token| token.kind() == kind)
        .map(Ranged::range)
}
