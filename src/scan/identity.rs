//! Where `is` may stand beside a literal: the first look, and what both looks see behind one.

mod before;

use memchr::memmem;

use self::before::before;
use super::skim::strings::Prefix;
use super::word::{is_letter, is_word, name_after, skip_space};

/// Where an `is` may stand beside a literal.
pub(super) fn hits(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memmem::find_iter(bytes, b"is")
        .filter(|&at| is_word(bytes, at, 2))
        .filter(|&at| are_candidates(before(&bytes[..at]), after(&bytes[at + 2..])))
}

/// Whether one of two operands may be a literal, and neither what no rule speaks of.
pub(super) fn are_candidates(left: Operand, right: Operand) -> bool {
    match (left, right) {
        (Operand::None, _) | (_, Operand::None | Operand::Singleton) => false,
        (left, right) => left == Operand::Any || right == Operand::Any,
    }
}

/// What stands on one side of an `is`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
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
pub(super) fn after(after: &[u8]) -> Operand {
    let operand = after.trim_ascii_start();
    let operand = match operand.strip_prefix(b"not") {
        Some(rest) if rest.first().is_some_and(|&next| !is_letter(next)) => rest.trim_ascii_start(),
        _ => operand,
    };
    if let Some(rest) = operand.strip_prefix(b"...") {
        return singleton(rest);
    }
    let signs = operand.iter().take_while(|byte| b"-+~ \t".contains(byte));
    let signs = signs.count();
    let word = name_after(&operand[signs..]);
    let rest = &operand[signs + word.len()..];
    match word {
        // What a sign stands before is no singleton any more, and may still be a constant.
        [] | [b'0'..=b'9', ..] | b"None" | b"True" | b"False" if signs > 0 => Operand::Any,
        [] if !operand
            .first()
            .is_some_and(|first| b"\"'([{.\\#".contains(first)) =>
        {
            Operand::None
        }
        [] | [b'0'..=b'9', ..] => Operand::Any,
        // Nothing that follows `None` makes a constant of it.
        b"None" if singleton(rest) == Operand::Any => Operand::Name,
        b"None" | b"True" | b"False" => singleton(rest),
        // Behind a name that is no prefix of a string, a quote ends the string that all of it is in.
        _ if matches!(rest.first(), Some(b'"' | b'\'')) => match Prefix::of(word) {
            Some(_) => Operand::Any,
            None => Operand::None,
        },
        _ if word != b"await" && starts_another_name(rest) => Operand::None,
        _ => Operand::Name,
    }
}

/// A singleton, unless arithmetic or the like may follow it. An attribute and a product of matrices are
/// none, and no literals: the `@` may as well be a decorator's.
fn singleton(rest: &[u8]) -> Operand {
    let Some(next) = skip_space(rest) else {
        return Operand::Any;
    };
    let next = rest[next..].first();
    if matches!(next, Some(b'.' | b'@')) {
        return Operand::Name;
    }
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
