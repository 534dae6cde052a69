//! What expressions are by their form, and what is text.

use ruff_python_ast::{self as ast, Expr, ExprRef, Operator};

use super::super::{builtins, sealed};
use super::{Reader, Shown, Value, shown, unknown};
use crate::syntax::scopes::{Binding, Bound, ParameterKind, ScopeId};

/// What an expression is by its form alone.
pub(super) fn kind(expression: ExprRef<'_>) -> Option<&'static str> {
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

/// Methods of a text that give a text.
const TEXT_TO_TEXT: &[&str] = &[
    "capitalize",
    "casefold",
    "center",
    "decode",
    "encode",
    "expandtabs",
    "format",
    "join",
    "ljust",
    "lower",
    "lstrip",
    "replace",
    "rjust",
    "rstrip",
    "strip",
    "swapcase",
    "title",
    "translate",
    "upper",
    "zfill",
];

/// Builtin functions that give a text.
const GIVE_TEXT: &[&str] = &[
    "ascii", "bin", "chr", "format", "hex", "input", "oct", "repr", "str",
];

impl<'a> Reader<'_, 'a> {
    /// What an operation gives: text with something formatted into it, two texts, two numbers. An
    /// array or a column beside a text makes an array or a column.
    pub(super) fn operation(
        &self,
        operation: &'a ast::ExprBinOp,
        scope: ScopeId,
        depth: u32,
    ) -> Vec<Shown> {
        let is_number =
            |side: &Expr| side.is_number_literal_expr() || side.is_boolean_literal_expr();
        if is_number(&operation.left) && is_number(&operation.right) {
            return shown(Value::Honest, "a number");
        }
        if self.gives_text(operation, scope, depth) {
            return shown(Value::Honest, "a `str`");
        }
        unknown()
    }

    fn gives_text(&self, operation: &'a ast::ExprBinOp, scope: ScopeId, depth: u32) -> bool {
        let is_text = |side| self.is_text(side, scope, depth);
        match operation.op {
            Operator::Mod => is_text(&operation.left),
            Operator::Add => is_text(&operation.left) && is_text(&operation.right),
            _ => false,
        }
    }

    /// Whether an expression is surely a `str` or `bytes`, where it is anything but `None`.
    pub(super) fn is_text(&self, expression: &'a Expr, scope: ScopeId, depth: u32) -> bool {
        if depth == 0 || !self.may_look() {
            return false;
        }
        let is_text = |inner: &'a Expr| self.is_text(inner, scope, depth - 1);
        match expression {
            Expr::StringLiteral(_) | Expr::FString(_) | Expr::BytesLiteral(_) => true,
            Expr::BinOp(operation) => self.gives_text(operation, scope, depth - 1),
            Expr::Subscript(subscript) => is_text(&subscript.value),
            Expr::If(branches) => is_text(&branches.body) && is_text(&branches.orelse),
            Expr::BoolOp(operands) => operands.values.iter().all(is_text),
            Expr::Name(name) => {
                let bindings = if self.proves {
                    sealed::bindings(self.module, &name.id, scope, scope)
                } else {
                    self.module.scopes().lookup(&name.id, scope)
                };
                let is_text = |bound: &Bound<'a>| self.is_text_bound(bound, depth - 1);
                !bindings.is_empty() && bindings.iter().all(is_text)
            }
            Expr::Call(call) => match &*call.func {
                function @ Expr::Name(_) => {
                    let name = builtins::named(self.module, function.into(), scope);
                    name.is_some_and(|name| GIVE_TEXT.contains(&name))
                }
                Expr::Attribute(method) => {
                    TEXT_TO_TEXT.contains(&method.attr.as_str()) && is_text(&method.value)
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn is_text_bound(&self, bound: &Bound<'a>, depth: u32) -> bool {
        let is_text = |value: &'a Expr| {
            value.is_none_literal_expr() || self.is_text(value, bound.scope, depth)
        };
        let is_str = |annotation: &Expr| {
            let name = builtins::named(self.module, annotation.into(), bound.scope);
            matches!(name, Some("str" | "bytes"))
        };
        match &bound.binding {
            Binding::Value(value) => is_text(value),
            Binding::Declared { annotation, value } => {
                is_str(annotation) && value.is_none_or(is_text)
            }
            Binding::Parameter {
                annotation: Some(annotation),
                default,
                kind: ParameterKind::Ordinary,
            } => is_str(annotation) && default.is_none_or(is_text),
            _ => false,
        }
    }
}
