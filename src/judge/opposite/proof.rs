//! The proof that two operands are builtin objects, whose `==` and `!=` are opposites.
//!
//! CPython's strings, bytes, numbers, containers and functions give `!=` as the opposite of `==` and a
//! `bool` for both, of each other, too: not even NaN is an exception, for it is `!=` to all that it is
//! not `==` to. Lists and tuples ask their elements for `==` alone, whichever operator is asked for
//! (`list_richcompare` in `Objects/listobject.c`).

use ruff_python_ast::{CmpOp, Expr, ExprCall, ExprCompare, ExprRef, Operator, UnaryOp};
use std::cell::Cell;

use super::super::classes::{self, Class};
use super::super::values::Reader;
use super::super::{Witness, boolean, builtins, context, sealed, words};
use crate::module::Module;
use crate::rule::Site;
use crate::syntax;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};
use crate::types::Nature;
use crate::types::may_know::Knowledge;

/// What was proved of both operands.
#[derive(Debug)]
pub struct Proof {
    /// Who proved it.
    pub witness: Witness,
    /// Whether the comparison surely gives a `bool`; else that its truth is taken is enough.
    pub gives_bool: bool,
    /// Why.
    pub reason: String,
}

/// How much is taken for proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rigour {
    /// All that the file and types show.
    Shown,
    /// Nothing of what a rewrite of a comparison within an operand may show first: what is reported and
    /// left then would be rewritten next time.
    Lasting,
}

/// Proves that both operands of a pair are builtin objects.
pub fn both(site: &Site<'_, '_>, rigour: Rigour) -> Option<Proof> {
    let module = site.module;
    let compare = site.comparison.compare;
    let scope = module.scopes().at(&module.tree, site.comparison.id);
    let prover = Prover {
        module,
        scope,
        rigour,
        looks: Cell::new(LOOKS),
        gives_bool: Cell::new(true),
    };
    let mut proof = Proof {
        witness: Witness::Bindings,
        gives_bool: true,
        reason: "`==` and `!=` are opposites between builtin objects".to_owned(),
    };
    for (side, operand) in [&*compare.left, &compare.comparators[0]]
        .into_iter()
        .enumerate()
    {
        let is_builtin = module.hears(Witness::Bindings) && prover.is_builtin(operand, scope);
        if is_builtin {
            continue;
        }
        let shown = inferred(&prover, site, side)?;
        proof.reason = format!("types show {}: {}", words::one(&shown), proof.reason);
        proof.witness = Witness::Types;
    }
    proof.gives_bool = prover.gives_bool.get();
    Some(proof)
}

/// The type of an operand, where it is inferred to be a string, bytes, a number, a `bool` or `None`, and
/// nothing says that it is a column declared as one of these.
fn inferred(prover: &Prover<'_, '_>, site: &Site<'_, '_>, side: usize) -> Option<String> {
    let is_heard = site.module.hears(Witness::Types) && prover.rigour == Rigour::Shown;
    if !is_heard || context::sign(site, side).is_some() {
        return None;
    }
    let operand = &site.facts(Knowledge::Standard)?.operands[side];
    let (Nature::Honest | Nature::Bool | Nature::BoolOrNone) = operand.nature else {
        return None;
    };
    let shown = syntax::annotation(&operand.shown)?;
    let is_scalar = prover.is_scalar(&shown, ScopeId::MODULE, Names::Inferred);
    is_scalar.then(|| operand.shown.clone())
}

/// How many expressions are looked at for one pair.
const LOOKS: u32 = 100;

/// Whose names stand in an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// The module's, which may shadow a builtin.
    Written,
    /// Those of inference, which mean what they say.
    Inferred,
}

/// Proves of expressions of one module that they are builtin objects.
struct Prover<'m, 'a> {
    module: &'m Module<'a>,
    /// Where the comparison stands.
    scope: ScopeId,
    rigour: Rigour,
    looks: Cell<u32>,
    /// Whether all that was looked at gives a `bool` where it is compared.
    gives_bool: Cell<bool>,
}

