//! The list of rules, in the order in which they are documented.

mod id_comparison;
mod is_literal;
mod nan_comparison;
mod negate_equal_op;
mod negate_not_equal_op;
mod new_object_identity;
mod none_comparison;
mod not_in_test;
mod not_is_test;
mod true_false_comparison;
mod type_comparison;

use crate::rule::Rule;

/// Every rule there is.
pub const RULES: &[&Rule] = &[
    &is_literal::RULE,
    &none_comparison::RULE,
    &not_is_test::RULE,
    &not_in_test::RULE,
    &true_false_comparison::RULE,
    &negate_equal_op::RULE,
    &negate_not_equal_op::RULE,
    &type_comparison::RULE,
    &new_object_identity::RULE,
    &nan_comparison::RULE,
    &id_comparison::RULE,
];
