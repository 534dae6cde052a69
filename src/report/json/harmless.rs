//! JSON in ASCII where anything else could do harm: what controls a terminal, reorders text, or ends a
//! script in a page stands as `\u`, and reads back as what it is.

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

use crate::shown::is_hidden;

/// Appends a value, on one line.
pub(in crate::report) fn push(value: &impl Serialize, out: &mut Vec<u8>) {
    let mut serializer = Serializer::with_formatter(out, Harmless);
    let pushed = value.serialize(&mut serializer);
    pushed.expect("a report holds nothing that JSON cannot");
}

struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut kept = 0;
        for (at, found) in fragment.match_indices(|c| c == '<' || is_hidden(c)) {
            writer.write_all(&fragment.as_bytes()[kept..at])?;
            for unit in found.encode_utf16() {
                write!(writer, "\\u{unit:04x}")?;
            }
            kept = at + found.len();
        }
        writer.write_all(&fragment.as_bytes()[kept..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_do_harm_is_escaped_and_reads_back() {
        let text = "</script>\u{1b}[2J\u{7f}\u{9b}1m\u{202e}\u{2028}\u{61c}é😀\\\"\n\t";
        let mut out = Vec::new();
        push(&text, &mut out);
        let json = String::from_utf8(out).unwrap();
        assert!(!json.contains(|c| c == '<' || is_hidden(c)), "{json}");
        assert!(json.contains("é😀") && json.contains("\\u202e"), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
