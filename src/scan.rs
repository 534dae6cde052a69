//! The byte scan: proves, without decoding or parsing, that a file holds nothing to rewrite.
//!
//! It may say "maybe" too often, never "no" wrongly. Every encoding that [`crate::document`] reads
//! has Python's keywords and operators as their ASCII bytes, so the bytes as read can be searched: a
//! vector search finds the words and operators, and a small look around each hit tells whether it
//! can matter. Where a look would have to cross what hides code (a line break with a comment before
//! it, a character that is no ASCII), the answer is "maybe".

mod negation;
mod word;

use memchr::memmem;

use crate::rule::Rule;
pub use negation::may_hold as negation;
use word::{back_over_blanks, is_comment, is_letter, is_word, name_after, name_before};

/// Whether the bytes may hold a comparison that one of the rules speaks of.
pub fn may_hold<'r>(bytes: &[u8], rules: impl IntoIterator<Item = &'r Rule>) -> bool {
    // Rules that look for the same share a scan, which is then made once.
    let mut scans: Vec<fn(&[u8]) -> bool> = Vec::new();
    for rule in rules {
        if !scans
            .iter()
            .any(|scan| std::ptr::fn_addr_eq(*scan, rule.may_hold))
        {
            scans.push(rule.may_hold);
        }
    }
    is_wide(bytes) || scans.into_iter().any(|scan| scan(bytes))
}

/// Whether the bytes look like UTF-16 or UTF-32, which no search for ASCII sees through and Python
/// does not read: that is for the decoder to say.
fn is_wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4)];
    head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.contains(&0)
}

/// Whether some `==` or `!=` may stand beside `None`.
pub fn none(bytes: &[u8]) -> bool {
    equality_beside(bytes, &[b"None"])
}

/// Whether some `==` or `!=` may stand beside `True` or `False`.
pub fn true_false(bytes: &[u8]) -> bool {
    equality_beside(bytes, &[b"True", b"False"])
}

/// Whether some `==` or `!=` may stand beside one of the words.
fn equality_beside(bytes: &[u8], words: &[&[u8]]) -> bool {
    let is_one = |word: &[u8]| words.contains(&word);
    let beside =
        |at: usize| word_before(&bytes[..at], is_one) || word_after(&bytes[at + 2..], is_one);
    words.iter().any(|word| memmem::find(bytes, word).is_some())
        && (memmem::find_iter(bytes, b"==").any(beside)
            || memmem::find_iter(bytes, b"!=").any(beside))
}

fn word_after(after: &[u8], is_one: impl Fn(&[u8]) -> bool) -> bool {
    let operand = after.iter().position(|byte| !b" \t\x0c(".contains(byte));
    match operand.map(|at| &after[at..]) {
        None => false,
        Some([b'\n' | b'\r' | b'\\' | b'#', ..]) => true,
        Some(operand) => is_one(name_after(operand)),
    }
}

fn word_before(before: &[u8], is_one: impl Fn(&[u8]) -> bool) -> bool {
    let end = before.iter().rposition(|byte| !b" \t\x0c)".contains(byte));
    match end.map(|at| &before[..=at]) {
        None => false,
        Some([.., b'\n' | b'\r']) => true,
        Some(operand) => is_one(name_before(operand)),
    }
}

/// Whether some `is` may stand beside a literal.
pub fn is_literal(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"is")
        .filter(|&at| is_word(bytes, at, 2))
        .any(|at| match (before(&bytes[..at]), after(&bytes[at + 2..])) {
            (Operand::None, _) | (_, Operand::None | Operand::Singleton) => false,
            (left, right) => left == Operand::Any || right == Operand::Any,
        })
}

/// What stands on one side of an `is`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operand {
    /// Nothing that could be an operand: the word stands in a string or comment.
    None,
    /// Something with a name in it, which is no literal.
    Name,
    /// `None`, `True` or `False` alone: no comparison with one of them is rewritten.
    Singleton,
    /// Whatever else, literals among it.
    Any,
}

/// What follows, but for blanks and a `not`.
fn after(after: &[u8]) -> Operand {
    let operand = after.trim_ascii_start();
    let operand = match operand.strip_prefix(b"not") {
        Some(rest) if rest.first().is_some_and(|&next| !is_letter(next)) => rest.trim_ascii_start(),
        _ => operand,
    };
    let word = name_after(operand);
    let rest = &operand[word.len()..];
    match word {
        [] if !operand
            .first()
            .is_some_and(|first| b"\"'([{-+~.\\#".contains(first)) =>
        {
            Operand::None
        }
        [] | [b'0'..=b'9', ..] => Operand::Any,
        b"None" if singleton(rest) == Operand::Any => Operand::Name,
        b"None" | b"True" | b"False" => singleton(rest),
        _ if matches!(rest.first(), Some(b'"' | b'\'')) => Operand::Any,
        _ if word != b"await" && starts_another_name(rest) => Operand::None,
        _ => Operand::Name,
    }
}

/// A singleton, unless arithmetic or the like may follow it (nothing that follows `None` makes a
/// constant of it).
fn singleton(rest: &[u8]) -> Operand {
    let next = rest.trim_ascii_start().first();
    let ends = next.is_none_or(|&next| is_letter(next) || b":),;=!]}\"'".contains(&next));
    if ends {
        Operand::Singleton
    } else {
        Operand::Any
    }
}

/// Whether a second name stands behind the first on the same line, as only prose has it.
fn starts_another_name(rest: &[u8]) -> bool {
    let blanks = rest
        .iter()
        .take_while(|&&byte| byte == b' ' || byte == b'\t')
        .count();
    let operators = [
        &b"and"[..],
        b"or",
        b"if",
        b"else",
        b"for",
        b"in",
        b"is",
        b"not",
        b"async",
        b"as",
        b"from",
    ];
    let word = name_after(&rest[blanks..]);
    blanks > 0 && !word.is_empty() && !operators.contains(&word)
}

/// What stands before, but for blanks.
fn before(before: &[u8]) -> Operand {
    if is_comment(before) {
        return Operand::None;
    }
    // Behind a line break there may be a comment, whose words hide the operand before it.
    let Some(operand) = back_over_blanks(before) else {
        return Operand::Any;
    };
    let word = name_before(operand);
    let dotted = operand[..operand.len() - word.len()].last() == Some(&b'.');
    match word {
        [] if !operand.last().is_some_and(|last| b"\"')]}.".contains(last)) => Operand::None,
        [] | [b'0'..=b'9', ..] | b"None" | b"True" | b"False" => Operand::Any,
        // The letters of a number may stand behind a dot, as in `1.e5`; an attribute's do, too.
        _ if dotted && ends_in_number(word) => Operand::Any,
        _ => Operand::Name,
    }
}

/// Whether letters behind a dot may be those of a number: `e5`, `j`, `e5j`.
fn ends_in_number(word: &[u8]) -> bool {
    word.iter()
        .all(|byte| byte.is_ascii_digit() || b"eEjJ_".contains(byte))
}
