//! # new-object-identity (ISF002)
//!
//! Finds `is` and `is not` next to a call that makes an object, and makes them `==` and `!=`.
//!
//! ## Why is this bad?
//!
//! `x is list()` makes a list and asks whether `x` is that very one. It never is: nothing else has seen
//! it yet. What was meant is whether `x` equals an empty list.
//!
//! Not every call makes an object. CPython has one empty tuple, one empty string and one empty `bytes`, and
//! shares the integers from −5 to 256 (to 1024 from 3.15): `() is tuple()` holds there, and so does `x is
//! int()` where `x` is 0. `tuple(x)`, `str(x)`, `bytes(x)`, `int(x)` and `float(x)` give back `x` itself where
//! it is just of that class. That is the implementation's choice, and no answer to rely upon: `0.0 is float()`
//! holds in PyPy and not in CPython.
//!
//! ## Example
//!
//! ```python
//! if x is list(): ...
//! if names is not set(found): ...
//! if key is str(other): ...
//! ```
//!
//! Use instead:
//!
//! ```python
//! if x == list(): ...
//! if names != set(found): ...
//! if key == str(other): ...
//! ```
//!
//! ## What counts as new
//!
//! Calls of the builtins `list`, `dict`, `set`, `bytearray`, `tuple`, `str`, `bytes`, `int`, `float` and
//! `object`, with and without arguments.
//!
//! ## When it stays its hand
//!
//! - `object()` is reported only: a new object equals nothing but itself, so `==` would not hold either. So is
//!   `float("nan")`, which equals nothing at all.
//!   A sentinel has to be made once, and kept under a name.
//! - A comparison with `None`, `True`, `False`, `...` or `__debug__` is left alone.
//! - A name that the file binds itself, or that a `*` import may bring, is no builtin.
//! - In an f-string field with `=` the source is part of the output: reported, not rewritten.
//!
//! ## Fix safety
//!
//! Unsafe. The comparison has (nearly) always given the same answer, so the fix brings dead code to life;
//! and `==` asks the other operand, which may be an array or a column.

use ruff_python_ast::CmpOp;

use crate::fix::Applicability;
use crate::judge::builtins;
use crate::judge::nan::written::{self, Kind};
use crate::literal::Literal;
use crate::rule::{Change, Descriptor, Proposal, Rule, Site, Stage};
use crate::scan::Look;

/// `x is list()` → `x == list()`.
pub(super) const RULE: Rule = Rule {
    descriptor: Descriptor {
        names: &["new-object-identity"],
        codes: &["ISF002"],
        summary: "`x is list()` should be `x == list()`",
    },
    default: false,
    stage: Stage::Operator,
    look: Look::NewObjectIdentity,
    check,
};

/// A call that makes an object.
#[derive(Clone, Copy)]
struct Made<'a> {
    /// The builtin class.
    class: &'a str,
    /// Whether it is given arguments.
    given: bool,
}

fn check(site: &Site<'_, '_>) -> Option<Proposal> {
    let to = match site.op {
        CmpOp::Is => CmpOp::Eq,
        CmpOp::IsNot => CmpOp::NotEq,
        _ => return None,
    };
    if site.literals().contains(&Some(Literal::Singleton)) {
        return None;
    }
    let made: Vec<Made<'_>> = (0..2).filter_map(|side| made(site, side)).collect();
    let is_object = |made: &&Made<'_>| made.class == "object";
    if made.iter().any(|made| is_object(&made)) {
        return Some(sentinel(site.op));
    }
    if made.iter().any(|made| made.class == "float") && (0..2).any(|side| is_nan(site, side)) {
        return Some(nan(site.op));
    }
    // Of two calls the one that surely makes a new object says more.
    let said = made.iter().find(|made| made.is_new()).or(made.first())?;
    let from = site.op.as_str();
    Some(Proposal {
        message: format!("`{from}` compares identity with {}", said.lesson(site.op)),
        change: Some(Change::Operator(to)),
        applicability: Applicability::Unsafe,
        title: format!("Replace `{from}` with `{}`", to.as_str()),
        evidence: None,
    })
}

