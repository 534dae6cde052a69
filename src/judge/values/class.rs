//! Classes of the same file: whether their objects may say that they equal `None`.

use ruff_python_ast::{AnyNodeRef as N, Expr};

use super::super::libraries;
use crate::package;
use crate::rule::Module;
use crate::syntax::NodeId;
use crate::syntax::scopes::{Binding, Bound};

/// How many classes up a chain of bases is followed.
pub(super) const ANCESTORS: u32 = 16;

/// Whether a class, or one of this file that it inherits from, has a method that compares and in
/// which `None` stands.
pub fn may_equal_none(module: &Module<'_>, class: NodeId) -> bool {
    lineage(module, class)
        .iter()
        .any(|&class| package::may_equal_none(&module.tree, class))
}

/// Whether all that the class inherits from is known, and nothing of it defines how it compares but
/// in a method in which `None` does not stand.
pub(super) fn is_honest(module: &Module<'_>, class: NodeId) -> bool {
    let lineage = lineage(module, class);
    lineage.iter().all(|&class| {
        let N::StmtClassDef(node) = module.tree.node(class) else {
            return false;
        };
        let plain_keywords = node.keywords().is_empty();
        plain_keywords
            && node
                .bases()
                .iter()
                .all(|base| is_known(module, class, base))
    }) && lineage.len() < ANCESTORS as usize
        && !may_equal_none(module, class)
}

/// The class and those of this file that it inherits from.
pub(super) fn lineage(module: &Module<'_>, class: NodeId) -> Vec<NodeId> {
    let mut lineage = vec![class];
    let mut next = 0;
    while next < lineage.len() && lineage.len() < ANCESTORS as usize {
        let class = lineage[next];
        next += 1;
        let N::StmtClassDef(node) = module.tree.node(class) else {
            continue;
        };
        for base in node.bases() {
            if let Some(base) = local(module, class, base)
                && !lineage.contains(&base)
            {
                lineage.push(base);
            }
        }
    }
    lineage
}

/// The class of this file that a base names.
fn local(module: &Module<'_>, class: NodeId, base: &Expr) -> Option<NodeId> {
    let scope = module.scopes().at(&module.tree, class);
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

/// Whether a base is a class of this file, `object`, or an honest class of the standard library.
pub(super) fn is_known(module: &Module<'_>, class: NodeId, base: &Expr) -> bool {
    if local(module, class, base).is_some() {
        return true;
    }
    let scope = module.scopes().at(&module.tree, class);
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
