//! What the names of a module were imported from.

use ruff_python_ast::{AnyNodeRef, ExprRef};
use std::collections::HashMap;

use super::Tree;

/// The imports of a module, wherever in it they stand: functions and `try` blocks import, too.
#[derive(Debug, Default)]
pub struct Imports<'a> {
    /// Local name → dotted origin: `np` → `numpy`, `sa_or` → `sqlalchemy.or_`. A relative import
    /// keeps its leading dots.
    origins: HashMap<&'a str, String>,
    /// Every module imported or imported from, dotted, in source order.
    modules: Vec<String>,
}

impl<'a> Imports<'a> {
    /// Collects them from a tree.
    pub fn new(tree: &Tree<'a>) -> Self {
        let mut imports = Self::default();
        for id in tree.ids() {
            match tree.node(id) {
                AnyNodeRef::StmtImport(import) => {
                    for alias in &import.names {
                        imports.add_module(&alias.name, alias.asname.as_deref());
                    }
                }
                AnyNodeRef::StmtImportFrom(import) => {
                    let dots = ".".repeat(import.level as usize);
                    let module = format!("{dots}{}", import.module.as_deref().unwrap_or(""));
                    for alias in &import.names {
                        let local = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                        let separator = if module.ends_with('.') { "" } else { "." };
                        imports
                            .origins
                            .insert(local, format!("{module}{separator}{}", alias.name));
                    }
                    imports.modules.push(module);
                }
                _ => {}
            }
        }
        imports
    }

    fn add_module(&mut self, name: &'a str, asname: Option<&'a str>) {
        let root = name.split('.').next().unwrap_or(name);
        match asname {
            Some(local) => self.origins.insert(local, name.to_owned()),
            None => self.origins.insert(root, root.to_owned()),
        };
        self.modules.push(name.to_owned());
    }

    /// Every module imported or imported from, dotted.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().map(String::as_str)
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
