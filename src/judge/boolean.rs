//! Comparisons with `True` and `False`: whether the other operand is shown to be a `bool`.
//!
//! `1 == True` and `numpy.bool_(True) == True` hold, and neither is `True`: only what is proved to be
//! nothing but a `bool`, or a `bool` or `None`, may be asked by identity or for its truth.

#[cfg(test)]
mod tests;

use ruff_python_ast::{AnyNodeRef, CmpOp, Expr, ExprCall, ExprCompare, ExprRef, Operator, UnaryOp};
use std::cell::Cell;

use super::classes::Class;
use super::values::{self, Value};
use super::{
    Evidence, Verdict, Witness, bindings, builtins, classes, columns, comment, context, named,
    sealed, types,
};
use crate::module::Module;
use crate::rule::{Comparison, Site};
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};
use crate::syntax::{self, NodeId, tokens};

/// What an operand is proved to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proved {
    /// A `bool`.
    Bool,
    /// A `bool` or `None`.
    BoolOrNone,
}

/// Judges a comparison with `True` or `False`; `side` (0 or 1) is the operand of the pair that is
/// neither. With the evidence comes what was proved, where it is plain.
pub fn judge(site: &Site<'_, '_>, side: usize) -> (Evidence, Option<Proved>) {
    let by_name =
        named::witness(site, side).filter(|evidence| evidence.verdict == Verdict::Overloaded);
    let overloaded = by_name
        .or_else(|| columns::witness(site, side))
        .or_else(|| overloaded(site, side));
    if let Some(evidence) = overloaded {
        return (evidence, None);
    }
    if let Some((proved, because)) = prove(site, side) {
        let evidence = Evidence::new(Verdict::Plain, Witness::Bindings, because);
        return (evidence, Some(proved));
    }
    if let Some(inferred) = types::of_truth(site, side) {
        return inferred;
    }
    let sign = comment::witness(site)
        .or_else(|| context::query_operand(site, side))
        .or_else(|| context::sign(site, side))
        .or_else(|| context::imported(site));
    (sign.unwrap_or_else(unknown), None)
}

fn unknown() -> Evidence {
    Evidence {
        verdict: Verdict::Unknown,
        witness: None,
        reason: "nothing shows that it is a `bool`: `1` and `numpy.True_` equal `True`, too"
            .to_owned(),
        spelling: None,
    }
}

/// Overloaded where the operand is nothing but what a library's function makes, or a proxy.
fn overloaded(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let values = bindings::values(site, side);
    let is_overloaded =
        |shown: &values::Shown| matches!(shown.value, Value::Library(..) | Value::Proxy(_));
    let first = values.first()?;
    if !values.iter().all(is_overloaded) {
        return None;
    }
    let reason = match &first.value {
        Value::Proxy(origin) => {
            format!("a transparent proxy (`{origin}`) equals what it stands for without being it")
        }
        _ => first.because.clone(),
    };
    let evidence = Evidence::new(Verdict::Overloaded, Witness::Bindings, reason);
    Some(evidence)
}

/// Whether an expression, as seen from a scope, is proved to be a `bool` or `None`, for a comparison that
/// stands in the scope `at`.
pub fn is_proved<'a>(
    module: &Module<'a>,
    expression: ExprRef<'a>,
    at: ScopeId,
    scope: ScopeId,
) -> bool {
    let prover = Prover {
        module,
        scope: at,
        looks: Cell::new(LOOKS),
    };
    prover.shown(expression, scope).is_some()
}

/// What an operand of a pair is proved to be, and why.
fn prove(site: &Site<'_, '_>, side: usize) -> Option<(Proved, String)> {
    let module = site.module;
    let scope = module.scopes().at(&module.tree, site.comparison.id);
    let prover = Prover {
        module,
        scope,
        looks: Cell::new(LOOKS),
    };
    let shown = prover.shown(site.operands()[side], scope)?;
    let proved = if shown.may_be_none {
        Proved::BoolOrNone
    } else {
        Proved::Bool
    };
    Some((proved, shown.because))
}

/// Whether a comparison with `None` within a node is not plain: what is held back there may no longer
/// be so where the truth of the node is taken. A large node is not looked through.
pub fn holds_back_within(module: &Module<'_>, id: NodeId) -> bool {
    /// As many nodes as a person reads in one expression.
    const LARGE: usize = 256;
    let nodes: Vec<NodeId> = module.tree.subtree(id).take(LARGE).collect();
    let is_held_back = |&id: &NodeId| {
        let AnyNodeRef::ExprCompare(compare) = module.tree.node(id) else {
            return false;
        };
        (0..compare.ops.len())
            .filter_map(|pair| none_test(module, id, pair))
            .any(|verdict| !matches!(verdict, Verdict::Plain | Verdict::Unknown))
    };
    nodes.len() == LARGE || nodes.iter().any(is_held_back)
}

