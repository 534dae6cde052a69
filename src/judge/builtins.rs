//! Whether a name is the builtin that it looks like.

use ruff_python_ast::{Expr, ExprRef};

use super::libraries;
use crate::module::Module;
use crate::syntax::scopes::ScopeId;

/// Modules of the standard library whose `*` brings names of builtins that are not the builtins
/// (`locale.str`, `reprlib.repr`), as a run of CPython 3.8, 3.10, 3.12 and 3.13 over all of its modules tells.
const BRING_OTHERS: &[&str] = &[
    "ast",
    "enum",
    "fileinput",
    "fnmatch",
    "locale",
    "reprlib",
    "threading",
];

/// Others of it that bring none, beside those that are honest.
const BRING_NONE: &[&str] = &[
    "builtins",
    "collections",
    "ctypes",
    "functools",
    "itertools",
    "operator",
    "random",
    "tkinter",
    "types",
    "typing",
    "unittest",
];

/// The builtin that an expression names, as seen from a scope: a name that nothing in the module binds
/// and no `*` import may bring, or an attribute of `builtins`.
pub fn named<'e>(module: &Module<'_>, expression: ExprRef<'e>, scope: ScopeId) -> Option<&'e str> {
    let scopes = module.scopes();
    match expression {
        ExprRef::Name(name) => {
            let is_free = scopes.lookup(&name.id, scope).is_empty();
            (is_free && !may_be_starred(module)).then_some(name.id.as_str())
        }
        ExprRef::Attribute(attribute) => {
            let origins = scopes.origins((&*attribute.value).into(), scope);
            let is_builtins = origins.iter().all(|origin| origin == "builtins")
                && !origins.is_empty()
                && scopes.is_only_imported(expression, scope);
            is_builtins.then_some(attribute.attr.as_str())
        }
        _ => None,
    }
}

/// The builtin that is called, and its call.
pub fn called<'e>(
    module: &Module<'_>,
    expression: ExprRef<'e>,
    scope: ScopeId,
) -> Option<(&'e str, &'e ruff_python_ast::Arguments)> {
    let ExprRef::Call(call) = expression else {
        return None;
    };
    let name = named(module, (&*call.func).into(), scope)?;
    Some((name, &call.arguments))
}

/// The only argument of a call of the builtin `type`: `x` of `type(x)`.
pub fn type_of<'e>(
    module: &Module<'_>,
    expression: ExprRef<'e>,
    scope: ScopeId,
) -> Option<&'e Expr> {
    let ("type", arguments) = called(module, expression, scope)? else {
        return None;
    };
    let [only] = &*arguments.args else {
        return None;
    };
    (arguments.keywords.is_empty() && !only.is_starred_expr()).then_some(only)
}

/// Whether a `*` import may bring another object under a builtin's name.
pub fn may_be_starred(module: &Module<'_>) -> bool {
    let mut starred = module.scopes().starred();
    starred.any(|module| {
        let is_known = libraries::is_honest(module) || BRING_NONE.contains(&module);
        !is_known || BRING_OTHERS.contains(&module)
    })
}
