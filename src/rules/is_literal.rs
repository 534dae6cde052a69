//! # is-literal (F632)
//!
//! Finds `is` and `is not` next to a literal and makes them `==` and `!=`.
//!
//! ## Why is this bad?
//!
//! `is` asks whether two names hold the same object, `==` whether their values are equal. Whether an
//! equal value is the same object depends on the implementation and on how the value came to be.
//! CPython keeps one object for each int from −5 to 256 (to 1024 from 3.15), one for the empty string and,
//! mostly, one for each string of one character, and it shares the strings in source that look like
//! identifiers. Other constants it shares within one module alone, and no equal value that is computed or
//! read is one of them. A list or a dict display is a new object each time, so `x is []` never holds.
//! CPython warns since 3.8. [Identity and equality](../identity.md) tells what CPython, PyPy and
//! MicroPython really answer.
//!
//! ## Example
//!
//! ```python
//! if status is 200: ...
//! if name is not "admin": ...
//! if key is ("a", 1): ...
//! ```
//!
//! Use instead:
//!
//! ```python
//! if status == 200: ...
//! if name != "admin": ...
//! if key == ("a", 1): ...
//! ```
//!
//! ## What counts as a literal
//!
//! Strings, bytes, numbers, f-strings, tuple, list, dict and set displays, list, set and dict
//! comprehensions, and signs, arithmetic and constant subscripts over constants (`-1`, `2 ** 8`,
//! `'abc'[0]`).
//!
//! ## When it stays its hand
//!
//! - A comparison with `None`, `True`, `False`, `...` or `__debug__` is left alone, whatever the other
//!   operand is.
//! - Two constants (`2 is 2`) are reported, not rewritten: nobody can know what was meant.
//! - A t-string is no literal: templates compare by identity.
//! - In an f-string field with `=` the source is part of the output: reported, not rewritten.
//!
//! ## Fix safety
//!
//! Safe for strings, bytes and numbers: their identity holds by accident, and their value is what
//! was meant. Unsafe for tuples, displays, comprehensions and f-strings: such a comparison has
//! (nearly) always given the same answer, so the fix brings dead code to life, and `()` is used as a
//! sentinel. Unsafe, too, where the file or types show the other operand to be an array or a column:
//! its `==` gives something else than a `bool`.
//!
//! ## Other names
//!
//! pylint: R0123 `literal-comparison`.

use ruff_python_ast::CmpOp;

use crate::fix::Applicability;
use crate::judge::columns;
use crate::literal::Literal;
use crate::rule::{Change, Descriptor, Proposal, Rule, Site, Stage};
use crate::scan::Look;

/// `x is "a"` → `x == "a"`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &["is-literal", "literal-comparison"],
        codes: &["F632", "R0123"],
        summary: "`x is \"a\"` should be `x == \"a\"`",
    },
    default: true,
    stage: Stage::Operator,
    look: Look::LiteralIdentity,
    check,
};

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    let to = match site.op {
        CmpOp::Is => CmpOp::Eq,
        CmpOp::IsNot => CmpOp::NotEq,
        _ => return None,
    };
    let literal = match site.literals() {
        [Some(Literal::Singleton), _] | [_, Some(Literal::Singleton)] | [None, None] => {
            return None;
        }
        [Some(left), Some(right)] if left.is_constant() && right.is_constant() => {
            return Some(two_constants(site.op));
        }
        [Some(left), Some(right)] => weaker(left, right),
        [Some(literal), None] | [None, Some(literal)] => literal,
    };
    let from = site.op.as_str();
    let other = (0..2).find(|&side| site.literals()[side].is_none());
    let held_back = other.and_then(|side| columns::held_back(site, side));
    Some(Proposal {
        message: format!(
            "`{from}` compares identity with {}",
            literal.lesson(site.op == CmpOp::IsNot)
        ),
        change: Some(Change::Operator(to)),
        applicability: if literal.is_value() && held_back.is_none() {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
        title: format!("Replace `{from}` with `{}`", to.as_str()),
        evidence: held_back,
    })
}

/// Of two literals, the one that makes the comparison go wrong more surely.
fn weaker(left: Literal, right: Literal) -> Literal {
    if right.is_value() { left } else { right }
}

fn two_constants(op: CmpOp) -> Proposal {
    Proposal {
        message: format!(
            "`{}` compares two constants: if they are equal the answer is the implementation's choice, and it is the same every time",
            op.as_str()
        ),
        change: None,
        applicability: Applicability::DisplayOnly,
        title: String::new(),
        evidence: None,
    }
}
