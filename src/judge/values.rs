//! What values an expression may have, as far as its file shows: a small, shallow interpretation that
//! follows names to all their bindings, `self.x` to its assignments, and calls to what they are known
//! to give.

mod annotation;
mod class;
#[cfg(test)]
mod tests;

use ruff_python_ast::{self as ast, AnyNodeRef as N, Expr, ExprRef, Operator, UnaryOp};
use std::cell::Cell;

use super::libraries::{self, Family};
use crate::rule::Module;
use crate::syntax::NodeId;
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};

pub(super) use class::may_equal_none;

/// One value that an expression may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `None` itself.
    None,
    /// Something whose `==` with `None` gives what `is` gives.
    Honest,
    /// Made by calling a class of which nothing more is known: never `None`.
    Made(String),
    /// An object of a class of this file that may say it equals `None`.
    MayEqualNone(String),
    /// What a library overloads, by its dotted origin.
    Library(String, Family),
    /// A transparent proxy, by its dotted origin.
    Proxy(String),
    /// Anything.
    Unknown,
}

/// A value, and how the file shows it: "parameter with default `None`".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The value.
    pub value: Value,
    /// Where it comes from, in words that complete no sentence.
    pub because: String,
}

/// The reason of a parameter's default.
const DEFAULT: &str = "parameter with default `None`";

impl Shown {
    /// Whether it is the `None` that a parameter has where nothing is given for it.
    pub fn is_default(&self) -> bool {
        self.because == DEFAULT
    }
}

fn shown(value: Value, because: impl Into<String>) -> Vec<Shown> {
    let because = because.into();
    vec![Shown { value, because }]
}

fn unknown() -> Vec<Shown> {
    shown(Value::Unknown, "")
}

/// How many expressions are looked at for one operand: more of them make no clear picture.
const LOOKS: u32 = 200;

/// How deep names are followed.
const DEPTH: u32 = 8;

/// Reads values off a module.
pub struct Reader<'m, 'a> {
    module: &'m Module<'a>,
    looks: Cell<u32>,
}

impl<'m, 'a> Reader<'m, 'a> {
    /// A reader for one question.
    pub fn new(module: &'m Module<'a>) -> Self {
        Self {
            module,
            looks: Cell::new(LOOKS),
        }
    }

    /// The values of an expression that is evaluated in a scope.
    pub fn values(&self, expression: ExprRef<'a>, scope: ScopeId) -> Vec<Shown> {
        self.look(expression, scope, DEPTH)
    }

    fn look(&self, expression: ExprRef<'a>, scope: ScopeId, depth: u32) -> Vec<Shown> {
        let left = self.looks.get();
        if left == 0 || depth == 0 {
            return unknown();
        }
        self.looks.set(left - 1);
        let deeper = |inner: &'a Expr| self.look(inner.into(), scope, depth - 1);
        match expression {
            ExprRef::NoneLiteral(_) => shown(Value::None, "`None`"),
            ExprRef::Name(name) => self.name(&name.id, scope, depth),
            ExprRef::Attribute(attribute) => self.attribute(attribute, scope, depth),
            ExprRef::Call(call) => self.call(call, scope, depth),
            ExprRef::Named(named) => deeper(&named.value),
            ExprRef::If(branches) => [deeper(&branches.body), deeper(&branches.orelse)].concat(),
            ExprRef::BoolOp(operands) => operands.values.iter().flat_map(deeper).collect(),
            ExprRef::Subscript(subscript) => match &*subscript.value {
                Expr::Tuple(tuple) => tuple.elts.iter().flat_map(deeper).collect(),
                Expr::List(list) => list.elts.iter().flat_map(deeper).collect(),
                _ => self.subscript(subscript, scope),
            },
            ExprRef::UnaryOp(unary) if unary.op == UnaryOp::Not => shown(Value::Honest, "a `bool`"),
            ExprRef::BinOp(node) => operation(node),
            _ => kind(expression).map_or_else(unknown, |kind| shown(Value::Honest, kind)),
        }
    }

    fn name(&self, name: &'a str, scope: ScopeId, depth: u32) -> Vec<Shown> {
        let bindings = self.module.scopes().lookup(name, scope);
        let each = bindings
            .iter()
            .flat_map(|bound| self.bound(name, bound, depth));
        let mut values: Vec<_> = each.collect();
        if values.is_empty() {
            values = unknown();
        }
        values
    }

