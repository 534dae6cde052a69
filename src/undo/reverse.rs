//! Taking a part of a patch back, from the new content to the old, or over again.

use memchr::memchr_iter;

use super::patch::Part;
use crate::diff::LineKind;

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From the new content to the old.
    Back,
    /// From the old content to the new.
    Forth,
}

/// What a part makes of a content, where it fits: every line that it shows must be there, at its place.
///
/// # Errors
///
/// The line of the patch, counted from 1, that is not there, or the head of the hunk that has no place there.
pub(super) fn taken(way: Way, part: &Part<'_>, from: &[u8]) -> Result<Vec<u8>, usize> {
    let (gone, new) = match way {
        Way::Back => (LineKind::Added, LineKind::Removed),
        Way::Forth => (LineKind::Removed, LineKind::Added),
    };
    let mut made = Vec::with_capacity(from.len());
    // Not taken over yet; how many lines were, and how many there are now.
    let (mut rest, mut line, mut made_lines) = (from, 0, 0);
    for hunk in part.hunks() {
        let (start, made_start) = match way {
            Way::Back => (hunk.new_start, hunk.old_start),
            Way::Forth => (hunk.old_start, hunk.new_start),
        };
        let count = start.checked_sub(line).ok_or(hunk.line)?;
        let between = lines(rest, count).ok_or(hunk.line)?;
        made.extend_from_slice(between);
        rest = &rest[between.len()..];
        (line, made_lines) = (start, made_lines + count);
        if made_lines != made_start {
            return Err(hunk.line);
        }
        for shown in hunk.lines() {
            if shown.kind != new {
                rest = rest.strip_prefix(shown.text).ok_or(shown.line)?;
                line += 1;
            }
            if shown.kind != gone {
                made.extend_from_slice(shown.text);
                made_lines += 1;
            }
        }
    }
    made.extend_from_slice(rest);
    Ok(made)
}

/// The first `count` lines of a text; none where it has fewer.
fn lines(text: &[u8], count: usize) -> Option<&[u8]> {
    let end = match count.checked_sub(1) {
        Some(last) => memchr_iter(b'\n', text).nth(last)? + 1,
        None => 0,
    };
    Some(&text[..end])
}