/// What a pair of a comparison is judged to be, where it is one by `==` or `!=` with `None`.
fn none_test(module: &Module<'_>, id: NodeId, pair: usize) -> Option<Verdict> {
    let AnyNodeRef::ExprCompare(compare) = module.tree.node(id) else {
        return None;
    };
    let (CmpOp::Eq | CmpOp::NotEq) = compare.ops[pair] else {
        return None;
    };
    let sides = [pair, pair + 1].map(|at| tokens::operand(compare, at));
    let none = sides.iter().position(|side| side.is_none_literal_expr())?;
    let comparison = Comparison::new(module, id, compare);
    let site = Site::new(module, &comparison, pair);
    Some(super::judge(&site, 1 - none).verdict)
}

/// Whether a pair is `x == None` that nothing speaks against being `x is None`: what holds for the one
/// spelling must hold for the other.
pub fn is_plain_none_test(module: &Module<'_>, compare: &ExprCompare, pair: usize) -> bool {
    let judged = || {
        let sides = [pair, pair + 1].map(|at| tokens::operand(compare, at));
        if !sides.iter().any(|side| side.is_none_literal_expr()) {
            return None;
        }
        let id = module.tree.find(AnyNodeRef::ExprCompare(compare))?;
        none_test(module, id, pair)
    };
    matches!(judged(), Some(Verdict::Plain | Verdict::Unknown))
}

/// How many expressions are looked at for one operand.
const LOOKS: u32 = 100;

/// A `bool`, perhaps `None`.
struct Shown {
    may_be_none: bool,
    /// Whether it is `None` as it is written: anything else is the better reason.
    is_literal_none: bool,
    because: String,
}

fn a_bool(because: impl Into<String>) -> Option<Shown> {
    Some(Shown {
        may_be_none: false,
        is_literal_none: false,
        because: because.into(),
    })
}

struct Prover<'m, 'a> {
    module: &'m Module<'a>,
    /// Where the comparison stands.
    scope: ScopeId,
    looks: Cell<u32>,
}

