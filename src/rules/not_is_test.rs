//! # not-is-test (E714)
//!
//! Finds `not` before an identity test and moves it into the operator.
//!
//! ## Why is this bad?
//!
//! `not a is b` means `not (a is b)`, but one has to know Python's precedence to read it so. `is not`
//! is one operator and says it outright.
//!
//! ## Example
//!
//! ```python
//! if not x is None: ...
//! y = not (a is b)
//! z = not a is not b
//! ```
//!
//! Use instead:
//!
//! ```python
//! if x is not None: ...
//! y = a is not b
//! z = a is b
//! ```
//!
//! ## When it stays its hand
//!
//! - `not` over a chain (`not a is b is c`) is left alone: it negates the whole chain, which no
//!   single operator does.
//! - In an f-string field with `=` the source is part of the output: reported, not rewritten.
//! - Parentheses that carry a line break or a comment stay.
//!
//! ## Fix safety
//!
//! Safe. CPython 3.7 and later and PyPy compile both spellings to the same bytecode, and `is`
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

/// `not a is b` → `a is not b`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &["not-is-test", "unnecessary-negation", "unneeded-not"],
        codes: &["E714", "C0117", "C0113"],
        summary: "`not a is b` should be `a is not b`",
    },
    default: true,
    stage: Stage::Negation,
    look: Look::Negation,
    check,
};

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    let plain = operator::folded(site)?.as_str();
    let message = match site.op {
        CmpOp::Is => {
            format!(
                "test for identity should be `is not`{}",
                misreading(site, "is")
            )
        }
        CmpOp::IsNot => "`not … is not` is a double negation: `is` says the same".to_owned(),
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
