//! # none-comparison (E711)
//!
//! Finds `== None` and `!= None` and makes them `is None` and `is not None`, where that is what was
//! meant.
//!
//! ## Why is this bad?
//!
//! There is one `None`, and `is` asks for that very object. `==` asks the other operand instead: it
//! calls `__eq__`, which a class may define as it likes, which can be slow, raise, or give something
//! that is no `bool`. `is None` cannot be fooled.
//!
//! ## Example
//!
//! ```python
//! if x == None: ...
//! while node.next != None: ...
//! if not y == None: ...
//! ```
//!
//! Use instead:
//!
//! ```python
//! if x is None: ...
//! while node.next is not None: ...
//! if y is not None: ...
//! ```
//!
//! ## When it stays its hand
//!
//! Some code wants what `__eq__` gives: `column == None` is a piece of SQL, `array == None` compares
//! element by element, a test of `__eq__` compares with `None` on purpose. So every comparison is
//! [judged](../judgement.md):
//!
//! - where its truth is taken at once (`if x == None`, `not x == None`, `x == None and …`), it is
//!   plain, unless the operand is shown to be an object that may equal `None`, or a test asks for
//!   `__eq__`;
//! - elsewhere it is held back at the first sign of overloading: a query call around it
//!   (`filter(…)`, `or_(…)`), an operand of `&`, `|`, `^` or `~`, a subscript, a name that is used so
//!   later, an operand such as `User.name` or `t.c.name`, or an ORM, array or symbolic library
//!   among the imports of the file or of a module of its package; unless all that the operand may
//!   be is shown to be plain;
//! - what is proved to be a column, an array, a symbol or a transparent proxy
//!   (`flask_login.current_user`) is right as it is, and noted only. Columns of SQLAlchemy and peewee
//!   and frames of pandas and polars have a spelling of their own, which is offered as an unsafe fix.
//!
//! A constant (`0 == None`) is never `None`: reported, not rewritten. In an f-string field with `=`
//! the source is part of the output: reported, not rewritten.
//!
//! ## Fix safety
//!
//! Safe where the comparison is plain or nothing speaks of overloading; unsafe where there is a sign
//! of it; only shown where it is overloaded.
//!
//! ## Other names
//!
//! pylint: C0121 `singleton-comparison`.

use ruff_python_ast::{CmpOp, ExprRef};

use crate::fix::Applicability;
use crate::judge::dialect::Dialect;
use crate::judge::{self, Evidence, Verdict};
use crate::rule::{Change, Descriptor, Proposal, Rule, Site, Stage};
use crate::scan::Look;

/// `x == None` → `x is None`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &["none-comparison", "singleton-comparison"],
        codes: &["E711", "C0121"],
        summary: "`x == None` should be `x is None`",
    },
    default: true,
    stage: Stage::Operator,
    look: Look::NoneEquality,
    check,
};

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    let to = match site.op {
        CmpOp::Eq => CmpOp::Is,
        CmpOp::NotEq => CmpOp::IsNot,
        _ => return None,
    };
    let none = site
        .operands()
        .iter()
        .position(|side| matches!(side, ExprRef::NoneLiteral(_)))?;
    let from = site.op.as_str();
    if site.literals()[1 - none]
        .as_ref()
        .is_some_and(|literal| literal.is_constant())
    {
        return Some(Proposal {
            message: format!(
                "a constant is never `None`: `{from} None` always gives the same answer"
            ),
            change: None,
            applicability: Applicability::DisplayOnly,
            title: String::new(),
            evidence: None,
        });
    }
    let evidence = judge::judge(site, 1 - none);
    let applicability = match evidence.verdict {
        Verdict::Plain | Verdict::Unknown => Applicability::Safe,
        Verdict::Suspect => Applicability::Unsafe,
        Verdict::Overloaded => return Some(overloaded(site, 1 - none, to, evidence)),
    };
    Some(Proposal {
        message: format!(
            "comparison to `None` with `{from}` asks the other operand's `__eq__`; `{} None` asks for the object",
            to.as_str()
        ),
        change: Some(Change::Operator(to)),
        applicability,
        title: format!("Replace `{from}` with `{}`", to.as_str()),
        evidence: Some(evidence),
    })
}

/// `is` would be wrong: the library's own spelling is offered, where it has one.
fn overloaded(site: &Site<'_, '_>, kept: usize, to: CmpOp, evidence: Evidence) -> Proposal {
    let from = site.op.as_str();
    let remark = evidence
        .spelling
        .map_or("is overloaded here and right as it stands", Dialect::remark);
    let always = if to == CmpOp::Is { "never" } else { "always" };
    let message = format!(
        "`{from} None` {remark}: `{} None` would {always} hold",
        to.as_str()
    );
    let spelling = evidence
        .spelling
        .map(|dialect| dialect.none_test(to == CmpOp::IsNot));
    Proposal {
        message,
        title: spelling.as_ref().map_or_else(String::new, |spelling| {
            format!("Replace `{from} None` with `{spelling}`")
        }),
        applicability: if spelling.is_some() {
            Applicability::Unsafe
        } else {
            Applicability::DisplayOnly
        },
        change: spelling.map(|spelling| Change::Spell { kept, spelling }),
        evidence: Some(evidence),
    }
}