impl<'a> Prover<'_, 'a> {
    fn shown(&self, expression: ExprRef<'a>, scope: ScopeId) -> Option<Shown> {
        self.looks.set(self.looks.get().checked_sub(1)?);
        let inner = |expression: &'a Expr| self.shown(expression.into(), scope);
        match expression {
            ExprRef::BooleanLiteral(_) => a_bool("`True` or `False`"),
            ExprRef::NoneLiteral(_) => Some(Shown {
                may_be_none: true,
                is_literal_none: true,
                because: "`None`".to_owned(),
            }),
            ExprRef::UnaryOp(unary) if unary.op == UnaryOp::Not => a_bool("`not` gives a `bool`"),
            ExprRef::Compare(compare) => self.compared(compare, scope),
            ExprRef::Call(call) => self.called(call, scope),
            ExprRef::Name(name) => self.named(&name.id, scope),
            ExprRef::Named(named) => inner(&named.value),
            ExprRef::If(branches) => both(inner(&branches.body)?, inner(&branches.orelse)?),
            ExprRef::BoolOp(operands) => {
                let mut shown = operands.values.iter().map(inner);
                let first = shown.next()??;
                shown.try_fold(first, |all, next| both(all, next?))
            }
            _ => None,
        }
    }

    /// Identity and membership always give a `bool`; `==` and `<` do between what this file shows to
    /// be builtin objects. A chain gives what one of its links gives.
    fn compared(&self, compare: &'a ExprCompare, scope: ScopeId) -> Option<Shown> {
        use CmpOp::{In, Is, IsNot, NotIn};
        let is_test = |op: &CmpOp| matches!(op, Is | IsNot | In | NotIn);
        let gives_bool = |(pair, op): (usize, &CmpOp)| {
            let mut sides = [pair, pair + 1]
                .map(|at| tokens::operand(compare, at))
                .into_iter();
            is_test(op)
                || is_plain_none_test(self.module, compare, pair)
                || classes::compared(self.module, compare, pair, scope) == Some(Class::Builtin)
                || sides.all(|side| self.is_builtin(side, scope))
        };
        if !compare.ops.iter().enumerate().all(gives_bool) {
            return None;
        }
        let op = compare.ops[0].as_str();
        a_bool(match compare.ops.iter().all(is_test) {
            true => format!("`{op}` gives a `bool`"),
            false => format!("`{op}` gives a `bool` here"),
        })
    }

    /// Whether an expression is surely a string, bytes, a number, a `bool` or `None`.
    fn is_builtin(&self, expression: ExprRef<'a>, scope: ScopeId) -> bool {
        match expression {
            ExprRef::StringLiteral(_)
            | ExprRef::FString(_)
            | ExprRef::BytesLiteral(_)
            | ExprRef::NumberLiteral(_) => true,
            ExprRef::Call(call) => {
                let name = self.builtin(&call.func, scope);
                name.is_some_and(|name| GIVE_BUILTINS.contains(&name))
                    || self.called(call, scope).is_some()
            }
            _ => self.shown(expression, scope).is_some(),
        }
    }

    fn called(&self, call: &'a ExprCall, scope: ScopeId) -> Option<Shown> {
        if let Some(name) = self.builtin(&call.func, scope) {
            return GIVE_BOOL
                .contains(&name)
                .then(|| a_bool(format!("`{name}()` gives a `bool`")))?;
        }
        if let Expr::Attribute(method) = &*call.func
            && matches!(*method.value, Expr::StringLiteral(_) | Expr::FString(_))
        {
            let name = method.attr.as_str();
            let asks = name.starts_with("is") || matches!(name, "startswith" | "endswith");
            return asks.then(|| a_bool(format!("`str.{name}()` gives a `bool`")))?;
        }
        let scopes = self.module.scopes();
        let origins = scopes.origins((&*call.func).into(), scope);
        let [origin] = &origins[..] else { return None };
        let is_known = GIVE_BOOL_TOO.contains(&origin.as_str())
            && scopes.is_only_imported((&*call.func).into(), scope);
        is_known.then(|| a_bool(format!("`{origin}()` gives a `bool`")))?
    }

    /// The builtin that a function is.
    fn builtin<'f>(&self, function: &'f Expr, scope: ScopeId) -> Option<&'f str> {
        builtins::named(self.module, function.into(), scope)
    }

    /// A name all of whose bindings are shown, and in sight.
    fn named(&self, name: &str, scope: ScopeId) -> Option<Shown> {
        let bindings = sealed::bindings(self.module, name, scope, self.scope);
        let mut shown = bindings.iter().map(|bound| self.bound(name, bound));
        let first = shown.next()??;
        shown.try_fold(first, |all, next| both(all, next?))
    }

    fn bound(&self, name: &str, bound: &Bound<'a>) -> Option<Shown> {
        let (annotation, value) = match bound.binding {
            Binding::Value(value) => {
                let shown = self.shown(value.into(), bound.scope)?;
                let because = format!("all that `{name}` is assigned is a `bool`");
                return Some(Shown {
                    because,
                    is_literal_none: false,
                    ..shown
                });
            }
            Binding::Declared { annotation, value } => (annotation, value),
            Binding::Parameter {
                annotation: Some(annotation),
                default,
                kind: ParameterKind::Ordinary,
            } => (annotation, default),
            _ => return None,
        };
        let mut may_be_none = self.annotated(annotation, bound.scope)?;
        if let Some(value) = value {
            may_be_none |= self.shown(value.into(), bound.scope)?.may_be_none;
        }
        let or_none = if may_be_none { " or `None`" } else { "" };
        Some(Shown {
            may_be_none,
            is_literal_none: false,
            because: format!("`{name}` is annotated `bool`{or_none}"),
        })
    }

    /// Whether an annotation that allows nothing but `bool` and `None` allows `None`.
    fn annotated(&self, annotation: &Expr, scope: ScopeId) -> Option<bool> {
        self.looks.set(self.looks.get().checked_sub(1)?);
        match annotation {
            Expr::NoneLiteral(_) => Some(true),
            Expr::Name(_) => (self.builtin(annotation, scope)? == "bool").then_some(false),
            Expr::StringLiteral(text) => {
                let parsed = syntax::annotation(text.value.to_str())?;
                self.annotated(&parsed, scope)
            }
            Expr::BinOp(either) if either.op == Operator::BitOr => {
                let left = self.annotated(&either.left, scope)?;
                Some(self.annotated(&either.right, scope)? | left)
            }
            Expr::Subscript(generic) => {
                let of = match &*generic.value {
                    Expr::Name(name) => name.id.as_str(),
                    Expr::Attribute(attribute) => attribute.attr.as_str(),
                    _ => return None,
                };
                match of {
                    "Optional" => self.annotated(&generic.slice, scope).map(|_| true),
                    "Final" => self.annotated(&generic.slice, scope),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// Two values that an expression may have.
fn both(one: Shown, other: Shown) -> Option<Shown> {
    Some(Shown {
        may_be_none: one.may_be_none || other.may_be_none,
        is_literal_none: one.is_literal_none && other.is_literal_none,
        because: if one.is_literal_none {
            other.because
        } else {
            one.because
        },
    })
}

/// Builtin functions that give a `bool`.
const GIVE_BOOL: &[&str] = &[
    "bool",
    "isinstance",
    "issubclass",
    "callable",
    "hasattr",
    "any",
    "all",
];

/// Builtin functions that give a string, bytes or a number.
const GIVE_BUILTINS: &[&str] = &[
    "len", "str", "repr", "ascii", "int", "float", "bytes", "chr", "ord", "hex", "oct", "bin",
    "id", "hash",
];

/// Functions of the standard library that give a `bool`.
const GIVE_BOOL_TOO: &[&str] = &[
    "os.path.exists",
    "os.path.lexists",
    "os.path.isfile",
    "os.path.isdir",
    "os.path.islink",
    "os.path.isabs",
    "os.path.ismount",
    "os.path.samefile",
    "os.access",
    "os.isatty",
    "math.isnan",
    "math.isinf",
    "math.isfinite",
    "math.isclose",
    "fnmatch.fnmatch",
    "fnmatch.fnmatchcase",
    "operator.not_",
    "operator.truth",
    "operator.is_",
    "operator.is_not",
    "operator.contains",
    "inspect.isclass",
    "inspect.isfunction",
    "inspect.ismethod",
    "inspect.ismodule",
    "keyword.iskeyword",
];
