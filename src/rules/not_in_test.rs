//! # not-in-test (E713)
//!
//! Finds `not` before a membership test and moves it into the operator.
//!
//! ## Why is this bad?
//!
//! `not a in b` means `not (a in b)`, but one has to know Python's precedence to read it so. `not in`
//! is one operator and says it outright.
//!
//! ## Example
//!
//! ```python
//! if not key in table: ...
//! x = not (a in b)
//! y = not a not in b
//! ```
//!
//! Use instead:
//!
//! ```python
//! if key not in table: ...
//! x = a not in b
//! y = a in b
//! ```
//!
//! ## When it stays its hand
//!
//! - `not` over a chain (`not a in b in c`) is left alone: it negates the whole chain, which no
//!   single operator does.
//! - In an f-string field with `=` the source is part of the output: reported, not rewritten.
//! - Parentheses that carry a line break or a comment stay.
//!
//! ## Fix safety
//!
//! Safe. CPython 3.7 and later and PyPy compile both spellings to the same bytecode, and `in`
//! always gives a real `bool`.
//!
//! ## Other names
//!
//! pylint: C0117 `unnecessary-negation`, C0113 `unneeded-not`.

use ruff_python_ast::CmpOp;

use crate::fix::Applicability;
use crate::operator::{self, misreading};
use crate::rule::{Change, Descriptor, Proposal, Rule, Site, Stage};
use crate::scan::Look;

/// `not a in b` → `a not in b`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &["not-in-test", "unnecessary-negation", "unneeded-not"],
        codes: &["E713", "C0117", "C0113"],
        summary: "`not a in b` should be `a not in b`",
    },
    default: true,
    stage: Stage::Negation,
    look: Look::Negation,
    check,
};

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    let plain = operator::folded(site)?.as_str();
    let message = match site.op {
        CmpOp::In => format!(
            "test for membership should be `not in`{}",
            misreading(site, "in")
        ),
        CmpOp::NotIn => "`not … not in` is a double negation: `in` says the same".to_owned(),
        _ => return None,
    };
    Some(Proposal {
        message: operator::repetition(site).unwrap_or(message),
        change: Some(Change::FoldNot),
        applicability: Applicability::Safe,
        title: format!("Replace the negated test with `{}`", plain),
        evidence: None,
    })
}
