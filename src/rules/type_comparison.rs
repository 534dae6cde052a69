//! # type-comparison (E721)
//!
//! Finds `type(x)` compared by `==` or `!=` with a class and makes it a test of identity.
//!
//! ## Why is this bad?
//!
//! Whether `x` is of just that class is asked by `is`: there is one object for each class. `==` asks the
//! metaclass, which may define an `__eq__` of its own. Whether `x` is of that class or one derived from
//! it, which is what is meant more often, is asked by `isinstance(x, C)`.
//!
//! ## Example
//!
//! ```python
//! if type(x) == str: ...
//! if type(a) != type(b): ...
//! if type(x) == type(None): ...
//! if not type(x) == Order: ...
//! ```
//!
//! Use instead:
//!
//! ```python
//! if type(x) is str: ...
//! if type(a) is not type(b): ...
//! if type(x) is type(None): ...
//! if type(x) is not Order: ...
//! ```
//!
//! `isinstance` is not what it is rewritten to, for it gives another answer: `isinstance(True, int)` is
//! `True`, and `type(True) == int` is not.
//!
//! ## What counts as a class
//!
//! Another `type(y)`; the builtin classes; classes of this file; `types.FunctionType` and the like;
//! whatever else is spelled as a class is (`Order`, `shop.Order`) or is known for one
//! (`datetime.datetime`, `x.__class__`, the first parameter of a class method, what is annotated
//! `type[…]`).
//!
//! ## When it stays its hand
//!
//! - `type` must be the builtin, called with one argument: not a name of this file, nor one that a
//!   `*` import may bring.
//! - What is no class, or not seen to be one, is left alone: `type(x) == kind`, `type(x) == "int"`,
//!   `type(x) == array.dtype`, `type(x) == np.dtype("int")`. So is whatever is numpy's: its types equal
//!   dtypes, and are none.
//! - In an f-string field with `=` the source is part of the output: reported, not rewritten.
//!
//! ## Fix safety
//!
//! Safe against a builtin class, one of those in `types` whose names end in `Type`, and the type of a literal
//! (`type("")`). Else unsafe: a metaclass may define `__eq__`.
//!
//! ## Other names
//!
//! pylint: C0123 `unidiomatic-typecheck`.

use ruff_python_ast::CmpOp;

use crate::fix::Applicability;
use crate::judge::classes::{self, Class};
use crate::rule::{Change, Descriptor, Proposal, Rule, Site, Stage};
use crate::scan::Look;

/// `type(a) == type(b)` → `type(a) is type(b)`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &["type-comparison", "unidiomatic-typecheck"],
        codes: &["E721", "C0123"],
        summary: "`type(a) == type(b)` should be `type(a) is type(b)`",
    },
    default: false,
    stage: Stage::Operator,
    look: Look::TypeEquality,
    check,
};

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    let to = match site.op {
        CmpOp::Eq => CmpOp::Is,
        CmpOp::NotEq => CmpOp::IsNot,
        _ => return None,
    };
    let module = site.module;
    let scope = module.scopes().at(&module.tree, site.comparison.id);
    let class = classes::compared(module, site.comparison.compare, site.pair, scope)?;
    let (from, to_word) = (site.op.as_str(), to.as_str());
    Some(Proposal {
        message: format!(
            "comparison of types with `{from}` asks the metaclass's `__eq__`; `{to_word}` asks for the \
             class itself, and `isinstance()` for derived ones, too"
        ),
        change: Some(Change::Operator(to)),
        applicability: match class {
            Class::Builtin => Applicability::Safe,
            Class::Any => Applicability::Unsafe,
        },
        title: format!("Replace `{from}` with `{to_word}`"),
        evidence: None,
    })
}
