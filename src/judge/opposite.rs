//! Comparisons by `==` and `!=` under `not`: whether the opposite operator says the same.
//!
//! `a != b` is `not a == b` only as far as the classes of `a` and `b` make it so: one may define `__ne__`
//! apart from `__eq__`, and what arrays and columns give is no `bool`, of which `not` takes the truth. So
//! it takes proof, which `proof` gives for builtin objects, and types where they are known.

mod proof;
#[cfg(test)]
mod tests;

use ruff_python_ast::{AnyNodeRef as N, Expr, ExprRef, Stmt};
use ruff_text_size::Ranged;

use super::{Evidence, Verdict, Witness, boolean, columns, context, equality, named};
use crate::fix::Applicability;
use crate::operator;
use crate::rule::{Change, Proposal, Site};
use proof::{Proof, Rigour};

/// What the `not`s around a comparison may become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opposite {
    /// The comparison by one operator says the same: that is proved where the verdict is
    /// [`Verdict::Plain`].
    Same(Evidence),
    /// The `not`s are there to make a `bool`, for all that is known.
    Converts,
    /// The `==` of an operand is overloaded.
    Overloaded(Evidence),
}

/// Judges a comparison of one pair by `==` or `!=` with `not`s around it.
pub fn judge(site: &Site<'_, '_>) -> Opposite {
    let held_back = match singleton(site) {
        Some(evidence) if evidence.verdict == Verdict::Overloaded => {
            return Opposite::Overloaded(evidence);
        }
        // What nothing speaks against here is no proof.
        Some(evidence) => Some(evidence).filter(|evidence| evidence.verdict == Verdict::Suspect),
        None => overloads(site),
    };
    let is_truth = context::is_truth_of_negated_taken(site);
    let twice = site.nots().len().is_multiple_of(2);
    let evidence = held_back.unwrap_or_else(|| {
        if twice && is_truth {
            let reason = "its truth is what `not` twice gives, and what is taken";
            return Evidence::new(Verdict::Plain, Witness::Context, reason);
        }
        let rigour = if twice {
            Rigour::Lasting
        } else {
            Rigour::Shown
        };
        proof(site, rigour, is_truth)
    });
    if twice && !is_truth && evidence.verdict != Verdict::Plain {
        return Opposite::Converts;
    }
    Opposite::Same(evidence)
}

