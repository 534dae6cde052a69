//! What is found out of a file's classes and functions once, and kept: which classes belong together,
//! where functions return.

use ruff_python_ast::{AnyNodeRef as N, Decorator, StmtClassDef};
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::class;
use crate::module::Module;
use crate::syntax::NodeId;
use crate::syntax::scopes::ScopeId;

/// What is known of a module's classes and functions so far.
#[derive(Debug, Default)]
pub struct Known {
    /// By class: those of the file whose objects its objects may be, or whose methods they may have.
    kin: OnceCell<HashMap<NodeId, Rc<[NodeId]>>>,
    /// By function: its own `return`s and `yield`s.
    returns: RefCell<HashMap<NodeId, Rc<[NodeId]>>>,
}

impl Known {
    /// The `return`s of a function, and its `yield`s if it is a generator.
    pub(super) fn returns(&self, module: &Module<'_>, function: NodeId) -> Rc<[NodeId]> {
        if let Some(found) = self.returns.borrow().get(&function) {
            return Rc::clone(found);
        }
        let scope = module.scopes().of(function).unwrap_or(ScopeId::MODULE);
        let is_one = |&id: &NodeId| {
            let node = module.tree.node(id);
            matches!(
                node,
                N::StmtReturn(_) | N::ExprYield(_) | N::ExprYieldFrom(_)
            ) && module.scopes().at(&module.tree, id) == scope
        };
        let found: Rc<[NodeId]> = module.tree.subtree(function).filter(is_one).collect();
        let mut returns = self.returns.borrow_mut();
        returns.insert(function, Rc::clone(&found));
        found
    }
}

/// The classes of the file that an object of a class may be of, or that it inherits from: the class
/// itself first.
pub(super) fn of(module: &Module<'_>, class: NodeId) -> Rc<[NodeId]> {
    let kin = module.known.kin.get_or_init(|| {
        let is_class = |&id: &NodeId| matches!(module.tree.node(id), N::StmtClassDef(_));
        let mut kin: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
        for class in module.tree.ids().filter(is_class) {
            let lineage = class::lineage(module, class);
            let lineage: Vec<NodeId> = lineage.into_iter().map(|(class, _)| class).collect();
            for &ancestor in &lineage {
                let kin = kin.entry(ancestor).or_insert_with(|| vec![ancestor]);
                kin.extend(lineage.iter().filter(|&&other| other != ancestor));
            }
        }
        let sorted = kin.into_iter().map(|(class, mut kin)| {
            kin[1..].sort_unstable();
            kin.dedup();
            (class, kin.into())
        });
        sorted.collect()
    });
    kin.get(&class).map_or_else(|| [class].into(), Rc::clone)
}

/// Whether a class has just what its file shows: all that it inherits from is known, and no metaclass
/// or decorator adds to it.
pub(super) fn is_told(module: &Module<'_>, class: NodeId) -> bool {
    let is_bare = |&(class, node): &(NodeId, &StmtClassDef)| {
        let scope = module.scopes().at(&module.tree, class);
        let mut bases = node.bases().iter();
        node.keywords().is_empty()
            && node.decorator_list.iter().all(is_dataclass)
            && bases.all(|base| class::is_known(module, base, scope))
    };
    let lineage = class::lineage(module, class);
    lineage.len() < class::ANCESTORS && lineage.iter().all(is_bare)
}

/// Decorators that leave a class's attributes as they are declared.
fn is_dataclass(decorator: &Decorator) -> bool {
    let mut named = &decorator.expression;
    if let Some(call) = named.as_call_expr() {
        named = &call.func;
    }
    let last = match named {
        ruff_python_ast::Expr::Name(name) => name.id.as_str(),
        ruff_python_ast::Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => return false,
    };
    matches!(last, "dataclass" | "total_ordering" | "final" | "unique")
}
