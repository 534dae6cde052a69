//! What the names around a comparison say: a value named `mask` or returned by `id_query` is built
//! upon, not asked.

use ruff_python_ast::{AnyNodeRef as N, Expr, ExprRef};

use crate::rule::Site;

/// Words of names that bear conditions and masks.
const CONDITIONS: &[&str] = &[
    "query",
    "queries",
    "clause",
    "whereclause",
    "condition",
    "conditions",
    "cond",
    "criterion",
    "criteria",
    "predicate",
    "filter",
    "filters",
    "mask",
    "masks",
    "expr",
    "expression",
    "constraint",
];

/// Words of names that bear columns.
const COLUMNS: &[&str] = &["column", "columns", "col", "cols"];

/// The first name in sight that speaks of a condition, a mask or a column.
pub(super) fn sign(site: &Site<'_, '_>, side: usize) -> Option<String> {
    column(site.operands()[side]).or_else(|| condition(site))
}

/// An operand whose name is a column's: `column`, `src_col`.
fn column(operand: ExprRef<'_>) -> Option<String> {
    let name = match operand {
        ExprRef::Name(name) => name.id.as_str(),
        ExprRef::Attribute(attribute) => attribute.attr.as_str(),
        _ => return None,
    };
    speaks(name, COLUMNS).then(|| format!("operand `{name}` may be a column"))
}

/// What the comparison's value goes to: the name it is assigned to, or the function that returns it.
fn condition(site: &Site<'_, '_>) -> Option<String> {
    let tree = &site.module.tree;
    let statement = tree
        .ancestors(site.comparison.id)
        .find(|&outer| tree.node(outer).is_statement())?;
    match tree.node(statement) {
        N::StmtAssign(assign) => assign.targets.iter().find_map(|target| {
            let name = match target {
                Expr::Name(name) => name.id.as_str(),
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => return None,
            };
            speaks(name, CONDITIONS).then(|| format!("goes to `{name}`"))
        }),
        N::StmtReturn(_) => {
            let function = tree
                .ancestors(statement)
                .find_map(|outer| match tree.node(outer) {
                    N::StmtFunctionDef(function) => Some(function.name.as_str()),
                    _ => None,
                })?;
            speaks(function, CONDITIONS).then(|| format!("returned by `{function}`"))
        }
        _ => None,
    }
}

/// Whether one of a snake_case name's words is among some.
fn speaks(name: &str, words: &[&str]) -> bool {
    name.split('_')
        .any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
}
