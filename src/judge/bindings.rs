//! The witness *bindings*: what the file shows of the operand.

use ruff_python_ast::{AnyNodeRef as N, Expr, ExprRef, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::equality::is_same;
use super::values::{Reader, Shown, Source, Value};
use super::{Evidence, Verdict, Witness, context, libraries, words};
use crate::rule::Site;

/// The values of the operand that is not `None`.
pub fn values(site: &Site<'_, '_>, side: usize) -> Vec<Shown> {
    let module = site.module;
    let scope = module.scopes().at(&module.tree, site.comparison.id);
    Reader::new(module).values(site.operands()[side], scope)
}

fn evidence(verdict: Verdict, reason: impl Into<String>) -> Option<Evidence> {
    Some(Evidence::new(verdict, Witness::Bindings, reason))
}

/// Overloaded or held back, wherever the comparison stands: a transparent proxy, an object that may
/// say it equals `None`, or what is nothing but a library's column, array or symbol.
pub fn overloaded(values: &[Shown]) -> Option<Evidence> {
    for shown in values {
        match &shown.value {
            Value::Proxy(origin) => {
                let reason =
                    format!("a transparent proxy (`{origin}`) equals `None` without being it");
                return evidence(Verdict::Overloaded, reason);
            }
            Value::MayEqualNone(_) => return evidence(Verdict::Suspect, &shown.because),
            _ => {}
        }
    }
    let is_overloaded =
        |shown: &&Shown| matches!(shown.value, Value::Library(..) | Value::Overloads(_));
    let overloaded = values.iter().find(is_overloaded)?;
    let only = values.iter().all(|shown| is_overloaded(&shown));
    let verdict = if only {
        Verdict::Overloaded
    } else {
        Verdict::Suspect
    };
    let because = &overloaded.because;
    match &overloaded.value {
        Value::Library(_, family) => evidence(verdict, format!("{because}, of {}", family.noun())),
        _ => evidence(verdict, because),
    }
}

/// Held back where the operand is an attribute that the package assigns objects to which may equal
/// `None`, or an object of such a class of the package.
pub fn of_package(site: &Site<'_, '_>, side: usize, values: &[Shown]) -> Option<Evidence> {
    let (path, packages) = site.module.around()?;
    let made = values.iter().find_map(|shown| match &shown.value {
        Value::Made(origin) => origin.rsplit('.').next(),
        _ => None,
    });
    if let Some(class) = made.filter(|class| packages.may_equal_none(path, class)) {
        let reason = format!("`{class}` of this package has an `__eq__` that may accept `None`");
        return evidence(Verdict::Suspect, reason);
    }
    let ExprRef::Attribute(attribute) = site.operands()[side] else {
        return None;
    };
    let class = packages.class_of_attribute(path, &attribute.attr)?;
    let reason = format!(
        "`.{}` may be {}, a class of this package with an `__eq__` that may accept `None`",
        attribute.attr,
        words::one(&class),
    );
    evidence(Verdict::Suspect, reason)
}

/// Held back where the operand is made by a library with an overloaded `==`, whatever its own is.
pub fn of_library(values: &[Shown]) -> Option<Evidence> {
    let (name, family) = values.iter().find_map(|shown| match &shown.value {
        Value::Made(origin) => libraries::library(origin),
        _ => None,
    })?;
    let reason = format!("made by `{name}`, {}", family.noun());
    evidence(Verdict::Suspect, reason)
}

/// Plain where every value that the operand is seen to have is honest.
pub fn proved(values: &[Shown]) -> Option<Evidence> {
    let is_honest = |shown: &Shown| matches!(shown.value, Value::Honest | Value::None);
    if values.is_empty() || !values.iter().all(is_honest) {
        return None;
    }
    let none = values.iter().find(|shown| shown.value == Value::None);
    let shown = none.unwrap_or(&values[0]);
    evidence(Verdict::Plain, &shown.because)
}

/// Plain where it is a parameter whose default is `None`.
pub fn defaults_to_none(values: &[Shown]) -> Option<Evidence> {
    let default = values
        .iter()
        .find(|shown| shown.source == Source::Default)?;
    evidence(Verdict::Plain, &default.because)
}

/// Plain where `None` is seen among its values, and nothing overloaded is.
pub fn expected(values: &[Shown]) -> Option<Evidence> {
    let none = values.iter().find(|shown| shown.value == Value::None)?;
    evidence(Verdict::Plain, &none.because)
}

/// Held back where a test asserts something of an object that was just made: it is never `None`, so
/// what is tested is its `__eq__`.
pub fn made_for_a_test(site: &Site<'_, '_>, values: &[Shown]) -> Option<Evidence> {
    let is_made = |shown: &Shown| matches!(shown.value, Value::Made(_));
    if values.is_empty()
        || !values.iter().all(is_made)
        || !context::is_asserted_at(site.module, site.comparison.id)
    {
        return None;
    }
    let reason = format!(
        "{} and never `None`: its `__eq__` may be what is tested",
        values[0].because
    );
    evidence(Verdict::Suspect, reason)
}

/// Held back where an `isinstance` around the comparison shows that the operand is not `None`: what
/// is asked then can only be its `__eq__`.
pub fn narrowed(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let operand = site.operands()[side];
    let tree = &site.module.tree;
    let mut inner = site.comparison.id;
    for outer in tree.ancestors(site.comparison.id) {
        let inside = tree.node(inner).range();
        let class = match tree.node(outer) {
            N::StmtIf(node) if holds(&node.body, inside) => instance_of(&node.test, operand),
            N::ElifElseClause(node) if holds(&node.body, inside) => node
                .test
                .as_ref()
                .and_then(|test| instance_of(test, operand)),
            N::StmtFunctionDef(_) | N::StmtClassDef(_) | N::ExprLambda(_) => return None,
            _ => None,
        };
        if let Some(class) = class {
            let class = words::one(class);
            let reason = format!("here it is {class} and never `None`: its `__eq__` is asked");
            return evidence(Verdict::Suspect, reason);
        }
        inner = outer;
    }
    None
}

/// Whether a block holds what stands at a range.
fn holds(body: &[Stmt], inside: TextRange) -> bool {
    let ends = body.first().zip(body.last());
    ends.is_some_and(|(first, last)| first.range().cover(last.range()).contains_range(inside))
}

/// The class that a test proves an expression to be an object of, unless that is a builtin one.
fn instance_of<'a>(test: &'a Expr, operand: ExprRef<'_>) -> Option<&'a str> {
    let test = match test {
        Expr::BoolOp(operands) => operands.values.first()?,
        test => test,
    };
    let call = test.as_call_expr()?;
    if call.func.as_name_expr()?.id != "isinstance" {
        return None;
    }
    let [what, class] = &*call.arguments.args else {
        return None;
    };
    if !is_same(what.into(), operand) {
        return None;
    }
    let name = match class {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => return None,
    };
    words::is_class_name(name).then_some(name)
}
