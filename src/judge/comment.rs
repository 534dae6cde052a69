//! What the author says beside the comparison: a comment that speaks of the operator is a sign.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::Ranged;

use super::{Evidence, Verdict, Witness};
use crate::rule::Site;

/// What a comment on the comparison's own line says where `==` is meant.
const BESIDE: &[&str] = &[
    "__eq__",
    "__ne__",
    "== None",
    "!= None",
    "must be ==",
    "must be !=",
    "not `is`",
    "not \"is\"",
    "not 'is'",
    "overload",
];

/// What a comment above it says: commented-out code stands there, too, so less counts.
const ABOVE: &[&str] = &[
    "__eq__",
    "__ne__",
    "using ==",
    "using !=",
    "instead of is",
    "instead of `is",
    "instead of ``is",
    "instead of \"is",
    "instead of 'is",
];

/// How many tokens of a line are looked at on either side: lines with more of them are data.
const NEAR: usize = 256;

/// Held back where a comment on the comparison's last line, or one above it in the same paragraph,
/// speaks of how it compares.
pub fn witness(site: &Site<'_, '_>) -> Option<Evidence> {
    speaks(beside(site), BESIDE).or_else(|| speaks(above(site), ABOVE))?;
    let reason = "a comment beside it speaks of how it compares";
    Some(Evidence::new(Verdict::Suspect, Witness::Context, reason))
}

fn speaks<'t>(mut comments: impl Iterator<Item = &'t str>, of: &[&str]) -> Option<()> {
    let says = |comment: &str| of.iter().any(|word| comment.contains(word));
    comments.any(says).then_some(())
}

/// The comment that ends the line on which the comparison ends.
fn beside<'t>(site: &Site<'t, '_>) -> impl Iterator<Item = &'t str> {
    let module = site.module;
    let behind = module.tokens.after(site.comparison.compare.end()).iter();
    behind
        .take(NEAR)
        .take_while(|token| !token.kind().is_any_newline())
        .filter(|token| token.kind().is_comment())
        .map(|token| &module.text[token.range()])
}

/// The comments above the line on which the comparison starts, back to the first blank line.
fn above<'t>(site: &Site<'t, '_>) -> impl Iterator<Item = &'t str> {
    let module = site.module;
    let before = module.tokens.before(site.comparison.compare.start());
    let before = &before[before.len().saturating_sub(NEAR)..];
    let line = before
        .iter()
        .rposition(|token| token.kind().is_any_newline());
    let mut lines = &before[..line.map_or(0, |at| at + 1)];
    std::iter::from_fn(move || {
        let (last, rest) = lines.split_last()?;
        let is_blank = |last: &Token, rest: &[Token]| {
            let before = rest
                .iter()
                .rfind(|token| !matches!(token.kind(), TokenKind::Indent | TokenKind::Dedent));
            last.kind() == TokenKind::NonLogicalNewline
                && before.is_none_or(|token| token.kind().is_any_newline())
        };
        if is_blank(last, rest) {
            return None;
        }
        lines = rest;
        Some(last)
    })
    .filter(|token| token.kind().is_comment())
    .map(|token| &module.text[token.range()])
}
