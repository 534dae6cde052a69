//! What a module shows of its names: where they were imported from, which calls they are assigned
//! from, which are unpacked.
//!
//! Collected once for the module, without regard to scopes: what is learned of a name holds for the
//! name wherever it stands, which is enough for signs.

use ruff_python_ast::{AnyNodeRef, Expr, ExprRef};
use std::collections::{HashMap, HashSet};

use super::{NodeId, Tree};

/// The names of a module. Functions and `try` blocks import and assign, too.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// Local name → dotted origin: `np` → `numpy`, `sa_or` → `sqlalchemy.or_`. A relative import
    /// keeps its leading dots.
    origins: HashMap<&'a str, String>,
    /// Every module imported or imported from, and what was imported from one, dotted.
    modules: Vec<String>,
    /// Name → the functions of the calls that are assigned to it.
    calls: HashMap<&'a str, Vec<ExprRef<'a>>>,
    /// Names that stand behind a `*` somewhere.
    unpacked: HashSet<&'a str>,
    /// Classes whose `__eq__`, or that of a class they inherit from here, speaks of `None`.
    equal_none: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    /// Collects them from a tree.
    pub fn new(tree: &Tree<'a>) -> Self {
        let mut names = Self::default();
        for id in tree.ids() {
            names.learn(tree.node(id));
            if let AnyNodeRef::StmtClassDef(class) = tree.node(id) {
                let inherits = class.bases().iter().filter_map(Expr::as_name_expr);
                if compares_with_none(tree, id)
                    || inherits
                        .into_iter()
                        .any(|base| names.may_equal_none(&base.id))
                {
                    names.equal_none.insert(&class.name);
                }
            }
        }
        names
    }

    fn learn(&mut self, node: AnyNodeRef<'a>) {
        match node {
            AnyNodeRef::StmtImport(import) => {
                for alias in &import.names {
                    self.import(&alias.name, alias.asname.as_deref());
                }
            }
            AnyNodeRef::StmtImportFrom(import) => {
                let dots = ".".repeat(import.level as usize);
                let module = format!("{dots}{}", import.module.as_deref().unwrap_or(""));
                for alias in &import.names {
                    let local = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    let separator = if module.ends_with('.') { "" } else { "." };
                    let origin = format!("{module}{separator}{}", alias.name);
                    // What is imported may be a module, as in `from google.cloud import ndb`.
                    self.modules.push(origin.clone());
                    self.origins.insert(local, origin);
                }
                self.modules.push(module);
            }
            AnyNodeRef::StmtAssign(assign) => {
                let Expr::Call(call) = &*assign.value else {
                    return;
                };
                for target in assign.targets.iter().filter_map(Expr::as_name_expr) {
                    self.calls
                        .entry(&target.id)
                        .or_default()
                        .push((&*call.func).into());
                }
            }
            AnyNodeRef::ExprStarred(starred) => {
                if let Expr::Name(name) = &*starred.value {
                    self.unpacked.insert(&name.id);
                }
            }
            _ => {}
        }
    }

    fn import(&mut self, name: &'a str, asname: Option<&'a str>) {
        let root = name.split('.').next().unwrap_or(name);
        match asname {
            Some(local) => self.origins.insert(local, name.to_owned()),
            None => self.origins.insert(root, root.to_owned()),
        };
        self.modules.push(name.to_owned());
    }

    /// Every module imported or imported from, and what was imported from one, dotted.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(String::as_str)
    }

    /// The functions of the calls that are assigned to a name, as in `user = LocalProxy(load)`.
    pub fn calls_assigned_to(&self, name: &str) -> impl Iterator<Item = ExprRef<'a>> + '_ {
        self.calls.get(name).into_iter().flatten().copied()
    }

    /// Whether a name stands behind a `*` somewhere, as in `f(*conditions)`.
    pub fn is_unpacked(&self, name: &str) -> bool {
        self.unpacked.contains(name)
    }

    /// Whether a class of this module has an `__eq__` that speaks of `None`, and so may say that its
    /// objects equal it.
    pub fn may_equal_none(&self, class: &str) -> bool {
        self.equal_none.contains(class)
    }

    /// The dotted origin of a name or attribute chain: `np.nan` is `numpy.nan` after
    /// `import numpy as np`. `None` where its first name was not imported.
    pub fn origin(&self, expression: ExprRef<'_>) -> Option<String> {
        let mut attributes = Vec::new();
        let mut inner = expression;
        while let ExprRef::Attribute(attribute) = inner {
            attributes.push(attribute.attr.as_str());
            inner = (&*attribute.value).into();
        }
        let ExprRef::Name(name) = inner else {
            return None;
        };
        let mut origin = self.origins.get(name.id.as_str())?.clone();
        for attribute in attributes.iter().rev() {
            origin.push('.');
            origin.push_str(attribute);
        }
        Some(origin)
    }
}

/// Whether a class has a method that compares and in which `None` stands.
fn compares_with_none(tree: &Tree<'_>, class: NodeId) -> bool {
    tree.children(class).any(|member| match tree.node(member) {
        AnyNodeRef::StmtFunctionDef(method) => {
            matches!(method.name.as_str(), "__eq__" | "__ne__" | "__cmp__")
                && tree
                    .subtree(member)
                    .any(|part| matches!(tree.node(part), AnyNodeRef::ExprNoneLiteral(_)))
        }
        _ => false,
    })
}
