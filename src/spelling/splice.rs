//! The edits that bring a spelling about: what comes before and behind the operand that is kept, and
//! the other operand gone with the operator.

use ruff_python_ast::token::Tokens;
use ruff_python_ast::{AnyNodeRef as N, ExprRef};
use ruff_text_size::{Ranged, TextRange};

use super::{Form, Spelling};
use crate::edit::{Edit, Edits};
use crate::literal::nan;
use crate::module::Module;
use crate::rule::Comparison;
use crate::syntax::tokens::{self, with_parentheses};

/// The edits that spell a comparison another way around its operand `kept` (0 or 1).
///
/// `None` where that cannot be done and nothing else lost: in a chain, where a comment stands
/// between the operands, where the operand that goes may do something, and where the one that stays
/// would mean something else alone.
pub fn splice(
    module: &Module<'_>,
    comparison: &Comparison<'_>,
    kept: usize,
    spelling: &Spelling,
) -> Option<Vec<Edit>> {
    if comparison.pairs() > 1 {
        return None;
    }
    let compare = comparison.compare;
    let [keeps, goes] = [kept, 1 - kept].map(|at| tokens::operand(compare, at));
    if !is_without_effect(goes) || (spelling.form == Form::Operand && changes_alone(keeps)) {
        return None;
    }
    let around = N::ExprCompare(compare);
    let [stays, gone] = [keeps, goes].map(|it| with_parentheses(it, around, module.tokens));
    let gone = if kept == 0 {
        TextRange::new(stays.end(), gone.end())
    } else {
        TextRange::new(gone.start(), stays.start())
    };
    if holds_comment(module.tokens, gone) {
        return None;
    }
    let (mut before, mut after) = spelling.around();
    if matches!(spelling.form, Form::Method { .. })
        && stays == keeps.range()
        && binds_loosely(keeps)
    {
        before.push('(');
        after.insert(0, ')');
    }
    let edits = if kept == 0 {
        [insertion(stays.start(), before), Edit::replace(gone, after)]
    } else {
        [Edit::replace(gone, before), insertion(stays.end(), after)]
    };
    let does_something = |edit: &Edit| !edit.range.is_empty() || !edit.content.is_empty();
    Some(edits.into_iter().filter(does_something).collect())
}

fn insertion(at: ruff_text_size::TextSize, content: String) -> Edit {
    Edit::replace(TextRange::empty(at), content)
}

/// Whether an operand can go without anything not happening: a singleton, a name with attributes, or a
/// call of one that makes a NaN of a string.
pub fn is_without_effect(operand: ExprRef<'_>) -> bool {
    if nan::made(operand).is_some() {
        return true;
    }
    let mut inner = operand;
    while let ExprRef::Attribute(attribute) = inner {
        inner = (&*attribute.value).into();
    }
    match inner {
        ExprRef::Name(_) => true,
        ExprRef::NoneLiteral(_) | ExprRef::BooleanLiteral(_) => inner == operand,
        _ => false,
    }
}

/// Whether an operand may mean something else where its comparison stood: a string may become a
/// docstring, a tuple the items of a `with`.
fn changes_alone(operand: ExprRef<'_>) -> bool {
    matches!(operand, ExprRef::StringLiteral(_) | ExprRef::Tuple(_))
}

/// Whether an attribute of an operand without parentheses would be taken of a part of it, or be read
/// as part of a number.
fn binds_loosely(operand: ExprRef<'_>) -> bool {
    matches!(
        operand,
        ExprRef::BinOp(_) | ExprRef::UnaryOp(_) | ExprRef::Await(_) | ExprRef::NumberLiteral(_)
    )
}

fn holds_comment(all: &Tokens, range: TextRange) -> bool {
    let tokens = all.in_range(range);
    tokens.iter().any(|token| token.kind().is_comment())
}

/// The same edits with a space wherever one of them would bring together what must stay apart: two
/// words, or two braces, which an f-string reads as one.
pub fn apart(text: &str, edits: &Edits) -> Edits {
    Edits::new(edits.iter().map(|edit| spaced(text, edit)).collect())
}

fn spaced(text: &str, edit: &Edit) -> Edit {
    let left = text[..edit.range.start().to_usize()].chars().next_back();
    let right = text[edit.range.end().to_usize()..].chars().next();
    let (first, last) = (
        edit.content.chars().next(),
        edit.content.chars().next_back(),
    );
    let content = match (first, last) {
        (Some(first), Some(last)) => {
            let opens = matches!(first, '(' | '~') && left.is_some_and(is_word);
            let before = if opens || touches(left, Some(first)) {
                " "
            } else {
                ""
            };
            let after = if touches(Some(last), right) { " " } else { "" };
            format!("{before}{}{after}", edit.content)
        }
        _ if touches(left, right) => " ".to_owned(),
        _ => return edit.clone(),
    };
    Edit::replace(edit.range, content)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Whether two characters that come to stand side by side would be read as one thing.
fn touches(left: Option<char>, right: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    match left {
        '{' | '}' => left == right,
        _ => is_word(left) && (is_word(right) || matches!(right, '"' | '\'')),
    }
}
