//! What a module imports, and which of its names stand behind a `*`.
//!
//! Collected once for the module, without regard to scopes: enough for signs. Where a name's value
//! matters, [`super::scopes`] is asked.

use ruff_python_ast::{AnyNodeRef, Expr};
use std::collections::HashSet;

use super::Tree;

/// The names of a module. Functions and `try` blocks import, too.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// Every module imported or imported from, and what was imported from one, dotted. A relative
    /// import keeps its leading dots.
    modules: Vec<String>,
    /// Names that stand behind a `*` somewhere.
    unpacked: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    /// Collects them from a tree.
    pub fn new(tree: &Tree<'a>) -> Self {
        let mut names = Self::default();
        for id in tree.ids() {
            names.learn(tree.node(id));
        }
        names
    }

    fn learn(&mut self, node: AnyNodeRef<'a>) {
        match node {
            AnyNodeRef::StmtImport(import) => {
                let names = import.names.iter();
                self.modules
                    .extend(names.map(|alias| alias.name.to_string()));
            }
            AnyNodeRef::StmtImportFrom(import) => {
                let dots = ".".repeat(import.level as usize);
                let module = format!("{dots}{}", import.module.as_deref().unwrap_or(""));
                let separator = if module.ends_with('.') { "" } else { "." };
                for alias in &import.names {
                    // What is imported may be a module, as in `from google.cloud import ndb`.
                    let origin = format!("{module}{separator}{}", alias.name);
                    self.modules.push(origin);
                }
                self.modules.push(module);
            }
            AnyNodeRef::ExprStarred(starred) => {
                if let Expr::Name(name) = &*starred.value {
                    self.unpacked.insert(&name.id);
                }
            }
            _ => {}
        }
    }

    /// Every module imported or imported from, and what was imported from one, dotted.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(String::as_str)
    }

    /// Whether a name stands behind a `*` somewhere, as in `f(*conditions)`.
    pub fn is_unpacked(&self, name: &str) -> bool {
        self.unpacked.contains(name)
    }
}
