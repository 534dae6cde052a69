//! The byte scan: proves, without decoding or parsing, that a file holds nothing to rewrite.
//!
//! It may say "maybe" too often, never "no" wrongly. Every encoding that [`crate::document`] reads
//! has Python's keywords and operators as their ASCII bytes, so the bytes as read can be searched.
//! A trail byte of a multi-byte character may look like a letter or a quote; that, too, can only
//! make a "maybe" of a "no", for words are taken apart at bytes from 0x80 on.

use memchr::memmem;

use crate::rule::Rule;

/// Whether the bytes may hold a comparison that one of the rules speaks of.
pub fn may_hold<'r>(bytes: &[u8], rules: impl IntoIterator<Item = &'r Rule>) -> bool {
    rules.into_iter().any(|rule| match rule.code() {
        "F632" => may_hold_is_literal(bytes),
        "E711" => may_hold_none(bytes),
        "E713" => has_word(bytes, b"not") && has_word(bytes, b"in"),
        "E714" => has_word(bytes, b"not") && has_word(bytes, b"is"),
        _ => true,
    })
}

fn may_hold_none(bytes: &[u8]) -> bool {
    has_word(bytes, b"None")
        && (memmem::find(bytes, b"==").is_some() || memmem::find(bytes, b"!=").is_some())
}

/// Whether some `is` stands beside something other than a name on both sides.
fn may_hold_is_literal(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"is")
        .filter(|&at| is_word(bytes, at, 2))
        .any(|at| !(starts_with_name(&bytes[at + 2..]) && ends_with_name(&bytes[..at])))
}

/// Whether what follows, but for blanks and a `not`, is a name or keyword that is no literal, no
/// string's prefix, and no singleton that arithmetic might follow.
fn starts_with_name(after: &[u8]) -> bool {
    let operand = after.trim_ascii_start();
    let operand = match operand.strip_prefix(b"not") {
        Some(rest) if rest.first().is_some_and(|&next| !is_letter(next)) => rest.trim_ascii_start(),
        _ => operand,
    };
    let length = operand.iter().take_while(|&&byte| is_letter(byte)).count();
    let (word, rest) = operand.split_at(length);
    match word {
        [] | [b'0'..=b'9', ..] => false,
        b"None" | b"True" | b"False" => rest
            .trim_ascii_start()
            .first()
            .is_none_or(|&next| is_letter(next) || b":),;=!]}#".contains(&next)),
        _ => !matches!(rest.first(), Some(b'"' | b'\'')),
    }
}

/// Whether what stands before, but for blanks, ends in a name that is no number and no singleton.
fn ends_with_name(before: &[u8]) -> bool {
    let operand = before.trim_ascii_end();
    let crossed = &before[operand.len()..];
    // Behind a line break there may be a comment, whose words hide the operand before it.
    if crossed.iter().any(|&byte| byte == b'\n' || byte == b'\r') {
        return false;
    }
    let length = operand
        .iter()
        .rev()
        .take_while(|&&byte| is_letter(byte))
        .count();
    let word = &operand[operand.len() - length..];
    !matches!(word, [] | [b'0'..=b'9', ..] | b"None" | b"True" | b"False")
}

fn has_word(bytes: &[u8], word: &[u8]) -> bool {
    memmem::find_iter(bytes, word).any(|at| is_word(bytes, at, word.len()))
}

/// Whether the letters at `at` are a word of their own. A number may stand right before a keyword
/// (`0xfis y`), so only a run of letters that starts as a name is held against it.
fn is_word(bytes: &[u8], at: usize, length: usize) -> bool {
    let follows = bytes
        .get(at + length)
        .is_some_and(|&next| is_ascii_letter(next));
    let run = bytes[..at]
        .iter()
        .rev()
        .take_while(|&&byte| is_ascii_letter(byte))
        .count();
    !follows && (run == 0 || bytes[at - run].is_ascii_digit())
}

/// A byte that may be part of a name.
fn is_letter(byte: u8) -> bool {
    is_ascii_letter(byte) || byte >= 0x80
}

fn is_ascii_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
