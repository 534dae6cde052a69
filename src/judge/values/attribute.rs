//! Objects of this file's classes, and what their attributes have.

use ruff_python_ast::{self as ast, Expr, ExprRef};

use super::super::libraries::Family;
use super::{Reader, Shown, Value, call, called, class, kin, unknown};
use crate::syntax::NodeId;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};

impl<'a> Reader<'_, 'a> {
    pub(super) fn receiver(&self, class: NodeId, is_class: bool) -> Vec<Shown> {
        if is_class {
            return unknown();
        }
        self.object_of(class)
    }

    /// An object of a class of this file, or of one that inherits from it.
    pub(super) fn object_of(&self, class: NodeId) -> Vec<Shown> {
        let own = class::object(self.module, class);
        let is_honest = |shown: &Shown| shown.value == Value::Honest;
        if !own.iter().all(is_honest) {
            return own;
        }
        let kin = kin::of(self.module, class);
        let other = kin.iter().find_map(|&class| {
            let object = class::object(self.module, class);
            let is_sign =
                |shown: &Shown| matches!(shown.value, Value::MayEqualNone(_) | Value::Overloads(_));
            object.iter().any(is_sign).then_some(object)
        });
        other.unwrap_or(own)
    }

    pub(super) fn attribute(
        &self,
        attribute: &'a ast::ExprAttribute,
        scope: ScopeId,
        depth: u32,
    ) -> Vec<Shown> {
        let origins = self.origins(attribute.into(), scope);
        if !origins.is_empty() {
            let imported = origins.iter().flat_map(|origin| call::imported(origin));
            return self.if_imported(attribute.into(), scope, imported.collect());
        }
        match self.class_of(&attribute.value, scope, depth) {
            Some((class, true)) => self.of_class(class, &attribute.attr, depth),
            Some((class, false)) => self.of_object(class, &attribute.attr, depth),
            None => unknown(),
        }
    }

    /// What the class itself has: a descriptor that it holds is what its own attribute gives.
    fn of_class(&self, class: NodeId, name: &'a str, depth: u32) -> Vec<Shown> {
        let bindings = self.module.scopes().in_class(class, name);
        let each = bindings
            .iter()
            .flat_map(|bound| self.bound(name, bound, depth));
        let mut values: Vec<_> = each.collect();
        // A metaclass or a decorator may put something else in the place of what is declared.
        if !values.is_empty() && !kin::is_told(self.module, class) {
            values.extend(unknown());
        }
        values
    }

    /// What an object of the class has, or of a class of this file that inherits from it: what its
    /// class body and its methods give it.
    fn of_object(&self, class: NodeId, name: &'a str, depth: u32) -> Vec<Shown> {
        let scopes = self.module.scopes();
        let mut values = Vec::new();
        for &class in &*kin::of(self.module, class) {
            for bound in scopes.in_class(class, name) {
                // What a class holds as a descriptor, its objects have the value of.
                if !matches!(bound.binding, Binding::Function(..)) {
                    let held = self.bound(name, bound, depth);
                    let is_descriptor =
                        |shown: &Shown| matches!(shown.value, Value::Library(_, Family::Orm));
                    values.extend(held.into_iter().filter(|shown| !is_descriptor(shown)));
                }
            }
            for bound in scopes.of_object(class, name) {
                values.extend(self.bound(name, bound, depth));
            }
        }
        // What is never anything but `None` gets its value elsewhere.
        let is_all = kin::is_told(self.module, class)
            && !scopes.is_assigned_from_outside(name)
            && values.iter().any(|shown| shown.value != Value::None);
        let mut values = called(&format!("self.{name}"), values);
        if !is_all {
            values.extend(unknown());
        }
        values
    }

    /// The values of what is imported, and anything where the name is bound otherwise, too.
    pub(super) fn if_imported(
        &self,
        chain: ExprRef<'a>,
        scope: ScopeId,
        mut values: Vec<Shown>,
    ) -> Vec<Shown> {
        if !self.module.scopes().is_only_imported(chain, scope) {
            values.extend(unknown());
        }
        values
    }

    /// The class of this file whose object (false) or self (true) an expression is.
    pub(super) fn class_of(
        &self,
        object: &'a Expr,
        scope: ScopeId,
        depth: u32,
    ) -> Option<(NodeId, bool)> {
        let scopes = self.module.scopes();
        match object {
            Expr::Name(name) => {
                let [only] = scopes.lookup(&name.id, scope) else {
                    return None;
                };
                match &only.binding {
                    Binding::Class(_, id) => Some((*id, true)),
                    Binding::Parameter {
                        kind: ParameterKind::Receiver { class, is_class },
                        ..
                    } => Some((*class, *is_class)),
                    Binding::Value(value) if depth > 1 => {
                        self.made(value, only.scope).map(|class| (class, false))
                    }
                    _ => None,
                }
            }
            Expr::Call(_) => self.made(object, scope).map(|class| (class, false)),
            _ => None,
        }
    }

    /// The class of this file that a call makes an object of.
    fn made(&self, value: &'a Expr, scope: ScopeId) -> Option<NodeId> {
        let Expr::Call(call) = value else { return None };
        let Expr::Name(name) = &*call.func else {
            return None;
        };
        match self.module.scopes().lookup(&name.id, scope) {
            [
                Bound {
                    binding: Binding::Class(_, id),
                    ..
                },
            ] => Some(*id),
            _ => None,
        }
    }
}
