//! Which names a module binds where, and to what: scopes by Python's rules, without flow.
//!
//! A name's bindings are all those of its scope, whatever their order: what holds for every one of
//! them holds for the name. Attributes that methods assign to `self` are kept by class. What the
//! bound values are is the business of [`crate::judge::bindings`].

mod bind;
mod imported;
#[cfg(test)]
mod tests;

use ruff_python_ast::{AnyNodeRef as N, Expr, ExprRef, StmtClassDef, StmtFunctionDef};
use std::collections::{HashMap, HashSet};

use super::{NodeId, Tree};

/// A scope's place in [`Scopes`], the module's being 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScopeId(usize);

impl ScopeId {
    /// The module's own scope.
    pub const MODULE: Self = Self(0);
}

/// One way in which a name gets a value.
#[derive(Debug, Clone)]
pub enum Binding<'a> {
    /// A parameter of a function or lambda.
    Parameter {
        /// Its annotation.
        annotation: Option<&'a Expr>,
        /// Its default.
        default: Option<&'a Expr>,
        /// Which kind of parameter it is.
        kind: ParameterKind,
    },
    /// Assigned this very value: `x = value`, `(x := value)`.
    Value(&'a Expr),
    /// Annotated, and perhaps assigned: `x: annotation = value`.
    Declared {
        /// The annotation.
        annotation: &'a Expr,
        /// The value, where it is given one.
        value: Option<&'a Expr>,
    },
    /// An element of this value: `for x in value`, `x, y = value`.
    PartOf(&'a Expr),
    /// Something deeper in this value: `for x, y in value`.
    Within(&'a Expr),
    /// Entered: `with value as x`.
    Entered(&'a Expr),
    /// An exception that was caught.
    Caught,
    /// Imported: the dotted origin. A relative import keeps its leading dots.
    Import(String),
    /// A function of that name.
    Function(&'a StmtFunctionDef, NodeId),
    /// A class of that name.
    Class(&'a StmtClassDef, NodeId),
    /// Anything else: an augmented assignment, a pattern, `del`, a type parameter.
    Other,
}

/// What kind of parameter a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// One among others.
    Ordinary,
    /// The first of a method: the object itself.
    Receiver {
        /// The class whose method it is.
        class: NodeId,
        /// Whether it is the class (`@classmethod`), not its object.
        is_class: bool,
    },
    /// `*args`
    Star,
    /// `**kwargs`
    StarStar,
}

/// A binding, and the scope in which its expressions are evaluated.
#[derive(Debug, Clone)]
pub struct Bound<'a> {
    /// How the name gets its value.
    pub binding: Binding<'a>,
    /// Where that is evaluated.
    pub scope: ScopeId,
}

/// In the place of an attribute's name: whichever, for it is not written out.
const ANY: &str = "*";

/// Whoever asks where a name comes from compares each origin with what is known: of a name that is imported from more
/// places in one scope, that would take long and say little.
const MOST_ORIGINS: usize = 64;

type Table<'a> = HashMap<&'a str, Vec<Bound<'a>>>;

#[derive(Debug)]
struct Scope<'a> {
    node: NodeId,
    parent: Option<ScopeId>,
    is_class: bool,
    table: Table<'a>,
    /// Names declared `global` (true) or `nonlocal` (false).
    elsewhere: HashMap<&'a str, bool>,
}

/// The scopes of one module.
#[derive(Debug)]
pub struct Scopes<'a> {
    /// In preorder.
    scopes: Vec<Scope<'a>>,
    by_node: HashMap<NodeId, ScopeId>,
    /// By class: what its methods assign to attributes of `self`.
    attributes: HashMap<NodeId, Table<'a>>,
    /// Attributes that are assigned to anything else, by name, or [`ANY`].
    foreign: HashSet<&'a str>,
}

impl<'a> Scopes<'a> {
    /// Collects the bindings of a tree in one pass.
    pub fn new(tree: &Tree<'a>) -> Self {
        bind::collect(tree)
    }

    /// The scope in which a node's names are looked up.
    pub fn at(&self, tree: &Tree<'_>, id: NodeId) -> ScopeId {
        let mut inner = id;
        for outer in tree.ancestors(id) {
            if let Some(&scope) = self.by_node.get(&outer)
                && is_inside(tree.node(outer), tree.node(inner))
            {
                return scope;
            }
            inner = outer;
        }
        ScopeId::MODULE
    }

    /// All bindings of a name as seen from a scope; empty for builtins and unknown names.
    pub fn lookup(&self, name: &str, from: ScopeId) -> &[Bound<'a>] {
        let mut scope = &self.scopes[from.0];
        let mut is_own = true;
        loop {
            if scope.elsewhere.get(name) == Some(&true) {
                scope = &self.scopes[ScopeId::MODULE.0];
            }
            // A class's names are not seen from the functions in it.
            let visible = is_own || !scope.is_class;
            if let Some(bindings) = scope.table.get(name).filter(|_| visible) {
                return bindings;
            }
            let Some(parent) = scope.parent else {
                return &[];
            };
            scope = &self.scopes[parent.0];
            is_own = false;
        }
    }

    /// The bindings of a name in a class's own body.
    pub fn in_class(&self, class: NodeId, name: &str) -> &[Bound<'a>] {
        let scope = self.by_node.get(&class).map(|scope| &self.scopes[scope.0]);
        scope
            .and_then(|scope| scope.table.get(name))
            .map_or(&[], Vec::as_slice)
    }

    /// What the methods of a class assign to an attribute of their object.
    pub fn of_object(&self, class: NodeId, name: &str) -> &[Bound<'a>] {
        let table = self.attributes.get(&class);
        table
            .and_then(|table| table.get(name))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether an attribute of that name is assigned to something that is not seen to be `self`.
    pub fn is_assigned_from_outside(&self, attribute: &str) -> bool {
        self.foreign.contains(attribute) || self.foreign.contains(ANY)
    }

    /// The scope that a function, class, lambda or comprehension opens.
    pub fn of(&self, node: NodeId) -> Option<ScopeId> {
        self.by_node.get(&node).copied()
    }

    /// Whether a scope is a class's body.
    pub fn is_class(&self, scope: ScopeId) -> bool {
        self.scopes[scope.0].is_class
    }

    /// The node that opens a scope.
    pub fn node(&self, scope: ScopeId) -> NodeId {
        self.scopes[scope.0].node
    }

    /// The dotted origins that a name or attribute chain may have: `np.nan` is `numpy.nan` after
    /// `import numpy as np`. Empty where its first name is not imported; of more than [`MOST_ORIGINS`] the others
    /// are left out.
    pub fn origins(&self, expression: ExprRef<'_>, from: ScopeId) -> Vec<String> {
        let Some((name, attributes)) = chain(expression) else {
            return Vec::new();
        };
        let imports = self.lookup(name, from).iter();
        let origins = imports.filter_map(|bound| match &bound.binding {
            Binding::Import(origin) => Some(origin),
            _ => None,
        });
        let whole = |origin: &String| {
            let attributes = attributes.iter().rev();
            attributes.fold(origin.clone(), |dotted, name| dotted + "." + name)
        };
        origins.map(whole).take(MOST_ORIGINS).collect()
    }

    /// Whether the first name of a chain is nothing but what it is imported as, or `None` where the
    /// import failed.
    pub fn is_only_imported(&self, expression: ExprRef<'_>, from: ScopeId) -> bool {
        let is_import = |bound: &Bound<'_>| {
            matches!(
                bound.binding,
                Binding::Import(_) | Binding::Value(Expr::NoneLiteral(_))
            )
        };
        chain(expression).is_some_and(|(name, _)| {
            let bindings = self.lookup(name, from);
            bindings.len() <= MOST_ORIGINS && bindings.iter().all(is_import)
        })
    }

    /// The modules whose every name may be a name of this module: `from numpy import *`.
    pub fn starred(&self) -> impl Iterator<Item = &str> {
        let imports = self.lookup("*", ScopeId::MODULE).iter();
        imports.filter_map(|bound| match &bound.binding {
            Binding::Import(origin) => Some(origin.trim_end_matches('*').trim_end_matches('.')),
            _ => None,
        })
    }
}

/// A name or a chain of attributes, as one text: `np.nan`.
pub fn dotted(expression: ExprRef<'_>) -> Option<String> {
    let (name, attributes) = chain(expression)?;
    let attributes = attributes.iter().rev();
    Some(attributes.fold(name.to_owned(), |dotted, name| dotted + "." + name))
}

/// The first name of a chain of attributes, and the attributes, the last first.
fn chain(expression: ExprRef<'_>) -> Option<(&str, Vec<&str>)> {
    let mut attributes = Vec::new();
    let mut inner = expression;
    while let ExprRef::Attribute(attribute) = inner {
        attributes.push(attribute.attr.as_str());
        inner = (&*attribute.value).into();
    }
    match inner {
        ExprRef::Name(name) => Some((name.id.as_str(), attributes)),
        _ => None,
    }
}

/// Whether a child of a node that opens a scope stands in that scope: decorators, defaults,
/// annotations and bases do not.
fn is_inside(opens: N<'_>, child: N<'_>) -> bool {
    match opens {
        N::StmtFunctionDef(_) | N::StmtClassDef(_) => child.is_statement(),
        N::ExprLambda(_) => !matches!(child, N::Parameters(_)),
        _ => true,
    }
}
