//! What an `__eq__` says of itself: its annotations, and what its body does with what is no kin.

use ruff_python_ast::{
    AnyNodeRef, BoolOp, CmpOp, Expr, Stmt, StmtClassDef, StmtFunctionDef, StmtIf, UnaryOp,
};
use ruff_text_size::Ranged;

/// What a class's own `__eq__` is known to do with `None` or any constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// It says no, or raises.
    Honest,
    /// It is annotated to accept `None`, or speaks of it.
    MayEqualNone,
    /// It is annotated to give something that is no `bool`.
    Gives(String),
    /// It cannot be told.
    Unknown,
}

/// What a class does about `==` in its own body; `None` where it leaves it to its bases.
///
/// `text` is the source of the class's file.
pub fn manner(class: &StmtClassDef, text: &str) -> Option<Manner> {
    let mut found = None;
    let mut open: Vec<&Stmt> = class.body.iter().rev().collect();
    while let Some(statement) = open.pop() {
        match statement {
            Stmt::FunctionDef(method) if is_comparison(&method.name) => {
                found = Some(worse(found, of_method(method, text)));
            }
            Stmt::Assign(assign) if assign.targets.iter().any(names_comparison) => {
                found = Some(worse(found, Manner::Unknown));
            }
            Stmt::AnnAssign(assign) if names_comparison(&assign.target) => {
                found = Some(worse(found, Manner::Unknown));
            }
            // `if TYPE_CHECKING:` and its like.
            Stmt::If(node) => {
                open.extend(node.body.iter());
                open.extend(
                    node.elif_else_clauses
                        .iter()
                        .flat_map(|clause| &clause.body),
                );
            }
            Stmt::Try(node) => open.extend(node.body.iter()),
            _ => {}
        }
    }
    found
}

fn is_comparison(name: &str) -> bool {
    matches!(name, "__eq__" | "__ne__")
}

fn names_comparison(target: &Expr) -> bool {
    matches!(target, Expr::Name(name) if is_comparison(&name.id))
}

/// Of several definitions, what must be reckoned with: overloads, or `__eq__` beside `__ne__`.
fn worse(one: Option<Manner>, other: Manner) -> Manner {
    let rank = |manner: &Manner| match manner {
        Manner::Honest => 0,
        Manner::Unknown => 1,
        Manner::MayEqualNone => 2,
        Manner::Gives(_) => 3,
    };
    match one {
        Some(one) if rank(&one) >= rank(&other) => one,
        _ => other,
    }
}

fn of_method(method: &StmtFunctionDef, text: &str) -> Manner {
    let annotated = |annotation: &Expr| plain(&text[annotation.range()]);
    let gives = method.returns.as_deref().map(annotated);
    if let Some(gives) = gives.filter(|gives| !is_truth(gives)) {
        return if matches!(last_name(&gives), "Any" | "object" | "") {
            Manner::Unknown
        } else {
            Manner::Gives(gives)
        };
    }
    let Some(other) = method.parameters.iter().nth(1) else {
        return Manner::Unknown;
    };
    let accepts_none = other
        .annotation()
        .is_some_and(|annotation| speaks_of_none(&annotated(annotation)));
    if accepts_none {
        return Manner::MayEqualNone;
    }
    if denies(&method.body, other.name().as_str()) {
        return Manner::Honest;
    }
    if mentions_none(method) {
        return Manner::MayEqualNone;
    }
    Manner::Unknown
}

/// An annotation without its quotes.
fn plain(annotation: &str) -> String {
    annotation.trim_matches(['"', '\'']).trim().to_owned()
}

/// Whether an annotation allows nothing but `True`, `False` and `NotImplemented`.
fn is_truth(annotation: &str) -> bool {
    annotation.split('|').map(str::trim).all(|part| {
        matches!(
            last_name(part),
            "bool" | "NotImplementedType" | "TypeGuard" | "TypeIs"
        ) || part.starts_with("Literal[True")
            || part.starts_with("Literal[False")
    })
}

/// The last word of a dotted name, without what stands in its brackets.
fn last_name(annotation: &str) -> &str {
    let name = annotation.split('[').next().unwrap_or(annotation);
    name.rsplit('.').next().unwrap_or(name)
}

fn speaks_of_none(annotation: &str) -> bool {
    annotation
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|word| matches!(word, "None" | "Optional" | "NoneType"))
}

fn mentions_none(method: &StmtFunctionDef) -> bool {
    let mut none = false;
    walk(AnyNodeRef::StmtFunctionDef(method), &mut |node| {
        none |= matches!(node, AnyNodeRef::ExprNoneLiteral(_));
    });
    none
}

