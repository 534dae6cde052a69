//! Where `==`, `!=` or `is` may stand beside a NaN: the first look, and what both looks see behind one.
//!
//! A NaN is named or is a text that makes one, so the word stands in the file. Outside ASCII there are
//! letters that Python takes for those of the word (PEP 3131): names with such are let through.

use memchr::memmem;

use super::skim::strings;
use super::word::{REACH, is_word, may_hide_operand, name_after, name_before, skip_space};

/// Where a comparison with a NaN may be: wherever one may be, in a file that holds the word.
pub(super) fn hits(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let searched = if holds_word(bytes) { bytes } else { &[] };
    let equalities = |operator: &'static [u8]| memmem::find_iter(searched, operator);
    let identities = memmem::find_iter(searched, b"is").filter(|&at| is_word(searched, at, 2));
    equalities(b"==").chain(equalities(b"!=")).chain(identities)
}

/// Whether bytes may hold a NaN's name, or a text that makes one.
fn holds_word(bytes: &[u8]) -> bool {
    const CASES: &[&[u8; 3]] = &[
        b"nan", b"NaN", b"NAN", b"Nan", b"nAn", b"naN", b"NAn", b"nAN",
    ];
    let words = |case: &'static [u8; 3]| {
        memmem::find_iter(bytes, case).any(|at| is_end(&bytes[at + 3..]) && is_start(&bytes[..at]))
    };
    !bytes.is_ascii() || CASES.iter().copied().any(words)
}

/// Whether a NaN's name or text may end here: `nan`, `nanj`, `NaN123`.
fn is_end(behind: &[u8]) -> bool {
    let behind = behind.strip_prefix(b"j").unwrap_or(behind);
    !behind
        .first()
        .is_some_and(|&next| next.is_ascii_alphabetic() || next == b'_')
}

/// Whether it may start here: behind `s` (`"sNaN"`) or an escape (`"\tnan"`, `"\u0020nan"`), too.
fn is_start(before: &[u8]) -> bool {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    match before {
        [.., b's' | b'S'] => true,
        [.., last] if is_of_name(last) => {
            let near = &before[before.len().saturating_sub(LONGEST_ESCAPE)..];
            let mut far = near.iter().rev().skip_while(|byte| is_of_name(byte));
            far.next() == Some(&b'\\')
        }
        _ => true,
    }
}

/// How many bytes an escape has at most, but for a name in braces: `\U00000020`.
const LONGEST_ESCAPE: usize = 10;

/// Whether a name may be a NaN's.
pub(super) fn is_name(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"nan") || name == b"nanj" || !name.is_ascii()
}

/// Whether a string's bytes, quotes and all, may make a NaN.
pub(super) fn is_text(string: &[u8]) -> bool {
    let mut three = string.windows(3);
    three.any(|three| three.eq_ignore_ascii_case(b"nan"))
}

/// Whether some import may give a NaN another name: `from math import nan as missing`.
pub(super) fn is_renamed(bytes: &[u8]) -> bool {
    let is_renaming = |at: usize| {
        let before = bytes[..at].trim_ascii_end();
        is_word(bytes, at, 2) && (is_name(name_before(before)) || may_hide_operand(before))
    };
    memmem::find_iter(bytes, b"as").any(is_renaming)
}

/// Whether what follows an operator may be a NaN: `np.nan`, `float("nan")`, in parentheses or not.
pub(super) fn is_after(after: &[u8]) -> bool {
    let mut at = 0;
    let mut is_name_over = false;
    let mut is_open = false;
    loop {
        match skip_space(&after[at..]) {
            Some(blanks) if at <= REACH => at += blanks,
            _ => return true,
        }
        match after[at..] {
            [byte @ (b'(' | b')' | b'.'), ..] => {
                is_name_over = byte == b')';
                is_open |= byte == b'(';
                at += 1;
            }
            // A text alone is none: it is given to a call.
            [b'"' | b'\'', ..] if is_open => {
                return strings::end(after, at).is_none_or(|end| is_text(&after[at..end]));
            }
            _ => {
                let name = name_after(&after[at..]);
                if name.is_empty() || is_name_over && name != b"not" {
                    return false;
                }
                at += name.len();
                let is_prefix = matches!(after.get(at), Some(b'"' | b'\''));
                if is_name(name) && !is_prefix {
                    return true;
                }
                is_name_over = !is_prefix && name != b"not";
            }
        }
    }
}