/// What an operand of a pair makes, if it is such a call.
fn made<'a>(site: &Site<'_, 'a>, side: usize) -> Option<Made<'a>> {
    const CLASSES: &[&str] = &[
        "list",
        "dict",
        "set",
        "bytearray",
        "tuple",
        "str",
        "bytes",
        "int",
        "float",
        "object",
    ];
    let module = site.module;
    let operand = site.operands()[side];
    // Most operands are no calls, and need no scopes.
    operand.is_call_expr().then_some(())?;
    let scope = module.scopes().at(&module.tree, site.comparison.id);
    let (class, arguments) = builtins::called(module, operand, scope)?;
    CLASSES.contains(&class).then_some(Made {
        class,
        given: !arguments.is_empty(),
    })
}

/// A new `object()`, which equals nothing else.
fn sentinel(op: CmpOp) -> Proposal {
    reported(format!(
        "`{}` compares identity with `object()`, a new object each time, which equals nothing but itself: {} true, by \
         `==` or `is`; a sentinel is made once and kept under a name",
        op.as_str(),
        always(op)
    ))
}

/// Whether an operand is a NaN that a call of `float` makes.
fn is_nan(site: &Site<'_, '_>, side: usize) -> bool {
    let nan = written::nan(site, site.operands()[side]);
    nan.is_some_and(|nan| nan.is_new && nan.kind == Kind::Float)
}

/// A new NaN, which equals nothing.
fn nan(op: CmpOp) -> Proposal {
    let to = if op == CmpOp::IsNot {
        CmpOp::NotEq
    } else {
        CmpOp::Eq
    };
    reported(format!(
        "`{}` compares identity with `float(\"nan\")`, a NaN, which equals nothing, not even itself: `{}` would not \
         ask for it either, `math.isnan` does",
        op.as_str(),
        to.as_str()
    ))
}

fn reported(message: String) -> Proposal {
    Proposal {
        message,
        change: None,
        applicability: Applicability::DisplayOnly,
        title: String::new(),
        evidence: None,
    }
}

/// How often a comparison with a new object holds.
fn always(op: CmpOp) -> &'static str {
    if op == CmpOp::IsNot {
        "always"
    } else {
        "never"
    }
}

impl Made<'_> {
    /// Whether every call of it makes a new object, in every implementation.
    fn is_new(self) -> bool {
        matches!(self.class, "list" | "dict" | "set" | "bytearray")
    }

    /// How the comparison goes wrong, to end "`is` compares identity with …".
    ///
    /// What CPython 3.6 to 3.13 and PyPy 7.3 answer was seen by running them.
    fn lesson(self, op: CmpOp) -> String {
        let always = always(op);
        let Self { class, given } = self;
        match (class, given) {
            _ if self.is_new() => {
                let call = if given { "…" } else { "" };
                format!("`{class}({call})`, a new object each time: {always} true")
            }
            ("tuple", false) => {
                "`tuple()`, the empty tuple, of which CPython has one: the answer is the implementation's choice"
                    .to_owned()
            }
            ("str", false) => {
                "`str()`, the empty string, of which CPython has one: the answer is the implementation's choice"
                    .to_owned()
            }
            ("bytes", false) => {
                "`bytes()`, the empty bytes, of which CPython has one object: the answer is the implementation's \
                 choice"
                    .to_owned()
            }
            ("int", false) => {
                "`int()`, the number 0, which CPython shares: the answer is the implementation's choice".to_owned()
            }
            ("float", false) => format!(
                "`float()`, in CPython a new object each time ({always} true) and in PyPy the number 0.0"
            ),
            ("int", true) => {
                "`int(…)`, which CPython shares from −5 to 256 and makes anew beyond, but gives an `int` back as \
                 it is"
                    .to_owned()
            }
            _ => format!(
                "`{class}(…)`, which gives a `{class}` back as it is and mostly makes a new object of anything \
                 else: the answer is the implementation's choice"
            ),
        }
    }
}
