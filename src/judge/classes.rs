//! What an expression names, where it names a class: one of Python's own, or another.
//!
//! Two classes are equal where they are the same, unless a metaclass says otherwise. Python's own classes
//! have none that does.

#[cfg(test)]
mod tests;

use ruff_python_ast::{Expr, ExprCompare, ExprRef};

use super::{builtins, words};
use crate::module::Module;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};
use crate::syntax::tokens;

/// What is known of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It may have a metaclass with an `__eq__` of its own.
    Any,
    /// It is one of Python's own.
    Builtin,
}

/// What the class is that a pair of a comparison holds `type(x)` against, which stands on either side;
/// `None` where it is no such pair.
pub fn compared(
    module: &Module<'_>,
    compare: &ExprCompare,
    pair: usize,
    scope: ScopeId,
) -> Option<Class> {
    let sides = [pair, pair + 1].map(|at| tokens::operand(compare, at));
    let is_type = |side: ExprRef<'_>| builtins::type_of(module, side, scope).is_some();
    if !sides.into_iter().any(is_type) {
        return None;
    }
    let [left, right] = sides.map(|side| class(module, side, scope, DEPTH));
    Some(left?.max(right?))
}

/// How deep names are followed.
const DEPTH: u32 = 4;

/// A name with more bindings, or bound to the elements of a longer tuple, is told by its spelling alone.
const MANY: usize = 16;

/// The class that an expression names, if it does.
fn class(
    module: &Module<'_>,
    expression: ExprRef<'_>,
    scope: ScopeId,
    depth: u32,
) -> Option<Class> {
    let depth = depth.checked_sub(1)?;
    if let Some(object) = builtins::type_of(module, expression, scope) {
        return Some(match is_literal(object) {
            true => Class::Builtin,
            false => Class::Any,
        });
    }
    if let Some(name) = builtins::named(module, expression, scope) {
        return builtin(name);
    }
    if is_of_numpy(module, expression, scope) {
        return None;
    }
    match expression {
        ExprRef::Name(name) => {
            let bindings = module.scopes().lookup(&name.id, scope);
            if bindings.len() > MANY {
                return by_name(&name.id);
            }
            let shown = |bound: &Bound<'_>| bound_class(module, &name.id, bound, depth);
            let first = shown(bindings.first()?)?;
            bindings[1..]
                .iter()
                .try_fold(first, |all, next| Some(all.min(shown(next)?)))
        }
        ExprRef::Attribute(attribute) => {
            let name = attribute.attr.as_str();
            let origins = module.scopes().origins(expression, scope);
            let classes = origins.iter().map(|origin| imported(origin));
            classes.min().unwrap_or_else(|| by_name(name))
        }
        _ => None,
    }
}

/// The class that one binding gives to `name`.
fn bound_class(module: &Module<'_>, name: &str, bound: &Bound<'_>, depth: u32) -> Option<Class> {
    let class = |value: &Expr| self::class(module, value.into(), bound.scope, depth);
    match &bound.binding {
        Binding::Class(..) => Some(Class::Any),
        Binding::Import(origin) => imported(origin),
        Binding::Parameter {
            kind: ParameterKind::Receiver { is_class: true, .. },
            ..
        } => Some(Class::Any),
        Binding::Value(value) => class(value).or_else(|| {
            let is_untold = matches!(value, Expr::Name(_) | Expr::Attribute(_) | Expr::Call(_));
            (is_untold && !is_of_numpy(module, *value, bound.scope)).then(|| by_name(name))?
        }),
        Binding::Declared { annotation, .. }
        | Binding::Parameter {
            annotation: Some(annotation),
            ..
        } if is_type_of(annotation) => Some(Class::Any),
        Binding::PartOf(Expr::Tuple(tuple)) if tuple.elts.len() <= MANY => {
            let classes: Option<Vec<Class>> = tuple.elts.iter().map(class).collect();
            classes?.into_iter().min()
        }
        _ => by_name(name),
    }
}

/// Whether an annotation says that it is a class: `type`, `type[X]`, `Type[X]`.
fn is_type_of(annotation: &Expr) -> bool {
    let of = match annotation {
        Expr::Subscript(generic) => &*generic.value,
        other => other,
    };
    match of {
        Expr::Name(name) => matches!(name.id.as_str(), "type" | "Type"),
        Expr::Attribute(attribute) => attribute.attr.as_str() == "Type",
        _ => false,
    }
}

