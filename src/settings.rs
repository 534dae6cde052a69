//! What holds for a file: which rules are on, and which fixes are applied.
//!
//! Here stands what the heart reads. Below stand where it comes from: the table of [`keys`], TOML that is held
//! against it (`read`), what each source says and what they say together (`layer`), what is said beside files (`line`), which file is the closest
//! (`find`), what is made of it for the walk and the heart (`scope`), which of these holds where (`scopes`), and
//! which glob it is that keeps a file out (`excluding`).

pub mod excluding;
pub mod find;
pub mod keys;
pub mod layer;
pub mod line;
pub mod names;
pub mod read;
pub mod run;
pub mod safety;
pub mod schema;
pub mod scope;
pub mod scopes;
pub mod value;

use crate::fix::Applicability;
use crate::judge::Witness;
use crate::judge::named::Named;
use crate::package::Packages;
use crate::select::Selection;
use crate::types::Infer;
use safety::Safety;
use std::sync::Arc;

/// The settings that the heart of isfix reads.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The rules that are on.
    pub rules: Selection,
    /// Whether unsafe fixes are applied, too.
    pub unsafe_fixes: bool,
    /// Rules whose fixes count as more, or less, sure than they say.
    pub safety: Safety,
    /// Whether suppression comments are ignored.
    pub ignore_noqa: bool,
    /// Whether suppression comments that suppress nothing are findings.
    pub unused_noqa: bool,
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
