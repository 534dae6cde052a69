//! Where `==` or `!=` may stand beside `None`, `True` or `False`: the first look.

use memchr::memmem;

use super::word::{name_after, name_before, skip_space};

/// Where an equality may stand beside one of the words.
pub(super) fn hits<'b>(bytes: &'b [u8], words: &'b [&[u8]]) -> impl Iterator<Item = usize> + 'b {
    let is_one = |word: &[u8]| words.contains(&word);
    let has_words = words.iter().any(|word| memmem::find(bytes, word).is_some());
    let equalities = |operator: &'static [u8]| {
        let searched = if has_words { bytes } else { &[] };
        memmem::find_iter(searched, operator)
    };
    equalities(b"==")
        .chain(equalities(b"!="))
        .filter(move |&at| may_end_in(&bytes[..at], is_one) || is_one(word_after(&bytes[at + 2..])))
}

/// The word that the right operand starts with, behind blanks, line breaks, comments and opening
/// parentheses; empty where it starts with none, or where more stands in the parentheses.
pub(super) fn word_after(after: &[u8]) -> &[u8] {
    let mut rest = after;
    let mut is_grouped = false;
    loop {
        rest = &rest[skip_space(rest)..];
        match rest {
            [b'(', inner @ ..] => (rest, is_grouped) = (inner, true),
            _ => break,
        }
    }
    let word = name_after(rest);
    let behind = &rest[word.len()..];
    if is_grouped && behind.get(skip_space(behind)) != Some(&b')') {
        return b"";
    }
    word
}

fn may_end_in(before: &[u8], is_one: impl Fn(&[u8]) -> bool) -> bool {
    let end = before.iter().rposition(|byte| !b" \t\x0c)".contains(byte));
    match end.map(|at| &before[..=at]) {
        None => false,
        // Before a line break there may be a comment, whose words hide the operand.
        Some([.., b'\n' | b'\r']) => true,
        Some(operand) => is_one(name_before(operand)),
    }
}
