//! Fixes: edits with a title and a word on how sure they are.

use serde::Serialize;

use crate::edit::Edits;

/// How sure a fix is, in ruff's words; the lesser comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Shown and never applied.
    #[serde(rename = "display")]
    DisplayOnly,
    /// May change what the code does, or may be what was wanted: applied on request.
    Unsafe,
    /// Changes nothing that was meant: applied by default.
    Safe,
}

/// A rewrite of one comparison, all or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: "Replace `==` with `is`".
    pub title: String,
    /// The least sure of its parts.
    pub applicability: Applicability,
    /// What it puts where.
    pub edits: Edits,
    /// Its fix group: findings that bear the same number share one rewrite, to be applied once.
    pub group: u32,
}
