//! What stands before an `is`, as far as a look at its line can tell.
//!
//! Two names side by side are prose: no code has them, but for keywords.

use super::Operand;
use crate::scan::word::{
    FAR, has_break, is_comment, may_end_number, may_hide_operand, may_precede_operand,
    may_precede_word, name_before, plain_name_before,
};

/// What stands before, but for blanks.
pub(super) fn before(before: &[u8]) -> Operand {
    if is_comment(before) {
        return Operand::None;
    }
    let operand = before.trim_ascii_end();
    if has_break(&before[operand.len()..]) && may_hide_operand(operand) {
        return Operand::Any;
    }
    let word = name_before(operand);
    let rest = &operand[..operand.len() - word.len()];
    match (word, operand.last()) {
        ([], Some(b')' | b']')) => bracketed(operand),
        ([], Some(&quote @ (b'"' | b'\''))) => quoted(operand, quote),
        ([], Some(b'}' | b'.')) => Operand::Any,
        ([], _) => Operand::None,
        ([b'0'..=b'9', ..] | b"None" | b"True" | b"False", _) => Operand::Any,
        // The letters of a number may stand behind a dot, as in `1.e5`; an attribute's do, too.
        _ if rest.last() == Some(&b'.') && may_end_number(word) => Operand::Any,
        _ if is_prose(rest, word) => Operand::None,
        _ => Operand::Name,
    }
}

/// Whether another name stands before a name, with nothing but blanks between.
fn is_prose(before: &[u8], word: &[u8]) -> bool {
    !may_precede_word(word) && ends_in_name(before)
}

/// Whether the bytes end in blanks, and before those in a name that is no keyword.
fn ends_in_name(bytes: &[u8]) -> bool {
    let blanks = bytes
        .iter()
        .rev()
        .take_while(|&&byte| byte == b' ' || byte == b'\t')
        .count();
    let name = plain_name_before(&bytes[..bytes.len() - blanks]);
    blanks > 0 && !name.is_empty() && !may_precede_word(name)
}

/// A string, unless prose puts it in quotes: a name stands before it.
fn quoted(operand: &[u8], quote: u8) -> Operand {
    let inner = &operand[..operand.len() - 1];
    let near = inner.len().saturating_sub(FAR);
    let Some(open) = memchr::memrchr(quote, &inner[near..]) else {
        return Operand::Any;
    };
    let (before, text) = (&inner[..near + open], &inner[near + open + 1..]);
    // An escape, a field or a line break may make it another string than it seems.
    let plain = |byte: &u8| !matches!(byte, b'\\' | b'{' | b'}' | b'\n' | b'\r' | b'#');
    if !text.is_empty() && text.iter().all(plain) && ends_in_name(before) {
        Operand::None
    } else {
        Operand::Any
    }
}

/// A call, or a subscript of a name, where the bracket's other end is in sight.
fn bracketed(operand: &[u8]) -> Operand {
    let Some(open) = opening(operand) else {
        return Operand::Any;
    };
    let callee = &operand[..open];
    let name = plain_name_before(callee);
    let is_call = operand[open] == b'(' && matches!(callee.last(), Some(b')' | b']'));
    if is_call || !name.is_empty() && !may_precede_operand(name) {
        Operand::Name
    } else {
        Operand::Any
    }
}

/// Where the bracket opens that the bytes end in; `None` where it is not on this line, or a string, a
/// comment or a line break comes between.
fn opening(operand: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in operand.iter().enumerate().rev().take(FAR) {
        match byte {
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b'{' if depth == 1 => return Some(at),
            b'(' | b'[' | b'{' => depth -= 1,
            b'"' | b'\'' | b'#' | b'\n' | b'\r' | b'\\' => return None,
            _ => {}
        }
    }
    None
}
