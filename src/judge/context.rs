//! The witness *context*: what stands around a comparison, and the plain signs in its operand.

use ruff_python_ast::{AnyNodeRef as N, BoolOp, Expr, ExprRef, Operator, Stmt, UnaryOp};
use ruff_text_size::Ranged;

use super::{Evidence, Verdict, Witness, later, words};
use crate::module::Module;
use crate::rule::Site;
use crate::syntax::NodeId;

/// The name that a call's function bears: the last word of `a.b.filter(…)`.
pub(super) fn callee(call: &Expr) -> Option<&str> {
    match call {
        Expr::Name(name) => Some(name.id.as_str()),
        Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
        _ => None,
    }
}

/// Held back where what looks like a column stands in a query call, even under `and` or `or`: that is
/// a mistake for `&`, and works by accident, for SQLAlchemy's comparisons have a truth of their own.
pub fn query_operand(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let column = operand(site.operands()[side])?;
    let tree = &site.module.tree;
    let mut inner = N::ExprCompare(site.comparison.compare);
    let call = tree
        .ancestors(site.comparison.id)
        .map(|outer| tree.node(outer))
        .take_while(|outer| outer.is_expression() || is_call_part(*outer))
        .find_map(
            |outer| match (std::mem::replace(&mut inner, outer), outer) {
                (N::Arguments(_), N::ExprCall(call)) => query_call(&call.func),
                _ => None,
            },
        )?;
    let reason = format!("{column}, in an argument of `{call}()`");
    Some(Evidence::new(Verdict::Suspect, Witness::Context, reason))
}

fn is_call_part(node: N<'_>) -> bool {
    matches!(node, N::Arguments(_) | N::Keyword(_))
}

/// Plain where the comparison's truth is taken at once.
pub fn truth(site: &Site<'_, '_>) -> Option<Evidence> {
    let plain = |reason: &str| Evidence::new(Verdict::Plain, Witness::Context, reason);
    if site.pair + 1 < site.comparison.pairs() {
        return Some(plain("the next link of the chain takes its truth"));
    }
    // What was folded no longer stands under its `not`s.
    let not = site.comparison.nots.last().filter(|_| site.folded);
    let by = truth_taken_of(site.module, *not.unwrap_or(&site.comparison.id))?;
    Some(plain(&format!("{by} takes its truth")))
}

/// Whether the truth of a comparison with the `not`s around it is taken at once.
pub fn is_truth_of_negated_taken(site: &Site<'_, '_>) -> bool {
    let outermost = site.comparison.nots.last().unwrap_or(&site.comparison.id);
    truth_taken_of(site.module, *outermost).is_some()
}

