//! What users say themselves: names they call plain or overloaded, for what the judge cannot know.

use ruff_python_ast::{Expr, ExprRef};

use super::{Evidence, Verdict, Witness};
use crate::rule::{Module, Site};
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};

/// The names that a user calls plain and overloaded.
///
/// A dotted name stands for itself and all below it, by where it was imported from (`shop.models`
/// covers `shop.models.User.name`) or as it is written (`self.query`); a name without a dot for
/// whatever bears it last (`Money` for `shop.Money`). An operand is meant if it is that name, an
/// attribute of it, called or made by it, or annotated with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Their `==` gives what `is` gives.
    pub plain: Vec<String>,
    /// Their `==` is right as it stands.
    pub overloaded: Vec<String>,
}

impl Named {
    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.overloaded.is_empty()
    }
}

/// Plain or overloaded where the user says so.
pub fn witness(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let named = site.module.named().filter(|named| !named.is_empty())?;
    let names = names(site, side);
    let said = |patterns: &[String], verdict, key: &str| {
        let meant = patterns
            .iter()
            .find(|pattern| names.iter().any(|name| covers(pattern, name)))?;
        let reason = format!("`{meant}` is named in `{key}`");
        Some(Evidence::new(verdict, Witness::Settings, reason))
    };
    said(&named.plain, Verdict::Plain, "plain")
        .or_else(|| said(&named.overloaded, Verdict::Overloaded, "overloaded"))
}

/// Whether a pattern stands for a dotted name.
pub fn covers(pattern: &str, name: &str) -> bool {
    if pattern.contains('.') {
        let rest = name.strip_prefix(pattern);
        return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    }
    name.split('.').any(|part| part == pattern)
}

/// Every dotted name that the operand goes by.
fn names<'a>(site: &Site<'_, 'a>, side: usize) -> Vec<String> {
    let module: &Module<'a> = site.module;
    let scope = module.scopes().at(&module.tree, site.comparison.id);
    let mut names = Vec::new();
    let operand = site.operands()[side];
    add(module, operand, scope, &mut names);
    for bound in bindings(module, operand, scope) {
        match &bound.binding {
            Binding::Value(value) => add(module, (*value).into(), bound.scope, &mut names),
            Binding::Declared { annotation, value } => {
                add(module, (*annotation).into(), bound.scope, &mut names);
                if let Some(value) = value {
                    add(module, (*value).into(), bound.scope, &mut names);
                }
            }
            Binding::Parameter {
                annotation: Some(annotation),
                ..
            } => add(module, (*annotation).into(), bound.scope, &mut names),
            _ => {}
        }
    }
    names
}

/// What the operand is bound to: a name, or an attribute of `self`.
fn bindings<'m, 'a>(
    module: &'m Module<'a>,
    operand: ExprRef<'a>,
    scope: ScopeId,
) -> &'m [Bound<'a>] {
    match operand {
        ExprRef::Name(name) => module.scopes().lookup(&name.id, scope),
        ExprRef::Attribute(attribute) => {
            let Expr::Name(object) = &*attribute.value else {
                return &[];
            };
            match module.scopes().lookup(&object.id, scope) {
                [
                    Bound {
                        binding:
                            Binding::Parameter {
                                kind: ParameterKind::Receiver { class, .. },
                                ..
                            },
                        ..
                    },
                ] => module.scopes().of_object(*class, &attribute.attr),
                _ => &[],
            }
        }
        _ => &[],
    }
}

/// The names that one expression goes by: as written and by origin; of a call, those of its function;
/// of `Optional[X]` and `X | None`, those of `X`.
fn add(module: &Module<'_>, expression: ExprRef<'_>, scope: ScopeId, names: &mut Vec<String>) {
    match expression {
        ExprRef::Call(call) => add(module, (&*call.func).into(), scope, names),
        ExprRef::Subscript(generic) => {
            add(module, (&*generic.value).into(), scope, names);
            if generic.slice.is_name_expr() || generic.slice.is_attribute_expr() {
                add(module, (&*generic.slice).into(), scope, names);
            }
        }
        ExprRef::BinOp(either) => {
            for side in [&*either.left, &*either.right] {
                if side.is_name_expr() || side.is_attribute_expr() {
                    add(module, side.into(), scope, names);
                }
            }
        }
        _ => {
            names.extend(written(expression));
            names.extend(module.scopes().origins(expression, scope));
        }
    }
}

/// A name or chain of attributes as it is written.
fn written(expression: ExprRef<'_>) -> Option<String> {
    let mut parts = Vec::new();
    let mut inner = expression;
    while let ExprRef::Attribute(attribute) = inner {
        parts.push(attribute.attr.as_str());
        inner = (&*attribute.value).into();
    }
    let ExprRef::Name(name) = inner else {
        return None;
    };
    parts.push(name.id.as_str());
    parts.reverse();
    Some(parts.join("."))
}
