//! Whether inference may know anything of an operand, told by a look at the tree: most operands come
//! from parameters without annotations or from modules that are not there, and asking would be in
//! vain.
//!
//! A rough interpretation that may say too much and costs time then; where it says too little, an
//! answer is missed, and nothing else.

#[cfg(test)]
mod tests;

use ruff_python_ast::{AnyNodeRef as N, Expr, ExprRef};
use std::cell::Cell;

use super::Origin;
use crate::module::Module;
use crate::syntax::NodeId;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};

/// What inference may know of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Knowledge {
    /// Nothing: not worth asking.
    Nothing,
    /// A class of the standard library's, which compares honestly.
    Standard,
    /// A class of the tree's, or of an installed package.
    Foreign,
}

use Knowledge::{Foreign, Nothing, Standard};

/// How many expressions are looked at for one operand.
const LOOKS: u32 = 100;

/// How deep names are followed.
const DEPTH: u32 = 6;

/// What may be known of an operand of the comparison at `id`. `origin` tells where an absolute dotted
/// module comes from.
pub fn may_know<'a>(
    module: &Module<'a>,
    id: NodeId,
    operand: ExprRef<'a>,
    origin: &dyn Fn(&str) -> Origin,
) -> Knowledge {
    let scope = module.scopes().at(&module.tree, id);
    let look = Look {
        module,
        origin,
        left: Cell::new(LOOKS),
    };
    look.at(operand, scope, DEPTH)
}

struct Look<'l, 'a> {
    module: &'l Module<'a>,
    origin: &'l dyn Fn(&str) -> Origin,
    left: Cell<u32>,
}