impl<'a> Prover<'_, 'a> {
    /// Takes one look, if there is one left.
    fn may_look(&self) -> bool {
        let left = self.looks.get().checked_sub(1);
        left.inspect(|&left| self.looks.set(left)).is_some()
    }

    /// Whether an expression is surely an object of one of Python's own classes that compare so.
    fn is_builtin(&self, expression: &'a Expr, scope: ScopeId) -> bool {
        if !self.may_look() {
            return false;
        }
        let is_builtin = |inner: &'a Expr| self.is_builtin(inner, scope);
        match expression {
            Expr::StringLiteral(_)
            | Expr::FString(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::List(_)
            | Expr::Tuple(_)
            | Expr::Dict(_)
            | Expr::Set(_)
            | Expr::ListComp(_)
            | Expr::DictComp(_)
            | Expr::SetComp(_)
            | Expr::Generator(_)
            | Expr::Lambda(_) => true,
            Expr::Named(named) => is_builtin(&named.value),
            Expr::If(branches) => is_builtin(&branches.body) && is_builtin(&branches.orelse),
            Expr::BoolOp(operands) => operands.values.iter().all(is_builtin),
            Expr::UnaryOp(unary) if unary.op != UnaryOp::Not => is_builtin(&unary.operand),
            Expr::BinOp(operation) if operation.op == Operator::Mod && is_text(&operation.left) => {
                true
            }
            Expr::BinOp(operation) => is_builtin(&operation.left) && is_builtin(&operation.right),
            Expr::Call(call) => self.gives_builtin(call, scope) || self.is_shown(expression, scope),
            Expr::Name(name) => self.is_builtin_name(&name.id, scope),
            Expr::Compare(compare) => {
                self.rigour == Rigour::Shown && self.compares_to_bool(compare, scope)
            }
            // An element of a display, or a part of it.
            Expr::Subscript(part) if self.is_display_of_builtins(&part.value, scope) => true,
            _ => self.is_shown(expression, scope),
        }
    }

    fn is_display_of_builtins(&self, expression: &'a Expr, scope: ScopeId) -> bool {
        let elements = match expression {
            Expr::Tuple(tuple) => &tuple.elts,
            Expr::List(list) => &list.elts,
            _ => return false,
        };
        elements
            .iter()
            .all(|element| self.is_builtin(element, scope))
    }

    /// Whether each link of a comparison gives a `bool`: what holds before a safe rewrite of it must hold
    /// behind it, too.
    fn compares_to_bool(&self, compare: &'a ExprCompare, scope: ScopeId) -> bool {
        let gives_bool = |(pair, op): (usize, &CmpOp)| {
            let left = pair
                .checked_sub(1)
                .map_or(&*compare.left, |at| &compare.comparators[at]);
            let is_test = matches!(op, CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn);
            is_test
                || boolean::is_plain_none_test(self.module, compare, pair)
                || classes::compared(self.module, compare, pair, scope) == Some(Class::Builtin)
                || [left, &compare.comparators[pair]]
                    .into_iter()
                    .all(|side| self.is_builtin(side, scope))
        };
        compare.ops.iter().enumerate().all(gives_bool)
    }

    /// Whether an expression is shown to be a text, a `bool` or `None`.
    fn is_shown(&self, expression: &'a Expr, scope: ScopeId) -> bool {
        let is_bool = || boolean::is_proved(self.module, expression.into(), self.scope, scope);
        Reader::proving(self.module).shows_text(expression, scope)
            || (self.rigour == Rigour::Shown && is_bool())
    }

    fn gives_builtin(&self, call: &'a ExprCall, scope: ScopeId) -> bool {
        let name = builtins::named(self.module, (&*call.func).into(), scope);
        name.is_some_and(|name| GIVE_BUILTINS.contains(&name))
    }

    /// A name all of whose bindings are builtin objects, and in sight.
    fn is_builtin_name(&self, name: &str, scope: ScopeId) -> bool {
        if name == "__debug__" {
            return true;
        }
        let bindings = sealed::bindings(self.module, name, scope, self.scope);
        !bindings.is_empty() && bindings.iter().all(|bound| self.is_builtin_bound(bound))
    }

    fn is_builtin_bound(&self, bound: &Bound<'a>) -> bool {
        if !self.may_look() {
            return false;
        }
        let is_builtin = |value: &'a Expr| self.is_builtin(value, bound.scope);
        let is_scalar = |annotation: &Expr| self.is_scalar(annotation, bound.scope, Names::Written);
        match bound.binding {
            Binding::Value(value) => is_builtin(value),
            Binding::Declared { annotation, value } => {
                is_scalar(annotation) && value.is_none_or(is_builtin)
            }
            Binding::Parameter {
                annotation,
                default,
                kind,
            } => match kind {
                ParameterKind::Star | ParameterKind::StarStar => true,
                ParameterKind::Receiver { .. } => false,
                ParameterKind::Ordinary => {
                    annotation.is_some_and(is_scalar) && default.is_none_or(is_builtin)
                }
            },
            Binding::PartOf(whole) => match whole {
                Expr::List(list) => list.elts.iter().all(is_builtin),
                Expr::Tuple(tuple) => tuple.elts.iter().all(is_builtin),
                Expr::Set(set) => set.elts.iter().all(is_builtin),
                Expr::StringLiteral(_) | Expr::BytesLiteral(_) => true,
                Expr::Call(call) => {
                    builtins::named(self.module, (&*call.func).into(), bound.scope) == Some("range")
                }
                _ => false,
            },
            Binding::Function(function, _) => function.decorator_list.is_empty(),
            _ => false,
        }
    }

    /// Whether an annotation allows nothing but strings, bytes, numbers and `None`.
    fn is_scalar(&self, annotation: &Expr, scope: ScopeId, names: Names) -> bool {
        if !self.may_look() {
            return false;
        }
        let is_scalar = |inner: &Expr| self.is_scalar(inner, scope, names);
        match annotation {
            Expr::NoneLiteral(_) => true,
            Expr::Name(_) => {
                let name = match names {
                    Names::Written => builtins::named(self.module, annotation.into(), scope),
                    Names::Inferred => annotation.as_name_expr().map(|name| name.id.as_str()),
                };
                let is_inexact = name.is_some_and(|name| matches!(name, "float" | "complex"));
                self.gives_bool.set(self.gives_bool.get() && !is_inexact);
                is_inexact || name.is_some_and(|name| SCALARS.contains(&name))
            }
            Expr::StringLiteral(text) => {
                let parsed = syntax::annotation(text.value.to_str());
                parsed.is_some_and(|parsed| is_scalar(&parsed))
            }
            Expr::BinOp(either) if either.op == Operator::BitOr => {
                is_scalar(&either.left) && is_scalar(&either.right)
            }
            Expr::Subscript(generic) => {
                let of = match &*generic.value {
                    Expr::Name(name) => name.id.as_str(),
                    Expr::Attribute(attribute) => attribute.attr.as_str(),
                    _ => return false,
                };
                match (of, &*generic.slice) {
                    // Strings, bytes, integers, `None`, or members of an `Enum`.
                    ("Literal", value) => is_literal(value),
                    ("Union", Expr::Tuple(members)) => members.elts.iter().all(is_scalar),
                    ("Optional" | "Final" | "Union", only) => is_scalar(only),
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

/// What a `Literal[…]` holds, where it is no member of an `Enum`.
fn is_literal(value: &Expr) -> bool {
    match value {
        Expr::Tuple(values) => values.elts.iter().all(is_literal),
        Expr::UnaryOp(signed) => signed.operand.is_number_literal_expr(),
        value => value.is_literal_expr(),
    }
}

/// A text by its form, which formats whatever stands behind its `%`.
fn is_text(expression: &Expr) -> bool {
    matches!(
        ExprRef::from(expression),
        ExprRef::StringLiteral(_) | ExprRef::FString(_) | ExprRef::BytesLiteral(_)
    )
}

/// Builtin classes that annotations name and whose objects compare so; a `numpy.float64` is a `float`,
/// and stands apart.
const SCALARS: &[&str] = &["str", "bytes", "int", "bool", "None", "LiteralString"];

/// Builtin functions and classes that give an object of one of Python's own classes, whatever they are
/// given.
const GIVE_BUILTINS: &[&str] = &[
    "len",
    "str",
    "repr",
    "ascii",
    "int",
    "float",
    "complex",
    "bytes",
    "bytearray",
    "chr",
    "ord",
    "hex",
    "oct",
    "bin",
    "id",
    "hash",
    "format",
    "input",
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
    "sorted",
    "range",
    "dir",
    "bool",
    "isinstance",
    "issubclass",
    "callable",
    "hasattr",
    "any",
    "all",
];
