//! Transparent proxies that the file makes in more than one step: objects of a class of this file that is
//! one, what `Local()` gives when it is called, what a connection to remote objects hands out. The values
//! that are proxies by their name alone are among [`super::values`].

use ruff_python_ast::{AnyNodeRef as N, Expr, ExprCall, ExprRef};

use super::{Evidence, Verdict, Witness, libraries};
use crate::module::Module;
use crate::rule::Site;
use crate::syntax::NodeId;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};

/// How many names, calls and classes are followed.
const FAR: u32 = 8;

/// Overloaded where the operand may be such a proxy, held back where it may have come from elsewhere.
pub fn witness(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let module = site.module;
    let scope = module.scopes().at(&module.tree, site.comparison.id);
    let operand = site.operands()[side];
    let (verdict, reason) = match (Reader { module }).proxy(operand, scope, FAR)? {
        Proxy::Itself(shown) => (
            Verdict::Overloaded,
            format!("a transparent proxy (`{shown}`) equals `None` without being it"),
        ),
        Proxy::HandedOut(origin) => (
            Verdict::Suspect,
            format!("what `{origin}` hands out may be a transparent proxy"),
        ),
    };
    Some(Evidence::new(verdict, Witness::Bindings, reason))
}

enum Proxy {
    /// By how it is shown: the class, the function.
    Itself(String),
    /// By whom.
    HandedOut(String),
}

#[derive(Clone, Copy)]
struct Reader<'m, 'a> {
    module: &'m Module<'a>,
}

impl<'a> Reader<'_, 'a> {
    /// The proxy that one of an expression's values is.
    fn proxy(self, expression: ExprRef<'a>, scope: ScopeId, depth: u32) -> Option<Proxy> {
        let depth = depth.checked_sub(1)?;
        match expression {
            ExprRef::Name(name) => {
                let bindings = self.module.scopes().lookup(&name.id, scope);
                values(bindings).find_map(|(value, scope)| self.proxy(value.into(), scope, depth))
            }
            ExprRef::Call(call) => self
                .made(call, scope, depth)
                .or_else(|| self.handed_out(&call.func, scope, depth)),
            ExprRef::Attribute(attribute) => self
                .fixture(&attribute.value, &attribute.attr, scope)
                .or_else(|| self.assigned(&attribute.value, &attribute.attr, scope, depth))
                .or_else(|| self.handed_out(&attribute.value, scope, depth)),
            ExprRef::Subscript(subscript) => self.handed_out(&subscript.value, scope, depth),
            _ => None,
        }
    }

    /// The proxy that a call makes: of a class of this file, or of what makes proxies itself.
    fn made(self, call: &'a ExprCall, scope: ScopeId, depth: u32) -> Option<Proxy> {
        if let Some(class) = self.class(&call.func, scope)
            && self.is_proxy_class(class, depth)
        {
            let N::StmtClassDef(node) = self.module.tree.node(class) else {
                return None;
            };
            return Some(Proxy::Itself(node.name.to_string()));
        }
        let maker = self.called(&call.func, scope, depth)?;
        libraries::makes_proxy_makers(&maker).then_some(Proxy::Itself(maker))
    }

    /// What the innermost object of a chain of attributes, calls and subscripts hands out.
    fn handed_out(self, from: &'a Expr, scope: ScopeId, depth: u32) -> Option<Proxy> {
        let mut inner = from;
        loop {
            if let Some(maker) = self.called(inner, scope, depth)
                && libraries::hands_out_proxies(&maker)
            {
                return Some(Proxy::HandedOut(maker));
            }
            // `root = connection.root`
            if let Expr::Name(name) = inner {
                let bindings = self.module.scopes().lookup(&name.id, scope);
                return values(bindings).find_map(|(value, scope)| {
                    match self.proxy(value.into(), scope, depth) {
                        Some(Proxy::HandedOut(by)) => Some(Proxy::HandedOut(by)),
                        _ => None,
                    }
                });
            }
            inner = match inner {
                Expr::Attribute(attribute) => &attribute.value,
                Expr::Subscript(subscript) => &subscript.value,
                Expr::Call(call) => &call.func,
                _ => return None,
            };
        }
    }

    /// The dotted origin of the function whose call an expression is, or a name is bound to.
    fn called(self, made: &'a Expr, scope: ScopeId, depth: u32) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        match made {
            Expr::Call(call) => {
                let origins = self.module.scopes().origins((&*call.func).into(), scope);
                origins.into_iter().next()
            }
            Expr::Name(name) => {
                let bindings = self.module.scopes().lookup(&name.id, scope);
                values(bindings).find_map(|(value, scope)| self.called(value, scope, depth))
            }
            _ => None,
        }
    }

    /// What is assigned to an attribute of a method's own object.
    fn assigned(self, of: &Expr, name: &str, scope: ScopeId, depth: u32) -> Option<Proxy> {
        let scopes = self.module.scopes();
        let receiver = scopes.lookup(&of.as_name_expr()?.id, scope).iter();
        let class = receiver
            .map(|bound| &bound.binding)
            .find_map(|it| match it {
                Binding::Parameter {
                    kind: ParameterKind::Receiver { class, .. },
                    ..
                } => Some(*class),
                _ => None,
            })?;
        values(scopes.of_object(class, name))
            .chain(values(scopes.in_class(class, name)))
            .find_map(|(value, scope)| self.proxy(value.into(), scope, depth))
    }

    /// `mocker.ANY`, where `mocker` is a parameter.
    fn fixture(self, of: &Expr, name: &str, scope: ScopeId) -> Option<Proxy> {
        let fixture = of.as_name_expr()?.id.as_str();
        let bindings = self.module.scopes().lookup(fixture, scope);
        let is_given = matches!(
            bindings.iter().map(|it| &it.binding).next()?,
            Binding::Parameter { .. }
        );
        let is_proxy = is_given && libraries::is_fixture(fixture, name);
        is_proxy.then(|| Proxy::Itself(format!("{fixture}.{name}")))
    }

    /// The class of this file that an expression names.
    fn class(self, named: &Expr, scope: ScopeId) -> Option<NodeId> {
        let bindings = self
            .module
            .scopes()
            .lookup(&named.as_name_expr()?.id, scope);
        bindings.iter().find_map(|bound| match bound.binding {
            Binding::Class(_, class) => Some(class),
            _ => None,
        })
    }

    /// Whether a class of this file inherits from a proxy and leaves to it how it compares.
    fn is_proxy_class(self, class: NodeId, depth: u32) -> bool {
        let (N::StmtClassDef(node), Some(depth)) =
            (self.module.tree.node(class), depth.checked_sub(1))
        else {
            return false;
        };
        let scopes = self.module.scopes();
        if !scopes.in_class(class, "__eq__").is_empty() {
            return false;
        }
        let scope = scopes.at(&self.module.tree, class);
        node.bases()
            .iter()
            .any(|base| match self.class(base, scope) {
                Some(base) => self.is_proxy_class(base, depth),
                None => {
                    let mut origins = scopes.origins(base.into(), scope).into_iter();
                    origins.any(|origin| libraries::makes_proxies(&origin))
                }
            })
    }
}

/// What is assigned or entered, with the scope in which it is evaluated.
fn values<'a>(bindings: &[Bound<'a>]) -> impl Iterator<Item = (&'a Expr, ScopeId)> {
    bindings.iter().filter_map(|bound| match bound.binding {
        Binding::Value(value)
        | Binding::Entered(value)
        | Binding::Declared {
            value: Some(value), ..
        } => Some((value, bound.scope)),
        _ => None,
    })
}
