//! The list of rules, in the order in which they are documented, and a page for each.

pub mod id_comparison;
pub mod is_literal;
pub mod nan_comparison;
pub mod negate_equal_op;
pub mod negate_not_equal_op;
pub mod new_object_identity;
pub mod none_comparison;
pub mod not_in_test;
pub mod not_is_test;
pub mod true_false_comparison;
pub mod type_comparison;

use crate::rule::{Descriptor, Rule};
use crate::unused::UNUSED_NOQA;

/// Makes the list of the rules, of their modules, and of the sources whose heads are their pages.
macro_rules! rules {
    ($($rule:ident),+ $(,)?) => {
        /// Every rule there is.
        pub const RULES: &[&Rule] = &[$(&$rule::RULE),+];

        /// The source of each.
        const SOURCES: &[&str] = &[$(include_str!(concat!("rules/", stringify!($rule), ".rs"))),+];

        /// The module of each.
        const MODULES: &[&str] = &[$(stringify!($rule)),+];
    };
}

rules! {
    is_literal,
    none_comparison,
    not_is_test,
    not_in_test,
    true_false_comparison,
    negate_equal_op,
    negate_not_equal_op,
    type_comparison,
    new_object_identity,
    nan_comparison,
    id_comparison,
}

/// Whatever is reported: by the rules, and beside them.
pub fn descriptors() -> impl Iterator<Item = &'static Descriptor> {
    let rules = RULES.iter().map(|rule| &rule.descriptor);
    rules.chain([&UNUSED_NOQA])
}

/// The rule of a descriptor; `None` for what no rule finds.
pub fn rule_of(descriptor: &Descriptor) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|rule| rule.descriptor == *descriptor)
}

/// Where the page of what is reported stands on the web, as of this version.
pub fn url(descriptor: &Descriptor) -> String {
    const DOCS: &str = concat!(
        "https://docs.rs/isfix/",
        env!("CARGO_PKG_VERSION"),
        "/isfix"
    );
    let mut rules = RULES.iter().zip(MODULES);
    match rules.find(|(rule, _)| rule.descriptor == *descriptor) {
        Some((_, module)) => format!("{DOCS}/rules/{module}/"),
        None => format!("{DOCS}/unused/"),
    }
}

/// A rule's page, in Markdown: the head of its file.
pub fn page(rule: &Rule) -> String {
    let rules = RULES.iter().zip(SOURCES);
    let (_, source) = rules
        .into_iter()
        .find(|(listed, _)| **listed == rule)
        .expect("every rule is in the list");
    let head = source.lines().map_while(|line| line.strip_prefix("//!"));
    head.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect()
}
