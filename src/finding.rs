//! Findings: what a rule says of one comparison of the source as read.

use ruff_text_size::TextRange;

use crate::fingerprint::Mark;
use crate::fix::Fix;
use crate::judge::Evidence;
use crate::rule::Descriptor;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that speaks, or what else is reported.
    pub rule: &'static Descriptor,
    /// What is wrong, in a sentence or two that teach.
    pub message: String,
    /// Of the comparison, in a chain of the pair, of the whole `not …` where that is found:
    /// half-open, in UTF-8 bytes of the decoded text.
    pub range: TextRange,
    /// The rewrite it is part of, if there is one.
    pub fix: Option<Fix>,
    /// What the judge said, where it was asked.
    pub evidence: Option<Evidence>,
    /// The comparison is right as it stands, and no other spelling of it was asked for: remarked upon,
    /// counted in no exit status.
    pub is_note: bool,
    /// Its fix is not among those that were asked for: it waits for `--unsafe-fixes`.
    pub held_back: bool,
    /// The row (1-based) where a `# noqa` for it would be put.
    pub noqa_row: usize,
    /// Whether its fix was applied to the result, verified.
    pub applied: bool,
    /// By what it is known again in a later run.
    pub mark: Mark,
}
