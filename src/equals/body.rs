//! What the body of an `__eq__` or `__ne__` comes to where the other object is `None`: a small
//! interpretation, statement by statement, that knows nothing of any other value.

use ruff_python_ast::visitor::source_order::TraversalSignal;
use ruff_python_ast::{
    AnyNodeRef, CmpOp, ElifElseClause, Expr, ExprCompare, ExprContext, Stmt, StmtIf, StmtTry,
    UnaryOp,
};

use super::truth::Truth;
use super::walk;

/// Statements and tests that nest deeper are not followed.
const DEPTH: u32 = 40;

/// A method that compares.
pub(super) struct Comparison<'n> {
    /// Its first parameter.
    pub me: &'n str,
    /// Its second, which is `None`.
    pub other: &'n str,
    /// Whether it is `__ne__`, which says no by `True`.
    pub negated: bool,
}

/// What running statements comes to; the later, the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// They say no, or raise.
    Denied,
    /// They do so, or what follows them is run.
    Through,
    /// They may say yes.
    Untold,
}

impl Comparison<'_> {
    /// Whether a body says no to `None`, or raises.
    pub fn denies(&self, body: &[Stmt]) -> bool {
        if !self.is_clear(body) {
            return false;
        }
        match self.run(body, DEPTH) {
            Fate::Denied => true,
            // A function that ends without a word gives `None`, which is no truth.
            Fate::Through => !self.negated,
            Fate::Untold => false,
        }
    }

    /// Whether a value that is given says no to `None`, or raises.
    pub fn refuses(&self, value: &Expr) -> bool {
        self.given(value, DEPTH) == Fate::Denied
    }

    /// Whether the `==` of something else is asked about the other object.
    pub fn hands_on(&self, compare: &ExprCompare) -> bool {
        let sides = [&*compare.left, &compare.comparators[0]];
        matches!(compare.ops[0], CmpOp::Eq | CmpOp::NotEq)
            && sides.iter().any(|side| self.is_other(side))
            && !sides.iter().any(|side| self.is_me(side))
    }

    /// Whether its two names stay what they are, and nothing is yielded.
    fn is_clear(&self, body: &[Stmt]) -> bool {
        let is_own = |name: &str| name == self.me || name == self.other;
        let mut clear = true;
        let whole = walk(body, &mut |node| {
            clear &= match node {
                AnyNodeRef::ExprName(name) => name.ctx == ExprContext::Load || !is_own(&name.id),
                AnyNodeRef::Alias(alias) => !is_own(alias.asname.as_ref().unwrap_or(&alias.name)),
                AnyNodeRef::ExceptHandlerExceptHandler(handler) => {
                    !handler.name.as_ref().is_some_and(|name| is_own(name))
                }
                AnyNodeRef::ExprYield(_) | AnyNodeRef::ExprYieldFrom(_) => false,
                _ => true,
            };
            TraversalSignal::Traverse
        });
        clear && whole
    }

    fn run(&self, body: &[Stmt], depth: u32) -> Fate {
        let Some(depth) = depth.checked_sub(1) else {
            return Fate::Untold;
        };
        let fates = body.iter().map(|statement| self.fate(statement, depth));
        let mut ends = fates.filter(|&fate| fate != Fate::Through);
        ends.next().unwrap_or(Fate::Through)
    }

    fn fate(&self, statement: &Stmt, depth: u32) -> Fate {
        match statement {
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) => Fate::Through,
            Stmt::Import(_) | Stmt::ImportFrom(_) => Fate::Through,
            // A stub, or a method that is to be written yet.
            Stmt::Expr(node) if node.value.is_ellipsis_literal_expr() => Fate::Untold,
            Stmt::Raise(node) if node.exc.as_deref().is_some_and(is_not_written) => Fate::Untold,
            Stmt::Raise(_) => Fate::Denied,
            Stmt::Expr(node) => self.evaluated(&node.value),
            Stmt::Assign(node) => self.evaluated(&node.value),
            Stmt::AugAssign(node) => self.evaluated(&node.value),
            Stmt::AnnAssign(node) => {
                let value = node.value.as_deref();
                value.map_or(Fate::Through, |value| self.evaluated(value))
            }
            Stmt::Assert(node) => match self.truth(&node.test, depth) {
                Truth::No | Truth::Raises => Fate::Denied,
                Truth::Yes | Truth::Open => Fate::Through,
            },
            Stmt::Return(node) => match node.value.as_deref() {
                Some(value) => self.given(value, depth),
                None if self.negated => Fate::Untold,
                None => Fate::Denied,
            },
            Stmt::If(node) => self.branch(node, depth),
            Stmt::Try(node) => self.tried(node, depth),
            Stmt::For(node) if self.is_other(&node.iter) || self.raises(&node.iter) => Fate::Denied,
            // A loop may not be entered, and be left at any place.
            Stmt::For(node) => {
                let fate = self.run(&node.body, depth).max(Fate::Through);
                fate.max(self.run(&node.orelse, depth))
            }
            Stmt::While(node) => {
                let fate = self.run(&node.body, depth).max(Fate::Through);
                fate.max(self.run(&node.orelse, depth))
            }
            // What is entered may swallow what is raised.
            Stmt::With(node) => self.run(&node.body, depth).max(Fate::Through),
            _ => Fate::Untold,
        }
    }

    fn evaluated(&self, value: &Expr) -> Fate {
        if self.raises(value) {
            Fate::Denied
        } else {
            Fate::Through
        }
    }

    fn branch(&self, node: &StmtIf, depth: u32) -> Fate {
        let first = (Some(&*node.test), &node.body);
        let others = node.elif_else_clauses.iter();
        let others = others.map(|ElifElseClause { test, body, .. }| (test.as_ref(), body));
        let mut fate = Fate::Denied;
        for (test, body) in std::iter::once(first).chain(others) {
            match test.map_or(Truth::Yes, |test| self.truth(test, depth)) {
                Truth::No => {}
                Truth::Raises => return fate,
                Truth::Yes => return fate.max(self.run(body, depth)),
                Truth::Open => fate = fate.max(self.run(body, depth)),
            }
        }
        fate.max(Fate::Through)
    }

    /// What is raised may be caught.
    fn tried(&self, node: &StmtTry, depth: u32) -> Fate {
        let mut fate = self.run(&node.body, depth);
        if fate == Fate::Through {
            fate = self.run(&node.orelse, depth);
        }
        for handler in &node.handlers {
            let body = &handler
                .as_except_handler()
                .expect("there is no other sort")
                .body;
            fate = fate.max(self.run(body, depth));
        }
        match self.run(&node.finalbody, depth) {
            Fate::Through => fate,
            last => last,
        }
    }

    /// What giving a value back comes to.
    fn given(&self, value: &Expr, depth: u32) -> Fate {
        let Some(depth) = depth.checked_sub(1) else {
            return Fate::Untold;
        };
        if let Expr::If(node) = value {
            return match self.truth(&node.test, depth) {
                Truth::Yes => self.given(&node.body, depth),
                Truth::No => self.given(&node.orelse, depth),
                Truth::Raises => Fate::Denied,
                Truth::Open => self
                    .given(&node.body, depth)
                    .max(self.given(&node.orelse, depth)),
            };
        }
        let no = if self.negated { Truth::Yes } else { Truth::No };
        let truth = self.truth(value, depth);
        let is_denied = truth == no
            || truth == Truth::Raises
            || matches!(value, Expr::Name(name) if name.id == "NotImplemented")
            || self.leaves_it(value);
        if is_denied {
            Fate::Denied
        } else {
            Fate::Untold
        }
    }

    /// `not self == other` in `__ne__` and its like: the other method tells.
    fn leaves_it(&self, value: &Expr) -> bool {
        let Expr::UnaryOp(unary) = value else {
            return false;
        };
        let (operator, method) = if self.negated {
            (CmpOp::Eq, "__eq__")
        } else {
            (CmpOp::NotEq, "__ne__")
        };
        let of_both = match &*unary.operand {
            Expr::Compare(compare) => {
                compare.ops[..] == [operator]
                    && self.is_me(&compare.left)
                    && self.is_other(&compare.comparators[0])
            }
            Expr::Call(call) => {
                matches!(&*call.func, Expr::Attribute(it) if it.attr.as_str() == method && self.is_me(&it.value))
                    && matches!(&call.arguments.args[..], [only] if self.is_other(only))
            }
            _ => false,
        };
        unary.op == UnaryOp::Not && of_both
    }
}

/// `NotImplementedError`, with or without a message.
fn is_not_written(exception: &Expr) -> bool {
    let exception = exception
        .as_call_expr()
        .map_or(exception, |call| &*call.func);
    matches!(exception, Expr::Name(name) if name.id == "NotImplementedError")
}
