//! Transparent proxies: objects that equal `None` when what they stand for is `None`, but never are
//! `None`.

use ruff_python_ast::{AnyNodeRef as N, ExprName, ExprRef, Parameters};

use super::{Evidence, Verdict, Witness, libraries};
use crate::rule::Site;

/// Overloaded where the operand is a transparent proxy, wherever the comparison stands.
pub fn witness(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let origin = origin(site, site.operands()[side])?;
    let reason = format!("a transparent proxy (`{origin}`) equals `None` without being it");
    Some(Evidence::new(
        Verdict::Overloaded,
        Witness::Bindings,
        reason,
    ))
}

/// The dotted origin of the proxy that an operand is: imported, made on the spot, or assigned from
/// what makes one.
fn origin(site: &Site<'_, '_>, operand: ExprRef<'_>) -> Option<String> {
    let names = &site.module.names;
    let known = |expression| {
        names
            .origin(expression)
            .filter(|origin| libraries::is_proxy(origin))
    };
    match operand {
        ExprRef::Call(call) => known((&*call.func).into()),
        ExprRef::Name(name) if is_parameter(site, name) => None,
        ExprRef::Name(name) => {
            known(operand).or_else(|| names.calls_assigned_to(&name.id).find_map(known))
        }
        _ => known(operand),
    }
}

/// Whether a name is a parameter of a function around the comparison, whatever else bears it.
fn is_parameter(site: &Site<'_, '_>, name: &ExprName) -> bool {
    let tree = &site.module.tree;
    let binds = |parameters: &Parameters| parameters.iter().any(|it| it.name().as_str() == name.id);
    tree.ancestors(site.comparison.id)
        .any(|outer| match tree.node(outer) {
            N::StmtFunctionDef(function) => binds(&function.parameters),
            N::ExprLambda(lambda) => lambda.parameters.as_deref().is_some_and(binds),
            _ => false,
        })
}
