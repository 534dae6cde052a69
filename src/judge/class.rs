//! Classes of the same file that may say that their objects equal `None`.

use ruff_python_ast::{AnyNodeRef as N, ExprRef};

use super::{Evidence, Verdict, Witness};
use crate::rule::Site;

/// Held back where the operand is an object of a class of this file whose `__eq__` speaks of `None`.
pub fn witness(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let class = class(site, site.operands()[side])?;
    let reason = format!("`{class}` has an `__eq__` in this file that may accept `None`");
    Some(Evidence::new(Verdict::Suspect, Witness::Bindings, reason))
}

/// The class of `self`, of an object made on the spot, or of a name that one is assigned to.
fn class<'a>(site: &Site<'_, 'a>, operand: ExprRef<'a>) -> Option<&'a str> {
    let names = &site.module.names;
    let made_by = |function: ExprRef<'a>| match function {
        ExprRef::Name(class) if names.may_equal_none(&class.id) => Some(class.id.as_str()),
        _ => None,
    };
    match operand {
        ExprRef::Name(name) if name.id == "self" => {
            around(site).filter(|class| names.may_equal_none(class))
        }
        ExprRef::Name(name) => names.calls_assigned_to(&name.id).find_map(made_by),
        ExprRef::Call(call) => made_by((&*call.func).into()),
        _ => None,
    }
}

/// The class that the comparison stands in.
fn around<'a>(site: &Site<'_, 'a>) -> Option<&'a str> {
    let tree = &site.module.tree;
    tree.ancestors(site.comparison.id)
        .find_map(|outer| match tree.node(outer) {
            N::StmtClassDef(class) => Some(class.name.as_str()),
            _ => None,
        })
}
