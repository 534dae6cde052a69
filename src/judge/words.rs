//! What names say. Those around a comparison: a value named `mask` or returned by `id_query` is built
//! upon, not asked. And how names are written: their words, and whether they are a class's.

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

/// Whether one of a name's words is among some.
fn speaks(name: &str, words: &[&str]) -> bool {
    split(name)
        .iter()
        .any(|word| words.contains(&word.as_str()))
}

/// The words of a snake_case or camelCase name, in lower case.
pub(super) fn split(name: &str) -> Vec<String> {
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

/// Whether a name is written as classes are: `User`, `_T`, `URL`.
pub(super) fn is_class_name(name: &str) -> bool {
    name.trim_start_matches('_').starts_with(char::is_uppercase)
}

/// An object of a class, in a sentence: "an `int`". Names that begin with `u` mostly sound like `UUID`.
pub(super) fn one(class: &str) -> String {
    let name = class.trim_start_matches('_');
    let article = match name.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) {
        true => "an",
        false => "a",
    };
    format!("{article} `{class}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_words() {
        assert_eq!(split("src_col"), ["src", "col"]);
        assert_eq!(split("nameMask"), ["name", "mask"]);
        assert_eq!(split("isURLFilter"), ["is", "urlfilter"]);
        assert!(speaks("rowMask", CONDITIONS) && speaks("FILTER", CONDITIONS));
        assert!(!speaks("filtered", CONDITIONS) && !speaks("unmask", CONDITIONS));
        assert!(!speaks("colour", COLUMNS) && speaks("srcCol", COLUMNS));
    }

    #[test]
    fn articles() {
        for told in [
            "an `int`",
            "a `str`",
            "an `object | None`",
            "a `UUID`",
            "an `_Item`",
        ] {
            let class = told.split('`').nth(1).unwrap();
            assert_eq!(one(class), told);
        }
    }

    #[test]
    fn names_of_classes() {
        for name in ["User", "_User", "T", "USER"] {
            assert!(is_class_name(name), "{name}");
        }
        for name in ["user", "_user", "_", "", "aUser"] {
            assert!(!is_class_name(name), "{name}");
        }
    }
}