/// Visits a node and all below it.
fn walk<'a>(node: AnyNodeRef<'a>, visit: &mut impl FnMut(AnyNodeRef<'a>)) {
    use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal};
    struct Walk<'v, F>(&'v mut F);
    impl<'a, F: FnMut(AnyNodeRef<'a>)> SourceOrderVisitor<'a> for Walk<'_, F> {
        fn enter_node(&mut self, node: AnyNodeRef<'a>) -> TraversalSignal {
            (self.0)(node);
            TraversalSignal::Traverse
        }
    }
    visit(node);
    node.visit_source_order(&mut Walk(visit));
}

/// Whether a body says no to, or raises for, everything that is not of a kind it asks for.
fn denies(body: &[Stmt], other: &str) -> bool {
    for (at, statement) in body.iter().enumerate() {
        match statement {
            // A docstring, a comment in strings.
            Stmt::Expr(expression) if expression.value.is_string_literal_expr() => {}
            Stmt::Return(node) => {
                return node.value.as_deref().is_some_and(|it| refuses(it, other));
            }
            Stmt::If(node) if turns_away(node, other) => return true,
            Stmt::If(node) if asks_kind(&node.test, other) => {
                let otherwise = node.elif_else_clauses.first();
                let rest = otherwise.map_or(&body[at + 1..], |clause| &clause.body);
                return otherwise.is_none_or(|clause| clause.test.is_none()) && denies(rest, other);
            }
            // `if self is other: return True`.
            Stmt::If(node) if is_same_object(&node.test) && node.elif_else_clauses.is_empty() => {}
            _ => return false,
        }
    }
    // A function that ends without a word gives `None`, which is no truth.
    !body.is_empty()
}

/// `if not isinstance(other, …): return False` and its like.
fn turns_away(node: &StmtIf, other: &str) -> bool {
    let [Stmt::Return(back)] = &node.body[..] else {
        return false;
    };
    back.value.as_deref().is_some_and(says_no) && is_stranger(&node.test, other)
}

fn says_no(value: &Expr) -> bool {
    match value {
        Expr::BooleanLiteral(literal) => !literal.value,
        Expr::Name(name) => name.id == "NotImplemented",
        _ => false,
    }
}