/// What takes the truth of an expression at once: "`if`".
fn truth_taken_of(module: &Module<'_>, id: NodeId) -> Option<&'static str> {
    let mut inner = id;
    for outer in module.tree.ancestors(id) {
        match takes_truth(module, inner, outer) {
            Truth::Taken(by) => return Some(by),
            Truth::Passed => inner = outer,
            Truth::NotTaken => return None,
        }
    }
    None
}

enum Truth {
    /// By what: "`if`".
    Taken(&'static str),
    /// The value goes on outwards as it is.
    Passed,
    NotTaken,
}

/// What `outer` does with the value of its child `inner`.
fn takes_truth(module: &Module<'_>, inner: NodeId, outer: NodeId) -> Truth {
    let value = module.tree.node(inner).range();
    let is = |expression: &Expr| expression.range() == value;
    match module.tree.node(outer) {
        N::StmtIf(node) if is(&node.test) => Truth::Taken("`if`"),
        N::ElifElseClause(node) if node.test.as_ref().is_some_and(is) => Truth::Taken("`elif`"),
        N::StmtWhile(node) if is(&node.test) => Truth::Taken("`while`"),
        N::StmtAssert(node) if is(&node.test) => Truth::Taken("`assert`"),
        N::Comprehension(node) if node.ifs.iter().any(is) => Truth::Taken("a comprehension's `if`"),
        N::MatchCase(node) if node.guard.as_deref().is_some_and(is) => {
            Truth::Taken("a `case` guard")
        }
        N::ExprIf(node) if is(&node.test) => Truth::Taken("a conditional expression"),
        N::ExprIf(_) => Truth::Passed,
        N::StmtReturn(_) if is_of_truth(module, outer) => Truth::Taken("`__bool__`"),
        N::ExprUnaryOp(node) if node.op == UnaryOp::Not => Truth::Taken("`not`"),
        N::ExprBoolOp(node) if node.values.last().is_some_and(is) => Truth::Passed,
        N::ExprBoolOp(node) => Truth::Taken(match node.op {
            BoolOp::And => "`and`",
            BoolOp::Or => "`or`",
        }),
        N::Arguments(node) => {
            let call = module.tree.parent(outer).map(|call| module.tree.node(call));
            let first = node.args.first().is_some_and(is);
            match call {
                Some(N::ExprCall(call)) if first => truth_function(&call.func, node.args.len()),
                _ => Truth::NotTaken,
            }
        }
        _ => Truth::NotTaken,
    }
}

/// Whether a `return` is that of the method by which an object tells its truth.
fn is_of_truth(module: &Module<'_>, id: NodeId) -> bool {
    let tree = &module.tree;
    let function = tree.ancestors(id).find_map(|outer| match tree.node(outer) {
        N::StmtFunctionDef(function) => Some(function.name.as_str()),
        _ => None,
    });
    matches!(function, Some("__bool__" | "__nonzero__"))
}

fn truth_function(function: &Expr, arguments: usize) -> Truth {
    match function {
        Expr::Name(name) if name.id == "bool" && arguments == 1 => Truth::Taken("`bool()`"),
        Expr::Attribute(method) => match method.attr.as_str() {
            "assertTrue" | "assert_" | "failUnless" => Truth::Taken("`assertTrue()`"),
            "assertFalse" | "failIf" => Truth::Taken("`assertFalse()`"),
            _ => Truth::NotTaken,
        },
        _ => Truth::NotTaken,
    }
}

/// The first sign of overloading in sight of a comparison whose value is used.
pub fn sign(site: &Site<'_, '_>, side: usize) -> Option<Evidence> {
    let reason = around(site.module, site.comparison.id)
        .or_else(|| operand(site.operands()[side]))
        .or_else(|| later::sign(site))
        .or_else(|| words::sign(site, side))?;
    Some(Evidence::new(Verdict::Suspect, Witness::Context, reason))
}

/// Calls that build queries, by name.
const QUERY_CALLS: &[&str] = &[
    "where",
    "or_",
    "and_",
    "not_",
    "case",
    "has",
    "any_",
    "all_",
    "find",
    "having",
    "join",
    "outerjoin",
    "select",
    "exists",
    "filter_by",
    "order_by",
    "group_by",
    "get_or_none",
    "when",
    "annotate",
    "aggregate",
    "exclude",
    "iif",
    "ifelse",
    "funcfilter",
    "update",
    "delete",
    "Index",
    "check_constraint",
    "db",
    "CheckConstraint",
];

/// Keywords that take a condition, in whatever call.
const QUERY_KEYWORDS: &[&str] = &[
    "whereclause",
    "where",
    "postgresql_where",
    "sqlite_where",
    "mssql_where",
    "primaryjoin",
    "secondaryjoin",
    "onclause",
    "on",
    "condition",
    "having",
    "filter",
];

/// Query methods whose bare names are builtins or say little, and so count only as methods.
const QUERY_METHODS: &[&str] = &["filter", "any", "all", "query", "count"];

/// Signs in what stands around the comparison, up to the statement and its function.
fn around(module: &Module<'_>, id: NodeId) -> Option<String> {
    if is_expected_to_raise(module, id) {
        return Some("what is wanted is what `==` raises".to_owned());
    }
    climb(module, id, false)
}

/// Whether a comparison is a statement of its own in a `try` that catches something, or under
/// `assertRaises(…)`.
fn is_expected_to_raise(module: &Module<'_>, id: NodeId) -> bool {
    let tree = &module.tree;
    let mut around = tree.ancestors(id);
    let is_statement = |outer| matches!(tree.node(outer), N::StmtExpr(_));
    if !around.next().is_some_and(is_statement) {
        return false;
    }
    let raises = |manager: &Expr| {
        let call = manager.as_call_expr();
        let name = call.and_then(|call| callee(&call.func));
        name.is_some_and(|name| name.to_ascii_lowercase().contains("raises"))
    };
    match around.next().map(|outer| tree.node(outer)) {
        Some(N::StmtTry(node)) => {
            let range = tree.node(id).range();
            let holds = |statement: &Stmt| statement.range().contains_range(range);
            !node.handlers.is_empty() && node.body.iter().any(holds)
        }
        Some(N::StmtWith(with)) => with.items.iter().any(|item| raises(&item.context_expr)),
        _ => false,
    }
}

fn climb(module: &Module<'_>, id: NodeId, within_statement: bool) -> Option<String> {
    let tree = &module.tree;
    let mut inner = id;
    for outer in tree.ancestors(id) {
        if within_statement
            && tree.node(outer).is_statement()
            && !tree.node(outer).is_stmt_aug_assign()
        {
            return None;
        }
        let near = inner == id;
        let reason = match tree.node(outer) {
            N::ExprBinOp(node) => bitwise(node.op).map(|op| format!("operand of `{op}`")),
            N::ExprUnaryOp(node) if node.op == UnaryOp::Invert => Some("operand of `~`".to_owned()),
            N::StmtAugAssign(node) => bitwise(node.op).map(|op| format!("operand of `{op}=`")),
            N::ExprAttribute(node) if near => {
                Some(format!("attribute `{}` of the result", node.attr))
            }
            N::ExprSubscript(node)
                if node.slice.range().contains_range(tree.node(inner).range()) =>
            {
                Some("used as a subscript".to_owned())
            }
            N::ExprStarred(_) => Some("unpacked with `*`".to_owned()),
            N::ExprCall(call)
                if call
                    .arguments
                    .range()
                    .contains_range(tree.node(inner).range()) =>
            {
                query_call(&call.func).map(|name| format!("argument of `{name}()`"))
            }
            N::Keyword(keyword) => keyword
                .arg
                .as_deref()
                .filter(|name| QUERY_KEYWORDS.contains(name))
                .map(|name| format!("argument `{name}=`")),
            N::StmtFunctionDef(function) => special_function(function),
            _ => None,
        };
        if reason.is_some() {
            return reason;
        }
        inner = outer;
    }
    None
}

/// The first sign in what stands around a node of a statement, up to that statement.
pub(super) fn in_statement(module: &Module<'_>, id: NodeId) -> Option<String> {
    climb(module, id, true)
}

fn bitwise(op: Operator) -> Option<&'static str> {
    matches!(
        op,
        Operator::BitAnd | Operator::BitOr | Operator::BitXor | Operator::LShift
    )
    .then(|| op.as_str())
}

fn query_call(function: &Expr) -> Option<&str> {
    let name = callee(function)?;
    let is_method = function.is_attribute_expr();
    let known = if is_method {
        [QUERY_CALLS, QUERY_METHODS]
    } else {
        [QUERY_CALLS, &[]]
    };
    known
        .iter()
        .any(|names| names.contains(&name))
        .then_some(name)
}

/// Functions whose result others read as an expression: dunders and hybrid properties.
fn special_function(function: &ruff_python_ast::StmtFunctionDef) -> Option<String> {
    let name = function.name.as_str();
    if name.starts_with("__") && name.ends_with("__") && name != "__init__" {
        return Some(format!("in `{name}`"));
    }
    function.decorator_list.iter().find_map(|decorator| {
        let decorator = match &decorator.expression {
            Expr::Call(call) => &call.func,
            expression => expression,
        };
        let name = callee(decorator)?;
        (name.contains("hybrid") || matches!(name, "expression" | "comparator" | "column_property"))
            .then(|| format!("in a function decorated with `{name}`"))
    })
}

/// Operands that look like columns: `User.name`, `cls.name`, `t.c.name`, `rows[0].name`.
fn operand(operand: ExprRef<'_>) -> Option<String> {
    let ExprRef::Attribute(attribute) = operand else {
        return None;
    };
    let shown = match &*attribute.value {
        Expr::Name(name) if name.id == "cls" || words::is_class_name(&name.id) => {
            format!("{}.{}", name.id, attribute.attr)
        }
        Expr::Attribute(inner) => format!("….{}.{}", inner.attr, attribute.attr),
        Expr::Subscript(_) => format!("…[…].{}", attribute.attr),
        _ => return None,
    };
    Some(format!("operand `{shown}` may be a column"))
}

/// Held back where the file imports a library whose `==` may be overloaded.
pub fn imported(site: &Site<'_, '_>) -> Option<Evidence> {
    let module = site.module;
    let reason = if let Some((name, family)) = module.library() {
        format!("the file imports `{name}`, {}", family.noun())
    } else if let Some((own, name, family)) = module.library_next_door() {
        let family = family.noun();
        format!("the file imports `{own}`, which imports `{name}`, {family}")
    } else {
        let (user, name, family) = module.user()?;
        let family = family.noun();
        format!("the file is imported by `{user}`, which imports `{name}`, {family}")
    };
    Some(Evidence::new(Verdict::Suspect, Witness::Context, reason))
}

/// Whether what stands at a node is asserted: in an `assert`, or in a call such as `assertTrue(…)`.
pub(super) fn is_asserted_at(module: &Module<'_>, id: NodeId) -> bool {
    let tree = &module.tree;
    let mut around = tree
        .ancestors(id)
        .take_while(|&outer| !tree.node(outer).is_statement() || tree.node(outer).is_stmt_assert());
    around.any(|outer| match tree.node(outer) {
        N::StmtAssert(_) => true,
        N::ExprCall(call) => callee(&call.func)
            .is_some_and(|name| name.starts_with("assert") || name.starts_with("fail")),
        _ => false,
    })
}
