//! File names as git writes them into patches.

/// Appends `prefix` and `name`, quoted as git quotes them by default (`core.quotePath` on).
///
/// A name that holds a control character, DEL, `"`, `\` or a byte from 0x80 up stands in double
/// quotes, with C's short escapes where C has one and three octal digits elsewhere. Spaces need no
/// quotes. From git's `quote.c`.
pub fn quoted_name(prefix: &[u8], name: &[u8], out: &mut Vec<u8>) {
    let bytes = || prefix.iter().chain(name).copied();
    if !bytes().any(needs_quotes) {
        out.extend(bytes());
        return;
    }
    out.push(b'"');
    bytes().for_each(|byte| push_quoted(byte, out));
    out.push(b'"');
}

/// What `git diff` puts after a name on the `---` and `+++` lines.
///
/// A tab after a name with a space, so that `patch` does not take the rest for a date.
pub fn name_end(name: &[u8]) -> &'static [u8] {
    if name.contains(&b' ') { b"\t\n" } else { b"\n" }
}

fn needs_quotes(byte: u8) -> bool {
    !(b' '..0x7f).contains(&byte) || byte == b'"' || byte == b'\\'
}

fn push_quoted(byte: u8, out: &mut Vec<u8>) {
    if !needs_quotes(byte) {
        out.push(byte);
        return;
    }
    out.push(b'\\');
    match byte {
        0x07 => out.push(b'a'),
        0x08 => out.push(b'b'),
        b'\t' => out.push(b't'),
        b'\n' => out.push(b'n'),
        0x0b => out.push(b'v'),
        0x0c => out.push(b'f'),
        b'\r' => out.push(b'r'),
        b'"' | b'\\' => out.push(byte),
        _ => out.extend([byte >> 6, byte >> 3 & 7, byte & 7].map(|digit| b'0' + digit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &[u8], expected: &str) {
        let mut out = Vec::new();
        quoted_name(b"a/", name, &mut out);
        assert_eq!(out, expected.as_bytes());
    }

    #[test]
    fn plain_names_and_spaces_stay() {
        check(b"x/y z.py", "a/x/y z.py");
        check(b"-it's~", "a/-it's~");
    }

    #[test]
    fn all_else_is_escaped() {
        check(
            b"\x01\x07\x08\t\n\x0b\x0c\r\x1b\x7f",
            r#""a/\001\a\b\t\n\v\f\r\033\177""#,
        );
        check(b"q\"b\\", r#""a/q\"b\\""#);
        check("é😀".as_bytes(), r#""a/\303\251\360\237\230\200""#);
        check(b"\xff \x80", r#""a/\377 \200""#);
    }
}
