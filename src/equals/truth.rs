//! What a test comes to where the other object of a comparison is `None`.

use ruff_python_ast::{BoolOp, CmpOp, Expr, ExprCall, ExprCompare, Operator, UnaryOp};

use super::body::Comparison;

/// What a test comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    /// True, unless it raises.
    Yes,
    /// False, unless it raises.
    No,
    /// It raises.
    Raises,
    /// It cannot be told.
    Open,
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            same => same,
        }
    }
}

impl Comparison<'_> {
    /// What a test comes to where the other object is `None`.
    pub(super) fn truth(&self, test: &Expr, depth: u32) -> Truth {
        let Some(depth) = depth.checked_sub(1) else {
            return Truth::Open;
        };
        let truth = match test {
            Expr::BooleanLiteral(literal) if literal.value => Truth::Yes,
            Expr::BooleanLiteral(_) | Expr::NoneLiteral(_) => Truth::No,
            Expr::Name(_) if self.is_other(test) => Truth::No,
            Expr::Named(named) => self.truth(&named.value, depth),
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => !self.truth(&unary.operand, depth),
            Expr::BoolOp(node) => {
                let truths = node.values.iter().map(|value| self.truth(value, depth));
                match node.op {
                    BoolOp::And => all(truths),
                    BoolOp::Or => !all(truths.map(|truth| !truth)),
                }
            }
            Expr::Compare(compare) => self.compared(compare),
            Expr::Call(call) => self.called(call, depth),
            _ => Truth::Open,
        };
        if truth == Truth::Open && self.raises(test) {
            return Truth::Raises;
        }
        truth
    }

    fn compared(&self, compare: &ExprCompare) -> Truth {
        let ([operator], [right]) = (&*compare.ops, &*compare.comparators) else {
            return Truth::Open;
        };
        let left = &*compare.left;
        let is_none = |side: &Expr| side.is_none_literal_expr() || self.is_other(side);
        let same = if is_none(left) && is_none(right) {
            Truth::Yes
        } else if self.is_me(left) && is_none(right) || is_none(left) && self.is_me(right) {
            // Their `==` is what is asked about.
            if matches!(operator, CmpOp::Eq | CmpOp::NotEq) {
                return Truth::Open;
            }
            Truth::No
        } else if self.is_class_of_other(left) && self.is_kind(right)
            || self.is_class_of_other(right) && self.is_kind(left)
        {
            Truth::No
        } else {
            return Truth::Open;
        };
        let of_many = matches!(right, Expr::Tuple(_) | Expr::List(_) | Expr::Set(_));
        match operator {
            CmpOp::Is | CmpOp::Eq => same,
            CmpOp::IsNot | CmpOp::NotEq => !same,
            CmpOp::In if of_many => same,
            CmpOp::NotIn if of_many => !same,
            _ => Truth::Open,
        }
    }

    fn called(&self, call: &ExprCall, depth: u32) -> Truth {
        let Expr::Name(function) = &*call.func else {
            return Truth::Open;
        };
        let is_no = match (function.id.as_str(), &*call.arguments.args) {
            ("bool", [value]) => return self.truth(value, depth),
            ("isinstance", [object, kind]) => self.is_other(object) && self.is_kind(kind),
            ("issubclass", [class, kind]) => self.is_class_of_other(class) && self.is_kind(kind),
            ("hasattr", [object, Expr::StringLiteral(name)]) => {
                self.is_other(object) && !is_nones(name.value.to_str())
            }
            _ => false,
        };
        if is_no { Truth::No } else { Truth::Open }
    }

    /// Whether an expression raises: a part that is always evaluated asks `None` for what it has not.
    pub(super) fn raises(&self, expression: &Expr) -> bool {
        let mut open = vec![expression];
        while let Some(part) = open.pop() {
            match part {
                Expr::Attribute(it) if self.is_other(&it.value) && !is_nones(&it.attr) => {
                    return true;
                }
                Expr::Subscript(it) if self.is_other(&it.value) => return true,
                Expr::Call(it) => {
                    if self.is_refused(it) {
                        return true;
                    }
                    open.push(&it.func);
                    open.extend(&it.arguments.args);
                    open.extend(it.arguments.keywords.iter().map(|keyword| &keyword.value));
                }
                Expr::Attribute(it) => open.push(&it.value),
                Expr::Subscript(it) => open.extend([&*it.value, &*it.slice]),
                Expr::Starred(it) => open.push(&it.value),
                Expr::Named(it) => open.push(&it.value),
                Expr::UnaryOp(it) => open.push(&it.operand),
                Expr::BinOp(it) => open.extend([&*it.left, &*it.right]),
                Expr::Compare(it) => open.extend([&*it.left, &it.comparators[0]]),
                Expr::BoolOp(it) => open.extend(it.values.first()),
                Expr::If(it) => open.push(&it.test),
                Expr::Tuple(it) => open.extend(&it.elts),
                Expr::List(it) => open.extend(&it.elts),
                Expr::Set(it) => open.extend(&it.elts),
                Expr::Dict(it) => open.extend(it.items.iter().map(|item| &item.value)),
                Expr::ListComp(it) => open.extend(it.generators.first().map(|it| &it.iter)),
                Expr::Generator(it) => open.extend(it.generators.first().map(|it| &it.iter)),
                _ => {}
            }
        }
        false
    }

    /// Whether a builtin is called that does not take `None`.
    fn is_refused(&self, call: &ExprCall) -> bool {
        let Expr::Name(function) = &*call.func else {
            return false;
        };
        match (function.id.as_str(), &*call.arguments.args) {
            ("len" | "iter" | "vars" | "sorted", [first, ..]) => self.is_other(first),
            ("zip", all) => all.iter().any(|it| self.is_other(it)),
            ("getattr", [first, Expr::StringLiteral(name)]) => {
                self.is_other(first) && !is_nones(name.value.to_str())
            }
            _ => false,
        }
    }

    /// Whether an expression is the object itself.
    pub(super) fn is_me(&self, expression: &Expr) -> bool {
        matches!(expression, Expr::Name(name) if name.id == self.me)
    }

    /// Whether an expression is the other object.
    pub(super) fn is_other(&self, expression: &Expr) -> bool {
        matches!(expression, Expr::Name(name) if name.id == self.other)
    }

    /// `type(other)`, `other.__class__`.
    fn is_class_of_other(&self, expression: &Expr) -> bool {
        match expression {
            Expr::Call(_) => type_of(expression).is_some_and(|it| self.is_other(it)),
            Expr::Attribute(it) => it.attr.as_str() == "__class__" && self.is_other(&it.value),
            _ => false,
        }
    }

    /// A class, or several, that `None` is no object of.
    fn is_kind(&self, kind: &Expr) -> bool {
        let mut open = vec![kind];
        while let Some(kind) = open.pop() {
            let is_kind = match kind {
                Expr::Name(name) => !self.is_other(kind) && !is_a_kind_of_none(&name.id),
                Expr::Attribute(it) if it.attr.as_str() == "__class__" => self.is_me(&it.value),
                Expr::Attribute(it) => {
                    !is_a_kind_of_none(&it.attr)
                        && !self.is_me(&it.value)
                        && !self.is_other(&it.value)
                }
                Expr::Call(_) => type_of(kind).is_some_and(|it| self.is_me(it)),
                Expr::Tuple(several) => {
                    open.extend(&several.elts);
                    true
                }
                Expr::List(several) => {
                    open.extend(&several.elts);
                    true
                }
                Expr::Set(several) => {
                    open.extend(&several.elts);
                    true
                }
                Expr::BinOp(either) => {
                    open.extend([&*either.left, &*either.right]);
                    either.op == Operator::BitOr
                }
                _ => false,
            };
            if !is_kind {
                return false;
            }
        }
        true
    }
}

/// What `a and b and …` comes to.
fn all(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut so_far = Truth::Yes;
    for truth in truths {
        match (truth, so_far) {
            (Truth::Yes, _) => {}
            (Truth::Open, _) => so_far = Truth::Open,
            (Truth::No, _) => return Truth::No,
            (Truth::Raises, Truth::Yes) => return Truth::Raises,
            // It ends before, which is false, or it raises.
            (Truth::Raises, _) => return Truth::No,
        }
    }
    so_far
}

/// The `x` of `type(x)`.
fn type_of(call: &Expr) -> Option<&Expr> {
    let call = call.as_call_expr()?;
    match &*call.arguments.args {
        [only] if call.func.as_name_expr()?.id == "type" => Some(only),
        _ => None,
    }
}

/// Names of classes that `None` may be an object of.
fn is_a_kind_of_none(name: &str) -> bool {
    matches!(name, "object" | "NoneType" | "Hashable" | "Any")
}

/// Whether `None` has an attribute of this name.
fn is_nones(attribute: &str) -> bool {
    attribute.starts_with("__") && attribute != "__dict__"
}
