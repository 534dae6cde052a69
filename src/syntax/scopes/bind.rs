//! One pass over a tree that collects what each scope binds.

use ruff_python_ast::{AnyNodeRef as N, Expr, ExprCall, Parameters, StmtFunctionDef};
use std::collections::{HashMap, HashSet};

use super::super::{NodeId, Tree};
use super::{ANY, Binding, Bound, ParameterKind, Scope, ScopeId, Scopes};

/// Collects the bindings of a tree.
pub(super) fn collect<'a>(tree: &Tree<'a>) -> Scopes<'a> {
    let mut collector = Collector {
        tree,
        scopes: Scopes {
            scopes: Vec::new(),
            by_node: HashMap::new(),
            attributes: HashMap::new(),
            foreign: HashSet::new(),
        },
        open: Vec::new(),
        nonlocal: Vec::new(),
        imported: HashSet::new(),
    };
    collector.open(NodeId::ROOT, false);
    for id in tree.ids().skip(1) {
        while collector
            .open
            .last()
            .is_some_and(|&scope| !tree.holds(collector.node(scope), id))
        {
            collector.open.pop();
        }
        collector.visit(id);
    }
    collector.bind_nonlocal();
    collector.scopes
}

struct Collector<'t, 'a> {
    tree: &'t Tree<'a>,
    scopes: Scopes<'a>,
    /// The scopes that the pass is in, the innermost last.
    open: Vec<ScopeId>,
    /// Bindings of names that are declared `nonlocal` in the scope they stand in: whose they are is
    /// known when all is collected.
    nonlocal: Vec<(ScopeId, &'a str, Bound<'a>)>,
    /// What was imported where under which name.
    imported: HashSet<(ScopeId, &'a str, String)>,
}

impl<'a> Collector<'_, 'a> {
    fn node(&self, scope: ScopeId) -> NodeId {
        self.scopes.scopes[scope.0].node
    }

    fn current(&self) -> ScopeId {
        *self.open.last().expect("the module's scope is never left")
    }

    fn open(&mut self, node: NodeId, is_class: bool) {
        let id = ScopeId(self.scopes.scopes.len());
        self.scopes.scopes.push(Scope {
            node,
            parent: self.open.last().copied(),
            is_class,
            table: HashMap::new(),
            elsewhere: HashMap::new(),
        });
        self.scopes.by_node.insert(node, id);
        self.open.push(id);
    }

    fn visit(&mut self, id: NodeId) {
        match self.tree.node(id) {
            N::StmtFunctionDef(function) => {
                self.bind(&function.name, Binding::Function(function, id));
                let receiver = self.receiver(function);
                self.open(id, false);
                self.parameters(&function.parameters, receiver);
            }
            N::ExprLambda(lambda) => {
                self.open(id, false);
                if let Some(parameters) = &lambda.parameters {
                    self.parameters(parameters, None);
                }
            }
            N::StmtClassDef(class) => {
                self.bind(&class.name, Binding::Class(class, id));
                self.open(id, true);
            }
            N::ExprListComp(_) | N::ExprSetComp(_) | N::ExprDictComp(_) | N::ExprGenerator(_) => {
                self.open(id, false)
            }
            N::ExprCall(call) => self.set(call),
            N::ExprAttribute(attribute) if attribute.attr.as_str() == "__dict__" => {
                self.scopes.foreign.insert(ANY);
            }
            node => self.statement(node),
        }
    }

    /// `setattr(object, "name", value)` assigns from outside.
    fn set(&mut self, call: &'a ExprCall) {
        let is_set = call
            .func
            .as_name_expr()
            .is_some_and(|name| name.id == "setattr");
        if let [_, name, ..] = &*call.arguments.args
            && is_set
        {
            self.scopes.foreign.insert(match name {
                Expr::StringLiteral(name) => name.value.to_str(),
                _ => ANY,
            });
        }
    }

