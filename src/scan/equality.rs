//! Where `==` or `!=` may stand beside `None`, `True` or `False`: the first look.

use memchr::memmem;

use super::word::{
    REACH, has_break, may_hide_operand, may_precede_operand, name_after, name_before,
    plain_name_before, skip_space,
};
use super::{Hit, Look, Looks};

/// Where an equality may stand beside a word that is looked for: one search for all of them.
pub(super) fn hits(bytes: &[u8], looks: Looks) -> impl Iterator<Item = Hit> {
    let holds = |word: &[u8]| memmem::find(bytes, word).is_some();
    let none = looks.none && holds(b"None");
    let booleans = looks.booleans && (holds(b"True") || holds(b"False"));
    let searched = if none || booleans { bytes } else { &[] };
    let is_none = move |word: &[u8]| none && word == b"None";
    let is_boolean = move |word: &[u8]| booleans && matches!(word, b"True" | b"False");
    memmem::find_iter(searched, b"==")
        .chain(memmem::find_iter(searched, b"!="))
        .filter(move |&at| is_beside(bytes, at, |word| is_none(word) || is_boolean(word)))
        .flat_map(move |at| {
            let none = (none && is_beside(bytes, at, is_none)).then_some(Look::NoneEquality);
            let boolean =
                (booleans && is_beside(bytes, at, is_boolean)).then_some(Look::BooleanEquality);
            [none, boolean]
                .into_iter()
                .flatten()
                .map(move |look| Hit { at, look })
        })
}

/// Whether one of the words may stand beside the equality at an offset.
fn is_beside(bytes: &[u8], at: usize, is_one: impl Fn(&[u8]) -> bool) -> bool {
    may_end_in(&bytes[..at], &is_one) || word_after(&bytes[at + 2..]).is_none_or(is_one)
}

/// The word that the right operand starts with, behind blanks, line breaks, comments and opening
/// parentheses; empty where it starts with none, or where more stands in the parentheses; `None` where
/// it may start further on than is looked.
pub(super) fn word_after(after: &[u8]) -> Option<&[u8]> {
    let mut rest = after;
    let mut is_grouped = false;
    loop {
        rest = &rest[skip_space(rest)?..];
        match rest {
            _ if after.len() - rest.len() > REACH => return None,
            [b'(', inner @ ..] => (rest, is_grouped) = (inner, true),
            _ => break,
        }
    }
    let word = name_after(rest);
    let behind = &rest[word.len()..];
    if is_grouped && behind.get(skip_space(behind)?) != Some(&b')') {
        return Some(b"");
    }
    Some(word)
}

/// Whether the left operand may be one of the words, in parentheses or not.
fn may_end_in(before: &[u8], is_one: impl Fn(&[u8]) -> bool) -> bool {
    let blanks = |bytes: &[u8]| bytes.trim_ascii_end().len();
    let mut operand = &before[..blanks(before)];
    let crossed = |rest: &[u8]| has_break(&before[rest.len()..]);
    let mut closed = 0;
    while let [inner @ .., b')'] = operand {
        operand = &inner[..blanks(inner)];
        closed += 1;
    }
    if crossed(operand) && may_hide_operand(operand) {
        return true;
    }
    let word = name_before(operand);
    is_one(word) && (closed == 0 || opens(&operand[..operand.len() - word.len()], closed))
}

/// Whether so many parentheses may open right before a word that are no call's.
fn opens(mut before: &[u8], count: usize) -> bool {
    for _ in 0..count {
        before = match before.trim_ascii_end() {
            [outer @ .., b'('] => outer,
            // A comment may hide it.
            rest => return has_break(&before[rest.len()..]),
        };
    }
    let name = plain_name_before(before);
    name.is_empty() || may_precede_operand(name)
}
