//! What may give a class an `==` that its body does not show: decorators, a metaclass, a `__new__` that
//! makes something else, an assignment from outside.

use ruff_python_ast::{AnyNodeRef as N, Expr, StmtClassDef, StmtFunctionDef};
use ruff_text_size::Ranged;

use super::super::super::libraries;
use crate::module::Module;
use crate::syntax::NodeId;
use crate::syntax::scopes::{Binding, Bound, ScopeId};

/// What may give a class its own `==`, in words that begin a reason.
pub(super) fn giver(module: &Module<'_>, id: NodeId, class: &StmtClassDef) -> Option<String> {
    let scope = module.scopes().at(&module.tree, id);
    for decorator in &class.decorator_list {
        let named = called(&decorator.expression);
        if !is_known_decorator(module, &decorator.expression, scope) {
            let name = &module.text[named.range()];
            return Some(format!("the decorator `{name}`"));
        }
    }
    let arguments = class.arguments.as_deref();
    let metaclass = arguments.and_then(|arguments| arguments.find_keyword("metaclass"));
    if let Some(metaclass) = metaclass
        && !is_known_metaclass(module, &metaclass.value, scope)
    {
        return Some("its metaclass".to_owned());
    }
    let mut members = class.body.iter().filter_map(|it| it.as_function_def_stmt());
    if members.any(|method| method.name.as_str() == "__new__" && !makes_its_own(module, method)) {
        return Some("its `__new__`".to_owned());
    }
    is_assigned_outside(module, &class.name).then(|| "an assignment".to_owned())
}

/// A decorator without its arguments.
fn called(decorator: &Expr) -> &Expr {
    match decorator {
        Expr::Call(call) => &call.func,
        bare => bare,
    }
}

fn is_known_decorator(module: &Module<'_>, decorator: &Expr, scope: ScopeId) -> bool {
    let named = called(decorator);
    let origins = module.scopes().origins(named.into(), scope);
    if !origins.is_empty() {
        return origins
            .iter()
            .all(|origin| match (origin.as_str(), decorator) {
                ("six.add_metaclass", Expr::Call(call)) => {
                    let metaclass = call.arguments.args.first();
                    metaclass.is_some_and(|it| is_known_metaclass(module, it, scope))
                }
                _ => libraries::keeps_equality(origin),
            });
    }
    match definition(module, decorator, scope) {
        Some(N::StmtFunctionDef(function)) => {
            is_silent(module, function.range()) && gives_back(module, function)
        }
        _ => false,
    }
}

/// `type`, the standard library's, or one of this file that inherits from those and does not speak of `==`.
fn is_known_metaclass(module: &Module<'_>, metaclass: &Expr, scope: ScopeId) -> bool {
    let is_standard = |named: &Expr, scope| {
        let origins = module.scopes().origins(named.into(), scope);
        match named {
            Expr::Name(name) if module.scopes().lookup(&name.id, scope).is_empty() => {
                name.id == "type"
            }
            _ => {
                let standard = ["abc.ABCMeta", "enum.EnumMeta", "enum.EnumType"];
                !origins.is_empty() && origins.iter().all(|it| standard.contains(&it.as_str()))
            }
        }
    };
    if is_standard(metaclass, scope) {
        return true;
    }
    match definition(module, metaclass, scope) {
        Some(N::StmtClassDef(class)) => {
            is_silent(module, class.range())
                && class.decorator_list.is_empty()
                && class.bases().iter().all(|base| is_standard(base, scope))
        }
        _ => false,
    }
}

/// The function or class of this file that a name stands for.
fn definition<'a>(module: &Module<'a>, named: &Expr, scope: ScopeId) -> Option<N<'a>> {
    match module.scopes().lookup(&named.as_name_expr()?.id, scope) {
        [
            Bound {
                binding: Binding::Function(_, id) | Binding::Class(_, id),
                ..
            },
        ] => Some(module.tree.node(*id)),
        _ => None,
    }
}

/// Whether a text speaks neither of `==` nor of setting what is not named.
fn is_silent(module: &Module<'_>, range: ruff_text_size::TextRange) -> bool {
    let text = &module.text[range];
    let words = ["__eq__", "__ne__", "setattr", "__dict__", "exec", "update("];
    !words.iter().any(|word| text.contains(word))
}

/// Whether a function gives back its only parameter.
fn gives_back(module: &Module<'_>, function: &StmtFunctionDef) -> bool {
    let parameters: Vec<_> = function.parameters.iter().collect();
    let [parameter] = parameters[..] else {
        return false;
    };
    let is_it = |value: &Expr| matches!(value, Expr::Name(name) if name.id == parameter.name().id);
    let mut given = returned(module, function).peekable();
    function.decorator_list.is_empty()
        && given.peek().is_some()
        && given.all(|value| value.is_some_and(is_it))
}

/// Whether a `__new__` gives what some other `__new__` makes, at once or by a name.
fn makes_its_own(module: &Module<'_>, method: &StmtFunctionDef) -> bool {
    let is_made = |value: &Expr| {
        matches!(value, Expr::Call(call)
            if matches!(&*call.func, Expr::Attribute(it) if it.attr.as_str() == "__new__"))
    };
    let Some(id) = module.tree.find(method.into()) else {
        return false;
    };
    // The values of what is written like the name: `cls._instance`.
    let is_bound_to_made = |name: &Expr| {
        let written = &module.text[name.range()];
        let assigned = |id| match module.tree.node(id) {
            N::StmtAssign(node) => {
                let mut targets = node.targets.iter();
                targets
                    .any(|target| &module.text[target.range()] == written)
                    .then_some(&*node.value)
            }
            _ => None,
        };
        let mut values = module.tree.subtree(id).filter_map(assigned).peekable();
        values.peek().is_some() && values.all(is_made)
    };
    returned(module, method).all(|value| {
        value.is_some_and(|value| match value {
            Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) => is_bound_to_made(value),
            value => is_made(value),
        })
    })
}

/// The values that a function gives back; those of functions in it, too.
fn returned<'m, 'a>(
    module: &'m Module<'a>,
    function: &StmtFunctionDef,
) -> impl Iterator<Item = Option<&'a Expr>> + use<'m, 'a> {
    let id = module.tree.find(function.into());
    let inside = id.into_iter().flat_map(|id| module.tree.subtree(id));
    inside.filter_map(|id| match module.tree.node(id) {
        N::StmtReturn(node) => Some(node.value.as_deref()),
        _ => None,
    })
}

/// `Name.__eq__ = …`, `setattr(Name, …)`.
fn is_assigned_outside(module: &Module<'_>, class: &str) -> bool {
    let speaks = [".__eq__", ".__ne__", "setattr("];
    if !speaks.iter().any(|words| module.text.contains(words)) {
        return false;
    }
    let is_it = |value: &Expr| matches!(value, Expr::Name(name) if name.id == class);
    module.tree.ids().any(|id| match module.tree.node(id) {
        N::ExprAttribute(it) => {
            it.ctx.is_store() && matches!(it.attr.as_str(), "__eq__" | "__ne__") && is_it(&it.value)
        }
        N::ExprCall(call) => {
            matches!(&*call.func, Expr::Name(name) if name.id == "setattr")
                && call.arguments.args.first().is_some_and(is_it)
                && !matches!(call.arguments.args.get(1), Some(Expr::StringLiteral(name))
                    if !matches!(name.value.to_str(), "__eq__" | "__ne__"))
        }
        _ => false,
    })
}
