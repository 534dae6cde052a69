//! Makes characters that could take over a terminal, or reorder what it shows, visible.
//!
//! For eyes only: the escapes are Python's, but a backslash of the source stays single, so nothing
//! can be read back.

use std::io::Write;

use crate::shown::is_hidden;

/// Appends `text` with what is unsafe on a terminal shown escaped.
///
/// Escaped are DEL and the C0 controls but for tab (as `\x1b`), the C1 controls, the separators
/// U+2028 and U+2029, and the marks of the bidirectional algorithm (as `\u202e`). A byte that is no
/// UTF-8 becomes `\xff`, since terminals may read it as a C1 control. LF is escaped too: give one
/// line at a time.
pub fn push_visible(text: &[u8], out: &mut Vec<u8>) {
    for chunk in text.utf8_chunks() {
        push_valid(chunk.valid(), out);
        for &byte in chunk.invalid() {
            push_byte(byte, out);
        }
    }
}

/// The same text with what is unsafe on a terminal shown escaped, as [`push_visible`] does.
pub fn visible(text: &str) -> String {
    let mut shown = Vec::with_capacity(text.len());
    push_visible(text.as_bytes(), &mut shown);
    String::from_utf8_lossy(&shown).into_owned()
}

fn push_valid(text: &str, out: &mut Vec<u8>) {
    let mut kept = 0;
    for (at, found) in text.match_indices(is_unsafe) {
        out.extend_from_slice(&text.as_bytes()[kept..at]);
        found.chars().for_each(|c| push_char(c, out));
        kept = at + found.len();
    }
    out.extend_from_slice(&text.as_bytes()[kept..]);
}

/// What is hidden anywhere, but for tabs, which sources are full of.
fn is_unsafe(c: char) -> bool {
    c != '\t' && is_hidden(c)
}

fn push_char(c: char, out: &mut Vec<u8>) {
    match u8::try_from(u32::from(c)) {
        Ok(byte) if byte.is_ascii() => push_byte(byte, out),
        _ => write!(out, "\\u{:04x}", u32::from(c)).expect("writing to memory cannot fail"),
    }
}

fn push_byte(byte: u8, out: &mut Vec<u8>) {
    match byte {
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\n' => out.extend_from_slice(b"\\n"),
        _ => write!(out, "\\x{byte:02x}").expect("writing to memory cannot fail"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[u8], expected: &str) {
        let mut out = Vec::new();
        push_visible(text, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn what_is_harmless_stays() {
        check(
            "\tx = 'é 😀 \\ \u{200d}'".as_bytes(),
            "\tx = 'é 😀 \\ \u{200d}'",
        );
    }

    #[test]
    fn what_is_not_is_shown() {
        check(b"\x1b[2J\x07\x7f\r", "\\x1b[2J\\x07\\x7f\\r");
        check("\u{9b}2J\u{85}".as_bytes(), "\\u009b2J\\u0085");
        check(
            "a\u{202e}b\u{2066}\u{61c}\u{2028}".as_bytes(),
            "a\\u202eb\\u2066\\u061c\\u2028",
        );
        check(b"\x9b\xe9t\xff", "\\x9b\\xe9t\\xff");
    }
}
