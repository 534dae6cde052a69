//! Where strings end: the rules of CPython's tokenizer, PEP 701's for f- and t-strings among them.

use memchr::{memchr2, memchr3};

/// An f- or t-string whose field is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scan) struct FString {
    quote: u8,
    triple: bool,
    raw: bool,
    /// Whether the text around the field is the format of another field.
    in_format: bool,
}

/// What the text of an f-string leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scan) enum Text {
    /// Its end; the offset is behind its quotes.
    End(usize),
    /// A field; the offset is behind its brace.
    Field(usize),
    /// The end of the field whose format the text was; the offset is behind its brace.
    FieldEnd(usize),
}

/// The prefix of a string: what it means for where the string ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::scan) struct Prefix {
    pub raw: bool,
    pub fields: bool,
}

impl Prefix {
    /// The meaning of a word right before a quote; `None` where it is no prefix.
    pub fn of(word: &[u8]) -> Option<Self> {
        let mut prefix = Self::default();
        if word.len() > 2 {
            return None;
        }
        for letter in word {
            match letter.to_ascii_lowercase() {
                b'r' => prefix.raw = true,
                b'f' | b't' => prefix.fields = true,
                b'b' | b'u' => {}
                _ => return None,
            }
        }
        Some(prefix)
    }
}

/// The offset behind a string that starts with the quote at `start`; `None` where it has no end.
pub(in crate::scan) fn end(bytes: &[u8], start: usize) -> Option<usize> {
    let quote = bytes[start];
    if is_triple(bytes, start, quote) {
        return end_of_triple(bytes, start + 3, quote);
    }
    let mut at = start + 1;
    loop {
        at += memchr3(quote, b'\\', b'\n', bytes.get(at..)?)?;
        match bytes[at] {
            b'\\' => at = behind_escape(bytes, at),
            b'\n' => return None,
            _ => return Some(at + 1),
        }
    }
}

fn end_of_triple(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr2(quote, b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'\\' {
            at += 2;
        } else if is_triple(bytes, at, quote) {
            return Some(at + 3);
        } else {
            at += 1;
        }
    }
}

fn is_triple(bytes: &[u8], at: usize, quote: u8) -> bool {
    bytes[at..].starts_with(&[quote; 3])
}

/// The offset behind a backslash and what it escapes: a line break whole.
fn behind_escape(bytes: &[u8], at: usize) -> usize {
    let is_break = bytes[at + 1..].starts_with(b"\r\n");
    at + if is_break { 3 } else { 2 }
}

impl FString {
    /// The f-string whose quote stands at `start`, and the offset of its text.
    pub fn open(bytes: &[u8], start: usize, prefix: Prefix) -> (Self, usize) {
        let quote = bytes[start];
        let triple = is_triple(bytes, start, quote);
        let string = Self {
            quote,
            triple,
            raw: prefix.raw,
            in_format: false,
        };
        (string, start + if triple { 3 } else { 1 })
    }

    /// The same string, in the format of a field.
    pub fn format(self) -> Self {
        Self {
            in_format: true,
            ..self
        }
    }

    /// Where its text leads from an offset in it; `None` where it is broken, or hard to tell.
    pub fn text(self, bytes: &[u8], start: usize) -> Option<Text> {
        let mut at = start;
        loop {
            let rest = bytes.get(at..)?;
            let next = rest.get(1).copied();
            match *rest.first()? {
                // A format that is not closed.
                byte if byte == self.quote && self.in_format => return None,
                byte if byte == self.quote => {
                    if !self.triple {
                        return Some(Text::End(at + 1));
                    }
                    if is_triple(bytes, at, self.quote) {
                        return Some(Text::End(at + 3));
                    }
                    at += 1;
                }
                b'{' if next == Some(b'{') && !self.in_format => at += 2,
                b'{' => return Some(Text::Field(at + 1)),
                b'}' if self.in_format => return Some(Text::FieldEnd(at + 1)),
                b'}' if next == Some(b'}') => at += 2,
                b'}' => return None,
                b'\n' | b'\r' if !self.triple || self.in_format => return None,
                // The braces of `\N{…}` open no field.
                b'\\' if !self.raw && rest.starts_with(b"\\N{") => return None,
                b'\\' if matches!(next, Some(b'{' | b'}')) => at += 1,
                b'\\' => at = behind_escape(bytes, at),
                _ => at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_where_python_ends_them() {
        let ends: &[(&str, Option<usize>)] = &[
            ("'a' b", Some(3)),
            ("''", Some(2)),
            ("'' ''", Some(2)),
            ("'a\\'b'c", Some(6)),
            ("'a\\\\'b'", Some(5)),
            ("'a\nb'", None),
            ("'a\\\nb'c", Some(6)),
            ("'a\\\r\nb'c", Some(7)),
            ("'a", None),
            ("'a\\", None),
            ("'''a'b''c'''d", Some(12)),
            ("'''a\nb'''", Some(9)),
            ("'''a\\''''", Some(9)),
            ("''''a'''", Some(8)),
            ("'''a''", None),
            ("\"it's\"", Some(6)),
        ];
        for &(text, expected) in ends {
            assert_eq!(end(text.as_bytes(), 0), expected, "{text}");
        }
    }

    #[test]
    fn prefixes_are_those_of_python() {
        let fields =
            |word: &str| Prefix::of(word.as_bytes()).map(|prefix| (prefix.raw, prefix.fields));
        assert_eq!(fields("rb"), Some((true, false)));
        assert_eq!(fields("Rf"), Some((true, true)));
        assert_eq!(fields("t"), Some((false, true)));
        assert_eq!(fields(""), Some((false, false)));
        assert_eq!(fields("in"), None);
        assert_eq!(fields("bbb"), None);
    }

    #[test]
    fn the_text_of_an_f_string_leads_to_its_fields_and_its_end() {
        let text = |text: &str, raw| {
            let prefix = Prefix { raw, fields: true };
            let (string, start) = FString::open(text.as_bytes(), 0, prefix);
            string.text(text.as_bytes(), start)
        };
        assert_eq!(text("'a'", false), Some(Text::End(3)));
        assert_eq!(text("'{{a}}'", false), Some(Text::End(7)));
        assert_eq!(text("'a{b}'", false), Some(Text::Field(3)));
        assert_eq!(text("'a\\{b}'", false), Some(Text::Field(4)));
        assert_eq!(text("'\\''", false), Some(Text::End(4)));
        assert_eq!(text("'\\N{DASH}'", false), None);
        assert_eq!(text("'\\N{x}'", true), Some(Text::Field(4)));
        assert_eq!(text("'a}'", false), None);
        assert_eq!(text("'a\n'", false), None);
        assert_eq!(text("'''a\n'b'''", false), Some(Text::End(10)));
        let (string, _) = FString::open(b"'{a:>{b}}'", 0, Prefix::default());
        let format = string.format();
        assert_eq!(format.text(b"'{a:>{b}}'", 4), Some(Text::Field(6)));
        assert_eq!(format.text(b"'{a:>{b}}'", 8), Some(Text::FieldEnd(9)));
    }
}
