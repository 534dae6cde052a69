//! Bytes that no declaration can make Python source: UTF-16, UTF-32 and NUL.

use super::MARK;
use super::error::{DecodeError, Place};

/// How many leading bytes are looked at to tell UTF-16 or UTF-32 without a mark from a stray NUL.
const SAMPLE: usize = 32;

/// Refuses UTF-16, UTF-32 and any NUL byte.
pub(super) fn check(bytes: &[u8]) -> Result<(), DecodeError> {
    if let Some(encoding) = marked(bytes) {
        return Err(DecodeError::Wide { encoding });
    }
    let Some(nul) = memchr::memchr(0, bytes) else {
        return Ok(());
    };
    if let Some(encoding) = interleaved(&bytes[..bytes.len().min(SAMPLE)]) {
        return Err(DecodeError::Wide { encoding });
    }
    let start = if bytes.starts_with(MARK) {
        MARK.len()
    } else {
        0
    };
    Err(DecodeError::Nul {
        place: Place::of(&bytes[start..], nul - start, start),
    })
}

/// The encoding whose byte-order mark leads. No Python source starts so: 0xff and 0xfe are not
/// UTF-8, and a declaration after them would stand in a line that is no comment.
fn marked(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some("UTF-32 (little-endian)"),
        [0, 0, 0xfe, 0xff, ..] => Some("UTF-32 (big-endian)"),
        [0xff, 0xfe, ..] => Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] => Some("UTF-16 (big-endian)"),
        _ => None,
    }
}

/// The encoding that would put ASCII text's NUL bytes where `sample` has its own.
fn interleaved(sample: &[u8]) -> Option<&'static str> {
    let fits = |unit: usize, ascii_at: usize| {
        sample.len() >= 2 * unit
            && sample
                .iter()
                .enumerate()
                .all(|(i, &byte)| (byte == 0) == (i % unit != ascii_at))
    };
    if fits(2, 0) {
        Some("UTF-16 (little-endian)")
    } else if fits(2, 1) {
        Some("UTF-16 (big-endian)")
    } else if fits(4, 0) {
        Some("UTF-32 (little-endian)")
    } else if fits(4, 3) {
        Some("UTF-32 (big-endian)")
    } else {
        None
    }
}
