//! What users say themselves: names they call plain or overloaded, for what the judge cannot know.

#[cfg(test)]
mod tests;

use ruff_python_ast::{Expr, ExprRef};

use super::{Evidence, Verdict, Witness};
use crate::module::Module;
use crate::rule::Site;
use crate::syntax;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId, dotted};

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

/// Plain or overloaded where the user says so: the more exact name is heard, and where both are the
/// same, nothing is rewritten.
pub fn witness(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let named = site.module.named().filter(|named| !named.is_empty())?;
    let names = names(site, side);
    let meant = |patterns: &'_ [String]| {
        let covering = patterns
            .iter()
            .filter(|pattern| names.iter().any(|name| covers(pattern, name)));
        covering.max_by_key(|pattern| exactness(pattern)).cloned()
    };
    let (plain, overloaded) = (meant(&named.plain), meant(&named.overloaded));
    let exact = |pattern: &Option<String>| pattern.as_deref().map(exactness);
    let (pattern, verdict, key) = if exact(&plain) > exact(&overloaded) {
        (plain?, Verdict::Plain, "plain")
    } else {
        (overloaded?, Verdict::Overloaded, "overloaded")
    };
    let reason = format!("`{pattern}` is named in `{key}`");
    Some(Evidence::new(verdict, Witness::Settings, reason))
}

/// How many names a pattern joins.
fn exactness(pattern: &str) -> usize {
    pattern.split('.').count()
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
                add_annotated(module, annotation, bound.scope, &mut names, DEPTH);
                if let Some(value) = value {
                    add(module, (*value).into(), bound.scope, &mut names);
                }
            }
            Binding::Parameter {
                annotation: Some(annotation),
                ..
            } => add_annotated(module, annotation, bound.scope, &mut names, DEPTH),
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

/// The names that one expression goes by: as written and by origin; of a call, those of its function.
fn add(module: &Module<'_>, expression: ExprRef<'_>, scope: ScopeId, names: &mut Vec<String>) {
    let mut named = expression;
    while let ExprRef::Call(call) = named {
        named = (&*call.func).into();
    }
    names.extend(dotted(named));
    names.extend(module.scopes().origins(named, scope));
}

/// How deep annotations are looked into.
const DEPTH: u32 = 8;

/// The names that an annotation speaks of: of `Optional[X]`, `X | None` and their like those of `X`, of
/// another generic its own.
fn add_annotated(
    module: &Module<'_>,
    annotation: &Expr,
    scope: ScopeId,
    names: &mut Vec<String>,
    depth: u32,
) {
    const TRANSPARENT: &[&str] = &["Optional", "Union", "Annotated", "Final", "ClassVar"];
    if depth == 0 {
        return;
    }
    let mut inner = |part: &Expr| add_annotated(module, part, scope, names, depth - 1);
    match annotation {
        Expr::StringLiteral(text) => {
            if let Some(parsed) = syntax::annotation(text.value.to_str()) {
                inner(&parsed);
            }
        }
        Expr::BinOp(either) => {
            inner(&either.left);
            inner(&either.right);
        }
        Expr::Tuple(parts) => parts.elts.iter().for_each(inner),
        Expr::Subscript(generic) => {
            let last = match &*generic.value {
                Expr::Name(name) => name.id.as_str(),
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => return,
            };
            inner(&generic.value);
            if TRANSPARENT.contains(&last) {
                inner(&generic.slice);
            }
        }
        _ => add(module, annotation.into(), scope, names),
    }
}
