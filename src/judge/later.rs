//! What becomes of a comparison's value after its statement: signs in how its name is used.

use ruff_python_ast::{AnyNodeRef as N, Expr, ExprContext};
use ruff_text_size::Ranged;
use std::cell::RefCell;
use std::collections::HashMap;

use super::context;
use crate::module::Module;
use crate::rule::Site;
use crate::syntax::{NodeId, Tree};

/// How many uses of a name are looked at.
const USES: usize = 1_000;

/// Where a module reads its names, and what that says of them.
#[derive(Debug, Default)]
pub struct Uses<'a> {
    /// By name, in preorder.
    by_name: HashMap<&'a str, Vec<NodeId>>,
    /// By name and the function or module around: the first sign, once it was looked for.
    signs: RefCell<HashMap<(&'a str, NodeId), Option<String>>>,
}

impl<'a> Uses<'a> {
    /// Collects them in one pass.
    pub fn new(tree: &Tree<'a>) -> Self {
        let mut uses = Self::default();
        for id in tree.ids() {
            if let N::ExprName(name) = tree.node(id)
                && name.ctx == ExprContext::Load
            {
                uses.by_name.entry(&name.id).or_default().push(id);
            }
        }
        uses
    }

    /// The first sign in how a name is used within a function or module.
    fn sign(&self, module: &Module<'a>, name: &'a str, around: NodeId) -> Option<String> {
        if let Some(known) = self.signs.borrow().get(&(name, around)) {
            return known.clone();
        }
        let tree = &module.tree;
        let uses = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let uses = tree.within(uses, around).iter().take(USES);
        let sign = uses.into_iter().find_map(|&id| {
            let outer = tree.parent(id)?;
            let plain_index = matches!(tree.node(outer), N::ExprSubscript(it) if it.value.range() == tree.node(id).range());
            let call_of_it = matches!(tree.node(outer), N::ExprCall(call) if call.func.range() == tree.node(id).range());
            // A function around may be special for what it returns, not for each name in it.
            (!plain_index && !call_of_it)
                .then(|| context::in_statement(module, id))
                .flatten()
        });
        let mut signs = self.signs.borrow_mut();
        signs.insert((name, around), sign.clone());
        sign
    }
}

/// The first sign in how the name that the comparison's value goes to is used.
pub(super) fn sign(site: &Site<'_, '_>) -> Option<String> {
    unpacked_list(site)
        .or_else(|| rebound(site))
        .or_else(|| used(site))
}

/// A list that is later unpacked into a call's arguments: `conditions = [a.b == None]` … `f(*conditions)`.
fn unpacked_list(site: &Site<'_, '_>) -> Option<String> {
    let name = list_name(site)?;
    let unpacked = site.module.names().is_unpacked(name);
    unpacked.then(|| format!("in `{name}`, which is unpacked with `*`"))
}

/// The list that the comparison goes into: by a display, by `append` or by `+=`.
fn list_name<'a>(site: &Site<'_, 'a>) -> Option<&'a str> {
    let tree = &site.module.tree;
    tree.ancestors(site.comparison.id)
        .find_map(|outer| match tree.node(outer) {
            N::StmtAssign(assign) => match assign.targets.first() {
                Some(Expr::Name(name)) => Some(name.id.as_str()),
                _ => None,
            },
            N::StmtAnnAssign(assign) => assign.target.as_name_expr().map(|name| name.id.as_str()),
            N::StmtAugAssign(assign) => assign.target.as_name_expr().map(|name| name.id.as_str()),
            N::ExprCall(call) => match &*call.func {
                Expr::Attribute(method)
                    if matches!(method.attr.as_str(), "append" | "extend" | "insert" | "add") =>
                {
                    method.value.as_name_expr().map(|name| name.id.as_str())
                }
                _ => None,
            },
            _ => None,
        })
}

/// The name that is assigned the comparison itself, perhaps with arithmetic around it.
fn assigned<'a>(site: &Site<'_, 'a>) -> Option<(&'a str, NodeId)> {
    let tree = &site.module.tree;
    let mut around = tree
        .ancestors(site.comparison.id)
        .skip_while(|&outer| is_arithmetic(tree.node(outer)));
    let statement = around.next()?;
    let target = match tree.node(statement) {
        N::StmtAssign(assign) => match &assign.targets[..] {
            [only] => only,
            _ => return None,
        },
        N::StmtAnnAssign(assign) => &assign.target,
        _ => return None,
    };
    Some((target.as_name_expr()?.id.as_str(), statement))
}

fn is_arithmetic(node: N<'_>) -> bool {
    matches!(
        node,
        N::ExprBinOp(_) | N::ExprUnaryOp(_) | N::ExprBoolOp(_) | N::ExprIf(_) | N::ExprNamed(_)
    )
}

/// `query = query != None`: a name that becomes its own comparison was something to build on.
fn rebound(site: &Site<'_, '_>) -> Option<String> {
    let (name, statement) = assigned(site)?;
    let tree = &site.module.tree;
    if tree.parent(site.comparison.id) != Some(statement) {
        return None;
    }
    let mut parts = tree.subtree(site.comparison.id);
    let itself = parts.any(|id| matches!(tree.node(id), N::ExprName(part) if part.id == name));
    itself.then(|| format!("`{name}` becomes its own comparison"))
}

/// `mask = x == None`, and then `frame[mask]`, `~mask`, `query.filter(mask)`.
fn used(site: &Site<'_, '_>) -> Option<String> {
    let (name, statement) = assigned(site)?;
    let (module, tree) = (site.module, &site.module.tree);
    let around = tree
        .ancestors(statement)
        .find(|&outer| matches!(tree.node(outer), N::StmtFunctionDef(_) | N::ModModule(_)))?;
    let sign = module.uses().sign(module, name, around)?;
    Some(format!("goes to `{name}`, {sign} later"))
}