impl<'a> Look<'_, 'a> {
    fn at(&self, expression: ExprRef<'a>, scope: ScopeId, depth: u32) -> Knowledge {
        let left = self.left.get();
        if left == 0 || depth == 0 {
            return Nothing;
        }
        self.left.set(left - 1);
        let inner = |inner: &'a Expr| self.at(inner.into(), scope, depth - 1);
        match expression {
            ExprRef::Name(name) => self.name(&name.id, scope, depth),
            ExprRef::Attribute(attribute) => match (&*attribute.value).into() {
                ExprRef::Name(name) => self.attribute(&name.id, &attribute.attr, scope, depth),
                value => self.at(value, scope, depth - 1),
            },
            ExprRef::Call(call) if self.hands_on(&call.func, scope) => call
                .arguments
                .args
                .iter()
                .map(inner)
                .max()
                .unwrap_or(Standard),
            ExprRef::Call(call) => self.call(&call.func, scope, depth),
            ExprRef::Subscript(subscript) => inner(&subscript.value),
            ExprRef::Await(waited) => inner(&waited.value),
            ExprRef::Named(named) => inner(&named.value),
            ExprRef::If(node) => together([inner(&node.body), inner(&node.orelse)]),
            ExprRef::BoolOp(node) => together(node.values.iter().map(inner)),
            ExprRef::BinOp(node) => together([inner(&node.left), inner(&node.right)]),
            ExprRef::UnaryOp(node) => inner(&node.operand),
            ExprRef::Yield(_) | ExprRef::YieldFrom(_) | ExprRef::Starred(_) => Nothing,
            ExprRef::List(list) => held(&mut list.elts.iter().map(inner)),
            ExprRef::Tuple(tuple) => held(&mut tuple.elts.iter().map(inner)),
            ExprRef::Set(set) => held(&mut set.elts.iter().map(inner)),
            ExprRef::Dict(dict) => held(&mut dict.items.iter().map(|item| inner(&item.value))),
            ExprRef::ListComp(list) => held(&mut std::iter::once(inner(&list.elt))),
            ExprRef::SetComp(set) => held(&mut std::iter::once(inner(&set.elt))),
            ExprRef::Generator(each) => held(&mut std::iter::once(inner(&each.elt))),
            // Literals, comparisons, functions.
            _ => Standard,
        }
    }

    fn name(&self, name: &str, scope: ScopeId, depth: u32) -> Knowledge {
        let bindings = self.module.scopes().lookup(name, scope);
        if bindings.is_empty() {
            return self.unbound(name);
        }
        together(bindings.iter().map(|bound| self.bound(bound, depth)))
    }

    /// Whether a function gives what it is given, or hands it out one by one.
    fn hands_on(&self, function: &Expr, scope: ScopeId) -> bool {
        const HAND_ON: &[&str] = &[
            "enumerate",
            "filter",
            "frozenset",
            "iter",
            "list",
            "max",
            "min",
            "next",
            "reversed",
            "set",
            "sorted",
            "tuple",
            "zip",
        ];
        let is_builtin = |name: &str| {
            HAND_ON.contains(&name) && self.module.scopes().lookup(name, scope).is_empty()
        };
        match function {
            Expr::Name(name) => is_builtin(&name.id) || name.id == "cast",
            Expr::Attribute(attribute) => attribute.attr.as_str() == "cast",
            _ => false,
        }
    }

    /// A builtin, unless all names of some module are imported here.
    fn unbound(&self, name: &str) -> Knowledge {
        /// Builtins whose result can be anything.
        const ANYTHING: &[&str] = &["getattr", "eval", "vars", "globals", "locals", "super"];
        if ANYTHING.contains(&name) {
            return Nothing;
        }
        let starred = self.module.scopes().lookup("*", ScopeId::MODULE);
        let all = starred.iter().map(|bound| self.bound(bound, DEPTH));
        all.max().unwrap_or(Standard)
    }

    fn bound(&self, bound: &Bound<'a>, depth: u32) -> Knowledge {
        let at = |inner: &'a Expr| self.at(inner.into(), bound.scope, depth - 1);
        match &bound.binding {
            Binding::Parameter {
                kind: ParameterKind::Receiver { .. },
                ..
            } => Foreign,
            Binding::Parameter {
                annotation: Some(annotation),
                ..
            }
            | Binding::Declared { annotation, .. } => self.annotation(annotation, bound.scope),
            Binding::Parameter { kind, .. } => match kind {
                ParameterKind::Star | ParameterKind::StarStar => Standard,
                _ => Nothing,
            },
            Binding::Value(value)
            | Binding::PartOf(value)
            | Binding::Within(value)
            | Binding::Entered(value) => at(value),
            Binding::Import(origin) => self.imported(origin),
            Binding::Function(..) | Binding::Caught => Standard,
            Binding::Class(..) => Foreign,
            Binding::Other => Nothing,
        }
    }

    fn imported(&self, origin: &str) -> Knowledge {
        if origin.starts_with('.') {
            return Foreign;
        }
        match (self.origin)(origin) {
            Origin::Standard => Standard,
            Origin::Found | Origin::Beside => Foreign,
            Origin::Missing => Nothing,
        }
    }

    /// An attribute of a name: that of a method's own object is looked for in its class.
    fn attribute(&self, name: &str, attribute: &str, scope: ScopeId, depth: u32) -> Knowledge {
        let bindings = self.module.scopes().lookup(name, scope);
        let receiver = bindings.iter().find_map(|bound| match bound.binding {
            Binding::Parameter {
                kind: ParameterKind::Receiver { class, .. },
                ..
            } => Some(class),
            Binding::Class(_, class) => Some(class),
            _ => None,
        });
        match receiver {
            Some(class) => self.member(class, attribute, depth - 1),
            None => self.name(name, scope, depth),
        }
    }

    /// An attribute of a class of this file, or of its objects.
    fn member(&self, class: NodeId, attribute: &str, depth: u32) -> Knowledge {
        if depth == 0 {
            return Nothing;
        }
        let scopes = self.module.scopes();
        let own = scopes.in_class(class, attribute);
        let assigned = scopes.of_object(class, attribute);
        let bindings: Vec<_> = own.iter().chain(assigned).collect();
        // What is declared holds, whatever is assigned.
        let declared = bindings
            .iter()
            .find(|bound| matches!(bound.binding, Binding::Declared { .. }));
        if let Some(declared) = declared {
            return self.bound(declared, depth);
        }
        if !bindings.is_empty() {
            return together(bindings.iter().map(|bound| self.bound(bound, depth)));
        }
        self.inherited(class, attribute, depth)
    }

    fn inherited(&self, class: NodeId, attribute: &str, depth: u32) -> Knowledge {
        let N::StmtClassDef(definition) = self.module.tree.node(class) else {
            return Nothing;
        };
        let scope = self.module.scopes().at(&self.module.tree, class);
        let of_base = |base: &'a Expr| {
            let here = match base {
                Expr::Name(name) => self.class(&name.id, scope),
                _ => None,
            };
            match here {
                Some(base) => self.member(base, attribute, depth - 1),
                None => self.at(base.into(), scope, depth - 1),
            }
        };
        definition
            .bases()
            .iter()
            .map(of_base)
            .max()
            .unwrap_or(Nothing)
    }

    fn class(&self, name: &str, scope: ScopeId) -> Option<NodeId> {
        let bindings = self.module.scopes().lookup(name, scope);
        bindings.iter().find_map(|bound| match bound.binding {
            Binding::Class(_, class) => Some(class),
            _ => None,
        })
    }

    /// What a call gives: functions without annotations give nothing that is known.
    fn call(&self, function: &'a Expr, scope: ScopeId, depth: u32) -> Knowledge {
        let scopes = self.module.scopes();
        let bindings = match function {
            Expr::Name(name) => scopes.lookup(&name.id, scope),
            Expr::Attribute(attribute) => match &*attribute.value {
                Expr::Name(name) => {
                    let receiver = scopes.lookup(&name.id, scope).iter().find_map(receiver);
                    receiver.map_or(&[][..], |class| scopes.in_class(class, &attribute.attr))
                }
                _ => &[],
            },
            _ => &[],
        };
        let given = |bound: &Bound<'a>| match &bound.binding {
            Binding::Function(function, _) => {
                let annotation = function.returns.as_deref();
                Some(annotation.map_or(Nothing, |it| self.annotation(it, bound.scope)))
            }
            _ => None,
        };
        let functions: Option<Vec<_>> = bindings.iter().map(given).collect();
        match functions {
            Some(functions) if !functions.is_empty() => together(functions),
            _ => self.at(function.into(), scope, depth - 1),
        }
    }

    /// What an annotation tells: something, if every name in it can be found.
    fn annotation(&self, annotation: &'a Expr, scope: ScopeId) -> Knowledge {
        let mut names = Vec::new();
        let mut open = vec![annotation];
        while let Some(part) = open.pop() {
            match part {
                Expr::Name(name) => names.push(self.annotated(&name.id, scope)),
                Expr::Attribute(attribute) if attribute.attr.as_str() == "Any" => return Nothing,
                Expr::Attribute(attribute) => open.push(&attribute.value),
                Expr::Subscript(subscript) => open.extend([&*subscript.value, &*subscript.slice]),
                Expr::BinOp(union) => open.extend([&*union.left, &*union.right]),
                Expr::Tuple(tuple) => open.extend(&tuple.elts),
                Expr::List(list) => open.extend(&list.elts),
                // A class that is defined further down, most often.
                Expr::StringLiteral(_) => names.push(Foreign),
                _ => {}
            }
        }
        together(names)
    }

    fn annotated(&self, name: &str, scope: ScopeId) -> Knowledge {
        match name {
            "Any" | "object" => Nothing,
            _ => self.name(name, scope, DEPTH),
        }
    }
}

/// The class whose method's first parameter a name is.
fn receiver(bound: &Bound<'_>) -> Option<NodeId> {
    match bound.binding {
        Binding::Parameter {
            kind: ParameterKind::Receiver { class, .. },
            ..
        } => Some(class),
        _ => None,
    }
}

/// What a container comes to whose first elements are these: it is the standard library's itself.
fn held(elements: &mut dyn Iterator<Item = Knowledge>) -> Knowledge {
    /// More tell nothing new, mostly.
    const FIRST: usize = 4;
    elements.take(FIRST).fold(Standard, Knowledge::max)
}

/// What several possible values come to: a class that overloads shows through what is unknown.
fn together(parts: impl IntoIterator<Item = Knowledge>) -> Knowledge {
    let (mut least, mut most) = (None, Nothing);
    for part in parts {
        least = Some(least.map_or(part, |least: Knowledge| least.min(part)));
        most = most.max(part);
    }
    match (least, most) {
        (_, Foreign) => Foreign,
        (None, _) => Standard,
        (Some(least), _) => least,
    }
}
