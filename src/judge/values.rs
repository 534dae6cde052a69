//! What values an expression may have, as far as its file shows: a small, shallow interpretation that
//! follows names to all their bindings, `self.x` to its assignments, and calls to what they are known
//! to give.

mod annotation;
mod attribute;
mod call;
mod class;
mod form;
mod kin;
#[cfg(test)]
mod tests;

use ruff_python_ast::{self as ast, Expr, ExprRef, UnaryOp};
use std::cell::Cell;

use super::libraries::Family;
use crate::module::Module;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};

pub use kin::Known;

/// One value that an expression may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `None` itself.
    None,
    /// Something whose `==` with `None` gives what `is` gives.
    Honest,
    /// Made by calling a class of which nothing more is known: never `None`.
    Made(String),
    /// An object of a class of this file that may say it equals `None`.
    MayEqualNone(String),
    /// An object of a class of this file whose `==` is annotated to give no plain truth.
    Overloads(String),
    /// What a library overloads, by its dotted origin.
    Library(String, Family),
    /// A transparent proxy, by its dotted origin.
    Proxy(String),
    /// Anything.
    Unknown,
}

/// A value, and how the file shows it: "parameter with default `None`".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The value.
    pub value: Value,
    /// Where it comes from, in words that complete no sentence.
    pub because: String,
    /// Where it comes from.
    pub source: Source,
}

/// Where a value comes from, as far as that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// It is the `None` that a parameter has where nothing is given for it.
    Default,
    /// It is written out.
    Literal,
    /// Whatever else.
    Else,
}

fn one(value: Value, because: impl Into<String>) -> Shown {
    Shown {
        value,
        because: because.into(),
        source: Source::Else,
    }
}

fn shown(value: Value, because: impl Into<String>) -> Vec<Shown> {
    vec![one(value, because)]
}

/// `None` as it is written.
fn literal() -> Vec<Shown> {
    let none = one(Value::None, "`None`");
    vec![Shown {
        source: Source::Literal,
        ..none
    }]
}

fn unknown() -> Vec<Shown> {
    shown(Value::Unknown, "")
}

/// How many expressions are looked at for one operand: more of them make no clear picture.
const LOOKS: u32 = 200;

/// How deep names are followed.
const DEPTH: u32 = 8;

/// Reads values off a module.
pub struct Reader<'m, 'a> {
    module: &'m Module<'a>,
    looks: Cell<u32>,
    /// Whether of a name only what is [`super::sealed`] counts as shown to be a text.
    proves: bool,
}

impl<'m, 'a> Reader<'m, 'a> {
    /// A reader for one question.
    pub fn new(module: &'m Module<'a>) -> Self {
        Self {
            module,
            looks: Cell::new(LOOKS),
            proves: false,
        }
    }

    /// The same, which takes for a text only what nothing out of sight can make something else.
    pub fn proving(module: &'m Module<'a>) -> Self {
        Self {
            proves: true,
            ..Self::new(module)
        }
    }

    /// The values of an expression that is evaluated in a scope.
    pub fn values(&self, expression: ExprRef<'a>, scope: ScopeId) -> Vec<Shown> {
        self.look(expression, scope, DEPTH)
    }

    /// Whether an expression is surely a `str`, `bytes` or `None`.
    pub fn shows_text(&self, expression: &'a Expr, scope: ScopeId) -> bool {
        self.is_text(expression, scope, DEPTH)
    }

    /// Takes one look, if there is one left.
    fn may_look(&self) -> bool {
        let left = self.looks.get().checked_sub(1);
        left.inspect(|&left| self.looks.set(left)).is_some()
    }

    /// The dotted origins that a name or attribute chain may have; each costs a look, as it is compared with all that
    /// is known.
    fn origins(&self, expression: ExprRef<'_>, scope: ScopeId) -> Vec<String> {
        let origins = self.module.scopes().origins(expression, scope);
        let more = u32::try_from(origins.len().saturating_sub(1)).unwrap_or(u32::MAX);
        self.looks.set(self.looks.get().saturating_sub(more));
        origins
    }

