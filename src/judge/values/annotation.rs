//! What values an annotation speaks of.

use ruff_python_ast::{Expr, ExprRef, Operator};

use super::super::libraries;
use super::{Reader, Shown, Value, shown, unknown};
use crate::syntax;
use crate::syntax::scopes::{Binding, Bound, ScopeId};

/// Names of `typing` whose values are honest, whatever they are of.
const HONEST: &[&str] = &[
    "List",
    "Dict",
    "Set",
    "FrozenSet",
    "Tuple",
    "Callable",
    "Text",
    "AnyStr",
    "Pattern",
    "Match",
    "IO",
    "TextIO",
    "BinaryIO",
    "NoReturn",
    "Literal",
    "LiteralString",
];

impl<'a> Reader<'_, 'a> {
    /// The values that an annotation allows.
    pub(super) fn annotated(&self, annotation: &Expr, scope: ScopeId, depth: u32) -> Vec<Shown> {
        let left = self.looks.get();
        if left == 0 || depth == 0 {
            return unknown();
        }
        self.looks.set(left - 1);
        match annotation {
            Expr::NoneLiteral(_) => shown(Value::None, "may be `None` by its annotation"),
            Expr::StringLiteral(text) => syntax::annotation(text.value.to_str())
                .map_or_else(unknown, |parsed| self.annotated(&parsed, scope, depth - 1)),
            Expr::BinOp(either) if either.op == Operator::BitOr => [
                self.annotated(&either.left, scope, depth - 1),
                self.annotated(&either.right, scope, depth - 1),
            ]
            .concat(),
            Expr::Subscript(generic) => self.generic(&generic.value, &generic.slice, scope, depth),
            Expr::Name(_) | Expr::Attribute(_) => self.class(annotation, scope),
            _ => unknown(),
        }
    }

    fn generic(&self, of: &Expr, slice: &Expr, scope: ScopeId, depth: u32) -> Vec<Shown> {
        let name = match of {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            _ => return unknown(),
        };
        let inner = |part: &Expr| self.annotated(part, scope, depth - 1);
        match name {
            "Optional" => {
                let mut values = inner(slice);
                values.extend(shown(Value::None, "annotated `Optional`"));
                values
            }
            "Union" => match slice {
                // More of them than may be looked at make no clear picture.
                Expr::Tuple(parts) if parts.len() > self.looks.get() as usize => unknown(),
                Expr::Tuple(parts) => parts.elts.iter().flat_map(inner).collect(),
                one => inner(one),
            },
            "Annotated" | "Final" | "ClassVar" | "Required" | "NotRequired" => match slice {
                Expr::Tuple(parts) => parts.elts.first().map_or_else(unknown, inner),
                one => inner(one),
            },
            _ if HONEST.contains(&name) => shown(Value::Honest, format!("annotated `{name}`")),
            _ => self.class(of, scope),
        }
    }

    /// An object of the class that an annotation names.
    fn class(&self, named: &Expr, scope: ScopeId) -> Vec<Shown> {
        let scopes = self.module.scopes();
        if let Expr::Name(name) = named {
            match scopes.lookup(&name.id, scope) {
                // Anything, and any class: that of a metaclass may overload `==`.
                [] if matches!(name.id.as_str(), "object" | "type") => return unknown(),
                [] if libraries::is_honest_builtin(&name.id) => {
                    return shown(Value::Honest, format!("annotated `{}`", name.id));
                }
                [
                    Bound {
                        binding: Binding::Class(_, id),
                        ..
                    },
                ] => return self.object_of(*id),
                _ => {}
            }
        }
        let origins = self.origins(ExprRef::from(named), scope);
        let [origin] = &origins[..] else {
            return unknown();
        };
        if !scopes.is_only_imported(ExprRef::from(named), scope) {
            return unknown();
        }
        let last = origin.rsplit('.').next().unwrap_or(origin);
        if libraries::is_proxy(origin) {
            return shown(Value::Proxy(origin.clone()), format!("annotated `{last}`"));
        }
        if let Some(family) = libraries::makes(origin) {
            return shown(
                Value::Library(origin.clone(), family),
                format!("annotated `{last}`"),
            );
        }
        let is_typing = origin
            .strip_prefix("typing.")
            .is_some_and(|name| HONEST.contains(&name));
        if is_typing || libraries::is_honest(origin) {
            return shown(Value::Honest, format!("annotated `{last}`"));
        }
        unknown()
    }
}
