//! The search for suppression comments, in the one mode that tells of them.

use memchr::memmem::Finder;
use memchr::{memchr, memchr2_iter};
use std::sync::LazyLock;

/// Whether the bytes may hold a comment that asks for anything: a `#`, and a word that such comments
/// begin with, in any case that they may be written in. Few files have the word and not the comment.
pub(super) fn may_suppress(bytes: &[u8]) -> bool {
    static PYLINT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("pylint:"));
    static RUFF: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("ruff"));
    if memchr(b'#', bytes).is_none() {
        return false;
    }
    let is = |word: &[u8], start: usize| {
        let there = bytes.get(start..start + word.len());
        there.is_some_and(|there| there.eq_ignore_ascii_case(word))
    };
    // Each of these letters is the rarest of its word.
    let mut noqa = memchr2_iter(b'q', b'Q', bytes).filter_map(|at| at.checked_sub(2));
    let mut isfix = memchr2_iter(b'x', b'X', bytes).filter_map(|at| at.checked_sub(4));
    PYLINT.find(bytes).is_some()
        || RUFF.find(bytes).is_some()
        || noqa.any(|at| is(b"noqa", at))
        || isfix.any(|at| is(b"isfix", at))
}