/// What is judged of a comparison with `None`, `True` or `False`, as it is for the rules about these: what
/// they hold back is not to come out of it by another way.
fn singleton(site: &Site<'_, '_>) -> Option<Evidence> {
    let operands = site.operands();
    let with = |is_one: &dyn Fn(&ExprRef<'_>) -> bool| operands.iter().position(is_one);
    if let Some(none) = with(&|side| side.is_none_literal_expr()) {
        return Some(super::judge(site, 1 - none));
    }
    let boolean = with(&|side| side.is_boolean_literal_expr())?;
    let (evidence, _) = boolean::judge(site, 1 - boolean);
    // A sign is one against identity; here it is heard of the operands.
    let is_overloaded = evidence.verdict == Verdict::Overloaded;
    is_overloaded
        .then_some(evidence)
        .or_else(|| overloads(site))
}

/// Held back where an operand is shown to be an array or a column, or the user says so of it, and in a
/// test of `__eq__`: there the very operator is what is tested.
fn overloads(site: &Site<'_, '_>) -> Option<Evidence> {
    let said = |side| {
        let said = named::witness(site, side)?;
        (said.verdict == Verdict::Overloaded).then_some(Evidence {
            verdict: Verdict::Suspect,
            ..said
        })
    };
    let overloads = |side| said(side).or_else(|| columns::held_back(site, side));
    (0..2)
        .find_map(overloads)
        .or_else(|| equality::equality_test(site))
}

/// Plain where both operands are proved to compare as builtin objects do.
fn proof(site: &Site<'_, '_>, rigour: Rigour, is_truth: bool) -> Evidence {
    match proof::both(site, rigour) {
        Some(Proof {
            witness,
            gives_bool,
            reason,
        }) if gives_bool || is_truth => Evidence::new(Verdict::Plain, witness, reason),
        Some(Proof { witness, .. }) => {
            let reason = "a `numpy.float64` is a `float`, too, and what it compares is no `bool`";
            Evidence::new(Verdict::Unknown, witness, reason)
        }
        None => Evidence {
            verdict: Verdict::Unknown,
            witness: None,
            reason: "nothing shows that `__ne__` is the opposite of `__eq__` here and that both give a `bool`"
                .to_owned(),
            spelling: None,
        },
    }
}

/// What a rule proposes for a comparison by `==` or `!=` with `not`s around it, where it says what is wrong
/// with `message`; `None` where the comparison is best left as it is.
pub fn folding(site: &Site<'_, '_>, message: String) -> Option<Proposal> {
    if defines_comparison(site) || guards_a_raise(site) {
        return None;
    }
    let op = site.op.as_str();
    let to = operator::folded(site)?.as_str();
    let reported = |message, evidence| Proposal {
        message,
        change: None,
        applicability: Applicability::DisplayOnly,
        title: String::new(),
        evidence,
    };
    Some(match judge(site) {
        Opposite::Same(evidence) => Proposal {
            message,
            change: Some(Change::FoldNot),
            applicability: match evidence.verdict {
                Verdict::Plain => Applicability::Safe,
                _ => Applicability::Unsafe,
            },
            title: format!("Replace the negated test with `{to}`"),
            evidence: Some(evidence),
        },
        Opposite::Converts => reported(
            format!("`not` is repeated, to make a `bool` of what `{op}` gives: `bool()` says so"),
            None,
        ),
        Opposite::Overloaded(evidence) => reported(
            format!(
                "`{op}` is overloaded here, and `not` takes the truth of what it gives: `{to}` would not"
            ),
            Some(evidence),
        ),
    })
}

/// The methods by which classes define comparison.
const COMPARISONS: &[&str] = &[
    "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__cmp__",
];

/// Whether a comparison stands where one operator is defined by the other: in a function or a lambda that
/// becomes a method such as `__ne__`, in which `self != other` would ask itself.
fn defines_comparison(site: &Site<'_, '_>) -> bool {
    let tree = &site.module.tree;
    let is_comparison = |name: &str| COMPARISONS.contains(&name);
    let is_method = |target: &Expr| match target {
        Expr::Name(name) => is_comparison(&name.id),
        Expr::Attribute(attribute) => is_comparison(&attribute.attr),
        _ => false,
    };
    let is_one = |outer| match tree.node(outer) {
        N::StmtFunctionDef(function) => is_comparison(&function.name),
        N::StmtAssign(assign) => assign.targets.iter().any(is_method),
        N::StmtAnnAssign(assign) => is_method(&assign.target),
        _ => false,
    };
    tree.ancestors(site.comparison.id).any(is_one)
}

/// Whether a comparison stands in the test of an `if` or `elif` that does nothing but raise: there the
/// test says what ought to be, and `not` that it is not.
fn guards_a_raise(site: &Site<'_, '_>) -> bool {
    let tree = &site.module.tree;
    let compare = site.comparison.compare.range();
    let within = |test: &Expr| test.range().contains_range(compare);
    let statement = tree.ancestors(site.comparison.id).find(|&outer| {
        let node = tree.node(outer);
        node.is_statement() || matches!(node, N::ElifElseClause(_))
    });
    let (body, is_test) = match statement.map(|outer| tree.node(outer)) {
        Some(N::StmtIf(node)) => (&node.body, within(&node.test)),
        Some(N::ElifElseClause(node)) => (&node.body, node.test.as_ref().is_some_and(within)),
        _ => return false,
    };
    is_test && matches!(&body[..], [Stmt::Raise(_)])
}
