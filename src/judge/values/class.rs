//! Classes of the same file: how their objects compare with `None`.

mod given;

use ruff_python_ast::{AnyNodeRef as N, Expr, StmtClassDef};

use super::super::libraries;
use super::{Shown, Value, shown};
use crate::equals::{self, Manner};
use crate::module::Module;
use crate::syntax::NodeId;
use crate::syntax::scopes::{Binding, Bound, ScopeId};

/// How many classes up a chain of bases is followed.
pub(super) const ANCESTORS: usize = 16;

/// What an object of a class is.
pub(super) fn object(module: &Module<'_>, class: NodeId) -> Vec<Shown> {
    let line = lineage(module, class);
    let Some(&(_, first)) = line.first() else {
        return shown(Value::Unknown, "");
    };
    let name = first.name.to_string();
    for &(_, class) in &line {
        let because = match equals::manner(class, module.text) {
            None | Some(Manner::Honest) => continue,
            Some(Manner::Gives(gives)) => {
                let because =
                    format!("the `==` of `{name}`, a class of this file, gives `{gives}`");
                return shown(Value::Overloads(name), because);
            }
            Some(Manner::MayEqualNone) => {
                format!("`{name}` has an `__eq__` in this file that may accept `None`")
            }
            Some(Manner::Untold) => format!(
                "`{name}` has an `__eq__` in this file, and what that says of `None` cannot be told"
            ),
        };
        return shown(Value::MayEqualNone(name), because);
    }
    for &(id, class) in &line {
        if let Some(giver) = given::giver(module, id, class) {
            let because = format!("{giver} may give `{name}`, a class of this file, its own `==`");
            return shown(Value::MayEqualNone(name), because);
        }
    }
    let is_told = |&(id, class): &(NodeId, &StmtClassDef)| {
        let scope = module.scopes().at(&module.tree, id);
        class.keywords().iter().all(names_metaclass)
            && class
                .bases()
                .iter()
                .all(|base| is_known(module, base, scope))
    };
    if line.len() < ANCESTORS && line.iter().all(is_told) {
        let because =
            format!("`{name}`, a class of this file without an `__eq__` that accepts `None`");
        return shown(Value::Honest, because);
    }
    let because = format!("an object of `{name}`");
    shown(Value::Made(name), because)
}

/// The class and those of this file that it inherits from.
pub(super) fn lineage<'a>(module: &Module<'a>, class: NodeId) -> Vec<(NodeId, &'a StmtClassDef)> {
    let definition = |id| match module.tree.node(id) {
        N::StmtClassDef(class) => Some((id, class)),
        _ => None,
    };
    let mut lineage: Vec<_> = definition(class).into_iter().collect();
    let mut next = 0;
    while next < lineage.len() && lineage.len() < ANCESTORS {
        let (id, class) = lineage[next];
        let scope = module.scopes().at(&module.tree, id);
        next += 1;
        for base in class.bases() {
            if let Some(base) = local(module, base, scope)
                && !lineage.iter().any(|&(id, _)| id == base)
            {
                lineage.extend(definition(base));
            }
        }
    }
    lineage
}

/// The class of this file that a base names.
fn local(module: &Module<'_>, base: &Expr, scope: ScopeId) -> Option<NodeId> {
    match module.scopes().lookup(&base.as_name_expr()?.id, scope) {
        [
            Bound {
                binding: Binding::Class(_, id),
                ..
            },
        ] => Some(*id),
        _ => None,
    }
}

fn names_metaclass(keyword: &ruff_python_ast::Keyword) -> bool {
    keyword.arg.as_ref().is_some_and(|name| name == "metaclass")
}

/// Whether a base is a class of this file, `object`, or an honest class of the standard library.
pub(super) fn is_known(module: &Module<'_>, base: &Expr, scope: ScopeId) -> bool {
    if local(module, base, scope).is_some() {
        return true;
    }
    let scopes = module.scopes();
    if let Expr::Name(name) = base
        && scopes.lookup(&name.id, scope).is_empty()
    {
        let name = name.id.as_str();
        return libraries::is_honest_builtin(name)
            || name.ends_with("Error")
            || name.ends_with("Exception");
    }
    if !scopes.is_only_imported(base.into(), scope) {
        return false;
    }
    let origins = scopes.origins(base.into(), scope);
    let is_honest = |origin: &String| {
        libraries::is_honest(origin)
            || matches!(
                origin.as_str(),
                "enum.Enum"
                    | "enum.IntEnum"
                    | "typing.NamedTuple"
                    | "abc.ABC"
                    | "unittest.TestCase"
            )
    };
    !origins.is_empty() && origins.iter().all(is_honest)
}