    fn look(&self, expression: ExprRef<'a>, scope: ScopeId, depth: u32) -> Vec<Shown> {
        if depth == 0 || !self.may_look() {
            return unknown();
        }
        let deeper = |inner: &'a Expr| self.look(inner.into(), scope, depth - 1);
        match expression {
            ExprRef::NoneLiteral(_) => literal(),
            ExprRef::Name(name) => self.name(&name.id, scope, depth),
            ExprRef::Attribute(attribute) => self.attribute(attribute, scope, depth),
            ExprRef::Call(call) => self.call(call, scope, depth),
            ExprRef::Named(named) => deeper(&named.value),
            ExprRef::If(branches) => [deeper(&branches.body), deeper(&branches.orelse)].concat(),
            ExprRef::BoolOp(operands) => operands.values.iter().flat_map(deeper).collect(),
            ExprRef::Subscript(subscript) => match &*subscript.value {
                Expr::Tuple(tuple) => tuple.elts.iter().flat_map(deeper).collect(),
                Expr::List(list) => list.elts.iter().flat_map(deeper).collect(),
                _ => self.subscript(subscript, scope),
            },
            ExprRef::UnaryOp(unary) if unary.op == UnaryOp::Not => shown(Value::Honest, "a `bool`"),
            ExprRef::BinOp(node) => self.operation(node, scope, depth),
            _ => form::kind(expression).map_or_else(unknown, |kind| shown(Value::Honest, kind)),
        }
    }

    fn name(&self, name: &'a str, scope: ScopeId, depth: u32) -> Vec<Shown> {
        let mut values = Vec::new();
        for bound in self.module.scopes().lookup(name, scope) {
            // Each binding costs a look, so that a name with thousands of them costs no more.
            if !self.may_look() {
                values.extend(unknown());
                break;
            }
            values.extend(self.bound(name, bound, depth));
        }
        if values.is_empty() {
            values = unknown();
        }
        values
    }

    /// The values that one binding gives to `name`, as it is written.
    fn bound(&self, name: &str, bound: &Bound<'a>, depth: u32) -> Vec<Shown> {
        let at = |inner: &'a Expr| self.look(inner.into(), bound.scope, depth - 1);
        let named = |values: Vec<Shown>| called(name, values);
        match &bound.binding {
            Binding::Parameter {
                annotation,
                default,
                kind,
            } => {
                let kind = match kind {
                    ParameterKind::Receiver { class, is_class } => {
                        return self.receiver(*class, *is_class);
                    }
                    ParameterKind::Star => return shown(Value::Honest, "`*` parameter"),
                    ParameterKind::StarStar => return shown(Value::Honest, "`**` parameter"),
                    ParameterKind::Ordinary => "parameter",
                };
                let mut values = match annotation {
                    Some(annotation) => self.annotated(annotation, bound.scope, depth - 1),
                    None => unknown(),
                };
                for value in &mut values {
                    // "parameter annotated `str`", "parameter: `Money` has an `__eq__` …"
                    let colon = if value.because.starts_with('`') {
                        ":"
                    } else {
                        ""
                    };
                    value.because = format!("{kind}{colon} {}", value.because);
                    value.because.truncate(value.because.trim_end().len());
                }
                match default {
                    Some(Expr::NoneLiteral(_)) => {
                        let none = one(Value::None, "parameter with default `None`");
                        values.push(Shown {
                            source: Source::Default,
                            ..none
                        });
                    }
                    Some(default) => values.extend(at(default)),
                    None => {}
                }
                values
            }
            Binding::Value(value) => named(at(value)),
            Binding::Declared { annotation, value } => {
                let mut values = self.annotated(annotation, bound.scope, depth - 1);
                values.extend(value.iter().flat_map(|value| at(value)));
                named(values)
            }
            Binding::PartOf(whole) => match whole {
                Expr::Tuple(tuple) => tuple.elts.iter().flat_map(at).collect(),
                Expr::List(list) => list.elts.iter().flat_map(at).collect(),
                _ => unknown(),
            },
            Binding::Entered(value) => self.entered(value, bound.scope),
            Binding::Caught => shown(Value::Honest, "a caught exception"),
            Binding::Import(origin) => call::imported(origin),
            Binding::Function(function, _) => {
                let is_kept = |decorator: &'a ast::Decorator| {
                    self.decorated(&decorator.expression, bound.scope)
                };
                // The outermost decorator has the last word.
                match function
                    .decorator_list
                    .iter()
                    .map(is_kept)
                    .find(Option::is_some)
                {
                    Some(other) => other.unwrap_or_default(),
                    None => shown(Value::Honest, format!("`{name}` is a function")),
                }
            }
            Binding::Class(class, _) => {
                if class.decorator_list.is_empty() && class.keywords().is_empty() {
                    shown(Value::Honest, format!("`{name}` is a class"))
                } else {
                    unknown()
                }
            }
            Binding::Within(_) | Binding::Other => unknown(),
        }
    }
}

/// Says of values what bears them, where they do not tell a longer story already.
fn called(name: &str, mut values: Vec<Shown>) -> Vec<Shown> {
    for shown in &mut values {
        if shown.source == Source::Literal {
            shown.because = format!("`{name}` is assigned `None`");
            shown.source = Source::Else;
        }
    }
    values
}
