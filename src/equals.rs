//! What a class's own `__eq__` does with `None`: told by its annotations, and by a look at what its body
//! comes to where the other object is `None`.
//!
//! It is asked of classes of the judged file, of its package and, by inference, of any other file; who a
//! class inherits from is left to those who ask.

mod body;
#[cfg(test)]
mod tests;
mod truth;

use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal, walk_body};
use ruff_python_ast::{AnyNodeRef, Expr, ExprContext, Stmt, StmtClassDef, StmtFunctionDef};
use ruff_text_size::Ranged;

use body::Comparison;

/// What a class's own `__eq__` is known to do with `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// It says no, or raises.
    Honest,
    /// It is annotated to accept `None`, speaks of it, or asks something else whether it equals the other.
    MayEqualNone,
    /// It is annotated to give something that is no `bool`.
    Gives(String),
    /// It cannot be told.
    Untold,
}

/// What a class does about `==` in its own body; `None` where it leaves it to its bases.
///
/// `text` is the source of the class's file. A class that has many answers (overloads, `__eq__` beside
/// `__ne__`) has the one that must be reckoned with.
pub fn manner(class: &StmtClassDef, text: &str) -> Option<Manner> {
    let mut found = None;
    let mut meet = |manner| found = Some(worse(found.take(), manner));
    let whole = walk(&class.body, &mut |node| {
        match node {
            AnyNodeRef::StmtFunctionDef(method) if is_comparison(&method.name) => {
                meet(of_method(method, text));
            }
            AnyNodeRef::StmtAssign(assign) => match &assign.targets[..] {
                [Expr::Name(name)] if is_comparison(&name.id) => {
                    meet(of_value(&assign.value, &name.id));
                }
                _ => return TraversalSignal::Traverse,
            },
            AnyNodeRef::ExprName(name) => {
                if name.ctx == ExprContext::Store && is_comparison(&name.id) {
                    meet(Manner::Untold);
                }
            }
            AnyNodeRef::Alias(alias) => {
                if is_comparison(alias.asname.as_ref().unwrap_or(&alias.name)) {
                    meet(Manner::Untold);
                }
            }
            // They bind their own names.
            AnyNodeRef::StmtFunctionDef(_)
            | AnyNodeRef::StmtClassDef(_)
            | AnyNodeRef::ExprLambda(_) => {}
            _ => return TraversalSignal::Traverse,
        }
        TraversalSignal::Skip
    });
    if whole {
        found
    } else {
        Some(worse(found, Manner::Untold))
    }
}

fn is_comparison(name: &str) -> bool {
    matches!(name, "__eq__" | "__ne__")
}

/// Of several definitions, what must be reckoned with.
fn worse(one: Option<Manner>, other: Manner) -> Manner {
    let rank = |manner: &Manner| match manner {
        Manner::Honest => 0,
        Manner::Untold => 1,
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
    if let Some(gives) = gives.filter(|gives| !is_truth_or_vague(gives)) {
        return Manner::Gives(gives);
    }
    let parameters = &method.parameters;
    let mut positional = parameters.posonlyargs.iter().chain(&parameters.args);
    let (Some(me), Some(other)) = (positional.next(), positional.next()) else {
        return Manner::Untold;
    };
    let comparison = Comparison {
        me: me.name().as_str(),
        other: other.name().as_str(),
        negated: method.name.as_str() == "__ne__",
    };
    let is_bare = !method.is_async
        && method
            .decorator_list
            .iter()
            .all(|it| says_nothing(&it.expression));
    if is_bare && comparison.denies(&method.body) {
        return Manner::Honest;
    }
    let accepts_none = other
        .annotation()
        .is_some_and(|annotation| speaks_of_none(&annotated(annotation)));
    if accepts_none || speaks(&method.body, &comparison) {
        return Manner::MayEqualNone;
    }
    Manner::Untold
}

/// `__eq__ = value`
fn of_value(value: &Expr, name: &str) -> Manner {
    let is_honest = match value {
        // That of another class is as honest as that class.
        Expr::Attribute(attribute) => {
            is_comparison(&attribute.attr)
                && matches!(&*attribute.value, Expr::Name(class) if class.id == "object")
        }
        Expr::Lambda(lambda) => {
            let parameters = lambda.parameters.as_deref();
            let names: Vec<_> = parameters
                .iter()
                .flat_map(|parameters| parameters.posonlyargs.iter().chain(&parameters.args))
                .map(|parameter| parameter.name().as_str())
                .collect();
            matches!(names[..], [me, other] if Comparison { me, other, negated: name == "__ne__" }.refuses(&lambda.body))
        }
        _ => false,
    };
    if is_honest {
        Manner::Honest
    } else {
        Manner::Untold
    }
}

/// Decorators that leave a method as it is.
fn says_nothing(decorator: &Expr) -> bool {
    let name = match decorator {
        Expr::Name(name) => &name.id,
        Expr::Attribute(attribute) => &attribute.attr.id,
        _ => return false,
    };
    matches!(name.as_str(), "override" | "final" | "no_type_check")
}

/// An annotation without its quotes.
fn plain(annotation: &str) -> String {
    annotation.trim_matches(['"', '\'']).trim().to_owned()
}

/// Whether an annotation names nothing beside truths, or does not say what is given.
fn is_truth_or_vague(annotation: &str) -> bool {
    let is_known = |part: &str| {
        matches!(
            last_name(part),
            "bool" | "NotImplementedType" | "NotImplemented" | "TypeGuard" | "TypeIs"
        ) || matches!(
            last_name(part),
            "Any" | "object" | "None" | "NoReturn" | "Never" | ""
        ) || part.contains("Literal[True")
            || part.contains("Literal[False")
            || matches!(part, "True]" | "False]")
    };
    let union = annotation
        .split_once("Union[")
        .and_then(|(_, members)| members.strip_suffix(']'));
    let members = union.unwrap_or(annotation).split(['|', ',']);
    members.map(str::trim).all(is_known)
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

/// Whether `None` stands in a body, or it hands the other object on: `return self.value == other`.
fn speaks(body: &[Stmt], comparison: &Comparison<'_>) -> bool {
    let mut speaks = false;
    walk(body, &mut |node| {
        speaks |= match node {
            AnyNodeRef::ExprNoneLiteral(_) => true,
            AnyNodeRef::ExprCompare(compare) => comparison.hands_on(compare),
            _ => false,
        };
        TraversalSignal::Traverse
    });
    speaks
}

/// Visits all nodes of a body but those below one that is to be skipped; `false` where it nests deeper
/// than people write, and was not visited whole.
fn walk<'a>(body: &'a [Stmt], visit: &mut impl FnMut(AnyNodeRef<'a>) -> TraversalSignal) -> bool {
    /// Walking recurses, on whatever stack there is.
    const DEEPEST: u32 = 200;
    struct Walk<'v, F> {
        visit: &'v mut F,
        depth: u32,
        whole: bool,
    }
    impl<'a, F: FnMut(AnyNodeRef<'a>) -> TraversalSignal> SourceOrderVisitor<'a> for Walk<'_, F> {
        fn enter_node(&mut self, node: AnyNodeRef<'a>) -> TraversalSignal {
            self.depth += 1;
            if self.depth > DEEPEST {
                self.whole = false;
                return TraversalSignal::Skip;
            }
            (self.visit)(node)
        }

        fn leave_node(&mut self, _: AnyNodeRef<'a>) {
            self.depth -= 1;
        }
    }
    let mut walk = Walk {
        visit,
        depth: 0,
        whole: true,
    };
    walk_body(&mut walk, body);
    walk.whole
}
