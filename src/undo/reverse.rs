//! Taking a part of a patch back: from the new content to the old.

use memchr::memchr_iter;

use super::patch::Part;
use crate::diff::LineKind;

/// The old content, where the part fits the new one: every line that it shows must be there, at its place.
pub(super) fn reversed(part: &Part<'_>, new: &[u8]) -> Option<Vec<u8>> {
    let mut old = Vec::with_capacity(new.len());
    // Not taken over yet, and how many lines were.
    let (mut rest, mut line) = (new, 0);
    for hunk in part.hunks() {
        let between = lines(rest, hunk.start.checked_sub(line)?)?;
        old.extend_from_slice(between);
        rest = &rest[between.len()..];
        line = hunk.start;
        for (kind, text) in hunk.lines() {
            if kind != LineKind::Removed {
                rest = rest.strip_prefix(text)?;
                line += 1;
            }
            if kind != LineKind::Added {
                old.extend_from_slice(text);
            }
        }
    }
    old.extend_from_slice(rest);
    Some(old)
}

/// The first `count` lines of a text; none where it has fewer.
fn lines(text: &[u8], count: usize) -> Option<&[u8]> {
    let end = match count.checked_sub(1) {
        Some(last) => memchr_iter(b'\n', text).nth(last)? + 1,
        None => 0,
    };
    Some(&text[..end])
}
