//! What holds for a run: which rules are on, and which fixes are applied.

use crate::fix::Applicability;
use crate::judge::Witness;
use crate::judge::named::Named;
use crate::package::Packages;
use crate::select::Selection;
use crate::types::Infer;
use std::sync::Arc;

/// The settings that the heart of isfix reads.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The rules that are on.
    pub rules: Selection,
    /// Whether unsafe fixes are applied, too.
    pub unsafe_fixes: bool,
    /// Whether suppression comments are ignored.
    pub ignore_noqa: bool,
    /// What the user says is plain or overloaded.
    pub named: Named,
    /// What `== True` becomes.
    pub true_false_style: TrueFalseStyle,
    /// The witnesses that are heard; `None` where all are.
    pub witnesses: Option<Vec<Witness>>,
    /// What the packages around the files have shown so far.
    pub packages: Packages,
    /// What infers types, where any are to be inferred.
    pub types: Option<Arc<dyn Infer>>,
}

/// What comparisons with `True` and `False` become.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum TrueFalseStyle {
    /// `x is True`: the same for a `bool` and for a `bool` that may be `None`.
    #[default]
    Identity,
    /// `x`, or `not x`
    Truth,
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
}
