//! # id-comparison (ISF001)
//!
//! Finds `id(a) == id(b)` and makes it `a is b`.
//!
//! ## Why is this bad?
//!
//! `a is b` asks whether two names hold one object, and is all that can be asked of identity. `id(a)` is a
//! number that belongs to an object only as long as the object lives. Where nothing else holds the object,
//! it is gone as soon as `id` has answered, the next one may take its place in memory, and two different
//! objects have had the same number: in CPython `id(s.upper) == id(s.upper)` is `True`, and
//! `s.upper is s.upper` is `False`. `id(a) is id(b)` goes wrong in the other direction: it asks whether two
//! numbers are one object, which they mostly are not, even where `a is b`.
//!
//! ## Example
//!
//! ```python
//! if id(node) == id(root): ...
//! if id(self.left) != id(self.right): ...
//! if id(a) is id(b): ...
//! if not id(a) == id(b): ...
//! ```
//!
//! Use instead:
//!
//! ```python
//! if node is root: ...
//! if self.left is not self.right: ...
//! if a is b: ...
//! if a is not b: ...
//! ```
//!
//! ## When it stays its hand
//!
//! - `id` must be the builtin: nothing in sight of the comparison may bind that name.
//! - One `id` alone (`id(a) == known`) says nothing: numbers are kept to be compared later.
//! - Calls, literals and whatever else makes an object are reported only: `id(f()) == id(f())` compares the
//!   numbers of two objects of which the first may be gone.
//! - A chain (`id(a) == id(b) == id(c)`) is reported only: `b` would have to stand in two pairs.
//! - A comment between `id` and its parenthesis: reported only. Parentheses that carry a line break or a
//!   comment stay, without their `id`.
//! - In an f-string field with `=` the source is part of the output: reported, not rewritten.
//!
//! ## Fix safety
//!
//! Safe where both arguments are names, `None`, `True`, `False` or `...`: what they stand for is alive in
//! both calls, and `is` says the same. Unsafe for attributes and subscripts, which may make a new object
//! each time, as `s.upper` does; for `id(a) is id(b)`, which has (nearly) always been false; and where a
//! `*` import may bind `id`.

use ruff_python_ast::{CmpOp, Expr};

use crate::fix::Applicability;
use crate::judge::builtins;
use crate::operator::argument;
use crate::rule::{Change, Descriptor, Proposal, Rule, Site, Stage};
use crate::scan::Look;

/// `id(a) == id(b)` → `a is b`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &["id-comparison"],
        codes: &["ISF001"],
        summary: "`id(a) == id(b)` should be `a is b`",
    },
    default: false,
    stage: Stage::Operator,
    look: Look::IdComparison,
    check,
};

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    let to = match site.op {
        CmpOp::Eq | CmpOp::Is => CmpOp::Is,
        CmpOp::NotEq | CmpOp::IsNot => CmpOp::IsNot,
        _ => return None,
    };
    if site.bared {
        return None;
    }
    let [left, right] = site
        .operands()
        .map(|operand| argument::of_id(operand).map(|(_, argument)| argument));
    let arguments = [left?, right?];
    let module = site.module;
    let scope = module.scopes().at(&module.tree, site.comparison.id);
    if !module.scopes().lookup("id", scope).is_empty() {
        return None;
    }
    let of_numbers = matches!(site.op, CmpOp::Is | CmpOp::IsNot);
    let held = arguments.map(held).into_iter().min().unwrap_or(Held::Not);
    let is_sure = held == Held::Always && !of_numbers && !builtins::may_be_starred(module);
    let (from, word) = (site.op.as_str(), to.as_str());
    Some(Proposal {
        message: match (of_numbers, held) {
            (true, _) => format!(
                "`{from}` compares the numbers that `id` gives as objects, which they are anew each time; `{word}` between the objects themselves asks what is meant"
            ),
            (_, Held::Not) => format!(
                "`{from}` between two `id`s compares the numbers of objects that may be gone, and another may have the number of one that is"
            ),
            (_, Held::Always | Held::Perhaps) => format!(
                "`{from}` between two `id`s asks by way of numbers what `{word}` asks of the objects themselves"
            ),
        },
        change: (held != Held::Not && !site.is_chain()).then_some(Change::Identity(to)),
        applicability: match held {
            Held::Not => Applicability::DisplayOnly,
            Held::Always if is_sure => Applicability::Safe,
            Held::Always | Held::Perhaps => Applicability::Unsafe,
        },
        title: format!("Replace `id(…) {from} id(…)` with `… {word} …`"),
        evidence: None,
    })
}

/// Whether something holds an object while the other one is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Held {
    /// It is made here.
    Not,
    /// It is looked up, and may be made by that.
    Perhaps,
    /// A name holds it, or the interpreter does.
    Always,
}

fn held(argument: &Expr) -> Held {
    match argument {
        Expr::Name(_)
        | Expr::NoneLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::EllipsisLiteral(_) => Held::Always,
        Expr::Attribute(_) => Held::Perhaps,
        // What is taken of a display is a literal, or may be.
        Expr::Subscript(subscript) => match &*subscript.value {
            Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) | Expr::Call(_) => {
                Held::Perhaps
            }
            _ => Held::Not,
        },
        _ => Held::Not,
    }
}