    /// The values that one binding gives to `name`, as it is written.
    fn bound(&self, name: &str, bound: &Bound<'a>, depth: u32) -> Vec<Shown> {
        let at = |inner: &'a Expr| self.look(inner.into(), bound.scope, depth - 1);
        let named = |values: Vec<Shown>| called(name, values);
        match &bound.binding {
            Binding::Parameter {
                annotation,
                default,
                kind,
            } => {
                let kind = match kind {
                    ParameterKind::Receiver { class, is_class } => {
                        return self.receiver(*class, *is_class);
                    }
                    ParameterKind::Star => return shown(Value::Honest, "`*` parameter"),
                    ParameterKind::StarStar => return shown(Value::Honest, "`**` parameter"),
                    ParameterKind::Ordinary => "parameter",
                };
                let mut values = match annotation {
                    Some(annotation) => self.annotated(annotation, bound.scope, depth - 1),
                    None => unknown(),
                };
                for value in &mut values {
                    value.because = format!("{kind} {}", value.because).trim_end().to_owned();
                }
                match default {
                    Some(Expr::NoneLiteral(_)) => {
                        values.push(Shown {
                            value: Value::None,
                            because: DEFAULT.to_owned(),
                        });
                    }
                    Some(default) => values.extend(at(default)),
                    None => {}
                }
                values
            }
            Binding::Value(value) => named(at(value)),
            Binding::Declared { annotation, value } => {
                let mut values = self.annotated(annotation, bound.scope, depth - 1);
                values.extend(value.iter().flat_map(|value| at(value)));
                named(values)
            }
            Binding::PartOf(whole) => match whole {
                Expr::Tuple(tuple) => tuple.elts.iter().flat_map(at).collect(),
                Expr::List(list) => list.elts.iter().flat_map(at).collect(),
                _ => unknown(),
            },
            Binding::Entered(value) => at(value)
                .into_iter()
                .map(|mut shown| {
                    if !matches!(shown.value, Value::Honest) {
                        shown.value = Value::Unknown;
                    }
                    shown
                })
                .collect(),
            Binding::Caught => shown(Value::Honest, "a caught exception"),
            Binding::Import(origin) => imported(origin),
            Binding::Function(..) => shown(Value::Honest, format!("`{name}` is a function")),
            Binding::Class(..) => shown(Value::Honest, format!("`{name}` is a class")),
            Binding::Other => unknown(),
        }
    }

    fn receiver(&self, class: NodeId, is_class: bool) -> Vec<Shown> {
        if is_class {
            return unknown();
        }
        self.object_of(class)
    }

    /// An object of a class of this file.
    fn object_of(&self, class: NodeId) -> Vec<Shown> {
        let N::StmtClassDef(node) = self.module.tree.node(class) else {
            return unknown();
        };
        let name = node.name.as_str();
        if may_equal_none(self.module, class) {
            return shown(
                Value::MayEqualNone(name.to_owned()),
                format!("`{name}` has an `__eq__` in this file that may accept `None`"),
            );
        }
        if class::is_honest(self.module, class) {
            return shown(
                Value::Honest,
                format!("`{name}`, a class of this file without an `__eq__` that accepts `None`"),
            );
        }
        shown(
            Value::Made(name.to_owned()),
            format!("an object of `{name}`"),
        )
    }

    fn attribute(
        &self,
        attribute: &'a ast::ExprAttribute,
        scope: ScopeId,
        depth: u32,
    ) -> Vec<Shown> {
        let scopes = self.module.scopes();
        let origins = scopes.origins(attribute.into(), scope);
        if !origins.is_empty() {
            return origins.iter().flat_map(|origin| imported(origin)).collect();
        }
        let Some((class, is_class)) = self.class_of(&attribute.value, scope, depth) else {
            return unknown();
        };
        let name = attribute.attr.as_str();
        let shown_as = if is_class { "cls" } else { "self" };
        let mut bindings = scopes.in_class(class, name).to_vec();
        if is_class {
            // A descriptor that the class holds is what its own attribute gives.
            let each = bindings
                .iter()
                .flat_map(|bound| self.bound(name, bound, depth));
            return each.collect();
        }
        // What a class holds as a descriptor, its objects have the value of.
        bindings.retain(|bound| !matches!(bound.binding, Binding::Function(..)));
        let own = bindings.iter().flat_map(|bound| {
            let values = self.bound(name, bound, depth);
            values
                .into_iter()
                .filter(|shown| !matches!(shown.value, Value::Library(_, Family::Orm)))
        });
        let mut values: Vec<_> = own.collect();
        for bound in scopes.of_object(class, name) {
            values.extend(self.bound(name, bound, depth));
        }
        if values.is_empty() {
            return unknown();
        }
        called(&format!("{shown_as}.{name}"), values)
    }