/// Whether a test holds for everything that is of no kin: `not isinstance(other, …)`.
fn is_stranger(test: &Expr, other: &str) -> bool {
    match test {
        Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => asks_kind(&unary.operand, other),
        Expr::BoolOp(node) if node.op == BoolOp::Or => {
            node.values.iter().any(|value| is_stranger(value, other))
        }
        Expr::Compare(compare) => match compare.ops[..] {
            [CmpOp::IsNot | CmpOp::NotEq] => compares_kinds(test, other),
            [CmpOp::Is | CmpOp::Eq] => compare.comparators[0].is_none_literal_expr(),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a test fails for everything that is of no kin: `isinstance(other, …)`.
fn asks_kind(test: &Expr, other: &str) -> bool {
    match test {
        Expr::Call(call) => {
            matches!(&*call.func, Expr::Name(name) if matches!(name.id.as_str(), "isinstance" | "issubclass"))
                && call.arguments.args.len() == 2
                && is_kin(&call.arguments.args[0], &call.arguments.args[1], other)
        }
        Expr::BoolOp(node) if node.op == BoolOp::And => {
            node.values.iter().any(|value| asks_kind(value, other))
        }
        Expr::Compare(compare) => {
            matches!(compare.ops[..], [CmpOp::Is | CmpOp::Eq]) && compares_kinds(test, other)
        }
        _ => false,
    }
}

/// `isinstance(other, kind)`, where the kind is not that of a constant.
fn is_kin(value: &Expr, kind: &Expr, other: &str) -> bool {
    let mut pliable = false;
    walk(kind.into(), &mut |node| {
        if let AnyNodeRef::ExprName(name) = node {
            pliable |= matches!(
                name.id.as_str(),
                "object" | "bool" | "int" | "float" | "str" | "bytes" | "NoneType" | "type"
            );
        }
    });
    let of_other = match value {
        Expr::Name(name) => name.id == other,
        Expr::Call(_) | Expr::Attribute(_) => is_class_of(value, other),
        _ => false,
    };
    of_other && !pliable
}

/// A comparison of two classes, one of them that of `other`.
fn compares_kinds(test: &Expr, other: &str) -> bool {
    let Expr::Compare(compare) = test else {
        return false;
    };
    let sides = [&*compare.left, &compare.comparators[0]];
    sides.iter().any(|side| is_class_of(side, other))
}

/// `type(other)`, `other.__class__`.
fn is_class_of(expression: &Expr, other: &str) -> bool {
    let is_other = |it: &Expr| matches!(it, Expr::Name(name) if name.id == other);
    match expression {
        Expr::Call(call) => {
            matches!(&*call.func, Expr::Name(name) if name.id == "type")
                && call.arguments.args.first().is_some_and(is_other)
        }
        Expr::Attribute(attribute) => {
            attribute.attr.as_str() == "__class__" && is_other(&attribute.value)
        }
        _ => false,
    }
}

fn is_same_object(test: &Expr) -> bool {
    matches!(test, Expr::Compare(compare) if matches!(compare.ops[..], [CmpOp::Is])
        && compare.left.is_name_expr()
        && compare.comparators[0].is_name_expr())
}

/// Whether a value that is returned is no truth for a stranger: `isinstance(other, …) and …`, or it
/// asks the other for an attribute, which `None` and the constants do not have.
fn refuses(value: &Expr, other: &str) -> bool {
    says_no(value) || asks_kind(value, other) || takes_attribute(first(value), other)
}

/// What of an expression is always evaluated.
fn first(value: &Expr) -> &Expr {
    match value {
        Expr::BoolOp(node) => node.values.first().map_or(value, first),
        _ => value,
    }
}

fn takes_attribute(value: &Expr, other: &str) -> bool {
    let is_taken = |it: &Expr| {
        matches!(it, Expr::Attribute(attribute)
            if !attribute.attr.starts_with("__")
            && matches!(&*attribute.value, Expr::Name(name) if name.id == other))
    };
    match value {
        Expr::Compare(compare) => is_taken(&compare.left) || is_taken(&compare.comparators[0]),
        _ => is_taken(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Syntax;

    fn manner_of(body: &str) -> Option<Manner> {
        let text = format!("class C:\n{body}");
        let parsed = ruff_python_parser::parse_module(&text).unwrap();
        assert!(Syntax::parse(&text).is_ok());
        let Stmt::ClassDef(class) = &parsed.syntax().body[0] else {
            panic!("no class");
        };
        manner(class, &text)
    }

    #[test]
    fn bodies() {
        let honest = [
            "if not isinstance(o, C): return NotImplemented\n  return self.x == o.x",
            "if not isinstance(o, C): return False\n  return self.x == o.x",
            "if type(o) is not type(self): return False\n  return True",
            "if self is o: return True\n  if o.__class__ != C: return False\n  return True",
            "'''Doc.'''\n  return isinstance(o, C) and self.x == o.x",
            "if isinstance(o, C):\n   return self.x == o.x\n  return NotImplemented",
            "if isinstance(o, C):\n   return self.x == o.x\n  else:\n   return False",
            "return self.x == o.x",
            "return self.x == o.x and self.y is None",
            "return type(self) == type(o) and self.x == o.x",
            "return self.__class__ is o.__class__",
            "return False",
            "if o is None or self.x != o.x: return False\n  return True",
        ];
        for body in honest {
            let text = format!(" def __eq__(self, o):\n  {body}\n");
            assert_eq!(manner_of(&text), Some(Manner::Honest), "{body}");
        }
        let may = [
            "if o is None: return self.x is None\n  return self.x == o.x",
            "return o is None",
            "if isinstance(o, str): return True\n  return o == None",
        ];
        for body in may {
            let text = format!(" def __eq__(self, o):\n  {body}\n");
            assert_eq!(manner_of(&text), Some(Manner::MayEqualNone), "{body}");
        }
        let unknown = [
            "return True",
            "return self.x == o",
            "return helper(self, o)",
            "return self.x == 1 or self.x == o.x",
            "if isinstance(o, object): return True\n  return False",
            "if isinstance(o, (C, str)): return True\n  return False",
            "o = o or self\n  return self.x == o.x",
            "return self.__dict__ == o.__dict__",
            "return self.x == getattr(o, 'x', 1)",
            "if isinstance(o, C):\n   return True\n  elif o:\n   return True\n  return False",
        ];
        for body in unknown {
            let text = format!(" def __eq__(self, o):\n  {body}\n");
            assert_eq!(manner_of(&text), Some(Manner::Unknown), "{body}");
        }
    }

    #[test]
    fn annotations() {
        let of = |head: &str| manner_of(&format!(" def __eq__({head}: ...\n"));
        let gives = |what: &str| Some(Manner::Gives(what.to_owned()));
        assert_eq!(of("self, o: object) -> bool"), Some(Manner::Unknown));
        assert_eq!(of("self, o: object) -> 'Expr'"), gives("Expr"));
        assert_eq!(of("self, o) -> Series[bool]"), gives("Series[bool]"));
        assert_eq!(of("self, o) -> typing.Any"), Some(Manner::Unknown));
        assert_eq!(of("self, o: C | None) -> bool"), Some(Manner::MayEqualNone));
        assert_eq!(
            of("self, o: 'Optional[C]') -> bool"),
            Some(Manner::MayEqualNone)
        );
        assert_eq!(manner_of(" x = 1\n"), None);
        assert_eq!(manner_of(" __eq__ = other\n"), Some(Manner::Unknown));
        let checked = " if TYPE_CHECKING:\n  def __eq__(self, o) -> Column: ...\n";
        assert_eq!(manner_of(checked), gives("Column"));
    }
}