    fn statement(&mut self, node: N<'a>) {
        match node {
            N::StmtAssign(assign) => {
                for target in &assign.targets {
                    self.assign(target, Binding::Value(&assign.value));
                }
            }
            N::StmtAnnAssign(assign) => {
                let (annotation, value) = (&*assign.annotation, assign.value.as_deref());
                self.assign(&assign.target, Binding::Declared { annotation, value });
            }
            N::StmtAugAssign(assign) => self.assign(&assign.target, Binding::Other),
            N::StmtFor(node) => self.assign(&node.target, Binding::PartOf(&node.iter)),
            N::Comprehension(node) => self.assign(&node.target, Binding::PartOf(&node.iter)),
            N::WithItem(item) => {
                if let Some(target) = &item.optional_vars {
                    self.assign(target, Binding::Entered(&item.context_expr));
                }
            }
            N::ExprNamed(named) => self.walrus(&named.target, &named.value),
            N::ExceptHandlerExceptHandler(handler) => {
                self.bind_all(handler.name.as_deref(), || Binding::Caught);
            }
            N::StmtDelete(delete) => {
                for target in &delete.targets {
                    self.assign(target, Binding::Other);
                }
            }
            N::StmtTypeAlias(alias) => self.assign(&alias.name, Binding::Other),
            N::StmtGlobal(node) => self.elsewhere(&node.names, true),
            N::StmtNonlocal(node) => self.elsewhere(&node.names, false),
            N::PatternMatchAs(pattern) => {
                self.bind_all(pattern.name.as_deref(), || Binding::Other);
            }
            N::PatternMatchStar(pattern) => {
                self.bind_all(pattern.name.as_deref(), || Binding::Other);
            }
            N::PatternMatchMapping(pattern) => {
                self.bind_all(pattern.rest.as_deref(), || Binding::Other);
            }
            N::StmtImport(import) => {
                for alias in &import.names {
                    let name = alias.name.as_str();
                    let root = name.split('.').next().unwrap_or(name);
                    let (local, origin) = alias
                        .asname
                        .as_deref()
                        .map_or((root, root), |local| (local, name));
                    self.bind(local, Binding::Import(origin.to_owned()));
                }
            }
            N::StmtImportFrom(import) => {
                let dots = ".".repeat(import.level as usize);
                let module = format!("{dots}{}", import.module.as_deref().unwrap_or(""));
                let separator = if module.ends_with('.') { "" } else { "." };
                for alias in &import.names {
                    let local = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    let origin = format!("{module}{separator}{}", alias.name);
                    self.bind(local, Binding::Import(origin));
                }
            }
            _ => {}
        }
    }

    fn bind_all(&mut self, name: Option<&'a str>, binding: impl Fn() -> Binding<'a>) {
        if let Some(name) = name {
            self.bind(name, binding());
        }
    }

    /// Binds a name where it belongs: here, or where `global` or `nonlocal` says.
    fn bind(&mut self, name: &'a str, binding: Binding<'a>) {
        let here = self.current();
        let bound = Bound {
            binding,
            scope: here,
        };
        self.bind_in(here, name, bound);
    }

    fn bind_in(&mut self, scope: ScopeId, name: &'a str, bound: Bound<'a>) {
        let owner = match self.scopes.scopes[scope.0].elsewhere.get(name) {
            None => scope,
            Some(true) => ScopeId::MODULE,
            Some(false) => {
                self.nonlocal.push((scope, name, bound));
                return;
            }
        };
        // Whoever imports before each use has as many imports as uses, and all are one.
        if let Binding::Import(origin) = &bound.binding
            && !self.imported.insert((owner, name, origin.clone()))
        {
            return;
        }
        let table = &mut self.scopes.scopes[owner.0].table;
        table.entry(name).or_default().push(bound);
    }

    /// Gives each nonlocal binding to the nearest function around that binds the name itself.
    fn bind_nonlocal(&mut self) {
        for (scope, name, bound) in std::mem::take(&mut self.nonlocal) {
            let parent = |scope: &ScopeId| self.scopes.scopes[scope.0].parent;
            let binds = |outer: &ScopeId| {
                let scope = &self.scopes.scopes[outer.0];
                *outer != ScopeId::MODULE && !scope.is_class && scope.table.contains_key(name)
            };
            let owner = std::iter::successors(parent(&scope), parent).find(binds);
            let table = &mut self.scopes.scopes[owner.unwrap_or(scope).0].table;
            table.entry(name).or_default().push(bound);
        }
    }

    fn elsewhere(&mut self, names: &'a [ruff_python_ast::Identifier], is_global: bool) {
        let here = self.current();
        let elsewhere = &mut self.scopes.scopes[here.0].elsewhere;
        elsewhere.extend(names.iter().map(|name| (name.as_str(), is_global)));
    }

