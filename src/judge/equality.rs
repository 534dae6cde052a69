//! Tests of `__eq__`: there `== None` is what is tested.

use ruff_python_ast::{AnyNodeRef as N, CmpOp, ExprRef, UnaryOp};
use ruff_text_size::Ranged;
use std::collections::HashMap;

use super::context::callee;
use super::{Evidence, Verdict, Witness, words};
use crate::module::Module;
use crate::rule::Site;
use crate::syntax::NodeId;
use crate::syntax::scopes::dotted;
use crate::syntax::tokens;

/// Held back in a function that tests equality by its name, unless an `if` or a loop takes the
/// comparison's truth: there `== None` is what is tested.
pub fn equality_test(site: &Site<'_, '_>) -> Option<Evidence> {
    if is_branch(site) {
        return None;
    }
    let tree = &site.module.tree;
    let name = tree
        .ancestors(site.comparison.id)
        .find_map(|outer| match tree.node(outer) {
            N::StmtFunctionDef(function) if tests_equality(&function.name) => {
                Some(function.name.as_str())
            }
            _ => None,
        })?;
    let reason = format!("`{name}` tests equality");
    Some(Evidence::new(Verdict::Suspect, Witness::Context, reason))
}

/// Whether the statement around the comparison branches on it.
fn is_branch(site: &Site<'_, '_>) -> bool {
    let tree = &site.module.tree;
    let statement = tree.ancestors(site.comparison.id).find(|&outer| {
        let node = tree.node(outer);
        node.is_statement() || matches!(node, N::ElifElseClause(_))
    });
    statement.is_some_and(|statement| {
        matches!(
            tree.node(statement),
            N::StmtIf(_) | N::StmtWhile(_) | N::ElifElseClause(_)
        )
    })
}

/// Whether a function's name says that it tests equality: `test_eq`, `testNotEqual`, `test_hash`.
fn tests_equality(name: &str) -> bool {
    let Some(rest) = name.trim_start_matches('_').strip_prefix("test") else {
        return false;
    };
    words::split(rest).iter().any(|word| {
        matches!(word.as_str(), "ne" | "neq" | "cmp")
            || ["eq", "compar", "hash", "inequal", "unequal", "noteq"]
                .iter()
                .any(|stem| word.starts_with(stem))
    })
}

/// Held back where the same function asserts of the same operand that it equals itself, or compares
/// it with `None` in a second form: `x != None` beside `not (x == None)` or `None != x`.
pub fn asserted_twice(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let module = site.module;
    let tree = &module.tree;
    let operand = site.operands()[side];
    let own = Form::of(module, site.comparison.id)?;
    let is_name = matches!(operand, ExprRef::Name(_));
    if is_name && own.op == CmpOp::Eq && !own.says_equal {
        let reason = "asserts that it is not `==`, where `!=` would be shorter: its `__eq__` is what is tested";
        return Some(Evidence::new(Verdict::Suspect, Witness::Context, reason));
    }
    let function = tree
        .ancestors(site.comparison.id)
        .find(|&outer| matches!(tree.node(outer), N::StmtFunctionDef(_)))?;
    let twice = module.asserted().forms(operand).any(|(form, places)| {
        let is_other = match form {
            None => true,
            Some(form) => {
                (is_name || form.says_equal == own.says_equal)
                    && (form.op, form.none_first) != (own.op, own.none_first)
            }
        };
        is_other && !tree.within(places, function).is_empty()
    });
    if !twice {
        return None;
    }
    let reason = "the same test compares it so in another way, too: its `__eq__` is what is tested";
    Some(Evidence::new(Verdict::Suspect, Witness::Context, reason))
}

/// What a module asserts by `==` and `!=` of names and chains of attributes.
#[derive(Debug, Default)]
pub struct Asserted {
    /// By the dotted operand: how it is compared with `None` (`None`: it is compared with itself),
    /// and where, in preorder.
    by_operand: HashMap<String, HashMap<Option<Form>, Vec<NodeId>>>,
}

impl Asserted {
    /// Collects it in one pass.
    pub fn new(module: &Module<'_>) -> Self {
        let mut asserted = Self::default();
        for id in module.tree.ids() {
            asserted.learn(module, id);
        }
        asserted
    }

    fn learn(&mut self, module: &Module<'_>, id: NodeId) {
        let N::ExprCompare(compare) = module.tree.node(id) else {
            return;
        };
        let Some(form) = Form::of(module, id) else {
            return;
        };
        let [left, right] = [0, 1].map(|at| tokens::operand(compare, at));
        let (operand, form) = match (left, right) {
            (ExprRef::NoneLiteral(_), operand) | (operand, ExprRef::NoneLiteral(_)) => {
                (operand, Some(form))
            }
            _ if is_same(left, right) => (left, None),
            _ => return,
        };
        if let Some(operand) = dotted(operand) {
            let forms = self.by_operand.entry(operand).or_default();
            forms.entry(form).or_default().push(id);
        }
    }

    /// The forms in which an operand is asserted.
    fn forms(&self, operand: ExprRef<'_>) -> impl Iterator<Item = (Option<Form>, &[NodeId])> {
        let forms = dotted(operand).and_then(|operand| self.by_operand.get(&operand));
        let each = forms.into_iter().flatten();
        each.map(|(form, places)| (*form, places.as_slice()))
    }
}

/// Whether a value is asserted, perhaps under `not`s, and if so whether it is to be false.
fn assertion(module: &Module<'_>, id: NodeId) -> Option<bool> {
    let tree = &module.tree;
    let (mut inner, mut denied) = (id, false);
    loop {
        let outer = tree.parent(inner)?;
        let value = tree.node(inner).range();
        match tree.node(outer) {
            N::ExprUnaryOp(unary) if unary.op == UnaryOp::Not => denied = !denied,
            N::StmtAssert(node) => return (node.test.range() == value).then_some(denied),
            N::Arguments(node) => {
                let first = node.args.first()?;
                let N::ExprCall(call) = tree.node(tree.parent(outer)?) else {
                    return None;
                };
                return match callee(&call.func)? {
                    _ if first.range() != value => None,
                    "assertTrue" | "assert_" | "failUnless" => Some(denied),
                    "assertFalse" | "failIf" => Some(!denied),
                    _ => None,
                };
            }
            _ => return None,
        }
        inner = outer;
    }
}

/// How an asserted comparison by `==` or `!=` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Form {
    op: CmpOp,
    /// Whether `None` stands on the left.
    none_first: bool,
    /// What is asserted: that it is equal, or that it is not.
    says_equal: bool,
}

impl Form {
    fn of(module: &Module<'_>, id: NodeId) -> Option<Self> {
        let N::ExprCompare(compare) = module.tree.node(id) else {
            return None;
        };
        let [op @ (CmpOp::Eq | CmpOp::NotEq)] = *compare.ops else {
            return None;
        };
        let negated = assertion(module, id)?;
        Some(Self {
            op,
            none_first: compare.left.is_none_literal_expr(),
            says_equal: (op == CmpOp::Eq) != negated,
        })
    }
}

/// Whether two expressions are the same name or chain of attributes.
pub(super) fn is_same(one: ExprRef<'_>, other: ExprRef<'_>) -> bool {
    let (mut one, mut other) = (one, other);
    loop {
        match (one, other) {
            (ExprRef::Name(one), ExprRef::Name(other)) => return one.id == other.id,
            (ExprRef::Attribute(left), ExprRef::Attribute(right))
                if left.attr.as_str() == right.attr.as_str() =>
            {
                (one, other) = ((&*left.value).into(), (&*right.value).into());
            }
            _ => return false,
        }
    }
}
