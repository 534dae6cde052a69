//! Rules whose fixes the user calls safer, or less safe, than they say they are.

use crate::fix::Applicability;
use crate::rule::Rule;
use crate::rules::RULES;
use crate::select::{Selectors, strongest};

/// The rules that `extend-safe-fixes` and `extend-unsafe-fixes` move.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Safety {
    safe: Vec<&'static Rule>,
    unsafe_: Vec<&'static Rule>,
}

impl Safety {
    /// What two lists of selectors say. A rule that both name is moved by the stronger one; where they are
    /// equally strong, its fixes are unsafe.
    pub fn new(safe: Selectors<'_>, unsafe_: Selectors<'_>) -> Self {
        let mut safety = Self::default();
        for &rule in RULES {
            let (to_safe, to_unsafe) = (strongest(rule, safe), strongest(rule, unsafe_));
            if to_safe > to_unsafe {
                safety.safe.push(rule);
            } else if to_unsafe.is_some() {
                safety.unsafe_.push(rule);
            }
        }
        safety
    }

    /// How sure a fix of a rule counts that says it is so sure. What is only shown stays so.
    pub fn of(&self, rule: &Rule, says: Applicability) -> Applicability {
        match says {
            Applicability::DisplayOnly => says,
            _ if self.safe.contains(&rule) => Applicability::Safe,
            _ if self.unsafe_.contains(&rule) => Applicability::Unsafe,
            _ => says,
        }
    }
}