    /// A walrus in a comprehension binds in the function around it (PEP 572).
    fn walrus(&mut self, target: &'a Expr, value: &'a Expr) {
        let Expr::Name(name) = target else { return };
        let function = self.open.iter().rev().copied().find(|&scope| {
            !matches!(
                self.tree.node(self.node(scope)),
                N::ExprListComp(_) | N::ExprSetComp(_) | N::ExprDictComp(_) | N::ExprGenerator(_)
            )
        });
        let owner = function.expect("the module's scope is never left");
        let bound = Bound {
            binding: Binding::Value(value),
            scope: self.current(),
        };
        self.bind_in(owner, &name.id, bound);
    }

    /// Binds what a target names: a name, an attribute of `self`, or the parts of a tuple.
    fn assign(&mut self, target: &'a Expr, binding: Binding<'a>) {
        let mut targets = vec![(target, binding)];
        while let Some((target, binding)) = targets.pop() {
            match target {
                Expr::Name(name) => self.bind(&name.id, binding),
                Expr::Starred(starred) => targets.push((&starred.value, Binding::Other)),
                Expr::Tuple(tuple) => targets.extend(parts(&tuple.elts, &binding)),
                Expr::List(list) => targets.extend(parts(&list.elts, &binding)),
                Expr::Attribute(attribute) => {
                    let object = attribute.value.as_name_expr();
                    match object.and_then(|object| self.class_of(&object.id)) {
                        Some(class) => {
                            let scope = self.current();
                            let table = self.scopes.attributes.entry(class).or_default();
                            let bindings = table.entry(&attribute.attr).or_default();
                            bindings.push(Bound { binding, scope });
                        }
                        None => {
                            self.scopes.foreign.insert(&attribute.attr);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The class whose object or self a name is, as the first parameter of a method around.
    fn class_of(&self, name: &str) -> Option<NodeId> {
        let [only] = self.scopes.lookup(name, self.current()) else {
            return None;
        };
        match only.binding {
            Binding::Parameter {
                kind: ParameterKind::Receiver { class, .. },
                ..
            } => Some(class),
            _ => None,
        }
    }

    /// What the first parameter of a function is, where that stands in a class.
    fn receiver(&self, function: &StmtFunctionDef) -> Option<ParameterKind> {
        let scope = &self.scopes.scopes[self.current().0];
        let decorated = |by: &str| {
            let mut decorators = function.decorator_list.iter();
            decorators.any(|decorator| match &decorator.expression {
                Expr::Name(name) => name.id == by,
                _ => false,
            })
        };
        let class = scope.is_class.then_some(scope.node)?;
        let is_class = decorated("classmethod")
            || matches!(
                function.name.as_str(),
                "__new__" | "__init_subclass__" | "__class_getitem__"
            );
        (!decorated("staticmethod")).then_some(ParameterKind::Receiver { class, is_class })
    }

    fn parameters(&mut self, parameters: &'a Parameters, receiver: Option<ParameterKind>) {
        let mut first = receiver;
        for parameter in parameters.iter_non_variadic_params() {
            let binding = Binding::Parameter {
                annotation: parameter.parameter.annotation.as_deref(),
                default: parameter.default.as_deref(),
                kind: first.take().unwrap_or(ParameterKind::Ordinary),
            };
            self.bind(&parameter.parameter.name, binding);
        }
        let stars = [
            (&parameters.vararg, ParameterKind::Star),
            (&parameters.kwarg, ParameterKind::StarStar),
        ];
        for (parameter, kind) in stars {
            if let Some(parameter) = parameter {
                let binding = Binding::Parameter {
                    annotation: parameter.annotation.as_deref(),
                    default: None,
                    kind,
                };
                self.bind(&parameter.name, binding);
            }
        }
    }
}

/// What each part of a tuple that is assigned to gets.
fn parts<'a>(targets: &'a [Expr], binding: &Binding<'a>) -> Vec<(&'a Expr, Binding<'a>)> {
    let values = match binding {
        Binding::Value(Expr::Tuple(tuple)) => &tuple.elts[..],
        Binding::Value(Expr::List(list)) => &list.elts[..],
        _ => &[],
    };
    let is_starred = |parts: &[Expr]| parts.iter().any(Expr::is_starred_expr);
    let pairwise = values.len() == targets.len() && !is_starred(values) && !is_starred(targets);
    let part = |(at, target)| {
        let part = match binding {
            Binding::Value(_) if pairwise => Binding::Value(&values[at]),
            Binding::Value(whole) => Binding::PartOf(whole),
            Binding::PartOf(whole) | Binding::Within(whole) => Binding::Within(whole),
            _ => Binding::Other,
        };
        (target, part)
    };
    targets.iter().enumerate().map(part).collect()
}