    /// The class of this file whose object (false) or self (true) an expression is.
    fn class_of(&self, object: &'a Expr, scope: ScopeId, depth: u32) -> Option<(NodeId, bool)> {
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

    fn call(&self, call: &'a ast::ExprCall, scope: ScopeId, depth: u32) -> Vec<Shown> {
        let scopes = self.module.scopes();
        let origins = scopes.origins((&*call.func).into(), scope);
        if !origins.is_empty() {
            return origins.iter().flat_map(|origin| given(origin)).collect();
        }
        match &*call.func {
            Expr::Name(name) => match scopes.lookup(&name.id, scope) {
                [] => builtin(&name.id, call),
                [
                    Bound {
                        binding: Binding::Class(_, class),
                        ..
                    },
                ] => self.object_of(*class),
                [
                    Bound {
                        binding: Binding::Function(function, id),
                        ..
                    },
                ] => self.results(function, *id, depth),
                _ => unknown(),
            },
            Expr::Attribute(method) => self.method(call, method, scope, depth),
            _ => unknown(),
        }
    }

    /// What a function of this file returns.
    fn results(&self, function: &'a ast::StmtFunctionDef, id: NodeId, depth: u32) -> Vec<Shown> {
        let name = function.name.as_str();
        if let Some(returns) = &function.returns
            && function.decorator_list.is_empty()
            && !function.is_async
        {
            let scope = self.module.scopes().at(&self.module.tree, id);
            return called(
                &format!("{name}()"),
                self.annotated(returns, scope, depth - 1),
            );
        }
        let tree = &self.module.tree;
        let scope = self.module.scopes().of(id).unwrap_or(ScopeId::MODULE);
        let own = |&inner: &NodeId| self.module.scopes().at(tree, inner) == scope;
        if !function.decorator_list.is_empty() || function.is_async {
            return unknown();
        }
        let mut values = Vec::new();
        for inner in tree.subtree(id) {
            match tree.node(inner) {
                N::StmtReturn(node) if own(&inner) => match &node.value {
                    Some(value) => values.extend(self.look((&**value).into(), scope, depth - 1)),
                    None => values.extend(shown(Value::None, "`None`")),
                },
                N::ExprYield(_) | N::ExprYieldFrom(_) if own(&inner) => return unknown(),
                _ => {}
            }
        }
        if values.is_empty() {
            return unknown();
        }
        for value in &mut values {
            value.because = format!("`{name}()` of this file returns {}", value.because);
        }
        values
    }

    fn method(
        &self,
        call: &'a ast::ExprCall,
        method: &'a ast::ExprAttribute,
        scope: ScopeId,
        depth: u32,
    ) -> Vec<Shown> {
        let name = method.attr.as_str();
        if let Some((class, _)) = self.class_of(&method.value, scope, depth)
            && let [
                Bound {
                    binding: Binding::Function(function, id),
                    ..
                },
            ] = self.module.scopes().in_class(class, name)
        {
            return self.results(function, *id, depth);
        }
        let is_text = method.value.is_string_literal_expr() || method.value.is_f_string_expr();
        if is_text {
            return shown(Value::Honest, format!("`str.{name}()`"));
        }
        // pandas, polars and friends have all these on `.str` and `.dt`.
        let through_accessor = method
            .value
            .as_attribute_expr()
            .is_some_and(|accessor| matches!(accessor.attr.as_str(), "str" | "dt" | "list"));
        let positional = call.arguments.args.len();
        match name {
            _ if through_accessor => unknown(),
            "strip" | "lstrip" | "rstrip" | "lower" | "upper" | "title" | "capitalize"
            | "splitlines" | "startswith" | "endswith" | "encode" | "decode" | "isdigit"
            | "readline" | "readlines" => shown(Value::Honest, format!("`.{name}()` of a text")),
            "match" | "search" | "fullmatch" if positional <= 1 => gives_or_none(name),
            "get" if (1..=2).contains(&positional) => gives_or_none(name),
            "first" | "one_or_none" | "scalar" | "scalar_one_or_none" | "fetchone" | "find_one"
            | "get_or_none" => gives_or_none(name),
            _ => unknown(),
        }
    }

    fn subscript(&self, subscript: &'a ast::ExprSubscript, scope: ScopeId) -> Vec<Shown> {
        let scopes = self.module.scopes();
        let origins = scopes.origins((&*subscript.value).into(), scope);
        let known = ["os.environ", "sys.argv", "sys.path", "sys.modules"];
        match origins
            .iter()
            .find(|origin| known.contains(&origin.as_str()))
        {
            Some(origin) => shown(Value::Honest, format!("`{origin}[…]`")),
            None => unknown(),
        }
    }
}

/// What a dotted origin itself is.
fn imported(origin: &str) -> Vec<Shown> {
    if libraries::is_proxy(origin) {
        return shown(
            Value::Proxy(origin.to_owned()),
            format!("a transparent proxy (`{origin}`)"),
        );
    }
    if libraries::is_honest(origin) {
        return shown(Value::Honest, format!("`{origin}` of the standard library"));
    }
    unknown()
}

/// What a call of a dotted origin gives.
fn given(origin: &str) -> Vec<Shown> {
    if libraries::gives_none(origin) {
        return vec![
            Shown {
                value: Value::None,
                because: format!("`{origin}()` gives `None` where there is nothing"),
            },
            Shown {
                value: Value::Honest,
                because: format!("`{origin}()`"),
            },
        ];
    }
    if let Some(family) = libraries::makes(origin) {
        return shown(
            Value::Library(origin.to_owned(), family),
            format!("made by `{origin}`"),
        );
    }
    let what = imported(origin);
    if what.iter().any(|shown| shown.value != Value::Unknown) {
        return what;
    }
    let last = origin.rsplit('.').next().unwrap_or(origin);
    if is_class_name(last) {
        return shown(
            Value::Made(origin.to_owned()),
            format!("made by `{last}()`"),
        );
    }
    unknown()
}

/// A method that is known to give something or `None`.
fn gives_or_none(method: &str) -> Vec<Shown> {
    let none = Shown {
        value: Value::None,
        because: format!("`.{method}()` gives `None` where there is nothing"),
    };
    let mut values = unknown();
    values.push(none);
    values
}

fn builtin(name: &str, call: &ast::ExprCall) -> Vec<Shown> {
    if matches!(name, "getattr" | "next")
        && call
            .arguments
            .args
            .last()
            .is_some_and(Expr::is_none_literal_expr)
    {
        let mut values = unknown();
        values.extend(shown(
            Value::None,
            format!("`{name}(…, None)` gives `None` where there is nothing"),
        ));
        return values;
    }
    if libraries::is_honest_builtin(name) {
        return shown(Value::Honest, format!("`{name}()`"));
    }
    unknown()
}

/// What an expression is by its form alone.
fn kind(expression: ExprRef<'_>) -> Option<&'static str> {
    Some(match expression {
        ExprRef::StringLiteral(_) | ExprRef::FString(_) => "a `str`",
        ExprRef::BytesLiteral(_) => "a `bytes`",
        ExprRef::NumberLiteral(_) => "a number",
        ExprRef::BooleanLiteral(_) => "a `bool`",
        ExprRef::EllipsisLiteral(_) => "`...`",
        ExprRef::List(_) | ExprRef::ListComp(_) => "a `list`",
        ExprRef::Dict(_) | ExprRef::DictComp(_) => "a `dict`",
        ExprRef::Set(_) | ExprRef::SetComp(_) => "a `set`",
        ExprRef::Tuple(_) => "a `tuple`",
        ExprRef::Generator(_) => "a generator",
        ExprRef::Lambda(_) => "a function",
        _ => return None,
    })
}

/// `"…" % x` and `"…" + x` are text, what two numbers come to is a number.
fn operation(operation: &ast::ExprBinOp) -> Vec<Shown> {
    let is_text = |side: &Expr| side.is_string_literal_expr() || side.is_f_string_expr();
    let is_number = |side: &Expr| side.is_number_literal_expr() || side.is_boolean_literal_expr();
    if is_number(&operation.left) && is_number(&operation.right) {
        return shown(Value::Honest, "a number");
    }
    let gives_text = match operation.op {
        Operator::Mod => is_text(&operation.left),
        Operator::Add => is_text(&operation.left) || is_text(&operation.right),
        _ => false,
    };
    if gives_text {
        shown(Value::Honest, "a `str`")
    } else {
        unknown()
    }
}

/// Says of values what bears them, where they do not tell a longer story already.
fn called(name: &str, mut values: Vec<Shown>) -> Vec<Shown> {
    for shown in &mut values {
        if shown.value == Value::None && shown.because == "`None`" {
            shown.because = format!("`{name}` is assigned `None`");
        }
    }
    values
}

/// Whether a name is spelled as classes are.
pub(super) fn is_class_name(name: &str) -> bool {
    let name = name.trim_start_matches('_');
    name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
}