/// What is imported by a dotted origin.
fn imported(origin: &str) -> Option<Class> {
    let (module, name) = origin.rsplit_once('.').unwrap_or(("", origin));
    if is_numpy(origin) {
        return None;
    }
    if module == "types" && name.ends_with("Type") {
        return Some(Class::Builtin);
    }
    let is_small = SMALL_CLASSES.contains(&origin);
    is_small.then_some(Class::Any).or_else(|| by_name(name))
}

/// A class by the name that it bears: `Order`, `__class__`.
fn by_name(name: &str) -> Option<Class> {
    let is_one = matches!(name, "__class__" | "cls" | "klass") || words::is_class_name(name);
    is_one.then_some(Class::Any)
}

/// Whether an object is of one of Python's own classes by the form of the expression that gives it.
fn is_literal(object: &Expr) -> bool {
    object.is_literal_expr()
        || matches!(
            object,
            Expr::FString(_)
                | Expr::List(_)
                | Expr::Tuple(_)
                | Expr::Dict(_)
                | Expr::Set(_)
                | Expr::ListComp(_)
                | Expr::SetComp(_)
                | Expr::DictComp(_)
                | Expr::Generator(_)
                | Expr::Lambda(_)
        )
}

/// Whether a dotted origin is numpy's: its types compare with dtypes, which `is` does not.
fn is_numpy(origin: &str) -> bool {
    origin.split('.').next() == Some("numpy")
}

/// Whether an expression is a name of numpy's, an attribute of one, or what a call of one gives.
fn is_of_numpy<'e>(
    module: &Module<'_>,
    expression: impl Into<ExprRef<'e>>,
    scope: ScopeId,
) -> bool {
    let mut inner: ExprRef<'e> = expression.into();
    loop {
        inner = match inner {
            ExprRef::Attribute(attribute) => (&*attribute.value).into(),
            ExprRef::Call(call) => (&*call.func).into(),
            ExprRef::Subscript(subscript) => (&*subscript.value).into(),
            _ => break,
        };
    }
    let ExprRef::Name(name) = inner else {
        return false;
    };
    let origins = module.scopes().origins(inner, scope);
    // Where the import is not to be seen, the name tells.
    origins.iter().any(|origin| is_numpy(origin)) || matches!(name.id.as_str(), "np" | "numpy")
}

/// A class among the builtins by its name.
fn builtin(name: &str) -> Option<Class> {
    const CLASSES: &[&str] = &[
        "bool",
        "bytearray",
        "bytes",
        "classmethod",
        "complex",
        "dict",
        "enumerate",
        "filter",
        "float",
        "frozenset",
        "int",
        "list",
        "map",
        "memoryview",
        "object",
        "property",
        "range",
        "reversed",
        "set",
        "slice",
        "staticmethod",
        "str",
        "super",
        "tuple",
        "type",
        "zip",
    ];
    const PYTHON_2: &[&str] = &["basestring", "buffer", "file", "long", "unicode", "xrange"];
    let is_exception = ["Error", "Exception", "Warning", "ExceptionGroup"]
        .iter()
        .any(|end| name.ends_with(end))
        || matches!(
            name,
            "GeneratorExit"
                | "KeyboardInterrupt"
                | "StopIteration"
                | "StopAsyncIteration"
                | "SystemExit"
        );
    if matches!(name, "Ellipsis" | "NotImplemented") {
        return None;
    }
    if CLASSES.contains(&name) || (is_exception && words::is_class_name(name)) {
        return Some(Class::Builtin);
    }
    if PYTHON_2.contains(&name) {
        return Some(Class::Any);
    }
    by_name(name)
}

/// Classes of the standard library that are not spelled as classes are.
const SMALL_CLASSES: &[&str] = &[
    "array.array",
    "collections.defaultdict",
    "collections.deque",
    "datetime.date",
    "datetime.datetime",
    "datetime.time",
    "datetime.timedelta",
    "datetime.timezone",
    "datetime.tzinfo",
    "functools.partial",
    "itertools.chain",
    "threading.local",
    "time.struct_time",
];
