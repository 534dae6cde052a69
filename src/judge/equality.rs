//! Tests of `__eq__`: there `== None` is what is tested.

use ruff_python_ast::{AnyNodeRef as N, CmpOp, ExprRef, UnaryOp};
use ruff_text_size::Ranged;

use super::context::callee;
use super::{Evidence, Verdict, Witness};
use crate::rule::{Module, Site};
use crate::syntax::NodeId;
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
    words(rest).iter().any(|word| {
        matches!(word.as_str(), "ne" | "neq" | "cmp")
            || ["eq", "compar", "hash", "inequal", "unequal", "noteq"]
                .iter()
                .any(|stem| word.starts_with(stem))
    })
}

/// The words of a snake_case or camelCase name, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut last_lower = false;
    for character in name.chars() {
        if !character.is_alphanumeric() || (character.is_uppercase() && last_lower) {
            words.push(String::new());
        }
        if character.is_alphanumeric() {
            words
                .last_mut()
                .expect("never empty")
                .extend(character.to_lowercase());
        }
        last_lower = character.is_lowercase();
    }
    words
}

/// Held back where the same function asserts of the same operand that it equals itself, or compares
/// it with `None` in a second spelling: `x != None` beside `not (x == None)` or `None != x`.
pub fn asserted_twice(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let module = site.module;
    let tree = &module.tree;
    let operand = site.operands()[side];
    let own = Spelling::of(module, site.comparison.id)?;
    let is_name = matches!(operand, ExprRef::Name(_));
    if is_name && own.op == CmpOp::Eq && !own.says_equal {
        let reason = "asserts that it is not `==`, where `!=` would be shorter: its `__eq__` is what is tested";
        return Some(Evidence::new(Verdict::Suspect, Witness::Context, reason));
    }
    let function = tree
        .ancestors(site.comparison.id)
        .find(|&outer| matches!(tree.node(outer), N::StmtFunctionDef(_)))?;
    let other = tree.subtree(function).find(|&id| {
        let Some(other) = Spelling::of(module, id) else {
            return false;
        };
        let [left, right] = other.operands;
        let is_operand = |side: ExprRef<'_>| is_same(side, operand);
        let with_none =
            matches!(left, ExprRef::NoneLiteral(_)) || matches!(right, ExprRef::NoneLiteral(_));
        let with_itself = is_operand(left) && is_operand(right);
        let anew = with_none
            && (is_operand(left) || is_operand(right))
            && (is_name || other.says_equal == own.says_equal)
            && other.shape() != own.shape();
        id != site.comparison.id && (with_itself || anew)
    });
    other?;
    let reason = "the same test compares it so in another way, too: its `__eq__` is what is tested";
    Some(Evidence::new(Verdict::Suspect, Witness::Context, reason))
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

/// How an asserted comparison by `==` or `!=` is spelled.
struct Spelling<'a> {
    operands: [ExprRef<'a>; 2],
    op: CmpOp,
    /// Whether `None` stands on the left.
    none_first: bool,
    /// What is asserted: that it is equal, or that it is not.
    says_equal: bool,
}

impl<'a> Spelling<'a> {
    fn of(module: &Module<'a>, id: NodeId) -> Option<Self> {
        let tree = &module.tree;
        let N::ExprCompare(compare) = tree.node(id) else {
            return None;
        };
        let [op @ (CmpOp::Eq | CmpOp::NotEq)] = *compare.ops else {
            return None;
        };
        let operands = [0, 1].map(|at| tokens::operand(compare, at));
        let negated = assertion(module, id)?;
        Some(Self {
            operands,
            op,
            none_first: matches!(operands[0], ExprRef::NoneLiteral(_)),
            says_equal: (op == CmpOp::Eq) != negated,
        })
    }

    fn shape(&self) -> (CmpOp, bool) {
        (self.op, self.none_first)
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
