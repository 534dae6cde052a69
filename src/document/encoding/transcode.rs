//! The loop that turns bytes of an ASCII-compatible encoding into text, character by character.

use super::map::{MapBuilder, OffsetMap};
use super::{LONGEST, Stop};

/// Decodes `body`. `first_char` is given the rest of the body from a non-ASCII byte on, and answers
/// the character there with the bytes it takes, or `None` where there is no valid one.
pub(super) fn transcode(
    body: &[u8],
    first_char: impl Fn(&[u8]) -> Option<(char, usize)>,
) -> Result<(String, OffsetMap), Stop> {
    let mut text = String::with_capacity(body.len() + body.len() / 4);
    let mut map = MapBuilder::default();
    let mut rest = body;
    loop {
        let ascii = rest
            .iter()
            .position(|byte| !byte.is_ascii())
            .unwrap_or(rest.len());
        let (plain, high) = rest.split_at(ascii);
        text.push_str(std::str::from_utf8(plain).expect("ASCII bytes are UTF-8"));
        if text.len() > LONGEST {
            return Err(Stop::TooLarge);
        }
        if high.is_empty() {
            return Ok((text, map.finish()));
        }
        let at = body.len() - high.len();
        let (char, width) = first_char(high).ok_or(Stop::Invalid(at))?;
        map.push(text.len(), at, width, char);
        text.push(char);
        rest = &high[width..];
    }
}
