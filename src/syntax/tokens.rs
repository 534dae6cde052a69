//! What tokens tell that nodes do not: the parentheses around a node, where an operator stands,
//! the blank space beside a token.

use ruff_python_ast::token::{TokenKind, Tokens, parentheses_iterator};
use ruff_python_ast::{AnyNodeRef, ExprCompare, ExprRef};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// One comparison operator as it stands in the source: one word or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperatorTokens {
    /// The only word, or the first: `is` of `is not`, `not` of `not in`.
    pub first: TextRange,
    /// The second word, if there are two. Comments and line breaks may lie between them.
    pub second: Option<TextRange>,
}

/// The parentheses around an expression, innermost first, each with both its brackets inside.
///
/// `parent` is the node directly around it, whose own brackets (a call's) do not count.
pub fn parentheses<'a>(
    expression: ExprRef<'a>,
    parent: AnyNodeRef<'a>,
    tokens: &'a Tokens,
) -> impl Iterator<Item = TextRange> + 'a {
    parentheses_iterator(expression, Some(parent), tokens)
}

/// The range of an operand with all its parentheses.
pub fn with_parentheses(operand: ExprRef, parent: AnyNodeRef, tokens: &Tokens) -> TextRange {
    parentheses(operand, parent, tokens)
        .last()
        .unwrap_or_else(|| operand.range())
}

/// The operator between operand `pair` and the next one of a chain.
///
/// Between two operands stand only closing parentheses, the operator and opening parentheses, so
/// the operator is found by kind and never by rebuilding text.
pub fn operator(compare: &ExprCompare, pair: usize, tokens: &Tokens) -> OperatorTokens {
    let gap = TextRange::new(
        operand(compare, pair).end(),
        operand(compare, pair + 1).start(),
    );
    let mut words = tokens
        .in_range(gap)
        .iter()
        .filter(|token| !token.kind().is_trivia())
        .filter(|token| !matches!(token.kind(), TokenKind::Lpar | TokenKind::Rpar))
        .map(Ranged::range);
    let first = words
        .next()
        .expect("a comparison has an operator between its operands");
    OperatorTokens {
        first,
        second: words.next(),
    }
}

/// Operand `index` of a chain, the leftmost being 0.
pub fn operand(compare: &ExprCompare, index: usize) -> ExprRef<'_> {
    match index.checked_sub(1) {
        None => (&*compare.left).into(),
        Some(right) => (&compare.comparators[right]).into(),
    }
}

/// The end of the spaces, tabs and form feeds that start at `offset`.
pub fn blanks_after(text: &str, offset: TextSize) -> TextSize {
    let rest = &text.as_bytes()[offset.to_usize()..];
    let blanks = rest.iter().take_while(|&&byte| is_blank(byte)).count();
    offset + size(blanks)
}

/// The start of the spaces, tabs and form feeds that end at `offset`.
pub fn blanks_before(text: &str, offset: TextSize) -> TextSize {
    let before = &text.as_bytes()[..offset.to_usize()];
    let blanks = before
        .iter()
        .rev()
        .take_while(|&&byte| is_blank(byte))
        .count();
    offset - size(blanks)
}

/// Whether a byte is blank space inside a line, as Python's tokenizer skips it.
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0c')
}

fn size(length: usize) -> TextSize {
    TextSize::try_from(length).expect("a part of a text under 4 GiB")
}
