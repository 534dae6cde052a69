//! # negate-not-equal-op (SIM202)
//!
//! Finds `not` before a comparison by `!=` and takes both negations away.
//!
//! ## Why is this bad?
//!
//! `not a != b` is a double negation. `==` says the same and is read at once.
//!
//! ## Example
//!
//! ```python
//! if not status != 200: ...
//! x = not (len(a) != 0xFF)
//! ```
//!
//! Use instead:
//!
//! ```python
//! if status == 200: ...
//! x = len(a) == 0xFF
//! ```
//!
//! ## When it stays its hand
//!
//! - Within `__eq__`, `__ne__` and the methods of order nothing is found: there the one operator is
//!   defined by the other, and `self == other` would ask itself.
//! - In the test of an `if` that only raises nothing is found either: `if not a != b: raise …` says what
//!   ought to be.
//! - `not` over a chain (`not a != b != c`) is left alone: it negates the whole chain, which no
//!   single operator does.
//! - `not not a != b` makes a `bool` of whatever `!=` gives. It is rewritten where that is a `bool`
//!   anyway, or where only its truth is taken; else reported.
//! - What is proved to be overloaded beside `None`, `True` or `False` is noted only.
//! - In an f-string field with `=` the source is part of the output: reported, not rewritten.
//! - Parentheses that carry a line break or a comment stay, and so does every operand as it is written.
//!
//! ## Fix safety
//!
//! Safe where both operands are proved to be builtin objects: strings, bytes, numbers (NaN among them),
//! `bool`s, `None`, lists, tuples, dicts and sets, by their form or by all that a local name is assigned; or
//! strings, bytes, numbers and the like by annotations such as `str` or `int | None`, or by inferred types.
//! Two `float`s by annotation may be numpy's, and what these compare is no `bool`: there the truth must be taken
//! at once. A `list` by annotation may hold what compares as it likes.
//!
//! Else unsafe: a class may define `__ne__` apart from `__eq__`, and of an array or a column `not` takes
//! the truth, where `==` gives another array or a piece of SQL.
//!
//! ## Other names
//!
//! pylint: C0117 `unnecessary-negation`, C0113 `unneeded-not`.

use ruff_python_ast::CmpOp;

use crate::judge::opposite;
use crate::operator;
use crate::rule::{Descriptor, Proposal, Rule, Site, Stage};
use crate::scan::Look;

/// `not a != b` → `a == b`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &[
            "negate-not-equal-op",
            "unnecessary-negation",
            "unneeded-not",
        ],
        codes: &["SIM202", "C0117", "C0113"],
        summary: "`not a != b` should be `a == b`",
    },
    default: false,
    stage: Stage::Negation,
    look: Look::NegatedEquality,
    check,
};

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    operator::folded(site).filter(|_| site.op == CmpOp::NotEq)?;
    let message = operator::repetition(site)
        .unwrap_or_else(|| "`not … !=` is a double negation: `==` says the same".to_owned());
    opposite::folding(site, message)
}
