//! What holds for a run: which rules are on, and which fixes are applied.

use crate::fix::Applicability;
use crate::rule::Rule;
use crate::select::Selection;

/// The settings that the heart of isfix reads.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The rules that are on.
    pub rules: Selection,
    /// Whether unsafe fixes are applied, too.
    pub unsafe_fixes: bool,
    /// Whether suppression comments are ignored.
    pub ignore_noqa: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rules: Selection::default(),
            unsafe_fixes: false,
            ignore_noqa: false,
        }
    }
}

impl Settings {
    /// The least sure fix that is applied.
    pub fn least(&self) -> Applicability {
        if self.unsafe_fixes {
            Applicability::Unsafe
        } else {
            Applicability::Safe
        }
    }

    /// Whether a rule is on.
    pub fn selects(&self, rule: &Rule) -> bool {
        self.rules.contains(rule)
    }
}
