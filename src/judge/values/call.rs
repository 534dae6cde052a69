//! What calls give: functions and methods of this file, builtins, and what libraries are known for.

use ruff_python_ast::{self as ast, AnyNodeRef as N, Expr};

use super::super::{builtins, libraries, words};
use super::{Reader, Shown, Value, called, literal, one, shown, unknown};
use crate::syntax::NodeId;
use crate::syntax::scopes::{Binding, Bound, ScopeId};

/// Managers of the standard library that give themselves where they are entered.
const ENTERED_THEMSELVES: &[&str] = &[
    "bz2.open",
    "codecs.open",
    "concurrent.futures.ProcessPoolExecutor",
    "concurrent.futures.ThreadPoolExecutor",
    "gzip.open",
    "io.open",
    "lzma.open",
    "os.fdopen",
    "socket.socket",
    "subprocess.Popen",
    "tarfile.open",
    "tempfile.NamedTemporaryFile",
    "tempfile.SpooledTemporaryFile",
    "tempfile.TemporaryDirectory",
    "tempfile.TemporaryFile",
    "urllib.request.urlopen",
    "zipfile.ZipFile",
];

impl<'a> Reader<'_, 'a> {
    pub(super) fn call(&self, call: &'a ast::ExprCall, scope: ScopeId, depth: u32) -> Vec<Shown> {
        let scopes = self.module.scopes();
        let origins = self.origins((&*call.func).into(), scope);
        if !origins.is_empty() {
            let given = origins.iter().flat_map(|origin| given(origin));
            return self.if_imported((&*call.func).into(), scope, given.collect());
        }
        match &*call.func {
            Expr::Name(name) => match scopes.lookup(&name.id, scope) {
                [] if name.id == "getattr" && call.arguments.args.len() == 3 => {
                    match &call.arguments.args[2] {
                        Expr::NoneLiteral(_) => builtin(&name.id, call),
                        default => self.or_default(default, scope, depth),
                    }
                }
                [] if !builtins::may_be_starred(self.module) => builtin(&name.id, call),
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
    pub(super) fn results(
        &self,
        function: &'a ast::StmtFunctionDef,
        id: NodeId,
        depth: u32,
    ) -> Vec<Shown> {
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
        if !function.decorator_list.is_empty() || function.is_async {
            return unknown();
        }
        let tree = &self.module.tree;
        let scope = self.module.scopes().of(id).unwrap_or(ScopeId::MODULE);
        let mut values = Vec::new();
        for &inner in &*self.module.known.returns(self.module, id) {
            match tree.node(inner) {
                N::StmtReturn(node) if self.may_look() => match &node.value {
                    Some(value) => values.extend(self.look((&**value).into(), scope, depth - 1)),
                    None => values.extend(literal()),
                },
                _ => return unknown(),
            }
        }
        if values.is_empty() {
            return unknown();
        }
        for value in &mut values {
            value.because = format!("from `{name}()` of this file: {}", value.because);
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
        if self.is_text(&method.value, scope, depth) {
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
            "match" | "search" | "fullmatch" if positional <= 1 => gives_or_none(name),
            "get" if gives_none_by_default(call) => gives_or_none(name),
            "get" if positional == 2 => self.or_default(&call.arguments.args[1], scope, depth),
            "first" | "one_or_none" | "scalar" | "scalar_one_or_none" | "fetchone" | "find_one"
            | "get_or_none" => gives_or_none(name),
            _ => unknown(),
        }
    }

    pub(super) fn subscript(
        &self,
        subscript: &'a ast::ExprSubscript,
        scope: ScopeId,
    ) -> Vec<Shown> {
        if let Expr::Call(call) = &*subscript.value
            && let [origin] = &self.origins((&*call.func).into(), scope)[..]
            && libraries::gives_none_within(origin)
        {
            let part = one(Value::Honest, format!("`{origin}()[…]`"));
            return self.if_imported((&*call.func).into(), scope, vec![given_none(origin), part]);
        }
        let origins = self.origins((&*subscript.value).into(), scope);
        let known = ["os.environ", "sys.argv", "sys.path", "sys.modules"];
        let is_known = |origin: &&String| known.contains(&origin.as_str());
        match origins.iter().find(is_known) {
            Some(origin) => {
                let item = shown(Value::Honest, format!("`{origin}[…]`"));
                self.if_imported((&*subscript.value).into(), scope, item)
            }
            None => unknown(),
        }
    }

    /// Anything, or the default that is handed over.
    fn or_default(&self, default: &'a Expr, scope: ScopeId, depth: u32) -> Vec<Shown> {
        let mut values = unknown();
        values.extend(self.look(default.into(), scope, depth - 1));
        values
    }

    /// What a manager gives where it is entered: `open(…)` itself, others anything.
    pub(super) fn entered(&self, manager: &'a Expr, scope: ScopeId) -> Vec<Shown> {
        let Expr::Call(call) = manager else {
            return unknown();
        };
        let function = &*call.func;
        if builtins::named(self.module, function.into(), scope) == Some("open") {
            return shown(Value::Honest, "`open()`");
        }
        let origins = self.origins(function.into(), scope);
        let [origin] = &origins[..] else {
            return unknown();
        };
        if !ENTERED_THEMSELVES.contains(&origin.as_str()) {
            return unknown();
        }
        let entered = shown(Value::Honest, format!("`{origin}()`"));
        self.if_imported(function.into(), scope, entered)
    }

    /// What a decorator makes of a function, where that may be no function.
    pub(super) fn decorated(&self, decorator: &'a Expr, scope: ScopeId) -> Option<Vec<Shown>> {
        let scopes = self.module.scopes();
        let function = match decorator {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        if let Expr::Name(name) = function
            && scopes.lookup(&name.id, scope).is_empty()
            && matches!(name.id.as_str(), "staticmethod" | "classmethod")
        {
            return None;
        }
        let origins = self.origins(function.into(), scope);
        let keeps = |origin: &String| {
            let module = origin.split('.').next().unwrap_or_default();
            matches!(
                module,
                "functools" | "contextlib" | "typing" | "abc" | "unittest" | "pytest"
            )
        };
        if !origins.is_empty() && origins.iter().all(keeps) {
            return None;
        }
        match origins.iter().find(|origin| libraries::is_proxy(origin)) {
            Some(origin) => Some(imported(origin)),
            None => Some(unknown()),
        }
    }
}

/// What a dotted origin itself is.
pub(super) fn imported(origin: &str) -> Vec<Shown> {
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
            given_none(origin),
            one(Value::Honest, format!("`{origin}()`")),
        ];
    }
    if let Some(family) = libraries::makes(origin) {
        return shown(
            Value::Library(origin.to_owned(), family),
            format!("made by `{origin}`"),
        );
    }
    if libraries::gives_yours_or_none(origin) {
        return vec![given_none(origin), one(Value::Unknown, "")];
    }
    let what = imported(origin);
    if what.iter().any(|shown| shown.value != Value::Unknown) {
        return what;
    }
    let last = origin.rsplit('.').next().unwrap_or(origin);
    if words::is_class_name(last) || libraries::is_sign_by_name(origin) {
        return shown(
            Value::Made(origin.to_owned()),
            format!("made by `{last}()`"),
        );
    }
    unknown()
}

fn given_none(origin: &str) -> Shown {
    let because = format!("`{origin}()` gives `None` where there is nothing");
    one(Value::None, because)
}

/// Whether `.get(key)` gives `None` where there is nothing: no other default is handed to it.
fn gives_none_by_default(call: &ast::ExprCall) -> bool {
    match (&*call.arguments.args, &*call.arguments.keywords) {
        ([_], []) | ([_, Expr::NoneLiteral(_)], []) => true,
        ([_], [keyword]) => keyword.value.is_none_literal_expr(),
        _ => false,
    }
}

/// A method that is known to give something or `None`.
fn gives_or_none(method: &str) -> Vec<Shown> {
    let none = format!("`.{method}()` gives `None` where there is nothing");
    let mut values = unknown();
    values.push(one(Value::None, none));
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
